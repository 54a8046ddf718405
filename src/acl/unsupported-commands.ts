import type { Access, AccessRule, Permissions } from './access';
import { CommandAvailability } from './command-availability';
import { parseAccessString } from './parse';
import { mayRun } from './permits';
import { ACL } from '../service-data/access-strings';

/** The commands that clients need to connect, and those that every user can run. */
const CONNECTION_COMMANDS: ReadonlySet<string> = new Set([
  ...ACL.connecting.basic,
  ...ACL.connecting.topology,
  'auth',
  'quit',
  'reset',
]);

/**
 * Finds the commands that the rules allow by name, but that the cache does not support. Rules for categories are not
 * mistakes. For commands that no cache supports, the access string is invalid.
 */
export function findUnsupportedNames(
  access: Access,
  rules: readonly AccessRule[],
  availability: CommandAvailability,
): string[] {
  const names = listInnerRules(rules).flatMap((inner) => (inner.kind === 'command' && inner.allow ? [inner.name] : []));
  return [...new Set(names)].filter(
    (name) => mayRun(access, name) && availability.lacks(name) && !CommandAvailability.NODE_BASED.lacks(name),
  );
}

/**
 * Finds the commands that an enabled user can run, if the cache supports none of them. Commands to connect are not
 * considered.
 *
 * @returns the formatted commands, or an empty list if the cache may support one of the commands
 */
export function findOnlyUnsupported(accessString: string, availability: CommandAvailability): string[] {
  const { access, rules, errors, unknownNames } = parseAccessString(accessString);
  const isCertain = errors.length === 0 && unknownNames.length === 0 && !listInnerRules(rules).some(allowsModule);
  if (!access.on || !isCertain) {
    return [];
  }
  const names = access.permissionSets.flatMap(listCommands).filter((name) => !isConnectionCommand(name));
  return names.every((name) => availability.lacks(name)) ? availability.formatLacking(new Set(names)) : [];
}

/** Lists the rules, with those of each selector instead of the selector. */
function listInnerRules(rules: readonly AccessRule[]): AccessRule[] {
  return rules.flatMap((accessRule): readonly AccessRule[] =>
    accessRule.kind === 'selector' ? accessRule.rules : [accessRule],
  );
}

/** Whether a rule allows all commands or those of a module. The tables do not contain the commands of modules. */
function allowsModule(accessRule: AccessRule): boolean {
  const { kind } = accessRule;
  return kind === 'category' && accessRule.allow && !ACL.categories.some((name) => name === accessRule.name);
}

function listCommands({ commands, firstArgs }: Permissions): string[] {
  return [...commands, ...firstArgs.keys()];
}

function isConnectionCommand(name: string): boolean {
  return CONNECTION_COMMANDS.has(name) || CONNECTION_COMMANDS.has(name.split('|')[0]);
}
