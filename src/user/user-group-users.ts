import type { IUserRef } from 'aws-cdk-lib/aws-elasticache';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { PasswordUser } from './password-user';
import type { CacheWithEndpoint, CreatedUser, IUser } from './user';
import { UserAuthenticationType, isCreatedUser, toUser } from './user';

/** The users of a user group, in the order in which they were added, and the caches that use the group. */
export class UserGroupUsers {
  private readonly references: IUserRef[] = [];
  private readonly users: IUser[] = [];
  // Imported users are identified by their ids, because two constructs can import the same user.
  private readonly keys = new Set<CreatedUser | string>();
  private readonly attachedCaches: CacheWithEndpoint[] = [];

  constructor(private readonly group: Construct) {}

  /** Lists the users as they were added, including L1 constructs. */
  public listReferences(): readonly IUserRef[] {
    return this.references;
  }

  public list(): readonly IUser[] {
    return this.users;
  }

  /** Renders the user ids for the template of the group. */
  public renderIds(): string[] {
    const stack = Stack.of(this.group);
    return this.references.map((user) => (isCreatedUser(user) ? user._renderId(stack) : user.userRef.userName));
  }

  /** Adds a user, unless the group already contains it. */
  public add(reference: IUserRef): void {
    const key = isCreatedUser(reference) ? reference : reference.userRef.userName;
    if (this.keys.has(key)) {
      return;
    }
    this.keys.add(key);
    const user = toUser(this.group, reference);
    this.references.push(reference);
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
  if (user.authenticationType === UserAuthenticationType.PASSWORD && PasswordUser.isPasswordUser(user)) {
    user._attachToCache(cache);
  }
}
