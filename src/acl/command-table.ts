import { NEWEST_LEVEL, levelName, levelOf } from './level';
import { ACL } from '../service-data/access-strings';
import type { CommandFact } from '../service-data/commands';
import { COMMANDS } from '../service-data/commands';

/** A command or sub-command as one version knows it. */
export interface Command {
  /** Lower case, with its command for a sub-command: `config|get`. */
  readonly name: string;
  readonly arity: number;
  readonly categories: readonly string[];
  /** The key specifications of the table, empty for a command without keys. */
  readonly keys: string;
  readonly noAuth: boolean;
  /** The names of its sub-commands, when the version knows any. */
  readonly subcommands: readonly string[];
  /** The category of the module that brings it, which is not in the table. */
  readonly moduleCategory?: string;
}

const NO_PARTS: readonly string[] = [];

/** The commands of one version. */
export class CommandTable {
  /** @param level the version; without it every command that some version has, as the newest of them knows it */
  public static at(level?: number): CommandTable {
    const table = CommandTable.tables.get(level) ?? new CommandTable(level);
    CommandTable.tables.set(level, table);
    return table;
  }

  private static readonly tables = new Map<number | undefined, CommandTable>();

  private readonly facts: Readonly<Record<string, CommandFact>>;
  /** The names of the commands that the version has, each with its sub-commands. */
  private readonly parts = new Map<string, readonly string[]>();
  private readonly found = new Map<string, Command>();
  private readonly categories = new Map<string, readonly string[]>();
  private dangerousNames?: readonly string[];

  private constructor(private readonly level?: number) {
    this.facts = COMMANDS;
    for (const [name, { since, until }] of Object.entries(this.facts)) {
      const isRemoved = level !== undefined && until !== undefined && levelOf(until) <= level;
      if (levelOf(since) > this.version || isRemoved) {
        continue;
      }
      this.parts.set(name, NO_PARTS);
      const bar = name.indexOf('|');
      if (bar < 0) {
        continue;
      }
      const whole = name.slice(0, bar);
      this.parts.set(whole, [...this.parts.get(whole)!, name]); // the table has a command before its sub-commands
    }
  }

  /** @param name in lower case, with its command for a sub-command */
  public find(name: string): Command | undefined {
    return this.found.get(name) ?? this.read(name) ?? this.moduleCommand(name);
  }

  /** The command and all of its sub-commands. */
  public withSubcommands(name: string): readonly string[] {
    return [name, ...(this.parts.get(name) ?? NO_PARTS)];
  }

  /**
   * The commands that a rule for a category covers: each command of the category with all of its sub-commands, and
   * sub-commands that are in the category themselves.
   */
  public inCategory(category: string): readonly string[] {
    let names = this.categories.get(category);
    if (!names) {
      names = [...new Set(this.namesIn(category).flatMap((name) => this.withSubcommands(name)))];
      this.categories.set(category, names);
    }
    return names;
  }

  /**
   * The dangerous commands that ElastiCache has, the most dangerous first, without those that clients send when they
   * connect.
   */
  public get dangerous(): readonly string[] {
    if (!this.dangerousNames) {
      const left = new Set<string>([...ACL.unavailable, ...ACL.connecting.required]);
      const names = this.namesIn('dangerous').filter((name) => !left.has(name) && !left.has(name.split('|')[0]));
      const first = ACL.mostDangerous.filter((name) => names.includes(name));
      this.dangerousNames = [...first, ...names.filter((name) => !first.includes(name))];
    }
    return this.dangerousNames;
  }

  /** All names, for suggestions. */
  public names(): Iterable<string> {
    return this.parts.keys();
  }

  /** Whether the engine, or a module that ElastiCache adds to it, has this category. */
  public hasCategory(name: string): boolean {
    return (
      ACL.categories.some((category) => category === name) ||
      ACL.modules.some(({ category, since }) => category === name && levelOf(since) <= this.version)
    );
  }

  /** The name of the version, for messages. */
  public toString(): string {
    return this.level === undefined ? 'any version' : levelName(this.level);
  }

  private get version(): number {
    return this.level ?? NEWEST_LEVEL;
  }

  private namesIn(category: string): string[] {
    return [...this.parts.keys()].filter((name) => ` ${this.factOf(name).categories} `.includes(` ${category} `));
  }

  /** The facts about a command in this version. */
  private factOf(name: string): CommandFact {
    const fact = this.facts[name];
    const then = fact.before?.find(([before]) => this.version < levelOf(before))?.[1];
    return then ? { ...fact, ...then } : fact;
  }

  private read(name: string): Command | undefined {
    const parts = this.parts.get(name);
    if (!parts) {
      return undefined;
    }
    const { arity, categories, keys = '', noAuth = false } = this.factOf(name);
    const command = { name, arity, categories: categories.split(' '), keys, noAuth, subcommands: parts };
    this.found.set(name, command);
    return command;
  }

  /** The modules' commands are known by their prefix only. */
  private moduleCommand(name: string): Command | undefined {
    const found = ACL.modules.find(
      ({ prefix, since }) =>
        name.startsWith(prefix) && /^[a-z]+\.[a-z.]+$/.test(name) && levelOf(since) <= this.version,
    );
    return (
      found && {
        name,
        arity: -1,
        categories: [found.category],
        keys: '',
        noAuth: false,
        subcommands: [],
        moduleCategory: found.category,
      }
    );
  }
}
