import type { DeployedResource } from './adopted-template';
import { InexpressibleError } from './adopted-template';
import { isIntrinsic, readInteger, renderNumber, renderObject, renderText } from './expressions';
import { isObject } from '../../template/values';

/** The members of the enum `ClusterModeTemplateProperty`, by CloudFormation property. */
const PROPERTIES = {
  ClusterMode: 'CLUSTER_MODE',
  NumCacheClusters: 'NUM_CACHE_CLUSTERS',
  NumNodeGroups: 'NUM_NODE_GROUPS',
  ReplicasPerNodeGroup: 'REPLICAS_PER_NODE_GROUP',
} as const;

/** The properties that every replication group of the library has. */
const DEFAULT_PROPERTIES = 'ClusterMode,NumNodeGroups,ReplicasPerNodeGroup';

/**
 * Renders the cluster mode, the number of shards, and the number of nodes.
 *
 * @param isEnabledInParameterGroup whether the parameter group enables cluster mode
 */
export function renderClusterMode(group: DeployedResource, isEnabledInParameterGroup: boolean): string {
  const shards = readShards(group);
  const rendered = renderProperties(group, shards !== undefined);
  switch (readMode(group, shards, isEnabledInParameterGroup)) {
    case 'enabled':
      return renderEnabled(group, shards, rendered);
    case 'compatible':
      return renderSingleShard('compatible', group, shards, rendered);
    default:
      return renderSingleShard('disabled', group, shards, rendered);
  }
}

type Shard = Readonly<Record<string, unknown>>;

function readMode(group: DeployedResource, shards: readonly Shard[] | undefined, isEnabled: boolean): string {
  const mode = group.read('ClusterMode');
  if (isIntrinsic(mode)) {
    throw new InexpressibleError('ClusterMode is not known at synthesis');
  }
  const hasSeveralShards = (shards?.length ?? readInteger(group.properties.NumNodeGroups) ?? 1) > 1;
  return String(mode ?? (isEnabled || hasSeveralShards ? 'enabled' : 'disabled')).toLowerCase();
}

function readShards(group: DeployedResource): Shard[] | undefined {
  const shards = group.read('NodeGroupConfiguration');
  if (shards === undefined) {
    return undefined;
  }
  if (!Array.isArray(shards) || !shards.every((shard) => isObject(shard))) {
    throw new InexpressibleError('NodeGroupConfiguration is not known at synthesis');
  }
  return shards;
}

/** Renders the properties that the template has, unless the construct renders the same ones by default. */
function renderProperties(group: DeployedResource, hasShards: boolean): string | undefined {
  const names = (Object.keys(PROPERTIES) as (keyof typeof PROPERTIES)[]).filter((name) => group.has(name));
  return names.join() === DEFAULT_PROPERTIES && !hasShards
    ? undefined
    : `[${names.map((name) => `elasticache.ClusterModeTemplateProperty.${PROPERTIES[name]}`).join(', ')}]`;
}

function renderEnabled(group: DeployedResource, shards: readonly Shard[] | undefined, rendered?: string): string {
  if (group.has('NumCacheClusters') || group.has('PreferredCacheClusterAZs')) {
    throw new InexpressibleError('NumCacheClusters and PreferredCacheClusterAZs require that cluster mode is disabled');
  }
  if (!shards) {
    return `elasticache.ClusterMode.enabled(${renderObject({
      shardCount: group.map('NumNodeGroups', renderNumber) ?? '1',
      replicasPerShard: group.map('ReplicasPerNodeGroup', renderNumber) ?? '0',
      templateProperties: rendered,
    })})`;
  }
  if (group.has('ReplicasPerNodeGroup')) {
    throw new InexpressibleError('ReplicasPerNodeGroup cannot be combined with NodeGroupConfiguration');
  }
  if (group.has('NumNodeGroups') && group.readInteger('NumNodeGroups') !== shards.length) {
    throw new InexpressibleError('NumNodeGroups differs from the number of shards in NodeGroupConfiguration');
  }
  return `elasticache.ClusterMode.enabledWithShards([${shards.map(renderShard).join(', ')}], ${renderObject({
    templateProperties: rendered,
  })})`;
}

function renderShard(shard: Shard): string {
  return renderObject({
    shardId: shard.NodeGroupId === undefined ? undefined : renderText(shard.NodeGroupId),
    slots: shard.Slots === undefined ? undefined : renderText(shard.Slots),
    replicaCount: shard.ReplicaCount === undefined ? undefined : renderNumber(shard.ReplicaCount),
    availabilityZones: renderZones(shard),
  });
}

function renderZones({ PrimaryAvailabilityZone: primary, ReplicaAvailabilityZones: replicas }: Shard) {
  if (primary === undefined && replicas === undefined) {
    return undefined;
  }
  const replicaZones = replicas ?? [];
  if (primary === undefined || !Array.isArray(replicaZones)) {
    throw new InexpressibleError('NodeGroupConfiguration has zones only for the replicas');
  }
  return `[${[primary, ...replicaZones].map(renderText).join(', ')}]`;
}

function renderSingleShard(
  mode: 'disabled' | 'compatible',
  group: DeployedResource,
  shards: readonly Shard[] | undefined,
  templateProperties: string | undefined,
): string {
  const [shard, ...others] = shards ?? [];
  if (others.length > 0 || shard?.NodeGroupId !== undefined || shard?.Slots !== undefined) {
    throw new InexpressibleError(`NodeGroupConfiguration has ids or slots, although cluster mode is ${mode}`);
  }
  if (group.has('NumNodeGroups') && group.readInteger('NumNodeGroups') !== 1) {
    throw new InexpressibleError(`NumNodeGroups is not 1, although cluster mode is ${mode}`);
  }
  return `elasticache.ClusterMode.${mode}(${renderObject({
    replicaCount: renderReplicaCount(group, shard),
    availabilityZones: shard ? renderZones(shard) : renderNodeZones(group),
    templateProperties,
  })})`;
}

function renderReplicaCount(group: DeployedResource, shard: Shard | undefined): string {
  const nodeCount = group.readInteger('NumCacheClusters');
  if (nodeCount !== undefined) {
    return String(nodeCount - 1);
  }
  if (shard?.ReplicaCount !== undefined) {
    return renderNumber(shard.ReplicaCount);
  }
  return group.map('ReplicasPerNodeGroup', renderNumber) ?? '0';
}

function renderNodeZones(group: DeployedResource): string | undefined {
  const zones = group.read('PreferredCacheClusterAZs');
  if (zones === undefined) {
    return undefined;
  }
  if (!Array.isArray(zones) || !group.has('NumCacheClusters')) {
    throw new InexpressibleError('PreferredCacheClusterAZs is not a list, or NumCacheClusters is missing');
  }
  return `[${zones.map(renderText).join(', ')}]`;
}
