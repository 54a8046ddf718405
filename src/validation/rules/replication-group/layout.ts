import { listElementPaths } from '../../property-reader';
import type { PropertyReader } from '../../property-reader';
import { parseDefaultParameterGroup } from '../nodes/parameter-group';

const SHARDS = 'NodeGroupConfiguration';

/** The cluster mode, shards, and nodes of a replication group. Values that cannot be determined are undefined. */
interface ReplicationGroupLayout {
  readonly mode?: 'enabled' | 'compatible' | 'disabled';
  readonly shardCount?: number;
  /** The lowest number of replicas of any shard. */
  readonly minReplicaCount?: number;
  /** The property that sets the number of replicas. */
  readonly replicaProperty: string;
  readonly nodeCount?: number;
}

/** Lists the paths of the shards in `NodeGroupConfiguration`. */
export function listShardPaths(p: PropertyReader): string[] {
  return listElementPaths(p, SHARDS);
}

/** Reads the number of replicas of a shard in `NodeGroupConfiguration`. Returns undefined if it is unresolved. */
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

/** Formats why a group requires the parameter `cluster-enabled`. Returns undefined if the group does not require it. */
export function formatClusterModeReason({ mode, shardCount = 1 }: ReplicationGroupLayout): string | undefined {
  if (shardCount > 1) {
    return `the replication group has ${shardCount} shards`;
  }
  return mode === 'enabled' || mode === 'compatible' ? `cluster mode is ${mode}` : undefined;
}

/** Formats cluster mode enabled as the value of a prop in a construct, or of the property in a template. */
export function formatEnabledMode(p: PropertyReader): string {
  return p.isConstruct ? 'ClusterMode.enabled()' : 'enabled';
}

/** Suggests how to add a replica to every shard, in a sentence without the period. */
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
 * Whether a flag is false or missing. A missing flag does not count for members of a global datastore, because they
 * inherit the flag from the primary.
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

/** Reads the replica count of each shard, or a single count for all shards, and the property that sets it. */
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

/** Finds the lowest count. If one count is 0, it is the lowest, even if other counts are unresolved. */
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

/** Whether a snapshot, an existing cluster, or a global datastore may determine the number of nodes. */
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
