import { isIntegerInRange } from '../../private/ranges';
import { supports } from '../../service-data/engine-versions';
import { AUTO_SCALING } from '../../service-data/limits';
import { AUTO_SCALING_SIZES } from '../../service-data/node-types';
import type { PropertyReader } from '../property-reader';
import type { CrossResourceRuleSet, RuleSet } from '../rule';
import { createMetadataFactory, crossResourceRule, rule } from '../rule-builders';
import type { TemplateResource } from '../template';
import { readEngine, formatEngine, formatSince } from './nodes/engine';
import { listFamilies, readNodeType } from './nodes/node-type';
import { readLayout } from './replication-group/layout';
import { referenceRule } from './shared-cross-resource-rules';

const SCALING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html';
const POLICIES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Scaling-Policies-Target.html';
const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const METRIC_TYPE = 'TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.PredefinedMetricType';
const SHARDS = 'elasticache:replication-group:NodeGroups';
const REPLICAS = 'elasticache:replication-group:Replicas';
const REPLICA_CPU = 'ElastiCacheReplicaEngineCPUUtilization';

const { min: MIN_CPU_TARGET, max: MAX_CPU_TARGET } = AUTO_SCALING.replicaCpuTargetPercent;

const targetMetadata = createMetadataFactory('ScalableTarget', SCALING);

const policyMetadata = createMetadataFactory('ScalingPolicy', POLICIES);

/** The range and unit of each scalable dimension. */
const CAPACITY_RANGES: Readonly<
  Record<string, { readonly min: number; readonly max: number; readonly things: string }>
> = {
  [SHARDS]: { ...AUTO_SCALING.shards, things: 'shards' },
  [REPLICAS]: { ...AUTO_SCALING.replicas, things: 'replicas' },
};

/** The property that sets the initial capacity of each scalable dimension. */
const COUNT_PROPERTIES: Readonly<Record<string, string>> = {
  [SHARDS]: 'NumNodeGroups',
  [REPLICAS]: 'ReplicasPerNodeGroup',
};

/** The predefined metrics of each scalable dimension. */
const METRICS: Readonly<Record<string, readonly string[]>> = {
  [SHARDS]: [
    'ElastiCachePrimaryEngineCPUUtilization',
    'ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage',
    'ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage',
  ],
  [REPLICAS]: [REPLICA_CPU],
};

const SCALABLE_NODES = `nodes of ${listFamilies((fact) => fact.autoScaling)} in the sizes ${AUTO_SCALING_SIZES.join(', ')}`;

/** Validates an `AWS::ApplicationAutoScaling::ScalableTarget` for a replication group. */
export const SCALABLE_TARGET_RULES: RuleSet = [
  ...['MinCapacity', 'MaxCapacity'].map((property) =>
    rule(
      targetMetadata(`${property}Range`, property),
      `${property} must be between 1 and ${AUTO_SCALING.shards.max} shards, or 1 and ${AUTO_SCALING.replicas.max} replicas`,
      (p) => {
        const range = CAPACITY_RANGES[p.text('ScalableDimension') ?? ''];
        const value = p.number(property);
        if (!range || value === undefined) {
          return undefined;
        }
        return isIntegerInRange(value, range)
          ? undefined
          : `'${property}' must be between ${range.min} and ${range.max} ${range.things}, got ${value}`;
      },
    ),
  ),
  rule(targetMetadata('CapacityOrder', 'MinCapacity'), 'MinCapacity must not be larger than MaxCapacity', (p) => {
    const [min, max] = [p.number('MinCapacity'), p.number('MaxCapacity')];
    return isElastiCache(p) && min !== undefined && max !== undefined && min > max
      ? `'MinCapacity' must not be larger than 'MaxCapacity', got ${min} and ${max}`
      : undefined;
  }),
];

/** Validates a scalable target against its replication group. */
export const SCALABLE_TARGET_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  referenceRule(targetMetadata, 'ResourceId', GROUP, 'replication-group/'),
  crossResourceRule(
    targetMetadata('ScaledVersion', 'ResourceId'),
    `a group that scales needs ${formatSince('autoScalingShardsReplicas')}`,
    (scaled) => {
      const group = findReplicationGroup(scaled);
      const engine = group && readEngine(group.properties);
      return engine && !supports(engine.name, engine.version, 'autoScalingShardsReplicas')
        ? `'ResourceId' must be a group with ${formatSince('autoScalingShardsReplicas')}, got ${group} with ${formatEngine(engine)}`
        : undefined;
    },
  ),
  crossResourceRule(
    targetMetadata('ScaledNodeType', 'ResourceId'),
    `a group that scales needs ${SCALABLE_NODES}`,
    (scaled) => {
      const group = findReplicationGroup(scaled);
      const type = group && readNodeType(group.properties);
      if (!group || !type) {
        return undefined;
      }
      return type.fact.autoScaling && AUTO_SCALING_SIZES.includes(type.size)
        ? undefined
        : `'ResourceId' must be a group with ${SCALABLE_NODES}, got ${group} with ${group.properties.text('CacheNodeType')}`;
    },
  ),
  crossResourceRule(
    targetMetadata('ScaledClusterMode', 'ResourceId'),
    'a group that scales needs cluster mode enabled',
    (scaled) => {
      const group = findReplicationGroup(scaled);
      return group && readLayout(group.properties).mode === 'disabled'
        ? `'ResourceId' must be a group with cluster mode enabled, got ${group} without`
        : undefined;
    },
  ),
  crossResourceRule(
    targetMetadata('ScaledAlone', 'ResourceId'),
    'a group that scales must not be in a global datastore',
    (scaled) => {
      const group = findReplicationGroup(scaled);
      return group?.properties.has('GlobalReplicationGroupId')
        ? `'ResourceId' must be a group outside of global datastores, got ${group} as a member of one`
        : undefined;
    },
  ),
  crossResourceRule(
    targetMetadata('ReplicasNeedMemory', 'ResourceId'),
    `replicas that scale need reserved-memory-percent of at least ${AUTO_SCALING.replicaReservedMemoryPercent.min}`,
    (scaled) => {
      if (scaled.properties.text('ScalableDimension') !== REPLICAS) {
        return undefined;
      }
      const { min } = AUTO_SCALING.replicaReservedMemoryPercent;
      const group = findReplicationGroup(scaled);
      const parameters = group?.target('CacheParameterGroupName', 'AWS::ElastiCache::ParameterGroup');
      const reservedPercent = parameters?.properties.number('Properties.reserved-memory-percent');
      return reservedPercent !== undefined && reservedPercent < min
        ? `'ResourceId' must be a group with reserved-memory-percent of at least ${min} to scale replicas, got ${parameters} with ${reservedPercent}`
        : undefined;
    },
  ),
  crossResourceRule(
    { ...targetMetadata('CountedOnce', 'ResourceId'), severity: 'warning' },
    'a deployment that changes a group that scales sets its number of shards and replicas back',
    (scaled) => {
      const countProperty = COUNT_PROPERTIES[scaled.properties.text('ScalableDimension') ?? ''];
      const group = countProperty === undefined ? undefined : findReplicationGroup(scaled);
      return group?.properties.has(countProperty)
        ? `'ResourceId' scales ${group}, whose ${countProperty} every deployment that changes it sets back; after the first deployment let them agree with what runs`
        : undefined;
    },
  ),
];

/** Validates an `AWS::ApplicationAutoScaling::ScalingPolicy` for a replication group. */
export const SCALING_POLICY_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  crossResourceRule(
    policyMetadata('TargetTracking', 'PolicyType', SCALING),
    'a replication group scales by TargetTrackingScaling or scheduled actions',
    (scaling) => {
      const type = scaling.properties.text('PolicyType');
      return readDimension(scaling) !== undefined && type !== undefined && type !== 'TargetTrackingScaling'
        ? `'PolicyType' must be TargetTrackingScaling for ElastiCache, got ${type}; scheduled actions are possible too`
        : undefined;
    },
  ),
  crossResourceRule(
    policyMetadata('MetricFitsDimension', METRIC_TYPE),
    'the metric must be one of what is scaled: primaries for shards, replicas for replicas',
    (scaling) => {
      const metric = scaling.properties.text(METRIC_TYPE) ?? '';
      const dimension = readDimension(scaling);
      const metricDimension = Object.keys(METRICS).find((candidate) => METRICS[candidate].includes(metric));
      if (metricDimension === undefined || metricDimension === dimension || !CAPACITY_RANGES[dimension ?? '']) {
        return undefined;
      }
      return `'${METRIC_TYPE}' ${metric} scales ${CAPACITY_RANGES[metricDimension].things}, got ScalableDimension ${dimension}`;
    },
  ),
  crossResourceRule(
    policyMetadata('ReplicaTarget', 'TargetTrackingScalingPolicyConfiguration.TargetValue'),
    `the target of ElastiCacheReplicaEngineCPUUtilization must be ${MIN_CPU_TARGET} to ${MAX_CPU_TARGET} percent`,
    ({ properties: p }) => {
      const value = p.number('TargetTrackingScalingPolicyConfiguration.TargetValue');
      if (p.text(METRIC_TYPE) !== REPLICA_CPU || value === undefined) {
        return undefined;
      }
      return value < MIN_CPU_TARGET || value > MAX_CPU_TARGET
        ? `'TargetValue' of ElastiCacheReplicaEngineCPUUtilization must be ${MIN_CPU_TARGET} to ${MAX_CPU_TARGET} percent, got ${value}`
        : undefined;
    },
  ),
];

function isElastiCache(p: PropertyReader): boolean {
  return p.text('ServiceNamespace') === 'elasticache' || (p.text('ScalableDimension') ?? '').startsWith('elasticache:');
}

function findReplicationGroup(scaled: TemplateResource): TemplateResource | undefined {
  return isElastiCache(scaled.properties) ? scaled.target('ResourceId', GROUP, 'replication-group/') : undefined;
}

/** The dimension of a policy or of its scalable target. */
function readDimension(scaling: TemplateResource): string | undefined {
  const p =
    scaling.target('ScalingTargetId', 'AWS::ApplicationAutoScaling::ScalableTarget')?.properties ?? scaling.properties;
  return isElastiCache(p) ? (p.text('ScalableDimension') ?? '') : undefined;
}
