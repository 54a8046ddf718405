import { pluralize } from '../../../private/text';
import { isResolved } from '../../../private/tokens';
import type { PropertyReader } from '../../property-reader';
import { toTexts } from '../../property-reader';
import type { RuleSet } from '../../rule';
import { advice, createMetadataFactory, exclusiveProperty, isOneOf, allowedValues, rule } from '../../rule-builders';
import { zoneFormatRule, zonesInSubnetsRule } from '../nodes/subnet-zones';
import { PAGES } from '../pages';
import { isRedisCluster } from './engine-specific';

const CACHE_CLUSTER =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-cachecluster.html';
const AZ_MODE = 'AZMode';
const ZONE = 'PreferredAvailabilityZone';
const ZONES = 'PreferredAvailabilityZones';

const metadata = createMetadataFactory('CacheCluster', PAGES.createCacheCluster);

/** Validates the Availability Zones of the nodes. */
export const ZONE_RULES: RuleSet = [
  allowedValues(metadata('AzModeInvalid', AZ_MODE), ['single-az', 'cross-az']),
  rule(metadata('ZonesRequireMemcached', ZONES), 'PreferredAvailabilityZones requires Memcached', (p) =>
    p.has(ZONES) && isRedisCluster(p)
      ? `${p.name(ZONES)} requires the engine memcached, but got redis. A CacheCluster with the engine redis has only one node. Use ${p.name(ZONE)} instead.`
      : undefined,
  ),
  rule(metadata('CrossAzRequiresSeveralNodes', AZ_MODE), 'AZMode cross-az requires at least two nodes', (p) => {
    if (!isOneOf(p, AZ_MODE, 'cross-az')) {
      return undefined;
    }
    if (isRedisCluster(p)) {
      return `${p.name(AZ_MODE)} cross-az requires at least two nodes, but a Redis OSS cluster has only one node. Set ${p.name(AZ_MODE)} to single-az.`;
    }
    return p.number('NumCacheNodes') === 1
      ? `${p.name(AZ_MODE)} cross-az requires at least two nodes, but ${p.name('NumCacheNodes')} is 1. Set ${p.name('NumCacheNodes')} to at least 2, or ${p.name(AZ_MODE)} to single-az.`
      : undefined;
  }),
  rule(metadata('ZoneCountMismatch', ZONES), 'PreferredAvailabilityZones must contain one zone for each node', (p) => {
    const [zones, nodes] = [p.count(ZONES), p.number('NumCacheNodes')];
    return zones !== undefined && nodes !== undefined && zones !== nodes
      ? `${p.name(ZONES)} must contain ${pluralize(nodes, 'zone')}, one for each node, but got ${zones}. Specify ${pluralize(nodes, 'zone')}, or set ${p.name('NumCacheNodes')} to ${zones}.`
      : undefined;
  }),
  rule(
    metadata('SeveralZonesRequireCrossAz', AZ_MODE),
    'AZMode must be cross-az if PreferredAvailabilityZones contains different zones',
    (p) => {
      const zones = readZones(p);
      const isSingleAz = !p.has(AZ_MODE) || isOneOf(p, AZ_MODE, 'single-az');
      if (zones.size < 2 || !isSingleAz) {
        return undefined;
      }
      const zoneNames = [...zones].join(', ');
      const actual = p.has(AZ_MODE) ? `, but got ${p.text(AZ_MODE)}` : '';
      return `${p.name(AZ_MODE)} must be cross-az if ${p.name(ZONES)} contains different zones (${zoneNames})${actual}. Set ${p.name(AZ_MODE)} to cross-az, or use one zone for all nodes.`;
    },
  ),
  rule(
    metadata('CrossAzRequiresSeveralZones', ZONES),
    'PreferredAvailabilityZones must contain at least two zones if AZMode is cross-az',
    (p) => {
      const zones = p.list(ZONES) ?? [];
      if (!isOneOf(p, AZ_MODE, 'cross-az') || zones.length < 2 || !zones.every(isResolved)) {
        return undefined;
      }
      const [zone, ...others] = readZones(p);
      return others.length === 0
        ? `${p.name(ZONES)} must contain at least two zones if ${p.name(AZ_MODE)} is cross-az, but got only ${zone}. Use a different zone for at least one node, or set ${p.name(AZ_MODE)} to single-az.`
        : undefined;
    },
  ),
  zoneFormatRule(
    metadata,
    ZONE,
    (p) =>
      new Map([
        [ZONE, [p.text(ZONE)]],
        [ZONES, p.list(ZONES) ?? []],
      ]),
  ),
  zonesInSubnetsRule(
    metadata,
    ZONES,
    (cluster) => [cluster.text(ZONE), ...(cluster.list(ZONES) ?? [])],
    (cluster) => (cluster.has(ZONES) ? ZONES : ZONE),
  ),
  exclusiveProperty(metadata('ZonesConflict', ZONE), ZONES, (p) => `Remove ${p.name(ZONE)}.`),
  rule(
    metadata('OneZoneRequiresSingleAz', ZONE),
    'PreferredAvailabilityZone cannot be combined with AZMode cross-az',
    (p) =>
      p.has(ZONE) && !p.has(ZONES) && isOneOf(p, AZ_MODE, 'cross-az')
        ? `${p.name(ZONE)} cannot be combined with ${p.name(AZ_MODE)} cross-az, because ${p.name(ZONE)} specifies one zone for all nodes. Use ${p.name(ZONES)}, or set ${p.name(AZ_MODE)} to single-az.`
        : undefined,
  ),
  advice(
    metadata('ReplacedWhenScaled', 'NumCacheNodes', CACHE_CLUSTER),
    'PreferredAvailabilityZones should be specified for Memcached, because CloudFormation otherwise replaces the cluster when the number of nodes changes',
    (p) =>
      isOneOf(p, 'Engine', 'memcached') && !p.has(ZONE) && !p.has(ZONES)
        ? `'NumCacheNodes' cannot be changed in place, because '${ZONES}' is missing. CloudFormation replaces the cluster when the number of nodes changes, which deletes all data. Set '${ZONES}' to one zone for each node.`
        : undefined,
  ),
];

/** Reads the resolved Availability Zones of the nodes, without duplicates. */
function readZones(p: PropertyReader): Set<string> {
  return new Set(toTexts(p.list(ZONES)));
}
