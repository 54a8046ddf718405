import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { ReplicationGroup } from 'cdk-elasticache';

test.each([
  ['a warning', 'unknown', undefined, 1],
  ['a warning', 'no', [], 1],
  ['no warning', 'known', ['sg-12345678'], 0],
])('the connections of an imported group cause %s with %s security groups', (_warning, _groups, ids, count) => {
  const stack = new Stack();
  new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' });
  const group = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Group', {
    replicationGroupId: 'sessions',
    securityGroups: ids?.map((id) => SecurityGroup.fromSecurityGroupId(stack, id, id)),
  });

  expect(group.connections.securityGroups).toHaveLength(ids?.length ?? 0);
  const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp("'connections' adds no rules"));
  expect(warnings).toHaveLength(count);
});
