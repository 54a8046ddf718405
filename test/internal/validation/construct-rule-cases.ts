import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import type { Program } from '../../public/validation/rule-cases/rule-case';
import * as elasticache from 'cdk-elasticache';

const nodeType = elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE);

/**
 * A program for each rule that only constructs report. The rules page contains the source text of the functions, so
 * each of them is complete.
 */
export const CONSTRUCT_RULE_CASES: Readonly<Record<string, Program>> = {
  'CacheCluster.ParameterGroupInOtherAccount': ({ app, stack, vpc }) => {
    const shared = new Stack(app, 'Shared', { env: { account: '444455556666', region: stack.region } });
    const parameterGroup = elasticache.ParameterGroup.fromParameterGroupName(shared, 'Parameters', 'pages');
    new elasticache.MemcachedCluster(stack, 'Cluster', { vpc, nodeType, parameterGroup });
  },
  'CacheCluster.ParameterGroupInOtherRegion': ({ app, stack, vpc }) => {
    const milan = new Stack(app, 'Milan', { env: { account: stack.account, region: 'eu-south-1' } });
    const parameterGroup = elasticache.ParameterGroup.fromParameterGroupName(milan, 'Parameters', 'pages');
    new elasticache.MemcachedCluster(stack, 'Cluster', { vpc, nodeType, parameterGroup });
  },
  'CacheCluster.SecurityGroupInOtherRegion': ({ app, stack, vpc }) => {
    const milan = new Stack(app, 'Milan', { env: { account: stack.account, region: 'eu-south-1' } });
    const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(milan, 'SecurityGroup', 'sg-0123456789abcdef0');
    new elasticache.MemcachedCluster(stack, 'Cluster', { vpc, nodeType, securityGroups: [securityGroup] });
  },
  'CacheCluster.SubnetGroupInOtherAccount': ({ app, stack, vpc }) => {
    const shared = new Stack(app, 'Shared', { env: { account: '444455556666', region: stack.region } });
    const subnetGroup = elasticache.SubnetGroup.fromSubnetGroupName(shared, 'Subnets', 'private');
    new elasticache.MemcachedCluster(stack, 'Cluster', { vpc, nodeType, subnetGroup });
  },
  'CacheCluster.SubnetGroupInOtherRegion': ({ app, stack, vpc }) => {
    const milan = new Stack(app, 'Milan', { env: { account: stack.account, region: 'eu-south-1' } });
    const subnetGroup = elasticache.SubnetGroup.fromSubnetGroupName(milan, 'Subnets', 'private');
    new elasticache.MemcachedCluster(stack, 'Cluster', { vpc, nodeType, subnetGroup });
  },
  'ReplicationGroup.DeliveryStreamInOtherAccount': ({ app, stack, vpc }) => {
    const shared = new Stack(app, 'Shared', { env: { account: '444455556666', region: stack.region } });
    const stream = firehose.DeliveryStream.fromDeliveryStreamName(shared, 'Stream', 'logs');
    const engineLog = elasticache.LogDelivery.toFirehose(stream);
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType, engineLog });
  },
  'ReplicationGroup.DeliveryStreamInOtherRegion': ({ app, stack, vpc }) => {
    const ireland = new Stack(app, 'Ireland', { env: { account: stack.account, region: 'eu-west-1' } });
    const stream = firehose.DeliveryStream.fromDeliveryStreamName(ireland, 'Stream', 'logs');
    const engineLog = elasticache.LogDelivery.toFirehose(stream);
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType, engineLog });
  },
  'ReplicationGroup.LogGroupInOtherAccount': ({ app, stack, vpc }) => {
    const shared = new Stack(app, 'Shared', { env: { account: '444455556666', region: stack.region } });
    const logGroup = logs.LogGroup.fromLogGroupName(shared, 'Log', 'slow-log');
    const slowLog = elasticache.LogDelivery.toLogGroup(logGroup);
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType, slowLog });
  },
  'ReplicationGroup.LogGroupInOtherRegion': ({ app, stack, vpc }) => {
    const ireland = new Stack(app, 'Ireland', { env: { account: stack.account, region: 'eu-west-1' } });
    const logGroup = logs.LogGroup.fromLogGroupName(ireland, 'Log', 'slow-log');
    const slowLog = elasticache.LogDelivery.toLogGroup(logGroup);
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType, slowLog });
  },
  'ReplicationGroup.ParameterGroupInOtherAccount': ({ app, stack, vpc }) => {
    const shared = new Stack(app, 'Shared', { env: { account: '444455556666', region: stack.region } });
    const parameterGroup = elasticache.ParameterGroup.fromParameterGroupName(shared, 'Parameters', 'sessions');
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType, parameterGroup });
  },
  'ReplicationGroup.ParameterGroupInOtherRegion': ({ app, stack, vpc }) => {
    const ireland = new Stack(app, 'Ireland', { env: { account: stack.account, region: 'eu-west-1' } });
    const parameterGroup = elasticache.ParameterGroup.fromParameterGroupName(ireland, 'Parameters', 'sessions');
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType, parameterGroup });
  },
  'ReplicationGroup.SecurityGroupInOtherRegion': ({ app, stack, vpc }) => {
    const ireland = new Stack(app, 'Ireland', { env: { account: stack.account, region: 'eu-west-1' } });
    const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(ireland, 'SecurityGroup', 'sg-0123456789abcdef0');
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType, securityGroups: [securityGroup] });
  },
  'ReplicationGroup.SnapshotFileInOtherRegion': ({ stack, vpc }) => {
    const attributes = { bucketName: 'dumps', region: 'eu-west-1' };
    const bucket = s3.Bucket.fromBucketAttributes(stack, 'Bucket', attributes);
    const restoreFrom = elasticache.SnapshotSource.fromS3(bucket, 'sessions.rdb');
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType, restoreFrom });
  },
  'ReplicationGroup.SnapshotInOtherAccount': ({ stack, vpc }) => {
    const snapshotArn = 'arn:aws:elasticache:us-east-1:444455556666:snapshot:nightly';
    const restoreFrom = elasticache.SnapshotSource.fromSnapshotArn(snapshotArn);
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType, restoreFrom });
  },
  'ReplicationGroup.SnapshotInOtherRegion': ({ stack, vpc }) => {
    const snapshotArn = 'arn:aws:elasticache:eu-west-1:111122223333:snapshot:nightly';
    const restoreFrom = elasticache.SnapshotSource.fromSnapshotArn(snapshotArn);
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType, restoreFrom });
  },
  'ReplicationGroup.SubnetGroupInOtherAccount': ({ app, stack, vpc }) => {
    const shared = new Stack(app, 'Shared', { env: { account: '444455556666', region: stack.region } });
    const subnetGroup = elasticache.SubnetGroup.fromSubnetGroupName(shared, 'Subnets', 'private');
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType, subnetGroup });
  },
  'ReplicationGroup.SubnetGroupInOtherRegion': ({ app, stack, vpc }) => {
    const ireland = new Stack(app, 'Ireland', { env: { account: stack.account, region: 'eu-west-1' } });
    const subnetGroup = elasticache.SubnetGroup.fromSubnetGroupName(ireland, 'Subnets', 'private');
    new elasticache.ReplicationGroup(stack, 'Group', { vpc, nodeType, subnetGroup });
  },
  'ServerlessCache.SecurityGroupInOtherRegion': ({ app, stack, vpc }) => {
    const ireland = new Stack(app, 'Ireland', { env: { account: stack.account, region: 'eu-west-1' } });
    const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(ireland, 'SecurityGroup', 'sg-0123456789abcdef0');
    new elasticache.ServerlessCache(stack, 'Cache', { vpc, securityGroups: [securityGroup] });
  },
  'ServerlessCache.UserGroupInOtherAccount': ({ stack, vpc }) => {
    const userGroupArn = 'arn:aws:elasticache:us-east-1:444455556666:usergroup:users';
    const userGroup = elasticache.UserGroup.fromUserGroupArn(stack, 'Users', userGroupArn);
    new elasticache.ServerlessCache(stack, 'Cache', { vpc, userGroup });
  },
  'ServerlessCache.UserGroupInOtherRegion': ({ stack, vpc }) => {
    const userGroupArn = 'arn:aws:elasticache:eu-west-1:111122223333:usergroup:users';
    const userGroup = elasticache.UserGroup.fromUserGroupArn(stack, 'Users', userGroupArn);
    new elasticache.ServerlessCache(stack, 'Cache', { vpc, userGroup });
  },
  'ServerlessCacheSnapshot.CacheInOtherAccount': ({ stack }) => {
    const cacheArn = 'arn:aws:elasticache:us-east-1:444455556666:serverlesscache:sessions';
    const serverlessCache = elasticache.ServerlessCache.fromServerlessCacheArn(stack, 'Cache', cacheArn);
    new elasticache.ServerlessCacheSnapshot(stack, 'Snapshot', { serverlessCache });
  },
  'ServerlessCacheSnapshot.CacheInOtherRegion': ({ stack }) => {
    const cacheArn = 'arn:aws:elasticache:eu-west-1:111122223333:serverlesscache:sessions';
    const serverlessCache = elasticache.ServerlessCache.fromServerlessCacheArn(stack, 'Cache', cacheArn);
    new elasticache.ServerlessCacheSnapshot(stack, 'Snapshot', { serverlessCache });
  },
  'Snapshot.ReplicationGroupInOtherAccount': ({ stack }) => {
    const groupArn = 'arn:aws:elasticache:us-east-1:444455556666:replicationgroup:sessions';
    const group = elasticache.ReplicationGroup.fromReplicationGroupArn(stack, 'Group', groupArn);
    const source = elasticache.ReplicationGroupSnapshotSource.fromReplicationGroup(group);
    new elasticache.ReplicationGroupSnapshot(stack, 'Snapshot', { source });
  },
  'Snapshot.ReplicationGroupInOtherRegion': ({ stack }) => {
    const groupArn = 'arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:sessions';
    const group = elasticache.ReplicationGroup.fromReplicationGroupArn(stack, 'Group', groupArn);
    const source = elasticache.ReplicationGroupSnapshotSource.fromReplicationGroup(group);
    new elasticache.ReplicationGroupSnapshot(stack, 'Snapshot', { source });
  },
  'UserGroup.UserInOtherAccount': ({ stack }) => {
    const userArn = 'arn:aws:elasticache:us-east-1:444455556666:user:app';
    const user = elasticache.IamUser.fromUserArn(stack, 'User', userArn);
    new elasticache.UserGroup(stack, 'Users', { users: [user] });
  },
  'UserGroup.UserInOtherRegion': ({ stack }) => {
    const userArn = 'arn:aws:elasticache:eu-west-1:111122223333:user:app';
    const user = elasticache.IamUser.fromUserArn(stack, 'User', userArn);
    new elasticache.UserGroup(stack, 'Users', { users: [user] });
  },
};
