import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { CfnResource } from 'aws-cdk-lib/core';
import { Size, Stack, Tags } from 'aws-cdk-lib/core';
import type { CaseScope, Program, RuleCase, RuleCases, TemplateResources } from './rule-case';
import { ONE_ENVIRONMENT, ENVIRONMENT, FOREIGN_CLIENT, createForeignClient, excludedBy } from './rule-case';
import type { CacheUsageLimitsProperty, IUser, ServerlessCacheProps } from 'cdk-elasticache';
import {
  AccessControl,
  CacheEngine,
  ConnectionType,
  IamUser,
  NetworkType,
  NodeFamily,
  NodeSize,
  NodeType,
  PasswordUser,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  ServerlessCache,
  SnapshotSource,
  UserGroup,
} from 'cdk-elasticache';

const cache = (properties: object, attributes: object = {}) => ({
  Cache: {
    Type: 'AWS::ElastiCache::ServerlessCache',
    ...attributes,
    Properties: {
      ServerlessCacheName: 'sessions',
      Engine: 'valkey',
      MajorEngineVersion: '8',
      SubnetIds: ['subnet-1', 'subnet-2'],
      SecurityGroupIds: ['sg-1'],
      ...properties,
    },
  },
});

const SNAPSHOT_ARN = 'arn:aws:elasticache:us-east-1:111122223333:serverlesscachesnapshot:nightly';

const publicCache = (properties: object) =>
  cache({
    ConnectionType: 'public',
    MajorEngineVersion: '9',
    UserGroupId: 'users',
    SubnetIds: undefined,
    SecurityGroupIds: undefined,
    ...properties,
  });

const storage = (limits: object) => cache({ CacheUsageLimits: { DataStorage: { Unit: 'GB', ...limits } } });

const requestRate = (limits: object) => cache({ CacheUsageLimits: { ECPUPerSecond: limits } });

const cacheWithUser = (cacheProperties: object, userProperties: object) => ({
  ...cache({ UserGroupId: { Ref: 'Users' }, ...cacheProperties }),
  Users: {
    Type: 'AWS::ElastiCache::UserGroup',
    Properties: { UserGroupId: 'users', Engine: 'valkey', UserIds: [{ Ref: 'User' }] },
  },
  User: {
    Type: 'AWS::ElastiCache::User',
    Properties: {
      UserId: 'app',
      UserName: 'app',
      Engine: 'valkey',
      AccessString: 'on ~* +@all',
      AuthenticationMode: { Type: 'iam' },
      ...userProperties,
    },
  },
});

const cacheWithKey = (keyProperties: object) => ({
  ...cache({ KmsKeyId: { Ref: 'Key' } }),
  Key: { Type: 'AWS::KMS::Key', Properties: keyProperties },
});

const cacheInSubnets = (properties: object, ...subnets: object[]) => ({
  ...cache({ SubnetIds: subnets.map((_, index) => ({ Ref: `Subnet${index}` })), ...properties }),
  ...Object.fromEntries(
    subnets.map((subnet, index) => [
      `Subnet${index}`,
      { Type: 'AWS::EC2::Subnet', Properties: { VpcId: 'vpc-1', ...subnet } },
    ]),
  ),
});

/** A cache in private subnets of the VPC. */
const program =
  (props: Omit<ServerlessCacheProps, 'vpc'>): Program =>
  ({ stack, vpc }) =>
    new ServerlessCache(stack, 'Cache', { vpc, engine: CacheEngine.VALKEY_8, ...props });

const programWithLimits = (cacheUsageLimits: CacheUsageLimitsProperty): Program => program({ cacheUsageLimits });

const importSubnet = (stack: Stack, subnetId: string, availabilityZone: string) =>
  ec2.Subnet.fromSubnetAttributes(stack, subnetId, { subnetId, availabilityZone });

const importUsers = (stack: Stack) => UserGroup.fromUserGroupName(stack, 'ImportedUsers', 'users');

const createUserGroup = (stack: Stack, user: IUser) => new UserGroup(stack, 'Users', { users: [user] });

const createIamUser = (stack: Stack, accessControl: AccessControl = AccessControl.fullAccess()) =>
  new IamUser(stack, 'User', { accessControl });

/** A public cache of Valkey 9 with an imported user group. */
const publicProgram =
  (createProps: (scope: CaseScope) => Partial<ServerlessCacheProps>): Program =>
  (scope) =>
    new ServerlessCache(scope.stack, 'Cache', {
      engine: CacheEngine.VALKEY_9,
      connectionType: ConnectionType.PUBLIC,
      userGroup: importUsers(scope.stack),
      ...createProps(scope),
    });

const programWithUserGroup =
  (userGroupArn: string): Program =>
  (scope) =>
    program({ userGroup: UserGroup.fromUserGroupArn(scope.stack, 'Users', userGroupArn) })(scope);

const programWithKey =
  (keyArn: string): Program =>
  (scope) =>
    program({ kmsKey: kms.Key.fromKeyArn(scope.stack, 'Key', keyArn) })(scope);

/** A VPC in another Region. */
const createScope = ({ app }: CaseScope, region: string) => {
  const stack = new Stack(app, `Stack-${region}`, { env: { ...ENVIRONMENT, region } });
  const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: [`${region}a`, `${region}b`], natGateways: 0 });
  return { app, stack, vpc };
};

const tag = (key: string, value: string = 'yes') => ({ Key: key, Value: value });

/** The cases of the rules for tags, which are the same for every type. */
export function tagCases(
  type: string,
  createTemplate: (tags: object[]) => TemplateResources,
  createResource: Program,
): RuleCases {
  const createCase = (...tags: { Key: string; Value: string }[]): RuleCase => ({
    template: createTemplate(tags),
    construct: (scope) => {
      createResource(scope);
      tags.forEach(({ Key, Value }) => Tags.of(scope.stack).add(Key, Value));
    },
  });
  return {
    [`${type}.TooManyTags`]: createCase(...Array.from({ length: 51 }, (_, index) => tag(`tag${index}`))),
    [`${type}.TagKeyInvalid`]: createCase(tag('aws:team')),
    [`${type}.TagValueInvalid`]: createCase(tag('team', 'x'.repeat(257))),
    [`${type}.DuplicateTagKeys`]: {
      template: createTemplate([tag('team', 'one'), tag('team', 'two')]),
      construct: excludedBy('Tags.of(...), which keeps one tag of each key'),
    },
    [`${type}.TagIncomplete`]: {
      template: createTemplate([{ Value: 'shop' }]),
      construct: excludedBy('Tags.of(...).add(key: string, value: string)'),
    },
  };
}

export const SERVERLESS_CACHE_CASES: RuleCases = {
  'ServerlessCache.NameMissing': {
    template: cache({ ServerlessCacheName: undefined }),
    construct: excludedBy('serverlessCacheName?: string, which has a default'),
  },
  'ServerlessCache.NameInvalid': {
    template: cache({ ServerlessCacheName: 'my_sessions' }),
    construct: program({ serverlessCacheName: 'my_sessions' }),
  },
  'ServerlessCache.EngineMissing': {
    template: cache({ Engine: undefined }),
    construct: excludedBy('engine: CacheEngine, so the engine is always rendered'),
  },
  'ServerlessCache.EngineInvalid': {
    template: cache({ Engine: 'keydb' }),
    construct: program({ engine: CacheEngine.of('keydb', '6') }),
  },
  'ServerlessCache.VersionInvalid': {
    template: cache({ MajorEngineVersion: '6' }),
    construct: program({ engine: CacheEngine.of('valkey', '6') }),
  },
  'ServerlessCache.VersionUnknown': {
    template: cache({ MajorEngineVersion: '10' }),
    construct: program({ engine: CacheEngine.of('valkey', '10') }),
  },
  'ServerlessCache.DescriptionInvalid': {
    template: cache({ Description: 'sessions <new>' }),
    construct: program({ description: 'sessions <new>' }),
  },
  'ServerlessCache.DataStorageUnitInvalid': {
    template: storage({ Unit: 'GiB', Maximum: 5 }),
    construct: excludedBy('dataStorageMaximumSize: Size, which is always rendered in GB'),
  },
  'ServerlessCache.DataStorageMinimumOutOfRange': {
    template: storage({ Minimum: 5_001 }),
    construct: programWithLimits({ dataStorageMinimumSize: Size.gibibytes(5_001) }),
  },
  'ServerlessCache.DataStorageMaximumOutOfRange': {
    template: storage({ Maximum: 5_001 }),
    construct: programWithLimits({ dataStorageMaximumSize: Size.gibibytes(5_001) }),
  },
  'ServerlessCache.DataStorageMinimumExceedsMaximum': {
    template: storage({ Minimum: 10, Maximum: 5 }),
    construct: programWithLimits({
      dataStorageMinimumSize: Size.gibibytes(10),
      dataStorageMaximumSize: Size.gibibytes(5),
    }),
  },
  'ServerlessCache.RequestRateMinimumOutOfRange': {
    template: requestRate({ Minimum: 500 }),
    construct: programWithLimits({ requestRateLimitMinimum: 500 }),
  },
  'ServerlessCache.RequestRateMaximumOutOfRange': {
    template: requestRate({ Maximum: 500 }),
    construct: programWithLimits({ requestRateLimitMaximum: 500 }),
  },
  'ServerlessCache.RequestRateMinimumExceedsMaximum': {
    template: requestRate({ Minimum: 2_000, Maximum: 1_000 }),
    construct: programWithLimits({ requestRateLimitMinimum: 2_000, requestRateLimitMaximum: 1_000 }),
  },
  'ServerlessCache.RetentionOutOfRange': {
    template: cache({ SnapshotRetentionLimit: 36 }),
    construct: program({ backup: { backupRetentionLimit: 36 } }),
  },
  'ServerlessCache.SnapshotTimeInvalid': {
    template: cache({ DailySnapshotTime: '24:00', SnapshotRetentionLimit: 1 }),
    construct: program({ backup: { backupTime: events.Schedule.cron({ hour: '24', minute: '0' }) } }),
  },
  'ServerlessCache.SnapshotTimeRequiresRetention': {
    template: cache({ DailySnapshotTime: '09:30' }),
    construct: program({
      backup: { backupTime: events.Schedule.cron({ hour: '9', minute: '30' }), backupRetentionLimit: 0 },
    }),
  },
  'ServerlessCache.FinalSnapshotNameInvalid': {
    template: cache({ FinalSnapshotName: 'last_backup' }),
    construct: program({ backup: { backupNameBeforeDeletion: 'last_backup' } }),
  },
  'ServerlessCache.DuplicateSnapshotArns': {
    template: cache({ SnapshotArnsToRestore: [SNAPSHOT_ARN, SNAPSHOT_ARN] }),
    construct: program({ backup: { backupArnsToRestore: [SNAPSHOT_ARN, SNAPSHOT_ARN] } }),
  },
  'ServerlessCache.DuplicateSecurityGroups': {
    template: cache({ SecurityGroupIds: ['sg-1', 'sg-1'] }),
    construct: (scope) =>
      program({
        securityGroups: ['One', 'Other'].map((id) =>
          ec2.SecurityGroup.fromSecurityGroupId(scope.stack, id, 'sg-0123456789abcdef0'),
        ),
      })(scope),
  },
  'ServerlessCache.SnapshotArnInvalid': {
    template: cache({ SnapshotArnsToRestore: ['arn:aws:s3:::backups/nightly.rdb'] }),
    construct: program({ backup: { backupArnsToRestore: ['arn:aws:s3:::backups/nightly.rdb'] } }),
  },
  'ServerlessCache.SnapshotInOtherRegion': {
    template: cache({
      SnapshotArnsToRestore: ['arn:aws:elasticache:eu-west-1:111122223333:serverlesscachesnapshot:nightly'],
    }),
    construct: program({
      restoreFrom: SnapshotSource.fromSnapshotArn('arn:aws:elasticache:eu-west-1:111122223333:snapshot:nightly'),
    }),
  },
  'ServerlessCache.SnapshotInOtherAccount': {
    template: cache({
      SnapshotArnsToRestore: ['arn:aws:elasticache:us-east-1:444455556666:serverlesscachesnapshot:nightly'],
    }),
    construct: program({
      restoreFrom: SnapshotSource.fromSnapshotArn('arn:aws:elasticache:us-east-1:444455556666:snapshot:nightly'),
    }),
  },
  'ServerlessCache.DuplicateSubnets': {
    template: cache({ SubnetIds: ['subnet-1', 'subnet-1'] }),
    construct: (scope) => {
      const subnet = importSubnet(scope.stack, 'subnet-1', 'us-east-1a');
      program({ vpcSubnets: { subnets: [subnet, subnet] } })(scope);
    },
  },
  'ServerlessCache.SubnetIdInvalid': {
    template: cache({ SubnetIds: ['net-1'] }),
    construct: (scope) =>
      program({ vpcSubnets: { subnets: [importSubnet(scope.stack, 'net-1', 'us-east-1a')] } })(scope),
  },
  'ServerlessCache.TooManySecurityGroups': {
    template: cache({ SecurityGroupIds: ['sg-1', 'sg-2', 'sg-3', 'sg-4', 'sg-5', 'sg-6'] }),
    construct: (scope) => {
      const { stack, vpc } = scope;
      const securityGroups = [1, 2, 3, 4, 5, 6].map((id) => new ec2.SecurityGroup(stack, `Group${id}`, { vpc }));
      program({ securityGroups })(scope);
    },
  },
  'ServerlessCache.SecurityGroupIdInvalid': {
    template: cache({ SecurityGroupIds: ['default'] }),
    construct: (scope) =>
      program({ securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(scope.stack, 'Group', 'default')] })(scope),
  },
  'ServerlessCache.UserGroupUnsupportedByEngine': {
    template: cache({ Engine: 'memcached', MajorEngineVersion: '1.6', UserGroupId: 'users' }),
    construct: (scope) => program({ engine: CacheEngine.MEMCACHED_1_6, userGroup: importUsers(scope.stack) })(scope),
  },
  'ServerlessCache.EndpointReadOnly': {
    template: cache({ Endpoint: { Address: 'cache.example.com', Port: '6379' } }),
    construct: excludedBy('ServerlessCacheProps, which have no endpoint'),
  },
  'ServerlessCache.ReaderEndpointReadOnly': {
    template: cache({ ReaderEndpoint: { Address: 'cache.example.com', Port: '6380' } }),
    construct: excludedBy('ServerlessCacheProps, which have no endpoint'),
  },
  'ServerlessCache.NetworkTypeInvalid': {
    template: cache({ NetworkType: 'ipv5' }),
    construct: excludedBy('networkType: NetworkType'),
  },
  'ServerlessCache.ConnectionTypeInvalid': {
    template: cache({ ConnectionType: 'private' }),
    construct: excludedBy('connectionType: ConnectionType'),
  },
  'ServerlessCache.PublicConnectionUnsupportedByVersion': {
    template: publicCache({ MajorEngineVersion: '8' }),
    construct: publicProgram(() => ({ engine: CacheEngine.VALKEY_8 })),
  },
  'ServerlessCache.PublicConnectionRequiresUserGroup': {
    template: publicCache({ UserGroupId: undefined }),
    construct: publicProgram(() => ({ userGroup: undefined })),
  },
  'ServerlessCache.PublicConnectionConflictsWithSubnets': {
    template: publicCache({ SubnetIds: ['subnet-1'] }),
    construct: publicProgram(({ vpc }) => ({ vpc })),
  },
  'ServerlessCache.PublicConnectionConflictsWithSecurityGroups': {
    template: publicCache({ SecurityGroupIds: ['sg-1'] }),
    construct: publicProgram(({ stack, vpc }) => ({
      securityGroups: [new ec2.SecurityGroup(stack, 'Group', { vpc })],
    })),
  },
  'ServerlessCache.VersionNotPinned': {
    template: cache({ MajorEngineVersion: undefined }),
    construct: excludedBy('engine: CacheEngine, whose members without a version say so by their name'),
  },
  'ServerlessCache.SubnetsMissing': {
    template: cache({ SubnetIds: undefined }),
    construct: excludedBy('vpc: IVpc, whose subnets are always rendered'),
  },
  'ServerlessCache.NameNotLowercase': {
    template: cache({ ServerlessCacheName: 'Sessions' }),
    construct: excludedBy('serverlessCacheName: string, of which the construct uses the stored form'),
  },
  'ServerlessCache.KeyInvalid': {
    template: cache({ KmsKeyId: 'my key' }),
    construct: programWithKey('arn:aws:kms:us-east-1:111122223333:key/my key'),
  },
  'ServerlessCache.KeyUnsupportedInRegion': {
    template: cache({ KmsKeyId: 'alias/sessions' }),
    region: 'us-gov-west-1',
    construct: (scope) => {
      const govCloud = createScope(scope, 'us-gov-west-1');
      program({ kmsKey: new kms.Key(govCloud.stack, 'Key') })(govCloud);
    },
  },
  ...tagCases('ServerlessCache', (tags) => cache({ Tags: tags }), program({})),
  'ServerlessCache.DeletionPolicyUnsupported': {
    template: cache({}, { DeletionPolicy: 'Snapshot' }),
    construct: ({ stack, vpc }) => {
      const { defaultChild } = new ServerlessCache(stack, 'Cache', { vpc }).node;
      (defaultChild as CfnResource).addOverride('DeletionPolicy', 'Snapshot');
    },
  },
  'ServerlessCache.NameNotUnique': {
    template: { ...cache({}), Other: cache({}).Cache },
    construct: ({ stack, vpc }) =>
      ['Cache', 'Other'].map((id) => new ServerlessCache(stack, id, { vpc, serverlessCacheName: 'sessions' })),
  },
  'ServerlessCache.ValkeyUserGroupInRedisCache': {
    template: cacheWithUser({ Engine: 'redis', MajorEngineVersion: '7' }, {}),
    construct: (scope) =>
      program({
        engine: CacheEngine.REDIS_7,
        userGroup: createUserGroup(scope.stack, createIamUser(scope.stack)),
      })(scope),
  },
  'ServerlessCache.AccessStringUnsupported': {
    template: cacheWithUser({}, { AccessString: 'on ~* db=0 +@all' }),
    construct: (scope) => {
      const user = createIamUser(scope.stack, AccessControl.fromAccessString('on ~* db=0 +@all'));
      program({ userGroup: createUserGroup(scope.stack, user) })(scope);
    },
  },
  'ServerlessCache.UserGroupInOtherRegion': {
    template: excludedBy('UserGroupId, an id without Region'),
    construct: programWithUserGroup('arn:aws:elasticache:eu-west-1:111122223333:usergroup:users'),
  },
  'ServerlessCache.UserGroupInOtherAccount': {
    template: excludedBy('UserGroupId, an id without account'),
    construct: programWithUserGroup('arn:aws:elasticache:us-east-1:444455556666:usergroup:users'),
  },
  'ServerlessCache.PublicConnectionRequiresIamUsers': {
    template: {
      ...cacheWithUser(
        {},
        { AuthenticationMode: { Type: 'password', Passwords: ['{{resolve:secretsmanager:password}}'] } },
      ),
      ...publicCache({ UserGroupId: { Ref: 'Users' } }),
    },
    construct: publicProgram(({ stack }) => ({
      userGroup: createUserGroup(stack, new PasswordUser(stack, 'User', { accessControl: AccessControl.fullAccess() })),
    })),
  },
  'ServerlessCache.UserCommandsUnsupported': {
    template: cacheWithUser({}, { AccessString: 'on ~* +ping +keys +object' }),
    construct: (scope) =>
      program({
        userGroup: createUserGroup(
          scope.stack,
          createIamUser(scope.stack, AccessControl.fromAccessString('on ~* +keys')),
        ),
      })(scope),
  },
  'ServerlessCache.KeyEmpty': {
    template: cache({ KmsKeyId: '' }),
    construct: excludedBy('kmsKey?: IKeyRef, which has an ARN'),
  },
  'ServerlessCache.KeyAsymmetric': {
    template: cacheWithKey({ KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' }),
    construct: (scope) =>
      program({ kmsKey: new kms.Key(scope.stack, 'Key', { keySpec: kms.KeySpec.RSA_2048 }) })(scope),
  },
  'ServerlessCache.KeyInOtherRegion': {
    template: cache({ KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234' }),
    construct: programWithKey('arn:aws:kms:eu-west-1:111122223333:key/1234'),
  },
  'ServerlessCache.UserGroupIdNotReferenced': {
    template: cacheWithUser({ UserGroupId: 'users' }, {}),
    construct: excludedBy('userGroup: IUserGroup, which is rendered as a reference'),
  },
  'ServerlessCache.SubnetsInSeveralVpcs': {
    template: cacheInSubnets(
      {},
      { AvailabilityZone: 'us-east-1a' },
      { AvailabilityZone: 'us-east-1b', VpcId: 'vpc-2' },
    ),
    construct: (scope) => {
      const other = new ec2.Vpc(scope.stack, 'Other', { availabilityZones: ['us-east-1c'], natGateways: 0 });
      program({ vpcSubnets: { subnets: [...scope.vpc.isolatedSubnets, ...other.isolatedSubnets] } })(scope);
    },
  },
  'ServerlessCache.SecurityGroupOutsideDefaultVpc': {
    template: {
      ...cache({ SubnetIds: undefined, SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] }),
      Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'cache', VpcId: { Ref: 'Vpc' } } },
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    },
    construct: excludedBy('vpc: IVpc, of which subnets are always rendered'),
  },
  'ServerlessCache.SecurityGroupInOtherVpc': {
    template: {
      ...cacheInSubnets({ SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] }, {}),
      Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'cache', VpcId: 'vpc-2' } },
    },
    construct: (scope) => {
      const vpc = new ec2.Vpc(scope.stack, 'Other', { availabilityZones: ['us-east-1a'], natGateways: 0 });
      program({ securityGroups: [new ec2.SecurityGroup(scope.stack, 'Group', { vpc })] })(scope);
    },
  },
  'ServerlessCache.SecurityGroupsMissing': {
    template: cache({ SecurityGroupIds: undefined }),
    construct: excludedBy('securityGroups?: ISecurityGroup[], of which one is always made or given'),
  },
  'ServerlessCache.ClientInOtherVpc': {
    template: { ...cache({ SecurityGroupIds: [{ 'Fn::GetAtt': ['Caches', 'GroupId'] }] }), ...FOREIGN_CLIENT },
    construct: (scope) => {
      const { connections } = new ServerlessCache(scope.stack, 'Cache', { vpc: scope.vpc });
      connections.allowDefaultPortFrom(createForeignClient(scope));
    },
  },
  'ServerlessCache.SecurityGroupInOtherRegion': {
    template: ONE_ENVIRONMENT,
    construct: ({ app }) => {
      const [vpc, otherVpc] = ['us-east-1', 'eu-west-1'].map((region) => {
        const stack = new Stack(app, region, { env: { ...ENVIRONMENT, region }, crossRegionReferences: true });
        return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
          vpcId: 'vpc-1',
          availabilityZones: [`${region}a`],
          isolatedSubnetIds: ['subnet-1'],
        });
      });
      const securityGroup = new ec2.SecurityGroup(otherVpc.stack, 'Group', { vpc: otherVpc });
      new ServerlessCache(vpc.stack, 'Cache', { vpc, securityGroups: [securityGroup] });
    },
  },
  'ServerlessCache.SubnetsInSameZone': {
    template: cacheInSubnets({}, { AvailabilityZone: 'us-east-1a' }, { AvailabilityZone: 'us-east-1a' }),
    construct: (scope) => {
      const { publicSubnets, isolatedSubnets } = scope.vpc;
      program({ vpcSubnets: { subnets: [publicSubnets[0], isolatedSubnets[0]] } })(scope);
    },
  },
  'ServerlessCache.LocalZonesMixed': {
    template: cacheInSubnets({}, { AvailabilityZone: 'us-east-1a' }, { AvailabilityZone: 'us-east-1-bos-1a' }),
    construct: (scope) => {
      const subnet = importSubnet(scope.stack, 'subnet-1', 'us-east-1-bos-1a');
      program({ vpcSubnets: { subnets: [...scope.vpc.isolatedSubnets, subnet] } })(scope);
    },
  },
  'ServerlessCache.SubnetsLackAddresses': {
    template: cacheInSubnets({ NetworkType: 'ipv6' }, { CidrBlock: '10.0.0.0/24' }),
    construct: program({ networkType: NetworkType.IPV6 }),
  },
  'ServerlessCache.SnapshotRequiresDataTiering': {
    template: {
      ...cache({ SnapshotArnsToRestore: [{ 'Fn::GetAtt': ['Snapshot', 'Arn'] }] }),
      Snapshot: {
        Type: 'AWS::ElastiCache::Snapshot',
        Properties: { SnapshotName: 'nightly', ReplicationGroupId: { Ref: 'Group' } },
      },
      Group: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: {
          ReplicationGroupDescription: 'sessions',
          CacheNodeType: 'cache.r6gd.xlarge',
          DataTieringEnabled: true,
          NumCacheClusters: 2,
        },
      },
    },
    construct: (scope) => {
      const { stack, vpc } = scope;
      const replicationGroup = new ReplicationGroup(stack, 'Group', {
        vpc,
        nodeType: NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE),
      });
      const snapshot = new ReplicationGroupSnapshot(stack, 'Snapshot', {
        source: ReplicationGroupSnapshotSource.fromReplicationGroup(replicationGroup),
      });
      program({ restoreFrom: SnapshotSource.fromReplicationGroupSnapshot(snapshot) })(scope);
    },
  },
  'ServerlessCache.ReaderEndpointUnavailable': {
    template: {
      ...cache({ Engine: 'memcached', MajorEngineVersion: '1.6' }),
      Host: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Type: 'String', Value: { 'Fn::GetAtt': ['Cache', 'ReaderEndpoint.Address'] } },
      },
    },
    construct: excludedBy('readerEndpoint: Endpoint, which throws for Memcached'),
  },
  'ServerlessCache.ReaderPortClosed': {
    template: {
      ...cache({ SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] }),
      Group: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: {
          GroupDescription: 'cache',
          SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 6379, ToPort: 6379, CidrIp: '10.0.0.0/16' }],
        },
      },
    },
    construct: excludedBy('securityGroups: ISecurityGroup[], whose rules are only known in the template'),
  },
};
