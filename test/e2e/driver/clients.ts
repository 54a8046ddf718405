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

/** The endpoint and the user of a login. */
export interface LoginOptions {
  readonly host: string;
  readonly port: number | string;
  readonly username?: string;
  readonly password?: string;
  /** @default true */
  readonly tls?: boolean;
  /** Whether the client uses the cluster protocol. */
  readonly cluster?: boolean;
  /**
   * Whether the client only reads. A cluster client then reads from replicas, and valkey-glide accepts an endpoint that
   * has only replicas.
   */
  readonly readOnly?: boolean;
  /** The credentials that valkey-glide signs tokens with, in place of a password. */
  readonly iam?: Credentials & { readonly cacheName: string; readonly region?: string };
}

/** A client after a successful login. */
export interface Client {
  /** Sends a command. Errors of the engine are thrown with the message of the client library. */
  call(verb: string, ...args: string[]): Promise<unknown>;
  close(): void;
}

/** The errors of the clients for commands that the user is not permitted to run. */
export const COMMAND_NOT_PERMITTED = /NOPERM|no permissions/i;

/** The errors of the clients for rejected logins. */
export const LOGIN_REJECTED = /WRONGPASS|NOAUTH|authenticat/i;

/** The errors of the clients for plain text connections to endpoints that require TLS. */
export const PLAIN_TEXT_REJECTED = /closed|terminated|not connected|EPIPE|ECONNRESET/i;

/** Connects and logs in. Throws when the login is rejected. */
export async function logIn(client: ClientName, options: LoginOptions): Promise<Client> {
  const connected = await withTimeout(
    8,
    CLIENT_FACTORIES[client]({ tls: true, ...options, port: Number(options.port) }),
  );
  try {
    await withTimeout(8, connected.call('PING'));
  } catch (error) {
    // A user without permission for PING is logged in nevertheless.
    if (!COMMAND_NOT_PERMITTED.test(String(error))) {
      connected.close();
      throw error;
    }
  }
  incrementCounter('logins');
  return connected;
}

/** Returns the error of a login that is expected to be rejected. */
export async function getLoginError(client: ClientName, options: LoginOptions): Promise<string> {
  let connected: Client;
  try {
    connected = await logIn(client, options);
  } catch (error) {
    incrementCounter('logins rejected as expected');
    return String(error);
  }
  connected.close();
  throw new Error(`${client} logged in as ${options.username ?? 'default'}`);
}

/** Limits the time of a call, because some clients retry forever. */
async function withTimeout<T>(seconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer after ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}

/** The read commands. `sendCommand` of node-redis requires the caller to specify what can be sent to replicas. */
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
      // ioredis sends only commands in lower case to replicas.
      call: (verb, ...args) => client.call(verb.toLowerCase(), ...args),
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
    // When a shard is removed, a command can stay without a reply for minutes, regardless of the request timeout.
    return {
      call: (...command) => withTimeout(8, sendMessage({ command })),
      close: () => {
        child.kill('SIGKILL');
      },
    };
  },
};
