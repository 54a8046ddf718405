import type { Access, AccessRule, RootRule } from './access';
import { Permissions } from './access';
import type { CommandAvailability } from './command-availability';
import { allowsChannelCommands } from './permits';
import { formatUnsupported } from './unsupported-commands';
import { formatCommandName } from './words';
import { formatList } from '../private/text';

/**
 * Describes the access that an access string grants, with one line for each type of permission.
 *
 * @param availability the commands of the cache. By default, the description does not depend on a type of cache.
 */
export function describeAccess(
  access: Access,
  rules: readonly AccessRule[],
  availability?: CommandAvailability,
): string {
  const rootRules = rules.filter(
    (rule): rule is RootRule => rule.kind !== 'selector' && rule.kind !== 'state' && rule.kind !== 'clearselectors',
  );
  const selectorRules = rules
    .slice(rules.map(({ kind }) => kind).lastIndexOf('clearselectors') + 1)
    .flatMap((rule) => (rule.kind === 'selector' ? [rule.rules] : []));
  return [
    access.on ? 'Can log in.' : 'Cannot log in.',
    ...describePermissions(access, access.root, rootRules),
    ...access.selectors.flatMap((selector, index) => [
      'Or, with a selector:',
      ...describePermissions(access, selector, selectorRules[index]).map((line) => `  ${line}`),
    ]),
    ...(availability ? describeUnavailable(access, availability) : []),
  ].join('\n');
}

/** Describes the allowed commands that the cache does not support. */
function describeUnavailable(access: Access, availability: CommandAvailability): string[] {
  const commands = formatUnsupported(access, availability);
  return commands.length > 0 ? [`Allowed, but not supported by ${availability.caches}: ${formatList(commands)}.`] : [];
}

function describePermissions(access: Access, permissions: Permissions, rules: readonly RootRule[]): string[] {
  const { databases } = permissions;
  return [
    `Keys: ${describeKeys(permissions)}.`,
    `Channels: ${describeChannels(permissions)}.`,
    ...(databases ? [`Databases: ${formatList(databases.map(String)) || 'none'}.`] : []),
    `Commands: ${countAllowed(permissions) > 0 ? describeCommands(access, rules) : 'none'}.`,
  ];
}

/** Without a rule for channels, the access depends on the cache. This matters only if a command uses channels. */
function describeChannels(permissions: Permissions): string {
  if (permissions.usesDefaultChannels && allowsChannelCommands(permissions)) {
    return 'all or none, depending on acl-pubsub-default of the cache';
  }
  return permissions.allChannels ? 'all' : formatList([...permissions.channels]) || 'none';
}

const KEY_VERBS = [
  ['read and write', true, true],
  ['read', true, false],
  ['write', false, true],
] as const;

function describeKeys({ allKeys, keys: patterns }: Permissions): string {
  if (allKeys) {
    return 'read and write all';
  }
  const descriptions = KEY_VERBS.flatMap(([verb, read, write]) => {
    const matching = [...patterns]
      .filter(([, permitted]) => permitted.read === read && permitted.write === write)
      .map(([pattern]) => pattern);
    return matching.length > 0 ? [`${verb} ${matching.includes('*') ? 'all' : formatList(matching)}`] : [];
  });
  return descriptions.join('; ') || 'none';
}

type CommandSelection = Extract<RootRule, { kind: 'command' | 'category' }>;

/**
 * Describes the rules for commands. Omits rules that a later rule for the same or for all commands overrides, and rules
 * that deny commands which no previous rule allows.
 */
function describeCommands(access: Access, rules: readonly RootRule[]): string {
  const selections = rules.filter(
    (rule): rule is CommandSelection => rule.kind === 'command' || rule.kind === 'category',
  );
  const lastForAll = selections.map((rule) => rule.kind === 'category' && rule.name === 'all').lastIndexOf(true);
  const allowsAll = selections[lastForAll]?.allow ?? false;
  const remaining = omitOverridden(selections.slice(lastForAll + 1));
  const runs = splitIntoRuns(omitIneffectiveDenials(access, remaining, allowsAll));
  if (allowsAll) {
    const exceptions = runs[0]?.[0].allow ? runs.slice(1) : runs;
    return ['all', ...exceptions.map(formatException)].join('');
  }
  const [firstAllowed, ...exceptions] = runs;
  return [formatSelections(firstAllowed), ...exceptions.map(formatException)].join('');
}

/** Omits rules that a later rule for the same command or category overrides, also as a part of the command. */
function omitOverridden(selections: readonly CommandSelection[]): CommandSelection[] {
  return selections.filter((rule, index) => {
    const name = formatSelection(rule);
    return !selections.slice(index + 1).some((later) => `${name}|`.startsWith(`${formatSelection(later)}|`));
  });
}

/** Omits rules that deny commands which are not allowed. The tables do not contain the commands of modules. */
function omitIneffectiveDenials(
  { table, level }: Access,
  selections: readonly CommandSelection[],
  allowsAll: boolean,
): CommandSelection[] {
  const permissions = new Permissions(table, level);
  permissions.apply({ kind: 'category', name: 'all', allow: allowsAll });
  return selections.filter((rule) => {
    const previousCount = countAllowed(permissions);
    permissions.apply(rule);
    const isModuleCommand = rule.kind === 'command' && rule.name.includes('.');
    return rule.allow || isModuleCommand || countAllowed(permissions) < previousCount;
  });
}

function countAllowed({ commands, firstArgs, moduleCategories }: Permissions): number {
  return commands.size + firstArgs.size + moduleCategories.size;
}

/** Formats a rule without its sign, as in `@read`, `config|get`, and `select|0`. */
function formatSelection(rule: CommandSelection): string {
  if (rule.kind === 'category') {
    return `@${rule.name}`;
  }
  return rule.firstArg === undefined ? rule.name : `${rule.name}|${rule.firstArg}`;
}

function formatException(run: readonly CommandSelection[]): string {
  return `, ${run[0].allow ? 'but including' : 'except'} ${formatSelections(run)}`;
}

/** Groups consecutive rules that all allow or all deny commands. */
function splitIntoRuns(selections: readonly CommandSelection[]): CommandSelection[][] {
  const runs: CommandSelection[][] = [];
  for (const rule of selections) {
    const run = runs[runs.length - 1];
    if (run?.[0].allow === rule.allow) {
      run.push(rule);
    } else {
      runs.push([rule]);
    }
  }
  return runs;
}

function formatSelections(rules: readonly CommandSelection[]): string {
  const categoryNames = rules.filter(({ kind }) => kind === 'category').map(({ name }) => `@${name}`);
  const commandNames = rules
    .filter((rule) => rule.kind === 'command')
    .map(
      ({ name, firstArg }) =>
        `${formatCommandName(name)}${firstArg === undefined ? '' : ` with the first argument ${firstArg}`}`,
    );
  return formatList([...categoryNames, ...commandNames]);
}
