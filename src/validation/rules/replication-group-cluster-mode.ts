import { isResolved } from '../../private/tokens';
import { compareVersions } from '../../private/versions';
import { LIMITS } from '../../service-data/limits';
import type { PropertyReader } from '../property-reader';
import type { Rule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { integer, isOneOf, oneOf, rule, formatValue } from '../rule-builders';
import { readDefaultParameterGroup, readEngine, featureRule } from './node-engine';

const MODES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html';
const FAILOVER = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html';
const GROUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html';
const BACKUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html';
const FAILS_OVER = 'AutomaticFailoverEnabled';
const MULTI_AZ = 'MultiAZEnabled';
const TOPOLOGY_GROUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis.Groups.html';
const SHARDS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html';
const QUOTAS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html';
const SLOTS_SHARDS =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_NodeGroupConfiguration.html';
const PROPERTY = 'NodeGroupConfiguration';
const ZONES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RegionsAndAZs.html';
const PLACEMENT_SHARDS =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_NodeGroupConfiguration.html';
const PREFERRED = 'PreferredCacheClusterAZs';
const SHARDS_PATH = 'NodeGroupConfiguration';

/** What is demanded of cluster mode, and of failover, which depends on it. */
export function clusterModeRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    oneOf(metadata('ClusterModeKnown', 'ClusterMode', MODES), ['enabled', 'disabled', 'compatible']),
    featureRule(
      metadata,
      'CompatibleNeedsVersion',
      'ClusterMode',
      'clusterModeChangeInPlace',
      MODES,
      (p) => isOneOf(p, 'ClusterMode', 'compatible'),
      'ClusterMode compatible',
    ),
    rule(
      metadata('OneShardUnlessEnabled', 'ClusterMode', GROUPS),
      'ClusterMode disabled and compatible go with one shard',
      (p) => {
        const { mode, shardCount: shards } = readLayout(p);
        return (mode === 'disabled' || mode === 'compatible') && shards !== undefined && shards > 1
          ? `${p.name('ClusterMode')} ${mode} goes with one shard, got ${shards}; choose enabled`
          : undefined;
      },
    ),
    rule(
      metadata('ClusterModeParameters', 'CacheParameterGroupName', MODES),
      'CacheParameterGroupName must name a group with cluster-enabled as ClusterMode demands',
      (p) => {
        const group = readDefaultParameterGroup(p);
        const { mode, shardCount: shards } = readLayout(p);
        if (!group) {
          return undefined;
        }
        const name = p.text('CacheParameterGroupName');
        if (mode === 'disabled' && group.clusterMode) {
          return `${p.name('CacheParameterGroupName')} must name a group without cluster mode, got ${name}; use default.${group.family}, or enable the cluster mode`;
        }
        const needed = mode === 'enabled' || mode === 'compatible' || (shards !== undefined && shards > 1);
        return needed && !group.clusterMode
          ? `${p.name('CacheParameterGroupName')} must name a group with cluster mode for ${shards !== undefined && shards > 1 ? `${shards} shards` : `cluster mode ${mode}`}, got ${name}; ` +
              `use default.${group.family}.cluster.on, or a group of your own with cluster-enabled yes`
          : undefined;
      },
    ),
    rule(
      metadata('ClusterModeNeedsFailover', FAILS_OVER, FAILOVER),
      'cluster mode enabled and compatible need AutomaticFailoverEnabled',
      (p) => {
        const mode = modeRequiringFailover(p);
        return mode && isDisabled(p, FAILS_OVER)
          ? `${p.name(FAILS_OVER)} must be true with cluster mode ${mode}, got ${p.flag(FAILS_OVER) ?? 'nothing'}; turn it on`
          : undefined;
      },
    ),
    rule(metadata('CompatibleNeedsReplica', 'ClusterMode', MODES), 'ClusterMode compatible needs a replica', (p) => {
      const { mode, minReplicaCount: fewestReplicas, replicaProperty: replicasBy } = readLayout(p);
      return mode === 'compatible' && fewestReplicas === 0
        ? `${p.name('ClusterMode')} compatible needs a replica, got none${formatReplicaSource(p, replicasBy)}; ${suggestReplicas(p, replicasBy)}`
        : undefined;
    }),
    rule(
      metadata('FailoverNeedsReplica', FAILS_OVER, FAILOVER),
      'AutomaticFailoverEnabled needs a replica where cluster mode is not enabled',
      (p) => {
        const { mode, minReplicaCount: fewestReplicas, replicaProperty: replicasBy } = readLayout(p);
        const oneNode = mode === 'disabled' || (mode === undefined && replicasBy === 'NumCacheClusters');
        return p.flag(FAILS_OVER) === true && p.flag(MULTI_AZ) !== true && oneNode && fewestReplicas === 0
          ? `${p.name(FAILS_OVER)} needs at least one replica, got none${formatReplicaSource(p, replicasBy)}; ${suggestReplicas(p, replicasBy)}, or turn it off`
          : undefined;
      },
    ),
    rule(metadata('MultiAzNeedsFailover', MULTI_AZ, FAILOVER), 'MultiAZEnabled needs AutomaticFailoverEnabled', (p) =>
      p.flag(MULTI_AZ) === true && isDisabled(p, FAILS_OVER) && !modeRequiringFailover(p)
        ? `${p.name(MULTI_AZ)} needs ${p.name(FAILS_OVER)}, got ${p.flag(FAILS_OVER) ?? 'nothing'}; turn that on, or turn ${p.name(MULTI_AZ)} off`
        : undefined,
    ),
    rule(metadata('MultiAzNeedsReplica', MULTI_AZ, FAILOVER), 'MultiAZEnabled needs a replica in every shard', (p) => {
      const { minReplicaCount: fewestReplicas, replicaProperty: replicasBy } = readLayout(p);
      return p.flag(MULTI_AZ) === true && fewestReplicas === 0
        ? `${p.name(MULTI_AZ)} needs at least one replica in every shard, got none${formatReplicaSource(p, replicasBy)}; ${suggestReplicas(p, replicasBy)}, or turn ${p.name(MULTI_AZ)} off`
        : undefined;
    }),
    rule(
      { ...metadata('ShardsShouldHaveReplicas', FAILS_OVER, FAILOVER), severity: 'warning' },
      'shards should have a replica, to which a failover can go',
      (p) => {
        const { mode, minReplicaCount: fewestReplicas, replicaProperty: replicasBy } = readLayout(p);
        return mode === 'enabled' && fewestReplicas === 0 && p.flag(MULTI_AZ) !== true && p.flag(FAILS_OVER) === true
          ? `${p.name(FAILS_OVER)} has nothing to fail over to in a shard without replicas, whose data go with its node; ${suggestReplicas(p, replicasBy)}`
          : undefined;
      },
    ),
    rule(
      metadata('SnapshotOfOwnNode', 'SnapshottingClusterId', BACKUPS),
      'SnapshottingClusterId must be a node of the group',
      (p) => {
        const [group, node] = [
          p.text('ReplicationGroupId')?.toLowerCase(),
          p.text('SnapshottingClusterId')?.toLowerCase(),
        ];
        const isForeign =
          group !== undefined && node !== undefined && !node.startsWith(`${group}-`) && !p.has('PrimaryClusterId');
        return isForeign
          ? `${p.name('SnapshottingClusterId')} must be a node of the group such as ${group}-002, got ${node}`
          : undefined;
      },
    ),
    rule(
      metadata('SnapshotOfAllShards', 'SnapshottingClusterId', BACKUPS),
      'SnapshottingClusterId must not be given with cluster mode enabled',
      (p) =>
        p.has('SnapshottingClusterId') && readLayout(p).mode === 'enabled'
          ? `${p.name('SnapshottingClusterId')} must be left out with cluster mode enabled, where snapshots are taken of all shards`
          : undefined,
    ),
  ];
}

/** The cluster mode that cannot be without failover. */
function modeRequiringFailover(p: PropertyReader): string | undefined {
  const { mode } = readLayout(p);
  return mode === 'enabled' || mode === 'compatible' ? mode : undefined;
}

/**
 * Whether a flag is false, which it also is when it is left out; not for the members of global datastores, which take
 * it over from the primary.
 */
function isDisabled(p: PropertyReader, path: string): boolean {
  return p.has(path) ? p.flag(path) === false : !p.has('GlobalReplicationGroupId');
}

/** What is demanded of the numbers of nodes, shards and replicas. */
export function topologyRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    integer(metadata('NodeCount', 'NumCacheClusters', TOPOLOGY_GROUPS), {
      ...LIMITS.nodesWithoutShards,
      unit: 'nodes',
    }),
    integer(metadata('ShardCount', 'NumNodeGroups', SHARDS), { ...LIMITS.shards, unit: 'shards' }),
    integer(metadata('ReplicaCount', 'ReplicasPerNodeGroup', SHARDS), { ...LIMITS.replicasPerShard, unit: 'replicas' }),
    rule(
      metadata('ShardReplicaCount', 'NodeGroupConfiguration', SHARDS),
      `ReplicaCount must be between ${LIMITS.replicasPerShard.min} and ${LIMITS.replicasPerShard.max}`,
      (p) => {
        const { min, max } = LIMITS.replicasPerShard;
        const counts = listShardPaths(p)
          .map((shard) => p.number(`${shard}.ReplicaCount`))
          .filter((count) => count !== undefined);
        const wrong = counts.filter((count) => !Number.isInteger(count) || count < min || count > max);
        return wrong.length > 0
          ? `${p.name('NodeGroupConfiguration')} must give each shard ${min} to ${max} replicas, got ${wrong.join(', ')}`
          : undefined;
      },
    ),
    rule(
      metadata('CountedOnce', 'NumCacheClusters', TOPOLOGY_GROUPS),
      'NumCacheClusters must not stand beside several shards or ReplicasPerNodeGroup',
      (p) => {
        if (!p.has('NumCacheClusters')) {
          return undefined;
        }
        const { shardCount: shards } = readLayout(p);
        const other = p.has('ReplicasPerNodeGroup')
          ? 'ReplicasPerNodeGroup'
          : shards !== undefined && shards > 1
            ? p.has('NumNodeGroups')
              ? 'NumNodeGroups'
              : 'NodeGroupConfiguration'
            : undefined;
        return other
          ? `${p.name('NumCacheClusters')} must not stand beside ${p.name(other)}, got both; count the nodes of shards by ${p.name('NumNodeGroups')} and ` +
              `${p.name('ReplicasPerNodeGroup')} alone`
          : undefined;
      },
    ),
    rule(
      metadata('ShardsDescribed', 'NodeGroupConfiguration', SHARDS),
      'NodeGroupConfiguration must describe as many shards as NumNodeGroups',
      (p) => {
        const [shards, described] = [p.number('NumNodeGroups'), p.list('NodeGroupConfiguration')?.length];
        return shards !== undefined && described !== undefined && shards !== described
          ? `${p.name('NodeGroupConfiguration')} must describe as many shards as ${p.name('NumNodeGroups')}, got ${described} and ${shards}; describe all of them, or none`
          : undefined;
      },
    ),
    rule(
      metadata('PrimaryWithoutShards', 'PrimaryClusterId', TOPOLOGY_GROUPS),
      'PrimaryClusterId must not be given with cluster mode enabled',
      (p) =>
        p.has('PrimaryClusterId') && readLayout(p).mode === 'enabled'
          ? `${p.name('PrimaryClusterId')} must name the primary of a group without shards, got cluster mode enabled; start from a snapshot of the cluster instead`
          : undefined,
    ),
    rule(
      metadata('NodesWithinLimit', 'NumNodeGroups', QUOTAS),
      `a group must have at most ${LIMITS.nodesOfShards.max} nodes`,
      (p) => {
        const { nodeCount: nodes } = readLayout(p);
        const engine = readEngine(p);
        const max =
          engine?.name === 'redis' && compareVersions(engine.version, '5.0.6') < 0
            ? LIMITS.nodesOfShards.maxBeforeRedis506
            : LIMITS.nodesOfShards.max;
        return nodes !== undefined && nodes > max
          ? `${p.name('NumNodeGroups')} must make at most ${max} nodes with the replicas, got ${nodes}; take fewer shards of larger nodes`
          : undefined;
      },
    ),
    rule(
      { ...metadata('NodesWithinQuota', 'NumNodeGroups', QUOTAS), severity: 'warning' },
      `a group of more than ${LIMITS.nodesOfShards.quota} nodes needs a higher quota`,
      (p) => {
        const { nodeCount: nodes } = readLayout(p);
        return nodes !== undefined && nodes > LIMITS.nodesOfShards.quota && nodes <= LIMITS.nodesOfShards.max
          ? `${p.name('NumNodeGroups')} makes ${nodes} nodes with the replicas, more than the quota of ${LIMITS.nodesOfShards.quota} that an account has at first; have it raised`
          : undefined;
      },
    ),
    rule(
      { ...metadata('DescribedOnce', 'ReplicasPerNodeGroup', SHARDS), severity: 'warning' },
      'ReplicasPerNodeGroup should not stand beside NodeGroupConfiguration',
      (p) =>
        p.has('ReplicasPerNodeGroup') && p.has('NodeGroupConfiguration')
          ? `${p.name('ReplicasPerNodeGroup')} beside ${p.name('NodeGroupConfiguration')} replaces the group when the number of replicas changes; give one of them`
          : undefined,
    ),
  ];
}

/** How the nodes of a replication group are laid out, as far as its properties tell. */
interface Layout {
  /** The cluster mode. */
  readonly mode?: 'enabled' | 'compatible' | 'disabled';

  /** The number of shards. */
  readonly shardCount?: number;

  /** The number of replicas of the shard that has the fewest. */
  readonly minReplicaCount?: number;

  /** The property that says how many replicas there are. */
  readonly replicaProperty: string;

  /** The number of nodes in all. */
  readonly nodeCount?: number;
}

/** The paths of the shards that are described one by one. */
function listShardPaths(p: PropertyReader): string[] {
  return (p.list('NodeGroupConfiguration') ?? []).map((_, index) => `NodeGroupConfiguration.${index}`);
}

/** The number of replicas of a shard that is described; undefined when it is known only later. */
function readReplicaCount(p: PropertyReader, shard: string): number | undefined {
  if (p.has(`${shard}.ReplicaCount`)) {
    return p.number(`${shard}.ReplicaCount`);
  }
  if (p.has('ReplicasPerNodeGroup')) {
    return p.number('ReplicasPerNodeGroup');
  }
  return p.list(`${shard}.ReplicaAvailabilityZones`)?.length;
}

/**
 * How the nodes are laid out. What is left out counts as ElastiCache counts it: one shard, one node, cluster mode
 * disabled.
 */
export function readLayout(p: PropertyReader): Layout {
  const shards = readShardCount(p);
  const described = listShardPaths(p);
  const [counts, replicasBy] = readReplicaCounts(p, described);
  const known = counts.filter((count) => count !== undefined);
  const allKnown = known.length === counts.length && counts.length > 0;
  const nodes = !allKnown
    ? undefined
    : described.length > 0
      ? known.reduce((sum, count) => sum + count + 1, 0)
      : shards === undefined
        ? undefined
        : shards * (known[0] + 1);
  return {
    mode: readClusterMode(p, shards),
    shardCount: shards,
    minReplicaCount: known.includes(0) ? 0 : allKnown ? Math.min(...known) : undefined,
    replicaProperty: replicasBy,
    nodeCount: nodes,
  };
}

/** Which property says that there are so few replicas, for an error. */
export function formatReplicaSource(p: PropertyReader, path: string): string {
  return p.has(path) ? ` by ${p.name(path)}` : '';
}

/** The way out where a replica is missing. */
export function suggestReplicas(p: PropertyReader, path: string): string {
  if (p.isConstruct || path === 'NodeGroupConfiguration') {
    return `give each shard a replica by ${p.name(path)}`;
  }
  return path === 'NumCacheClusters' ? `raise ${p.name(path)} to 2` : `raise ${p.name(path)} to 1`;
}

function readShardCount(p: PropertyReader): number | undefined {
  if (p.has('NumNodeGroups')) {
    return p.number('NumNodeGroups');
  }
  if (p.has('NodeGroupConfiguration')) {
    return p.list('NodeGroupConfiguration')?.length;
  }
  return hasExternalNodeCount(p) ? undefined : 1;
}

/** The numbers of replicas, of each shard or of all alike, and the property that says it. */
function readReplicaCounts(p: PropertyReader, described: string[]): [(number | undefined)[], string] {
  if (described.length > 0) {
    return [described.map((shard) => readReplicaCount(p, shard)), 'NodeGroupConfiguration'];
  }
  if (p.has('NodeGroupConfiguration')) {
    return [[undefined], 'NodeGroupConfiguration'];
  }
  if (p.has('ReplicasPerNodeGroup')) {
    return [[p.number('ReplicasPerNodeGroup')], 'ReplicasPerNodeGroup'];
  }
  if (p.has('NumCacheClusters')) {
    const nodes = p.number('NumCacheClusters');
    return [[nodes === undefined ? undefined : nodes - 1], 'NumCacheClusters'];
  }
  return p.has('NumNodeGroups') || hasExternalNodeCount(p)
    ? [[undefined], 'ReplicasPerNodeGroup']
    : [[0], 'NumCacheClusters'];
}

/**
 * Whether something else can say how many nodes there are: a snapshot, an existing cluster, the primary of a global
 * datastore.
 */
function hasExternalNodeCount(p: PropertyReader): boolean {
  return ['SnapshotName', 'SnapshotArns', 'PrimaryClusterId', 'GlobalReplicationGroupId'].some((path) => p.has(path));
}

function readClusterMode(p: PropertyReader, shards: number | undefined): Layout['mode'] {
  if (p.has('ClusterMode')) {
    const stated = p.text('ClusterMode');
    return stated === 'enabled' || stated === 'compatible' || stated === 'disabled' ? stated : undefined;
  }
  if (shards !== undefined && shards > 1) {
    return 'enabled';
  }
  if (p.has('CacheParameterGroupName')) {
    const group = readDefaultParameterGroup(p);
    return group && (group.clusterMode ? 'enabled' : 'disabled');
  }
  return shards === undefined || hasExternalNodeCount(p) ? undefined : 'disabled';
}

const { min: FIRST_SLOT, max: LAST_SLOT } = LIMITS.slots;

/** Slots from one to another, both included. */
type SlotRange = readonly [from: number, to: number];

/** What is demanded of the slots that are given to shards. */
export function slotRules(metadata: RuleMetadataFactory): Rule[] {
  const slots = (id: string) => metadata(id, PROPERTY, SLOTS_SHARDS);
  return [
    rule(
      slots('SlotsForm'),
      `Slots must be numbers and ranges of numbers between ${FIRST_SLOT} and ${LAST_SLOT}, separated by commas`,
      (p) => {
        const wrong = readSlots(p).filter((text) => text !== undefined && !parseSlots(text));
        return wrong.length > 0
          ? `${p.name(PROPERTY)} must give slots between ${FIRST_SLOT} and ${LAST_SLOT} such as 0-8191 or 0-99,200-299, got ${wrong.map(formatValue).join(', ')}`
          : undefined;
      },
    ),
    rule(slots('SlotsForAll'), 'Slots must be given for every shard or for none', (p) => {
      const known = listShardPaths(p).filter((shard) => p.resolved(shard) !== undefined);
      const [given, shards] = [known.filter((shard) => p.has(`${shard}.Slots`)).length, listShardPaths(p).length];
      return given > 0 && given < known.length
        ? `${p.name(PROPERTY)} must give slots to every shard or to none, got them for ${given} of ${shards}`
        : undefined;
    }),
    rule(slots('SlotsOnce'), 'no slot must stand in two shards', (p) => {
      const ranges = readSortedRanges(p);
      const index = ranges.findIndex(([from], position) => position > 0 && from <= ranges[position - 1][1]);
      return index > 0
        ? `${p.name(PROPERTY)} must give each slot to one shard, got slot ${ranges[index][0]} twice`
        : undefined;
    }),
    rule(slots('SlotsComplete'), `Slots must hold all slots from ${FIRST_SLOT} to ${LAST_SLOT}`, (p) => {
      const given = readSlots(p);
      const ranges = readSortedRanges(p);
      if (given.length === 0 || !given.every((text) => text !== undefined && parseSlots(text))) {
        return undefined;
      }
      const missing = findFirstMissingSlot(ranges);
      return missing <= LAST_SLOT
        ? `${p.name(PROPERTY)} must give all slots from ${FIRST_SLOT} to ${LAST_SLOT} to shards, got none with slot ${missing}`
        : undefined;
    }),
  ];
}

function readSlots(p: PropertyReader): (string | undefined)[] {
  return listShardPaths(p).map((shard) => p.text(`${shard}.Slots`));
}

/** The ranges of all shards, from the lowest on. */
function readSortedRanges(p: PropertyReader): SlotRange[] {
  return readSlots(p)
    .flatMap((text) => (text !== undefined && parseSlots(text)) || [])
    .sort(([one], [other]) => one - other);
}

/** Reads `0-8191,9000`; undefined for what is written otherwise, or holds a slot that does not exist. */
function parseSlots(text: string): SlotRange[] | undefined {
  const ranges = text.split(',').map((part): SlotRange | undefined => {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    return from !== undefined && Number(from) <= Number(to) && Number(to) <= LAST_SLOT
      ? [Number(from), Number(to)]
      : undefined;
  });
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

function findFirstMissingSlot(ranges: readonly SlotRange[]): number {
  return ranges.reduce((next, [from, to]) => (from <= next ? Math.max(next, to + 1) : next), FIRST_SLOT as number);
}

/** What is demanded of the Availability Zones and of the ids of shards. */
export function placementRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    rule(
      metadata('ZonesOfOneShard', PREFERRED, ZONES),
      'PreferredCacheClusterAZs must stand with one shard only',
      (p) => {
        const { shardCount: shards } = readLayout(p);
        return p.has(PREFERRED) && shards !== undefined && shards > 1
          ? `${p.name(PREFERRED)} must stand with one shard only, got ${shards}; give the zones of each shard in ${p.name(SHARDS_PATH)}`
          : undefined;
      },
    ),
    rule(
      metadata('ZonesGivenOnce', PREFERRED, ZONES),
      'PreferredCacheClusterAZs must not stand beside the zones of NodeGroupConfiguration',
      (p) =>
        p.has(PREFERRED) &&
        listShardPaths(p).some(
          (shard) =>
            p.resolved(`${shard}.PrimaryAvailabilityZone`) !== undefined ||
            p.resolved(`${shard}.ReplicaAvailabilityZones`) !== undefined,
        )
          ? `${p.name(PREFERRED)} must not stand beside zones in ${p.name(SHARDS_PATH)}, got both; keep one of them`
          : undefined,
    ),
    rule(
      metadata('ZoneForEachNode', PREFERRED, ZONES),
      'PreferredCacheClusterAZs must hold one zone for each node',
      (p) => {
        const zones = p.list(PREFERRED)?.length;
        const { shardCount: shards, nodeCount: nodes } = readLayout(p);
        return zones !== undefined && nodes !== undefined && shards === 1 && zones !== nodes
          ? `${p.name(PREFERRED)} must hold one zone for each node, got ${zones} for ${nodes}; give ${nodes}`
          : undefined;
      },
    ),
    rule(
      metadata('ZonesDiffer', PREFERRED, FAILOVER),
      'with MultiAZEnabled the nodes of a shard must stand in more than one zone',
      (p) => {
        if (p.flag('MultiAZEnabled') !== true) {
          return undefined;
        }
        const shards = [toKnownZones(p.list(PREFERRED)), ...listShardPaths(p).map((shard) => readShardZones(p, shard))];
        const alike = shards.find((zones) => zones.length > 1 && new Set(zones).size === 1);
        return alike
          ? `${p.name(p.has(PREFERRED) ? PREFERRED : SHARDS_PATH)} must spread a shard over zones with ${p.name('MultiAZEnabled')}, got ${alike.join(', ')}; ` +
              'give a replica another zone'
          : undefined;
      },
    ),
    rule(
      metadata('ZoneForEachReplica', SHARDS_PATH, PLACEMENT_SHARDS),
      'ReplicaAvailabilityZones must hold one zone for each replica',
      (p) => {
        const faults = listShardPaths(p).flatMap((shard) => {
          const zones = p.list(`${shard}.ReplicaAvailabilityZones`)?.length;
          const replicas = readReplicaCount(p, shard);
          return zones !== undefined && replicas !== undefined && zones !== replicas
            ? [`${zones} for ${replicas}`]
            : [];
        });
        return faults.length > 0
          ? `${p.name(SHARDS_PATH)} must hold one zone for each replica of a shard, got ${faults.join(', ')}`
          : undefined;
      },
    ),
    rule(metadata('ShardIdForm', SHARDS_PATH, PLACEMENT_SHARDS), 'NodeGroupId must be 1 to 4 digits', (p) => {
      const wrong = readShardIds(p).filter((id) => !/^\d{1,4}$/.test(id));
      return wrong.length > 0
        ? `${p.name(SHARDS_PATH)} must give each shard an id of 1 to 4 digits, got ${wrong.map(formatValue).join(', ')}`
        : undefined;
    }),
    rule(metadata('ShardIdsDistinct', SHARDS_PATH, PLACEMENT_SHARDS), 'each NodeGroupId must stand once', (p) => {
      const ids = readShardIds(p);
      const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
      return twice.length > 0
        ? `${p.name(SHARDS_PATH)} must give each shard an id of its own, got ${twice.map(formatValue).join(', ')} twice`
        : undefined;
    }),
  ];
}

function readShardIds(p: PropertyReader): string[] {
  return listShardPaths(p)
    .map((shard) => p.text(`${shard}.NodeGroupId`))
    .filter((id) => id !== undefined);
}

/** The zones of a shard's nodes, where all are known. */
function readShardZones(p: PropertyReader, shard: string): string[] {
  return toKnownZones([p.text(`${shard}.PrimaryAvailabilityZone`), ...(p.list(`${shard}.ReplicaAvailabilityZones`) ?? [])]);
}

function toKnownZones(zones: readonly unknown[] = []): string[] {
  return zones.every(isResolved) ? zones.map(String) : [];
}
