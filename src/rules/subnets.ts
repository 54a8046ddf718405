import type { TemplateResource } from './template';
import { isKnown } from '../private/tokens';

const SUBNET = 'AWS::EC2::Subnet';
const CIDR_BLOCK = 'AWS::EC2::SubnetCidrBlock';

/** The subnets that a list names, as far as they stand in the template. */
export function subnetsOf(resource: TemplateResource): TemplateResource[] {
  return resource.targets('SubnetIds', SUBNET);
}

/** What is wrong when subnets lie in different VPCs. */
export function vpcFault(subnets: readonly TemplateResource[]): string | undefined {
  const vpcs = subnets
    .map((subnet) => subnet.target('VpcId', 'AWS::EC2::VPC')?.logicalId ?? subnet.properties.text('VpcId'))
    .filter((vpc) => vpc !== undefined);
  const different = [...new Set(vpcs)];
  return different.length > 1
    ? `'SubnetIds' must lie in one VPC, got subnets of ${different.map((vpc) => `'${vpc}'`).join(', ')}`
    : undefined;
}

/** What is wrong when two subnets lie in one Availability Zone. */
export function zoneFault(subnets: readonly TemplateResource[]): string | undefined {
  for (const [index, subnet] of subnets.entries()) {
    const zone = zoneOf(subnet);
    const before =
      zone === undefined
        ? undefined
        : subnets.slice(0, index).find((other) => zoneOf(other) === zone && other !== subnet);
    if (before) {
      return `'SubnetIds' must lie in different Availability Zones, got ${before} and ${subnet} in the same one`;
    }
  }
  return undefined;
}

/** The zones of Local Zones have the name of a place in them: us-west-2-lax-1a. */
const LOCAL_ZONE = /^[a-z]+(-[a-z]+)+-\d+-[a-z]+-\d+[a-z]$/;

/** What is wrong when subnets in Local Zones and others are mixed. */
export function localZoneFault(subnets: readonly TemplateResource[]): string | undefined {
  const zones = subnets.map(({ properties }) => properties.text('AvailabilityZone')).filter(isKnown);
  const local = zones.filter((zone) => LOCAL_ZONE.test(zone));
  return local.length > 0 && local.length < zones.length
    ? `'SubnetIds' must not mix Local Zones with others, got ${local[0]} beside ${zones.find((zone) => !LOCAL_ZONE.test(zone))}`
    : undefined;
}

/** What is wrong when subnets do not have the addresses that a network type needs. */
export function addressFault(
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

function zoneOf({ properties }: TemplateResource): string | undefined {
  const zone = properties.given('AvailabilityZone') ?? properties.given('AvailabilityZoneId');
  return zone === undefined ? undefined : JSON.stringify(zone);
}
