import { listShardPaths, readLayout, readReplicaCount } from './layout';
import { findDuplicates } from '../../../private/text';
import { isResolved } from '../../../private/tokens';
import { readElementTexts, toTexts } from '../../property-reader';
import type { PropertyReader } from '../../property-reader';
import type { RuleSet } from '../../rule';
import { createMetadataFactory, crossResourceRule, formatValues, rule } from '../../rule-builders';
import { zonesInSubnetsRule } from '../nodes/subnet-zones';
import { PAGES } from '../pages';
import { listCacheZones } from '../subnets';

const ZONES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RegionsAndAZs.html';
const CONFIGURATION = 'NodeGroupConfiguration';
const PREFERRED_ZONES = 'PreferredCacheClusterAZs';

const metadata = createMetadataFactory('ReplicationGroup', PAGES.nodeGroupConfiguration);

/** Validates the Availability Zones and ids of shards. */
export const PLACEMENT_RULES: RuleSet = [
  rule(
    metadata('PreferredZonesRequireOneShard', PREFERRED_ZONES, ZONES),
    'PreferredCacheClusterAZs must stand with one shard only',
    (p) => {
      const { shardCount = 1 } = readLayout(p);
      return p.has(PREFERRED_ZONES) && shardCount > 1
        ? `${p.name(PREFERRED_ZONES)} must stand with one shard only, got ${shardCount}; give the zones of each shard in ${p.name(CONFIGURATION)}`
        : undefined;
    },
  ),
  rule(
    metadata('ZonesConflict', PREFERRED_ZONES, ZONES),
    'PreferredCacheClusterAZs must not stand beside the zones of NodeGroupConfiguration',
    (p) =>
      p.has(PREFERRED_ZONES) && listShardPaths(p).some((shard) => hasZones(p, shard))
        ? `${p.name(PREFERRED_ZONES)} must not stand beside zones in ${p.name(CONFIGURATION)}, got both; keep one of them`
        : undefined,
  ),
  rule(
    metadata('ZoneCountMismatch', PREFERRED_ZONES, ZONES),
    'PreferredCacheClusterAZs must hold one zone for each node',
    (p) => {
      const zoneCount = p.count(PREFERRED_ZONES);
      const { shardCount, nodeCount } = readLayout(p);
      if (zoneCount === undefined || nodeCount === undefined || shardCount !== 1 || zoneCount === nodeCount) {
        return undefined;
      }
      return `${p.name(PREFERRED_ZONES)} must hold one zone for each node, got ${zoneCount} for ${nodeCount}; give ${nodeCount}`;
    },
  ),
  rule(
    metadata('MultiAzRequiresSeveralZones', PREFERRED_ZONES, PAGES.autoFailover),
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
  crossResourceRule(
    metadata('MultiAzRequiresSubnetsInSeveralZones', 'MultiAZEnabled', PAGES.autoFailover),
    'MultiAZEnabled needs subnets in at least two Availability Zones',
    (group) => {
      const [zone, ...otherZones] = listCacheZones(group) ?? [];
      return group.flag('MultiAZEnabled') === true && zone !== undefined && otherZones.length === 0
        ? `${group.name('MultiAZEnabled')} needs subnets in at least two Availability Zones, got one; choose other subnets, or turn ${group.name('MultiAZEnabled')} off`
        : undefined;
    },
  ),
  zonesInSubnetsRule(metadata, CONFIGURATION, (group) =>
    listShardPaths(group).flatMap((shard) => listNodeZones(group, shard)),
  ),
  rule(
    metadata('ReplicaZoneCountMismatch', CONFIGURATION),
    'ReplicaAvailabilityZones must hold one zone for each replica',
    (p) => {
      const mismatches = listShardPaths(p).flatMap((shard) => {
        const zoneCount = p.count(`${shard}.ReplicaAvailabilityZones`);
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
  rule(metadata('ShardIdInvalid', CONFIGURATION), 'NodeGroupId must be 1 to 4 digits', (p) => {
    const invalid = readElementTexts(p, CONFIGURATION, 'NodeGroupId').filter((id) => !/^\d{1,4}$/.test(id));
    return invalid.length > 0
      ? `${p.name(CONFIGURATION)} must give each shard an id of 1 to 4 digits, got ${formatValues(invalid)}`
      : undefined;
  }),
  rule(metadata('DuplicateShardIds', CONFIGURATION), 'each NodeGroupId must stand once', (p) => {
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
  return listResolvedZones(listNodeZones(p, shard));
}

/** The zones of a shard's nodes, resolved or not. */
function listNodeZones(p: PropertyReader, shard: string): unknown[] {
  return [p.text(`${shard}.PrimaryAvailabilityZone`), ...(p.list(`${shard}.ReplicaAvailabilityZones`) ?? [])];
}

function listResolvedZones(zones: readonly unknown[] = []): string[] {
  return zones.every(isResolved) ? toTexts(zones) : [];
}
