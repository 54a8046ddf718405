import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Mixin } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { throwMethodErrors } from '../private/errors';
import { isObject } from '../template/values';
import { hasAttributeOverride, readAttributeOverride } from '../validation/later-values';

/**
 * A mixin that lets CloudFormation change the number of shards of a replication group in place.
 *
 * It sets the update policy `UseOnlineResharding`. Without it, CloudFormation replaces a replication group when the
 * number of its shards changes. The `ReplicationGroup` construct always has this update policy.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
 * @example
 * declare const group: CfnReplicationGroup;
 *
 * group.with(new elasticache.mixins.ReplicationGroupOnlineResharding());
 */
export class ReplicationGroupOnlineResharding extends Mixin {
  /** Creates the mixin. */
  constructor() {
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
   * Adds the update policy `UseOnlineResharding` to an L1 replication group. Does nothing for other constructs.
   *
   * Throws an error if the L1 construct has an override that disables the policy, because the override takes
   * precedence.
   *
   * @param construct the L1 replication group
   */
  public applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) {
      return;
    }
    if (isDisabledByOverride(construct)) {
      throwMethodErrors(construct, 'with', [
        "'UpdatePolicy' has an override, which takes precedence over the mixin. Set 'cfnOptions.updatePolicy' instead of calling addOverride().",
      ]);
    }
    const { cfnOptions } = construct;
    cfnOptions.updatePolicy = { ...cfnOptions.updatePolicy, useOnlineResharding: true };
  }
}

/** Whether an override changes or deletes the update policy that the mixin sets. */
function isDisabledByOverride(group: CfnReplicationGroup): boolean {
  if (!hasAttributeOverride(group, 'UpdatePolicy')) {
    return false;
  }
  const override = readAttributeOverride(group, 'UpdatePolicy');
  if (!isObject(override)) {
    return true;
  }
  return 'UseOnlineResharding' in override && override.UseOnlineResharding !== true;
}
