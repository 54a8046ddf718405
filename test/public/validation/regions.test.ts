import { CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, Stack } from 'aws-cdk-lib/core';
import { errorsOf, warningsOf } from '../messages';
import { groupIn } from '../replication-group/group';
import { emptyStack, importVpc } from '../stacks';
import { synthesize } from '../templates';
import {
  ElastiCacheRules,
  LogDelivery,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  ServerlessCache,
  UserGroup,
} from 'cdk-elasticache';

const createStack = (region: string) => emptyStack('Stack', { account: '111122223333', region });
const importKey = (stack: Stack) =>
  kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${stack.region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`);
const STREAM = {
  deliveryStreamRef: { deliveryStreamName: 'amazon-elasticache-logs' },
} as firehose.IDeliveryStreamRef;

test('fails with a customer managed key in AWS GovCloud (US)', () => {
  const stack = createStack('us-gov-west-1');
  const kmsKey = importKey(stack);

  expect(errorsOf(() => new ServerlessCache(stack, 'Pages', { vpc: importVpc(stack), kmsKey }))).toEqual([
    "'kmsKey' ServerlessCache.KeyUnsupportedInRegion",
  ]);
  expect(errorsOf(() => groupIn(stack, { kmsKey }))).toEqual(["'kmsKey' ReplicationGroup.KeyUnsupportedInRegion"]);
});

test('fails with log delivery to Amazon Data Firehose in Osaka', () => {
  const stack = createStack('ap-northeast-3');

  expect(errorsOf(() => groupIn(stack, { slowLog: LogDelivery.toFirehose(STREAM) }))).toEqual([
    "'slowLog' ReplicationGroup.FirehoseUnsupportedInRegion",
  ]);
});

test.each([
  ['in other Regions', 'ap-northeast-1'],
  ['in a stack without a Region', undefined],
])('accepts customer managed keys and log delivery to Amazon Data Firehose %s', (_title, region) => {
  const stack = region ? createStack(region) : emptyStack();
  groupIn(stack, { kmsKey: importKey(stack), slowLog: LogDelivery.toFirehose(STREAM) });
  new ServerlessCache(stack, 'Pages', {
    vpc: importVpc(stack, 'Other'),
    userGroup: UserGroup.fromUserGroupName(stack, 'Users', 'team'),
    kmsKey: importKey(emptyStack('Keys', { account: '111122223333', region: 'ap-northeast-1' })),
  });

  synthesize(stack).resourceCountIs('AWS::ElastiCache::ReplicationGroup', 1);
  // Without a Region, it is unknown whether the key is in the Region of the cache.
  expect(warningsOf(stack)).toEqual(region ? [] : ["'kmsKey' ServerlessCache.KeyEnvironmentUnknown"]);
});

test('the plugin uses the account and Region of the stack', () => {
  const stack = createStack('us-gov-west-1');
  new CfnServerlessCache(stack, 'Cache', {
    serverlessCacheName: 'cache',
    engine: 'valkey',
    majorEngineVersion: '8',
    subnetIds: ['subnet-1', 'subnet-2'],
    securityGroupIds: ['sg-0123456789abcdef0'],
    kmsKeyId: 'alias/sessions',
  });
  new CfnReplicationGroup(stack, 'Group', {
    replicationGroupDescription: 'a group',
    cacheNodeType: 'cache.r7g.large',
    engine: 'redis',
    numCacheClusters: 1,
    cacheSubnetGroupName: 'subnets',
    securityGroupIds: ['sg-0123456789abcdef0'],
    transitEncryptionEnabled: true,
    notificationTopicArn: 'arn:aws-us-gov:sns:us-gov-west-1:999999999999:events',
  });
  const { stacks } = (stack.node.root as App).synth();
  const listRuleNames = (appConstruct: App) =>
    new ElastiCacheRules()
      .validate({ templatePaths: stacks.map(({ templateFullPath }) => templateFullPath), appConstruct })
      .violations.map(({ ruleName }) => ruleName);

  expect(listRuleNames(stack.node.root as App)).toEqual([
    'ServerlessCache.KeyUnsupportedInRegion',
    'ReplicationGroup.TopicInOtherAccount',
  ]);
  expect(listRuleNames(new App())).toEqual([]);
});

test.each([
  ['999999999999', true],
  ['111122223333', false],
])('rejects topics of other accounts: %s', (account, isForeign) => {
  const stack = createStack('us-east-1');
  const topics = [
    sns.Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:us-east-1:${account}:events`),
    new sns.Topic(new Stack(stack.node.root, 'Other', { env: { account, region: 'us-east-1' } }), 'Topic', {
      topicName: 'events',
    }),
  ];
  const nodeType = NodeType.of(NodeFamily.M7G, NodeSize.LARGE);
  const vpc = importVpc(stack, 'Shared');

  for (const [index, notificationTopic] of topics.entries()) {
    expect(errorsOf(() => groupIn(stack, { notificationTopic }, `Group${index}`))).toEqual(
      isForeign ? ["'notificationTopic' ReplicationGroup.TopicInOtherAccount"] : [],
    );
    expect(errorsOf(() => new MemcachedCluster(stack, `Pages${index}`, { vpc, nodeType, notificationTopic }))).toEqual(
      isForeign ? ["'notificationTopic' CacheCluster.TopicInOtherAccount"] : [],
    );
  }
});

test('warns if the node type has no price in the Region, unless it is newer than the library', () => {
  const stack = createStack('eu-south-1');

  expect(groupIn(stack, { nodeType: NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE) })).toBeInstanceOf(ReplicationGroup);
  groupIn(stack, { nodeType: NodeType.fromName('cache.z99.large') }, 'Newer');
  expect(warningsOf(stack).filter((text) => text.includes('UnavailableInRegion'))).toEqual([
    "'nodeType' ReplicationGroup.NodeTypeUnavailableInRegion",
  ]);
});
