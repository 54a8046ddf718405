import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineName } from './catalog';
import { CATALOG } from './catalog';
import { endWithParent } from './end-with-parent';
import { findFreePort } from './free-port';
import { findProgram } from './locate';
import { Connection } from './resp';

/** A running server on its own loopback port. */
export interface Server {
  readonly port: number;
  /** The version that the server reports, for example `8.1.1`. */
  readonly version: string;
  /** A connection of the default user. */
  readonly connection: Connection;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

/** A running server of an engine of the catalog. */
export interface Engine extends Server {
  readonly name: EngineName;
}

export function installedEngines(): EngineName[] {
  return CATALOG.filter((entry) => findProgram(entry)).map((entry) => entry.name);
}

export function requiredEngines(): EngineName[] {
  return CATALOG.filter((entry) => entry.required).map((entry) => entry.name);
}

/**
 * Starts a server without persistence on a free loopback port.
 *
 * @param args additional options of the server, for example `['--maxmemory-policy', 'allkeys-lru']`
 */
export async function startEngine(name: EngineName, args: readonly string[] = []): Promise<Engine> {
  const command = findProgram(CATALOG.find((entry) => entry.name === name)!);
  if (!command) {
    throw new Error(`${name} is not installed; run 'npx projen engines'`);
  }
  return { name, ...(await startServer(name, command, args)) };
}

/** Starts the server of a command, without persistence, on a free loopback port. */
export async function startServer(
  name: string,
  command: readonly string[],
  args: readonly string[] = [],
): Promise<Server> {
  const port = await findFreePort();
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  const [program, ...rest] = endWithParent([
    ...command,
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
    '--daemonize',
    'no',
    ...args,
  ]);
  const server = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  server.stdout.on('data', (data) => {
    output = (output + data).slice(-4000);
  });
  server.stderr.on('data', (data) => {
    output = (output + data).slice(-4000);
  });
  let ended = false;
  const end = new Promise<void>((resolve) =>
    server.once('close', () => {
      ended = true;
      resolve();
    }),
  );

  const stop = async () => {
    if (!ended) {
      server.kill('SIGKILL');
    }
    await end;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; ; attempt++) {
    try {
      const connection = await Connection.open(port);
      const info = String(await connection.call('INFO', 'server'));
      const version = /^valkey_version:(.*)$/m.exec(info)?.[1] ?? /^redis_version:(.*)$/m.exec(info)?.[1] ?? 'unknown';
      return {
        port,
        version: version.trim(),
        connection,
        stop: async () => {
          connection.close();
          await stop();
        },
      };
    } catch (error) {
      if (ended || attempt > 200) {
        await stop();
        throw new Error(`${name} did not start: ${error}\n${output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
