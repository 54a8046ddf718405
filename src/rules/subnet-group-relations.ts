import type { RelationSet } from './rule';
import { localZoneFault, subnetsOf, vpcFault } from './subnets';
import type { About } from './vocabulary';
import { relation } from './vocabulary';

const about = (id: string): About => ({
  id: `SubnetGroup.${id}`,
  property: 'SubnetIds',
  see: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html',
});

/** What AWS demands of a subnet group and its subnets. */
export const SUBNET_GROUP_RELATIONS: RelationSet = [
  relation(about('SubnetsInOneVpc'), 'SubnetIds must lie in one VPC', (group) => vpcFault(subnetsOf(group))),
  relation(about('SubnetsOfOneKind'), 'SubnetIds must not mix Local Zones with others', (group) =>
    localZoneFault(subnetsOf(group)),
  ),
];
