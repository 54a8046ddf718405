import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as logs from 'aws-cdk-lib/aws-logs';
import { PhysicalName } from 'aws-cdk-lib/core';
import type { Programs } from './program';
import { key, memcachedCluster, replicationGroup, secret, serverlessCache, topic } from './program';
import type { Scopes } from './topologies';
import {
  EngineVersion,
  LogDelivery,
  ParameterGroup,
  ReplicationGroup,
  ServerlessCache,
  SubnetGroup,
} from 'cdk-elasticache';

/** The resources have names if other environments can refer to them only by name. */
const logGroup = ({ other }: Scopes) =>
  new logs.LogGroup(other, 'LogGroup', { logGroupName: PhysicalName.GENERATE_IF_NEEDED });

const deliveryStream = ({ other }: Scopes) =>
  new firehose.CfnDeliveryStream(other, 'Stream', {
    deliveryStreamName: 'logs',
    httpEndpointDestinationConfiguration: {
      endpointConfiguration: { url: 'https://logs.example.com' },
      s3Configuration: { bucketArn: 'arn:aws:s3:::logs', roleArn: 'arn:aws:iam::111122223333:role/firehose' },
    },
  });

const parameterGroup = ({ other }: Scopes, engineVersion: EngineVersion) =>
  new ParameterGroup(other, 'Parameters', { engineVersion });

/** Creates a subnet group. In another environment, imports one, so that its VPC is unknown. */
const subnetGroup = ({ other, otherVpc, isForeign }: Scopes) =>
  isForeign
    ? SubnetGroup.fromSubnetGroupName(other, 'Subnets', 'subnets')
    : new SubnetGroup(other, 'Subnets', { vpc: otherVpc });

/** Resources in another stack than the cache that refers to them. */
export const RESOURCES: Programs = {
  'VPC of a serverless cache': {
    covers: ['ServerlessCacheProps.vpc', 'SubnetSelection.subnets'],
    requires: { vpc: 'vpc' },
    create: (scopes) =>
      serverlessCache(
        { ...scopes, cacheVpc: scopes.otherVpc },
        { vpcSubnets: { subnets: scopes.otherVpc.isolatedSubnets } },
      ),
  },
  'VPC of a replication group': {
    covers: ['ReplicationGroupProps.vpc'],
    requires: { vpc: 'vpc' },
    create: (scopes) => replicationGroup({ ...scopes, cacheVpc: scopes.otherVpc }),
  },
  'VPC of a Memcached cluster': {
    covers: ['MemcachedClusterProps.vpc'],
    requires: { vpc: 'vpc' },
    create: (scopes) => memcachedCluster({ ...scopes, cacheVpc: scopes.otherVpc }),
  },
  'VPC of a subnet group': {
    covers: ['SubnetGroupProps.vpc'],
    requires: { vpc: 'vpc' },
    create: ({ cache, otherVpc }) => new SubnetGroup(cache, 'Subnets', { vpc: otherVpc }),
  },
  'subnet group of a replication group': {
    covers: ['ReplicationGroupProps.subnetGroup'],
    requires: { namedResource: 'subnetGroup' },
    create: (scopes) => replicationGroup(scopes, { subnetGroup: subnetGroup(scopes) }),
  },
  'subnet group of a Memcached cluster': {
    covers: ['MemcachedClusterProps.subnetGroup'],
    requires: { namedResource: 'subnetGroup' },
    create: (scopes) => memcachedCluster(scopes, { subnetGroup: subnetGroup(scopes) }),
  },
  'imported subnet group of a replication group': {
    covers: ['SubnetGroup.fromSubnetGroupName()'],
    requires: { namedResource: 'subnetGroup' },
    create: (scopes) =>
      replicationGroup(scopes, { subnetGroup: SubnetGroup.fromSubnetGroupName(scopes.other, 'Subnets', 'subnets') }),
  },
  'parameter group of a replication group': {
    covers: ['ReplicationGroupProps.parameterGroup'],
    requires: { namedResource: 'parameterGroup' },
    create: (scopes) =>
      replicationGroup(scopes, {
        engineVersion: EngineVersion.VALKEY_8_1,
        parameterGroup: parameterGroup(scopes, EngineVersion.VALKEY_8_1),
      }),
  },
  'parameter group of a Memcached cluster': {
    covers: ['MemcachedClusterProps.parameterGroup'],
    requires: { namedResource: 'parameterGroup' },
    create: (scopes) =>
      memcachedCluster(scopes, {
        engineVersion: EngineVersion.MEMCACHED_1_6_22,
        parameterGroup: parameterGroup(scopes, EngineVersion.MEMCACHED_1_6_22),
      }),
  },
  'imported parameter group of a replication group': {
    covers: ['ParameterGroup.fromParameterGroupName()'],
    requires: { namedResource: 'parameterGroup' },
    create: (scopes) =>
      replicationGroup(scopes, {
        parameterGroup: ParameterGroup.fromParameterGroupName(scopes.other, 'Parameters', 'parameters'),
      }),
  },
  'key of a serverless cache': {
    covers: ['ServerlessCacheProps.kmsKey'],
    requires: { key: 'kmsKey' },
    create: (scopes) => serverlessCache(scopes, { kmsKey: key(scopes) }),
  },
  'key of a replication group': {
    covers: ['ReplicationGroupProps.kmsKey'],
    requires: { key: 'kmsKey' },
    create: (scopes) => replicationGroup(scopes, { kmsKey: key(scopes) }),
  },
  'keys and secrets of imported caches': {
    covers: [
      'ServerlessCacheAttributes.kmsKey',
      'ServerlessCacheAttributes.subnets',
      'ReplicationGroupAttributes.kmsKey',
      'ReplicationGroupAttributes.authTokenSecret',
    ],
    create: (scopes) => {
      const kmsKey = key(scopes);
      ServerlessCache.fromServerlessCacheAttributes(scopes.cache, 'Serverless', {
        serverlessCacheName: 'carts',
        subnets: scopes.otherVpc.isolatedSubnets,
        kmsKey,
      });
      ReplicationGroup.fromReplicationGroupAttributes(scopes.cache, 'Group', {
        replicationGroupId: 'carts',
        authTokenSecret: secret(scopes),
        kmsKey,
      });
    },
  },
  'notification topic of a replication group': {
    covers: ['ReplicationGroupProps.notificationTopic'],
    requires: { notificationTopic: 'notificationTopic' },
    create: (scopes) => replicationGroup(scopes, { notificationTopic: topic(scopes) }),
  },
  'notification topic of a Memcached cluster': {
    covers: ['MemcachedClusterProps.notificationTopic'],
    requires: { notificationTopic: 'notificationTopic' },
    create: (scopes) => memcachedCluster(scopes, { notificationTopic: topic(scopes) }),
  },
  'log group of a replication group': {
    covers: ['LogDelivery.toLogGroup(logGroup)'],
    requires: { logDestination: 'slowLog' },
    create: (scopes) => replicationGroup(scopes, { slowLog: LogDelivery.toLogGroup(logGroup(scopes)) }),
  },
  'delivery stream of a replication group': {
    covers: ['LogDelivery.toFirehose(stream)'],
    requires: { logDestination: 'engineLog' },
    create: (scopes) => replicationGroup(scopes, { engineLog: LogDelivery.toFirehose(deliveryStream(scopes)) }),
  },
  'key of a new log group': {
    covers: ['LogDeliveryLogGroupOptions.encryptionKey'],
    requires: { key: 'slowLog' },
    create: (scopes) =>
      replicationGroup(scopes, { slowLog: LogDelivery.toNewLogGroup({ encryptionKey: key(scopes) }) }),
  },
};
