import { LIMITS, NAME_PATTERN } from '../../service-data/limits';
import type { RuleSet } from '../rule';
import {
  NAME_FIX,
  describeNameRequirement,
  createMetadataFactory,
  elementQuota,
  idFormat,
  crossResourceRule,
  requiredProperty,
  rule,
  tagRules,
  textFormat,
} from '../rule-builders';
import { PAGES } from './pages';
import { deletionPolicyRule, uniqueNameRule } from './resource';
import { checkVpcs, checkLocalZones, findSubnets } from './subnets';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html';

const metadata = createMetadataFactory('SubnetGroup', PAGES.subnetGroups);

export const SUBNET_GROUP_RULES: RuleSet = [
  requiredProperty(metadata('DescriptionMissing', 'Description', CREATE), 'Describe the purpose of the subnet group.'),
  textFormat(
    metadata('NameInvalid', 'CacheSubnetGroupName', CREATE),
    { max: LIMITS.subnetGroupName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.subnetGroupName.maxLength),
    NAME_FIX,
  ),
  rule(
    metadata('NameReserved', 'CacheSubnetGroupName'),
    'CacheSubnetGroupName must not be default, which is the name of a subnet group that ElastiCache creates',
    (p) =>
      p.text('CacheSubnetGroupName')?.toLowerCase() === 'default'
        ? `${p.name('CacheSubnetGroupName')} must not be "default", which is the name of a subnet group that ElastiCache creates. Use another name.`
        : undefined,
  ),
  requiredProperty(metadata('SubnetsMissing', 'SubnetIds', CREATE), 'Set it to a list of subnet ids.'),
  rule(metadata('SubnetCountOutOfRange', 'SubnetIds', CREATE), 'SubnetIds must contain at least one subnet', (p) =>
    p.list('SubnetIds')?.length === 0
      ? `${p.name('SubnetIds')} must contain at least one subnet. Add a subnet.`
      : undefined,
  ),
  elementQuota(metadata('TooManySubnets', 'SubnetIds', PAGES.quotas), {
    quota: LIMITS.subnetsPerGroup.quota,
    things: 'subnets',
  }),
  idFormat(metadata('SubnetIdInvalid', 'SubnetIds'), 'subnet'),
  ...tagRules(metadata),
  deletionPolicyRule(metadata),
  uniqueNameRule(metadata, 'SubnetGroup'),
  crossResourceRule(
    metadata('SubnetsInSeveralVpcs', 'SubnetIds'),
    'SubnetIds must contain subnets in one VPC',
    (group) => checkVpcs(group, findSubnets(group)),
  ),
  crossResourceRule(
    metadata('LocalZonesMixed', 'SubnetIds'),
    'SubnetIds must not combine subnets in Local Zones with subnets in other zones',
    (group) => checkLocalZones(group, findSubnets(group)),
  ),
];
