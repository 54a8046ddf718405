import { formCluster } from './cluster-protocol';
import type { World } from './emulator-context';
import { EngineNode } from './engine-node';
import { engineFor } from './engine-selection';
import { gatekeeper } from './iam-authenticator';
import { LoginDialect } from './login-filter';
import { freeAddress } from './loopback-addresses';
import type { Place } from './resource-provider';
import { serverlessAttributes, serverlessDescription } from './serverless-cache-attributes';
import type { Snapshot, Snapshots } from './snapshots';
import { Door } from './tls-proxy';
import type { Follower, UserGroups } from './user-groups';
import { applyUsers } from './users';

const PORTS = [6379, 6380];

/** One of them. */
export class ServerlessCache implements Follower {
  private readonly name: string;
  private address = '';
  private nodes: EngineNode[] = [];
  private doors: Door[] = [];

  constructor(
    private readonly world: World,
    private readonly groups: UserGroups,
    private readonly snapshots: Snapshots,
    public readonly place: Place,
    private properties: any,
  ) {
    this.name = properties.ServerlessCacheName;
  }

  public async start() {
    this.world.cleanups.add(this.stop);
    this.address = await freeAddress(...PORTS);
    const certificate = this.world.authority.issue(this.address);
    const engine = this.engine();
    const [restored] = (this.properties.SnapshotArnsToRestore ?? []).map(
      (arn: string) => this.snapshots.find(this.place, arn).files[0],
    );
    this.nodes = await Promise.all(
      PORTS.map((servicePort, at) =>
        EngineNode.start(this.world.folder, {
          data: at === 0 ? restored : undefined,
          engine,
          address: this.address,
          servicePort,
          certificate,
          clusterMode: true,
        }),
      ),
    );
    await formCluster([this.nodes]);
    await this.applyUsers();
    this.groups.followers.add(this);
    const keeper = gatekeeper(this.world, this.place, `serverlesscache:${this.name}`, () => this.users());
    const options = { address: this.address, certificate, dialect: () => new LoginDialect(keeper) };
    this.doors = await Promise.all(
      this.nodes.map((node, at) => Door.open({ ...options, port: PORTS[at] }, 'required', node)),
    );
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

  public snapshot(name: string): Promise<Snapshot> {
    return this.snapshots.take(this.place, 'serverlesscachesnapshot', name, this.nodes.slice(0, 1));
  }

  public groupId(): string | undefined {
    return this.properties.UserGroupId;
  }

  public async applyUsers() {
    for (const node of this.nodes) {
      await applyUsers(node, this.users());
    }
  }

  public readonly stop = async () => {
    this.groups.followers.delete(this);
    this.world.cleanups.delete(this.stop);
    await Promise.all([...this.doors.map((door) => door.close()), ...this.nodes.map((node) => node.stop())]);
  };

  public attributes(): Record<string, string> {
    return serverlessAttributes(this.place, this.properties, this.address, PORTS);
  }

  /** As the API tells it. */
  public describe(): object {
    return serverlessDescription(this.place, this.properties, this.address, PORTS);
  }

  private engine() {
    return engineFor(
      this.properties.Engine,
      this.properties.MajorEngineVersion ?? (this.properties.Engine === 'redis' ? '7' : '8'),
    );
  }

  private users() {
    return this.groups.usersOf(this.place, this.properties.UserGroupId);
  }
}
