import type { IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { PermissionsOptions } from 'aws-cdk-lib/core';

/** Grants for a replication group, which can be an L1 construct. */
export class ReplicationGroupGrants {
  /**
   * Creates the grants for a replication group.
   *
   * @param resource the replication group
   */
  public static fromReplicationGroup(resource: IReplicationGroupRef): ReplicationGroupGrants {
    return new ReplicationGroupGrants(resource);
  }

  private constructor(private readonly resource: IReplicationGroupRef) {}

  /**
   * Grants the given identity permission to connect to the replication group and to look up its endpoints. To log in,
   * the identity needs `elasticache:Connect` on an IAM user, too.
   *
   * Actions: `elasticache:Connect`, `elasticache:DescribeReplicationGroups`
   *
   * @param grantee the identity that receives the permissions
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
