import { Template } from 'aws-cdk-lib/assertions';
import { CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { Annotations } from 'aws-cdk-lib/core';
import { emptyStack, exemptFromRules } from '../util';

const createInvalidStack = () => {
  const stack = emptyStack();
  new CfnReplicationGroup(stack, 'Nodes', { replicationGroupDescription: 'without a node type' });
  return stack;
};

test('fails when AWS would reject the template', () => {
  expect(() => Template.fromStack(createInvalidStack())).toThrow(
    "The rules report errors in the template of this test:\n  - Nodes ReplicationGroup.NodeTypeGiven: 'CacheNodeType' must be given, got nothing; choose one, for example cache.r7g.large",
  );
});

test('allows invalid templates of apps with error annotations, and of exempt stacks', () => {
  const [annotated, exempted] = [createInvalidStack(), createInvalidStack()];
  Annotations.of(annotated).addError('invalid');
  exemptFromRules(exempted, 'tests the exemption');

  Template.fromStack(annotated).resourceCountIs('AWS::ElastiCache::ReplicationGroup', 1);
  Template.fromStack(exempted).resourceCountIs('AWS::ElastiCache::ReplicationGroup', 1);
});

test('allows valid templates', () => {
  const stack = emptyStack();
  new CfnSubnetGroup(stack, 'Subnets', { description: 'two', subnetIds: ['subnet-1', 'subnet-2'] });

  Template.fromStack(stack).resourceCountIs('AWS::ElastiCache::SubnetGroup', 1);
});
