import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { SOURCES } from './sources';
import type { AcceptedDifference } from '../../../projenrc/tasks/facts/accepted-differences';
import { findIamActions } from '../../../projenrc/tasks/facts/comparisons/iam-actions';
import { compareEntries, flatten } from '../../../projenrc/tasks/facts/difference';
import { GENERATED_FOLDER, renderGeneratedTable, ROOT } from '../../../projenrc/tasks/facts/generated-table';
import { GENERATED_TABLES } from '../../../projenrc/tasks/facts/generated-tables';
import { regions } from '../../../projenrc/tasks/facts/generated-tables/regions';
import { renderPatch } from '../../../projenrc/tasks/facts/patch';
import { evaluateComparisons, hasFailed, renderIssue, renderReport } from '../../../projenrc/tasks/facts/report';

const PACKAGE = SOURCES.botocore.package;

const COMPARISON = compareEntries({
  table: 'PORTS',
  source: PACKAGE,
  ours: { valkey: 6379, redis: 'a|b `@user`' },
  theirs: { valkey: 6380, redis: 'c' },
});

const ACCEPTED: AcceptedDifference = {
  fact: 'PORTS valkey',
  ours: '6379',
  theirs: '6380',
  page: 'https://docs.aws.amazon.com/page',
  read: '2026-11-01',
  reason: 'A newer page.',
};

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'report-'));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

test('accepts a difference only while both values are the same', () => {
  const outcome = evaluateComparisons([COMPARISON], [ACCEPTED, { ...ACCEPTED, theirs: '6381' }]);

  expect(outcome.acceptedCount).toBe(1);
  expect(outcome.differences.map(({ fact }) => fact)).toEqual(['PORTS redis']);
  expect(outcome.obsolete.map(({ theirs }) => theirs)).toEqual(['6381']);
});

test('reports tables, differences, obsolete entries, and the patch', () => {
  const report = renderReport(
    evaluateComparisons([COMPARISON], [ACCEPTED, { ...ACCEPTED, theirs: '6381' }]),
    'the patch\n',
  );

  expect(report).toBe(
    [
      '| Table | Source | Entries | Differences |',
      '| --- | --- | --- | --- |',
      '| PORTS | botocore 1.2.3 (2026-11-01) | 2 | 2 |',
      '',
      '2 entries of 1 tables compared: 1 differences, and 1 accepted differences.',
      '',
      '## Differences',
      '',
      '| Fact | cdk-elasticache | Source | Package |',
      '| --- | --- | --- | --- |',
      '| PORTS redis | a\\|b  @\u200buser  | c | botocore 1.2.3 (2026-11-01) |',
      '',
      '## Accepted differences that no longer exist',
      '',
      '| Fact | Ours | Source |',
      '| --- | --- | --- |',
      '| PORTS valkey | 6379 | 6381 |',
      '',
      '## Patch of the generated tables',
      '',
      '~~~~diff',
      'the patch',
      '~~~~',
      '',
    ].join('\n'),
  );
});

test('reports skipped comparisons, and what is not compared', () => {
  const comparison = { ...COMPARISON, differences: [], unverified: ['valkey', 'redis'] };
  const tables = [{ file: 'limits.ts', name: 'LIMITS', comment: '/**\n * The limits. Read 2026-11-30.\n */' }];
  const skipped = [{ table: 'COMMANDS', reason: 'no wheel' }];

  const report = renderReport(evaluateComparisons([comparison], [], skipped), '', tables);

  expect(report.slice(report.indexOf('##'))).toBe(
    [
      '## Skipped comparisons',
      '',
      '| Table | Reason |',
      '| --- | --- |',
      '| COMMANDS | no wheel |',
      '',
      '## Not compared, because no package contains them',
      '',
      '| Facts | Page read |',
      '| --- | --- |',
      '| LIMITS | 2026-11-30 |',
      '| 2 entries of PORTS: valkey, redis |  |',
      '',
    ].join('\n'),
  );
});

test.each([
  ['there are differences', [COMPARISON], [], 'darwin-arm64', true],
  ['an accepted difference no longer exists', [], [], 'darwin-arm64', true],
  ['a comparison is skipped on the system of the workflow', [], [{ table: 'T', reason: '' }], 'linux-x64', true],
  ['a comparison is skipped on another system', [], [{ table: 'T', reason: '' }], 'darwin-arm64', false],
  ['all facts agree', [], [], 'linux-x64', false],
])('fails or succeeds if %s', (title, comparisons, skipped, system, expected) => {
  const accepted = title.startsWith('an accepted difference') ? [ACCEPTED] : [];

  expect(hasFailed(evaluateComparisons(comparisons, accepted, skipped), system)).toBe(expected);
});

test('reports only the tables if there are no differences', () => {
  const report = renderReport(evaluateComparisons([{ ...COMPARISON, differences: [] }], []), '');

  expect(report).not.toContain('##');
});

describe('the text of the issue', () => {
  test('is the report if an issue can have all of it', () => {
    expect(renderIssue('| Table |\n')).toBe('| Table |\n');
  });

  test('ends after a whole row', () => {
    const issue = renderIssue('| a row of a long table |\n'.repeat(4_000));

    expect(issue.length).toBeLessThan(65_536);
    expect(issue).toMatch(
      /\n\| a row of a long table \|\n\nThe artifact `facts` of the workflow run contains the complete report\.\n$/,
    );
    expect(issue).not.toContain('~~~~');
  });

  test('closes the code of the patch', () => {
    const report = renderReport(evaluateComparisons([COMPARISON], []), '+ a line\n'.repeat(8_000));

    const issue = renderIssue(report);

    expect(report).toMatch(/\n~~~~\n$/);
    expect(report.length).toBeGreaterThan(72_000);
    expect(issue.length).toBeLessThan(65_536);
    expect(issue).toMatch(/\n\+ a line\n~~~~\n\nThe artifact .*\n$/);
  });
});

test('compares the entries of one side only', () => {
  const compare = (entriesOf: 'ours' | 'theirs') =>
    compareEntries({ table: 'T', source: PACKAGE, ours: { a: 1 }, theirs: { b: 1 }, entriesOf }).differences;

  expect(compare('ours')).toEqual([{ fact: 'T a', ours: '1', theirs: 'missing', source: PACKAGE }]);
  expect(compare('theirs')).toEqual([{ fact: 'T b', ours: 'missing', theirs: '1', source: PACKAGE }]);
});

test('flattens objects and lists', () => {
  expect(flatten({ a: { b: ['c', 'd'], e: {} }, f: [{ g: null }] })).toEqual({
    'a.b c': 'listed',
    'a.b d': 'listed',
    'a.e': 'empty',
    'f.0.g': null,
  });
  expect(flatten(['c'])).toEqual({ c: 'listed' });
  expect(flatten({})).toEqual({});
});

test('renders a patch that Git applies', () => {
  fs.mkdirSync(path.join(folder, 'src'));
  fs.writeFileSync(path.join(folder, 'src', 'table.ts'), 'one\n');

  const patch = renderPatch(folder, { 'src/table.ts': 'two\n' });
  execFileSync('git', ['apply'], { cwd: folder, input: patch });

  expect(fs.readFileSync(path.join(folder, 'src', 'table.ts'), 'utf8')).toBe('two\n');
  expect(renderPatch(folder, {})).toBe('');
});

test('renders a generated table with its source', () => {
  expect(renderGeneratedTable(regions, SOURCES)).toBe(
    [
      '/*',
      " * Generated by 'npx projen facts:update'. Do not edit.",
      ' *',
      ' * Source: data/endpoints.json in botocore 1.2.3 of 2026-11-01.',
      ' */',
      '',
      '/** The Regions in which ElastiCache is available, by partition. */',
      'export const REGIONS_BY_PARTITION: Readonly<Record<string, readonly string[]>> = {',
      "  aws: ['eu-west-1', 'us-east-1'],",
      "  'aws-cn': ['cn-north-1'],",
      '};',
      '',
    ].join('\n'),
  );
});

test.each(GENERATED_TABLES.map((table) => [table.name, table] as const))(
  'nobody has changed %s by hand',
  (_, table) => {
    const code = fs.readFileSync(path.join(ROOT, GENERATED_FOLDER, table.file), 'utf8');

    const rendered = renderGeneratedTable({ ...table, build: () => table.ours }, SOURCES);

    const withoutHeader = (text: string) => text.slice(text.indexOf('*/'));
    expect(withoutHeader(code)).toBe(withoutHeader(rendered));
    expect(code).toMatch(/^ \* Source: .* in \S+ \d[\d.]+ of \d{4}-\d\d-\d\d\.$/m);
  },
);

test('finds the IAM actions in code', () => {
  fs.writeFileSync(
    path.join(folder, 'grants.ts'),
    "grant('elasticache:Connect', 'elasticache:Connect', 'elasticache:*')",
  );
  fs.writeFileSync(path.join(folder, 'notes.md'), "'elasticache:Other'");

  expect(findIamActions([folder])).toEqual(['elasticache:Connect']);
});
