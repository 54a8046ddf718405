import { fork } from 'node:child_process';
import { join } from 'node:path';
import { Cluster, Redis } from 'ioredis';
import { createClient, createCluster } from 'redis';
import type { Credentials } from './aws';
import { settings } from './settings';
import { incrementCounter } from './test-run';

/** The client libraries. */
export const CLIENTS = ['ioredis', 'node-redis', 'valkey-glide'] as const;
export type ClientName = (typeof CLIENTS)[number];

/** Where to log in, and as whom. */
export interface LoginOptions {
  readonly host: string;
  readonly port: number | string;
  readonly username?: string;
  readonly password?: string;
  /** @default true */
  readonly tls?: boolean;
  /** Whether the client is told that it talks to a cluster. */
  readonly cluster?: boolean;
  /**
   * Whether it only reads: a cluster client then asks replicas, and valkey-glide takes an endpoint of replicas alone.
   */
  readonly readOnly?: boolean;
  /** The keys that valkey-glide signs with, instead of a password. */
  readonly iam?: Credentials & { readonly cacheName: string; readonly region?: string };
}

/** A client that is logged in. */
export interface Client {
  /** One command; what the engine refuses is thrown, in the words of the client. */
  call(verb: string, ...args: string[]): Promise<unknown>;
  close(): void;
}

/** How the clients say that a user may not do what it asked for. */
export const COMMAND_NOT_PERMITTED = /NOPERM|no permissions/i;

/** How the clients say that they were not let in. */
export const LOGIN_REJECTED = /WRONGPASS|NOAUTH|authenticat/i;

/** How the clients say that nobody speaks plain text with them. */
export const PLAIN_TEXT_REJECTED = /closed|terminated|not connected|EPIPE|ECONNRESET/i;

/** Connects and logs in; fails when the cache does not let it in. */
export async function logIn(client: ClientName, options: LoginOptions): Promise<Client> {
  const connected = await withTimeout(
    8,
    CLIENT_FACTORIES[client]({ tls: true, ...options, port: Number(options.port) }),
  );
  try {
    await withTimeout(8, connected.call('PING'));
  } catch (error) {
    if (!COMMAND_NOT_PERMITTED.test(String(error))) {
      // else known, but may not even PING
      connected.close();
      throw error;
    }
  }
  incrementCounter('logins');
  return connected;
}

/** Why the cache does not let it in. */
export async function getLoginError(client: ClientName, options: LoginOptions): Promise<string> {
  let connected: Client;
  try {
    connected = await logIn(client, options);
  } catch (error) {
    incrementCounter('logins refused as expected');
    return String(error);
  }
  connected.close();
  throw new Error(`${client} was let in as ${options.username ?? 'default'}`);
}

/** Some clients try for ever; this gives up. */
async function withTimeout<T>(seconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer after ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}

/** What node-redis has to be told may go to a replica. */
const REPLICA_COMMANDS = new Set(['GET']);

type ClientFactory = (options: LoginOptions & { port: number }) => Promise<Client>;

const CLIENT_FACTORIES: Record<ClientName, ClientFactory> = {
  ioredis: async ({ host, port, username, password, tls, cluster, readOnly }) => {
    const redisOptions = {
      username,
      password,
      tls: tls ? { ca: settings.ca } : undefined,
      connectTimeout: 5000,
      commandTimeout: 8000,
    };
    const client = cluster
      ? new Cluster([{ host, port }], {
          redisOptions,
          lazyConnect: true,
          clusterRetryStrategy: () => null,
          scaleReads: readOnly ? 'slave' : 'master',
        })
      : new Redis({
          ...redisOptions,
          host,
          port,
          lazyConnect: true,
          retryStrategy: () => null,
          maxRetriesPerRequest: 0,
        });
    let cause: unknown;
    client.on('error', (error) => {
      cause ??= error.lastNodeError ?? error;
    });
    try {
      await client.connect();
    } catch (error) {
      client.disconnect();
      throw cause ?? error;
    }
    return {
      call: (verb, ...args) => client.call(verb.toLowerCase(), ...args), // by which it knows what a replica can answer
      close: () => client.disconnect(),
    };
  },

  'node-redis': async ({ host, port, username, password, tls, cluster, readOnly }) => {
    const socket = {
      connectTimeout: 5000,
      reconnectStrategy: false as const,
      ...(tls ? { tls: true as const, ca: settings.ca } : {}),
    };
    const client = cluster
      ? createCluster({
          rootNodes: [{ socket: { host, port, ...socket } as any }],
          defaults: { username, password, socket: socket as any },
          useReplicas: readOnly,
        })
      : createClient({ username, password, socket: { host, port, ...socket } as any });
    let cause: unknown;
    client.on('error', (error) => {
      cause ??= error;
    });
    await client.connect().catch((error) => {
      throw cause ?? error;
    });
    return {
      call: (...command) =>
        (client as any).sendCommand(
          ...(cluster ? [command[1], readOnly && REPLICA_COMMANDS.has(command[0])] : []),
          command,
        ),
      close: () => client.destroy(),
    };
  },

  'valkey-glide': async ({ iam, ...options }) => {
    const environment = iam && {
      AWS_ACCESS_KEY_ID: iam.accessKeyId,
      AWS_SECRET_ACCESS_KEY: iam.secretAccessKey,
      AWS_SESSION_TOKEN: iam.sessionToken,
    };
    const child = fork(join(__dirname, 'glide-process.js'), {
      execArgv: [],
      stdio: 'ignore',
      env: { ...process.env, ...environment },
    });
    const pending = new Map<number, (answer: { reply?: unknown; error?: string }) => void>();
    child.on('message', ({ id, ...answer }: { id: number }) => pending.get(id)?.(answer));
    const sendMessage = (message: object) =>
      new Promise<unknown>((resolve, reject) => {
        const id = pending.size;
        pending.set(id, ({ reply, error }) => (error === undefined ? resolve(reply) : reject(new Error(error))));
        child.send({ id, ...message });
      });
    try {
      await withTimeout(
        8,
        sendMessage({
          options: {
            ...options,
            ca: settings.ca,
            iam: iam && { cacheName: iam.cacheName, region: iam.region ?? settings.region },
          },
        }),
      );
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
    // It can leave a command without an answer for minutes when the shard of its key goes, whatever its time limit.
    return {
      call: (...command) => withTimeout(8, sendMessage({ command })),
      close: () => {
        child.kill('SIGKILL');
      },
    };
  },
};
