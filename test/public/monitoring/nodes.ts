import type { ICacheClusterRef, IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import type { Stack } from 'aws-cdk-lib/core';
import { Resource } from 'aws-cdk-lib/core';
import type { MemcachedClusterMetricsOptions, ReplicationGroupMetricsOptions } from 'cdk-elasticache';
import { ClusterMode, MemcachedClusterMetrics, ReplicationGroupMetrics } from 'cdk-elasticache';

/** A node-based cache of another library, of which only the reference is known. */
export class Cache extends Resource implements IReplicationGroupRef, ICacheClusterRef {
  public readonly replicationGroupRef = { replicationGroupId: 'sessions' };
  public readonly cacheClusterRef = { clusterName: 'sessions' };
}

/** The cluster mode of shards of equal size. */
export function createClusterMode(shardCount: number, nodesPerShard: number): ClusterMode {
  return ClusterMode.enabled({ shardCount, replicasPerShard: nodesPerShard - 1 });
}

/** Creates the metrics of the replication group `sessions` with cluster mode enabled. */
export function createGroupMetrics(
  stack: Stack,
  shards: number,
  nodesPerShard: number,
  options: ReplicationGroupMetricsOptions = {},
): ReplicationGroupMetrics {
  return ReplicationGroupMetrics.fromReplicationGroup(new Cache(stack, 'Sessions'), {
    clusterMode: createClusterMode(shards, nodesPerShard),
    ...options,
  });
}

/** Creates the metrics of the Memcached cluster `sessions`. */
export function createClusterMetrics(stack: Stack, options: MemcachedClusterMetricsOptions): MemcachedClusterMetrics {
  return MemcachedClusterMetrics.fromCacheCluster(new Cache(stack, 'Sessions'), options);
}
