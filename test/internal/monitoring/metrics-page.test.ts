import * as fs from 'fs';
import * as path from 'path';
import { ServerlessCache as AlphaServerlessCache } from '@aws-cdk/aws-elasticache-alpha';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { renderMetricsPage } from './metrics-page';
import { CommandFamily } from 'cdk-elasticache';

const PAGE = path.join(__dirname, '..', '..', '..', 'docs', 'metrics.md');

test('docs/metrics.md is up to date', () => {
  if (process.env.UPDATE_PAGES) {
    fs.writeFileSync(PAGE, renderMetricsPage());
  }

  expect(fs.readFileSync(PAGE, 'utf8')).toBe(renderMetricsPage());
});

test('docs/metrics.md lists as many metrics as the README says, and all command families', () => {
  const readme = fs.readFileSync(path.join(__dirname, '..', '..', '..', 'README.md'), 'utf8');
  const [, count] = /\| metrics with a method \|.*\[(\d+)\]/.exec(readme)!;
  const families = [...renderMetricsPage().matchAll(/`command\w*\((\w+)\)`/g)].map(([, family]) => family);

  expect(renderMetricsPage().match(/^\| `/gm)).toHaveLength(Number(count));
  expect(new Set(families)).toEqual(new Set(Object.keys(CommandFamily)));
});

/** Lists the own and inherited methods of a class that return a metric. */
function listMetricMethods(constructor: Function): string[] {
  const methods = new Set<string>();
  for (let proto = constructor.prototype; proto; proto = Object.getPrototypeOf(proto)) {
    for (const name of Object.getOwnPropertyNames(proto)) {
      if (/^metric./.test(name)) {
        methods.add(name);
      }
    }
  }
  return [...methods];
}

test('the alpha package has ten metric methods and the L1 construct none', () => {
  expect([AlphaServerlessCache, CfnServerlessCache].map((construct) => listMetricMethods(construct).length)).toEqual([
    10, 0,
  ]);
});
