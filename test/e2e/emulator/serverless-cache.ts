import { freeAddress } from './addresses';
import { Door } from './door';
import { engineFor } from './engine-choice';
import { EngineNode, until } from './engine-node';
import { gatekeeper } from './gatekeeper';
import type { Follower, UserGroups } from './user-groups';
import { applyUsers } from './users';
import type { Made, Place, Provider, World } from './world';
import { Registry } from './world';

const PORTS = [6379, 6380];

/** Serverless caches: one shard in cluster mode, a primary behind port 6379 and a replica behind 6380, TLS only. */
export class ServerlessCaches implements Provider {
  public readonly caches = new Registry<ServerlessCache>('ServerlessCache');

  constructor(private readonly world: World, private readonly groups: UserGroups) {}

  public async create(place: Place, properties: any): Promise<Made> {
    const name: string = properties.ServerlessCacheName;
    if (name !== name.toLowerCase()) { throw new Error(`ServerlessCacheName is stored in lower case, got ${name}`); }
    if (this.caches.find(place, name)) { throw new Error(`ServerlessCache ${name} already exists.`); }
    this.groups.usersOf(place, properties.UserGroupId);
    const cache = new ServerlessCache(this.world, this.groups, place, properties);
    this.caches.add(place, name, cache);
    try {
      await cache.start();
    } catch (error) {
      await this.delete(place, name);
      throw error;
    }
    return { physicalId: name, attributes: cache.attributes() };
  }

  public async update(place: Place, name: string, properties: any): Promise<Made> {
    const cache = this.caches.get(place, name);
    await cache.change(properties);
    return { physicalId: name, attributes: cache.attributes() };
  }

  public async delete(place: Place, name: string) {
    await this.caches.get(place, name).stop();
    this.caches.remove(place, name);
  }
}

/** One of them. */
class ServerlessCache implements Follower {
  private readonly name: string;
  private address = '';
  private nodes: EngineNode[] = [];
  private doors: Door[] = [];

  constructor(private readonly world: World, private readonly groups: UserGroups, public readonly place: Place, private properties: any) {
    this.name = properties.ServerlessCacheName;
  }

  public async start() {
    this.world.cleanups.add(this.stop);
    this.address = await freeAddress(...PORTS);
    const certificate = this.world.authority.issue(this.address);
    const engine = this.engine();
    this.nodes = await Promise.all(PORTS.map(servicePort => EngineNode.start(this.world.folder, {
      engine,
      address: this.address,
      servicePort,
      certificate,
      clusterMode: true,
    })));
    await formShard(this.nodes);
    await this.applyUsers();
    this.groups.followers.add(this);
    const options = { address: this.address, certificate, gatekeeper: gatekeeper(this.world, this.place, `serverlesscache:${this.name}`, () => this.users()) };
    this.doors = await Promise.all(this.nodes.map((node, at) => Door.open({ ...options, port: PORTS[at] }, 'required', node)));
  }

  public async change(properties: any) {
    const engine = this.engine();
    this.properties = properties;
    if (this.engine() !== engine) {
      // One after the other, each with the data that it had.
      for (const [at, node] of this.nodes.entries()) {
        this.nodes[at] = await node.restart({ engine: this.engine() });
        this.doors[at].leadTo(this.nodes[at]);
      }
    }
    await this.applyUsers();
  }

  public groupId(): string | undefined {
    return this.properties.UserGroupId;
  }

  public async applyUsers() {
    for (const node of this.nodes) { await applyUsers(node, this.users()); }
  }

  public readonly stop = async () => {
    this.groups.followers.delete(this);
    this.world.cleanups.delete(this.stop);
    await Promise.all([...this.doors.map(door => door.close()), ...this.nodes.map(node => node.stop())]);
  };

  public attributes(): Record<string, string> {
    const { region, account } = this.place;
    return {
      'ARN': `arn:aws:elasticache:${region}:${account}:serverlesscache:${this.name}`,
      'Endpoint.Address': this.address,
      'Endpoint.Port': `${PORTS[0]}`,
      'ReaderEndpoint.Address': this.address,
      'ReaderEndpoint.Port': `${PORTS[1]}`,
      'Status': 'available',
      'CreateTime': new Date().toISOString(),
      'FullEngineVersion': this.properties.MajorEngineVersion ?? '',
    };
  }

  /** As the API tells it. */
  public describe(): object {
    const { Engine, MajorEngineVersion, UserGroupId } = this.properties;
    const [Endpoint, ReaderEndpoint] = PORTS.map(Port => ({ Address: this.address, Port }));
    return { ServerlessCacheName: this.name, Status: 'available', ARN: this.attributes().ARN, Engine, MajorEngineVersion, UserGroupId, Endpoint, ReaderEndpoint };
  }

  private engine() {
    return engineFor(this.properties.Engine, this.properties.MajorEngineVersion ?? (this.properties.Engine === 'redis' ? '7' : '8'));
  }

  private users() {
    return this.groups.usersOf(this.place, this.properties.UserGroupId);
  }
}

/** Makes the first node the owner of all slots and the others its replicas. */
async function formShard([primary, ...replicas]: EngineNode[]) {
  await primary.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  const id = String(await primary.call('CLUSTER', 'MYID'));
  for (const replica of replicas) {
    await replica.call('CLUSTER', 'MEET', primary.options.address, `${primary.plainPort}`, `${primary.plainPort + 10000}`);
    await until('the nodes know each other', async () => String(await replica.call('CLUSTER', 'NODES')).includes(id));
    await replica.call('CLUSTER', 'REPLICATE', id);
    await until('the replica follows', async () => /master_link_status:up/.test(String(await replica.call('INFO', 'replication'))));
  }
  for (const node of [primary, ...replicas]) {
    await until('the cluster is ready', async () => /cluster_state:ok/.test(String(await node.call('CLUSTER', 'INFO'))));
    await until('every node knows the replicas', async () => (await node.call('CLUSTER', 'SLOTS') as unknown[][])[0].length === 3 + replicas.length);
  }
}
