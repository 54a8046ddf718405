import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

const FOLDER = path.join(__dirname, '..', '..', '..', 'src', 'service-data');

/** The files with tables that are maintained by hand. */
const FILES = fs.readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));

/** Whether a value is an object or a list, also with a type assertion, as in `{} as const`. */
function isTable(value: ts.Expression): boolean {
  if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) {
    return isTable(value.expression);
  }
  return ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value);
}

/** Lists the exported constants of a file that contain objects or lists, with their comments. */
function listTables(code: string): [name: string, comment: string][] {
  const source = ts.createSourceFile('table.ts', code, ts.ScriptTarget.Latest, true);
  return source.statements
    .filter(ts.isVariableStatement)
    .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .flatMap((statement) => {
      const comment = statement.getFullText().slice(0, statement.getLeadingTriviaWidth());
      return statement.declarationList.declarations
        .filter(({ initializer }) => isTable(initializer!))
        .map(({ name }): [string, string] => [name.getText(), comment]);
    });
}

/** Whether a comment has the page of the facts, and the date on which somebody read it. */
function hasSource(comment: string): boolean {
  return /^ \* @see https:\/\//m.test(comment) && /\bRead 2026-\d\d-\d\d\.$/m.test(comment);
}

const TABLES = FILES.flatMap((file) =>
  listTables(fs.readFileSync(path.join(FOLDER, file), 'utf8')).map(([name, comment]) => ({ file, name, comment })),
);

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
      'LIMITS',
      'MISNAMED_PROPERTIES',
      'NODE_METRICS',
      'NODE_TYPES',
      'OPTIONAL_LISTS',
      'PARAMETERS',
      'SERVERLESS_EVENTS',
    ]),
  );
});

test.each([
  ['/** Facts. */', false],
  ['/**\n * Facts. Read 2026-11-30.\n */', false],
  ['/**\n * Facts.\n * @see https://docs.aws.amazon.com/\n */', false],
  ['/**\n * Facts. Read 2026-11-30.\n * @see https://docs.aws.amazon.com/\n */', true],
])('recognizes whether a table has a source: %j', (comment, expected) => {
  const [[name, text]] = listTables(`${comment}\nexport const FACTS: string[] = ['a'] as const satisfies string[];\n`);

  expect(name).toBe('FACTS');
  expect(hasSource(text)).toBe(expected);
});
