import type { Access, Permissions } from './access';
import type { Command } from './command-table';
import type { AccessRule, RootRule } from './parse';
import { lower, wholeNumber } from './parse';
import { DATABASES } from '../service-data/access-strings';

/** An access string in plain words, line by line. */
export function describe(access: Access, rules: readonly AccessRule[]): string {
  const own = rules.filter(
    (rule): rule is RootRule => rule.kind !== 'selector' && rule.kind !== 'state' && rule.kind !== 'clearselectors',
  );
  const selectorRules = rules
    .slice(rules.map(({ kind }) => kind).lastIndexOf('clearselectors') + 1)
    .flatMap((rule) => (rule.kind === 'selector' ? [rule.rules] : []));
  return [
    access.on ? 'Can log in.' : 'Cannot log in.',
    ...sentences(access.root, own),
    ...access.selectors.flatMap((selector, at) => [
      'Or, as a permission of its own:',
      ...sentences(selector, selectorRules[at]).map((line) => `  ${line}`),
    ]),
  ].join('\n');
}

function sentences(permissions: Permissions, rules: readonly RootRule[]): string[] {
  const { databases } = permissions;
  return [
    `Keys: ${keys(permissions)}.`,
    `Channels: ${permissions.allChannels ? 'all' : joined([...permissions.channels], 'none')}.`,
    ...(databases ? [`Databases: ${joined(databases.map(String), 'none')}.`] : []),
    `Commands: ${commands(rules)}.`,
  ];
}

function keys({ allKeys, keys: patterns }: Permissions): string {
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
        return those.length > 0 ? [`${verb} ${those.includes('*') ? 'all' : joined(those)}`] : [];
      })
      .join('; ') || 'none'
  );
}

type AboutCommands = Extract<RootRule, { kind: 'command' | 'category' }>;

/** The rules about commands after the last one that is about all of them, in runs of allowing and denying. */
function commands(rules: readonly RootRule[]): string {
  const about = rules.filter((rule): rule is AboutCommands => rule.kind === 'command' || rule.kind === 'category');
  const last = about.map((rule) => rule.kind === 'category' && rule.name === 'all').lastIndexOf(true);
  const runs: AboutCommands[][] = [];
  for (const rule of about.slice(last + 1)) {
    const run = runs[runs.length - 1];
    if (run?.[0].allow === rule.allow) {
      run.push(rule);
    } else {
      runs.push([rule]);
    }
  }
  const told = runs.map(
    (run, at) => `${run[0].allow ? (at === 0 && !about[last]?.allow ? '' : '; also ') : ', except '}${named(run)}`,
  );
  return `${about[last]?.allow ? 'all' : runs[0]?.[0].allow ? '' : 'none'}${told.join('')}`;
}

function named(rules: readonly AboutCommands[]): string {
  const categories = rules.filter(({ kind }) => kind === 'category').map(({ name }) => name);
  const those =
    categories.length > 0
      ? [`those of the ${categories.length > 1 ? 'categories' : 'category'} ${joined(categories)}`]
      : [];
  const single = rules
    .filter((rule) => rule.kind === 'command')
    .map(
      ({ name, firstArg }) =>
        `${name.toUpperCase().replace('|', ' ')}${firstArg === undefined ? '' : ` with the first argument ${firstArg}`}`,
    );
  return joined([...those, ...single]);
}

function joined(names: readonly string[], none: string = ''): string {
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
      return databasesNamed(words.slice(1, 2));
    case 'swapdb':
      return databasesNamed(words.slice(1, 3));
    case 'move':
      return [FIRST, ...databasesNamed(words.slice(2, 3))];
    case 'copy':
      return [FIRST, ...copyTargets(words)];
  }
  const touchesData =
    command.keys !== '' || command.categories.some((category) => ['read', 'write', 'keyspace'].includes(category));
  return touchesData ? [FIRST] : [];
}

/** What is no number of a database is left to the command, which will refuse it. */
function databasesNamed(words: readonly string[]): number[] {
  const numbers = words.map(wholeNumber);
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
  return databasesNamed(targets);
}
