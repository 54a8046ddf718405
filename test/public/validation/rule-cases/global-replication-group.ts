import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { CaseScope, Program, RuleCases } from './rule-case';
import { ENVIRONMENT, excludedBy } from './rule-case';
import { tagCases } from './serverless-cache';
import type { GlobalReplicationGroupProps, ReplicationGroupAttributes, ReplicationGroupProps } from 'cdk-elasticache';
import {
  Authentication,
  ClusterMode,
  Durability,
  EngineVersion,
  GlobalReplicationGroup,
  NetworkType,
  NodeFamily,
  NodeSize,
  NodeType,
  ParameterGroup,
  ReplicationGroup,
} from 'cdk-elasticache';

const PRIMARY = { ReplicationGroupId: 'sessions', ReplicationGroupRegion: 'us-east-1', Role: 'PRIMARY' };

const secondary = (region: string) => ({
  ReplicationGroupId: `sessions-${region}`,
  ReplicationGroupRegion: region,
  Role: 'SECONDARY',
});

const global = (properties: object, attributes: object = {}) => ({
  Global: {
    Type: 'AWS::ElastiCache::GlobalReplicationGroup',
    ...attributes,
    Properties: { GlobalReplicationGroupIdSuffix: 'sessions', Members: [PRIMARY], ...properties },
  },
});

const globalWithSecondaries = (...regions: string[]) => global({ Members: [PRIMARY, ...regions.map(secondary)] });

const globalWithShard = (region: string, shard: object) =>
  global({
    RegionalConfigurations: [
      { ReplicationGroupId: 'sessions', ReplicationGroupRegion: region, ReshardingConfigurations: [shard] },
    ],
  });

const globalWithPrimary = (groupProperties: object) => ({
  ...global({ Members: [{ ...PRIMARY, ReplicationGroupId: { Ref: 'Primary' } }] }),
  Primary: {
    Type: 'AWS::ElastiCache::ReplicationGroup',
    UpdatePolicy: { UseOnlineResharding: true },
    Properties: {
      ReplicationGroupDescription: 'sessions',
      Engine: 'valkey',
      EngineVersion: '9.0',
      CacheNodeType: 'cache.r7g.large',
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 1,
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
      TransitEncryptionEnabled: true,
      CacheSubnetGroupName: 'subnets',
      ...groupProperties,
    },
  },
});

const parameterGroup = (family: string) => ({
  Parameters: {
    Type: 'AWS::ElastiCache::ParameterGroup',
    Properties: { CacheParameterGroupFamily: family, Description: 'sessions' },
  },
});

const createGlobal = (stack: Stack, props: Partial<GlobalReplicationGroupProps> = {}, id: string = 'Global') =>
  new GlobalReplicationGroup(stack, id, {
    primary: ReplicationGroup.fromReplicationGroupId(stack, `PrimaryOf${id}`, 'sessions'),
    ...props,
  });

const program =
  (props: Partial<GlobalReplicationGroupProps>): Program =>
  ({ stack }) =>
    createGlobal(stack, props);

const programWithSecondaries =
  (...regions: string[]): Program =>
  ({ app, stack }) => {
    const datastore = createGlobal(stack);
    regions.forEach((region, index) => {
      const other = new Stack(app, `Stack${index}`, { env: { ...ENVIRONMENT, region } });
      const vpc = new ec2.Vpc(other, 'Vpc', { availabilityZones: [`${region}a`, `${region}b`], natGateways: 0 });
      datastore.addSecondary(other, 'Secondary', { vpc, authentication: Authentication.none() });
    });
  };

const programWithShard = (region: string, shardId: string, zone: string): Program =>
  program({
    shardPlacements: [{ region, replicationGroupId: 'sessions', shards: [{ shardId, availabilityZones: [zone] }] }],
  });

const programWithParameterGroup =
  (engineVersion?: EngineVersion): Program =>
  ({ stack }) =>
    createGlobal(stack, {
      engineVersion,
      parameterGroup: new ParameterGroup(stack, 'Parameters', { engineVersion: EngineVersion.VALKEY_7_2 }),
    });

const programWithImportedPrimary =
  (attributes: ReplicationGroupAttributes): Program =>
  ({ stack }) =>
    createGlobal(stack, { primary: ReplicationGroup.fromReplicationGroupAttributes(stack, 'Primary', attributes) });

const createPrimary = ({ stack, vpc }: CaseScope, props: Partial<ReplicationGroupProps> = {}) =>
  new ReplicationGroup(stack, 'Primary', {
    vpc,
    engineVersion: EngineVersion.VALKEY_9_0,
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    clusterMode: ClusterMode.enabled({ shardCount: 2 }),
    ...props,
  });

const programWithPrimary =
  (props: Partial<ReplicationGroupProps>): Program =>
  (scope) =>
    createGlobal(scope.stack, { primary: createPrimary(scope, props) });

const CONFIGURATION = {
  ReplicationGroupId: 'sessions',
  ReplicationGroupRegion: 'us-east-1',
  ReshardingConfigurations: [{ NodeGroupId: '0001' }],
};

const PLACEMENT = {
  replicationGroupId: 'sessions',
  region: 'us-east-1',
  shards: [{ shardId: '0001', availabilityZones: ['us-east-1a'] }],
};

const MEMBERS = 'primary: IReplicationGroup, of which Members are rendered';

export const GLOBAL_REPLICATION_GROUP_CASES: RuleCases = {
  'GlobalReplicationGroup.IdSuffixInvalid': {
    template: global({ GlobalReplicationGroupIdSuffix: 'my_sessions' }),
    construct: program({ globalReplicationGroupIdSuffix: 'my_sessions' }),
  },
  'GlobalReplicationGroup.IdSuffixWithPrefix': {
    template: global({ GlobalReplicationGroupIdSuffix: 'ldgnf-sessions' }),
    construct: program({ globalReplicationGroupIdSuffix: 'ldgnf-sessions' }),
  },
  'GlobalReplicationGroup.MembersMissing': {
    template: global({ Members: undefined }),
    construct: excludedBy(MEMBERS),
  },
  'GlobalReplicationGroup.MemberCountInvalid': {
    template: globalWithSecondaries('eu-west-1', 'eu-west-2', 'eu-west-3'),
    construct: programWithSecondaries('eu-west-1', 'eu-west-2', 'eu-west-3'),
  },
  'GlobalReplicationGroup.MemberRoleInvalid': {
    template: global({ Members: [{ ...PRIMARY, Role: 'Primary' }] }),
    construct: excludedBy(MEMBERS),
  },
  'GlobalReplicationGroup.PrimaryCountInvalid': {
    template: global({ Members: [secondary('eu-west-1')] }),
    construct: excludedBy(MEMBERS),
  },
  'GlobalReplicationGroup.MemberIncomplete': {
    template: global({ Members: [{ ...PRIMARY, ReplicationGroupRegion: undefined }] }),
    construct: excludedBy(MEMBERS),
  },
  'GlobalReplicationGroup.MemberNotReferenced': {
    template: {
      ...global({}),
      Primary: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: {
          ReplicationGroupId: 'sessions',
          ReplicationGroupDescription: 'sessions',
          CacheNodeType: 'cache.r7g.large',
        },
      },
    },
    construct: excludedBy('primary: IReplicationGroup, to which the global datastore always refers'),
  },
  'GlobalReplicationGroup.DuplicateRegions': {
    template: globalWithSecondaries('eu-west-1', 'eu-west-1'),
    construct: programWithSecondaries('eu-west-1', 'eu-west-1'),
  },
  'GlobalReplicationGroup.RegionUnsupported': {
    template: globalWithSecondaries('ap-east-2'),
    construct: programWithSecondaries('ap-east-2'),
  },
  'GlobalReplicationGroup.RegionUnknown': {
    template: globalWithSecondaries('eu-west-9'),
    construct: programWithSecondaries('eu-west-9'),
  },
  'GlobalReplicationGroup.RegionsInSeveralPartitions': {
    template: globalWithSecondaries('cn-north-1'),
    construct: programWithSecondaries('cn-north-1'),
  },
  'GlobalReplicationGroup.RegionalConfigurationNotOfMember': {
    template: globalWithShard('eu-west-1', { NodeGroupId: '0001', PreferredAvailabilityZones: ['eu-west-1a'] }),
    construct: programWithShard('eu-west-1', '0001', 'eu-west-1a'),
  },
  'GlobalReplicationGroup.RegionalConfigurationZoneInvalid': {
    template: globalWithShard('us-east-1', { NodeGroupId: '0001', PreferredAvailabilityZones: ['eu-west-1a'] }),
    construct: programWithShard('us-east-1', '0001', 'eu-west-1a'),
  },
  'GlobalReplicationGroup.RegionalConfigurationShardIdInvalid': {
    template: globalWithShard('us-east-1', { NodeGroupId: 'one', PreferredAvailabilityZones: ['us-east-1a'] }),
    construct: programWithShard('us-east-1', 'one', 'us-east-1a'),
  },
  'GlobalReplicationGroup.EngineInvalid': {
    template: global({ Engine: 'keydb', EngineVersion: '6.3' }),
    construct: program({ engineVersion: EngineVersion.of('keydb', '6.3') }),
  },
  'GlobalReplicationGroup.VersionInvalid': {
    template: global({ Engine: 'valkey', EngineVersion: '7.1' }),
    construct: program({ engineVersion: EngineVersion.of('valkey', '7.1') }),
  },
  'GlobalReplicationGroup.VersionDiscontinued': {
    template: global({ Engine: 'redis', EngineVersion: '5.0.5' }),
    construct: program({ engineVersion: EngineVersion.of('redis', '5.0.5') }),
  },
  'GlobalReplicationGroup.VersionUnknown': {
    template: global({ Engine: 'valkey', EngineVersion: '10.0' }),
    construct: program({ engineVersion: EngineVersion.of('valkey', '10.0') }),
  },
  'GlobalReplicationGroup.VersionNeedsExtendedSupport': {
    template: global({ Engine: 'redis', EngineVersion: '6.2' }),
    construct: program({ engineVersion: EngineVersion.REDIS_6_2 }),
  },
  'GlobalReplicationGroup.ParameterGroupFamilyMismatch': {
    template: {
      ...global({ Engine: 'valkey', EngineVersion: '8.1', CacheParameterGroupName: { Ref: 'Parameters' } }),
      ...parameterGroup('valkey7'),
    },
    construct: programWithParameterGroup(EngineVersion.VALKEY_8_1),
  },
  'GlobalReplicationGroup.VersionUnsupported': {
    template: global({ Engine: 'redis', EngineVersion: '4.0.10' }),
    construct: program({ engineVersion: EngineVersion.REDIS_4_0_10 }),
  },
  'GlobalReplicationGroup.ParameterGroupRequiresVersion': {
    template: {
      ...global({ CacheParameterGroupName: { Ref: 'Parameters' } }),
      ...parameterGroup('valkey7'),
    },
    construct: programWithParameterGroup(),
  },
  'GlobalReplicationGroup.NodeTypeInvalid': {
    template: global({ CacheNodeType: 'cache.r7g.huge' }),
    construct: program({ nodeType: NodeType.fromName('cache.r7g.huge') }),
  },
  'GlobalReplicationGroup.NodeTypeUnknown': {
    template: global({ CacheNodeType: 'cache.r99g.large' }),
    construct: program({ nodeType: NodeType.fromName('cache.r99g.large') }),
  },
  'GlobalReplicationGroup.NodeTypeUnavailableInRegion': {
    template: global({ CacheNodeType: 'cache.m7g.large' }),
    region: 'eu-south-1',
    construct: ({ app }) =>
      createGlobal(new Stack(app, 'Milan', { env: { ...ENVIRONMENT, region: 'eu-south-1' } }), {
        nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
      }),
  },
  'GlobalReplicationGroup.NodeTypeDiscontinued': {
    template: global({ CacheNodeType: 'cache.r3.large' }),
    construct: program({ nodeType: NodeType.fromName('cache.r3.large') }),
  },
  'GlobalReplicationGroup.NodeTypeUnsupportedByVersion': {
    template: global({ CacheNodeType: 'cache.r7g.large', Engine: 'redis', EngineVersion: '6.0' }),
    construct: program({
      nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
      engineVersion: EngineVersion.REDIS_6_0,
    }),
  },
  'GlobalReplicationGroup.NodeTypeUnsupported': {
    template: global({ CacheNodeType: 'cache.t4g.micro' }),
    construct: program({ nodeType: NodeType.of(NodeFamily.T4G, NodeSize.MICRO) }),
  },
  'GlobalReplicationGroup.ShardCountOutOfRange': {
    template: global({ GlobalNodeGroupCount: 501 }),
    construct: program({ shardCount: 501 }),
  },
  'GlobalReplicationGroup.ShardsRequireFailover': {
    template: global({ GlobalNodeGroupCount: 2, AutomaticFailoverEnabled: false }),
    construct: program({ shardCount: 2, automaticFailover: false }),
  },
  'GlobalReplicationGroup.MemberRegionMismatch': {
    template: {
      ...globalWithPrimary({}),
      ...global({
        Members: [{ ...PRIMARY, ReplicationGroupId: { Ref: 'Primary' }, ReplicationGroupRegion: 'eu-west-1' }],
      }),
    },
    construct: programWithImportedPrimary({
      replicationGroupArn: 'arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:sessions',
    }),
  },
  'GlobalReplicationGroup.MemberScales': {
    template: {
      ...globalWithPrimary({ EngineVersion: '8.1' }),
      Scaling: {
        Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
        Properties: {
          ServiceNamespace: 'elasticache',
          ScalableDimension: 'elasticache:replication-group:NodeGroups',
          ResourceId: { 'Fn::Sub': 'replication-group/${Primary}' },
          MinCapacity: 1,
          MaxCapacity: 4,
        },
      },
    },
    construct: (scope) => {
      const primary = createPrimary(scope);
      primary.autoScaleShards({ maxCapacity: 4 });
      createGlobal(scope.stack, { primary });
    },
  },
  'GlobalReplicationGroup.MemberNodeTypeUnsupported': {
    template: globalWithPrimary({ CacheNodeType: 'cache.t4g.medium' }),
    construct: programWithImportedPrimary({
      replicationGroupId: 'sessions',
      nodeType: NodeType.of(NodeFamily.T4G, NodeSize.MEDIUM),
    }),
  },
  'GlobalReplicationGroup.MemberVersionUnsupported': {
    template: globalWithPrimary({ Engine: 'redis', EngineVersion: '4.0.10', CacheNodeType: 'cache.r5.large' }),
    construct: programWithImportedPrimary({
      replicationGroupId: 'sessions',
      engineVersion: EngineVersion.REDIS_4_0_10,
    }),
  },
  'GlobalReplicationGroup.MemberNetworkTypeUnsupported': {
    template: globalWithPrimary({ NetworkType: 'dual_stack' }),
    construct: ({ app, stack }) => {
      const vpc = new ec2.Vpc(stack, 'DualStack', {
        availabilityZones: ['us-east-1a', 'us-east-1b'],
        natGateways: 0,
        ipProtocol: ec2.IpProtocol.DUAL_STACK,
      });
      programWithPrimary({ networkType: NetworkType.DUAL_STACK })({ app, stack, vpc });
    },
  },
  'GlobalReplicationGroup.MemberDurabilityUnsupported': {
    template: globalWithPrimary({ Durability: 'sync', ClusterMode: 'enabled' }),
    construct: programWithPrimary({ durability: Durability.SYNC }),
  },
  'GlobalReplicationGroup.RegionalConfigurationIncomplete': {
    template: global({
      RegionalConfigurations: [{ ReplicationGroupId: 'sessions', ReplicationGroupRegion: 'us-east-1' }],
    }),
    construct: excludedBy('shardPlacements: RegionalShardPlacement[], of which all members are required'),
  },
  'GlobalReplicationGroup.DuplicateRegionalConfigurations': {
    template: global({ RegionalConfigurations: [CONFIGURATION, CONFIGURATION] }),
    construct: program({ shardPlacements: [PLACEMENT, PLACEMENT] }),
  },
  ...tagCases('GlobalReplicationGroup', (tags) => global({ Tags: tags }), program({})),
  'GlobalReplicationGroup.DeletionPolicyUnsupported': {
    template: global({}, { DeletionPolicy: 'Snapshot' }),
    construct: ({ stack }) => createGlobal(stack).applyRemovalPolicy(RemovalPolicy.SNAPSHOT),
  },
  'GlobalReplicationGroup.NameNotUnique': {
    template: { ...global({}), Other: global({}).Global },
    construct: ({ stack }) =>
      ['One', 'Other'].map((id) => createGlobal(stack, { globalReplicationGroupIdSuffix: 'sessions' }, id)),
  },
};
