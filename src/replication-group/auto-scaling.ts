import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Duration } from 'aws-cdk-lib/core';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import type { IReplicationGroup } from './replication-group-base';
import { throwValidationErrors } from '../private/errors';
import type { Range } from '../private/ranges';
import { isIntegerInRange, validateIntegerRange } from '../private/ranges';
import { isResolved } from '../private/tokens';
import { AUTO_SCALING } from '../service-data/limits';

/** Between how many shards a group is scaled. */
export interface ShardScalingProps {
  /**
   * The fewest shards: 1 to 250.
   *
   * @default 1
   */
  readonly minShards?: number;

  /** The most shards: 1 to 250. */
  readonly maxShards: number;
}

/** Between how many replicas every shard of a group is scaled. */
export interface ReplicaScalingProps {
  /**
   * The fewest replicas of a shard: 1 to 5.
   *
   * @default 1
   */
  readonly minReplicas?: number;

  /** The most replicas of a shard: 1 to 5. */
  readonly maxReplicas: number;
}

/** The value that is kept by scaling, and how fast. AWS advises to track one metric for a dimension. */
export interface CacheTargetTracking {
  /** The value that is to be kept, in percent: 35 to 70. */
  readonly targetPercent: number;

  /**
   * Whether there is no scaling in: AWS advises to start so, since load that comes and goes makes a cache scale to and
   * fro.
   *
   * @default false
   */
  readonly disableScaleIn?: boolean;

  /**
   * How long after scaling in there is no more of it.
   *
   * @default - as Application Auto Scaling decides
   */
  readonly scaleInCooldown?: Duration;

  /**
   * How long after scaling out there is no more of it.
   *
   * @default - as Application Auto Scaling decides
   */
  readonly scaleOutCooldown?: Duration;
}

/**
 * The number of shards of a replication group, as it follows the load.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
 * @example
 * declare const group: elasticache.ReplicationGroup;
 *
 * group.autoScaleShards({ minShards: 2, maxShards: 8 }).trackPrimaryCpu({ targetPercent: 60 });
 */
export class ShardScaling {
  /** @internal */
  public static _of(group: IReplicationGroup, props: ShardScalingProps): ShardScaling {
    const range = {
      prop: 'Shards',
      min: props.minShards ?? AUTO_SCALING.shards.min,
      max: props.maxShards,
      limits: AUTO_SCALING.shards,
      initial: group.clusterMode?.shardCount,
    };
    return new ShardScaling(createScalableTarget(group, 'autoScaleShards', 'NodeGroups', range));
  }

  private constructor(private readonly target: appscaling.ScalableTarget) {}

  /**
   * Keeps the load of the primaries: adds shards when it is higher.
   *
   * @param props the load that is to be kept
   */
  public trackPrimaryCpu(props: CacheTargetTracking): void {
    addTargetTracking(
      this.target,
      'PrimaryCpu',
      appscaling.PredefinedMetric.ELASTICACHE_PRIMARY_ENGINE_CPU_UTILIZATION,
      props,
    );
  }

  /**
   * Keeps the share of the memory in use that counts for evictions: adds shards when it is higher. Best with the
   * `maxmemory-policy` noeviction, and not with data tiering.
   *
   * @param props the share that is to be kept
   */
  public trackMemory(props: CacheTargetTracking): void {
    addTargetTracking(
      this.target,
      'Memory',
      appscaling.PredefinedMetric.ELASTICACHE_DATABASE_MEMORY_USAGE_COUNTED_FOR_EVICT_PERCENTAGE,
      props,
    );
  }

  /**
   * Keeps the share of the capacity in use, memory and SSD, that counts for evictions: adds shards when it is higher.
   *
   * @param props the share that is to be kept
   */
  public trackCapacity(props: CacheTargetTracking): void {
    addTargetTracking(
      this.target,
      'Capacity',
      appscaling.PredefinedMetric.ELASTICACHE_DATABASE_CAPACITY_USAGE_COUNTED_FOR_EVICT_PERCENTAGE,
      props,
    );
  }

  /**
   * Changes the range at some time, for a load that is known.
   *
   * @param id the id of the schedule
   * @param props when, and between how many shards from then on
   */
  public scaleOnSchedule(id: string, props: appscaling.ScalingSchedule): void {
    this.target.scaleOnSchedule(id, props);
  }
}

/**
 * The number of replicas of every shard of a replication group, as it follows the load.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
 * @example
 * declare const group: elasticache.ReplicationGroup;
 *
 * group.autoScaleReplicas({ maxReplicas: 4 }).trackReplicaCpu({ targetPercent: 60 });
 */
export class ReplicaScaling {
  /** @internal */
  public static _of(group: IReplicationGroup, props: ReplicaScalingProps): ReplicaScaling {
    const range = {
      prop: 'Replicas',
      min: props.minReplicas ?? AUTO_SCALING.replicas.min,
      max: props.maxReplicas,
      limits: AUTO_SCALING.replicas,
      initial: group.clusterMode?.replicasPerShard,
    };
    return new ReplicaScaling(createScalableTarget(group, 'autoScaleReplicas', 'Replicas', range));
  }

  private constructor(private readonly target: appscaling.ScalableTarget) {}

  /**
   * Keeps the load of the replicas: adds replicas when it is higher.
   *
   * @param props the load that is to be kept
   */
  public trackReplicaCpu(props: CacheTargetTracking): void {
    addTargetTracking(
      this.target,
      'ReplicaCpu',
      appscaling.PredefinedMetric.ELASTICACHE_REPLICA_ENGINE_CPU_UTILIZATION,
      props,
    );
  }

  /**
   * Changes the range at some time, for a load that is known.
   *
   * @param id the id of the schedule
   * @param props when, and between how many replicas from then on
   */
  public scaleOnSchedule(id: string, props: appscaling.ScalingSchedule): void {
    this.target.scaleOnSchedule(id, props);
  }
}

/** The range of a scalable dimension. */
interface ScalingRange extends Range {
  /** The end of the names of the props: Shards of `minShards`. */
  readonly prop: string;
  /** The values that AWS accepts for the ends of the range. */
  readonly limits: Range;
  /** The capacity with which the group is created. */
  readonly initial?: number;
}

function createScalableTarget(
  group: IReplicationGroup,
  method: string,
  dimension: string,
  range: ScalingRange,
): appscaling.ScalableTarget {
  const errors = [...validateSupport(group, method), ...validateLimits(range), ...validateOrder(range)];
  if (errors.length > 0) {
    throwValidationErrors(group, errors);
  }

  return new appscaling.ScalableTarget(group as unknown as iam.Role, `${range.prop}Scaling`, {
    serviceNamespace: appscaling.ServiceNamespace.ELASTICACHE,
    scalableDimension: `elasticache:replication-group:${dimension}`,
    resourceId: `replication-group/${group.replicationGroupId}`,
    minCapacity: range.min,
    maxCapacity: range.max,
    role: iam.Role.fromRoleArn(
      group as unknown as iam.Role,
      `${range.prop}ScalingRole`,
      Stack.of(group).formatArn({
        service: 'iam',
        region: '',
        resource: 'role',
        resourceName:
          'aws-service-role/elasticache.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ElastiCacheRG',
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      }),
    ),
  });
}

/** Validates that the cluster mode, engine version, and node type support auto scaling. */
function validateSupport({ clusterMode, engineVersion, nodeType }: IReplicationGroup, method: string): string[] {
  const errors: string[] = [];
  if (clusterMode && clusterMode.name !== 'enabled') {
    errors.push(`'${method}' needs cluster mode enabled, got ${clusterMode}; use ClusterMode.enabled()`);
  }
  const lacksDataTieringScaling =
    nodeType?.supportsDataTiering === true && engineVersion?.supportsAutoScalingWithDataTiering === false;
  if (engineVersion?.supportsAutoScaling === false || lacksDataTieringScaling) {
    errors.push(
      `'${method}' needs Valkey 7.2 and later or Redis OSS 6.0 and later, with data tiering 7.0.7, got ${engineVersion}; choose a later version`,
    );
  }
  if (nodeType?.supportsAutoScaling === false) {
    errors.push(
      `'${method}' needs a node type that scales, got ${nodeType.cacheNodeType}; choose a size large to 2xlarge of r7g, r6g, r6gd, r5, m7g, m6g, m5 or c7gn`,
    );
  }
  return errors;
}

function validateLimits({ prop, min, max, limits }: ScalingRange): string[] {
  return [...validateIntegerRange(`min${prop}`, min, limits), ...validateIntegerRange(`max${prop}`, max, limits)];
}

function validateOrder({ prop, min, max, initial }: ScalingRange): string[] {
  if (!isResolved(min) || !isResolved(max)) {
    return [];
  }
  if (min > max) {
    return [`'min${prop}' must not exceed 'max${prop}', got ${min} and ${max}`];
  }
  if (isResolved(initial) && !isIntegerInRange(initial, { min, max })) {
    return [
      `'clusterMode' must begin within the range that is scaled, ${min} to ${max}, got ${initial} ${prop.toLowerCase()}`,
    ];
  }
  return [];
}

function addTargetTracking(
  target: appscaling.ScalableTarget,
  id: string,
  predefinedMetric: appscaling.PredefinedMetric,
  props: CacheTargetTracking,
): void {
  target.scaleToTrackMetric(`Track${id}`, {
    predefinedMetric,
    targetValue: props.targetPercent,
    disableScaleIn: props.disableScaleIn,
    scaleInCooldown: props.scaleInCooldown,
    scaleOutCooldown: props.scaleOutCooldown,
  });
}
