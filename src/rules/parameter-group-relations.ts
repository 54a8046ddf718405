import type { RelationSet } from './rule';
import type { TemplateResource } from './template';
import { relation } from './vocabulary';
import { NODE_TYPES } from '../facts/node-types';
import { PARAMETERS } from '../facts/parameters';

const CLUSTER = 'AWS::ElastiCache::CacheCluster';

/** What AWS demands of a parameter group and what stands beside it. */
export const PARAMETER_GROUP_RELATIONS: RelationSet = [
  relation(
    {
      id: 'ParameterGroup.ItemFitsMemory',
      property: 'Properties',
      see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html',
    },
    'max_item_size must not exceed a quarter of what the node type has for data',
    (group) => {
      const [item, overhead] = ['max_item_size', 'memcached_connections_overhead'].map((name) => sizeOf(group, name));
      if (
        ![item, overhead].some(({ isGiven }) => isGiven) ||
        item.value === undefined ||
        overhead.value === undefined
      ) {
        return undefined;
      }
      for (const cluster of clustersWith(group)) {
        const nodeType = cluster.properties.text('CacheNodeType')!;
        const megabytes = NODE_TYPES[nodeType]?.memcachedMegabytes;
        const largest =
          megabytes === undefined ? Infinity : (Math.max(0, megabytes - overhead.value) * 1024 * 1024) / 4;
        if (item.value > largest) {
          return `'Properties.max_item_size' must not exceed ${largest} for ${nodeType} of ${cluster}, a quarter of its memory for data, got ${item.value}; lower it, or choose a larger node type`;
        }
      }
      return undefined;
    },
  ),
];

function sizeOf(group: TemplateResource, parameter: string): { readonly isGiven: boolean; readonly value?: number } {
  const path = `Properties.${parameter}`;
  return group.properties.has(path)
    ? { isGiven: true, value: group.properties.number(path) }
    : { isGiven: false, value: Number(PARAMETERS[parameter][0].default) };
}

function clustersWith(group: TemplateResource): TemplateResource[] {
  return group.template
    .ofType(CLUSTER)
    .filter(
      (cluster) =>
        cluster.properties.text('CacheNodeType') !== undefined &&
        cluster.target('CacheParameterGroupName', group.type) === group,
    );
}
