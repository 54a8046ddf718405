import type { IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { PermissionsOptions } from 'aws-cdk-lib/core';

/** Grants for a serverless cache, which can be an L1 construct. */
export class ServerlessCacheGrants {
  /**
   * Creates the grants for a serverless cache.
   *
   * @param resource the serverless cache
   */
  public static fromServerlessCache(resource: IServerlessCacheRef): ServerlessCacheGrants {
    return new ServerlessCacheGrants(resource);
  }

  private constructor(
    /** The cache. */
    protected readonly resource: IServerlessCacheRef,
  ) {}

  /**
   * Grants the given identity permission to connect to the serverless cache and to look up its endpoints. To log in,
   * the identity needs `elasticache:Connect` on an IAM user, too.
   *
   * Actions: `elasticache:Connect`, `elasticache:DescribeServerlessCaches`
   *
   * @param grantee the identity that receives the permissions
   */
  public connect(grantee: iam.IGrantable): iam.Grant {
    return this.actions(grantee, ['elasticache:Connect', 'elasticache:DescribeServerlessCaches']);
  }

  /**
   * Grants the given identity custom permissions on the serverless cache.
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:ModifyServerlessCache`
   * @param options the resources of the permissions, if they are not those of the serverless cache
   */
  public actions(grantee: iam.IGrantable, actions: string[], options: PermissionsOptions = {}): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: options.resourceArns ?? [CfnServerlessCache.arnForServerlessCache(this.resource)],
    });
  }
}
