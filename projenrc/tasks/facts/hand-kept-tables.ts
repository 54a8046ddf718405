import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';
import type { Comparison } from './difference';

/** A table that is maintained by hand. */
export interface HandKeptTable {
  readonly file: string;
  readonly name: string;
  /** The comment, which has the page of the facts, and the date on which somebody read it. */
  readonly comment: string;
}

/** The tables that a comparison covers, if the name of the comparison is not the name of the table. */
const COMPARED_TABLES: Readonly<Record<string, readonly string[]>> = {
  metrics: ['HOST_METRICS', 'NODE_METRICS', 'MEMCACHED_NODE_METRICS'],
  PARAMETER_FAMILIES: ['PARAMETER_FAMILIES', 'DISCONTINUED_PARAMETER_FAMILIES'],
};

/** Lists the tables that are maintained by hand, in the order of the files. */
export function listHandKeptTables(folder: string): HandKeptTable[] {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) =>
    listTables(fs.readFileSync(path.join(folder, file), 'utf8')).map((table) => ({ file, ...table })),
  );
}

/**
 * Lists the constants of a file that are objects or lists, with their comments. Omits constants that are not exported
 * and that other constants or types contain, because they are parts of other tables.
 */
export function listTables(code: string): Omit<HandKeptTable, 'file'>[] {
  const source = ts.createSourceFile('table.ts', code, ts.ScriptTarget.Latest, true);
  const declarations = source.statements.filter(
    (statement) => ts.isVariableStatement(statement) || ts.isTypeAliasDeclaration(statement),
  );
  return declarations.filter(ts.isVariableStatement).flatMap((statement) => {
    const comment = statement.getFullText().slice(0, statement.getLeadingTriviaWidth());
    const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    const otherTexts = declarations.filter((other) => other !== statement).map((other) => other.getText());
    const isWhole = (name: string) => isExported || !otherTexts.some((text) => new RegExp(`\\b${name}\\b`).test(text));
    return statement.declarationList.declarations
      .map(({ name, initializer }) => ({ name: name.getText(), value: initializer! }))
      .filter(({ name, value }) => isTable(value) && isWhole(name))
      .map(({ name }) => ({ name, comment }));
  });
}

/** Whether a value is an object or a list, also with a type assertion, as in `{} as const`. */
function isTable(value: ts.Expression): boolean {
  if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) {
    return isTable(value.expression);
  }
  return ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value);
}

/** Returns the date on which somebody read the page of a table, in the format `YYYY-MM-DD`. */
export function findReadDate(comment: string): string | undefined {
  return /\bRead (\d{4}-\d\d-\d\d)\.$/m.exec(comment)?.[1];
}

/** Selects the tables that no comparison covers, those whose page was read first at the beginning. */
export function selectUnverified(
  tables: readonly HandKeptTable[],
  comparisons: readonly Pick<Comparison, 'table'>[],
): HandKeptTable[] {
  const compared = comparisons.flatMap(({ table }) => COMPARED_TABLES[table] ?? [table]);
  const readDate = ({ comment }: HandKeptTable) => findReadDate(comment) ?? '';
  return tables
    .filter(({ name }) => !compared.includes(name))
    .sort((one, other) => readDate(one).localeCompare(readDate(other)));
}
