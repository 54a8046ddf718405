import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pack, PACKAGES } from './language';

/*
 * The .NET package is built by the workflows, which have the SDK. Without it, the names in the program are looked up in
 * the sources of the package.
 */
const SOURCES = join(PACKAGES, 'dotnet', 'CdkElastiCache', 'CdkElastiCache');
const PROGRAM = readFileSync(join(__dirname, 'programs', 'csharp', 'Program.cs'), 'utf8');

/** The source of a type of ours; nothing when there is no such type. */
function sourceOf(type: string): string {
  const file = join(SOURCES, `${type}.cs`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** What a type has, with what it inherits from types of ours. */
function has(type: string, member: string): boolean {
  const source = sourceOf(type);
  const [, base] = /public (?:abstract )?class \w+ : CdkElastiCache\.(\w+)/.exec(source) ?? [];
  return (
    new RegExp(`^\\s*public .*\\b${member}\\b(\\(.*\\))?$`, 'm').test(source) ||
    (base !== undefined && has(base, member))
  );
}

/** Pairs of a type and a member that the program names: statics, and what initialisers set. */
function named(): [string, string][] {
  const statics = [...PROGRAM.matchAll(/(?<!new )elasticache\.(\w+)\.(\w+)/g)].map(
    ([, type, member]): [string, string] => [type, member],
  );
  const set = [...PROGRAM.matchAll(/new elasticache\.(\w+(?:Props|Property|Options))\s*\{/g)].flatMap(
    ({ 1: type, 0: head, index }) => {
      let depth = 1;
      let own = '';
      for (let at = index + head.length; depth > 0; at++) {
        depth += { '{': 1, '(': 1, '}': -1, ')': -1 }[PROGRAM[at]] ?? 0;
        if (depth === 1) {
          own += PROGRAM[at];
        }
      }
      return [...own.matchAll(/(\w+) = /g)].map(([, member]): [string, string] => [type, member]);
    },
  );
  return [...statics, ...set];
}

beforeAll(() => {
  pack('dotnet', '--code-only');
});

test('the sources have every type of the C# program', () => {
  const types = [...new Set([...PROGRAM.matchAll(/elasticache\.(\w+)/g)].map(([, type]) => type))];

  expect(types.length).toBeGreaterThan(15);
  expect(types.filter((type) => !sourceOf(type))).toEqual([]);
});

test('the sources have every static and every prop that it names', () => {
  expect(named()).toEqual(
    expect.arrayContaining([
      ['ServerlessCacheProps', 'UserGroup'],
      ['ShardedOptions', 'ReplicasPerShard'],
      ['IamUser', 'FromUserId'],
    ]),
  );
  expect(named().filter(([type, member]) => !has(type, member))).toEqual([]);
});

test.each([
  ['ServerlessCache', 'ConnectAs'],
  ['ServerlessCache', 'AddRecommendedAlarms'],
  ['ReplicationGroup', 'ConnectAs'],
  ['ReplicationGroup', 'Metrics'],
  ['ReplicationGroupMetrics', 'Evictions'],
])('%s has %s', (type, member) => {
  expect(PROGRAM).toContain(`.${member}`);
  expect(has(type, member)).toBe(true);
});
