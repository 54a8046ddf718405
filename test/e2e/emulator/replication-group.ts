import type { Modification } from './auth-tokens';
import { AuthTokens } from './auth-tokens';
import type { World } from './emulator-context';
import type { EngineNodeOptions } from './engine-node';
import { EngineNode } from './engine-node';
import { engineFor } from './engine-selection';
import { gatekeeper } from './iam-authenticator';
import { LoginDialect } from './login-filter';
import { freeAddress } from './loopback-addresses';
import type { Member } from './node-cluster';
import { Fleet, replicate } from './node-cluster';
import type { ParameterGroups } from './parameter-groups';
import { applyParameters } from './parameter-groups';
import type { Transit } from './tls-proxy';
import { Door } from './tls-proxy';
import { checkResize, shapeOf } from './topology';
import type { Snapshots } from './snapshots';
import type { SubnetGroups } from './subnet-groups';
import type { Follower, UserGroups } from './user-groups';
import { applyUsers, CHANGE_TAKES } from './users';
import type { Place } from './resource-provider';
import { sleep } from '../wait';

/** What replication groups refer to. */
export interface Surroundings {
  readonly world: World;
  readonly groups: UserGroups;
  readonly parameters: ParameterGroups;
  readonly subnets: SubnetGroups;
  readonly snapshots: Snapshots;
}

/** One of them: its nodes, and the endpoints before them. */
export class ReplicationGroup implements Follower {
  private readonly fleet = new Fleet({ clustered: () => this.clustered(), member: (options) => this.member(options) });
  private readonly endpoints: Partial<
    Record<'primary' | 'reader' | 'configuration', { readonly address: string; readonly door: Door }>
  > = {};
  private readonly id: string;
  private readonly port: number;
  private readonly tokens: AuthTokens;
  private changing = false;

  constructor(
    private readonly around: Surroundings,
    public readonly place: Place,
    private properties: any,
  ) {
    this.id = properties.ReplicationGroupId;
    this.port = Number(properties.Port ?? 6379);
    this.tokens = new AuthTokens(properties.AuthToken ? [properties.AuthToken] : []);
    this.check(properties);
  }

  public async start() {
    this.around.world.cleanups.add(this.stop);
    const { SnapshotName, SnapshotArns = [] } = this.properties;
    const files = [SnapshotName, ...SnapshotArns]
      .filter((name) => name)
      .flatMap((name) => this.around.snapshots.find(this.place, name).files);
    await this.fleet.start(shapeOf(this.properties), files);
    await this.applyParameters();
    await this.applyUsers();
    this.around.groups.followers.add(this);
    await this.openEndpoints();
  }

  public async change(properties: any) {
    const old = this.properties;
    this.check(properties);
    checkResize(old, properties);
    if (old.ClusterMode === 'enabled' && !this.clustered(properties)) {
      throw new Error('Cluster mode cannot be disabled once it is enabled.');
    }
    const before = { engine: this.engine(), clustered: this.clustered() };
    this.properties = properties;
    if (properties.AuthToken !== old.AuthToken) {
      this.tokens.rotate(properties.AuthToken);
    }
    if (this.clustered() !== before.clustered) {
      await this.fleet.rebuild(this.engine());
    } else if (this.engine() !== before.engine) {
      await this.fleet.restart(this.engine());
    }
    await this.fleet.resize(shapeOf(old), shapeOf(properties), () => this.openEndpoints());
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

  /** ModifyReplicationGroup: another token, or users in place of tokens, a moment after it was asked for. */
  public modify(modification: Modification) {
    if (this.changing) {
      throw new Error(`Replication group ${this.id} is not in a valid state to be modified.`);
    }
    const { userGroupIds } = modification;
    const tokens = this.tokens.after(modification);
    const { AuthToken: _token, ...rest } = this.properties;
    const properties = { ...rest, ...(tokens.length > 0 ? { AuthToken: tokens[0] } : { UserGroupIds: userGroupIds }) };
    this.check(properties);
    this.changing = true;
    void sleep(CHANGE_TAKES)
      .then(async () => {
        this.tokens.become(tokens);
        this.properties = properties;
        await this.applyUsers();
      })
      .finally(() => {
        this.changing = false;
      });
  }

  /** The properties of a secondary: what it may not say is the primary's. */
  public forSecondary(properties: any): any {
    const { Engine, EngineVersion, CacheNodeType, TransitEncryptionEnabled, ClusterMode } = this.properties;
    return { Engine, EngineVersion, CacheNodeType, TransitEncryptionEnabled, ClusterMode, ...properties };
  }

  /** Its data goes to a secondary from now on; in cluster mode the engines do not do that. */
  public async lead(secondary: ReplicationGroup) {
    if (this.clustered()) {
      return;
    }
    await replicate(secondary.fleet.nodes()[0], this.fleet.nodes()[0]);
  }

  public async parametersChanged(name: string) {
    if (this.properties.CacheParameterGroupName === name) {
      await this.applyParameters();
    }
  }

  public groupId(): string | undefined {
    return this.properties.UserGroupIds?.[0];
  }

  public async applyUsers() {
    for (const node of this.fleet.nodes()) {
      await applyUsers(node, this.users(), this.tokens.valid);
    }
  }

  public snapshot(name: string) {
    return this.around.snapshots.take(
      this.place,
      'snapshot',
      name,
      this.fleet.nodesByShard().map(([primary]) => primary),
    );
  }

  public readonly stop = async () => {
    this.around.groups.followers.delete(this);
    this.around.world.cleanups.delete(this.stop);
    await Promise.all([...this.doors().map((door) => door.close()), ...this.fleet.nodes().map((node) => node.stop())]);
  };

  public attributes(): Record<string, unknown> {
    const { primary, reader, configuration } = this.endpoints;
    const port = `${this.port}`;
    const nodes = this.fleet.nodes().map(({ options }) => options.address);
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
      AuthTokenEnabled: this.tokens.valid.length > 0,
      AuthTokenLastModifiedDate: this.tokens.modified?.toISOString(),
      ConfigurationEndpoint: endpoint(configuration),
      NodeGroups: {
        NodeGroup: this.fleet.shardIds.map((id) => ({
          NodeGroupId: id,
          PrimaryEndpoint: endpoint(primary),
          ReaderEndpoint: endpoint(reader),
        })),
      },
    };
  }

  /** What AWS would refuse, as far as the engines cannot tell. */
  private check(properties: any) {
    const {
      UserGroupIds = [],
      AuthToken,
      CacheSubnetGroupName,
      CacheParameterGroupName,
      ReplicationGroupId,
      TransitEncryptionMode,
    } = properties;
    if (ReplicationGroupId !== ReplicationGroupId.toLowerCase()) {
      throw new Error(`ReplicationGroupId is stored in lower case, got ${ReplicationGroupId}`);
    }
    if (UserGroupIds.length > 1) {
      throw new Error('A replication group has one user group at most.');
    }
    const tls = `${properties.TransitEncryptionEnabled}` === 'true' && TransitEncryptionMode !== 'preferred';
    if ((AuthToken || UserGroupIds.length > 0) && !tls) {
      throw new Error('AuthToken and UserGroupIds need TransitEncryptionEnabled in the mode required.');
    }
    if (AuthToken && UserGroupIds.length > 0) {
      throw new Error('AuthToken and UserGroupIds exclude each other.');
    }
    if (AuthToken && !/^[^"/@ ]{16,128}$/.test(AuthToken)) {
      throw new Error('Invalid AuthToken provided.');
    }
    this.around.subnets.check(this.place, CacheSubnetGroupName);
    this.around.parameters.get(this.place, CacheParameterGroupName);
    this.around.groups.usersOf(this.place, UserGroupIds[0]);
  }

  private engine() {
    const { Engine = 'redis', EngineVersion } = this.properties;
    return engineFor(Engine, EngineVersion ?? (Engine === 'redis' ? '7.1' : '8.1'));
  }

  private clustered({ ClusterMode, CacheParameterGroupName } = this.properties): boolean {
    return (
      ClusterMode === 'enabled' ||
      ClusterMode === 'compatible' ||
      this.around.parameters.get(this.place, CacheParameterGroupName).values['cluster-enabled'] === 'yes'
    );
  }

  private transit(): Transit {
    const { TransitEncryptionEnabled, TransitEncryptionMode } = this.properties;
    return `${TransitEncryptionEnabled}` !== 'true'
      ? 'off'
      : TransitEncryptionMode === 'preferred'
        ? 'preferred'
        : 'required';
  }

  private users() {
    return this.around.groups.usersOf(this.place, this.groupId());
  }

  private doors(): Door[] {
    return [...this.fleet.members().map(({ door }) => door), ...Object.values(this.endpoints).map(({ door }) => door)];
  }

  private async member(options: Partial<EngineNodeOptions>): Promise<Member> {
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
    await applyUsers(node, this.users(), this.tokens.valid);
    return { node, door: await this.door(address, node) };
  }

  private door(address: string, node: EngineNode): Promise<Door> {
    const certificate =
      node.options.address === address ? node.options.certificate : this.around.world.authority.issue(address);
    const keeper = gatekeeper(this.around.world, this.place, `replicationgroup:${this.id}`, () => this.users());
    return Door.open(
      { address, port: this.port, certificate, dialect: () => new LoginDialect(keeper) },
      this.transit(),
      node,
    );
  }

  private async applyParameters() {
    const group = this.around.parameters.get(this.place, this.properties.CacheParameterGroupName);
    for (const node of this.fleet.nodes()) {
      await applyParameters(node, group);
    }
  }

  /** The endpoints that the mode has: of the primary and the readers, of the cluster, or both. */
  private async openEndpoints() {
    const [[primary, replica = primary]] = this.fleet.nodesByShard();
    const mode = this.properties.ClusterMode ?? (this.clustered() ? 'enabled' : 'disabled');
    const wanted = {
      ...(mode === 'enabled' ? {} : { primary, reader: replica }),
      ...(mode === 'disabled' ? {} : { configuration: primary }),
    };
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
