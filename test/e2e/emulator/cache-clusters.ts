import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { freeAddress } from './addresses';
import type { SubnetGroups } from './subnet-groups';
import type { Made, Place, Provider, World } from './world';
import { Registry } from './world';
import { MEMCACHED } from '../../engines';
import { findProgram } from '../../engines/locate';

interface Cluster {
  readonly nodes: readonly { readonly address: string; readonly server?: ChildProcess }[];
  readonly port: number;
  stop(): Promise<void>;
}

/** Memcached clusters: a server a node, in plain text or TLS; without the server of Debian only the record is kept. */
export class CacheClusters implements Provider {
  private readonly known = new Registry<Cluster>('CacheCluster');

  constructor(private readonly world: World, private readonly subnets: SubnetGroups) {}

  public async create(place: Place, properties: any): Promise<Made> {
    const { ClusterName: name, Engine: engine, CacheSubnetGroupName, NumCacheNodes, Port = 11211 } = properties;
    const { TransitEncryptionEnabled, PreferredAvailabilityZones } = properties;
    if (engine !== 'memcached') { throw new Error(`Cache clusters of ${engine} are not emulated.`); }
    if (PreferredAvailabilityZones && PreferredAvailabilityZones.length !== Number(NumCacheNodes)) { throw new Error('PreferredAvailabilityZones has to have one zone a node.'); }
    this.subnets.check(place, CacheSubnetGroupName);
    const nodes = await Promise.all(Array.from({ length: Number(NumCacheNodes) }, () => this.node(Number(Port), `${TransitEncryptionEnabled}` === 'true')));
    const cluster: Cluster = {
      nodes,
      port: Number(Port),
      stop: async () => {
        this.world.cleanups.delete(cluster.stop);
        for (const { server } of nodes) { server?.kill('SIGKILL'); }
      },
    };
    this.world.cleanups.add(cluster.stop);
    this.known.add(place, name, cluster);
    return { physicalId: name, attributes: attributes(cluster) };
  }

  public async update(place: Place, name: string, properties: any): Promise<Made> {
    const cluster = this.known.get(place, name);
    if (Number(properties.NumCacheNodes) !== cluster.nodes.length) { throw new Error('more or fewer nodes are not emulated'); }
    return { physicalId: name, attributes: attributes(cluster) };
  }

  public async delete(place: Place, name: string) {
    await this.known.get(place, name).stop();
    this.known.remove(place, name);
  }

  private async node(port: number, tls: boolean) {
    const address = await freeAddress(port);
    const command = findProgram(MEMCACHED);
    if (!command) { return { address }; }
    const { certFile, keyFile } = this.world.authority.issue(address);
    const guard = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL'] : [];
    const security = tls ? ['-Z', '-o', `ssl_chain_cert=${certFile},ssl_key=${keyFile}`] : [];
    const [program, ...args] = [...guard, ...command, '-l', address, '-p', `${port}`, '-u', 'root', ...security];
    return { address, server: spawn(program, args, { stdio: 'ignore' }) };
  }
}

function attributes({ nodes: [{ address }], port }: Cluster) {
  return { 'ConfigurationEndpoint.Address': address, 'ConfigurationEndpoint.Port': `${port}` };
}
