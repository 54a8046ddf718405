import { isResolved } from '../../../private/tokens';
import { compareVersions } from '../../../private/versions';
import { LIMITS } from '../../../service-data/limits';
import type { PropertyReader } from '../../property-reader';
import type { RuleSet } from '../../rule';
import type { RuleMetadataFactory } from '../../rule-builders';
import { formatValue, integer, rule } from '../../rule-builders';
import { findDuplicates, readElementTexts } from '../../list-elements';
import { readEngine } from '../nodes/engine';
import { listShardPaths, readLayout, readReplicaCount } from './layout';

const NODE_GROUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_NodeGroupConfiguration.html';
const REPLICATION_GROUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis.Groups.html';
const SHARDS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html';
const QUOTAS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html';
const ZONES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RegionsAndAZs.html';
const FAILOVER = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html';
const CONFIGURATION = 'NodeGroupConfiguration';
const SHARD_COUNT = 'NumNodeGroups';
const NODE_COUNT = 'NumCacheClusters';
const REPLICA_COUNT = 'ReplicasPerNodeGroup';
const PREFERRED_ZONES = 'PreferredCacheClusterAZs';

const { min: FIRST_SLOT, max: LAST_SLOT } = LIMITS.slots;

const metadata: RuleMetadataFactory = (id, property, see = NODE_GROUPS) => ({
  id: `ReplicationGroup.${id}`,
  property,
  see,
});

/** Validates the numbers of nodes, shards, and replicas. */
export const TOPOLOGY_RULES: RuleSet = [
  integer(metadata('NodeCount', NODE_COUNT, REPLICATION_GROUPS), { ...LIMITS.nodesWithoutShards, unit: 'nodes' }),
  integer(metadata('ShardCount', SHARD_COUNT, SHARDS), { ...LIMITS.shards, unit: 'shards' }),
  integer(metadata('ReplicaCount', REPLICA_COUNT, SHARDS), { ...LIMITS.replicasPerShard, unit: 'replicas' }),
  rule(
    metadata('ShardReplicaCount', CONFIGURATION, SHARDS),
    `ReplicaCount must be between ${LIMITS.replicasPerShard.min} and ${LIMITS.replicasPerShard.max}`,
    (p) => {
      const { min, max } = LIMITS.replicasPerShard;
      const invalid = listShardPaths(p)
        .map((shard) => p.number(`${shard}.ReplicaCount`))
        .filter((count) => count !== undefined)
        .filter((count) => !Number.isInteger(count) || count < min || count > max);
      return invalid.length > 0
        ? `${p.name(CONFIGURATION)} must give each shard ${min} to ${max} replicas, got ${invalid.join(', ')}`
        : undefined;
    },
  ),
  rule(
    metadata('CountedOnce', NODE_COUNT, REPLICATION_GROUPS),
    'NumCacheClusters must not stand beside several shards or ReplicasPerNodeGroup',
    (p) => {
      const other = p.has(NODE_COUNT) ? findConflictingCount(p) : undefined;
      return other
        ? `${p.name(NODE_COUNT)} must not stand beside ${p.name(other)}, got both; count the nodes of shards by ${p.name(SHARD_COUNT)} and ` +
            `${p.name(REPLICA_COUNT)} alone`
        : undefined;
    },
  ),
  rule(
    metadata('ShardsDescribed', CONFIGURATION, SHARDS),
    'NodeGroupConfiguration must describe as many shards as NumNodeGroups',
    (p) => {
      const [shards, described] = [p.number(SHARD_COUNT), p.list(CONFIGURATION)?.length];
      return shards !== undefined && described !== undefined && shards !== described
        ? `${p.name(CONFIGURATION)} must describe as many shards as ${p.name(SHARD_COUNT)}, got ${described} and ${shards}; describe all of them, or none`
        : undefined;
    },
  ),
  rule(
    metadata('PrimaryWithoutShards', 'PrimaryClusterId', REPLICATION_GROUPS),
    'PrimaryClusterId must not be given with cluster mode enabled',
    (p) =>
      p.has('PrimaryClusterId') && readLayout(p).mode === 'enabled'
        ? `${p.name('PrimaryClusterId')} must name the primary of a group without shards, got cluster mode enabled; start from a snapshot of the cluster instead`
        : undefined,
  ),
  rule(
    metadata('NodesWithinLimit', SHARD_COUNT, QUOTAS),
    `a group must have at most ${LIMITS.nodesOfShards.max} nodes`,
    (p) => {
      const { nodeCount } = readLayout(p);
      const max = findMaxNodeCount(p);
      return nodeCount !== undefined && nodeCount > max
        ? `${p.name(SHARD_COUNT)} must make at most ${max} nodes with the replicas, got ${nodeCount}; take fewer shards of larger nodes`
        : undefined;
    },
  ),
  rule(
    { ...metadata('NodesWithinQuota', SHARD_COUNT, QUOTAS), severity: 'warning' },
    `a group of more than ${LIMITS.nodesOfShards.quota} nodes needs a higher quota`,
    (p) => {
      const { nodeCount } = readLayout(p);
      const { quota, max } = LIMITS.nodesOfShards;
      return nodeCount !== undefined && nodeCount > quota && nodeCount <= max
        ? `${p.name(SHARD_COUNT)} makes ${nodeCount} nodes with the replicas, more than the quota of ${quota} that an account has at first; have it raised`
        : undefined;
    },
  ),
  rule(
    { ...metadata('DescribedOnce', REPLICA_COUNT, SHARDS), severity: 'warning' },
    'ReplicasPerNodeGroup should not stand beside NodeGroupConfiguration',
    (p) =>
      p.has(REPLICA_COUNT) && p.has(CONFIGURATION)
        ? `${p.name(REPLICA_COUNT)} beside ${p.name(CONFIGURATION)} replaces the group when the number of replicas changes; give one of them`
        : undefined,
  ),
];

/** Validates the Availability Zones and ids of shards. */
export const PLACEMENT_RULES: RuleSet = [
  rule(
    metadata('ZonesOfOneShard', PREFERRED_ZONES, ZONES),
    'PreferredCacheClusterAZs must stand with one shard only',
    (p) => {
      const { shardCount = 1 } = readLayout(p);
      return p.has(PREFERRED_ZONES) && shardCount > 1
        ? `${p.name(PREFERRED_ZONES)} must stand with one shard only, got ${shardCount}; give the zones of each shard in ${p.name(CONFIGURATION)}`
        : undefined;
    },
  ),
  rule(
    metadata('ZonesGivenOnce', PREFERRED_ZONES, ZONES),
    'PreferredCacheClusterAZs must not stand beside the zones of NodeGroupConfiguration',
    (p) =>
      p.has(PREFERRED_ZONES) && listShardPaths(p).some((shard) => hasZones(p, shard))
        ? `${p.name(PREFERRED_ZONES)} must not stand beside zones in ${p.name(CONFIGURATION)}, got both; keep one of them`
        : undefined,
  ),
  rule(
    metadata('ZoneForEachNode', PREFERRED_ZONES, ZONES),
    'PreferredCacheClusterAZs must hold one zone for each node',
    (p) => {
      const zoneCount = p.list(PREFERRED_ZONES)?.length;
      const { shardCount, nodeCount } = readLayout(p);
      if (zoneCount === undefined || nodeCount === undefined || shardCount !== 1 || zoneCount === nodeCount) {
        return undefined;
      }
      return `${p.name(PREFERRED_ZONES)} must hold one zone for each node, got ${zoneCount} for ${nodeCount}; give ${nodeCount}`;
    },
  ),
  rule(
    metadata('ZonesDiffer', PREFERRED_ZONES, FAILOVER),
    'with MultiAZEnabled the nodes of a shard must stand in more than one zone',
    (p) => {
      if (p.flag('MultiAZEnabled') !== true) {
        return undefined;
      }
      const zonesByShard = [
        listResolvedZones(p.list(PREFERRED_ZONES)),
        ...listShardPaths(p).map((shard) => readShardZones(p, shard)),
      ];
      const singleZone = zonesByShard.find((zones) => zones.length > 1 && new Set(zones).size === 1);
      const property = p.has(PREFERRED_ZONES) ? PREFERRED_ZONES : CONFIGURATION;
      return singleZone
        ? `${p.name(property)} must spread a shard over zones with ${p.name('MultiAZEnabled')}, got ${singleZone.join(', ')}; ` +
            'give a replica another zone'
        : undefined;
    },
  ),
  rule(
    metadata('ZoneForEachReplica', CONFIGURATION),
    'ReplicaAvailabilityZones must hold one zone for each replica',
    (p) => {
      const mismatches = listShardPaths(p).flatMap((shard) => {
        const zoneCount = p.list(`${shard}.ReplicaAvailabilityZones`)?.length;
        const replicaCount = readReplicaCount(p, shard);
        return zoneCount !== undefined && replicaCount !== undefined && zoneCount !== replicaCount
          ? [`${zoneCount} for ${replicaCount}`]
          : [];
      });
      return mismatches.length > 0
        ? `${p.name(CONFIGURATION)} must hold one zone for each replica of a shard, got ${mismatches.join(', ')}`
        : undefined;
    },
  ),
  rule(metadata('ShardIdForm', CONFIGURATION), 'NodeGroupId must be 1 to 4 digits', (p) => {
    const invalid = readElementTexts(p, CONFIGURATION, 'NodeGroupId').filter((id) => !/^\d{1,4}$/.test(id));
    return invalid.length > 0
      ? `${p.name(CONFIGURATION)} must give each shard an id of 1 to 4 digits, got ${invalid.map(formatValue).join(', ')}`
      : undefined;
  }),
  rule(metadata('ShardIdsDistinct', CONFIGURATION), 'each NodeGroupId must stand once', (p) => {
    const duplicates = findDuplicates(readElementTexts(p, CONFIGURATION, 'NodeGroupId'));
    return duplicates.length > 0
      ? `${p.name(CONFIGURATION)} must give each shard an id of its own, got ${duplicates.map(formatValue).join(', ')} twice`
      : undefined;
  }),
];

/** Validates the slots of shards. */
export const SLOT_RULES: RuleSet = [
  rule(
    metadata('SlotsForm', CONFIGURATION),
    `Slots must be numbers and ranges of numbers between ${FIRST_SLOT} and ${LAST_SLOT}, separated by commas`,
    (p) => {
      const invalid = readSlots(p).filter((slots) => slots !== undefined && !parseSlots(slots));
      return invalid.length > 0
        ? `${p.name(CONFIGURATION)} must give slots between ${FIRST_SLOT} and ${LAST_SLOT} such as 0-8191 or 0-99,200-299, got ${invalid.map(formatValue).join(', ')}`
        : undefined;
    },
  ),
  rule(metadata('SlotsForAll', CONFIGURATION), 'Slots must be given for every shard or for none', (p) => {
    const shards = listShardPaths(p);
    const resolved = shards.filter((shard) => p.resolved(shard) !== undefined);
    const withSlots = resolved.filter((shard) => p.has(`${shard}.Slots`));
    return withSlots.length > 0 && withSlots.length < resolved.length
      ? `${p.name(CONFIGURATION)} must give slots to every shard or to none, got them for ${withSlots.length} of ${shards.length}`
      : undefined;
  }),
  rule(metadata('SlotsOnce', CONFIGURATION), 'no slot must stand in two shards', (p) => {
    const ranges = readSortedRanges(p);
    const duplicate = ranges.find(([from], index) => index > 0 && from <= ranges[index - 1][1]);
    return duplicate
      ? `${p.name(CONFIGURATION)} must give each slot to one shard, got slot ${duplicate[0]} twice`
      : undefined;
  }),
  rule(
    metadata('SlotsComplete', CONFIGURATION),
    `Slots must hold all slots from ${FIRST_SLOT} to ${LAST_SLOT}`,
    (p) => {
      const slotsByShard = readSlots(p);
      const areValid = slotsByShard.every((slots) => slots !== undefined && parseSlots(slots));
      if (slotsByShard.length === 0 || !areValid) {
        return undefined;
      }
      const missing = findFirstMissingSlot(readSortedRanges(p));
      return missing <= LAST_SLOT
        ? `${p.name(CONFIGURATION)} must give all slots from ${FIRST_SLOT} to ${LAST_SLOT} to shards, got none with slot ${missing}`
        : undefined;
    },
  ),
];

/** The property that contradicts `NumCacheClusters`. */
function findConflictingCount(p: PropertyReader): string | undefined {
  if (p.has(REPLICA_COUNT)) {
    return REPLICA_COUNT;
  }
  const { shardCount = 1 } = readLayout(p);
  if (shardCount <= 1) {
    return undefined;
  }
  return p.has(SHARD_COUNT) ? SHARD_COUNT : CONFIGURATION;
}

function findMaxNodeCount(p: PropertyReader): number {
  const engine = readEngine(p);
  return engine?.name === 'redis' && compareVersions(engine.version, '5.0.6') < 0
    ? LIMITS.nodesOfShards.maxBeforeRedis506
    : LIMITS.nodesOfShards.max;
}

function hasZones(p: PropertyReader, shard: string): boolean {
  return (
    p.resolved(`${shard}.PrimaryAvailabilityZone`) !== undefined ||
    p.resolved(`${shard}.ReplicaAvailabilityZones`) !== undefined
  );
}

/** The zones of a shard's nodes, or none if any zone is unresolved. */
function readShardZones(p: PropertyReader, shard: string): string[] {
  return listResolvedZones([
    p.text(`${shard}.PrimaryAvailabilityZone`),
    ...(p.list(`${shard}.ReplicaAvailabilityZones`) ?? []),
  ]);
}

function listResolvedZones(zones: readonly unknown[] = []): string[] {
  return zones.every(isResolved) ? zones.map(String) : [];
}

/** A range of slots, both ends included. */
type SlotRange = readonly [from: number, to: number];

function readSlots(p: PropertyReader): (string | undefined)[] {
  return listShardPaths(p).map((shard) => p.text(`${shard}.Slots`));
}

/** The slot ranges of all shards in ascending order. */
function readSortedRanges(p: PropertyReader): SlotRange[] {
  return readSlots(p)
    .flatMap((slots) => (slots === undefined ? [] : (parseSlots(slots) ?? [])))
    .sort(([one], [other]) => one - other);
}

/** Parses `0-8191,9000`. Returns undefined for other formats and for slots that do not exist. */
function parseSlots(slots: string): SlotRange[] | undefined {
  const ranges = slots.split(',').map((part): SlotRange | undefined => {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    return from !== undefined && Number(from) <= Number(to) && Number(to) <= LAST_SLOT
      ? [Number(from), Number(to)]
      : undefined;
  });
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

function findFirstMissingSlot(ranges: readonly SlotRange[]): number {
  let next: number = FIRST_SLOT;
  for (const [from, to] of ranges) {
    if (from <= next) {
      next = Math.max(next, to + 1);
    }
  }
  return next;
}
