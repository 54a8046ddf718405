import type { EngineVersion, NodeType } from '../engine';
import type { IParameterGroup } from '../parameter-group';
import type { IReplicationGroup } from '../replication-group';

/** What a global datastore is made from. */
export interface GlobalReplicationGroupProps {
  /**
   * The group that takes the writes. It stands in the stack of the global datastore, and what it has, its secondaries
   * take over: engine, node type, shards, parameters, encryption.
   */
  readonly primary: IReplicationGroup;

  /**
   * The part of the id that you choose: letters, digits and single hyphens. AWS puts a prefix before it that depends on
   * the region of the primary.
   *
   * @default - generated from the construct's path
   */
  readonly globalReplicationGroupIdSuffix?: string;

  /**
   * The prefix that AWS puts before the suffix, without its hyphen. Secondaries in other regions must know the whole id
   * when the app is synthesised.
   *
   * @default - the one that AWS documents for the region of the primary; needed for regions without one, and in stacks
   * without a region
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html
   */
  readonly globalReplicationGroupIdPrefix?: string;

  /**
   * What the global datastore is for.
   *
   * @default - the construct's path
   */
  readonly description?: string;

  /**
   * Whether in each region a replica becomes the primary of its shard when that one fails. There is no automatic
   * failover from region to region.
   *
   * @default - true where the primary has cluster mode compatible or enabled, else as it is with the primary
   */
  readonly automaticFailover?: boolean;

  /**
   * The engine with its version for all regions: raise it here, and leave that of the primary as it was made. Also from
   * Redis OSS to Valkey; there is no way back.
   *
   * @default - that of the primary
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The parameters for all regions, given together with a new major version in `engineVersion`.
   *
   * @default - those of the primary
   */
  readonly parameterGroup?: IParameterGroup;

  /**
   * The type of the nodes in all regions: change it here, and leave that of the primary as it was made.
   *
   * @default - that of the primary
   */
  readonly nodeType?: NodeType;

  /**
   * The number of shards in all regions: change it here, and leave that of the primary as it was made. With cluster
   * mode enabled.
   *
   * @default - that of the primary
   */
  readonly shards?: number;

  /**
   * Where the nodes of new shards stand, when `shards` is raised.
   *
   * @default - ElastiCache chooses
   */
  readonly shardPlacements?: RegionalShardPlacement[];
}

/** Where the nodes of new shards stand in one region. */
export interface RegionalShardPlacement {
  /** The region. */
  readonly region: string;

  /** The id of the member in this region. */
  readonly replicationGroupId: string;

  /** The shards. */
  readonly shards: GlobalShardPlacement[];
}

/** Where the nodes of one shard stand. */
export interface GlobalShardPlacement {
  /** The id of the shard: 1 to 4 digits, such as 0001. */
  readonly shardId: string;

  /** The Availability Zones of its nodes. */
  readonly availabilityZones: string[];
}

/** What is known of a global datastore that exists already. */
export interface GlobalReplicationGroupAttributes {
  /** The id, prefix and suffix: ldgnf-sessions. */
  readonly globalReplicationGroupId: string;

  /**
   * One of its members, from which secondaries take over what they do not say themselves: engine, node type, cluster
   * mode.
   *
   * @default - unknown: what depends on it is not known of the secondaries
   */
  readonly member?: IReplicationGroup;
}
