import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { IResource } from 'aws-cdk-lib/core';
import { Token, TokenComparison } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { isResolved } from '../private/tokens';

/** Where in a VPC a cache is asked to stand. */
interface SubnetWish {
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets?: ec2.SubnetSelection;
}

/** The subnets that were chosen; the faults of the choice are told together with those of the other props. */
interface ChosenSubnets {
  readonly subnets: ec2.ISubnet[];
  readonly subnetIds: string[];
  readonly faults: string[];
}

/**
 * The asked-for subnets; without a wish the private subnets, else the isolated ones, one in every Availability Zone.
 */
export function chooseSubnets({ vpc, vpcSubnets }: SubnetWish): ChosenSubnets {
  return vpcSubnets ? select(vpc, vpcSubnets, 'vpcSubnets') : chooseByDefault(vpc);
}

/** What was chosen of a VPC before, and of which subnets. */
const CHOSEN = new WeakMap<ec2.IVpc, { readonly of: readonly ec2.ISubnet[]; readonly chosen: ChosenSubnets }>();

/** The same choice for every cache in a VPC, as long as the VPC has the same subnets. */
function chooseByDefault(vpc: ec2.IVpc): ChosenSubnets {
  const of = [...vpc.privateSubnets, ...vpc.isolatedSubnets];
  let known = CHOSEN.get(vpc);
  if (!known || known.of.length !== of.length || known.of.some((subnet, index) => subnet !== of[index])) {
    CHOSEN.set(vpc, (known = { of, chosen: select(vpc, defaultSelection(vpc), 'vpc') }));
  }
  const { subnets, subnetIds, faults } = known.chosen;
  return { subnets: [...subnets], subnetIds: [...subnetIds], faults };
}

function select(vpc: ec2.IVpc, selection: ec2.SubnetSelection, prop: string): ChosenSubnets {
  try {
    const { subnets, subnetIds } = vpc.selectSubnets(selection);
    return {
      subnets,
      subnetIds,
      faults:
        subnetIds.length > 0
          ? []
          : [
              "'vpcSubnets' must select at least one subnet, got none; without subnets ElastiCache would take those of the default VPC",
            ],
    };
  } catch (error) {
    return {
      subnets: [],
      subnetIds: [],
      faults: [`'${prop}' has no subnets for the cache: ${(error as Error).message}`],
    };
  }
}

/** Private subnets; isolated ones where there are none, since a cache calls nobody. */
function defaultSelection(vpc: ec2.IVpc): ec2.SubnetSelection {
  const subnetType =
    vpc.privateSubnets.length === 0 && vpc.isolatedSubnets.length > 0
      ? ec2.SubnetType.PRIVATE_ISOLATED
      : ec2.SubnetType.PRIVATE_WITH_EGRESS;
  return { subnetType, onePerAz: true };
}

/** The Availability Zones in which more than one of the subnets lies. Equal tokens are one zone. */
export function crowdedZones(subnets: ec2.ISubnet[]): string[] {
  const zones = subnets.map((subnet) => subnet.availabilityZone);
  return [...new Set(zones.filter((zone, index) => zones.indexOf(zone) !== index))];
}

/** Whether one of the subnets is a public subnet of the VPC. */
export function hasPublicSubnet(vpc: ec2.IVpc, subnets: ec2.ISubnet[]): boolean {
  return subnets.some((subnet) => vpc.publicSubnets.includes(subnet));
}

/** Names of Local Zones, such as us-west-2-lax-1a. */
const LOCAL_ZONE = /^[a-z]{2}(-[a-z]+)+-\d-[a-z]{3}-\d[a-z]$/;

/** What does not go together in one group of subnets, as far as it is known. */
export function mixedFaults(vpc: ec2.IVpc, subnets: ec2.ISubnet[]): string[] {
  const faults: string[] = [];
  const zones = subnets.map((subnet) => subnet.availabilityZone).filter(isResolved);
  const local = [...new Set(zones.filter((zone) => LOCAL_ZONE.test(zone)))];
  if (local.length > 0 && zones.some((zone) => !LOCAL_ZONE.test(zone))) {
    faults.push(
      `'vpcSubnets' must lie in Local Zones or in Availability Zones, got both: ${local.join(', ')} ${local.length > 1 ? 'are Local Zones' : 'is a Local Zone'}; select the one or the other`,
    );
  }
  const strangers = subnets.filter(
    ({ node: { scope } }) => vpc instanceof ec2.Vpc && scope instanceof ec2.Vpc && scope !== vpc,
  );
  if (strangers.length > 0) {
    faults.push(
      `'vpcSubnets' must lie in 'vpc', got ${strangers.map((subnet) => `'${subnet.node.path}'`).join(', ')} of another VPC; select subnets of '${vpc.node.path}'`,
    );
  }
  return faults;
}

/** The given security groups, else one of the cache's own. */
export function securityGroupsFor(
  scope: Construct,
  kind: string,
  props: { vpc: ec2.IVpc; securityGroups?: ec2.ISecurityGroup[]; allowAllOutbound?: boolean },
): ec2.ISecurityGroup[] {
  if (props.securityGroups && props.securityGroups.length > 0) {
    return [...props.securityGroups];
  }
  return [
    new ec2.SecurityGroup(scope, 'SecurityGroup', {
      vpc: props.vpc,
      description: `Security group for ${scope.node.id} ${kind}.`, // cannot change without replacing the security group
      allowAllOutbound: props.allowAllOutbound ?? false,
    }),
  ];
}

/** Egress is a matter of the security group that is made for the cache. */
export function securityGroupFaults(props: {
  readonly securityGroups?: ec2.ISecurityGroup[];
  readonly allowAllOutbound?: boolean;
}): string[] {
  return props.allowAllOutbound !== undefined && props.securityGroups?.length
    ? [
        "'allowAllOutbound' is for the security group that is made for the cache, got 'securityGroups' too; leave one of them out",
      ]
    : [];
}

/**
 * ElastiCache refuses topics of other accounts; to topics that are encrypted or first-in-first-out it tells nothing,
 * and gives no error.
 */
export function topicFaults(cache: IResource, topic?: sns.ITopic): string[] {
  const isForeign = topic && Token.compareStrings(topic.env.account, cache.env.account) === TokenComparison.DIFFERENT;
  return [
    ...(isForeign
      ? [
          `'notificationTopic' must be in the account of the cache, ${cache.env.account}, got one in ${topic.env.account}; give a topic of that account`,
        ]
      : []),
    ...(topic?.masterKey
      ? [
          "'notificationTopic' must not be encrypted, got one with a master key; ElastiCache does not send to it and gives no error, so use a topic without a key",
        ]
      : []),
    ...(topic?.fifo
      ? ["'notificationTopic' must be a standard topic, got a FIFO topic; ElastiCache does not send to it"]
      : []),
  ];
}
