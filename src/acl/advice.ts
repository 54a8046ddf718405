import type { Access, Permissions } from './access';
import { mayRun } from './permits';
import { formatCommandName } from './words';
import { formatList } from '../private/text';
import { ACL } from '../service-data/access-strings';

/** The ids with which users acknowledge the warnings. */
export type AdviceId =
  'User.ClientsCannotConnect' | 'User.DangerousCommands' | 'User.KeysBeyondPatterns' | 'User.PubSubWithoutChannels';

/** A likely mistake that AWS accepts. */
export interface Advice {
  readonly id: AdviceId;
  /** The message, which follows the name of the prop. */
  readonly text: string;
}

/** Collects advice on the access of a user. Returns no advice for users who cannot log in. */
export function collectAdvice(access: Access): Advice[] {
  let advice = CACHE.get(access);
  if (!advice) {
    advice = access.on ? findLikelyMistakes(access) : [];
    CACHE.set(access, advice);
  }
  return advice;
}

/** The advice on each access, because many users have the same access. */
const CACHE = new WeakMap<Access, Advice[]>();

function findLikelyMistakes(access: Access): Advice[] {
  return [
    createAdvice('User.DangerousCommands', findDangerousCommands(access), {
      one: (command) =>
        `allows the dangerous command ${command}, which can delete or reveal data, or slow down the cache. Deny this command with "-@dangerous +info" if the user does not need it.`,
      several: (commands) =>
        `allows dangerous commands, which can delete or reveal data, or slow down the cache: ${commands}. Deny these commands with "-@dangerous +info" if the user does not need them.`,
    }),
    createAdvice('User.KeysBeyondPatterns', findCommandsBeyondPatterns(access), {
      one: (command) =>
        `allows ${command}, which returns the names of all keys, including keys that do not match the key patterns. Deny this command, or allow all keys.`,
      several: (commands) =>
        `allows ${commands}, which return the names of all keys, including keys that do not match the key patterns. Deny these commands, or allow all keys.`,
    }),
    createAdvice('User.PubSubWithoutChannels', findPubSubWithoutChannels(access), {
      one: (command) =>
        `allows ${command} but no channels, so this command fails at run time. Allow channels, such as "&*" for all channels, or deny the command.`,
      several: (commands) =>
        `allows ${commands} but no channels, so these commands fail at run time. Allow channels, such as "&*" for all channels, or deny the commands.`,
    }),
    createAdvice(
      'User.ClientsCannotConnect',
      ACL.connecting.required.filter((name) => !mayRun(access, name)),
      { one: describeDeniedCommands, several: describeDeniedCommands },
    ),
  ].flat();
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
  const describe = commands.length === 1 ? one : several;
  return [{ id, text: describe(formatCommands(commands)) }];
}

function describeDeniedCommands(commands: string): string {
  return (
    `denies ${commands}, which clients send when they connect, especially to a cluster. Connections can therefore fail at run time. ` +
    'Add CommandAccess.allowConnection() to the commands, or use a preset such as AccessControl.readWrite().'
  );
}

function formatCommands(commands: readonly string[]): string {
  const names = commands.map(formatCommandName);
  return formatList(
    names.length > MAX_NAMES + 1 ? [...names.slice(0, MAX_NAMES), `${names.length - MAX_NAMES} more`] : names,
  );
}

/** The number of commands that a message lists by name. */
const MAX_NAMES = 4;

function findDangerousCommands(access: Access): string[] {
  return access.table.dangerousCommands.filter((name) => mayRun(access, name));
}

/** Finds commands that return the names of all keys, unless the user may read all keys. */
function findCommandsBeyondPatterns(access: Access): string[] {
  return [access.root, ...access.selectors].some(canReadAllKeys)
    ? []
    : ACL.keyNameCommands.filter((name) => mayRun(access, name));
}

function canReadAllKeys({ allKeys, keys }: Permissions): boolean {
  return allKeys || (keys.get('*')?.read ?? false);
}

function findPubSubWithoutChannels(access: Access): string[] {
  const permissionSets = [access.root, ...access.selectors];
  const hasChannels = ({ allChannels, channels }: Permissions) => allChannels || channels.size > 0;
  return Object.keys(ACL.channelCommands).filter(
    (name) =>
      mayRun(access, name) &&
      !permissionSets.some((permissions) => permissions.commands.has(name) && hasChannels(permissions)),
  );
}
