import { listShardPaths, readLayout, readReplicaCount } from './layout';
import { findDuplicates } from '../../../private/text';
import { isResolved } from '../../../private/tokens';
import { readElementTexts } from '../../property-reader';
import type { PropertyReader } from '../../property-reader';
import type { RuleSet } from '../../rule';
import { createMetadataFactory, formatValues, rule } from '../../rule-builders';
import { PAGES } from '../pages';

const ZONES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RegionsAndAZs.html';
const CONFIGURATION = 'NodeGroupConfiguration';
const PREFERRED_ZONES = 'PreferredCacheClusterAZs';

const metadata = createMetadataFactory('ReplicationGroup', PAGES.nodeGroupConfiguration);

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
    metadata('ZonesDiffer', PREFERRED_ZONES, PAGES.autoFailover),
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
      ? `${p.name(CONFIGURATION)} must give each shard an id of 1 to 4 digits, got ${formatValues(invalid)}`
      : undefined;
  }),
  rule(metadata('ShardIdsDistinct', CONFIGURATION), 'each NodeGroupId must stand once', (p) => {
    const duplicates = findDuplicates(readElementTexts(p, CONFIGURATION, 'NodeGroupId'));
    return duplicates.length > 0
      ? `${p.name(CONFIGURATION)} must give each shard an id of its own, got ${formatValues(duplicates)} twice`
      : undefined;
  }),
];

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
