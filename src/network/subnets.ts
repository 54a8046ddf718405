import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { ISubnetGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { findForeignEnvironment } from '../private/environments';
import { isListToken, isResolved, UNKNOWN } from '../private/tokens';
import { findZone } from '../validation/imported-resources';

interface SubnetOptions {
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets?: ec2.SubnetSelection;
}

/** The selected subnets, or the errors of the selection, which are reported together with the errors of other props. */
interface ResolvedSubnets {
  readonly subnets: ec2.ISubnet[];
  /** A token if there are errors. */
  readonly subnetIds: string[];
  readonly errors: string[];
}

interface CachedSubnets {
  readonly candidates: readonly ec2.ISubnet[];
  readonly resolved: ResolvedSubnets;
}

/** The default subnets of each VPC. They are selected once, because they are the same for all caches in the VPC. */
const DEFAULT_SUBNETS = new WeakMap<ec2.IVpc, CachedSubnets>();

/**
 * Resolves a subnet selection. By default, selects one private subnet per Availability Zone, or isolated subnets if the
 * VPC has no private subnets.
 */
export function resolveSubnets({ vpc, vpcSubnets }: SubnetOptions): ResolvedSubnets {
  return vpcSubnets ? selectSubnets(vpc, vpcSubnets, 'vpcSubnets') : resolveDefaultSubnets(vpc);
}

/** Validates that the VPC is in the Region of a construct's stack. The account can differ in a shared VPC. */
export function validateVpc(vpc: ec2.IVpc, scope: Construct): string[] {
  const { region } = Stack.of(scope);
  const { region: vpcRegion } = findForeignEnvironment(vpc, scope);
  return vpcRegion !== undefined && isResolved(region)
    ? [
        `'vpc' must be in the Region of the stack (${region}), because the subnets of a VPC are in one Region, but got ${vpcRegion}. Use a VPC in ${region}.`,
      ]
    : [];
}

/** Validates that the VPC is specified if subnets of it are selected. */
export function validateSelectedVpc({ vpc, vpcSubnets }: Partial<SubnetOptions>): string[] {
  return vpcSubnets && !vpc
    ? ["'vpc' is missing, but 'vpcSubnets' selects subnets of it. Set 'vpc' to the VPC of the cache."]
    : [];
}

/** Returns the prop that selects the subnets. */
export function getSubnetProp(props: {
  readonly adopted?: boolean;
  readonly vpcSubnets?: ec2.SubnetSelection;
}): 'vpcSubnets' | 'vpc' {
  // The VPC does not select subnets for adopted caches.
  return props.vpcSubnets || props.adopted ? 'vpcSubnets' : 'vpc';
}

/** Returns the prop that determines the subnet group of a cache. */
export function getSubnetGroupProp(props: {
  readonly adopted?: boolean;
  readonly subnetGroup?: ISubnetGroupRef;
  readonly vpcSubnets?: ec2.SubnetSelection;
}): 'subnetGroup' | 'vpcSubnets' | 'vpc' {
  const isAdoptedWithoutSubnets = props.adopted && !props.vpcSubnets;
  return props.subnetGroup || isAdoptedWithoutSubnets ? 'subnetGroup' : getSubnetProp(props);
}

export function hasPublicSubnet(vpc: ec2.IVpc, subnets: ec2.ISubnet[]): boolean {
  return subnets.some((subnet) => vpc.publicSubnets.includes(subnet));
}

/** Validates that `vpcSubnets` is specified only for the subnet group that the construct creates. */
export function validateSubnetGroup(props: {
  readonly subnetGroup?: ISubnetGroupRef;
  readonly vpcSubnets?: ec2.SubnetSelection;
}): string[] {
  return props.subnetGroup && props.vpcSubnets
    ? ["'subnetGroup' cannot be combined with 'vpcSubnets'. Remove one of them."]
    : [];
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

/**
 * Selects isolated subnets only in a VPC without private ones. Caches do not need egress.
 *
 * If the zones of an imported VPC are a token, all subnets are selected, because all of them seem to be in one zone.
 */
function defaultSelection({ privateSubnets, isolatedSubnets }: ec2.IVpc): ec2.SubnetSelection {
  const hasOnlyIsolatedSubnets = privateSubnets.length === 0 && isolatedSubnets.length > 0;
  const subnets = hasOnlyIsolatedSubnets ? isolatedSubnets : privateSubnets;
  return {
    subnetType: hasOnlyIsolatedSubnets ? ec2.SubnetType.PRIVATE_ISOLATED : ec2.SubnetType.PRIVATE_WITH_EGRESS,
    onePerAz: !subnets.some((subnet) => isListToken(findZone(subnet))),
  };
}

function selectSubnets(vpc: ec2.IVpc, selection: ec2.SubnetSelection, prop: string): ResolvedSubnets {
  try {
    const { subnets, subnetIds } = vpc.selectSubnets(selection);
    return { subnets, subnetIds, errors: [] };
  } catch (error) {
    const [problem, fix] =
      prop === 'vpc'
        ? ['must have private or isolated subnets', "Add such subnets to the VPC, or set 'vpcSubnets'"]
        : ['must select subnets of the VPC', 'Select subnets that exist in the VPC'];
    return createSelectionError(`'${prop}' ${problem}. ${(error as Error).message}. ${fix}.`);
  }
}

function createSelectionError(error: string): ResolvedSubnets {
  return { subnets: [], subnetIds: [UNKNOWN], errors: [error] };
}
