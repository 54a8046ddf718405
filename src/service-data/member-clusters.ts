/** One shard of a replication group, as far as the names of its nodes depend on it. */
interface ShardLayout {
  /** The id of the shard, such as 0001; undefined where the names have none: cluster mode disabled. */
  readonly shardId?: string;

  /** The primary and its replicas. */
  readonly nodes: number;
}

/**
 * The ids of the nodes of a replication group, shard by shard: `<group>-001`, `<group>-002` with cluster mode disabled,
 * `<group>-0001-001` with cluster mode compatible or enabled. Each node is a cache cluster of its own, and under this
 * id, as `CacheClusterId`, CloudWatch has its metrics.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html
 */
export function memberClusterIds(groupId: string, shards: readonly ShardLayout[]): string[][] {
  return shards.map(({ shardId, nodes }) => {
    const prefix = shardId === undefined ? groupId : `${groupId}-${shardId}`;
    return Array.from({ length: nodes }, (_, index) => `${prefix}-${padded(index + 1, 3)}`);
  });
}

/** The id that ElastiCache gives the shard at a position, the first being 1. */
export function shardIdAt(position: number): string {
  return padded(position, 4);
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
