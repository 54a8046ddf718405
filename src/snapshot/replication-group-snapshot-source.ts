import type { ICacheClusterRef, IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import type { IConstruct } from 'constructs';

/** The property that identifies the source, its value, and the construct of the source if there is one. */
interface RenderedSource {
  readonly property: 'ReplicationGroupId' | 'CacheClusterId';
  readonly id: string;
  readonly construct?: IConstruct;
}

/**
 * The source of a snapshot of a node-based cache.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-manual.html
 * @example
 * declare const group: elasticache.ReplicationGroup;
 *
 * elasticache.ReplicationGroupSnapshotSource.fromReplicationGroup(group);
 *
 * // A replica
 * elasticache.ReplicationGroupSnapshotSource.fromCacheClusterId('sessions-002');
 */
export class ReplicationGroupSnapshotSource {
  /**
   * Uses all shards of a replication group as the source.
   *
   * @param group the replication group, which can be an L1 construct
   */
  public static fromReplicationGroup(group: IReplicationGroupRef): ReplicationGroupSnapshotSource {
    const { replicationGroupId } = group.replicationGroupRef;
    return new ReplicationGroupSnapshotSource({
      property: 'ReplicationGroupId',
      id: replicationGroupId,
      construct: group,
    });
  }

  /**
   * Uses a standalone Redis OSS cluster as the source.
   *
   * @param cluster the cluster, usually an L1 construct
   */
  public static fromCacheCluster(cluster: ICacheClusterRef): ReplicationGroupSnapshotSource {
    return new ReplicationGroupSnapshotSource({
      property: 'CacheClusterId',
      id: cluster.cacheClusterRef.clusterName,
      construct: cluster,
    });
  }

  /**
   * Uses a standalone Redis OSS cluster, or a node of a replication group with cluster mode disabled, as the source.
   *
   * Use a replica to avoid load on the primary.
   *
   * @param cacheClusterId the id of the cluster or of the node, such as `sessions-002`
   */
  public static fromCacheClusterId(cacheClusterId: string): ReplicationGroupSnapshotSource {
    return new ReplicationGroupSnapshotSource({ property: 'CacheClusterId', id: cacheClusterId });
  }

  private constructor(private readonly source: RenderedSource) {}

  /** @internal */
  public _render(): RenderedSource {
    return this.source;
  }
}
