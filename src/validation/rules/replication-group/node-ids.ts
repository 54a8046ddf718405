import { readLayout } from './layout';
import { formatShardId, memberClusterIds } from '../../../service-data/member-clusters';
import type { ResourceView } from '../../resource-view';

/**
 * Whether the ids of nodes contain the id of a shard, as in `sessions-0001-001`. Returns undefined if that cannot be
 * determined. For example, a replication group keeps its node ids when its property `ClusterMode` changes.
 */
export function hasShardsInNodeIds(group: ResourceView): boolean | undefined {
  const { mode } = readLayout(group);
  if (mode === 'disabled') {
    return false;
  }
  return mode === 'enabled' && !group.has('ClusterMode') ? true : undefined;
}

/** Lists the ids of the nodes that a replication group has after its creation, as far as they can be determined. */
export function listNodeIds(groupId: string, group: ResourceView): string[] {
  const hasShards = hasShardsInNodeIds(group);
  const { shardCount, minReplicaCount } = readLayout(group);
  const hasOtherIds = group.has('PrimaryClusterId') || group.has('NodeGroupConfiguration');
  if (hasShards === undefined || shardCount === undefined || minReplicaCount === undefined || hasOtherIds) {
    return [];
  }
  const nodes = minReplicaCount + 1;
  const shards = Array.from({ length: shardCount }, (_, index) => ({
    shardId: hasShards ? formatShardId(index + 1) : undefined,
    nodes,
  }));
  return memberClusterIds(groupId, shards).flat();
}
