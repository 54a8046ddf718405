import type { Socket } from 'node:net';
import { connect } from 'node:net';

/** An error that the server answered. */
export class ReplyError extends Error {}

/** What a server answers; errors are values here, since most tests want them. */
export type Reply = string | number | null | ReplyError | Reply[];

/** A bare connection in RESP2: it sends nothing but what it is told, unlike a real client. */
export class Connection {
  public static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Connection(socket));
      });
    });
  }

  private readonly waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void }[] = [];
  private buffer: Buffer = Buffer.alloc(0);

  private constructor(private readonly socket: Socket) {
    socket.on('data', (data) => this.receive(data));
    const fail = (error?: Error) =>
      this.waiting.splice(0).forEach(({ reject }) => reject(error ?? new Error('the server closed the connection')));
    socket.on('error', fail);
    socket.on('close', () => fail());
  }

  /** One command, one reply; the server's errors are replies, too. */
  public call(...args: string[]): Promise<Reply> {
    return this.pipeline([args]).then(([reply]) => reply);
  }

  /** Many commands in one go, their replies in the same order. */
  public pipeline(commands: readonly (readonly string[])[]): Promise<Reply[]> {
    if (this.socket.destroyed) {
      return Promise.reject(new Error('the connection is closed'));
    }
    const replies = commands.map(() => new Promise<Reply>((resolve, reject) => this.waiting.push({ resolve, reject })));
    this.socket.write(commands.map(encode).join(''));
    return Promise.all(replies);
  }

  public close() {
    this.socket.destroy();
  }

  private receive(data: Buffer) {
    this.buffer = this.buffer.length > 0 ? Buffer.concat([this.buffer, data]) : data;
    let offset = 0;
    for (;;) {
      const parsed = parse(this.buffer, offset);
      if (!parsed) {
        break;
      }
      offset = parsed.next;
      this.waiting.shift()?.resolve(parsed.reply);
    }
    this.buffer = this.buffer.subarray(offset);
  }
}

function encode(args: readonly string[]): string {
  return `*${args.length}\r\n${args.map((arg) => `$${Buffer.byteLength(arg)}\r\n${arg}\r\n`).join('')}`;
}

/** The reply that starts at `offset`, or undefined when it has not arrived whole. */
function parse(buffer: Buffer, offset: number): { reply: Reply; next: number } | undefined {
  const end = buffer.indexOf('\r\n', offset);
  if (end < 0) {
    return undefined;
  }
  const text = buffer.toString('utf8', offset + 1, end);
  const next = end + 2;
  switch (buffer[offset]) {
    case 0x2b:
      return { reply: text, next }; // +
    case 0x2d:
      return { reply: new ReplyError(text), next }; // -
    case 0x3a:
      return { reply: Number(text), next }; // :
    case 0x24: {
      // $
      const length = Number(text);
      if (length < 0) {
        return { reply: null, next };
      }
      if (buffer.length < next + length + 2) {
        return undefined;
      }
      return { reply: buffer.toString('utf8', next, next + length), next: next + length + 2 };
    }
    case 0x2a: {
      // *
      const items: Reply[] = [];
      let position = next;
      for (let left = Number(text); left > 0; left--) {
        const item = parse(buffer, position);
        if (!item) {
          return undefined;
        }
        items.push(item.reply);
        position = item.next;
      }
      return { reply: Number(text) < 0 ? null : items, next: position };
    }
    default:
      throw new Error(`not RESP2: ${buffer.toString('utf8', offset, offset + 40)}`);
  }
}
