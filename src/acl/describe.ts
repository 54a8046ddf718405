import type { Access, AccessRule, Permissions, RootRule } from './access';
import type { CommandAvailability } from './command-availability';
import { allowsChannelCommands } from './permits';
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
    ...describePermissions(access.root, rootRules),
    ...access.selectors.flatMap((selector, index) => [
      'Or, with a selector:',
      ...describePermissions(selector, selectorRules[index]).map((line) => `  ${line}`),
    ]),
    ...(availability ? describeUnavailable(access, availability) : []),
  ].join('\n');
}

/** Describes the allowed commands that the cache does not support. */
function describeUnavailable(access: Access, availability: CommandAvailability): string[] {
  const allowed = new Set(access.permissionSets.flatMap(({ commands }) => [...commands]));
  const lacking = availability.formatLacking(allowed);
  return lacking.length > 0 ? [`Allowed, but not supported by ${availability.caches}: ${formatList(lacking)}.`] : [];
}

function describePermissions(permissions: Permissions, rules: readonly RootRule[]): string[] {
  const { databases } = permissions;
  return [
    `Keys: ${describeKeys(permissions)}.`,
    `Channels: ${describeChannels(permissions)}.`,
    ...(databases ? [`Databases: ${formatList(databases.map(String)) || 'none'}.`] : []),
    `Commands: ${describeCommands(rules)}.`,
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
 * Describes the rules for commands. Omits rules that a later rule for all commands overrides, and rules that deny
 * commands while none are allowed.
 */
function describeCommands(rules: readonly RootRule[]): string {
  const selections = rules.filter(
    (rule): rule is CommandSelection => rule.kind === 'command' || rule.kind === 'category',
  );
  const lastForAll = selections.map((rule) => rule.kind === 'category' && rule.name === 'all').lastIndexOf(true);
  const allowsAll = selections[lastForAll]?.allow ?? false;
  const runs = splitIntoRuns(selections.slice(lastForAll + 1));
  if (allowsAll) {
    return ['all', ...runs.map(formatException)].join('');
  }
  const [firstAllowed, ...exceptions] = runs[0]?.[0].allow === false ? runs.slice(1) : runs;
  return firstAllowed ? [formatSelections(firstAllowed), ...exceptions.map(formatException)].join('') : 'none';
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
