import { listShardPaths, readLayout, readReplicaCount } from './layout';
import { findDuplicates, pluralize } from '../../../private/text';
import { isResolved } from '../../../private/tokens';
import { readElementTexts, toTexts } from '../../property-reader';
import type { PropertyReader } from '../../property-reader';
import type { RuleSet } from '../../rule';
import { createMetadataFactory, crossResourceRule, formatValues, rule } from '../../rule-builders';
import { zoneFormatRule, zonesInSubnetsRule } from '../nodes/subnet-zones';
import { PAGES } from '../pages';
import { listCacheZones } from '../subnets';

const ZONES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RegionsAndAZs.html';
const CONFIGURATION = 'NodeGroupConfiguration';
const PREFERRED_ZONES = 'PreferredCacheClusterAZs';

const metadata = createMetadataFactory('ReplicationGroup', PAGES.nodeGroupConfiguration);

/** Validates the Availability Zones of nodes, and the ids of shards. */
export const PLACEMENT_RULES: RuleSet = [
  rule(
    metadata('PreferredZonesRequireOneShard', PREFERRED_ZONES, ZONES),
    'PreferredCacheClusterAZs requires a replication group with one shard',
    (p) => {
      const { shardCount = 1 } = readLayout(p);
      return p.has(PREFERRED_ZONES) && shardCount > 1
        ? `${p.name(PREFERRED_ZONES)} is only allowed for a replication group with one shard, but got ${pluralize(shardCount, 'shard')}. Specify the zones of each shard in ${p.name(CONFIGURATION)} instead.`
        : undefined;
    },
  ),
  rule(
    metadata('ZonesConflict', PREFERRED_ZONES, ZONES),
    'PreferredCacheClusterAZs cannot be combined with zones in NodeGroupConfiguration',
    (p) =>
      p.has(PREFERRED_ZONES) && listShardPaths(p).some((shard) => hasZones(p, shard))
        ? `${p.name(PREFERRED_ZONES)} cannot be combined with zones in ${p.name(CONFIGURATION)}. Remove ${p.name(PREFERRED_ZONES)}, or the zones in ${p.name(CONFIGURATION)}.`
        : undefined,
  ),
  rule(
    // The number of nodes can change later, but CloudFormation cannot update the zones.
    { ...metadata('ZoneCountMismatch', PREFERRED_ZONES, ZONES), isForNewResources: true },
    'PreferredCacheClusterAZs must contain one zone for each node',
    (p) => {
      const zoneCount = p.count(PREFERRED_ZONES);
      const { shardCount, nodeCount } = readLayout(p);
      if (zoneCount === undefined || nodeCount === undefined || shardCount !== 1 || zoneCount === nodeCount) {
        return undefined;
      }
      return `${p.name(PREFERRED_ZONES)} must contain one zone for each node, but got ${pluralize(zoneCount, 'zone')} for ${pluralize(nodeCount, 'node')}. ${suggestZones(p, zoneCount, nodeCount)}.`;
    },
  ),
  rule(
    // The property does not contain the zones of nodes that are added later.
    { ...metadata('MultiAzRequiresSeveralZones', PREFERRED_ZONES, PAGES.autoFailover), isForNewResources: true },
    'the nodes of each shard must be in at least two Availability Zones if MultiAZEnabled is true',
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
        ? `${p.name(property)} must specify at least two Availability Zones for each shard if ${p.name('MultiAZEnabled')} is true, but got only ${singleZone[0]} for one shard. ` +
            `Specify a different zone for at least one replica, or set ${p.name('MultiAZEnabled')} to false.`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('MultiAzRequiresSubnetsInSeveralZones', 'MultiAZEnabled', PAGES.autoFailover),
    'MultiAZEnabled requires subnets in at least two Availability Zones',
    (group) => {
      const [zone, ...otherZones] = listCacheZones(group) ?? [];
      return group.flag('MultiAZEnabled') === true && zone !== undefined && otherZones.length === 0
        ? `${group.name('MultiAZEnabled')} requires subnets in at least two Availability Zones, but all subnets are in the same zone. Add a subnet in another zone, or set ${group.name('MultiAZEnabled')} to false.`
        : undefined;
    },
  ),
  zoneFormatRule(
    metadata,
    PREFERRED_ZONES,
    (p) =>
      new Map([
        [PREFERRED_ZONES, p.list(PREFERRED_ZONES) ?? []],
        [CONFIGURATION, listShardPaths(p).flatMap((shard) => listNodeZones(p, shard))],
      ]),
  ),
  zonesInSubnetsRule(metadata, CONFIGURATION, (group) =>
    listShardPaths(group).flatMap((shard) => listNodeZones(group, shard)),
  ),
  rule(
    metadata('ReplicaZoneCountMismatch', CONFIGURATION),
    'ReplicaAvailabilityZones must contain one zone for each replica',
    (p) => {
      const mismatches = listShardPaths(p).flatMap((shard) => {
        const zoneCount = p.count(`${shard}.ReplicaAvailabilityZones`);
        const replicaCount = readReplicaCount(p, shard);
        // A construct has an empty list if only the zone of the primary is specified. In a template, an empty list
        // specifies nothing.
        const isUnspecified = zoneCount === 0 && !p.isConstruct;
        return zoneCount === undefined || replicaCount === undefined || isUnspecified || zoneCount === replicaCount
          ? []
          : [{ zoneCount, replicaCount }];
      });
      if (mismatches.length === 0) {
        return undefined;
      }
      const [{ zoneCount, replicaCount }] = mismatches;
      return `${p.name(CONFIGURATION)} must specify one zone for each replica of a shard, but got ${pluralize(zoneCount, 'zone')} for ${pluralize(replicaCount, 'replica')}. Specify ${pluralize(replicaCount, 'zone')}, or set the number of replicas to ${zoneCount}.`;
    },
  ),
  rule(metadata('ShardIdInvalid', CONFIGURATION), 'NodeGroupId must be 1 to 4 digits', (p) => {
    const invalid = readElementTexts(p, CONFIGURATION, 'NodeGroupId').filter((id) => !/^\d{1,4}$/.test(id));
    return invalid.length > 0
      ? `${p.name(CONFIGURATION)} must have shard ids of 1 to 4 digits, but got ${formatValues(invalid)}. Use ids such as 0001.`
      : undefined;
  }),
  rule(metadata('DuplicateShardIds', CONFIGURATION), 'each NodeGroupId must be specified only once', (p) => {
    const duplicates = findDuplicates(readElementTexts(p, CONFIGURATION, 'NodeGroupId'));
    return duplicates.length > 0
      ? `${p.name(CONFIGURATION)} must have distinct shard ids, but got ${formatValues(duplicates)} more than once. Use a different id for each shard.`
      : undefined;
  }),
];

/** Suggests to change the number of zones, or that of nodes if automatic failover requires more nodes. */
function suggestZones(p: PropertyReader, zoneCount: number, nodeCount: number): string {
  const { replicaProperty } = readLayout(p);
  const needsReplica = p.flag('AutomaticFailoverEnabled') === true || p.flag('MultiAZEnabled') === true;
  const minNodeCount = needsReplica ? 2 : 1;
  const count = replicaProperty === 'NumCacheClusters' ? zoneCount : zoneCount - 1;
  const name = `${replicaProperty === CONFIGURATION ? 'ReplicaCount in ' : ''}${p.name(replicaProperty)}`;
  if (nodeCount < minNodeCount) {
    return `Set ${name} to ${count}`;
  }
  const alternative = zoneCount < minNodeCount ? '' : `, or set ${name} to ${count}`;
  return `Specify ${pluralize(nodeCount, 'zone')}${alternative}`;
}

function hasZones(p: PropertyReader, shard: string): boolean {
  return (
    p.resolved(`${shard}.PrimaryAvailabilityZone`) !== undefined ||
    p.resolved(`${shard}.ReplicaAvailabilityZones`) !== undefined
  );
}

/** Reads the zones of the nodes of a shard. The list is empty if any zone is unresolved. */
function readShardZones(p: PropertyReader, shard: string): string[] {
  return listResolvedZones(listNodeZones(p, shard));
}

/** Lists the zones of the nodes of a shard, including unresolved zones. */
function listNodeZones(p: PropertyReader, shard: string): unknown[] {
  return [p.text(`${shard}.PrimaryAvailabilityZone`), ...(p.list(`${shard}.ReplicaAvailabilityZones`) ?? [])];
}

function listResolvedZones(zones: readonly unknown[] = []): string[] {
  return zones.every(isResolved) ? toTexts(zones) : [];
}
