import { defaultGroupOf } from '../nodes/engine';
import type { Properties } from '../properties';

/** How the nodes of a replication group are laid out, as far as its properties tell. */
export interface Layout {
  /** The cluster mode. */
  readonly mode?: 'enabled' | 'compatible' | 'disabled';

  /** The number of shards. */
  readonly shards?: number;

  /** The number of replicas of the shard that has the fewest. */
  readonly fewestReplicas?: number;

  /** The property that says how many replicas there are. */
  readonly replicasBy: string;

  /** The number of nodes in all. */
  readonly nodes?: number;
}

/** The paths of the shards that are described one by one. */
export function describedShards(p: Properties): string[] {
  return (p.list('NodeGroupConfiguration') ?? []).map((_, index) => `NodeGroupConfiguration.${index}`);
}

/** The number of replicas of a shard that is described; undefined when it is known only later. */
export function replicasOf(p: Properties, shard: string): number | undefined {
  if (p.has(`${shard}.ReplicaCount`)) {
    return p.number(`${shard}.ReplicaCount`);
  }
  if (p.has('ReplicasPerNodeGroup')) {
    return p.number('ReplicasPerNodeGroup');
  }
  return p.list(`${shard}.ReplicaAvailabilityZones`)?.length;
}

/**
 * How the nodes are laid out. What is left out counts as ElastiCache counts it: one shard, one node, cluster mode
 * disabled.
 */
export function layoutOf(p: Properties): Layout {
  const shards = shardsOf(p);
  const described = describedShards(p);
  const [counts, replicasBy] = replicaCounts(p, described);
  const known = counts.filter((count) => count !== undefined);
  const allKnown = known.length === counts.length && counts.length > 0;
  const nodes = !allKnown
    ? undefined
    : described.length > 0
      ? known.reduce((sum, count) => sum + count + 1, 0)
      : shards === undefined
        ? undefined
        : shards * (known[0] + 1);
  return {
    mode: modeOf(p, shards),
    shards,
    fewestReplicas: known.includes(0) ? 0 : allKnown ? Math.min(...known) : undefined,
    replicasBy,
    nodes,
  };
}

/** Which property says that there are so few replicas, for an error. */
export function countedBy(p: Properties, path: string): string {
  return p.has(path) ? ` by ${p.name(path)}` : '';
}

/** The way out where a replica is missing. */
export function moreReplicas(p: Properties, path: string): string {
  if (p.isConstruct || path === 'NodeGroupConfiguration') {
    return `give each shard a replica by ${p.name(path)}`;
  }
  return path === 'NumCacheClusters' ? `raise ${p.name(path)} to 2` : `raise ${p.name(path)} to 1`;
}

function shardsOf(p: Properties): number | undefined {
  if (p.has('NumNodeGroups')) {
    return p.number('NumNodeGroups');
  }
  if (p.has('NodeGroupConfiguration')) {
    return p.list('NodeGroupConfiguration')?.length;
  }
  return isCountedElsewhere(p) ? undefined : 1;
}

/** The numbers of replicas, of each shard or of all alike, and the property that says it. */
function replicaCounts(p: Properties, described: string[]): [(number | undefined)[], string] {
  if (described.length > 0) {
    return [described.map((shard) => replicasOf(p, shard)), 'NodeGroupConfiguration'];
  }
  if (p.has('NodeGroupConfiguration')) {
    return [[undefined], 'NodeGroupConfiguration'];
  }
  if (p.has('ReplicasPerNodeGroup')) {
    return [[p.number('ReplicasPerNodeGroup')], 'ReplicasPerNodeGroup'];
  }
  if (p.has('NumCacheClusters')) {
    const nodes = p.number('NumCacheClusters');
    return [[nodes === undefined ? undefined : nodes - 1], 'NumCacheClusters'];
  }
  return p.has('NumNodeGroups') || isCountedElsewhere(p)
    ? [[undefined], 'ReplicasPerNodeGroup']
    : [[0], 'NumCacheClusters'];
}

/**
 * Whether something else can say how many nodes there are: a snapshot, an existing cluster, the primary of a global
 * datastore.
 */
function isCountedElsewhere(p: Properties): boolean {
  return ['SnapshotName', 'SnapshotArns', 'PrimaryClusterId', 'GlobalReplicationGroupId'].some((path) => p.has(path));
}

function modeOf(p: Properties, shards: number | undefined): Layout['mode'] {
  if (p.has('ClusterMode')) {
    const stated = p.text('ClusterMode');
    return stated === 'enabled' || stated === 'compatible' || stated === 'disabled' ? stated : undefined;
  }
  if (shards !== undefined && shards > 1) {
    return 'enabled';
  }
  if (p.has('CacheParameterGroupName')) {
    const group = defaultGroupOf(p);
    return group && (group.clusterMode ? 'enabled' : 'disabled');
  }
  return shards === undefined || isCountedElsewhere(p) ? undefined : 'disabled';
}
