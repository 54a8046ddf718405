import * as fs from 'fs';
import { LIMITS_PAGE, limitsPage, limitsSection } from './limits-page';
import { AUTO_SCALING, LIMITS } from '../../src/service-data/limits';

test('the table of limits is up to date', () => {
  const page = fs.readFileSync(LIMITS_PAGE, 'utf8');

  expect(page).toBe(limitsPage(page));
});

test('every limit is told with its bounds and its AWS page', () => {
  const rows = limitsSection().match(
    /^\| .+ \| .*\d.* \| .* \| \[page\]\(https:\/\/docs\.aws\.amazon\.com\/\S+\) \|$/gm,
  );

  expect(rows).toHaveLength(Object.keys(LIMITS).length + Object.keys(AUTO_SCALING).length);
});

test('the words above the table stay as they are', () => {
  expect(limitsPage('# Costs\n\nWords.\n\n## Limits\n\nold')).toBe(`# Costs\n\nWords.\n\n${limitsSection()}`);
});
