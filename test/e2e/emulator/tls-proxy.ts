import type { Server, Socket } from 'node:net';
import { connect as connectPlain, createServer } from 'node:net';
import type { Transform } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificate-authority';

/** What goes through a door: TLS, both, or plain text. */
export type Transit = 'required' | 'preferred' | 'off';

/** What a door understands of what passes through one connection. */
export interface Dialect {
  /** What the replies go through on their way back. */
  readonly replies?: Transform;
  /** The length of the first command in the buffer, 0 when it has not arrived whole. */
  lengthOf(buffer: Buffer): number;
  /** The command as the engine gets it. */
  pass(command: Buffer): Buffer | Promise<Buffer>;
}

/** The ports of an engine behind a door. */
export interface Backend {
  readonly plainPort: number;
  readonly tlsPort: number;
}

/** Where a door stands. */
export interface DoorOptions {
  readonly address: string;
  readonly port: number;
  readonly certificate: Certificate;
  /** Made for every connection. */
  readonly dialect: () => Dialect;
}

/**
 * The endpoint of a node: it speaks TLS as the cache is told to, looks at the commands that its dialect knows on their
 * way to the engine, and stays where it is when the engine behind it changes. All else passes as it comes.
 */
export class Door {
  public static async open(options: DoorOptions, transit: Transit, node: Backend): Promise<Door> {
    const door = new Door(options, transit, node);
    await new Promise<void>((resolve, reject) =>
      door.server.once('error', reject).listen(options.port, options.address, resolve),
    );
    return door;
  }

  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly options: DoorOptions,
    public transit: Transit,
    private node: Backend,
  ) {
    const { cert, key } = options.certificate;
    const tls = createTlsServer({ cert, key, minVersion: 'TLSv1.2' }, (socket) => {
      void this.serve(socket, true);
    });
    tls.on('tlsClientError', (_error, socket) => socket.destroy());
    this.server = createServer({ noDelay: true }, (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      socket.once('data', (first) => {
        socket.pause();
        socket.unshift(first);
        const isTls = first[0] === 0x16;
        if (isTls ? this.transit === 'off' : this.transit === 'required') {
          socket.destroy();
        } else if (isTls) {
          tls.emit('connection', socket);
        } else {
          void this.serve(socket, false);
        }
      });
    });
  }

  /** Leads to another engine from now on; those who are inside have to come in again. */
  public leadTo(node: Backend) {
    if (node === this.node) {
      return;
    }
    this.node = node;
    this.clear();
  }

  /** Ends all connections. */
  public clear() {
    for (const socket of this.sockets) {
      socket.destroy();
    }
  }

  public async close() {
    this.clear();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(client: Socket | TLSSocket, isTls: boolean) {
    const host = '127.0.0.1';
    // The engine tells ports of the kind that it is asked through, so TLS stays TLS.
    const backend = isTls
      ? connectTls({ host, port: this.node.tlsPort, rejectUnauthorized: false })
      : connectPlain({ host, port: this.node.plainPort, noDelay: true });
    const close = () => {
      client.destroy();
      backend.destroy();
    };
    for (const socket of [client, backend]) {
      socket.on('error', close).on('close', close);
    }
    this.sockets.add(backend);
    backend.on('close', () => this.sockets.delete(backend));
    const dialect = this.options.dialect();
    (dialect.replies ? backend.pipe(dialect.replies) : backend).pipe(client);
    let rest: Buffer = Buffer.alloc(0);
    try {
      for await (const chunk of client) {
        rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
        for (let length = dialect.lengthOf(rest); length > 0; length = dialect.lengthOf(rest)) {
          const passed = await dialect.pass(rest.subarray(0, length));
          rest = rest.subarray(length);
          if (!backend.write(passed) && !backend.destroyed) {
            await new Promise<void>((resolve) => {
              backend.once('drain', resolve).once('close', () => resolve());
            });
          }
        }
      }
    } catch {
      /* the client is gone */
    }
    close();
  }
}
