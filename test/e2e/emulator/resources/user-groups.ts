import { Registry } from './registry';
import type { ProvisionedResource, Environment, ResourceProvider } from './resource-provider';
import type { UserRecord, Users } from './users';

interface UserGroup {
  readonly id: string;
  readonly engine: string;
  readonly userIds: readonly string[];
}

/** A cache that applies changes of its user group. */
export interface UserGroupCache {
  readonly environment: Environment;
  /** The id of the current user group. */
  userGroupId(): string | undefined;
  /** Configures the users of the group on the engines. */
  applyUsers(): Promise<void>;
}

/** Provides `AWS::ElastiCache::UserGroup`, and applies changes to the caches that use a group. */
export class UserGroups implements ResourceProvider {
  public readonly caches = new Set<UserGroupCache>();
  private readonly registry = new Registry<UserGroup>('UserGroup');

  constructor(private readonly users: Users) {
    users.listeners.add(async (environment, id, change) => {
      for (const group of this.registry.list(environment).filter(({ userIds }) => userIds.includes(id))) {
        // AWS removes a deleted user from its groups.
        await this.replaceGroup(
          environment,
          change === 'changed' ? group : { ...group, userIds: group.userIds.filter((userId) => userId !== id) },
        );
      }
    });
  }

  /** Returns the users of a group, undefined without a group. */
  public findUsers(environment: Environment, groupId: string | undefined): UserRecord[] | undefined {
    return groupId === undefined
      ? undefined
      : this.registry.get(environment, groupId).userIds.map((id) => this.users.registry.get(environment, id));
  }

  public async create(environment: Environment, properties: any): Promise<ProvisionedResource> {
    const group = this.createGroup(environment, properties);
    this.registry.add(environment, group.id, group);
    return renderResource(environment, group);
  }

  public async update(environment: Environment, id: string, properties: any): Promise<ProvisionedResource> {
    this.registry.get(environment, id);
    const group = this.createGroup(environment, properties);
    await this.replaceGroup(environment, group);
    return renderResource(environment, group);
  }

  public async delete(environment: Environment, id: string) {
    this.registry.get(environment, id);
    if (this.findCaches(environment, id).length > 0) {
      throw new Error(`User group ${id} is in use by a cache.`);
    }
    this.registry.remove(environment, id);
  }

  private async replaceGroup(environment: Environment, group: UserGroup) {
    this.registry.replace(environment, group.id, group);
    for (const cache of this.findCaches(environment, group.id)) {
      await cache.applyUsers();
    }
  }

  private findCaches({ region }: Environment, id: string): UserGroupCache[] {
    return [...this.caches].filter((cache) => cache.environment.region === region && cache.userGroupId() === id);
  }

  private createGroup(environment: Environment, { UserGroupId: id, Engine: engine, UserIds: userIds }: any): UserGroup {
    const users = (userIds as string[]).map((userId) => this.users.registry.get(environment, userId));
    const names = users.map(({ name }) => name);
    if (new Set(names).size < names.length) {
      throw new Error(`There are users with the same user name in the user group: ${names.join(', ')}`);
    }
    if (engine === 'redis' && !names.includes('default')) {
      throw new Error('User group needs to contain a user with the user name default.');
    }
    const otherEngineUsers = users.filter((user) => engine === 'redis' && user.engine !== 'redis');
    if (otherEngineUsers.length > 0) {
      throw new Error(
        `Users of another engine in the user group: ${otherEngineUsers.map((user) => user.id).join(', ')}`,
      );
    }
    return { id, engine, userIds };
  }
}

function renderResource({ region, account }: Environment, { id }: UserGroup): ProvisionedResource {
  return {
    physicalId: id,
    attributes: { Arn: `arn:aws:elasticache:${region}:${account}:usergroup:${id}`, Status: 'active' },
  };
}
