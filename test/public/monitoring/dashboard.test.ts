import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Stack } from 'aws-cdk-lib/core';
import { parseDashboardBody } from './dashboard-body';
import { Cache, createClusterMode } from './nodes';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import {
  Authentication,
  CacheDashboard,
  CacheEngine,
  CacheWidgets,
  ClusterMode,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  ServerlessCache,
} from 'cdk-elasticache';

let stack: Stack;
beforeEach(() => {
  stack = emptyStack('Stack', { account: '123456789012', region: 'eu-west-1' });
});

const createServerlessCache = (engine = CacheEngine.VALKEY_8) =>
  new ServerlessCache(stack, 'Carts', { vpc: importVpc(stack, 'CartsVpc'), engine, serverlessCacheName: 'carts' });
const createReplicationGroup = () =>
  new ReplicationGroup(stack, 'Sessions', {
    vpc: importVpc(stack),
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    authentication: Authentication.none(),
    clusterMode: ClusterMode.enabled({ shardCount: 2, replicasPerShard: 1 }),
  });
const widgetTitles = () =>
  parseDashboardBody(stack).widgets.map(({ properties }: any) => properties.title ?? properties.markdown);

test('shows nine graphs for each cache', () => {
  new CacheDashboard(stack, 'Dashboard', {
    caches: [createServerlessCache(), createReplicationGroup()],
    dashboardName: 'caches',
  });

  expect(widgetTitles()).toEqual([
    '## Carts',
    'Cache hit rate',
    'Latency',
    'ElastiCache Processing Units',
    'Data stored',
    'Evictions',
    'Connections',
    'Throttling',
    'Network traffic',
    'Items',
    '## Sessions',
    'Cache hit rate',
    'Latency',
    'Engine CPU utilization',
    'Memory usage',
    'Evictions',
    'Connections',
    'Throttling',
    'Network traffic',
    'Replication lag',
  ]);
  expect(parseDashboardBody(stack).start).toBe('-PT3H');
  expect(propertiesOf(stack, 'AWS::CloudWatch::Dashboard').DashboardName).toBe('caches');
});

test('graphs of nodes use the dimensions with which CloudWatch has the metrics', () => {
  new CacheDashboard(stack, 'Dashboard', {
    caches: [CacheWidgets.fromReplicationGroup(new Cache(stack, 'Sessions'), { clusterMode: createClusterMode(1, 2) })],
  });

  const names: string[] = parseDashboardBody(stack).widgets.flatMap(({ properties: { metrics = [] } }: any) =>
    metrics
      .filter(([namespace]: unknown[]) => namespace === 'AWS/ElastiCache')
      .map((metric: unknown[]) => metric.filter((part) => typeof part === 'string').join(' ')),
  );
  const withNodeId = names.filter((name) => name.includes('CacheNodeId'));
  expect(withNodeId.length).toBeGreaterThan(0);
  expect(new Set(withNodeId)).toEqual(
    new Set(
      ['SuccessfulReadRequestLatency', 'SuccessfulWriteRequestLatency', 'TrafficManagementActive'].flatMap((name) =>
        ['sessions-0001-001', 'sessions-0001-002'].map(
          (id) => `AWS/ElastiCache ${name} CacheClusterId ${id} CacheNodeId 0001`,
        ),
      ),
    ),
  );
  expect(names).toContain('AWS/ElastiCache Evictions CacheClusterId sessions-0001-001');
});

test('widgets can be added to another dashboard', () => {
  const { widgets } = createServerlessCache();
  const dashboard = new cloudwatch.Dashboard(stack, 'Own', { start: '-PT8H' });
  dashboard.addWidgets(widgets.hitRate(), widgets.load());

  expect(widgetTitles()).toEqual(['Cache hit rate', 'ElastiCache Processing Units']);
});

test('computes the hit rate of Memcached caches', () => {
  new CacheDashboard(stack, 'Dashboard', {
    caches: [createServerlessCache(CacheEngine.MEMCACHED_1_6)],
    start: '-PT8H',
  });

  const [hitRate] = parseDashboardBody(stack).widgets.filter(
    ({ properties }: any) => properties.title === 'Cache hit rate',
  );
  expect(hitRate.properties.metrics[0][0].expression).toMatch(/^100 \* hits_\w{6} \/ \(hits_\w{6} \+ misses_\w{6}\)$/);
});

const groupWidgets = (clusterMode?: ClusterMode) =>
  CacheWidgets.fromReplicationGroup(new Cache(stack, 'Cache'), { clusterMode });

test.each([
  ['a group without replicas', () => groupWidgets(createClusterMode(1, 1)), 'Items', ['0001-001']],
  [
    'a group with too many nodes for one line each',
    () => groupWidgets(createClusterMode(13, 1)),
    'Items',
    ['CurrItems'],
  ],
  ['a group whose nodes are unknown', () => groupWidgets(), 'Replication lag', ['ReplicationLag']],
  [
    'a Memcached cluster',
    () => CacheWidgets.fromCacheCluster(new Cache(stack, 'Cache'), { nodeCount: 2 }),
    'Items',
    ['0001', '0002'],
  ],
])('shows %s', (_, createWidgets, lastTitle, labels) => {
  new CacheDashboard(stack, 'Dashboard', { caches: [createWidgets()] });

  const widget = parseDashboardBody(stack).widgets.at(-1);
  expect(widget.properties.title).toBe(lastTitle);
  expect(
    widget.properties.metrics
      .map((metric: any[]) => metric.find((part) => typeof part === 'object'))
      .filter((options: any) => options.visible !== false)
      .map((options: any) => options.label),
  ).toEqual(labels);
});
