import type { Socket } from 'node:net';
import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { settings } from './settings';

/** The nodes of a cluster, as auto discovery returns them. */
export interface DiscoveredNodes {
  readonly version: number;
  readonly nodes: readonly { readonly host: string; readonly ip: string; readonly port: number }[];
}

/** The end of a reply. */
const REPLY_END =
  /(?:^|\r\n)(?:END|OK|STORED|NOT_STORED|DELETED|NOT_FOUND|ERROR|(?:SERVER_ERROR|CLIENT_ERROR|VERSION) [^\r]*)\r\n$/;

/** A connection to one node with the text protocol. */
export class MemcachedConnection {
  public static async open(host: string, port: number | string, tls = true): Promise<MemcachedConnection> {
    const address = { host, port: Number(port) };
    const socket = await new Promise<Socket>((resolve, reject) => {
      const opened = tls
        ? connectTls({ ...address, ca: settings.ca }, () => resolve(opened))
        : connectPlain(address, () => resolve(opened));
      opened.once('error', reject);
    });
    return new MemcachedConnection(socket);
  }

  private constructor(private readonly socket: Socket) {}

  /** Sends a command and returns its reply. Throws when the connection is closed. */
  public send(command: string): Promise<string> {
    return new Promise((resolve, reject) => {
      let reply = '';
      const finish = (end: () => void) => {
        this.socket.off('data', onData).off('close', onClose).off('error', onError);
        end();
      };
      const onData = (data: Buffer) => {
        reply += data.toString('latin1');
        if (REPLY_END.test(reply)) {
          finish(() => resolve(reply));
        }
      };
      const onClose = () => finish(() => reject(new Error('the connection was closed')));
      const onError = (error: Error) => finish(() => reject(error));
      this.socket.on('data', onData).on('close', onClose).on('error', onError);
      this.socket.write(`${command}\r\n`);
    });
  }

  public async set(key: string, value: string): Promise<string> {
    return (await this.send(`set ${key} 0 0 ${value.length}\r\n${value}`)).trim();
  }

  public async get(key: string): Promise<string | undefined> {
    return /^VALUE \S+ \d+ \d+\r\n(.*)\r\nEND\r\n$/s.exec(await this.send(`get ${key}`))?.[1];
  }

  /** Returns the output of `stats` by name. */
  public async getStats(kind = ''): Promise<Record<string, string>> {
    return Object.fromEntries(
      [...(await this.send(`stats ${kind}`.trim())).matchAll(/^STAT (\S+) (.*)\r$/gm)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
  }

  /**
   * Returns all nodes of the cluster.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoDiscovery.AddingToYourClientLibrary.html
   */
  public async discoverNodes(): Promise<DiscoveredNodes> {
    const [, length, payload] =
      /^CONFIG cluster 0 (\d+)\r\n(.*)\r\nEND\r\n$/s.exec(await this.send('config get cluster')) ?? [];
    const [, version, list] = /^(\d+)\n(.+)\n$/.exec(payload ?? '') ?? [];
    if (Number(length) !== payload?.length || !list) {
      throw new Error(`Invalid cluster configuration: ${JSON.stringify({ length, payload })}`);
    }
    return {
      version: Number(version),
      nodes: list.split(' ').map((node) => {
        const [host, ip, port] = node.split('|');
        return { host, ip, port: Number(port) };
      }),
    };
  }

  public close() {
    this.socket.destroy();
  }
}

/** Runs an action with a connection to a node, which is closed afterwards. */
export async function withMemcachedConnection<T>(
  host: string,
  port: number | string,
  action: (connection: MemcachedConnection) => Promise<T>,
  tls = true,
): Promise<T> {
  const connection = await MemcachedConnection.open(host, port, tls);
  try {
    return await action(connection);
  } finally {
    connection.close();
  }
}
