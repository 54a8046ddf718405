import type { Stack } from 'aws-cdk-lib/core';
import {
  ClusterMode,
  IamUser,
  MemcachedCluster,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  ServerlessCache,
  ServerlessCacheSnapshot,
  SnapshotSource,
  UserGroup,
} from '../../src';
import { groupIn } from '../replication-group/group';
import { emptyStack, importVpc, propertiesOf } from '../util';

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
