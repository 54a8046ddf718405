import * as fs from 'fs';
import * as path from 'path';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Stack } from 'aws-cdk-lib/core';
import { givenMemcachedNodes, givenNodes } from './nodes';
import { renderDashboard } from './render-dashboard';
import type { IMonitoredCache } from '../../src';
import {
  Authentication,
  CacheDashboard,
  CacheEngine,
  CacheWidgets,
  ClusterMode,
  MemcachedClusterMetrics,
  NodeType,
  ReplicationGroup,
  ReplicationGroupMetrics,
  ServerlessCache,
} from '../../src';
import { memcachedPlan, replicationGroupPlan } from '../../src/monitoring/cache-dashboard';
import { emptyStack, importVpc, propertiesOf } from '../util';

const PICTURE = path.join(__dirname, '..', '..', 'docs', 'images', 'dashboard.svg');

let stack: Stack;
beforeEach(() => {
  stack = emptyStack('Stack', { account: '123456789012', region: 'eu-west-1' });
});

/** The body of the stack's dashboard, in which references are told by the name of what they refer to. */
function body() {
  const { DashboardBody } = propertiesOf(stack, 'AWS::CloudWatch::Dashboard');
  const joined =
    typeof DashboardBody === 'string'
      ? DashboardBody
      : DashboardBody['Fn::Join'][1].map((part: any) => (typeof part === 'string' ? part : 'name')).join('');
  return JSON.parse(joined);
}

const serverless = (engine = CacheEngine.VALKEY_8) =>
  new ServerlessCache(stack, 'Carts', { vpc: importVpc(stack, 'CartsVpc'), engine, serverlessCacheName: 'carts' });
const group = () =>
  new ReplicationGroup(stack, 'Sessions', {
    vpc: importVpc(stack),
    nodeType: NodeType.R7G_LARGE,
    authentication: Authentication.none(),
    clusterMode: ClusterMode.enabled({ shards: 2, replicasPerShard: 1 }),
  });
const titles = () => body().widgets.map(({ properties }: any) => properties.title ?? properties.markdown);

test('shows what users feel, what wears out and why, cache by cache', () => {
  new CacheDashboard(stack, 'Dashboard', { caches: [serverless(), group()], dashboardName: 'caches' });

  expect(titles()).toEqual([
    '## Carts',
    'Hit rate',
    'Latency',
    'Processing units',
    'Memory',
    'Evictions',
    'Connections',
    'Throttling',
    'Network',
    'Items',
    '## Sessions',
    'Hit rate',
    'Latency',
    'Engine CPU',
    'Memory',
    'Evictions',
    'Connections',
    'Throttling',
    'Network',
    'Replication lag',
  ]);
  expect(body().start).toBe('-PT3H');
  expect(propertiesOf(stack, 'AWS::CloudWatch::Dashboard').DashboardName).toBe('caches');
});

test('the picture in the docs is up to date', () => {
  new CacheDashboard(stack, 'Dashboard', { caches: [serverless(), group()] });
  const picture = renderDashboard(body());
  if (process.env.UPDATE_PICTURES) {
    fs.writeFileSync(PICTURE, picture);
  }

  expect(fs.readFileSync(PICTURE, 'utf8')).toBe(picture);
});

test('widgets go to a dashboard of your own', () => {
  const { widgets } = serverless();
  const dashboard = new cloudwatch.Dashboard(stack, 'Own', { start: '-PT8H' });
  dashboard.addWidgets(widgets.hitRate(), widgets.load());

  expect(titles()).toEqual(['Hit rate', 'Processing units']);
});

test('of Memcached compute the hit rate', () => {
  new CacheDashboard(stack, 'Dashboard', { caches: [serverless(CacheEngine.MEMCACHED_1_6)], start: '-PT8H' });

  const [hitRate] = body().widgets.filter(({ properties }: any) => properties.title === 'Hit rate');
  expect(hitRate.properties.metrics[0][0].expression).toMatch(/^100 \* hits_\w{6} \/ \(hits_\w{6} \+ misses_\w{6}\)$/);
});

test.each([
  [
    'a group without replicas',
    () => {
      const nodes = givenNodes(stack, 1, 1);
      return replicationGroupPlan(nodes, ReplicationGroupMetrics._of(nodes));
    },
    'Items',
    ['0001-001'],
  ],
  [
    'a group with more nodes than a graph can tell apart',
    () => {
      const nodes = givenNodes(stack, 13, 1);
      return replicationGroupPlan(nodes, ReplicationGroupMetrics._of(nodes));
    },
    'Items',
    ['CurrItems'],
  ],
  [
    'an import of unknown nodes',
    () => {
      const nodes = givenNodes(stack, 0, 0, { shards: undefined });
      return replicationGroupPlan(nodes, ReplicationGroupMetrics._of(nodes));
    },
    'Replication lag',
    ['ReplicationLag'],
  ],
  [
    'a Memcached cluster',
    () => {
      const nodes = givenMemcachedNodes(stack, 2);
      return memcachedPlan(nodes, MemcachedClusterMetrics._of(nodes));
    },
    'Items',
    ['0001', '0002'],
  ],
])('%s has widgets too', (_, plan, last, labels) => {
  const cache: IMonitoredCache = { widgets: CacheWidgets._of('Cache', plan()) };
  new CacheDashboard(stack, 'Dashboard', { caches: [cache] });

  const widget = body().widgets.at(-1);
  expect(widget.properties.title).toBe(last);
  expect(
    widget.properties.metrics
      .map((metric: any[]) => metric.find((part) => typeof part === 'object'))
      .filter((options: any) => options.visible !== false)
      .map((options: any) => options.label),
  ).toEqual(labels);
});
