import * as fs from 'fs';
import * as path from 'path';
import type { App } from 'aws-cdk-lib/core';
import { app as quickstart } from '../../examples/quickstart/app';
import { findGroupingErrors } from '../e2e/examples/example-groups';
import { ElastiCacheRules } from 'cdk-elasticache';

const FOLDER = path.join(__dirname, '..', '..', 'examples');
const EXAMPLES = fs.readdirSync(FOLDER).filter((name) => fs.existsSync(path.join(FOLDER, name, 'app.ts')));
const PAGES = ['README.md', ...fs.readdirSync(path.join(FOLDER, '..', 'docs')).map((page) => `docs/${page}`)]
  .filter((page) => page.endsWith('.md'))
  .map((page) => fs.readFileSync(path.join(FOLDER, '..', page), 'utf8'))
  .join('\n');

const loadApp = (example: string): App => jest.requireActual(`../../examples/${example}/app`).app();

/** Counts the ElastiCache resources of an example by type. */
function countResources(example: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { template } of loadApp(example).synth().stacks) {
    for (const { Type } of Object.values<any>(template.Resources)) {
      const [, service, type] = Type.split('::');
      if (service === 'ElastiCache') {
        counts[type] = (counts[type] ?? 0) + 1;
      }
    }
  }
  return counts;
}

/** Counts the lines in paragraphs with ElastiCache constructs, without blank lines and comments. */
function countElastiCacheLines(example: string): number {
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
  test('can be synthesized without rule violations', () => {
    const { stacks } = loadApp(example).synth();

    expect(stacks.length).toBeGreaterThan(0);
    expect(stacks.flatMap(({ template }) => ElastiCacheRules.checkTemplate(template))).toEqual([]);
  });

  test('is in the documentation', () => {
    expect(PAGES.includes(`examples/${example}/app.ts`)).toBe(true);
  });
});

test('each example is deployed by one file of the deployment tests', () => {
  expect(findGroupingErrors()).toEqual([]);
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
  ['bullmq-worker', { ReplicationGroup: 1, ParameterGroup: 1, SubnetGroup: 1, User: 1, UserGroup: 1 }],
  ['celery-worker', { ReplicationGroup: 1, ParameterGroup: 1, SubnetGroup: 1 }],
  ['ioredis-client', { ReplicationGroup: 1, ParameterGroup: 1, SubnetGroup: 1 }],
  ['jedis-client', { ReplicationGroup: 1, ParameterGroup: 1, SubnetGroup: 1 }],
  ['node-redis-client', { ReplicationGroup: 1, ParameterGroup: 1, SubnetGroup: 1, User: 1, UserGroup: 1 }],
  ['redis-py-client', { ServerlessCache: 1, User: 1, UserGroup: 1 }],
  ['valkey-glide-client', { ServerlessCache: 1, User: 1, UserGroup: 1 }],
])('examples/%s creates %j', (example, expected) => {
  expect(countResources(example)).toEqual(expected);
});

test('docs/examples.md lists the ElastiCache lines of ported examples', () => {
  const rows = [
    ...fs
      .readFileSync(path.join(FOLDER, '..', 'docs', 'examples.md'), 'utf8')
      .matchAll(/^\| \[([a-z-]+)\]\(\S+\) \|[^|]+\|[^|]+\| \d+ \| (\d+) \|/gm),
  ].map(([, example, lines]) => [example, Number(lines)]);

  expect(rows.length).toBeGreaterThanOrEqual(6);
  expect(rows).toEqual(rows.map(([example]) => [example, countElastiCacheLines(example as string)]));
});

test('the quickstart synthesizes a cache, a user, and a function with access, without an AWS account', () => {
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

test('the quickstart prints resources, name, endpoint, ports, and access', () => {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((...words) => {
    lines.push(words.join(' '));
  });
  jest.requireActual('../../examples/quickstart/print-resources');
  log.mockRestore();

  const output = lines.join('\n');
  expect(output).toMatch(/Quickstart: 17 resources/);
  expect(output).toMatch(/1 {2}AWS::ElastiCache::ServerlessCache/);
  expect(output).toMatch(/Cache quickstartcache[0-9a-f]{8}/);
  expect(output).toMatch(/endpoint +Cache\w+\.Endpoint\.Address/);
  expect(output).toMatch(/ports +6379 \(reads and writes\), 6380 \(reads from replicas\)/);
  expect(output).toMatch(/over the network: Function\w+, through FunctionSecurityGroup/);
  expect(output).toMatch(/by IAM: +FunctionServiceRole\w+ on App/);
  expect(output).toMatch(/by IAM: +FunctionServiceRole\w+ on Cache/);
});
