import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type { Programs } from './program';
import {
  clientFunction,
  iamUser,
  memcachedCluster,
  replicationGroup,
  securityGroup,
  serverlessCache,
  userGroup,
} from './program';
import type { Scopes } from './topologies';
import type { IUser } from 'cdk-elasticache';
import {
  ClusterMode,
  Endpoint,
  MemcachedCluster,
  ReplicationGroup,
  ReplicationGroupConnector,
  ServerlessCache,
  ServerlessCacheConnector,
} from 'cdk-elasticache';

const CACHES = {
  ServerlessCache: serverlessCache,
  ReplicationGroup: replicationGroup,
  MemcachedCluster: memcachedCluster,
};

type ConnectableCache = ec2.IConnectable & { readonly endpoint: Endpoint };

const port = ec2.Port.tcp(6379);

/** The methods of `connections` that allow a client, on either side. */
const RULES: Readonly<Record<string, (cache: ConnectableCache, client: ec2.IConnectable) => void>> = {
  'connections.allowDefaultPortFrom': (cache, client) => cache.connections.allowDefaultPortFrom(client),
  'connections.allowFrom': (cache, client) => cache.connections.allowFrom(client, port),
  'connections.allowTo': (cache, client) => cache.connections.allowTo(client, ec2.Port.tcp(443)),
  'connections.allowToDefaultPort of the client': (cache, client) => client.connections.allowToDefaultPort(cache),
  'connections.allowTo of the client': (cache, client) => client.connections.allowTo(cache, port),
  'connections.allowFrom of the client': (cache, client) => client.connections.allowFrom(cache, ec2.Port.tcp(443)),
};

const sharedGroup = ({ cache, cacheVpc }: Scopes) => new ec2.SecurityGroup(cache, 'CacheGroup', { vpc: cacheVpc });

/** Imports a cache in the stack of the cache, and returns it. */
const IMPORTS = {
  ServerlessCache: (scopes: Scopes) =>
    ServerlessCache.fromServerlessCacheAttributes(scopes.cache, 'Import', {
      serverlessCacheName: 'carts',
      endpointAddress: 'carts.example.com',
      endpointPort: 6379,
      readerEndpointPort: 6380,
      vpc: scopes.cacheVpc,
      securityGroups: [sharedGroup(scopes)],
      userGroup: userGroup(scopes.cache, iamUser(scopes.cache)),
    }),
  ReplicationGroup: (scopes: Scopes) =>
    ReplicationGroup.fromReplicationGroupAttributes(scopes.cache, 'Import', {
      replicationGroupId: 'carts',
      clusterMode: ClusterMode.disabled(),
      primaryEndpointAddress: 'carts.example.com',
      readerEndpointAddress: 'carts-ro.example.com',
      vpc: scopes.cacheVpc,
      securityGroups: [sharedGroup(scopes)],
      userGroup: userGroup(scopes.cache, iamUser(scopes.cache)),
    }),
};

/** Creates a connector for an L1 serverless cache, which has a user group if there is a user. */
function createServerlessCacheConnector(scopes: Scopes, user?: IUser): ServerlessCacheConnector {
  const group = sharedGroup(scopes);
  const cache = new CfnServerlessCache(scopes.cache, 'Cache', {
    engine: 'valkey',
    serverlessCacheName: 'carts',
    securityGroupIds: [group.securityGroupId],
  });
  return ServerlessCacheConnector.fromServerlessCache(cache, {
    endpoint: new Endpoint(cache.attrEndpointAddress, 6379),
    securityGroups: [group],
    userGroup: user && userGroup(scopes.cache, user),
  });
}

/** Creates a connector for an L1 replication group, which has a user group if there is a user. */
function createReplicationGroupConnector(scopes: Scopes, user?: IUser): ReplicationGroupConnector {
  const group = sharedGroup(scopes);
  const cache = new CfnReplicationGroup(scopes.cache, 'Cache', {
    replicationGroupDescription: 'carts',
    securityGroupIds: [group.securityGroupId],
  });
  return ReplicationGroupConnector.fromReplicationGroup(cache, {
    endpoint: new Endpoint(cache.attrPrimaryEndPointAddress, 6379),
    securityGroups: [group],
    userGroup: user && userGroup(scopes.cache, user),
  });
}

/** Security group rules between a cache and a function that knows the endpoint of the cache. */
export const RULE_PROGRAMS: Programs = {
  ...Object.fromEntries(
    Object.entries(CACHES).flatMap(([name, create]) =>
      Object.entries(RULES).map(([method, allow]) => [
        `${name} ${method}`,
        {
          covers: [`${name}.connections`],
          requires: { securityGroupRule: 'other' },
          create: (scopes: Scopes) => {
            const client = clientFunction(scopes.other, scopes.otherVpc);
            const cache = create(scopes);
            allow(cache, client);
            client.addEnvironment('HOST', cache.endpoint.hostname);
          },
        },
      ]),
    ),
  ),

  'security groups of a serverless cache in another stack': {
    covers: ['ServerlessCacheProps.securityGroups'],
    requires: { securityGroups: 'securityGroups' },
    create: (scopes) => {
      const client = clientFunction(scopes.other, scopes.otherVpc);
      const cache = serverlessCache(scopes, { securityGroups: [securityGroup(scopes)] });
      cache.connections.allowDefaultPortFrom(client);
    },
  },
  'security groups of a replication group in another stack': {
    covers: ['ReplicationGroupProps.securityGroups'],
    requires: { securityGroups: 'securityGroups' },
    create: (scopes) => replicationGroup(scopes, { securityGroups: [securityGroup(scopes)] }),
  },
  'security groups of a Memcached cluster in another stack': {
    covers: ['MemcachedClusterProps.securityGroups'],
    requires: { securityGroups: 'securityGroups' },
    create: (scopes) => memcachedCluster(scopes, { securityGroups: [securityGroup(scopes)] }),
  },

  'connectAs of an imported serverless cache': {
    covers: [
      'ServerlessCache.fromServerlessCacheAttributes()',
      'ServerlessCacheBase.connections',
      'ServerlessCacheAttributes.securityGroups',
      'ServerlessCacheAttributes.userGroup',
      'ServerlessCacheAttributes.vpc',
    ],
    requires: { securityGroupRule: 'target' },
    create: (scopes) => {
      const cache = IMPORTS.ServerlessCache(scopes);
      cache.connectAs(cache.userGroup!.users![0], clientFunction(scopes.other, scopes.otherVpc));
    },
  },
  'connectAs of an imported replication group': {
    covers: [
      'ReplicationGroup.fromReplicationGroupAttributes()',
      'ReplicationGroupAttributes.securityGroups',
      'ReplicationGroupAttributes.userGroup',
      'ReplicationGroupAttributes.vpc',
    ],
    requires: { securityGroupRule: 'target' },
    create: (scopes) => {
      const cache = IMPORTS.ReplicationGroup(scopes);
      cache.connectAs(cache.userGroup!.users![0], clientFunction(scopes.other, scopes.otherVpc));
    },
  },
  'connections of an imported Memcached cluster': {
    covers: [
      'MemcachedCluster.fromMemcachedClusterAttributes()',
      'MemcachedClusterAttributes.securityGroups',
      'MemcachedClusterAttributes.vpc',
    ],
    requires: { securityGroupRule: 'other' },
    create: (scopes) => {
      const cluster = MemcachedCluster.fromMemcachedClusterAttributes(scopes.cache, 'Import', {
        clusterName: 'carts',
        configurationEndpointAddress: 'carts.example.com',
        vpc: scopes.cacheVpc,
        securityGroups: [sharedGroup(scopes)],
      });
      cluster.connections.allowDefaultPortFrom(clientFunction(scopes.other, scopes.otherVpc));
    },
  },

  'connectAs of a connector for an L1 serverless cache': {
    covers: [
      'ServerlessCacheConnector.fromServerlessCache(cache)',
      'ServerlessCacheConnectorOptions.securityGroups',
      'ServerlessCacheConnectorOptions.userGroup',
      'ServerlessCacheConnector.connectAs(user)',
      'ServerlessCacheConnector.connectAs(target)',
    ],
    requires: { securityGroupRule: 'target' },
    create: (scopes) => {
      const user = iamUser(scopes.cache);
      createServerlessCacheConnector(scopes, user).connectAs(user, clientFunction(scopes.other, scopes.otherVpc));
    },
  },
  'connectAs of a connector for an L1 replication group': {
    covers: [
      'ReplicationGroupConnector.fromReplicationGroup(group)',
      'ReplicationGroupConnectorOptions.securityGroups',
      'ReplicationGroupConnectorOptions.userGroup',
      'ReplicationGroupConnector.connectAs(user)',
      'ReplicationGroupConnector.connectAs(target)',
    ],
    requires: { securityGroupRule: 'target' },
    create: (scopes) => {
      const user = iamUser(scopes.cache);
      createReplicationGroupConnector(scopes, user).connectAs(user, clientFunction(scopes.other, scopes.otherVpc));
    },
  },
  'connect of a connector for an L1 serverless cache': {
    covers: ['ServerlessCacheConnector.connect(target)'],
    requires: { securityGroupRule: 'target' },
    create: (scopes) => createServerlessCacheConnector(scopes).connect(clientFunction(scopes.other, scopes.otherVpc)),
  },
  'connect of a connector for an L1 replication group': {
    covers: ['ReplicationGroupConnector.connect(target)'],
    requires: { securityGroupRule: 'target' },
    create: (scopes) => createReplicationGroupConnector(scopes).connect(clientFunction(scopes.other, scopes.otherVpc)),
  },
};
