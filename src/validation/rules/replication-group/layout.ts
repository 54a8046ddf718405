import { listElementPaths } from '../../property-reader';
import type { PropertyReader } from '../../property-reader';
import { parseDefaultParameterGroup } from '../nodes/parameter-group';

const SHARDS = 'NodeGroupConfiguration';

/** The nodes of a replication group. Values that cannot be read from the properties are undefined. */
interface ReplicationGroupLayout {
  readonly mode?: 'enabled' | 'compatible' | 'disabled';
  readonly shardCount?: number;
  /** The number of replicas in the shard that has the fewest. */
  readonly minReplicaCount?: number;
  /** The property that sets the number of replicas. */
  readonly replicaProperty: string;
  readonly nodeCount?: number;
}

/** The paths of the shards in `NodeGroupConfiguration`. */
export function listShardPaths(p: PropertyReader): string[] {
  return listElementPaths(p, SHARDS);
}

/** The number of replicas of a shard in `NodeGroupConfiguration`, or undefined if it is unresolved. */
export function readReplicaCount(p: PropertyReader, shard: string): number | undefined {
  if (p.has(`${shard}.ReplicaCount`)) {
    return p.number(`${shard}.ReplicaCount`);
  }
  if (p.has('ReplicasPerNodeGroup')) {
    return p.number('ReplicasPerNodeGroup');
  }
  return p.count(`${shard}.ReplicaAvailabilityZones`);
}

/** Reads the layout with the defaults of ElastiCache: one shard, one node, cluster mode disabled. */
export function readLayout(p: PropertyReader): ReplicationGroupLayout {
  const shardCount = readShardCount(p);
  const [replicaCounts, replicaProperty] = readReplicaCounts(p);

  return {
    mode: readClusterMode(p, shardCount),
    shardCount,
    minReplicaCount: findMinReplicaCount(replicaCounts),
    replicaProperty,
    nodeCount: countNodes(p, replicaCounts, shardCount),
  };
}

/** The reason why a group requires `cluster-enabled yes`, or undefined if it does not require it. */
export function formatClusterModeReason({ mode, shardCount = 1 }: ReplicationGroupLayout): string | undefined {
  if (shardCount > 1) {
    return `${shardCount} shards`;
  }
  return mode === 'enabled' || mode === 'compatible' ? `cluster mode ${mode}` : undefined;
}

/** Suggests how to add a replica to every shard, up to the end of the sentence. */
export function suggestReplicas(p: PropertyReader, path: string): string {
  if (path === SHARDS) {
    return p.isConstruct
      ? "Set 'replicaCount' of each shard to at least 1"
      : `Set ReplicaCount of each shard in ${p.name(path)} to at least 1`;
  }
  return path === 'NumCacheClusters' && !p.isConstruct
    ? `Set ${p.name(path)} to at least 2`
    : `Set ${p.name(path)} to at least 1`;
}

/**
 * Whether a flag is false. A missing flag is false, too, except for members of a global datastore, which inherit it
 * from the primary.
 */
export function isDisabled(p: PropertyReader, path: string): boolean {
  return p.has(path) ? p.flag(path) === false : !p.has('GlobalReplicationGroupId');
}

function readShardCount(p: PropertyReader): number | undefined {
  if (p.has('NumNodeGroups')) {
    return p.number('NumNodeGroups');
  }
  if (p.has(SHARDS)) {
    return p.count(SHARDS);
  }
  return hasExternalNodeCount(p) ? undefined : 1;
}

/** The replica count of each shard, or a single one for all shards, and the property that sets it. */
function readReplicaCounts(p: PropertyReader): [(number | undefined)[], string] {
  const shards = listShardPaths(p);
  if (shards.length > 0) {
    return [shards.map((shard) => readReplicaCount(p, shard)), SHARDS];
  }
  if (p.has(SHARDS)) {
    return [[undefined], SHARDS];
  }
  if (p.has('ReplicasPerNodeGroup')) {
    return [[p.number('ReplicasPerNodeGroup')], 'ReplicasPerNodeGroup'];
  }
  if (p.has('NumCacheClusters')) {
    const nodes = p.number('NumCacheClusters');
    return [[nodes === undefined ? undefined : nodes - 1], 'NumCacheClusters'];
  }
  return p.has('NumNodeGroups') || hasExternalNodeCount(p)
    ? [[undefined], 'ReplicasPerNodeGroup']
    : [[0], 'NumCacheClusters'];
}

/** Zero is the smallest count even if other counts are unresolved. */
function findMinReplicaCount(counts: readonly (number | undefined)[]): number | undefined {
  const resolved = counts.filter((count) => count !== undefined);
  if (resolved.includes(0)) {
    return 0;
  }
  return resolved.length === counts.length ? Math.min(...resolved) : undefined;
}

function countNodes(
  p: PropertyReader,
  replicaCounts: readonly (number | undefined)[],
  shardCount: number | undefined,
): number | undefined {
  const resolved = replicaCounts.filter((count) => count !== undefined);
  if (resolved.length < replicaCounts.length) {
    return undefined;
  }
  if (listShardPaths(p).length > 0) {
    return resolved.reduce((sum, count) => sum + count + 1, 0);
  }
  return shardCount === undefined ? undefined : shardCount * (resolved[0] + 1);
}

/** Whether a snapshot, an existing cluster, or a global datastore can determine the number of nodes. */
function hasExternalNodeCount(p: PropertyReader): boolean {
  return ['SnapshotName', 'SnapshotArns', 'PrimaryClusterId', 'GlobalReplicationGroupId'].some((path) => p.has(path));
}

function readClusterMode(p: PropertyReader, shardCount: number | undefined): ReplicationGroupLayout['mode'] {
  if (p.has('ClusterMode')) {
    const mode = p.text('ClusterMode');
    return mode === 'enabled' || mode === 'compatible' || mode === 'disabled' ? mode : undefined;
  }
  if (shardCount !== undefined && shardCount > 1) {
    return 'enabled';
  }
  if (p.has('CacheParameterGroupName')) {
    const group = parseDefaultParameterGroup(p.text('CacheParameterGroupName'));
    return group && (group.clusterMode ? 'enabled' : 'disabled');
  }
  return shardCount === undefined || hasExternalNodeCount(p) ? undefined : 'disabled';
}
