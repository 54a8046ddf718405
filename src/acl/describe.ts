import type { Access, AccessRule, Permissions, RootRule } from './access';
import { formatCommandName } from './words';
import { formatList } from '../private/text';

/** Describes the access that an access string grants, with one line for each type of permission. */
export function describeAccess(access: Access, rules: readonly AccessRule[]): string {
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
  ].join('\n');
}

function describePermissions(permissions: Permissions, rules: readonly RootRule[]): string[] {
  const { databases } = permissions;
  return [
    `Keys: ${describeKeys(permissions)}.`,
    `Channels: ${permissions.allChannels ? 'all' : formatList([...permissions.channels]) || 'none'}.`,
    ...(databases ? [`Databases: ${formatList(databases.map(String)) || 'none'}.`] : []),
    `Commands: ${describeCommands(rules)}.`,
  ];
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

/** Describes the rules for commands. Omits rules that a later rule for all commands overrides. */
function describeCommands(rules: readonly RootRule[]): string {
  const selections = rules.filter(
    (rule): rule is CommandSelection => rule.kind === 'command' || rule.kind === 'category',
  );
  const lastForAll = selections.map((rule) => rule.kind === 'category' && rule.name === 'all').lastIndexOf(true);
  const allowsAll = selections[lastForAll]?.allow ?? false;
  const runs = splitIntoRuns(selections.slice(lastForAll + 1));
  if (runs.length === 0) {
    return allowsAll ? 'all' : 'none';
  }
  const startsWithAllow = runs[0][0].allow;
  const start = allowsAll ? 'all' : 'none';
  const exceptions = runs.map((run, index) => {
    if (!run[0].allow) {
      return `, except ${formatSelections(run)}`;
    }
    return index === 0 && !allowsAll ? formatSelections(run) : `, but including ${formatSelections(run)}`;
  });
  return `${startsWithAllow && !allowsAll ? '' : start}${exceptions.join('')}`;
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
