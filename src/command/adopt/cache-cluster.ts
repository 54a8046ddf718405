import type { DeployedResource } from './adopted-template';
import { InexpressibleError } from './adopted-template';
import type { AdoptionWriter } from './adoption-writer';
import { isIntrinsic, renderNumber, renderObject, renderText } from './expressions';
import { renderParameterGroup, renderRemovalPolicy, renderSubnetGroup } from './supporting-resources';
import { renderEngineVersion, renderIpDiscovery, renderNetworkType, renderNodeType, renderTopic } from './values';

/** Declares a Memcached cluster. */
export function declareCacheCluster(writer: AdoptionWriter, cluster: DeployedResource): string {
  const engine = cluster.read('Engine');
  if (isIntrinsic(engine) || String(engine).toLowerCase() !== 'memcached') {
    throw new InexpressibleError(
      'a single Redis OSS node has no construct. See https://github.com/cdk-elasticache/cdk-elasticache/blob/main/docs/single-nodes.md',
    );
  }
  if (!cluster.has('CacheNodeType')) {
    throw new InexpressibleError('CacheNodeType is missing');
  }
  const nodeCount = cluster.readInteger('NumCacheNodes');
  const isEncrypted = cluster.readFlag('TransitEncryptionEnabled');
  const version = cluster.read('EngineVersion');
  return writer.declareResource(
    cluster,
    'elasticache.MemcachedCluster',
    renderObject({
      adopted: 'true',
      vpc: writer.declareKnownVpc(),
      clusterName: cluster.map('ClusterName', renderText),
      nodeType: cluster.map('CacheNodeType', renderNodeType),
      nodeCount: String(nodeCount),
      engineVersion: version === undefined ? undefined : renderEngineVersion(engine, version),
      availabilityZones: renderZones(writer, cluster, nodeCount),
      parameterGroup: renderParameterGroup(writer, cluster),
      subnetGroup: renderSubnetGroup(writer, cluster),
      securityGroups: cluster.map('VpcSecurityGroupIds', (value) => writer.declareSecurityGroups(value)),
      port: cluster.map('Port', renderNumber),
      networkType: cluster.map('NetworkType', renderNetworkType),
      ipDiscovery: cluster.map('IpDiscovery', renderIpDiscovery),
      transitEncryption:
        isEncrypted === undefined
          ? undefined
          : `elasticache.TransitEncryption.${isEncrypted ? 'REQUIRED' : 'DISABLED'}`,
      maintenanceWindow: cluster.map(
        'PreferredMaintenanceWindow',
        (value) => `elasticache.MaintenanceWindow.fromString(${renderText(value)})`,
      ),
      notificationTopic: cluster.map('NotificationTopicArn', (value) => renderTopic(writer, value)),
      removalPolicy: renderRemovalPolicy(cluster),
    }),
  );
}

/** Renders the zones of the nodes. The construct derives `AZMode` from them. */
function renderZones(
  writer: AdoptionWriter,
  cluster: DeployedResource,
  nodeCount: number | undefined,
): string | undefined {
  const zone = cluster.read('PreferredAvailabilityZone');
  const zones = cluster.read('PreferredAvailabilityZones');
  const mode = cluster.read('AZMode');
  if (zones === undefined) {
    if (mode !== undefined) {
      writer.addChange(cluster, 'AZMode', 'removed, because the zones of the nodes are not specified');
    }
    return zone === undefined ? undefined : `[${renderText(zone)}]`;
  }
  const list = Array.isArray(zones) ? zones : [];
  const distinct = new Set(list.map((each) => JSON.stringify(each)));
  if (list.length !== nodeCount || distinct.size < 2 || zone !== undefined) {
    throw new InexpressibleError('PreferredAvailabilityZones does not contain several zones, one for each node');
  }
  if (mode !== 'cross-az') {
    writer.addChange(cluster, 'AZMode', 'set to cross-az, because the nodes are in several zones');
  }
  return `[${list.map(renderText).join(', ')}]`;
}
