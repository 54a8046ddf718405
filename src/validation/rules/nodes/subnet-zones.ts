import { formatList } from '../../../private/text';
import { isResolved } from '../../../private/tokens';
import { toTexts } from '../../property-reader';
import type { ResourceView } from '../../resource-view';
import type { Rule } from '../../rule';
import type { RuleMetadataFactory } from '../../rule-builders';
import { crossResourceRule } from '../../rule-builders';
import { listCacheZones } from '../subnets';

const ZONES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RegionsAndAZs.html';

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
