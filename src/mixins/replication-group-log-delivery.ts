import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Mixin } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { throwMethodErrors } from '../private/errors';
import type { LogDelivery } from '../replication-group';
import { bindLogDeliveries, validateLogDeliveries } from '../replication-group/log-delivery';

/** Properties of a `ReplicationGroupLogDelivery`. */
export interface ReplicationGroupLogDeliveryProps {
  /**
   * The destination of the slow log.
   *
   * @default - the slow log is not delivered
   */
  readonly slowLog?: LogDelivery;

  /**
   * The destination of the engine log.
   *
   * @default - the engine log is not delivered
   */
  readonly engineLog?: LogDelivery;
}

/**
 * A mixin that delivers the logs of replication groups, as the props `slowLog` and `engineLog` of the
 * `ReplicationGroup` construct do.
 *
 * Replaces the log deliveries that a replication group already has.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html
 * @example
 * declare const group: CfnReplicationGroup;
 *
 * group.with(new elasticache.ReplicationGroupLogDelivery({ slowLog: elasticache.LogDelivery.toNewLogGroup() }));
 */
export class ReplicationGroupLogDelivery extends Mixin {
  /**
   * Creates the mixin.
   *
   * @param props the destinations of the logs
   */
  constructor(private readonly props: ReplicationGroupLogDeliveryProps) {
    super();
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
   * Sets the log deliveries of an L1 replication group. New log groups are child constructs of the replication group.
   *
   * @param construct the L1 replication group
   */
  public applyTo(construct: IConstruct): void {
    const group = construct as CfnReplicationGroup;
    const errors = validateLogDeliveries(group, this.props);
    if (errors.length > 0) {
      throwMethodErrors(group, 'with', errors);
    }
    const { replicationGroupId } = group;
    group.logDeliveryConfigurations = bindLogDeliveries(group, { replicationGroupId, ...this.props });
  }
}
