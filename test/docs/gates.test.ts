import * as fs from 'fs';
import * as path from 'path';
import { ROOT, readPage } from './pages';

/** Minutes by the name of a group of steps, or of a nightly part. */
type Budgets = Record<string, number>;

const LIMIT = 30;

function readBudgets(text: string, pattern: RegExp): Budgets {
  return Object.fromEntries([...text.matchAll(pattern)].map(([, name, minutes]) => [name, Number(minutes)]));
}

/** Reads the budgets of a table in CONTRIBUTING.md, whose first heading contains the script. */
function readDocumentedBudgets(script: string): Budgets {
  const [, table] = readPage('CONTRIBUTING.md').split(new RegExp(`^\\| \\w+ of \`${script}\` \\|`, 'm'));
  return readBudgets(table.split('\n\n')[0], /^\| `?([^|`]+?)`? \| (\d+) \|/gm);
}

const readScript = (script: string) => fs.readFileSync(path.join(ROOT, script), 'utf8');

test('the steps of .ci/run have the documented budgets, which fit into the limit', () => {
  const budgets = readBudgets(readScript('.ci/run'), /^start_group '(.+)' (\d+)$/gm);

  expect(budgets).toEqual(readDocumentedBudgets('.ci/run'));
  expect(Object.values(budgets).reduce((sum, minutes) => sum + minutes)).toBeLessThanOrEqual(LIMIT);
});

test('each part of .ci/nightly has the documented budget, which fits into the limit with the preparation', () => {
  const script = readScript('.ci/nightly');
  const budgets = readBudgets(script, /^ {2}([\w-]+)=(\d+)$/gm);
  const preparation = Number(/^readonly PREPARATION=(\d+)$/m.exec(script)![1]);

  expect(budgets).toEqual(readDocumentedBudgets('.ci/nightly'));
  expect(Math.max(...Object.values(budgets)) + preparation).toBeLessThanOrEqual(LIMIT);
});
