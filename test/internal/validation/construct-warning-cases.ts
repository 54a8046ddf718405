import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as servicecatalog from 'aws-cdk-lib/aws-servicecatalog';
import * as sns from 'aws-cdk-lib/aws-sns';
import { CfnParameter, Stack } from 'aws-cdk-lib/core';
import type { ConstructWarningId } from '../../../src/validation/construct-warning-table';
import type { Program } from '../../public/validation/rule-cases/rule-case';
import * as elasticache from 'cdk-elasticache';

const nodeType = elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE);

/** A program for each warning of constructs. The rules page contains the source text of the functions. */
export const CONSTRUCT_WARNING_CASES: Readonly<Record<ConstructWarningId, Program>> = {
  'GlobalReplicationGroup.NameGeneratedInProduct': ({ stack }) => {
    const product = new servicecatalog.ProductStack(stack, 'Product');
    const primary = elasticache.ReplicationGroup.fromReplicationGroupId(product, 'Primary', 'sessions');
    new elasticache.GlobalReplicationGroup(product, 'Global', { primary });
  },
  'GlobalReplicationGroup.PrimaryAlreadyMonitored': ({ stack, vpc }) => {
    const primary = new elasticache.ReplicationGroup(stack, 'Primary', {
      vpc,
      nodeType,
      clusterMode: elasticache.ClusterMode.enabled({ shardCount: 2 }),
    });
    primary.addRecommendedAlarms();
    new elasticache.GlobalReplicationGroup(stack, 'Global', { primary, shardCount: 3 });
  },
  'Grants.GranteeInOtherAccount': ({ stack, vpc }) => {
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::444455556666:role/app');
    new elasticache.ServerlessCache(stack, 'Cache', { vpc }).grantConnect(role);
  },
  'LogDelivery.KeyPolicyNotUpdated': ({ stack, vpc }) => {
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111122223333:key/1234');
    const slowLog = elasticache.LogDelivery.toNewLogGroup({ encryptionKey });
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType, slowLog });
  },
  'LogDelivery.NameGeneratedInProduct': ({ stack }) => {
    const product = new servicecatalog.ProductStack(stack, 'Product');
    const vpc = new ec2.Vpc(product, 'Vpc');
    new elasticache.ReplicationGroup(product, 'Group', {
      vpc,
      nodeType,
      slowLog: elasticache.LogDelivery.toNewLogGroup(),
    });
  },
  'MemcachedCluster.AdoptedWithoutSecurityGroups': ({ stack, vpc }) => {
    const cluster = new elasticache.MemcachedCluster(stack, 'Cluster', { adopted: true, nodeType, nodeCount: 2 });
    cluster.connections.allowDefaultPortFrom(ec2.Peer.ipv4(vpc.vpcCidrBlock));
  },
  'MemcachedCluster.ImportWithoutSecurityGroups': ({ stack, vpc }) => {
    const cluster = elasticache.MemcachedCluster.fromClusterName(stack, 'Cluster', 'pages');
    cluster.connections.allowDefaultPortFrom(ec2.Peer.ipv4(vpc.vpcCidrBlock));
  },
  'MemcachedCluster.ZonesUnknown': ({ stack, vpc }) => {
    const subnetGroup = elasticache.SubnetGroup.fromSubnetGroupName(stack, 'Subnets', 'shared');
    new elasticache.MemcachedCluster(stack, 'Cluster', { vpc, nodeType, nodeCount: 2, subnetGroup });
  },
  'NotificationTopic.PolicyNotUpdated': ({ stack, vpc }) => {
    const notificationTopic = sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:111122223333:events');
    new elasticache.MemcachedCluster(stack, 'Cluster', { vpc, nodeType, notificationTopic });
  },
  'NotificationTopic.SeveralPolicies': ({ stack, vpc }) => {
    const notificationTopic = new sns.Topic(stack, 'Topic');
    new elasticache.MemcachedCluster(stack, 'Cluster', { vpc, nodeType, notificationTopic });
    new sns.TopicPolicy(stack, 'Policy', { topics: [notificationTopic] }).document.addStatements(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('backup.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [notificationTopic.topicArn],
      }),
    );
  },
  'ParameterGroup.ParameterUnsupportedByVersion': ({ stack }) => {
    new elasticache.ParameterGroup(stack, 'Parameters', {
      engineVersion: elasticache.EngineVersion.VALKEY_8_0,
      parameters: { 'search-default-timeout-ms': '1000' },
    });
  },
  'PasswordUser.SecretHasOneHost': ({ stack, vpc }) => {
    const user = new elasticache.PasswordUser(stack, 'User', { accessControl: elasticache.AccessControl.readWrite() });
    const userGroup = new elasticache.UserGroup(stack, 'Users', { users: [user] });
    new elasticache.ServerlessCache(stack, 'Carts', { vpc, userGroup });
    new elasticache.ServerlessCache(stack, 'Sessions', { vpc, userGroup });
  },
  'ReplicationGroup.AdoptedWithoutSecurityGroups': ({ stack, vpc }) => {
    const authentication = elasticache.Authentication.none();
    const group = new elasticache.ReplicationGroup(stack, 'Group', { adopted: true, nodeType, authentication });
    group.connections.allowDefaultPortFrom(ec2.Peer.ipv4(vpc.vpcCidrBlock));
  },
  'ReplicationGroup.AuthenticationMissing': ({ stack, vpc }) => {
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType });
  },
  'ReplicationGroup.ImportWithoutSecurityGroups': ({ stack, vpc }) => {
    const group = elasticache.ReplicationGroup.fromReplicationGroupId(stack, 'Group', 'sessions');
    group.connections.allowDefaultPortFrom(ec2.Peer.ipv4(vpc.vpcCidrBlock));
  },
  'SecondaryReplicationGroup.AuthenticationMissing': ({ app, stack, vpc }) => {
    const primary = new elasticache.ReplicationGroup(stack, 'Primary', {
      vpc,
      nodeType,
      authentication: elasticache.Authentication.none(),
    });
    const global = new elasticache.GlobalReplicationGroup(stack, 'Global', { primary });
    const ireland = new Stack(app, 'Ireland', { env: { account: stack.account, region: 'eu-west-1' } });
    global.addSecondary(ireland, 'Secondary', { vpc: new ec2.Vpc(ireland, 'Vpc') });
  },
  'ServerlessCache.AdoptedWithoutSecurityGroups': ({ stack, vpc }) => {
    const cache = new elasticache.ServerlessCache(stack, 'Cache', {
      adopted: true,
      serverlessCacheName: 'sessions',
      engine: elasticache.CacheEngine.VALKEY_8,
      userGroup: elasticache.UserGroup.fromUserGroupName(stack, 'Team', 'team'),
    });
    cache.connections.allowDefaultPortFrom(ec2.Peer.ipv4(vpc.vpcCidrBlock));
  },
  'ServerlessCache.AuthenticationMissing': ({ stack, vpc }) => {
    new elasticache.ServerlessCache(stack, 'Cache', { vpc, engine: elasticache.CacheEngine.VALKEY_8 });
  },
  'ServerlessCache.EventUnknown': ({ stack, vpc }) => {
    const cache = new elasticache.ServerlessCache(stack, 'Cache', { vpc });
    cache.onEvent('Moved', { eventTypes: [elasticache.ServerlessCacheEventType.of('Cache Moved')] });
  },
  'ServerlessCache.ImportWithoutSecurityGroups': ({ stack, vpc }) => {
    const cache = elasticache.ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'sessions');
    cache.connections.allowDefaultPortFrom(ec2.Peer.ipv4(vpc.vpcCidrBlock));
  },
  'ServerlessCache.KeyEnvironmentUnknown': ({ stack, vpc }) => {
    const keyArn = new CfnParameter(stack, 'KeyArn').valueAsString;
    new elasticache.ServerlessCache(stack, 'Cache', { vpc, kmsKey: kms.Key.fromKeyArn(stack, 'Key', keyArn) });
  },
  'ServerlessCache.NameGeneratedInProduct': ({ stack }) => {
    const product = new servicecatalog.ProductStack(stack, 'Product');
    new elasticache.ServerlessCache(product, 'Cache', { vpc: new ec2.Vpc(product, 'Vpc') });
  },
  'ServerlessCache.PublicSubnets': ({ stack, vpc }) => {
    new elasticache.ServerlessCache(stack, 'Cache', { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } });
  },
  'ServerlessCache.PublicWithoutSecurityGroups': ({ stack, vpc }) => {
    const cache = elasticache.ServerlessCache.fromServerlessCacheAttributes(stack, 'Cache', {
      serverlessCacheName: 'sessions',
      connectionType: elasticache.ConnectionType.PUBLIC,
    });
    cache.connections.allowDefaultPortFrom(ec2.Peer.ipv4(vpc.vpcCidrBlock));
  },
  'SingleNodeCluster.ImportWithoutSecurityGroups': ({ stack, vpc }) => {
    const node = elasticache.SingleNodeCluster.fromClusterName(stack, 'Node', 'sessions');
    node.connections.allowDefaultPortFrom(ec2.Peer.ipv4(vpc.vpcCidrBlock));
  },
  'SnapshotSource.BucketPolicyNotUpdated': ({ stack, vpc }) => {
    const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'dumps');
    new elasticache.ReplicationGroup(stack, 'Group', {
      vpc,
      nodeType,
      restoreFrom: elasticache.SnapshotSource.fromS3(bucket, 'sessions.rdb'),
    });
  },
  'SubnetGroup.PublicSubnets': ({ stack, vpc }) => {
    new elasticache.SubnetGroup(stack, 'Subnets', { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } });
  },
  'User.ClientsCannotConnect': ({ stack }) => {
    new elasticache.IamUser(stack, 'User', { accessControl: elasticache.AccessControl.fromAccessString('on ~* +get') });
  },
  'User.CommandsUnsupportedByCacheType': ({ stack }) => {
    new elasticache.IamUser(stack, 'User', {
      accessControl: elasticache.AccessControl.readOnly({
        cacheType: elasticache.CacheType.SERVERLESS,
        commands: [elasticache.CommandAccess.allow('object|freq')],
      }),
    });
  },
  'User.DangerousCommands': ({ stack }) => {
    new elasticache.IamUser(stack, 'User', { accessControl: elasticache.AccessControl.fullAccess() });
  },
  'User.KeysBeyondPatterns': ({ stack }) => {
    new elasticache.IamUser(stack, 'User', {
      accessControl: elasticache.AccessControl.fromAccessString('on ~app:* -@all +@connection +scan'),
    });
  },
  'User.NameGeneratedInProduct': ({ stack }) => {
    const product = new servicecatalog.ProductStack(stack, 'Product');
    new elasticache.IamUser(product, 'User', { accessControl: elasticache.AccessControl.readOnly() });
  },
  'User.PatternBeginsWithRulePrefix': ({ stack }) => {
    new elasticache.IamUser(stack, 'User', {
      accessControl: elasticache.AccessControl.readWrite({ keyPatterns: ['~app:*'] }),
    });
  },
  'User.PubSubWithoutChannels': ({ stack }) => {
    new elasticache.IamUser(stack, 'User', {
      accessControl: elasticache.AccessControl.fromAccessString('on ~* -@all +@connection +publish'),
    });
  },
  'UserGroup.NameGeneratedInProduct': ({ stack }) => {
    const product = new servicecatalog.ProductStack(stack, 'Product');
    const user = new elasticache.IamUser(product, 'User', { accessControl: elasticache.AccessControl.readOnly() });
    new elasticache.UserGroup(product, 'Users', { users: [user] });
  },
};
