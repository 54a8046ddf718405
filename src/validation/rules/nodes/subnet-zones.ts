import { formatList } from '../../../private/text';
import { isResolved } from '../../../private/tokens';
import type { PropertyReader } from '../../property-reader';
import { toTexts } from '../../property-reader';
import type { ResourceView } from '../../resource-view';
import type { Rule } from '../../rule';
import type { RuleMetadataFactory } from '../../rule-builders';
import { crossResourceRule, formatValues, rule } from '../../rule-builders';
import { listCacheZones } from '../subnets';

const ZONES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RegionsAndAZs.html';

/** The name of a Region, such as us-gov-west-1, without the letter of a zone. */
const REGION = /^[a-z]+(-[a-z]+)+-\d+$/;

/**
 * Reports Availability Zones of nodes that no subnet of the cache is in.
 *
 * @param listZones returns the zones of the nodes
 * @param getProperty returns the property that specifies the zones, if the resource type has several such properties
 */
export function zonesInSubnetsRule(
  metadata: RuleMetadataFactory,
  property: string,
  listZones: (cache: ResourceView) => readonly unknown[],
  getProperty: (cache: ResourceView) => string = () => property,
): Rule {
  return crossResourceRule(
    metadata('ZonesOutsideSubnets', property, ZONES),
    'the Availability Zones of the nodes must be Availability Zones of the subnets',
    (cache) => {
      const subnetZones = listCacheZones(cache);
      if (!subnetZones?.every(isResolved)) {
        return undefined;
      }
      const nodeZones = toTexts(listZones(cache));
      const missing = [...new Set(nodeZones)].filter((zone) => !subnetZones.includes(zone));
      return missing.length > 0
        ? `${cache.name(getProperty(cache))} must specify Availability Zones of the subnets (${subnetZones.join(', ')}), but got ${formatList(missing)}. ` +
            `Use zones of the subnets, or add subnets in ${formatList(missing)}.`
        : undefined;
    },
  );
}

/**
 * Rejects the names of Regions as Availability Zones of nodes.
 *
 * @param listZones returns the zones of the nodes by the property that specifies them
 */
export function zoneFormatRule(
  metadata: RuleMetadataFactory,
  property: string,
  listZones: (p: PropertyReader) => ReadonlyMap<string, readonly unknown[]>,
): Rule {
  return rule(
    metadata('ZoneInvalid', property, ZONES),
    'the Availability Zones of the nodes must not be the names of Regions',
    (p) => {
      for (const [source, zones] of listZones(p)) {
        const regions = toTexts(zones).filter((zone) => REGION.test(zone));
        if (regions.length > 0) {
          return `${p.name(source)} must specify Availability Zones in the form us-east-1a, but got ${formatValues(regions)}. Add the letter of the zone to the name of the Region.`;
        }
      }
      return undefined;
    },
  );
}
