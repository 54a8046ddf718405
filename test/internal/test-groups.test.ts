import * as fs from 'fs';
import * as path from 'path';

/** Counts the calls of `test` and `test.each` in a group. */
function countTests(group: string): number {
  const folder = path.join(__dirname, '..', group);
  return (fs.readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8'))
    .reduce((total, text) => total + [...text.matchAll(/^ *test(\.each)?[<([]/gm)].length, 0);
}

test('at least 70 % of the tests use the entry point only', () => {
  const [publicTests, ...otherTests] = ['public', 'internal', 'docs'].map(countTests);
  const total = otherTests.reduce((sum, count) => sum + count, publicTests);

  expect(Math.min(...otherTests)).toBeGreaterThan(0);
  expect(publicTests / total).toBeGreaterThanOrEqual(0.7);
});
