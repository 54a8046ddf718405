import type { IServerlessCacheRef, IUserRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { PermissionsOptions } from 'aws-cdk-lib/core';
import { toStoredArn } from '../private/arns';
import { throwValueErrors } from '../private/errors';
import { grantToPrincipal } from '../private/grants';
import { UserGrants } from '../user';
import { warnOfForeignGrantee } from '../user/grantee-account';
import { requireIamUser } from '../user/user-grants';

/**
 * Grants for a serverless cache, which can be an L1 construct.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export class ServerlessCacheGrants {
  /**
   * Returns the grants for the given serverless cache.
   *
   * @param resource the cache, which can be an L1 construct
   */
  public static fromServerlessCache(resource: IServerlessCacheRef): ServerlessCacheGrants {
    return new ServerlessCacheGrants(resource);
  }

  private constructor(
    /** The cache. */
    protected readonly resource: IServerlessCacheRef,
  ) {}

  /**
   * Grants the given identity permission to connect to the cache, and to look up the endpoints of the cache.
   *
   * If a user is specified, also grants permission to log in as this user.
   *
   * Actions on the cache: `elasticache:Connect`, `elasticache:DescribeServerlessCaches`
   *
   * Actions on the user: `elasticache:Connect`
   *
   * @param grantee the identity that receives the permissions
   * @param user the user to log in as, which must have IAM authentication and can be an L1 construct. If no user is
   * specified, only the permissions on the cache are granted.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
   */
  public connect(grantee: iam.IGrantable, user?: IUserRef): iam.Grant {
    const actions = ['elasticache:Connect', 'elasticache:DescribeServerlessCaches'];
    if (!user) {
      return this.actions(grantee, actions);
    }
    requireIamUser(user, (errors) => throwValueErrors('ServerlessCacheGrants.connect', errors, this.resource));
    return UserGrants.fromUser(user).connect(grantee).combine(this.actions(grantee, actions));
  }

  /**
   * Grants the given identity custom permissions on the cache.
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:ModifyServerlessCache`
   * @param options the resources that the permissions apply to. By default, they apply to the cache.
   */
  public actions(grantee: iam.IGrantable, actions: string[], options: PermissionsOptions = {}): iam.Grant {
    warnOfForeignGrantee(this.resource, grantee);
    return grantToPrincipal({
      resource: this.resource,
      grantee,
      actions,
      resourceArns: options.resourceArns ?? [toStoredArn(CfnServerlessCache.arnForServerlessCache(this.resource))],
    });
  }
}
