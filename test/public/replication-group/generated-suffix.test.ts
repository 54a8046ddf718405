import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { synthesize } from '../templates';
import { GlobalReplicationGroup, NodeFamily, NodeSize, NodeType, ReplicationGroup } from 'cdk-elasticache';

/** ElastiCache adds a prefix of 6 characters to the suffix, and ids have at most 40 characters. */
const MAX_LENGTH = 34;

test('the generated suffix of a global datastore leaves space for the prefix', () => {
  const stack = new Stack();
  const primary = new ReplicationGroup(stack, 'Group', {
    vpc: new Vpc(stack, 'Vpc'),
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
  });
  new GlobalReplicationGroup(new Construct(stack, 'a'.repeat(60)), 'Global', { primary });

  const [{ Properties }] = Object.values(synthesize(stack).findResources('AWS::ElastiCache::GlobalReplicationGroup'));
  expect(Properties.GlobalReplicationGroupIdSuffix).toHaveLength(MAX_LENGTH);
});
