import { formatCommandName, toLowerCase } from './words';
import { ACL } from '../service-data/access-strings';

/** The commands that a type of cache does not support, regardless of the permissions of a user. */
export class CommandAvailability {
  public static readonly NODE_BASED = new CommandAvailability('node-based caches', ACL.unavailable);

  public static readonly SERVERLESS = new CommandAvailability('serverless caches', [
    ...ACL.unavailable,
    ...ACL.unavailableInServerlessCaches,
  ]);

  private readonly unavailable: ReadonlySet<string>;

  /** @param caches the type of cache in messages */
  private constructor(
    public readonly caches: string,
    unavailable: readonly string[],
  ) {
    this.unavailable = new Set(unavailable);
  }

  /**
   * Returns whether the caches do not support a command.
   *
   * @param words the name, such as `config|get`, or the command and its arguments
   */
  public lacks(...words: readonly string[]): boolean {
    const [name, subcommand] = toLowerCase(words.join('|')).split('|');
    return this.unavailable.has(name) || this.unavailable.has(`${name}|${subcommand}`);
  }

  /** Formats those of the given commands that the caches do not support. Omits subcommands of listed commands. */
  public formatLacking(names: Iterable<string>): string[] {
    const lacking = [...names].filter((name) => this.lacks(name));
    const isCovered = (name: string) => name.includes('|') && lacking.includes(name.split('|')[0]);
    return lacking.filter((name) => !isCovered(name)).map(formatCommandName);
  }
}
