import type { Modification } from './auth-tokens';
import { AuthTokens } from './auth-tokens';
import type { EmulatorContext } from '../emulator-context';
import type { ParameterGroups } from './parameter-groups';
import { applyParameters } from './parameter-groups';
import type { Environment } from './resource-provider';
import type { Snapshots } from './snapshots';
import type { SubnetGroups } from './subnet-groups';
import { validateResize, resolveTopology } from './topology';
import type { UserGroupCache, UserGroups } from './user-groups';
import { applyUsers, MODIFICATION_DELAY_MS } from './users';
import { sleep } from '../../wait';
import { EngineNode } from '../engines/engine-node';
import type { EngineNodeOptions } from '../engines/engine-node';
import { NodeCluster, replicateFrom } from '../engines/node-cluster';
import type { ClusterMember } from '../engines/node-cluster';
import { selectEngine } from '../engines/select-engine';
import { createIamAuthenticator } from '../proxy/iam-authenticator';
import { LoginFilter } from '../proxy/login-filter';
import { findFreeAddress } from '../proxy/loopback-addresses';
import { TlsProxy } from '../proxy/tls-proxy';
import type { TransitEncryption } from '../proxy/tls-proxy';

/** The parts of the emulator that replication groups depend on. */
export interface ReplicationGroupDependencies {
  readonly context: EmulatorContext;
  readonly userGroups: UserGroups;
  readonly parameterGroups: ParameterGroups;
  readonly subnetGroups: SubnetGroups;
  readonly snapshots: Snapshots;
}

/** A replication group: its nodes and endpoints. */
export class ReplicationGroup implements UserGroupCache {
  private readonly cluster = new NodeCluster({
    isClusterMode: () => this.isClusterMode(),
    startMember: (options) => this.startMember(options),
  });
  private readonly endpoints: Partial<
    Record<'primary' | 'reader' | 'configuration', { readonly address: string; readonly proxy: TlsProxy }>
  > = {};
  private readonly id: string;
  private readonly port: number;
  private readonly tokens: AuthTokens;
  private isModifying = false;

  constructor(
    private readonly dependencies: ReplicationGroupDependencies,
    public readonly environment: Environment,
    private properties: any,
  ) {
    this.id = properties.ReplicationGroupId;
    this.port = Number(properties.Port ?? 6379);
    this.tokens = new AuthTokens(properties.AuthToken ? [properties.AuthToken] : []);
    this.validate(properties);
  }

  public async start() {
    this.dependencies.context.cleanups.add(this.stop);
    const { SnapshotName, SnapshotArns = [] } = this.properties;
    const files = [SnapshotName, ...SnapshotArns]
      .filter((name) => name)
      .flatMap((name) => this.dependencies.snapshots.find(this.environment, name).files);
    await this.cluster.start(resolveTopology(this.properties), files);
    await this.applyParameters();
    await this.applyUsers();
    this.dependencies.userGroups.caches.add(this);
    await this.updateEndpoints();
  }

  public async update(properties: any) {
    const oldProperties = this.properties;
    this.validate(properties);
    validateResize(oldProperties, properties);
    if (oldProperties.ClusterMode === 'enabled' && !this.isClusterMode(properties)) {
      throw new Error('Cluster mode cannot be disabled once it is enabled.');
    }
    const previous = { engine: this.resolveEngine(), isClusterMode: this.isClusterMode() };
    this.properties = properties;
    if (properties.AuthToken !== oldProperties.AuthToken) {
      this.tokens.rotate(properties.AuthToken);
    }
    if (this.isClusterMode() !== previous.isClusterMode) {
      await this.cluster.changeClusterMode(this.resolveEngine());
    } else if (this.resolveEngine() !== previous.engine) {
      await this.cluster.changeEngine(this.resolveEngine());
    }
    await this.cluster.resize(resolveTopology(oldProperties), resolveTopology(properties), () =>
      this.updateEndpoints(),
    );
    await this.applyParameters();
    await this.applyUsers();
    for (const proxy of this.proxies()) {
      if (proxy.transitEncryption !== this.resolveTransitEncryption()) {
        proxy.transitEncryption = this.resolveTransitEncryption();
        proxy.closeConnections();
      }
    }
    await this.updateEndpoints();
  }

  /** ModifyReplicationGroup: changes the AUTH token, or replaces it by a user group, after a delay. */
  public modify(modification: Modification) {
    if (this.isModifying) {
      throw new Error(`Replication group ${this.id} is not in a valid state to be modified.`);
    }
    const { userGroupIds } = modification;
    const tokens = this.tokens.resolveModification(modification);
    const { AuthToken: _token, ...rest } = this.properties;
    const properties = { ...rest, ...(tokens.length > 0 ? { AuthToken: tokens[0] } : { UserGroupIds: userGroupIds }) };
    this.validate(properties);
    this.isModifying = true;
    void sleep(MODIFICATION_DELAY_MS)
      .then(async () => {
        this.tokens.replaceAll(tokens);
        this.properties = properties;
        await this.applyUsers();
      })
      .finally(() => {
        this.isModifying = false;
      });
  }

  /** Adds the properties that a secondary replication group inherits from its primary. */
  public resolveSecondaryProperties(properties: any): any {
    const { Engine, EngineVersion, CacheNodeType, TransitEncryptionEnabled, ClusterMode } = this.properties;
    return { Engine, EngineVersion, CacheNodeType, TransitEncryptionEnabled, ClusterMode, ...properties };
  }

  /** Starts replication to a secondary replication group. The engines do not support this in cluster mode. */
  public async replicateTo(secondary: ReplicationGroup) {
    if (this.isClusterMode()) {
      return;
    }
    await replicateFrom(secondary.cluster.nodes()[0], this.cluster.nodes()[0]);
  }

  public async onParametersChanged(name: string) {
    if (this.properties.CacheParameterGroupName === name) {
      await this.applyParameters();
    }
  }

  public userGroupId(): string | undefined {
    return this.properties.UserGroupIds?.[0];
  }

  public async applyUsers() {
    for (const node of this.cluster.nodes()) {
      await applyUsers(node, this.findUsers(), this.tokens.valid);
    }
  }

  public snapshot(name: string) {
    return this.dependencies.snapshots.create(
      this.environment,
      'snapshot',
      name,
      this.cluster.nodesByShard().map(([primary]) => primary),
    );
  }

  public readonly stop = async () => {
    this.dependencies.userGroups.caches.delete(this);
    this.dependencies.context.cleanups.delete(this.stop);
    await Promise.all([
      ...this.proxies().map((proxy) => proxy.close()),
      ...this.cluster.nodes().map((node) => node.stop()),
    ]);
  };

  public attributes(): Record<string, unknown> {
    const { primary, reader, configuration } = this.endpoints;
    const port = `${this.port}`;
    const nodes = this.cluster.nodes().map(({ options }) => options.address);
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

  /** Returns the current properties. */
  public currentProperties(): Readonly<Record<string, unknown>> {
    return this.properties;
  }

  /** The group as DescribeReplicationGroups returns it. */
  public describe(): object {
    const { primary, reader, configuration } = this.endpoints;
    const renderEndpoint = (endpoint?: { readonly address: string }) =>
      endpoint && { Address: endpoint.address, Port: this.port };
    return {
      ReplicationGroupId: this.id,
      ARN: `arn:aws:elasticache:${this.environment.region}:${this.environment.account}:replicationgroup:${this.id}`,
      Status: this.isModifying ? 'modifying' : 'available',
      ClusterEnabled: this.isClusterMode(),
      TransitEncryptionEnabled: this.resolveTransitEncryption() !== 'off',
      AuthTokenEnabled: this.tokens.valid.length > 0,
      AuthTokenLastModifiedDate: this.tokens.lastModified?.toISOString(),
      ConfigurationEndpoint: renderEndpoint(configuration),
      NodeGroups: {
        NodeGroup: this.cluster.shardIds.map((id) => ({
          NodeGroupId: id,
          PrimaryEndpoint: renderEndpoint(primary),
          ReaderEndpoint: renderEndpoint(reader),
        })),
      },
    };
  }

  /** Throws for properties that AWS would reject and that the engines cannot validate. */
  private validate(properties: any) {
    const {
      UserGroupIds = [],
      AuthToken,
      CacheSubnetGroupName,
      CacheParameterGroupName,
      ReplicationGroupId,
      TransitEncryptionMode,
    } = properties;
    if (ReplicationGroupId !== ReplicationGroupId.toLowerCase()) {
      throw new Error(`ReplicationGroupId is stored in lower case, but got ${ReplicationGroupId}`);
    }
    if (UserGroupIds.length > 1) {
      throw new Error('A replication group has one user group at most.');
    }
    const isTlsRequired = `${properties.TransitEncryptionEnabled}` === 'true' && TransitEncryptionMode !== 'preferred';
    const hasAuthentication = AuthToken || UserGroupIds.length > 0;
    if (hasAuthentication && !isTlsRequired) {
      throw new Error('AuthToken and UserGroupIds need TransitEncryptionEnabled in the mode required.');
    }
    if (AuthToken && UserGroupIds.length > 0) {
      throw new Error('AuthToken and UserGroupIds exclude each other.');
    }
    if (AuthToken && !/^[^"/@ ]{16,128}$/.test(AuthToken)) {
      throw new Error('Invalid AuthToken provided.');
    }
    this.dependencies.subnetGroups.validateExists(this.environment, CacheSubnetGroupName);
    this.dependencies.parameterGroups.get(this.environment, CacheParameterGroupName);
    this.dependencies.userGroups.findUsers(this.environment, UserGroupIds[0]);
  }

  private resolveEngine() {
    const { Engine = 'redis', EngineVersion } = this.properties;
    return selectEngine(Engine, EngineVersion ?? (Engine === 'redis' ? '7.1' : '8.1'));
  }

  private isClusterMode({ ClusterMode, CacheParameterGroupName } = this.properties): boolean {
    return (
      ClusterMode === 'enabled' ||
      ClusterMode === 'compatible' ||
      this.dependencies.parameterGroups.get(this.environment, CacheParameterGroupName).values['cluster-enabled'] ===
        'yes'
    );
  }

  private resolveTransitEncryption(): TransitEncryption {
    const { TransitEncryptionEnabled, TransitEncryptionMode } = this.properties;
    if (`${TransitEncryptionEnabled}` !== 'true') {
      return 'off';
    }
    return TransitEncryptionMode === 'preferred' ? 'preferred' : 'required';
  }

  private findUsers() {
    return this.dependencies.userGroups.findUsers(this.environment, this.userGroupId());
  }

  private proxies(): TlsProxy[] {
    return [
      ...this.cluster.members().map(({ proxy }) => proxy),
      ...Object.values(this.endpoints).map(({ proxy }) => proxy),
    ];
  }

  private async startMember(options: Partial<EngineNodeOptions>): Promise<ClusterMember> {
    const address = await findFreeAddress(this.port);
    const certificate = this.dependencies.context.certificateAuthority.issueCertificate(address);
    const node = await EngineNode.start(this.dependencies.context.folder, {
      engine: this.resolveEngine(),
      address,
      servicePort: this.port,
      certificate,
      clusterMode: this.isClusterMode(),
      ...options,
    });
    await applyUsers(node, this.findUsers(), this.tokens.valid);
    return { node, proxy: await this.startProxy(address, node) };
  }

  private startProxy(address: string, node: EngineNode): Promise<TlsProxy> {
    const certificate =
      node.options.address === address
        ? node.options.certificate
        : this.dependencies.context.certificateAuthority.issueCertificate(address);
    const authenticate = createIamAuthenticator(
      this.dependencies.context,
      this.environment,
      `replicationgroup:${this.id}`,
      () => this.findUsers(),
    );
    return TlsProxy.open(
      { address, port: this.port, certificate, createFilter: () => new LoginFilter(authenticate) },
      this.resolveTransitEncryption(),
      node,
    );
  }

  private async applyParameters() {
    const group = this.dependencies.parameterGroups.get(this.environment, this.properties.CacheParameterGroupName);
    for (const node of this.cluster.nodes()) {
      await applyParameters(node, group);
    }
  }

  /** Opens, retargets, and closes the endpoints according to the cluster mode: primary, reader, configuration. */
  private async updateEndpoints() {
    const [[primary, replica = primary]] = this.cluster.nodesByShard();
    const mode = this.properties.ClusterMode ?? (this.isClusterMode() ? 'enabled' : 'disabled');
    const requested = {
      ...(mode === 'enabled' ? {} : { primary, reader: replica }),
      ...(mode === 'disabled' ? {} : { configuration: primary }),
    };
    for (const name of ['primary', 'reader', 'configuration'] as const) {
      const node = (requested as Record<string, EngineNode | undefined>)[name];
      const existing = this.endpoints[name];
      if (existing && node) {
        existing.proxy.retarget(node);
      } else if (node) {
        const address = await findFreeAddress(this.port);
        this.endpoints[name] = { address, proxy: await this.startProxy(address, node) };
      } else if (existing) {
        await existing.proxy.close();
        delete this.endpoints[name];
      }
    }
  }
}
