import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { bootstrap } from './driver/cdk';
import { settings } from './driver/settings';
import { startRun } from './driver/test-run';
import { endWithParent } from '../engines/end-with-parent';

/** Starts the emulator once for all test files, unless `AWS_ENDPOINT_URL` is set. */
export default async function setup() {
  Object.assign(process.env, { AWS_EC2_METADATA_DISABLED: 'true', CDK_VALIDATION: 'false', NODE_NO_WARNINGS: '1' });
  startRun();
  if (!process.env.AWS_ENDPOINT_URL) {
    for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_DEFAULT_REGION']) {
      delete process.env[name];
    }
    Object.assign(process.env, await startEmulator());
  }
  try {
    await bootstrap(settings.region);
  } catch (error) {
    await teardown();
    throw error;
  }
}

/** Stops the emulator. */
export async function teardown() {
  const { emulator } = globalThis as { emulator?: ChildProcess };
  if (!emulator) {
    return;
  }
  const ended = new Promise((done) => emulator.once('close', done));
  emulator.stdin!.end();
  await ended;
}

/** Starts the emulator, and returns the environment variables for its clients. */
async function startEmulator(): Promise<Record<string, string>> {
  const root = resolve(__dirname, '../..');
  const script = ['-T', '-P', 'test/tsconfig.json', 'test/e2e/emulator/main.ts'];
  const command = [process.execPath, require.resolve('ts-node/dist/bin'), ...script];
  const [program, ...args] = endWithParent(command, 'TERM');
  const emulator = spawn(program, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  Object.assign(globalThis, { emulator });
  let output = '';
  await new Promise<void>((ready, fail) => {
    emulator.stdout.on('data', (data) => {
      output += data;
      if (/^# ready$/m.test(output)) {
        ready();
      }
    });
    emulator.once('close', () => fail(new Error('the emulator did not start')));
  });
  return Object.fromEntries([...output.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
}
