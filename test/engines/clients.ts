import { GlideClient, GlideClusterClient, Logger } from '@valkey/valkey-glide';
import { Cluster, Redis } from 'ioredis';
import { createClient, createCluster } from 'redis';

/** A user who logs in. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** A client that is logged in. */
export interface Client {
  /** Sends a command; what the server refuses is thrown. */
  run(command: string, ...args: string[]): Promise<unknown>;
  close(): Promise<unknown> | void;
}

type Connect = (port: number, login: Login) => Promise<Client>;

const HOST = '127.0.0.1';
Logger.setLoggerConfig('off');

/** The clients of applications, as they connect to one node. */
export const STANDALONE: Readonly<Record<string, Connect>> = {
  'valkey-glide': async (port, credentials) => {
    const client = await GlideClient.createClient({ addresses: [{ host: HOST, port }], credentials, requestTimeout: 10_000, connectionBackoff: NO_RETRY });
    return { run: async (...words) => client.customCommand(words), close: () => client.close() };
  },
  'ioredis': async (port, login) => {
    const client = new Redis({ host: HOST, port, ...login, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
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

/** The same, as they connect to a cluster. */
export const CLUSTER: Readonly<Record<string, Connect>> = {
  'valkey-glide': async (port, credentials) => {
    const addresses = [{ host: HOST, port }];
    const client = await GlideClusterClient.createClient({ addresses, credentials, requestTimeout: 10_000, connectionBackoff: NO_RETRY });
    return { run: async (...words) => client.customCommand(words), close: () => client.close() };
  },
  'ioredis': async (port, login) => {
    const client = new Cluster([{ host: HOST, port }], {
      redisOptions: login, lazyConnect: true, clusterRetryStrategy: () => null, slotsRefreshTimeout: 10_000,
    });
    client.on('error', () => undefined);
    await client.connect();
    return { run: async (command, ...args) => client.call(command, ...args), close: () => client.disconnect() };
  },
  'node-redis': async (port, login) => {
    const client = createCluster({ rootNodes: [{ socket: { host: HOST, port } }], defaults: { ...login, socket: { reconnectStrategy: false } } });
    client.on('error', () => undefined);
    await client.connect();
    return { run: async (...words) => client.sendCommand(keyOf(words), false, words), close: () => client.destroy() };
  },
};

const NO_RETRY = { numberOfRetries: 0, factor: 1, exponentBase: 1 };

/** The key by which a node is chosen. */
function keyOf([command, first]: string[]): string | undefined {
  return ['GET', 'SET', 'TTL'].includes(command) ? first : undefined;
}
