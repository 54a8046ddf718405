import { CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { emptyStack } from './stacks';
import { synthesize, synthesizeInvalid } from './templates';

const createInvalidStack = () => {
  const stack = emptyStack();
  new CfnReplicationGroup(stack, 'Nodes', { replicationGroupDescription: 'without a node type' });
  return stack;
};

test('synthesize fails when AWS would reject the template', () => {
  expect(() => synthesize(createInvalidStack())).toThrow(
    /^The rules report errors in the template of this test:\n {2}- Nodes ReplicationGroup\.NodeTypeMissing: /,
  );
});

test('synthesizeInvalid accepts the template', () => {
  synthesizeInvalid(createInvalidStack()).resourceCountIs('AWS::ElastiCache::ReplicationGroup', 1);
});

test('synthesize accepts valid templates, and warnings', () => {
  const stack = emptyStack();
  new CfnSubnetGroup(stack, 'Subnets', {
    cacheSubnetGroupName: 'subnets',
    description: 'two',
    subnetIds: ['subnet-1', 'subnet-2'],
  });

  synthesize(stack).resourceCountIs('AWS::ElastiCache::SubnetGroup', 1);
});
