import * as fs from 'fs';
import * as path from 'path';
import type { App } from 'aws-cdk-lib/core';
import { app as quickstart } from '../examples/quickstart/app';
import { ElastiCacheRules } from '../src';
import { faultsOfParts } from './e2e/examples/parts';

const FOLDER = path.join(__dirname, '..', 'examples');
const EXAMPLES = fs.readdirSync(FOLDER).filter((name) => fs.existsSync(path.join(FOLDER, name, 'app.ts')));
const PAGES = ['README.md', ...fs.readdirSync(path.join(FOLDER, '..', 'docs')).map((page) => `docs/${page}`)]
  .filter((page) => page.endsWith('.md'))
  .map((page) => fs.readFileSync(path.join(FOLDER, '..', page), 'utf8'))
  .join('\n');

/** The example as its readers run it. */
const appOf = (example: string): App => jest.requireActual(`../examples/${example}/app`).app();

/** How many resources of ElastiCache an example has, by type. */
function cachesOf(example: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { template } of appOf(example).synth().stacks) {
    for (const { Type } of Object.values<any>(template.Resources)) {
      const [, service, type] = Type.split('::');
      if (service === 'ElastiCache') {
        counts[type] = (counts[type] ?? 0) + 1;
      }
    }
  }
  return counts;
}

/**
 * The lines of an example that make constructs of ElastiCache and connect to them: its paragraphs with such a
 * construct, without blank lines and comments.
 */
function linesOf(example: string): number {
  const paragraphs = fs
    .readFileSync(path.join(FOLDER, example, 'app.ts'), 'utf8')
    .split('\n\n')
    .filter((paragraph) => paragraph.includes('new elasticache.'));
  return paragraphs
    .join('\n')
    .split('\n')
    .filter((line) => /^ {4}/.test(line) && !/^\s*\/\/|CfnOutput/.test(line)).length;
}

describe.each(EXAMPLES)('examples/%s', (example) => {
  test('synthesises, and the rule book has nothing against it', () => {
    const { stacks } = appOf(example).synth();

    expect(stacks.length).toBeGreaterThan(0);
    expect(stacks.flatMap(({ template }) => ElastiCacheRules.checkTemplate(template))).toEqual([]);
  });

  test('is shown in the docs', () => {
    expect(PAGES.includes(`examples/${example}/app.ts`)).toBe(true);
  });
});

test('each example is deployed by one file of the deployment tests', () => {
  expect(faultsOfParts()).toEqual([]);
});

test.each([
  ['session-store', { ServerlessCache: 1, User: 2, UserGroup: 1 }],
  ['sharded-cache', { ReplicationGroup: 1, ParameterGroup: 1, SubnetGroup: 1, User: 1, UserGroup: 1 }],
  ['page-cache', { CacheCluster: 1, ParameterGroup: 1, SubnetGroup: 1 }],
  [
    'global-datastore',
    { GlobalReplicationGroup: 1, ReplicationGroup: 2, ParameterGroup: 1, SubnetGroup: 2, User: 2, UserGroup: 2 },
  ],
  ['restore', { ServerlessCache: 2, ServerlessCacheSnapshot: 1 }],
  ['producer-consumer', { ReplicationGroup: 1, ParameterGroup: 1, SubnetGroup: 1, User: 3, UserGroup: 1 }],
  ['shared-token', { ReplicationGroup: 1, ParameterGroup: 1, SubnetGroup: 1 }],
  ['api-cache', { ReplicationGroup: 1, ParameterGroup: 1, SubnetGroup: 1 }],
  ['single-node', { ReplicationGroup: 1, ParameterGroup: 1, SubnetGroup: 1 }],
  ['slow-log', { ReplicationGroup: 1, ParameterGroup: 1, SubnetGroup: 1 }],
  ['encrypted-serverless', { ServerlessCache: 1, User: 1, UserGroup: 1 }],
])('examples/%s makes %j', (example, made) => {
  expect(cachesOf(example)).toEqual(made);
});

test('docs/examples.md has the lines that the ported examples need for ElastiCache', () => {
  const rows = [
    ...fs
      .readFileSync(path.join(FOLDER, '..', 'docs', 'examples.md'), 'utf8')
      .matchAll(/^\| \[([a-z-]+)\]\(\S+\) \|[^|]+\|[^|]+\| \d+ \| (\d+) \|/gm),
  ].map(([, example, lines]) => [example, Number(lines)]);

  expect(rows.length).toBeGreaterThanOrEqual(6);
  expect(rows).toEqual(rows.map(([example]) => [example, linesOf(example as string)]));
});

test('the quickstart synthesises a cache, its user, and a function that may connect, without an AWS account', () => {
  const { template } = quickstart().synth().getStackByName('Quickstart');
  const types = Object.values<any>(template.Resources).map(({ Type }) => Type);

  expect(types).toEqual(
    expect.arrayContaining([
      'AWS::EC2::VPC',
      'AWS::ElastiCache::ServerlessCache',
      'AWS::ElastiCache::User',
      'AWS::ElastiCache::UserGroup',
      'AWS::Lambda::Function',
      'AWS::CloudWatch::Alarm',
    ]),
  );
  const [policy] = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy');
  expect(policy.Properties.PolicyDocument.Statement.flatMap(({ Action }: any) => Action)).toEqual([
    'elasticache:Connect',
    'elasticache:Connect',
    'elasticache:DescribeServerlessCaches',
  ]);
});

test('the quickstart tells what was made: resources, name, endpoint, ports, and who may connect', () => {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((...words) => {
    lines.push(words.join(' '));
  });
  jest.requireActual('../examples/quickstart/tell');
  log.mockRestore();

  const told = lines.join('\n');
  expect(told).toMatch(/Quickstart: 17 resources/);
  expect(told).toMatch(/1 {2}AWS::ElastiCache::ServerlessCache/);
  expect(told).toMatch(/Cache quickstartcache[0-9a-f]{8}/);
  expect(told).toMatch(/endpoint +Cache\w+\.Endpoint\.Address/);
  expect(told).toMatch(/ports +6379 \(reads and writes\), 6380 \(reads from replicas\)/);
  expect(told).toMatch(/over the network: Function\w+, through FunctionSecurityGroup/);
  expect(told).toMatch(/by IAM: +FunctionServiceRole\w+ on App/);
  expect(told).toMatch(/by IAM: +FunctionServiceRole\w+ on Cache/);
});
