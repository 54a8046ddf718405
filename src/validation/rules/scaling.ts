import { isIntegerInRange } from '../../private/ranges';
import { formatList } from '../../private/text';
import { supports } from '../../service-data/engine-versions';
import { AUTO_SCALING } from '../../service-data/limits';
import { AUTO_SCALING_SIZES } from '../../service-data/node-types';
import type { PropertyReader } from '../property-reader';
import type { ResourceView } from '../resource-view';
import type { RuleSet } from '../rule';
import { createMetadataFactory, crossResourceRule, forTemplates, rule } from '../rule-builders';
import { readEngine, formatEngine, formatSince } from './nodes/engine';
import { formatFamilies, readNodeType } from './nodes/node-type';
import { formatEnabledMode, readLayout } from './replication-group/layout';
import { hasDataTiering, referenceRule } from './shared-cross-resource-rules';
import { getOwn } from '../../private/records';

const SCALING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html';
const POLICIES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Scaling-Policies-Target.html';
const TARGET_TYPE = 'AWS::ApplicationAutoScaling::ScalableTarget';
const RESOURCE_PREFIX = 'replication-group/';
const MEMORY = 'ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage';
const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const METRIC_TYPE = 'TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.PredefinedMetricType';
const TARGET_VALUE = 'TargetTrackingScalingPolicyConfiguration.TargetValue';
const SHARDS = 'elasticache:replication-group:NodeGroups';
const REPLICAS = 'elasticache:replication-group:Replicas';
const REPLICA_CPU = 'ElastiCacheReplicaEngineCPUUtilization';

const { min: MIN_CPU_TARGET, max: MAX_CPU_TARGET } = AUTO_SCALING.replicaCpuTargetPercent;

const targetMetadata = createMetadataFactory('ScalableTarget', SCALING);

const policyMetadata = createMetadataFactory('ScalingPolicy', POLICIES);

/** The range and the unit of the capacity, by scalable dimension. */
const CAPACITY_RANGES: Readonly<
  Record<string, { readonly min: number; readonly max: number; readonly things: string }>
> = {
  [SHARDS]: { ...AUTO_SCALING.shards, things: 'shards' },
  [REPLICAS]: { ...AUTO_SCALING.replicas, things: 'replicas' },
};

/** The replication group property that sets the initial capacity, by scalable dimension. */
const COUNT_PROPERTIES: Readonly<Record<string, string>> = {
  [SHARDS]: 'NumNodeGroups',
  [REPLICAS]: 'ReplicasPerNodeGroup',
};

/** The predefined metrics, by scalable dimension. */
const METRICS: Readonly<Record<string, readonly string[]>> = {
  [SHARDS]: [
    'ElastiCachePrimaryEngineCPUUtilization',
    MEMORY,
    'ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage',
  ],
  [REPLICAS]: [REPLICA_CPU],
};

const SCALABLE_NODES = `a node type of the size ${formatList(AUTO_SCALING_SIZES, 'or')} in the family ${formatFamilies((fact) => fact.autoScaling)}`;

/** Constructs always specify the capacity, so they would always have this warning. Only templates have it. */
const CAPACITY_RESET_RULE = crossResourceRule(
  { ...targetMetadata('CapacityResetByDeployment', 'ResourceId'), severity: 'warning' },
  'a deployment that changes a replication group with auto scaling can reset the numbers of shards and replicas to the values in the template',
  (scaled) => {
    const countProperty = getOwn(COUNT_PROPERTIES, scaled.text('ScalableDimension'));
    const group = findReplicationGroup(scaled);
    return countProperty !== undefined && group?.has(countProperty)
      ? `${scaled.name('ResourceId')} refers to ${group}, which specifies ${group.name(countProperty)}. A deployment that changes a property of the replication group can overwrite the number that auto scaling has set. Set ${group.name(countProperty)} of ${group} to the current number in such a deployment.`
      : undefined;
  },
);

/** Validates an `AWS::ApplicationAutoScaling::ScalableTarget` for a replication group. */
export const SCALABLE_TARGET_RULES: RuleSet = [
  ...['MinCapacity', 'MaxCapacity'].map((property) =>
    rule(
      targetMetadata(`${property}OutOfRange`, property),
      `${property} must be a whole number from 1 to ${AUTO_SCALING.shards.max} shards, or from 1 to ${AUTO_SCALING.replicas.max} replicas`,
      (p) => {
        const range = getOwn(CAPACITY_RANGES, p.text('ScalableDimension'));
        const value = p.number(property);
        if (!range || value === undefined) {
          return undefined;
        }
        return isIntegerInRange(value, range)
          ? undefined
          : `${p.name(property)} must be a whole number from ${range.min} to ${range.max} ${range.things}, but got ${value}. Use a number in this range.`;
      },
    ),
  ),
  rule(
    targetMetadata('MinCapacityExceedsMaxCapacity', 'MinCapacity'),
    'MinCapacity must not exceed MaxCapacity',
    (p) => {
      const [min, max] = [p.number('MinCapacity'), p.number('MaxCapacity')];
      return isElastiCache(p) && min !== undefined && max !== undefined && min > max
        ? `${p.name('MinCapacity')} must not exceed ${p.name('MaxCapacity')}, which is ${max}, but got ${min}. Reduce ${p.name('MinCapacity')}, or increase ${p.name('MaxCapacity')}.`
        : undefined;
    },
  ),
  referenceRule(targetMetadata, 'ResourceId', GROUP, RESOURCE_PREFIX),
  crossResourceRule(
    targetMetadata('VersionUnsupported', 'ResourceId'),
    `auto scaling requires ${formatSince('autoScalingShardsReplicas')}. If the nodes have data tiering, it requires ${formatSince('autoScalingWithDataTiering')}`,
    (scaled) => {
      const group = findReplicationGroup(scaled);
      const engine = group && readEngine(group);
      const feature = group && hasDataTiering(group) ? 'autoScalingWithDataTiering' : 'autoScalingShardsReplicas';
      return engine && !supports(engine.name, engine.version, feature)
        ? `${formatGroupRequirement(scaled)} with ${formatSince(feature)}, but the engine version of ${group} is ${formatEngine(engine)}. Use a later ${group.name('EngineVersion')} for ${group}.`
        : undefined;
    },
  ),
  crossResourceRule(
    targetMetadata('NodeTypeUnsupported', 'ResourceId'),
    `auto scaling requires ${SCALABLE_NODES}`,
    (scaled) => {
      const group = findReplicationGroup(scaled);
      const type = group && readNodeType(group);
      if (!group || !type) {
        return undefined;
      }
      return type.fact.autoScaling && AUTO_SCALING_SIZES.includes(type.size)
        ? undefined
        : `${formatGroupRequirement(scaled)} with a node type that supports auto scaling, but ${group.name('CacheNodeType')} of ${group} is ${group.text('CacheNodeType')}. Use ${SCALABLE_NODES}.`;
    },
  ),
  crossResourceRule(
    targetMetadata('ClusterModeRequired', 'ResourceId'),
    'auto scaling requires cluster mode enabled',
    (scaled) => {
      const group = findReplicationGroup(scaled);
      const mode = group && readLayout(group).mode;
      const hasOneShard = mode === 'disabled' || mode === 'compatible';
      return group && hasOneShard
        ? `${formatGroupRequirement(scaled)} with cluster mode enabled, but the cluster mode of ${group} is ${mode}. Set ${group.name('ClusterMode')} of ${group} to ${formatEnabledMode(group)}.`
        : undefined;
    },
  ),
  crossResourceRule(
    targetMetadata('GlobalDatastoreUnsupported', 'ResourceId'),
    'auto scaling requires a replication group that is not in a global datastore',
    (scaled) => {
      const group = findReplicationGroup(scaled);
      return group?.has('GlobalReplicationGroupId')
        ? `${formatGroupRequirement(scaled)} that is not in a global datastore, but ${group} is a member of a global datastore. Remove the scalable target and its scaling policies.`
        : undefined;
    },
  ),
  crossResourceRule(
    targetMetadata('ReservedMemoryTooSmall', 'ResourceId'),
    `auto scaling of replicas requires a reserved-memory-percent of at least ${AUTO_SCALING.replicaReservedMemoryPercent.min}`,
    (scaled) => {
      if (scaled.text('ScalableDimension') !== REPLICAS) {
        return undefined;
      }
      const { min } = AUTO_SCALING.replicaReservedMemoryPercent;
      const group = findReplicationGroup(scaled);
      const parameters = group?.target('CacheParameterGroupName', 'AWS::ElastiCache::ParameterGroup');
      const reservedPercent = parameters?.number('Properties.reserved-memory-percent');
      return reservedPercent !== undefined && reservedPercent < min
        ? `${formatGroupRequirement(scaled)} with a reserved-memory-percent of at least ${min} to scale replicas, but the reserved-memory-percent of ${parameters} is ${reservedPercent}. Set reserved-memory-percent of ${parameters} to at least ${min}.`
        : undefined;
    },
  ),
  crossResourceRule(
    { ...targetMetadata('CapacityOutsideRange', 'ResourceId'), severity: 'warning' },
    'the initial capacity of the replication group should be from MinCapacity to MaxCapacity',
    (scaled) => {
      const [min, max] = [scaled.number('MinCapacity'), scaled.number('MaxCapacity')];
      const dimension = scaled.text('ScalableDimension') ?? '';
      const countProperty = getOwn(COUNT_PROPERTIES, dimension);
      const group = findReplicationGroup(scaled);
      const capacity = countProperty === undefined ? undefined : group?.number(countProperty);
      if (
        min === undefined ||
        max === undefined ||
        group === undefined ||
        countProperty === undefined ||
        capacity === undefined ||
        isIntegerInRange(capacity, { min, max })
      ) {
        return undefined;
      }
      return `${scaled.name('ResourceId')} refers to ${group}, whose ${group.name(countProperty)} should be in the scaling range from ${min} to ${max}, but is ${capacity}. Application Auto Scaling changes a number outside this range immediately. Set ${group.name(countProperty)} of ${group} to a number in this range.`;
    },
  ),
  { ...forTemplates(CAPACITY_RESET_RULE), describeForConstruct: CAPACITY_RESET_RULE.check },
];

/** Validates an `AWS::ApplicationAutoScaling::ScalingPolicy` for a replication group. */
export const SCALING_POLICY_RULES: RuleSet = [
  crossResourceRule(
    policyMetadata('PolicyTypeUnsupported', 'PolicyType', SCALING),
    'PolicyType must be TargetTrackingScaling',
    (scaling) => {
      const type = scaling.text('PolicyType');
      return readDimension(scaling) !== undefined && type !== undefined && type !== 'TargetTrackingScaling'
        ? `${scaling.name('PolicyType')} must be TargetTrackingScaling for ElastiCache, but got ${type}. Use a target tracking policy or scheduled actions.`
        : undefined;
    },
  ),
  crossResourceRule(
    policyMetadata('MetricDimensionMismatch', METRIC_TYPE),
    `${REPLICA_CPU} requires the ScalableDimension ${REPLICAS}, and the other predefined metrics require ${SHARDS}`,
    (scaling) => {
      const metric = scaling.text(METRIC_TYPE) ?? '';
      const dimension = readDimension(scaling);
      const metricDimension = Object.keys(METRICS).find((candidate) => METRICS[candidate].includes(metric));
      const allowedMetrics = getOwn(METRICS, dimension);
      if (metricDimension === undefined || metricDimension === dimension || !allowedMetrics) {
        return undefined;
      }
      return `${scaling.name(METRIC_TYPE)} is "${metric}", which requires the ScalableDimension ${metricDimension}, but got ${dimension}. Use ${formatList(allowedMetrics, 'or')}.`;
    },
  ),
  crossResourceRule(
    policyMetadata('ReplicaTargetOutOfRange', TARGET_VALUE),
    `the target value of ElastiCacheReplicaEngineCPUUtilization must be from ${MIN_CPU_TARGET} to ${MAX_CPU_TARGET} percent`,
    (p) => {
      const value = p.number(TARGET_VALUE);
      if (p.text(METRIC_TYPE) !== REPLICA_CPU || value === undefined) {
        return undefined;
      }
      return value < MIN_CPU_TARGET || value > MAX_CPU_TARGET
        ? `${p.name(TARGET_VALUE)} for ElastiCacheReplicaEngineCPUUtilization must be from ${MIN_CPU_TARGET} to ${MAX_CPU_TARGET} percent, but got ${value}. Use a percentage in this range.`
        : undefined;
    },
  ),
  crossResourceRule(
    policyMetadata('TargetNotPositive', TARGET_VALUE),
    'the target value must be greater than 0 percent',
    (scaling) => {
      const value = readShardTarget(scaling);
      return value !== undefined && value <= 0
        ? `${scaling.name(TARGET_VALUE)} must be greater than 0 percent, but got ${value}. Specify a percentage, such as 60.`
        : undefined;
    },
  ),
  crossResourceRule(
    { ...policyMetadata('TargetImplausible', TARGET_VALUE), severity: 'warning' },
    'the target value should be from 1 to 100 percent',
    (scaling) => {
      const value = readShardTarget(scaling);
      if (value === undefined || value <= 0) {
        return undefined;
      }
      return value < 1 || value > 100
        ? `${scaling.name(TARGET_VALUE)} should be from 1 to 100 percent, but got ${value}. With any other value, Application Auto Scaling adds or removes shards until the number of shards reaches the minimum or maximum capacity. Specify a percentage, such as 60.`
        : undefined;
    },
  ),
  crossResourceRule(
    policyMetadata('MetricUnsupportedByDataTiering', METRIC_TYPE),
    `${MEMORY} is not supported for nodes with data tiering`,
    (scaling) => {
      const group = scaling.target('ScalingTargetId', TARGET_TYPE)?.target('ResourceId', GROUP, RESOURCE_PREFIX);
      if (scaling.text(METRIC_TYPE) !== MEMORY || !group || !hasDataTiering(group)) {
        return undefined;
      }
      const name = scaling.name(METRIC_TYPE);
      return scaling.isConstruct
        ? `${name} is not supported for nodes with data tiering, but the nodes of ${group} have data tiering. Use 'scaleOnCapacityUtilization'.`
        : `${name} ${MEMORY} is not supported for nodes with data tiering, but the nodes of ${group} have data tiering. Use ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage.`;
    },
  ),
];

/** Formats the beginning of a requirement for the replication group. In a construct, a method call requires it. */
function formatGroupRequirement(scaled: ResourceView): string {
  return `${scaled.name('ResourceId')} ${scaled.isConstruct ? 'requires' : 'must refer to'} a replication group`;
}

/** Reads the target value if the metric scales shards. */
function readShardTarget(scaling: ResourceView): number | undefined {
  const isShardMetric = METRICS[SHARDS].includes(scaling.text(METRIC_TYPE) ?? '');
  return isShardMetric ? scaling.number(TARGET_VALUE) : undefined;
}

function isElastiCache(p: PropertyReader): boolean {
  return p.text('ServiceNamespace') === 'elasticache' || (p.text('ScalableDimension') ?? '').startsWith('elasticache:');
}

function findReplicationGroup(scaled: ResourceView): ResourceView | undefined {
  return isElastiCache(scaled) ? scaled.target('ResourceId', GROUP, RESOURCE_PREFIX) : undefined;
}

/** Reads the scalable dimension of a policy, or of its scalable target. */
function readDimension(scaling: ResourceView): string | undefined {
  const p = scaling.target('ScalingTargetId', TARGET_TYPE) ?? scaling;
  return isElastiCache(p) ? (p.text('ScalableDimension') ?? '') : undefined;
}
