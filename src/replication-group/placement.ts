import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { ClusterMode } from './cluster-mode';
import type { ReplicationGroupProps } from './replication-group-props';
import type { ISubnetGroup } from '../network';
import { SubnetGroup } from '../network';
import { chooseSubnets, mixedFaults, securityGroupFaults, securityGroupsFor } from '../network/placement';
import { isKnown } from '../private/tokens';

/** Where the nodes stand. */
export interface Placement {
  /** Undefined when there are faults. */
  readonly subnetGroup?: ISubnetGroup;
  readonly securityGroups: ec2.ISecurityGroup[];
}

/** Chooses subnets and security groups; what does not fit joins the faults. */
export function place(
  scope: Construct,
  props: ReplicationGroupProps & { readonly clusterMode: ClusterMode; readonly multiAz: boolean },
  faults: string[],
): Placement {
  faults.push(...securityGroupFaults(props), ...zoneFaults(props.clusterMode, props.multiAz));
  const securityGroups = securityGroupsFor(scope, 'replication group', props);
  if (props.subnetGroup) {
    if (props.vpcSubnets) {
      faults.push("'subnetGroup' excludes 'vpcSubnets', got both; leave one of them out");
    }
    return { subnetGroup: props.subnetGroup, securityGroups };
  }

  const { subnets, faults: choiceFaults } = chooseSubnets(props);
  const ownFaults = [
    ...choiceFaults,
    ...mixedFaults(props.vpc, subnets),
    ...subnetFaults(subnets, props.clusterMode, props.multiAz),
  ];
  faults.push(...ownFaults);
  return {
    subnetGroup:
      ownFaults.length > 0
        ? undefined
        : new SubnetGroup(scope, 'SubnetGroup', { vpc: props.vpc, vpcSubnets: { subnets } }),
    securityGroups,
  };
}

/** Multi-AZ needs nodes of a shard in more than one Availability Zone. */
function zoneFaults(clusterMode: ClusterMode, multiAz: boolean): string[] {
  const crowded = clusterMode._zones.find(
    (zones) => zones.length > 1 && zones.every(isKnown) && new Set(zones).size === 1,
  );
  return multiAz && crowded
    ? [
        `'multiAz' needs the nodes of a shard in different Availability Zones, got ${crowded.join(', ')} in 'clusterMode'; change a zone, or set 'multiAz' to false`,
      ]
    : [];
}

/** What the subnets must have for Multi-AZ and for the zones that are asked for, as far as their zones are known. */
function subnetFaults(subnets: ec2.ISubnet[], clusterMode: ClusterMode, multiAz: boolean): string[] {
  const zones = [...new Set(subnets.map((subnet) => subnet.availabilityZone))];
  const strange = zones.every(isKnown)
    ? [...new Set(clusterMode._zones.flat().filter(isKnown))].filter((zone) => !zones.includes(zone))
    : [];
  return [
    ...(multiAz && zones.length === 1
      ? [
          "'multiAz' needs subnets in at least two Availability Zones, got one; choose others by 'vpcSubnets', or set 'multiAz' to false",
        ]
      : []),
    ...(strange.length > 0 && zones.length > 0
      ? [
          `'clusterMode' asks for nodes in ${strange.join(', ')}, got subnets in ${zones.join(', ')}; choose zones of the subnets, or more subnets by 'vpcSubnets'`,
        ]
      : []),
  ];
}
