import { groupAddressRelation, parameterFamilyRelation, referenceAdvice, topicRelation } from './partners';
import type { RelationSet } from './rule';
import type { AboutOf } from './vocabulary';
import { relation } from './vocabulary';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html';
const ENDPOINTS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html';

const about: AboutOf = (id, property, see = CREATE) => ({ id: `CacheCluster.${id}`, property, see });

/** What AWS demands of a cache cluster and what stands beside it. */
export const CACHE_CLUSTER_RELATIONS: RelationSet = [
  topicRelation('CacheCluster'),
  groupAddressRelation('CacheCluster'),
  parameterFamilyRelation('CacheCluster'),
  referenceAdvice('CacheCluster', 'CacheSubnetGroupName', 'AWS::ElastiCache::SubnetGroup'),
  referenceAdvice('CacheCluster', 'CacheParameterGroupName', 'AWS::ElastiCache::ParameterGroup'),
  relation(
    about('NoClusterParameters', 'CacheParameterGroupName'),
    'a cache cluster must have a parameter group without cluster-enabled yes',
    (cluster) => {
      const parameters = cluster.target('CacheParameterGroupName', 'AWS::ElastiCache::ParameterGroup');
      return parameters?.properties.text('Properties.cluster-enabled') === 'yes'
        ? `'CacheParameterGroupName' must be a group without cluster mode, got ${parameters} with cluster-enabled yes; use AWS::ElastiCache::ReplicationGroup for cluster mode`
        : undefined;
    },
  ),
  relation(
    about('EndpointsFitEngine', 'Engine', ENDPOINTS),
    'Memcached has a ConfigurationEndpoint, Redis OSS a RedisEndpoint',
    (cluster) => {
      const engine = cluster.properties.text('Engine');
      const other = engine === 'memcached' ? 'RedisEndpoint' : engine === 'redis' ? 'ConfigurationEndpoint' : undefined;
      const used = [...(cluster.template.uses(cluster.logicalId) ?? [])].filter(
        (attribute) => attribute.split('.')[0] === other,
      );
      return used.length > 0
        ? `'Engine' ${engine} has no ${used.join(', ')}, to which something refers; use ${engine === 'redis' ? 'RedisEndpoint' : 'ConfigurationEndpoint'}`
        : undefined;
    },
  ),
];
