import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnParameterGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration, Stack, Tags } from 'aws-cdk-lib/core';
import type { CaseScope, RuleCases, TemplateResources } from './rule-case';
import {
  ONE_ENVIRONMENT,
  ENVIRONMENT,
  FOREIGN_CLIENT,
  SOURCE_ACCOUNT_POLICY,
  createForeignClient,
  excludedBy,
} from './rule-case';
import type { ReplicationGroupProps, SecondaryReplicationGroupOptions } from 'cdk-elasticache';
import {
  AccessControl,
  ClusterMode,
  Authentication,
  SnapshotWindow,
  Weekday,
  EngineVersion,
  GlobalReplicationGroup,
  IamUser,
  IpDiscovery,
  LogDelivery,
  MaintenanceWindow,
  NetworkType,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  SecondaryReplicationGroup,
  SnapshotSource,
  SubnetGroup,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

const TYPE = 'AWS::ElastiCache::ReplicationGroup';

export const resource = (type: string, properties: object) => ({ Type: type, Properties: properties });

/** A group of one node without shards, with other resources. */
export const replicationGroup = (properties: object, others: TemplateResources = {}): TemplateResources => ({
  Group: resource(TYPE, {
    ReplicationGroupDescription: 'sessions',
    Engine: 'valkey',
    EngineVersion: '9.0',
    CacheNodeType: 'cache.r7g.large',
    CacheSubnetGroupName: 'subnets',
    TransitEncryptionEnabled: true,
    ...properties,
  }),
  ...others,
});

/** A secondary of one replica, with other resources. */
export const secondaryGroup = (properties: object, others: TemplateResources = {}): TemplateResources => ({
  Group: resource(TYPE, {
    ReplicationGroupDescription: 'sessions',
    GlobalReplicationGroupId: 'ldgnf-sessions',
    CacheSubnetGroupName: 'subnets',
    NumCacheClusters: 2,
    ...properties,
  }),
  ...others,
});

const primaryCluster = (Engine: string): TemplateResources => ({
  Cluster: resource('AWS::ElastiCache::CacheCluster', {
    ClusterName: 'sessions',
    Engine,
    CacheNodeType: 'cache.r7g.large',
    NumCacheNodes: 1,
    CacheSubnetGroupName: 'subnets',
  }),
});

const log = (values: object) => ({
  LogType: 'slow-log',
  LogFormat: 'json',
  DestinationType: 'cloudwatch-logs',
  DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'logs' } },
  ...values,
});

const FIREHOSE_LOG = log({
  DestinationType: 'kinesis-firehose',
  DestinationDetails: { KinesisFirehoseDetails: { DeliveryStream: 'stream' } },
});

/** The subnets of one VPC in the given Availability Zones, with their group. */
export const subnetsIn = (...zones: string[]): TemplateResources => ({
  Subnets: resource('AWS::ElastiCache::SubnetGroup', {
    Description: 'cache subnets',
    SubnetIds: zones.map((zone) => ({ Ref: zone })),
  }),
  ...Object.fromEntries(
    zones.map((AvailabilityZone) => [
      AvailabilityZone,
      resource('AWS::EC2::Subnet', { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/24', AvailabilityZone }),
    ]),
  ),
});

export const OF_SUBNETS = { CacheSubnetGroupName: { Ref: 'Subnets' } };

/** A user group of one user, and in Redis OSS of the default user, which it needs. */
const usersOf = (engine: string, user: object): TemplateResources => ({
  Users: resource('AWS::ElastiCache::UserGroup', {
    Engine: engine,
    UserGroupId: 'users',
    UserIds: [...(engine === 'redis' ? ['default'] : []), { Ref: 'User' }],
  }),
  User: resource('AWS::ElastiCache::User', {
    Engine: engine,
    UserId: 'app',
    UserName: 'app',
    AccessString: 'on ~* +@read',
    AuthenticationMode: { Type: 'password', Passwords: ['0123456789abcdef'] },
    ...user,
  }),
});

const OF_USERS = { UserGroupIds: [{ Ref: 'Users' }] };

const tags = (...keys: string[]) => keys.map((Key) => ({ Key, Value: 'value' }));

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index));

/** A group with one replica and everything else by default. */
export const createGroup = ({ stack, vpc }: CaseScope, props: Partial<ReplicationGroupProps> = {}) =>
  new ReplicationGroup(stack, 'Group', {
    vpc,
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    authentication: Authentication.none(),
    ...props,
  });

export const createSecondary = ({ stack, vpc }: CaseScope, options: Partial<SecondaryReplicationGroupOptions>) =>
  GlobalReplicationGroup.fromGlobalReplicationGroupId(stack, 'Global', 'ldgnf-sessions').addSecondary(stack, 'Group', {
    vpc,
    authentication: Authentication.none(),
    ...options,
  });

const createTagged = (scope: CaseScope, tagsByKey: Record<string, string>) => {
  const group = createGroup(scope);
  for (const [key, value] of Object.entries(tagsByKey)) {
    Tags.of(group).add(key, value, { includeResourceTypes: [TYPE] });
  }
};

export const importUsers = ({ stack }: CaseScope, { region = 'us-east-1', account = '111122223333' } = {}) =>
  Authentication.userGroup(
    UserGroup.fromUserGroupArn(stack, 'Users', `arn:aws:elasticache:${region}:${account}:usergroup:users`),
  );

const createUsers = ({ stack }: CaseScope, engine: UserEngine, accessString: string) =>
  Authentication.userGroup(
    new UserGroup(stack, 'Users', {
      engine,
      disableDefaultUser: engine === UserEngine.REDIS,
      users: [new IamUser(stack, 'User', { engine, accessControl: AccessControl.fromAccessString(accessString) })],
    }),
  );

const importTopic = ({ stack }: CaseScope, topicArn: string) => sns.Topic.fromTopicArn(stack, 'Topic', topicArn);

export const importKey = ({ stack }: CaseScope, keyArn: string) => kms.Key.fromKeyArn(stack, 'Key', keyArn);

const importSnapshot = (snapshotArn: string) => (scope: CaseScope) =>
  createGroup(scope, { restoreFrom: SnapshotSource.fromSnapshotArn(snapshotArn) });

export const createOtherStack = ({ app }: CaseScope, region: string, crossRegionReferences?: boolean): CaseScope => {
  const stack = new Stack(app, `Stack-${region}`, { env: { ...ENVIRONMENT, region }, crossRegionReferences });
  const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: [`${region}a`, `${region}b`], natGateways: 0 });
  return { app, stack, vpc };
};

/** Creates a group with references to resources of another environment. */
const createGroupOf =
  (
    env: { readonly region?: string; readonly account?: string },
    createProps: (other: Stack) => Partial<ReplicationGroupProps>,
  ) =>
  (scope: CaseScope) =>
    createGroup(scope, createProps(new Stack(scope.app, 'Other', { env: { ...ENVIRONMENT, ...env } })));

const importOtherSubnets = (other: Stack) => ({
  subnetGroup: CfnSubnetGroup.fromCacheSubnetGroupName(other, 'Subnets', 'subnets'),
});

const importOtherParameters = (other: Stack) => ({
  parameterGroup: CfnParameterGroup.fromCacheParameterGroupName(other, 'Parameters', 'parameters'),
});

const importOtherLogGroup = (other: Stack) => ({
  slowLog: LogDelivery.toLogGroup(logs.LogGroup.fromLogGroupName(other, 'Log', 'slow-log')),
});

const importOtherStream = (other: Stack) => ({
  engineLog: LogDelivery.toFirehose(firehose.DeliveryStream.fromDeliveryStreamName(other, 'Stream', 'engine-log')),
});

/** Subnets of which nothing is known. */
const importSubnets = ({ stack }: CaseScope) => SubnetGroup.fromSubnetGroupName(stack, 'Subnets', 'subnets');

export const REPLICATION_GROUP_NETWORK_CASES: RuleCases = {
  'ReplicationGroup.NetworkTypeInvalid': {
    template: replicationGroup({ NetworkType: 'ipv5' }),
    construct: excludedBy('networkType?: NetworkType, an enum'),
  },
  'ReplicationGroup.IpDiscoveryInvalid': {
    template: replicationGroup({ IpDiscovery: 'ipv5' }),
    construct: excludedBy('ipDiscovery?: IpDiscovery, an enum'),
  },
  'ReplicationGroup.IpDiscoveryConflictsWithNetworkType': {
    template: replicationGroup({ NetworkType: 'ipv4', IpDiscovery: 'ipv6' }),
    construct: (scope) => createGroup(scope, { networkType: NetworkType.IPV4, ipDiscovery: IpDiscovery.IPV6 }),
  },
  'ReplicationGroup.Ipv6UnsupportedByVersion': {
    template: replicationGroup({
      Engine: 'redis',
      EngineVersion: '6.0',
      CacheNodeType: 'cache.r6g.large',
      NetworkType: 'dual_stack',
    }),
    construct: (scope) =>
      createGroup(scope, {
        engineVersion: EngineVersion.REDIS_6_0,
        nodeType: NodeType.of(NodeFamily.R6G, NodeSize.LARGE),
        networkType: NetworkType.DUAL_STACK,
        subnetGroup: importSubnets(scope),
      }),
  },
  'ReplicationGroup.Ipv6RequiresNitro': {
    template: replicationGroup({ CacheNodeType: 'cache.r4.large', NetworkType: 'dual_stack' }),
    construct: (scope) =>
      createGroup(scope, {
        nodeType: NodeType.of(NodeFamily.R4, NodeSize.LARGE),
        networkType: NetworkType.DUAL_STACK,
        subnetGroup: importSubnets(scope),
      }),
  },
  'ReplicationGroup.PortOutOfRange': {
    template: replicationGroup({ Port: 65_536 }),
    construct: (scope) => createGroup(scope, { port: 65_536 }),
  },
  'ReplicationGroup.SecurityGroupIdInvalid': {
    template: replicationGroup({ SecurityGroupIds: ['caches'] }),
    construct: (scope) =>
      createGroup(scope, {
        securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(scope.stack, 'SecurityGroup', 'caches')],
      }),
  },
  'ReplicationGroup.Ec2ClassicSecurityGroups': {
    template: replicationGroup({ CacheSecurityGroupNames: ['caches'] }),
    construct: excludedBy('CacheSecurityGroupNames, which no prop renders'),
  },
  'ReplicationGroup.SubnetGroupMissing': {
    template: replicationGroup({ CacheSubnetGroupName: undefined, TransitEncryptionEnabled: false }),
    construct: excludedBy('vpc: IVpc, of which a subnet group is made'),
  },
  'ReplicationGroup.SubnetsLackAddresses': {
    template: replicationGroup({ ...OF_SUBNETS, NetworkType: 'dual_stack' }, subnetsIn('us-east-1a', 'us-east-1b')),
    construct: (scope) => createGroup(scope, { networkType: NetworkType.DUAL_STACK }),
  },
  'ReplicationGroup.SecurityGroupOutsideDefaultVpc': {
    template: replicationGroup(
      { CacheSubnetGroupName: undefined, SecurityGroupIds: [{ 'Fn::GetAtt': ['SecurityGroup', 'GroupId'] }] },
      {
        SecurityGroup: resource('AWS::EC2::SecurityGroup', { GroupDescription: 'caches', VpcId: { Ref: 'Vpc' } }),
        Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
      },
    ),
    construct: excludedBy('vpc?: IVpc, of which a subnet group is always made or given'),
  },
  'ReplicationGroup.SecurityGroupInOtherVpc': {
    template: replicationGroup(
      { ...OF_SUBNETS, SecurityGroupIds: [{ 'Fn::GetAtt': ['SecurityGroup', 'GroupId'] }] },
      {
        ...subnetsIn('us-east-1a'),
        SecurityGroup: resource('AWS::EC2::SecurityGroup', { GroupDescription: 'caches', VpcId: 'vpc-2' }),
      },
    ),
    construct: (scope) => {
      const vpc = new ec2.Vpc(scope.stack, 'OtherVpc', { natGateways: 0 });
      createGroup(scope, { securityGroups: [new ec2.SecurityGroup(scope.stack, 'SecurityGroup', { vpc })] });
    },
  },
  'ReplicationGroup.SecurityGroupsMissing': {
    template: replicationGroup({}),
    construct: excludedBy('securityGroups?: ISecurityGroup[], of which one is always made or given'),
  },
  'ReplicationGroup.ClientInOtherVpc': {
    template: replicationGroup({ SecurityGroupIds: [{ 'Fn::GetAtt': ['Caches', 'GroupId'] }] }, FOREIGN_CLIENT),
    construct: (scope) => createGroup(scope).connections.allowDefaultPortFrom(createForeignClient(scope)),
  },
  'ReplicationGroup.SubnetsTooSmall': {
    template: replicationGroup(
      { ...OF_SUBNETS, NumNodeGroups: 6, ReplicasPerNodeGroup: 1, AutomaticFailoverEnabled: true },
      {
        ...subnetsIn('us-east-1a'),
        'us-east-1a': resource('AWS::EC2::Subnet', { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/28' }),
      },
    ),
    construct: (scope) =>
      createGroup(scope, {
        vpc: new ec2.Vpc(scope.stack, 'SmallVpc', {
          availabilityZones: ['us-east-1a', 'us-east-1b'],
          subnetConfiguration: [{ name: 'Cache', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 28 }],
        }),
        clusterMode: ClusterMode.enabled({ shardCount: 12 }),
      }),
  },
  'ReplicationGroup.PrimaryClusterIdNotReferenced': {
    template: replicationGroup({ PrimaryClusterId: 'sessions' }, primaryCluster('redis')),
    construct: excludedBy('PrimaryClusterId, which no prop renders'),
  },
  'ReplicationGroup.PrimaryClusterIsMemcached': {
    template: replicationGroup({ PrimaryClusterId: { Ref: 'Cluster' } }, primaryCluster('memcached')),
    construct: excludedBy('PrimaryClusterId, which no prop renders'),
  },
  'ReplicationGroup.SecurityGroupInOtherRegion': {
    template: ONE_ENVIRONMENT,
    construct: (scope) => {
      const { stack, vpc } = createOtherStack(scope, 'eu-west-1', true);
      const securityGroups = [new ec2.SecurityGroup(stack, 'SecurityGroup', { vpc })];
      const consumer = createOtherStack(scope, 'us-east-1', true);
      createGroup(consumer, { securityGroups, subnetGroup: importSubnets(consumer) });
    },
  },
  'ReplicationGroup.SubnetGroupInOtherRegion': {
    template: ONE_ENVIRONMENT,
    construct: createGroupOf({ region: 'eu-west-1' }, importOtherSubnets),
  },
  'ReplicationGroup.SubnetGroupInOtherAccount': {
    template: ONE_ENVIRONMENT,
    construct: createGroupOf({ account: '444455556666' }, importOtherSubnets),
  },
  'ReplicationGroup.ParameterGroupInOtherRegion': {
    template: ONE_ENVIRONMENT,
    construct: createGroupOf({ region: 'eu-west-1' }, importOtherParameters),
  },
  'ReplicationGroup.ParameterGroupInOtherAccount': {
    template: ONE_ENVIRONMENT,
    construct: createGroupOf({ account: '444455556666' }, importOtherParameters),
  },
  'ReplicationGroup.LogGroupNameNotUnique': {
    template: replicationGroup(
      {
        LogDeliveryConfigurations: [
          {
            LogType: 'slow-log',
            LogFormat: 'json',
            DestinationType: 'cloudwatch-logs',
            DestinationDetails: { CloudWatchLogsDetails: { LogGroup: { Ref: 'Log' } } },
          },
        ],
      },
      {
        Other: resource('AWS::Logs::LogGroup', { LogGroupName: 'slow-log' }),
        Log: resource('AWS::Logs::LogGroup', { LogGroupName: 'slow-log' }),
      },
    ),
    construct: (scope) => {
      new logs.CfnLogGroup(scope.stack, 'Other', { logGroupName: '/aws/vendedlogs/elasticache/sessions/slow-log' });
      createGroup(scope, { replicationGroupId: 'sessions', slowLog: LogDelivery.toNewLogGroup() });
    },
  },
  'ReplicationGroup.LogGroupInOtherRegion': {
    template: ONE_ENVIRONMENT,
    construct: createGroupOf({ region: 'eu-west-1' }, importOtherLogGroup),
  },
  'ReplicationGroup.LogGroupInOtherAccount': {
    template: ONE_ENVIRONMENT,
    construct: createGroupOf({ account: '444455556666' }, importOtherLogGroup),
  },
  'ReplicationGroup.DeliveryStreamInOtherRegion': {
    template: ONE_ENVIRONMENT,
    construct: createGroupOf({ region: 'eu-west-1' }, importOtherStream),
  },
  'ReplicationGroup.DeliveryStreamInOtherAccount': {
    template: ONE_ENVIRONMENT,
    construct: createGroupOf({ account: '444455556666' }, importOtherStream),
  },

  'ReplicationGroup.MaintenanceWindowInvalid': {
    template: replicationGroup({ PreferredMaintenanceWindow: 'sunday' }),
    construct: (scope) => createGroup(scope, { maintenanceWindow: MaintenanceWindow.fromString('sunday') }),
  },
  'ReplicationGroup.MaintenanceWindowLengthOutOfRange': {
    template: replicationGroup({ PreferredMaintenanceWindow: 'sun:04:30-sun:05:00' }),
    construct: (scope) =>
      createGroup(scope, {
        maintenanceWindow: MaintenanceWindow.weekly({
          day: Weekday.SUNDAY,
          hour: 4,
          duration: Duration.minutes(30),
        }),
      }),
  },
  'ReplicationGroup.RetentionOutOfRange': {
    template: replicationGroup({ SnapshotRetentionLimit: 36 }),
    construct: (scope) => createGroup(scope, { snapshotRetention: Duration.days(36) }),
  },
  'ReplicationGroup.SnapshotWindowInvalid': {
    template: replicationGroup({ SnapshotRetentionLimit: 1, SnapshotWindow: '3:30' }),
    construct: (scope) => createGroup(scope, { snapshotWindow: SnapshotWindow.fromString('3:30') }),
  },
  'ReplicationGroup.SnapshotWindowLengthOutOfRange': {
    template: replicationGroup({ SnapshotRetentionLimit: 1, SnapshotWindow: '03:30-04:00' }),
    construct: (scope) =>
      createGroup(scope, {
        snapshotWindow: SnapshotWindow.daily({ hour: 3, minute: 30, duration: Duration.minutes(30) }),
      }),
  },
  'ReplicationGroup.WindowsOverlap': {
    template: replicationGroup({
      SnapshotRetentionLimit: 1,
      SnapshotWindow: '04:00-05:00',
      PreferredMaintenanceWindow: 'sun:04:30-sun:05:30',
    }),
    construct: (scope) =>
      createGroup(scope, {
        snapshotWindow: SnapshotWindow.daily({ hour: 4 }),
        maintenanceWindow: MaintenanceWindow.fromString('sun:04:30-sun:05:30'),
      }),
  },
  'ReplicationGroup.SnapshotWindowRequiresRetention': {
    template: replicationGroup({ SnapshotWindow: '03:30-04:30' }),
    construct: (scope) =>
      createGroup(scope, {
        snapshotWindow: SnapshotWindow.daily({ hour: 3, minute: 30 }),
        snapshotRetention: Duration.days(0),
      }),
  },

  'ReplicationGroup.SnapshotNameInvalid': {
    template: replicationGroup({ SnapshotName: 'my snapshot' }),
    construct: (scope) => createGroup(scope, { restoreFrom: SnapshotSource.fromSnapshotName('my snapshot') }),
  },
  'ReplicationGroup.SnapshotInOtherRegion': {
    template: ONE_ENVIRONMENT,
    construct: importSnapshot('arn:aws:elasticache:eu-west-1:111122223333:snapshot:nightly'),
  },
  'ReplicationGroup.SnapshotInOtherAccount': {
    template: ONE_ENVIRONMENT,
    construct: importSnapshot('arn:aws:elasticache:us-east-1:444455556666:snapshot:nightly'),
  },
  'ReplicationGroup.SnapshotFileArnInvalid': {
    template: replicationGroup({ SnapshotArns: ['s3://dumps/sessions.rdb'] }),
    construct: (scope) =>
      createGroup(scope, { restoreFrom: SnapshotSource.fromS3(new s3.Bucket(scope.stack, 'Dumps'), 'a,b.rdb') }),
  },
  'ReplicationGroup.SnapshotFileEncryptedWithKms': {
    template: replicationGroup(
      { SnapshotArns: [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Dumps', 'Arn'] }, '/sessions.rdb']] }] },
      {
        Dumps: resource('AWS::S3::Bucket', {
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
          },
        }),
      },
    ),
    construct: (scope) => {
      const bucket = new s3.Bucket(scope.stack, 'Dumps', { encryption: s3.BucketEncryption.KMS });
      createGroup(scope, { restoreFrom: SnapshotSource.fromS3(bucket, 'sessions.rdb') });
    },
  },
  'ReplicationGroup.SnapshotFileInOtherRegion': {
    template: ONE_ENVIRONMENT,
    construct: (scope) => {
      const attributes = { bucketName: 'dumps', region: 'eu-west-1' };
      const bucket = s3.Bucket.fromBucketAttributes(scope.stack, 'Dumps', attributes);
      createGroup(scope, { restoreFrom: SnapshotSource.fromS3(bucket, 'sessions.rdb') });
    },
  },
  'ReplicationGroup.SnapshotSourcesConflict': {
    template: replicationGroup({ SnapshotName: 'nightly', SnapshotArns: ['arn:aws:s3:::dumps/sessions.rdb'] }),
    construct: excludedBy('restoreFrom?: SnapshotSource, which is one of them'),
  },

  'ReplicationGroup.TooManyLogs': {
    template: replicationGroup({
      LogDeliveryConfigurations: [log({}), log({ LogType: 'engine-log' }), log({ LogType: { Ref: 'LogType' } })],
    }),
    construct: excludedBy('slowLog?: LogDelivery and engineLog?: LogDelivery, which are two'),
  },
  'ReplicationGroup.LogTypeInvalid': {
    template: replicationGroup({ LogDeliveryConfigurations: [log({ LogType: 'error-log' })] }),
    construct: excludedBy('slowLog?: LogDelivery and engineLog?: LogDelivery, which render the type'),
  },
  'ReplicationGroup.LogDestinationTypeInvalid': {
    template: replicationGroup({ LogDeliveryConfigurations: [log({ DestinationType: 's3' })] }),
    construct: excludedBy('slowLog?: LogDelivery, which renders the type of its destination'),
  },
  'ReplicationGroup.LogFormatInvalid': {
    template: replicationGroup({ LogDeliveryConfigurations: [log({ LogFormat: 'xml' })] }),
    construct: excludedBy('format?: LogFormat, an enum'),
  },
  'ReplicationGroup.LogIncomplete': {
    template: replicationGroup({ LogDeliveryConfigurations: [log({ LogFormat: undefined })] }),
    construct: excludedBy('slowLog?: LogDelivery, which renders everything'),
  },
  'ReplicationGroup.LogDestinationMismatch': {
    template: replicationGroup({ LogDeliveryConfigurations: [log({ DestinationType: 'kinesis-firehose' })] }),
    construct: excludedBy('slowLog?: LogDelivery, which renders the type of its destination'),
  },
  'ReplicationGroup.FirehoseUnsupportedInRegion': {
    region: 'ap-northeast-3',
    template: replicationGroup({ LogDeliveryConfigurations: [FIREHOSE_LOG] }),
    construct: (scope) => {
      const other = createOtherStack(scope, 'ap-northeast-3');
      const stream = firehose.DeliveryStream.fromDeliveryStreamName(other.stack, 'Stream', 'stream');
      createGroup(other, { slowLog: LogDelivery.toFirehose(stream) });
    },
  },
  'ReplicationGroup.DuplicateLogTypes': {
    template: replicationGroup({ LogDeliveryConfigurations: [log({}), FIREHOSE_LOG] }),
    construct: excludedBy('slowLog?: LogDelivery and engineLog?: LogDelivery, one of each type'),
  },
  'ReplicationGroup.LogUnsupportedByVersion': {
    template: replicationGroup({
      Engine: 'redis',
      EngineVersion: '5.0.6',
      CacheNodeType: 'cache.r6g.large',
      LogDeliveryConfigurations: [log({})],
    }),
    construct: (scope) =>
      createGroup(scope, {
        engineVersion: EngineVersion.REDIS_5_0_6,
        nodeType: NodeType.of(NodeFamily.R6G, NodeSize.LARGE),
        slowLog: LogDelivery.toNewLogGroup(),
      }),
  },

  'ReplicationGroup.TopicArnInvalid': {
    template: replicationGroup({ NotificationTopicArn: 'events' }),
    construct: (scope) =>
      createGroup(scope, { notificationTopic: importTopic(scope, 'arn:aws:sns:us-east-1:111122223333:my events') }),
  },
  'ReplicationGroup.TopicIsFifo': {
    template: replicationGroup({ NotificationTopicArn: 'arn:aws:sns:us-east-1:111122223333:events.fifo' }),
    construct: (scope) =>
      createGroup(scope, { notificationTopic: new sns.Topic(scope.stack, 'Topic', { fifo: true }) }),
  },
  'ReplicationGroup.TopicEncrypted': {
    template: replicationGroup(
      { NotificationTopicArn: { Ref: 'Topic' } },
      { Topic: resource('AWS::SNS::Topic', { KmsMasterKeyId: 'alias/events' }) },
    ),
    construct: (scope) => {
      const masterKey = new kms.Key(scope.stack, 'Key');
      createGroup(scope, { notificationTopic: new sns.Topic(scope.stack, 'Topic', { masterKey }) });
    },
  },
  'ReplicationGroup.TopicPolicyUsesSourceAccount': {
    template: replicationGroup({ NotificationTopicArn: { Ref: 'Topic' } }, SOURCE_ACCOUNT_POLICY),
    construct: excludedBy('notificationTopic?: ITopic, whose policy is rendered at synthesis'),
  },
  'ReplicationGroup.TopicPolicyRejectsElastiCache': {
    template: replicationGroup({ NotificationTopicArn: { Ref: 'Topic' } }, { Topic: resource('AWS::SNS::Topic', {}) }),
    construct: excludedBy('notificationTopic?: ITopic, whose policy is updated'),
  },
  'ReplicationGroup.TopicInOtherAccount': {
    template: replicationGroup({ NotificationTopicArn: 'arn:aws:sns:us-east-1:444455556666:events' }),
    construct: (scope) =>
      createGroup(scope, { notificationTopic: importTopic(scope, 'arn:aws:sns:us-east-1:444455556666:events') }),
  },
  'ReplicationGroup.TopicInOtherRegion': {
    template: replicationGroup({ NotificationTopicArn: 'arn:aws:sns:eu-west-1:111122223333:events' }),
    construct: (scope) =>
      createGroup(scope, { notificationTopic: importTopic(scope, 'arn:aws:sns:eu-west-1:111122223333:events') }),
  },

  'ReplicationGroup.InheritedPropertySpecified': {
    template: secondaryGroup({ CacheNodeType: 'cache.r7g.large' }),
    construct: excludedBy('SecondaryReplicationGroupOptions, which has no prop for what is inherited'),
  },
  'ReplicationGroup.SecondaryRequiresReplica': {
    template: secondaryGroup(
      { GlobalReplicationGroupId: { Ref: 'Global' }, NumCacheClusters: 1 },
      {
        Global: resource('AWS::ElastiCache::GlobalReplicationGroup', {
          GlobalReplicationGroupIdSuffix: 'sessions',
          AutomaticFailoverEnabled: true,
          Members: [{ ReplicationGroupId: 'sessions', ReplicationGroupRegion: 'us-east-1', Role: 'PRIMARY' }],
        }),
      },
    ),
    construct: (scope) => {
      const primary = createGroup(scope, { automaticFailover: true });
      const globalReplicationGroup = new GlobalReplicationGroup(scope.stack, 'Global', { primary });
      new SecondaryReplicationGroup(scope.stack, 'Secondary', {
        globalReplicationGroup,
        vpc: scope.vpc,
        replicasPerShard: 0,
        multiAz: false,
      });
    },
    alsoReportedBy: ['ReplicationGroup.SecondaryInPrimaryRegion'],
  },
  'ReplicationGroup.SecondaryInPrimaryRegion': {
    template: secondaryGroup(
      { GlobalReplicationGroupId: { Ref: 'Global' } },
      {
        Global: resource('AWS::ElastiCache::GlobalReplicationGroup', {
          GlobalReplicationGroupIdSuffix: 'sessions',
          Members: [{ ReplicationGroupId: 'sessions', ReplicationGroupRegion: 'us-east-1', Role: 'PRIMARY' }],
        }),
      },
    ),
    construct: (scope) => {
      const primary = createGroup(scope);
      const globalReplicationGroup = new GlobalReplicationGroup(scope.stack, 'Global', { primary });
      new SecondaryReplicationGroup(scope.stack, 'Secondary', { globalReplicationGroup, vpc: scope.vpc });
    },
  },
  'ReplicationGroup.NetworkTypeUnsupportedByGlobalDatastore': {
    template: secondaryGroup({ NetworkType: 'dual_stack' }),
    construct: excludedBy('SecondaryReplicationGroupOptions, which has no networkType'),
  },

  'ReplicationGroup.TooManyTags': {
    template: replicationGroup({ Tags: tags(...numbers(51)) }),
    construct: (scope) =>
      createTagged(scope, Object.fromEntries(numbers(51).map((number) => [`key${number}`, number]))),
  },
  'ReplicationGroup.TagKeyInvalid': {
    template: replicationGroup({ Tags: tags('aws:cache') }),
    construct: (scope) => createTagged(scope, { 'aws:cache': 'sessions' }),
  },
  'ReplicationGroup.TagValueInvalid': {
    template: replicationGroup({ Tags: [{ Key: 'team', Value: 'x'.repeat(257) }] }),
    construct: (scope) => createTagged(scope, { team: 'x'.repeat(257) }),
  },
  'ReplicationGroup.DuplicateSecurityGroups': {
    template: replicationGroup({ SecurityGroupIds: ['sg-1', 'sg-1'] }),
    construct: (scope) =>
      createGroup(scope, {
        securityGroups: ['One', 'Other'].map((id) =>
          ec2.SecurityGroup.fromSecurityGroupId(scope.stack, id, 'sg-0123456789abcdef0'),
        ),
      }),
  },
  'ReplicationGroup.GlobalReplicationGroupIdInvalid': {
    template: secondaryGroup({ GlobalReplicationGroupId: 'sessions' }),
    construct: ({ stack, vpc }) =>
      new SecondaryReplicationGroup(stack, 'Group', {
        vpc,
        globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(stack, 'Global', 'sessions'),
        authentication: Authentication.none(),
      }),
  },
  'ReplicationGroup.TagIncomplete': {
    template: replicationGroup({ Tags: [{ Key: 'team' }] }),
    construct: excludedBy('Tags.of(...).add(key: string, value: string)'),
  },
  'ReplicationGroup.DuplicateTagKeys': {
    template: replicationGroup({ Tags: tags('team', 'team') }),
    construct: excludedBy('Tags.of(...).add(key: string), which replaces the tag of the same key'),
  },
  'ReplicationGroup.NameNotUnique': {
    template: replicationGroup(
      { ReplicationGroupId: 'sessions' },
      { Other: replicationGroup({ ReplicationGroupId: 'sessions' }).Group },
    ),
    construct: (scope) => {
      createGroup(scope, { replicationGroupId: 'sessions' });
      const nodeType = NodeType.of(NodeFamily.R7G, NodeSize.LARGE);
      new ReplicationGroup(scope.stack, 'Other', { vpc: scope.vpc, nodeType, replicationGroupId: 'sessions' });
    },
  },

  'ReplicationGroup.ValkeyUserGroupInRedisCache': {
    template: replicationGroup({ Engine: 'redis', EngineVersion: '7.1', ...OF_USERS }, usersOf('valkey', {})),
    construct: (scope) =>
      createGroup(scope, {
        engineVersion: EngineVersion.REDIS_7_1,
        authentication: Authentication.userGroup(new UserGroup(scope.stack, 'Users')),
      }),
  },
  'ReplicationGroup.AccessStringUnsupported': {
    template: replicationGroup(OF_USERS, usersOf('valkey', { AccessString: 'on ~* db=0 +@read' })),
    construct: (scope) =>
      createGroup(scope, { authentication: createUsers(scope, UserEngine.VALKEY, 'on ~* db=0 +@read') }),
  },
  'ReplicationGroup.UserGroupInOtherRegion': {
    template: replicationGroup({ UserGroupIds: ['arn:aws:elasticache:eu-west-1:111122223333:usergroup:users'] }),
    construct: (scope) => createGroup(scope, { authentication: importUsers(scope, { region: 'eu-west-1' }) }),
  },
  'ReplicationGroup.UserGroupInOtherAccount': {
    template: replicationGroup({ UserGroupIds: ['arn:aws:elasticache:us-east-1:444455556666:usergroup:users'] }),
    construct: (scope) => createGroup(scope, { authentication: importUsers(scope, { account: '444455556666' }) }),
  },
  'ReplicationGroup.IamUserUnsupported': {
    template: replicationGroup(
      { Engine: 'redis', EngineVersion: '6.2', ...OF_USERS },
      usersOf('redis', { AuthenticationMode: { Type: 'iam' } }),
    ),
    construct: (scope) =>
      createGroup(scope, {
        engineVersion: EngineVersion.REDIS_6_2,
        authentication: createUsers(scope, UserEngine.REDIS, 'on ~* +@read'),
      }),
  },
  'ReplicationGroup.KeyEmpty': {
    template: replicationGroup({ KmsKeyId: '' }),
    construct: excludedBy('kmsKey?: IKeyRef, which has an ARN'),
  },
  'ReplicationGroup.KeyAsymmetric': {
    template: replicationGroup(
      { KmsKeyId: { Ref: 'Key' } },
      { Key: resource('AWS::KMS::Key', { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' }) },
    ),
    construct: (scope) =>
      createGroup(scope, { kmsKey: new kms.Key(scope.stack, 'Key', { keySpec: kms.KeySpec.RSA_2048 }) }),
  },
  'ReplicationGroup.KeyInOtherRegion': {
    template: replicationGroup({ KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/key-1' }),
    construct: (scope) =>
      createGroup(scope, { kmsKey: importKey(scope, 'arn:aws:kms:eu-west-1:111122223333:key/key-1') }),
  },
  'ReplicationGroup.CacheSubnetGroupNameNotReferenced': {
    template: replicationGroup(
      {},
      {
        Subnets: resource('AWS::ElastiCache::SubnetGroup', {
          CacheSubnetGroupName: 'subnets',
          Description: 'cache subnets',
          SubnetIds: ['subnet-1', 'subnet-2'],
        }),
      },
    ),
    construct: excludedBy('subnetGroup?: ISubnetGroup, which is rendered as a reference'),
  },
  'ReplicationGroup.CacheParameterGroupNameNotReferenced': {
    template: replicationGroup(
      { CacheParameterGroupName: 'Parameters' },
      {
        Parameters: resource('AWS::ElastiCache::ParameterGroup', {
          CacheParameterGroupFamily: 'valkey9',
          Description: 'cache parameters',
        }),
      },
    ),
    construct: excludedBy('parameterGroup?: IParameterGroup, which is rendered as a reference'),
  },
  'ReplicationGroup.UserGroupIdsNotReferenced': {
    template: replicationGroup({ UserGroupIds: ['users'] }, usersOf('valkey', {})),
    construct: excludedBy('authentication?: Authentication, whose user group is rendered as a reference'),
  },
  'ReplicationGroup.EvictionPolicyUnsupportedByDataTiering': {
    template: replicationGroup(
      {
        CacheNodeType: 'cache.r6gd.xlarge',
        DataTieringEnabled: true,
        CacheParameterGroupName: { Ref: 'Parameters' },
      },
      {
        Parameters: resource('AWS::ElastiCache::ParameterGroup', {
          CacheParameterGroupFamily: 'valkey9',
          Description: 'cache parameters',
          Properties: { 'maxmemory-policy': 'allkeys-random' },
        }),
      },
    ),
    construct: (scope) =>
      createGroup(scope, {
        nodeType: NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE),
        parameters: { 'maxmemory-policy': 'allkeys-random' },
      }),
  },
  'ReplicationGroup.SnapshotRequiresDataTiering': {
    template: replicationGroup(
      { SnapshotName: { Ref: 'Snapshot' } },
      {
        Snapshot: resource('AWS::ElastiCache::Snapshot', {
          SnapshotName: 'nightly',
          ReplicationGroupId: { Ref: 'Source' },
        }),
        Source: replicationGroup({ CacheNodeType: 'cache.r6gd.xlarge', DataTieringEnabled: true }).Group,
      },
    ),
    construct: (scope) => {
      const { stack, vpc } = scope;
      const source = new ReplicationGroup(stack, 'Source', {
        vpc,
        nodeType: NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE),
      });
      const snapshot = new ReplicationGroupSnapshot(stack, 'Snapshot', {
        source: ReplicationGroupSnapshotSource.fromReplicationGroup(source),
      });
      createGroup(scope, { restoreFrom: SnapshotSource.fromReplicationGroupSnapshot(snapshot) });
    },
  },
  'ReplicationGroup.EndpointUnavailable': {
    template: replicationGroup(
      { ClusterMode: 'disabled' },
      {
        Host: resource('AWS::SSM::Parameter', {
          Type: 'String',
          Value: { 'Fn::GetAtt': ['Group', 'ConfigurationEndPoint.Address'] },
        }),
      },
    ),
    construct: excludedBy('configurationEndpoint: Endpoint and others, which throw where there is none'),
  },
  'ReplicationGroup.OnlineReshardingDisabled': {
    template: replicationGroup({ NumNodeGroups: 2, ReplicasPerNodeGroup: 1, AutomaticFailoverEnabled: true }),
    construct: excludedBy('UpdatePolicy, which is always rendered'),
  },
};
