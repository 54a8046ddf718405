import type { IReplicationGroupRef, IUserRef } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { PermissionsOptions } from 'aws-cdk-lib/core';
import { throwValueErrors } from '../private/errors';
import { grantToPrincipal } from '../private/grants';
import { formatReplicationGroupArn } from '../private/stored-names';
import { UserGrants } from '../user';
import { warnOfForeignGrantee } from '../user/grantee-account';
import { requireIamUser } from '../user/user-grants';

/**
 * Grants for a replication group, which can be an L1 construct.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
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
   * Grants the given identity permission to connect to the replication group, and to log in as the given user.
   *
   * The user must use IAM authentication. If no user is specified, only the permissions on the replication group are
   * granted. The identity can also look up the endpoints of the replication group.
   *
   * Actions on the replication group: `elasticache:Connect`, `elasticache:DescribeReplicationGroups`
   *
   * Actions on the user: `elasticache:Connect`
   *
   * @param grantee the identity that receives the permissions
   * @param user the user that the identity logs in as, which can be an L1 construct
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
   */
  public connect(grantee: iam.IGrantable, user?: IUserRef): iam.Grant {
    const actions = ['elasticache:Connect', 'elasticache:DescribeReplicationGroups'];
    if (!user) {
      return this.actions(grantee, actions);
    }
    requireIamUser(user, (errors) => throwValueErrors('ReplicationGroupGrants.connect', errors, this.resource));
    return UserGrants.fromUser(user).connect(grantee).combine(this.actions(grantee, actions));
  }

  /**
   * Grants the given identity custom permissions on the replication group.
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:TestFailover`
   * @param options the resources that the permissions apply to. By default, they apply to the replication group.
   */
  public actions(grantee: iam.IGrantable, actions: string[], options: PermissionsOptions = {}): iam.Grant {
    warnOfForeignGrantee(this.resource, grantee);
    return grantToPrincipal({
      resource: this.resource,
      grantee,
      actions,
      resourceArns: options.resourceArns ?? [formatReplicationGroupArn(this.resource)],
    });
  }
}
