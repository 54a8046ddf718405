import type { IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { ClusterMode } from '../capacity';
import type { ClientAttributes } from './client-attributes';
import { describeClusterMode } from './client-attributes';
import type { ReplicationGroupAttributes } from './replication-group';
import { readL1Port, readNodeAttributes, readTransitEncryption } from '../network/node-l1-attributes';
import { readL1UserGroup } from '../user/l1-user-group';
import { ConstructView } from '../validation/construct-view';
import type { PropertyReader } from '../validation/property-reader';
import { canBeNoValue, isMissingByCondition } from '../validation/property-reader';
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

/**
 * Reads the values of an L1 construct that determine how clients connect. Values that depend on unresolved tokens are
 * undefined.
 */
export function readL1ClientAttributes(group: CfnReplicationGroup): ClientAttributes {
  const view = ConstructView.find(group, CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME)!;
  const [authToken, userGroupIds] = group.stack.resolve([view.raw('AuthToken'), view.raw('UserGroupIds')]);
  const hasAuthToken = view.has('AuthToken') && !canBeNoValue(authToken);
  return {
    ...describeClusterMode(readClusterModeName(view)),
    transitEncryption: readTransitEncryption(view),
    userGroup: readL1UserGroup(group, 'UserGroupIds'),
    // Without an AUTH token in the template, a token can be set later.
    usesAuthToken: hasAuthToken || undefined,
    isAuthenticationUnknown: isMissingByCondition(authToken) || isMissingByCondition(userGroupIds),
  };
}

/** Reads the endpoints that exist in the cluster mode, and their port. */
export function readL1Endpoints(group: CfnReplicationGroup): ReplicationGroupAttributes {
  const mode = readL1ClusterModeName(group);
  const hasNodeEndpoints = mode !== 'enabled';
  const hasConfigurationEndpoint = mode === 'enabled' || mode === 'compatible';
  return {
    primaryEndpointAddress: hasNodeEndpoints ? group.attrPrimaryEndPointAddress : undefined,
    readerEndpointAddress: hasNodeEndpoints ? group.attrReaderEndPointAddress : undefined,
    configurationEndpointAddress: hasConfigurationEndpoint ? group.attrConfigurationEndPointAddress : undefined,
    port: readL1Port(group, hasNodeEndpoints ? group.attrPrimaryEndPointPort : group.attrConfigurationEndPointPort),
  };
}

/** Reads the name of the cluster mode, which can be known even if the numbers of shards and replicas are tokens. */
export function readL1ClusterModeName(group: CfnReplicationGroup): string | undefined {
  return readClusterModeName(ConstructView.find(group, CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME)!);
}

function readClusterModeName(group: ConstructView): string | undefined {
  return readLayout(group).mode ?? readModeOfParameters(group);
}

function readClusterMode(group: ConstructView): ClusterMode | undefined {
  const mode = readClusterModeName(group);
  const { shardCount, minReplicaCount: replicaCount } = readLayout(group);
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
function readModeOfParameters(group: ConstructView): string | undefined {
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
