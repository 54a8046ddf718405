import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packTarget, PACKAGES } from './language';

// Only the release workflow builds the .NET package. These tests check the program against the generated sources.
const SOURCES = join(PACKAGES, 'dotnet', 'CdkElastiCache', 'CdkElastiCache');
const PROGRAM = readFileSync(join(__dirname, 'programs', 'csharp', 'Program.cs'), 'utf8');

/** Reads the source of a type. Returns an empty string for an unknown type. */
function readTypeSource(type: string): string {
  const file = join(SOURCES, `${type}.cs`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Whether a type of this library has or inherits a member. */
function hasMember(type: string, member: string): boolean {
  const source = readTypeSource(type);
  const [, base] = /public (?:abstract )?class \w+ : CdkElastiCache\.(\w+)/.exec(source) ?? [];
  const isMember = new RegExp(`^\\s*public .*\\b${member}\\b(\\(.*\\))?$`, 'm').test(source);
  if (isMember || source.includes(`[JsiiEnumMember(name: "${member}")]`)) {
    return true;
  }
  return base !== undefined && hasMember(base, member);
}

/** Finds the types and members that the program uses: static members, and props in initializers. */
function findUsedMembers(): [string, string][] {
  const statics = [...PROGRAM.matchAll(/(?<!new )elasticache\.(\w+)\.(\w+)/g)].map(
    ([, type, member]): [string, string] => [type, member],
  );
  const initialized = [...PROGRAM.matchAll(/new elasticache\.(\w+(?:Props|Property|Options))\s*\{/g)].flatMap(
    ({ 1: type, 0: head, index }) => {
      let depth = 1;
      let body = '';
      for (let at = index + head.length; depth > 0; at++) {
        depth += { '{': 1, '(': 1, '}': -1, ')': -1 }[PROGRAM[at]] ?? 0;
        if (depth === 1) {
          body += PROGRAM[at];
        }
      }
      return [...body.matchAll(/(\w+) = /g)].map(([, member]): [string, string] => [type, member]);
    },
  );
  return [...statics, ...initialized];
}

beforeAll(() => {
  packTarget('dotnet', '--code-only');
});

test('the sources contain every type of the C# program', () => {
  const types = [...new Set([...PROGRAM.matchAll(/elasticache\.(\w+)/g)].map(([, type]) => type))];

  expect(types.length).toBeGreaterThan(15);
  expect(types.filter((type) => !readTypeSource(type))).toEqual([]);
});

test('the sources contain every static member and prop of the C# program', () => {
  expect(findUsedMembers()).toEqual(
    expect.arrayContaining([
      ['ServerlessCacheProps', 'UserGroup'],
      ['ClusterModeEnabledOptions', 'ReplicasPerShard'],
      ['IamUser', 'FromUserId'],
    ]),
  );
  expect(findUsedMembers().filter(([type, member]) => !hasMember(type, member))).toEqual([]);
});

test.each([
  ['ServerlessCache', 'ConnectAs'],
  ['ServerlessCache', 'AddRecommendedAlarms'],
  ['ReplicationGroup', 'ConnectAs'],
  ['ReplicationGroup', 'Metrics'],
  ['ReplicationGroupMetrics', 'Evictions'],
])('%s has %s', (type, member) => {
  expect(PROGRAM).toContain(`.${member}`);
  expect(hasMember(type, member)).toBe(true);
});
