import type { ReplicationGroups } from './replication-groups';
import type { ProvisionedResource, Environment, ResourceProvider } from './resource-provider';

/** AWS prefixes the id of a global datastore depending on the Region of its primary. */
const ID_PREFIXES: Readonly<Record<string, string>> = { 'us-east-1': 'ldgnf' };

/** Provides `AWS::ElastiCache::GlobalReplicationGroup`. */
export class GlobalReplicationGroups implements ResourceProvider {
  constructor(private readonly groups: ReplicationGroups) {}

  public async create(environment: Environment, properties: any): Promise<ProvisionedResource> {
    const id = `${ID_PREFIXES[environment.region] ?? 'other'}-${properties.GlobalReplicationGroupIdSuffix}`;
    const primary = properties.Members.find(({ Role }: any) => Role === 'PRIMARY') ?? properties.Members[0];
    this.groups.globalPrimaries.set(
      id,
      this.groups.registry.get({ ...environment, region: primary.ReplicationGroupRegion }, primary.ReplicationGroupId),
    );
    return renderResource(id, environment);
  }

  public async update(environment: Environment, id: string): Promise<ProvisionedResource> {
    return renderResource(id, environment);
  }

  public async delete(_environment: Environment, id: string) {
    this.groups.globalPrimaries.delete(id);
  }
}

function renderResource(id: string, { account }: Environment): ProvisionedResource {
  return {
    physicalId: id,
    attributes: {
      GlobalReplicationGroupId: id,
      Status: 'available',
      Arn: `arn:aws:elasticache::${account}:globalreplicationgroup:${id}`,
    },
  };
}
