import type { ProtocolFilter } from './tls-proxy';

/**
 * Translates the password or token of a client into the password that the engine checks. A rejected login gets an
 * invalid password.
 */
export type LoginAuthenticator = (user: string, password: string) => Promise<string>;

/** Inspects the logins in the protocol of Valkey and Redis OSS. */
export class LoginFilter implements ProtocolFilter {
  constructor(private readonly authenticate: LoginAuthenticator) {}

  public commandLength(buffer: Buffer): number {
    let end = buffer.indexOf('\r\n');
    if (end < 0) {
      return 0;
    }
    const isInlineCommand = buffer[0] !== 0x2a;
    if (isInlineCommand) {
      return end + 2;
    }
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

  /** Returns the command, a login with the password that the engine checks. */
  public async transform(command: Buffer): Promise<Buffer> {
    // Logins are short, so longer commands are not parsed.
    if (command.length > 8192 || !/auth|hello/i.test(command.toString('latin1', 0, 32))) {
      return command;
    }
    const words = parseCommand(command);
    const userIndex = findUserIndex(words);
    if (userIndex === undefined) {
      return command;
    }
    const isPasswordOnly = words[0].toUpperCase() === 'AUTH' && words.length === 2;
    if (isPasswordOnly) {
      words[1] = await this.authenticate('default', words[1]);
    } else if (words[userIndex + 1] !== undefined) {
      words[userIndex + 1] = await this.authenticate(words[userIndex], words[userIndex + 1]);
    }
    return Buffer.from(
      `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`,
    );
  }
}

/** Returns the index of the user name in `AUTH` and `HELLO … AUTH`, undefined for other commands. */
function findUserIndex(words: readonly string[]): number | undefined {
  const upperCaseWords = words.map((word) => word.toUpperCase());
  const authIndex = upperCaseWords.indexOf('AUTH');
  const isHelloWithLogin = upperCaseWords[0] === 'HELLO' && authIndex > 0;
  const isLogin = upperCaseWords[0] === 'AUTH' || isHelloWithLogin;
  return isLogin ? authIndex + 1 : undefined;
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
