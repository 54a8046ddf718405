import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type { Stack } from 'aws-cdk-lib/core';
import { App, CfnWaitConditionHandle, Size, Stack as CdkStack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { errorsOf } from '../messages';
import { emptyStack, importVpc } from '../stacks';
import { synthesize } from '../templates';
import {
  Authentication,
  CacheDashboard,
  CacheEngine,
  CacheWidgets,
  ClusterMode,
  EngineVersion,
  MemcachedCluster,
  MemcachedClusterMetrics,
  NodeFamily,
  NodeSize,
  NodeType,
  RecommendedAlarms,
  ReplicationGroup,
  ReplicationGroupMetrics,
  ServerlessCache,
  ServerlessCacheMetrics,
} from 'cdk-elasticache';
import type { IMonitoredCache, ReplicationGroupMetricsOptions } from 'cdk-elasticache';

const HOME = { account: '111111111111', region: 'eu-west-1' };
const NODE_TYPE = NodeType.of(NodeFamily.R7G, NodeSize.LARGE);
const GROUP: ReplicationGroupMetricsOptions = {
  engineVersion: EngineVersion.VALKEY_8_1,
  nodeType: NODE_TYPE,
  clusterMode: ClusterMode.disabled({ replicaCount: 1 }),
};

let stack: Stack;
beforeEach(() => {
  stack = emptyStack('Stack', HOME);
});

const serverlessL1 = (id = 'L1') =>
  new CfnServerlessCache(stack, id, { engine: 'valkey', majorEngineVersion: '8', serverlessCacheName: 'Carts' });
const groupL1 = (id = 'L1') =>
  new CfnReplicationGroup(stack, id, {
    replicationGroupId: 'Sessions',
    replicationGroupDescription: 'Sessions',
    engine: 'valkey',
    engineVersion: '8.1',
    cacheNodeType: 'cache.r7g.large',
    numCacheClusters: 2,
    automaticFailoverEnabled: true,
    transitEncryptionEnabled: true,
    cacheSubnetGroupName: 'subnets',
  });
const clusterL1 = (id = 'L1') =>
  new CfnCacheCluster(stack, id, {
    clusterName: 'Pages',
    engine: 'memcached',
    engineVersion: '1.6.22',
    cacheNodeType: 'cache.m7g.large',
    numCacheNodes: 2,
  });

const serverlessL2 = () =>
  new ServerlessCache(stack, 'L2', {
    vpc: importVpc(stack),
    engine: CacheEngine.VALKEY_8,
    serverlessCacheName: 'carts',
    cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(10) },
  });
const groupL2 = () =>
  new ReplicationGroup(stack, 'L2', {
    vpc: importVpc(stack),
    nodeType: NODE_TYPE,
    replicationGroupId: 'sessions',
    authentication: Authentication.none(),
  });
const clusterL2 = () =>
  new MemcachedCluster(stack, 'L2', { vpc: importVpc(stack), nodeType: NODE_TYPE, clusterName: 'pages', nodeCount: 2 });

const importArn = (resource: string, env = { account: '222222222222', region: 'us-east-1' }) =>
  `arn:aws:elasticache:${env.region}:${env.account}:${resource}`;
const serverlessImport = (env?: typeof HOME) =>
  ServerlessCache.fromServerlessCacheArn(stack, 'Import', importArn('serverlesscache:carts', env));
const groupImport = (env?: typeof HOME) =>
  ReplicationGroup.fromReplicationGroupAttributes(stack, 'Import', {
    replicationGroupArn: importArn('replicationgroup:sessions', env),
    ...GROUP,
  });
const clusterImport = (env?: typeof HOME) =>
  MemcachedCluster.fromMemcachedClusterAttributes(stack, 'Import', {
    clusterArn: importArn('cluster:pages', env),
    nodeCount: 2,
  });

/** The paths of the alarms of the stack, without the L1 constructs. */
const alarmPaths = () =>
  stack.node
    .findAll()
    .filter((construct) => construct instanceof cloudwatch.Alarm)
    .map(({ node }) => node.path);
const alarms = () =>
  Object.values(synthesize(stack).findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);

describe('metrics', () => {
  test('of an L1 serverless cache have the name in lower case and are validated if the engine is specified', () => {
    const cache = serverlessL1();
    const metrics = ServerlessCacheMetrics.fromServerlessCache(cache, { engine: CacheEngine.VALKEY_8 });

    expect(metrics.cacheHits().dimensions).toEqual({ clusterId: 'carts' });
    expect(errorsOf(() => metrics.cmdGet())).toEqual([
      expect.stringMatching(/^'CmdGet' is not published by serverless Valkey caches\. /),
    ]);
    expect(ServerlessCacheMetrics.fromServerlessCache(cache).cmdGet().metricName).toBe('CmdGet');
  });

  test('of an L1 serverless cache without upper case letters refer to the cache', () => {
    const cache = new CfnServerlessCache(stack, 'Lower', { engine: 'valkey', serverlessCacheName: 'carts' });

    const metric = ServerlessCacheMetrics.fromServerlessCache(cache).metric('New', { statistic: 'Sum' });
    expect(stack.resolve(metric.dimensions)).toEqual({ clusterId: { Ref: 'Lower' } });
    expect(metric.statistic).toBe('Sum');
  });

  test('of an L1 replication group have its nodes', () => {
    const metrics = ReplicationGroupMetrics.fromReplicationGroup(groupL1(), GROUP);

    expect(metrics.evictions().forNode(2).dimensions).toEqual({ CacheClusterId: 'sessions-002' });
    expect(() => metrics.bytesReadFromDisk()).toThrow(
      "'BytesReadFromDisk' is only published by nodes with data tiering, but the node type is cache.r7g.large. Use metric() to skip this validation.",
    );
  });

  test('of an L1 replication group search for nodes that are unknown', () => {
    const evictions = ReplicationGroupMetrics.fromReplicationGroup(groupL1()).evictions();

    expect(evictions.expression).toContain('CacheClusterId=sessions');
  });

  test('of an L1 cache cluster have its nodes', () => {
    const metrics = MemcachedClusterMetrics.fromCacheCluster(clusterL1(), { nodeCount: 2 });

    expect(metrics.evictions().forNode(2).dimensions).toEqual({ CacheClusterId: 'pages', CacheNodeId: '0002' });
  });

  test('of a cache of this library know the cache', () => {
    const serverless = ServerlessCacheMetrics.fromServerlessCache(serverlessL2());
    expect(() => serverless.cmdGet()).toThrow('is not published');

    stack = emptyStack('Groups', HOME);
    const group = ReplicationGroupMetrics.fromReplicationGroup(groupL2());
    expect(group.evictions().forEachNode()).toHaveLength(2);

    stack = emptyStack('Clusters', HOME);
    const cluster = MemcachedClusterMetrics.fromCacheCluster(clusterL2());
    expect(cluster.evictions().forEachNode()).toHaveLength(2);
  });

  test('of a cache of this library are those of its property, and options override what it knows', () => {
    const group = groupL2();
    const clusterMode = ClusterMode.disabled({ replicaCount: 3 });

    const toJson = (metric: cloudwatch.IMetric) =>
      stack.resolve(new cloudwatch.GraphWidget({ left: [metric] }).toJson());
    expect(toJson(ReplicationGroupMetrics.fromReplicationGroup(group).evictions())).toEqual(
      toJson(group.metrics.evictions()),
    );
    expect(ReplicationGroupMetrics.fromReplicationGroup(group, { clusterMode }).evictions().forEachNode()).toHaveLength(
      4,
    );
  });

  const foreign = { region: 'us-east-1', account: '222222222222' };

  test.each([
    ['serverless cache', () => serverlessImport().metrics.evictions()],
    ['replication group', () => groupImport().metrics.evictions().forNode(1)],
    ['Memcached cluster', () => clusterImport().metrics.evictions().forNode(1)],
  ])('of an imported %s have the Region and account of the cache', (_, createMetric) => {
    expect(createMetric()).toMatchObject(foreign);
  });

  test('of an imported serverless cache have its Region and account in graphs', () => {
    const widgets = stack.resolve(
      serverlessImport()
        .widgets.all()
        .flatMap((widget) => widget.toJson()),
    );

    const metrics = widgets.flatMap(({ properties }: any) => properties.metrics ?? []) as any[][];
    expect(metrics.length).toBeGreaterThan(9);
    expect(metrics.map((metric) => metric.at(-1))).toEqual(
      metrics.map(() => expect.objectContaining({ region: 'us-east-1', accountId: '222222222222' })),
    );
  });

  test('of an L1 construct in another stack have the Region of that stack', () => {
    const other = new CdkStack(stack.node.root as App, 'Other', { env: { ...HOME, region: 'us-east-1' } });
    const metric = ServerlessCacheMetrics.fromServerlessCache(
      new CfnServerlessCache(other, 'L1', { engine: 'valkey', serverlessCacheName: 'carts' }),
    ).evictions();

    expect(metric.region).toBe('us-east-1');
  });
});

describe('recommended alarms', () => {
  test('of an L1 serverless cache have thresholds from its usage limits', () => {
    const cache = serverlessL1();
    const created = RecommendedAlarms.forServerlessCache(stack, 'Alarms', cache, {
      engine: CacheEngine.VALKEY_8,
      cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(10) },
      hasUsers: false,
      alarmNamePrefix: 'carts',
    });

    expect(alarmPaths()).toEqual([
      'Stack/Alarms/storage',
      'Stack/Alarms/requestRate',
      'Stack/Alarms/throttledCommands',
      'Stack/Alarms/authenticationFailures',
    ]);
    expect(created.alarms).toHaveLength(4);
    expect(alarms().find(({ AlarmName }) => AlarmName === 'carts-storage')).toMatchObject({
      Threshold: 0.75 * 10 * 2 ** 30,
      Dimensions: [{ Name: 'clusterId', Value: 'carts' }],
    });
  });

  test('of an L1 serverless cache exclude alarms on usage limits that are unknown', () => {
    RecommendedAlarms.forServerlessCache(stack, 'Alarms', serverlessL1());

    expect(alarmPaths()).toEqual([
      'Stack/Alarms/throttledCommands',
      'Stack/Alarms/authenticationFailures',
      'Stack/Alarms/commandAuthorizationFailures',
      'Stack/Alarms/keyAuthorizationFailures',
    ]);
  });

  test('of an L1 replication group equal those of the same group of this library', () => {
    const created = RecommendedAlarms.forReplicationGroup(stack, 'Alarms', groupL1(), { ...GROUP, hasUsers: false });
    const ids = created.alarms.map(({ node }) => node.id);

    stack = emptyStack('Other', HOME);
    expect(
      groupL2()
        .addRecommendedAlarms()
        .alarms.map(({ node }) => node.id),
    ).toEqual(ids);
    expect(ids).toHaveLength(15);
  });

  test('of an L1 cache cluster cover its nodes', () => {
    const { alarms: created } = RecommendedAlarms.forCacheCluster(stack, 'Alarms', clusterL1(), {
      engineVersion: EngineVersion.MEMCACHED_1_6_22,
      nodeType: NODE_TYPE,
      nodeCount: 2,
    });

    expect(created.map(({ node }) => node.path)).toContain('Stack/Alarms/evictions');
    expect(created).toHaveLength(10);
  });

  test('of a cache of this library know the cache, in any scope', () => {
    const cache = serverlessL2();
    RecommendedAlarms.forServerlessCache(new Construct(stack, 'Monitoring'), 'Alarms', cache, {
      storage: { enabled: false },
    });

    expect(alarmPaths()).toEqual([
      'Stack/Monitoring/Alarms/requestRate',
      'Stack/Monitoring/Alarms/throttledCommands',
      'Stack/Monitoring/Alarms/authenticationFailures',
    ]);
  });

  test('of a node-based cache of this library know the nodes', () => {
    const group = RecommendedAlarms.forReplicationGroup(stack, 'Alarms', groupL2());
    expect(group.named('evictions')).toHaveLength(1);

    stack = emptyStack('Clusters', HOME);
    const cluster = RecommendedAlarms.forCacheCluster(stack, 'Alarms', clusterL2());
    expect(cluster.named('evictions')).toHaveLength(1);
  });

  test('have stable construct paths and logical ids', () => {
    const recommended = serverlessL2().addRecommendedAlarms();

    expect(recommended.node.path).toBe('Stack/L2/RecommendedAlarms');
    expect(Object.keys(synthesize(stack).findResources('AWS::CloudWatch::Alarm'))).toEqual([
      'L2RecommendedAlarmsstorageD954E247',
      'L2RecommendedAlarmsrequestRate3D53F8D5',
      'L2RecommendedAlarmsthrottledCommands28D31B57',
      'L2RecommendedAlarmsauthenticationFailures53AFD2E9',
    ]);
  });

  test.each([
    ['serverless cache', () => serverlessImport({ ...HOME, region: 'us-east-1' })],
    ['replication group', () => groupImport({ ...HOME, region: 'us-east-1' })],
    ['Memcached cluster', () => clusterImport({ ...HOME, region: 'us-east-1' })],
  ])('fail once for a %s in another Region', (_, createCache) => {
    expect(errorsOf(() => createCache().addRecommendedAlarms())).toEqual([
      "'RecommendedAlarms' requires a cache in the Region of the stack (eu-west-1), because CloudWatch alarms cannot monitor metrics in another Region, but got us-east-1. Use a stack in Region us-east-1.",
    ]);
  });

  test('fail for an L1 construct of a stack in another Region', () => {
    const other = new CdkStack(stack.node.root as App, 'Other', { env: { ...HOME, region: 'us-east-1' } });
    const cache = serverlessL1();

    expect(errorsOf(() => RecommendedAlarms.forServerlessCache(other, 'Alarms', cache))).toHaveLength(1);
  });

  test('of an import can be created in a stack in the Region of the cache', () => {
    new CfnWaitConditionHandle(stack, 'Handle');
    const cache = serverlessImport({ ...HOME, region: 'us-east-1' });
    const other = new CdkStack(stack.node.root as App, 'Other', { env: { ...HOME, region: 'us-east-1' } });

    RecommendedAlarms.forServerlessCache(other, 'Alarms', cache);

    expect(Object.keys(synthesize(other).findResources('AWS::CloudWatch::Alarm'))).toHaveLength(4);
  });

  test.each([
    ['serverless cache', () => serverlessImport({ ...HOME, account: '222222222222' })],
    ['replication group', () => groupImport({ ...HOME, account: '222222222222' })],
    ['Memcached cluster', () => clusterImport({ ...HOME, account: '222222222222' })],
  ])('of a %s in another account watch the metrics of that account', (_, createCache) => {
    createCache().addRecommendedAlarms();

    const metrics = alarms().flatMap(({ Metrics }) => Metrics.filter(({ MetricStat }: any) => MetricStat)) as any[];
    expect(metrics.length).toBeGreaterThan(0);
    expect(metrics.filter(({ AccountId }) => AccountId !== '222222222222')).toEqual([]);
  });

  test('accept a Region that is unknown', () => {
    stack = emptyStack();

    expect(() => serverlessImport().addRecommendedAlarms()).not.toThrow();
  });
});

describe('widgets', () => {
  test('of L1 constructs are in a dashboard', () => {
    new CacheDashboard(stack, 'Dashboard', {
      caches: [
        CacheWidgets.fromServerlessCache(serverlessL1('Carts'), { engine: CacheEngine.VALKEY_8 }),
        CacheWidgets.fromReplicationGroup(groupL1('Sessions'), GROUP),
        CacheWidgets.fromCacheCluster(clusterL1('Pages'), { nodeCount: 2 }),
      ],
    });

    expect(titlesOf(stack)).toEqual(['## Carts', '## Sessions', '## Pages']);
  });

  test('have the title of the L2 construct to which an L1 construct belongs', () => {
    const parent = new Construct(stack, 'Carts');
    const cache = new CfnServerlessCache(parent, 'Resource', { engine: 'valkey', serverlessCacheName: 'carts' });
    new CacheDashboard(stack, 'Dashboard', { caches: [CacheWidgets.fromServerlessCache(cache)] });

    expect(titlesOf(stack)).toEqual(['## Carts']);
  });

  test('of caches of this library and of imports are those of their property', () => {
    const toJson = (widgets: CacheWidgets) => stack.resolve(widgets.all().flatMap((widget) => widget.toJson()));
    const l2 = serverlessL2();
    const imported = groupImport();

    expect(toJson(CacheWidgets.fromServerlessCache(l2))).toEqual(toJson(l2.widgets));
    expect(toJson(CacheWidgets.fromReplicationGroup(imported))).toEqual(toJson(imported.widgets));
  });

  test('can be provided by custom types', () => {
    class Carts extends Construct implements IMonitoredCache {
      public readonly widgets = CacheWidgets.fromServerlessCache(serverlessL1());
    }
    new CacheDashboard(stack, 'Dashboard', { caches: [new Carts(stack, 'Carts')] });

    expect(titlesOf(stack)).toEqual(['## L1']);
  });
});

/** The headings in the dashboard of a stack. */
function titlesOf(scope: Stack): string[] {
  const [{ Properties }] = Object.values(synthesize(scope).findResources('AWS::CloudWatch::Dashboard'));
  return JSON.stringify(Properties.DashboardBody).match(/## \w+/g) ?? [];
}

test('facades add no warnings', () => {
  RecommendedAlarms.forReplicationGroup(stack, 'Alarms', groupL1(), GROUP);

  expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
});
