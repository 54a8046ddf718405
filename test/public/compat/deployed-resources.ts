/** A deployed resource, or several that refer to each other. */
export interface DeployedKind {
  readonly resources: Readonly<Record<string, object>>;
  readonly parameters?: Readonly<Record<string, object>>;
}

const SUBNETS = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'];
const SECURITY_GROUPS = ['sg-0123456789abcdef0'];
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

const resource = (type: string, Properties: object, attributes: object = {}) => ({
  Type: `AWS::ElastiCache::${type}`,
  ...attributes,
  Properties,
});

const group = (properties: object, attributes?: object) =>
  resource(
    'ReplicationGroup',
    { ReplicationGroupDescription: 'sessions', CacheNodeType: 'cache.t3.micro', ...properties },
    attributes,
  );

const cluster = (properties: object, attributes?: object) =>
  resource('CacheCluster', { CacheNodeType: 'cache.t3.micro', NumCacheNodes: 1, ...properties }, attributes);

const serverless = (properties: object, attributes?: object) =>
  resource('ServerlessCache', { ServerlessCacheName: 'sessions', Engine: 'valkey', ...properties }, attributes);

const user = (id: string, properties: object) =>
  resource('User', { UserId: id, UserName: id, Engine: 'valkey', AccessString: 'on ~app:* +@read', ...properties });

const subnetGroup = (properties: object = {}) =>
  resource('SubnetGroup', { Description: 'sessions', SubnetIds: SUBNETS, ...properties });

/** Resources as public templates and L1 programs define them, by a description. */
export const DEPLOYED_KINDS: Readonly<Record<string, DeployedKind>> = {
  'an unnamed group with NumCacheClusters and without a version': {
    resources: {
      Subnets: subnetGroup(),
      Cache: group({
        Engine: 'redis',
        NumCacheClusters: 2,
        AutomaticFailoverEnabled: true,
        CacheSubnetGroupName: { Ref: 'Subnets' },
        SecurityGroupIds: [{ 'Fn::GetAtt': ['SecurityGroup', 'GroupId'] }],
      }),
    },
  },
  'a group whose names have capitals': {
    resources: {
      Subnets: subnetGroup({ CacheSubnetGroupName: 'Sessions-Subnets' }),
      Cache: group({
        ReplicationGroupId: 'Sessions',
        Engine: 'redis',
        EngineVersion: '7.1',
        NumNodeGroups: 1,
        ReplicasPerNodeGroup: 1,
        CacheSubnetGroupName: 'Sessions-Subnets',
        SecurityGroupIds: SECURITY_GROUPS,
        TransitEncryptionEnabled: true,
        AtRestEncryptionEnabled: true,
        Port: 6379,
      }),
    },
  },
  'a minimal group in the default VPC': { resources: { Cache: group({ Engine: 'redis' }) } },
  'a group with a number of nodes in a parameter': {
    parameters: { Nodes: { Type: 'Number', Default: 3 }, NodeType: { Type: 'String', Default: 'cache.t3.micro' } },
    resources: {
      Cache: group({ Engine: 'redis', NumCacheClusters: { Ref: 'Nodes' }, CacheNodeType: { Ref: 'NodeType' } }),
    },
  },
  'a group without an engine': { resources: { Cache: group({ EngineVersion: '6.x', NumCacheClusters: 1 }) } },
  'a group of one node without failover': {
    resources: {
      Cache: group(
        {
          Engine: 'redis',
          EngineVersion: '6.2',
          NumCacheClusters: 1,
          AutomaticFailoverEnabled: false,
          MultiAZEnabled: false,
          AutoMinorVersionUpgrade: true,
        },
        { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
      ),
    },
  },
  'a group with a retired node type and version': {
    resources: {
      Cache: group({
        Engine: 'redis',
        EngineVersion: '5.0.4',
        CacheNodeType: 'cache.t2.micro',
        NumCacheClusters: 2,
        CacheParameterGroupName: 'default.redis5.0',
        SnapshotRetentionLimit: 7,
        SnapshotWindow: '03:00-04:00',
        PreferredMaintenanceWindow: 'sun:05:00-sun:06:00',
      }),
    },
  },
  'a group with zones': {
    resources: {
      Cache: group({
        Engine: 'redis',
        EngineVersion: '6.2',
        NumCacheClusters: 2,
        PreferredCacheClusterAZs: ['us-east-1a', 'us-east-1b'],
        AutomaticFailoverEnabled: true,
        MultiAZEnabled: true,
      }),
    },
  },
  'a sharded group with a default parameter group': {
    resources: {
      Cache: group({
        Engine: 'redis',
        EngineVersion: '7.0',
        CacheParameterGroupName: 'default.redis7.cluster.on',
        NumNodeGroups: 2,
        ReplicasPerNodeGroup: 1,
        AutomaticFailoverEnabled: true,
      }),
    },
  },
  'a sharded group with a parameter group of the template': {
    resources: {
      Parameters: resource('ParameterGroup', {
        CacheParameterGroupFamily: 'redis7',
        Description: 'sessions',
        Properties: { 'cluster-enabled': 'yes', 'maxmemory-policy': 'allkeys-lru' },
      }),
      Cache: group({
        Engine: 'redis',
        EngineVersion: '7.1',
        CacheParameterGroupName: { Ref: 'Parameters' },
        NumNodeGroups: 3,
        ReplicasPerNodeGroup: 1,
        AutomaticFailoverEnabled: true,
      }),
    },
  },
  'a group with individual shards': {
    resources: {
      Cache: group(
        {
          Engine: 'valkey',
          EngineVersion: '8.0',
          TransitEncryptionEnabled: true,
          CacheParameterGroupName: 'default.valkey8.cluster.on',
          AutomaticFailoverEnabled: true,
          NodeGroupConfiguration: [
            {
              Slots: '0-8191',
              ReplicaCount: 1,
              PrimaryAvailabilityZone: 'us-east-1a',
              ReplicaAvailabilityZones: ['us-east-1b'],
            },
            {
              Slots: '8192-16383',
              ReplicaCount: 1,
              PrimaryAvailabilityZone: 'us-east-1b',
              ReplicaAvailabilityZones: ['us-east-1a'],
            },
          ],
        },
        { UpdatePolicy: { UseOnlineResharding: true } },
      ),
    },
  },
  'a group with numbered shards': {
    resources: {
      Cache: group({
        Engine: 'redis',
        EngineVersion: '6.2',
        CacheParameterGroupName: 'default.redis6.x.cluster.on',
        AutomaticFailoverEnabled: true,
        NumNodeGroups: 2,
        NodeGroupConfiguration: [
          { NodeGroupId: '0001', ReplicaCount: 1 },
          { NodeGroupId: '0002', ReplicaCount: 2 },
        ],
      }),
    },
  },
  'a group with the property ClusterMode': {
    resources: {
      Cache: group({
        Engine: 'valkey',
        EngineVersion: '8.1',
        TransitEncryptionEnabled: true,
        TransitEncryptionMode: 'preferred',
        ClusterMode: 'compatible',
        NumNodeGroups: 1,
        ReplicasPerNodeGroup: 1,
        AutomaticFailoverEnabled: true,
      }),
    },
  },
  'a group with a key by its ARN': {
    resources: {
      Cache: group({
        Engine: 'redis',
        EngineVersion: '7.0',
        NumCacheClusters: 2,
        AtRestEncryptionEnabled: true,
        KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] },
      }),
    },
  },
  'a group with a key by its id': {
    resources: {
      Cache: group({
        Engine: 'redis',
        EngineVersion: '7.0',
        NumCacheClusters: 2,
        AtRestEncryptionEnabled: true,
        KmsKeyId: KEY_ID,
      }),
    },
  },
  'a group with an AUTH token': {
    resources: {
      Cache: group({
        Engine: 'redis',
        EngineVersion: '7.0',
        NumCacheClusters: 2,
        TransitEncryptionEnabled: true,
        AuthToken: {
          'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, ':SecretString:password::}}']],
        },
      }),
    },
  },
  'a group with an AUTH token in a parameter': {
    parameters: { Token: { Type: 'String', NoEcho: true } },
    resources: {
      Cache: group({
        Engine: 'redis',
        EngineVersion: '7.0',
        NumCacheClusters: 2,
        TransitEncryptionEnabled: true,
        AuthToken: { Ref: 'Token' },
      }),
    },
  },
  'a group with users': {
    resources: {
      Default: user('default-user', {
        UserName: 'default',
        Engine: 'redis',
        AccessString: 'off -@all',
        NoPasswordRequired: true,
      }),
      Reader: user('reader', { Engine: 'redis', AuthenticationMode: { Type: 'password', Passwords: [{ Ref: 'Pw' }] } }),
      Writer: user('writer', { Engine: 'redis', Passwords: ['{{resolve:ssm-secure:writer:1}}'] }),
      Users: resource('UserGroup', {
        UserGroupId: 'team',
        Engine: 'redis',
        UserIds: [{ Ref: 'Default' }, { Ref: 'Reader' }, 'writer'],
      }),
      Cache: group({
        Engine: 'redis',
        EngineVersion: '7.0',
        NumCacheClusters: 2,
        TransitEncryptionEnabled: true,
        UserGroupIds: [{ Ref: 'Users' }],
      }),
    },
    parameters: { Pw: { Type: 'String', NoEcho: true } },
  },
  'a group with logs and notifications': {
    resources: {
      Cache: group({
        Engine: 'redis',
        EngineVersion: '7.0',
        NumCacheClusters: 2,
        NotificationTopicArn: { Ref: 'Topic' },
        LogDeliveryConfigurations: [
          {
            LogType: 'slow-log',
            LogFormat: 'json',
            DestinationType: 'cloudwatch-logs',
            DestinationDetails: { CloudWatchLogsDetails: { LogGroup: { Ref: 'Logs' } } },
          },
          {
            LogType: 'engine-log',
            LogFormat: 'text',
            DestinationType: 'kinesis-firehose',
            DestinationDetails: { KinesisFirehoseDetails: { DeliveryStream: 'stream' } },
          },
        ],
        Tags: [{ Key: 'team', Value: { 'Fn::Sub': '${AWS::StackName}-team' } }],
      }),
    },
  },
  'a group that is restored from a snapshot': {
    resources: {
      Cache: group({ Engine: 'redis', EngineVersion: '7.0', NumCacheClusters: 2, SnapshotName: 'Nightly' }),
    },
  },
  'a group that is restored from files': {
    resources: {
      Cache: group({
        Engine: 'redis',
        EngineVersion: '7.0',
        NumCacheClusters: 2,
        SnapshotArns: ['arn:aws:s3:::backups/sessions.rdb'],
      }),
    },
  },
  'a group with data tiering': {
    resources: {
      Cache: group({
        Engine: 'redis',
        EngineVersion: '6.2',
        CacheNodeType: 'cache.r6gd.xlarge',
        DataTieringEnabled: true,
        NumCacheClusters: 2,
        NetworkType: 'dual_stack',
        IpDiscovery: 'ipv4',
      }),
    },
  },
  'a secondary of a global datastore': {
    resources: {
      Cache: resource('ReplicationGroup', {
        ReplicationGroupDescription: 'secondary',
        GlobalReplicationGroupId: 'ldgnf-sessions',
        NumCacheClusters: 2,
        CacheSubnetGroupName: 'sessions-subnets',
        SecurityGroupIds: SECURITY_GROUPS,
      }),
    },
  },
  'a global datastore': {
    resources: {
      Primary: group({
        Engine: 'valkey',
        EngineVersion: '8.0',
        CacheNodeType: 'cache.r7g.large',
        TransitEncryptionEnabled: true,
        NumCacheClusters: 2,
        AutomaticFailoverEnabled: true,
      }),
      Global: resource('GlobalReplicationGroup', {
        GlobalReplicationGroupIdSuffix: 'sessions',
        GlobalReplicationGroupDescription: 'sessions',
        AutomaticFailoverEnabled: true,
        Members: [
          { ReplicationGroupId: { Ref: 'Primary' }, ReplicationGroupRegion: { Ref: 'AWS::Region' }, Role: 'PRIMARY' },
        ],
      }),
    },
  },
  'a minimal Memcached cluster': { resources: { Cache: cluster({ Engine: 'memcached' }) } },
  'a Memcached cluster in several zones': {
    resources: {
      Cache: cluster({
        ClusterName: 'Pages',
        Engine: 'memcached',
        EngineVersion: '1.6.12',
        NumCacheNodes: 2,
        AZMode: 'cross-az',
        PreferredAvailabilityZones: ['us-east-1a', 'us-east-1b'],
        Port: 11211,
        CacheParameterGroupName: 'default.memcached1.6',
        CacheSubnetGroupName: 'Pages-Subnets',
        VpcSecurityGroupIds: SECURITY_GROUPS,
        TransitEncryptionEnabled: true,
      }),
    },
  },
  'an old Memcached cluster': {
    resources: {
      Cache: cluster({
        Engine: 'memcached',
        EngineVersion: '1.5.16',
        CacheNodeType: 'cache.t2.micro',
        NumCacheNodes: 3,
        AZMode: 'single-az',
        PreferredAvailabilityZone: 'us-east-1a',
        AutoMinorVersionUpgrade: true,
      }),
    },
  },
  'a single Redis OSS node': {
    resources: {
      Cache: cluster({
        Engine: 'redis',
        EngineVersion: '6.2',
        CacheSubnetGroupName: 'sessions',
        VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['SecurityGroup', 'GroupId'] }],
        Tags: [{ Key: 'team', Value: 'web' }],
      }),
    },
  },
  'a serverless cache in the default VPC': { resources: { Cache: serverless({}) } },
  'a serverless cache with limits and backups': {
    resources: {
      Cache: serverless({
        ServerlessCacheName: 'Sessions',
        MajorEngineVersion: '8',
        Description: 'sessions',
        SubnetIds: SUBNETS,
        SecurityGroupIds: SECURITY_GROUPS,
        CacheUsageLimits: { DataStorage: { Unit: 'GB', Maximum: 10 }, ECPUPerSecond: { Maximum: 5000 } },
        DailySnapshotTime: '03:00',
        SnapshotRetentionLimit: 7,
        FinalSnapshotName: 'sessions-final',
        UserGroupId: 'team',
        KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] },
        Tags: [{ Key: 'team', Value: 'web' }],
      }),
    },
  },
  'a serverless cache with subnets in a parameter': {
    parameters: { SubnetIds: { Type: 'List<AWS::EC2::Subnet::Id>' } },
    resources: {
      Cache: serverless({
        Engine: 'redis',
        MajorEngineVersion: '7',
        SubnetIds: { Ref: 'SubnetIds' },
        SecurityGroupIds: SECURITY_GROUPS,
        SnapshotArnsToRestore: ['arn:aws:elasticache:us-east-1:111122223333:serverlesscachesnapshot:nightly'],
      }),
    },
  },
  'a subnet group with subnets in a parameter': {
    parameters: { SubnetIds: { Type: 'List<AWS::EC2::Subnet::Id>' } },
    resources: { Subnets: subnetGroup({ SubnetIds: { Ref: 'SubnetIds' } }) },
  },
  'a parameter group of a retired family': {
    resources: {
      Parameters: resource('ParameterGroup', { CacheParameterGroupFamily: 'redis3.2', Description: 'old' }),
    },
  },
  'a user with IAM authentication': {
    resources: { Reader: user('reader', { AuthenticationMode: { Type: 'iam' } }) },
  },
  'a user group with the default user': {
    resources: {
      Users: resource('UserGroup', { UserGroupId: 'team', Engine: 'redis', UserIds: ['default', 'admin'] }),
    },
  },
  'a snapshot of a serverless cache': {
    resources: {
      Backup: resource(
        'ServerlessCacheSnapshot',
        { ServerlessCacheName: 'sessions', ServerlessCacheSnapshotName: 'Nightly' },
        { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' },
      ),
    },
  },
  'a snapshot of a group': {
    resources: { Backup: resource('Snapshot', { ReplicationGroupId: 'sessions', SnapshotName: 'nightly' }) },
  },
};
