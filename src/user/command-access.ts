import type { AccessRule } from '../acl';
import { parseAccessString } from '../acl';
import { throwValueErrors } from '../private/errors';
import { ACL } from '../service-data/access-strings';

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
  public static readonly PUB_SUB = new CommandCategory('pubsub');

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
    if (/\s/.test(name)) {
      throwValueErrors('CommandCategory.of', [`'name' must be one category, but got "${name}".`]);
    }
    const parsed = parseAccessString(`+@${name}`);
    if (parsed.errors.length > 0) {
      throwValueErrors('CommandCategory.of', [`'name' ${parsed.errors[0].replace(/"\+@/g, '"')}`]);
    }
    if (parsed.rules.some((rule) => rule.kind !== 'category' || rule.name === 'all')) {
      throwValueErrors('CommandCategory.of', [
        `'name' must be one category, but got "${name}". Use CommandAccess.allowAll() for all commands.`,
      ]);
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

/**
 * Which commands may be run, or may not. Rules stand in a list: what a later one says holds, so that a command can be
 * taken out of a category and another be put back in.
 *
 * @see https://valkey.io/topics/acl/
 * @example
 * elasticache.AccessControl.of({
 *   keys: [elasticache.KeyAccess.readWrite('queue:*')],
 *   commands: [
 *     elasticache.CommandAccess.allowConnection(),
 *     elasticache.CommandAccess.allowCategories(elasticache.CommandCategory.LIST, elasticache.CommandCategory.STREAM),
 *     elasticache.CommandAccess.denyCategories(elasticache.CommandCategory.DANGEROUS),
 *     elasticache.CommandAccess.allow('info', 'del', 'expire'),
 *   ],
 * });
 */
export class CommandAccess {
  /** All commands, also those of versions to come. */
  public static allowAll(): CommandAccess {
    return new CommandAccess(['+@all']);
  }

  /**
   * Allows commands.
   *
   * @param commands names such as `get`, with sub-commands such as `cluster|slots`; a command with sub-commands means
   * all of them
   */
  public static allow(...commands: string[]): CommandAccess {
    return CommandAccess.ofCommands('allow', '+', commands);
  }

  /**
   * Denies commands.
   *
   * @param commands names such as `keys`, with sub-commands such as `client|kill`; a command with sub-commands means
   * all of them
   */
  public static deny(...commands: string[]): CommandAccess {
    return CommandAccess.ofCommands('deny', '-', commands);
  }

  /**
   * Allows all commands of some categories.
   *
   * @param categories the categories
   */
  public static allowCategories(...categories: CommandCategory[]): CommandAccess {
    return CommandAccess.ofCategories('allowCategories', '+', categories);
  }

  /**
   * Denies all commands of some categories.
   *
   * @param categories the categories
   */
  public static denyCategories(...categories: CommandCategory[]): CommandAccess {
    return CommandAccess.ofCategories('denyCategories', '-', categories);
  }

  /**
   * Allows a command that has no sub-commands only when its first argument is this one, for example SELECT with 0. The
   * engines keep this for older access strings and may give it up one day.
   *
   * @param command the name, for example `select`
   * @param argument the first argument, for example `0`
   */
  public static allowFirstArgument(command: string, argument: string): CommandAccess {
    const rule = `+${command.toLowerCase()}|${argument}`;
    const errors = validateCommandName('command', command);
    if (/[ \t\n\v\f\r]/.test(argument) || argument === '') {
      errors.push(`'argument' must be one word, but got "${argument}".`);
    } else if (errors.length === 0 && !isFirstArgumentRule(rule)) {
      errors.push(
        `'command' must be a command without subcommands, but got "${command}". Use CommandAccess.allow('${command}|${argument}').`,
      );
    }
    if (errors.length > 0) {
      throwValueErrors('CommandAccess.allowFirstArgument', errors);
    }
    return new CommandAccess([rule]);
  }

  /**
   * Allows what clients ask for when they connect, to one node or to a cluster, and what they do to keep a connection:
   * PING, INFO, CLUSTER SLOTS and others that read no data. The presets of `AccessControl` have it already.
   */
  public static allowConnection(): CommandAccess {
    return CommandAccess._ofValidNames('+', [...ACL.connecting.basic, ...ACL.connecting.topology]);
  }

  /**
   * Creates rules from names that need no validation.
   *
   * @internal
   */
  public static _ofValidNames(sign: '+' | '-', names: readonly string[]): CommandAccess {
    return new CommandAccess(names.map((name) => sign + name));
  }

  private static ofCommands(method: string, sign: '+' | '-', commands: readonly string[]): CommandAccess {
    requireNonEmpty(method, 'commands', commands);
    const errors = commands.flatMap((command) => validateCommandName('commands', command));
    if (errors.length > 0) {
      throwValueErrors(`CommandAccess.${method}`, errors);
    }
    return CommandAccess._ofValidNames(
      sign,
      commands.map((command) => command.toLowerCase()),
    );
  }

  private static ofCategories(method: string, sign: '+' | '-', categories: readonly CommandCategory[]): CommandAccess {
    requireNonEmpty(method, 'categories', categories);
    return CommandAccess._ofValidNames(sign, categories.map(String));
  }

  private constructor(private readonly rules: string[]) {}

  /**
   * Renders the rules for an access string.
   *
   * @internal
   */
  public _renderRules(): string[] {
    return [...this.rules];
  }
}

function requireNonEmpty(method: string, prop: string, items: readonly unknown[]): void {
  if (items.length === 0) {
    throwValueErrors(`CommandAccess.${method}`, [`'${prop}' must contain at least one element.`]);
  }
}

/** Returns an error for a command or sub-command that no version has. */
function validateCommandName(prop: string, command: string): string[] {
  const words = command.trim().split(/\s+/);
  if (words.length !== 1) {
    return [`'${prop}' must contain subcommands with a bar, but got "${command}". Use "${words.join('|')}".`];
  }

  const parsed = parseAccessString(`+${command}`);
  const rule: AccessRule | undefined = parsed.rules[0];
  if (parsed.errors.length > 0) {
    return [`'${prop}' ${parsed.errors[0].replace(/"\+/g, '"')}`];
  }
  if (rule?.kind === 'category') {
    return [`'${prop}' must contain commands, but got the category "${command}". Use CommandAccess.allowCategories().`];
  }
  if (rule?.kind === 'command' && rule.firstArg !== undefined) {
    return [
      `'${prop}' must contain a bar before subcommands only, but got "${command}". Use CommandAccess.allowFirstArgument('${rule.name}', '${rule.firstArg}').`,
    ];
  }
  return [];
}

/** Whether a rule limits the first argument of a command. Rules for newer commands than this library has may do so. */
function isFirstArgumentRule(text: string): boolean {
  const { rules, errors } = parseAccessString(text);
  const rule: AccessRule | undefined = rules[0];
  const hasFirstArg = rule?.kind === 'command' && rule.firstArg !== undefined;
  const isOtherRule = rule !== undefined && !hasFirstArg;
  return errors.length === 0 && !isOtherRule;
}
