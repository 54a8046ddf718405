import { describedShards, layoutOf, replicasOf } from './layout';
import { isKnown } from '../../private/tokens';
import type { Properties } from '../properties';
import type { Rule } from '../rule';
import type { AboutOf } from '../vocabulary';
import { rule, shown } from '../vocabulary';

const ZONES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RegionsAndAZs.html';
const FAILOVER = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html';
const SHARDS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_NodeGroupConfiguration.html';

const PREFERRED = 'PreferredCacheClusterAZs';
const SHARDS_PATH = 'NodeGroupConfiguration';

/** What is demanded of the Availability Zones and of the ids of shards. */
export function placementRules(about: AboutOf): Rule[] {
  return [
    rule(about('ZonesOfOneShard', PREFERRED, ZONES), 'PreferredCacheClusterAZs must stand with one shard only', (p) => {
      const { shards } = layoutOf(p);
      return p.has(PREFERRED) && shards !== undefined && shards > 1
        ? `${p.name(PREFERRED)} must stand with one shard only, got ${shards}; give the zones of each shard in ${p.name(SHARDS_PATH)}`
        : undefined;
    }),
    rule(
      about('ZonesGivenOnce', PREFERRED, ZONES),
      'PreferredCacheClusterAZs must not stand beside the zones of NodeGroupConfiguration',
      (p) =>
        p.has(PREFERRED) &&
        describedShards(p).some(
          (shard) =>
            p.known(`${shard}.PrimaryAvailabilityZone`) !== undefined ||
            p.known(`${shard}.ReplicaAvailabilityZones`) !== undefined,
        )
          ? `${p.name(PREFERRED)} must not stand beside zones in ${p.name(SHARDS_PATH)}, got both; keep one of them`
          : undefined,
    ),
    rule(
      about('ZoneForEachNode', PREFERRED, ZONES),
      'PreferredCacheClusterAZs must hold one zone for each node',
      (p) => {
        const zones = p.list(PREFERRED)?.length;
        const { shards, nodes } = layoutOf(p);
        return zones !== undefined && nodes !== undefined && shards === 1 && zones !== nodes
          ? `${p.name(PREFERRED)} must hold one zone for each node, got ${zones} for ${nodes}; give ${nodes}`
          : undefined;
      },
    ),
    rule(
      about('ZonesDiffer', PREFERRED, FAILOVER),
      'with MultiAZEnabled the nodes of a shard must stand in more than one zone',
      (p) => {
        if (p.flag('MultiAZEnabled') !== true) {
          return undefined;
        }
        const shards = [zonesOf(p.list(PREFERRED)), ...describedShards(p).map((shard) => shardZones(p, shard))];
        const alike = shards.find((zones) => zones.length > 1 && new Set(zones).size === 1);
        return alike
          ? `${p.name(p.has(PREFERRED) ? PREFERRED : SHARDS_PATH)} must spread a shard over zones with ${p.name('MultiAZEnabled')}, got ${alike.join(', ')}; ` +
              'give a replica another zone'
          : undefined;
      },
    ),
    rule(
      about('ZoneForEachReplica', SHARDS_PATH, SHARDS),
      'ReplicaAvailabilityZones must hold one zone for each replica',
      (p) => {
        const faults = describedShards(p).flatMap((shard) => {
          const zones = p.list(`${shard}.ReplicaAvailabilityZones`)?.length;
          const replicas = replicasOf(p, shard);
          return zones !== undefined && replicas !== undefined && zones !== replicas
            ? [`${zones} for ${replicas}`]
            : [];
        });
        return faults.length > 0
          ? `${p.name(SHARDS_PATH)} must hold one zone for each replica of a shard, got ${faults.join(', ')}`
          : undefined;
      },
    ),
    rule(about('ShardIdForm', SHARDS_PATH, SHARDS), 'NodeGroupId must be 1 to 4 digits', (p) => {
      const wrong = shardIds(p).filter((id) => !/^\d{1,4}$/.test(id));
      return wrong.length > 0
        ? `${p.name(SHARDS_PATH)} must give each shard an id of 1 to 4 digits, got ${wrong.map(shown).join(', ')}`
        : undefined;
    }),
    rule(about('ShardIdsDistinct', SHARDS_PATH, SHARDS), 'each NodeGroupId must stand once', (p) => {
      const ids = shardIds(p);
      const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
      return twice.length > 0
        ? `${p.name(SHARDS_PATH)} must give each shard an id of its own, got ${twice.map(shown).join(', ')} twice`
        : undefined;
    }),
  ];
}

function shardIds(p: Properties): string[] {
  return describedShards(p)
    .map((shard) => p.text(`${shard}.NodeGroupId`))
    .filter((id) => id !== undefined);
}

/** The zones of a shard's nodes, where all are known. */
function shardZones(p: Properties, shard: string): string[] {
  return zonesOf([p.text(`${shard}.PrimaryAvailabilityZone`), ...(p.list(`${shard}.ReplicaAvailabilityZones`) ?? [])]);
}

function zonesOf(zones: readonly unknown[] = []): string[] {
  return zones.every(isKnown) ? zones.map(String) : [];
}
