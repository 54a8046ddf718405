import { isDeepStrictEqual } from 'node:util';

/** The shards of a replication group by their ids, and the number of replicas of each. */
export type Topology = readonly { readonly id: string; readonly replicas: number }[];

/** Returns the topology that the properties of a replication group specify. */
export function resolveTopology({
  NumNodeGroups,
  NumCacheClusters,
  ReplicasPerNodeGroup,
  NodeGroupConfiguration,
}: any): Topology {
  const formatShardId = (index: number) => `${index + 1}`.padStart(4, '0');
  if (NodeGroupConfiguration) {
    return NodeGroupConfiguration.map(({ NodeGroupId, ReplicaCount }: any, index: number) => ({
      id: NodeGroupId ?? formatShardId(index),
      replicas: Number(ReplicaCount ?? ReplicasPerNodeGroup ?? 0),
    }));
  }
  const replicas = NumCacheClusters !== undefined ? Number(NumCacheClusters) - 1 : Number(ReplicasPerNodeGroup ?? 0);
  return Array.from({ length: Number(NumNodeGroups ?? 1) }, (_, index) => ({ id: formatShardId(index), replicas }));
}

/**
 * Throws for changes of the number of nodes that AWS rejects.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DecreaseReplicaCount.html
 */
export function validateResize(oldProperties: any, properties: any) {
  const [oldTopology, topology] = [resolveTopology(oldProperties), resolveTopology(properties)];
  if (properties.ClusterMode === 'compatible' && !isDeepStrictEqual(topology, oldTopology)) {
    throw new Error('A replication group cannot be scaled in cluster mode compatible.');
  }
  if (`${properties.MultiAZEnabled}` === 'true' && topology.some(({ replicas }) => replicas === 0)) {
    throw new Error('Must have at least 1 replica when Multi-AZ is enabled.');
  }
  for (const { id, replicas } of properties.NodeGroupConfiguration ? topology : []) {
    const shard = oldTopology.find((oldShard) => oldShard.id === id);
    if (shard && shard.replicas !== replicas) {
      throw new Error(`Node Group with Id ${id} has replica count ${shard.replicas}`);
    }
  }
}
