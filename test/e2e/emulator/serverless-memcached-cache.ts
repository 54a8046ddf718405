import type { World } from './emulator-context';
import { freeAddress } from './loopback-addresses';
import { MemcachedNode } from './memcached-node';
import type { Place } from './resource-provider';
import { serverlessAttributes, serverlessDescription } from './serverless-cache-attributes';
import type { Snapshot } from './snapshots';
import type { Dialect } from './tls-proxy';
import { Door } from './tls-proxy';

const PORTS = [11211, 11212];

/** Nothing is looked at. */
const ANYTHING: Dialect = { lengthOf: (buffer) => buffer.length, pass: (command) => command };

/** A serverless cache of Memcached: one server behind the port to write to and the one to read from, TLS only. */
export class ServerlessMemcached {
  private address = '';
  private node?: MemcachedNode;
  private doors: Door[] = [];

  constructor(
    private readonly world: World,
    private readonly place: Place,
    private properties: any,
  ) {
    this.check(properties);
  }

  public async start() {
    this.world.cleanups.add(this.stop);
    this.address = await freeAddress(...PORTS);
    const certificate = this.world.authority.issue(this.address);
    const node = await MemcachedNode.start([], certificate);
    this.node = node;
    this.doors = await Promise.all(
      PORTS.map((port) =>
        Door.open({ address: this.address, port, certificate, dialect: () => ANYTHING }, 'required', node),
      ),
    );
  }

  public async change(properties: any) {
    this.check(properties);
    this.properties = properties;
  }

  public async snapshot(name: string): Promise<Snapshot> {
    throw new Error(`${name}: snapshots of Memcached are not emulated.`);
  }

  public readonly stop = async () => {
    this.world.cleanups.delete(this.stop);
    await Promise.all(this.doors.map((door) => door.close()));
    await this.node?.stop();
  };

  public attributes(): Record<string, string> {
    return serverlessAttributes(this.place, this.properties, this.address, [PORTS[0]]);
  }

  public describe(): object {
    return serverlessDescription(this.place, this.properties, this.address, [PORTS[0]]);
  }

  private check({ MajorEngineVersion = '1.6', UserGroupId, SnapshotArnsToRestore = [] }: any) {
    if (MajorEngineVersion !== '1.6') {
      throw new Error(`Cannot find version ${MajorEngineVersion} for memcached`);
    }
    if (UserGroupId) {
      throw new Error('A serverless cache of Memcached has no user group.');
    }
    if (SnapshotArnsToRestore.length > 0) {
      throw new Error('Snapshots of Memcached are not emulated.');
    }
  }
}
