/** Which Memcached cluster is looked up. */
export interface MemcachedClusterLookupOptions {
  /** The cluster's name. */
  readonly clusterName: string;
}
