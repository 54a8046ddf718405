import { LIMITS, NAME_PATTERN } from '../../service-data/limits';
import type { CrossResourceRuleSet, RuleSet } from '../rule';
import {
  describeNameRequirement,
  createMetadataFactory,
  elementCount,
  idFormat,
  crossResourceRule,
  requiredProperty,
  rule,
  tagRules,
  textFormat,
} from '../rule-builders';
import { PAGES } from './pages';
import { checkVpcs, checkLocalZones, findSubnets } from './subnets';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html';

const metadata = createMetadataFactory('SubnetGroup', PAGES.subnetGroups);

export const SUBNET_GROUP_RULES: RuleSet = [
  requiredProperty(metadata('DescriptionGiven', 'Description', CREATE), 'say what the group is for'),
  textFormat(
    metadata('NameForm', 'CacheSubnetGroupName', CREATE),
    { max: LIMITS.subnetGroupName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.subnetGroupName.maxLength),
  ),
  rule(
    metadata('NameNotReserved', 'CacheSubnetGroupName'),
    'CacheSubnetGroupName must not be default, which is the group that ElastiCache itself makes',
    (p) =>
      p.text('CacheSubnetGroupName')?.toLowerCase() === 'default'
        ? `${p.name('CacheSubnetGroupName')} must not be "default", which is the group that ElastiCache itself makes; choose another name`
        : undefined,
  ),
  requiredProperty(metadata('SubnetsGiven', 'SubnetIds', CREATE), 'name the subnets of the group'),
  elementCount(metadata('SubnetCount', 'SubnetIds', PAGES.quotas), {
    min: LIMITS.subnetsPerGroup.min,
    max: LIMITS.subnetsPerGroup.max,
    things: 'subnets',
  }),
  idFormat(metadata('SubnetForm', 'SubnetIds'), 'subnet'),
  ...tagRules(metadata),
];

/** Validates a subnet group against its subnets. */
export const SUBNET_GROUP_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  crossResourceRule(metadata('SubnetsInOneVpc', 'SubnetIds'), 'SubnetIds must lie in one VPC', (group) =>
    checkVpcs(findSubnets(group)),
  ),
  crossResourceRule(
    metadata('SubnetsOfOneKind', 'SubnetIds'),
    'SubnetIds must not mix Local Zones with others',
    (group) => checkLocalZones(findSubnets(group)),
  ),
];
