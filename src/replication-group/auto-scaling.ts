import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Duration } from 'aws-cdk-lib/core';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { IReplicationGroup } from './replication-group-base';
import { validateWholeSeconds } from '../private/durations';
import { AUTO_SCALING } from '../service-data/limits';
import { ConstructView } from '../validation/construct-view';
import { reportErrors, validateView } from '../validation/validate-construct';

const TARGET_TYPE = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY_TYPE = 'AWS::ApplicationAutoScaling::ScalingPolicy';

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
export interface CacheTargetTrackingProps {
  /** The value that is to be kept, in percent: 35 to 70. */
  readonly targetUtilizationPercent: number;

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
 * group.autoScaleShards({ minShards: 2, maxShards: 8 }).scaleOnPrimaryCpuUtilization({ targetUtilizationPercent: 60 });
 */
export class ShardScaling {
  /** @internal */
  public static _of(group: ScalableGroup, props: ShardScalingProps): ShardScaling {
    return new ShardScaling(
      createScalableTarget(group, {
        name: 'NodeGroups',
        method: 'autoScaleShards',
        prop: 'Shards',
        min: props.minShards ?? AUTO_SCALING.shards.min,
        max: props.maxShards,
      }),
    );
  }

  private constructor(private readonly scaledGroup: ScaledGroup) {}

  /**
   * Keeps the load of the primaries: adds shards when it is higher.
   *
   * @param props the load that is to be kept
   */
  public scaleOnPrimaryCpuUtilization(props: CacheTargetTrackingProps): void {
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
  public scaleOnMemoryUtilization(props: CacheTargetTrackingProps): void {
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
  public scaleOnCapacityUtilization(props: CacheTargetTrackingProps): void {
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
 * group.autoScaleReplicas({ maxReplicas: 4 }).scaleOnReplicaCpuUtilization({ targetUtilizationPercent: 60 });
 */
export class ReplicaScaling {
  /** @internal */
  public static _of(group: ScalableGroup, props: ReplicaScalingProps): ReplicaScaling {
    return new ReplicaScaling(
      createScalableTarget(group, {
        name: 'Replicas',
        method: 'autoScaleReplicas',
        prop: 'Replicas',
        min: props.minReplicas ?? AUTO_SCALING.replicas.min,
        max: props.maxReplicas,
      }),
    );
  }

  private constructor(private readonly scaledGroup: ScaledGroup) {}

  /**
   * Keeps the load of the replicas: adds replicas when it is higher.
   *
   * @param props the load that is to be kept
   */
  public scaleOnReplicaCpuUtilization(props: CacheTargetTrackingProps): void {
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
  /** The end of the names of the props: Shards of `minShards`. */
  readonly prop: string;
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
  const { prop, method, min, max } = dimension;
  const properties = {
    serviceNamespace: appscaling.ServiceNamespace.ELASTICACHE,
    scalableDimension: `elasticache:replication-group:${dimension.name}`,
    resourceId: `replication-group/${group.replicationGroupId}`,
    minCapacity: min,
    maxCapacity: max,
  };
  const propNames = { minCapacity: `min${prop}`, maxCapacity: `max${prop}`, resourceId: method };
  const viewOptions = { values: properties, getPropNames: () => propNames, getRelated: () => ({ ResourceId: group }) };
  const view = new ConstructView(group, TARGET_TYPE, viewOptions);
  validateView(group, view, { method });
  group.node.addValidation({ validate: () => reportErrors(group, view) });

  const target = new appscaling.ScalableTarget(group, `${prop}Scaling`, {
    ...properties,
    // Rules validate the range. ScalableTarget throws for ranges that they can acknowledge.
    minCapacity: 0,
    maxCapacity: 0,
    role: iam.Role.fromRoleArn(
      group,
      `${prop}ScalingRole`,
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
  props: CacheTargetTrackingProps,
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
  target.scaleToTrackMetric(method.replace('t', 'T'), {
    predefinedMetric,
    targetValue: props.targetUtilizationPercent,
    disableScaleIn: props.disableScaleIn,
    scaleInCooldown: props.scaleInCooldown,
    scaleOutCooldown: props.scaleOutCooldown,
  });
}
