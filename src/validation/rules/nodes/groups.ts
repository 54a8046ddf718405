import type { Rule } from '../../rule';
import type { RuleMetadataFactory } from '../../rule-builders';
import { sameAccountRule, sameRegionRule } from '../environment';
import { PAGES } from '../pages';

/** The groups that a node-based cache refers to by name. */
const GROUPS = [
  {
    property: 'CacheParameterGroupName',
    types: ['AWS::ElastiCache::ParameterGroup'],
    idPrefix: 'ParameterGroup',
    thing: 'a parameter group',
    see: PAGES.parameterGroups,
    commonNames: /^default\./,
  },
  {
    property: 'CacheSubnetGroupName',
    types: ['AWS::ElastiCache::SubnetGroup'],
    idPrefix: 'SubnetGroup',
    thing: 'a subnet group',
    see: PAGES.subnetGroups,
  },
];

/** Reports parameter groups and subnet groups in another account or Region than the cache. */
export function groupEnvironmentRules(metadata: RuleMetadataFactory): Rule[] {
  return GROUPS.flatMap((group) => [sameRegionRule(metadata, group), sameAccountRule(metadata, group)]);
}
