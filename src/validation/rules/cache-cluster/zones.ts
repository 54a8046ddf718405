import { isResolved } from '../../../private/tokens';
import type { PropertyReader } from '../../property-reader';
import { toTexts } from '../../property-reader';
import type { Rule, RuleSet } from '../../rule';
import { createMetadataFactory, exclusiveProperty, isOneOf, allowedValues, rule } from '../../rule-builders';
import { zonesInSubnetsRule } from '../nodes/subnet-zones';
import { PAGES } from '../pages';
import { isRedisCluster } from './engine-specific';

const AZ_MODE = 'AZMode';
const ZONE = 'PreferredAvailabilityZone';
const ZONES = 'PreferredAvailabilityZones';

const metadata = createMetadataFactory('CacheCluster', PAGES.createCacheCluster);

export const ZONE_RULES: RuleSet = [
  allowedValues(metadata('AzModeInvalid', AZ_MODE), ['single-az', 'cross-az']),
  memcachedRule('AzModeRequiresMemcached', AZ_MODE, () => 'leave it out'),
  memcachedRule('ZonesRequireMemcached', ZONES, (p) => `use ${p.name(ZONE)}`),
  rule(metadata('CrossAzRequiresSeveralNodes', AZ_MODE), 'AZMode cross-az needs at least two nodes', (p) =>
    isOneOf(p, AZ_MODE, 'cross-az') && p.number('NumCacheNodes') === 1
      ? `${p.name(AZ_MODE)} cross-az needs at least two nodes, got 1 by ${p.name('NumCacheNodes')}; raise it, or choose single-az`
      : undefined,
  ),
  rule(metadata('ZoneCountMismatch', ZONES), 'PreferredAvailabilityZones must hold one zone for each node', (p) => {
    const [zones, nodes] = [p.count(ZONES), p.number('NumCacheNodes')];
    return zones !== undefined && nodes !== undefined && zones !== nodes
      ? `${p.name(ZONES)} must hold one zone for each node, got ${zones} for ${nodes}`
      : undefined;
  }),
  rule(
    metadata('SeveralZonesRequireCrossAz', AZ_MODE),
    'PreferredAvailabilityZones of several zones needs AZMode cross-az',
    (p) => {
      const zones = readZones(p);
      const isSingleAz = !p.has(AZ_MODE) || isOneOf(p, AZ_MODE, 'single-az');
      if (zones.size < 2 || !isSingleAz) {
        return undefined;
      }
      const zoneNames = [...zones].join(', ');
      const mode = p.text(AZ_MODE) ?? 'nothing';
      return `${p.name(AZ_MODE)} must be cross-az for ${zoneNames}, got ${mode}; set it, or give one zone`;
    },
  ),
  rule(
    metadata('CrossAzRequiresSeveralZones', ZONES),
    'AZMode cross-az needs PreferredAvailabilityZones of several zones, where they are given',
    (p) => {
      const zones = p.list(ZONES) ?? [];
      if (!isOneOf(p, AZ_MODE, 'cross-az') || zones.length < 2 || !zones.every(isResolved)) {
        return undefined;
      }
      const [zone, ...others] = readZones(p);
      return others.length === 0
        ? `${p.name(ZONES)} must be of several zones with ${p.name(AZ_MODE)} cross-az, got ${zone} only; give a node another zone, or choose single-az`
        : undefined;
    },
  ),
  zonesInSubnetsRule(
    metadata,
    ZONES,
    (cluster) => [cluster.text(ZONE), ...(cluster.list(ZONES) ?? [])],
    (cluster) => (cluster.has(ZONES) ? ZONES : ZONE),
  ),
  exclusiveProperty(metadata('ZonesConflict', ZONE), ZONES, 'keep the zones of the nodes'),
  rule(metadata('OneZoneRequiresSingleAz', ZONE), 'PreferredAvailabilityZone does not go with AZMode cross-az', (p) =>
    p.has(ZONE) && !p.has(ZONES) && isOneOf(p, AZ_MODE, 'cross-az')
      ? `${p.name(ZONE)} does not go with ${p.name(AZ_MODE)} cross-az, since all nodes stand in it; give ${p.name(ZONES)}, or choose single-az`
      : undefined,
  ),
];

function memcachedRule(id: string, property: string, formatFix: (p: PropertyReader) => string): Rule {
  return rule(metadata(id, property), `${property} is for Memcached`, (p) =>
    p.has(property) && isRedisCluster(p)
      ? `${p.name(property)} is for Memcached, got redis, which has one node; ${formatFix(p)}`
      : undefined,
  );
}

/** The resolved Availability Zones of the nodes, each once. */
function readZones(p: PropertyReader): Set<string> {
  return new Set(toTexts(p.list(ZONES)));
}
