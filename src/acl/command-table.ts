import { NEWEST_LEVEL, formatAclLevel, getAclLevel } from './level';
import { ACL } from '../service-data/access-strings';
import type { CommandDefinition } from '../service-data/generated/commands';
import { COMMANDS } from '../service-data/generated/commands';

/** A command or subcommand in one version. */
export interface Command {
  /** The name in lowercase, such as `get`, or `config|get` for a subcommand. */
  readonly name: string;
  readonly arity: number;
  readonly categories: readonly string[];
  /** The key specifications in the format of the command table, empty for a command without keys. */
  readonly keys: string;
  readonly noAuth: boolean;
  /** The names of the subcommands in the version. */
  readonly subcommands: readonly string[];
  /** The category of the module that adds the command. Commands of modules are not in the command table. */
  readonly moduleCategory?: string;
}

const NO_SUBCOMMANDS: readonly string[] = [];

/** The commands of one version. */
export class CommandTable {
  /**
   * Returns the commands of a version, or the commands of all versions. In the table of all versions, the newest
   * version with a command defines it.
   */
  public static forLevel(level?: number): CommandTable {
    const table = CommandTable.tables.get(level) ?? new CommandTable(level);
    CommandTable.tables.set(level, table);
    return table;
  }

  private static readonly tables = new Map<number | undefined, CommandTable>();

  /** The names of the subcommands of each command, by the name of the command. */
  private readonly subcommands = new Map<string, readonly string[]>();
  private readonly commands = new Map<string, Command>();
  private readonly commandsByCategory = new Map<string, readonly string[]>();
  private dangerousNames?: readonly string[];

  private constructor(private readonly level?: number) {
    for (const [name, { since, until }] of Object.entries(COMMANDS)) {
      const isRemoved = level !== undefined && until !== undefined && getAclLevel(until) <= level;
      if (getAclLevel(since) > this.effectiveLevel || isRemoved) {
        continue;
      }
      this.subcommands.set(name, NO_SUBCOMMANDS);
      const [parent, subcommand] = name.split('|');
      if (subcommand !== undefined) {
        // In the table of commands, each command precedes its subcommands.
        this.subcommands.set(parent, [...this.subcommands.get(parent)!, name]);
      }
    }
  }

  /** @param name the name in lowercase, such as `get` or `config|get` */
  public find(name: string): Command | undefined {
    return this.commands.get(name) ?? this.createCommand(name) ?? this.findModuleCommand(name);
  }

  /** Lists a command and its subcommands. */
  public listWithSubcommands(name: string): readonly string[] {
    return [name, ...(this.subcommands.get(name) ?? NO_SUBCOMMANDS)];
  }

  /**
   * Finds the commands that a rule for a category covers: the commands of the category with all of their subcommands,
   * and the subcommands of the category.
   */
  public findCommandsInCategory(category: string): readonly string[] {
    let names = this.commandsByCategory.get(category);
    if (!names) {
      names = [...new Set(this.filterByCategory(category).flatMap((name) => this.listWithSubcommands(name)))];
      this.commandsByCategory.set(category, names);
    }
    return names;
  }

  /** Finds the categories of modules that a rule for a category covers: itself, or those of all modules. */
  public findModuleCategories(category: string): string[] {
    return ACL.modules
      .filter(({ category: name, since }) => {
        const isCovered = category === 'all' || category === name;
        return isCovered && getAclLevel(since) <= this.effectiveLevel;
      })
      .map(({ category: name }) => name);
  }

  /**
   * The dangerous commands that ElastiCache supports, the most dangerous first. Commands that clients need to connect
   * are excluded.
   */
  public get dangerousCommands(): readonly string[] {
    if (!this.dangerousNames) {
      const excluded = new Set<string>([...ACL.unavailable, ...ACL.connecting.required]);
      const names = this.filterByCategory('dangerous').filter(
        (name) => !excluded.has(name) && !excluded.has(name.split('|')[0]),
      );
      const first = ACL.mostDangerous.filter((name) => names.includes(name));
      this.dangerousNames = [...first, ...names.filter((name) => !first.includes(name))];
    }
    return this.dangerousNames;
  }

  /** Lists the names of all commands and subcommands. */
  public listNames(): Iterable<string> {
    return this.subcommands.keys();
  }

  /** Whether the engine or a module that ElastiCache adds has the category. */
  public hasCategory(name: string): boolean {
    const isModuleCategory = name !== 'all' && this.findModuleCategories(name).length > 0;
    return isModuleCategory || ACL.categories.some((category) => category === name);
  }

  /** Finds the first later version for which a condition is true. */
  public findLaterLevel(isTrue: (table: CommandTable) => boolean): number | undefined {
    for (let level = this.effectiveLevel + 1; level <= NEWEST_LEVEL; level++) {
      if (isTrue(CommandTable.forLevel(level))) {
        return level;
      }
    }
    return undefined;
  }

  /** Formats the version for messages, as in ` of Valkey 8.0`. Returns an empty string for all versions. */
  public formatVersion(): string {
    return this.level === undefined ? '' : ` of ${formatAclLevel(this.level)}`;
  }

  private get effectiveLevel(): number {
    return this.level ?? NEWEST_LEVEL;
  }

  private filterByCategory(category: string): string[] {
    return [...this.subcommands.keys()].filter((name) =>
      this.getDefinition(name).categories.split(' ').includes(category),
    );
  }

  private getDefinition(name: string): CommandDefinition {
    const definition = COMMANDS[name];
    const differences = definition.before?.find(([before]) => this.effectiveLevel < getAclLevel(before))?.[1];
    return differences ? { ...definition, ...differences } : definition;
  }

  private createCommand(name: string): Command | undefined {
    const subcommands = this.subcommands.get(name);
    if (!subcommands) {
      return undefined;
    }
    const { arity, categories, keys = '', noAuth = false } = this.getDefinition(name);
    const command = { name, arity, categories: categories.split(' '), keys, noAuth, subcommands };
    this.commands.set(name, command);
    return command;
  }

  /** The tables contain only the prefix of the commands of a module. */
  private findModuleCommand(name: string): Command | undefined {
    const module = ACL.modules.find(
      ({ prefix, since }) =>
        name.startsWith(prefix) && /^[a-z]+\.[a-z._]+$/.test(name) && getAclLevel(since) <= this.effectiveLevel,
    );
    return (
      module && {
        name,
        arity: -1,
        categories: [module.category],
        keys: '',
        noAuth: false,
        subcommands: [],
        moduleCategory: module.category,
      }
    );
  }
}
