import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Stack } from 'aws-cdk-lib/core';
import { Duration, Token } from 'aws-cdk-lib/core';
import { Cache, createClusterMetrics, createClusterMode, createGroupMetrics as createMetricsIn } from './nodes';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import type { NodeMetric, ReplicationGroupMetricsOptions } from 'cdk-elasticache';
import {
  CacheEngine,
  CommandFamily,
  DataTier,
  EngineVersion,
  NodeType,
  ReplicationGroupMetrics,
  ServerlessCache,
} from 'cdk-elasticache';

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

const createServerlessCache = (engine: CacheEngine) =>
  new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), engine });
const createGroupMetrics = (shards = 2, nodes = 2, options: ReplicationGroupMetricsOptions = {}) =>
  createMetricsIn(stack, shards, nodes, options);

describe('metrics of a serverless cache', () => {
  test('accept another statistic and period', () => {
    expect(
      createServerlessCache(CacheEngine.VALKEY_8).metrics.successfulReadRequestLatency({
        statistic: 'p99',
        period: Duration.minutes(1),
      }),
    ).toMatchObject({ metricName: 'SuccessfulReadRequestLatency', statistic: 'p99', period: Duration.minutes(1) });
  });

  test('include the metrics of all engines when the engine is unknown', () => {
    const cache = ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'Sessions');

    expect(cache.metrics.cmdGetHits().dimensions).toEqual({ clusterId: 'sessions' });
    expect(cache.metrics.cacheHits().dimensions).toEqual({ clusterId: 'sessions' });
    expect(() => cache.metrics.commands(CommandFamily.CLUSTER)).toThrow(
      "'ClusterBasedCmds' is not published by serverless caches. Use metric() to skip this validation.",
    );
  });

  test.each([
    [CacheEngine.VALKEY_8, 'Valkey', 'GetHits', (cache: ServerlessCache) => cache.metrics.cmdGetHits()],
    [CacheEngine.MEMCACHED_1_6, 'Memcached', 'CacheHitRate', (cache: ServerlessCache) => cache.metrics.cacheHitRate()],
    [
      CacheEngine.VALKEY_8,
      'Valkey',
      'ClusterBasedCmds',
      (cache: ServerlessCache) => cache.metrics.commands(CommandFamily.CLUSTER),
    ],
    [
      CacheEngine.MEMCACHED_1_6,
      'Memcached',
      'HashBasedCmdsECPUs',
      (cache: ServerlessCache) => cache.metrics.commandProcessingUnits(CommandFamily.HASH),
    ],
  ])('fail when %s (%s) does not publish %s', (engine, engineName, name, createMetric) => {
    const cache = createServerlessCache(engine);

    expect(() => createMetric(cache)).toThrow(
      `Cannot create metric '${name}' of ServerlessCache 'Stack/Cache':\n  - '${name}' is not published by serverless ${engineName} caches. ` +
        'Use metric() to skip this validation.',
    );
  });
});

test('metrics accept command families that are newer than the library', () => {
  const family = CommandFamily.of('VectorBased');
  const serverless = createServerlessCache(CacheEngine.VALKEY_8).metrics;
  const group = createGroupMetrics();

  expect(String(family)).toBe('VectorBased');
  expect(
    [
      serverless.commands(family),
      serverless.commandProcessingUnits(family, { statistic: 'p99' }),
      group.commands(family).forNode(1, { shard: 1 }),
      group.commandLatency(family).forNode(1, { shard: 1 }),
    ].map((metric) => [metric.metricName, metric.statistic]),
  ).toEqual([
    ['VectorBasedCmds', 'Sum'],
    ['VectorBasedCmdsECPUs', 'p99'],
    ['VectorBasedCmds', 'Sum'],
    ['VectorBasedCmdsLatency', 'Average'],
  ]);
});

test('command families with known names are the constants', () => {
  expect([CommandFamily.of('HashBased'), CommandFamily.of('GetType')]).toEqual([
    CommandFamily.HASH,
    CommandFamily.READ_TYPE,
  ]);
});

describe('metrics of nodes', () => {
  const alarmOn = (metric: cloudwatch.IMetric) => {
    new cloudwatch.Alarm(stack, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 });
    return propertiesOf(stack, 'AWS::CloudWatch::Alarm');
  };

  test('are summed over the whole group', () => {
    const { Metrics } = alarmOn(createGroupMetrics().evictions());

    expect(Metrics[0].Expression).toMatch(/^SUM\(\[(evictions_\d{4}_\d{3}_\w{6},?){4}\]\)$/);
    expect(
      Metrics.slice(1).map(({ MetricStat: { Metric, Stat, Period } }: any) => [
        Metric.Dimensions[0].Value,
        Metric.MetricName,
        Stat,
        Period,
      ]),
    ).toEqual([
      ['sessions-0001-001', 'Evictions', 'Sum', 300],
      ['sessions-0001-002', 'Evictions', 'Sum', 300],
      ['sessions-0002-001', 'Evictions', 'Sum', 300],
      ['sessions-0002-002', 'Evictions', 'Sum', 300],
    ]);
  });

  test.each([
    ['evictions', 'SUM'],
    ['currItems', 'SUM'],
    ['freeableMemory', 'SUM'],
    ['engineCpuUtilization', 'AVG'],
    ['successfulReadRequestLatency', 'AVG'],
    ['replicationLag', 'MAX'],
    ['cpuCreditBalance', 'MIN'],
    ['networkMaxBytesIn', 'MAX'],
    ['masterLinkHealthStatus', 'MIN'],
  ])('%s is aggregated with %s', (name, aggregation) => {
    expect((createGroupMetrics() as any)[name]().expression).toMatch(new RegExp(`^${aggregation}\\(\\[`));
  });

  test('can be selected by shard and node', () => {
    const latency = createGroupMetrics(2, 2).commandLatency(CommandFamily.HASH, { statistic: 'p99' });

    expect(
      Object.values(latency.forShard(2).usingMetrics).map((metric) => (metric as cloudwatch.Metric).dimensions),
    ).toEqual([{ CacheClusterId: 'sessions-0002-001' }, { CacheClusterId: 'sessions-0002-002' }]);
    expect(latency.forShard(2).label).toBe('HashBasedCmdsLatency of shard 2');
    expect(latency.forNode(1, { shard: 2 })).toMatchObject({
      dimensions: { CacheClusterId: 'sessions-0002-001' },
      statistic: 'p99',
      label: '0002-001',
    });
    expect(latency.forMemberCluster('sessions-0003-001')).toMatchObject({
      dimensions: { CacheClusterId: 'sessions-0003-001' },
      statistic: 'p99',
    });
    expect(latency.forEachNode().map(({ label }) => label)).toEqual(['0001-001', '0001-002', '0002-001', '0002-002']);
  });

  test.each<[string, (metrics: ReplicationGroupMetrics) => NodeMetric]>([
    ['ChannelAuthorizationFailures', (metrics) => metrics.channelAuthorizationFailures()],
    ['TrafficManagementActive', (metrics) => metrics.trafficManagementActive()],
    ['SuccessfulReadRequestLatency', (metrics) => metrics.successfulReadRequestLatency({ statistic: 'p99' })],
    ['SearchBasedCmdsLatency', (metrics) => metrics.commandLatency(CommandFamily.SEARCH)],
    ['VectorBasedCmds', (metrics) => metrics.commands(CommandFamily.of('VectorBased'))],
    ['Tomorrow', (metrics) => metrics.metric('Tomorrow')],
  ])('have the dimension CacheNodeId if CloudWatch requires it: %s', (name, createMetric) => {
    const metric = createMetric(createGroupMetrics(2, 1));

    expect(metric.metricName).toBe(name);
    expect(metric.forEachNode().map(({ dimensions }) => dimensions)).toEqual([
      { CacheClusterId: 'sessions-0001-001', CacheNodeId: '0001' },
      { CacheClusterId: 'sessions-0002-001', CacheNodeId: '0001' },
    ]);
    expect(Object.values(metric.forShard(2).usingMetrics)).toMatchObject([
      { dimensions: { CacheClusterId: 'sessions-0002-001', CacheNodeId: '0001' } },
    ]);
    expect(metric.forMemberCluster('sessions-0003-001').dimensions).toEqual({
      CacheClusterId: 'sessions-0003-001',
      CacheNodeId: '0001',
    });
  });

  test('accept additional dimensions', () => {
    expect(
      createGroupMetrics(1, 1)
        .evictions({ dimensionsMap: { Zone: 'a' } })
        .forNode(1).dimensions,
    ).toEqual({
      CacheClusterId: 'sessions-0001-001',
      Zone: 'a',
    });
  });

  test('of Memcached use the ids of the cluster and the node', () => {
    const hits = createClusterMetrics(stack, { nodeCount: 2 }).cmdGetHits();

    expect(hits.forNode(2).dimensions).toEqual({ CacheClusterId: 'sessions', CacheNodeId: '0002' });
    expect(hits.forMemberCluster('0003').dimensions).toEqual({ CacheClusterId: 'sessions', CacheNodeId: '0003' });
  });

  test('can be selected by data tier', () => {
    const metrics = createGroupMetrics(1, 1, {
      engineVersion: EngineVersion.VALKEY_8_0,
      nodeType: NodeType.fromName('cache.r6gd.xlarge'),
    });

    expect(metrics.bytesUsedInTier(DataTier.SSD).forNode(1)).toMatchObject({
      metricName: 'BytesUsedForCache',
      dimensions: { CacheClusterId: 'sessions-0001-001', CacheNodeId: '0001', Tier: 'SSD' },
    });
    expect(metrics.itemsInTier(DataTier.MEMORY).forNode(1)).toMatchObject({
      metricName: 'CurrItems',
      dimensions: expect.objectContaining({ Tier: 'Memory' }),
    });
  });

  test('can be combined with other statistics in one graph', () => {
    const metrics = createGroupMetrics();
    const graph = new cloudwatch.GraphWidget({
      left: [
        metrics.successfulReadRequestLatency({ statistic: 'p50' }),
        metrics.successfulReadRequestLatency({ statistic: 'p99.9' }),
        metrics.networkBytesIn(),
        metrics.bytesUsedInTier(DataTier.SSD),
        metrics.bytesUsedInTier(DataTier.MEMORY),
      ],
    });

    const rendered = stack.resolve(graph.toJson())[0].properties.metrics as any[];
    expect(rendered.filter(([first]) => first.expression).map(([{ label }]) => label)).toEqual([
      'SuccessfulReadRequestLatency',
      'SuccessfulReadRequestLatency',
      'NetworkBytesIn',
      'BytesUsedForCache',
      'BytesUsedForCache',
    ]);
  });

  test('use a search expression when the nodes are unknown', () => {
    const evictions = createGroupMetrics(0, 0, { clusterMode: undefined }).evictions();
    const slow = createClusterMetrics(emptyStack('Other'), {}).cpuUtilization({ statistic: 'p99' });

    expect(evictions.expression).toBe(
      "SUM(SEARCH('{AWS/ElastiCache,CacheClusterId} MetricName=\"Evictions\" CacheClusterId=sessions', 'Sum'))",
    );
    // The nodes of a Memcached cluster have the same CacheClusterId, so the search is exact.
    expect(slow.expression).toBe(
      'AVG(SEARCH(\'{AWS/ElastiCache,CacheClusterId,CacheNodeId} MetricName="CPUUtilization" CacheClusterId="sessions"\', \'p99\'))',
    );
    expect(evictions.forMemberCluster('sessions-001').dimensions).toEqual({ CacheClusterId: 'sessions-001' });
  });

  test('search for the dimensions of the metric', () => {
    const metrics = createGroupMetrics(0, 0, { clusterMode: undefined });

    expect(metrics.errorCount().expression).toBe(
      "SUM(SEARCH('{AWS/ElastiCache,CacheClusterId,CacheNodeId} MetricName=\"ErrorCount\" CacheClusterId=sessions', 'Sum'))",
    );
    expect(metrics.bytesUsedInTier(DataTier.SSD).expression).toBe(
      'SUM(SEARCH(\'{AWS/ElastiCache,CacheClusterId,CacheNodeId,Tier} MetricName="BytesUsedForCache" CacheClusterId=sessions CacheNodeId="0001" Tier="SSD"\', \'Average\'))',
    );
  });

  test('use the Region and account of the cache', () => {
    const imported = new Cache(stack, 'Imported', {
      environmentFromArn: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions',
    });
    const local = new Cache(stack, 'Local', {
      environmentFromArn: `arn:aws:elasticache:${Token.asString({ Ref: 'Region' })}:${stack.account}:replicationgroup:s`,
    });
    const home = emptyStack('Home', { account: '123456789012', region: 'eu-west-1' });
    const clusterMode = createClusterMode(1, 1);
    const evictionsOf = (group: Cache, options: ReplicationGroupMetricsOptions = {}) =>
      ReplicationGroupMetrics.fromReplicationGroup(group, options).evictions();

    expect(evictionsOf(imported, { clusterMode }).forNode(1)).toMatchObject({
      region: 'eu-west-1',
      account: '123456789012',
    });
    expect(evictionsOf(imported)).toMatchObject({ searchRegion: 'eu-west-1', searchAccount: '123456789012' });
    expect(evictionsOf(local, { clusterMode }).forNode(1)).toMatchObject({ region: undefined });
    expect(evictionsOf(new Cache(home, 'Here'))).toMatchObject({ searchRegion: undefined, searchAccount: undefined });
  });

  test('support alarms on up to ten nodes', () => {
    createGroupMetrics(5, 2).evictions().createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 });

    expect(propertiesOf(stack, 'AWS::CloudWatch::Alarm').Metrics).toHaveLength(11);
  });

  test('fail when an alarm covers more than ten nodes', () => {
    expect(() =>
      createGroupMetrics(6, 2).evictions().createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 }),
    ).toThrow(
      "Cannot call NodeMetric.createAlarm for Cache 'Stack/Sessions':\n  - 'Evictions' covers 12 nodes, but one alarm can monitor at most 10. Create one alarm for each shard with forShard(), or for each node with forEachNode().",
    );
  });

  test('of a single node or shard accept only its number', () => {
    const evictions = createGroupMetrics(1, 1).evictions();

    expect(() => evictions.forNode(2)).toThrow("'node' must be 1, because the cache has 1 node, but got 2. Use 1.");
    expect(() => evictions.forShard(2)).toThrow("'shard' must be 1, because the cache has 1 shard, but got 2. Use 1.");
  });

  test('fail when an alarm covers more than ten Memcached nodes, which are not in shards', () => {
    const evictions = createClusterMetrics(stack, { nodeCount: 11 }).evictions();

    expect(() => evictions.createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 })).toThrow(
      "'Evictions' covers 11 nodes, but one alarm can monitor at most 10. Create one alarm for each node with forEachNode().",
    );
  });

  test('fail when a single Memcached node is requested and the number of nodes is unknown', () => {
    expect(() => createClusterMetrics(stack, {}).evictions().forNode(1)).toThrow(
      "'nodeCount' is missing or a token, but forNode() requires the number of nodes. Set 'nodeCount' to a resolved number. Alternatively, use forMemberCluster().",
    );
  });

  test('fail when an alarm or a single node is requested and the nodes are unknown', () => {
    const evictions = createGroupMetrics(0, 0, { clusterMode: undefined }).evictions();
    const unknown = (method: string) =>
      `'clusterMode' is missing or a token, but ${method}() requires the number of nodes. ` +
      "Set 'clusterMode' to a cluster mode whose numbers of shards and replicas are resolved. Alternatively, use forMemberCluster().";

    expect(() => evictions.createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 })).toThrow(
      unknown('createAlarm'),
    );
    expect(() => evictions.forNode(1)).toThrow(unknown('forNode'));
    expect(() => evictions.forEachNode()).toThrow(unknown('forEachNode'));
  });

  test('fail when the shard or node does not exist', () => {
    const evictions = createGroupMetrics(2, 3).evictions();

    expect(() => evictions.forShard(3)).toThrow(
      "'shard' must be a whole number from 1 to 2, because the cache has 2 shards, but got 3. Use a number in this range.",
    );
    expect(() => evictions.forNode(1, { shard: 3 })).toThrow(
      "'shard' must be a whole number from 1 to 2, because the cache has 2 shards, but got 3. Use a number in this range.",
    );
    expect(() => evictions.forNode(0)).toThrow(
      "'node' must be a whole number from 1 to 3, because the shard has 3 nodes, but got 0. Use a number in this range.",
    );
    expect(() => evictions.forNode(1.5)).toThrow(
      "'node' must be a whole number from 1 to 3, because the shard has 3 nodes, but got 1.5. Use a number in this range.",
    );
  });

  test.each([
    [
      "'CPUCreditBalance' is only published by burstable nodes, but the node type is cache.r7g.large.",
      (metrics: ReplicationGroupMetrics) => metrics.cpuCreditBalance(),
    ],
    [
      "'BytesReadFromDisk' is only published by nodes with data tiering, but the node type is cache.r7g.large.",
      (metrics: ReplicationGroupMetrics) => metrics.bytesReadFromDisk(),
    ],
    [
      "'CurrItems' with the dimension 'Tier' is only published by nodes with data tiering, but the node type is cache.r7g.large.",
      (metrics: ReplicationGroupMetrics) => metrics.itemsInTier(DataTier.SSD),
    ],
    [
      "'BytesUsedForCache' with the dimension 'Tier' is only published by nodes with data tiering, but the node type is cache.r7g.large.",
      (metrics: ReplicationGroupMetrics) => metrics.bytesUsedInTier(DataTier.MEMORY),
    ],
    [
      "'ReplicationLag' is only published by replication groups with replicas, but the replication group has no replicas.",
      (metrics: ReplicationGroupMetrics) => metrics.replicationLag(),
    ],
    [
      "'DurabilityLag' is only published by Valkey 9.0 and later, but the engine version is Redis OSS 6.0.",
      (metrics: ReplicationGroupMetrics) => metrics.durabilityLag(),
    ],
    [
      "'ReclaimedFields' is only published by Valkey 9.0 and later, but the engine version is Redis OSS 6.0.",
      (metrics: ReplicationGroupMetrics) => metrics.reclaimedFields(),
    ],
    [
      "'DatabaseAuthorizationFailures' is only published by Valkey 9.1 and later, but the engine version is Redis OSS 6.0.",
      (metrics: ReplicationGroupMetrics) => metrics.databaseAuthorizationFailures(),
    ],
    [
      "'PubSubShardChannels' is only published by Valkey 7.2 and later, and by Redis OSS 7.0 and later, but the engine version is Redis OSS 6.0.",
      (metrics: ReplicationGroupMetrics) => metrics.pubSubShardChannels(),
    ],
    [
      "'SearchWriteThrottleActive' is only published by Valkey 9.0 and later, but the engine version is Redis OSS 6.0.",
      (metrics: ReplicationGroupMetrics) => metrics.searchWriteThrottleActive(),
    ],
    [
      "'JsonBasedGetCmds' is only published by Valkey 7.2 and later, and by Redis OSS 6.2.6 and later, but the engine version is Redis OSS 6.0.",
      (metrics: ReplicationGroupMetrics) => metrics.commands(CommandFamily.JSON_GET),
    ],
  ])('fail when the nodes do not publish the metric: %s', (message, createMetric) => {
    const metrics = createGroupMetrics(1, 1, {
      engineVersion: EngineVersion.REDIS_6_0,
      nodeType: NodeType.fromName('cache.r7g.large'),
    });

    expect(() => createMetric(metrics)).toThrow(`\n  - ${message} Use metric() to skip this validation.`);
  });

  test.each([
    [EngineVersion.VALKEY_8_2, 'cache.r6gd.xlarge', 'the node type is cache.r6gd.xlarge'],
    [EngineVersion.VALKEY_8_1, 'cache.r7g.large', 'the engine version is Valkey 8.1'],
    [undefined, 'cache.r6gd.xlarge', 'the node type is cache.r6gd.xlarge'],
    [EngineVersion.VALKEY_8_1, undefined, 'the engine version is Valkey 8.1'],
  ])('of search fail for nodes without search: %s', (engineVersion, nodeTypeName, reason) => {
    const nodeType = nodeTypeName === undefined ? undefined : NodeType.fromName(nodeTypeName);
    const metrics = createGroupMetrics(1, 2, { engineVersion, nodeType });
    const message =
      `is only published by nodes without data tiering with Valkey 8.2 and later, but ${reason}. ` +
      'Use metric() to skip this validation.';

    expect(() => metrics.searchUsedMemoryBytes()).toThrow(`'SearchUsedMemoryBytes' ${message}`);
    expect(() => metrics.commands(CommandFamily.SEARCH)).toThrow(`'SearchBasedCmds' ${message}`);
  });

  test.each([
    [EngineVersion.VALKEY_8_2, 'cache.r7g.large'],
    [EngineVersion.VALKEY_9_0, undefined],
    [undefined, 'cache.r7g.large'],
    [undefined, undefined],
  ])('of search are available for other nodes: %s %s', (engineVersion, nodeTypeName) => {
    const nodeType = nodeTypeName === undefined ? undefined : NodeType.fromName(nodeTypeName);

    expect(createGroupMetrics(1, 2, { engineVersion, nodeType }).searchUsedMemoryBytes().metricName).toBe(
      'SearchUsedMemoryBytes',
    );
  });

  test('are not validated when engine, version, and node type are unknown', () => {
    const metrics = createGroupMetrics(1, 2, {
      engineVersion: EngineVersion.of(Token.asString({ Ref: 'Engine' }), Token.asString({ Ref: 'Version' })),
      nodeType: NodeType.fromName(Token.asString({ Ref: 'NodeType' })),
    });

    expect(
      [
        metrics.cpuCreditBalance(),
        metrics.bytesReadFromDisk(),
        metrics.durabilityLag(),
        metrics.globalDatastoreReplicationLag(),
        metrics.replicationLag(),
      ].map(({ metricName }) => metricName),
    ).toHaveLength(5);
  });

  test('are not validated when the node type is not in the service data', () => {
    expect(
      createGroupMetrics(1, 1, { nodeType: NodeType.fromName('cache.x99.large') }).cpuCreditUsage().metricName,
    ).toBe('CPUCreditUsage');
  });
});

describe('metrics of a replication group', () => {
  test.each<[string, string, object, (metrics: ReplicationGroupMetrics) => cloudwatch.Metric]>([
    ['all nodes', 'EngineCPUUtilization', {}, (metrics) => metrics.groupEngineCpuUtilization()],
    [
      'a shard',
      'EngineCPUUtilization',
      { NodeGroupId: '0002' },
      (metrics) => metrics.groupEngineCpuUtilization({ shardId: '0002' }),
    ],
    ['primaries', 'EngineCPUUtilization', { Role: 'Primary' }, (metrics) => metrics.primaryEngineCpuUtilization()],
    ['replicas', 'EngineCPUUtilization', { Role: 'Replica' }, (metrics) => metrics.replicaEngineCpuUtilization()],
    [
      'all nodes',
      'DatabaseMemoryUsageCountedForEvictPercentage',
      {},
      (metrics) => metrics.groupDatabaseMemoryUsageCountedForEvictPercentage(),
    ],
    [
      'a shard',
      'DatabaseMemoryUsageCountedForEvictPercentage',
      { NodeGroupId: '0001' },
      (metrics) => metrics.groupDatabaseMemoryUsageCountedForEvictPercentage({ shardId: '0001' }),
    ],
    [
      'all nodes',
      'DatabaseCapacityUsageCountedForEvictPercentage',
      {},
      (metrics) => metrics.groupDatabaseCapacityUsageCountedForEvictPercentage(),
    ],
    [
      'a shard',
      'DatabaseCapacityUsageCountedForEvictPercentage',
      { NodeGroupId: '0001' },
      (metrics) => metrics.groupDatabaseCapacityUsageCountedForEvictPercentage({ shardId: '0001' }),
    ],
  ])('of %s: %s', (_, metricName, dimensions, createMetric) => {
    const metric = createMetric(createGroupMetrics(0, 0, { clusterMode: undefined }));

    expect(metric).toMatchObject({ namespace: 'AWS/ElastiCache', metricName, statistic: 'Average' });
    expect(metric.period.toMinutes()).toBe(5);
    expect(metric.dimensions).toEqual({ ReplicationGroupId: 'sessions', ...dimensions });
  });

  test('accept another statistic, period, and label', () => {
    const props = { statistic: 'Maximum', period: Duration.minutes(1), label: 'CPU' };
    const metrics = createGroupMetrics();

    expect(metrics.groupEngineCpuUtilization({ ...props, shardId: '0001' })).toMatchObject(props);
    expect(metrics.replicaEngineCpuUtilization(props)).toMatchObject(props);
  });

  test('of replicas fail for a replication group without replicas', () => {
    const metrics = createGroupMetrics(2, 1);

    expect(() => metrics.replicaEngineCpuUtilization()).toThrow(
      "'EngineCPUUtilization' of replicas is only published by replication groups with replicas, but the replication group has no replicas. " +
        'Add replicas, or use primaryEngineCpuUtilization().',
    );
    expect(metrics.primaryEngineCpuUtilization().dimensions).toEqual({
      ReplicationGroupId: 'sessions',
      Role: 'Primary',
    });
  });

  test('support one alarm on any number of nodes', () => {
    const metric = createGroupMetrics(20, 5).groupEngineCpuUtilization();
    metric.createAlarm(stack, 'Alarm', { threshold: 80, evaluationPeriods: 5 });

    expect(propertiesOf(stack, 'AWS::CloudWatch::Alarm')).toMatchObject({
      MetricName: 'EngineCPUUtilization',
      Dimensions: [{ Name: 'ReplicationGroupId', Value: 'sessions' }],
    });
  });

  test('use the Region and account of the replication group', () => {
    const group = new Cache(stack, 'Imported', {
      environmentFromArn: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions',
    });

    expect(ReplicationGroupMetrics.fromReplicationGroup(group).groupEngineCpuUtilization()).toMatchObject({
      region: 'eu-west-1',
      account: '123456789012',
    });
  });
});

test('a node metric is a math expression', () => {
  expect(createGroupMetrics().evictions()).toBeInstanceOf(cloudwatch.MathExpression);
});

test('a metric that this library does not know is the average of the nodes', () => {
  const { usingMetrics, expression } = createGroupMetrics(1, 1).metric('New');

  expect(expression).toMatch(/^AVG\(/);
  expect(Object.values(usingMetrics)).toMatchObject([{ metricName: 'New', statistic: 'Average' }]);
});
