import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import { isIntrinsic, readInteger, renderNumber, renderObject, renderText } from './expressions';
import { ELASTICACHE } from './modules';
import {
  renderMaintenanceWindow,
  renderParameterGroup,
  renderRemovalPolicy,
  renderSubnetGroup,
} from './supporting-resources';
import { UnsupportedResourceError } from './unsupported-resource-error';
import { renderEngineVersion, renderIpDiscovery, renderNetworkType, renderNodeType, renderTopic } from './values';

const ALL_IN_ONE_ZONE = 'all nodes are in one zone';

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
      nodeCount: cluster.map('NumCacheNodes', renderNumber),
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

/** Renders the zones of the nodes. The construct derives `AZMode` from them. */
function renderZones(writer: AdoptionWriter, cluster: DeployedResource): string | undefined {
  const zone = cluster.read('PreferredAvailabilityZone');
  const zones = cluster.readList('PreferredAvailabilityZones');
  if (zones === undefined) {
    removeMode(writer, cluster, zone === undefined ? 'the zones of the nodes are not specified' : ALL_IN_ONE_ZONE);
    return zone === undefined ? undefined : `[${renderText(zone)}]`;
  }
  if (zone !== undefined) {
    throw new UnsupportedResourceError('PreferredAvailabilityZone and PreferredAvailabilityZones are combined');
  }
  const nodeCount = readInteger(cluster.evaluate('NumCacheNodes'));
  if (nodeCount !== undefined && nodeCount !== zones.length) {
    throw new UnsupportedResourceError('PreferredAvailabilityZones does not contain one zone for each node');
  }
  if (zones.length < 2) {
    throw new UnsupportedResourceError(
      'PreferredAvailabilityZones contains one zone for one node, for which the construct renders PreferredAvailabilityZone',
    );
  }
  const isSingleZone = new Set(zones.map((each) => JSON.stringify(each))).size === 1;
  if (isSingleZone) {
    removeMode(writer, cluster, ALL_IN_ONE_ZONE);
    return renderSameZone(writer, zones);
  }
  if (cluster.read('AZMode') !== 'cross-az') {
    writer.addChange(cluster, 'AZMode', 'set to cross-az, because the nodes are in several zones');
  }
  return `[${zones.map(renderText).join(', ')}]`;
}

/** Adds the removal of the mode as a change, if the mode is specified. */
function removeMode(writer: AdoptionWriter, cluster: DeployedResource, reason: string): void {
  if (cluster.read('AZMode') !== undefined) {
    writer.addChange(cluster, 'AZMode', `removed, because ${reason}`);
  }
}

/**
 * Renders a list that repeats one zone. Each call of a function returns another token, which the construct cannot
 * compare, so the nodes share a variable.
 */
function renderSameZone(writer: AdoptionWriter, zones: readonly unknown[]): string {
  const [zone] = zones;
  const code = isIntrinsic(zone)
    ? writer.declareValue(writer.suggestName(zone, 'Zone'), renderText(zone))
    : renderText(zone);
  return `[${zones.map(() => code).join(', ')}]`;
}
