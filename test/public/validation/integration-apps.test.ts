import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Stack } from 'aws-cdk-lib/core';
import { RemovalPolicy, Size } from 'aws-cdk-lib/core';
import { emptyStack } from '../stacks';
import { synthesize } from '../templates';
import type { ServerlessCacheProps } from 'cdk-elasticache';
import { AccessControl, CacheEngine, ElastiCacheRules, IamUser, ServerlessCache, UserGroup } from 'cdk-elasticache';

const findErrors = (template: object) =>
  ElastiCacheRules.checkTemplate(template).filter(({ severity }) => severity === 'error');

const createUserGroup = (stack: Stack, userGroupName?: string) =>
  new UserGroup(stack, 'UserGroup', {
    userGroupName,
    users: [
      new IamUser(stack, 'User', {
        userId: 'app',
        accessControl: AccessControl.fromAccessString('on ~* +@all'),
      }),
    ],
  });

/** Caches that the integration tests of the alpha package have deployed to AWS. */
const DEPLOYED_CACHES: Record<string, (stack: Stack, vpc: ec2.Vpc) => Partial<ServerlessCacheProps>> = {
  'all props of the alpha package': (stack, vpc) => ({
    description: 'All props at once',
    engine: CacheEngine.VALKEY_8,
    serverlessCacheName: 'all-props',
    kmsKey: new kms.Key(stack, 'Key'),
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    securityGroups: [new ec2.SecurityGroup(stack, 'SecurityGroup', { vpc })],
    userGroup: createUserGroup(stack, 'team'),
    backup: { backupRetentionLimit: 2, backupNameBeforeDeletion: 'final-backup' },
    cacheUsageLimits: {
      dataStorageMinimumSize: Size.gibibytes(1),
      dataStorageMaximumSize: Size.gibibytes(1),
      requestRateLimitMinimum: 1_000,
      requestRateLimitMaximum: 2_000,
    },
  }),
  'Memcached with a name': () => ({ engine: CacheEngine.MEMCACHED_1_6, serverlessCacheName: 'pages' }),
  'Valkey 9 with a name': () => ({ engine: CacheEngine.VALKEY_9, serverlessCacheName: 'sessions' }),
  'users and generated names': (stack) => ({ engine: CacheEngine.VALKEY_8, userGroup: createUserGroup(stack) }),
};

test.each(Object.keys(DEPLOYED_CACHES))('an app that AWS accepted has no errors: %s', (name) => {
  const stack = emptyStack('Stack', { account: '111122223333', region: 'us-east-1' });
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const cache = new ServerlessCache(stack, 'Cache', { vpc, ...DEPLOYED_CACHES[name](stack, vpc) });
  cache.applyRemovalPolicy(RemovalPolicy.DESTROY);
  new ec2.SecurityGroup(stack, 'Client', { vpc }).connections.allowToDefaultPort(cache);

  const template = synthesize(stack);
  template.resourceCountIs('AWS::ElastiCache::ServerlessCache', 1);
  expect(findErrors(template.toJSON())).toEqual([]);
});

const NETWORK_RESOURCES = {
  Subnets: {
    Type: 'AWS::ElastiCache::SubnetGroup',
    Properties: { Description: 'subnets', SubnetIds: { Ref: 'SubnetIds' } },
  },
  SecurityGroup: {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { GroupDescription: 'cache', VpcId: { Ref: 'VpcId' } },
  },
};
const NETWORK_PROPERTIES = {
  CacheSubnetGroupName: { Ref: 'Subnets' },
  SecurityGroupIds: [{ 'Fn::GetAtt': ['SecurityGroup', 'GroupId'] }],
};

test.each<[string, Record<string, object>]>([
  [
    'one Redis OSS node with its size in a parameter',
    {
      Cache: {
        Type: 'AWS::ElastiCache::CacheCluster',
        Properties: {
          Engine: 'redis',
          CacheNodeType: { Ref: 'Size' },
          NumCacheNodes: '1',
          CacheSubnetGroupName: { Ref: 'Subnets' },
          VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['SecurityGroup', 'GroupId'] }],
        },
      },
    },
  ],
  [
    'Memcached in several Availability Zones, with numbers as text',
    {
      Cache: {
        Type: 'AWS::ElastiCache::CacheCluster',
        Properties: {
          Engine: 'memcached',
          CacheNodeType: 'cache.t3.small',
          NumCacheNodes: '2',
          AZMode: 'cross-az',
          Port: '11211',
          AutoMinorVersionUpgrade: 'true',
          CacheSubnetGroupName: { Ref: 'Subnets' },
          VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['SecurityGroup', 'GroupId'] }],
        },
      },
    },
  ],
  [
    'a primary and a replica of an old version, with a parameter group and a token in a secret',
    {
      Parameters: {
        Type: 'AWS::ElastiCache::ParameterGroup',
        Properties: {
          CacheParameterGroupFamily: 'redis5.0',
          Description: 'old',
          Properties: { 'maxmemory-policy': 'allkeys-lru', timeout: '300' },
        },
      },
      Cache: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        DeletionPolicy: 'Snapshot',
        Properties: {
          ReplicationGroupDescription: { 'Fn::Sub': '${AWS::StackName} sessions' },
          Engine: 'redis',
          EngineVersion: '5.0.6',
          CacheNodeType: 'cache.m5.large',
          NumCacheClusters: '2',
          AutomaticFailoverEnabled: 'true',
          MultiAZEnabled: true,
          CacheParameterGroupName: { Ref: 'Parameters' },
          TransitEncryptionEnabled: 'true',
          AtRestEncryptionEnabled: 'true',
          AuthToken: { 'Fn::Sub': '{{resolve:secretsmanager:${Secret}:SecretString:password}}' },
          SnapshotRetentionLimit: '7',
          SnapshotWindow: '03:00-05:00',
          PreferredMaintenanceWindow: 'sun:05:00-sun:07:00',
          ...NETWORK_PROPERTIES,
        },
      },
    },
  ],
  [
    'shards that depend on a condition, with a default parameter group',
    {
      Cache: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: {
          ReplicationGroupDescription: 'shards',
          Engine: { Ref: 'Engine' },
          EngineVersion: { 'Fn::FindInMap': ['Versions', { Ref: 'Engine' }, 'Version'] },
          CacheNodeType: 'cache.r6g.large',
          CacheParameterGroupName: 'default.redis7.cluster.on',
          NumNodeGroups: { 'Fn::If': ['Large', 6, 2] },
          ReplicasPerNodeGroup: { 'Fn::If': ['Large', 2, 1] },
          AutomaticFailoverEnabled: true,
          Tags: [{ Key: 'stage', Value: { Ref: 'Stage' } }],
          ...NETWORK_PROPERTIES,
        },
      },
    },
  ],
])('a common template has no errors: %s', (_title, resources) => {
  expect(findErrors({ Resources: { ...NETWORK_RESOURCES, ...resources } })).toEqual([]);
});
