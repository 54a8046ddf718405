import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Programs } from './program';
import { accessControl, replicationGroup, role, serverlessCache } from './program';
import {
  Authentication,
  GlobalReplicationGroup,
  IamUser,
  MemcachedCluster,
  PasswordUser,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  SecondaryReplicationGroup,
  ServerlessCache,
  ServerlessCacheSnapshot,
  SingleNodeCluster,
  SnapshotSource,
  UserCredentials,
  UserGroup,
} from 'cdk-elasticache';

const arn = (type: string, name: string) => `arn:aws:elasticache:eu-west-1:111122223333:${type}:${name}`;

/** Resources that are imported in another stack than the construct that uses them. */
export const IMPORTS: Programs = {
  'grant of caches that are imported by name in another stack': {
    covers: [
      'ServerlessCache.fromServerlessCacheName()',
      'ReplicationGroup.fromReplicationGroupId()',
      'MemcachedCluster.fromClusterName()',
    ],
    create: ({ cache, other }) => {
      const grantee = role(cache);
      ServerlessCache.fromServerlessCacheName(other, 'Serverless', 'carts').grantConnect(grantee);
      ReplicationGroup.fromReplicationGroupId(other, 'Group', 'carts').grantConnect(grantee);
      MemcachedCluster.fromClusterName(other, 'Cluster', 'carts').grant(grantee, 'elasticache:ModifyCacheCluster');
    },
  },
  'caches that are imported by ARN in another stack': {
    covers: [
      'ServerlessCache.fromServerlessCacheArn()',
      'ReplicationGroup.fromReplicationGroupArn()',
      'MemcachedCluster.fromClusterArn()',
      'SingleNodeCluster.fromClusterArn()',
    ],
    create: ({ cache, other }) => {
      const grantee = role(cache);
      const clusterArn = arn('cluster', 'carts');
      ServerlessCache.fromServerlessCacheArn(other, 'Serverless', arn('serverlesscache', 'carts')).grantConnect(
        grantee,
      );
      ReplicationGroup.fromReplicationGroupArn(other, 'Group', arn('replicationgroup', 'carts')).grantConnect(grantee);
      MemcachedCluster.fromClusterArn(other, 'Cluster', clusterArn).grant(grantee, 'elasticache:ModifyCacheCluster');
      SingleNodeCluster.fromClusterArn(other, 'Node', arn('cluster', 'node')).grant(
        grantee,
        'elasticache:ModifyCacheCluster',
      );
    },
  },
  'user group with users that is imported by name in another stack': {
    covers: [
      'UserGroup.fromUserGroupName()',
      'UserGroup.fromUserGroupAttributes()',
      'UserGroupAttributes.users',
      'IamUser.fromUserId()',
      'PasswordUser.fromUserId()',
    ],
    requires: { namedResource: 'userGroup' },
    create: (scopes) => {
      const users = [
        IamUser.fromUserId(scopes.other, 'Iam', 'iam'),
        PasswordUser.fromUserId(scopes.other, 'App', 'app'),
      ];
      const userGroup = UserGroup.fromUserGroupAttributes(scopes.other, 'Users', { userGroupName: 'users', users });
      serverlessCache(scopes, { userGroup });
    },
  },
  'user groups that are imported by ARN in another stack': {
    covers: ['UserGroup.fromUserGroupArn()'],
    create: (scopes) =>
      serverlessCache(scopes, {
        userGroup: UserGroup.fromUserGroupArn(scopes.other, 'Users', arn('usergroup', 'users')),
      }),
  },
  'caches restored from snapshots that are imported by ARN': {
    covers: ['ServerlessCacheSnapshot.fromServerlessCacheSnapshotArn()', 'ReplicationGroupSnapshot.fromSnapshotArn()'],
    create: (scopes) => {
      const ofServerlessCache = ServerlessCacheSnapshot.fromServerlessCacheSnapshotArn(
        scopes.other,
        'ServerlessSnapshot',
        arn('serverlesscachesnapshot', 'carts'),
      );
      const ofGroup = ReplicationGroupSnapshot.fromSnapshotArn(scopes.other, 'Snapshot', arn('snapshot', 'carts'));
      serverlessCache(scopes, { restoreFrom: SnapshotSource.fromServerlessCacheSnapshot(ofServerlessCache) });
      replicationGroup(
        { ...scopes, cache: new Construct(scopes.cache, 'Nodes') },
        { restoreFrom: SnapshotSource.fromReplicationGroupSnapshot(ofGroup) },
      );
    },
  },
  'secondary of a global datastore that is imported in another stack': {
    covers: ['GlobalReplicationGroup.fromGlobalReplicationGroupId()'],
    create: ({ cache, cacheVpc, other }) =>
      new SecondaryReplicationGroup(cache, 'Cache', {
        globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(other, 'Global', 'ldgnf-carts'),
        vpc: cacheVpc,
        authentication: Authentication.none(),
      }),
  },
  'replica of a secret with a key that is imported in another stack': {
    covers: ['ReplicaRegion.encryptionKey'],
    create: ({ cache, other }) => {
      const keyArn = 'arn:aws:kms:ap-southeast-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
      const encryptionKey = kms.Key.fromKeyArn(other, 'Key', keyArn);
      new PasswordUser(cache, 'User', {
        accessControl,
        credentials: UserCredentials.fromGeneratedSecret({
          replicaRegions: [{ region: 'ap-southeast-1', encryptionKey }],
        }),
      });
    },
  },
};
