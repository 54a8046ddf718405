import { DiscoveryDialect } from './auto-discovery-filter';
import type { Certificate } from './certificate-authority';
import type { World } from './emulator-context';
import { freeAddress } from './loopback-addresses';
import { MemcachedNode } from './memcached-node';
import { memcachedFlags } from './memcached-parameters';
import type { ParameterGroups } from './parameter-groups';
import type { Place } from './resource-provider';
import type { SubnetGroups } from './subnet-groups';
import { Door } from './tls-proxy';

/** What clusters refer to. */
export interface Surroundings {
  readonly world: World;
  readonly parameters: ParameterGroups;
  readonly subnets: SubnetGroups;
}

interface Member {
  readonly address: string;
  readonly zone?: string;
  readonly node: MemcachedNode;
  readonly door: Door;
}

export class CacheCluster {
  private readonly port: number;
  private readonly members: Member[] = [];
  private endpoint?: { readonly address: string; readonly door: Door };
  private version = 1;
  private status = 'available';

  constructor(
    private readonly around: Surroundings,
    private readonly place: Place,
    private properties: any,
  ) {
    this.port = Number(properties.Port ?? 11211);
    this.check(properties);
  }

  public async start() {
    this.around.world.cleanups.add(this.stop);
    for (const zone of this.zones()) {
      this.members.push(await this.member(zone));
    }
    const address = await freeAddress(this.port);
    this.endpoint = {
      address,
      door: await this.door(address, this.around.world.authority.issue(address), this.members[0].node),
    };
  }

  /**
   * Nodes come and go, the last ones first. A parameter reaches a node that is there when it is rebooted; an engine
   * version empties the nodes.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheCluster.html
   */
  public async change(properties: any) {
    const old = this.properties;
    this.check(properties);
    for (const name of ['CacheNodeType', 'TransitEncryptionEnabled']) {
      if (`${properties[name]}` !== `${old[name]}`) {
        throw new Error(`${name} of a Memcached cluster cannot be changed.`);
      }
    }
    if (compare(properties.EngineVersion, old.EngineVersion) < 0) {
      throw new Error(`EngineVersion cannot be lowered from ${old.EngineVersion} to ${properties.EngineVersion}.`);
    }
    if (
      properties.AZMode !== old.AZMode &&
      properties.AZMode === 'single-az' &&
      new Set(this.members.map(({ zone }) => zone)).size > 1
    ) {
      throw new Error('AZMode cannot become single-az while the nodes are in different Availability Zones.');
    }

    this.properties = properties;
    while (this.members.length > this.zones().length) {
      const { door, node } = this.members.pop()!;
      this.version += 1;
      await door.close();
      await node.stop();
    }
    for (const zone of this.zones().slice(this.members.length)) {
      this.members.push(await this.member(zone));
      this.version += 1;
    }
    if (properties.EngineVersion !== old.EngineVersion) {
      await this.restart(this.members);
    }
  }

  /** RebootCacheCluster: starts nodes anew, with the parameters as they are now. */
  public reboot(ids: readonly string[]) {
    const nodes = ids.map((id) => this.members[Number(id) - 1]);
    if (nodes.length === 0 || nodes.some((node) => !node)) {
      throw new Error(`${this.properties.ClusterName} has not all of the nodes ${ids.join(', ')}.`);
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
    this.around.world.cleanups.delete(this.stop);
    await this.endpoint?.door.close();
    await Promise.all(
      this.members.map(async ({ door, node }) => {
        await door.close();
        await node.stop();
      }),
    );
  };

  public attributes(): Record<string, string> {
    return { 'ConfigurationEndpoint.Address': this.endpoint!.address, 'ConfigurationEndpoint.Port': `${this.port}` };
  }

  /** As the API tells it. */
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
        CacheNode: this.members.map(({ address, zone }, at) => ({
          CacheNodeId: `${at + 1}`.padStart(4, '0'),
          CacheNodeStatus: this.status,
          Endpoint: endpoint(address),
          CustomerAvailabilityZone: zone,
        })),
      },
    };
  }

  /** What AWS would refuse, as far as Memcached cannot tell. */
  private check({
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
    this.around.subnets.check(this.place, CacheSubnetGroupName);
    const { family } = this.around.parameters.get(this.place, CacheParameterGroupName);
    const wanted = `memcached${EngineVersion.split('.').slice(0, 2).join('.')}`;
    if (family && family !== wanted) {
      throw new Error(`Expected a parameter group of family ${wanted} but found one of family ${family}.`);
    }
  }

  /** The zone of each node, as far as it is told. */
  private zones(): (string | undefined)[] {
    const { NumCacheNodes, PreferredAvailabilityZone, PreferredAvailabilityZones } = this.properties;
    return PreferredAvailabilityZones ?? Array.from({ length: Number(NumCacheNodes) }, () => PreferredAvailabilityZone);
  }

  private flags(): string[] {
    return memcachedFlags(this.around.parameters.get(this.place, this.properties.CacheParameterGroupName).values);
  }

  private isTls(): boolean {
    return `${this.properties.TransitEncryptionEnabled}` === 'true';
  }

  private async member(zone?: string): Promise<Member> {
    const address = await freeAddress(this.port);
    const certificate = this.around.world.authority.issue(address);
    const node = await MemcachedNode.start(this.flags(), this.isTls() ? certificate : undefined);
    return { address, zone, node, door: await this.door(address, certificate, node) };
  }

  private door(address: string, certificate: Certificate, node: MemcachedNode): Promise<Door> {
    const nodes = () =>
      this.members.map((member) => ({ host: member.address, address: member.address, port: this.port }));
    const configuration = () => ({ version: this.version, nodes: nodes() });
    return Door.open(
      { address, port: this.port, certificate, dialect: () => new DiscoveryDialect(configuration) },
      this.isTls() ? 'required' : 'off',
      node,
    );
  }

  private async restart(members: readonly Member[]) {
    for (const { node } of members) {
      await node.restart(this.flags());
    }
  }
}

function compare(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  return left.map((part, at) => part - (right[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
