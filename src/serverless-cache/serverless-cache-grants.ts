import type { IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { PermissionsOptions } from 'aws-cdk-lib/core';

/** Permissions on a serverless cache, also on one that is an L1 construct. */
export class ServerlessCacheGrants {
  /**
   * The permissions on a serverless cache.
   *
   * @param resource the cache, of whatever library
   */
  public static fromServerlessCache(resource: IServerlessCacheRef): ServerlessCacheGrants {
    return new ServerlessCacheGrants(resource);
  }

  private constructor(
    /** The cache. */
    protected readonly resource: IServerlessCacheRef,
  ) {}

  /**
   * Allows a principal to connect to the cache and to look up its endpoints. To log in it needs the same on an IAM
   * user, see `grantConnectAs` of the cache.
   *
   * @param grantee who may connect
   */
  public connect(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['elasticache:Connect', 'elasticache:DescribeServerlessCaches']);
  }

  /**
   * Grants the given identity custom permissions on the cache.
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:ModifyServerlessCache`
   * @param options the resources of the permissions, if they are not those of the cache
   */
  public actions(grantee: iam.IGrantable, actions: string[], options: PermissionsOptions = {}): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: options.resourceArns ?? [CfnServerlessCache.arnForServerlessCache(this.resource)],
    });
  }
}
