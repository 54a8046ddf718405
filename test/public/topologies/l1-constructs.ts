import {
  CfnCacheCluster,
  CfnGlobalReplicationGroup,
  CfnParameterGroup,
  CfnReplicationGroup,
  CfnServerlessCache,
  CfnSubnetGroup,
  CfnUser,
  CfnUserGroup,
} from 'aws-cdk-lib/aws-elasticache';
import type { Construct } from 'constructs';
import type { Programs } from './program';
import { memcachedCluster, replicationGroup, role, serverlessCache } from './program';
import {
  Authentication,
  GlobalReplicationGroup,
  IamUser,
  MemcachedCluster,
  NoPasswordUser,
  ParameterGroup,
  PasswordUser,
  ReplicationGroup,
  SecondaryReplicationGroup,
  ServerlessCache,
  SubnetGroup,
  UserGroup,
} from 'cdk-elasticache';

const cfnCacheCluster = (scope: Construct) =>
  new CfnCacheCluster(scope, 'Cluster', {
    clusterName: 'sessions',
    engine: 'memcached',
    cacheNodeType: 'cache.t4g.micro',
    numCacheNodes: 1,
  });

const cfnUser = (scope: Construct, userId: string, Type: string) =>
  new CfnUser(scope, userId, {
    userId,
    userName: userId,
    engine: 'redis',
    accessString: 'on ~app:* +@read',
    authenticationMode: { Type },
  });

/** L1 constructs in another stack than the construct that uses them as L2 interfaces. */
export const L1_CONSTRUCTS: Programs = {
  'grant of L1 caches': {
    covers: [
      'ServerlessCache.fromCfnServerlessCache(cfnServerlessCache)',
      'ServerlessCache.fromCfnServerlessCache()',
      'ReplicationGroup.fromCfnReplicationGroup(cfnReplicationGroup)',
      'ReplicationGroup.fromCfnReplicationGroup()',
      'MemcachedCluster.fromCfnCacheCluster(cfnCacheCluster)',
      'MemcachedCluster.fromCfnCacheCluster()',
    ],
    create: ({ cache, other }) => {
      const grantee = role(other);
      const serverless = new CfnServerlessCache(cache, 'Serverless', {
        serverlessCacheName: 'carts',
        engine: 'valkey',
        majorEngineVersion: '8',
      });
      const group = new CfnReplicationGroup(cache, 'Group', {
        replicationGroupId: 'carts',
        replicationGroupDescription: 'carts',
        engine: 'valkey',
        cacheNodeType: 'cache.t4g.micro',
        numCacheClusters: 1,
        automaticFailoverEnabled: false,
      });
      ServerlessCache.fromCfnServerlessCache(serverless).grantConnect(grantee);
      ReplicationGroup.fromCfnReplicationGroup(group).grantConnect(grantee);
      MemcachedCluster.fromCfnCacheCluster(cfnCacheCluster(cache)).grant(grantee, 'elasticache:ModifyCacheCluster');
    },
  },
  'grant of L1 users': {
    covers: [
      'IamUser.fromCfnUser(cfnUser)',
      'IamUser.fromCfnUser()',
      'PasswordUser.fromCfnUser(cfnUser)',
      'PasswordUser.fromCfnUser()',
      'NoPasswordUser.fromCfnUser(cfnUser)',
      'NoPasswordUser.fromCfnUser()',
    ],
    create: ({ cache, other }) => {
      const grantee = role(other);
      IamUser.fromCfnUser(cfnUser(cache, 'iam', 'iam')).grantConnect(grantee);
      PasswordUser.fromCfnUser(cfnUser(cache, 'app', 'password')).grants.actions(grantee, ['elasticache:ModifyUser']);
      NoPasswordUser.fromCfnUser(cfnUser(cache, 'open', 'no-password-required')).grants.actions(grantee, [
        'elasticache:ModifyUser',
      ]);
    },
  },
  'user group with an L1 construct': {
    covers: ['UserGroup.fromCfnUserGroup(cfnUserGroup)', 'UserGroup.fromCfnUserGroup()'],
    requires: { namedResource: 'userGroup' },
    create: (scopes) => {
      const users = new CfnUserGroup(scopes.other, 'Users', {
        userGroupId: 'users',
        engine: 'valkey',
        userIds: ['app'],
      });
      serverlessCache(scopes, { userGroup: UserGroup.fromCfnUserGroup(users) });
    },
  },
  'subnet group of a replication group, from an L1 construct': {
    covers: ['SubnetGroup.fromCfnSubnetGroup(cfnSubnetGroup)', 'SubnetGroup.fromCfnSubnetGroup()'],
    requires: { namedResource: 'subnetGroup' },
    create: (scopes) => {
      const subnets = new CfnSubnetGroup(scopes.other, 'Subnets', {
        cacheSubnetGroupName: 'subnets',
        description: 'carts',
        subnetIds: ['subnet-0123456789abcdef0'],
      });
      replicationGroup(scopes, { subnetGroup: SubnetGroup.fromCfnSubnetGroup(subnets) });
    },
  },
  'parameter group of a Memcached cluster, from an L1 construct': {
    covers: ['ParameterGroup.fromCfnParameterGroup(cfnParameterGroup)', 'ParameterGroup.fromCfnParameterGroup()'],
    requires: { namedResource: 'parameterGroup' },
    create: (scopes) => {
      const parameters = new CfnParameterGroup(scopes.other, 'Parameters', {
        cacheParameterGroupFamily: 'memcached1.6',
        description: 'carts',
      });
      memcachedCluster(scopes, { parameterGroup: ParameterGroup.fromCfnParameterGroup(parameters) });
    },
  },
  'secondary of a global datastore from an L1 construct': {
    covers: [
      'GlobalReplicationGroup.fromCfnGlobalReplicationGroup(cfnGlobalReplicationGroup)',
      'GlobalReplicationGroup.fromCfnGlobalReplicationGroup()',
    ],
    create: ({ cache, cacheVpc }) => {
      const global = new CfnGlobalReplicationGroup(cache, 'Global', {
        globalReplicationGroupIdSuffix: 'carts',
        members: [{ replicationGroupId: 'carts', replicationGroupRegion: 'eu-central-1', role: 'PRIMARY' }],
      });
      new SecondaryReplicationGroup(cache, 'Cache', {
        globalReplicationGroup: GlobalReplicationGroup.fromCfnGlobalReplicationGroup(global),
        vpc: cacheVpc,
        authentication: Authentication.none(),
      });
    },
  },
};
