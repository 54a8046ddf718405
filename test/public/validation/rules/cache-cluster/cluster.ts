import { checkProperties } from '../../check-resources';

/** A valid Memcached cluster. */
export const MEMCACHED = {
  Engine: 'memcached',
  EngineVersion: '1.6.22',
  CacheNodeType: 'cache.m7g.large',
  NumCacheNodes: 2,
  CacheSubnetGroupName: 'subnets',
  VpcSecurityGroupIds: ['sg-0123456789abcdef0'],
};

/** A valid Redis OSS cluster. */
export const REDIS = { ...MEMCACHED, Engine: 'redis', EngineVersion: '7.1', NumCacheNodes: 1 };

/** Returns the messages for a cluster with other properties, except the advice to specify zones. */
export function checkCluster(properties: object, cluster: object = MEMCACHED): string[] {
  return checkProperties('CacheCluster', { ...cluster, ...properties }).filter(
    (message) => !message.startsWith('CacheCluster.ReplacedWhenScaled: '),
  );
}
