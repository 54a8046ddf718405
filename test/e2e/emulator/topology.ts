import { isDeepStrictEqual } from 'node:util';

/** How many nodes a replication group is to have: the shards by their ids, and the replicas of each. */
export type Shape = readonly { readonly id: string; readonly replicas: number }[];

/** As the properties of the group tell it. */
export function shapeOf({ NumNodeGroups, NumCacheClusters, ReplicasPerNodeGroup, NodeGroupConfiguration }: any): Shape {
  const numbered = (at: number) => `${at + 1}`.padStart(4, '0');
  if (NodeGroupConfiguration) {
    return NodeGroupConfiguration.map(({ NodeGroupId, ReplicaCount }: any, at: number) => ({
      id: NodeGroupId ?? numbered(at),
      replicas: Number(ReplicaCount ?? ReplicasPerNodeGroup ?? 0),
    }));
  }
  const replicas = NumCacheClusters !== undefined ? Number(NumCacheClusters) - 1 : Number(ReplicasPerNodeGroup ?? 0);
  return Array.from({ length: Number(NumNodeGroups ?? 1) }, (_, at) => ({ id: numbered(at), replicas }));
}

/**
 * Fails where AWS would refuse another number of nodes.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DecreaseReplicaCount.html
 */
export function checkResize(before: any, properties: any) {
  const [old, shape] = [shapeOf(before), shapeOf(properties)];
  if (properties.ClusterMode === 'compatible' && !isDeepStrictEqual(shape, old)) {
    throw new Error('A replication group cannot be scaled in cluster mode compatible.');
  }
  if (`${properties.MultiAZEnabled}` === 'true' && shape.some(({ replicas }) => replicas === 0)) {
    throw new Error('Must have at least 1 replica when Multi-AZ is enabled.');
  }
  for (const { id, replicas } of properties.NodeGroupConfiguration ? shape : []) {
    const shard = old.find((one) => one.id === id);
    if (shard && shard.replicas !== replicas) {
      throw new Error(`Node Group with Id ${id} has replica count ${shard.replicas}`);
    }
  }
}
