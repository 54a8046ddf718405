import type { Stack } from 'aws-cdk-lib/core';
import { Resource } from 'aws-cdk-lib/core';
import type { MonitoredNode, MonitoredNodes } from '../../src/monitoring/monitored-nodes';
import { HOST_METRICS, MEMCACHED_NODE_METRICS, NODE_METRICS } from '../../src/service-data/metrics';

/** A cache without properties of its own. */
export class Cache extends Resource {}

/** Creates the nodes of a replication group with cluster mode enabled. */
export function createNodes(
  stack: Stack,
  shards: number,
  nodesPerShard: number,
  overrides: Partial<MonitoredNodes> = {},
): MonitoredNodes {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));
  const node = (label: string): MonitoredNode => ({ label, dimensions: { CacheClusterId: `sessions-${label}` } });
  return {
    resource: new Cache(stack, 'Sessions'),
    name: 'sessions',
    publishedMetrics: { ...HOST_METRICS, ...NODE_METRICS },
    shards: numbers(shards).map((shard) =>
      numbers(nodesPerShard).map((number) => node(`${shard.padStart(4, '0')}-${number.padStart(3, '0')}`)),
    ),
    memberDimensions: (id) => ({ CacheClusterId: id }),
    ...overrides,
  };
}

/** Creates the nodes of a Memcached cluster. */
export function createMemcachedNodes(
  stack: Stack,
  count: number,
  overrides: Partial<MonitoredNodes> = {},
): MonitoredNodes {
  const memberDimensions = (id: string) => ({ CacheClusterId: 'sessions', CacheNodeId: id });
  const ids = Array.from({ length: count }, (_, index) => String(index + 1).padStart(4, '0'));
  return {
    resource: new Cache(stack, 'Sessions'),
    name: 'sessions',
    publishedMetrics: { ...HOST_METRICS, ...MEMCACHED_NODE_METRICS },
    engine: 'memcached',
    shards: [ids.map((label) => ({ label, dimensions: memberDimensions(label) }))],
    memberDimensions,
    ...overrides,
  };
}
