/*
 * Apps that the alpha package's own integration tests deployed to AWS, told anew, and templates of the kinds that
 * people deploy: none meets an error.
 */
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Stack } from 'aws-cdk-lib/core';
import { RemovalPolicy, Size } from 'aws-cdk-lib/core';
import type { ServerlessCacheProps } from '../../src';
import { AccessControl, CacheEngine, ElastiCacheRules, IamUser, ServerlessCache, UserGroup } from '../../src';
import { emptyStack } from '../util';

const errorsOf = (template: object) =>
  ElastiCacheRules.checkTemplate(template).filter(({ severity }) => severity === 'error');

const everybody = (stack: Stack, userGroupName?: string) =>
  new UserGroup(stack, 'Everybody', {
    userGroupName,
    users: [
      new IamUser(stack, 'Somebody', {
        userId: 'somebody',
        accessControl: AccessControl.fromAccessString('on ~* +@all'),
      }),
    ],
  });

const CACHES: Record<string, (stack: Stack, vpc: ec2.Vpc) => Partial<ServerlessCacheProps>> = {
  'everything that the alpha package knows': (stack, vpc) => ({
    description: 'All props at once',
    engine: CacheEngine.VALKEY_8,
    serverlessCacheName: 'all-props',
    kmsKey: new kms.Key(stack, 'Key'),
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    securityGroups: [new ec2.SecurityGroup(stack, 'Door', { vpc })],
    userGroup: everybody(stack, 'everybody'),
    backup: { backupRetentionLimit: 2, backupNameBeforeDeletion: 'the-last-one' },
    cacheUsageLimits: {
      dataStorageMinimumSize: Size.gibibytes(1),
      dataStorageMaximumSize: Size.gibibytes(1),
      requestRateLimitMinimum: 1_000,
      requestRateLimitMaximum: 2_000,
    },
  }),
  'Memcached and a name': () => ({ engine: CacheEngine.MEMCACHED_1_6, serverlessCacheName: 'pages' }),
  'Valkey 9 and a name': () => ({ engine: CacheEngine.VALKEY_9, serverlessCacheName: 'nine' }),
  'users, and names that are generated': (stack) => ({ engine: CacheEngine.VALKEY_8, userGroup: everybody(stack) }),
};

test.each(Object.keys(CACHES))('an app that was deployed has no errors: %s', (name) => {
  const stack = emptyStack('Stack', { account: '111122223333', region: 'us-east-1' });
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const cache = new ServerlessCache(stack, 'Cache', { vpc, ...CACHES[name](stack, vpc) });
  cache.applyRemovalPolicy(RemovalPolicy.DESTROY);
  new ec2.SecurityGroup(stack, 'Client', { vpc }).connections.allowToDefaultPort(cache);

  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::ElastiCache::ServerlessCache', 1);
  expect(errorsOf(template.toJSON())).toEqual([]);
});

const NETWORK = {
  Subnets: {
    Type: 'AWS::ElastiCache::SubnetGroup',
    Properties: { Description: 'subnets', SubnetIds: { Ref: 'SubnetIds' } },
  },
  Door: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'door', VpcId: { Ref: 'VpcId' } } },
};
const STANDING = {
  CacheSubnetGroupName: { Ref: 'Subnets' },
  SecurityGroupIds: [{ 'Fn::GetAtt': ['Door', 'GroupId'] }],
};

test.each<[string, Record<string, object>]>([
  [
    'one Redis OSS node whose size a parameter decides',
    {
      Cache: {
        Type: 'AWS::ElastiCache::CacheCluster',
        Properties: {
          Engine: 'redis',
          CacheNodeType: { Ref: 'Size' },
          NumCacheNodes: '1',
          CacheSubnetGroupName: { Ref: 'Subnets' },
          VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['Door', 'GroupId'] }],
        },
      },
    },
  ],
  [
    'Memcached over zones, numbers as texts',
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
          VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['Door', 'GroupId'] }],
        },
      },
    },
  ],
  [
    'a primary and a replica of an old version, with a parameter group and a token out of a secret',
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
          ...STANDING,
        },
      },
    },
  ],
  [
    'shards that a condition decides, on a default parameter group',
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
          ...STANDING,
        },
      },
    },
  ],
])('a template of a kind that people deploy has no errors: %s', (_title, resources) => {
  expect(errorsOf({ Resources: { ...NETWORK, ...resources } })).toEqual([]);
});
