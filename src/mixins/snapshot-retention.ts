import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type { Duration } from 'aws-cdk-lib/core';
import { Mixin } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * A mixin that sets how long ElastiCache keeps the automatic snapshots of caches.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
 * @example
 * declare const group: CfnReplicationGroup;
 *
 * group.with(new elasticache.SnapshotRetention(Duration.days(7)));
 */
export class SnapshotRetention extends Mixin {
  private readonly days: number;

  /**
   * Creates the mixin. Throws an error if the retention is not a whole number of days.
   *
   * @param retention the time for which automatic snapshots are kept. Zero days disable automatic snapshots.
   */
  constructor(retention: Duration) {
    super();
    this.days = retention.toDays();
  }

  /**
   * Whether the construct is an L1 replication group, serverless cache, or cluster that is not a Memcached cluster.
   *
   * @param construct the construct to check
   */
  public supports(construct: IConstruct): boolean {
    const isRedisCluster = CfnCacheCluster.isCfnCacheCluster(construct) && construct.engine !== 'memcached';
    return (
      isRedisCluster ||
      CfnReplicationGroup.isCfnReplicationGroup(construct) ||
      CfnServerlessCache.isCfnServerlessCache(construct)
    );
  }

  /**
   * Sets the retention of an L1 construct.
   *
   * @param construct the L1 construct of the cache
   */
  public applyTo(construct: IConstruct): void {
    (construct as CfnReplicationGroup | CfnCacheCluster | CfnServerlessCache).snapshotRetentionLimit = this.days;
  }
}
