import { endRun, processesOfRun } from './driver/test-run';
import { teardown } from './setup';
import { until } from './wait';

/** Ends the emulator, tells what the run has done, and fails when anything goes on that it has started. */
export default async function end() {
  await teardown();
  try {
    await until('all processes of the run have ended', async () => processesOfRun().length === 0);
  } catch (error) {
    throw new Error(
      `${error}\n${processesOfRun()
        .map(({ id, command }) => `  ${id} ${command}`)
        .join('\n')}`,
    );
  } finally {
    console.log(endRun());
  }
}
