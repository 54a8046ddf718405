import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { Mixin } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * A mixin that creates a snapshot of serverless caches before they are deleted.
 *
 * CloudFormation does not support the deletion policy `Snapshot` for serverless caches. For node-based caches, use
 * `applyRemovalPolicy(RemovalPolicy.SNAPSHOT)`.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-final.html
 * @example
 * declare const cache: CfnServerlessCache;
 *
 * cache.with(new elasticache.ServerlessCacheFinalSnapshot('carts-final'));
 */
export class ServerlessCacheFinalSnapshot extends Mixin {
  /**
   * Creates the mixin.
   *
   * @param finalSnapshotName the name of the snapshot
   */
  constructor(private readonly finalSnapshotName: string) {
    super();
  }

  /**
   * Whether the construct is an L1 serverless cache.
   *
   * @param construct the construct to check
   */
  public supports(construct: IConstruct): construct is CfnServerlessCache {
    return CfnServerlessCache.isCfnServerlessCache(construct);
  }

  /**
   * Sets the name of the final snapshot of an L1 serverless cache.
   *
   * @param construct the L1 serverless cache
   */
  public applyTo(construct: IConstruct): void {
    (construct as CfnServerlessCache).finalSnapshotName = this.finalSnapshotName;
  }
}
