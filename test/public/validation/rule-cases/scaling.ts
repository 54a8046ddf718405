import type { EnableScalingProps } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { Program, RuleCases } from './rule-case';
import { excludedBy } from './rule-case';
import type { ReplicationGroupProps } from 'cdk-elasticache';
import { ClusterMode, EngineVersion, NodeFamily, NodeSize, NodeType, ReplicationGroup } from 'cdk-elasticache';

const SHARDS = 'elasticache:replication-group:NodeGroups';
const REPLICAS = 'elasticache:replication-group:Replicas';

const target = (properties: object) => ({
  Scaling: {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      ServiceNamespace: 'elasticache',
      ScalableDimension: SHARDS,
      ResourceId: 'replication-group/sessions',
      MinCapacity: 1,
      MaxCapacity: 5,
      ...properties,
    },
  },
});

const targetOfGroup = (groupProperties: object, properties: object = {}) => ({
  ...target({ ResourceId: { 'Fn::Sub': 'replication-group/${Group}' }, ...properties }),
  Group: {
    Type: 'AWS::ElastiCache::ReplicationGroup',
    UpdatePolicy: { UseOnlineResharding: true },
    Properties: {
      ReplicationGroupId: 'sessions',
      ReplicationGroupDescription: 'sessions',
      Engine: 'valkey',
      EngineVersion: '8.1',
      CacheNodeType: 'cache.r7g.large',
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 1,
      AutomaticFailoverEnabled: true,
      TransitEncryptionEnabled: true,
      CacheSubnetGroupName: 'subnets',
      ...groupProperties,
    },
  },
});

const policy = (metric: string, targetUtilizationPercent: number, properties: object = {}) => ({
  ...target({}),
  Tracking: {
    Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    Properties: {
      PolicyName: 'tracking',
      PolicyType: 'TargetTrackingScaling',
      ScalingTargetId: { Ref: 'Scaling' },
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: metric },
        TargetValue: targetUtilizationPercent,
      },
      ...properties,
    },
  },
});

const PRIMARY_CPU = 'ElastiCachePrimaryEngineCPUUtilization';
const REPLICA_CPU = 'ElastiCacheReplicaEngineCPUUtilization';
const MEMORY = 'ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage';

type Scale = (group: ReplicationGroup) => void;

const program =
  (scale: Scale, props: Partial<ReplicationGroupProps> = {}): Program =>
  ({ stack, vpc }) =>
    scale(
      new ReplicationGroup(stack, 'Group', {
        vpc,
        nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
        clusterMode: ClusterMode.enabled({ shardCount: 2 }),
        ...props,
      }),
    );

const scaleShards =
  (props: Partial<EnableScalingProps> = {}): Scale =>
  (group) =>
    group.autoScaleShards({ maxCapacity: 5, ...props });

const scaleReplicas =
  (props: Partial<EnableScalingProps> = {}): Scale =>
  (group) =>
    group.autoScaleReplicas({ maxCapacity: 5, ...props });

const scaleOnPrimaryCpuUtilization =
  (targetUtilizationPercent: number): Scale =>
  (group) =>
    group
      .autoScaleShards({ maxCapacity: 5 })
      .scaleOnPrimaryCpuUtilization({ targetUtilizationPercent: targetUtilizationPercent });

export const SCALING_CASES: RuleCases = {
  'ScalableTarget.MinCapacityOutOfRange': {
    template: target({ MinCapacity: 0 }),
    construct: program(scaleShards({ minCapacity: 0 })),
  },
  'ScalableTarget.MaxCapacityOutOfRange': {
    template: target({ MaxCapacity: 251 }),
    construct: program(scaleShards({ maxCapacity: 251 })),
  },
  'ScalableTarget.MinCapacityExceedsMaxCapacity': {
    template: target({ MinCapacity: 4, MaxCapacity: 2 }),
    construct: program(scaleShards({ minCapacity: 4, maxCapacity: 2 })),
  },
  'ScalableTarget.ResourceIdNotReferenced': {
    template: targetOfGroup(
      { NumNodeGroups: undefined, ClusterMode: 'enabled' },
      { ResourceId: 'replication-group/sessions' },
    ),
    construct: excludedBy('ReplicationGroup.autoScaleShards, which renders a reference to the group'),
  },
  'ScalableTarget.VersionUnsupported': {
    template: targetOfGroup({ Engine: 'redis', EngineVersion: '5.0.6', CacheNodeType: 'cache.r6g.large' }),
    construct: program(scaleShards(), {
      engineVersion: EngineVersion.REDIS_5_0_6,
      nodeType: NodeType.of(NodeFamily.R6G, NodeSize.LARGE),
    }),
  },
  'ScalableTarget.NodeTypeUnsupported': {
    template: targetOfGroup({ CacheNodeType: 'cache.t4g.medium' }),
    construct: program(scaleShards(), { nodeType: NodeType.of(NodeFamily.T4G, NodeSize.MEDIUM) }),
  },
  'ScalableTarget.ClusterModeRequired': {
    template: targetOfGroup({ NumNodeGroups: 1, ClusterMode: 'disabled' }),
    construct: program(scaleShards(), { clusterMode: ClusterMode.disabled() }),
  },
  'ScalableTarget.GlobalDatastoreUnsupported': {
    template: targetOfGroup({
      GlobalReplicationGroupId: 'ldgnf-sessions',
      Engine: undefined,
      EngineVersion: undefined,
      CacheNodeType: undefined,
      NumNodeGroups: undefined,
    }),
    construct: excludedBy('SecondaryReplicationGroup, which has no autoScaleShards'),
  },
  'ScalableTarget.ReservedMemoryTooSmall': {
    template: {
      ...targetOfGroup({ CacheParameterGroupName: { Ref: 'Parameters' } }, { ScalableDimension: REPLICAS }),
      Parameters: {
        Type: 'AWS::ElastiCache::ParameterGroup',
        Properties: {
          CacheParameterGroupFamily: 'valkey8',
          Description: 'sessions',
          Properties: { 'cluster-enabled': 'yes', 'reserved-memory-percent': '10' },
        },
      },
    },
    construct: program(scaleReplicas(), { parameters: { 'reserved-memory-percent': '10' } }),
  },
  'ScalableTarget.CapacityOutsideRange': {
    template: targetOfGroup({ NumNodeGroups: 2 }, { MinCapacity: 3 }),
    construct: program(scaleShards({ minCapacity: 3 })),
  },
  'ScalableTarget.CapacityResetByDeployment': {
    template: targetOfGroup({}),
    construct: excludedBy('clusterMode: ClusterMode, which always renders the capacity'),
  },
  'ScalingPolicy.PolicyTypeUnsupported': {
    template: policy(PRIMARY_CPU, 60, { PolicyType: 'StepScaling' }),
    construct: excludedBy('ShardScaling, which has target tracking and schedules'),
  },
  'ScalingPolicy.MetricDimensionMismatch': {
    template: policy(REPLICA_CPU, 60),
    construct: excludedBy('ShardScaling and ReplicaScaling, which have methods for their own metrics'),
  },
  'ScalingPolicy.ReplicaTargetOutOfRange': {
    template: { ...policy(REPLICA_CPU, 80), ...target({ ScalableDimension: REPLICAS }) },
    construct: program((group) =>
      group.autoScaleReplicas({ maxCapacity: 5 }).scaleOnReplicaCpuUtilization({ targetUtilizationPercent: 80 }),
    ),
  },
  'ScalingPolicy.TargetNotPositive': {
    template: policy(PRIMARY_CPU, 0),
    construct: program(scaleOnPrimaryCpuUtilization(0)),
  },
  'ScalingPolicy.TargetImplausible': {
    template: policy(PRIMARY_CPU, 150),
    construct: program(scaleOnPrimaryCpuUtilization(150)),
  },
  'ScalingPolicy.MetricUnsupportedByDataTiering': {
    template: {
      ...policy(MEMORY, 60),
      ...targetOfGroup({ CacheNodeType: 'cache.r6gd.xlarge', DataTieringEnabled: true }),
    },
    construct: program(
      (group) => group.autoScaleShards({ maxCapacity: 5 }).scaleOnMemoryUtilization({ targetUtilizationPercent: 60 }),
      {
        nodeType: NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE),
      },
    ),
  },
};
