import * as path from 'path';
import { readPage, ROOT } from './pages';
import type { JsiiProperty, JsiiType } from '../public/compat/assembly';
import { Assembly } from '../public/compat/assembly';

const COLUMNS = ['prop', 'AWS', 'alpha', 'aws-rds', 'this library', 'why'];
const NONE = '—';

/** A row of a table, with the struct in the heading above it. */
interface Row {
  readonly id: string;
  readonly struct: string;
  readonly prop: string;
  readonly cells: Readonly<Record<string, string>>;
}

interface Prop {
  readonly id: string;
  readonly default: string;
}

const PAGE = readPage('docs/defaults.md');
const ROWS = parseRows(PAGE);
const PROPS = listOptionalProps(Assembly.read(ROOT));
const ALPHA = Assembly.read(path.join(ROOT, 'node_modules', '@aws-cdk', 'aws-elasticache-alpha'));

function splitCells(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}

/** Parses the tables below the headings that are names of structs, without the rule below their first line. */
function parseRows(page: string): Row[] {
  return page
    .split(/^### /m)
    .slice(1)
    .flatMap((section) => {
      const [struct, ...lines] = section.split('\n');
      const [columns, , ...rows] = lines.filter((line) => line.startsWith('|')).map(splitCells);
      return rows.map((cells) => {
        const prop = cells[0].replace(/`/g, '');
        const entries = columns.map((column, index) => [column, cells[index] ?? '']);
        return { id: `${struct}.${prop}`, struct, prop, cells: Object.fromEntries(entries) };
      });
    });
}

/** Lists the optional props of all structs that do not describe imports, each where it is declared. */
function listOptionalProps({ types }: Assembly): Prop[] {
  return types
    .filter(({ name, datatype }) => datatype && !name.endsWith('Attributes'))
    .flatMap(({ name, properties = [] }: JsiiType) =>
      properties
        .filter(({ optional }) => optional)
        .map((property) => ({ id: `${name}.${property.name}`, default: readDefault(property) })),
    );
}

function readDefault(property: JsiiProperty & { readonly docs?: { readonly default?: string } }): string {
  return property.docs?.default ?? '';
}

/** Whether a default is a value, such as `true`, and not a description. */
function isLiteral(text: string): boolean {
  return /^\S+$/.test(text);
}

test('every optional prop has one row, and every row has a prop', () => {
  expect(PROPS.length).toBeGreaterThan(200);
  expect(ROWS.map(({ id }) => id).sort()).toEqual(PROPS.map(({ id }) => id).sort());
});

test('every table has the same columns, without empty cells', () => {
  const incomplete = ROWS.filter(({ cells }) => Object.values(cells).includes(''));
  const tables = PAGE.match(/^\| prop \|.*$/gm) ?? [];

  expect([...new Set(tables)].map(splitCells)).toEqual([COLUMNS]);
  expect(tables.length).toBe(new Set(ROWS.map(({ struct }) => struct)).size);
  expect(incomplete).toEqual([]);
});

test('defaults that are values are those of the documentation of the props', () => {
  const values = new Map(PROPS.filter((prop) => isLiteral(prop.default)).map((prop) => [prop.id, prop.default]));
  const documented = ROWS.filter(({ id }) => values.has(id)).map(({ id, cells }) => [id, cells['this library']]);

  expect(values.size).toBeGreaterThan(40);
  expect(documented).toEqual(documented.map(([id]) => [id, `\`${values.get(id)}\``]));
});

test('the alpha column is filled for the props of the alpha package', () => {
  const columns = ROWS.map(({ id, struct, prop, cells }) => {
    const type = ALPHA.findType(struct);
    const property = type && ALPHA.findProperty(type, prop);
    return { id, alpha: cells.alpha, property };
  });

  expect(columns.filter(({ alpha }) => alpha !== NONE).map(({ id }) => id)).toEqual(
    columns.filter(({ property }) => property).map(({ id }) => id),
  );
  expect(columns.filter(({ alpha }) => alpha === 'required').map(({ id }) => id)).toEqual(
    columns.filter(({ property }) => property && !property.optional).map(({ id }) => id),
  );
});
