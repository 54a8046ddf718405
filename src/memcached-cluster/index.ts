export type {
  IMemcachedCluster,
  MemcachedClusterAttributes,
  MemcachedClusterLookupOptions,
  MemcachedClusterProps,
} from './memcached-cluster';
export { MemcachedCluster } from './memcached-cluster';
export { MemcachedClusterGrants } from './memcached-cluster-grants';
