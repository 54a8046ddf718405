import type { IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { ClusterMode } from '../capacity';
import type { ReplicationGroupAttributes } from './replication-group';
import { readL1Port, readNodeAttributes } from '../network/node-l1-attributes';
import { ConstructView } from '../validation/construct-view';
import type { PropertyReader } from '../validation/property-reader';
import { readParameterGroup } from '../validation/rules/nodes/parameter-group';
import { listShardPaths, readLayout, readReplicaCount } from '../validation/rules/replication-group/layout';

/**
 * Reads the attributes of a replication group from its L1 construct. Attributes with unresolved tokens are undefined.
 */
export function readL1Attributes(group: IReplicationGroupRef): ReplicationGroupAttributes {
  const view = ConstructView.find(group, CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME);
  if (!view) {
    return {};
  }
  return { ...readNodeAttributes(view), clusterMode: readClusterMode(view) };
}

/** Reads whether clients need an AUTH token. Undefined if the L1 construct has none, because it can be set later. */
export function readL1UsesAuthToken(group: CfnReplicationGroup): true | undefined {
  const view = ConstructView.find(group, CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME)!;
  return view.has('AuthToken') || undefined;
}

/** Reads the endpoints that exist in the cluster mode, and their port. */
export function readL1Endpoints(
  group: CfnReplicationGroup,
  clusterMode: ClusterMode | undefined,
): ReplicationGroupAttributes {
  const hasNodeEndpoints = clusterMode?.name !== 'enabled';
  return {
    primaryEndpointAddress: hasNodeEndpoints ? group.attrPrimaryEndPointAddress : undefined,
    readerEndpointAddress: hasNodeEndpoints ? group.attrReaderEndPointAddress : undefined,
    configurationEndpointAddress: clusterMode?.isClusterEnabled ? group.attrConfigurationEndPointAddress : undefined,
    port: readL1Port(group, hasNodeEndpoints ? group.attrPrimaryEndPointPort : group.attrConfigurationEndPointPort),
  };
}

function readClusterMode(group: ConstructView): ClusterMode | undefined {
  const { mode = readModeOfParameters(group), shardCount, minReplicaCount: replicaCount } = readLayout(group);
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

/** Reads the mode from the parameter group, which determines it if the property `ClusterMode` is missing. */
function readModeOfParameters(group: ConstructView): ClusterMode['name'] | undefined {
  const isEnabled = group.has('ClusterMode') ? undefined : readParameterGroup(group)?.clusterMode;
  if (isEnabled === undefined) {
    return undefined;
  }
  return isEnabled ? 'enabled' : 'disabled';
}

function readShards(group: PropertyReader): ClusterMode | undefined {
  const shards = listShardPaths(group).map((path) => ({
    shardId: group.text(`${path}.NodeGroupId`),
    replicaCount: readReplicaCount(group, path),
  }));
  return shards.length > 0 ? ClusterMode.enabledWithShards(shards) : undefined;
}
