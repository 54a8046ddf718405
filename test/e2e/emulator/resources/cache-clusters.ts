import type { CacheClusterDependencies } from './cache-cluster';
import { CacheCluster } from './cache-cluster';
import { Registry } from './registry';
import type { ProvisionedResource, Environment, ResourceProvider } from './resource-provider';
import { generatePhysicalId } from './resource-provider';

/** Provides `AWS::ElastiCache::CacheCluster` for Memcached. */
export class CacheClusters implements ResourceProvider {
  public readonly registry = new Registry<CacheCluster>('CacheCluster');

  constructor(private readonly dependencies: CacheClusterDependencies) {}

  public async create(environment: Environment, specified: any, logicalId: string): Promise<ProvisionedResource> {
    const { ClusterName: name = generatePhysicalId(logicalId), Engine } = specified;
    if (Engine !== 'memcached') {
      throw new Error(`Cache clusters of ${Engine} are not emulated.`);
    }
    if (name !== name.toLowerCase()) {
      throw new Error(`ClusterName is stored in lower case, but got ${name}`);
    }
    const cluster = new CacheCluster(this.dependencies, environment, { ...specified, ClusterName: name });
    this.registry.add(environment, name, cluster);
    try {
      await cluster.start();
    } catch (error) {
      await this.delete(environment, name);
      throw error;
    }
    return { physicalId: name, attributes: cluster.attributes() };
  }

  public async update(environment: Environment, name: string, properties: any): Promise<ProvisionedResource> {
    const cluster = this.registry.get(environment, name);
    await cluster.update({ ...properties, ClusterName: name });
    return { physicalId: name, attributes: cluster.attributes() };
  }

  public async delete(environment: Environment, name: string) {
    await this.registry.get(environment, name).stop();
    this.registry.remove(environment, name);
  }
}
