import * as path from 'path';
import {
  findReadDate,
  listHandKeptTables,
  listTables,
  selectUnverified,
} from '../../../projenrc/tasks/facts/hand-kept-tables';

const TABLES = listHandKeptTables(path.join(__dirname, '..', '..', '..', 'src', 'service-data'));

/** Whether a comment has the page of the facts, and the date on which somebody read it. */
function hasSource(comment: string): boolean {
  return /^ \* @see https:\/\//m.test(comment) && findReadDate(comment) !== undefined;
}

test('every table that is maintained by hand has its page and the date on which it was read', () => {
  expect(TABLES.filter(({ comment }) => !hasSource(comment)).map(({ file, name }) => `${file} ${name}`)).toEqual([]);
});

test('the tables of all files are found', () => {
  expect(TABLES.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'ACL',
      'ATTRIBUTES',
      'CASE_INSENSITIVE_VALUES',
      'ENGINE_VERSIONS',
      'GLOBAL_DATASTORE_REGIONS',
      'GROUP_METRICS',
      'LIMITS',
      'MAX_CLIENTS_OF_SMALL_NODES',
      'MISNAMED_PROPERTIES',
      'NEXT_MAJOR_VERSIONS',
      'NODE_METRICS',
      'NODE_TYPES',
      'OPTIONAL_LISTS',
      'PARAMETERS',
      'SERVERLESS_EVENTS',
      'URL_SUFFIXES',
    ]),
  );
});

test.each([
  ['/** Facts. */', false],
  ['/**\n * Facts. Read 2026-11-30.\n */', false],
  ['/**\n * Facts.\n * @see https://docs.aws.amazon.com/\n */', false],
  ['/**\n * Facts. Read 2026-11-30.\n * @see https://docs.aws.amazon.com/\n */', true],
  ['/**\n * Facts. Read 2027-01-05.\n * @see https://docs.aws.amazon.com/\n */', true],
  ['/**\n * Facts. Read 2027-1-5.\n * @see https://docs.aws.amazon.com/\n */', false],
])('recognizes whether a table has a source: %j', (comment, expected) => {
  const [{ name, comment: text }] = listTables(
    `${comment}\nexport const FACTS: string[] = ['a'] as const satisfies string[];\n`,
  );

  expect(name).toBe('FACTS');
  expect(hasSource(text)).toBe(expected);
});

test('lists constants that are not exported, except those that are parts of other tables', () => {
  const code =
    "const PART = ['a'];\nexport const WHOLE = { PART };\nconst OTHER = { b: 1 };\nconst NAMES = ['c'] as const;\ntype Name = typeof NAMES;\nconst count = 1;\n";

  expect(listTables(code).map(({ name }) => name)).toEqual(['WHOLE', 'OTHER']);
});

test('selects the tables that no comparison covers, those that were read first at the beginning', () => {
  const comments = { NEW: 'Read 2027-02-01.', OLD: 'Read 2026-11-28.', NODE_METRICS: '', PORTS: '', GROUP_METRICS: '' };
  const tables = Object.entries(comments).map(([name, comment]) => ({ file: 'tables.ts', name, comment }));

  const unverified = selectUnverified(tables, [{ table: 'metrics' }, { table: 'PORTS' }]);

  expect(unverified.map(({ name }) => name)).toEqual(['GROUP_METRICS', 'OLD', 'NEW']);
});
