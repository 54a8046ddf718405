import { formatList } from '../../private/text';
import { areDifferent, isListToken, isResolved } from '../../private/tokens';
import type { ResourceView } from '../resource-view';
import { formatEnumValue } from '../rule-builders';

const SUBNET = 'AWS::EC2::Subnet';
const VPC = 'AWS::EC2::VPC';
const CIDR_BLOCK = 'AWS::EC2::SubnetCidrBlock';

/** The names of Local Zones, such as us-west-2-lax-1a. They contain a location. */
const LOCAL_ZONE = /^[a-z]+(-[a-z]+)+-\d+-[a-z]+-\d+[a-z]$/;

/** Finds the subnets of the subnet group of a node-based cache that are defined in the same app or template. */
export function findGroupSubnets(cache: ResourceView): ResourceView[] {
  const group = cache.target('CacheSubnetGroupName', 'AWS::ElastiCache::SubnetGroup');
  return group ? findSubnets(group) : [];
}

/**
 * Finds all subnets of the subnet group of a node-based cache, without duplicates.
 *
 * @returns the subnets, or undefined if a subnet is not defined in the same app or template
 */
export function findAllGroupSubnets(cache: ResourceView): ResourceView[] | undefined {
  const group = cache.target('CacheSubnetGroupName', 'AWS::ElastiCache::SubnetGroup');
  const subnets = group ? findSubnets(group) : [];
  return subnets.length > 0 && subnets.length === group?.count('SubnetIds') ? [...new Set(subnets)] : undefined;
}

/**
 * Lists the Availability Zones of the subnets of a node-based cache, without duplicates. Equal intrinsic functions and
 * equal tokens count as the same zone.
 *
 * @returns the zones, or undefined if the zone of any subnet cannot be read
 */
export function listCacheZones(cache: ResourceView): unknown[] | undefined {
  const zones = findAllGroupSubnets(cache)?.map(readZone);
  return zones?.every((zone) => zone !== undefined)
    ? [...new Map(zones.map((zone) => [JSON.stringify(zone), zone])).values()]
    : undefined;
}

/** Finds the subnets of a resource that are defined in the same app or template. */
export function findSubnets(resource: ResourceView): ResourceView[] {
  return resource.targets('SubnetIds', SUBNET);
}

/** Reports subnets in several VPCs. */
export function checkVpcs(resource: ResourceView, subnets: readonly ResourceView[]): string | undefined {
  const vpcs = listVpcs(subnets);
  return vpcs.length > 1
    ? `${resource.name('SubnetIds')} must contain subnets in one VPC, but got subnets in ${formatList(vpcs)}. Use subnets in one VPC.`
    : undefined;
}

/** Reports a security group that is not in the VPC of the subnets. */
export function checkSecurityGroups(
  cache: ResourceView,
  property: string,
  subnets: readonly ResourceView[],
): string | undefined {
  const [vpc, ...otherVpcs] = listVpcs(subnets);
  if (vpc === undefined || otherVpcs.length > 0) {
    return undefined;
  }
  const group = cache
    .targets(property, 'AWS::EC2::SecurityGroup')
    .filter((candidate) => !isInOtherRegion(candidate, cache))
    .find((candidate) => (readVpc(candidate) ?? vpc) !== vpc);
  return group
    ? `${cache.name(property)} must contain security groups in the VPC of the subnets, ${vpc}, but got ${group} in ${readVpc(group)}. Use security groups and subnets in the same VPC.`
    : undefined;
}

/** Whether another rule reports a resource, because it is in another Region. */
function isInOtherRegion({ region }: ResourceView, cache: ResourceView): boolean {
  return areDifferent(region, cache.region);
}

/** Finds a security group of a cache that is in a VPC of the same app or template, which is not the default VPC. */
function findForeignVpcGroup(cache: ResourceView, property: string): ResourceView | undefined {
  return cache.targets(property, 'AWS::EC2::SecurityGroup').find((group) => group.target('VpcId', VPC));
}

/**
 * Reports a security group that is not in the default VPC, in which ElastiCache creates a cache without subnets.
 *
 * @param property the property that contains the security groups
 * @param subnetProperty the property that specifies the subnets
 */
export function checkDefaultVpc(cache: ResourceView, property: string, subnetProperty: string): string | undefined {
  const group = findForeignVpcGroup(cache, property);
  const vpc = group && readVpc(group);
  return group
    ? `${cache.name(property)} must contain security groups in the default VPC, because ${cache.name(subnetProperty)} is missing, but got ${group} in ${vpc}. Specify subnets in ${vpc} with ${cache.name(subnetProperty)}.`
    : undefined;
}

/** Lists the VPCs of subnets, without duplicates. */
function listVpcs(subnets: readonly ResourceView[]): string[] {
  return [...new Set(subnets.map(readVpc).filter((vpc) => vpc !== undefined))];
}

function readVpc(resource: ResourceView): string | undefined {
  return resource.target('VpcId', VPC)?.toString() ?? resource.text('VpcId');
}

/** Reports two subnets in the same Availability Zone. */
export function checkZones(resource: ResourceView, subnets: readonly ResourceView[]): string | undefined {
  for (const [index, subnet] of subnets.entries()) {
    const zone = JSON.stringify(readZone(subnet));
    const previous = subnets
      .slice(0, index)
      .find((other) => other !== subnet && JSON.stringify(readZone(other)) === zone);
    if (zone !== undefined && previous) {
      return `${resource.name('SubnetIds')} must contain subnets in different Availability Zones, but got ${previous} and ${subnet} in the same zone. Use one subnet per zone.`;
    }
  }
  return undefined;
}

/** Reports subnets in Local Zones that are combined with subnets in other zones. */
export function checkLocalZones(resource: ResourceView, subnets: readonly ResourceView[]): string | undefined {
  const zones = subnets.map((subnet) => subnet.text('AvailabilityZone')).filter(isResolved);
  const localZone = zones.find((zone) => LOCAL_ZONE.test(zone));
  const otherZone = zones.find((zone) => !LOCAL_ZONE.test(zone));
  return localZone !== undefined && otherZone !== undefined
    ? `${resource.name('SubnetIds')} must not combine subnets in Local Zones with subnets in other zones, but got ${localZone} and ${otherZone}. Remove the subnets in Local Zones, or use only subnets in Local Zones.`
    : undefined;
}

/** Reports subnets without the CIDR blocks that the network type requires. */
export function checkAddresses(
  resource: ResourceView,
  networkType: string,
  subnets: readonly ResourceView[],
  property: string,
): string | undefined {
  const networkTypeName = resource.name('NetworkType');
  const formatRequirement = (subnetKind: string) =>
    `${networkTypeName} is "${networkType}", which requires ${subnetKind} in ${resource.name(property)}`;
  switch (networkType) {
    case 'ipv6': {
      const other = subnets.find((subnet) => isIpv6Only(subnet) === false);
      return (
        other &&
        `${formatRequirement('IPv6-only subnets')}, but got ${other}, which is not IPv6-only. Change ${networkTypeName}, or use IPv6-only subnets.`
      );
    }
    case 'dual_stack': {
      const other = subnets.find((subnet) => isDualStack(subnet) === false);
      return (
        other &&
        `${formatRequirement('subnets with IPv4 and IPv6 CIDR blocks')}, but got ${other}, which does not have both. Change ${networkTypeName}, or use subnets with both types of CIDR blocks.`
      );
    }
    default:
      return subnets.length > 0 && subnets.every((subnet) => isIpv6Only(subnet) === true)
        ? `${formatRequirement('subnets with IPv4 CIDR blocks')}, but got IPv6-only subnets. Set ${networkTypeName} to ${formatEnumValue(resource, 'NetworkType', 'ipv6')}, or use subnets with IPv4 CIDR blocks.`
        : undefined;
  }
}

function isIpv6Only(subnet: ResourceView): boolean | undefined {
  return subnet.has('Ipv6Native') ? subnet.flag('Ipv6Native') : false;
}

/** Whether a subnet has IPv4 and IPv6 CIDR blocks. Returns undefined if that cannot be determined. */
function isDualStack(subnet: ResourceView): boolean | undefined {
  const ipv6Only = isIpv6Only(subnet);
  if (ipv6Only === undefined) {
    return undefined;
  }
  return ipv6Only ? false : hasIpv6(subnet);
}

/**
 * Whether a subnet has an IPv6 CIDR block. Returns undefined if the template or app contains an IPv6 CIDR block whose
 * subnet is unresolved.
 */
function hasIpv6(subnet: ResourceView): boolean | undefined {
  const hasOwnBlock = subnet.has('Ipv6CidrBlock') || subnet.has('Ipv6IpamPoolId');
  if (hasOwnBlock || subnet.findReferrers(CIDR_BLOCK, 'SubnetId').length > 0) {
    return true;
  }
  return subnet.canHaveOtherReferrers(CIDR_BLOCK, 'SubnetId') ? undefined : false;
}

function readZone(subnet: ResourceView): unknown {
  const zone = subnet.raw('AvailabilityZone') ?? subnet.raw('AvailabilityZoneId');
  return isListToken(zone) ? undefined : zone;
}
