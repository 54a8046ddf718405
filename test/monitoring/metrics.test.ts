import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Stack } from 'aws-cdk-lib/core';
import { Duration, Token } from 'aws-cdk-lib/core';
import { Cache, givenMemcachedNodes, givenNodes } from './nodes';
import {
  CacheEngine,
  CommandFamily,
  DataTier,
  MemcachedClusterMetrics,
  NodeMetric,
  ReplicationGroupMetrics,
  ServerlessCache,
} from '../../src';
import type { MetricFact } from '../../src/service-data/metrics';
import {
  HOST_METRICS,
  MEMCACHED_NODE_METRICS,
  NODE_METRICS,
  SERVERLESS_MEMCACHED_METRICS,
  SERVERLESS_METRICS,
} from '../../src/service-data/metrics';
import { emptyStack, importVpc, propertiesOf } from '../util';

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

const serverless = (engine: CacheEngine) => new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), engine });
const sharded = (shards = 2, nodes = 2, more = {}) =>
  ReplicationGroupMetrics._of(givenNodes(stack, shards, nodes, more));

/** Every metric that the methods of a facade give: those that it refuses are left out. */
function offered(metrics: object): (cloudwatch.Metric | NodeMetric)[] {
  const methods = [Object.getPrototypeOf(metrics), Object.getPrototypeOf(Object.getPrototypeOf(metrics))]
    .flatMap(Object.getOwnPropertyNames)
    .filter(
      (name) =>
        !['constructor', 'named', '_named', 'bytesUsedInTier', 'itemsInTier'].includes(name) &&
        name in metrics &&
        !(name in Object.prototype),
    );
  const call = (name: string, ...args: unknown[]) => {
    try {
      return [(metrics as any)[name](...args)];
    } catch {
      return [];
    }
  };
  return methods.flatMap((name) =>
    name.startsWith('command') && !name.endsWith('Failures')
      ? Object.values(CommandFamily).flatMap((family) => call(name, family))
      : call(name),
  );
}

describe('every metric of the facts is offered, and no other', () => {
  const told = (facts: Record<string, MetricFact>) =>
    Object.entries(facts)
      .map(([name, { statistic }]) => `${name} ${statistic}`)
      .sort();

  test.each([
    [CacheEngine.VALKEY_8, SERVERLESS_METRICS, 55],
    [CacheEngine.REDIS_7, SERVERLESS_METRICS, 55],
    [CacheEngine.MEMCACHED_1_6, SERVERLESS_MEMCACHED_METRICS, 30],
  ])('by serverless caches of %s', (engine, facts, count) => {
    const metrics = offered(serverless(engine).metrics) as cloudwatch.Metric[];

    expect(metrics.map(({ metricName, statistic }) => `${metricName} ${statistic}`).sort()).toEqual(told(facts));
    expect(metrics).toHaveLength(count);
    expect(new Set(metrics.map((metric) => JSON.stringify(stack.resolve(metric.dimensions))))).toEqual(
      new Set(['{"clusterId":{"Ref":"Cache18F6EE16"}}']),
    );
  });

  test.each([
    ['replication groups', () => sharded(), { ...HOST_METRICS, ...NODE_METRICS }, 109],
    [
      'Memcached clusters',
      () => MemcachedClusterMetrics._of(givenMemcachedNodes(stack, 2)),
      { ...HOST_METRICS, ...MEMCACHED_NODE_METRICS },
      57,
    ],
  ])('by nodes of %s', (_, make, facts, count) => {
    const metrics = offered(make()) as NodeMetric[];

    expect(metrics.map((metric) => `${metric.metricName} ${metric.ofNode(1).statistic}`).sort()).toEqual(told(facts));
    expect(metrics).toHaveLength(count);
  });

  test('each by its own name with a small first letter', () => {
    const plain = { ...SERVERLESS_METRICS, ...SERVERLESS_MEMCACHED_METRICS };
    const names = Object.keys(plain).filter((name) => !/(Based|BasedGet|BasedSet|Type)Cmds/.test(name));
    const metrics = ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'sessions').metrics as any;

    expect(names.filter((name) => metrics[name[0].toLowerCase() + name.slice(1)]().metricName !== name)).toEqual([]);
  });
});

describe('of a serverless cache', () => {
  test('can be of another statistic and period', () => {
    expect(
      serverless(CacheEngine.VALKEY_8).metrics.successfulReadRequestLatency({
        statistic: 'p99',
        period: Duration.minutes(1),
      }),
    ).toMatchObject({ metricName: 'SuccessfulReadRequestLatency', statistic: 'p99', period: Duration.minutes(1) });
  });

  test('are those of all engines when the engine is unknown', () => {
    const cache = ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'Sessions');

    expect(cache.metrics.getHits().dimensions).toEqual({ clusterId: 'sessions' });
    expect(cache.metrics.cacheHits().dimensions).toEqual({ clusterId: 'sessions' });
  });

  test.each([
    [CacheEngine.VALKEY_8, 'GetHits', (cache: ServerlessCache) => cache.metrics.getHits()],
    [CacheEngine.MEMCACHED_1_6, 'CacheHitRate', (cache: ServerlessCache) => cache.metrics.cacheHitRate()],
    [
      CacheEngine.VALKEY_8,
      'ClusterBasedCmds',
      (cache: ServerlessCache) => cache.metrics.commands(CommandFamily.CLUSTER),
    ],
    [
      CacheEngine.MEMCACHED_1_6,
      'HashBasedCmdsECPUs',
      (cache: ServerlessCache) => cache.metrics.commandProcessingUnits(CommandFamily.HASH),
    ],
  ])('fails when %s does not publish %s', (engine, name, ask) => {
    const cache = serverless(engine);

    expect(() => ask(cache)).toThrow(
      `ServerlessCache 'Stack/Cache' cannot be built:\n  - '${name}' is not published for serverless caches of ${engine.engineType}; ` +
        "'metric' takes any name, also one that this library does not know",
    );
  });
});

describe('of nodes', () => {
  const alarmOn = (metric: cloudwatch.IMetric) => {
    new cloudwatch.Alarm(stack, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 });
    return propertiesOf(stack, 'AWS::CloudWatch::Alarm');
  };

  test('add up over the whole group', () => {
    const { Metrics } = alarmOn(sharded().evictions());

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
    ['evictions', 'SUM'], // a total
    ['currItems', 'SUM'], // an amount
    ['freeableMemory', 'SUM'],
    ['engineCpuUtilization', 'AVG'], // a percentage
    ['successfulReadRequestLatency', 'AVG'],
    ['replicationLag', 'MAX'],
    ['cpuCreditBalance', 'MIN'],
    ['networkMaxBytesIn', 'MAX'],
    ['masterLinkHealthStatus', 'MIN'],
  ])('%s is %s over nodes', (name, operation) => {
    expect((sharded() as any)[name]().expression).toMatch(new RegExp(`^${operation}\\(\\[`));
  });

  test('are asked for by shard and node', () => {
    const latency = sharded(2, 2).commandLatency(CommandFamily.HASH, { statistic: 'p99' });

    expect(
      Object.values(latency.ofShard(2).usingMetrics).map((metric) => (metric as cloudwatch.Metric).dimensions),
    ).toEqual([{ CacheClusterId: 'sessions-0002-001' }, { CacheClusterId: 'sessions-0002-002' }]);
    expect(latency.ofShard(2).label).toBe('HashBasedCmdsLatency of shard 2');
    expect(latency.ofNode(2, 1)).toMatchObject({
      dimensions: { CacheClusterId: 'sessions-0001-002' },
      statistic: 'p99',
      label: '0001-002',
    });
    expect(latency.ofMember('sessions-0003-001')).toMatchObject({
      dimensions: { CacheClusterId: 'sessions-0003-001' },
      statistic: 'p99',
    });
    expect(latency.perNode().map(({ label }) => label)).toEqual(['0001-001', '0001-002', '0002-001', '0002-002']);
  });

  test('of Memcached have the id of the cluster and of the node', () => {
    const hits = MemcachedClusterMetrics._of(givenMemcachedNodes(stack, 2)).getHits();

    expect(hits.ofNode(2).dimensions).toEqual({ CacheClusterId: 'sessions', CacheNodeId: '0002' });
    expect(hits.ofMember('0003').dimensions).toEqual({ CacheClusterId: 'sessions', CacheNodeId: '0003' });
  });

  test('with data tiering are asked for by tier', () => {
    const metrics = sharded(1, 1, { engine: 'valkey', version: '8.0', nodeType: 'cache.r6gd.xlarge' });

    expect(metrics.bytesUsedInTier(DataTier.SSD).ofNode(1)).toMatchObject({
      metricName: 'BytesUsedForCache',
      dimensions: { CacheClusterId: 'sessions-0001-001', CacheNodeId: '0001', Tier: 'SSD' },
    });
    expect(metrics.itemsInTier(DataTier.MEMORY).ofNode(1)).toMatchObject({
      metricName: 'CurrItems',
      dimensions: expect.objectContaining({ Tier: 'Memory' }),
    });
  });

  test('share a graph with those of other statistics', () => {
    const metrics = sharded();
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

  test('are searched for when the nodes are unknown', () => {
    const evictions = sharded(0, 0, { shards: undefined }).evictions();
    const slow = MemcachedClusterMetrics._of({
      ...givenMemcachedNodes(emptyStack('Other'), 0),
      shards: undefined,
    }).cpuUtilization({ statistic: 'p99' });

    expect(evictions.expression).toBe(
      "SUM(SEARCH('{AWS/ElastiCache,CacheClusterId} MetricName=\"Evictions\" CacheClusterId=sessions', 'Sum'))",
    );
    expect(slow.expression).toBe(
      "AVG(SEARCH('{AWS/ElastiCache,CacheClusterId,CacheNodeId} MetricName=\"CPUUtilization\" CacheClusterId=sessions', 'p99'))",
    );
    expect(evictions.ofMember('sessions-001').dimensions).toEqual({ CacheClusterId: 'sessions-001' });
  });

  test('stand where the cache stands', () => {
    const resource = new Cache(stack, 'Imported', {
      environmentFromArn: 'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:sessions',
    });
    const local = new Cache(stack, 'Local', {
      environmentFromArn: `arn:aws:elasticache:${Token.asString({ Ref: 'Region' })}:${stack.account}:replicationgroup:s`,
    });
    const home = emptyStack('Home', { account: '123456789012', region: 'eu-west-1' });

    expect(sharded(1, 1, { resource }).evictions().ofNode(1)).toMatchObject({
      region: 'eu-west-1',
      account: '123456789012',
    });
    expect(
      ReplicationGroupMetrics._of({ ...givenNodes(emptyStack('A'), 0, 0), shards: undefined, resource }).evictions(),
    ).toMatchObject({ searchRegion: 'eu-west-1', searchAccount: '123456789012' });
    expect(
      ReplicationGroupMetrics._of({ ...givenNodes(emptyStack('B'), 1, 1), resource: local })
        .evictions()
        .ofNode(1),
    ).toMatchObject({ region: undefined });
    expect(
      ReplicationGroupMetrics._of({
        ...givenNodes(emptyStack('C'), 0, 0),
        shards: undefined,
        resource: new Cache(home, 'Here'),
      }).evictions(),
    ).toMatchObject({ searchRegion: undefined, searchAccount: undefined });
  });

  test('become one alarm while there are ten of them at most', () => {
    sharded(5, 2).evictions().createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 });

    expect(propertiesOf(stack, 'AWS::CloudWatch::Alarm').Metrics).toHaveLength(11);
  });

  test('fails when an alarm would watch more', () => {
    expect(() => sharded(6, 2).evictions().createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 })).toThrow(
      "Cache 'Stack/Sessions' cannot be built:\n  - an alarm can watch up to 10 nodes, got the 'Evictions' of 12; " +
        "make one for each shard with 'ofShard', or for each node with 'perNode'",
    );
  });

  test('fails when an alarm or a node is asked of nodes that are unknown', () => {
    const evictions = sharded(0, 0, { shards: undefined }).evictions();
    const unknown =
      "the nodes of 'Evictions' are unknown, since the import does not tell how many shards and replicas there are; tell it, or name a node by 'ofMember'";

    expect(() => evictions.createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 })).toThrow(unknown);
    expect(() => evictions.ofNode(1)).toThrow(unknown);
    expect(() => evictions.perNode()).toThrow(unknown);
  });

  test('fails when there is no such shard or node', () => {
    const evictions = sharded(2, 3).evictions();

    expect(() => evictions.ofShard(3)).toThrow("'shard' must be a whole number between 1 and 2, got 3");
    expect(() => evictions.ofNode(0)).toThrow("'node' must be a whole number between 1 and 3, got 0");
    expect(() => evictions.ofNode(1.5)).toThrow("'node' must be a whole number between 1 and 3, got 1.5");
  });

  test.each([
    ['CPUCreditBalance', 'burstable nodes', (metrics: ReplicationGroupMetrics) => metrics.cpuCreditBalance()],
    ['BytesReadFromDisk', 'nodes with data tiering', (metrics: ReplicationGroupMetrics) => metrics.bytesReadFromDisk()],
    ['CurrItems', 'nodes with data tiering', (metrics: ReplicationGroupMetrics) => metrics.itemsInTier(DataTier.SSD)],
    ['ReplicationLag', 'caches with replicas', (metrics: ReplicationGroupMetrics) => metrics.replicationLag()],
    ['DurabilityLag', 'valkey 9.0 and later', (metrics: ReplicationGroupMetrics) => metrics.durabilityLag()],
    [
      'JsonBasedGetCmds',
      'valkey 7.2 and redis 6.2.6 and later',
      (metrics: ReplicationGroupMetrics) => metrics.commands(CommandFamily.JSON_GET),
    ],
    [
      'GlobalDatastoreReplicationLag',
      'members of a global datastore',
      (metrics: ReplicationGroupMetrics) => metrics.globalDatastoreReplicationLag(),
    ],
  ])('fails when they do not publish %s', (name, who, ask) => {
    const metrics = sharded(1, 1, {
      engine: 'redis',
      version: '6.0',
      nodeType: 'cache.r7g.large',
      has: { globalDatastoreMember: false },
    });

    expect(() => ask(metrics)).toThrow(
      `'${name}' is published by ${who} only, got redis 6.0 on cache.r7g.large; 'metric' takes any name, also one that this library does not know`,
    );
  });

  test('are not judged while engine, version and node type are unknown', () => {
    const tokens = {
      engine: Token.asString({ Ref: 'Engine' }),
      version: Token.asString({ Ref: 'Version' }),
      nodeType: Token.asString({ Ref: 'NodeType' }),
    };
    const metrics = sharded(1, 2, { ...tokens });

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

  test('of a node type that is not known are not judged', () => {
    expect(sharded(1, 1, { nodeType: 'cache.x99.large' }).cpuCreditUsage().metricName).toBe('CPUCreditUsage');
  });
});

test('a metric is a math expression for whoever takes one', () => {
  expect(sharded().evictions()).toBeInstanceOf(cloudwatch.MathExpression);
  expect(
    NodeMetric._of(givenNodes(emptyStack('Other'), 1, 1), 'New', { unit: 'Count', statistic: 'Sum' }).expression,
  ).toMatch(/^SUM/);
});
