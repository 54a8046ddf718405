import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { IReplicationGroup } from './replication-group-base';
import { dependOnName } from '../private/constructs';
import { validateWholeSeconds } from '../private/durations';
import { AUTO_SCALING } from '../service-data/limits';
import { ConstructView } from '../validation/construct-view';
import { reportErrors, validateView } from '../validation/validate-construct';

const TARGET_TYPE = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY_TYPE = 'AWS::ApplicationAutoScaling::ScalingPolicy';

/**
 * Properties for a scaling policy that tracks the utilization of a replication group.
 *
 * AWS recommends one policy for shards and one for replicas. AWS also recommends that you set `disableScaleIn` to true
 * at first, because repeated scaling in and out takes time and capacity.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
 */
export interface CacheUtilizationScalingProps extends appscaling.BaseTargetTrackingProps {
  /**
   * The target utilization in percent.
   *
   * For replicas, the value must be from 35 to 70. For shards, the value must be greater than 0. A warning
   * is added for values below 1 or above 100.
   */
  readonly targetUtilizationPercent: number;
}

/**
 * Auto scaling for the number of shards of a replication group.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
 * @example
 * declare const group: elasticache.ReplicationGroup;
 *
 * const shards = group.autoScaleShards({ minCapacity: 2, maxCapacity: 8 });
 * shards.scaleOnPrimaryCpuUtilization({ targetUtilizationPercent: 60 });
 */
export class ShardScaling {
  /** @internal */
  public static _of(group: ScalableGroup, props: appscaling.EnableScalingProps): ShardScaling {
    return new ShardScaling(
      createScalableTarget(group, {
        name: 'NodeGroups',
        method: 'autoScaleShards',
        id: 'ShardsScaling',
        min: props.minCapacity ?? AUTO_SCALING.shards.min,
        max: props.maxCapacity,
      }),
    );
  }

  private constructor(private readonly scaledGroup: ScaledGroup) {}

  /**
   * Scales the shards to keep the engine CPU utilization of the primaries close to the target.
   *
   * @param props the target utilization, and options for the scaling policy
   */
  public scaleOnPrimaryCpuUtilization(props: CacheUtilizationScalingProps): void {
    addTargetTracking(
      this.scaledGroup,
      'scaleOnPrimaryCpuUtilization',
      appscaling.PredefinedMetric.ELASTICACHE_PRIMARY_ENGINE_CPU_UTILIZATION,
      props,
    );
  }

  /**
   * Scales the shards to keep the metric `DatabaseMemoryUsageCountedForEvictPercentage` close to the target.
   *
   * The metric is the memory in use that counts toward evictions, as a percentage of the memory available to the
   * engine.
   *
   * This scaling works best if the parameter `maxmemory-policy` is `noeviction`. Nodes with data tiering do not support
   * it. For them, use `scaleOnCapacityUtilization`.
   *
   * @param props the target utilization, and options for the scaling policy
   */
  public scaleOnMemoryUtilization(props: CacheUtilizationScalingProps): void {
    addTargetTracking(
      this.scaledGroup,
      'scaleOnMemoryUtilization',
      appscaling.PredefinedMetric.ELASTICACHE_DATABASE_MEMORY_USAGE_COUNTED_FOR_EVICT_PERCENTAGE,
      props,
    );
  }

  /**
   * Scales the shards to keep the metric `DatabaseCapacityUsageCountedForEvictPercentage` close to the target.
   *
   * The metric is the percentage of the total data capacity (memory and SSD storage) that is in use. Memory that does
   * not count toward evictions is not included.
   *
   * @param props the target utilization, and options for the scaling policy
   */
  public scaleOnCapacityUtilization(props: CacheUtilizationScalingProps): void {
    addTargetTracking(
      this.scaledGroup,
      'scaleOnCapacityUtilization',
      appscaling.PredefinedMetric.ELASTICACHE_DATABASE_CAPACITY_USAGE_COUNTED_FOR_EVICT_PERCENTAGE,
      props,
    );
  }

  /**
   * Changes the minimum and maximum number of shards on a schedule, for predictable load.
   *
   * @param id the id of the scheduled action
   * @param props the schedule, and the new minimum and maximum number of shards
   */
  public scaleOnSchedule(id: string, props: appscaling.ScalingSchedule): void {
    this.scaledGroup.target.scaleOnSchedule(id, props);
  }
}

/**
 * Auto scaling for the number of replicas per shard of a replication group.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
 * @example
 * declare const group: elasticache.ReplicationGroup;
 *
 * group.autoScaleReplicas({ maxCapacity: 4 }).scaleOnReplicaCpuUtilization({ targetUtilizationPercent: 60 });
 */
export class ReplicaScaling {
  /** @internal */
  public static _of(group: ScalableGroup, props: appscaling.EnableScalingProps): ReplicaScaling {
    return new ReplicaScaling(
      createScalableTarget(group, {
        name: 'Replicas',
        method: 'autoScaleReplicas',
        id: 'ReplicasScaling',
        min: props.minCapacity ?? AUTO_SCALING.replicas.min,
        max: props.maxCapacity,
      }),
    );
  }

  private constructor(private readonly scaledGroup: ScaledGroup) {}

  /**
   * Scales the replicas to keep the engine CPU utilization of the replicas close to the target.
   *
   * @param props the target utilization, and options for the scaling policy
   */
  public scaleOnReplicaCpuUtilization(props: CacheUtilizationScalingProps): void {
    addTargetTracking(
      this.scaledGroup,
      'scaleOnReplicaCpuUtilization',
      appscaling.PredefinedMetric.ELASTICACHE_REPLICA_ENGINE_CPU_UTILIZATION,
      props,
    );
  }

  /**
   * Changes the minimum and maximum number of replicas per shard on a schedule, for predictable load.
   *
   * @param id the id of the scheduled action
   * @param props the schedule, and the new minimum and maximum number of replicas per shard
   */
  public scaleOnSchedule(id: string, props: appscaling.ScalingSchedule): void {
    this.scaledGroup.target.scaleOnSchedule(id, props);
  }
}

/** A replication group that is created in the app, and is the scope of its scaling constructs. */
type ScalableGroup = Construct & IReplicationGroup;

/** A scalable dimension with the props and the method that configure it. */
interface ScalableDimension {
  /** The name in Application Auto Scaling, `NodeGroups` or `Replicas`. */
  readonly name: string;
  readonly method: string;
  /** The id of the scalable target. */
  readonly id: string;
  readonly min: number;
  readonly max: number;
}

/** A scalable target with the replication group that it scales. */
class ScaledGroup {
  constructor(
    readonly group: ScalableGroup,
    readonly target: appscaling.ScalableTarget,
  ) {}
}

function createScalableTarget(group: ScalableGroup, dimension: ScalableDimension): ScaledGroup {
  const { id, method, min, max } = dimension;
  const properties = {
    serviceNamespace: appscaling.ServiceNamespace.ELASTICACHE,
    scalableDimension: `elasticache:replication-group:${dimension.name}`,
    resourceId: `replication-group/${group.replicationGroupId}`,
    minCapacity: min,
    maxCapacity: max,
  };
  const propNames = { minCapacity: 'minCapacity', maxCapacity: 'maxCapacity', resourceId: method };
  const viewOptions = { values: properties, getPropNames: () => propNames, getRelated: () => ({ ResourceId: group }) };
  const view = new ConstructView(group, TARGET_TYPE, viewOptions);
  validateView(group, view, { method });
  group.node.addValidation({ validate: () => reportErrors(group, view) });

  const target = new appscaling.ScalableTarget(group, id, {
    ...properties,
    // ScalableTarget throws for invalid ranges. Rules validate the range instead, because users can acknowledge them.
    minCapacity: 0,
    maxCapacity: 0,
    role: iam.Role.fromRoleArn(
      group,
      `${id}Role`,
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
  const resource = target.node.defaultChild as appscaling.CfnScalableTarget;
  resource.minCapacity = min;
  resource.maxCapacity = max;
  dependOnName(resource, group, group.replicationGroupId);
  new ConstructView(target, TARGET_TYPE, viewOptions).register();
  return new ScaledGroup(group, target);
}

function addTargetTracking(
  { group, target }: ScaledGroup,
  method: string,
  predefinedMetric: appscaling.PredefinedMetric,
  props: CacheUtilizationScalingProps,
): void {
  const values = {
    policyType: 'TargetTrackingScaling',
    targetTrackingScalingPolicyConfiguration: {
      targetValue: props.targetUtilizationPercent,
      predefinedMetricSpecification: { predefinedMetricType: predefinedMetric },
    },
  };
  const view = new ConstructView(group, POLICY_TYPE, {
    values,
    getPropNames: () => ({
      'targetTrackingScalingPolicyConfiguration.targetValue': 'targetUtilizationPercent',
      'targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification.predefinedMetricType': method,
    }),
    getRelated: () => ({ ScalingTargetId: target }),
  });
  const errors = [
    ...validateWholeSeconds('scaleInCooldown', props.scaleInCooldown),
    ...validateWholeSeconds('scaleOutCooldown', props.scaleOutCooldown),
  ];
  validateView(group, view, { errors, method });
  group.node.addValidation({ validate: () => reportErrors(group, view) });

  // The construct id is the name of the method with an initial capital.
  target.scaleToTrackMetric(method[0].toUpperCase() + method.slice(1), {
    predefinedMetric,
    targetValue: props.targetUtilizationPercent,
    policyName: props.policyName,
    disableScaleIn: props.disableScaleIn,
    scaleInCooldown: props.scaleInCooldown,
    scaleOutCooldown: props.scaleOutCooldown,
  });
}
