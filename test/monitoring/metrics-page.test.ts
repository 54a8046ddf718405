import * as fs from 'fs';
import * as path from 'path';
import { metricsPage } from './metrics-page';
import { CommandFamily } from '../../src';

const PAGE = path.join(__dirname, '..', '..', 'docs', 'metrics.md');

test('the page of the metrics is up to date', () => {
  if (process.env.UPDATE_PAGES) { fs.writeFileSync(PAGE, metricsPage()); }

  expect(fs.readFileSync(PAGE, 'utf8')).toBe(metricsPage());
});

test('it lists 228 metrics, and names only families that there are', () => {
  const families = [...metricsPage().matchAll(/`command\w*\((\w+)\)`/g)].map(([, family]) => family);

  expect(metricsPage().match(/^\| `/gm)).toHaveLength(228);
  expect(new Set(families)).toEqual(new Set(Object.keys(CommandFamily)));
});
