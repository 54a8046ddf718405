import type { EmulatorContext } from '../emulator-context';
import { Registry } from './registry';
import type { ProvisionedResource, Environment, ResourceProvider } from './resource-provider';
import { ServerlessCache } from './serverless-cache';
import { ServerlessMemcachedCache } from './serverless-memcached-cache';
import type { Snapshots } from './snapshots';
import type { UserGroups } from './user-groups';

/**
 * Provides `AWS::ElastiCache::ServerlessCache`. All engines require TLS.
 */
export class ServerlessCaches implements ResourceProvider {
  public readonly registry = new Registry<ServerlessCache | ServerlessMemcachedCache>('ServerlessCache');

  constructor(
    private readonly context: EmulatorContext,
    private readonly userGroups: UserGroups,
    private readonly snapshots: Snapshots,
  ) {}

  public async create(environment: Environment, properties: any): Promise<ProvisionedResource> {
    const name: string = properties.ServerlessCacheName;
    if (name !== name.toLowerCase()) {
      throw new Error(`ServerlessCacheName is stored in lower case, but got ${name}`);
    }
    if (this.registry.find(environment, name)) {
      throw new Error(`ServerlessCache ${name} already exists.`);
    }
    this.userGroups.findUsers(environment, properties.UserGroupId);
    const cache =
      properties.Engine === 'memcached'
        ? new ServerlessMemcachedCache(this.context, environment, properties)
        : new ServerlessCache(this.context, this.userGroups, this.snapshots, environment, properties);
    this.registry.add(environment, name, cache);
    try {
      await cache.start();
    } catch (error) {
      await this.delete(environment, name, {});
      throw error;
    }
    return { physicalId: name, attributes: cache.attributes() };
  }

  public async update(environment: Environment, name: string, properties: any): Promise<ProvisionedResource> {
    const cache = this.registry.get(environment, name);
    await cache.update(properties);
    return { physicalId: name, attributes: cache.attributes() };
  }

  public async delete(environment: Environment, name: string, properties: any) {
    const cache = this.registry.get(environment, name);
    if (properties?.FinalSnapshotName) {
      await cache.snapshot(properties.FinalSnapshotName);
    }
    await cache.stop();
    this.registry.remove(environment, name);
  }
}

/** Provides `AWS::ElastiCache::ServerlessCacheSnapshot`. */
export class ServerlessCacheSnapshots implements ResourceProvider {
  constructor(
    private readonly caches: ServerlessCaches,
    private readonly snapshots: Snapshots,
  ) {}

  public async create(environment: Environment, properties: any): Promise<ProvisionedResource> {
    const { ServerlessCacheSnapshotName: name, ServerlessCacheName: cacheName } = properties;
    const { arn } = await this.caches.registry.get(environment, cacheName).snapshot(name);
    return {
      physicalId: arn,
      attributes: {
        ARN: arn,
        Status: 'available',
        SnapshotType: 'manual',
        CreateTime: new Date().toISOString(),
        BytesUsedForCache: '0',
      },
    };
  }

  public async update(_environment: Environment, arn: string): Promise<ProvisionedResource> {
    return { physicalId: arn, attributes: { ARN: arn } };
  }

  public async delete(environment: Environment, arn: string) {
    this.snapshots.remove(environment, arn.split(':').pop()!);
  }
}
