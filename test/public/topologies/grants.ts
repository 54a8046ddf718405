import { CfnCacheCluster } from 'aws-cdk-lib/aws-elasticache';
import { Stack } from 'aws-cdk-lib/core';
import type { Programs } from './program';
import { iamUser, memcachedCluster, replicationGroup, role, serverlessCache } from './program';
import { MemcachedClusterGrants, ReplicationGroupGrants, ServerlessCacheGrants, UserGrants } from 'cdk-elasticache';

/** Roles in another stack than the cache or the user, and users in another stack than the role. */
export const GRANTS: Programs = {
  'grantConnect of a serverless cache': {
    covers: ['IServerlessCache.grantConnect(grantee)', 'IServerlessCache.grantConnect(user)'],
    create: (scopes) => serverlessCache(scopes).grantConnect(role(scopes.other), iamUser(scopes.cache)),
  },
  'grantConnect of a replication group': {
    covers: ['IReplicationGroup.grantConnect(grantee)', 'IReplicationGroup.grantConnect(user)'],
    create: (scopes) => replicationGroup(scopes).grantConnect(role(scopes.other), iamUser(scopes.cache)),
  },
  'grantConnect of a user': {
    covers: ['IIamUser.grantConnect(grantee)'],
    create: ({ cache, other }) => iamUser(cache).grantConnect(role(other)),
  },
  'grantConnect to a role for a user in another stack': {
    covers: ['IServerlessCache.grantConnect(user)'],
    create: (scopes) => serverlessCache(scopes).grantConnect(role(scopes.cache), iamUser(scopes.other)),
  },
  'grant of a serverless cache': {
    covers: ['IServerlessCache.grant(grantee)'],
    create: (scopes) => serverlessCache(scopes).grant(role(scopes.other), 'elasticache:ModifyServerlessCache'),
  },
  'grant of a replication group': {
    covers: ['IReplicationGroup.grant(grantee)'],
    create: (scopes) => replicationGroup(scopes).grant(role(scopes.other), 'elasticache:ModifyReplicationGroup'),
  },
  'grant of a Memcached cluster': {
    covers: ['IMemcachedCluster.grant(grantee)'],
    create: (scopes) => memcachedCluster(scopes).grant(role(scopes.other), 'elasticache:ModifyCacheCluster'),
  },
  'grantConnect to a role in the stack of the VPC': {
    covers: ['IServerlessCache.grantConnect(grantee)'],
    create: (scopes) => serverlessCache(scopes).grantConnect(role(Stack.of(scopes.cacheVpc)), iamUser(scopes.cache)),
  },
  'grant of a user': {
    covers: ['IIamUser.grant(grantee)'],
    create: ({ cache, other }) => iamUser(cache).grant(role(other), 'elasticache:ModifyUser'),
  },
  ServerlessCacheGrants: {
    covers: [
      'ServerlessCacheGrants.fromServerlessCache(resource)',
      'ServerlessCacheGrants.connect(grantee)',
      'ServerlessCacheGrants.connect(user)',
      'ServerlessCacheGrants.actions(grantee)',
    ],
    create: (scopes) => {
      const grants = ServerlessCacheGrants.fromServerlessCache(serverlessCache(scopes));
      grants.connect(role(scopes.other), iamUser(scopes.cache));
      grants.actions(role(scopes.other, 'Admin'), ['elasticache:ModifyServerlessCache']);
    },
  },
  ReplicationGroupGrants: {
    covers: [
      'ReplicationGroupGrants.fromReplicationGroup(resource)',
      'ReplicationGroupGrants.connect(grantee)',
      'ReplicationGroupGrants.connect(user)',
      'ReplicationGroupGrants.actions(grantee)',
    ],
    create: (scopes) => {
      const grants = ReplicationGroupGrants.fromReplicationGroup(replicationGroup(scopes));
      grants.connect(role(scopes.other), iamUser(scopes.cache));
      grants.actions(role(scopes.other, 'Admin'), ['elasticache:ModifyReplicationGroup']);
    },
  },
  MemcachedClusterGrants: {
    covers: ['MemcachedClusterGrants.fromCacheCluster(resource)', 'MemcachedClusterGrants.actions(grantee)'],
    create: ({ cache, other }) => {
      const cluster = new CfnCacheCluster(cache, 'Cache', {
        clusterName: 'carts',
        engine: 'memcached',
        cacheNodeType: 'cache.t4g.micro',
        numCacheNodes: 1,
      });
      MemcachedClusterGrants.fromCacheCluster(cluster).actions(role(other), ['elasticache:ModifyCacheCluster']);
    },
  },
  UserGrants: {
    covers: ['UserGrants.fromUser(resource)', 'UserGrants.connect(grantee)', 'UserGrants.actions(grantee)'],
    create: ({ cache, other }) => {
      const grants = UserGrants.fromUser(iamUser(cache));
      grants.connect(role(other));
      grants.actions(role(other, 'Admin'), ['elasticache:ModifyUser']);
    },
  },
};
