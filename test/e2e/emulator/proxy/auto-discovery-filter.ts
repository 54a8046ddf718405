import { randomBytes } from 'node:crypto';
import { Transform } from 'node:stream';
import type { ProtocolFilter } from './tls-proxy';

/** The nodes of a cluster, as auto discovery returns them to clients. */
export interface ClusterConfiguration {
  /** Incremented for every node that is added or removed. */
  readonly version: number;
  readonly nodes: readonly { readonly host: string; readonly address: string; readonly port: number }[];
}

/** The discovery commands, and the first words of their replies. */
const DISCOVERY_COMMANDS: readonly [RegExp, string][] = [
  [/^config get cluster\r?\n$/, 'CONFIG cluster'],
  [/^get AmazonElastiCache:cluster\r?\n$/, 'VALUE AmazonElastiCache:cluster'],
];

/** Commands that are followed by data; captures the length of the data. */
const COMMAND_WITH_DATA = /^(?:(?:set|add|replace|append|prepend|cas) \S+ \d+ -?\d+|ms \S+) (\d+)\b/;

/**
 * Adds auto discovery to the text protocol of Memcached. The filter answers the two commands that ElastiCache adds, and
 * forwards all others. The binary protocol is forwarded unchanged.
 *
 * To keep the order of replies, a discovery command is replaced by a command with a unique reply, and that reply is
 * then replaced by the answer.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoDiscovery.AddingToYourClientLibrary.html
 */
export class AutoDiscoveryFilter implements ProtocolFilter {
  public readonly replyTransform: Transform;
  private readonly pendingReplies: { readonly placeholder: string; readonly header: string }[] = [];
  private buffered: Buffer = Buffer.alloc(0);

  constructor(private readonly configuration: () => ClusterConfiguration) {
    this.replyTransform = new Transform({
      transform: (chunk, _encoding, callback) => callback(null, this.replacePlaceholders(chunk)),
    });
  }

  public commandLength(buffer: Buffer): number {
    const isBinaryProtocol = buffer[0] === 0x80;
    if (isBinaryProtocol) {
      return buffer.length;
    }
    const line = buffer.indexOf('\n') + 1;
    const data = COMMAND_WITH_DATA.exec(buffer.toString('latin1', 0, Math.min(line, 512)))?.[1];
    const length = data === undefined ? line : line + Number(data) + 2;
    return length > buffer.length ? 0 : length;
  }

  public transform(command: Buffer): Buffer {
    const [, header] = DISCOVERY_COMMANDS.find(([pattern]) => pattern.test(command.toString('latin1', 0, 64))) ?? [];
    if (header === undefined) {
      return command;
    }
    const missingKey = randomBytes(16).toString('hex');
    this.pendingReplies.push({ placeholder: `NF k${missingKey}\r\n`, header });
    // Deleting a missing key has no effect, and the reply contains the key.
    return Buffer.from(`md ${missingKey} k\r\n`);
  }

  private replacePlaceholders(chunk: Buffer): Buffer {
    const ready: Buffer[] = [];
    this.buffered = Buffer.concat([this.buffered, chunk]);
    while (this.pendingReplies.length > 0) {
      const [{ placeholder, header }] = this.pendingReplies;
      const at = this.buffered.indexOf(placeholder);
      if (at < 0) {
        return Buffer.concat(ready);
      }
      ready.push(this.buffered.subarray(0, at), Buffer.from(this.renderReply(header)));
      this.buffered = this.buffered.subarray(at + placeholder.length);
      this.pendingReplies.shift();
    }
    ready.push(this.buffered);
    this.buffered = Buffer.alloc(0);
    return Buffer.concat(ready);
  }

  private renderReply(header: string): string {
    const { version, nodes } = this.configuration();
    const list = nodes
      .map(({ host, address, port }) => `${host}|${address}|${port}`)
      .sort()
      .join(' ');
    const payload = `${version}\n${list}\n`;
    return `${header} 0 ${payload.length}\r\n${payload}\r\nEND\r\n`;
  }
}
