import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IResource } from 'aws-cdk-lib/core';
import { findDuplicates } from '../private/text';
import { isResolved } from '../private/tokens';

interface SubnetOptions {
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets?: ec2.SubnetSelection;
}

/** The selected subnets. Errors are returned, so that they are reported together with those of other props. */
interface ResolvedSubnets {
  readonly subnets: ec2.ISubnet[];
  readonly subnetIds: string[];
  readonly errors: string[];
}

interface CachedSubnets {
  readonly candidates: readonly ec2.ISubnet[];
  readonly resolved: ResolvedSubnets;
}

/** The default subnets of each VPC. They are selected once, because every cache in the VPC has the same ones. */
const DEFAULT_SUBNETS = new WeakMap<ec2.IVpc, CachedSubnets>();

/** Local Zones have names such as us-west-2-lax-1a. */
const LOCAL_ZONE = /^[a-z]{2}(-[a-z]+)+-\d-[a-z]{3}-\d[a-z]$/;

/** Resolves a subnet selection. The default is one private or else isolated subnet per Availability Zone. */
export function resolveSubnets({ vpc, vpcSubnets }: SubnetOptions): ResolvedSubnets {
  return vpcSubnets ? selectSubnets(vpc, vpcSubnets, 'vpcSubnets') : resolveDefaultSubnets(vpc);
}

/** Returns the Availability Zones that contain several of the subnets. Equal tokens are the same zone. */
export function findDuplicateZones(subnets: ec2.ISubnet[]): string[] {
  return findDuplicates(subnets.map((subnet) => subnet.availabilityZone));
}

export function hasPublicSubnet(vpc: ec2.IVpc, subnets: ec2.ISubnet[]): boolean {
  return subnets.some((subnet) => vpc.publicSubnets.includes(subnet));
}

/** Validates that subnets are selected only for the subnet group that the construct creates. */
export function validateSubnetGroup(props: {
  readonly subnetGroup?: IResource;
  readonly vpcSubnets?: ec2.SubnetSelection;
}): string[] {
  return props.subnetGroup && props.vpcSubnets
    ? ["'subnetGroup' excludes 'vpcSubnets', got both; leave one of them out"]
    : [];
}

/** Validates that the subnets can be combined in one subnet group. */
export function validateSubnets(vpc: ec2.IVpc, subnets: ec2.ISubnet[]): string[] {
  const errors: string[] = [];

  const zones = subnets.map((subnet) => subnet.availabilityZone).filter(isResolved);
  const localZones = [...new Set(zones.filter((zone) => LOCAL_ZONE.test(zone)))];
  if (localZones.length > 0 && zones.some((zone) => !LOCAL_ZONE.test(zone))) {
    const predicate = localZones.length > 1 ? 'are Local Zones' : 'is a Local Zone';
    errors.push(
      `'vpcSubnets' must lie in Local Zones or in Availability Zones, got both: ${localZones.join(', ')} ${predicate}; ` +
        'select the one or the other',
    );
  }

  const foreignSubnets = subnets.filter(
    ({ node: { scope } }) => vpc instanceof ec2.Vpc && scope instanceof ec2.Vpc && scope !== vpc,
  );
  if (foreignSubnets.length > 0) {
    const paths = foreignSubnets.map((subnet) => `'${subnet.node.path}'`).join(', ');
    errors.push(`'vpcSubnets' must lie in 'vpc', got ${paths} of another VPC; select subnets of '${vpc.node.path}'`);
  }

  return errors;
}

/** Selects the default subnets again only when the subnets of the VPC have changed. */
function resolveDefaultSubnets(vpc: ec2.IVpc): ResolvedSubnets {
  const candidates = [...vpc.privateSubnets, ...vpc.isolatedSubnets];
  let cached = DEFAULT_SUBNETS.get(vpc);
  if (!cached || !hasSameItems(cached.candidates, candidates)) {
    cached = { candidates, resolved: selectSubnets(vpc, defaultSelection(vpc), 'vpc') };
    DEFAULT_SUBNETS.set(vpc, cached);
  }

  const { subnets, subnetIds, errors } = cached.resolved;
  return { subnets: [...subnets], subnetIds: [...subnetIds], errors };
}

function hasSameItems(one: readonly ec2.ISubnet[], other: readonly ec2.ISubnet[]): boolean {
  return one.length === other.length && one.every((subnet, index) => subnet === other[index]);
}

/** Selects isolated subnets only in a VPC without private ones. Caches do not need egress. */
function defaultSelection(vpc: ec2.IVpc): ec2.SubnetSelection {
  const hasOnlyIsolatedSubnets = vpc.privateSubnets.length === 0 && vpc.isolatedSubnets.length > 0;
  return {
    subnetType: hasOnlyIsolatedSubnets ? ec2.SubnetType.PRIVATE_ISOLATED : ec2.SubnetType.PRIVATE_WITH_EGRESS,
    onePerAz: true,
  };
}

function selectSubnets(vpc: ec2.IVpc, selection: ec2.SubnetSelection, prop: string): ResolvedSubnets {
  const errors: string[] = [];
  try {
    const { subnets, subnetIds } = vpc.selectSubnets(selection);
    if (subnetIds.length === 0) {
      errors.push(
        "'vpcSubnets' must select at least one subnet, got none; without subnets ElastiCache would take those of the default VPC",
      );
    }
    return { subnets, subnetIds, errors };
  } catch (error) {
    errors.push(`'${prop}' has no subnets for the cache: ${(error as Error).message}`);
    return { subnets: [], subnetIds: [], errors };
  }
}
