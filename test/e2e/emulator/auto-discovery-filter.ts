import { randomBytes } from 'node:crypto';
import { Transform } from 'node:stream';
import type { Dialect } from './tls-proxy';

/** The nodes of a cluster, as it tells them to its clients. */
export interface Configuration {
  /** Higher by one for every node that came or went. */
  readonly version: number;
  readonly nodes: readonly { readonly host: string; readonly address: string; readonly port: number }[];
}

/** The commands that ask for the nodes, and how their replies begin. */
const QUESTIONS: readonly [RegExp, string][] = [
  [/^config get cluster\r?\n$/, 'CONFIG cluster'],
  [/^get AmazonElastiCache:cluster\r?\n$/, 'VALUE AmazonElastiCache:cluster'],
];

/** Commands with data behind them, and the length of the data. */
const WITH_DATA = /^(?:(?:set|add|replace|append|prepend|cas) \S+ \d+ -?\d+|ms \S+) (\d+)\b/;

/**
 * The text protocol of Memcached with auto discovery: two commands that ElastiCache adds are answered here, all others
 * pass. The binary protocol passes whole.
 *
 * Memcached is asked something else in place of them, to which it has one answer, and that answer becomes ours: so the
 * order of the replies is kept.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoDiscovery.AddingToYourClientLibrary.html
 */
export class DiscoveryDialect implements Dialect {
  public readonly replies: Transform;
  private readonly awaited: { readonly placeholder: string; readonly head: string }[] = [];
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly configuration: () => Configuration) {
    this.replies = new Transform({ transform: (chunk, _encoding, done) => done(null, this.replaced(chunk)) });
  }

  public lengthOf(buffer: Buffer): number {
    if (buffer[0] === 0x80) {
      return buffer.length;
    } // the binary protocol
    const line = buffer.indexOf('\n') + 1;
    const data = WITH_DATA.exec(buffer.toString('latin1', 0, Math.min(line, 512)))?.[1];
    const length = data === undefined ? line : line + Number(data) + 2;
    return length > buffer.length ? 0 : length;
  }

  public pass(command: Buffer): Buffer {
    const [, head] = QUESTIONS.find(([question]) => question.test(command.toString('latin1', 0, 64))) ?? [];
    if (head === undefined) {
      return command;
    }
    const nobody = randomBytes(16).toString('hex');
    this.awaited.push({ placeholder: `NF k${nobody}\r\n`, head });
    return Buffer.from(`md ${nobody} k\r\n`); // deletes what is not there
  }

  private replaced(chunk: Buffer): Buffer {
    const ready: Buffer[] = [];
    this.rest = Buffer.concat([this.rest, chunk]);
    while (this.awaited.length > 0) {
      const [{ placeholder, head }] = this.awaited;
      const at = this.rest.indexOf(placeholder);
      if (at < 0) {
        return Buffer.concat(ready);
      }
      ready.push(this.rest.subarray(0, at), Buffer.from(this.answer(head)));
      this.rest = this.rest.subarray(at + placeholder.length);
      this.awaited.shift();
    }
    ready.push(this.rest);
    this.rest = Buffer.alloc(0);
    return Buffer.concat(ready);
  }

  private answer(head: string): string {
    const { version, nodes } = this.configuration();
    const list = nodes
      .map(({ host, address, port }) => `${host}|${address}|${port}`)
      .sort()
      .join(' ');
    const payload = `${version}\n${list}\n`;
    return `${head} 0 ${payload.length}\r\n${payload}\r\nEND\r\n`;
  }
}
