import { NODE_TYPES } from '../../../service-data/node-types';
import { PARAMETERS } from '../../../service-data/parameters';
import type { ResourceView } from '../../resource-view';
import type { RuleSet } from '../../rule';
import { createMetadataFactory, deferredRule, formatAmount } from '../../rule-builders';

const UPGRADES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html';
const PARAMETER_GROUP = 'CacheParameterGroupName';
const ITEM_SIZE = 'max_item_size';
const OVERHEAD = 'memcached_connections_overhead';

const metadata = createMetadataFactory('CacheCluster', UPGRADES);

export const ITEM_SIZE_RULES: RuleSet = [
  deferredRule(
    metadata('ItemSizeExceedsMemory', PARAMETER_GROUP),
    'max_item_size must not exceed a quarter of the memory that the nodes have for items',
    (cluster) => {
      const group = cluster.target(PARAMETER_GROUP, 'AWS::ElastiCache::ParameterGroup');
      const nodeType = cluster.text('CacheNodeType');
      const usesDefaults = !group?.has(`Properties.${ITEM_SIZE}`) && !group?.has(`Properties.${OVERHEAD}`);
      if (!group || usesDefaults || nodeType === undefined) {
        return undefined;
      }
      const itemSize = readParameter(group, ITEM_SIZE);
      const largestItemSize = findLargestItemSize(nodeType, readParameter(group, OVERHEAD));
      if (itemSize === undefined || largestItemSize === undefined || itemSize <= largestItemSize) {
        return undefined;
      }
      return (
        `${cluster.name(PARAMETER_GROUP)} must specify a max_item_size of at most ${formatAmount(largestItemSize, 'bytes')}, a quarter of the memory for items on ${nodeType}, ` +
        `but got ${formatAmount(itemSize, 'bytes')} in ${group}. Reduce max_item_size, or use a larger node type.`
      );
    },
  ),
];

/** Reads the specified value of a parameter, or its default. Returns undefined if it is unresolved. */
function readParameter(group: ResourceView, parameter: string): number | undefined {
  const path = `Properties.${parameter}`;
  return group.has(path) ? group.number(path) : Number(PARAMETERS[parameter][0].default);
}

/** Calculates a quarter of the memory that remains for data, in bytes. */
function findLargestItemSize(nodeType: string, overheadMegabytes: number | undefined): number | undefined {
  const megabytes = Object.hasOwn(NODE_TYPES, nodeType) ? NODE_TYPES[nodeType].memcachedMegabytes : undefined;
  return megabytes === undefined || overheadMegabytes === undefined
    ? undefined
    : (Math.max(0, megabytes - overheadMegabytes) * 1024 * 1024) / 4;
}
