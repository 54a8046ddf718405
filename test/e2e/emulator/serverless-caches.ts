import type { World } from './emulator-context';
import { Registry } from './registry';
import type { Made, Place, Provider } from './resource-provider';
import { ServerlessCache } from './serverless-cache';
import { ServerlessMemcached } from './serverless-memcached-cache';
import type { Snapshots } from './snapshots';
import type { UserGroups } from './user-groups';

/**
 * Serverless caches, TLS only: one shard in cluster mode, a primary behind port 6379 and a replica behind 6380, or
 * Memcached.
 */
export class ServerlessCaches implements Provider {
  public readonly caches = new Registry<ServerlessCache | ServerlessMemcached>('ServerlessCache');

  constructor(
    private readonly world: World,
    private readonly groups: UserGroups,
    private readonly snapshots: Snapshots,
  ) {}

  public async create(place: Place, properties: any): Promise<Made> {
    const name: string = properties.ServerlessCacheName;
    if (name !== name.toLowerCase()) {
      throw new Error(`ServerlessCacheName is stored in lower case, got ${name}`);
    }
    if (this.caches.find(place, name)) {
      throw new Error(`ServerlessCache ${name} already exists.`);
    }
    this.groups.usersOf(place, properties.UserGroupId);
    const cache =
      properties.Engine === 'memcached'
        ? new ServerlessMemcached(this.world, place, properties)
        : new ServerlessCache(this.world, this.groups, this.snapshots, place, properties);
    this.caches.add(place, name, cache);
    try {
      await cache.start();
    } catch (error) {
      await this.delete(place, name, {});
      throw error;
    }
    return { physicalId: name, attributes: cache.attributes() };
  }

  public async update(place: Place, name: string, properties: any): Promise<Made> {
    const cache = this.caches.get(place, name);
    await cache.change(properties);
    return { physicalId: name, attributes: cache.attributes() };
  }

  public async delete(place: Place, name: string, properties: any) {
    const cache = this.caches.get(place, name);
    if (properties?.FinalSnapshotName) {
      await cache.snapshot(properties.FinalSnapshotName);
    }
    await cache.stop();
    this.caches.remove(place, name);
  }
}

/** Snapshots of serverless caches. */
export class ServerlessCacheSnapshots implements Provider {
  constructor(
    private readonly caches: ServerlessCaches,
    private readonly snapshots: Snapshots,
  ) {}

  public async create(place: Place, properties: any): Promise<Made> {
    const { ServerlessCacheSnapshotName: name, ServerlessCacheName: cacheName } = properties;
    const { arn } = await this.caches.caches.get(place, cacheName).snapshot(name);
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

  public async update(_place: Place, arn: string): Promise<Made> {
    return { physicalId: arn, attributes: { ARN: arn } };
  }

  public async delete(place: Place, arn: string) {
    this.snapshots.remove(place, arn.split(':').pop()!);
  }
}
