import { keyRelation, referenceAdvice } from './partners';
import type { RelationSet } from './rule';
import type { About } from './vocabulary';
import { relation } from './vocabulary';
import { LIMITS } from '../facts/limits';

const MANUAL = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-manual.html';
const QUOTAS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html';
const about = (id: string): About => ({ id: `Snapshot.${id}`, property: 'CacheClusterId', see: MANUAL });

/** What AWS demands of a snapshot and what it is taken of. */
export const SNAPSHOT_RELATIONS: RelationSet = [
  keyRelation('Snapshot'),
  referenceAdvice('Snapshot', 'ReplicationGroupId', 'AWS::ElastiCache::ReplicationGroup'),
  referenceAdvice('Snapshot', 'CacheClusterId', 'AWS::ElastiCache::CacheCluster'),
  relation(
    about('NotOfMemcached'),
    'CacheClusterId must not be a Memcached cluster, of which there are no snapshots',
    (snapshot) => {
      const cluster = snapshot.target('CacheClusterId', 'AWS::ElastiCache::CacheCluster');
      return cluster?.properties.text('Engine') === 'memcached'
        ? `'CacheClusterId' must not be a Memcached cluster, of which there are no snapshots, got ${cluster}; a serverless Memcached cache has them`
        : undefined;
    },
  ),
  relation(
    about('NotOfT1'),
    'CacheClusterId must not be a cluster of cache.t1.micro, of which there are no snapshots',
    (snapshot) => {
      const cluster = snapshot.target('CacheClusterId', 'AWS::ElastiCache::CacheCluster');
      return cluster?.properties.text('CacheNodeType')?.startsWith('cache.t1.')
        ? `'CacheClusterId' must not be a cluster of ${cluster.properties.text('CacheNodeType')}, of which there are no snapshots, got ${cluster}; choose a larger node type`
        : undefined;
    },
  ),
];

/** What AWS demands of a snapshot of a serverless cache and what stands beside it. */
export const SERVERLESS_CACHE_SNAPSHOT_RELATIONS: RelationSet = [
  keyRelation('ServerlessCacheSnapshot'),
  referenceAdvice('ServerlessCacheSnapshot', 'ServerlessCacheName', 'AWS::ElastiCache::ServerlessCache'),
  relation(
    { id: 'ServerlessCacheSnapshot.SnapshotsPerDay', property: 'ServerlessCacheName', see: QUOTAS },
    `a cache must not have more than ${LIMITS.serverlessSnapshotsPerDay.max} snapshots taken of it in a day`,
    (snapshot) => {
      const source = JSON.stringify(snapshot.properties.given('ServerlessCacheName'));
      const alike = snapshot.template
        .ofType(snapshot.type)
        .filter(({ properties }) => JSON.stringify(properties.given('ServerlessCacheName')) === source);
      return alike.length > LIMITS.serverlessSnapshotsPerDay.max &&
        alike[LIMITS.serverlessSnapshotsPerDay.max] === snapshot
        ? `'ServerlessCacheName' must not have more than ${LIMITS.serverlessSnapshotsPerDay.max} snapshots taken of it in a day, got ${alike.length} in one template`
        : undefined;
    },
  ),
];
