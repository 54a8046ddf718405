import type { IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { ClusterMode } from '../capacity';
import { EngineVersion, NodeType } from '../engine';
import type { ReplicationGroupAttributes } from './replication-group';
import { TransitEncryption } from '../network';
import { ConstructView } from '../validation/construct-view';
import type { PropertyReader } from '../validation/property-reader';
import { listShardPaths, readLayout, readReplicaCount } from '../validation/rules/replication-group/layout';

/**
 * Reads the attributes of a replication group from its L1 construct. Attributes with unresolved tokens are undefined.
 */
export function readL1Attributes(group: IReplicationGroupRef): ReplicationGroupAttributes {
  const view = ConstructView.find(group, CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME);
  if (!view) {
    return {};
  }
  return {
    engineVersion: readEngineVersion(view),
    nodeType: readNodeType(view),
    clusterMode: readClusterMode(view),
    port: view.number('Port'),
    transitEncryption: readTransitEncryption(view),
  };
}

function readEngineVersion(group: PropertyReader): EngineVersion | undefined {
  const [engine, version] = [group.text('Engine'), group.text('EngineVersion')];
  return engine === undefined || version === undefined ? undefined : EngineVersion.of(engine, version);
}

function readNodeType(group: PropertyReader): NodeType | undefined {
  const name = group.text('CacheNodeType');
  return name === undefined ? undefined : NodeType.fromName(name);
}

function readClusterMode(group: PropertyReader): ClusterMode | undefined {
  const { mode, shardCount, minReplicaCount: replicaCount } = readLayout(group);
  if (shardCount === undefined || replicaCount === undefined) {
    return undefined;
  }
  switch (mode) {
    case 'disabled':
      return ClusterMode.disabled({ replicaCount });
    case 'compatible':
      return ClusterMode.compatible({ replicaCount });
    case 'enabled':
      return readShards(group) ?? ClusterMode.enabled({ shardCount, replicasPerShard: replicaCount });
    default:
      return undefined;
  }
}

function readShards(group: PropertyReader): ClusterMode | undefined {
  const shards = listShardPaths(group).map((path) => ({
    shardId: group.text(`${path}.NodeGroupId`),
    replicaCount: readReplicaCount(group, path),
  }));
  return shards.length > 0 ? ClusterMode.enabledWithShards(shards) : undefined;
}

function readTransitEncryption(group: PropertyReader): TransitEncryption | undefined {
  switch (group.flag('TransitEncryptionEnabled')) {
    case true:
      return group.text('TransitEncryptionMode') === TransitEncryption.PREFERRED
        ? TransitEncryption.PREFERRED
        : TransitEncryption.REQUIRED;
    case false:
      return TransitEncryption.DISABLED;
    default:
      return undefined;
  }
}
