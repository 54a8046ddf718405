import type { Access, Permissions } from './access';
import { mayRun } from './permits';
import { ACL } from '../service-data/access-strings';

/** Something that works, but probably not as it was meant. */
export interface Advice {
  /** Stable, so that it can be acknowledged. */
  readonly id: string;
  /** Reads on after the name of what holds the access string. */
  readonly text: string;
}

/** What is to be thought over about the access of a user who can log in. */
export function adviseOn(access: Access): Advice[] {
  let given = GIVEN.get(access);
  if (!given) {
    GIVEN.set(access, (given = access.on ? adviceOn(access) : []));
  }
  return given;
}

/** What was said already: users of one kind have the same access. */
const GIVEN = new WeakMap<Access, Advice[]>();

function adviceOn(access: Access): Advice[] {
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
  return commands.length > 0 ? [{ id: `User.${id}`, text: text(listed(commands)) }] : [];
}

function listed(commands: readonly string[]): string {
  const names = commands.map((name) => name.toUpperCase().replace('|', ' '));
  const shown = names.length > SHOWN + 1 ? [...names.slice(0, SHOWN), `${names.length - SHOWN} more`] : names;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}` : shown[0];
}

/** How many commands are told by name. */
const SHOWN = 4;

/**
 * Those that ElastiCache has, the worst first; INFO is one of them by its category, but clients ask for it when they
 * connect.
 */
function dangerousCommands(access: Access): string[] {
  return access.table.dangerous.filter((name) => mayRun(access, name));
}

/**
 * Commands that need no key, and so are not held by key patterns; nothing is left to hide from whoever may read all
 * keys.
 */
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
  return Object.keys(ACL.channelCommands).filter(
    (name) =>
      mayRun(access, name) &&
      !all.some(({ commands, allChannels, channels }) => commands.has(name) && (allChannels || channels.size > 0)),
  );
}
