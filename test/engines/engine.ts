import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineName } from './catalog';
import { CATALOG } from './catalog';
import { findProgram } from './locate';
import { Connection } from './resp';

/** A running server, alone on its loopback port. */
export interface Engine {
  readonly name: EngineName;
  readonly port: number;
  /** As the server tells it, for example `8.1.1`. */
  readonly version: string;
  /** A connection as the default user, opened with the engine. */
  readonly connection: Connection;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

/** The engine versions that are installed here. */
export function installedEngines(): EngineName[] {
  return CATALOG.filter((entry) => findProgram(entry)).map((entry) => entry.name);
}

/** The engine versions that must be here: a test over them fails when one is missing. */
export function requiredEngines(): EngineName[] {
  return CATALOG.filter((entry) => entry.required).map((entry) => entry.name);
}

/**
 * Starts a server on a free loopback port, without persistence, in a folder of its own.
 *
 * @param args more of the server's own options, for example `['--maxmemory-policy', 'allkeys-lru']`
 */
export async function startEngine(name: EngineName, args: readonly string[] = []): Promise<Engine> {
  const command = findProgram(CATALOG.find((entry) => entry.name === name)!);
  if (!command) {
    throw new Error(`${name} is not installed; run 'npx projen engines'`);
  }

  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  // The kernel ends the server with this process, however that ends.
  const guard = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL'] : [];
  const [program, ...rest] = [
    ...guard,
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
  ];
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
        name,
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

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      // A cluster node's bus listens 10000 above its port.
      probe.close(() => (port < 55000 ? resolve(port) : resolve(freePort())));
    });
  });
}
