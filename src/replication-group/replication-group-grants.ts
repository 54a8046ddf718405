import type { IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { PermissionsOptions } from 'aws-cdk-lib/core';

/** Permissions on a replication group, also on one that is an L1 construct. */
export class ReplicationGroupGrants {
  /**
   * The permissions on a replication group.
   *
   * @param resource the group, of whatever library
   */
  public static fromReplicationGroup(resource: IReplicationGroupRef): ReplicationGroupGrants {
    return new ReplicationGroupGrants(resource);
  }

  private constructor(
    /** The group. */
    protected readonly resource: IReplicationGroupRef,
  ) {}

  /**
   * Allows a principal to connect to the group and to look up its endpoints. To log in it needs the same on an IAM
   * user, see `grantConnectAs` of the group.
   *
   * @param grantee who may connect
   */
  public connect(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['elasticache:Connect', 'elasticache:DescribeReplicationGroups']);
  }

  /**
   * Grants the given identity custom permissions on the replication group.
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:TestFailover`
   * @param options the resources of the permissions, if they are not those of the replication group
   */
  public actions(grantee: iam.IGrantable, actions: string[], options: PermissionsOptions = {}): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: options.resourceArns ?? [CfnReplicationGroup.arnForReplicationGroup(this.resource)],
    });
  }
}
