import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { ISubnetGroupRef } from 'aws-cdk-lib/aws-elasticache';
import type { Construct } from 'constructs';
import { resolveSecurityGroups, validateSecurityGroups } from './security-groups';
import { resolveSubnetGroup } from './subnet-group';
import { UNKNOWN } from '../private/tokens';

interface NodeNetworkOptions {
  readonly adopted?: boolean;
  /** Undefined only for adopted caches. */
  readonly vpc?: ec2.IVpc;
  readonly vpcSubnets?: ec2.SubnetSelection;
  readonly subnetGroup?: ISubnetGroupRef;
  readonly securityGroups?: ec2.ISecurityGroup[];
  readonly allowAllOutbound?: boolean;
}

/** The network of a node-based cache. */
interface NodeNetwork {
  /** Undefined if the subnets have errors, or for an adopted cache in the default VPC. */
  readonly subnetGroup?: ISubnetGroupRef;

  /** A token if the subnets have errors, which the cache reports. Undefined for an adopted cache in the default VPC. */
  readonly subnetGroupName?: string;

  /** Undefined for an adopted cache with the default security group of the VPC. */
  readonly securityGroups?: ec2.ISecurityGroup[];

  readonly errors: string[];
}

/**
 * Returns the specified subnet group and security groups of a node-based cache, or creates them. For an adopted cache,
 * nothing is created that its props do not specify.
 */
export function resolveNodeNetwork(scope: Construct, kind: string, props: NodeNetworkOptions): NodeNetwork {
  const { vpc, securityGroups: specifiedGroups = [] } = props;
  const createsSecurityGroup = !props.adopted && specifiedGroups.length === 0;
  const hasSubnetGroup = !props.adopted || props.subnetGroup || props.vpcSubnets;
  const adoptedGroups = specifiedGroups.length > 0 ? [...specifiedGroups] : undefined;
  const securityGroups = createsSecurityGroup
    ? resolveSecurityGroups(scope, kind, { ...props, vpc: vpc! })
    : adoptedGroups;
  const subnetGroup = hasSubnetGroup ? resolveSubnetGroup(scope, props) : undefined;
  return {
    subnetGroup: subnetGroup?.value,
    subnetGroupName: subnetGroup && (subnetGroup.value?.subnetGroupRef.cacheSubnetGroupName ?? UNKNOWN),
    securityGroups,
    errors: [...validateSecurityGroups(props), ...(subnetGroup?.errors ?? [])],
  };
}
