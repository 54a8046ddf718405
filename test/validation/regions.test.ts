import { Template } from 'aws-cdk-lib/assertions';
import { CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, Stack } from 'aws-cdk-lib/core';
import {
  ElastiCacheRules,
  LogDelivery,
  MemcachedCluster,
  NodeType,
  ReplicationGroup,
  ServerlessCache,
} from '../../src';
import { groupIn } from '../replication-group/group';
import { annotationsOf, emptyStack, importVpc } from '../util';

const stackIn = (region: string) => emptyStack('Stack', { account: '111122223333', region });
const keyIn = (stack: Stack) =>
  kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${stack.region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`);
const stream = { deliveryStreamName: 'amazon-elasticache-logs' } as firehose.IDeliveryStream;

test("fails with a key of one's own in the Regions of GovCloud, whatever the cache", () => {
  const stack = stackIn('us-gov-west-1');
  const kmsKey = keyIn(stack);
  const fault =
    "  - 'kmsKey' must be left out in us-gov-west-1, where ElastiCache encrypts with a key of AWS only, got one; leave it out";

  expect(() => new ServerlessCache(stack, 'Pages', { vpc: importVpc(stack), kmsKey })).toThrow(
    `ServerlessCache 'Stack/Pages' cannot be built:\n${fault}`,
  );
  expect(() => groupIn(stack, { kmsKey })).toThrow(`ReplicationGroup 'Stack/Cache' cannot be built:\n${fault}`);
});

test('fails with logs that go to Amazon Data Firehose in Osaka', () => {
  const stack = stackIn('ap-northeast-3');

  expect(() => groupIn(stack, { slowLog: LogDelivery.toFirehose(stream) })).toThrow(
    "ReplicationGroup 'Stack/Cache' cannot be built:\n" +
      "  - 'slowLog' must not go to Amazon Data Firehose in ap-northeast-3, where ElastiCache delivers no logs to it; use CloudWatch Logs",
  );
});

test('what one Region lacks is taken in the others, and in a stack of no particular Region', () => {
  for (const stack of [stackIn('ap-northeast-1'), emptyStack()]) {
    groupIn(stack, { kmsKey: keyIn(stack), slowLog: LogDelivery.toFirehose(stream) });
    new ServerlessCache(stack, 'Pages', {
      vpc: importVpc(stack, 'Other'),
      kmsKey: keyIn(emptyStack('Keys', { account: '111122223333', region: 'ap-northeast-1' })),
    });

    Template.fromStack(stack).resourceCountIs('AWS::ElastiCache::ReplicationGroup', 1);
    expect(annotationsOf(stack, 'warning')).toEqual([]);
  }
});

test('the plugin knows the place of a stack as its constructs do', () => {
  const stack = stackIn('us-gov-west-1');
  new CfnServerlessCache(stack, 'Cache', {
    serverlessCacheName: 'cache',
    engine: 'valkey',
    majorEngineVersion: '8',
    subnetIds: ['subnet-1', 'subnet-2'],
    kmsKeyId: 'alias/sessions',
  });
  new CfnReplicationGroup(stack, 'Group', {
    replicationGroupDescription: 'a group',
    cacheNodeType: 'cache.r7g.large',
    engine: 'redis',
    numCacheClusters: 1,
    cacheSubnetGroupName: 'subnets',
    transitEncryptionEnabled: true,
    notificationTopicArn: 'arn:aws-us-gov:sns:us-gov-west-1:999999999999:events',
  });
  const { stacks } = (stack.node.root as App).synth();
  const report = (appConstruct: App) =>
    new ElastiCacheRules()
      .validate({ templatePaths: stacks.map(({ templateFullPath }) => templateFullPath), appConstruct })
      .violations.map(({ description }) => description);

  expect(report(stack.node.root as App)).toEqual([
    "'KmsKeyId' must be left out in us-gov-west-1, where ElastiCache encrypts with a key of AWS only, got one; leave it out",
    '\'NotificationTopicArn\' must be a topic of the account of the cache, 111122223333, got "arn:aws-us-gov:sns:us-gov-west-1:999999999999:events"; give a topic of that account',
  ]);
  expect(report(new App())).toEqual([]);
});

test.each([
  ['999999999999', true],
  ['111122223333', false],
])('fails with a topic of another account, such as %s', (account, isForeign) => {
  const stack = stackIn('us-east-1');
  const topics = [
    sns.Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:us-east-1:${account}:events`),
    new sns.Topic(new Stack(stack.node.root, 'Other', { env: { account, region: 'us-east-1' } }), 'Topic', {
      topicName: 'events',
    }),
  ];
  const message =
    "'notificationTopic' must be in the account of the cache, 111122223333, got one in 999999999999; give a topic of that account";

  for (const [index, notificationTopic] of topics.entries()) {
    for (const make of [
      () => groupIn(stack, { notificationTopic }, `Group${index}`),
      () =>
        new MemcachedCluster(stack, `Pages${index}`, {
          vpc: importVpc(stack, `Vpc${index}`),
          nodeType: NodeType.M7G_LARGE,
          notificationTopic,
        }),
    ]) {
      if (isForeign) {
        expect(make).toThrow(message);
      } else {
        expect(make).not.toThrow();
      }
    }
  }
});

test('advises against a node type that is in no price list of the Region, which may have got it meanwhile', () => {
  const stack = stackIn('eu-south-1');

  expect(groupIn(stack, { nodeType: NodeType.R6GD_XLARGE })).toBeInstanceOf(ReplicationGroup);
  groupIn(stack, { nodeType: NodeType.of('cache.z99.large') }, 'Tomorrow');
  expect(annotationsOf(stack, 'warning').filter((text) => text.includes('price list'))).toEqual([
    "'nodeType' cache.r6gd.xlarge is in no price list of eu-south-1; choose another family, or acknowledge this when the Region has got it " +
      '[ack: cdk-elasticache:ReplicationGroup.NodeTypeInRegion]',
  ]);
});
