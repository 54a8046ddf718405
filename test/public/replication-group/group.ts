import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Stack } from 'aws-cdk-lib/core';
import { importVpc } from '../stacks';
import type { ReplicationGroupProps } from 'cdk-elasticache';
import { Authentication, NodeFamily, NodeSize, NodeType, ReplicationGroup } from 'cdk-elasticache';

export const GROUP = 'AWS::ElastiCache::ReplicationGroup';

/** Creates a replication group in the VPC of the stack, by default without authentication. */
export function groupIn(
  stack: Stack,
  props: Partial<ReplicationGroupProps> = {},
  id: string = 'Cache',
): ReplicationGroup {
  const vpc = props.vpc ?? (stack.node.tryFindChild('Vpc') as unknown as ec2.IVpc | undefined) ?? importVpc(stack);
  return new ReplicationGroup(stack, id, {
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    authentication: Authentication.none(),
    ...props,
    vpc,
  });
}
