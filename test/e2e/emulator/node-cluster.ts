import { follow, formCluster, knowEachOther, shareSlots, untilReady } from './cluster-protocol';
import type { EngineNode, EngineNodeOptions } from './engine-node';
import type { Door } from './tls-proxy';
import type { Shape } from './topology';
import type { EngineName } from '../../engines';
import { until } from '../wait';

/** An engine with the door that it is announced by. */
export interface Member {
  node: EngineNode;
  readonly door: Door;
}

/** A primary with its replicas, by the id that ElastiCache knows it by. */
interface Shard {
  readonly id: string;
  readonly members: Member[];
}

/** What the nodes of a group have in common. */
interface FleetOptions {
  /** Whether they speak the cluster protocol. */
  clustered(): boolean;
  /** Makes one, as the group is at that time. */
  member(options: Partial<EngineNodeOptions>): Promise<Member>;
}

/** The nodes of a replication group: shards of a primary and replicas, which come and go while clients go on. */
export class Fleet {
  private shards: Shard[] = [];

  constructor(private readonly options: FleetOptions) {}

  public get shardIds(): string[] {
    return this.shards.map(({ id }) => id);
  }

  public members(): Member[] {
    return this.shards.flatMap(({ members }) => members);
  }

  public nodes(): EngineNode[] {
    return this.members().map(({ node }) => node);
  }

  public nodesByShard(): EngineNode[][] {
    return this.shards.map(({ members }) => members.map(({ node }) => node));
  }

  /** @param files the data that each shard starts with */
  public async start(shape: Shape, files: readonly string[]) {
    for (const [shard, { id, replicas }] of shape.entries()) {
      const members = await Promise.all(
        Array.from({ length: replicas + 1 }, (_, at) => this.make({ data: at === 0 ? files[shard] : undefined })),
      );
      this.shards.push({ id, members });
    }
    await this.join();
  }

  /** Each node becomes another engine, one after the other, with the data that it had. */
  public async restart(engine: EngineName) {
    for (const member of this.members()) {
      member.node = await member.node.restart({ engine });
      member.door.clear();
    }
    await this.settle();
  }

  /** Cluster mode begins or ends: the primary keeps its data, the replicas begin anew. */
  public async rebuild(engine: EngineName) {
    const [
      {
        id,
        members: [primary, ...replicas],
      },
    ] = this.shards;
    await Promise.all(replicas.map(end));
    primary.node = await primary.node.restart({ clusterMode: this.options.clustered(), engine });
    primary.door.leadTo(primary.node);
    this.shards = [{ id, members: [primary, ...(await Promise.all(replicas.map(() => this.make())))] }];
    await this.join();
  }

  /** @param whileMoved calls back when no slot is on the shards that go, which are still there */
  public async resize(before: Shape, wanted: Shape, whileMoved: () => Promise<void>) {
    const added = wanted.filter(({ id }) => !before.some((shard) => shard.id === id));
    const removed = before.filter(({ id }) => !wanted.some((shard) => shard.id === id));
    if (added.length + removed.length > 0) {
      // Without replicas, which every move of a slot would have to wait for.
      await this.setReplicas(wanted.map(({ id }) => ({ id, replicas: 0 })));
      await this.reshard(
        added.map(({ id }) => id),
        removed.map(({ id }) => id),
        whileMoved,
      );
    }
    await this.setReplicas(wanted);
  }

  /** Makes the nodes of a shard one, and the shards a cluster. */
  private async join() {
    if (this.options.clustered()) {
      return formCluster(this.nodesByShard());
    }
    await this.followPrimaries();
  }

  /** After a restart: replicas follow again, the cluster is whole again. */
  private async settle() {
    if (this.options.clustered()) {
      return untilReady(this.nodesByShard());
    }
    await this.followPrimaries();
  }

  private async followPrimaries() {
    for (const [primary, ...replicas] of this.nodesByShard()) {
      for (const replica of replicas) {
        await replicate(replica, primary);
      }
    }
  }

  private async setReplicas(shape: Shape) {
    for (const { id, members } of this.shards) {
      const { replicas = 0 } = shape.find((shard) => shard.id === id) ?? {};
      const [primary] = members;
      await this.dismiss(members.splice(replicas + 1));
      while (members.length < replicas + 1) {
        const added = await this.make();
        members.push(added);
        if (this.options.clustered()) {
          await meet(added.node, primary.node);
          await knowEachOther(this.nodes());
          await follow(primary.node, [added.node]);
        } else {
          await replicate(added.node, primary.node);
        }
      }
    }
  }

  /** Adds shards and takes others away, with their slots and the keys in them, while clients go on. */
  private async reshard(added: readonly string[], removed: readonly string[], whileMoved: () => Promise<void>) {
    for (const id of added) {
      const primary = await this.make();
      this.shards.push({ id, members: [primary] });
      await meet(primary.node, this.shards[0].members[0].node);
    }
    await knowEachOther(this.nodes());
    for (const node of this.nodes()) {
      await until('the new shards have joined', async () =>
        /cluster_state:ok/.test(String(await node.call('CLUSTER', 'INFO'))),
      );
    }
    const leaving = this.shards.filter(({ id }) => removed.includes(id));
    await shareSlots(this.shards.map(({ id, members: [{ node }] }) => ({ node, leaves: removed.includes(id) })));
    this.shards = this.shards
      .filter((shard) => !leaving.includes(shard))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    await whileMoved();
    await this.dismiss(leaving.flatMap(({ members }) => members));
    await untilReady(this.nodesByShard());
  }

  /** Ends nodes that are not members any more, and lets those that are forget them. */
  private async dismiss(members: readonly Member[]) {
    for (const member of members) {
      const id = this.options.clustered() ? String(await member.node.call('CLUSTER', 'MYID')) : '';
      await end(member);
      if (id) {
        await Promise.all(this.nodes().map((node) => node.call('CLUSTER', 'FORGET', id)));
      }
    }
  }

  private make(options: Partial<EngineNodeOptions> = {}): Promise<Member> {
    return this.options.member(options);
  }
}

async function end({ node, door }: Member) {
  await door.close();
  await node.stop();
}

async function meet(node: EngineNode, other: EngineNode) {
  await node.call('CLUSTER', 'MEET', other.options.address, `${other.plainPort}`, `${other.plainPort + 10000}`);
}

/** Makes a node the replica of another one, with cluster mode disabled. */
export async function replicate(replica: EngineNode, primary: EngineNode) {
  await replica.call('REPLICAOF', '127.0.0.1', `${primary.plainPort}`);
  await until('the replica follows', async () =>
    /master_link_status:up/.test(String(await replica.call('INFO', 'replication'))),
  );
}
