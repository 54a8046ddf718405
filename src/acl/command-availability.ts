import { toLowerCase } from './words';
import { ACL } from '../service-data/access-strings';

/** The commands that a type of cache does not support, regardless of the permissions of a user. */
export class CommandAvailability {
  public static readonly NODE_BASED = new CommandAvailability('node-based caches', ACL.unavailable, []);

  public static readonly SERVERLESS = new CommandAvailability(
    'serverless caches',
    [...ACL.unavailable, ...ACL.unavailableInServerlessCaches],
    ACL.modules.filter(({ isServerless }) => !isServerless),
  );

  private readonly unavailable: ReadonlySet<string>;

  /**
   * @param caches the type of cache in messages
   * @param modules the modules that the caches do not have
   */
  private constructor(
    public readonly caches: string,
    unavailable: readonly string[],
    private readonly modules: readonly { readonly category: string; readonly prefix: string }[],
  ) {
    this.unavailable = new Set(unavailable);
  }

  /**
   * Returns whether the caches do not support a command, or all commands of a module.
   *
   * @param words the name, such as `config|get`, the command and its arguments, or a category, such as `@search`
   */
  public lacks(...words: readonly string[]): boolean {
    const [name, subcommand] = toLowerCase(words.join('|')).split('|');
    return (
      this.unavailable.has(name) ||
      this.unavailable.has(`${name}|${subcommand}`) ||
      this.modules.some(({ category, prefix }) => name.startsWith(prefix) || name === `@${category}`)
    );
  }
}
