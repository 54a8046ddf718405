import { endTally } from './driver/tally';
import { teardown } from './setup';

export default async function end() {
  await teardown();
  console.log(endTally());
}
