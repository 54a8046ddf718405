import type { Access, Permissions } from './access';
import type { CommandAvailability } from './command-availability';
import type { Command } from './command-table';
import { CommandTable } from './command-table';
import type { DatabaseUse } from './databases';
import { findDatabases } from './databases';
import { matches } from './glob';
import type { KeyUse } from './keys';
import { findKeys } from './keys';
import { FEATURE_LEVELS } from './level';
import { formatCommandName, toLowerCase } from './words';
import { findClosest, pluralize } from '../private/text';
import { ACL } from '../service-data/access-strings';

/** An error in a command that no engine accepts, or that this library cannot evaluate. */
export class InvalidCommandError extends Error {}

/**
 * Returns whether the engine accepts a command on a new connection, as `ACL DRYRUN` reports. Either the root rules or
 * those of one selector must allow the command with all of its keys, channels, and databases.
 *
 * @param words the command and its arguments
 * @param availability the commands of the cache. By default, all commands of the engine.
 */
export function permits(access: Access, words: readonly string[], availability?: CommandAvailability): boolean {
  const command = findCommand(access.table, words);
  if (!command || availability?.lacks(...words)) {
    return false;
  }
  const keys = findKeys(resolveKeySource(access, command, words), words, access.level >= FEATURE_LEVELS.subcommands);
  const commandUse = { words, command, keys, databases: findDatabases(command, words) };
  return access.permissionSets.some((permissions) => isPermitted(permissions, commandUse));
}

/** Returns whether the user can run the whole command, regardless of its keys and channels. */
export function mayRun(access: Access, name: string): boolean {
  return access.permissionSets.some(({ commands }) => commands.has(name));
}

/** Returns whether a set of permissions allows a command that uses channels. */
export function allowsChannelCommands({ commands }: Permissions): boolean {
  return Object.keys(ACL.channelCommands).some((name) => commands.has(name));
}

/** Returns undefined if only other versions have the command, and throws if no version has it. */
function findCommand(table: CommandTable, words: readonly string[]): Command | undefined {
  const command = findInTable(table, words) ?? findInTable(CommandTable.forLevel(), words);
  if (!command) {
    throw new InvalidCommandError(formatUnknownCommand(words));
  }
  if (command.moduleCategory) {
    throw new InvalidCommandError(
      `'command' must be a command of Valkey or Redis OSS, but got ${formatCommandName(command.name)}, which is a command of a module. Test commands of modules with a deployed cache.`,
    );
  }
  const nameLength = command.name.split('|').length;
  const [actual, expected] = [words.length - nameLength, Math.abs(command.arity) - nameLength];
  if (command.arity < 0 ? actual < expected : actual !== expected) {
    throw new InvalidCommandError(
      `'args' must contain ${command.arity < 0 ? 'at least ' : ''}${pluralize(expected, 'argument')} for ${formatCommandName(command.name)}, but got ${actual}. ${actual < expected ? 'Add' : 'Remove'} ${pluralize(Math.abs(expected - actual), 'argument')}.`,
    );
  }
  return findInTable(table, words) && command;
}

function findInTable(table: CommandTable, words: readonly string[]): Command | undefined {
  const [name, subcommand] = words.map(toLowerCase);
  const command = name.includes('|') ? undefined : table.find(name);
  return command && command.subcommands.length > 0 && subcommand !== undefined
    ? table.find(`${name}|${subcommand}`)
    : command;
}

function formatUnknownCommand(words: readonly string[]): string {
  const table = CommandTable.forLevel();
  const name = words.slice(0, table.find(toLowerCase(words[0])) ? 2 : 1).join(' ');
  const separateWords = words[0].split(/[ |]/);
  if (separateWords.length > 1 && findInTable(table, separateWords)) {
    return `'command' must be one word, but got "${words[0]}". Pass each word as a separate argument: permits(${separateWords.map((word) => `'${word}'`).join(', ')}).`;
  }
  const suggestion = findClosest(toLowerCase(name).replace(' ', '|'), table.listNames());
  return `'command' must be a command of Valkey or Redis OSS, but got "${name}". ${suggestion ? `Use ${formatCommandName(suggestion)}.` : 'Check the spelling.'}`;
}

/** Before version 7.0, the engines have no subcommands, so the keys are those of the subcommand in 7.0. */
function resolveKeySource({ level }: Access, command: Command, words: readonly string[]): Command {
  const successor =
    level < FEATURE_LEVELS.subcommands
      ? findInTable(CommandTable.forLevel(FEATURE_LEVELS.subcommands), words)
      : undefined;
  return successor?.name.includes('|') ? successor : command;
}

interface CommandUse {
  readonly words: readonly string[];
  readonly command: Command;
  readonly keys: readonly KeyUse[];
  readonly databases: DatabaseUse;
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
  const isExempt = name === 'auth' || level >= FEATURE_LEVELS.noAuthCommands;
  const isAllowedForAllUsers = noAuth && isExempt;
  const hasFirstArg =
    words.length > 1 && (firstArgs.get(name) ?? []).some((argument) => toLowerCase(argument) === toLowerCase(words[1]));
  return isAllowedForAllUsers || commands.has(name) || hasFirstArg;
}

function allowsKey({ allKeys, keys }: Permissions, { key, read, write }: KeyUse): boolean {
  const allowsAccess = (permitted: { readonly read: boolean; readonly write: boolean }) =>
    !(read && !permitted.read) && !(write && !permitted.write);
  return allKeys || [...keys].some(([pattern, permitted]) => allowsAccess(permitted) && matches(pattern, key));
}

function allowsChannels({ allChannels, channels }: Permissions, name: string, words: readonly string[]): boolean {
  if (allChannels || !Object.hasOwn(ACL.channelCommands, name)) {
    return true;
  }
  const { end, hasPatterns } = ACL.channelCommands[name];
  return words
    .slice(1, end)
    .every((channel) =>
      hasPatterns ? channels.has(channel) : [...channels].some((pattern) => matches(pattern, channel)),
    );
}

function allowsDatabases({ databases }: Permissions, needed: DatabaseUse): boolean {
  if (databases === undefined) {
    return true;
  }
  return needed !== 'all' && needed.every((database) => databases.includes(database));
}
