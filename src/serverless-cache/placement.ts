import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ConnectionType } from './connection-type';
import type { ServerlessCacheProps } from './serverless-cache-props';
import {
  chooseSubnets,
  crowdedZones,
  hasPublicSubnet,
  securityGroupFaults,
  securityGroupsFor,
} from '../network/placement';

/** Where a serverless cache stands in its VPC. */
export interface Placement {
  readonly subnets: ec2.ISubnet[];
  readonly subnetIds: string[];
  readonly securityGroups: ec2.ISecurityGroup[];
}

/** Chooses subnets, one in each Availability Zone, and security groups; what does not fit joins the faults. */
export function place(
  scope: Construct,
  props: ServerlessCacheProps & { readonly vpc: ec2.IVpc },
  faults: string[],
): Placement {
  const { subnets, subnetIds, faults: choiceFaults } = chooseSubnets(props);
  faults.push(...choiceFaults);

  const crowded = crowdedZones(subnets);
  if (crowded.length > 0) {
    faults.push(
      `'vpcSubnets' must lie in different Availability Zones, got ${subnets.length} subnets with more than one in ${crowded.length} of the zones; ` +
        "add 'onePerAz: true' to the selection",
    );
  }
  if (hasPublicSubnet(props.vpc, subnets)) {
    Annotations.of(scope).addWarningV2(
      'cdk-elasticache:ServerlessCache.PublicSubnets',
      "'vpcSubnets' selects public subnets; a cache needs no way in or out of the VPC, so private or isolated ones are safer",
    );
  }
  return { subnets, subnetIds, securityGroups: securityGroupsFor(scope, 'cache', props) };
}

/** What goes together of VPC, subnets, security groups and connection type. */
export function placementFaults(props: ServerlessCacheProps): string[] {
  if (props.connectionType === ConnectionType.PUBLIC) {
    return IN_VPC.filter((prop) => props[prop] !== undefined).map(
      (prop) =>
        `'${prop}' has no place in a cache with 'connectionType' ConnectionType.PUBLIC, which stands in no VPC; leave it out`,
    );
  }
  return [
    ...(props.vpc
      ? []
      : [
          "'vpc' is needed, got none; give the VPC from which the cache is reached, or set 'connectionType' to ConnectionType.PUBLIC",
        ]),
    ...securityGroupFaults(props),
  ];
}

const IN_VPC = ['vpc', 'vpcSubnets', 'securityGroups', 'allowAllOutbound'] as const;
