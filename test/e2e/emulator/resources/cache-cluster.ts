import type { EmulatorContext } from '../emulator-context';
import type { ParameterGroups } from './parameter-groups';
import type { Environment } from './resource-provider';
import type { SubnetGroups } from './subnet-groups';
import { MemcachedNode } from '../engines/memcached-node';
import { renderMemcachedFlags } from '../engines/memcached-parameters';
import { AutoDiscoveryFilter } from '../proxy/auto-discovery-filter';
import type { Certificate } from '../proxy/certificate-authority';
import { findFreeAddress } from '../proxy/loopback-addresses';
import { TlsProxy } from '../proxy/tls-proxy';

/** The parts of the emulator that clusters depend on. */
export interface CacheClusterDependencies {
  readonly context: EmulatorContext;
  readonly parameterGroups: ParameterGroups;
  readonly subnetGroups: SubnetGroups;
}

/** A node, and the proxy that clients connect to. */
interface ClusterMember {
  readonly address: string;
  readonly zone?: string;
  readonly node: MemcachedNode;
  readonly proxy: TlsProxy;
}

/** A Memcached cluster: each node has its own address, and the cluster has a configuration endpoint. */
export class CacheCluster {
  private readonly port: number;
  private readonly members: ClusterMember[] = [];
  private endpoint?: { readonly address: string; readonly proxy: TlsProxy };
  private version = 1;
  private status = 'available';

  constructor(
    private readonly dependencies: CacheClusterDependencies,
    private readonly environment: Environment,
    private properties: any,
  ) {
    this.port = Number(properties.Port ?? 11211);
    this.validate(properties);
  }

  public async start() {
    this.dependencies.context.cleanups.add(this.stop);
    for (const zone of this.resolveZones()) {
      this.members.push(await this.startMember(zone));
    }
    const address = await findFreeAddress(this.port);
    this.endpoint = {
      address,
      proxy: await this.startProxy(
        address,
        this.dependencies.context.certificateAuthority.issueCertificate(address),
        this.members[0].node,
      ),
    };
  }

  /**
   * Adds nodes, or removes the last ones. Changed parameters reach an existing node when it is rebooted. A change of
   * the engine version restarts all nodes, which empties them.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheCluster.html
   */
  public async update(properties: any) {
    const oldProperties = this.properties;
    this.validate(properties);
    for (const name of ['CacheNodeType', 'TransitEncryptionEnabled']) {
      if (`${properties[name]}` !== `${oldProperties[name]}`) {
        throw new Error(`${name} of a Memcached cluster cannot be changed.`);
      }
    }
    if (compareVersions(properties.EngineVersion, oldProperties.EngineVersion) < 0) {
      throw new Error(
        `EngineVersion cannot be lowered from ${oldProperties.EngineVersion} to ${properties.EngineVersion}.`,
      );
    }
    const becomesSingleAz = properties.AZMode === 'single-az' && oldProperties.AZMode !== 'single-az';
    if (becomesSingleAz && new Set(this.members.map(({ zone }) => zone)).size > 1) {
      throw new Error('AZMode cannot become single-az while the nodes are in different Availability Zones.');
    }

    this.properties = properties;
    while (this.members.length > this.resolveZones().length) {
      const { proxy, node } = this.members.pop()!;
      this.version += 1;
      await proxy.close();
      await node.stop();
    }
    for (const zone of this.resolveZones().slice(this.members.length)) {
      this.members.push(await this.startMember(zone));
      this.version += 1;
    }
    if (properties.EngineVersion !== oldProperties.EngineVersion) {
      await this.restart(this.members);
    }
  }

  /** RebootCacheCluster: restarts nodes with the current parameters. */
  public reboot(ids: readonly string[]) {
    const nodes = ids.map((id) => this.members[Number(id) - 1]);
    if (nodes.length === 0 || nodes.some((node) => !node)) {
      throw new Error(`${this.properties.ClusterName} does not have all of the nodes ${ids.join(', ')}.`);
    }
    if (this.status !== 'available') {
      throw new Error(`${this.properties.ClusterName} is not available.`);
    }
    this.status = 'rebooting cluster nodes';
    void this.restart(nodes).then(
      () => {
        this.status = 'available';
      },
      () => {
        this.status = 'incompatible-parameters';
      },
    );
  }

  public readonly stop = async () => {
    this.dependencies.context.cleanups.delete(this.stop);
    await this.endpoint?.proxy.close();
    await Promise.all(
      this.members.map(async ({ proxy, node }) => {
        await proxy.close();
        await node.stop();
      }),
    );
  };

  public attributes(): Record<string, string> {
    return { 'ConfigurationEndpoint.Address': this.endpoint!.address, 'ConfigurationEndpoint.Port': `${this.port}` };
  }

  /** The cluster as DescribeCacheClusters returns it. */
  public describe(): object {
    const { ClusterName, Engine, EngineVersion, NumCacheNodes, TransitEncryptionEnabled } = this.properties;
    const endpoint = (Address: string) => ({ Address, Port: this.port });
    return {
      CacheClusterId: ClusterName,
      CacheClusterStatus: this.status,
      Engine,
      EngineVersion,
      NumCacheNodes,
      TransitEncryptionEnabled,
      ConfigurationEndpoint: this.endpoint && endpoint(this.endpoint.address),
      CacheNodes: {
        CacheNode: this.members.map(({ address, zone }, index) => ({
          CacheNodeId: `${index + 1}`.padStart(4, '0'),
          CacheNodeStatus: this.status,
          Endpoint: endpoint(address),
          CustomerAvailabilityZone: zone,
        })),
      },
    };
  }

  /** Throws for properties that AWS would reject and that Memcached cannot validate. */
  private validate({
    NumCacheNodes,
    AZMode,
    PreferredAvailabilityZones: zones,
    EngineVersion,
    CacheParameterGroupName,
    CacheSubnetGroupName,
  }: any) {
    const nodes = Number(NumCacheNodes);
    if (zones && zones.length !== nodes) {
      throw new Error('Must specify the same number of preferred availability zones as requested number of nodes.');
    }
    if (AZMode === 'cross-az' && nodes === 1) {
      throw new Error('AZMode cross-az needs more than one node.');
    }
    if (AZMode !== 'cross-az' && new Set(zones).size > 1) {
      throw new Error('Several preferred availability zones need AZMode cross-az.');
    }
    this.dependencies.subnetGroups.validateExists(this.environment, CacheSubnetGroupName);
    const { family } = this.dependencies.parameterGroups.get(this.environment, CacheParameterGroupName);
    const expectedFamily = `memcached${EngineVersion.split('.').slice(0, 2).join('.')}`;
    if (family && family !== expectedFamily) {
      throw new Error(`Expected a parameter group of family ${expectedFamily} but found one of family ${family}.`);
    }
  }

  /** Returns the Availability Zone of each node, undefined where the properties specify none. */
  private resolveZones(): (string | undefined)[] {
    const { NumCacheNodes, PreferredAvailabilityZone, PreferredAvailabilityZones } = this.properties;
    return PreferredAvailabilityZones ?? Array.from({ length: Number(NumCacheNodes) }, () => PreferredAvailabilityZone);
  }

  private renderFlags(): string[] {
    return renderMemcachedFlags(
      this.dependencies.parameterGroups.get(this.environment, this.properties.CacheParameterGroupName).values,
    );
  }

  private isTlsEnabled(): boolean {
    return `${this.properties.TransitEncryptionEnabled}` === 'true';
  }

  private async startMember(zone?: string): Promise<ClusterMember> {
    const address = await findFreeAddress(this.port);
    const certificate = this.dependencies.context.certificateAuthority.issueCertificate(address);
    const node = await MemcachedNode.start(this.renderFlags(), this.isTlsEnabled() ? certificate : undefined);
    return { address, zone, node, proxy: await this.startProxy(address, certificate, node) };
  }

  private startProxy(address: string, certificate: Certificate, node: MemcachedNode): Promise<TlsProxy> {
    const nodes = () =>
      this.members.map((member) => ({ host: member.address, address: member.address, port: this.port }));
    const configuration = () => ({ version: this.version, nodes: nodes() });
    return TlsProxy.open(
      { address, port: this.port, certificate, createFilter: () => new AutoDiscoveryFilter(configuration) },
      this.isTlsEnabled() ? 'required' : 'off',
      node,
    );
  }

  private async restart(members: readonly ClusterMember[]) {
    for (const { node } of members) {
      await node.restart(this.renderFlags());
    }
  }
}

function compareVersions(version: string, other: string): number {
  const [left, right] = [version, other].map((text) => text.split('.').map(Number));
  return left.map((part, index) => part - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
