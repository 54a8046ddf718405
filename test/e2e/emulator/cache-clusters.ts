import type { Surroundings } from './cache-cluster';
import { CacheCluster } from './cache-cluster';
import { Registry } from './registry';
import type { Made, Place, Provider } from './resource-provider';
/** Clusters of Memcached: nodes with an address of their own, and a configuration endpoint. */
export class CacheClusters implements Provider {
  public readonly known = new Registry<CacheCluster>('CacheCluster');

  constructor(private readonly around: Surroundings) {}

  public async create(place: Place, properties: any): Promise<Made> {
    const { ClusterName: name, Engine } = properties;
    if (Engine !== 'memcached') {
      throw new Error(`Cache clusters of ${Engine} are not emulated.`);
    }
    if (name !== name.toLowerCase()) {
      throw new Error(`ClusterName is stored in lower case, got ${name}`);
    }
    const cluster = new CacheCluster(this.around, place, properties);
    this.known.add(place, name, cluster);
    try {
      await cluster.start();
    } catch (error) {
      await this.delete(place, name);
      throw error;
    }
    return { physicalId: name, attributes: cluster.attributes() };
  }

  public async update(place: Place, name: string, properties: any): Promise<Made> {
    const cluster = this.known.get(place, name);
    await cluster.change(properties);
    return { physicalId: name, attributes: cluster.attributes() };
  }

  public async delete(place: Place, name: string) {
    await this.known.get(place, name).stop();
    this.known.remove(place, name);
  }
}
