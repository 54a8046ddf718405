import type { CommandTable } from './command-table';
import { FEATURE_LEVELS } from './level';

/** A rule of an access string. */
export type AccessRule = StateRule | RootRule | SelectorRule | { readonly kind: 'clearselectors' };

interface StateRule {
  readonly kind: 'state';
  readonly on: boolean;
}

/** A rule that both the root of an access string and a selector can contain. */
export type RootRule = KeyRule | ChannelRule | CommandRule | CategoryRule | DatabaseRule;

interface KeyRule {
  readonly kind: 'keys';
  /** Undefined for a rule that removes all patterns. */
  readonly pattern?: string;
  /** Whether the rule allows all keys. Patterns must not follow such a rule. */
  readonly all?: boolean;
  readonly read?: boolean;
  readonly write?: boolean;
}

interface ChannelRule {
  readonly kind: 'channels';
  /** Undefined for a rule that removes all patterns. */
  readonly pattern?: string;
  readonly all?: boolean;
}

interface CommandRule {
  readonly kind: 'command';
  readonly allow: boolean;
  /** The name in lowercase, such as `get`, or `config|get` for a subcommand. */
  readonly name: string;
  /** The first argument to which the rule is restricted. */
  readonly firstArg?: string;
}

interface CategoryRule {
  readonly kind: 'category';
  readonly allow: boolean;
  readonly name: string;
}

interface DatabaseRule {
  readonly kind: 'databases';
  /** Undefined for all databases. */
  readonly ids?: readonly number[];
}

export interface SelectorRule {
  readonly kind: 'selector';
  readonly rules: readonly RootRule[];
}

/** An error in a rule. */
export class AccessRuleError extends Error {
  /**
   * @param requirement the requirement that the rule violates, which follows the name of the prop in the message
   * @param fix the fix as a sentence
   * @param innerRule the invalid rule, if the rule is a selector
   */
  constructor(
    public readonly requirement: string,
    public readonly fix: string,
    public readonly innerRule?: string,
  ) {
    super(requirement);
  }
}

/** An error in a rule for a command or category that is not in the tables. A newer version or a module can have it. */
export class UnknownNameError extends AccessRuleError {}

/** The permissions of one list of rules: the root of an access string, or a selector. */
export class Permissions {
  public allKeys = false;
  /** The permitted access by pattern, in the order of the rules. */
  public readonly keys = new Map<string, { read: boolean; write: boolean }>();
  public allChannels: boolean;
  public readonly channels = new Set<string>();
  public allCommands = false;
  /** The names of the allowed commands and subcommands. */
  public readonly commands = new Set<string>();
  /** The allowed first arguments of commands that are not allowed as a whole. */
  public readonly firstArgs = new Map<string, string[]>();
  /** The categories of the modules whose commands are allowed. The tables do not contain these commands. */
  public readonly moduleCategories = new Set<string>();
  /** Undefined for all databases. */
  public databases?: readonly number[];

  /** Whether no previous rule has changed the default channels. */
  private hasDefaultChannels = true;

  constructor(
    private readonly table: CommandTable,
    public readonly level: number,
  ) {
    this.allChannels = level < FEATURE_LEVELS.channelsDeniedByDefault;
  }

  /** Whether no rule allows or denies channels, so that the access depends on the cache. */
  public get usesDefaultChannels(): boolean {
    return this.hasDefaultChannels && this.channels.size === 0;
  }

  /** Applies the next rule. */
  public apply(rule: RootRule) {
    switch (rule.kind) {
      case 'keys':
        return this.applyKeys(rule);
      case 'channels':
        return this.applyChannels(rule);
      case 'command':
        return this.applyCommand(rule);
      case 'category':
        return this.applyCategory(rule);
      case 'databases':
        this.databases = rule.ids;
    }
  }

  private applyKeys({ pattern, all, read = false, write = false }: KeyRule) {
    if (all || pattern === undefined) {
      this.keys.clear();
      this.allKeys = all ?? false;
      return;
    }
    if (this.allKeys) {
      throw new AccessRuleError(
        'must not contain key patterns after a rule that allows all keys',
        'Remove one of the rules, or add resetkeys between them.',
      );
    }
    const previous = this.keys.get(pattern);
    this.keys.set(pattern, { read: read || (previous?.read ?? false), write: write || (previous?.write ?? false) });
  }

  private applyChannels({ pattern, all }: ChannelRule) {
    if (all || pattern === undefined) {
      this.channels.clear();
      this.hasDefaultChannels = false;
      this.allChannels = all ?? false;
      return;
    }
    if (this.allChannels && this.hasDefaultChannels) {
      throw new AccessRuleError(
        'must not contain channel patterns while all channels are allowed by default',
        'Add resetchannels before the patterns.',
      );
    }
    if (this.allChannels) {
      throw new AccessRuleError(
        'must not contain channel patterns after a rule that allows all channels',
        'Remove one of the rules, or add resetchannels between them.',
      );
    }
    this.channels.add(pattern);
  }

  private applyCommand({ allow, name, firstArg }: CommandRule) {
    if (firstArg === undefined) {
      this.changeCommands(this.table.listWithSubcommands(name), allow);
      this.allCommands &&= allow;
      return;
    }
    const isAllowed = this.allCommands || this.commands.has(name);
    if (isAllowed && this.level < FEATURE_LEVELS.firstArgOfAllowedCommand) {
      throw new AccessRuleError(
        `must not allow a first argument of ${name.toUpperCase()} after a rule that allows the whole command`,
        'Deny the command before this rule, or remove the rule.',
      );
    }
    const args = this.firstArgs.get(name) ?? [];
    if (!args.includes(firstArg)) {
      this.firstArgs.set(name, [...args, firstArg]);
    }
  }

  private applyCategory({ allow, name }: CategoryRule) {
    if (name !== 'all') {
      this.changeCommands(this.table.findCommandsInCategory(name), allow);
    } else {
      this.firstArgs.clear();
      this.commands.clear();
      if (allow) {
        this.changeCommands(this.table.listNames(), true);
      }
    }
    for (const category of this.table.findModuleCategories(name)) {
      allow ? this.moduleCategories.add(category) : this.moduleCategories.delete(category);
    }
    const coversAll = this.allCommands || name === 'all';
    this.allCommands = allow && coversAll;
  }

  private changeCommands(names: Iterable<string>, allow: boolean) {
    for (const name of names) {
      this.firstArgs.delete(name);
      allow ? this.commands.add(name) : this.commands.delete(name);
    }
  }
}

/** The access that an access string grants. */
export class Access {
  public on = false;
  public readonly root: Permissions;
  public selectors: Permissions[] = [];

  constructor(
    public readonly table: CommandTable,
    public readonly level: number,
  ) {
    this.root = new Permissions(table, level);
  }

  /** The root permissions and those of the selectors, each of which is sufficient. */
  public get permissionSets(): readonly Permissions[] {
    return [this.root, ...this.selectors];
  }

  /** Applies the next rule. */
  public apply(rule: AccessRule) {
    switch (rule.kind) {
      case 'state':
        this.on = rule.on;
        break;
      case 'clearselectors':
        this.selectors = [];
        break;
      case 'selector': {
        const selector = new Permissions(this.table, this.level);
        rule.rules.forEach((inner) => selector.apply(inner));
        this.selectors.push(selector);
        break;
      }
      default:
        this.root.apply(rule);
    }
  }
}
