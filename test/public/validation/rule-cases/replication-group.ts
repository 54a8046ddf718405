import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import {
  OF_SUBNETS,
  REPLICATION_GROUP_NETWORK_CASES,
  createGroup,
  createOtherStack,
  createSecondary,
  importKey,
  importUsers,
  replicationGroup,
  resource,
  secondaryGroup,
  subnetsIn,
} from './replication-group-2';
import type { CaseScope, RuleCases } from './rule-case';
import { excludedBy } from './rule-case';
import type { ReplicationGroupProps } from 'cdk-elasticache';
import {
  Authentication,
  ClusterMode,
  Durability,
  EngineVersion,
  NodeFamily,
  NodeSize,
  NodeType,
  ParameterGroup,
  SnapshotSource,
  TransitEncryption,
  UserGroup,
} from 'cdk-elasticache';

const shards = (...configurations: object[]) => replicationGroup({ NodeGroupConfiguration: configurations });

const durableGroup = (properties: object) =>
  replicationGroup({
    ClusterMode: 'enabled',
    ReplicasPerNodeGroup: 1,
    AutomaticFailoverEnabled: true,
    MultiAZEnabled: true,
    Durability: 'sync',
    ...properties,
  });

const createDurableGroup = (scope: CaseScope, props: Partial<ReplicationGroupProps>) =>
  createGroup(scope, {
    engineVersion: EngineVersion.VALKEY_9_0,
    clusterMode: ClusterMode.enabled(),
    durability: Durability.SYNC,
    ...props,
  });

const createPerShard =
  (...configurations: Parameters<typeof ClusterMode.enabledWithShards>[0]) =>
  (scope: CaseScope) =>
    createGroup(scope, { clusterMode: ClusterMode.enabledWithShards(configurations) });

export const REPLICATION_GROUP_CASES: RuleCases = {
  'ReplicationGroup.DescriptionMissing': {
    template: replicationGroup({ ReplicationGroupDescription: undefined }),
    construct: (scope) => createGroup(scope, { description: '' }),
  },
  'ReplicationGroup.IdInvalid': {
    template: replicationGroup({ ReplicationGroupId: 'my_cache' }),
    construct: (scope) => createGroup(scope, { replicationGroupId: 'my_cache' }),
  },
  'ReplicationGroup.IdNotLowercase': {
    template: replicationGroup({ ReplicationGroupId: 'Sessions' }),
    construct: excludedBy('replicationGroupId?: string, which is rendered in lower case'),
  },
  'ReplicationGroup.EngineInvalid': {
    template: replicationGroup({ Engine: 'memcached', EngineVersion: '1.6.22' }),
    construct: (scope) => createGroup(scope, { engineVersion: EngineVersion.MEMCACHED_1_6_22 }),
  },
  'ReplicationGroup.VersionInvalid': {
    template: replicationGroup({ EngineVersion: '7.1' }),
    construct: (scope) => createGroup(scope, { engineVersion: EngineVersion.of('valkey', '7.1') }),
  },
  'ReplicationGroup.VersionDiscontinued': {
    template: replicationGroup({ Engine: 'redis', EngineVersion: '5.0.5' }),
    construct: (scope) => createGroup(scope, { engineVersion: EngineVersion.of('redis', '5.0.5') }),
  },
  'ReplicationGroup.VersionUnknown': {
    template: replicationGroup({ EngineVersion: '9.9' }),
    construct: (scope) => createGroup(scope, { engineVersion: EngineVersion.of('valkey', '9.9') }),
  },
  'ReplicationGroup.VersionNeedsExtendedSupport': {
    template: replicationGroup({ Engine: 'redis', EngineVersion: '6.2' }),
    construct: (scope) => createGroup(scope, { engineVersion: EngineVersion.REDIS_6_2 }),
  },
  'ReplicationGroup.ParameterGroupFamilyMismatch': {
    template: replicationGroup({ CacheParameterGroupName: 'default.valkey7' }),
    construct: (scope) =>
      createGroup(scope, {
        parameterGroup: new ParameterGroup(scope.stack, 'Parameters', { engineVersion: EngineVersion.VALKEY_7_2 }),
      }),
  },
  'ReplicationGroup.VersionNotPinned': {
    template: replicationGroup({ EngineVersion: undefined, CacheParameterGroupName: 'default.valkey9' }),
    construct: excludedBy('engineVersion?: EngineVersion, which is always rendered beside a parameter group'),
  },
  'ReplicationGroup.NodeTypeMissing': {
    template: replicationGroup({ CacheNodeType: undefined }),
    construct: excludedBy('nodeType: NodeType, which is required'),
  },
  'ReplicationGroup.NodeTypeInvalid': {
    template: replicationGroup({ CacheNodeType: 'cache.large' }),
    construct: (scope) => createGroup(scope, { nodeType: NodeType.fromName('cache.large') }),
  },
  'ReplicationGroup.NodeTypeUnknown': {
    template: replicationGroup({ CacheNodeType: 'cache.r9g.large' }),
    construct: (scope) => createGroup(scope, { nodeType: NodeType.fromName('cache.r9g.large') }),
  },
  'ReplicationGroup.NodeTypeUnavailableInRegion': {
    region: 'eu-west-2',
    template: replicationGroup({ CacheNodeType: 'cache.c7gn.large' }),
    construct: (scope) =>
      createGroup(createOtherStack(scope, 'eu-west-2'), { nodeType: NodeType.of(NodeFamily.C7GN, NodeSize.LARGE) }),
  },
  'ReplicationGroup.NodeTypeDiscontinued': {
    template: replicationGroup({ CacheNodeType: 'cache.t2.micro' }),
    construct: (scope) => createGroup(scope, { nodeType: NodeType.of(NodeFamily.T2, NodeSize.MICRO) }),
  },
  'ReplicationGroup.NodeTypeUnsupportedByVersion': {
    template: replicationGroup({ Engine: 'redis', EngineVersion: '6.0' }),
    construct: (scope) => createGroup(scope, { engineVersion: EngineVersion.REDIS_6_0 }),
  },

  'ReplicationGroup.NodeCountOutOfRange': {
    template: replicationGroup({ NumCacheClusters: 7 }),
    construct: (scope) => createSecondary(scope, { replicasPerShard: 6 }),
  },
  'ReplicationGroup.ShardCountOutOfRange': {
    template: replicationGroup({ NumNodeGroups: 0 }),
    construct: (scope) => createGroup(scope, { clusterMode: ClusterMode.enabled({ shardCount: 0 }) }),
  },
  'ReplicationGroup.ReplicaCountOutOfRange': {
    template: replicationGroup({ ReplicasPerNodeGroup: 6 }),
    construct: (scope) => createGroup(scope, { clusterMode: ClusterMode.disabled({ replicaCount: 6 }) }),
  },
  'ReplicationGroup.ShardReplicaCountOutOfRange': {
    template: shards({ ReplicaCount: 6 }),
    construct: createPerShard({ replicaCount: 6 }),
  },
  'ReplicationGroup.NodeCountsConflict': {
    template: replicationGroup({ NumCacheClusters: 2, NumNodeGroups: 2, AutomaticFailoverEnabled: true }),
    construct: excludedBy('clusterMode?: ClusterMode and replicas?: number, of which one count is rendered'),
  },
  'ReplicationGroup.ReplicaCountRedundant': {
    template: replicationGroup({ NumCacheClusters: 2, ReplicasPerNodeGroup: 1 }),
    construct: excludedBy('clusterMode?: ClusterMode and replicas?: number, of which one count is rendered'),
  },
  'ReplicationGroup.ShardCountMismatch': {
    template: replicationGroup({ NumNodeGroups: 1, NodeGroupConfiguration: [{}, {}] }),
    construct: excludedBy('clusterMode?: ClusterMode, which counts its shards'),
  },
  'ReplicationGroup.PrimaryClusterConflictsWithClusterMode': {
    template: replicationGroup({
      PrimaryClusterId: 'sessions-001',
      ClusterMode: 'enabled',
      AutomaticFailoverEnabled: true,
    }),
    construct: excludedBy('PrimaryClusterId, which no prop renders'),
  },
  'ReplicationGroup.NodeCountExceedsLimit': {
    template: replicationGroup({ NumNodeGroups: 300, ReplicasPerNodeGroup: 1, AutomaticFailoverEnabled: true }),
    construct: (scope) => createGroup(scope, { clusterMode: ClusterMode.enabled({ shardCount: 300 }) }),
  },
  'ReplicationGroup.NodeCountExceedsQuota': {
    template: replicationGroup({ NumNodeGroups: 50, ReplicasPerNodeGroup: 1, AutomaticFailoverEnabled: true }),
    construct: (scope) => createGroup(scope, { clusterMode: ClusterMode.enabled({ shardCount: 50 }) }),
  },
  'ReplicationGroup.ReplicaCountsConflict': {
    template: replicationGroup({ ReplicasPerNodeGroup: 1, NodeGroupConfiguration: [{ ReplicaCount: 1 }] }),
    construct: excludedBy('clusterMode?: ClusterMode, of which one count is rendered'),
  },

  'ReplicationGroup.ClusterModeInvalid': {
    template: replicationGroup({ ClusterMode: 'on' }),
    construct: excludedBy('clusterMode?: ClusterMode, which has no other names'),
  },
  'ReplicationGroup.ClusterModeNotLowercase': {
    template: replicationGroup({ ClusterMode: 'Disabled' }),
    construct: excludedBy('clusterMode?: ClusterMode, which is rendered in lowercase'),
  },
  'ReplicationGroup.CompatibleUnsupportedByVersion': {
    template: replicationGroup({
      Engine: 'redis',
      EngineVersion: '6.2',
      ClusterMode: 'compatible',
      NumCacheClusters: 2,
      AutomaticFailoverEnabled: true,
    }),
    construct: (scope) =>
      createGroup(scope, { engineVersion: EngineVersion.REDIS_6_2, clusterMode: ClusterMode.compatible() }),
  },
  'ReplicationGroup.SeveralShardsRequireClusterMode': {
    template: replicationGroup({ ClusterMode: 'disabled', NumNodeGroups: 2, ReplicasPerNodeGroup: 1 }),
    construct: excludedBy('clusterMode?: ClusterMode, which has one shard unless it is enabled'),
  },
  'ReplicationGroup.ClusterModeParameterMismatch': {
    template: replicationGroup({ ClusterMode: 'disabled', CacheParameterGroupName: 'default.valkey9.cluster.on' }),
    construct: (scope) =>
      createGroup(scope, {
        parameterGroup: ParameterGroup.fromParameterGroupName(scope.stack, 'Default', 'default.valkey8.cluster.on'),
      }),
  },
  'ReplicationGroup.ClusterModeRequiresFailover': {
    template: replicationGroup({ ClusterMode: 'enabled', ReplicasPerNodeGroup: 1, AutomaticFailoverEnabled: false }),
    construct: (scope) => createGroup(scope, { clusterMode: ClusterMode.enabled(), automaticFailover: false }),
  },
  'ReplicationGroup.CompatibleRequiresReplica': {
    template: replicationGroup({ ClusterMode: 'compatible', AutomaticFailoverEnabled: true }),
    construct: (scope) => createGroup(scope, { clusterMode: ClusterMode.compatible({ replicaCount: 0 }) }),
  },
  'ReplicationGroup.FailoverRequiresReplica': {
    template: replicationGroup({ AutomaticFailoverEnabled: true }),
    construct: (scope) =>
      createGroup(scope, { clusterMode: ClusterMode.disabled({ replicaCount: 0 }), automaticFailover: true }),
  },
  'ReplicationGroup.MultiAzRequiresFailover': {
    template: replicationGroup({ NumCacheClusters: 2, MultiAZEnabled: true, AutomaticFailoverEnabled: false }),
    construct: (scope) => createGroup(scope, { automaticFailover: false, multiAz: true }),
  },
  'ReplicationGroup.AutomaticFailoverMissing': {
    template: replicationGroup({ Engine: 'redis', EngineVersion: '7.1', NumCacheClusters: 2, MultiAZEnabled: true }),
    construct: excludedBy('automaticFailover?: boolean, which is always rendered'),
  },
  'ReplicationGroup.MultiAzRequiresReplica': {
    template: replicationGroup({ AutomaticFailoverEnabled: true, MultiAZEnabled: true }),
    construct: (scope) =>
      createGroup(scope, { clusterMode: ClusterMode.enabled({ replicasPerShard: 0 }), multiAz: true }),
  },
  'ReplicationGroup.ShardsWithoutReplicas': {
    template: replicationGroup({ NumNodeGroups: 2, ReplicasPerNodeGroup: 0, AutomaticFailoverEnabled: true }),
    construct: (scope) => createGroup(scope, { clusterMode: ClusterMode.enabled({ replicasPerShard: 0 }) }),
  },
  'ReplicationGroup.SnapshottingClusterInOtherGroup': {
    template: replicationGroup({ ReplicationGroupId: 'sessions', SnapshottingClusterId: 'catalog-001' }),
    construct: excludedBy('SnapshottingClusterId, which no prop renders'),
  },
  'ReplicationGroup.SnapshottingClusterConflictsWithClusterMode': {
    template: replicationGroup({
      ClusterMode: 'enabled',
      AutomaticFailoverEnabled: true,
      SnapshottingClusterId: 'sessions-0001-001',
    }),
    construct: excludedBy('SnapshottingClusterId, which no prop renders'),
  },

  'ReplicationGroup.PreferredZonesRequireOneShard': {
    template: replicationGroup({
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 0,
      AutomaticFailoverEnabled: true,
      PreferredCacheClusterAZs: ['us-east-1a', 'us-east-1b'],
    }),
    construct: excludedBy('PreferredCacheClusterAZs, which no prop renders'),
  },
  'ReplicationGroup.ZonesConflict': {
    template: replicationGroup({
      NodeGroupConfiguration: [{ ReplicaCount: 0, PrimaryAvailabilityZone: 'us-east-1a' }],
      PreferredCacheClusterAZs: ['us-east-1a'],
    }),
    construct: excludedBy('PreferredCacheClusterAZs, which no prop renders'),
  },
  'ReplicationGroup.ZoneCountMismatch': {
    template: replicationGroup({ NumCacheClusters: 2, PreferredCacheClusterAZs: ['us-east-1a'] }),
    construct: excludedBy('PreferredCacheClusterAZs, which no prop renders'),
  },
  'ReplicationGroup.MultiAzRequiresSeveralZones': {
    template: replicationGroup({
      NumCacheClusters: 2,
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
      PreferredCacheClusterAZs: ['us-east-1a', 'us-east-1a'],
    }),
    construct: (scope) =>
      createGroup(scope, { clusterMode: ClusterMode.disabled({ availabilityZones: ['us-east-1a', 'us-east-1a'] }) }),
  },
  'ReplicationGroup.MultiAzRequiresSubnetsInSeveralZones': {
    template: replicationGroup(
      { ...OF_SUBNETS, NumCacheClusters: 2, AutomaticFailoverEnabled: true, MultiAZEnabled: true },
      subnetsIn('us-east-1a'),
    ),
    construct: (scope) =>
      createGroup(scope, {
        vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED, availabilityZones: ['us-east-1a'] },
      }),
  },
  'ReplicationGroup.ZoneInvalid': {
    template: replicationGroup({ NumCacheClusters: 2, PreferredCacheClusterAZs: ['us-east-1a', 'us-east-1'] }),
    construct: (scope) =>
      createGroup(scope, { clusterMode: ClusterMode.disabled({ availabilityZones: ['us-east-1a', 'us-east-1'] }) }),
    alsoReportedBy: ['ReplicationGroup.ZonesOutsideSubnets'],
  },
  'ReplicationGroup.ZonesOutsideSubnets': {
    template: replicationGroup(
      { ...OF_SUBNETS, NodeGroupConfiguration: [{ ReplicaCount: 0, PrimaryAvailabilityZone: 'us-east-1c' }] },
      subnetsIn('us-east-1a', 'us-east-1b'),
    ),
    construct: (scope) =>
      createGroup(scope, { clusterMode: ClusterMode.disabled({ availabilityZones: ['us-east-1a', 'us-east-1c'] }) }),
  },
  'ReplicationGroup.ReplicaZoneCountMismatch': {
    template: shards({ ReplicaCount: 2, ReplicaAvailabilityZones: ['us-east-1a'] }),
    construct: createPerShard({ replicaCount: 2, availabilityZones: ['us-east-1a', 'us-east-1b'] }),
  },
  'ReplicationGroup.ShardIdInvalid': {
    template: shards({ NodeGroupId: 'first' }),
    construct: createPerShard({ shardId: 'first' }),
  },
  'ReplicationGroup.DuplicateShardIds': {
    template: replicationGroup({
      AutomaticFailoverEnabled: true,
      NodeGroupConfiguration: [{ NodeGroupId: '1' }, { NodeGroupId: '1' }],
    }),
    construct: createPerShard({ shardId: '1' }, { shardId: '1' }),
  },
  'ReplicationGroup.SlotsInvalid': {
    template: shards({ Slots: '0-16384' }),
    construct: createPerShard({ slots: '0-16384' }),
  },
  'ReplicationGroup.ShardWithoutSlots': {
    template: replicationGroup({ AutomaticFailoverEnabled: true, NodeGroupConfiguration: [{ Slots: '0-16383' }, {}] }),
    construct: createPerShard({ slots: '0-16383' }, {}),
  },
  'ReplicationGroup.SeedingRequiresSlots': {
    template: replicationGroup({
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 1,
      SnapshotArns: ['arn:aws:s3:::dumps/sessions.rdb'],
    }),
    construct: (scope) =>
      createGroup(scope, {
        clusterMode: ClusterMode.enabled({ shardCount: 2 }),
        restoreFrom: SnapshotSource.fromS3(s3.Bucket.fromBucketName(scope.stack, 'Dumps', 'dumps'), 'sessions.rdb'),
      }),
  },
  'ReplicationGroup.DuplicateSlots': {
    template: replicationGroup({
      AutomaticFailoverEnabled: true,
      NodeGroupConfiguration: [{ Slots: '0-8192' }, { Slots: '8192-16383' }],
    }),
    construct: createPerShard({ slots: '0-8192' }, { slots: '8192-16383' }),
  },
  'ReplicationGroup.SlotsUnassigned': {
    template: shards({ Slots: '0-16382' }),
    construct: createPerShard({ slots: '0-16382' }),
  },

  'ReplicationGroup.TlsMissing': {
    template: replicationGroup({ TransitEncryptionEnabled: undefined }),
    construct: excludedBy('transitEncryption?: TransitEncryption, which has a default'),
  },
  'ReplicationGroup.TlsModeInvalid': {
    template: replicationGroup({ TransitEncryptionMode: 'optional' }),
    construct: excludedBy('transitEncryption?: TransitEncryption, an enum'),
  },
  'ReplicationGroup.TlsModeRequiresTls': {
    template: replicationGroup({ TransitEncryptionEnabled: false, TransitEncryptionMode: 'preferred' }),
    construct: excludedBy('transitEncryption?: TransitEncryption, which has the mode and the switch in one'),
  },
  'ReplicationGroup.TlsModeUnsupportedByVersion': {
    template: replicationGroup({ Engine: 'redis', EngineVersion: '6.2', TransitEncryptionMode: 'preferred' }),
    construct: (scope) =>
      createGroup(scope, {
        engineVersion: EngineVersion.REDIS_6_2,
        transitEncryption: TransitEncryption.PREFERRED,
      }),
  },
  'ReplicationGroup.AuthTokenInvalid': {
    template: replicationGroup({ AuthToken: 'short' }),
    construct: excludedBy('authToken(secret: ISecret), which renders a dynamic reference'),
  },
  'ReplicationGroup.GeneratedAuthTokenLengthOutOfRange': {
    template: replicationGroup(
      { AuthToken: { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, ':SecretString}}']] } },
      { Secret: resource('AWS::SecretsManager::Secret', { GenerateSecretString: { PasswordLength: 8 } }) },
    ),
    construct: (scope) => createGroup(scope, { authentication: Authentication.generatedAuthToken({ tokenLength: 8 }) }),
  },
  'ReplicationGroup.GeneratedAuthTokenInvalid': {
    template: replicationGroup(
      { AuthToken: { 'Fn::Sub': '{{resolve:secretsmanager:${Secret}}}' } },
      { Secret: resource('AWS::SecretsManager::Secret', { GenerateSecretString: {} }) },
    ),
    construct: (scope) =>
      createGroup(scope, {
        authentication: Authentication.authToken(new secretsmanager.Secret(scope.stack, 'Secret')),
      }),
  },
  'ReplicationGroup.GeneratedAuthTokenUnreliable': {
    template: replicationGroup(
      { AuthToken: { 'Fn::Sub': '{{resolve:secretsmanager:${Secret}}}' } },
      {
        Secret: resource('AWS::SecretsManager::Secret', {
          GenerateSecretString: { ExcludePunctuation: true, IncludeSpace: true },
        }),
      },
    ),
    construct: (scope) => {
      const generateSecretString = { excludePunctuation: true, includeSpace: true };
      const secret = new secretsmanager.Secret(scope.stack, 'Secret', { generateSecretString });
      createGroup(scope, { authentication: Authentication.authToken(secret) });
    },
  },
  'ReplicationGroup.UserGroupIdInvalid': {
    template: replicationGroup({ UserGroupIds: ['web_users'] }),
    construct: (scope) =>
      createGroup(scope, {
        authentication: Authentication.userGroup(
          UserGroup.fromUserGroupArn(
            scope.stack,
            'Users',
            'arn:aws:elasticache:us-east-1:111122223333:usergroup:web_users',
          ),
        ),
      }),
  },
  'ReplicationGroup.DuplicateSnapshotFiles': {
    template: replicationGroup({ SnapshotArns: ['arn:aws:s3:::dumps/a.rdb', 'arn:aws:s3:::dumps/a.rdb'] }),
    construct: (scope) => {
      const bucket = s3.Bucket.fromBucketArn(scope.stack, 'Dumps', 'arn:aws:s3:::dumps');
      createGroup(scope, { restoreFrom: SnapshotSource.fromS3(bucket, 'a.rdb', 'a.rdb') });
    },
  },
  'ReplicationGroup.AuthTokenRequiresTls': {
    template: replicationGroup({
      TransitEncryptionEnabled: false,
      AuthToken: '{{resolve:secretsmanager:token:SecretString}}',
    }),
    construct: (scope) =>
      createGroup(scope, {
        authentication: Authentication.generatedAuthToken(),
        transitEncryption: TransitEncryption.DISABLED,
      }),
  },
  'ReplicationGroup.AuthTokenInPlaintext': {
    template: replicationGroup({ AuthToken: '0123456789abcdef' }),
    construct: excludedBy('authToken(secret: ISecret), which renders a dynamic reference'),
  },
  'ReplicationGroup.AuthTokenConflictsWithUserGroup': {
    template: replicationGroup({
      UserGroupIds: ['users'],
      AuthToken: '{{resolve:secretsmanager:token:SecretString}}',
    }),
    construct: excludedBy('authentication?: Authentication, which is one of them'),
  },
  'ReplicationGroup.UserGroupRequiresTls': {
    template: replicationGroup({ UserGroupIds: ['users'], TransitEncryptionEnabled: false }),
    construct: (scope) =>
      createGroup(scope, { authentication: importUsers(scope), transitEncryption: TransitEncryption.DISABLED }),
  },
  'ReplicationGroup.UserGroupRequiresTlsModeRequired': {
    template: replicationGroup({ UserGroupIds: ['users'], TransitEncryptionMode: 'preferred' }),
    construct: (scope) =>
      createGroup(scope, { authentication: importUsers(scope), transitEncryption: TransitEncryption.PREFERRED }),
  },
  'ReplicationGroup.UserGroupUnsupportedByVersion': {
    template: replicationGroup({
      Engine: 'redis',
      EngineVersion: '5.0.6',
      CacheNodeType: 'cache.r6g.large',
      UserGroupIds: ['users'],
    }),
    construct: (scope) =>
      createGroup(scope, {
        engineVersion: EngineVersion.REDIS_5_0_6,
        nodeType: NodeType.of(NodeFamily.R6G, NodeSize.LARGE),
        authentication: importUsers(scope),
      }),
  },
  'ReplicationGroup.UserGroupCountInvalid': {
    template: replicationGroup({ UserGroupIds: ['users', 'others'] }),
    construct: excludedBy('userGroup(userGroup: IUserGroup), which is one group'),
  },
  'ReplicationGroup.KeyRequiresEncryption': {
    template: replicationGroup({ AtRestEncryptionEnabled: false, KmsKeyId: 'alias/cache' }),
    construct: (scope) => createGroup(scope, { kmsKey: new kms.Key(scope.stack, 'Key'), atRestEncryption: false }),
  },
  'ReplicationGroup.KeyInvalid': {
    template: replicationGroup({ KmsKeyId: 'my key' }),
    construct: (scope) =>
      createGroup(scope, { kmsKey: importKey(scope, 'arn:aws:kms:us-east-1:111122223333:key/my key') }),
  },
  'ReplicationGroup.KeyUnsupportedInRegion': {
    region: 'us-gov-west-1',
    template: replicationGroup({ KmsKeyId: 'alias/cache' }),
    construct: (scope) => {
      const other = createOtherStack(scope, 'us-gov-west-1');
      createGroup(other, { kmsKey: new kms.Key(other.stack, 'Key') });
    },
  },

  'ReplicationGroup.DataTieringRequired': {
    template: replicationGroup({ CacheNodeType: 'cache.r6gd.xlarge' }),
    construct: excludedBy('nodeType: NodeType, with which DataTieringEnabled is rendered'),
  },
  'ReplicationGroup.DataTieringUnsupportedByNodeType': {
    template: replicationGroup({ DataTieringEnabled: true }),
    construct: excludedBy('nodeType: NodeType, with which DataTieringEnabled is rendered'),
  },
  'ReplicationGroup.DataTieringUnsupportedByVersion': {
    template: replicationGroup({
      Engine: 'redis',
      EngineVersion: '6.0',
      CacheNodeType: 'cache.r6gd.24xlarge',
      DataTieringEnabled: true,
    }),
    construct: (scope) =>
      createGroup(scope, {
        engineVersion: EngineVersion.REDIS_6_0,
        nodeType: NodeType.fromName('cache.r6gd.24xlarge'),
      }),
  },

  'ReplicationGroup.DurabilityUnknown': {
    template: replicationGroup({ Durability: 'always' }),
    construct: (scope) => createGroup(scope, { durability: Durability.of('always') }),
  },
  'ReplicationGroup.DurabilityUnsupportedByVersion': {
    template: durableGroup({ EngineVersion: '8.2' }),
    construct: (scope) => createDurableGroup(scope, { engineVersion: EngineVersion.VALKEY_8_2 }),
  },
  'ReplicationGroup.DurabilityRequiresClusterMode': {
    template: durableGroup({ ClusterMode: 'disabled' }),
    construct: (scope) => createDurableGroup(scope, { clusterMode: ClusterMode.disabled() }),
  },
  'ReplicationGroup.DurabilityRequiresMultiAz': {
    template: durableGroup({ MultiAZEnabled: false }),
    construct: (scope) => createDurableGroup(scope, { multiAz: false }),
  },
  'ReplicationGroup.DurabilityRequiresReplicas': {
    template: durableGroup({ ReplicasPerNodeGroup: 0 }),
    construct: (scope) =>
      createDurableGroup(scope, { clusterMode: ClusterMode.enabled({ replicasPerShard: 0 }), multiAz: false }),
    alsoReportedBy: ['ReplicationGroup.DurabilityRequiresMultiAz'],
  },
  'ReplicationGroup.DurabilityRequiresTls': {
    template: durableGroup({ TransitEncryptionEnabled: false }),
    construct: (scope) => createDurableGroup(scope, { transitEncryption: TransitEncryption.DISABLED }),
  },
  'ReplicationGroup.EncryptionSettingIgnored': {
    template: durableGroup({ AtRestEncryptionEnabled: false }),
    construct: (scope) => createDurableGroup(scope, { atRestEncryption: false }),
  },
  'ReplicationGroup.DurabilityUnsupportedByNodeType': {
    template: durableGroup({ CacheNodeType: 'cache.t4g.small' }),
    construct: (scope) => createDurableGroup(scope, { nodeType: NodeType.of(NodeFamily.T4G, NodeSize.SMALL) }),
  },
  'ReplicationGroup.DurabilityUnsupportedByGlobalDatastore': {
    template: secondaryGroup({
      ClusterMode: 'enabled',
      MultiAZEnabled: true,
      TransitEncryptionEnabled: true,
      Durability: 'sync',
    }),
    construct: excludedBy('SecondaryReplicationGroupOptions, which has no durability'),
  },
  ...REPLICATION_GROUP_NETWORK_CASES,
};
