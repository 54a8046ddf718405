import type { ProtocolFilter } from './tls-proxy';

/**
 * Turns what a client logs in with into the password that the engine knows; a refused login gets one that it does not
 * know.
 */
export type LoginAuthenticator = (user: string, password: string) => Promise<string>;

/** The protocol of Valkey and Redis OSS, of which only the logins are looked at. */
export class LoginFilter implements ProtocolFilter {
  constructor(private readonly authenticate: LoginAuthenticator) {}

  public commandLength(buffer: Buffer): number {
    let end = buffer.indexOf('\r\n');
    if (end < 0) {
      return 0;
    }
    if (buffer[0] !== 0x2a) {
      return end + 2;
    } // an inline command
    let offset = end + 2;
    for (let remaining = Number(buffer.toString('latin1', 1, end)); remaining > 0; remaining--) {
      end = buffer.indexOf('\r\n', offset);
      if (end < 0) {
        return 0;
      }
      offset = end + 2 + Number(buffer.toString('latin1', offset + 1, end)) + 2;
      if (offset > buffer.length) {
        return 0;
      }
    }
    return offset;
  }

  /** The command as it came, or with another password. */
  public async transform(command: Buffer): Promise<Buffer> {
    // Only short commands are read: a login is one.
    if (command.length > 8192 || !/auth|hello/i.test(command.toString('latin1', 0, 32))) {
      return command;
    }
    const words = parseCommand(command);
    const verb = words[0]?.toUpperCase();
    const offset =
      verb === 'AUTH' ? 1 : verb === 'HELLO' ? words.findIndex((word) => word.toUpperCase() === 'AUTH') + 1 : 0;
    if (offset === 0) {
      return command;
    }
    if (verb === 'AUTH' && words.length === 2) {
      words[1] = await this.authenticate('default', words[1]);
    } else if (words[offset + 1] !== undefined) {
      words[offset + 1] = await this.authenticate(words[offset], words[offset + 1]);
    }
    return Buffer.from(
      `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`,
    );
  }
}

function parseCommand(command: Buffer): string[] {
  if (command[0] !== 0x2a) {
    return command.toString('utf8').trim().split(/\s+/);
  }
  const words: string[] = [];
  for (let offset = command.indexOf('\r\n') + 2; offset < command.length;) {
    const end = command.indexOf('\r\n', offset);
    const length = Number(command.toString('latin1', offset + 1, end));
    words.push(command.toString('utf8', end + 2, end + 2 + length));
    offset = end + 2 + length + 2;
  }
  return words;
}
