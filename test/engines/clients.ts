import { spawn } from 'node:child_process';
import { Cluster, Redis } from 'ioredis';
import { createClient, createCluster } from 'redis';

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** A client that is logged in. */
export interface Client {
  /** Sends a command. Throws when the server rejects it. */
  run(command: string, ...args: string[]): Promise<unknown>;
  close(): Promise<unknown> | void;
}

type Connect = (port: number, login: Login) => Promise<Client>;

const HOST = '127.0.0.1';

/** Client libraries with connections to one node. */
export const STANDALONE: Readonly<Record<string, Connect>> = {
  'valkey-glide': async (port, login) => startGlide('GlideClient', port, login),
  ioredis: async (port, login) => {
    const client = new Redis({
      host: HOST,
      port,
      ...login,
      lazyConnect: true,
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
    });
    client.on('error', () => undefined);
    await client.connect();
    return { run: async (command, ...args) => client.call(command, ...args), close: () => client.disconnect() };
  },
  'node-redis': async (port, login) => {
    const client = createClient({ ...login, socket: { host: HOST, port, reconnectStrategy: false } });
    client.on('error', () => undefined);
    await client.connect();
    return { run: async (...words) => client.sendCommand(words), close: () => client.destroy() };
  },
};

/** Client libraries with connections to a cluster. */
export const CLUSTER: Readonly<Record<string, Connect>> = {
  'valkey-glide': async (port, login) => startGlide('GlideClusterClient', port, login),
  ioredis: async (port, login) => {
    const client = new Cluster([{ host: HOST, port }], {
      redisOptions: login,
      lazyConnect: true,
      clusterRetryStrategy: () => null,
      slotsRefreshTimeout: 10_000,
    });
    client.on('error', () => undefined);
    await client.connect();
    return { run: async (command, ...args) => client.call(command, ...args), close: () => client.disconnect() };
  },
  'node-redis': async (port, login) => {
    const client = createCluster({
      rootNodes: [{ socket: { host: HOST, port } }],
      defaults: { ...login, socket: { reconnectStrategy: false } },
    });
    client.on('error', () => undefined);
    await client.connect();
    return { run: async (...words) => client.sendCommand(findKey(words), false, words), close: () => client.destroy() };
  },
};

/** Finds the key that determines the node. */
function findKey([command, first]: string[]): string | undefined {
  return ['GET', 'SET', 'TTL'].includes(command) ? first : undefined;
}

/** Starts a GLIDE client in its own process: standalone and cluster clients in the same process can deadlock. */
async function startGlide(
  kind: 'GlideClient' | 'GlideClusterClient',
  port: number,
  credentials: Login,
): Promise<Client> {
  const child = spawn(process.execPath, ['-e', GLIDE_PROGRAM], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  let onAnswer: (answer: { error?: string; reply?: unknown }) => void = () => undefined;
  child.on('message', (answer: object) => onAnswer(answer));
  child.on('exit', () => onAnswer({ error: 'the process of the client ended' }));
  const send = async (message: object) =>
    new Promise<unknown>((resolve, reject) => {
      onAnswer = ({ error, reply }) => (error === undefined ? resolve(reply) : reject(new Error(error)));
      child.send(message);
    });
  try {
    const connectionBackoff = { numberOfRetries: 0, factor: 1, exponentBase: 1 };
    await send({
      kind,
      options: { addresses: [{ host: HOST, port }], credentials, requestTimeout: 10_000, connectionBackoff },
    });
  } catch (error) {
    child.kill();
    throw error;
  }
  return { run: async (...words) => send({ words }), close: () => void child.kill() };
}

const GLIDE_PROGRAM = `
const glide = require('@valkey/valkey-glide');
glide.Logger.setLoggerConfig('off');
let client;
process.on('message', async ({ kind, options, words }) => {
  try {
    if (kind) { client = await glide[kind].createClient(options); } else { await client.customCommand(words); }
    process.send({ reply: 'done' });
  } catch (error) {
    process.send({ error: String(error.message) });
  }
});
process.on('disconnect', () => process.exit());
`;
