import { Template } from 'aws-cdk-lib/assertions';
import type * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Stack } from 'aws-cdk-lib/core';
import { LogDelivery, NodeType, ReplicationGroup, ServerlessCache } from '../../src';
import { groupIn } from '../replication-group/group';
import { annotationsOf, emptyStack, givenVpc } from '../util';

const stackIn = (region: string) => emptyStack('Stack', { account: '111122223333', region });
const keyIn = (stack: Stack) => kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${stack.region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`);
const stream = { deliveryStreamName: 'amazon-elasticache-logs' } as firehose.IDeliveryStream;

test('fails with a key of one\'s own in the Regions of GovCloud, whatever the cache', () => {
  const stack = stackIn('us-gov-west-1');
  const kmsKey = keyIn(stack);
  const fault = "  - 'kmsKey' must be left out in us-gov-west-1, where ElastiCache encrypts with a key of AWS only, got one; leave it out";

  expect(() => new ServerlessCache(stack, 'Pages', { vpc: givenVpc(stack), kmsKey })).toThrow(`ServerlessCache 'Stack/Pages' cannot be built:\n${fault}`);
  expect(() => groupIn(stack, { kmsKey })).toThrow(`ReplicationGroup 'Stack/Cache' cannot be built:\n${fault}`);
});

test('fails with logs that go to Amazon Data Firehose in Osaka', () => {
  const stack = stackIn('ap-northeast-3');

  expect(() => groupIn(stack, { slowLog: LogDelivery.toFirehose(stream) })).toThrow("ReplicationGroup 'Stack/Cache' cannot be built:\n"
    + "  - 'slowLog' must not go to Amazon Data Firehose in ap-northeast-3, where ElastiCache delivers no logs to it; use CloudWatch Logs");
});

test('what one Region lacks is taken in the others, and in a stack of no particular Region', () => {
  for (const stack of [stackIn('ap-northeast-1'), emptyStack()]) {
    groupIn(stack, { kmsKey: keyIn(stack), slowLog: LogDelivery.toFirehose(stream) });
    new ServerlessCache(stack, 'Pages', { vpc: givenVpc(stack, 'Other'), kmsKey: keyIn(emptyStack('Keys', { account: '111122223333', region: 'ap-northeast-1' })) });

    Template.fromStack(stack).resourceCountIs('AWS::ElastiCache::ReplicationGroup', 1);
    expect(annotationsOf(stack, 'warning')).toEqual([]);
  }
});

test('advises against a node type that is in no price list of the Region, which may have got it meanwhile', () => {
  const stack = stackIn('eu-south-1');

  expect(groupIn(stack, { nodeType: NodeType.R6GD_XLARGE })).toBeInstanceOf(ReplicationGroup);
  groupIn(stack, { nodeType: NodeType.of('cache.z99.large') }, 'Tomorrow');
  expect(annotationsOf(stack, 'warning').filter(text => text.includes('price list'))).toEqual([
    "'nodeType' cache.r6gd.xlarge is in no price list of eu-south-1; choose another family, or acknowledge this when the Region has got it "
    + '[ack: cdk-elasticache:ReplicationGroup.NodeTypeInRegion]',
  ]);
});
