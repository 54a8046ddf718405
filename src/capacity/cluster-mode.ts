import { Token } from 'aws-cdk-lib/core';
import { throwValueErrors } from '../private/errors';
import { pluralize } from '../private/text';
import { isResolved } from '../private/tokens';
import { memberClusterIds, formatShardId } from '../service-data/member-clusters';

/** One shard with cluster mode disabled: a primary and its replicas. */
export interface ClusterModeDisabledOptions {
  /**
   * The number of replicas: 0 to 5. It can be changed later without replacing the group.
   *
   * @default 1
   */
  readonly replicaCount?: number;

  /**
   * The Availability Zones of the nodes: of the primary first, then one for each replica, each replica in a zone of its
   * own. With them the number of replicas cannot be changed later by CloudFormation.
   *
   * @default - ElastiCache spreads the nodes over the zones of the subnets
   */
  readonly availabilityZones?: string[];
}

/** One shard on its way from cluster mode disabled to enabled. */
export interface ClusterModeCompatibleOptions extends ClusterModeDisabledOptions {
  /**
   * Whether the group was made with cluster mode disabled. ElastiCache does not rename nodes: they keep ids without the
   * number of the shard, under which CloudWatch has their metrics.
   *
   * @default false
   */
  readonly migratedFromDisabled?: boolean;
}

/** Shards of equal size. */
export interface ClusterModeEnabledOptions {
  /**
   * The number of shards: 1 to 500. More than 90 nodes in all need a higher quota. It can be changed later without
   * replacing the group; change nothing else in the same deployment.
   *
   * @default 1
   */
  readonly shardCount?: number;

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
  readonly replicaCount?: number;

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

/** The CloudFormation properties of a cluster mode. */
interface RenderedClusterMode {
  readonly clusterMode: string;
  readonly numNodeGroups: number;
  readonly replicasPerNodeGroup?: number;
  readonly nodeGroupConfiguration?: {
    nodeGroupId: string;
    slots?: string;
    replicaCount: number;
    primaryAvailabilityZone?: string;
    replicaAvailabilityZones?: string[];
  }[];
}

/**
 * Whether the data of a replication group is spread over shards, and how many nodes there are.
 *
 * With cluster mode disabled there is one shard, and every client can be used. With cluster mode enabled there can be
 * many, and clients must speak the cluster protocol. Compatible is the step between them; there is no way back from
 * enabled.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html
 * @example
 * elasticache.ClusterMode.disabled({ replicaCount: 2 });
 * elasticache.ClusterMode.enabled({ shardCount: 3, replicasPerShard: 1 });
 */
export class ClusterMode {
  /**
   * Cluster mode disabled: one primary with replicas.
   *
   * @param options how many replicas, and where
   */
  public static disabled(options: ClusterModeDisabledOptions = {}): ClusterMode {
    validateZones('ClusterMode.disabled', { availabilityZones: options.availabilityZones });
    return new ClusterMode('disabled', resolveSingleShard(options, true));
  }

  /**
   * Cluster mode compatible: one shard that clients of both kinds can use. It is a step on the way from disabled to
   * enabled, needs a replica and Valkey or Redis OSS 7.0 and later, and while it lasts ElastiCache changes neither the
   * number of nodes nor engine version or node type.
   *
   * @param options how many replicas, and where
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html
   */
  public static compatible(options: ClusterModeCompatibleOptions = {}): ClusterMode {
    validateZones('ClusterMode.compatible', { availabilityZones: options.availabilityZones });
    return new ClusterMode('compatible', resolveSingleShard(options, options.migratedFromDisabled));
  }

  /**
   * Cluster mode enabled: shards of equal size.
   *
   * @param options how many shards, and how many replicas each has
   */
  public static enabled(options: ClusterModeEnabledOptions = {}): ClusterMode {
    const { shardCount: shards = 1, replicasPerShard = 1, migratedFromDisabled } = options;
    return new ClusterMode('enabled', { count: shards, replicas: replicasPerShard, migratedFromDisabled });
  }

  /**
   * Cluster mode enabled: shards that are described one by one.
   *
   * The number of shards can be changed later without replacing the group, the number of replicas cannot be changed by
   * CloudFormation: where it may grow, use `ClusterMode.enabled`.
   *
   * @param shards the shards
   */
  public static enabledWithShards(shards: ShardConfiguration[]): ClusterMode {
    const zones = shards.map(({ availabilityZones }, index) => [
      `shards.${index}.availabilityZones`,
      availabilityZones,
    ]);
    validateZones('ClusterMode.enabledWithShards', Object.fromEntries(zones));
    const resolvedShards = shards.map(resolveShard);
    return new ClusterMode('enabled', { count: shards.length, configurations: resolvedShards });
  }

  /** The number of shards; may be a token. */
  public readonly shardCount: number;

  /** The number of replicas of each shard; may be a token, and is undefined when the shards differ. */
  public readonly replicasPerShard?: number;

  /**
   * @param name the mode in CloudFormation's words: disabled, compatible, enabled
   * @param layout the shards
   */
  private constructor(
    public readonly name: string,
    private readonly layout: ShardLayout,
  ) {
    this.shardCount = layout.count;
    const [replicas, ...others] = this.replicaCounts;
    this.replicasPerShard = others.every((count) => count === replicas) ? replicas : undefined;
  }

  /** Whether the engine speaks the cluster protocol: compatible and enabled. */
  public get isClusterEnabled(): boolean {
    return this.name !== 'disabled';
  }

  /** The mode and the number of nodes, for reading. */
  public toString(): string {
    const replicas =
      this.replicasPerShard === undefined
        ? 'different numbers of replicas'
        : formatCount(this.replicasPerShard, 'replica');
    return `cluster mode ${this.name} with ${formatCount(this.shardCount, 'shard')} and ${replicas} per shard`;
  }

  /**
   * The smallest number of replicas of a shard; undefined when a number is an unresolved token.
   *
   * @internal
   */
  public get _minReplicaCount(): number | undefined {
    const counts = this.replicaCounts;
    return counts.every(isResolved) ? Math.min(...counts) : undefined;
  }

  /**
   * The ids of the nodes of each shard; undefined when a number is an unresolved token.
   *
   * @internal
   */
  public _memberClusterIds(groupId: string): string[][] | undefined {
    const shards = this.layout.configurations ?? resolveEqualShards(this.layout);
    if (!shards?.every((shard) => isResolved(shard.replicas))) {
      return undefined;
    }

    return memberClusterIds(
      groupId,
      shards.map((shard) => ({
        shardId: shard.migratedFromDisabled ? undefined : shard.shardId,
        nodes: shard.replicas + 1,
      })),
    );
  }

  /** @internal */
  public _render(): RenderedClusterMode {
    const { count, replicas, configurations } = this.layout;
    return {
      clusterMode: this.name,
      numNodeGroups: count,
      replicasPerNodeGroup: replicas,
      nodeGroupConfiguration: configurations?.map((shard) => ({
        nodeGroupId: shard.shardId,
        slots: shard.slots,
        replicaCount: shard.replicas,
        primaryAvailabilityZone: shard.availabilityZones?.[0],
        replicaAvailabilityZones: renderReplicaZones(shard),
      })),
    };
  }

  private get replicaCounts(): number[] {
    return this.layout.configurations?.map((shard) => shard.replicas) ?? [this.layout.replicas!];
  }
}

/**
 * Shards of equal size, or shards with individual configurations. CloudFormation updates `ReplicasPerNodeGroup` in
 * place only when `NodeGroupConfiguration` is not set, so a group has one or the other.
 */
interface ShardLayout {
  readonly count: number;
  readonly replicas?: number;
  readonly migratedFromDisabled?: boolean;
  readonly configurations?: ResolvedShard[];
}

interface ResolvedShard {
  readonly shardId: string;
  readonly slots?: string;
  readonly replicas: number;
  readonly availabilityZones?: string[];
  readonly migratedFromDisabled?: boolean;
}

/** Lists shards of equal size; undefined when their number is an unresolved token. */
function resolveEqualShards({ count, replicas, migratedFromDisabled }: ShardLayout): ResolvedShard[] | undefined {
  if (!isResolved(count)) {
    return undefined;
  }
  return Array.from({ length: count }, (_, index) => ({
    shardId: formatShardId(index + 1),
    replicas: replicas!,
    migratedFromDisabled: migratedFromDisabled && index === 0,
  }));
}

function resolveSingleShard(
  { replicaCount: replicas = 1, availabilityZones }: ClusterModeDisabledOptions,
  migratedFromDisabled?: boolean,
): ShardLayout {
  if (availabilityZones) {
    return {
      count: 1,
      configurations: [resolveShard({ replicaCount: replicas, availabilityZones, migratedFromDisabled }, 0)],
    };
  }
  return { count: 1, replicas, migratedFromDisabled };
}

/** Fails for lists of zones whose length is unknown, by the name of their prop. */
function validateZones(method: string, zonesByProp: Readonly<Record<string, readonly string[] | undefined>>): void {
  const errors = Object.entries(zonesByProp)
    .filter(([, zones]) => Token.isUnresolved(zones))
    .map(
      ([prop]) =>
        `'${prop}' must list the zones individually, but got a token for the whole list. Specify each zone, such as [Fn.select(0, zones)].`,
    );
  if (errors.length > 0) {
    throwValueErrors(method, errors);
  }
}

function resolveShard(shard: ShardConfiguration, index: number): ResolvedShard {
  const { shardId = formatShardId(index + 1), replicaCount: replicas = 1, availabilityZones: zones } = shard;
  return { ...shard, shardId, replicas, availabilityZones: zones && [...zones] };
}

/** Renders the zones of the replicas, which follow that of the primary. */
function renderReplicaZones({ availabilityZones, replicas }: ResolvedShard): string[] | undefined {
  const replicaZones = availabilityZones?.slice(1);
  const isEmpty = replicas === 0 && replicaZones?.length === 0;
  return isEmpty ? undefined : replicaZones;
}

/** Formats a count with its noun, also of a token. */
function formatCount(count: number, noun: string): string {
  return isResolved(count) ? pluralize(count, noun) : `an unresolved number of ${noun}s`;
}
