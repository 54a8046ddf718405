import { isKnown } from '../../private/tokens';
import type { Properties } from '../properties';
import type { Rule } from '../rule';
import type { AboutOf } from '../vocabulary';
import { excludes, isOneOf, oneOf, rule } from '../vocabulary';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html';

const MODE = 'AZMode';
const ONE = 'PreferredAvailabilityZone';
const MANY = 'PreferredAvailabilityZones';

/** What is demanded of the Availability Zones of a cluster. */
export function zoneRules(about: AboutOf): Rule[] {
  return [
    oneOf(about('AzModeKnown', MODE, CREATE), ['single-az', 'cross-az']),
    ...Object.entries({ AzModeNeedsMemcached: MODE, ZonesNeedMemcached: MANY }).map(([id, property]) =>
      rule(about(id, property, CREATE), `${property} is for Memcached`, (p) =>
        p.has(property) && isOneOf(p, 'Engine', 'redis')
          ? `${p.name(property)} is for Memcached, got redis, which has one node; ${property === MANY ? `use ${p.name(ONE)}` : 'leave it out'}`
          : undefined,
      ),
    ),
    rule(about('CrossAzNeedsNodes', MODE, CREATE), 'AZMode cross-az needs at least two nodes', (p) =>
      isOneOf(p, MODE, 'cross-az') && p.number('NumCacheNodes') === 1
        ? `${p.name(MODE)} cross-az needs at least two nodes, got 1 by ${p.name('NumCacheNodes')}; raise it, or choose single-az`
        : undefined,
    ),
    rule(about('ZoneForEachNode', MANY, CREATE), 'PreferredAvailabilityZones must hold one zone for each node', (p) => {
      const [zones, nodes] = [p.list(MANY)?.length, p.number('NumCacheNodes')];
      return zones !== undefined && nodes !== undefined && zones !== nodes
        ? `${p.name(MANY)} must hold one zone for each node, got ${zones} for ${nodes}`
        : undefined;
    }),
    rule(
      about('ZonesNeedCrossAz', MODE, CREATE),
      'PreferredAvailabilityZones of several zones needs AZMode cross-az',
      (p) =>
        zonesOf(p).size > 1 && (p.has(MODE) ? isOneOf(p, MODE, 'single-az') : true)
          ? `${p.name(MODE)} must be cross-az for ${[...zonesOf(p)].join(', ')}, got ${p.text(MODE) ?? 'nothing'}; set it, or give one zone`
          : undefined,
    ),
    rule(
      about('CrossAzNeedsZones', MANY, CREATE),
      'AZMode cross-az needs PreferredAvailabilityZones of several zones, where they are given',
      (p) =>
        isOneOf(p, MODE, 'cross-az') &&
        (p.list(MANY)?.every(isKnown) ?? false) &&
        p.list(MANY)!.length > 1 &&
        zonesOf(p).size === 1
          ? `${p.name(MANY)} must be of several zones with ${p.name(MODE)} cross-az, got ${[...zonesOf(p)][0]} only; give a node another zone, or choose single-az`
          : undefined,
    ),
    excludes(about('ZonesGivenOnce', ONE, CREATE), MANY, 'keep the zones of the nodes'),
    rule(
      about('OneZoneNeedsSingleAz', ONE, CREATE),
      'PreferredAvailabilityZone does not go with AZMode cross-az',
      (p) =>
        p.has(ONE) && !p.has(MANY) && isOneOf(p, MODE, 'cross-az')
          ? `${p.name(ONE)} does not go with ${p.name(MODE)} cross-az, since all nodes stand in it; give ${p.name(MANY)}, or choose single-az`
          : undefined,
    ),
  ];
}

/** The zones that are known. */
function zonesOf(p: Properties): Set<string> {
  return new Set((p.list(MANY) ?? []).filter(isKnown).map(String));
}
