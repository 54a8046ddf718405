import type { Construct } from 'constructs';
import { ImportedMemcachedCluster } from './imported-memcached-cluster';
import type { MemcachedClusterLookupOptions } from './lookup-options';
import { EngineVersion, NodeType } from '../engine';
import { asStored } from '../private/arns';
import { lookUp } from '../private/lookup';

/** A Memcached cluster as AWS tells it: version, nodes, endpoint, security groups. */
export function lookUpMemcachedCluster(
  scope: Construct,
  id: string,
  options: MemcachedClusterLookupOptions,
): ImportedMemcachedCluster {
  const clusterName = asStored(options.clusterName);
  const found = lookUp(scope, {
    type: 'AWS::ElastiCache::CacheCluster',
    prop: 'clusterName',
    identifier: clusterName,
    dummy: {
      Engine: 'memcached',
      EngineVersion: '1.6.22',
      CacheNodeType: 'cache.m7g.large',
      NumCacheNodes: 2,
      'ConfigurationEndpoint.Address': 'dummy.cfg.cache.amazonaws.com',
      'ConfigurationEndpoint.Port': '11211',
      VpcSecurityGroupIds: ['sg-12345678'],
    },
  });
  return new ImportedMemcachedCluster(
    scope,
    id,
    {
      clusterName,
      engineVersion: EngineVersion.of(found.Engine, found.EngineVersion),
      nodeType: NodeType.of(found.CacheNodeType),
      nodes: Number(found.NumCacheNodes),
      configurationEndpointAddress: found['ConfigurationEndpoint.Address'],
      port: Number(found['ConfigurationEndpoint.Port']),
    },
    found.VpcSecurityGroupIds,
  );
}
