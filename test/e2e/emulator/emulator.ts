import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { EmulatorContext } from './emulator-context';
import { sleep } from '../wait';
import { MiniStackAdapter } from './ministack/ministack-adapter';
import { VENV } from './ministack/venv';
import { findFreePort } from '../../engines';
import { endWithParent } from '../../engines/end-with-parent';

/**
 * An emulator of CloudFormation and the services that the tests use. Caches are real engines; resources that no test
 * uses are stubs.
 */
export interface Emulator {
  /** The value of `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
  /** The CA certificate that clients of the caches have to trust. */
  readonly caFile: string;
  /** Returns the logins by IAM with their results, as JSON. */
  readonly loginsUrl: string;
  /** Stops the emulator and all engines. */
  stop(): Promise<void>;
}

/** Starts MiniStack and the emulation of ElastiCache, on loopback addresses only. */
export async function startEmulator(): Promise<Emulator> {
  const context = new EmulatorContext();
  const adapter = new MiniStackAdapter(context);
  let ministack: ChildProcess | undefined;
  const stop = async () => {
    ministack?.kill('SIGKILL');
    adapter.close();
    await context.close();
  };
  try {
    await adapter.listen();
    const port = await findFreePort();
    context.endpoint = `http://127.0.0.1:${port}`;
    ministack = await startMinistack(port, adapter.url, context);
    return { endpoint: context.endpoint, caFile: context.certificateAuthority.caFile, loginsUrl: adapter.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startMinistack(port: number, adapterUrl: string, context: EmulatorContext): Promise<ChildProcess> {
  const [program, ...args] = endWithParent([
    join(VENV, 'bin/python'),
    '-B',
    join(__dirname, 'ministack/ministack_server.py'),
  ]);
  const serverProcess = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: context.folder,
      TMPDIR: context.folder,
      ...(process.env.E2E_RUN ? { E2E_RUN: process.env.E2E_RUN } : {}),
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: `${port}`,
      E2E_ADAPTER_URL: adapterUrl,
      LOG_LEVEL: 'WARNING',
      NODE_NO_WARNINGS: '1',
      // The modules that AWS Lambda provides to functions: the SDK, and cfn-response.
      NODE_PATH: [join(__dirname, 'ministack/lambda-modules'), resolve(__dirname, '../../../node_modules')].join(':'),
      MINISTACK_ACCOUNT_ID: '000000000000',
    },
  });
  let output = '';
  for (const stream of [serverProcess.stdout, serverProcess.stderr]) {
    stream.on('data', (data) => {
      output = (output + data).slice(-8000);
      if (process.env.E2E_VERBOSE) {
        process.stderr.write(data);
      }
    });
  }
  let hasExited = false;
  serverProcess.once('close', () => {
    hasExited = true;
  });
  for (let attempt = 0; attempt < 300; attempt++) {
    if (hasExited) {
      break;
    }
    const answer = await fetch(`http://127.0.0.1:${port}/_ministack/health`).catch(() => undefined);
    if (answer) {
      return serverProcess;
    }
    await sleep(100);
  }
  serverProcess.kill('SIGKILL');
  throw new Error(`MiniStack did not start:\n${output}`);
}
