import type { AccessRule } from '../acl';
import { parseAccessString } from '../acl';
import type { CacheType } from './cache-type';
import { findAvailability } from './cache-type';
import { throwValueErrors } from '../private/errors';
import { ACL } from '../service-data/access-strings';

/**
 * A category of commands, as returned by `ACL CAT`.
 *
 * A command can belong to several categories.
 *
 * @see https://valkey.io/topics/acl/#command-categories
 */
export class CommandCategory {
  /** Administrative commands that applications do not need, such as CONFIG, MONITOR, and SLOWLOG GET. */
  public static readonly ADMIN = new CommandCategory('admin');

  /** Bitmap commands. */
  public static readonly BITMAP = new CommandCategory('bitmap');

  /** Commands that can block the connection until another client sends data, such as BLPOP and XREAD. */
  public static readonly BLOCKING = new CommandCategory('blocking');

  /** Bloom filter commands, which ElastiCache supports in Valkey 8.1 and later. */
  public static readonly BLOOM = new CommandCategory('bloom');

  /** Commands that affect or inspect connections to the cache, such as PING, SELECT, and CLIENT. */
  public static readonly CONNECTION = new CommandCategory('connection');

  /**
   * Commands that can delete or reveal data, or slow down the cache, such as FLUSHALL, KEYS, MONITOR, and SORT.
   *
   * The category includes INFO, which many clients run when they connect.
   */
  public static readonly DANGEROUS = new CommandCategory('dangerous');

  /** Commands whose run time does not depend on the number of elements in a key. */
  public static readonly FAST = new CommandCategory('fast');

  /** Geospatial commands. */
  public static readonly GEO = new CommandCategory('geo');

  /** Hash commands. */
  public static readonly HASH = new CommandCategory('hash');

  /** HyperLogLog commands. */
  public static readonly HYPERLOGLOG = new CommandCategory('hyperloglog');

  /** JSON commands, which ElastiCache supports in Redis OSS 6.2 and later, and in Valkey. */
  public static readonly JSON = new CommandCategory('json');

  /** Commands for keys of any type, such as DEL, EXPIRE, TTL, SCAN, and FLUSHALL. */
  public static readonly KEYSPACE = new CommandCategory('keyspace');

  /** List commands. */
  public static readonly LIST = new CommandCategory('list');

  /** Publish and subscribe commands. */
  public static readonly PUB_SUB = new CommandCategory('pubsub');

  /** Commands that read values or the names of keys. */
  public static readonly READ = new CommandCategory('read');

  /** Commands for scripts and functions. */
  public static readonly SCRIPTING = new CommandCategory('scripting');

  /** Search commands, which ElastiCache supports in Valkey 8.2 and later. */
  public static readonly SEARCH = new CommandCategory('search');

  /** Set commands. */
  public static readonly SET = new CommandCategory('set');

  /** Commands that are not in `FAST`. */
  public static readonly SLOW = new CommandCategory('slow');

  /** Sorted set commands. */
  public static readonly SORTED_SET = new CommandCategory('sortedset');

  /** Stream commands. */
  public static readonly STREAM = new CommandCategory('stream');

  /** String commands. */
  public static readonly STRING = new CommandCategory('string');

  /** Transaction commands, such as MULTI, EXEC, and WATCH. */
  public static readonly TRANSACTION = new CommandCategory('transaction');

  /** Commands that write values or keys. */
  public static readonly WRITE = new CommandCategory('write');

  /**
   * Returns the category with the given name. Use this method for categories for which this library has no constant.
   *
   * @param name the name of the category, without the at sign
   */
  public static of(name: string): CommandCategory {
    if (/\s/.test(name)) {
      throwValueErrors('CommandCategory.of', [
        `'name' must be one category, but got "${name}". Call CommandCategory.of() for each category.`,
      ]);
    }
    const parsed = parseAccessString(`+@${name}`);
    if (parsed.errors.length > 0) {
      throwValueErrors('CommandCategory.of', [`'name' ${parsed.errors[0].replace(/"\+@/g, '"')}`]);
    }
    if (parsed.rules.some((rule) => rule.kind !== 'category' || rule.name === 'all')) {
      throwValueErrors('CommandCategory.of', [
        `'name' must be one category, but got "${name}". Use CommandAccess.allowAll() to allow all commands.`,
      ]);
    }
    return new CommandCategory(name.toLowerCase());
  }

  private constructor(
    /** The name of the category, without the at sign. */
    public readonly name: string,
  ) {}

  /** Returns the category in the syntax of access strings, for example `@read`. */
  public toString(): string {
    return `@${this.name}`;
  }
}

/**
 * Rules that allow or deny commands.
 *
 * Rules apply in order, and later rules override earlier ones. For example, you can allow a category, and then deny
 * some of its commands.
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
  /** Allows all commands, including those that later engine versions add. */
  public static allowAll(): CommandAccess {
    return new CommandAccess(['+@all']);
  }

  /**
   * Allows commands.
   *
   * If a command has subcommands, the rule also applies to all of its subcommands.
   *
   * @param commands the names of commands, such as `get`, or of subcommands, such as `cluster|slots`
   */
  public static allow(...commands: string[]): CommandAccess {
    return CommandAccess.ofCommands('allow', '+', commands);
  }

  /**
   * Denies commands.
   *
   * If a command has subcommands, the rule also applies to all of its subcommands.
   *
   * @param commands the names of commands, such as `keys`, or of subcommands, such as `client|kill`
   */
  public static deny(...commands: string[]): CommandAccess {
    return CommandAccess.ofCommands('deny', '-', commands);
  }

  /**
   * Allows all commands in the given categories.
   *
   * @param categories the categories to allow
   */
  public static allowCategories(...categories: CommandCategory[]): CommandAccess {
    return CommandAccess.ofCategories('allowCategories', '+', categories);
  }

  /**
   * Denies all commands in the given categories.
   *
   * @param categories the categories to deny
   */
  public static denyCategories(...categories: CommandCategory[]): CommandAccess {
    return CommandAccess.ofCategories('denyCategories', '-', categories);
  }

  /**
   * Allows a command only with the given first argument, for example SELECT only with the argument 0.
   *
   * The command must not have subcommands. Rules of this kind are deprecated in Redis OSS and Valkey, and later engine
   * versions can reject them.
   *
   * @param command the name of the command, for example `select`
   * @param argument the first argument, for example `0`
   */
  public static allowFirstArgument(command: string, argument: string): CommandAccess {
    const rule = `+${command.toLowerCase()}|${argument}`;
    const errors = validateCommandName('command', command);
    if (/[ \t\n\v\f\r]/.test(argument) || argument === '') {
      errors.push(`'argument' must be one word, but got "${argument}". Specify only the first argument.`);
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
   * Allows the commands that clients send to connect to a node or a cluster, and to keep the connection open.
   *
   * These commands do not read data. Examples are PING, INFO, and CLUSTER SLOTS. All presets of `AccessControl` except
   * `disabled` allow these commands. If the `cacheType` of the `AccessControl` is set, commands that such caches do not
   * support are omitted.
   */
  public static allowConnection(): CommandAccess {
    return CommandAccess._ofSupportedNames([...ACL.connecting.basic, ...ACL.connecting.topology]);
  }

  /**
   * Creates rules from names that need no validation.
   *
   * @internal
   */
  public static _ofValidNames(sign: '+' | '-', names: readonly string[]): CommandAccess {
    return new CommandAccess(names.map((name) => sign + name));
  }

  /**
   * Allows those of the commands that the type of cache supports.
   *
   * @internal
   */
  public static _ofSupportedNames(names: readonly string[]): CommandAccess {
    return new CommandAccess(
      names.map((name) => `+${name}`),
      true,
    );
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

  /** @param omitsUnsupported whether to omit commands that the type of cache does not support */
  private constructor(
    private readonly rules: readonly string[],
    private readonly omitsUnsupported: boolean = false,
  ) {}

  /**
   * Renders the rules for an access string.
   *
   * @internal
   */
  public _renderRules(cacheType?: CacheType): string[] {
    const availability = this.omitsUnsupported ? findAvailability(cacheType) : undefined;
    return this.rules.filter((rule) => !availability?.lacks(rule.slice(1)));
  }
}

function requireNonEmpty(method: string, prop: string, items: readonly unknown[]): void {
  if (items.length === 0) {
    throwValueErrors(`CommandAccess.${method}`, [
      `'${prop}' must contain at least one name. Pass one or more ${prop}.`,
    ]);
  }
}

/** Returns an error if no engine version can have the command or subcommand. */
function validateCommandName(prop: string, command: string): string[] {
  const words = command.trim().split(/\s+/);
  if (words.length !== 1) {
    return [
      `'${prop}' must contain a bar between commands and subcommands, but got "${command}". Use "${words.join('|')}".`,
    ];
  }

  const parsed = parseAccessString(`+${command}`);
  const rule: AccessRule | undefined = parsed.rules[0];
  if (parsed.errors.length > 0) {
    return [`'${prop}' ${parsed.errors[0].replace(/"\+/g, '"')}`];
  }
  if (rule?.kind === 'category') {
    return [
      `'${prop}' must contain commands, but got the category "${command}". Use CommandAccess.allowCategories() or CommandAccess.denyCategories().`,
    ];
  }
  if (rule?.kind === 'command' && rule.firstArg !== undefined) {
    return [
      `'${prop}' must contain a bar before subcommands only, but got "${command}". Use CommandAccess.allowFirstArgument('${rule.name}', '${rule.firstArg}') to allow a first argument.`,
    ];
  }
  return [];
}

/** Whether a rule restricts the first argument of a command. Returns true for commands that no table contains. */
function isFirstArgumentRule(text: string): boolean {
  const { rules, errors } = parseAccessString(text);
  const rule: AccessRule | undefined = rules[0];
  const hasFirstArg = rule?.kind === 'command' && rule.firstArg !== undefined;
  const isOtherRule = rule !== undefined && !hasFirstArg;
  return errors.length === 0 && !isOtherRule;
}
