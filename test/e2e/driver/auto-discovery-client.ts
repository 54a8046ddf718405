import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endWithParent } from '../../engines/end-with-parent';
import { VENV } from '../emulator/ministack/venv';
import { sleep } from '../wait';

/**
 * django-elastipymemcache, a Memcached client for Python with auto discovery. It runs in a child process, and discovers
 * the nodes twice a second.
 */
export class AutoDiscoveryClient {
  /** Connects to the configuration endpoint with TLS. */
  public static async open(host: string, port: number | string): Promise<AutoDiscoveryClient> {
    const client = new AutoDiscoveryClient();
    await client.send({ endpoint: `${host}:${port}`, ca: process.env.E2E_CA_FILE });
    return client;
  }

  private readonly process: ChildProcess;
  private readonly pending: ((answer: { reply?: unknown; error?: string }) => void)[] = [];

  private constructor() {
    const [program, ...args] = endWithParent([
      join(VENV, 'bin/python'),
      '-B',
      join(__dirname, 'auto_discovery_client.py'),
    ]);
    this.process = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.process.stdout! }).on('line', (line) => this.pending.shift()!(JSON.parse(line)));
    this.process.once('close', () => {
      for (const complete of this.pending.splice(0)) {
        complete({ error: 'the client has exited' });
      }
    });
  }

  public async set(key: string, value: string) {
    if ((await this.send({ call: 'set', args: [key, value, 0, false] })) !== true) {
      throw new Error(`${key} was not stored`);
    }
  }

  public get(key: string): Promise<unknown> {
    return this.send({ call: 'get', args: [key] });
  }

  /** Returns the discovered nodes as `host:port`. */
  public getNodes(): Promise<unknown> {
    return this.send({ call: 'nodes' });
  }

  public close() {
    this.process.kill('SIGKILL');
  }

  private send(message: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.pending.push(({ reply, error }) => (error === undefined ? resolve(reply) : reject(new Error(error))));
      this.process.stdin!.write(`${JSON.stringify(message)}\n`);
    });
  }
}

/** The result of a change, and the calls and errors of the client during the change. */
export interface TrafficResult<T> {
  readonly result: T;
  readonly calls: number;
  readonly errors: readonly string[];
}

/** Writes and reads continuously while a cluster is changed. */
export async function runUnderTraffic<T>(client: AutoDiscoveryClient, change: Promise<T>): Promise<TrafficResult<T>> {
  let isFinished = false;
  const finished = change.finally(() => {
    isFinished = true;
  });
  // The promise is awaited below; until then, a rejection must not be unhandled.
  finished.catch(() => undefined);
  let calls = 0;
  const errors: string[] = [];
  for (let index = 0; !isFinished; index++) {
    const key = `traffic:${index % 50}`;
    try {
      const nodes = String(await client.getNodes());
      await client.set(key, `${index}`);
      const found = await client.get(key);
      // A key belongs to another node if the client discovered nodes between both calls.
      if (found !== `${index}` && String(await client.getNodes()) === nodes) {
        errors.push(`${key} was ${index}, read ${found}`);
      }
      calls += 2;
    } catch (error) {
      errors.push(String(error));
    }
    await sleep(10);
  }
  return { result: await finished, calls, errors };
}
