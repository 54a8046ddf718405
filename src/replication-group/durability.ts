/**
 * When a write is safe: what a replication group promises once it has answered.
 *
 * Durability needs Valkey 9.0 and later, cluster mode enabled, Multi-AZ with a replica in every shard and TLS, and does
 * not go with data tiering and global datastores. Choose it when the group is made.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Durability.html
 */
export enum Durability {
  /** What ElastiCache chooses for the engine version. */
  DEFAULT = 'default',

  /** Writes are answered at once and become durable shortly after. */
  ASYNC = 'async',

  /** Writes are answered when they are durable in several Availability Zones. */
  SYNC = 'sync',

  /** Writes live in memory only. */
  DISABLED = 'disabled',
}
