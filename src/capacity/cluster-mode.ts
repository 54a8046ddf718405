import { Token } from 'aws-cdk-lib/core';
import { throwValueErrors } from '../private/errors';
import { formatList, pluralize } from '../private/text';
import { isResolved } from '../private/tokens';
import { memberClusterIds, formatShardId } from '../service-data/member-clusters';

/**
 * The CloudFormation properties that can specify the cluster mode, the number of shards, and the number of nodes in a
 * template.
 */
export enum ClusterModeTemplateProperty {
  /**
   * `ClusterMode`: whether cluster mode is enabled. If this property is not set, the parameter `cluster-enabled` of the
   * parameter group determines the cluster mode.
   */
  CLUSTER_MODE = 'ClusterMode',

  /** `NumCacheClusters`: the number of nodes in a replication group with one shard. */
  NUM_CACHE_CLUSTERS = 'NumCacheClusters',

  /** `NumNodeGroups`: the number of shards. */
  NUM_NODE_GROUPS = 'NumNodeGroups',

  /** `ReplicasPerNodeGroup`: the number of replicas per shard. */
  REPLICAS_PER_NODE_GROUP = 'ReplicasPerNodeGroup',
}

/** Options that apply whether cluster mode is enabled or disabled. */
export interface ClusterModeOptions {
  /**
   * The CloudFormation properties in the template of an existing replication group.
   *
   * If other properties replace those in the template, CloudFormation can replace the replication group, or the update
   * can fail in combination with other changes. To keep the properties of the template, specify them here. Their values
   * still come from the numbers of shards and replicas that you specify. If you omit the property for one of these
   * numbers, the template does not contain the number, but metrics and alarms still use it. Not needed for new
   * replication groups.
   *
   * `NUM_CACHE_CLUSTERS` requires one shard, cannot be combined with individual shards, and the number of replicas must
   * be known at synthesis. The Availability Zones are then in `PreferredCacheClusterAZs`. With
   * `REPLICAS_PER_NODE_GROUP`, all shards must have the same number of replicas, and the template contains the number
   * once instead of for each shard. If you specify individual shards, the template contains an id or a number of
   * replicas only for the shards where you set it.
   *
   * @default - ClusterMode and NumNodeGroups, and ReplicasPerNodeGroup if all shards have the same number of replicas
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html
   */
  readonly templateProperties?: ClusterModeTemplateProperty[];
}

/** Options for a replication group with one shard, in which cluster mode is disabled. */
export interface ClusterModeDisabledOptions extends ClusterModeOptions {
  /**
   * The number of replicas, from 0 to 5.
   *
   * You can change the number later without replacing the replication group, unless you specify `availabilityZones`.
   *
   * @default 1
   */
  readonly replicaCount?: number;

  /**
   * The Availability Zones of the nodes: the zone of the primary, followed by one zone for each replica.
   *
   * If you specify the zones, CloudFormation cannot change the number of replicas later.
   *
   * @default - chosen by ElastiCache, spread over the zones of the subnets
   */
  readonly availabilityZones?: string[];
}

/** Options for a replication group with one shard, in the cluster mode `compatible`. */
export interface ClusterModeCompatibleOptions extends ClusterModeDisabledOptions {
  /**
   * Whether cluster mode was disabled when the replication group was created.
   *
   * If it was disabled, the ids of the first nodes do not contain the id of the shard, because ElastiCache does not
   * rename nodes. CloudWatch metrics use these ids.
   *
   * @default false
   */
  readonly migratedFromDisabled?: boolean;
}

/**
 * Options for a replication group in which cluster mode is enabled, with the same number of replicas in every shard.
 */
export interface ClusterModeEnabledOptions extends ClusterModeOptions {
  /**
   * The number of shards, from 1 to 500.
   *
   * More than 90 nodes in total require a quota increase. You can change the number of shards later without replacing
   * the replication group, if the deployment changes no other property of the group.
   *
   * @default 1
   */
  readonly shardCount?: number;

  /**
   * The number of replicas per shard, from 0 to 5.
   *
   * You can change the number later without replacing the replication group.
   *
   * @default 1
   */
  readonly replicasPerShard?: number;

  /**
   * Whether cluster mode was disabled when the replication group was created.
   *
   * If it was disabled, the ids of the nodes in the first shard do not contain the id of the shard, because ElastiCache
   * does not rename nodes. CloudWatch metrics use these ids.
   *
   * @default false
   */
  readonly migratedFromDisabled?: boolean;
}

/** The configuration of one shard. */
export interface ShardConfiguration {
  /**
   * The id of the shard, which consists of 1 to 4 digits.
   *
   * If you remove a shard that is not the last one, specify the ids of the remaining shards so that they do not change.
   *
   * @default - the position of the shard: 0001, 0002, and so on
   */
  readonly shardId?: string;

  /**
   * The hash slots of the shard, which are numbers from 0 to 16383, such as `0-8191` or `0-4095,8192-12287`.
   *
   * Specify the slots either for all shards or for none of them. If you change the number of shards, remove the slots,
   * because ElastiCache redistributes them.
   *
   * @default - ElastiCache distributes the slots evenly
   */
  readonly slots?: string;

  /**
   * The number of replicas, from 0 to 5.
   *
   * @default 1
   */
  readonly replicaCount?: number;

  /**
   * The Availability Zones of the nodes: the zone of the primary, followed by one zone for each replica.
   *
   * @default - chosen by ElastiCache, spread over the zones of the subnets
   */
  readonly availabilityZones?: string[];

  /**
   * Whether the shard was created while cluster mode was disabled.
   *
   * If it was disabled, the ids of the nodes in this shard do not contain the id of the shard, because ElastiCache does
   * not rename nodes. CloudWatch metrics use these ids.
   *
   * @default false
   */
  readonly migratedFromDisabled?: boolean;
}

/** The CloudFormation properties of a cluster mode. */
interface RenderedClusterMode {
  readonly clusterMode?: string;
  readonly numCacheClusters?: number;
  readonly numNodeGroups?: number;
  readonly preferredCacheClusterAZs?: string[];
  readonly replicasPerNodeGroup?: number;
  readonly nodeGroupConfiguration?: {
    nodeGroupId?: string;
    slots?: string;
    replicaCount?: number;
    primaryAvailabilityZone?: string;
    replicaAvailabilityZones?: string[];
  }[];
}

/**
 * The cluster mode of a replication group, with the number of shards and the number of replicas.
 *
 * If cluster mode is disabled, a replication group has one shard, and clients need not support the cluster protocol.
 * If cluster mode is enabled, a replication group can have several shards, and clients must support it. Use the
 * mode `compatible` only while you enable cluster mode. You cannot disable cluster mode after it is enabled.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html
 * @example
 * elasticache.ClusterMode.disabled({ replicaCount: 2 });
 * elasticache.ClusterMode.enabled({ shardCount: 3, replicasPerShard: 1 });
 */
export class ClusterMode {
  /**
   * Creates a configuration with one shard, in which cluster mode is disabled.
   *
   * @param options the number of replicas and the Availability Zones
   */
  public static disabled(options: ClusterModeDisabledOptions = {}): ClusterMode {
    validateSingleShard('ClusterMode.disabled', options);
    return new ClusterMode('disabled', resolveSingleShard(options, true), options.templateProperties);
  }

  /**
   * Creates a configuration with one shard, in the cluster mode `compatible`.
   *
   * Clients can connect with or without the cluster protocol. Use this mode only during a migration that enables
   * cluster mode. The mode requires at least one replica. The engine must be Valkey, or Redis OSS 7.0 or later. In this
   * mode, you cannot change the number of nodes, the engine version, or the node type.
   *
   * @param options the number of replicas and the Availability Zones
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html
   */
  public static compatible(options: ClusterModeCompatibleOptions = {}): ClusterMode {
    validateSingleShard('ClusterMode.compatible', options);
    const layout = resolveSingleShard(options, options.migratedFromDisabled);
    return new ClusterMode('compatible', layout, options.templateProperties);
  }

  /**
   * Creates a configuration in which cluster mode is enabled, with the same number of replicas in every shard.
   *
   * @param options the number of shards and the number of replicas per shard
   */
  public static enabled(options: ClusterModeEnabledOptions = {}): ClusterMode {
    const { shardCount: shards = 1, replicasPerShard = 1, migratedFromDisabled, templateProperties } = options;
    throwOptionErrors('ClusterMode.enabled', [
      ...validateNodeCountShards(shards, templateProperties),
      ...validateNodeCountReplicas({ replicasPerShard }, templateProperties),
    ]);
    const layout: ShardLayout = { count: shards, replicas: replicasPerShard, migratedFromDisabled };
    return new ClusterMode('enabled', layout, templateProperties);
  }

  /**
   * Creates a configuration in which cluster mode is enabled, with individual settings for each shard.
   *
   * You can change the number of shards later without replacing the replication group. CloudFormation cannot change the
   * number of replicas of existing shards that have their own settings. If you want to change that number later, use
   * `ClusterMode.enabled`.
   *
   * @param shards the settings of each shard
   * @param options the CloudFormation properties of an existing replication group
   */
  public static enabledWithShards(shards: ShardConfiguration[], options: ClusterModeOptions = {}): ClusterMode {
    const zones = shards.map(({ availabilityZones }, index) => [
      `shards.${index}.availabilityZones`,
      availabilityZones,
    ]);
    throwOptionErrors('ClusterMode.enabledWithShards', [
      ...validateZones(Object.fromEntries(zones)),
      ...validateShardProperties(shards, options.templateProperties),
    ]);
    const resolvedShards = shards.map(resolveShard);
    const layout: ShardLayout = { count: shards.length, configurations: resolvedShards };
    return new ClusterMode('enabled', layout, options.templateProperties);
  }

  /** The number of shards, which can be a token. */
  public readonly shardCount: number;

  /**
   * The number of replicas per shard, which can be a token. Not set if the shards have different numbers of replicas.
   */
  public readonly replicasPerShard?: number;

  /**
   * Creates a cluster mode.
   *
   * @param name The name of the cluster mode: disabled, compatible, or enabled.
   * @param layout the shards
   * @param templateProperties the CloudFormation properties of an existing replication group
   */
  private constructor(
    public readonly name: string,
    private readonly layout: ShardLayout,
    private readonly templateProperties?: readonly ClusterModeTemplateProperty[],
  ) {
    this.shardCount = layout.count;
    const [replicas, ...others] = this.replicaCounts;
    this.replicasPerShard = others.every((count) => count === replicas) ? replicas : undefined;
  }

  /** Whether the nodes support the cluster protocol. True if cluster mode is compatible or enabled. */
  public get isClusterEnabled(): boolean {
    return this.name !== 'disabled';
  }

  /** Returns a description of the cluster mode, the number of shards, and the number of replicas. */
  public toString(): string {
    const replicas =
      this.replicasPerShard === undefined
        ? 'different numbers of replicas'
        : formatCount(this.replicasPerShard, 'replica');
    return `cluster mode ${this.name} with ${formatCount(this.shardCount, 'shard')} and ${replicas} per shard`;
  }

  /**
   * The number of replicas in the shard that has the fewest. Undefined if a number is an unresolved token.
   *
   * @internal
   */
  public get _minReplicaCount(): number | undefined {
    const counts = this.replicaCounts;
    return counts.every(isResolved) ? Math.min(...counts) : undefined;
  }

  /**
   * Whether the template does not contain the number of replicas, because `templateProperties` omits it.
   *
   * @internal
   */
  public get _omitsReplicaCount(): boolean {
    const { NUM_CACHE_CLUSTERS, REPLICAS_PER_NODE_GROUP } = ClusterModeTemplateProperty;
    return (
      this.layout.configurations === undefined &&
      !this.isRendered(NUM_CACHE_CLUSTERS, false) &&
      !this.isRendered(REPLICAS_PER_NODE_GROUP)
    );
  }

  /**
   * The prop that must change if a number is an unresolved token: that of the replication group, or that of the global
   * datastore.
   *
   * @internal
   */
  public get _sizeProp(): 'clusterMode' | 'shardCount' {
    const { count, hasGlobalCount } = this.layout;
    return hasGlobalCount && !isResolved(count) ? 'shardCount' : 'clusterMode';
  }

  /**
   * The ids of the nodes of each shard. Undefined if a number is an unresolved token.
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

  /**
   * Returns the cluster mode after a global datastore has changed the number of shards of its members.
   *
   * The last shards are removed. The ids of new shards follow the highest id.
   *
   * @internal
   */
  public _withShardCount(count: number): ClusterMode {
    const { configurations } = this.layout;
    if (!configurations || !isResolved(count)) {
      return new ClusterMode(this.name, {
        ...this.layout,
        count,
        hasGlobalCount: true,
        replicas: this.replicasPerShard,
        configurations: undefined,
      });
    }
    const highestId = Math.max(...configurations.map(({ shardId }) => Number(shardId)));
    const newShards = Array.from({ length: Math.max(0, count - configurations.length) }, (_, index) => ({
      shardId: formatShardId(highestId + index + 1),
      replicas: configurations.at(-1)!.replicas,
    }));
    return new ClusterMode(this.name, { count, configurations: [...configurations, ...newShards].slice(0, count) });
  }

  /**
   * Returns the cluster mode of a secondary replication group, which has the shards of the primary.
   *
   * The cluster mode of the members of a global datastore cannot be changed. So the nodes of a secondary were created
   * in this mode, even if those of the primary were created while cluster mode was disabled.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyGlobalReplicationGroup.html
   * @internal
   */
  public _ofSecondary(replicas: number): ClusterMode {
    const { count, hasGlobalCount, configurations } = this.layout;
    if (this.name === 'disabled') {
      return ClusterMode.disabled({ replicaCount: replicas });
    }
    const shards = configurations?.map(({ shardId }) => ({ shardId, replicas }));
    return new ClusterMode(this.name, shards ? { count, configurations: shards } : { count, hasGlobalCount, replicas });
  }

  /** @internal */
  public _render(): RenderedClusterMode {
    const { count, replicas, configurations } = this.layout;
    const isNodeCount = this.isRendered(ClusterModeTemplateProperty.NUM_CACHE_CLUSTERS, false);
    const [shard] = configurations ?? [];
    // By default, the template contains the number of replicas of each individual shard.
    const allReplicas = this.templateProperties ? this.replicasPerShard : replicas;
    return {
      clusterMode: this.isRendered(ClusterModeTemplateProperty.CLUSTER_MODE) ? this.name : undefined,
      numCacheClusters: isNodeCount ? this.replicaCounts[0] + 1 : undefined,
      numNodeGroups: this.isRendered(ClusterModeTemplateProperty.NUM_NODE_GROUPS) ? count : undefined,
      preferredCacheClusterAZs: isNodeCount ? shard?.availabilityZones : undefined,
      replicasPerNodeGroup: this.isRendered(ClusterModeTemplateProperty.REPLICAS_PER_NODE_GROUP)
        ? allReplicas
        : undefined,
      nodeGroupConfiguration: isNodeCount ? undefined : configurations?.map((each) => this.renderShard(each)),
    };
  }

  private renderShard(shard: ResolvedShard) {
    const isComplete = this.templateProperties === undefined;
    const isReplicaCount =
      shard.hasSpecifiedReplicas && !this.isRendered(ClusterModeTemplateProperty.REPLICAS_PER_NODE_GROUP);
    return {
      nodeGroupId: isComplete || shard.hasSpecifiedId ? shard.shardId : undefined,
      slots: shard.slots,
      replicaCount: isComplete || isReplicaCount ? shard.replicas : undefined,
      primaryAvailabilityZone: shard.availabilityZones?.[0],
      replicaAvailabilityZones: renderReplicaZones(shard),
    };
  }

  private isRendered(property: ClusterModeTemplateProperty, isDefault: boolean = true): boolean {
    return this.templateProperties?.includes(property) ?? isDefault;
  }

  private get replicaCounts(): number[] {
    return this.layout.configurations?.map((shard) => shard.replicas) ?? [this.layout.replicas!];
  }
}

/**
 * The shards, either with the same number of replicas or with individual configurations. CloudFormation updates
 * `ReplicasPerNodeGroup` in place only if `NodeGroupConfiguration` is not set, so a replication group has only one of
 * them.
 */
interface ShardLayout {
  readonly count: number;
  /** Whether a global datastore sets the number of shards. */
  readonly hasGlobalCount?: boolean;
  readonly replicas?: number;
  readonly migratedFromDisabled?: boolean;
  readonly configurations?: ResolvedShard[];
}

interface ResolvedShard {
  readonly shardId: string;
  readonly hasSpecifiedId?: boolean;
  readonly slots?: string;
  readonly replicas: number;
  readonly hasSpecifiedReplicas?: boolean;
  readonly availabilityZones?: string[];
  readonly migratedFromDisabled?: boolean;
}

/** Lists shards with the same number of replicas. Returns undefined if the number of shards is an unresolved token. */
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

type TemplateProperties = readonly ClusterModeTemplateProperty[];

/** Throws if the options cannot be rendered. */
function throwOptionErrors(method: string, errors: readonly string[]): void {
  if (errors.length > 0) {
    throwValueErrors(method, errors);
  }
}

function validateSingleShard(method: string, options: ClusterModeDisabledOptions): void {
  const { replicaCount, availabilityZones, templateProperties } = options;
  throwOptionErrors(method, [
    ...validateZones({ availabilityZones }),
    ...validateNodeCountReplicas({ replicaCount }, templateProperties),
  ]);
}

/** Rejects lists of zones that are tokens, because the number of zones is needed at synthesis. */
function validateZones(zonesByProp: Readonly<Record<string, readonly string[] | undefined>>): string[] {
  return Object.entries(zonesByProp)
    .filter(([, zones]) => Token.isUnresolved(zones))
    .map(
      ([prop]) =>
        `'${prop}' must list the zones individually, but got a token for the whole list. Specify each zone, such as [Fn.select(0, zones)].`,
    );
}

/** Rejects a number of replicas that is a token if the template has the number of nodes, which is one higher. */
function validateNodeCountReplicas(
  replicasByProp: Readonly<Record<string, number | undefined>>,
  properties: TemplateProperties = [],
): string[] {
  return properties.includes(ClusterModeTemplateProperty.NUM_CACHE_CLUSTERS)
    ? Object.entries(replicasByProp)
        .filter(([, replicas]) => Token.isUnresolved(replicas))
        .map(
          ([prop]) =>
            `'${prop}' must be known at synthesis with NUM_CACHE_CLUSTERS, but got a token. Specify a number.`,
        )
    : [];
}

/** Rejects several shards if the template has the number of nodes in one shard. */
function validateNodeCountShards(shardCount: number, properties: TemplateProperties = []): string[] {
  if (shardCount === 1 || !properties.includes(ClusterModeTemplateProperty.NUM_CACHE_CLUSTERS)) {
    return [];
  }
  const actual = isResolved(shardCount) ? shardCount : 'a token';
  return [
    `'shardCount' must be 1 with NUM_CACHE_CLUSTERS, which is the number of nodes in one shard, but got ${actual}. Use NUM_NODE_GROUPS and REPLICAS_PER_NODE_GROUP.`,
  ];
}

/** Rejects properties with the number of nodes of all shards if each shard can have another number. */
function validateShardProperties(shards: readonly ShardConfiguration[], properties: TemplateProperties = []): string[] {
  const { NUM_CACHE_CLUSTERS, REPLICAS_PER_NODE_GROUP } = ClusterModeTemplateProperty;
  const errors: string[] = [];
  if (properties.includes(NUM_CACHE_CLUSTERS)) {
    errors.push(
      "'templateProperties' cannot contain NUM_CACHE_CLUSTERS with individual shards, because NodeGroupConfiguration contains their numbers of replicas. Remove NUM_CACHE_CLUSTERS, or use ClusterMode.enabled().",
    );
  }
  const replicas = [...new Set(shards.map(({ replicaCount = 1 }) => replicaCount))];
  if (properties.includes(REPLICAS_PER_NODE_GROUP) && replicas.length > 1) {
    const actual = formatList(replicas.map((count) => (isResolved(count) ? String(count) : 'a token')));
    errors.push(
      `'templateProperties' cannot contain REPLICAS_PER_NODE_GROUP with shards that have different numbers of replicas, but got ${actual}. Specify the same 'replicaCount' for each shard, or remove REPLICAS_PER_NODE_GROUP.`,
    );
  }
  return errors;
}

function resolveShard(shard: ShardConfiguration, index: number): ResolvedShard {
  const { shardId = formatShardId(index + 1), replicaCount: replicas = 1, availabilityZones: zones } = shard;
  return {
    ...shard,
    shardId,
    hasSpecifiedId: shard.shardId !== undefined,
    replicas,
    hasSpecifiedReplicas: shard.replicaCount !== undefined,
    availabilityZones: zones && [...zones],
  };
}

/**
 * Renders the zones of the replicas, which are in the list after the zone of the primary. An empty list is rendered
 * only if there are replicas, for which the rules report an error.
 */
function renderReplicaZones({ availabilityZones, replicas }: ResolvedShard): string[] | undefined {
  const replicaZones = availabilityZones?.slice(1);
  const canBeOmitted = replicas === 0 || Token.isUnresolved(replicas);
  return canBeOmitted && replicaZones?.length === 0 ? undefined : replicaZones;
}

/** Formats a count with its noun. The count can be a token. */
function formatCount(count: number, noun: string): string {
  return isResolved(count) ? pluralize(count, noun) : `an unresolved number of ${noun}s`;
}
