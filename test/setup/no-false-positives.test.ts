import { Template } from 'aws-cdk-lib/assertions';
import { CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { Validations } from 'aws-cdk-lib/core';
import { emptyStack, exemptFromRules } from '../util';

const createInvalidStack = () => {
  const stack = emptyStack();
  new CfnReplicationGroup(stack, 'Nodes', { replicationGroupDescription: 'without a node type' });
  return stack;
};

test('fails when AWS would reject the template', () => {
  expect(() => Template.fromStack(createInvalidStack())).toThrow(
    "The rules report errors in the template of this test:\n  - Nodes ReplicationGroup.NodeTypeMissing: 'CacheNodeType' is missing. Set it to a node type, such as cache.r7g.large.",
  );
});

test('allows invalid templates of apps that acknowledge the errors, and of exempt stacks', () => {
  const [acknowledged, exempted] = [createInvalidStack(), createInvalidStack()];
  Validations.of(acknowledged).acknowledge({
    id: 'cdk-elasticache::ReplicationGroup.NodeTypeMissing',
    reason: 'tests the acknowledgement',
  });
  exemptFromRules(exempted, 'tests the exemption');

  Template.fromStack(acknowledged).resourceCountIs('AWS::ElastiCache::ReplicationGroup', 1);
  Template.fromStack(exempted).resourceCountIs('AWS::ElastiCache::ReplicationGroup', 1);
});

test('allows valid templates', () => {
  const stack = emptyStack();
  new CfnSubnetGroup(stack, 'Subnets', { description: 'two', subnetIds: ['subnet-1', 'subnet-2'] });

  Template.fromStack(stack).resourceCountIs('AWS::ElastiCache::SubnetGroup', 1);
});
