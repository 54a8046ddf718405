import { Registry } from './registry';
import type { Made, Place, Provider } from './resource-provider';
import { agree } from './resource-provider';

/** Subnet groups: a name, and the subnets that it stands for. */
export class SubnetGroups implements Provider {
  private readonly known = new Registry<Readonly<Record<string, unknown>>>('CacheSubnetGroup');
  private count = 0;

  public check(place: Place, name: string | undefined) {
    if (name !== undefined && name !== 'default') {
      this.known.get(place, name);
    }
  }

  public async create(place: Place, properties: any, logicalId: string): Promise<Made> {
    const name = (properties.CacheSubnetGroupName ?? `${logicalId}-${(this.count += 1)}`).toLowerCase();
    if (properties.SubnetIds.length === 0) {
      throw new Error('A subnet group needs at least one subnet.');
    }
    this.known.add(place, name, properties);
    return { physicalId: name, attributes: {} };
  }

  public async update(place: Place, name: string, properties: any): Promise<Made> {
    this.known.replace(place, name, properties);
    return { physicalId: name, attributes: {} };
  }

  public async adopt(place: Place, name: string, properties: any): Promise<Made> {
    agree(`CacheSubnetGroup ${name}`, this.known.get(place, name), properties);
    return { physicalId: name, attributes: {} };
  }

  public async delete(place: Place, name: string) {
    this.known.get(place, name);
    this.known.remove(place, name);
  }
}
