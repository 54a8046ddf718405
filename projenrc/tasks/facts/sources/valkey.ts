import * as fs from 'fs';
import * as path from 'path';
import { startServer } from '../../../../test/engines/engine';
import { readCommands } from '../../../../test/engines/generate-commands';

/** The commands of an engine. */
export interface EngineCommands {
  /** The version of the engine, such as `9.1`. */
  readonly version: string;
  readonly commands: Readonly<Record<string, EngineCommand>>;
}

/** The metadata of a command, in the format of the table `COMMANDS`. */
export interface EngineCommand {
  readonly arity: number;
  readonly categories: string;
  readonly keys: string;
  readonly noAuth: boolean;
}

/** Starts the server in the unpacked package, and reads the metadata of its commands. */
export async function readValkey(folder: string): Promise<EngineCommands> {
  const program = findServer(folder);
  fs.chmodSync(program, 0o755);
  const server = await startServer('valkey', [program]);
  try {
    const commands = await readCommands(server.connection);
    return {
      version: server.version.split('.').slice(0, 2).join('.'),
      commands: Object.fromEntries(
        [...commands].map(([name, { arity, categories, keys, noAuth }]) => [name, { arity, categories, keys, noAuth }]),
      ),
    };
  } finally {
    await server.stop();
  }
}

function findServer(folder: string): string {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const server = files.find((file) => path.basename(file) === 'valkey-server');
  if (server === undefined) {
    throw new Error('The package contains no valkey-server.');
  }
  return path.join(folder, server);
}
