import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type { Duration } from 'aws-cdk-lib/core';
import { Mixin } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { rejectOverride } from './overrides';
import { renderDays } from '../private/durations';
import type { Rendered } from '../private/errors';
import { throwValueErrors } from '../private/errors';
import { listRequiredPropErrors } from '../private/required-props';
import { isResolved } from '../private/tokens';
import { LIMITS } from '../service-data/limits';

/** Properties for a `SnapshotRetention` mixin. */
export interface SnapshotRetentionProps {
  /**
   * The retention period of daily snapshots, from 0 to 35 days.
   *
   * A period of 0 days disables daily snapshots. For replication groups with cluster mode disabled, ElastiCache
   * rejects a change from 0 days unless the property `SnapshottingClusterId` contains the id of a node.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html
   */
  readonly retention: Duration;
}

/**
 * A mixin that sets the retention period of the daily snapshots of replication groups, serverless caches, and single
 * Redis OSS nodes.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
 * @example
 * declare const group: CfnReplicationGroup;
 *
 * group.with(new elasticache.mixins.SnapshotRetention({ retention: Duration.days(7) }));
 */
export class SnapshotRetention extends Mixin {
  private readonly days: number;

  /**
   * Creates the mixin. Throws an error if the period is not a whole number of days from 0 to 35.
   *
   * @param props the retention period
   */
  constructor(props: SnapshotRetentionProps) {
    super();
    const { value, errors } = renderRetention(props);
    if (value === undefined || errors.length > 0) {
      throwValueErrors('mixins.SnapshotRetention', errors);
    }
    this.days = value;
  }

  /**
   * Whether the construct is an L1 replication group, serverless cache, or cluster. Clusters with the engine Memcached
   * are not supported, because they have no snapshots.
   *
   * @param construct the construct to check
   */
  public supports(construct: IConstruct): boolean {
    return isSupported(construct);
  }

  /**
   * Sets the retention period of an L1 construct. Does nothing for constructs that are not supported.
   *
   * Throws an error if the L1 construct has a property override for the retention period, because the override takes
   * precedence.
   *
   * @param construct the L1 construct of the cache
   */
  public applyTo(construct: IConstruct): void {
    if (!isSupported(construct)) {
      return;
    }
    rejectOverride(construct, 'SnapshotRetentionLimit');
    construct.snapshotRetentionLimit = this.days;
  }
}

function isSupported(construct: IConstruct): construct is CfnReplicationGroup | CfnServerlessCache | CfnCacheCluster {
  if (CfnCacheCluster.isCfnCacheCluster(construct)) {
    return construct.engine.toLowerCase() !== 'memcached';
  }
  return CfnReplicationGroup.isCfnReplicationGroup(construct) || CfnServerlessCache.isCfnServerlessCache(construct);
}

function renderRetention(props: SnapshotRetentionProps): Rendered<number | undefined> {
  const propErrors = listRequiredPropErrors(props, { retention: 'Duration' });
  if (propErrors.length > 0) {
    return { value: undefined, errors: propErrors };
  }
  const { min, max } = LIMITS.snapshotRetentionDays;
  const { value, errors } = renderDays('retention', props.retention);
  const isInvalid = isResolved(value) && !(Number.isInteger(value) && value >= min && value <= max);
  return isInvalid
    ? {
        value,
        errors: [
          `'retention' must be a whole number between ${min} and ${max} days, but got ${value}. Use a duration such as Duration.days(7).`,
        ],
      }
    : { value, errors };
}
