import type { Access, Permissions } from './access';
import type { Command } from './command-table';
import { CommandTable } from './command-table';
import { databasesOf } from './describe';
import { matches } from './glob';
import { keysOf } from './keys';
import { LEVEL_OF_RULE } from './level';
import { lower } from './parse';
import { findClosest } from '../private/closest';
import { ACL } from '../service-data/access-strings';

/** Words that are no command of any engine. */
export class InvalidCommandError extends Error {}

/**
 * Whether the engine accepts a command on a new connection, as `ACL DRYRUN` reports it: the root rules or the rules of
 * one selector allow the command with all of its keys, channels, and databases.
 *
 * @param words the command and its arguments
 */
export function permits(access: Access, words: readonly string[]): boolean {
  const command = findCommand(access.table, words);
  if (!command) {
    return false;
  }
  const keys = keysOf(withKeys(access, command, words), words, access.level >= LEVEL_OF_RULE.subcommands);
  const use = { words, command, keys, databases: databasesOf(command, words) };
  return [access.root, ...access.selectors].some((permissions) => isPermitted(permissions, use));
}

/** Whether the user may run the command as a whole, on any keys and channels. */
export function mayRun(access: Access, name: string): boolean {
  return [access.root, ...access.selectors].some(({ commands }) => commands.has(name));
}

/** Undefined when other versions have the command, but not this one. */
function findCommand(table: CommandTable, words: readonly string[]): Command | undefined {
  const command = lookUp(table, words) ?? lookUp(CommandTable.at(), words);
  if (!command) {
    throw new InvalidCommandError(unknownCommand(words));
  }
  if (command.moduleCategory) {
    throw new InvalidCommandError(
      `'command' must be one of the engines' own, got ${upper(command.name)} of a module that only ElastiCache has; test it on a cache`,
    );
  }
  const own = command.name.split('|').length;
  const [actual, expected] = [words.length - own, Math.abs(command.arity) - own];
  if (command.arity < 0 ? actual < expected : actual !== expected) {
    throw new InvalidCommandError(
      `'args' of ${upper(command.name)} must be ${command.arity < 0 ? 'at least ' : ''}${expected}, got ${actual}`,
    );
  }
  return lookUp(table, words) && command;
}

function lookUp(table: CommandTable, words: readonly string[]): Command | undefined {
  const [name, part] = words.map(lower);
  const command = name.includes('|') ? undefined : table.find(name);
  return command && command.subcommands.length > 0 && part !== undefined ? table.find(`${name}|${part}`) : command;
}

function unknownCommand(words: readonly string[]): string {
  const table = CommandTable.at();
  const asked = words.slice(0, table.find(lower(words[0])) ? 2 : 1).join(' ');
  const parts = words[0].split(/[ |]/);
  if (parts.length > 1 && lookUp(table, parts)) {
    return `'command' must be one word, got "${words[0]}"; give its words one by one: permits(${parts.map((part) => `'${part}'`).join(', ')})`;
  }
  const meant = findClosest(lower(asked).replace(' ', '|'), table.names());
  return `'command' must be a command of Valkey or Redis OSS, got "${asked}"${meant ? `; did you mean ${upper(meant)}` : ''}`;
}

function upper(name: string): string {
  return name.toUpperCase().replace('|', ' ');
}

/** Before 7.0, a command with sub-commands was one command, whose keys are those of its successors. */
function withKeys({ level }: Access, command: Command, words: readonly string[]): Command {
  const successor =
    level < LEVEL_OF_RULE.subcommands ? lookUp(CommandTable.at(LEVEL_OF_RULE.subcommands), words) : undefined;
  return successor?.name.includes('|') ? successor : command;
}

interface CommandUse {
  readonly words: readonly string[];
  readonly command: Command;
  readonly keys: ReturnType<typeof keysOf>;
  readonly databases: ReturnType<typeof databasesOf>;
}

function isPermitted(permissions: Permissions, { words, command, keys, databases }: CommandUse): boolean {
  return (
    allowsCommand(permissions, command, words) &&
    keys.every((keyUse) => allowsKey(permissions, keyUse)) &&
    allowsChannels(permissions, command.name, words) &&
    allowsDatabases(permissions, databases)
  );
}

function allowsCommand(
  { commands, firstArgs, level }: Permissions,
  { name, noAuth }: Command,
  words: readonly string[],
): boolean {
  const authenticates = name === 'auth' || level >= LEVEL_OF_RULE.noAuthCommands;
  const isAllowedToEverybody = noAuth && authenticates;
  const hasFirstArg =
    words.length > 1 && (firstArgs.get(name) ?? []).some((argument) => lower(argument) === lower(words[1]));
  return isAllowedToEverybody || commands.has(name) || hasFirstArg;
}

function allowsKey({ allKeys, keys }: Permissions, { key, read, write }: ReturnType<typeof keysOf>[number]): boolean {
  const allowsAccess = (permitted: { readonly read: boolean; readonly write: boolean }) =>
    !(read && !permitted.read) && !(write && !permitted.write);
  return allKeys || [...keys].some(([pattern, permitted]) => allowsAccess(permitted) && matches(pattern, key));
}

function allowsChannels({ allChannels, channels }: Permissions, name: string, words: readonly string[]): boolean {
  if (allChannels || !Object.hasOwn(ACL.channelCommands, name)) {
    return true;
  }
  const { last, pattern } = ACL.channelCommands[name];
  return words
    .slice(1, last)
    .every((channel) => (pattern ? channels.has(channel) : [...channels].some((allowed) => matches(allowed, channel))));
}

function allowsDatabases({ databases }: Permissions, needed: ReturnType<typeof databasesOf>): boolean {
  if (databases === undefined) {
    return true;
  }
  return needed !== 'all' && needed.every((database) => databases.includes(database));
}
