import type { ICacheClusterRef, IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';

/** The property that identifies the cache, its value, and the construct of the cache if there is one. */
export interface RenderedSource {
  readonly property: 'ReplicationGroupId' | 'CacheClusterId';
  readonly id: string;
  readonly construct?: IConstruct & IEnvironmentAware;
}

/**
 * The replication group, cluster, or node from which a snapshot is taken.
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
   * Takes the snapshot from all shards of a replication group.
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
   * Takes the snapshot from a standalone Redis OSS cluster.
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
   * Takes the snapshot from a standalone Redis OSS cluster, or from a node of a replication group in which cluster mode
   * is disabled.
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
