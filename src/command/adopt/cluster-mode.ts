import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import { isIntrinsic, readInteger, renderNumber, renderObject, renderText } from './expressions';
import { ELASTICACHE } from './modules';
import { UnsupportedResourceError } from './unsupported-resource-error';
import { isNoValue, isObject } from '../../template/values';

/** The members of the enum `ClusterModeTemplateProperty`, by CloudFormation property. */
const PROPERTIES = {
  ClusterMode: 'CLUSTER_MODE',
  NumCacheClusters: 'NUM_CACHE_CLUSTERS',
  NumNodeGroups: 'NUM_NODE_GROUPS',
  ReplicasPerNodeGroup: 'REPLICAS_PER_NODE_GROUP',
} as const;

/** The properties that every replication group of the library has. */
const DEFAULT_PROPERTIES = 'ClusterMode,NumNodeGroups,ReplicasPerNodeGroup';

/** The properties of a shard that the constructs render. */
const SHARD_PROPERTIES = [
  'NodeGroupId',
  'PrimaryAvailabilityZone',
  'ReplicaAvailabilityZones',
  'ReplicaCount',
  'Slots',
];

/** The cluster mode of a replication group. */
export interface RenderedClusterMode {
  readonly name: 'compatible' | 'disabled' | 'enabled';
  readonly code: string;
}

/**
 * Renders the cluster mode, the number of shards, and the number of nodes.
 *
 * @param isEnabledInParameterGroup whether the parameter group enables cluster mode, or undefined if it is unknown
 */
export function renderClusterMode(
  writer: AdoptionWriter,
  group: DeployedResource,
  isEnabledInParameterGroup: boolean | undefined,
): RenderedClusterMode {
  const shards = readShards(group);
  const rendered = renderProperties(group, shards !== undefined);
  const name = readMode(writer, group, shards, isEnabledInParameterGroup);
  return {
    name,
    code:
      name === 'enabled' ? renderEnabled(group, shards, rendered) : renderSingleShard(name, group, shards, rendered),
  };
}

type Shard = Readonly<Record<string, unknown>>;

function readMode(
  writer: AdoptionWriter,
  group: DeployedResource,
  shards: readonly Shard[] | undefined,
  isEnabledInParameterGroup: boolean | undefined,
): RenderedClusterMode['name'] {
  const mode = group.readText('ClusterMode');
  if (mode !== undefined) {
    return readModeProperty(writer, group, mode);
  }
  const shardCount = shards?.length ?? readInteger(group.evaluate('NumNodeGroups'));
  if (isEnabledInParameterGroup || (shardCount ?? 1) > 1) {
    return 'enabled';
  }
  const isShardCountUnknown = shardCount === undefined && group.has('NumNodeGroups');
  // Without a parameter group, ElastiCache selects a default one for the number of shards.
  const isDefaultGroupUnknown = isShardCountUnknown && group.evaluate('CacheParameterGroupName') === undefined;
  const isModeUnknown = isEnabledInParameterGroup === undefined || isDefaultGroupUnknown;
  const name = isModeUnknown && isShardCountUnknown ? 'enabled' : 'disabled';
  if (isModeUnknown) {
    writer.stepsBeforeDeployment.push(
      `Verify that cluster mode of ${group.logicalId} is ${name}, because the template does not specify it. ` +
        "'aws elasticache describe-replication-groups' shows it as ClusterMode. Otherwise, change clusterMode in the code.",
    );
  }
  return name;
}

function readModeProperty(writer: AdoptionWriter, group: DeployedResource, mode: string): RenderedClusterMode['name'] {
  const name = mode.toLowerCase();
  if (name !== 'compatible' && name !== 'disabled' && name !== 'enabled') {
    throw new UnsupportedResourceError(`ClusterMode must not be ${JSON.stringify(mode)}`);
  }
  if (name !== mode) {
    writer.addChange(group, 'ClusterMode', `set to ${name}, in lowercase`);
  }
  return name;
}

function readShards(group: DeployedResource): Shard[] | undefined {
  return group.readKnown('NodeGroupConfiguration', parseShards)?.map(readShard);
}

/** Returns undefined if the shards, or the number of their zones, are not known. */
function parseShards(shards: unknown): Shard[] | undefined {
  return Array.isArray(shards) && shards.every(isShard) ? shards : undefined;
}

function isShard(shard: unknown): shard is Shard {
  return isObject(shard) && !isIntrinsic(shard) && !isIntrinsic(shard.ReplicaAvailabilityZones);
}

function readShard(shard: Shard): Shard {
  const specified = Object.entries(shard).filter(([, value]) => value !== null && !isNoValue(value));
  const [unknownName] = specified.map(([name]) => name).filter((name) => !SHARD_PROPERTIES.includes(name));
  if (unknownName !== undefined) {
    throw new UnsupportedResourceError(`NodeGroupConfiguration contains ${unknownName}, which has no prop`);
  }
  return Object.fromEntries(specified);
}

/** Renders the properties that the template has, unless the construct renders the same ones by default. */
function renderProperties(group: DeployedResource, hasShards: boolean): string | undefined {
  const names = (Object.keys(PROPERTIES) as (keyof typeof PROPERTIES)[]).filter((name) => group.has(name));
  return names.join() === DEFAULT_PROPERTIES && !hasShards
    ? undefined
    : `[${names.map((name) => `${ELASTICACHE}.ClusterModeTemplateProperty.${PROPERTIES[name]}`).join(', ')}]`;
}

function renderEnabled(group: DeployedResource, shards: readonly Shard[] | undefined, rendered?: string): string {
  if (group.readInteger('NumCacheClusters') !== undefined || group.readList('PreferredCacheClusterAZs') !== undefined) {
    throw new UnsupportedResourceError(
      'NumCacheClusters and PreferredCacheClusterAZs require that cluster mode is disabled',
    );
  }
  if (!shards) {
    return `${ELASTICACHE}.ClusterMode.enabled(${renderObject({
      shardCount: group.map('NumNodeGroups', renderNumber) ?? '1',
      replicasPerShard: group.map('ReplicasPerNodeGroup', renderNumber) ?? '0',
      templateProperties: rendered,
    })})`;
  }
  const replicas = readReplicasOfShards(group, shards);
  if (group.has('NumNodeGroups') && group.readInteger('NumNodeGroups') !== shards.length) {
    throw new UnsupportedResourceError('NumNodeGroups differs from the number of shards in NodeGroupConfiguration');
  }
  const renderedShards = shards.map((shard) => renderShard(shard, replicas)).join(', ');
  const options = renderObject({ templateProperties: rendered });
  return `${ELASTICACHE}.ClusterMode.enabledWithShards([${renderedShards}], ${options})`;
}

function renderShard(shard: Shard, replicas: number | undefined): string {
  const replicaCount = replicas ?? shard.ReplicaCount;
  return renderObject({
    shardId: shard.NodeGroupId === undefined ? undefined : renderText(shard.NodeGroupId),
    slots: shard.Slots === undefined ? undefined : renderText(shard.Slots),
    replicaCount: replicaCount === undefined ? undefined : renderNumber(replicaCount),
    availabilityZones: renderZones(shard, replicas),
  });
}

/** @param count the number of replicas of all shards, if the template contains it */
function renderZones(shard: Shard, count: number | undefined): string | undefined {
  const { PrimaryAvailabilityZone: primary, ReplicaAvailabilityZones: replicas, ReplicaCount: ownCount } = shard;
  if (primary === undefined && replicas === undefined) {
    return undefined;
  }
  if (primary === undefined) {
    throw new UnsupportedResourceError('NodeGroupConfiguration has zones only for the replicas');
  }
  const replicaZones = replicas ?? [];
  const replicaCount = count ?? ownCount;
  // The construct renders a list of zones for the replicas, unless there are none, or their number is a token.
  const canBeOmitted = readInteger(replicaCount) === 0 || isIntrinsic(replicaCount);
  const isRendered = replicas !== undefined || canBeOmitted;
  const isEmpty = Array.isArray(replicas) && replicas.length === 0;
  if (!Array.isArray(replicaZones) || !isRendered || isEmpty) {
    throw new UnsupportedResourceError('NodeGroupConfiguration does not list the zone of each replica');
  }
  return `[${[primary, ...replicaZones].map(renderText).join(', ')}]`;
}

/** Reads the number of replicas of all shards, which the construct renders instead of the numbers of each shard. */
function readReplicasOfShards(group: DeployedResource, shards: readonly Shard[]): number | undefined {
  const replicas = group.readInteger('ReplicasPerNodeGroup');
  if (replicas !== undefined && shards.some(({ ReplicaCount: count }) => count !== undefined)) {
    throw new UnsupportedResourceError(
      'ReplicasPerNodeGroup is combined with ReplicaCount, but the construct renders only one of them',
    );
  }
  return replicas;
}

function renderSingleShard(
  mode: 'disabled' | 'compatible',
  group: DeployedResource,
  shards: readonly Shard[] | undefined,
  templateProperties: string | undefined,
): string {
  const [shard, ...others] = shards ?? [];
  if (others.length > 0 || shard?.NodeGroupId !== undefined || shard?.Slots !== undefined) {
    throw new UnsupportedResourceError(`NodeGroupConfiguration has ids or slots, although cluster mode is ${mode}`);
  }
  if (group.has('NumNodeGroups') && group.readInteger('NumNodeGroups') !== 1) {
    throw new UnsupportedResourceError(`NumNodeGroups is not 1, although cluster mode is ${mode}`);
  }
  const replicas = shards && readReplicasOfShards(group, shards);
  return `${ELASTICACHE}.ClusterMode.${mode}(${renderObject({
    replicaCount: shard ? renderNumber(replicas ?? shard.ReplicaCount) : renderReplicaCount(group),
    availabilityZones: shards ? renderShardZones(group, shard, replicas) : renderNodeZones(group),
    templateProperties,
  })})`;
}

/** Renders the zones of the only shard. Without zones, the construct does not render `NodeGroupConfiguration`. */
function renderShardZones(group: DeployedResource, shard: Shard | undefined, replicas: number | undefined): string {
  const zones = shard && renderZones(shard, replicas);
  const hasReplicas = (replicas ?? shard?.ReplicaCount) !== undefined;
  if (zones === undefined || !hasReplicas || group.has('NumCacheClusters')) {
    throw new UnsupportedResourceError(
      'NodeGroupConfiguration of a single shard requires zones and a number of replicas, without NumCacheClusters',
    );
  }
  return zones;
}

function renderReplicaCount(group: DeployedResource): string {
  const nodeCount = group.readInteger('NumCacheClusters');
  if (nodeCount === undefined) {
    return group.map('ReplicasPerNodeGroup', renderNumber) ?? '0';
  }
  if (group.has('ReplicasPerNodeGroup') && group.readInteger('ReplicasPerNodeGroup') !== nodeCount - 1) {
    throw new UnsupportedResourceError('NumCacheClusters and ReplicasPerNodeGroup are different numbers of nodes');
  }
  return String(nodeCount - 1);
}

function renderNodeZones(group: DeployedResource): string | undefined {
  const zones = group.readList('PreferredCacheClusterAZs');
  if (zones === undefined) {
    return undefined;
  }
  if (!group.has('NumCacheClusters')) {
    throw new UnsupportedResourceError('PreferredCacheClusterAZs requires NumCacheClusters, which is missing');
  }
  return `[${zones.map(renderText).join(', ')}]`;
}
