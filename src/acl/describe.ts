import type { Access, AccessRule, Permissions, RootRule } from './access';
import type { Command } from './command-table';
import { lower, parseWholeNumber } from './parse';
import { DATABASES } from '../service-data/access-strings';

/** Describes an access string line by line. */
export function describe(access: Access, rules: readonly AccessRule[]): string {
  const own = rules.filter(
    (rule): rule is RootRule => rule.kind !== 'selector' && rule.kind !== 'state' && rule.kind !== 'clearselectors',
  );
  const selectorRules = rules
    .slice(rules.map(({ kind }) => kind).lastIndexOf('clearselectors') + 1)
    .flatMap((rule) => (rule.kind === 'selector' ? [rule.rules] : []));
  return [
    access.on ? 'Can log in.' : 'Cannot log in.',
    ...describePermissions(access.root, own),
    ...access.selectors.flatMap((selector, at) => [
      'Or, as a permission of its own:',
      ...describePermissions(selector, selectorRules[at]).map((line) => `  ${line}`),
    ]),
  ].join('\n');
}

function describePermissions(permissions: Permissions, rules: readonly RootRule[]): string[] {
  const { databases } = permissions;
  return [
    `Keys: ${describeKeys(permissions)}.`,
    `Channels: ${permissions.allChannels ? 'all' : formatList([...permissions.channels], 'none')}.`,
    ...(databases ? [`Databases: ${formatList(databases.map(String), 'none')}.`] : []),
    `Commands: ${describeCommands(rules)}.`,
  ];
}

function describeKeys({ allKeys, keys: patterns }: Permissions): string {
  if (allKeys) {
    return 'reads and writes all';
  }
  const kinds = [
    ['reads and writes', true, true],
    ['reads', true, false],
    ['writes', false, true],
  ] as const;
  return (
    kinds
      .flatMap(([verb, read, write]) => {
        const those = [...patterns]
          .filter(([, may]) => may.read === read && may.write === write)
          .map(([pattern]) => pattern);
        return those.length > 0 ? [`${verb} ${those.includes('*') ? 'all' : formatList(those)}`] : [];
      })
      .join('; ') || 'none'
  );
}

type CommandSelection = Extract<RootRule, { kind: 'command' | 'category' }>;

/** Describes the rules for commands after the last one that covers all of them, in runs of allowing and denying. */
function describeCommands(rules: readonly RootRule[]): string {
  const selections = rules.filter(
    (rule): rule is CommandSelection => rule.kind === 'command' || rule.kind === 'category',
  );
  const last = selections.map((rule) => rule.kind === 'category' && rule.name === 'all').lastIndexOf(true);
  const allowsAll = selections[last]?.allow ?? false;
  const runs = splitIntoRuns(selections.slice(last + 1));
  if (runs.length === 0) {
    return allowsAll ? 'all' : 'none';
  }
  const startsWithAllow = runs[0][0].allow;
  const start = allowsAll ? 'all' : 'none';
  const parts = runs.map((run, index) => {
    if (!run[0].allow) {
      return `, except ${formatSelections(run)}`;
    }
    return index === 0 && !allowsAll ? formatSelections(run) : `; also ${formatSelections(run)}`;
  });
  return `${startsWithAllow && !allowsAll ? '' : start}${parts.join('')}`;
}

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
  const categories = rules.filter(({ kind }) => kind === 'category').map(({ name }) => name);
  const categoryNames =
    categories.length > 0
      ? [`those of the ${categories.length > 1 ? 'categories' : 'category'} ${formatList(categories)}`]
      : [];
  const single = rules
    .filter((rule) => rule.kind === 'command')
    .map(
      ({ name, firstArg }) =>
        `${name.toUpperCase().replace('|', ' ')}${firstArg === undefined ? '' : ` with the first argument ${firstArg}`}`,
    );
  return formatList([...categoryNames, ...single]);
}

function formatList(names: readonly string[], none: string = ''): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}` : (names[0] ?? none);
}

/** The databases that a command needs: by number, all of them, or none. */
type DatabaseUse = readonly number[] | 'all';

/** The database of a new connection. */
const FIRST = 0;

/**
 * The databases that a command with these words uses on a new connection, for the rules that Valkey has from 9.1 on.
 */
export function databasesOf(command: Command, words: readonly string[]): DatabaseUse {
  switch (command.name) {
    case 'flushall':
    case 'cluster|cancelslotmigrations':
    case 'cluster|flushslot':
    case 'cluster|migrateslots':
      return 'all';
    case 'select':
      return parseDatabases(words.slice(1, 2));
    case 'swapdb':
      return parseDatabases(words.slice(1, 3));
    case 'move':
      return [FIRST, ...parseDatabases(words.slice(2, 3))];
    case 'copy':
      return [FIRST, ...copyTargets(words)];
  }
  const touchesData =
    command.keys !== '' || command.categories.some((category) => ['read', 'write', 'keyspace'].includes(category));
  return touchesData ? [FIRST] : [];
}

/** The databases with these numbers; none when a word is not one, because the command will reject it. */
function parseDatabases(words: readonly string[]): number[] {
  const numbers = words.map(parseWholeNumber);
  return numbers.every((number) => number !== undefined && number >= 0 && number < DATABASES)
    ? (numbers as number[])
    : [];
}

function copyTargets(words: readonly string[]): number[] {
  const targets: string[] = [];
  for (let at = 3; at < words.length; at++) {
    const word = lower(words[at]);
    if (word === 'db' && at + 1 < words.length) {
      targets.push(words[++at]);
    } else if (word !== 'replace') {
      return [];
    }
  }
  return parseDatabases(targets);
}
