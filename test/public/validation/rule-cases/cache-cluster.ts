import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnParameterGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib/core';
import type { CaseScope, RuleCases } from './rule-case';
import {
  ONE_ENVIRONMENT,
  ENVIRONMENT,
  FOREIGN_CLIENT,
  SOURCE_ACCOUNT_POLICY,
  createForeignClient,
  excludedBy,
} from './rule-case';
import type { MemcachedClusterProps } from 'cdk-elasticache';
import {
  ClusterMode,
  Weekday,
  EngineVersion,
  IpDiscovery,
  MaintenanceWindow,
  MemcachedCluster,
  NetworkType,
  NodeFamily,
  NodeSize,
  NodeType,
  ParameterGroup,
  ReplicationGroup,
  SubnetGroup,
  TransitEncryption,
} from 'cdk-elasticache';

const TYPE = 'AWS::ElastiCache::CacheCluster';

const memcached = (properties: object, attributes: object = {}) => ({
  Cluster: {
    Type: TYPE,
    Properties: {
      Engine: 'memcached',
      EngineVersion: '1.6.22',
      CacheNodeType: 'cache.m7g.large',
      NumCacheNodes: 2,
      CacheSubnetGroupName: 'shared',
      ...properties,
    },
    ...attributes,
  },
});

const redis = (properties: object) =>
  memcached({ Engine: 'redis', EngineVersion: '7.1', NumCacheNodes: 1, ...properties });

const SLOW_LOG = {
  LogType: 'slow-log',
  DestinationType: 'cloudwatch-logs',
  LogFormat: 'json',
  DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'cache' } },
};
const ENGINE_LOG = { ...SLOW_LOG, LogType: 'engine-log' };
const FIREHOSE_LOG = {
  ...SLOW_LOG,
  DestinationType: 'kinesis-firehose',
  DestinationDetails: { KinesisFirehoseDetails: { DeliveryStream: 'cache' } },
};
const redisWithLogs = (...logs: object[]) => redis({ LogDeliveryConfigurations: logs });

const resource = (type: string, properties: object = {}) => ({ Type: type, Properties: properties });

/** A subnet group with one subnet. */
const subnetGroup = (subnet: object) => ({
  Subnets: resource('AWS::ElastiCache::SubnetGroup', { Description: 'subnets', SubnetIds: [{ Ref: 'Subnet' }] }),
  Subnet: resource('AWS::EC2::Subnet', { VpcId: 'vpc-1', ...subnet }),
});
const inSubnetGroup = { CacheSubnetGroupName: { Ref: 'Subnets' } };

const parameterGroup = (family: string, parameters?: object) => ({
  Parameters: resource('AWS::ElastiCache::ParameterGroup', {
    CacheParameterGroupFamily: family,
    Description: 'parameters',
    Properties: parameters,
  }),
});
const inParameterGroup = { CacheParameterGroupName: { Ref: 'Parameters' } };

const topicArn = (account: string, region: string, name: string = 'events') =>
  `arn:aws:sns:${region}:${account}:${name}`;
const { account: ACCOUNT, region: REGION } = ENVIRONMENT;
const OTHER_ACCOUNT = '444455556666';
const OTHER_REGION = 'eu-south-1';

const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `tag${index}`, Value: 'cache' }));

const createCluster = ({ stack, vpc }: CaseScope, props: Partial<MemcachedClusterProps> = {}, id: string = 'Cluster') =>
  new MemcachedCluster(stack, id, { vpc, nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE), ...props });

/** Creates a cluster in subnets whose addresses are not known. */
const createClusterInSharedSubnets = (scope: CaseScope, props: Partial<MemcachedClusterProps>) =>
  createCluster(scope, { subnetGroup: SubnetGroup.fromSubnetGroupName(scope.stack, 'Subnets', 'shared'), ...props });

const createClusterWithTopic = (scope: CaseScope, arn: string) =>
  createCluster(scope, { notificationTopic: sns.Topic.fromTopicArn(scope.stack, 'Topic', arn) });

const createClusterWithTags = (scope: CaseScope, ...tagList: ReturnType<typeof tags>) => {
  const cluster = createCluster(scope);
  tagList.forEach(({ Key, Value }) => Tags.of(cluster).add(Key, Value, { includeResourceTypes: [TYPE] }));
};

const createStack = ({ app }: CaseScope, id: string, region: string) =>
  new Stack(app, id, { env: { ...ENVIRONMENT, region }, crossRegionReferences: true });

const importVpc = (stack: Stack) =>
  ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: [`${stack.region}a`, `${stack.region}b`],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
  });

const ENGINE = 'engineVersion: EngineVersion, which is always rendered';
const REDIS = 'engineVersion: EngineVersion, of which EngineInvalid allows Memcached only';
const ZONES = 'availabilityZones?: string[], of which the construct makes the zones of the nodes and the mode';
const SNAPSHOTS = 'props: MemcachedClusterProps, which has no snapshots';
const LOGS = 'props: MemcachedClusterProps, which has no logs';
const REFERENCE = 'the construct, which refers to its groups';

export const CACHE_CLUSTER_CASES: RuleCases = {
  'CacheCluster.NameInvalid': {
    template: memcached({ ClusterName: 'my_cluster' }),
    construct: (scope) => createCluster(scope, { clusterName: 'my_cluster' }),
  },
  'CacheCluster.NameNotLowercase': {
    template: memcached({ ClusterName: 'Sessions' }),
    construct: excludedBy('clusterName?: string, which is rendered in lower case'),
  },
  'CacheCluster.EngineMissing': {
    template: memcached({ Engine: undefined }),
    construct: excludedBy(ENGINE),
  },
  'CacheCluster.EngineInvalid': {
    template: memcached({ Engine: 'valkey', EngineVersion: '8.1' }),
    construct: (scope) => createCluster(scope, { engineVersion: EngineVersion.VALKEY_8_1 }),
  },
  'CacheCluster.VersionInvalid': {
    template: memcached({ EngineVersion: '1.6.18' }),
    construct: (scope) => createCluster(scope, { engineVersion: EngineVersion.of('memcached', '1.6.18') }),
  },
  'CacheCluster.VersionDiscontinued': {
    template: redis({ EngineVersion: '5.0.5' }),
    construct: excludedBy(REDIS),
  },
  'CacheCluster.VersionUnknown': {
    template: memcached({ EngineVersion: '1.6.99' }),
    construct: (scope) => createCluster(scope, { engineVersion: EngineVersion.of('memcached', '1.6.99') }),
  },
  'CacheCluster.VersionNeedsExtendedSupport': {
    template: redis({ EngineVersion: '5.0.6' }),
    construct: excludedBy(REDIS),
  },
  'CacheCluster.ParameterGroupFamilyMismatch': {
    template: memcached({ CacheParameterGroupName: 'default.memcached1.5' }),
    construct: (scope) =>
      createCluster(scope, {
        parameterGroup: new ParameterGroup(scope.stack, 'Parameters', {
          engineVersion: EngineVersion.MEMCACHED_1_5_16,
        }),
      }),
  },
  'CacheCluster.VersionNotPinned': {
    template: memcached({ EngineVersion: undefined, CacheParameterGroupName: 'default.memcached1.6' }),
    construct: excludedBy(ENGINE),
  },
  'CacheCluster.NodeTypeMissing': {
    template: memcached({ CacheNodeType: undefined }),
    construct: excludedBy('nodeType: NodeType, which is required'),
  },
  'CacheCluster.NodeTypeInvalid': {
    template: memcached({ CacheNodeType: 'cache.m7g.huge' }),
    construct: (scope) => createCluster(scope, { nodeType: NodeType.fromName('cache.m7g.huge') }),
  },
  'CacheCluster.NodeTypeUnknown': {
    template: memcached({ CacheNodeType: 'cache.m99g.large' }),
    construct: (scope) => createCluster(scope, { nodeType: NodeType.fromName('cache.m99g.large') }),
  },
  'CacheCluster.NodeTypeUnavailableInRegion': {
    region: 'eu-south-1',
    template: memcached({ CacheNodeType: 'cache.m7g.large' }),
    construct: (scope) => {
      const stack = createStack(scope, 'Other', OTHER_REGION);
      createCluster({ ...scope, stack, vpc: importVpc(stack) });
    },
  },
  'CacheCluster.NodeTypeDiscontinued': {
    template: memcached({ CacheNodeType: 'cache.t2.micro' }),
    construct: (scope) => createCluster(scope, { nodeType: NodeType.of(NodeFamily.T2, NodeSize.MICRO) }),
  },
  'CacheCluster.NodeTypeUnsupportedByVersion': {
    template: memcached({ EngineVersion: '1.5.10' }),
    construct: (scope) => createCluster(scope, { engineVersion: EngineVersion.MEMCACHED_1_5_10 }),
  },
  'CacheCluster.DataTieringUnsupported': {
    template: redis({ CacheNodeType: 'cache.r6gd.xlarge' }),
    construct: excludedBy(REDIS),
  },
  'CacheCluster.NodeCountMissing': {
    template: memcached({ NumCacheNodes: undefined }),
    construct: excludedBy('nodes?: number, which has a default'),
  },
  'CacheCluster.NodeCountOutOfRange': {
    template: memcached({ NumCacheNodes: 0 }),
    construct: (scope) => createCluster(scope, { nodeCount: 0 }),
  },
  'CacheCluster.NodeCountExceedsQuota': {
    template: memcached({ NumCacheNodes: 61 }),
    construct: (scope) => createCluster(scope, { nodeCount: 61 }),
  },
  'CacheCluster.AzModeInvalid': {
    template: memcached({ AZMode: 'multi-az' }),
    construct: excludedBy(ZONES),
  },
  'CacheCluster.ZonesRequireMemcached': {
    template: redis({ PreferredAvailabilityZones: ['us-east-1a'] }),
    construct: excludedBy(REDIS),
  },
  'CacheCluster.CrossAzRequiresSeveralNodes': {
    template: memcached({ AZMode: 'cross-az', NumCacheNodes: 1 }),
    construct: excludedBy(ZONES),
  },
  'CacheCluster.ZoneCountMismatch': {
    template: memcached({ PreferredAvailabilityZones: ['us-east-1a'] }),
    construct: excludedBy(ZONES),
  },
  'CacheCluster.SeveralZonesRequireCrossAz': {
    template: memcached({ PreferredAvailabilityZones: ['us-east-1a', 'us-east-1b'] }),
    construct: excludedBy(ZONES),
  },
  'CacheCluster.CrossAzRequiresSeveralZones': {
    template: memcached({ AZMode: 'cross-az', PreferredAvailabilityZones: ['us-east-1a', 'us-east-1a'] }),
    construct: excludedBy(ZONES),
  },
  'CacheCluster.ZoneInvalid': {
    template: memcached({ PreferredAvailabilityZone: 'us-east-1' }),
    construct: (scope) => createCluster(scope, { availabilityZones: ['us-east-1a', 'us-east-1'] }),
    alsoReportedBy: ['CacheCluster.ZonesOutsideSubnets'],
  },
  'CacheCluster.ZonesOutsideSubnets': {
    template: {
      ...memcached({ ...inSubnetGroup, PreferredAvailabilityZone: 'us-east-1b' }),
      ...subnetGroup({ AvailabilityZone: 'us-east-1a' }),
    },
    construct: (scope) => createCluster(scope, { availabilityZones: ['us-east-1a', 'us-east-1f'] }),
  },
  'CacheCluster.ZonesConflict': {
    template: memcached({
      AZMode: 'cross-az',
      PreferredAvailabilityZone: 'us-east-1a',
      PreferredAvailabilityZones: ['us-east-1a', 'us-east-1b'],
    }),
    construct: excludedBy(ZONES),
  },
  'CacheCluster.OneZoneRequiresSingleAz': {
    template: memcached({ AZMode: 'cross-az', PreferredAvailabilityZone: 'us-east-1a' }),
    construct: excludedBy(ZONES),
  },
  'CacheCluster.ReplacedWhenScaled': {
    template: memcached({}),
    construct: excludedBy('availabilityZones?: string[], whose absence MemcachedCluster.ZonesUnknown reports'),
  },
  'CacheCluster.SnapshotRetentionLimitRequiresRedis': {
    template: memcached({ SnapshotRetentionLimit: 1 }),
    construct: excludedBy(SNAPSHOTS),
  },
  'CacheCluster.SnapshotWindowRequiresRedis': {
    template: memcached({ SnapshotWindow: '03:30-04:30' }),
    construct: excludedBy(SNAPSHOTS),
  },
  'CacheCluster.SnapshotNameRequiresRedis': {
    template: memcached({ SnapshotName: 'nightly' }),
    construct: excludedBy(SNAPSHOTS),
  },
  'CacheCluster.SnapshotArnsRequiresRedis': {
    template: memcached({ SnapshotArns: ['arn:aws:s3:::bucket/dump.rdb'] }),
    construct: excludedBy(SNAPSHOTS),
  },
  'CacheCluster.LogDeliveryConfigurationsRequiresRedis': {
    template: memcached({ LogDeliveryConfigurations: [SLOW_LOG] }),
    construct: excludedBy(LOGS),
  },
  'CacheCluster.TlsUnsupportedByVersion': {
    template: memcached({ EngineVersion: '1.6.6', TransitEncryptionEnabled: true }),
    construct: (scope) =>
      createCluster(scope, {
        engineVersion: EngineVersion.MEMCACHED_1_6_6,
        transitEncryption: TransitEncryption.REQUIRED,
      }),
  },
  'CacheCluster.TlsRequiresReplicationGroup': {
    template: redis({ TransitEncryptionEnabled: true }),
    construct: excludedBy(REDIS),
  },
  'CacheCluster.NetworkTypeInvalid': {
    template: memcached({ NetworkType: 'ipv5' }),
    construct: excludedBy('networkType?: NetworkType, an enum'),
  },
  'CacheCluster.IpDiscoveryInvalid': {
    template: memcached({ IpDiscovery: 'ipv5' }),
    construct: excludedBy('ipDiscovery?: IpDiscovery, an enum'),
  },
  'CacheCluster.IpDiscoveryConflictsWithNetworkType': {
    template: memcached({ NetworkType: 'ipv4', IpDiscovery: 'ipv6' }),
    construct: (scope) => createCluster(scope, { networkType: NetworkType.IPV4, ipDiscovery: IpDiscovery.IPV6 }),
  },
  'CacheCluster.Ipv6UnsupportedByVersion': {
    template: memcached({ EngineVersion: '1.5.16', NetworkType: 'dual_stack' }),
    construct: (scope) =>
      createClusterInSharedSubnets(scope, {
        engineVersion: EngineVersion.MEMCACHED_1_5_16,
        networkType: NetworkType.DUAL_STACK,
      }),
  },
  'CacheCluster.Ipv6RequiresNitro': {
    template: memcached({ CacheNodeType: 'cache.m4.large', NetworkType: 'dual_stack' }),
    construct: (scope) =>
      createClusterInSharedSubnets(scope, {
        nodeType: NodeType.of(NodeFamily.M4, NodeSize.LARGE),
        networkType: NetworkType.DUAL_STACK,
      }),
  },
  'CacheCluster.PortOutOfRange': {
    template: memcached({ Port: 65536 }),
    construct: (scope) => createCluster(scope, { port: 65536 }),
  },
  'CacheCluster.SecurityGroupIdInvalid': {
    template: memcached({ VpcSecurityGroupIds: ['cache-clients'] }),
    construct: (scope) =>
      createCluster(scope, {
        securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(scope.stack, 'Group', 'cache-clients')],
      }),
  },
  'CacheCluster.Ec2ClassicSecurityGroups': {
    template: memcached({ CacheSecurityGroupNames: ['default'] }),
    construct: excludedBy('props: MemcachedClusterProps, which has security groups of a VPC only'),
  },
  'CacheCluster.SubnetGroupMissing': {
    template: memcached({ CacheSubnetGroupName: undefined }),
    construct: excludedBy('vpc: IVpc, of which a subnet group is always made or given'),
  },
  'CacheCluster.SubnetsLackAddresses': {
    template: { ...memcached({ ...inSubnetGroup, NetworkType: 'dual_stack' }), ...subnetGroup({}) },
    construct: (scope) => createCluster(scope, { networkType: NetworkType.DUAL_STACK }),
  },
  'CacheCluster.SecurityGroupOutsideDefaultVpc': {
    template: {
      ...memcached({ CacheSubnetGroupName: undefined, VpcSecurityGroupIds: [{ Ref: 'Group' }] }),
      Group: resource('AWS::EC2::SecurityGroup', { GroupDescription: 'cache', VpcId: { Ref: 'Vpc' } }),
      Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
    },
    construct: excludedBy('vpc: IVpc, of which a subnet group is always made or given'),
  },
  'CacheCluster.SecurityGroupInOtherVpc': {
    template: {
      ...memcached({ ...inSubnetGroup, VpcSecurityGroupIds: [{ Ref: 'Group' }] }),
      ...subnetGroup({}),
      Group: resource('AWS::EC2::SecurityGroup', { GroupDescription: 'cache', VpcId: 'vpc-2' }),
    },
    construct: (scope) => {
      const vpc = new ec2.Vpc(scope.stack, 'Other', { natGateways: 0 });
      createCluster(scope, { securityGroups: [new ec2.SecurityGroup(scope.stack, 'Group', { vpc })] });
    },
  },
  'CacheCluster.SecurityGroupsMissing': {
    template: memcached({}),
    construct: excludedBy('securityGroups?: ISecurityGroup[], of which one is always made or given'),
  },
  'CacheCluster.ClientInOtherVpc': {
    template: {
      ...memcached({ VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['Caches', 'GroupId'] }] }),
      ...FOREIGN_CLIENT,
    },
    construct: (scope) => createCluster(scope).connections.allowDefaultPortFrom(createForeignClient(scope)),
  },
  'CacheCluster.SubnetGroupInOtherRegion': {
    template: ONE_ENVIRONMENT,
    construct: (scope) => {
      const other = new Stack(scope.app, 'Other', { env: { ...ENVIRONMENT, region: OTHER_REGION } });
      createCluster(scope, { subnetGroup: CfnSubnetGroup.fromCacheSubnetGroupName(other, 'Subnets', 'subnets') });
    },
  },
  'CacheCluster.SubnetGroupInOtherAccount': {
    template: ONE_ENVIRONMENT,
    construct: (scope) => {
      const other = new Stack(scope.app, 'Other', { env: { ...ENVIRONMENT, account: OTHER_ACCOUNT } });
      createCluster(scope, { subnetGroup: CfnSubnetGroup.fromCacheSubnetGroupName(other, 'Subnets', 'subnets') });
    },
  },
  'CacheCluster.ParameterGroupInOtherRegion': {
    template: ONE_ENVIRONMENT,
    construct: (scope) => {
      const other = new Stack(scope.app, 'Other', { env: { ...ENVIRONMENT, region: OTHER_REGION } });
      createCluster(scope, {
        parameterGroup: CfnParameterGroup.fromCacheParameterGroupName(other, 'Parameters', 'parameters'),
      });
    },
  },
  'CacheCluster.ParameterGroupInOtherAccount': {
    template: ONE_ENVIRONMENT,
    construct: (scope) => {
      const other = new Stack(scope.app, 'Other', { env: { ...ENVIRONMENT, account: OTHER_ACCOUNT } });
      createCluster(scope, {
        parameterGroup: CfnParameterGroup.fromCacheParameterGroupName(other, 'Parameters', 'parameters'),
      });
    },
  },
  'CacheCluster.SecurityGroupInOtherRegion': {
    template: ONE_ENVIRONMENT,
    construct: (scope) => {
      const [here, other] = [createStack(scope, 'Here', REGION), createStack(scope, 'Other', OTHER_REGION)];
      const group = new ec2.SecurityGroup(other, 'Group', { vpc: importVpc(other) });
      createCluster({ ...scope, stack: here, vpc: importVpc(here) }, { securityGroups: [group] });
    },
  },
  'CacheCluster.MaintenanceWindowInvalid': {
    template: memcached({ PreferredMaintenanceWindow: 'sunday' }),
    construct: (scope) => createCluster(scope, { maintenanceWindow: MaintenanceWindow.fromString('sunday') }),
  },
  'CacheCluster.MaintenanceWindowLengthOutOfRange': {
    template: memcached({ PreferredMaintenanceWindow: 'sun:04:00-sun:04:30' }),
    construct: (scope) =>
      createCluster(scope, {
        maintenanceWindow: MaintenanceWindow.weekly({ day: Weekday.SUNDAY, hour: 4, duration: Duration.minutes(30) }),
      }),
  },
  'CacheCluster.RetentionOutOfRange': {
    template: redis({ SnapshotRetentionLimit: 36 }),
    construct: excludedBy(SNAPSHOTS),
  },
  'CacheCluster.SnapshotWindowInvalid': {
    template: redis({ SnapshotWindow: 'nightly', SnapshotRetentionLimit: 1 }),
    construct: excludedBy(SNAPSHOTS),
  },
  'CacheCluster.SnapshotWindowLengthOutOfRange': {
    template: redis({ SnapshotWindow: '03:00-03:30', SnapshotRetentionLimit: 1 }),
    construct: excludedBy(SNAPSHOTS),
  },
  'CacheCluster.WindowsOverlap': {
    template: redis({
      SnapshotWindow: '04:00-05:00',
      SnapshotRetentionLimit: 1,
      PreferredMaintenanceWindow: 'sun:04:30-sun:05:30',
    }),
    construct: excludedBy(SNAPSHOTS),
  },
  'CacheCluster.SnapshotWindowRequiresRetention': {
    template: redis({ SnapshotWindow: '03:30-04:30' }),
    construct: excludedBy(SNAPSHOTS),
  },
  'CacheCluster.SnapshotNameInvalid': {
    template: redis({ SnapshotName: 'my_snapshot' }),
    construct: excludedBy(SNAPSHOTS),
  },
  'CacheCluster.SnapshotFileArnInvalid': {
    template: redis({ SnapshotArns: ['s3://bucket/dump.rdb'] }),
    construct: excludedBy(SNAPSHOTS),
  },
  'CacheCluster.SnapshotFileEncryptedWithKms': {
    template: {
      ...redis({ SnapshotArns: [{ 'Fn::Sub': '${Bucket.Arn}/dump.rdb' }] }),
      Bucket: resource('AWS::S3::Bucket', {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
        },
      }),
    },
    construct: excludedBy(SNAPSHOTS),
  },
  'CacheCluster.TooManySnapshotFiles': {
    template: redis({ SnapshotArns: ['arn:aws:s3:::backups/a.rdb', 'arn:aws:s3:::backups/b.rdb'] }),
    construct: excludedBy(REDIS),
  },
  'CacheCluster.SnapshotSourcesConflict': {
    template: redis({ SnapshotName: 'nightly', SnapshotArns: ['arn:aws:s3:::bucket/dump.rdb'] }),
    construct: excludedBy(SNAPSHOTS),
  },
  'CacheCluster.TooManyLogs': {
    template: redisWithLogs(SLOW_LOG, ENGINE_LOG, { ...SLOW_LOG, LogType: { Ref: 'LogType' } }),
    construct: excludedBy(LOGS),
  },
  'CacheCluster.LogTypeInvalid': {
    template: redisWithLogs({ ...SLOW_LOG, LogType: 'command-log' }),
    construct: excludedBy(LOGS),
  },
  'CacheCluster.LogDestinationTypeInvalid': {
    template: redisWithLogs({ ...SLOW_LOG, DestinationType: 's3' }),
    construct: excludedBy(LOGS),
  },
  'CacheCluster.LogFormatInvalid': {
    template: redisWithLogs({ ...SLOW_LOG, LogFormat: 'xml' }),
    construct: excludedBy(LOGS),
  },
  'CacheCluster.LogIncomplete': {
    template: redisWithLogs({ ...SLOW_LOG, LogFormat: undefined }),
    construct: excludedBy(LOGS),
  },
  'CacheCluster.LogDestinationMismatch': {
    template: redisWithLogs({ ...SLOW_LOG, DestinationType: 'kinesis-firehose' }),
    construct: excludedBy(LOGS),
  },
  'CacheCluster.FirehoseUnsupportedInRegion': {
    region: 'ap-northeast-3',
    template: redisWithLogs(FIREHOSE_LOG),
    construct: excludedBy(LOGS),
  },
  'CacheCluster.DuplicateLogTypes': {
    template: redisWithLogs(SLOW_LOG, SLOW_LOG),
    construct: excludedBy(LOGS),
  },
  'CacheCluster.LogUnsupportedByVersion': {
    template: redis({
      EngineVersion: '6.0',
      CacheNodeType: 'cache.m6g.large',
      LogDeliveryConfigurations: [ENGINE_LOG],
    }),
    construct: excludedBy(LOGS),
  },
  'CacheCluster.TopicArnInvalid': {
    template: memcached({ NotificationTopicArn: topicArn(ACCOUNT, REGION, 'my.events') }),
    construct: (scope) => createClusterWithTopic(scope, topicArn(ACCOUNT, REGION, 'my.events')),
  },
  'CacheCluster.TopicIsFifo': {
    template: memcached({ NotificationTopicArn: topicArn(ACCOUNT, REGION, 'events.fifo') }),
    construct: (scope) =>
      createCluster(scope, { notificationTopic: new sns.Topic(scope.stack, 'Topic', { fifo: true }) }),
  },
  'CacheCluster.TopicEncrypted': {
    template: {
      ...memcached({ NotificationTopicArn: { Ref: 'Topic' } }),
      Topic: resource('AWS::SNS::Topic', { KmsMasterKeyId: 'alias/events' }),
    },
    construct: (scope) => {
      const masterKey = new kms.Key(scope.stack, 'Key');
      createCluster(scope, { notificationTopic: new sns.Topic(scope.stack, 'Topic', { masterKey }) });
    },
  },
  'CacheCluster.TopicPolicyUsesSourceAccount': {
    template: { ...memcached({ NotificationTopicArn: { Ref: 'Topic' } }), ...SOURCE_ACCOUNT_POLICY },
    construct: excludedBy('notificationTopic?: ITopic, whose policy is rendered at synthesis'),
  },
  'CacheCluster.TopicPolicyRejectsElastiCache': {
    template: { ...memcached({ NotificationTopicArn: { Ref: 'Topic' } }), Topic: resource('AWS::SNS::Topic') },
    construct: excludedBy('notificationTopic?: ITopic, whose policy is updated'),
  },
  'CacheCluster.TopicInOtherAccount': {
    template: memcached({ NotificationTopicArn: topicArn(OTHER_ACCOUNT, REGION) }),
    construct: (scope) => createClusterWithTopic(scope, topicArn(OTHER_ACCOUNT, REGION)),
  },
  'CacheCluster.TopicInOtherRegion': {
    template: memcached({ NotificationTopicArn: topicArn(ACCOUNT, OTHER_REGION) }),
    construct: (scope) => createClusterWithTopic(scope, topicArn(ACCOUNT, OTHER_REGION)),
  },
  'CacheCluster.TooManyTags': {
    template: memcached({ Tags: tags(51) }),
    construct: (scope) => createClusterWithTags(scope, ...tags(51)),
  },
  'CacheCluster.TagKeyInvalid': {
    template: memcached({ Tags: [{ Key: 'aws:team', Value: 'shop' }] }),
    construct: (scope) => createClusterWithTags(scope, { Key: 'aws:team', Value: 'shop' }),
  },
  'CacheCluster.TagValueInvalid': {
    template: memcached({ Tags: [{ Key: 'team', Value: 'x'.repeat(257) }] }),
    construct: (scope) => createClusterWithTags(scope, { Key: 'team', Value: 'x'.repeat(257) }),
  },
  'CacheCluster.TagIncomplete': {
    template: memcached({ Tags: [{ Key: 'team' }] }),
    construct: excludedBy('Tags.of(): Tags, of which each has a value'),
  },
  'CacheCluster.DuplicateTagKeys': {
    template: memcached({ Tags: [...tags(1), ...tags(1)] }),
    construct: excludedBy('Tags.of(): Tags, which has one value per key'),
  },
  'CacheCluster.DeletionPolicyUnsupported': {
    template: memcached({}, { DeletionPolicy: 'Snapshot' }),
    construct: (scope) => createCluster(scope, { removalPolicy: RemovalPolicy.SNAPSHOT }),
  },
  'CacheCluster.NameNotUnique': {
    template: {
      ...memcached({ ClusterName: 'sessions' }),
      Other: memcached({ ClusterName: 'sessions' }).Cluster,
    },
    construct: (scope) => {
      createCluster(scope, { clusterName: 'sessions' });
      createCluster(scope, { clusterName: 'sessions' }, 'Other');
    },
  },
  'CacheCluster.NameReservedForNode': {
    template: {
      ...memcached({ ClusterName: 'sessions-001' }),
      Group: resource('AWS::ElastiCache::ReplicationGroup', {
        ReplicationGroupId: 'sessions',
        ReplicationGroupDescription: 'sessions',
        CacheNodeType: 'cache.r7g.large',
      }),
    },
    construct: (scope) => {
      createCluster(scope, { clusterName: 'sessions-001' });
      new ReplicationGroup(scope.stack, 'Group', {
        vpc: scope.vpc,
        nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
        clusterMode: ClusterMode.disabled({ replicaCount: 1 }),
        replicationGroupId: 'sessions',
      });
    },
  },
  'CacheCluster.ItemSizeExceedsMemory': {
    template: {
      ...memcached({ ...inParameterGroup, CacheNodeType: 'cache.t4g.micro' }),
      ...parameterGroup('memcached1.6', { max_item_size: '134217728' }),
    },
    construct: (scope) =>
      createCluster(scope, {
        nodeType: NodeType.of(NodeFamily.T4G, NodeSize.MICRO),
        parameters: { max_item_size: '134217728' },
      }),
  },
  'CacheCluster.CacheSubnetGroupNameNotReferenced': {
    template: {
      ...memcached({}),
      Subnets: resource('AWS::ElastiCache::SubnetGroup', {
        CacheSubnetGroupName: 'shared',
        Description: 'subnets',
        SubnetIds: ['subnet-1'],
      }),
    },
    construct: excludedBy(REFERENCE),
  },
  'CacheCluster.CacheParameterGroupNameNotReferenced': {
    template: { ...memcached({ CacheParameterGroupName: 'Parameters' }), ...parameterGroup('memcached1.6') },
    construct: excludedBy(REFERENCE),
  },
  'CacheCluster.ClusterModeUnsupported': {
    template: redis({ CacheParameterGroupName: 'default.redis7.cluster.on' }),
    construct: (scope) => {
      const name = 'default.memcached1.6.cluster.on';
      createCluster(scope, { parameterGroup: ParameterGroup.fromParameterGroupName(scope.stack, 'Parameters', name) });
    },
  },
  'CacheCluster.EndpointUnavailable': {
    template: {
      ...memcached({}),
      Parameter: resource('AWS::SSM::Parameter', {
        Type: 'String',
        Value: { 'Fn::GetAtt': ['Cluster', 'RedisEndpoint.Address'] },
      }),
    },
    construct: excludedBy('endpoint: Endpoint, of the configuration endpoint'),
  },
};
