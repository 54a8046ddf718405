import type { Stack } from 'aws-cdk-lib/core';
import { Resource } from 'aws-cdk-lib/core';
import type { MeasuredNode, MeasuredNodes } from '../../src/monitoring/measured';
import { HOST_METRICS, MEMCACHED_NODE_METRICS, NODE_METRICS } from '../../src/service-data/metrics';

/** A cache that is nothing but a place. */
export class Cache extends Resource {}

/** Nodes of a group in cluster mode, without a group. */
export function givenNodes(
  stack: Stack,
  shards: number,
  nodesPerShard: number,
  more: Partial<MeasuredNodes> = {},
): MeasuredNodes {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));
  const node = (label: string): MeasuredNode => ({ label, dimensions: { CacheClusterId: `sessions-${label}` } });
  return {
    resource: new Cache(stack, 'Sessions'),
    name: 'sessions',
    published: { ...HOST_METRICS, ...NODE_METRICS },
    shards: numbers(shards).map((shard) =>
      numbers(nodesPerShard).map((number) => node(`${shard.padStart(4, '0')}-${number.padStart(3, '0')}`)),
    ),
    memberDimensions: (id) => ({ CacheClusterId: id }),
    ...more,
  };
}

/** Nodes of a Memcached cluster, without a cluster. */
export function givenMemcachedNodes(stack: Stack, count: number, more: Partial<MeasuredNodes> = {}): MeasuredNodes {
  const memberDimensions = (id: string) => ({ CacheClusterId: 'sessions', CacheNodeId: id });
  const ids = Array.from({ length: count }, (_, index) => String(index + 1).padStart(4, '0'));
  return {
    resource: new Cache(stack, 'Sessions'),
    name: 'sessions',
    published: { ...HOST_METRICS, ...MEMCACHED_NODE_METRICS },
    engine: 'memcached',
    shards: [ids.map((label) => ({ label, dimensions: memberDimensions(label) }))],
    memberDimensions,
    ...more,
  };
}
