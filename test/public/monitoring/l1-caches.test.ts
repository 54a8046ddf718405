import type { CfnParameterGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { CfnCacheCluster, CfnParameterGroup, CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import type { Stack } from 'aws-cdk-lib/core';
import { Token } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { emptyStack } from '../stacks';
import {
  ClusterMode,
  EngineVersion,
  MemcachedCluster,
  NodeType,
  ParameterGroup,
  RecommendedAlarms,
  ReplicationGroup,
} from 'cdk-elasticache';

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

const createGroup = (props: object = {}) =>
  new CfnReplicationGroup(stack, 'L1', {
    replicationGroupDescription: 'sessions',
    engine: 'redis',
    engineVersion: '7.1',
    cacheNodeType: 'cache.r7g.large',
    numCacheClusters: 2,
    ...props,
  });
const createParameters = (properties?: CfnParameterGroupProps['properties']) =>
  new CfnParameterGroup(stack, 'Parameters', {
    description: 'sessions',
    cacheParameterGroupFamily: 'redis7',
    properties,
  });
const AUTHORIZATION_ALARMS = [
  'channelAuthorizationFailures',
  'commandAuthorizationFailures',
  'keyAuthorizationFailures',
] as const;

describe('an engine version without users', () => {
  const engineVersion = EngineVersion.of('redis', '5.0.6');
  const nodeType = NodeType.fromName('cache.r5.large');
  const clusterMode = ClusterMode.disabled({ replicaCount: 1 });
  const ALARMS: readonly [string, (options?: object) => RecommendedAlarms][] = [
    [
      'an L1 construct',
      (options) =>
        ReplicationGroup.fromCfnReplicationGroup(createGroup({ engineVersion: '5.0.6' })).addRecommendedAlarms(options),
    ],
    [
      'an import',
      (options) =>
        ReplicationGroup.fromReplicationGroupAttributes(stack, 'Group', {
          replicationGroupId: 'sessions',
          engineVersion,
          nodeType,
          clusterMode,
        }).addRecommendedAlarms(options),
    ],
    [
      'the facade',
      (options) =>
        RecommendedAlarms.forReplicationGroup(stack, 'Alarms', createGroup(), {
          engineVersion,
          nodeType,
          clusterMode,
          ...options,
        }),
    ],
  ];

  test.each(ALARMS)('has no authorization alarms: %s', (_, create) => {
    const alarms = create();

    expect(AUTHORIZATION_ALARMS.flatMap((name) => alarms.named(name))).toEqual([]);
    expect(alarms.named('authenticationFailures')).toHaveLength(1);
  });

  test.each(ALARMS)('rejects settings of authorization alarms: %s', (_, create) => {
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
    expect(errorsOf(() => create({ keyAuthorizationFailures: { threshold: 5 } }))).toEqual([
      "'keyAuthorizationFailures' is not available for this cache, because its metric is only published by Valkey 7.2 and later, and by Redis OSS 6.0 and later, but the engine version is Redis OSS 5.0.6. Remove 'keyAuthorizationFailures'.",
    ]);
  });
});

describe('the cluster mode of an L1 construct', () => {
  const disabled = ClusterMode.disabled({ replicaCount: 1 });
  const enabled = ClusterMode.enabled({ shardCount: 1, replicasPerShard: 1 });

  // The default of the parameter cluster-enabled is no:
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
  test.each<[string, () => string, ClusterMode]>([
    ['an L1 construct', () => createParameters().ref, disabled],
    ['an L1 construct with cluster mode', () => createParameters({ 'cluster-enabled': 'yes' }).ref, enabled],
    ['an L1 construct without cluster mode', () => createParameters({ 'cluster-enabled': 'no' }).ref, disabled],
    [
      'an L2 construct',
      () => new ParameterGroup(stack, 'L2', { engineVersion: EngineVersion.REDIS_7_1 }).parameterGroupName,
      disabled,
    ],
    ['the default group', () => 'default.redis7', disabled],
    ['the default group with cluster mode', () => 'default.redis7.cluster.on', enabled],
  ])('is that of the parameter group: %s', (_, createName, clusterMode) => {
    const group = ReplicationGroup.fromCfnReplicationGroup(createGroup({ cacheParameterGroupName: createName() }));

    expect(group.clusterMode).toEqual(clusterMode);
    expect(group.addRecommendedAlarms().named('evictions')).toHaveLength(1);
  });

  test.each<[string, () => object]>([
    ['a parameter group outside the app', () => ({ cacheParameterGroupName: 'sessions' })],
    ['a token', () => ({ cacheParameterGroupName: Token.asString({ Ref: 'Group' }) })],
    [
      'parameters in a token',
      () => ({ cacheParameterGroupName: createParameters(Token.asAny({ Ref: 'Properties' })).ref }),
    ],
    [
      'a mode in a token',
      () => ({ clusterMode: Token.asString({ Ref: 'Mode' }), cacheParameterGroupName: 'default.redis7' }),
    ],
  ])('is unknown with %s, and must be specified for alarms', (_, createProps) => {
    const group = ReplicationGroup.fromCfnReplicationGroup(createGroup(createProps()));

    expect(group.clusterMode).toBeUndefined();
    expect(errorsOf(() => group.addRecommendedAlarms())).toEqual([
      "'clusterMode' is missing or a token, but alarms require the number of nodes. Use RecommendedAlarms.forReplicationGroup() with 'clusterMode', because the L1 construct does not determine it.",
    ]);
    expect(errorsOf(() => group.metrics.evictions().forNode(1))).toEqual([
      "'clusterMode' is missing or a token, but forNode() requires the number of nodes. Use ReplicationGroupMetrics.fromReplicationGroup() with 'clusterMode', because the L1 construct does not determine it. Alternatively, use forMemberCluster().",
    ]);
    const alarms = RecommendedAlarms.forReplicationGroup(stack, 'Alarms', group, { clusterMode: disabled });
    expect(alarms.named('evictions')).toHaveLength(1);
  });
});

test('the number of nodes of a Memcached cluster must be specified if it is a token', () => {
  const cluster = MemcachedCluster.fromCfnCacheCluster(
    new CfnCacheCluster(stack, 'L1', {
      engine: 'memcached',
      cacheNodeType: 'cache.r7g.large',
      numCacheNodes: Token.asNumber({ Ref: 'Nodes' }),
    }),
  );

  expect(errorsOf(() => cluster.addRecommendedAlarms())).toEqual([
    "'nodeCount' is missing or a token, but alarms require the number of nodes. Use RecommendedAlarms.forCacheCluster() with 'nodeCount', because the L1 construct does not determine it.",
  ]);
});
