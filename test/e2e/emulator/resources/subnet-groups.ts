import { Registry } from './registry';
import type { ProvisionedResource, Environment, ResourceProvider } from './resource-provider';
import { assertMatches, generatePhysicalId } from './resource-provider';

/** Provides `AWS::ElastiCache::SubnetGroup`. */
export class SubnetGroups implements ResourceProvider {
  private readonly registry = new Registry<Readonly<Record<string, unknown>>>('CacheSubnetGroup');

  /** Throws when the group does not exist. */
  public validateExists(environment: Environment, name: string | undefined) {
    if (name !== undefined && name !== 'default') {
      this.registry.get(environment, name);
    }
  }

  public async create(environment: Environment, properties: any, logicalId: string): Promise<ProvisionedResource> {
    const name = properties.CacheSubnetGroupName?.toLowerCase() ?? generatePhysicalId(logicalId);
    if (properties.SubnetIds.length === 0) {
      throw new Error('A subnet group needs at least one subnet.');
    }
    this.registry.add(environment, name, properties);
    return { physicalId: name, attributes: {} };
  }

  public async update(environment: Environment, name: string, properties: any): Promise<ProvisionedResource> {
    this.registry.replace(environment, name, properties);
    return { physicalId: name, attributes: {} };
  }

  public async import(environment: Environment, name: string, properties: any): Promise<ProvisionedResource> {
    assertMatches(`CacheSubnetGroup ${name}`, this.registry.get(environment, name), properties);
    return { physicalId: name, attributes: {} };
  }

  public async delete(environment: Environment, name: string) {
    this.registry.get(environment, name);
    this.registry.remove(environment, name);
  }
}
