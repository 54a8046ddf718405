import type { Access, Permissions } from './access';
import type { CommandAvailability } from './command-availability';
import type { ParsedAccess } from './parse';
import { mayRun } from './permits';
import { findUnsupportedNames } from './unsupported-commands';
import { formatCommandName, isCategory } from './words';
import { formatList } from '../private/text';
import { ACL } from '../service-data/access-strings';

/** The ids with which users acknowledge the warnings. */
export type AdviceId =
  | 'User.ClientsCannotConnect'
  | 'User.CommandsUnsupportedByCacheType'
  | 'User.DangerousCommands'
  | 'User.KeysBeyondPatterns'
  | 'User.PubSubWithoutChannels';

/** A likely mistake that AWS accepts. */
export interface Advice {
  readonly id: AdviceId;
  /** The message, which follows the name of the prop. */
  readonly text: string;
}

/**
 * Collects advice on the access of a user. Returns no advice for users who cannot log in.
 *
 * @param availability the commands of the caches of the user. By default, the caches can have any type.
 */
export function collectAdvice(parsed: ParsedAccess, availability?: CommandAvailability): Advice[] {
  const known = CACHE.get(parsed) ?? new Map<CommandAvailability | undefined, Advice[]>();
  CACHE.set(parsed, known);
  const advice = known.get(availability) ?? (parsed.access.on ? findLikelyMistakes(parsed, availability) : []);
  known.set(availability, advice);
  return advice;
}

/** The advice on each access by the type of cache, because many users have the same access. */
const CACHE = new WeakMap<ParsedAccess, Map<CommandAvailability | undefined, Advice[]>>();

function findLikelyMistakes(parsed: ParsedAccess, availability?: CommandAvailability): Advice[] {
  const { access } = parsed;
  const isUsable = (name: string) => mayRun(access, name) && !availability?.lacks(name);
  const withoutChannels = Object.keys(ACL.channelCommands).filter(
    (name) => isUsable(name) && !canUseChannels(access, name),
  );
  return [
    createAdvice('User.DangerousCommands', access.table.dangerousCommands.filter(isUsable), {
      one: (command) =>
        `allows the dangerous command ${command}, which can delete or reveal data, or slow down the cache. Deny this command with "-@dangerous +info" if the user does not need it.`,
      several: (commands) =>
        `allows dangerous commands, which can delete or reveal data, or slow down the cache: ${commands}. Deny these commands with "-@dangerous +info" if the user does not need them.`,
    }),
    createAdvice('User.KeysBeyondPatterns', findCommandsBeyondPatterns(access).filter(isUsable), {
      one: (command) =>
        `allows ${command}, which returns the names of all keys, including keys that do not match the key patterns. Deny this command, or allow all keys.`,
      several: (commands) =>
        `allows ${commands}, which return the names of all keys, including keys that do not match the key patterns. Deny these commands, or allow all keys.`,
    }),
    createAdvice(
      'User.PubSubWithoutChannels',
      withoutChannels.filter((name) => !hasDefaultChannels(access, name)),
      {
        one: (command) =>
          `allows ${command} but no channels, so this command fails at run time. Allow channels, such as "&*" for all channels, or deny the command.`,
        several: (commands) =>
          `allows ${commands} but no channels, so these commands fail at run time. Allow channels, such as "&*" for all channels, or deny the commands.`,
      },
    ),
    createAdvice(
      'User.PubSubWithoutChannels',
      withoutChannels.filter((name) => hasDefaultChannels(access, name)),
      { one: describeDefaultChannels('this command'), several: describeDefaultChannels('these commands') },
    ),
    createAdvice(
      'User.ClientsCannotConnect',
      ACL.connecting.required.filter((name) => !mayRun(access, name)),
      { one: describeDeniedCommands, several: describeDeniedCommands },
    ),
    ...(availability ? [createUnsupportedAdvice(parsed, availability)] : []),
  ].flat();
}

function createUnsupportedAdvice({ access, rules }: ParsedAccess, availability: CommandAvailability): Advice[] {
  const { caches } = availability;
  return createAdvice('User.CommandsUnsupportedByCacheType', findUnsupportedNames(access, rules, availability), {
    one: (command) =>
      `allows ${command}, which ${caches} do not support, so this command fails at run time. Remove the command, or change 'cacheType'.`,
    several: (commands) =>
      `allows ${commands}, which ${caches} do not support, so these commands fail at run time. Remove the commands, or change 'cacheType'.`,
  });
}

/** The texts for one command and for several commands. */
interface AdviceTexts {
  readonly one: (command: string) => string;
  readonly several: (commands: string) => string;
}

function createAdvice(id: AdviceId, commands: readonly string[], { one, several }: AdviceTexts): Advice[] {
  if (commands.length === 0) {
    return [];
  }
  const describe = commands.length === 1 && !isCategory(commands[0]) ? one : several;
  return [{ id, text: describe(formatCommands(commands)) }];
}

function describeDeniedCommands(commands: string): string {
  return (
    `denies ${commands}, which clients send when they connect, especially to a cluster. Connections can therefore fail at run time. ` +
    'Add CommandAccess.allowConnection() to the commands, or use a preset such as AccessControl.readWrite().'
  );
}

/** AWS documents both values as the default for new users, so the result is unknown until the cache is deployed. */
function describeDefaultChannels(commands: string): (names: string) => string {
  return (names) =>
    `allows ${names}, but contains no rule for channels, so ${commands} can use all channels or none. This depends on acl-pubsub-default of the cache, for which AWS documents both defaults. ` +
    `Allow channels explicitly, such as "&*" for all channels, or deny ${commands}.`;
}

function formatCommands(commands: readonly string[]): string {
  const names = commands.map(formatCommandName);
  return formatList(
    names.length > MAX_NAMES + 1 ? [...names.slice(0, MAX_NAMES), `${names.length - MAX_NAMES} more`] : names,
  );
}

/** The number of commands that a message lists by name. */
const MAX_NAMES = 4;

/** Finds commands that return the names of all keys, unless the user may read all keys. */
function findCommandsBeyondPatterns(access: Access): readonly string[] {
  return access.permissionSets.some(canReadAllKeys) ? [] : ACL.keyNameCommands;
}

function canReadAllKeys({ allKeys, keys }: Permissions): boolean {
  return allKeys || (keys.get('*')?.read ?? false);
}

/** Whether the user may run a command with channels. */
function canUseChannels(access: Access, name: string): boolean {
  return access.permissionSets.some((permissions) => permissions.commands.has(name) && hasChannels(permissions));
}

/**
 * Whether the permissions include channels. Permissions of the form `on ~* +@all` count as such, because AWS uses them
 * for its default user, and another warning reports the access to all commands.
 */
function hasChannels({ allChannels, channels, allCommands, usesDefaultChannels }: Permissions): boolean {
  const isDefaultFullAccess = allCommands && usesDefaultChannels;
  return allChannels || channels.size > 0 || isDefaultFullAccess;
}

/** Whether the channels of a command depend on the cache. */
function hasDefaultChannels(access: Access, name: string): boolean {
  return access.permissionSets.some(({ commands, usesDefaultChannels }) => usesDefaultChannels && commands.has(name));
}
