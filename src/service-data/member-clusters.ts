/**
 * The value of the CloudWatch dimension `CacheNodeId` for the nodes of replication groups. Each of these nodes is the
 * only node of its member cluster.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheNode.html
 */
export const MEMBER_NODE_ID = '0001';

interface ShardLayout {
  /**
   * The id of the shard, such as 0001. Not set if cluster mode is disabled, because the member ids then have no shard
   * id.
   */
  readonly shardId?: string;

  /** The number of nodes: the primary and its replicas. */
  readonly nodes: number;
}

/**
 * Returns the ids of the member clusters (nodes) of a replication group by shard: `<group>-001` if cluster mode is
 * disabled, or `<group>-0001-001` if cluster mode is compatible or enabled. The ids are the values of the CloudWatch
 * dimension `CacheClusterId`.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html
 */
export function memberClusterIds(groupId: string, shards: readonly ShardLayout[]): string[][] {
  return shards.map(({ shardId, nodes }) => {
    const prefix = shardId === undefined ? groupId : `${groupId}-${shardId}`;
    return Array.from({ length: nodes }, (_, index) => `${prefix}-${padNumber(index + 1, 3)}`);
  });
}

/** Returns the id that ElastiCache assigns to the shard at a position. The first position is 1. */
export function formatShardId(position: number): string {
  return padNumber(position, 4);
}

function padNumber(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
