import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { ArrayMergeStrategy, Mixin, PropertyMergeStrategy } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import { validateNoOverride } from './overrides';
import { throwMethodErrors, throwValueErrors } from '../private/errors';
import { isUnresolved } from '../private/tokens';
import type { LogDelivery } from '../replication-group';
import { ReplicationGroup, SecondaryReplicationGroup } from '../replication-group';
import { bindLogDeliveries, removeLogGroup, validateLogDeliveries } from '../replication-group/log-delivery';

/** Properties for a `ReplicationGroupLogDelivery` mixin. */
export interface ReplicationGroupLogDeliveryProps {
  /**
   * The destination and the format of the slow log.
   *
   * @default - the delivery of the slow log does not change
   */
  readonly slowLog?: LogDelivery;

  /**
   * The destination and the format of the engine log.
   *
   * @default - the delivery of the engine log does not change
   */
  readonly engineLog?: LogDelivery;
}

const PROPERTY = 'logDeliveryConfigurations';

/**
 * A mixin that delivers the logs of replication groups, as the props `slowLog` and `engineLog` of the
 * `ReplicationGroup` construct do.
 *
 * If a replication group already delivers a log, the new destination replaces the previous one.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html
 * @example
 * declare const group: CfnReplicationGroup;
 *
 * group.with(
 *   new elasticache.mixins.ReplicationGroupLogDelivery({ slowLog: elasticache.LogDelivery.toNewLogGroup() }),
 * );
 */
export class ReplicationGroupLogDelivery extends Mixin {
  /**
   * Creates the mixin. Throws an error without props.
   *
   * @param props the destinations of the logs
   */
  constructor(private readonly props: ReplicationGroupLogDeliveryProps) {
    super();
    // Only JavaScript programs can omit the props.
    if (!props) {
      throwValueErrors('mixins.ReplicationGroupLogDelivery', [
        "'props' is missing. Set 'slowLog', 'engineLog', or both.",
      ]);
    }
  }

  /**
   * Whether the construct is an L1 replication group.
   *
   * @param construct the construct to check
   */
  public supports(construct: IConstruct): construct is CfnReplicationGroup {
    return CfnReplicationGroup.isCfnReplicationGroup(construct);
  }

  /**
   * Sets the log deliveries of an L1 replication group. Does nothing for other constructs.
   *
   * New log groups are child constructs of the L2 replication group, or of an L1 construct without one. They replace
   * the log groups that the replication group or this mixin created before.
   *
   * @param construct the L1 replication group
   */
  public applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) {
      return;
    }
    const { slowLog, engineLog } = this.props;
    const scope = findLogGroupScope(construct);
    const errors = [...validateLogDeliveries(scope, this.props), ...validateCurrentDeliveries(construct)];
    if (errors.length > 0) {
      throwMethodErrors(construct, 'with', errors);
    }

    if (slowLog) {
      removeLogGroup(scope, 'slow-log');
    }
    if (engineLog) {
      removeLogGroup(scope, 'engine-log');
    }
    const replicationGroupId = findSpecifiedId(construct);
    const deliveries = bindLogDeliveries(scope, { replicationGroupId, slowLog, engineLog });
    if (deliveries) {
      const strategy = PropertyMergeStrategy.combine({ arrays: ArrayMergeStrategy.replaceByKey('logType') });
      strategy.apply(construct, { [PROPERTY]: deliveries }, [PROPERTY]);
    }
  }
}

/** Returns the L2 construct, which also contains the log groups of its props, or an L1 construct without one. */
function findLogGroupScope(construct: CfnReplicationGroup): Construct {
  const { scope } = construct.node;
  const isL2 =
    ReplicationGroup.isReplicationGroup(scope) || SecondaryReplicationGroup.isSecondaryReplicationGroup(scope);
  return isL2 ? scope : construct;
}

/** Finds the id that the user specified. The id of an L2 construct without one is a token that resolves to nothing. */
function findSpecifiedId({ stack, replicationGroupId }: CfnReplicationGroup): string | undefined {
  return stack.resolve(replicationGroupId) === undefined ? undefined : replicationGroupId;
}

/** Lists that CloudFormation resolves cannot be merged, and overrides replace the merged list. */
function validateCurrentDeliveries(construct: CfnReplicationGroup): string[] {
  const errors = validateNoOverride(construct, 'LogDeliveryConfigurations');
  if (errors.length > 0) {
    return errors;
  }
  const deliveries = construct.logDeliveryConfigurations;
  return [deliveries].flat().some(isUnresolved)
    ? [
        `'${PROPERTY}' must not contain tokens, because the mixin cannot merge them with other log deliveries. Use a list of objects.`,
      ]
    : [];
}
