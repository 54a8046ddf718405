import type { Stack } from 'aws-cdk-lib/core';
import { Duration, Token } from 'aws-cdk-lib/core';
import { groupIn } from './group';
import { emptyStack } from '../stacks';
import { ClusterMode, EngineVersion, NodeFamily, NodeSize, NodeType, ReplicationGroup } from 'cdk-elasticache';

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

const createGroup = (clusterMode: ClusterMode) => groupIn(stack, { clusterMode });

/** The id of a node in a template: a reference to the group, with a suffix. */
const nodeId = (end: string) => ({ 'Fn::Join': ['', [{ Ref: 'Cache18F6EE16' }, end]] });

test('derives the node ids from the cluster mode', () => {
  expect(stack.resolve(createGroup(ClusterMode.enabled({ shardCount: 2 })).memberClusterIds)).toEqual(
    ['-0001-001', '-0001-002', '-0002-001', '-0002-002'].map(nodeId),
  );
});

test('creates metrics for all nodes, a shard, and a node', () => {
  const metric = createGroup(ClusterMode.enabled({ shardCount: 2 })).metrics.evictions();

  expect(stack.resolve(metric.forEachNode().map(({ dimensions, statistic }) => [dimensions, statistic]))).toEqual(
    ['-0001-001', '-0001-002', '-0002-001', '-0002-002'].map((end) => [{ CacheClusterId: nodeId(end) }, 'Sum']),
  );
  expect(Object.values(metric.forShard(2).usingMetrics)).toHaveLength(2);
  expect(metric.forMemberCluster('sessions-0003-001').dimensions).toEqual({ CacheClusterId: 'sessions-0003-001' });
});

test('uses the recommended statistic for a metric by name, and Average for unknown metrics', () => {
  const group = createGroup(ClusterMode.disabled({ replicaCount: 0 }));

  const ofNode = group.metric('Evictions', { period: Duration.minutes(1) }).forNode(1);
  expect(ofNode).toMatchObject({
    namespace: 'AWS/ElastiCache',
    metricName: 'Evictions',
    statistic: 'Sum',
    period: Duration.minutes(1),
  });
  expect(stack.resolve(ofNode.dimensions)).toEqual({ CacheClusterId: nodeId('-001') });
  expect(group.metric('Tomorrow').forNode(1).statistic).toBe('Average');
});

test('fails for a metric that the engine or the node type does not publish', () => {
  const group = groupIn(stack, {
    engineVersion: EngineVersion.REDIS_7_1,
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
  });

  expect(() => group.metrics.cpuCreditBalance()).toThrow(
    "'CPUCreditBalance' is only published by burstable nodes, but the node type is cache.r7g.large. Use metric() to skip this validation.",
  );
});

describe('an imported group', () => {
  test('derives the node ids from its cluster mode', () => {
    const group = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', {
      replicationGroupId: 'Sessions',
      clusterMode: ClusterMode.disabled(),
    });

    expect(group.memberClusterIds).toEqual(['sessions-001', 'sessions-002']);
    expect(group.metrics.evictions().forEachNode()).toHaveLength(2);
  });

  test('searches for the metrics when the cluster mode is unknown', () => {
    const group = ReplicationGroup.fromReplicationGroupId(stack, 'Imported', 'Sessions');

    expect(group.metrics.evictions().expression).toContain('SEARCH(');
    expect(() => group.memberClusterIds).toThrow(
      "'memberClusterIds' is unknown, because the cluster mode is not specified. Specify 'clusterMode' in fromReplicationGroupAttributes or fromLookup. For a secondary, specify 'referenceMember' in fromGlobalReplicationGroupAttributes.",
    );
  });
});

test('fails to return node ids when the number of shards is a token', () => {
  expect(
    () => createGroup(ClusterMode.enabled({ shardCount: Token.asNumber({ Ref: 'Shards' }) })).memberClusterIds,
  ).toThrow(
    "'memberClusterIds' requires numbers of shards and replicas that are resolved at synthesis, but got tokens. Set 'clusterMode' to a cluster mode whose numbers of shards and replicas are resolved.",
  );
});
