import { parseAccessString } from '../acl';
import { failValue } from '../private/errors';

/**
 * A category of commands, as `ACL CAT` of the engines tells them. A command can be in several.
 *
 * @see https://valkey.io/topics/acl/#command-categories
 */
export class CommandCategory {
  /** Administration, which applications never need: CONFIG, MONITOR, SLOWLOG GET. */
  public static readonly ADMIN = new CommandCategory('admin');

  /** Bitmaps. */
  public static readonly BITMAP = new CommandCategory('bitmap');

  /** Commands that may wait for another client: BLPOP, XREAD. */
  public static readonly BLOCKING = new CommandCategory('blocking');

  /** Bloom filters, which ElastiCache adds to Valkey 8.1 and later. */
  public static readonly BLOOM = new CommandCategory('bloom');

  /** Connections, one's own and those of others: PING, SELECT, CLIENT. */
  public static readonly CONNECTION = new CommandCategory('connection');

  /**
   * What can do harm or tell too much: FLUSHALL, KEYS, MONITOR, SORT, and also INFO, which clients ask for when they
   * connect.
   */
  public static readonly DANGEROUS = new CommandCategory('dangerous');

  /** Commands that take the same time however large the data is. */
  public static readonly FAST = new CommandCategory('fast');

  /** Geographical indexes. */
  public static readonly GEO = new CommandCategory('geo');

  /** Hashes. */
  public static readonly HASH = new CommandCategory('hash');

  /** HyperLogLogs. */
  public static readonly HYPERLOGLOG = new CommandCategory('hyperloglog');

  /** JSON documents, which ElastiCache adds to Redis OSS 6.2 and later and to Valkey. */
  public static readonly JSON = new CommandCategory('json');

  /** Keys whatever their type: DEL, EXPIRE, TTL, and also SCAN and FLUSHALL. */
  public static readonly KEYSPACE = new CommandCategory('keyspace');

  /** Lists. */
  public static readonly LIST = new CommandCategory('list');

  /** Publishing and subscribing. */
  public static readonly PUBSUB = new CommandCategory('pubsub');

  /** Reading values or the names of keys. */
  public static readonly READ = new CommandCategory('read');

  /** Scripts and functions. */
  public static readonly SCRIPTING = new CommandCategory('scripting');

  /** Search, which ElastiCache adds to Valkey 8.2 and later. */
  public static readonly SEARCH = new CommandCategory('search');

  /** Sets. */
  public static readonly SET = new CommandCategory('set');

  /** Commands that are not in FAST. */
  public static readonly SLOW = new CommandCategory('slow');

  /** Sorted sets. */
  public static readonly SORTED_SET = new CommandCategory('sortedset');

  /** Streams. */
  public static readonly STREAM = new CommandCategory('stream');

  /** Strings. */
  public static readonly STRING = new CommandCategory('string');

  /** Transactions: MULTI, EXEC, WATCH. */
  public static readonly TRANSACTION = new CommandCategory('transaction');

  /** Writing values or keys. */
  public static readonly WRITE = new CommandCategory('write');

  /**
   * A category by its name.
   *
   * @param name the name without the at sign
   */
  public static of(name: string): CommandCategory {
    const { faults, rules } = parseAccessString(`+@${name}`);
    if (faults.length > 0) {
      failValue(`'name' ${faults[0].replace(/"\+@/g, '"')}`);
    }
    if (rules.some((rule) => rule.kind !== 'category' || rule.name === 'all')) {
      failValue(`'name' must be one category, got "${name}"; use CommandAccess.allowAll() for all commands`);
    }
    return new CommandCategory(name.toLowerCase());
  }

  /**
   * @param name the name without the at sign
   */
  private constructor(public readonly name: string) {}

  /** The name as access strings have it. */
  public toString(): string {
    return `@${this.name}`;
  }
}
