import type { ClusterMode } from './cluster-mode';

/** Which replication group is looked up. */
export interface ReplicationGroupLookupOptions {
  /** The group's id. */
  readonly replicationGroupId: string;

  /**
   * The cluster mode with the number of shards and replicas. It says which endpoints there are to be found, and it
   * names the nodes for metrics; AWS does not tell it to lookups.
   *
   * @default - cluster mode disabled, with an unknown number of replicas
   */
  readonly clusterMode?: ClusterMode;
}
