import { isDeepStrictEqual } from 'node:util';
import { freeAddress } from './addresses';
import type { Transit } from './door';
import { Door } from './door';
import { engineFor } from './engine-choice';
import type { EngineNodeOptions } from './engine-node';
import { EngineNode } from './engine-node';
import { gatekeeper } from './gatekeeper';
import { LoginDialect } from './login-dialect';
import type { ParameterGroups } from './parameter-groups';
import { applyParameters } from './parameter-groups';
import { follow, formCluster, knowEachOther, shareSlots, untilReady } from './shards';
import type { Snapshots } from './snapshots';
import type { SubnetGroups } from './subnet-groups';
import type { Follower, UserGroups } from './user-groups';
import { applyUsers, CHANGE_TAKES } from './users';
import type { Made, Place, Provider, World } from './world';
import { agree, Registry } from './world';
import { sleep, until } from '../wait';

/** What replication groups refer to. */
export interface Surroundings {
  readonly world: World;
  readonly groups: UserGroups;
  readonly parameters: ParameterGroups;
  readonly subnets: SubnetGroups;
  readonly snapshots: Snapshots;
}

/** Replication groups: shards of a primary and replicas, each node with an address of its own, and the endpoints of the group before them. */
export class ReplicationGroups implements Provider {
  public readonly known = new Registry<ReplicationGroup>('ReplicationGroup');
  /** The primary of each global datastore. */
  public readonly globals = new Map<string, ReplicationGroup>();

  constructor(private readonly around: Surroundings) {
    around.parameters.onChange(async (place, name) => {
      for (const group of this.known.in(place)) { await group.parametersChanged(name); }
    });
  }

  public async create(place: Place, properties: any): Promise<Made> {
    const id: string = properties.ReplicationGroupId;
    const { GlobalReplicationGroupId: globalId } = properties;
    const primary = this.globals.get(globalId);
    if (globalId && !primary) { throw new Error(`GlobalReplicationGroup ${globalId} not found.`); }
    const group = new ReplicationGroup(this.around, place, primary ? primary.forSecondary(properties) : properties);
    this.known.add(place, id, group);
    try {
      await group.start();
      await primary?.lead(group);
    } catch (error) {
      await group.stop();
      this.known.remove(place, id);
      throw error;
    }
    return { physicalId: id, attributes: group.attributes() };
  }

  public async update(place: Place, id: string, properties: any): Promise<Made> {
    const group = this.known.get(place, id);
    const primary = this.globals.get(properties.GlobalReplicationGroupId);
    await group.change(primary ? primary.forSecondary(properties) : properties);
    return { physicalId: id, attributes: group.attributes() };
  }

  public async adopt(place: Place, id: string, properties: any): Promise<Made> {
    const group = this.known.get(place, id);
    agree(`ReplicationGroup ${id}`, group.described(), properties);
    return { physicalId: id, attributes: group.attributes() };
  }

  public async delete(place: Place, id: string, _properties: any, snapshot: boolean) {
    const group = this.known.get(place, id);
    if (snapshot) { await group.snapshot(`${id}-final-${Date.now()}`); }
    await group.stop();
    this.known.remove(place, id);
  }
}

/** Snapshots of replication groups. */
export class ReplicationGroupSnapshots implements Provider {
  constructor(private readonly groups: ReplicationGroups, private readonly snapshots: Snapshots) {}

  public async create(place: Place, { SnapshotName: name, ReplicationGroupId: id }: any): Promise<Made> {
    const { arn } = await this.groups.known.get(place, id).snapshot(name);
    return { physicalId: arn, attributes: { Arn: arn, SnapshotStatus: 'available' } };
  }

  public async update(_place: Place, arn: string): Promise<Made> {
    return { physicalId: arn, attributes: { Arn: arn, SnapshotStatus: 'available' } };
  }

  public async delete(place: Place, arn: string) {
    this.snapshots.remove(place, arn.split(':').pop()!);
  }
}

/** An engine with the door that it is announced by. */
interface Member {
  node: EngineNode;
  readonly door: Door;
}

/** A primary with its replicas, by the id that ElastiCache knows it by. */
interface Shard {
  readonly id: string;
  readonly members: Member[];
}

/** How many nodes there are to be. */
type Shape = readonly { readonly id: string; readonly replicas: number }[];

/** What the API can be asked to change. */
interface Modification {
  readonly authToken?: string;
  readonly strategy?: string;
  readonly userGroupIds: readonly string[];
}

class ReplicationGroup implements Follower {
  private shards: Shard[] = [];
  private readonly endpoints: Partial<Record<'primary' | 'reader' | 'configuration', { readonly address: string; readonly door: Door }>> = {};
  private readonly id: string;
  private readonly port: number;
  /** While a token is rotated, the one before it is valid, too. */
  private tokens: string[] = [];
  private tokenModified?: Date;
  private changing = false;

  constructor(private readonly around: Surroundings, public readonly place: Place, private properties: any) {
    this.id = properties.ReplicationGroupId;
    this.port = Number(properties.Port ?? 6379);
    this.check(properties);
  }

  public async start() {
    this.around.world.cleanups.add(this.stop);
    const { SnapshotName, SnapshotArns = [], AuthToken } = this.properties;
    this.tokens = AuthToken ? [AuthToken] : [];
    const files = [SnapshotName, ...SnapshotArns].filter(name => name).flatMap(name => this.around.snapshots.find(this.place, name).files);
    for (const [shard, { id, replicas }] of this.shape().entries()) {
      const members = await Promise.all(Array.from({ length: replicas + 1 }, (_, at) => this.member({ data: at === 0 ? files[shard] : undefined })));
      this.shards.push({ id, members });
    }
    await this.join();
    await this.applyParameters();
    await this.applyUsers();
    this.around.groups.followers.add(this);
    await this.openEndpoints();
  }

  public async change(properties: any) {
    this.check(properties);
    this.checkResize(properties);
    const before = { engine: this.engine(), clustered: this.clustered(), shape: this.shape() };
    const old = this.properties;
    this.properties = properties;
    if (properties.AuthToken !== old.AuthToken) { this.rotate(properties.AuthToken); }
    if (before.clustered && !this.clustered() && old.ClusterMode === 'enabled') { throw new Error('Cluster mode cannot be disabled once it is enabled.'); }
    if (this.clustered() !== before.clustered) {
      await this.rebuild();
    } else if (this.engine() !== before.engine) {
      for (const member of this.members()) {
        member.node = await member.node.restart({ engine: this.engine() });
        member.door.clear();
      }
      await this.settle();
    }
    await this.resize(before.shape);
    await this.applyParameters();
    await this.applyUsers();
    for (const door of this.doors()) {
      if (door.transit !== this.transit()) {
        door.transit = this.transit();
        door.clear();
      }
    }
    await this.openEndpoints();
  }

  /**
   * ModifyReplicationGroup: another token beside the current one or in place of both, or users in place of tokens, a moment after it was asked for.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
   */
  public modify({ authToken, strategy = 'ROTATE', userGroupIds }: Modification) {
    if (this.changing) { throw new Error(`Replication group ${this.id} is not in a valid state to be modified.`); }
    const [current] = this.tokens;
    let tokens: string[];
    if (userGroupIds.length > 0) {
      if (current && strategy !== 'DELETE') { throw new Error('A group with an AUTH token takes users with AuthTokenUpdateStrategy DELETE.'); }
      this.around.groups.usersOf(this.place, userGroupIds[0]);
      tokens = [];
    } else if (strategy === 'ROTATE' && authToken && current) {
      tokens = [authToken, current];
    } else if (strategy === 'SET' && authToken && (!current || (this.tokens.length === 2 && authToken === current))) {
      tokens = [authToken];
    } else {
      throw new Error(`AuthTokenUpdateStrategy ${strategy} does not fit ${this.tokens.length} tokens.`);
    }
    this.check({ ...this.properties, AuthToken: tokens[0], UserGroupIds: userGroupIds });
    this.changing = true;
    void sleep(CHANGE_TAKES).then(async () => {
      this.tokens = tokens;
      this.tokenModified = new Date();
      const { AuthToken: _token, ...rest } = this.properties;
      this.properties = { ...rest, ...(tokens.length > 0 ? { AuthToken: tokens[0] } : { UserGroupIds: userGroupIds }) };
      await this.applyUsers();
    }).finally(() => { this.changing = false; });
  }

  /** Another token beside the current one, which is what the API does when it is told no strategy; a token before the current one ends. */
  private rotate(authToken: string) {
    this.tokens = [authToken, ...this.tokens].slice(0, 2);
    this.tokenModified = new Date();
  }

  /** The properties of a secondary: what it may not say is the primary's. */
  public forSecondary(properties: any): any {
    const { Engine, EngineVersion, CacheNodeType, TransitEncryptionEnabled, ClusterMode } = this.properties;
    return { Engine, EngineVersion, CacheNodeType, TransitEncryptionEnabled, ClusterMode, ...properties };
  }

  /** Its data goes to a secondary from now on; in cluster mode the engines do not do that. */
  public async lead(secondary: ReplicationGroup) {
    if (this.clustered()) { return; }
    await replicate(secondary.shards[0].members[0].node, this.shards[0].members[0].node);
  }

  public async parametersChanged(name: string) {
    if (this.properties.CacheParameterGroupName === name) { await this.applyParameters(); }
  }

  public groupId(): string | undefined {
    return this.properties.UserGroupIds?.[0];
  }

  public async applyUsers() {
    for (const { node } of this.members()) { await applyUsers(node, this.users(), this.tokens); }
  }

  public snapshot(name: string) {
    return this.around.snapshots.take(this.place, 'snapshot', name, this.nodesByShard().map(([primary]) => primary));
  }

  public readonly stop = async () => {
    this.around.groups.followers.delete(this);
    this.around.world.cleanups.delete(this.stop);
    await Promise.all([...this.doors().map(door => door.close()), ...this.members().map(({ node }) => node.stop())]);
  };

  public attributes(): Record<string, unknown> {
    const { primary, reader, configuration } = this.endpoints;
    const port = `${this.port}`;
    const nodes = this.members().map(({ node }) => node.options.address);
    return {
      'PrimaryEndPoint.Address': primary?.address ?? '',
      'PrimaryEndPoint.Port': primary ? port : '',
      'ReaderEndPoint.Address': reader?.address ?? '',
      'ReaderEndPoint.Port': reader ? port : '',
      'ConfigurationEndPoint.Address': configuration?.address ?? '',
      'ConfigurationEndPoint.Port': configuration ? port : '',
      'ReadEndPoint.Addresses': `[${nodes.join(', ')}]`,
      'ReadEndPoint.Ports': `[${nodes.map(() => port).join(', ')}]`,
      'ReadEndPoint.AddressesList': nodes,
      'ReadEndPoint.PortsList': nodes.map(() => port),
    };
  }

  /** The properties that it has now. */
  public described(): Readonly<Record<string, unknown>> {
    return this.properties;
  }

  /** As the API tells it. */
  public describe(): object {
    const { primary, reader, configuration } = this.endpoints;
    const endpoint = (one?: { readonly address: string }) => one && { Address: one.address, Port: this.port };
    return {
      ReplicationGroupId: this.id,
      ARN: `arn:aws:elasticache:${this.place.region}:${this.place.account}:replicationgroup:${this.id}`,
      Status: this.changing ? 'modifying' : 'available',
      ClusterEnabled: this.clustered(),
      TransitEncryptionEnabled: this.transit() !== 'off',
      AuthTokenEnabled: this.tokens.length > 0,
      AuthTokenLastModifiedDate: this.tokenModified?.toISOString(),
      ConfigurationEndpoint: endpoint(configuration),
      NodeGroups: { NodeGroup: this.shards.map(({ id }) => ({ NodeGroupId: id, PrimaryEndpoint: endpoint(primary), ReaderEndpoint: endpoint(reader) })) },
    };
  }

  /** What AWS would refuse, as far as the engines cannot tell. */
  private check(properties: any) {
    const { UserGroupIds = [], AuthToken, CacheSubnetGroupName, CacheParameterGroupName, ReplicationGroupId, TransitEncryptionMode } = properties;
    if (ReplicationGroupId !== ReplicationGroupId.toLowerCase()) { throw new Error(`ReplicationGroupId is stored in lower case, got ${ReplicationGroupId}`); }
    if (UserGroupIds.length > 1) { throw new Error('A replication group has one user group at most.'); }
    const tls = `${properties.TransitEncryptionEnabled}` === 'true' && TransitEncryptionMode !== 'preferred';
    if ((AuthToken || UserGroupIds.length > 0) && !tls) { throw new Error('AuthToken and UserGroupIds need TransitEncryptionEnabled in the mode required.'); }
    if (AuthToken && UserGroupIds.length > 0) { throw new Error('AuthToken and UserGroupIds exclude each other.'); }
    if (AuthToken && !/^[^"/@ ]{16,128}$/.test(AuthToken)) { throw new Error('Invalid AuthToken provided.'); }
    this.around.subnets.check(this.place, CacheSubnetGroupName);
    this.around.parameters.get(this.place, CacheParameterGroupName);
    this.around.groups.usersOf(this.place, UserGroupIds[0]);
  }

  private engine() {
    const { Engine = 'redis', EngineVersion } = this.properties;
    return engineFor(Engine, EngineVersion ?? (Engine === 'redis' ? '7.1' : '8.1'));
  }

  private clustered(): boolean {
    const { ClusterMode, CacheParameterGroupName } = this.properties;
    return ClusterMode === 'enabled' || ClusterMode === 'compatible'
      || this.around.parameters.get(this.place, CacheParameterGroupName).values['cluster-enabled'] === 'yes';
  }

  private shape(properties = this.properties): Shape {
    const { NumNodeGroups, NumCacheClusters, ReplicasPerNodeGroup, NodeGroupConfiguration } = properties;
    const numbered = (at: number) => `${at + 1}`.padStart(4, '0');
    if (NodeGroupConfiguration) {
      return NodeGroupConfiguration.map(({ NodeGroupId, ReplicaCount }: any, at: number) => (
        { id: NodeGroupId ?? numbered(at), replicas: Number(ReplicaCount ?? ReplicasPerNodeGroup ?? 0) }));
    }
    const replicas = NumCacheClusters !== undefined ? Number(NumCacheClusters) - 1 : Number(ReplicasPerNodeGroup ?? 0);
    return Array.from({ length: Number(NumNodeGroups ?? 1) }, (_, at) => ({ id: numbered(at), replicas }));
  }

  /**
   * What AWS would refuse of another number of nodes.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DecreaseReplicaCount.html
   */
  private checkResize(properties: any) {
    const { ClusterMode, MultiAZEnabled, NodeGroupConfiguration } = properties;
    const [before, shape] = [this.shape(), this.shape(properties)];
    if (ClusterMode === 'compatible' && !isDeepStrictEqual(shape, before)) { throw new Error(`Replication group ${this.id} cannot be scaled in cluster mode compatible.`); }
    if (`${MultiAZEnabled}` === 'true' && shape.some(({ replicas }) => replicas === 0)) { throw new Error('Must have at least 1 replica when Multi-AZ is enabled.'); }
    for (const { id, replicas } of NodeGroupConfiguration ? shape : []) {
      const old = before.find(shard => shard.id === id);
      if (old && old.replicas !== replicas) { throw new Error(`Node Group with Id ${id} has replica count ${old.replicas}`); }
    }
  }

  private transit(): Transit {
    const { TransitEncryptionEnabled, TransitEncryptionMode } = this.properties;
    return `${TransitEncryptionEnabled}` !== 'true' ? 'off' : TransitEncryptionMode === 'preferred' ? 'preferred' : 'required';
  }

  private users() {
    return this.around.groups.usersOf(this.place, this.groupId());
  }

  private members(): Member[] {
    return this.shards.flatMap(({ members }) => members);
  }

  private nodesByShard(): EngineNode[][] {
    return this.shards.map(({ members }) => members.map(({ node }) => node));
  }

  private doors(): Door[] {
    return [...this.members().map(({ door }) => door), ...Object.values(this.endpoints).map(({ door }) => door)];
  }

  private async member(options: Partial<EngineNodeOptions> = {}): Promise<Member> {
    const address = await freeAddress(this.port);
    const certificate = this.around.world.authority.issue(address);
    const node = await EngineNode.start(this.around.world.folder, {
      engine: this.engine(),
      address,
      servicePort: this.port,
      certificate,
      clusterMode: this.clustered(),
      ...options,
    });
    await applyUsers(node, this.users(), this.tokens);
    return { node, door: await this.door(address, node) };
  }

  private door(address: string, node: EngineNode): Promise<Door> {
    const certificate = node.options.address === address ? node.options.certificate : this.around.world.authority.issue(address);
    const keeper = gatekeeper(this.around.world, this.place, `replicationgroup:${this.id}`, () => this.users());
    return Door.open({ address, port: this.port, certificate, dialect: () => new LoginDialect(keeper) }, this.transit(), node);
  }

  /** Makes the nodes of a shard one, and the shards a cluster. */
  private async join() {
    if (this.clustered()) { return formCluster(this.nodesByShard()); }
    await this.followPrimaries();
  }

  /** After a restart: replicas follow again, the cluster is whole again. */
  private async settle() {
    if (this.clustered()) { return untilReady(this.nodesByShard()); }
    await this.followPrimaries();
  }

  private async followPrimaries() {
    for (const [primary, ...replicas] of this.nodesByShard()) {
      for (const replica of replicas) { await replicate(replica, primary); }
    }
  }

  /** Cluster mode begins or ends: the primary keeps its data, the replicas begin anew. */
  private async rebuild() {
    const [{ id, members: [primary, ...replicas] }] = this.shards;
    await Promise.all(replicas.map(end));
    primary.node = await primary.node.restart({ clusterMode: this.clustered(), engine: this.engine() });
    primary.door.leadTo(primary.node);
    this.shards = [{ id, members: [primary, ...await Promise.all(replicas.map(() => this.member()))] }];
    await this.join();
  }

  private async resize(before: Shape) {
    const wanted = this.shape();
    const added = wanted.filter(({ id }) => !before.some(shard => shard.id === id));
    const removed = before.filter(({ id }) => !wanted.some(shard => shard.id === id));
    if (added.length + removed.length > 0) {
      // Without replicas, which every move of a slot would have to wait for.
      await this.setReplicas(wanted.map(({ id }) => ({ id, replicas: 0 })));
      await this.reshard(added.map(({ id }) => id), removed.map(({ id }) => id));
    }
    await this.setReplicas(wanted);
  }

  private async setReplicas(shape: Shape) {
    for (const { id, members } of this.shards) {
      const { replicas = 0 } = shape.find(shard => shard.id === id) ?? {};
      const [primary] = members;
      await this.dismiss(members.splice(replicas + 1));
      while (members.length < replicas + 1) {
        const added = await this.member();
        members.push(added);
        if (this.clustered()) {
          await meet(added.node, primary.node);
          await knowEachOther(this.members().map(({ node }) => node));
          await follow(primary.node, [added.node]);
        } else {
          await replicate(added.node, primary.node);
        }
      }
    }
  }

  /** Adds shards and takes others away, with their slots and the keys in them, while clients go on. */
  private async reshard(added: readonly string[], removed: readonly string[]) {
    for (const id of added) {
      const primary = await this.member();
      this.shards.push({ id, members: [primary] });
      await meet(primary.node, this.shards[0].members[0].node);
    }
    await knowEachOther(this.members().map(({ node }) => node));
    for (const { node } of this.members()) {
      await until('the new shards have joined', async () => /cluster_state:ok/.test(String(await node.call('CLUSTER', 'INFO'))));
    }
    const leaving = this.shards.filter(({ id }) => removed.includes(id));
    await shareSlots(this.shards.map(({ id, members: [{ node }] }) => ({ node, leaves: removed.includes(id) })));
    this.shards = this.shards.filter(shard => !leaving.includes(shard)).sort((one, other) => one.id < other.id ? -1 : 1);
    await this.openEndpoints();
    await this.dismiss(leaving.flatMap(({ members }) => members));
    await untilReady(this.nodesByShard());
  }

  /** Ends nodes that are not members any more, and lets those that are forget them. */
  private async dismiss(members: readonly Member[]) {
    for (const member of members) {
      const id = this.clustered() ? String(await member.node.call('CLUSTER', 'MYID')) : '';
      await end(member);
      if (id) { await Promise.all(this.members().map(({ node }) => node.call('CLUSTER', 'FORGET', id))); }
    }
  }

  private async applyParameters() {
    const group = this.around.parameters.get(this.place, this.properties.CacheParameterGroupName);
    for (const { node } of this.members()) { await applyParameters(node, group); }
  }

  /** The endpoints that the mode has: of the primary and the readers, of the cluster, or both. */
  private async openEndpoints() {
    const [{ members: [primary, replica = primary] }] = this.shards;
    const mode = this.properties.ClusterMode ?? (this.clustered() ? 'enabled' : 'disabled');
    const wanted = { ...(mode === 'enabled' ? {} : { primary: primary.node, reader: replica.node }), ...(mode === 'disabled' ? {} : { configuration: primary.node }) };
    for (const name of ['primary', 'reader', 'configuration'] as const) {
      const node = (wanted as Record<string, EngineNode | undefined>)[name];
      const open = this.endpoints[name];
      if (open && node) {
        open.door.leadTo(node);
      } else if (node) {
        const address = await freeAddress(this.port);
        this.endpoints[name] = { address, door: await this.door(address, node) };
      } else if (open) {
        await open.door.close();
        delete this.endpoints[name];
      }
    }
  }
}

async function end({ node, door }: Member) {
  await door.close();
  await node.stop();
}

async function meet(node: EngineNode, other: EngineNode) {
  await node.call('CLUSTER', 'MEET', other.options.address, `${other.plainPort}`, `${other.plainPort + 10000}`);
}

async function replicate(replica: EngineNode, primary: EngineNode) {
  await replica.call('REPLICAOF', '127.0.0.1', `${primary.plainPort}`);
  await until('the replica follows', async () => /master_link_status:up/.test(String(await replica.call('INFO', 'replication'))));
}
