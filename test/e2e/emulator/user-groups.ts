import { Registry } from './registry';
import type { Made, Place, Provider } from './resource-provider';
import type { UserRecord, Users } from './users';

interface Group {
  readonly id: string;
  readonly engine: string;
  readonly userIds: readonly string[];
}

/** A cache that has to hear when the users of its group change. */
export interface Follower {
  readonly place: Place;
  /** The group that it has now. */
  groupId(): string | undefined;
  /** Gives the users to its engines. */
  applyUsers(): Promise<void>;
}

/** The user groups of all regions, and the caches that have them. */
export class UserGroups implements Provider {
  public readonly followers = new Set<Follower>();
  private readonly known = new Registry<Group>('UserGroup');

  constructor(private readonly users: Users) {
    users.listeners.add(async (place, id, change) => {
      for (const group of this.known.in(place).filter(({ userIds }) => userIds.includes(id))) {
        // AWS takes a deleted user out of its groups.
        await this.change(
          place,
          change === 'changed' ? group : { ...group, userIds: group.userIds.filter((userId) => userId !== id) },
        );
      }
    });
  }

  /** The users of a group; undefined when there is no group. */
  public usersOf(place: Place, groupId: string | undefined): UserRecord[] | undefined {
    return groupId === undefined
      ? undefined
      : this.known.get(place, groupId).userIds.map((id) => this.users.known.get(place, id));
  }

  public async create(place: Place, properties: any): Promise<Made> {
    const group = this.groupOf(place, properties);
    this.known.add(place, group.id, group);
    return made(place, group);
  }

  public async update(place: Place, id: string, properties: any): Promise<Made> {
    this.known.get(place, id);
    const group = this.groupOf(place, properties);
    await this.change(place, group);
    return made(place, group);
  }

  public async delete(place: Place, id: string) {
    this.known.get(place, id);
    if (this.followersOf(place, id).length > 0) {
      throw new Error(`User group ${id} is in use by a cache.`);
    }
    this.known.remove(place, id);
  }

  private async change(place: Place, group: Group) {
    this.known.replace(place, group.id, group);
    for (const follower of this.followersOf(place, group.id)) {
      await follower.applyUsers();
    }
  }

  private followersOf({ region }: Place, id: string): Follower[] {
    return [...this.followers].filter((follower) => follower.place.region === region && follower.groupId() === id);
  }

  private groupOf(place: Place, { UserGroupId: id, Engine: engine, UserIds: userIds }: any): Group {
    const users = (userIds as string[]).map((userId) => this.users.known.get(place, userId));
    const names = users.map(({ name }) => name);
    if (new Set(names).size < names.length) {
      throw new Error(`There are users with the same user name in the user group: ${names.join(', ')}`);
    }
    if (engine === 'redis' && !names.includes('default')) {
      throw new Error('User group needs to contain a user with the user name default.');
    }
    const strangers = users.filter((user) => engine === 'redis' && user.engine !== 'redis');
    if (strangers.length > 0) {
      throw new Error(`Users of another engine in the user group: ${strangers.map((user) => user.id).join(', ')}`);
    }
    return { id, engine, userIds };
  }
}

function made({ region, account }: Place, { id }: Group): Made {
  return {
    physicalId: id,
    attributes: { Arn: `arn:aws:elasticache:${region}:${account}:usergroup:${id}`, Status: 'active' },
  };
}
