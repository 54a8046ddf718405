import type { Socket } from 'node:net';
import { connect } from 'node:net';

/** An error reply of the server. */
export class ReplyError extends Error {}

/** A reply of the server. Errors are values, because many tests expect them. */
export type Reply = string | number | null | ReplyError | Reply[];

/** A RESP2 connection that, unlike client libraries, sends no commands of its own. */
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

  /** Sends a command. Resolves to the reply, also if it is an error. */
  public call(...args: string[]): Promise<Reply> {
    return this.pipeline([args]).then(([reply]) => reply);
  }

  /** Sends several commands at once. Resolves to the replies in the same order. */
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

/** Parses the reply at `offset`. Returns undefined when it is incomplete. */
function parse(buffer: Buffer, offset: number): { reply: Reply; next: number } | undefined {
  const end = buffer.indexOf('\r\n', offset);
  if (end < 0) {
    return undefined;
  }
  const text = buffer.toString('utf8', offset + 1, end);
  const next = end + 2;
  switch (String.fromCharCode(buffer[offset])) {
    case '+':
      return { reply: text, next };
    case '-':
      return { reply: new ReplyError(text), next };
    case ':':
      return { reply: Number(text), next };
    case '$': {
      const length = Number(text);
      if (length < 0) {
        return { reply: null, next };
      }
      if (buffer.length < next + length + 2) {
        return undefined;
      }
      return { reply: buffer.toString('utf8', next, next + length), next: next + length + 2 };
    }
    case '*': {
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
