import type { RuleSet } from './rule';
import type { About } from './vocabulary';
import { count, ids, required, rule, tagRules, text } from './vocabulary';
import { LIMITS, NAME_DEMAND, NAME_PATTERN } from '../facts/limits';

const SUBNET_GROUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html';
const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html';
const QUOTAS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html';

const about = (id: string, property: string, see: string = SUBNET_GROUPS): About => ({
  id: `SubnetGroup.${id}`,
  property,
  see,
});

/** What AWS demands of `AWS::ElastiCache::SubnetGroup`. */
export const SUBNET_GROUP_RULES: RuleSet = [
  required(about('DescriptionGiven', 'Description', CREATE), 'say what the group is for'),
  text(
    about('NameForm', 'CacheSubnetGroupName', CREATE),
    { max: LIMITS.subnetGroupName.maxLength, pattern: NAME_PATTERN },
    NAME_DEMAND(LIMITS.subnetGroupName.maxLength),
  ),
  rule(
    about('NameNotReserved', 'CacheSubnetGroupName'),
    'CacheSubnetGroupName must not be default, which is the group that ElastiCache itself makes',
    (p) =>
      p.text('CacheSubnetGroupName')?.toLowerCase() === 'default'
        ? `${p.name('CacheSubnetGroupName')} must not be "default", which is the group that ElastiCache itself makes; choose another name`
        : undefined,
  ),
  required(about('SubnetsGiven', 'SubnetIds', CREATE), 'name the subnets of the group'),
  count(about('SubnetCount', 'SubnetIds', QUOTAS), {
    min: LIMITS.subnetsPerGroup.min,
    max: LIMITS.subnetsPerGroup.max,
    things: 'subnets',
  }),
  ids(about('SubnetForm', 'SubnetIds'), 'subnet'),
  ...tagRules(about),
];
