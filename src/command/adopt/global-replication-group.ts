import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import { renderNumber, renderObject, renderText, renderTextList } from './expressions';
import { ELASTICACHE } from './modules';
import { renderParameterGroup, renderRemovalPolicy } from './supporting-resources';
import { UnsupportedResourceError } from './unsupported-resource-error';
import { renderEngineVersion, renderNodeType, hasUppercase } from './values';
import { isObject } from '../../template/values';

/** Declares a global datastore. */
export function declareGlobalReplicationGroup(writer: AdoptionWriter, global: DeployedResource): string {
  const [primary, ...others] = global.readList('Members') ?? [];
  if (!isObject(primary) || String(primary.Role ?? 'PRIMARY').toUpperCase() !== 'PRIMARY' || others.length > 0) {
    throw new UnsupportedResourceError(
      'Members contains secondaries, which the construct knows only if they are in the same app',
    );
  }
  const suffix = global.properties.GlobalReplicationGroupIdSuffix;
  if (suffix === undefined || hasUppercase(suffix)) {
    throw new UnsupportedResourceError('GlobalReplicationGroupIdSuffix is missing, or has uppercase letters');
  }
  if (global.has('Tags')) {
    throw new UnsupportedResourceError('Tags has no prop');
  }
  if (JSON.stringify(primary.ReplicationGroupRegion) !== '{"Ref":"AWS::Region"}' || primary.Role !== 'PRIMARY') {
    writer.addChange(global, 'Members', 'contains the Region of the stack and the role of the primary');
  }
  const automaticFailover = global.readFlag('AutomaticFailoverEnabled');
  const id = primary.ReplicationGroupId;
  const variable = writer.findCacheVariable(id);
  // The construct reads the cluster mode only of a primary in the template.
  const canHaveClusterMode = variable !== undefined && !writer.groupsWithoutClusterMode.includes(variable);
  if (automaticFailover === undefined && canHaveClusterMode) {
    writer.addChange(global, 'AutomaticFailoverEnabled', 'set to true if cluster mode of the primary is enabled');
  }
  return writer.declareResource(
    global,
    `${ELASTICACHE}.GlobalReplicationGroup`,
    renderObject({
      primary:
        variable ??
        writer.declareImport(
          writer.suggestName(id, 'Primary'),
          (each) => `${ELASTICACHE}.ReplicationGroup.fromReplicationGroupId(this, ${each}, ${renderText(id)})`,
        ),
      globalReplicationGroupIdSuffix: global.map('GlobalReplicationGroupIdSuffix', renderText),
      description: renderDescription(writer, global),
      automaticFailover: automaticFailover === undefined ? undefined : String(automaticFailover),
      engineVersion: renderEngineVersion(global.read('Engine'), global.read('EngineVersion')),
      nodeType: global.map('CacheNodeType', renderNodeType),
      parameterGroup: renderParameterGroup(writer, global),
      shardCount: global.map('GlobalNodeGroupCount', renderNumber),
      shardPlacements: renderShardPlacements(global),
      removalPolicy: renderRemovalPolicy(global),
    }),
  );
}

function renderDescription(writer: AdoptionWriter, global: DeployedResource): string | undefined {
  if (!global.has('GlobalReplicationGroupDescription')) {
    writer.addChange(global, 'GlobalReplicationGroupDescription', 'set to the path of the construct');
  }
  return global.map('GlobalReplicationGroupDescription', renderText);
}

function renderShardPlacements(global: DeployedResource): string | undefined {
  const configurations = global.read('RegionalConfigurations');
  if (configurations === undefined) {
    return undefined;
  }
  const placements = Array.isArray(configurations) ? configurations.map(renderShardPlacement) : [undefined];
  if (placements.includes(undefined)) {
    throw global.createUnknownError('RegionalConfigurations');
  }
  return `[${placements.join(', ')}]`;
}

function renderShardPlacement(configuration: unknown): string | undefined {
  if (!isObject(configuration) || !Array.isArray(configuration.ReshardingConfigurations)) {
    return undefined;
  }
  const shards = configuration.ReshardingConfigurations.map((shard) =>
    renderObject({
      shardId: renderText(shard.NodeGroupId),
      availabilityZones: renderTextList(shard.PreferredAvailabilityZones),
    }),
  );
  return renderObject({
    region: renderText(configuration.ReplicationGroupRegion),
    replicationGroupId: renderText(configuration.ReplicationGroupId),
    shards: `[${shards.join(', ')}]`,
  });
}
