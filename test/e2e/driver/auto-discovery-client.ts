import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { VENV } from '../emulator/venv';
import { sleep } from '../wait';

/**
 * django-elastipymemcache, the Memcached client for ElastiCache of the applications in Python: it asks for the nodes
 * again twice a second.
 */
export class ElastiCacheClient {
  /** Connects by TLS to the configuration endpoint. */
  public static async open(host: string, port: number | string): Promise<ElastiCacheClient> {
    const client = new ElastiCacheClient();
    await client.send({ endpoint: `${host}:${port}`, ca: process.env.E2E_CA_FILE });
    return client;
  }

  private readonly process: ChildProcess;
  private readonly waiting: ((answer: { reply?: unknown; error?: string }) => void)[] = [];

  private constructor() {
    const guard = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL'] : [];
    const [program, ...args] = [...guard, join(VENV, 'bin/python'), '-B', join(__dirname, 'auto_discovery_client.py')];
    this.process = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.process.stdout! }).on('line', (line) => this.waiting.shift()!(JSON.parse(line)));
    this.process.once('close', () => {
      for (const settle of this.waiting.splice(0)) {
        settle({ error: 'the client has ended' });
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

  /** The nodes that it knows at the moment, as `host:port`. */
  public nodes(): Promise<unknown> {
    return this.send({ call: 'nodes' });
  }

  public close() {
    this.process.kill('SIGKILL');
  }

  private send(message: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting.push(({ reply, error }) => (error === undefined ? resolve(reply) : reject(new Error(error))));
      this.process.stdin!.write(`${JSON.stringify(message)}\n`);
    });
  }
}

/** How a change went, and what the client met meanwhile. */
export interface Use<T> {
  readonly made: T;
  readonly calls: number;
  readonly faults: readonly string[];
}

/** Writes and reads without a pause while a cluster is changed. */
export async function whileInUse<T>(client: ElastiCacheClient, change: Promise<T>): Promise<Use<T>> {
  let isOver = false;
  const over = change.finally(() => {
    isOver = true;
  });
  over.catch(() => undefined); // awaited below
  let calls = 0;
  const faults: string[] = [];
  for (let at = 0; !isOver; at++) {
    const key = `traffic:${at % 50}`;
    try {
      await client.set(key, `${at}`);
      const found = await client.get(key);
      if (found !== `${at}`) {
        faults.push(`${key} was ${at}, read ${found}`);
      }
      calls += 2;
    } catch (error) {
      faults.push(String(error));
    }
    await sleep(10);
  }
  return { made: await over, calls, faults };
}
