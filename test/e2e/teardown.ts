import { finishRun, findRunProcesses } from './driver/test-run';
import { teardown } from './setup';
import { waitUntil } from './wait';

/** Stops the emulator, prints the counters of the run, and fails when a process of the run is still running. */
export default async function end() {
  await teardown();
  try {
    await waitUntil('all processes of the run have exited', async () => findRunProcesses().length === 0);
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
