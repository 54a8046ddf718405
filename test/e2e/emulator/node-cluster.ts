import {
  attachReplicas,
  createCluster,
  waitUntilNodesConnected,
  rebalanceSlots,
  waitUntilClusterReady,
} from './cluster-protocol';
import type { EngineNode, EngineNodeOptions } from './engine-node';
import type { TlsProxy } from './tls-proxy';
import type { Topology } from './topology';
import type { EngineName } from '../../engines';
import { waitUntil } from '../wait';

/** An engine with the door that it is announced by. */
export interface ClusterMember {
  node: EngineNode;
  readonly proxy: TlsProxy;
}

/** A primary with its replicas, by the id that ElastiCache knows it by. */
interface Shard {
  readonly id: string;
  readonly members: ClusterMember[];
}

/** What the nodes of a group have in common. */
interface NodeClusterOptions {
  /** Whether they speak the cluster protocol. */
  isClusterMode(): boolean;
  /** Makes one, as the group is at that time. */
  startMember(options: Partial<EngineNodeOptions>): Promise<ClusterMember>;
}

/** The nodes of a replication group: shards of a primary and replicas, which come and go while clients go on. */
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

  /** @param files the data that each shard starts with */
  public async start(topology: Topology, files: readonly string[]) {
    for (const [shard, { id, replicas }] of topology.entries()) {
      const members = await Promise.all(
        Array.from({ length: replicas + 1 }, (_, at) =>
          this.startMember({ dataFile: at === 0 ? files[shard] : undefined }),
        ),
      );
      this.shards.push({ id, members });
    }
    await this.connectNodes();
  }

  /** Each node becomes another engine, one after the other, with the data that it had. */
  public async changeEngine(engine: EngineName) {
    for (const member of this.members()) {
      member.node = await member.node.restart({ engine });
      member.proxy.closeConnections();
    }
    await this.reconnectNodes();
  }

  /** Cluster mode begins or ends: the primary keeps its data, the replicas begin anew. */
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

  /** @param onSlotsMoved calls back when no slot is on the shards that go, which are still there */
  public async resize(before: Topology, topology: Topology, onSlotsMoved: () => Promise<void>) {
    const added = topology.filter(({ id }) => !before.some((shard) => shard.id === id));
    const removed = before.filter(({ id }) => !topology.some((shard) => shard.id === id));
    if (added.length + removed.length > 0) {
      // Without replicas, which every move of a slot would have to wait for.
      await this.resizeShards(topology.map(({ id }) => ({ id, replicas: 0 })));
      await this.reshard(
        added.map(({ id }) => id),
        removed.map(({ id }) => id),
        onSlotsMoved,
      );
    }
    await this.resizeShards(topology);
  }

  /** Makes the nodes of a shard one, and the shards a cluster. */
  private async connectNodes() {
    if (this.options.isClusterMode()) {
      return createCluster(this.nodesByShard());
    }
    await this.startReplication();
  }

  /** After a restart: replicas follow again, the cluster is whole again. */
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

  /** Adds shards and takes others away, with their slots and the keys in them, while clients go on. */
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
    await rebalanceSlots(this.shards.map(({ id, members: [{ node }] }) => ({ node, leaves: removed.includes(id) })));
    this.shards = this.shards
      .filter((shard) => !removedShards.includes(shard))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    await onSlotsMoved();
    await this.removeMembers(removedShards.flatMap(({ members }) => members));
    await waitUntilClusterReady(this.nodesByShard());
  }

  /** Ends nodes that are not members any more, and lets those that are forget them. */
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

/** Makes a node the replica of another one, with cluster mode disabled. */
export async function replicateFrom(replica: EngineNode, primary: EngineNode) {
  await replica.call('REPLICAOF', '127.0.0.1', `${primary.plainPort}`);
  await waitUntil('the replica follows', async () =>
    /master_link_status:up/.test(String(await replica.call('INFO', 'replication'))),
  );
}
