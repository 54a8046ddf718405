import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { World } from './emulator-context';
import { freePort } from './loopback-addresses';
import { Bridge } from './ministack-adapter';
import { VENV } from './venv';
import { sleep } from '../wait';

/**
 * An AWS of a kind: what CloudFormation makes in it runs for real where it is a cache, and is only kept in mind where
 * it is not.
 */
export interface Emulator {
  /** For `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
  /** The certificate authority of the caches. */
  readonly caFile: string;
  /** Tells the logins by IAM, and how they were judged, as JSON. */
  readonly loginsUrl: string;
  /** Ends it, with all engines. */
  stop(): Promise<void>;
}

/** Starts MiniStack and what it lacks, on loopback addresses only. */
export async function startEmulator(): Promise<Emulator> {
  const world = new World();
  const bridge = new Bridge(world);
  let ministack: ChildProcess | undefined;
  const stop = async () => {
    ministack?.kill('SIGKILL');
    bridge.close();
    await world.close();
  };
  try {
    await bridge.listen();
    const port = await freePort();
    world.endpoint = `http://127.0.0.1:${port}`;
    ministack = await runMinistack(port, bridge.url, world);
    return { endpoint: world.endpoint, caFile: world.authority.caFile, loginsUrl: bridge.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function runMinistack(port: number, bridgeUrl: string, world: World): Promise<ChildProcess> {
  const guard = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL'] : [];
  const [program, ...args] = [...guard, join(VENV, 'bin/python'), '-B', join(__dirname, 'server.py')];
  const process_ = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: world.folder,
      TMPDIR: world.folder,
      ...(process.env.E2E_RUN ? { E2E_RUN: process.env.E2E_RUN } : {}),
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: `${port}`,
      E2E_BRIDGE: bridgeUrl,
      LOG_LEVEL: 'WARNING',
      NODE_NO_WARNINGS: '1',
      // What every function finds in AWS Lambda: the SDK, and cfn-response.
      NODE_PATH: [join(__dirname, 'lambda-modules'), resolve(__dirname, '../../../node_modules')].join(':'),
      MINISTACK_ACCOUNT_ID: '000000000000',
    },
  });
  let output = '';
  for (const stream of [process_.stdout, process_.stderr]) {
    stream.on('data', (data) => {
      output = (output + data).slice(-8000);
      if (process.env.E2E_VERBOSE) {
        process.stderr.write(data);
      }
    });
  }
  let ended = false;
  process_.once('close', () => {
    ended = true;
  });
  for (let attempt = 0; attempt < 300; attempt++) {
    if (ended) {
      break;
    }
    const answer = await fetch(`http://127.0.0.1:${port}/_ministack/health`).catch(() => undefined);
    if (answer) {
      return process_;
    }
    await sleep(100);
  }
  process_.kill('SIGKILL');
  throw new Error(`MiniStack did not start:\n${output}`);
}
