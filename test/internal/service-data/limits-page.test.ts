import * as fs from 'fs';
import { LIMITS_PAGE, updateLimitsPage, renderLimitsSection } from './limits-page';
import { renderRegionSection } from './region-table';
import { AUTO_SCALING, LIMITS } from '../../../src/service-data/limits';

test('the tables of Regions and limits are up to date', () => {
  const page = fs.readFileSync(LIMITS_PAGE, 'utf8');

  expect(page).toBe(updateLimitsPage(page));
});

test('the table contains every limit with its bounds and AWS page', () => {
  const rows = renderLimitsSection().match(
    /^\| .+ \| .*\d.* \| .* \| \[page\]\(https:\/\/docs\.aws\.amazon\.com\/\S+\) \|$/gm,
  );

  expect(rows).toHaveLength(Object.keys(LIMITS).length + Object.keys(AUTO_SCALING).length);
});

test('text above the tables is unchanged', () => {
  expect(updateLimitsPage('# Costs\n\nWords.\n\n## Regions and features\n\nold\n\n## Limits\n\nold')).toBe(
    `# Costs\n\nWords.\n\n${renderRegionSection()}\n${renderLimitsSection()}`,
  );
});
