import { finishRun, findRunProcesses } from './driver/test-run';
import { teardown } from './setup';
import { waitUntil } from './wait';

/** Ends the emulator, tells what the run has done, and fails when anything goes on that it has started. */
export default async function end() {
  await teardown();
  try {
    await waitUntil('all processes of the run have ended', async () => findRunProcesses().length === 0);
  } catch (error) {
    throw new Error(
      `${error}\n${findRunProcesses()
        .map(({ id, command }) => `  ${id} ${command}`)
        .join('\n')}`,
    );
  } finally {
    console.log(finishRun());
  }
}
