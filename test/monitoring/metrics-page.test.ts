import * as fs from 'fs';
import * as path from 'path';
import { ServerlessCache as AlphaServerlessCache } from '@aws-cdk/aws-elasticache-alpha';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { metricsPage } from './metrics-page';
import { CommandFamily } from '../../src';

const PAGE = path.join(__dirname, '..', '..', 'docs', 'metrics.md');

test('the page of the metrics is up to date', () => {
  if (process.env.UPDATE_PAGES) {
    fs.writeFileSync(PAGE, metricsPage());
  }

  expect(fs.readFileSync(PAGE, 'utf8')).toBe(metricsPage());
});

test('it lists 228 metrics, and names only families that there are', () => {
  const families = [...metricsPage().matchAll(/`command\w*\((\w+)\)`/g)].map(([, family]) => family);

  expect(metricsPage().match(/^\| `/gm)).toHaveLength(228);
  expect(new Set(families)).toEqual(new Set(Object.keys(CommandFamily)));
});

/** The methods of a class, its own and inherited, that name a metric. */
function metricMethods(of: Function): string[] {
  const methods = new Set<string>();
  for (let proto = of.prototype; proto; proto = Object.getPrototypeOf(proto)) {
    for (const name of Object.getOwnPropertyNames(proto)) {
      if (/^metric./.test(name)) {
        methods.add(name);
      }
    }
  }
  return [...methods];
}

test('the alpha package has ten of them, and the L1 none', () => {
  expect([AlphaServerlessCache, CfnServerlessCache].map((of) => metricMethods(of).length)).toEqual([10, 0]);
});
