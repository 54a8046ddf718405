import {
  attachReplicas,
  createCluster,
  waitUntilNodesConnected,
  rebalanceSlots,
  waitUntilClusterReady,
} from './cluster-commands';
import type { EngineNode, EngineNodeOptions } from './engine-node';
import type { EngineName } from '../../../engines';
import { waitUntil } from '../../wait';
import type { TlsProxy } from '../proxy/tls-proxy';
import type { Topology } from '../resources/topology';

/** An engine and its proxy, whose address the engine announces. */
export interface ClusterMember {
  node: EngineNode;
  readonly proxy: TlsProxy;
}

/** A primary with its replicas, by the id of its node group. */
interface Shard {
  readonly id: string;
  readonly members: ClusterMember[];
}

/** Callbacks into the replication group that the nodes belong to. */
interface NodeClusterOptions {
  /** Whether the nodes use the cluster protocol. */
  isClusterMode(): boolean;
  /** Starts a node with the current properties of the group. */
  startMember(options: Partial<EngineNodeOptions>): Promise<ClusterMember>;
}

/** The nodes of a replication group. Shards and replicas are added and removed while clients are connected. */
export class NodeCluster {
  private shards: Shard[] = [];

  constructor(private readonly options: NodeClusterOptions) {}

  public get shardIds(): string[] {
    return this.shards.map(({ id }) => id);
  }

  public members(): ClusterMember[] {
    return this.shards.flatMap(({ members }) => members);
  }

  public nodes(): EngineNode[] {
    return this.members().map(({ node }) => node);
  }

  public nodesByShard(): EngineNode[][] {
    return this.shards.map(({ members }) => members.map(({ node }) => node));
  }

  /** @param files the data file that each shard is restored from */
  public async start(topology: Topology, files: readonly string[]) {
    for (const [shard, { id, replicas }] of topology.entries()) {
      const members = await Promise.all(
        Array.from({ length: replicas + 1 }, (_, index) =>
          this.startMember({ dataFile: index === 0 ? files[shard] : undefined }),
        ),
      );
      this.shards.push({ id, members });
    }
    await this.connectNodes();
  }

  /** Restarts the nodes one by one with another engine. They keep their data. */
  public async changeEngine(engine: EngineName) {
    for (const member of this.members()) {
      member.node = await member.node.restart({ engine });
      member.proxy.closeConnections();
    }
    await this.reconnectNodes();
  }

  /** Enables or disables cluster mode. The primary keeps its data; replicas are replaced. */
  public async changeClusterMode(engine: EngineName) {
    const [
      {
        id,
        members: [primary, ...replicas],
      },
    ] = this.shards;
    await Promise.all(replicas.map(stopMember));
    primary.node = await primary.node.restart({ clusterMode: this.options.isClusterMode(), engine });
    primary.proxy.retarget(primary.node);
    this.shards = [{ id, members: [primary, ...(await Promise.all(replicas.map(() => this.startMember())))] }];
    await this.connectNodes();
  }

  /** @param onSlotsMoved called when the removed shards have no slots left, before they are stopped */
  public async resize(before: Topology, topology: Topology, onSlotsMoved: () => Promise<void>) {
    const added = topology.filter(({ id }) => !before.some((shard) => shard.id === id));
    const removed = before.filter(({ id }) => !topology.some((shard) => shard.id === id));
    if (added.length + removed.length > 0) {
      // Replicas are added at the end, because they slow down the migration of slots.
      await this.resizeShards(topology.map(({ id }) => ({ id, replicas: 0 })));
      await this.reshard(
        added.map(({ id }) => id),
        removed.map(({ id }) => id),
        onSlotsMoved,
      );
    }
    await this.resizeShards(topology);
  }

  /** Connects the nodes of each shard, and with cluster mode the shards. */
  private async connectNodes() {
    if (this.options.isClusterMode()) {
      return createCluster(this.nodesByShard());
    }
    await this.startReplication();
  }

  /** Reconnects the nodes after a restart. */
  private async reconnectNodes() {
    if (this.options.isClusterMode()) {
      return waitUntilClusterReady(this.nodesByShard());
    }
    await this.startReplication();
  }

  private async startReplication() {
    for (const [primary, ...replicas] of this.nodesByShard()) {
      for (const replica of replicas) {
        await replicateFrom(replica, primary);
      }
    }
  }

  private async resizeShards(topology: Topology) {
    for (const { id, members } of this.shards) {
      const { replicas = 0 } = topology.find((shard) => shard.id === id) ?? {};
      const [primary] = members;
      await this.removeMembers(members.splice(replicas + 1));
      while (members.length < replicas + 1) {
        const added = await this.startMember();
        members.push(added);
        if (this.options.isClusterMode()) {
          await joinCluster(added.node, primary.node);
          await waitUntilNodesConnected(this.nodes());
          await attachReplicas(primary.node, [added.node]);
        } else {
          await replicateFrom(added.node, primary.node);
        }
      }
    }
  }

  /** Adds and removes shards, and moves slots with their keys, while clients are connected. */
  private async reshard(added: readonly string[], removed: readonly string[], onSlotsMoved: () => Promise<void>) {
    for (const id of added) {
      const primary = await this.startMember();
      this.shards.push({ id, members: [primary] });
      await joinCluster(primary.node, this.shards[0].members[0].node);
    }
    await waitUntilNodesConnected(this.nodes());
    for (const node of this.nodes()) {
      await waitUntil('the new shards have joined', async () =>
        /cluster_state:ok/.test(String(await node.call('CLUSTER', 'INFO'))),
      );
    }
    const removedShards = this.shards.filter(({ id }) => removed.includes(id));
    await rebalanceSlots(this.shards.map(({ id, members: [{ node }] }) => ({ node, isRemoved: removed.includes(id) })));
    this.shards = this.shards
      .filter((shard) => !removedShards.includes(shard))
      .sort((left, right) => (left.id < right.id ? -1 : 1));
    await onSlotsMoved();
    await this.removeMembers(removedShards.flatMap(({ members }) => members));
    await waitUntilClusterReady(this.nodesByShard());
  }

  /** Stops nodes, and removes them from the cluster configuration of the others. */
  private async removeMembers(members: readonly ClusterMember[]) {
    for (const member of members) {
      const id = this.options.isClusterMode() ? String(await member.node.call('CLUSTER', 'MYID')) : '';
      await stopMember(member);
      if (id) {
        await Promise.all(this.nodes().map((node) => node.call('CLUSTER', 'FORGET', id)));
      }
    }
  }

  private startMember(options: Partial<EngineNodeOptions> = {}): Promise<ClusterMember> {
    return this.options.startMember(options);
  }
}

async function stopMember({ node, proxy }: ClusterMember) {
  await proxy.close();
  await node.stop();
}

async function joinCluster(node: EngineNode, other: EngineNode) {
  await node.call('CLUSTER', 'MEET', other.options.address, `${other.plainPort}`, `${other.plainPort + 10000}`);
}

/** Makes a node the replica of another one when cluster mode is disabled. */
export async function replicateFrom(replica: EngineNode, primary: EngineNode) {
  await replica.call('REPLICAOF', '127.0.0.1', `${primary.plainPort}`);
  await waitUntil('the replica is in sync', async () =>
    /master_link_status:up/.test(String(await replica.call('INFO', 'replication'))),
  );
}
