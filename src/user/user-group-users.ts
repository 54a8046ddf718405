import type { IUserRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { PasswordUser } from './password-user';
import type { CacheWithEndpoint, CreatedUser, IUser } from './user';
import { isCreatedUser, toUser } from './user';
import { findForeignEnvironment } from '../private/environments';
import { throwMethodErrors, throwValidationErrors } from '../private/errors';
import { findSeparateStack, isInStack } from '../private/stacks';

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
    const errors = this.attachedCaches.flatMap((cache) => this.validateStack('user', reference, cache));
    if (errors.length > 0) {
      throwMethodErrors(this.group, 'addUser', errors);
    }
    this.references.push(reference);
    this.users.push(user);
    for (const cache of this.attachedCaches) {
      attachUserToCache(user, cache);
    }
  }

  /**
   * Connects current and future users to a cache.
   *
   * @param prop the prop of the cache with the user group
   */
  public attachToCache(cache: CacheWithEndpoint, prop: string): void {
    const errors = this.references.flatMap((user) => this.validateStack(prop, user, cache));
    if (errors.length > 0) {
      throwValidationErrors(cache, errors);
    }
    this.attachedCaches.push(cache);
    for (const user of this.users) {
      attachUserToCache(user, cache);
    }
  }

  /** Rejects a user that is deployed with the cache, although the user group must be deployed in between. */
  private validateStack(prop: string, user: IUserRef, cache: CacheWithEndpoint): string[] {
    const stack = findSeparateStack(cache, this.group);
    const isCreated = isCreatedUser(user) || CfnUser.isCfnUser(user);
    return stack && isCreated && isInStack(user, stack)
      ? [
          `'${prop}' must not refer to users in the stack of the cache if the user group is in another stack, but got '${user.node.path}'. CloudFormation creates users, user groups, and caches in this order. Create the user in the stack of the user group '${this.group.node.path}', or in a separate stack.`,
        ]
      : [];
  }
}

/** Connects a user to a cache. Rules reject users in other accounts and Regions. */
function attachUserToCache(user: IUser, cache: CacheWithEndpoint) {
  const { account, region } = findForeignEnvironment(user, cache);
  const isInSameEnvironment = account === undefined && region === undefined;
  if (isInSameEnvironment && PasswordUser.isPasswordUser(user)) {
    user._attachToCache(cache);
  }
}
