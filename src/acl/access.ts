import type { AccessRule, CategoryRule, ChannelRule, CommandRule, KeyRule, RootRule } from './access-rule';
import { AccessRuleError } from './access-rule';
import type { CommandTable } from './command-table';
import { LEVEL_OF_RULE } from './level';

/** The permissions of one list of rules: the root of an access string, or a selector. */
export class Permissions {
  public allKeys = false;
  /** Patterns in the order of their first rule, with the permitted access. */
  public readonly keys = new Map<string, { read: boolean; write: boolean }>();
  public allChannels: boolean;
  public readonly channels = new Set<string>();
  public allCommands = false;
  /** Commands and sub-commands by name. */
  public readonly commands = new Set<string>();
  /** The first arguments with which a command is allowed that is not allowed as a whole. */
  public readonly firstArgs = new Map<string, string[]>();
  /** Undefined for all databases. */
  public databases?: readonly number[];

  /** Whether no rule has changed the default channels yet. */
  private hasDefaultChannels = true;

  constructor(
    private readonly table: CommandTable,
    public readonly level: number,
  ) {
    this.allChannels = level < LEVEL_OF_RULE.noChannels;
  }

  /** Adds the next rule. */
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
        'after all keys are allowed already; leave one of the two out, or write resetkeys between them',
      );
    }
    const before = this.keys.get(pattern);
    this.keys.set(pattern, { read: read || (before?.read ?? false), write: write || (before?.write ?? false) });
  }

  private applyChannels({ pattern, all }: ChannelRule) {
    if (all || pattern === undefined) {
      this.channels.clear();
      this.hasDefaultChannels = false;
      this.allChannels = all ?? false;
      return;
    }
    if (this.allChannels && this.hasDefaultChannels) {
      throw new AccessRuleError('where all channels are allowed from the start; write resetchannels before it');
    }
    if (this.allChannels) {
      throw new AccessRuleError(
        'after all channels are allowed already; leave one of the two out, or write resetchannels between them',
      );
    }
    this.channels.add(pattern);
  }

  private applyCommand({ allow, name, firstArg }: CommandRule) {
    if (firstArg === undefined) {
      this.change(this.table.withSubcommands(name), allow);
      this.allCommands &&= allow;
      return;
    }
    const isAllowed = this.allCommands || this.commands.has(name);
    if (isAllowed && this.level < LEVEL_OF_RULE.partsOfAllowed) {
      throw new AccessRuleError(`after the whole of ${name.toUpperCase()} is allowed already; deny it first`);
    }
    const args = this.firstArgs.get(name) ?? [];
    if (!args.includes(firstArg)) {
      this.firstArgs.set(name, [...args, firstArg]);
    }
  }

  private applyCategory({ allow, name }: CategoryRule) {
    if (name !== 'all') {
      this.change(this.table.inCategory(name), allow);
    } else {
      this.firstArgs.clear();
      this.commands.clear();
      if (allow) {
        this.change(this.table.names(), true);
      }
    }
    const coversAll = this.allCommands || name === 'all';
    this.allCommands = allow && coversAll;
  }

  private change(names: Iterable<string>, allow: boolean) {
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

  /** Adds the next rule. */
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
