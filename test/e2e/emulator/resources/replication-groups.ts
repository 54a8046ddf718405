import { Registry } from './registry';
import type { ReplicationGroupDependencies } from './replication-group';
import { ReplicationGroup } from './replication-group';
import type { ProvisionedResource, Environment, ResourceProvider } from './resource-provider';
import { assertMatches, generatePhysicalId } from './resource-provider';
import type { Snapshots } from './snapshots';

/**
 * Provides `AWS::ElastiCache::ReplicationGroup`. Every node and every endpoint has its own address.
 */
export class ReplicationGroups implements ResourceProvider {
  public readonly registry = new Registry<ReplicationGroup>('ReplicationGroup');
  /** The primary replication group of each global datastore. */
  public readonly globalPrimaries = new Map<string, ReplicationGroup>();

  constructor(private readonly dependencies: ReplicationGroupDependencies) {
    dependencies.parameterGroups.onChange(async (environment, name) => {
      for (const group of this.registry.list(environment)) {
        await group.onParametersChanged(name);
      }
    });
  }

  public async create(environment: Environment, specified: any, logicalId: string): Promise<ProvisionedResource> {
    const id: string = specified.ReplicationGroupId ?? generatePhysicalId(logicalId);
    const properties = { ...specified, ReplicationGroupId: id };
    const { GlobalReplicationGroupId: globalId } = properties;
    const primary = this.globalPrimaries.get(globalId);
    if (globalId && !primary) {
      throw new Error(`GlobalReplicationGroup ${globalId} not found.`);
    }
    const group = new ReplicationGroup(
      this.dependencies,
      environment,
      primary ? primary.resolveSecondaryProperties(properties) : properties,
    );
    this.registry.add(environment, id, group);
    try {
      await group.start();
      await primary?.replicateTo(group);
    } catch (error) {
      await group.stop();
      this.registry.remove(environment, id);
      throw error;
    }
    return { physicalId: id, attributes: group.attributes() };
  }

  public async update(environment: Environment, id: string, specified: any): Promise<ProvisionedResource> {
    const group = this.registry.get(environment, id);
    const properties = { ...specified, ReplicationGroupId: id };
    const primary = this.globalPrimaries.get(properties.GlobalReplicationGroupId);
    await group.update(primary ? primary.resolveSecondaryProperties(properties) : properties);
    return { physicalId: id, attributes: group.attributes() };
  }

  public async import(environment: Environment, id: string, properties: any): Promise<ProvisionedResource> {
    const group = this.registry.get(environment, id);
    assertMatches(`ReplicationGroup ${id}`, group.currentProperties(), { ...properties, ReplicationGroupId: id });
    return { physicalId: id, attributes: group.attributes() };
  }

  public async delete(environment: Environment, id: string, _properties: any, snapshot: boolean) {
    const group = this.registry.get(environment, id);
    if (snapshot) {
      await group.snapshot(`${id}-final-${Date.now()}`);
    }
    await group.stop();
    this.registry.remove(environment, id);
  }
}

/** Provides `AWS::ElastiCache::Snapshot` for replication groups. */
export class ReplicationGroupSnapshots implements ResourceProvider {
  constructor(
    private readonly groups: ReplicationGroups,
    private readonly snapshots: Snapshots,
  ) {}

  public async create(
    environment: Environment,
    { SnapshotName: name, ReplicationGroupId: id }: any,
  ): Promise<ProvisionedResource> {
    const { arn } = await this.groups.registry.get(environment, id).snapshot(name);
    return { physicalId: arn, attributes: { Arn: arn, SnapshotStatus: 'available' } };
  }

  public async update(_environment: Environment, arn: string): Promise<ProvisionedResource> {
    return { physicalId: arn, attributes: { Arn: arn, SnapshotStatus: 'available' } };
  }

  public async delete(environment: Environment, arn: string) {
    this.snapshots.remove(environment, arn.split(':').pop()!);
  }
}
