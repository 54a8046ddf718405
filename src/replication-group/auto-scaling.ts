import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { IReplicationGroup } from './replication-group-base';
import { validateWholeSeconds } from '../private/durations';
import { AUTO_SCALING } from '../service-data/limits';
import { ConstructView } from '../validation/construct-view';
import { reportErrors, validateView } from '../validation/validate-construct';

const TARGET_TYPE = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY_TYPE = 'AWS::ApplicationAutoScaling::ScalingPolicy';

/**
 * The target of a scaling policy.
 *
 * AWS recommends one policy for the shards and one for the replicas, and to start with `disableScaleIn`, because
 * scaling in and out again takes time and capacity.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
 */
export interface CacheUtilizationScalingProps extends appscaling.BaseTargetTrackingProps {
  /** The utilization to maintain, in percent: 35 to 70. */
  readonly targetUtilizationPercent: number;
}

/**
 * The number of shards of a replication group, as it follows the load.
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
   * Keeps the load of the primaries: adds shards when it is higher.
   *
   * @param props the load that is to be kept
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
   * Keeps the share of the memory in use that counts for evictions: adds shards when it is higher. Best with the
   * `maxmemory-policy` noeviction, and not with data tiering.
   *
   * @param props the share that is to be kept
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
   * Keeps the share of the capacity in use, memory and SSD, that counts for evictions: adds shards when it is higher.
   *
   * @param props the share that is to be kept
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
   * Changes the range at some time, for a load that is known.
   *
   * @param id the id of the schedule
   * @param props when, and between how many shards from then on
   */
  public scaleOnSchedule(id: string, props: appscaling.ScalingSchedule): void {
    this.scaledGroup.target.scaleOnSchedule(id, props);
  }
}

/**
 * The number of replicas of every shard of a replication group, as it follows the load.
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
   * Keeps the load of the replicas: adds replicas when it is higher.
   *
   * @param props the load that is to be kept
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
   * Changes the range at some time, for a load that is known.
   *
   * @param id the id of the schedule
   * @param props when, and between how many replicas from then on
   */
  public scaleOnSchedule(id: string, props: appscaling.ScalingSchedule): void {
    this.scaledGroup.target.scaleOnSchedule(id, props);
  }
}

/** A replication group that is created in the app, below which scaling can be created. */
type ScalableGroup = Construct & IReplicationGroup;

/** A scalable dimension with the props and the method that configure it. */
interface ScalableDimension {
  /** `NodeGroups` or `Replicas`, as Application Auto Scaling names it. */
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
    // Rules validate the range. ScalableTarget throws for ranges that they can acknowledge.
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

  // The id is that of the method, with a capital letter.
  target.scaleToTrackMetric(method[0].toUpperCase() + method.slice(1), {
    predefinedMetric,
    targetValue: props.targetUtilizationPercent,
    policyName: props.policyName,
    disableScaleIn: props.disableScaleIn,
    scaleInCooldown: props.scaleInCooldown,
    scaleOutCooldown: props.scaleOutCooldown,
  });
}
