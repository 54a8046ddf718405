import { isResolved } from '../../private/tokens';
import type { TemplateResource } from '../template';

const SUBNET = 'AWS::EC2::Subnet';
const CIDR_BLOCK = 'AWS::EC2::SubnetCidrBlock';

/** The names of Local Zones contain a location: us-west-2-lax-1a. */
const LOCAL_ZONE = /^[a-z]+(-[a-z]+)+-\d+-[a-z]+-\d+[a-z]$/;

/** Finds the subnets of a resource, as far as they are in the template. */
export function findSubnets(resource: TemplateResource): TemplateResource[] {
  return resource.targets('SubnetIds', SUBNET);
}

export function checkVpcs(subnets: readonly TemplateResource[]): string | undefined {
  const vpcs = subnets
    .map((subnet) => subnet.target('VpcId', 'AWS::EC2::VPC')?.logicalId ?? subnet.properties.text('VpcId'))
    .filter((vpc) => vpc !== undefined);
  const different = [...new Set(vpcs)];
  return different.length > 1
    ? `'SubnetIds' must lie in one VPC, got subnets of ${different.map((vpc) => `'${vpc}'`).join(', ')}`
    : undefined;
}

export function checkZones(subnets: readonly TemplateResource[]): string | undefined {
  for (const [index, subnet] of subnets.entries()) {
    const zone = readZone(subnet);
    const previous = subnets.slice(0, index).find((other) => readZone(other) === zone && other !== subnet);
    if (zone !== undefined && previous) {
      return `'SubnetIds' must lie in different Availability Zones, got ${previous} and ${subnet} in the same one`;
    }
  }
  return undefined;
}

/** Requires either only Local Zones or none. */
export function checkLocalZones(subnets: readonly TemplateResource[]): string | undefined {
  const zones = subnets.map(({ properties }) => properties.text('AvailabilityZone')).filter(isResolved);
  const localZone = zones.find((zone) => LOCAL_ZONE.test(zone));
  const otherZone = zones.find((zone) => !LOCAL_ZONE.test(zone));
  return localZone !== undefined && otherZone !== undefined
    ? `'SubnetIds' must not mix Local Zones with others, got ${localZone} beside ${otherZone}`
    : undefined;
}

/** Requires subnets with the addresses that the network type needs. */
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
      const other = subnets.find((subnet) => isDualStack(subnet) === false);
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

/** Whether a subnet has IPv4 and IPv6 addresses, or undefined if it is unresolved. */
function isDualStack(subnet: TemplateResource): boolean | undefined {
  const ipv6Only = isIpv6Only(subnet);
  if (ipv6Only === undefined) {
    return undefined;
  }
  return !ipv6Only && hasIpv6(subnet);
}

function hasIpv6(subnet: TemplateResource): boolean {
  return (
    subnet.properties.has('Ipv6CidrBlock') ||
    subnet.properties.has('Ipv6IpamPoolId') ||
    subnet.template.resourcesOfType(CIDR_BLOCK).some((block) => block.target('SubnetId', SUBNET) === subnet)
  );
}

function readZone({ properties }: TemplateResource): string | undefined {
  const zone = properties.raw('AvailabilityZone') ?? properties.raw('AvailabilityZoneId');
  return zone === undefined ? undefined : JSON.stringify(zone);
}
