import type { IUserRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Stack } from 'aws-cdk-lib/core';
import { Resource } from 'aws-cdk-lib/core';
import { groupIn } from '../replication-group/group';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import {
  ClusterMode,
  IamUser,
  MemcachedCluster,
  MemcachedClusterGrants,
  ReplicationGroup,
  ReplicationGroupGrants,
  ReplicationGroupSnapshot,
  ServerlessCache,
  ServerlessCacheGrants,
  ServerlessCacheSnapshot,
  SnapshotSource,
  UserGrants,
  UserGroup,
} from 'cdk-elasticache';

const arnOf = (resource: string) => `arn:aws:elasticache:eu-west-1:111122223333:${resource}`;

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

describe('an import by an ARN with capitals has the name and the ARN in lower case, as ElastiCache stores them', () => {
  test.each<[string, () => [name: string, arn: string]]>([
    [
      'serverlesscache',
      () => {
        const cache = ServerlessCache.fromServerlessCacheArn(stack, 'Import', arnOf('serverlesscache:MyName'));
        return [cache.serverlessCacheName, cache.serverlessCacheArn];
      },
    ],
    [
      'replicationgroup',
      () => {
        const group = ReplicationGroup.fromReplicationGroupArn(stack, 'Import', arnOf('replicationgroup:MyName'));
        return [group.replicationGroupId, group.replicationGroupArn];
      },
    ],
    [
      'cluster',
      () => {
        const cluster = MemcachedCluster.fromClusterArn(stack, 'Import', arnOf('cluster:MyName'));
        return [cluster.clusterName, cluster.clusterArn];
      },
    ],
    [
      'user',
      () => {
        const user = IamUser.fromUserArn(stack, 'Import', arnOf('user:MyName'));
        return [user.userId, user.userArn];
      },
    ],
    [
      'usergroup',
      () => {
        const group = UserGroup.fromUserGroupArn(stack, 'Import', arnOf('usergroup:MyName'));
        return [group.userGroupName, group.userGroupArn];
      },
    ],
  ])('%s', (resource, importResource) => {
    expect(importResource()).toEqual(['myname', arnOf(`${resource}:myname`)]);
  });

  test('and its member clusters, too', () => {
    const group = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Import', {
      replicationGroupArn: arnOf('replicationgroup:MyName'),
      clusterMode: ClusterMode.disabled({ replicaCount: 1 }),
    });

    expect(group.memberClusterIds).toEqual(['myname-001', 'myname-002']);
  });
});

describe('grants contain names in lower case, as ElastiCache stores them', () => {
  const createRole = () => new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  const arnIn = (region: unknown, account: unknown, resource: string) => ({
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':elasticache:', region, ':', account, `:${resource}`]],
  });
  const stackArn = (resource: string) => arnIn({ Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }, resource);
  const L1_GROUP = {
    replicationGroupDescription: 'x',
    cacheNodeType: 'cache.r7g.large',
    automaticFailoverEnabled: false,
    numCacheClusters: 1,
  };
  class UserReference extends Resource implements IUserRef {
    public readonly userRef = { userName: 'MyName', userArn: arnOf('user:MyName') };
  }

  test.each<[string, () => iam.Grant, unknown]>([
    [
      'of a reference to a replication group',
      () =>
        ReplicationGroupGrants.fromReplicationGroup(
          CfnReplicationGroup.fromReplicationGroupId(stack, 'Group', 'MyName'),
        ).actions(createRole(), ['elasticache:TestFailover']),
      stackArn('replicationgroup:myname'),
    ],
    [
      'of an L1 replication group',
      () =>
        ReplicationGroupGrants.fromReplicationGroup(
          new CfnReplicationGroup(stack, 'Group', { ...L1_GROUP, replicationGroupId: 'MyName' }),
        ).actions(createRole(), ['elasticache:TestFailover']),
      stackArn('replicationgroup:myname'),
    ],
    [
      'of an L1 cluster',
      () =>
        MemcachedClusterGrants.fromCacheCluster(
          new CfnCacheCluster(stack, 'Cluster', {
            clusterName: 'MyName',
            engine: 'memcached',
            cacheNodeType: 'cache.m7g.large',
            numCacheNodes: 1,
          }),
        ).actions(createRole(), ['elasticache:RebootCacheCluster']),
      stackArn('cluster:myname'),
    ],
    [
      'of a reference to a serverless cache by name',
      () =>
        ServerlessCacheGrants.fromServerlessCache(
          CfnServerlessCache.fromServerlessCacheName(stack, 'Cache', 'MyName'),
        ).actions(createRole(), ['elasticache:DeleteServerlessCache']),
      stackArn('serverlesscache:myname'),
    ],
    [
      'of a reference to a serverless cache by ARN',
      () =>
        ServerlessCacheGrants.fromServerlessCache(
          CfnServerlessCache.fromServerlessCacheArn(stack, 'Cache', arnOf('serverlesscache:MyName')),
        ).actions(createRole(), ['elasticache:DeleteServerlessCache']),
      arnOf('serverlesscache:myname'),
    ],
    [
      'of a reference to a user',
      () => UserGrants.fromUser(new UserReference(stack, 'User')).actions(createRole(), ['elasticache:ModifyUser']),
      arnOf('user:myname'),
    ],
  ])('%s', (_description, grant, expected) => {
    grant();

    expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toEqual([
      expect.objectContaining({ Resource: expected }),
    ]);
  });

  test('and a reference to an L1 construct whose name is unknown', () => {
    const group = new CfnReplicationGroup(stack, 'Group', L1_GROUP);
    ReplicationGroupGrants.fromReplicationGroup(group).actions(createRole(), ['elasticache:TestFailover']);

    expect(JSON.stringify(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement)).toContain(
      '":replicationgroup:",{"Ref":"Group"}',
    );
  });
});

describe('an imported snapshot keeps the capitals of its ARN, since CloudFormation replaces what is restored', () => {
  test('into a serverless cache', () => {
    const arn = arnOf('serverlesscachesnapshot:MyName');
    const snapshot = ServerlessCacheSnapshot.fromServerlessCacheSnapshotArn(stack, 'Import', arn);

    new ServerlessCache(stack, 'Cache', {
      vpc: importVpc(stack),
      restoreFrom: SnapshotSource.fromServerlessCacheSnapshot(snapshot),
    });

    expect([snapshot.serverlessCacheSnapshotName, snapshot.serverlessCacheSnapshotArn]).toEqual(['MyName', arn]);
    expect(propertiesOf(stack, 'AWS::ElastiCache::ServerlessCache').SnapshotArnsToRestore).toEqual([arn]);
  });

  test('into a replication group', () => {
    const snapshot = ReplicationGroupSnapshot.fromSnapshotArn(stack, 'Import', arnOf('snapshot:MyName'));

    groupIn(stack, { restoreFrom: SnapshotSource.fromReplicationGroupSnapshot(snapshot) });

    expect(propertiesOf(stack, 'AWS::ElastiCache::ReplicationGroup').SnapshotName).toBe('MyName');
  });
});
