/** One shard with cluster mode disabled: a primary and its replicas. */
export interface SingleShardOptions {
  /**
   * The number of replicas: 0 to 5. It can be changed later without replacing the group.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * The Availability Zones of the nodes: of the primary first, then one for each replica, each replica in a zone of its
   * own. With them the number of replicas cannot be changed later by CloudFormation.
   *
   * @default - ElastiCache spreads the nodes over the zones of the subnets
   */
  readonly availabilityZones?: string[];
}

/** One shard on its way from cluster mode disabled to enabled. */
export interface CompatibleOptions extends SingleShardOptions {
  /**
   * Whether the group was made with cluster mode disabled. ElastiCache does not rename nodes: they keep ids without the
   * number of the shard, under which CloudWatch has their metrics.
   *
   * @default false
   */
  readonly migratedFromDisabled?: boolean;
}

/** Shards of equal size. */
export interface ShardedOptions {
  /**
   * The number of shards: 1 to 500. More than 90 nodes in all need a higher quota. It can be changed later without
   * replacing the group; change nothing else in the same deployment.
   *
   * @default 1
   */
  readonly shards?: number;

  /**
   * The number of replicas of each shard: 0 to 5. It can be changed later without replacing the group.
   *
   * @default 1
   */
  readonly replicasPerShard?: number;

  /**
   * Whether the group was made with cluster mode disabled. ElastiCache does not rename nodes: those of the first shard
   * keep ids without the number of the shard, under which CloudWatch has their metrics.
   *
   * @default false
   */
  readonly migratedFromDisabled?: boolean;
}

/** One shard of several that are described one by one. */
export interface ShardConfiguration {
  /**
   * The id of the shard: 1 to 4 digits. Give it when a shard is taken away that is not the last one, so that the others
   * keep theirs.
   *
   * @default - the position of the shard: 0001, 0002 and so on
   */
  readonly shardId?: string;

  /**
   * The slots of the shard out of 0 to 16383, such as `0-8191` or `0-4095,8192-12287`: for all shards or for none.
   * Leave them out again when the number of shards is changed, since ElastiCache then spreads the slots anew.
   *
   * @default - ElastiCache gives every shard as many slots
   */
  readonly slots?: string;

  /**
   * The number of replicas: 0 to 5.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * The Availability Zones of the nodes: of the primary first, then one for each replica, each replica in a zone of its
   * own.
   *
   * @default - ElastiCache spreads the nodes over the zones of the subnets
   */
  readonly availabilityZones?: string[];

  /**
   * Whether this is the shard of a group that was made with cluster mode disabled. ElastiCache does not rename nodes:
   * they keep ids without the number of the shard, under which CloudWatch has their metrics.
   *
   * @default false
   */
  readonly migratedFromDisabled?: boolean;
}
