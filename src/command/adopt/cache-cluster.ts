import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import { renderNumber, renderObject, renderText } from './expressions';
import { ELASTICACHE } from './modules';
import {
  renderMaintenanceWindow,
  renderParameterGroup,
  renderRemovalPolicy,
  renderSubnetGroup,
} from './supporting-resources';
import { UnsupportedResourceError } from './unsupported-resource-error';
import { renderEngineVersion, renderIpDiscovery, renderNetworkType, renderNodeType, renderTopic } from './values';

/** Declares a Memcached cluster. */
export function declareCacheCluster(writer: AdoptionWriter, cluster: DeployedResource): string {
  const engine = cluster.readText('Engine');
  if (engine?.toLowerCase() !== 'memcached') {
    throw new UnsupportedResourceError(
      'a single Redis OSS node has no construct. See https://github.com/cdk-elasticache/cdk-elasticache/blob/main/docs/single-nodes.md',
    );
  }
  if (engine !== 'memcached') {
    throw new UnsupportedResourceError(
      'Engine has uppercase letters, and its change to lowercase replaces the cluster',
    );
  }
  const missing = ['CacheNodeType', 'NumCacheNodes'].find((name) => !cluster.has(name));
  if (missing !== undefined) {
    throw new UnsupportedResourceError(`${missing} is missing`);
  }
  const isEncrypted = cluster.readFlag('TransitEncryptionEnabled');
  const version = cluster.read('EngineVersion');
  return writer.declareResource(
    cluster,
    `${ELASTICACHE}.MemcachedCluster`,
    renderObject({
      adopted: 'true',
      vpc: writer.declareKnownVpc(),
      clusterName: cluster.map('ClusterName', renderText),
      nodeType: cluster.map('CacheNodeType', renderNodeType),
      nodeCount: renderNodeCount(cluster),
      engineVersion: version === undefined ? undefined : renderEngineVersion(engine, version),
      availabilityZones: renderZones(writer, cluster),
      parameterGroup: renderParameterGroup(writer, cluster),
      subnetGroup: renderSubnetGroup(writer, cluster),
      securityGroups: cluster.map('VpcSecurityGroupIds', (value) => writer.declareSecurityGroups(value)),
      port: cluster.map('Port', renderNumber),
      networkType: cluster.mapText('NetworkType', renderNetworkType),
      ipDiscovery: cluster.mapText('IpDiscovery', renderIpDiscovery),
      transitEncryption:
        isEncrypted === undefined
          ? undefined
          : `${ELASTICACHE}.TransitEncryption.${isEncrypted ? 'REQUIRED' : 'DISABLED'}`,
      maintenanceWindow: renderMaintenanceWindow(writer, cluster),
      notificationTopic: cluster.map('NotificationTopicArn', (value) => renderTopic(writer, value)),
      removalPolicy: renderRemovalPolicy(cluster),
    }),
  );
}

/** Renders the number of nodes, which must be known at synthesis if each node has a zone. */
function renderNodeCount(cluster: DeployedResource): string | undefined {
  return cluster.has('PreferredAvailabilityZones')
    ? String(cluster.readInteger('NumCacheNodes'))
    : cluster.map('NumCacheNodes', renderNumber);
}

/** Renders the zones of the nodes. The construct derives `AZMode` from them. */
function renderZones(writer: AdoptionWriter, cluster: DeployedResource): string | undefined {
  const zone = cluster.read('PreferredAvailabilityZone');
  const zones = cluster.readList('PreferredAvailabilityZones');
  const mode = cluster.read('AZMode');
  if (zones === undefined) {
    if (mode !== undefined) {
      writer.addChange(cluster, 'AZMode', 'removed, because the zones of the nodes are not specified');
    }
    return zone === undefined ? undefined : `[${renderText(zone)}]`;
  }
  if (zone !== undefined) {
    throw new UnsupportedResourceError('PreferredAvailabilityZone and PreferredAvailabilityZones are combined');
  }
  if (zones.length !== cluster.readInteger('NumCacheNodes')) {
    throw new UnsupportedResourceError('PreferredAvailabilityZones does not contain one zone for each node');
  }
  if (zones.length < 2) {
    throw new UnsupportedResourceError(
      'PreferredAvailabilityZones contains one zone for one node, for which the construct renders PreferredAvailabilityZone',
    );
  }
  const isSingleZone = new Set(zones.map((each) => JSON.stringify(each))).size === 1;
  if (isSingleZone && mode !== undefined) {
    writer.addChange(cluster, 'AZMode', 'removed, because all nodes are in one zone');
  }
  if (!isSingleZone && mode !== 'cross-az') {
    writer.addChange(cluster, 'AZMode', 'set to cross-az, because the nodes are in several zones');
  }
  return `[${zones.map(renderText).join(', ')}]`;
}
