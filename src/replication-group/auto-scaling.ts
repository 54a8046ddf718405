import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Duration } from 'aws-cdk-lib/core';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import type { IReplicationGroup } from './replication-group-base';
import { throwValidationErrors } from '../private/errors';
import { isResolved } from '../private/tokens';

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
      min: props.minShards ?? 1,
      max: props.maxShards,
      lowest: 1,
      highest: 250,
      now: group.clusterMode?.shardCount,
    };
    return new ShardScaling(scalableTarget(group, 'autoScaleShards', 'NodeGroups', range));
  }

  private constructor(private readonly target: appscaling.ScalableTarget) {}

  /**
   * Keeps the load of the primaries: adds shards when it is higher.
   *
   * @param props the load that is to be kept
   */
  public trackPrimaryCpu(props: CacheTargetTracking): void {
    track(this.target, 'PrimaryCpu', appscaling.PredefinedMetric.ELASTICACHE_PRIMARY_ENGINE_CPU_UTILIZATION, props);
  }

  /**
   * Keeps the share of the memory in use that counts for evictions: adds shards when it is higher. Best with the
   * `maxmemory-policy` noeviction, and not with data tiering.
   *
   * @param props the share that is to be kept
   */
  public trackMemory(props: CacheTargetTracking): void {
    track(
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
    track(
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
      min: props.minReplicas ?? 1,
      max: props.maxReplicas,
      lowest: 1,
      highest: 5,
      now: group.clusterMode?.replicasPerShard,
    };
    return new ReplicaScaling(scalableTarget(group, 'autoScaleReplicas', 'Replicas', range));
  }

  private constructor(private readonly target: appscaling.ScalableTarget) {}

  /**
   * Keeps the load of the replicas: adds replicas when it is higher.
   *
   * @param props the load that is to be kept
   */
  public trackReplicaCpu(props: CacheTargetTracking): void {
    track(this.target, 'ReplicaCpu', appscaling.PredefinedMetric.ELASTICACHE_REPLICA_ENGINE_CPU_UTILIZATION, props);
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

/** What may be scaled, and what there is at first. */
interface Range {
  readonly prop: string;
  readonly min: number;
  readonly max: number;
  readonly lowest: number;
  readonly highest: number;
  readonly now?: number;
}

function scalableTarget(
  group: IReplicationGroup,
  method: string,
  dimension: string,
  range: Range,
): appscaling.ScalableTarget {
  const faults = [...supportFaults(group, method), ...rangeFaults(range)];
  if (faults.length > 0) {
    throwValidationErrors(group, faults);
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

/** Why a group cannot be scaled. */
function supportFaults({ clusterMode, engineVersion, nodeType }: IReplicationGroup, method: string): string[] {
  const tiered = nodeType?.supportsDataTiering === true;
  return [
    ...(clusterMode && clusterMode.name !== 'enabled'
      ? [`'${method}' needs cluster mode enabled, got ${clusterMode}; use ClusterMode.enabled()`]
      : []),
    ...(engineVersion?.supportsAutoScaling === false ||
    (tiered && engineVersion?.supportsAutoScalingWithDataTiering === false)
      ? [
          `'${method}' needs Valkey 7.2 and later or Redis OSS 6.0 and later, with data tiering 7.0.7, got ${engineVersion}; choose a later version`,
        ]
      : []),
    ...(nodeType?.supportsAutoScaling === false
      ? [
          `'${method}' needs a node type that scales, got ${nodeType.cacheNodeType}; choose a size large to 2xlarge of r7g, r6g, r6gd, r5, m7g, m6g, m5 or c7gn`,
        ]
      : []),
  ];
}

function rangeFaults({ prop, min, max, lowest, highest, now }: Range): string[] {
  const within = (value: number) =>
    !isResolved(value) || (Number.isInteger(value) && value >= lowest && value <= highest);
  return [
    ...(within(min) ? [] : [`'min${prop}' must be a whole number between ${lowest} and ${highest}, got ${min}`]),
    ...(within(max) ? [] : [`'max${prop}' must be a whole number between ${lowest} and ${highest}, got ${max}`]),
    ...(isResolved(min) && isResolved(max) && min > max
      ? [`'min${prop}' must not exceed 'max${prop}', got ${min} and ${max}`]
      : []),
    ...(isResolved(now) && isResolved(min) && isResolved(max) && min <= max && (now < min || now > max)
      ? [`'clusterMode' must begin within the range that is scaled, ${min} to ${max}, got ${now} ${prop.toLowerCase()}`]
      : []),
  ];
}

function track(
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
