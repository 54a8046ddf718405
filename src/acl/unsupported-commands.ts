import type { Access, AccessRule, Permissions } from './access';
import { CommandAvailability } from './command-availability';
import { parseAccessString } from './parse';
import { formatCommandName } from './words';
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
 * Finds the commands that the rules allow by name, and the modules that they allow by category, but that the cache does
 * not support. Rules for other categories are not mistakes. For commands that no cache supports, the access string is
 * invalid.
 */
export function findUnsupportedNames(
  access: Access,
  rules: readonly AccessRule[],
  availability: CommandAvailability,
): string[] {
  const allowed = new Set(listAllowed(access));
  const isAllowed = (name: string) =>
    allowed.has(name) || listSubcommands(access, name).some((subcommand) => allowed.has(subcommand));
  const names = listInnerRules(rules).flatMap(listAllowedNames);
  return [...new Set(names)].filter(
    (name) => isAllowed(name) && availability.lacks(name) && !CommandAvailability.NODE_BASED.lacks(name),
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
  const isCertain = errors.length === 0 && unknownNames.length === 0;
  if (!access.on || !isCertain || listInnerRules(rules).some(allowsAll)) {
    return [];
  }
  const names = listAllowed(access).filter((name) => !isConnectionCommand(name));
  return names.every((name) => availability.lacks(name)) ? formatNames(access, names) : [];
}

/** Formats the commands that a user can run, but that the cache does not support. */
export function formatUnsupported(access: Access, availability: CommandAvailability): string[] {
  return formatNames(
    access,
    listAllowed(access).filter((name) => availability.lacks(name)),
  );
}

/** Formats commands. If all subcommands of a command are listed, formats the command. Otherwise, omits HELP. */
function formatNames(access: Access, names: readonly string[]): string[] {
  const formatted = names.flatMap((name) => {
    const [parent, subcommand] = name.split('|');
    const isWhole = listSubcommands(access, parent).every((other) => names.includes(other));
    if (isWhole) {
      return [formatCommandName(parent)];
    }
    return subcommand === 'help' ? [] : [formatCommandName(name)];
  });
  return [...new Set(formatted)];
}

/**
 * Lists the commands that a user can run, with subcommands instead of the commands that have them, and the categories
 * of modules, as in `@search`.
 */
function listAllowed(access: Access): string[] {
  const names = access.permissionSets.flatMap(listNames);
  return [...new Set(names)].filter((name) => listSubcommands(access, name).length === 0);
}

function listNames({ commands, firstArgs, moduleCategories }: Permissions): string[] {
  return [...commands, ...firstArgs.keys(), ...[...moduleCategories].map((category) => `@${category}`)];
}

function listSubcommands({ table }: Access, name: string): readonly string[] {
  return table.find(name)?.subcommands ?? [];
}

/** Lists the rules, with those of each selector instead of the selector. */
function listInnerRules(rules: readonly AccessRule[]): AccessRule[] {
  return rules.flatMap((accessRule): readonly AccessRule[] =>
    accessRule.kind === 'selector' ? accessRule.rules : [accessRule],
  );
}

/** Lists the command or the module that a rule allows. */
function listAllowedNames(accessRule: AccessRule): string[] {
  if (accessRule.kind === 'command') {
    return accessRule.allow ? [accessRule.name] : [];
  }
  const isModule = accessRule.kind === 'category' && ACL.modules.some(({ category }) => category === accessRule.name);
  return isModule && accessRule.allow ? [`@${accessRule.name}`] : [];
}

/** Whether a rule allows all commands, also those that newer engine versions add. */
function allowsAll(accessRule: AccessRule): boolean {
  return accessRule.kind === 'category' && accessRule.allow && accessRule.name === 'all';
}

function isConnectionCommand(name: string): boolean {
  return CONNECTION_COMMANDS.has(name) || CONNECTION_COMMANDS.has(name.split('|')[0]);
}
