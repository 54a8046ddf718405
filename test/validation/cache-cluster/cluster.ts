import { CACHE_CLUSTER_RULES } from '../../../src/validation/rules/cache-cluster';
import { checkProperties } from '../check-resources';

/** A cluster of Memcached with nothing wrong. */
export const MEMCACHED = {
  Engine: 'memcached',
  EngineVersion: '1.6.22',
  CacheNodeType: 'cache.m7g.large',
  NumCacheNodes: 2,
  CacheSubnetGroupName: 'subnets',
  VpcSecurityGroupIds: ['sg-0123456789abcdef0'],
};

/** A cluster of Redis OSS with nothing wrong. */
export const REDIS = { ...MEMCACHED, Engine: 'redis', EngineVersion: '7.1', NumCacheNodes: 1 };

/** What is said of a cluster when some of its properties are others. */
export function clusterFaults(properties: object, cluster: object = MEMCACHED): string[] {
  return checkProperties(CACHE_CLUSTER_RULES, { ...cluster, ...properties });
}
