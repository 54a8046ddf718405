import type { Dialect } from './tls-proxy';

/**
 * Turns what a client logs in with into the password that the engine knows; a refused login gets one that it does not
 * know.
 */
export type Gatekeeper = (user: string, password: string) => Promise<string>;

/** The protocol of Valkey and Redis OSS, of which only the logins are looked at. */
export class LoginDialect implements Dialect {
  constructor(private readonly gatekeeper: Gatekeeper) {}

  public lengthOf(buffer: Buffer): number {
    let end = buffer.indexOf('\r\n');
    if (end < 0) {
      return 0;
    }
    if (buffer[0] !== 0x2a) {
      return end + 2;
    } // an inline command
    let at = end + 2;
    for (let left = Number(buffer.toString('latin1', 1, end)); left > 0; left--) {
      end = buffer.indexOf('\r\n', at);
      if (end < 0) {
        return 0;
      }
      at = end + 2 + Number(buffer.toString('latin1', at + 1, end)) + 2;
      if (at > buffer.length) {
        return 0;
      }
    }
    return at;
  }

  /** The command as it came, or with another password. */
  public async pass(command: Buffer): Promise<Buffer> {
    // Only short commands are read: a login is one.
    if (command.length > 8192 || !/auth|hello/i.test(command.toString('latin1', 0, 32))) {
      return command;
    }
    const words = wordsOf(command);
    const verb = words[0]?.toUpperCase();
    const at =
      verb === 'AUTH' ? 1 : verb === 'HELLO' ? words.findIndex((word) => word.toUpperCase() === 'AUTH') + 1 : 0;
    if (at === 0) {
      return command;
    }
    if (verb === 'AUTH' && words.length === 2) {
      words[1] = await this.gatekeeper('default', words[1]);
    } else if (words[at + 1] !== undefined) {
      words[at + 1] = await this.gatekeeper(words[at], words[at + 1]);
    }
    return Buffer.from(
      `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`,
    );
  }
}

function wordsOf(command: Buffer): string[] {
  if (command[0] !== 0x2a) {
    return command.toString('utf8').trim().split(/\s+/);
  }
  const words: string[] = [];
  for (let at = command.indexOf('\r\n') + 2; at < command.length;) {
    const end = command.indexOf('\r\n', at);
    const length = Number(command.toString('latin1', at + 1, end));
    words.push(command.toString('utf8', end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
  return words;
}
