import { Template } from 'aws-cdk-lib/assertions';
import { CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { Annotations } from 'aws-cdk-lib/core';
import { emptyStack, notJudgedByRules } from '../util';

const refused = () => {
  const stack = emptyStack();
  new CfnReplicationGroup(stack, 'Nodes', { replicationGroupDescription: 'without a node type' });
  return stack;
};

test('fails for a template that AWS refuses', () => {
  expect(() => Template.fromStack(refused())).toThrow(
    "The rules refuse what the test makes:\n  - Nodes ReplicationGroup.NodeTypeGiven: 'CacheNodeType' must be given, got nothing; choose one, for example cache.r7g.large",
  );
});

test('takes one that has been told of, or that is exempted with a reason', () => {
  const [told, exempted] = [refused(), refused()];
  Annotations.of(told).addError('refused');
  notJudgedByRules(exempted, 'it says what the hook does');

  Template.fromStack(told).resourceCountIs('AWS::ElastiCache::ReplicationGroup', 1);
  Template.fromStack(exempted).resourceCountIs('AWS::ElastiCache::ReplicationGroup', 1);
});

test('takes one that AWS takes', () => {
  const stack = emptyStack();
  new CfnSubnetGroup(stack, 'Subnets', { description: 'two', subnetIds: ['subnet-1', 'subnet-2'] });

  Template.fromStack(stack).resourceCountIs('AWS::ElastiCache::SubnetGroup', 1);
});
