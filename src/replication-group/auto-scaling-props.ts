import type { Duration } from 'aws-cdk-lib/core';

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
