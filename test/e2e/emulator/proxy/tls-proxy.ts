import type { Server, Socket } from 'node:net';
import { connect as connectPlain, createServer } from 'node:net';
import type { Transform } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificate-authority';

/** Whether a proxy accepts only TLS, TLS and plain text, or only plain text. */
export type TransitEncryption = 'required' | 'preferred' | 'off';

/** Inspects and changes the commands and replies of one connection. */
export interface ProtocolFilter {
  /** Transforms the replies. */
  readonly replyTransform?: Transform;
  /** Returns the length of the first command in the buffer, or 0 when it is incomplete. */
  commandLength(buffer: Buffer): number;
  /** Returns the command that is sent to the engine. */
  transform(command: Buffer): Buffer | Promise<Buffer>;
}

/** The ports of the engine that a proxy forwards to. */
export interface Backend {
  readonly plainPort: number;
  readonly tlsPort: number;
}

/** Where a proxy listens. */
export interface TlsProxyOptions {
  readonly address: string;
  readonly port: number;
  readonly certificate: Certificate;
  /** Called for every connection. */
  readonly createFilter: () => ProtocolFilter;
}

/**
 * The endpoint of a node. It terminates TLS as the cache requires, and applies its filter to the commands. Its address
 * stays the same when the engine is replaced.
 */
export class TlsProxy {
  public static async open(
    options: TlsProxyOptions,
    transitEncryption: TransitEncryption,
    backend: Backend,
  ): Promise<TlsProxy> {
    const proxy = new TlsProxy(options, transitEncryption, backend);
    await new Promise<void>((resolve, reject) =>
      proxy.server.once('error', reject).listen(options.port, options.address, resolve),
    );
    return proxy;
  }

  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly options: TlsProxyOptions,
    public transitEncryption: TransitEncryption,
    private backend: Backend,
  ) {
    const { cert, key } = options.certificate;
    const tls = createTlsServer({ cert, key, minVersion: 'TLSv1.2' }, (socket) => {
      void this.forward(socket, true);
    });
    tls.on('tlsClientError', (_error, socket) => socket.destroy());
    this.server = createServer({ noDelay: true }, (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      socket.once('data', (first) => {
        socket.pause();
        socket.unshift(first);
        // A TLS connection starts with a handshake record.
        const isTls = first[0] === 0x16;
        const rejectedMode = isTls ? 'off' : 'required';
        if (this.transitEncryption === rejectedMode) {
          socket.destroy();
        } else if (isTls) {
          tls.emit('connection', socket);
        } else {
          void this.forward(socket, false);
        }
      });
    });
  }

  /** Forwards to another engine from now on. Clients have to reconnect. */
  public retarget(backend: Backend) {
    if (backend === this.backend) {
      return;
    }
    this.backend = backend;
    this.closeConnections();
  }

  /** Closes all connections. */
  public closeConnections() {
    for (const socket of this.sockets) {
      socket.destroy();
    }
  }

  public async close() {
    this.closeConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async forward(client: Socket | TLSSocket, isTls: boolean) {
    const host = '127.0.0.1';
    // Cluster nodes return TLS ports to TLS connections, and plain text ports to others, so the kind is kept.
    const backend = isTls
      ? connectTls({ host, port: this.backend.tlsPort, rejectUnauthorized: false })
      : connectPlain({ host, port: this.backend.plainPort, noDelay: true });
    const close = () => {
      client.destroy();
      backend.destroy();
    };
    for (const socket of [client, backend]) {
      socket.on('error', close).on('close', close);
    }
    this.sockets.add(backend);
    backend.on('close', () => this.sockets.delete(backend));
    const filter = this.options.createFilter();
    (filter.replyTransform ? backend.pipe(filter.replyTransform) : backend).pipe(client);
    let pending: Buffer = Buffer.alloc(0);
    try {
      for await (const chunk of client) {
        pending = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk;
        for (let length = filter.commandLength(pending); length > 0; length = filter.commandLength(pending)) {
          const transformed = await filter.transform(pending.subarray(0, length));
          pending = pending.subarray(length);
          if (!backend.write(transformed) && !backend.destroyed) {
            await new Promise<void>((resolve) => {
              backend.once('drain', resolve).once('close', () => resolve());
            });
          }
        }
      }
    } catch {
      // The client has disconnected.
    }
    close();
  }
}
