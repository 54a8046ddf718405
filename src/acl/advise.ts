import type { Access, Permissions } from './access';
import { mayRun } from './permits';
import { ACL } from '../service-data/access-strings';

/** A likely mistake that AWS accepts. */
export interface Advice {
  /** Stable: warnings are acknowledged by it. */
  readonly id: string;
  /** Continues the name of the prop. */
  readonly text: string;
}

/** Likely mistakes in the access of a user who can log in. */
export function adviseOn(access: Access): Advice[] {
  let advices = CACHE.get(access);
  if (!advices) {
    advices = access.on ? createAdvice(access) : [];
    CACHE.set(access, advices);
  }
  return advices;
}

/** The advice on each access: many users have the same one. */
const CACHE = new WeakMap<Access, Advice[]>();

function createAdvice(access: Access): Advice[] {
  return [
    advice(
      'DangerousCommands',
      dangerousCommands(access),
      (commands) =>
        `allows dangerous commands: ${commands}; deny them with "-@dangerous +info" where the user does not need them`,
    ),
    advice(
      'KeysBeyondPatterns',
      commandsBeyondPatterns(access),
      (commands) =>
        `allows ${commands}, which tell the names of all keys, also of those that its key patterns leave out; deny them, or allow all keys`,
    ),
    advice(
      'PubSubWithoutChannels',
      pubSubWithoutChannels(access),
      (commands) =>
        `allows ${commands}, but no channels, so that they are refused; allow channels, "&*" for all, or deny the commands`,
    ),
    advice(
      'ClientsCannotConnect',
      ACL.connecting.required.filter((name) => !mayRun(access, name)),
      (commands) =>
        `denies ${commands}, without which clients cannot connect, above all to a cluster; add CommandAccess.allowConnecting(), or start from a preset such ` +
        'as AccessControl.readWrite()',
    ),
  ].flatMap((found) => found);
}

function advice(id: string, commands: readonly string[], text: (commands: string) => string): Advice[] {
  return commands.length > 0 ? [{ id: `User.${id}`, text: text(formatCommands(commands)) }] : [];
}

function formatCommands(commands: readonly string[]): string {
  const names = commands.map((name) => name.toUpperCase().replace('|', ' '));
  const items =
    names.length > MAX_NAMES + 1 ? [...names.slice(0, MAX_NAMES), `${names.length - MAX_NAMES} more`] : names;
  return items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}` : items[0];
}

/** The number of commands that a message lists by name. */
const MAX_NAMES = 4;

function dangerousCommands(access: Access): string[] {
  return access.table.dangerous.filter((name) => mayRun(access, name));
}

/** Commands without keys, which key patterns do not restrict, unless the user may read all keys anyway. */
function commandsBeyondPatterns(access: Access): string[] {
  return [access.root, ...access.selectors].some(seesAllKeys)
    ? []
    : ACL.keyNameCommands.filter((name) => mayRun(access, name));
}

function seesAllKeys({ allKeys, keys }: Permissions): boolean {
  return allKeys || (keys.get('*')?.read ?? false);
}

function pubSubWithoutChannels(access: Access): string[] {
  const all = [access.root, ...access.selectors];
  const hasChannels = ({ allChannels, channels }: Permissions) => allChannels || channels.size > 0;
  return Object.keys(ACL.channelCommands).filter(
    (name) =>
      mayRun(access, name) && !all.some((permissions) => permissions.commands.has(name) && hasChannels(permissions)),
  );
}
