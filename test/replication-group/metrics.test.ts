import type { Stack } from 'aws-cdk-lib/core';
import { Duration, Token } from 'aws-cdk-lib/core';
import { groupIn } from './group';
import { ClusterMode, EngineVersion, NodeType, ReplicationGroup } from '../../src';
import { emptyStack } from '../util';

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

const createGroup = (clusterMode: ClusterMode) => groupIn(stack, { clusterMode });

/** The id of a node as it stands in a template: made from the reference to the group. */
const nodeId = (end: string) => ({ 'Fn::Join': ['', [{ Ref: 'Cache18F6EE16' }, end]] });

test('the nodes have ids that follow from the cluster mode', () => {
  expect(stack.resolve(createGroup(ClusterMode.enabled({ shards: 2 })).memberClusterIds)).toEqual(
    ['-0001-001', '-0001-002', '-0002-001', '-0002-002'].map(nodeId),
  );
});

test('a metric is one over all nodes, over a shard, and of a node', () => {
  const metric = createGroup(ClusterMode.enabled({ shards: 2 })).metrics.evictions();

  expect(stack.resolve(metric.perNode().map(({ dimensions, statistic }) => [dimensions, statistic]))).toEqual(
    ['-0001-001', '-0001-002', '-0002-001', '-0002-002'].map((end) => [{ CacheClusterId: nodeId(end) }, 'Sum']),
  );
  expect(Object.values(metric.ofShard(2).usingMetrics)).toHaveLength(2);
  expect(metric.ofMember('sessions-0003-001').dimensions).toEqual({ CacheClusterId: 'sessions-0003-001' });
});

test('a metric by its name has the statistic that says most', () => {
  const group = createGroup(ClusterMode.disabled({ replicas: 0 }));

  const ofNode = group.metric('Evictions', { period: Duration.minutes(1) }).ofNode(1);
  expect(ofNode).toMatchObject({
    namespace: 'AWS/ElastiCache',
    metricName: 'Evictions',
    statistic: 'Sum',
    period: Duration.minutes(1),
  });
  expect(stack.resolve(ofNode.dimensions)).toEqual({ CacheClusterId: nodeId('-001') });
  expect(group.metric('Tomorrow').ofNode(1).statistic).toBe('Average');
});

test('a metric that the engine or the node type does not publish is refused', () => {
  const group = groupIn(stack, { engineVersion: EngineVersion.REDIS_7_1, nodeType: NodeType.R7G_LARGE });

  expect(() => group.metrics.cpuCreditBalance()).toThrow(
    /'CPUCreditBalance' is published by burstable nodes only, got redis 7\.1 on cache\.r7g\.large/,
  );
});

describe('of an imported group', () => {
  test('are known as far as the cluster mode is', () => {
    const group = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', {
      replicationGroupId: 'Sessions',
      clusterMode: ClusterMode.disabled(),
    });

    expect(group.memberClusterIds).toEqual(['sessions-001', 'sessions-002']);
    expect(group.metrics.evictions().perNode()).toHaveLength(2);
  });

  test('are searched for while the cluster mode is unknown', () => {
    const group = ReplicationGroup.fromReplicationGroupId(stack, 'Imported', 'Sessions');

    expect(group.metrics.evictions().expression).toContain('SEARCH(');
    expect(() => group.memberClusterIds).toThrow(
      "'memberClusterIds' of an imported group are unknown; give 'clusterMode' to fromReplicationGroupAttributes",
    );
  });
});

test('fails when ids are asked for and the numbers are known at deployment only', () => {
  expect(() => createGroup(ClusterMode.enabled({ shards: Token.asNumber({ Ref: 'Shards' }) })).memberClusterIds).toThrow(
    "'memberClusterIds' need numbers of shards and replicas that are known at synthesis, got tokens; use numbers in 'clusterMode'",
  );
});
