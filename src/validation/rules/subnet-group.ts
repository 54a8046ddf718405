import { isResolved } from '../../private/tokens';
import { LIMITS, NAME_DEMAND, NAME_PATTERN } from '../../service-data/limits';
import type { CrossResourceRuleSet, RuleSet } from '../rule';
import type { RuleMetadataInput } from '../rule-builders';
import { count, ids, crossResourceRule, required, rule, tagRules, text } from '../rule-builders';
import type { TemplateResource } from '../template';

const SUBNET_GROUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html';
const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html';
const QUOTAS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html';
const SUBNET = 'AWS::EC2::Subnet';
const CIDR_BLOCK = 'AWS::EC2::SubnetCidrBlock';
/** The zones of Local Zones have the name of a place in them: us-west-2-lax-1a. */
const LOCAL_ZONE = /^[a-z]+(-[a-z]+)+-\d+-[a-z]+-\d+[a-z]$/;

const metadata = (id: string, property: string, see: string = SUBNET_GROUPS): RuleMetadataInput => ({
  id: `SubnetGroup.${id}`,
  property,
  see,
});

/** What AWS demands of `AWS::ElastiCache::SubnetGroup`. */
export const SUBNET_GROUP_RULES: RuleSet = [
  required(metadata('DescriptionGiven', 'Description', CREATE), 'say what the group is for'),
  text(
    metadata('NameForm', 'CacheSubnetGroupName', CREATE),
    { max: LIMITS.subnetGroupName.maxLength, pattern: NAME_PATTERN },
    NAME_DEMAND(LIMITS.subnetGroupName.maxLength),
  ),
  rule(
    metadata('NameNotReserved', 'CacheSubnetGroupName'),
    'CacheSubnetGroupName must not be default, which is the group that ElastiCache itself makes',
    (p) =>
      p.text('CacheSubnetGroupName')?.toLowerCase() === 'default'
        ? `${p.name('CacheSubnetGroupName')} must not be "default", which is the group that ElastiCache itself makes; choose another name`
        : undefined,
  ),
  required(metadata('SubnetsGiven', 'SubnetIds', CREATE), 'name the subnets of the group'),
  count(metadata('SubnetCount', 'SubnetIds', QUOTAS), {
    min: LIMITS.subnetsPerGroup.min,
    max: LIMITS.subnetsPerGroup.max,
    things: 'subnets',
  }),
  ids(metadata('SubnetForm', 'SubnetIds'), 'subnet'),
  ...tagRules(metadata),
];

const subnetGroupRelationsAbout = (id: string): RuleMetadataInput => ({
  id: `SubnetGroup.${id}`,
  property: 'SubnetIds',
  see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html',
});

/** What AWS demands of a subnet group and its subnets. */
export const SUBNET_GROUP_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  crossResourceRule(subnetGroupRelationsAbout('SubnetsInOneVpc'), 'SubnetIds must lie in one VPC', (group) =>
    checkVpcs(findSubnets(group)),
  ),
  crossResourceRule(
    subnetGroupRelationsAbout('SubnetsOfOneKind'),
    'SubnetIds must not mix Local Zones with others',
    (group) => checkLocalZones(findSubnets(group)),
  ),
];

/** The subnets that a list names, as far as they stand in the template. */
export function findSubnets(resource: TemplateResource): TemplateResource[] {
  return resource.targets('SubnetIds', SUBNET);
}

/** What is wrong when subnets lie in different VPCs. */
export function checkVpcs(subnets: readonly TemplateResource[]): string | undefined {
  const vpcs = subnets
    .map((subnet) => subnet.target('VpcId', 'AWS::EC2::VPC')?.logicalId ?? subnet.properties.text('VpcId'))
    .filter((vpc) => vpc !== undefined);
  const different = [...new Set(vpcs)];
  return different.length > 1
    ? `'SubnetIds' must lie in one VPC, got subnets of ${different.map((vpc) => `'${vpc}'`).join(', ')}`
    : undefined;
}

/** What is wrong when two subnets lie in one Availability Zone. */
export function checkZones(subnets: readonly TemplateResource[]): string | undefined {
  for (const [index, subnet] of subnets.entries()) {
    const zone = readZone(subnet);
    const previous =
      zone === undefined
        ? undefined
        : subnets.slice(0, index).find((other) => readZone(other) === zone && other !== subnet);
    if (previous) {
      return `'SubnetIds' must lie in different Availability Zones, got ${previous} and ${subnet} in the same one`;
    }
  }
  return undefined;
}

/** What is wrong when subnets in Local Zones and others are mixed. */
export function checkLocalZones(subnets: readonly TemplateResource[]): string | undefined {
  const zones = subnets.map(({ properties }) => properties.text('AvailabilityZone')).filter(isResolved);
  const local = zones.filter((zone) => LOCAL_ZONE.test(zone));
  return local.length > 0 && local.length < zones.length
    ? `'SubnetIds' must not mix Local Zones with others, got ${local[0]} beside ${zones.find((zone) => !LOCAL_ZONE.test(zone))}`
    : undefined;
}

/** What is wrong when subnets do not have the addresses that a network type needs. */
export function checkAddresses(
  networkType: string,
  subnets: readonly TemplateResource[],
  property: string,
): string | undefined {
  const name = `'NetworkType' ${networkType}`;
  switch (networkType) {
    case 'ipv6': {
      const other = subnets.find((subnet) => isIpv6Only(subnet) === false);
      return other && `${name} needs '${property}' that are IPv6-only, got ${other}; use dual_stack, or other subnets`;
    }
    case 'dual_stack': {
      const other = subnets.find(
        (subnet) => isIpv6Only(subnet) === true || (isIpv6Only(subnet) === false && !hasIpv6(subnet)),
      );
      return (
        other &&
        `${name} needs '${property}' with IPv4 and IPv6 addresses, got ${other}; use another network type, or other subnets`
      );
    }
    default:
      return subnets.length > 0 && subnets.every((subnet) => isIpv6Only(subnet) === true)
        ? `${name} needs '${property}' with IPv4 addresses, got IPv6-only ones; use ipv6`
        : undefined;
  }
}

function isIpv6Only({ properties }: TemplateResource): boolean | undefined {
  return properties.has('Ipv6Native') ? properties.flag('Ipv6Native') : false;
}

function hasIpv6(subnet: TemplateResource): boolean {
  return (
    subnet.properties.has('Ipv6CidrBlock') ||
    subnet.properties.has('Ipv6IpamPoolId') ||
    subnet.template.ofType(CIDR_BLOCK).some((block) => block.target('SubnetId', SUBNET) === subnet)
  );
}

function readZone({ properties }: TemplateResource): string | undefined {
  const zone = properties.raw('AvailabilityZone') ?? properties.raw('AvailabilityZoneId');
  return zone === undefined ? undefined : JSON.stringify(zone);
}
