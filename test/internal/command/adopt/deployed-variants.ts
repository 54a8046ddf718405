import type { DeployedKind } from '../../../public/compat/deployed-resources';

/** Resources that the command adopts with other resources, parameters, or values. */
export interface DeployedVariant extends DeployedKind {
  /** The loop that creates the resources. By default, the template contains them without a loop. */
  readonly loop?: Readonly<Record<string, unknown>>;

  /** Other resources of the template. */
  readonly others?: Readonly<Record<string, object>>;

  /** The values of parameters in the stack. */
  readonly values?: Readonly<Record<string, string>>;

  /** The resource to adopt. By default, all resources are adopted. */
  readonly logicalId?: string;

  /** The reason for which the resource stays an L1 construct. */
  readonly l1?: RegExp;

  /** A text in the code. */
  readonly code?: string;
}

const KEY_ARN = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const resource = (type: string, Properties: object, attributes: object = {}) => ({
  Type: `AWS::ElastiCache::${type}`,
  ...attributes,
  Properties,
});

const group = (properties: object, attributes?: object) => ({
  Cache: resource(
    'ReplicationGroup',
    { ReplicationGroupDescription: 'sessions', CacheNodeType: 'cache.t3.micro', Engine: 'redis', ...properties },
    attributes,
  ),
});

const secondary = (properties: object) => ({
  Cache: resource('ReplicationGroup', {
    ReplicationGroupDescription: 'secondary',
    GlobalReplicationGroupId: 'ldgnf-sessions',
    NumCacheClusters: 2,
    ...properties,
  }),
});

const memcached = (properties: object) => ({
  Cache: resource('CacheCluster', {
    CacheNodeType: 'cache.t3.micro',
    NumCacheNodes: 2,
    Engine: 'memcached',
    ...properties,
  }),
});

const serverless = (properties: object) => ({
  Cache: resource('ServerlessCache', { ServerlessCacheName: 'sessions', Engine: 'valkey', ...properties }),
});

const user = (properties: object) => ({
  User: resource('User', {
    UserId: 'app',
    UserName: 'app',
    Engine: 'redis',
    AccessString: 'on ~app:* +@read',
    ...properties,
  }),
});

const parameterGroup = (properties: object) =>
  resource('ParameterGroup', { CacheParameterGroupFamily: 'redis7', Description: 'sessions', Properties: properties });

const encrypted = (KmsKeyId: unknown) =>
  group({ EngineVersion: '7.0', NumCacheClusters: 2, AtRestEncryptionEnabled: true, KmsKeyId });

const CLUSTER_ENABLED = { 'cluster-enabled': 'yes' };

const VERIFIED_AS = (mode: string) => `Verify that cluster mode of Cache is ${mode},`;

/** A global datastore without `AutomaticFailoverEnabled`, whose primary is in the template. */
const globalDatastore = (properties: object) => ({
  ...group({ CacheNodeType: 'cache.r7g.large', EngineVersion: '7.0', AutomaticFailoverEnabled: true, ...properties }),
  Global: resource('GlobalReplicationGroup', {
    GlobalReplicationGroupIdSuffix: 'sessions',
    GlobalReplicationGroupDescription: 'sessions',
    Members: [
      { ReplicationGroupId: { Ref: 'Cache' }, ReplicationGroupRegion: { Ref: 'AWS::Region' }, Role: 'PRIMARY' },
    ],
  }),
});

const SHARDS: Readonly<Record<string, DeployedVariant>> = {
  'a single shard without zones': {
    resources: group({ NodeGroupConfiguration: [{ ReplicaCount: 2 }] }),
    l1: /NodeGroupConfiguration of a single shard requires zones and a number of replicas/,
  },
  'a single shard with a zone, but without replicas': {
    resources: group({ NodeGroupConfiguration: [{ PrimaryAvailabilityZone: 'us-east-1a' }] }),
    l1: /does not list the zone of each replica/,
  },
  'a single shard with all zones, but without ReplicaCount': {
    resources: group({
      NodeGroupConfiguration: [{ PrimaryAvailabilityZone: 'us-east-1a', ReplicaAvailabilityZones: ['us-east-1b'] }],
    }),
    l1: /requires zones and a number of replicas/,
  },
  'a single shard with zones': {
    resources: group({
      NodeGroupConfiguration: [
        { PrimaryAvailabilityZone: 'us-east-1a', ReplicaAvailabilityZones: ['us-east-1b'], ReplicaCount: 1 },
      ],
    }),
    code: "availabilityZones: ['us-east-1a', 'us-east-1b'],",
  },
  'a single shard with one zone': {
    resources: group({ NodeGroupConfiguration: [{ PrimaryAvailabilityZone: 'us-east-1a', ReplicaCount: '0' }] }),
    code: "availabilityZones: ['us-east-1a'],",
  },
  'a single shard with ReplicasPerNodeGroup': {
    resources: group({
      ReplicasPerNodeGroup: 1,
      NodeGroupConfiguration: [
        { PrimaryAvailabilityZone: 'us-east-1a', ReplicaAvailabilityZones: ['us-east-1b'], ReplicaCount: 1 },
      ],
    }),
    l1: /ReplicasPerNodeGroup is combined with ReplicaCount, but the construct renders only one of them/,
  },
  'a single shard with zones and ReplicasPerNodeGroup': {
    resources: group({
      NumNodeGroups: 1,
      ReplicasPerNodeGroup: 1,
      NodeGroupConfiguration: [{ PrimaryAvailabilityZone: 'us-east-1a', ReplicaAvailabilityZones: ['us-east-1b'] }],
    }),
    code: "replicaCount: 1,\n        availabilityZones: ['us-east-1a', 'us-east-1b'],",
  },
  'several shards with zones and ReplicasPerNodeGroup': {
    resources: group({
      EngineVersion: '6.2',
      AutomaticFailoverEnabled: true,
      CacheParameterGroupName: 'default.redis6.x.cluster.on',
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 2,
      NodeGroupConfiguration: ['0001', '0002'].map((NodeGroupId) => ({
        NodeGroupId,
        PrimaryAvailabilityZone: { Ref: 'Zone' },
        ReplicaAvailabilityZones: [{ Ref: 'Zone' }, 'us-east-1b'],
      })),
    }),
    code: "replicaCount: 2,\n        availabilityZones: [cdk.Fn.ref('Zone'), cdk.Fn.ref('Zone'), 'us-east-1b'],",
  },
  'several shards with a parameter for ReplicasPerNodeGroup': {
    parameters: { Replicas: { Type: 'Number' } },
    resources: group({
      EngineVersion: '7.0',
      AutomaticFailoverEnabled: true,
      ReplicasPerNodeGroup: { Ref: 'Replicas' },
      NodeGroupConfiguration: [{ Slots: '0-8191' }, { Slots: '8192-16383' }],
    }),
    l1: /ReplicasPerNodeGroup is not known at synthesis\. Specify the value of Replicas with --parameters/,
  },
  'zones of nodes with ReplicasPerNodeGroup': {
    resources: group({
      NumCacheClusters: 2,
      ReplicasPerNodeGroup: 1,
      PreferredCacheClusterAZs: ['us-east-1a', 'us-east-1b'],
    }),
    code: "replicaCount: 1,\n        availabilityZones: ['us-east-1a', 'us-east-1b'],",
  },
  'the same number of nodes and replicas': {
    resources: group({ NumCacheClusters: 3, ReplicasPerNodeGroup: '2' }),
    code: 'NUM_CACHE_CLUSTERS, elasticache.ClusterModeTemplateProperty.REPLICAS_PER_NODE_GROUP]',
  },
  'different numbers of nodes and replicas': {
    resources: group({ NumCacheClusters: 3, ReplicasPerNodeGroup: 1 }),
    l1: /NumCacheClusters and ReplicasPerNodeGroup are different numbers of nodes/,
  },
  'several shards with ReplicasPerNodeGroup': {
    resources: group({
      EngineVersion: '7.0',
      AutomaticFailoverEnabled: true,
      CacheParameterGroupName: 'default.redis7.cluster.on',
      ReplicasPerNodeGroup: 1,
      NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 1 }],
    }),
    l1: /ReplicasPerNodeGroup is combined with ReplicaCount, but the construct renders only one of them/,
  },
  'shards under a condition': {
    resources: group({
      NodeGroupConfiguration: [{ 'Fn::If': ['IsProd', { ReplicaCount: 2 }, { ReplicaCount: 1 }] }, { ReplicaCount: 1 }],
    }),
    l1: /NodeGroupConfiguration is not known at synthesis/,
  },
  'a shard with a new property': {
    resources: group({ NodeGroupConfiguration: [{ ReplicaCount: 1, Weight: 2 }, { ReplicaCount: 1 }] }),
    l1: /NodeGroupConfiguration contains Weight, which has no prop/,
  },
  'the cluster mode in uppercase': {
    resources: group({ EngineVersion: '7.0', ClusterMode: 'Disabled', NumNodeGroups: 1, ReplicasPerNodeGroup: 1 }),
    code: 'Cache.ClusterMode: set to disabled, in lowercase',
  },
  'an unknown cluster mode': {
    resources: group({ ClusterMode: 'new', NumNodeGroups: 1 }),
    l1: /ClusterMode must not be "new"/,
  },
};

const CLUSTER_MODES: Readonly<Record<string, DeployedVariant>> = {
  'a group whose parameter group is not selected': {
    logicalId: 'Cache',
    resources: {
      ...group({
        EngineVersion: '7.0',
        AutomaticFailoverEnabled: true,
        CacheParameterGroupName: { Ref: 'Parameters' },
      }),
    },
    others: { Parameters: parameterGroup(CLUSTER_ENABLED) },
    code: 'elasticache.ClusterMode.enabled(',
  },
  'a group with the literal name of a parameter group': {
    resources: group({ CacheParameterGroupName: 'custom', NumCacheClusters: 1 }),
    code: VERIFIED_AS('disabled'),
  },
  'a group whose parameter group is in another template': {
    resources: group({ CacheParameterGroupName: { Ref: 'Unknown' }, NumCacheClusters: 1 }),
    code: VERIFIED_AS('disabled'),
  },
  'a group whose parameter group is the default group under a condition': {
    resources: group({
      CacheParameterGroupName: { 'Fn::If': ['IsProd', 'default.redis7', { Ref: 'AWS::NoValue' }] },
      NumCacheClusters: 1,
    }),
    parameters: { Stage: { Type: 'String' } },
    code: 'elasticache.ClusterMode.disabled(',
  },
  'a group with an imported parameter group': {
    resources: group({ CacheParameterGroupName: { 'Fn::ImportValue': 'parameters' }, NumCacheClusters: 1 }),
    code: VERIFIED_AS('disabled'),
  },
  'a group with an imported parameter group, and a number of shards in a parameter': {
    parameters: { Shards: { Type: 'Number', Default: 1 } },
    resources: group({
      AutomaticFailoverEnabled: true,
      CacheParameterGroupName: { 'Fn::ImportValue': 'parameters' },
      NumNodeGroups: { Ref: 'Shards' },
      ReplicasPerNodeGroup: 1,
    }),
    code: VERIFIED_AS('enabled'),
  },
  'a group with a number of shards in a parameter, and a default parameter group without cluster mode': {
    parameters: { Shards: { Type: 'Number', Default: 1 } },
    resources: group({ CacheParameterGroupName: 'default.redis7', NumNodeGroups: { Ref: 'Shards' } }),
    l1: /NumNodeGroups is not known at synthesis\. Specify the value of Shards with --parameters/,
  },
  'a group with a default parameter group of any version': {
    resources: group({
      AutomaticFailoverEnabled: true,
      CacheParameterGroupName: { 'Fn::Sub': 'default.redis${Version}.cluster.on' },
      ReplicasPerNodeGroup: 1,
    }),
    code: 'elasticache.ClusterMode.enabled(',
  },
  'a group whose name of the parameter group is joined': {
    resources: group({
      AutomaticFailoverEnabled: true,
      CacheParameterGroupName: { 'Fn::Join': ['', ['default.redis', { Ref: 'Version' }, '.cluster.on']] },
      ReplicasPerNodeGroup: 1,
    }),
    code: 'elasticache.ClusterMode.enabled(',
  },
  'a group whose parameter group has the same mode under all conditions': {
    parameters: { Stage: { Type: 'String' } },
    resources: group({
      AutomaticFailoverEnabled: true,
      CacheParameterGroupName: { 'Fn::If': ['IsProd', 'default.redis7.cluster.on', 'default.redis6.x.cluster.on'] },
      ReplicasPerNodeGroup: 1,
    }),
    code: 'elasticache.ClusterMode.enabled(',
  },
  'a group whose parameter group depends on a condition': {
    parameters: { Stage: { Type: 'String' } },
    resources: group({
      CacheParameterGroupName: { 'Fn::If': ['IsProd', 'default.redis7.cluster.on', 'default.redis7'] },
      NumCacheClusters: 1,
    }),
    code: VERIFIED_AS('disabled'),
  },
  'a group with a parameter group in a parameter': {
    parameters: { Group: { Type: 'String', Default: 'default.redis7.cluster.on' } },
    resources: group({ CacheParameterGroupName: { Ref: 'Group' }, NumCacheClusters: 1 }),
    code: VERIFIED_AS('disabled'),
  },
  'a group with a parameter group in a parameter with allowed values': {
    parameters: {
      Group: { Type: 'String', AllowedValues: ['default.redis7.cluster.on', 'default.redis6.x.cluster.on'] },
    },
    resources: group({
      AutomaticFailoverEnabled: true,
      CacheParameterGroupName: { Ref: 'Group' },
      ReplicasPerNodeGroup: 1,
    }),
    code: 'elasticache.ClusterMode.enabled(',
  },
  'a group with a parameter group in Systems Manager': {
    parameters: { Group: { Type: 'AWS::SSM::Parameter::Value<String>', AllowedValues: ['default.redis7'] } },
    resources: group({ CacheParameterGroupName: { Ref: 'Group' }, NumCacheClusters: 1 }),
    code: VERIFIED_AS('disabled'),
  },
  'a group with the value of the parameter group': {
    parameters: { Group: { Type: 'String' } },
    values: { Group: 'default.redis7.cluster.on' },
    resources: group({
      AutomaticFailoverEnabled: true,
      CacheParameterGroupName: { Ref: 'Group' },
      ReplicasPerNodeGroup: 1,
    }),
    code: 'elasticache.ClusterMode.enabled(',
  },
  'a group whose parameter group has unknown parameters': {
    logicalId: 'Cache',
    resources: group({ CacheParameterGroupName: { Ref: 'Parameters' }, NumCacheClusters: 1 }),
    others: { Parameters: parameterGroup({ 'Fn::If': ['IsProd', CLUSTER_ENABLED, {}] }) },
    code: VERIFIED_AS('disabled'),
  },
  'a group whose parameter group has a parameter of the template': {
    logicalId: 'Cache',
    parameters: { Enabled: { Type: 'String' } },
    resources: group({ CacheParameterGroupName: { Ref: 'Parameters' }, NumCacheClusters: 1 }),
    others: { Parameters: parameterGroup({ 'cluster-enabled': { Ref: 'Enabled' } }) },
    code: VERIFIED_AS('disabled'),
  },
  'a group whose parameter group has no parameters': {
    logicalId: 'Cache',
    resources: group({ CacheParameterGroupName: 'custom', NumCacheClusters: 1 }),
    others: {
      Parameters: resource('ParameterGroup', {
        CacheParameterGroupFamily: 'redis7',
        CacheParameterGroupName: 'custom',
      }),
    },
    code: "fromParameterGroupName(this, 'ParameterGroup', 'custom')",
  },
};

const REPLACEMENTS: Readonly<Record<string, DeployedVariant>> = {
  'a secondary with settings of the network and versions': {
    resources: secondary({ NetworkType: 'ipv4', IpDiscovery: 'ipv4', AutoMinorVersionUpgrade: false }),
    code: 'autoMinorVersionUpgrade: false,',
  },
  'a secondary with data tiering': {
    resources: secondary({ DataTieringEnabled: true }),
    l1: /DataTieringEnabled has no prop, because a secondary inherits it from the primary/,
  },
  'a secondary with automatic failover': {
    resources: secondary({ AutomaticFailoverEnabled: true }),
    l1: /AutomaticFailoverEnabled has no prop, because a secondary inherits it/,
  },
  'a secondary with a number of nodes in a parameter': {
    parameters: { Nodes: { Type: 'Number' } },
    resources: secondary({ NumCacheClusters: { Ref: 'Nodes' } }),
    l1: /Specify the value of Nodes with --parameters/,
  },
  'a Memcached cluster with an engine in uppercase': {
    resources: memcached({ Engine: 'Memcached' }),
    l1: /Engine has uppercase letters/,
  },
  'a Memcached cluster with files': {
    resources: memcached({ SnapshotArns: ['arn:aws:s3:::bucket/file'] }),
    l1: /SnapshotArns would be removed, because no prop specifies it, and the change can replace/,
  },
  'a network type in uppercase': {
    resources: group({ NumCacheClusters: 1, NetworkType: 'IPV4' }),
    l1: /NetworkType has no member for "IPV4"/,
  },
  'nodes with SSD storage without data tiering': {
    resources: group({ NumCacheClusters: 1, CacheNodeType: 'cache.r6gd.xlarge' }),
    l1: /DataTieringEnabled is missing, although the nodes have SSD storage/,
  },
  'data tiering of a node type in a parameter': {
    parameters: { NodeType: { Type: 'String' } },
    resources: group({ NumCacheClusters: 1, CacheNodeType: { Ref: 'NodeType' }, DataTieringEnabled: true }),
    code: 'dataTiering: true,',
  },
  'a snapshot of a serverless cache with uppercase letters': {
    resources: {
      Backup: resource('ServerlessCacheSnapshot', {
        ServerlessCacheName: 'Sessions',
        ServerlessCacheSnapshotName: 'nightly',
      }),
    },
    l1: /ServerlessCacheName has uppercase letters/,
  },
  'a snapshot of a serverless cache of the template with uppercase letters': {
    resources: {
      ...serverless({ ServerlessCacheName: 'Sessions' }),
      Backup: resource('ServerlessCacheSnapshot', {
        ServerlessCacheName: { Ref: 'Cache' },
        ServerlessCacheSnapshotName: 'nightly',
      }),
    },
    code: "elasticache.ServerlessCache.fromServerlessCacheName(this, 'Cache2', cdk.Fn.ref('Cache'))",
  },
  'a snapshot of a replication group of the template with uppercase letters': {
    resources: {
      ...group({ ReplicationGroupId: 'Sessions', NumCacheClusters: 1 }),
      Backup: resource('Snapshot', { ReplicationGroupId: { Ref: 'Cache' }, SnapshotName: 'nightly' }),
    },
    code: "elasticache.ReplicationGroup.fromReplicationGroupId(this, 'Cache2', cdk.Fn.ref('Cache'))",
  },
  'a global datastore whose primary has uppercase letters': {
    resources: {
      ...group({ ReplicationGroupId: 'Sessions', NumCacheClusters: 2, CacheNodeType: 'cache.r7g.large' }),
      Global: resource('GlobalReplicationGroup', {
        GlobalReplicationGroupIdSuffix: 'sessions',
        GlobalReplicationGroupDescription: 'sessions',
        AutomaticFailoverEnabled: true,
        Members: [
          { ReplicationGroupId: { Ref: 'Cache' }, ReplicationGroupRegion: { Ref: 'AWS::Region' }, Role: 'PRIMARY' },
        ],
      }),
    },
    code: "elasticache.ReplicationGroup.fromReplicationGroupId(this, 'Cache2', cdk.Fn.ref('Cache'))",
  },
  'a global datastore whose primary has cluster mode disabled': {
    resources: globalDatastore({ NumCacheClusters: 2 }),
    code: 'primary: cache,',
  },
  'a global datastore whose primary has cluster mode enabled': {
    resources: globalDatastore({ NumNodeGroups: 2, ReplicasPerNodeGroup: 1 }),
    code: 'Global.AutomaticFailoverEnabled: set to true if cluster mode of the primary is enabled',
  },
  'a global datastore whose primary is an L1 construct with cluster mode disabled': {
    resources: globalDatastore({ ClusterMode: 'disabled', NumCacheClusters: 2, UserGroupIds: ['a', 'b'] }),
    l1: /UserGroupIds contains several user groups/,
  },
  'a global datastore whose primary is an L1 construct with cluster mode enabled': {
    resources: globalDatastore({
      ClusterMode: 'enabled',
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 1,
      UserGroupIds: ['a', 'b'],
    }),
    l1: /UserGroupIds contains several user groups/,
  },
  'a secondary of a global datastore with uppercase letters': {
    resources: secondary({ GlobalReplicationGroupId: 'LDGNF-sessions' }),
    l1: /GlobalReplicationGroupId has uppercase letters/,
  },
  'a replication group with an engine in uppercase': {
    resources: group({ Engine: 'Redis', EngineVersion: '7.1', NumCacheClusters: 1 }),
    l1: /Cache: Engine has uppercase letters, which the construct does not accept/,
  },
  'a serverless cache with an engine in uppercase': {
    resources: serverless({ Engine: 'Valkey', MajorEngineVersion: '8' }),
    l1: /Cache: Engine has uppercase letters, which the construct does not accept/,
  },
  'a snapshot without a source': {
    resources: { Backup: resource('Snapshot', { SnapshotName: 'nightly' }) },
    l1: /ReplicationGroupId and CacheClusterId are missing/,
  },
  'a global datastore without a suffix': {
    resources: {
      Global: resource('GlobalReplicationGroup', { Members: [{ ReplicationGroupId: 'a', Role: 'PRIMARY' }] }),
    },
    l1: /GlobalReplicationGroupIdSuffix is missing/,
  },
  'a global datastore with tags': {
    resources: {
      Global: resource('GlobalReplicationGroup', {
        GlobalReplicationGroupIdSuffix: 'sessions',
        Members: [{ ReplicationGroupId: 'a', Role: 'PRIMARY' }],
        Tags: [{ Key: 'team', Value: 'web' }],
      }),
    },
    l1: /Tags has no prop/,
  },
  'a property that is newer than the library': {
    resources: group({ NumCacheClusters: 1, NewProperty: { Value: [1] } }),
    l1: /NewProperty is a property that this version of the library does not contain/,
  },
};

const CONSTANTS: Readonly<Record<string, DeployedVariant>> = {
  'a flag in a parameter': {
    parameters: { Encrypted: { Type: 'String', Default: 'true' } },
    resources: group({ NumCacheClusters: 1, AtRestEncryptionEnabled: { Ref: 'Encrypted' } }),
    l1: /AtRestEncryptionEnabled is not known at synthesis\. Specify the value of Encrypted with --parameters/,
  },
  'a flag in a parameter with a value': {
    parameters: { Encrypted: { Type: 'String', Default: 'true' } },
    values: { Encrypted: 'false' },
    resources: group({ NumCacheClusters: 1, AtRestEncryptionEnabled: { Ref: 'Encrypted' } }),
    code: 'atRestEncryption: false,',
  },
  'a flag under a condition with a value': {
    parameters: { Stage: { Type: 'String' } },
    values: { Stage: 'prod' },
    resources: group({
      NumCacheClusters: 2,
      AutomaticFailoverEnabled: { 'Fn::If': ['IsProd', true, false] },
      TransitEncryptionMode: { 'Fn::If': ['IsProd', { Ref: 'AWS::NoValue' }, 'preferred'] },
    }),
    code: 'Cache.TransitEncryptionMode: not specified',
  },
  'a number of nodes in a parameter with a value': {
    parameters: { Nodes: { Type: 'Number', Default: 1 } },
    values: { Nodes: '3' },
    resources: group({ NumCacheClusters: { Ref: 'Nodes' } }),
    code: 'replicaCount: 2,',
  },
  'a number of nodes in a hidden parameter': {
    parameters: { Nodes: { Type: 'Number', NoEcho: 'true' } },
    values: { Nodes: '3' },
    resources: group({ NumCacheClusters: { Ref: 'Nodes' } }),
    l1: /NumCacheClusters is not known at synthesis/,
  },
  'a number of nodes in one of two hidden parameters': {
    parameters: { Few: { Type: 'Number', NoEcho: true }, Many: { Type: 'Number', NoEcho: true } },
    resources: group({ NumCacheClusters: { 'Fn::Select': [{ Ref: 'Few' }, [{ Ref: 'Many' }, 2]] } }),
    l1: /NumCacheClusters is not known at synthesis, because it depends on the NoEcho parameters Few and Many\n/,
  },
  'a number of nodes in a mapping': {
    resources: group({ NumCacheClusters: { 'Fn::FindInMap': ['Sizes', 'prod', 'nodes'] } }),
    code: 'replicaCount: 1,',
  },
  'a number of Memcached nodes in a parameter': {
    parameters: { Nodes: { Type: 'Number' } },
    resources: memcached({ NumCacheNodes: { Ref: 'Nodes' } }),
    code: "nodeCount: cdk.Token.asNumber({ Ref: 'Nodes' }),",
  },
};

const KEYS: Readonly<Record<string, DeployedVariant>> = {
  'the alias of a key': { resources: encrypted('alias/cache'), code: "KmsKeyIdentifier.of('alias/cache')" },
  'the ARN of an alias': {
    resources: encrypted('arn:aws:kms:us-east-1:111122223333:alias/cache'),
    code: "KmsKeyIdentifier.of('arn:aws:kms:us-east-1:111122223333:alias/cache')",
  },
  'a key in a parameter': {
    parameters: { Key: { Type: 'String' } },
    resources: encrypted({ Ref: 'Key' }),
    code: "KmsKeyIdentifier.of(cdk.Fn.ref('Key'))",
  },
  'a key in an ARN with a function': {
    resources: encrypted({ 'Fn::Sub': 'arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/${KeyId}' }),
    code: 'KmsKeyIdentifier.of(cdk.Fn.sub(',
  },
  'a key of the template by its id': {
    resources: encrypted({ Ref: 'Key' }),
    others: { Key: { Type: 'AWS::KMS::Key' } },
    code: "kms.CfnKey.fromKeyId(this, 'ImportedKey', cdk.Fn.ref('Key'))",
  },
  'a key of the template by its ARN': {
    resources: encrypted({ 'Fn::GetAtt': ['Key', 'Arn'] }),
    others: { Key: { Type: 'AWS::KMS::Key' } },
    code: "kms.Key.fromKeyArn(this, 'ImportedKey', cdk.Fn.getAtt('Key', 'Arn').toString())",
  },
  'another attribute of a key of the template': {
    resources: encrypted({ 'Fn::GetAtt': ['Key', 'KeyId'] }),
    others: { Key: { Type: 'AWS::KMS::Key' } },
    code: 'KmsKeyIdentifier.of(',
  },
  'an alias of the template': {
    resources: encrypted({ Ref: 'Alias' }),
    others: { Alias: { Type: 'AWS::KMS::Alias' } },
    code: "KmsKeyIdentifier.of(cdk.Fn.ref('Alias'))",
  },
  'the literal ARN of a key': {
    resources: encrypted(KEY_ARN),
    code: `kms.Key.fromKeyArn(this, 'ImportedKey', '${KEY_ARN}')`,
  },
  'the alias of the key of a serverless cache': {
    resources: serverless({ KmsKeyId: 'alias/cache' }),
    code: "kmsKeyIdentifier: elasticache.KmsKeyIdentifier.of('alias/cache'),",
  },
};

const ATTRIBUTES: Readonly<Record<string, DeployedVariant>> = {
  'all attributes of an L2 construct': {
    resources: group(
      { NumCacheClusters: 1 },
      {
        Metadata: { 'aws:cdk:path': 'Stack/Cache', cfn_nag: { rules_to_suppress: [{ id: 'F25' }] } },
        CreationPolicy: { ResourceSignal: { Count: 1 } },
        DependsOn: ['Topic', 'Logs'],
        DeletionPolicy: { 'Fn::If': ['IsProd', 'Retain', 'Delete'] },
        UpdateReplacePolicy: 'Retain',
        UpdatePolicy: { UseOnlineResharding: true },
        Condition: 'IsProd',
      },
    ),
    code: ".addMetadata('cfn_nag', { rules_to_suppress: [{ id: 'F25' }] });",
  },
  'all attributes of an L1 construct': {
    resources: group(
      { NumCacheClusters: { Ref: 'Nodes' } },
      {
        Metadata: { team: { Ref: 'AWS::StackName' } },
        CreationPolicy: { ResourceSignal: { Count: 1 } },
        DependsOn: 'Topic',
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: { Ref: 'Policy' },
        UpdatePolicy: { UseOnlineResharding: true },
        Condition: 'IsProd',
      },
    ),
    l1: /NumCacheClusters is not known at synthesis/,
  },
  'an update policy of a Memcached cluster': {
    resources: { Cache: { ...memcached({}).Cache, UpdatePolicy: { UseOnlineResharding: true } } },
    code: ".addOverride('UpdatePolicy', { UseOnlineResharding: true });",
  },
};

const L1_PROPERTIES: Readonly<Record<string, DeployedVariant>> = {
  'parameters under a condition': {
    resources: { Parameters: parameterGroup({ 'Fn::If': ['IsProd', CLUSTER_ENABLED, {}] }) },
    l1: /Properties is not known at synthesis/,
  },
  'no parameters': { resources: { Parameters: parameterGroup({}) }, code: 'Parameters.Properties: removed' },
  'tags under a condition': {
    resources: group({
      NumCacheClusters: 1,
      Tags: { 'Fn::If': ['IsProd', [{ Key: 'team', Value: 'web' }], { Ref: 'AWS::NoValue' }] },
    }),
    l1: /Tags is not known/,
  },
  'passwords in a list parameter': {
    parameters: { Passwords: { Type: 'CommaDelimitedList', NoEcho: true } },
    resources: user({ AuthenticationMode: { Type: 'password', Passwords: { Ref: 'Passwords' } } }),
    l1: /AuthenticationMode does not list the passwords individually/,
  },
  'a connection type with a function': {
    resources: serverless({ ConnectionType: { Ref: 'Type' } }),
    l1: /ConnectionType is not known at synthesis/,
  },
  'limits with another unit': {
    resources: serverless({ CacheUsageLimits: { DataStorage: { Unit: 'gb', Maximum: 10 } } }),
    l1: /CacheUsageLimits does not have the unit GB/,
  },
  'no limits': { resources: serverless({ CacheUsageLimits: {} }), code: 'Cache.CacheUsageLimits: removed' },
  'a log with a format in uppercase': {
    resources: group({
      NumCacheClusters: 1,
      LogDeliveryConfigurations: [
        {
          LogType: 'slow-log',
          LogFormat: 'JSON',
          DestinationType: 'cloudwatch-logs',
          DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'logs' } },
        },
      ],
    }),
    l1: /has a log or a destination that has no prop/,
  },
  'an object with a new property': {
    resources: group({
      NumCacheClusters: 1,
      LogDeliveryConfigurations: [
        {
          LogType: 'slow-log',
          LogFormat: 'json',
          DestinationType: 'new-destination',
          DestinationDetails: { NewDetails: { Name: 'logs' } },
        },
      ],
    }),
    l1: /has a log or a destination that has no prop/,
  },
};

const LOGS: Readonly<Record<string, DeployedVariant>> = {
  'logs in a delivery stream of the template': {
    resources: group({
      NumCacheClusters: 1,
      LogDeliveryConfigurations: [
        {
          LogType: 'slow-log',
          LogFormat: 'json',
          DestinationType: 'kinesis-firehose',
          DestinationDetails: { KinesisFirehoseDetails: { DeliveryStream: { Ref: 'Stream' } } },
        },
        {
          LogType: 'engine-log',
          LogFormat: 'json',
          DestinationType: 'kinesis-firehose',
          DestinationDetails: { KinesisFirehoseDetails: { DeliveryStream: 'engine-logs' } },
        },
      ],
    }),
    code: "firehose.CfnDeliveryStream.fromDeliveryStreamName(this, 'ImportedStream', cdk.Fn.ref('Stream'))",
  },
};

const NAMES: Readonly<Record<string, DeployedVariant>> = {
  'ids in uppercase': {
    resources: { ...group({ NumCacheClusters: 1, TransitEncryptionEnabled: true, UserGroupIds: ['Team'] }) },
    code: 'Cache.UserGroupIds: in lowercase',
  },
  'ids of users in uppercase': {
    resources: {
      Users: resource('UserGroup', { UserGroupId: 'team', Engine: 'redis', UserIds: ['default', 'Admin'] }),
    },
    code: 'Users.UserIds: in lowercase',
  },
  'a user twice': {
    resources: {
      Users: resource('UserGroup', { UserGroupId: 'team', Engine: 'redis', UserIds: ['default', 'default'] }),
    },
    l1: /contains a user twice/,
  },
  'a window in uppercase': {
    resources: group({ NumCacheClusters: 1, PreferredMaintenanceWindow: 'Sun:05:00-Sun:06:00' }),
    code: 'Cache.PreferredMaintenanceWindow: in lowercase',
  },
  'AuthenticationMode and Passwords': {
    resources: user({ AuthenticationMode: { Type: 'password' }, Passwords: [{ Ref: 'Password' }] }),
    l1: /AuthenticationMode and Passwords are combined/,
  },
  'logical ids that are keywords': {
    resources: Object.fromEntries(
      ['Function', 'Delete', 'Static', 'Public', 'Package', 'Import', 'Await', 'Cdk', 'Lambda'].map((id) => [
        id,
        resource('ServerlessCache', { ServerlessCacheName: id.toLowerCase(), Engine: 'valkey' }),
      ]),
    ),
    code: 'const function2 = new',
  },
  'names of modules in texts': {
    resources: group({ NumCacheClusters: 1, ReplicationGroupDescription: 'logs.kms.sns.\uE000kms\uE000' }),
    code: "description: 'logs.kms.sns.\\uE000kms\\uE000',",
  },
};

const loop = (collection: unknown) => ({
  'Fn::ForEach::Caches': [
    'Name',
    collection,
    {
      'Cache${Name}': {
        Type: 'AWS::ElastiCache::ServerlessCache',
        Properties: { ServerlessCacheName: { 'Fn::Sub': 'cache-${Name}' }, Engine: 'valkey' },
      },
    },
  ],
});

const LOOPED = Object.fromEntries(
  ['a', 'b'].map((name) => [
    `Cache${name}`,
    resource('ServerlessCache', { ServerlessCacheName: `cache-${name}`, Engine: 'valkey' }),
  ]),
);

const LOOPS: Readonly<Record<string, DeployedVariant>> = {
  'resources in a loop': { resources: LOOPED, loop: loop(['a', 'b']), code: "serverlessCacheName: 'cache-b'," },
  'resources in a loop with a collection in a parameter': {
    parameters: { Names: { Type: 'CommaDelimitedList', Default: 'x' } },
    values: { Names: 'a,b' },
    resources: LOOPED,
    loop: loop({ Ref: 'Names' }),
    code: "serverlessCacheName: 'cache-b',",
  },
};

const EMPTY_VALUES: Readonly<Record<string, DeployedVariant>> = {
  'empty lists of a replication group': {
    resources: group({
      NumCacheClusters: 1,
      SecurityGroupIds: [],
      LogDeliveryConfigurations: [],
      UserGroupIds: [],
      Tags: [],
    }),
    code: 'Cache.LogDeliveryConfigurations: removed, because it is empty',
  },
  'an empty list that can replace a replication group': {
    resources: group({ NumCacheClusters: 1, Tags: [], SnapshotArns: [], NewProperty: {} }),
    l1: /SnapshotArns would be removed, because it is empty, and the change can replace the resource/,
    code: 'Cache.Tags: removed, because it is empty',
  },
  'empty lists of a Memcached cluster': {
    resources: memcached({ VpcSecurityGroupIds: [], Tags: [] }),
    code: 'Cache.VpcSecurityGroupIds: removed, because it is empty',
  },
  'empty lists of a serverless cache that the construct renders': {
    resources: serverless({ SecurityGroupIds: [], SnapshotArnsToRestore: [] }),
    code: 'securityGroups: [],',
  },
  'an empty limit of a serverless cache': {
    resources: serverless({ CacheUsageLimits: { DataStorage: { Unit: 'GB', Maximum: 10 }, ECPUPerSecond: {} } }),
    code: 'Cache.CacheUsageLimits: without the empty limits',
  },
  'only empty limits of a serverless cache': {
    resources: serverless({ CacheUsageLimits: { DataStorage: {}, ECPUPerSecond: {} } }),
    code: 'Cache.CacheUsageLimits: removed, because it contains no limits',
  },
  'empty tags of a global datastore': {
    resources: {
      Global: resource('GlobalReplicationGroup', {
        GlobalReplicationGroupIdSuffix: 'sessions',
        Members: [{ ReplicationGroupId: 'a', ReplicationGroupRegion: { Ref: 'AWS::Region' }, Role: 'PRIMARY' }],
        GlobalReplicationGroupDescription: 'sessions',
        AutomaticFailoverEnabled: true,
        Tags: [],
      }),
    },
    code: 'Global.Tags: removed, because it is empty',
  },
};

const TAGS = [
  { Key: 'team', Value: 'web' },
  { Key: 'App', Value: 'shop' },
  { Key: 'app', Value: 'shop' },
];

const TAG_ORDERS: Readonly<Record<string, DeployedVariant>> = {
  'tags of an L2 construct in another order': {
    resources: group({ NumCacheClusters: 1, Tags: TAGS }),
    code: 'Cache.Tags: sorted by key, which changes no tag',
  },
  'tags of an L1 construct in another order': {
    resources: group({ Tags: TAGS, CacheNodeType: undefined }),
    l1: /CacheNodeType is missing/,
    code: 'Cache.Tags: sorted by key, which changes no tag',
  },
  'tags of a snapshot in another order': {
    resources: {
      Backup: resource('Snapshot', { CacheClusterId: 'sessions-001', SnapshotName: 'nightly', Tags: TAGS }),
    },
    code: 'Backup.Tags: sorted by key, which changes no tag',
  },
  'sorted tags': {
    resources: group({ NumCacheClusters: 1, Tags: [...TAGS].sort((one, other) => one.Key.localeCompare(other.Key)) }),
    code: ".add('team', 'web');",
  },
};

const ZONES: Readonly<Record<string, DeployedVariant>> = {
  'zones under a condition': {
    parameters: { Stage: { Type: 'String' } },
    resources: group({
      NumCacheClusters: 2,
      PreferredCacheClusterAZs: { 'Fn::If': ['IsTest', ['us-east-1a', 'us-east-1b'], ['us-east-1c', 'us-east-1d']] },
    }),
    l1: /PreferredCacheClusterAZs is not known at synthesis\. Specify the value of Stage with --parameters/,
  },
  'zones under a condition with a value': {
    parameters: { Stage: { Type: 'String' } },
    values: { Stage: 'prod' },
    resources: group({
      NumCacheClusters: 2,
      PreferredCacheClusterAZs: { 'Fn::If': ['IsTest', ['us-east-1a', 'us-east-1b'], ['us-east-1c', 'us-east-1d']] },
    }),
    code: 'Use this code only for stacks that have the values under "Values that replace functions".',
  },
  'zones in a mapping': {
    resources: group({
      NumCacheClusters: 2,
      PreferredCacheClusterAZs: { 'Fn::FindInMap': ['Zones', 'us-east-1', 'nodes'] },
    }),
    code: "availabilityZones: ['us-east-1a', 'us-east-1b'],",
  },
  'zones of Memcached nodes in a list parameter': {
    parameters: { Zones: { Type: 'CommaDelimitedList' } },
    resources: memcached({ PreferredAvailabilityZones: { Ref: 'Zones' } }),
    l1: /PreferredAvailabilityZones is not known at synthesis\. Specify the value of Zones with --parameters/,
  },
  'zones of Memcached nodes in a list parameter with a value': {
    parameters: { Zones: { Type: 'CommaDelimitedList' } },
    values: { Zones: 'us-east-1a,us-east-1b' },
    resources: memcached({ AZMode: 'cross-az', PreferredAvailabilityZones: { Ref: 'Zones' } }),
    code: "availabilityZones: ['us-east-1a', 'us-east-1b'],",
  },
  'a single zone for several Memcached nodes': {
    resources: memcached({ AZMode: 'single-az', PreferredAvailabilityZones: ['us-east-1a', 'us-east-1a'] }),
    code: "availabilityZones: ['us-east-1a', 'us-east-1a'],",
  },
  'a list with a single zone for a single Memcached node': {
    resources: memcached({ NumCacheNodes: 1, PreferredAvailabilityZones: ['us-east-1a'] }),
    l1: /PreferredAvailabilityZones contains one zone for one node, for which the construct renders PreferredAvailabilityZone\n/,
  },
  'an unknown mode of Memcached nodes in a single zone': {
    parameters: { Mode: { Type: 'String' } },
    resources: memcached({ AZMode: { Ref: 'Mode' }, PreferredAvailabilityZones: ['us-east-1a', 'us-east-1a'] }),
    code: 'Cache.AZMode: removed, because all nodes are in one zone',
  },
  'fewer zones than Memcached nodes': {
    resources: memcached({ PreferredAvailabilityZones: ['us-east-1a'] }),
    l1: /does not contain one zone for each node/,
  },
  'a zone and zones of Memcached nodes': {
    resources: memcached({
      PreferredAvailabilityZone: 'us-east-1a',
      PreferredAvailabilityZones: ['us-east-1a', 'us-east-1b'],
    }),
    l1: /PreferredAvailabilityZone and PreferredAvailabilityZones are combined/,
  },
};

const ZONE_PARAMETERS = { Nodes: { Type: 'Number', Default: 2 }, Zone: { Type: 'String' }, Stage: { Type: 'String' } };

/** A Memcached cluster whose number of nodes is a parameter without a value. */
const withUnknownNodes = (properties: object): Pick<DeployedVariant, 'parameters' | 'resources'> => ({
  parameters: ZONE_PARAMETERS,
  resources: memcached({ NumCacheNodes: { Ref: 'Nodes' }, ...properties }),
});

/** Zones of nodes whose number is not known at synthesis. */
const ZONES_OF_UNKNOWN_NODES: Readonly<Record<string, DeployedVariant>> = {
  'one zone of an unknown number of Memcached nodes': {
    ...withUnknownNodes({ PreferredAvailabilityZone: 'us-east-1a' }),
    code: "nodeCount: cdk.Token.asNumber({ Ref: 'Nodes' }),\n      availabilityZones: ['us-east-1a'],",
  },
  'one zone of an unknown number of Memcached nodes in a single zone': {
    ...withUnknownNodes({ AZMode: 'single-az', PreferredAvailabilityZone: 'us-east-1a' }),
    code: 'Cache.AZMode: removed, because all nodes are in one zone',
  },
  'one zone and the mode in a parameter': {
    ...withUnknownNodes({ AZMode: { Ref: 'Mode' }, PreferredAvailabilityZone: 'us-east-1a' }),
    code: 'Cache.AZMode: removed, because all nodes are in one zone',
  },
  'one zone and the number of Memcached nodes in parameters': {
    ...withUnknownNodes({ PreferredAvailabilityZone: { Ref: 'Zone' } }),
    code: "availabilityZones: [cdk.Fn.ref('Zone')],",
  },
  'one zone and the number of Memcached nodes in parameters with values': {
    ...withUnknownNodes({ PreferredAvailabilityZone: { Ref: 'Zone' } }),
    values: { Nodes: '3', Zone: 'us-east-1a' },
    code: "availabilityZones: [cdk.Fn.ref('Zone')],",
  },
  'the first zone of the Region for an unknown number of Memcached nodes': {
    ...withUnknownNodes({ PreferredAvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } }),
    code: 'availabilityZones: [cdk.Fn.select(0,',
  },
  'one zone that a condition can omit': {
    ...withUnknownNodes({
      PreferredAvailabilityZone: { 'Fn::If': ['IsProd', { Ref: 'Zone' }, { Ref: 'AWS::NoValue' }] },
    }),
    code: 'availabilityZones: [cdk.Token.asString({ ',
  },
  'one zone that a condition with a value omits': {
    ...withUnknownNodes({
      PreferredAvailabilityZone: { 'Fn::If': ['IsProd', { Ref: 'AWS::NoValue' }, { Ref: 'Zone' }] },
    }),
    values: { Stage: 'prod' },
    code: 'availabilityZones: [cdk.Token.asString({ ',
  },
  'one zone and the number of Memcached nodes in mappings': {
    parameters: ZONE_PARAMETERS,
    resources: memcached({
      NumCacheNodes: { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'nodes'] },
      PreferredAvailabilityZone: { 'Fn::Select': [0, { 'Fn::FindInMap': ['Zones', { Ref: 'AWS::Region' }, 'nodes'] }] },
    }),
    code: 'availabilityZones: [cdk.Fn.select(0,',
  },
  'one zone and the number of Memcached nodes under conditions': {
    parameters: ZONE_PARAMETERS,
    resources: memcached({
      NumCacheNodes: { 'Fn::If': ['IsProd', 3, { Ref: 'Nodes' }] },
      PreferredAvailabilityZone: { 'Fn::If': ['IsProd', 'us-east-1a', 'us-east-1b'] },
    }),
    code: 'availabilityZones: [cdk.Token.asString({ ',
  },
  'an unknown number of Memcached nodes without zones': {
    ...withUnknownNodes({ PreferredAvailabilityZone: { Ref: 'AWS::NoValue' } }),
    code: "nodeCount: cdk.Token.asNumber({ Ref: 'Nodes' }),",
  },
  'an unknown number of Memcached nodes with a mode, but without zones': {
    ...withUnknownNodes({ AZMode: 'cross-az' }),
    code: 'Cache.AZMode: removed, because the zones of the nodes are not specified',
  },
  'several zones of an unknown number of Memcached nodes': {
    ...withUnknownNodes({ AZMode: 'cross-az', PreferredAvailabilityZones: ['us-east-1a', 'us-east-1b'] }),
    code: "nodeCount: cdk.Token.asNumber({ Ref: 'Nodes' }),\n      availabilityZones: ['us-east-1a', 'us-east-1b'],",
  },
  'several zones of an unknown number of Memcached nodes without a mode': {
    ...withUnknownNodes({ PreferredAvailabilityZones: ['us-east-1a', { Ref: 'Zone' }, 'us-east-1a'] }),
    code: 'Cache.AZMode: set to cross-az, because the nodes are in several zones',
  },
  'the same zone for each of an unknown number of Memcached nodes': {
    ...withUnknownNodes({ AZMode: 'single-az', PreferredAvailabilityZones: ['us-east-1a', 'us-east-1a'] }),
    code: "availabilityZones: ['us-east-1a', 'us-east-1a'],",
  },
  'the same parameter as the zone of each Memcached node': {
    ...withUnknownNodes({ PreferredAvailabilityZones: [{ Ref: 'Zone' }, { Ref: 'Zone' }] }),
    code: 'availabilityZones: [zone, zone],',
  },
  'the same function as the zone of each of two Memcached nodes': {
    resources: memcached({
      AZMode: 'single-az',
      PreferredAvailabilityZones: Array(2).fill({ 'Fn::Select': [0, { 'Fn::GetAZs': { Ref: 'AWS::Region' } }] }),
    }),
    code: 'availabilityZones: [zone, zone],',
  },
  'Memcached nodes and their zones under the same condition': {
    parameters: ZONE_PARAMETERS,
    resources: memcached({
      AZMode: 'cross-az',
      NumCacheNodes: { 'Fn::If': ['IsProd', 3, 2] },
      PreferredAvailabilityZones: [
        'us-east-1a',
        'us-east-1b',
        { 'Fn::If': ['IsProd', 'us-east-1c', { Ref: 'AWS::NoValue' }] },
      ],
    }),
    code: "nodeCount: cdk.Token.asNumber({ 'Fn::If': ['IsProd', 3, 2] }),",
  },
  'a list with one zone for an unknown number of Memcached nodes': {
    ...withUnknownNodes({ PreferredAvailabilityZones: ['us-east-1a'] }),
    l1: /PreferredAvailabilityZones contains one zone for one node, for which the construct renders PreferredAvailabilityZone\n/,
  },
  'more Memcached nodes in a parameter than zones': {
    ...withUnknownNodes({ PreferredAvailabilityZones: ['us-east-1a', 'us-east-1b'] }),
    values: { Nodes: '3' },
    l1: /does not contain one zone for each node/,
  },
  'zones and the number of Memcached nodes in parameters': {
    parameters: { ...ZONE_PARAMETERS, Zones: { Type: 'CommaDelimitedList' } },
    resources: memcached({ NumCacheNodes: { Ref: 'Nodes' }, PreferredAvailabilityZones: { Ref: 'Zones' } }),
    l1: /PreferredAvailabilityZones is not known at synthesis\. Specify the value of Zones with --parameters/,
  },
  'a single Redis OSS node in a zone in a parameter': {
    ...withUnknownNodes({ Engine: 'redis', PreferredAvailabilityZone: { Ref: 'Zone' } }),
    l1: /a single Redis OSS node has no construct/,
  },
  'zones of an unknown number of nodes': {
    parameters: ZONE_PARAMETERS,
    resources: group({
      NumCacheClusters: { Ref: 'Nodes' },
      PreferredCacheClusterAZs: ['us-east-1a', { Ref: 'Zone' }],
    }),
    l1: /NumCacheClusters is not known at synthesis\. Specify the value of Nodes with --parameters/,
  },
  'a single shard with zones in parameters and an unknown number of replicas': {
    parameters: ZONE_PARAMETERS,
    resources: group({
      NodeGroupConfiguration: [
        {
          PrimaryAvailabilityZone: { Ref: 'Zone' },
          ReplicaAvailabilityZones: [{ Ref: 'Zone' }, 'us-east-1b'],
          ReplicaCount: { Ref: 'Nodes' },
        },
      ],
    }),
    code: "availabilityZones: [cdk.Fn.ref('Zone'), cdk.Fn.ref('Zone'), 'us-east-1b'],",
  },
  'a single shard with the zone of the primary and an unknown number of replicas': {
    parameters: ZONE_PARAMETERS,
    resources: group({
      NodeGroupConfiguration: [{ PrimaryAvailabilityZone: 'us-east-1a', ReplicaCount: { Ref: 'Nodes' } }],
    }),
    code: "replicaCount: cdk.Token.asNumber({ Ref: 'Nodes' }),\n        availabilityZones: ['us-east-1a'],",
  },
  'a single shard with an empty list of zones and an unknown number of replicas': {
    parameters: ZONE_PARAMETERS,
    resources: group({
      NodeGroupConfiguration: [
        { PrimaryAvailabilityZone: 'us-east-1a', ReplicaAvailabilityZones: [], ReplicaCount: { Ref: 'Nodes' } },
      ],
    }),
    l1: /does not list the zone of each replica/,
  },
  'several shards with the zone of the primary and unknown numbers of replicas': {
    parameters: ZONE_PARAMETERS,
    values: { Nodes: '2' },
    resources: group({
      EngineVersion: '7.0',
      AutomaticFailoverEnabled: true,
      CacheParameterGroupName: 'default.redis7.cluster.on',
      NodeGroupConfiguration: ['0-8191', '8192-16383'].map((Slots) => ({
        Slots,
        PrimaryAvailabilityZone: { Ref: 'Zone' },
        ReplicaCount: { Ref: 'Nodes' },
      })),
    }),
    code: "availabilityZones: [cdk.Fn.ref('Zone')],",
  },
  'several shards with zones and unknown numbers of replicas': {
    parameters: ZONE_PARAMETERS,
    resources: group({
      EngineVersion: '7.0',
      AutomaticFailoverEnabled: true,
      CacheParameterGroupName: 'default.redis7.cluster.on',
      NodeGroupConfiguration: ['0-8191', '8192-16383'].map((Slots) => ({
        Slots,
        PrimaryAvailabilityZone: 'us-east-1a',
        ReplicaAvailabilityZones: [{ Ref: 'Zone' }],
        ReplicaCount: { Ref: 'Nodes' },
      })),
    }),
    code: "availabilityZones: ['us-east-1a', cdk.Fn.ref('Zone')],",
  },
};

const TYPES: Readonly<Record<string, DeployedVariant>> = {
  'types without a construct': {
    resources: {
      Old: resource('SecurityGroup', {
        Description: 'classic',
        Tags: [
          { Key: 'team', Value: 'web' },
          { Key: 'app', Value: 'shop' },
        ],
      }),
      Ingress: resource('SecurityGroupIngress', {
        CacheSecurityGroupName: { Ref: 'Old' },
        EC2SecurityGroupName: 'clients',
      }),
    },
    l1: /Old: no construct supports the type AWS::ElastiCache::SecurityGroup\n.*Ingress: no construct supports/,
  },
};

const STAGE = { Stage: { Type: 'String' } };

const whenProd = (value: unknown, otherwise: unknown = { Ref: 'AWS::NoValue' }) => ({
  'Fn::If': ['IsProd', value, otherwise],
});

/** Properties whose values the specified parameters determine, directly or through conditions. */
const DETERMINED: Readonly<Record<string, DeployedVariant>> = {
  'a family in a parameter': {
    parameters: { Family: { Type: 'String', Default: 'redis6.x' } },
    resources: {
      Parameters: resource('ParameterGroup', { CacheParameterGroupFamily: { Ref: 'Family' }, Description: 'sessions' }),
    },
    l1: /CacheParameterGroupFamily is not known at synthesis\. Specify the value of Family with --parameters/,
  },
  'a family in a parameter with a value': {
    parameters: { Family: { Type: 'String' } },
    values: { Family: 'redis7' },
    resources: {
      Parameters: resource('ParameterGroup', {
        CacheParameterGroupFamily: { Ref: 'Family' },
        Description: { Ref: 'Family' },
      }),
    },
    code: "description: cdk.Fn.ref('Family'),",
  },
  'a family under a condition with a value': {
    parameters: STAGE,
    values: { Stage: 'prod' },
    resources: {
      Parameters: resource('ParameterGroup', {
        CacheParameterGroupFamily: whenProd('valkey8', 'redis7'),
        Description: 'sessions',
        Properties: whenProd({ timeout: '0' }),
      }),
    },
    code: "parameters: {\n        timeout: '0',",
  },
  'parameters that a value omits': {
    parameters: STAGE,
    values: { Stage: 'test' },
    resources: { Parameters: parameterGroup(whenProd({ timeout: '0' })) },
    code: 'Parameters.Properties: not specified',
  },
  'a user group under a condition with a value': {
    parameters: STAGE,
    values: { Stage: 'prod' },
    resources: group({
      NumCacheClusters: 1,
      TransitEncryptionEnabled: true,
      UserGroupIds: whenProd(['team']),
      AuthToken: whenProd({ Ref: 'AWS::NoValue' }, { Ref: 'Token' }),
    }),
    code: 'Cache.AuthToken: not specified',
  },
  'a user group that a value omits': {
    parameters: STAGE,
    values: { Stage: 'test' },
    resources: group({ NumCacheClusters: 1, TransitEncryptionEnabled: true, UserGroupIds: whenProd(['team']) }),
    code: 'Cache.UserGroupIds: not specified',
  },
  'a user group under a condition': {
    parameters: STAGE,
    resources: group({ NumCacheClusters: 1, TransitEncryptionEnabled: true, UserGroupIds: whenProd(['team']) }),
    l1: /UserGroupIds is not known at synthesis\. Specify the value of Stage with --parameters/,
  },
  'a user group in a list parameter with a value': {
    parameters: { Groups: { Type: 'CommaDelimitedList' } },
    values: { Groups: 'team' },
    resources: group({ NumCacheClusters: 1, TransitEncryptionEnabled: true, UserGroupIds: { Ref: 'Groups' } }),
    code: "fromUserGroupName(this, 'UserGroup', 'team')",
  },
  'a user group and an AUTH token': {
    resources: group({ NumCacheClusters: 1, UserGroupIds: ['team'], AuthToken: { Ref: 'Token' } }),
    l1: /UserGroupIds and AuthToken are combined/,
  },
  'a user group under a condition of a hidden parameter': {
    parameters: { Stage: { Type: 'String', NoEcho: true } },
    values: { Stage: 'prod' },
    resources: group({ NumCacheClusters: 1, UserGroupIds: whenProd(['team']) }),
    l1: /UserGroupIds is not known at synthesis, because it depends on the NoEcho parameter Stage\n/,
  },
  'users in a list parameter': {
    parameters: { Ids: { Type: 'CommaDelimitedList', Default: 'u1,u2' } },
    resources: { Users: resource('UserGroup', { UserGroupId: 'team', Engine: 'valkey', UserIds: { Ref: 'Ids' } }) },
    l1: /UserIds is not known at synthesis\. Specify the value of Ids with --parameters/,
  },
  'users in a list parameter with a value': {
    parameters: { Ids: { Type: 'CommaDelimitedList', Default: 'u1,u2' } },
    values: { Ids: 'u3,u4' },
    resources: { Users: resource('UserGroup', { UserGroupId: 'team', Engine: 'valkey', UserIds: { Ref: 'Ids' } }) },
    code: "elasticache.PasswordUser.fromUserId(this, 'User2', 'u4')",
  },
  'a user under a condition with a value': {
    parameters: STAGE,
    values: { Stage: 'test' },
    resources: {
      Users: resource('UserGroup', {
        UserGroupId: 'team',
        Engine: 'valkey',
        UserIds: [{ Ref: 'App' }, whenProd('admin'), whenProd('reader', 'tester')],
      }),
    },
    code: 'users: [app, user],',
  },
  'tags under a condition with a value': {
    parameters: { ...STAGE, Team: { Type: 'String' } },
    values: { Stage: 'prod', Team: 'web' },
    resources: group({
      NumCacheClusters: 1,
      Tags: whenProd([
        { Key: 'stage', Value: whenProd('prod', 'test') },
        { Key: 'team', Value: { Ref: 'Team' } },
      ]),
    }),
    code: "cdk.Tags.of(cache).add('team', cdk.Fn.ref('Team'));",
  },
  'tags that a value omits': {
    parameters: STAGE,
    values: { Stage: 'test' },
    resources: group({ NumCacheClusters: 1, Tags: whenProd([{ Key: 'team', Value: 'web' }]) }),
    code: 'Cache.Tags: not specified',
  },
  'a tag under a condition with a value': {
    parameters: STAGE,
    values: { Stage: 'test' },
    resources: group({
      NumCacheClusters: 1,
      Tags: [{ Key: 'stage', Value: { Ref: 'Stage' } }, whenProd({ Key: 'team', Value: 'web' })],
    }),
    code: "cdk.Tags.of(cache).add('stage', cdk.Fn.ref('Stage'));",
  },
  'a tag under a condition': {
    parameters: STAGE,
    resources: group({ NumCacheClusters: 1, Tags: [whenProd({ Key: 'team', Value: 'web' })] }),
    l1: /Tags is not known at synthesis\. Specify the value of Stage with --parameters/,
  },
  'a parameter in the key of a tag with a value': {
    parameters: { Prefix: { Type: 'String' } },
    values: { Prefix: 'shop' },
    resources: group({
      NumCacheClusters: 1,
      Tags: [{ Key: { 'Fn::Sub': '${Prefix}:team' }, Value: { Ref: 'Prefix' } }],
    }),
    code: "cdk.Tags.of(cache).add('shop:team', cdk.Fn.ref('Prefix'));",
  },
  'limits under a condition with a value': {
    parameters: { ...STAGE, Rate: { Type: 'Number' } },
    values: { Stage: 'prod', Rate: '2000' },
    resources: serverless({ CacheUsageLimits: whenProd({ ECPUPerSecond: { Maximum: { Ref: 'Rate' } } }) }),
    code: "requestRateLimitMaximum: cdk.Token.asNumber({ Ref: 'Rate' }),",
  },
  'one of the limits under a condition with a value': {
    parameters: STAGE,
    values: { Stage: 'test' },
    resources: serverless({
      CacheUsageLimits: {
        DataStorage: { Unit: 'GB', Minimum: whenProd(5), Maximum: 10 },
        ECPUPerSecond: whenProd({ Maximum: 1000 }),
      },
    }),
    code: 'cacheUsageLimits: {\n        dataStorageMaximumSize: cdk.Size.gibibytes(10),\n      },',
  },
  'the unit of a limit in a parameter with a value': {
    parameters: { Unit: { Type: 'String' } },
    values: { Unit: 'GB' },
    resources: serverless({ CacheUsageLimits: { DataStorage: { Unit: { Ref: 'Unit' }, Maximum: 10 } } }),
    code: 'dataStorageMaximumSize: cdk.Size.gibibytes(10),',
  },
  'limits under a condition': {
    parameters: STAGE,
    resources: serverless({ CacheUsageLimits: { ECPUPerSecond: whenProd({ Maximum: 1000 }) } }),
    l1: /CacheUsageLimits is not known at synthesis\. Specify the value of Stage with --parameters/,
  },
  'security groups under a condition with a value': {
    parameters: { ...STAGE, Group: { Type: 'String' } },
    values: { Stage: 'prod', Group: 'sg-1' },
    resources: group({
      NumCacheClusters: 1,
      SecurityGroupIds: whenProd([{ Ref: 'Group' }, whenProd({ Ref: 'AWS::NoValue' }, 'sg-2')], ['sg-3']),
    }),
    code: 'securityGroups: [group],',
  },
  'security groups in a list parameter with a value': {
    parameters: { Groups: { Type: 'List<AWS::EC2::SecurityGroup::Id>' } },
    values: { Groups: 'sg-1,sg-2' },
    resources: group({ NumCacheClusters: 1, SecurityGroupIds: { Ref: 'Groups' } }),
    code: "cdk.Token.asList({ Ref: 'Groups' })[0]",
  },
  'subnets under a condition with a value': {
    parameters: STAGE,
    values: { Stage: 'prod' },
    resources: {
      Subnets: resource('SubnetGroup', {
        Description: 'sessions',
        SubnetIds: whenProd([{ Ref: 'One' }, { Ref: 'Two' }], { Ref: 'Others' }),
      }),
    },
    code: 'vpcSubnets: { subnets: [one, two] },',
  },
  'zones of Memcached nodes under a condition with a value': {
    parameters: STAGE,
    values: { Stage: 'prod' },
    resources: memcached({
      AZMode: 'cross-az',
      PreferredAvailabilityZones: ['us-east-1a', 'us-east-1b', whenProd({ Ref: 'AWS::NoValue' }, 'us-east-1c')],
    }),
    code: "availabilityZones: ['us-east-1a', 'us-east-1b'],",
  },
  'zones of a number of Memcached nodes in a parameter': {
    parameters: { Nodes: { Type: 'Number' } },
    resources: memcached({
      AZMode: 'cross-az',
      NumCacheNodes: { Ref: 'Nodes' },
      PreferredAvailabilityZones: ['us-east-1a', 'us-east-1b'],
    }),
    code: "nodeCount: cdk.Token.asNumber({ Ref: 'Nodes' }),",
  },
  'zones of a number of Memcached nodes in a parameter with a value': {
    parameters: { Nodes: { Type: 'Number' } },
    values: { Nodes: '2' },
    resources: memcached({
      AZMode: 'cross-az',
      NumCacheNodes: { Ref: 'Nodes' },
      PreferredAvailabilityZones: ['us-east-1a', 'us-east-1b'],
    }),
    code: "nodeCount: cdk.Token.asNumber({ Ref: 'Nodes' }),",
  },
  'the engine of a cluster in a parameter': {
    parameters: { Engine: { Type: 'String' } },
    resources: memcached({ Engine: { Ref: 'Engine' } }),
    l1: /Engine is not known at synthesis\. Specify the value of Engine with --parameters/,
  },
  'the engine of a cluster in a parameter with a value': {
    parameters: { Engine: { Type: 'String' } },
    values: { Engine: 'memcached' },
    resources: memcached({ Engine: { Ref: 'Engine' } }),
    code: 'new elasticache.MemcachedCluster(',
  },
  'numbers of which a value omits one': {
    parameters: STAGE,
    values: { Stage: 'prod' },
    resources: group({
      AutomaticFailoverEnabled: whenProd(true),
      MultiAZEnabled: whenProd({ Ref: 'AWS::NoValue' }, true),
      NumCacheClusters: whenProd({ Ref: 'AWS::NoValue' }, 1),
      NumNodeGroups: whenProd(1),
      ReplicasPerNodeGroup: whenProd(1),
    }),
    code: 'Cache.NumCacheClusters: not specified',
  },
  'shards under a condition with a value': {
    parameters: { ...STAGE, Zones: { Type: 'CommaDelimitedList' } },
    values: { Stage: 'prod', Zones: 'us-east-1b' },
    resources: group({
      NodeGroupConfiguration: [
        { PrimaryAvailabilityZone: 'us-east-1a', ReplicaAvailabilityZones: { Ref: 'Zones' }, ReplicaCount: 1 },
        whenProd({ Ref: 'AWS::NoValue' }, { ReplicaCount: 1 }),
      ],
    }),
    code: "availabilityZones: ['us-east-1a', 'us-east-1b'],",
  },
  'logs under a condition with a value': {
    parameters: { ...STAGE, Logs: { Type: 'String' } },
    values: { Stage: 'prod', Logs: 'logs' },
    resources: group({
      NumCacheClusters: 1,
      LogDeliveryConfigurations: [
        whenProd({
          LogType: 'slow-log',
          LogFormat: 'json',
          DestinationType: 'cloudwatch-logs',
          DestinationDetails: { CloudWatchLogsDetails: { LogGroup: { Ref: 'Logs' } } },
        }),
      ],
    }),
    code: "fromLogGroupName(this, 'ImportedLogs', cdk.Fn.ref('Logs'))",
  },
  'the format of a log in a parameter with a value': {
    parameters: { Format: { Type: 'String' } },
    values: { Format: 'text' },
    resources: group({
      NumCacheClusters: 1,
      LogDeliveryConfigurations: [
        {
          LogType: 'slow-log',
          LogFormat: { Ref: 'Format' },
          DestinationType: 'cloudwatch-logs',
          DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'logs' } },
        },
      ],
    }),
    code: 'elasticache.LogDeliveryFormat.TEXT',
  },
  'files under a condition with a value': {
    parameters: STAGE,
    values: { Stage: 'prod' },
    resources: group({
      NumCacheClusters: 1,
      SnapshotArns: whenProd(['arn:aws:s3:::bucket/file.rdb']),
      SnapshotName: whenProd({ Ref: 'AWS::NoValue' }, 'nightly'),
    }),
    code: "SnapshotSource.fromS3(snapshotBucket, 'file.rdb')",
  },
  'files in a parameter with a value': {
    parameters: { File: { Type: 'String' } },
    values: { File: 'arn:aws:s3:::bucket/file.rdb' },
    resources: group({ NumCacheClusters: 1, SnapshotArns: [{ Ref: 'File' }] }),
    code: "SnapshotSource.fromS3(snapshotBucket, 'file.rdb')",
  },
  'passwords under a condition with a value': {
    parameters: { ...STAGE, Password: { Type: 'String' } },
    values: { Stage: 'prod', Password: 'plain-text-password' },
    resources: user({
      NoPasswordRequired: false,
      AuthenticationMode: whenProd(
        { Type: 'password', Passwords: whenProd([{ Ref: 'Password' }], []) },
        { Type: 'no-password-required' },
      ),
    }),
    code: "passwords: [cdk.SecretValue.unsafePlainText(cdk.Fn.ref('Password'))],",
  },
  'passwords in a list parameter with a value': {
    parameters: { Passwords: { Type: 'CommaDelimitedList' } },
    values: { Passwords: 'plain-text-password' },
    resources: user({ AuthenticationMode: { Type: 'password', Passwords: { Ref: 'Passwords' } } }),
    l1: /AuthenticationMode does not list the passwords individually/,
  },
  'the type of the authentication in a parameter': {
    parameters: { Type: { Type: 'String' } },
    resources: user({ AuthenticationMode: { Type: { Ref: 'Type' } } }),
    l1: /AuthenticationMode is not known at synthesis\. Specify the value of Type with --parameters/,
  },
  'the type of the authentication in a parameter with a value': {
    parameters: { Type: { Type: 'String' } },
    values: { Type: 'no-password-required' },
    resources: user({ NoPasswordRequired: true, AuthenticationMode: { Type: { Ref: 'Type' } } }),
    code: 'new elasticache.NoPasswordUser(',
  },
  'the name of a snapshot under a condition with a value': {
    parameters: STAGE,
    values: { Stage: 'prod' },
    resources: group({ NumCacheClusters: 1, SnapshotName: whenProd({ Ref: 'AWS::StackName' }) }),
    code: 'SnapshotSource.fromSnapshotName(',
  },
  'a flag of a resource whose condition is false': {
    parameters: { ...STAGE, Encrypted: { Type: 'String' } },
    values: { Stage: 'test', Encrypted: 'true' },
    resources: group({ NumCacheClusters: 1, AtRestEncryptionEnabled: { Ref: 'Encrypted' } }, { Condition: 'IsProd' }),
    code: 'atRestEncryption: true,',
  },
  'values of a resource that stays an L1 construct': {
    parameters: { ...STAGE, Nodes: { Type: 'Number' } },
    values: { Stage: 'prod' },
    resources: group({
      NumCacheClusters: { Ref: 'Nodes' },
      Tags: whenProd([{ Key: 'team', Value: 'web' }]),
      SnapshotArns: whenProd(['arn:aws:s3:::bucket/file.rdb']),
    }),
    l1: /Specify the value of Nodes with --parameters/,
  },
  'a number of nodes that depends on the Region': {
    resources: group({ NumCacheClusters: { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'nodes'] } }),
    l1: /NumCacheClusters is not known at synthesis, because it depends on AWS::Region\n/,
  },
  'an attribute that is known after the deployment': {
    resources: memcached({ PreferredAvailabilityZones: { 'Fn::GetAtt': ['Selector', 'Zones'] } }),
    l1: /PreferredAvailabilityZones is not known at synthesis, because CloudFormation evaluates Fn::GetAtt during the deployment\n/,
  },
};

const EMPTY_TEXTS: Readonly<Record<string, DeployedVariant>> = {
  'an empty name of a snapshot': {
    resources: group({ NumCacheClusters: 1, SnapshotArns: ['arn:aws:s3:::bucket/file.rdb'], SnapshotName: '' }),
    l1: /Cache: SnapshotName is an empty text, which no prop accepts/,
  },
  'an empty name of a snapshot without files': {
    resources: group({ NumCacheClusters: 1, SnapshotName: '' }),
    l1: /Cache: SnapshotName is an empty text, which no prop accepts/,
  },
  'the name of a snapshot and files': {
    resources: group({ NumCacheClusters: 1, SnapshotArns: ['arn:aws:s3:::bucket/file.rdb'], SnapshotName: 'nightly' }),
    l1: /SnapshotName and SnapshotArns are combined/,
  },
  'an empty key': {
    resources: group({ NumCacheClusters: 1, KmsKeyId: '' }),
    l1: /Cache: KmsKeyId is an empty text, which no prop accepts/,
  },
  'an empty ARN of a topic': {
    resources: memcached({ NotificationTopicArn: '' }),
    l1: /Cache: NotificationTopicArn is an empty text, which no prop accepts/,
  },
};

/** Variants of resources, by a description. */
export const DEPLOYED_VARIANTS: Readonly<Record<string, DeployedVariant>> = {
  ...SHARDS,
  ...CLUSTER_MODES,
  ...REPLACEMENTS,
  ...CONSTANTS,
  ...KEYS,
  ...ATTRIBUTES,
  ...L1_PROPERTIES,
  ...LOGS,
  ...NAMES,
  ...EMPTY_VALUES,
  ...TAG_ORDERS,
  ...ZONES,
  ...ZONES_OF_UNKNOWN_NODES,
  ...LOOPS,
  ...TYPES,
  ...DETERMINED,
  ...EMPTY_TEXTS,
};
