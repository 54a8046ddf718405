import { Registry } from './registry';
import type { Surroundings } from './replication-group';
import { ReplicationGroup } from './replication-group';
import type { Made, Place, Provider } from './resource-provider';
import { agree } from './resource-provider';
import type { Snapshots } from './snapshots';

/**
 * Replication groups: shards of a primary and replicas, each node with an address of its own, and the endpoints of the
 * group before them.
 */
export class ReplicationGroups implements Provider {
  public readonly known = new Registry<ReplicationGroup>('ReplicationGroup');
  /** The primary of each global datastore. */
  public readonly globals = new Map<string, ReplicationGroup>();

  constructor(private readonly around: Surroundings) {
    around.parameters.onChange(async (place, name) => {
      for (const group of this.known.in(place)) {
        await group.parametersChanged(name);
      }
    });
  }

  public async create(place: Place, properties: any): Promise<Made> {
    const id: string = properties.ReplicationGroupId;
    const { GlobalReplicationGroupId: globalId } = properties;
    const primary = this.globals.get(globalId);
    if (globalId && !primary) {
      throw new Error(`GlobalReplicationGroup ${globalId} not found.`);
    }
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
    if (snapshot) {
      await group.snapshot(`${id}-final-${Date.now()}`);
    }
    await group.stop();
    this.known.remove(place, id);
  }
}

/** Snapshots of replication groups. */
export class ReplicationGroupSnapshots implements Provider {
  constructor(
    private readonly groups: ReplicationGroups,
    private readonly snapshots: Snapshots,
  ) {}

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
