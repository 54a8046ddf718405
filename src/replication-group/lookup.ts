import type { Construct } from 'constructs';
import { ImportedReplicationGroup } from './imported-replication-group';
import type { ReplicationGroupLookupOptions } from './lookup-options';
import { EngineVersion, NodeType } from '../engine';
import { asStored } from '../private/arns';
import { lookUp } from '../private/lookup';

/** A replication group as AWS tells it: engine version, node type, endpoints, security groups. */
export function lookUpReplicationGroup(
  scope: Construct,
  id: string,
  options: ReplicationGroupLookupOptions,
): ImportedReplicationGroup {
  const replicationGroupId = asStored(options.replicationGroupId);
  const { clusterMode } = options;
  const endpoints = [
    ...(clusterMode?.name === 'enabled' ? [] : ['PrimaryEndPoint', 'ReaderEndPoint']),
    ...(clusterMode?.speaksClusterProtocol ? ['ConfigurationEndPoint'] : []),
  ];
  const found = lookUp(scope, {
    type: 'AWS::ElastiCache::ReplicationGroup',
    prop: 'replicationGroupId',
    identifier: replicationGroupId,
    dummy: {
      Engine: 'valkey',
      EngineVersion: '8.1',
      CacheNodeType: 'cache.r7g.large',
      SecurityGroupIds: ['sg-12345678'],
      ...Object.fromEntries(
        endpoints.flatMap((endpoint) => [
          [`${endpoint}.Address`, 'dummy.cache.amazonaws.com'],
          [`${endpoint}.Port`, '6379'],
        ]),
      ),
    },
  });
  return new ImportedReplicationGroup(
    scope,
    id,
    {
      replicationGroupId,
      engineVersion: EngineVersion.of(found.Engine, found.EngineVersion),
      nodeType: NodeType.of(found.CacheNodeType),
      clusterMode,
      primaryEndpointAddress: found['PrimaryEndPoint.Address'],
      readerEndpointAddress: found['ReaderEndPoint.Address'],
      configurationEndpointAddress: found['ConfigurationEndPoint.Address'],
      port: Number(found[`${endpoints[0]}.Port`]),
    },
    found.SecurityGroupIds,
  );
}
