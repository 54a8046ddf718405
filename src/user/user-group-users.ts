import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { PasswordUser } from './password-user';
import type { CacheWithEndpoint, IUser, CreatedUser } from './user';
import { UserAuthentication, isCreatedUser } from './user';

/** The users of a user group, in the order in which they were added, and the caches that use the group. */
export class UserGroupUsers {
  private readonly users: IUser[] = [];
  // Imported users have their id as key, because two constructs can import the same user.
  private readonly keys = new Set<CreatedUser | string>();
  private readonly attachedCaches: CacheWithEndpoint[] = [];

  constructor(private readonly group: Construct) {}

  public list(): readonly IUser[] {
    return this.users;
  }

  /** Renders the user ids for the template of the group. */
  public renderIds(): string[] {
    const stack = Stack.of(this.group);
    return this.users.map((user) => (isCreatedUser(user) ? user._renderId(stack) : user.userId));
  }

  /** Adds a user, unless the group already contains it. */
  public add(user: IUser): void {
    const key = isCreatedUser(user) ? user : user.userId;
    if (this.keys.has(key)) {
      return;
    }
    this.keys.add(key);
    this.users.push(user);
    for (const cache of this.attachedCaches) {
      attachUserToCache(user, cache);
    }
  }

  /** Connects current and future users to a cache. */
  public attachToCache(cache: CacheWithEndpoint): void {
    this.attachedCaches.push(cache);
    for (const user of this.users) {
      attachUserToCache(user, cache);
    }
  }
}

function attachUserToCache(user: IUser, cache: CacheWithEndpoint) {
  if (user.authentication === UserAuthentication.PASSWORD && PasswordUser.isPasswordUser(user)) {
    user._attachToCache(cache);
  }
}
