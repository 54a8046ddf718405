import type { ICacheClusterRef } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { PermissionsOptions } from 'aws-cdk-lib/core';
import { grantToPrincipal } from '../private/grants';
import { formatClusterArn } from '../private/stored-names';
import { warnOfForeignGrantee } from '../user/grantee-account';

/**
 * Grants for a Memcached cluster, which can be an L1 construct.
 *
 * Memcached does not support IAM authentication, so there is no grant to connect.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticache.html
 *
 * @example
 * declare const cluster: CfnCacheCluster;
 * declare const role: iam.Role;
 *
 * const grants = elasticache.MemcachedClusterGrants.fromCacheCluster(cluster);
 * grants.actions(role, ['elasticache:RebootCacheCluster']);
 */
export class MemcachedClusterGrants {
  /**
   * Returns the grants for the given Memcached cluster.
   *
   * @param resource the cluster, which can be an L1 construct
   */
  public static fromCacheCluster(resource: ICacheClusterRef): MemcachedClusterGrants {
    return new MemcachedClusterGrants(resource);
  }

  private constructor(private readonly resource: ICacheClusterRef) {}

  /**
   * Grants the given identity custom permissions on the cluster.
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:RebootCacheCluster`
   * @param options the resources that the permissions apply to. By default, they apply to the cluster.
   */
  public actions(grantee: iam.IGrantable, actions: string[], options: PermissionsOptions = {}): iam.Grant {
    warnOfForeignGrantee(this.resource, grantee);
    return grantToPrincipal({
      resource: this.resource,
      grantee,
      actions,
      resourceArns: options.resourceArns ?? [formatClusterArn(this.resource)],
    });
  }
}
