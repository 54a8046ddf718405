import type { Resources } from './check-resources';

/** A configuration with the name of its acceptance test, and the variant if the test has several. */
type Configuration = readonly [test: string, resources: Resources];

const ref = (id: string) => ({ Ref: id });

/** The network of the tests in a VPC. */
const VPC = {
  Vpc: ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }],
  Subnet1: ['AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-east-1a' }],
  Subnet2: ['AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1b' }],
  Subnets: ['SubnetGroup', { Description: 'test', SubnetIds: [ref('Subnet1'), ref('Subnet2')] }],
  SecurityGroup: ['AWS::EC2::SecurityGroup', { GroupDescription: 'test', VpcId: ref('Vpc') }],
} satisfies Resources;

const IPV6_BLOCK = { 'Fn::Select': [0, { 'Fn::GetAtt': ['Vpc', 'Ipv6CidrBlocks'] }] };
const selectIpv6Block = (index: number) => ({ 'Fn::Select': [index, { 'Fn::Cidr': [IPV6_BLOCK, 2, 64] }] });

const IPV6_VPC = {
  ...VPC,
  Ipv6Block: ['AWS::EC2::VPCCidrBlock', { VpcId: ref('Vpc'), AmazonProvidedIpv6CidrBlock: true }],
  Subnet1: ['AWS::EC2::Subnet', { ...VPC.Subnet1[1], Ipv6CidrBlock: selectIpv6Block(0) }],
  Subnet2: ['AWS::EC2::Subnet', { ...VPC.Subnet2[1], Ipv6CidrBlock: selectIpv6Block(1) }],
} satisfies Resources;

const SUBNETS = { CacheSubnetGroupName: ref('Subnets') };
const GROUP_IN_VPC = { ...SUBNETS, SecurityGroupIds: [{ 'Fn::GetAtt': ['SecurityGroup', 'GroupId'] }] };
const CLUSTER_IN_VPC = { ...SUBNETS, VpcSecurityGroupIds: GROUP_IN_VPC.SecurityGroupIds };

const WINDOWS = { PreferredMaintenanceWindow: 'tue:06:30-tue:07:30', SnapshotWindow: '01:00-02:00' };

const tags = (values: Record<string, string>) => ({
  Tags: Object.entries(values).map(([Key, Value]) => ({ Key, Value })),
});

const cluster = (properties: object, others: Resources = {}): Resources => ({
  Cluster: ['CacheCluster', { CacheNodeType: 'cache.t3.small', NumCacheNodes: 1, ...properties }],
  ...others,
});

const memcached = (properties: object, others?: Resources) => cluster({ Engine: 'memcached', ...properties }, others);
const redis = (properties: object, others?: Resources) => cluster({ Engine: 'redis', ...properties }, others);

/** A replication group with the defaults of the provider. */
const group = (properties: object, others: Resources = {}): Resources => ({
  Group: [
    'ReplicationGroup',
    {
      ReplicationGroupDescription: 'test',
      Engine: 'redis',
      CacheNodeType: 'cache.t3.small',
      NumCacheClusters: 1,
      AutomaticFailoverEnabled: false,
      ...properties,
    },
  ],
  ...others,
});

const groupWithShards = (shardCount: number, replicaCount: number, properties: object = {}, others?: Resources) =>
  group(
    {
      NumCacheClusters: undefined,
      NumNodeGroups: shardCount,
      ReplicasPerNodeGroup: replicaCount,
      AutomaticFailoverEnabled: true,
      ...properties,
    },
    others,
  );

const groupInVpc = (properties: object) => group({ ...GROUP_IN_VPC, ...properties }, VPC);

const groupWithFailover = (nodeCount: number, failover: boolean, multiAz: boolean) =>
  group(
    {
      ...SUBNETS,
      CacheNodeType: 'cache.t3.medium',
      NumCacheClusters: nodeCount,
      AutomaticFailoverEnabled: failover,
      MultiAZEnabled: multiAz,
    },
    VPC,
  );

/** Delivers a log to the destination with the format that the tests use for it. */
const log = (LogType: string, destination: 'cloudwatch-logs' | 'kinesis-firehose') =>
  destination === 'cloudwatch-logs'
    ? {
        LogType,
        LogFormat: 'text',
        DestinationType: destination,
        DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'test' } },
      }
    : {
        LogType,
        LogFormat: 'json',
        DestinationType: destination,
        DestinationDetails: { KinesisFirehoseDetails: { DeliveryStream: 'test' } },
      };

const TEXT_LOGS = [log('slow-log', 'cloudwatch-logs'), log('engine-log', 'cloudwatch-logs')];
const MIXED_LOGS = [log('slow-log', 'cloudwatch-logs'), log('engine-log', 'kinesis-firehose')];
const JSON_SLOW_LOG = [log('slow-log', 'kinesis-firehose')];

const loggingGroup = (logs: object[]) =>
  group({
    ...WINDOWS,
    EngineVersion: '6.x',
    CacheParameterGroupName: 'default.redis6.x',
    LogDeliveryConfigurations: logs,
  });

const loggingShard = (logs: object[]) =>
  groupWithShards(1, 0, {
    ...WINDOWS,
    EngineVersion: '6.x',
    CacheParameterGroupName: 'default.redis6.x.cluster.on',
    LogDeliveryConfigurations: logs,
  });

/** A global datastore with its primary, of which the engine version is the oldest that the tests use. */
const globalDatastore = (globalProperties: object = {}, primaryProperties: object = {}): Resources => ({
  Global: [
    'GlobalReplicationGroup',
    {
      GlobalReplicationGroupIdSuffix: 'test',
      Members: [{ ReplicationGroupId: ref('Group'), ReplicationGroupRegion: 'us-east-1', Role: 'PRIMARY' }],
      ...globalProperties,
    },
  ],
  ...group({ EngineVersion: '5.0.6', CacheNodeType: 'cache.m5.large', ...primaryProperties }),
});

const globalDatastoreWithShards = (globalProperties: object, shardCount: number): Resources => ({
  ...globalDatastore(globalProperties),
  ...groupWithShards(shardCount, 1, {
    EngineVersion: '6.2',
    CacheNodeType: 'cache.m5.large',
    CacheParameterGroupName: 'default.redis6.x.cluster.on',
  }),
});

/** A secondary in a stack of its own, because it is in another Region than the primary. */
const secondary = (properties: object): Resources => ({
  Group: [
    'ReplicationGroup',
    { ReplicationGroupDescription: 'secondary', GlobalReplicationGroupId: 'ldgnf-test', ...SUBNETS, ...properties },
  ],
  ...VPC,
});

const serverless = (properties: object, others: Resources = {}): Resources => ({
  Cache: ['ServerlessCache', { ServerlessCacheName: 'test', ...properties }],
  ...others,
});

const SERVERLESS_IN_VPC = {
  SubnetIds: [ref('Subnet1'), ref('Subnet2')],
  SecurityGroupIds: GROUP_IN_VPC.SecurityGroupIds,
};

const limits = (maximum: number, requestMaximum: number) => ({
  CacheUsageLimits: { DataStorage: { Maximum: maximum, Unit: 'GB' }, ECPUPerSecond: { Maximum: requestMaximum } },
});

const KEY = { Key: ['AWS::KMS::Key', { KeyPolicy: {} }] } satisfies Resources;
const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };

const ACCESS_STRING =
  'on ~app::* -@all +@read +@hash +@bitmap +@geo -setbit -bitfield -hset -hsetnx -hmset -hincrby -hincrbyfloat -hdel -bitop -geoadd -georadius -georadiusbymember';

const user = (properties: object, id = 'User'): Resources => ({
  [id]: [
    'User',
    { UserId: 'test', UserName: 'username1', Engine: 'redis', AccessString: ACCESS_STRING, ...properties },
  ],
});

const passwordUser = (...Passwords: string[]) => user({ AuthenticationMode: { Type: 'password', Passwords } });

/** A user group with users, of which the first has the name of the default user. */
const userGroup = (userNames: string[], properties: object = {}): Resources => ({
  Users: [
    'UserGroup',
    {
      UserGroupId: 'test',
      Engine: 'redis',
      UserIds: userNames.map((_, index) => ref(`User${index}`)),
      ...properties,
    },
  ],
  ...Object.assign(
    {},
    ...userNames.map((UserName, index) =>
      user({ UserId: `test-${index}`, UserName, Passwords: ['password123456789'] }, `User${index}`),
    ),
  ),
});

const subnetGroup = (properties: object): Resources => ({
  ...VPC,
  Group: ['SubnetGroup', { Description: 'Managed by Terraform', SubnetIds: [ref('Subnet1')], ...properties }],
});

const CLUSTERS: readonly Configuration[] = [
  ['TestAccElastiCacheCluster_Engine_memcached', memcached({})],
  ['TestAccElastiCacheCluster_Engine_redis', redis({})],
  ['TestAccElastiCacheCluster_Engine_redis_v5', redis({ EngineVersion: '5.0.6' })],
  ['TestAccElastiCacheCluster_PortRedis_default', redis({ CacheNodeType: 'cache.t3.micro' })],
  [
    'TestAccElastiCacheCluster_ipDiscovery',
    memcached(
      {
        ...CLUSTER_IN_VPC,
        EngineVersion: '1.6.6',
        IpDiscovery: 'ipv6',
        NetworkType: 'dual_stack',
        PreferredAvailabilityZone: 'us-east-1a',
      },
      IPV6_VPC,
    ),
  ],
  ['TestAccElastiCacheCluster_port', memcached({ Port: 11212 })],
  [
    'TestAccElastiCacheCluster_snapshotsWithUpdates, before the update',
    redis({ Port: 6379, SnapshotWindow: '05:00-09:00', SnapshotRetentionLimit: 3 }),
  ],
  [
    'TestAccElastiCacheCluster_snapshotsWithUpdates, after the update',
    redis({ Port: 6379, SnapshotWindow: '07:00-09:00', SnapshotRetentionLimit: 7 }),
  ],
  ['TestAccElastiCacheCluster_NumCacheNodes_increase', memcached({ NumCacheNodes: 3 })],
  [
    'TestAccElastiCacheCluster_NumCacheNodes_increaseWithPreferredAvailabilityZones, 1 node',
    memcached({ PreferredAvailabilityZones: ['us-east-1a'] }),
  ],
  [
    'TestAccElastiCacheCluster_NumCacheNodes_increaseWithPreferredAvailabilityZones, 3 nodes',
    memcached({ NumCacheNodes: 3, PreferredAvailabilityZones: Array(3).fill('us-east-1a') }),
  ],
  [
    'TestAccElastiCacheCluster_vpc',
    redis(
      {
        ...CLUSTER_IN_VPC,
        ClusterName: 'tf-acc-test',
        Port: 6379,
        NotificationTopicArn: ref('Topic'),
        PreferredAvailabilityZone: 'us-east-1a',
      },
      { ...VPC, Topic: ['AWS::SNS::Topic', {}] },
    ),
  ],
  [
    'TestAccElastiCacheCluster_multiAZInVPC',
    memcached(
      {
        ...CLUSTER_IN_VPC,
        NumCacheNodes: 2,
        Port: 11211,
        AZMode: 'cross-az',
        PreferredAvailabilityZones: ['us-east-1a', 'us-east-1b'],
      },
      VPC,
    ),
  ],
  [
    'TestAccElastiCacheCluster_AZMode_memcached',
    memcached({ CacheNodeType: 'cache.t3.medium', Port: 11211, AZMode: 'single-az' }),
  ],
  [
    'TestAccElastiCacheCluster_AZMode_redis',
    redis({ CacheNodeType: 'cache.t3.medium', Port: 6379, AZMode: 'single-az' }),
  ],
  ...['4.0.10', '5.0.6', '6.0', '6.2', '6.x'].map((version): Configuration => [
    `TestAccElastiCacheCluster_EngineVersion_redis, ${version}`,
    redis({ CacheNodeType: 'cache.t3.medium', Port: 6379, EngineVersion: version }),
  ]),
  ['TestAccElastiCacheCluster_NodeTypeResize_memcached, small', memcached({ Port: 11211 })],
  [
    'TestAccElastiCacheCluster_NodeTypeResize_memcached, medium',
    memcached({ CacheNodeType: 'cache.t3.medium', Port: 11211 }),
  ],
  ['TestAccElastiCacheCluster_NodeTypeResize_redis, small', redis({ Port: 6379 })],
  ['TestAccElastiCacheCluster_NodeTypeResize_redis, medium', redis({ CacheNodeType: 'cache.t3.medium', Port: 6379 })],
  ...[false, true].map((isEnabled): Configuration => [
    `TestAccElastiCacheCluster_Redis_autoMinorVersionUpgrade, ${isEnabled}`,
    redis({ EngineVersion: '6.0', AutoMinorVersionUpgrade: isEnabled }),
  ]),
  [
    'TestAccElastiCacheCluster_Engine_Redis_LogDeliveryConfigurations, CloudWatch Logs',
    redis({ CacheNodeType: 'cache.t3.micro', Port: 6379, LogDeliveryConfigurations: TEXT_LOGS }),
  ],
  [
    'TestAccElastiCacheCluster_Engine_Redis_LogDeliveryConfigurations, Firehose',
    redis({
      CacheNodeType: 'cache.t3.micro',
      Port: 6379,
      LogDeliveryConfigurations: [log('slow-log', 'kinesis-firehose'), log('engine-log', 'kinesis-firehose')],
    }),
  ],
  [
    'TestAccElastiCacheCluster_Engine_Redis_LogDeliveryConfigurations, both',
    redis({ CacheNodeType: 'cache.t3.micro', Port: 6379, LogDeliveryConfigurations: MIXED_LOGS }),
  ],
  [
    'TestAccElastiCacheCluster_Engine_Redis_LogDeliveryConfigurations, slow log',
    redis({ CacheNodeType: 'cache.t3.micro', Port: 6379, LogDeliveryConfigurations: JSON_SLOW_LOG }),
  ],
  ['TestAccElastiCacheCluster_tags, 1 tag', memcached(tags({ key1: 'value1' }))],
  ['TestAccElastiCacheCluster_tags, 2 tags', memcached(tags({ key1: 'value1updated', key2: 'value2' }))],
  [
    'TestAccElastiCacheCluster_tagWithOtherModification',
    redis({ EngineVersion: '5.0.6', ...tags({ key1: 'value1updated' }) }),
  ],
  [
    'TestAccElastiCacheCluster_TransitEncryption, Memcached 1.6.12',
    memcached({ CacheNodeType: 'cache.t3.medium', EngineVersion: '1.6.12', TransitEncryptionEnabled: true }),
  ],
];

const REPLICATION_GROUPS: readonly Configuration[] = [
  ['TestAccElastiCacheReplicationGroup_basic', group({ ...WINDOWS, Port: 6379 })],
  ['TestAccElastiCacheReplicationGroup_basic_v5', group({ EngineVersion: '5.0.6' })],
  [
    'TestAccElastiCacheReplicationGroup_uppercase',
    group({ ...SUBNETS, CacheNodeType: 'cache.t3.micro', Port: 6379, ReplicationGroupId: 'TF-ACC-TEST' }, VPC),
  ],
  [
    'TestAccElastiCacheReplicationGroup_EngineVersion_v7',
    group(
      { EngineVersion: '7.0', CacheParameterGroupName: ref('Parameters') },
      { Parameters: ['ParameterGroup', { CacheParameterGroupFamily: 'redis7', Description: 'test' }] },
    ),
  ],
  ...['4.0.10', '5.0.6', '6.0', '6.2', '6.x'].map((version): Configuration => [
    `TestAccElastiCacheReplicationGroup_EngineVersion_update, ${version}`,
    group({ ...WINDOWS, EngineVersion: version, NumCacheClusters: 2 }),
  ]),
  [
    'TestAccElastiCacheReplicationGroup_updateMaintenanceWindow',
    group({ Port: 6379, PreferredMaintenanceWindow: 'wed:03:00-wed:06:00', SnapshotWindow: '01:00-02:00' }),
  ],
  [
    'TestAccElastiCacheReplicationGroup_updateUserGroups',
    group(
      { ...WINDOWS, Port: 6379, TransitEncryptionEnabled: true, UserGroupIds: [ref('Users')] },
      userGroup(['default']),
    ),
  ],
  ['TestAccElastiCacheReplicationGroup_updateNodeSize', group({ CacheNodeType: 'cache.t3.medium', Port: 6379 })],
  [
    'TestAccElastiCacheReplicationGroup_updateParameterGroup',
    group(
      { EngineVersion: '6.x', NumCacheClusters: 2, CacheParameterGroupName: ref('Parameters') },
      {
        Parameters: [
          'ParameterGroup',
          {
            CacheParameterGroupFamily: 'redis6.x',
            Description: 'test',
            Properties: { 'maxmemory-policy': 'allkeys-lru' },
          },
        ],
      },
    ),
  ],
  [
    'TestAccElastiCacheReplicationGroup_authToken, without a token',
    groupInVpc({
      CacheNodeType: 'cache.t3.micro',
      Port: 6379,
      EngineVersion: '5.0.6',
      CacheParameterGroupName: 'default.redis5.0',
    }),
  ],
  [
    'TestAccElastiCacheReplicationGroup_authToken, with a token',
    groupInVpc({
      CacheNodeType: 'cache.t3.micro',
      Port: 6379,
      EngineVersion: '5.0.6',
      CacheParameterGroupName: 'default.redis5.0',
      TransitEncryptionEnabled: true,
      AuthToken: 'abcdefghijklmnop',
    }),
  ],
  ['TestAccElastiCacheReplicationGroup_vpc', groupInVpc({ Port: 6379, PreferredCacheClusterAZs: ['us-east-1a'] })],
  [
    'TestAccElastiCacheReplicationGroup_multiAzNotInVPC',
    group({
      NumCacheClusters: 2,
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
      PreferredCacheClusterAZs: ['us-east-1a', 'us-east-1b'],
    }),
  ],
  [
    'TestAccElastiCacheReplicationGroup_multiAzNotInVPC_repeated',
    group({
      NumCacheClusters: 4,
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
      PreferredCacheClusterAZs: ['us-east-1a', 'us-east-1b', 'us-east-1a', 'us-east-1b'],
    }),
  ],
  [
    'TestAccElastiCacheReplicationGroup_multiAzInVPC',
    groupInVpc({
      NumCacheClusters: 2,
      Port: 6379,
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
      PreferredCacheClusterAZs: ['us-east-1a', 'us-east-1b'],
      SnapshotWindow: '02:00-03:00',
      SnapshotRetentionLimit: 7,
    }),
  ],
  [
    'TestAccElastiCacheReplicationGroup_networkType',
    groupWithShards(
      2,
      1,
      {
        ...GROUP_IN_VPC,
        Port: 6379,
        CacheParameterGroupName: 'default.redis7.cluster.on',
        IpDiscovery: 'ipv6',
        NetworkType: 'dual_stack',
      },
      IPV6_VPC,
    ),
  ],
  ...(
    [
      ['ClusterMode_basic', 2, 1],
      ['ClusterModeUpdateNumNodeGroups_scaleUp', 3, 1],
      ['ClusterMode_updateReplicasPerNodeGroup, 3 replicas', 2, 3],
      ['ClusterMode_updateReplicasPerNodeGroup, 2 replicas', 2, 2],
      ['ClusterModeUpdateNumNodeGroupsAndReplicasPerNodeGroup_scaleUp', 3, 2],
    ] as const
  ).map(([test, shardCount, replicaCount]): Configuration => [
    `TestAccElastiCacheReplicationGroup_${test}`,
    groupWithShards(
      shardCount,
      replicaCount,
      { ...GROUP_IN_VPC, CacheNodeType: 'cache.t3.micro', Port: 6379, ...tags({ key: 'value' }) },
      VPC,
    ),
  ]),
  [
    'TestAccElastiCacheReplicationGroup_ClusterMode_nonClusteredParameterGroup',
    groupWithShards(1, 1, {
      CacheNodeType: 'cache.t3.medium',
      AutomaticFailoverEnabled: false,
      EngineVersion: '6.x',
      CacheParameterGroupName: 'default.redis6.x',
    }),
  ],
  [
    'TestAccElastiCacheReplicationGroup_ClusterMode_singleNode',
    groupWithShards(1, 0, {
      CacheNodeType: 'cache.t3.medium',
      EngineVersion: '6.x',
      CacheParameterGroupName: 'default.redis6.x.cluster.on',
    }),
  ],
  [
    'TestAccElastiCacheReplicationGroup_enableSnapshotting',
    group({ ...WINDOWS, Port: 6379, SnapshotRetentionLimit: 2 }),
  ],
  [
    'TestAccElastiCacheReplicationGroup_enableAtRestEncryption',
    groupInVpc({ CacheNodeType: 'cache.t3.micro', Port: 6379, AtRestEncryptionEnabled: true }),
  ],
  [
    'TestAccElastiCacheReplicationGroup_useCMKKMSKeyID',
    group(
      {
        ...GROUP_IN_VPC,
        CacheNodeType: 'cache.t3.micro',
        Port: 6379,
        AtRestEncryptionEnabled: true,
        KmsKeyId: KEY_ARN,
      },
      { ...VPC, ...KEY },
    ),
  ],
  ...[2, 3, 4].map((nodeCount): Configuration => [
    `TestAccElastiCacheReplicationGroup_NumberCacheClusters_basic, ${nodeCount} nodes`,
    group({ ...SUBNETS, CacheNodeType: 'cache.t3.micro', NumCacheClusters: nodeCount, ...tags({ key: 'value' }) }, VPC),
  ]),
  ...[2, 3].flatMap((nodeCount): Configuration[] => [
    [
      `TestAccElastiCacheReplicationGroup_NumberCacheClustersFailover_autoFailoverDisabled, ${nodeCount} nodes`,
      groupWithFailover(nodeCount, false, false),
    ],
    [
      `TestAccElastiCacheReplicationGroup_NumberCacheClustersFailover_autoFailoverEnabled, ${nodeCount} nodes`,
      groupWithFailover(nodeCount, true, false),
    ],
    [
      `TestAccElastiCacheReplicationGroup_NumberCacheClusters_multiAZEnabled, ${nodeCount} nodes`,
      groupWithFailover(nodeCount, true, true),
    ],
  ]),
  [
    'TestAccElastiCacheReplicationGroup_tags',
    group({ ...WINDOWS, NumCacheClusters: 2, Port: 6379, ...tags({ key1: 'value1updated', key2: 'value2' }) }),
  ],
  [
    'TestAccElastiCacheReplicationGroup_tagWithOtherModification',
    group({ EngineVersion: '5.0.6', NumCacheClusters: 2, ...tags({ key1: 'value1updated' }) }),
  ],
  ...[false, true].map((isEnabled): Configuration => [
    `TestAccElastiCacheReplicationGroup_autoMinorVersionUpgrade, ${isEnabled}`,
    group({ AutoMinorVersionUpgrade: isEnabled }),
  ]),
  ['TestAccElastiCacheReplicationGroup_GlobalReplicationGroupID_basic', secondary({})],
  ...[2, 3].map((nodeCount): Configuration => [
    `TestAccElastiCacheReplicationGroup_GlobalReplicationGroupID_full, ${nodeCount} nodes`,
    secondary({
      NumCacheClusters: nodeCount,
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
      Port: 16379,
    }),
  ]),
  ...[1, 3].map((replicaCount): Configuration => [
    `TestAccElastiCacheReplicationGroup_GlobalReplicationGroupIDClusterMode_basic, ${replicaCount} replicas`,
    secondary({ ReplicasPerNodeGroup: replicaCount, AutomaticFailoverEnabled: true }),
  ]),
  [
    'TestAccElastiCacheReplicationGroup_dataTiering',
    groupInVpc({ CacheNodeType: 'cache.r6gd.xlarge', DataTieringEnabled: true, Port: 6379 }),
  ],
  ...(
    [
      ['CloudWatch Logs', TEXT_LOGS],
      ['both', MIXED_LOGS],
      ['slow log', JSON_SLOW_LOG],
      ['none', []],
    ] as const
  ).flatMap(([variant, logs]): Configuration[] => [
    [
      `TestAccElastiCacheReplicationGroup_Engine_Redis_LogDeliveryConfigurations_ClusterMode_Disabled, ${variant}`,
      loggingGroup([...logs]),
    ],
    [
      `TestAccElastiCacheReplicationGroup_Engine_Redis_LogDeliveryConfigurations_ClusterMode_Enabled, ${variant}`,
      loggingShard([...logs]),
    ],
  ]),
];

const GLOBAL_DATASTORES: readonly Configuration[] = [
  ['TestAccElastiCacheGlobalReplicationGroup_basic', globalDatastore()],
  [
    'TestAccElastiCacheGlobalReplicationGroup_description',
    globalDatastore({ GlobalReplicationGroupDescription: 'description' }),
  ],
  [
    'TestAccElastiCacheGlobalReplicationGroup_nodeType_createNoChange',
    globalDatastore({ CacheNodeType: 'cache.m5.large' }),
  ],
  [
    'TestAccElastiCacheGlobalReplicationGroup_nodeType_createWithChange',
    globalDatastore({ CacheNodeType: 'cache.m5.xlarge' }),
  ],
  ...(
    [
      ['createNoChange', true, true],
      ['createWithChange', false, true],
      ['setNoChange', false, false],
      ['update', true, false],
    ] as const
  ).map(([test, primaryFailover, failover]): Configuration => [
    `TestAccElastiCacheGlobalReplicationGroup_automaticFailover_${test}`,
    globalDatastore(
      { AutomaticFailoverEnabled: failover },
      { NumCacheClusters: 2, AutomaticFailoverEnabled: primaryFailover },
    ),
  ]),
  ['TestAccElastiCacheGlobalReplicationGroup_multipleSecondaries', secondary({ NumCacheClusters: 1 })],
  ['TestAccElastiCacheGlobalReplicationGroup_clusterMode_basic', globalDatastoreWithShards({}, 2)],
  [
    'TestAccElastiCacheGlobalReplicationGroup_SetNumNodeGroupsOnCreate_NoChange',
    globalDatastoreWithShards({ GlobalNodeGroupCount: 2 }, 2),
  ],
  [
    'TestAccElastiCacheGlobalReplicationGroup_SetNumNodeGroupsOnCreate_Increase',
    globalDatastoreWithShards({ GlobalNodeGroupCount: 3 }, 2),
  ],
  [
    'TestAccElastiCacheGlobalReplicationGroup_SetNumNodeGroupsOnCreate_Decrease',
    globalDatastoreWithShards({ GlobalNodeGroupCount: 1 }, 3),
  ],
  ...(
    [
      ['NoChange_v6', '6.2', '6.2'],
      ['NoChange_v6x', '6.2', '6.x'],
      ['NoChange_v5', '5.0.6', '5.0.6'],
      ['MinorUpgrade', '6.0', '6.2'],
      ['MinorUpgrade_6x', '6.0', '6.x'],
    ] as const
  ).map(([test, primaryVersion, version]): Configuration => [
    `TestAccElastiCacheGlobalReplicationGroup_SetEngineVersionOnCreate_${test}`,
    globalDatastore({ EngineVersion: version }, { EngineVersion: primaryVersion }),
  ]),
  [
    'TestAccElastiCacheGlobalReplicationGroup_SetEngineVersionOnCreate_MajorUpgrade',
    globalDatastore({ EngineVersion: '6.2', CacheParameterGroupName: 'default.redis6.x' }),
  ],
  [
    'TestAccElastiCacheGlobalReplicationGroup_SetEngineVersionOnUpdate_MajorUpgrade_6x',
    globalDatastore({ EngineVersion: '6.x', CacheParameterGroupName: 'default.redis6.x' }),
  ],
];

const SERVERLESS_CACHES: readonly Configuration[] = [
  ['TestAccElastiCacheServerlessCache_basic', serverless({ Engine: 'memcached' })],
  ['TestAccElastiCacheServerlessCache_basicRedis', serverless({ Engine: 'redis' })],
  [
    'TestAccElastiCacheServerlessCache_full',
    serverless(
      {
        ...SERVERLESS_IN_VPC,
        ...limits(10, 1000),
        ...tags({ Name: 'test' }),
        Engine: 'memcached',
        MajorEngineVersion: '1.6',
        Description: 'all properties of Memcached',
        KmsKeyId: KEY_ARN,
      },
      { ...VPC, ...KEY },
    ),
  ],
  [
    'TestAccElastiCacheServerlessCache_fullRedis',
    serverless(
      {
        ...SERVERLESS_IN_VPC,
        ...limits(10, 1000),
        ...tags({ Name: 'test' }),
        Engine: 'redis',
        MajorEngineVersion: '7',
        Description: 'all properties of Redis OSS',
        KmsKeyId: KEY_ARN,
        DailySnapshotTime: '09:00',
        SnapshotRetentionLimit: 1,
      },
      { ...VPC, ...KEY },
    ),
  ],
  ['TestAccElastiCacheServerlessCache_update', serverless({ Engine: 'memcached', Description: 'new' })],
  [
    'TestAccElastiCacheServerlessCache_updatesc, before the update',
    serverless({ Engine: 'memcached', ...limits(1, 1000) }),
  ],
  [
    'TestAccElastiCacheServerlessCache_updatesc, after the update',
    serverless({ Engine: 'memcached', ...limits(2, 1010) }),
  ],
  [
    'TestAccElastiCacheServerlessCache_tags',
    serverless({ Engine: 'memcached', ...tags({ key1: 'value1updated', key2: 'value2' }) }),
  ],
];

const USERS_AND_NETWORKS: readonly Configuration[] = [
  ['TestAccElastiCacheUser_basic', user({ Passwords: ['password123456789'] })],
  ['TestAccElastiCacheUser_password_auth_mode', passwordUser('aaaaaaaaaaaaaaaa')],
  ['TestAccElastiCacheUser_iam_auth_mode', user({ UserName: 'test', AuthenticationMode: { Type: 'iam' } })],
  [
    'TestAccElastiCacheUser_update',
    user({ AccessString: 'on ~* +@all', Passwords: ['password234567891', 'password345678912'] }),
  ],
  ['TestAccElastiCacheUser_update_password_auth_mode', passwordUser('aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb')],
  ['TestAccElastiCacheUser_tags', user({ Passwords: ['password123456789'], ...tags({ tagKey: 'tagVal' }) })],
  ['TestAccElastiCacheUserGroup_basic', userGroup(['default'])],
  ['TestAccElastiCacheUserGroup_update', userGroup(['default', 'username1'])],
  ['TestAccElastiCacheUserGroup_tags', userGroup(['default'], tags({ key1: 'value1', key2: 'value2' }))],
  ['TestAccElastiCacheUserGroupAssociation_multiple', userGroup(['default', 'username1', 'username2'])],
  ['TestAccElastiCacheSubnetGroup_basic', subnetGroup({ CacheSubnetGroupName: 'TF-ACC-TEST' })],
  ['TestAccElastiCacheSubnetGroup_tags', subnetGroup(tags({ key1: 'value1updated', key2: 'value2' }))],
  [
    'TestAccElastiCacheSubnetGroup_update',
    subnetGroup({ Description: 'Description2', SubnetIds: [ref('Subnet1'), ref('Subnet2')] }),
  ],
];

/**
 * Configurations that AWS accepted in the acceptance tests of the Terraform provider (internal/service/elasticache in
 * hashicorp/terraform-provider-aws), as templates. Node types that AWS has discontinued for new caches since then are
 * replaced by their successors, and tests that are about discontinued versions are omitted.
 */
export const ACCEPTED_CONFIGURATIONS: readonly Configuration[] = [
  ...CLUSTERS,
  ...REPLICATION_GROUPS,
  ...GLOBAL_DATASTORES,
  ...SERVERLESS_CACHES,
  ...USERS_AND_NETWORKS,
];

/** Configurations that AWS rejected in these tests, each with the rule for the error code and message of AWS. */
export const REJECTED_CONFIGURATIONS: readonly (readonly [test: string, resources: Resources, ruleId: string])[] = [
  [
    'TestAccElastiCacheCluster_TransitEncryption, Memcached 1.6.6',
    memcached({ CacheNodeType: 'cache.t3.medium', EngineVersion: '1.6.6', TransitEncryptionEnabled: true }),
    'CacheCluster.TlsUnsupportedByVersion',
  ],
  [
    'TestAccElastiCacheCluster_TransitEncryption, Redis OSS 6.2',
    redis({ CacheNodeType: 'cache.t3.medium', EngineVersion: '6.2', TransitEncryptionEnabled: true }),
    'CacheCluster.TlsRequiresReplicationGroup',
  ],
];
