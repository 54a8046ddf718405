import type { Server, Socket } from 'node:net';
import { connect as connectPlain, createServer } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificates';
import type { EngineNode } from './engine-node';

/** What goes through a door: TLS, both, or plain text. */
export type Transit = 'required' | 'preferred' | 'off';

/** Turns what a client logs in with into the password that the engine knows; a refused login gets one that it does not know. */
export type Gatekeeper = (user: string, password: string) => Promise<string>;

/** Where a door stands. */
export interface DoorOptions {
  readonly address: string;
  readonly port: number;
  readonly certificate: Certificate;
  readonly gatekeeper: Gatekeeper;
}

/**
 * The endpoint of a node: it speaks TLS as the cache is told to, looks at every login on its way to the engine, and stays where it is when the
 * engine behind it changes. All else passes as it comes.
 */
export class Door {
  public static async open(options: DoorOptions, transit: Transit, node: EngineNode): Promise<Door> {
    const door = new Door(options, transit, node);
    await new Promise<void>((resolve, reject) => door.server.once('error', reject).listen(options.port, options.address, resolve));
    return door;
  }

  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly options: DoorOptions, public transit: Transit, private node: EngineNode) {
    const { cert, key } = options.certificate;
    const tls = createTlsServer({ cert, key, minVersion: 'TLSv1.2' }, socket => { void this.serve(socket, true); });
    tls.on('tlsClientError', (_error, socket) => socket.destroy());
    this.server = createServer({ noDelay: true }, socket => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      socket.once('data', first => {
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
  public leadTo(node: EngineNode) {
    if (node === this.node) { return; }
    this.node = node;
    this.clear();
  }

  /** Ends all connections. */
  public clear() {
    for (const socket of this.sockets) { socket.destroy(); }
  }

  public async close() {
    this.clear();
    await new Promise(resolve => this.server.close(resolve));
  }

  private async serve(client: Socket | TLSSocket, isTls: boolean) {
    const host = '127.0.0.1';
    // The engine tells ports of the kind that it is asked through, so TLS stays TLS.
    const backend = isTls
      ? connectTls({ host, port: this.node.tlsPort, rejectUnauthorized: false })
      : connectPlain({ host, port: this.node.plainPort, noDelay: true });
    const close = () => { client.destroy(); backend.destroy(); };
    for (const socket of [client, backend]) { socket.on('error', close).on('close', close); }
    this.sockets.add(backend);
    backend.on('close', () => this.sockets.delete(backend));
    backend.pipe(client);
    let rest: Buffer = Buffer.alloc(0);
    try {
      for await (const chunk of client) {
        rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
        for (let length = commandLength(rest); length > 0; length = commandLength(rest)) {
          const passed = await this.pass(rest.subarray(0, length));
          rest = rest.subarray(length);
          if (!backend.write(passed) && !backend.destroyed) {
            await new Promise<void>(resolve => { backend.once('drain', resolve).once('close', () => resolve()); });
          }
        }
      }
    } catch { /* the client is gone */ }
    close();
  }

  /** The command as it came, or with another password. */
  private async pass(command: Buffer): Promise<Buffer> {
    // Only short commands are read: a login is one.
    if (command.length > 8192 || !/auth|hello/i.test(command.toString('latin1', 0, 32))) { return command; }
    const words = wordsOf(command);
    const verb = words[0]?.toUpperCase();
    const at = verb === 'AUTH' ? 1 : verb === 'HELLO' ? words.findIndex(word => word.toUpperCase() === 'AUTH') + 1 : 0;
    if (at === 0) { return command; }
    if (verb === 'AUTH' && words.length === 2) {
      words[1] = await this.options.gatekeeper('default', words[1]);
    } else if (words[at + 1] !== undefined) {
      words[at + 1] = await this.options.gatekeeper(words[at], words[at + 1]);
    }
    return Buffer.from(`*${words.length}\r\n${words.map(word => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`);
  }
}

/** The length of the first command in the buffer, 0 when it has not arrived whole. */
function commandLength(buffer: Buffer): number {
  let end = buffer.indexOf('\r\n');
  if (end < 0) { return 0; }
  if (buffer[0] !== 0x2a) { return end + 2; } // an inline command
  let at = end + 2;
  for (let left = Number(buffer.toString('latin1', 1, end)); left > 0; left--) {
    end = buffer.indexOf('\r\n', at);
    if (end < 0) { return 0; }
    at = end + 2 + Number(buffer.toString('latin1', at + 1, end)) + 2;
    if (at > buffer.length) { return 0; }
  }
  return at;
}

function wordsOf(command: Buffer): string[] {
  if (command[0] !== 0x2a) { return command.toString('utf8').trim().split(/\s+/); }
  const words: string[] = [];
  for (let at = command.indexOf('\r\n') + 2; at < command.length;) {
    const end = command.indexOf('\r\n', at);
    const length = Number(command.toString('latin1', at + 1, end));
    words.push(command.toString('utf8', end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
  return words;
}
