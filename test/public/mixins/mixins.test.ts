import { Match } from 'aws-cdk-lib/assertions';
import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration, Mixins, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Stack } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { emptyStack, importVpc } from '../stacks';
import { synthesize } from '../templates';
import {
  LogDelivery,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  ReplicationGroupLogDelivery,
  ReplicationGroupOnlineResharding,
  ServerlessCacheFinalSnapshot,
  SnapshotRetention,
} from 'cdk-elasticache';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const SERVERLESS = 'AWS::ElastiCache::ServerlessCache';

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

const createGroup = (replicationGroupId?: string) =>
  new CfnReplicationGroup(stack, 'Group', {
    replicationGroupDescription: 'carts',
    replicationGroupId,
    engine: 'valkey',
    cacheNodeType: 'cache.r7g.large',
    numCacheClusters: 2,
    automaticFailoverEnabled: true,
    transitEncryptionEnabled: true,
  });
const createServerlessCache = () =>
  new CfnServerlessCache(stack, 'Serverless', { engine: 'valkey', serverlessCacheName: 'carts' });

test('online resharding is added to the update policy of an L1 replication group', () => {
  const group = createGroup();
  group.cfnOptions.updatePolicy = { codeDeployLambdaAliasUpdate: { applicationName: 'a', deploymentGroupName: 'b' } };

  group.with(new ReplicationGroupOnlineResharding());

  synthesize(stack).hasResource(GROUP, {
    UpdatePolicy: { UseOnlineResharding: true, CodeDeployLambdaAliasUpdate: { ApplicationName: 'a' } },
  });
});

test('logs of an L1 replication group are delivered to a new log group with its name', () => {
  createGroup('Carts').with(new ReplicationGroupLogDelivery({ slowLog: LogDelivery.toNewLogGroup() }));

  const template = synthesize(stack);
  template.hasResourceProperties('AWS::Logs::LogGroup', {
    LogGroupName: '/aws/vendedlogs/elasticache/carts/slow-log',
    RetentionInDays: 30,
  });
  template.hasResourceProperties(GROUP, {
    LogDeliveryConfigurations: [
      {
        DestinationType: 'cloudwatch-logs',
        DestinationDetails: { CloudWatchLogsDetails: { LogGroup: { Ref: 'GroupSlowLogGroupC3D6C171' } } },
        LogFormat: 'json',
        LogType: 'slow-log',
      },
    ],
  });
});

test('log deliveries with errors are rejected', () => {
  const slowLog = LogDelivery.toNewLogGroup({ removalPolicy: RemovalPolicy.SNAPSHOT });

  expect(errorsOf(() => createGroup().with(new ReplicationGroupLogDelivery({ slowLog })))).toEqual([
    expect.stringMatching(/^'slowLog' must not have the 'removalPolicy' RemovalPolicy\.SNAPSHOT/),
  ]);
});

test('the name of the final snapshot is set for an L1 serverless cache', () => {
  createServerlessCache().with(new ServerlessCacheFinalSnapshot('carts-final'));

  synthesize(stack).hasResourceProperties(SERVERLESS, { FinalSnapshotName: 'carts-final' });
});

test('the snapshot retention is set for L1 caches of every type', () => {
  createGroup();
  createServerlessCache();
  const cacheNodeType = 'cache.t4g.micro';
  new CfnCacheCluster(stack, 'Cluster', { engine: 'redis', cacheNodeType, numCacheNodes: 1 });
  new sns.Topic(stack, 'Topic');

  stack.with(new SnapshotRetention(Duration.days(7)));

  const template = synthesize(stack);
  for (const type of [GROUP, SERVERLESS, 'AWS::ElastiCache::CacheCluster']) {
    template.hasResourceProperties(type, { SnapshotRetentionLimit: 7 });
  }
});

test('the snapshot retention is not set for Memcached, which has no snapshots', () => {
  new CfnCacheCluster(stack, 'Cluster', { engine: 'memcached', cacheNodeType: 'cache.t4g.micro', numCacheNodes: 1 });

  stack.with(new SnapshotRetention(Duration.days(7)));

  synthesize(stack).hasResourceProperties('AWS::ElastiCache::CacheCluster', { SnapshotRetentionLimit: Match.absent() });
});

test('a snapshot retention that is not a whole number of days is rejected', () => {
  expect(() => new SnapshotRetention(Duration.hours(36))).toThrow(/cannot be converted into a whole number of days/);
});

test('mixins apply to the L1 construct of an L2 construct, and to no other construct', () => {
  const group = new ReplicationGroup(stack, 'Nodes', {
    vpc: importVpc(stack),
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
  });
  createServerlessCache();

  const { report } = Mixins.of(stack).apply(
    new ReplicationGroupOnlineResharding(),
    new ServerlessCacheFinalSnapshot('carts-final'),
    new ReplicationGroupLogDelivery({ engineLog: LogDelivery.toNewLogGroup() }),
  );

  expect(report.map(({ construct }) => construct.node.path).sort()).toEqual([
    `${group.node.path}/Resource`,
    `${group.node.path}/Resource`,
    'Stack/Serverless',
  ]);
});
