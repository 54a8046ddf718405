import { levelName, NEWEST_LEVEL } from './level';
import { ACL } from '../facts/acl';
import type { CommandFact } from '../facts/commands';

/** A command or sub-command as one version knows it. */
export interface Command {
  /** Lower case, with its command for a sub-command: `config|get`. */
  readonly name: string;
  readonly arity: number;
  readonly categories: readonly string[];
  /** The key specifications of the table, empty for a command without keys. */
  readonly keys: string;
  readonly noAuth: boolean;
  /** Sub-commands, when the version knows any. */
  readonly subcommands: readonly Command[];
  /** The category of the module that brings it, which is not in the table. */
  readonly moduleCategory?: string;
}

/** The commands of one version. */
export class CommandTable {
  /** @param level the version; without it every command that some version has, as the newest of them knows it */
  public static at(level?: number): CommandTable {
    const key = level ?? 0;
    const table = CommandTable.tables.get(key) ?? new CommandTable(level);
    CommandTable.tables.set(key, table);
    return table;
  }

  private static readonly tables = new Map<number, CommandTable>();

  private readonly commands = new Map<string, Command & { subcommands: Command[] }>();
  private readonly categories = new Map<string, readonly string[]>();
  private dangerousNames?: readonly string[];

  private constructor(private readonly level?: number) {
    const version = level ?? NEWEST_LEVEL;
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- 400 commands, only for those who write access rules
    const { COMMANDS } = require('../facts/commands') as { COMMANDS: Record<string, CommandFact> };
    for (const [name, fact] of Object.entries(COMMANDS)) {
      if (fact.since > version || (level !== undefined && fact.until !== undefined && fact.until <= level)) { continue; }
      const then = { ...fact, ...fact.before?.find(([before]) => version < before)?.[1] };
      const command = {
        name, arity: then.arity, categories: then.categories.split(' '), keys: then.keys ?? '', noAuth: then.noAuth ?? false, subcommands: [],
      };
      this.commands.set(name, command);
      const bar = name.indexOf('|');
      if (bar > 0) { this.commands.get(name.slice(0, bar))?.subcommands.push(command); }
    }
  }

  /** @param name in lower case, with its command for a sub-command */
  public find(name: string): Command | undefined {
    return this.commands.get(name) ?? this.moduleCommand(name);
  }

  /** All commands and sub-commands. */
  public all(): Iterable<Command> {
    return this.commands.values();
  }

  /** The command and all of its sub-commands. */
  public withSubcommands(name: string): readonly string[] {
    const subcommands = this.commands.get(name)?.subcommands ?? [];
    return subcommands.length > 0 ? [name, ...subcommands.map(subcommand => subcommand.name)] : [name];
  }

  /** All that a rule about a category is about: a command that is in it with all of its sub-commands, and sub-commands that are in it by themselves. */
  public inCategory(category: string): readonly string[] {
    let names = this.categories.get(category);
    if (!names) {
      names = [...new Set([...this.all()].filter(({ categories }) => categories.includes(category)).flatMap(({ name }) => this.withSubcommands(name)))];
      this.categories.set(category, names);
    }
    return names;
  }

  /** The dangerous commands that ElastiCache has, the worst first, without those that clients ask for when they connect. */
  public get dangerous(): readonly string[] {
    if (!this.dangerousNames) {
      const left = new Set<string>([...ACL.unavailable, ...ACL.connecting.required]);
      const names = [...this.all()].filter(({ name, categories }) => categories.includes('dangerous') && !left.has(name) && !left.has(name.split('|')[0]))
        .map(({ name }) => name);
      const worst = ACL.worst.filter(name => names.includes(name));
      this.dangerousNames = [...worst, ...names.filter(name => !worst.includes(name))];
    }
    return this.dangerousNames;
  }

  /** All names, for finding the one that was meant. */
  public names(): Iterable<string> {
    return this.commands.keys();
  }

  /** Whether the engine, or a module that ElastiCache adds to it, has this category. */
  public hasCategory(name: string): boolean {
    return ACL.categories.some(category => category === name) || ACL.modules.some(({ category, since }) => category === name && since <= this.version);
  }

  /** The version in the words of users, for messages. */
  public toString(): string {
    return this.level === undefined ? 'any version' : levelName(this.level);
  }

  private get version(): number {
    return this.level ?? NEWEST_LEVEL;
  }

  /** The modules' commands are known by their prefix only. */
  private moduleCommand(name: string): Command | undefined {
    const found = ACL.modules.find(({ prefix, since }) => name.startsWith(prefix) && /^[a-z]+\.[a-z.]+$/.test(name) && since <= this.version);
    return found && { name, arity: -1, categories: [found.category], keys: '', noAuth: false, subcommands: [], moduleCategory: found.category };
  }
}
