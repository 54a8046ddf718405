import type { ReplicationGroups } from './replication-groups';
import type { Made, Place, Provider } from './resource-provider';

/** The beginning of the id of a global datastore, by the region of its primary; AWS gives it. */
const PREFIX: Readonly<Record<string, string>> = { 'us-east-1': 'ldgnf' };

/** Global datastores: which replication group is the primary of others. */
export class GlobalGroups implements Provider {
  constructor(private readonly groups: ReplicationGroups) {}

  public async create(place: Place, properties: any): Promise<Made> {
    const id = `${PREFIX[place.region] ?? 'other'}-${properties.GlobalReplicationGroupIdSuffix}`;
    const primary = properties.Members.find(({ Role }: any) => Role === 'PRIMARY') ?? properties.Members[0];
    this.groups.globals.set(
      id,
      this.groups.known.get({ ...place, region: primary.ReplicationGroupRegion }, primary.ReplicationGroupId),
    );
    return made(id, place);
  }

  public async update(place: Place, id: string): Promise<Made> {
    return made(id, place);
  }

  public async delete(_place: Place, id: string) {
    this.groups.globals.delete(id);
  }
}

function made(id: string, { account }: Place): Made {
  return {
    physicalId: id,
    attributes: {
      GlobalReplicationGroupId: id,
      Status: 'available',
      Arn: `arn:aws:elasticache::${account}:globalreplicationgroup:${id}`,
    },
  };
}
