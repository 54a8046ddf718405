import { Annotations, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { UserEngine } from '../engine';
import { PasswordUser } from './password-user';
import type { CacheWithEndpoint, IUser } from './user';
import { CreatedUser, DEFAULT_USER, UserAuthentication } from './user';
import { isResolved } from '../private/tokens';
import { LIMITS } from '../service-data/limits';

interface AttachedCache {
  readonly cache: CacheWithEndpoint;
  readonly engineType: string;
  readonly version?: string;
}

/**
 * The users of a user group, in the order in which they were added. Validates what the engine of the group requires of
 * them. Unknown values, such as the names of users that are imported by id, are not validated.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export class UserGroupUsers {
  // Imported users have their id as key, because two constructs can import the same user.
  private readonly users = new Map<CreatedUser | string, IUser>();
  private readonly attachedCaches: AttachedCache[] = [];

  constructor(
    private readonly group: Construct,
    private readonly engine: UserEngine,
  ) {}

  public list(): IUser[] {
    return [...this.users.values()];
  }

  /** Renders the user ids for the template of the group. */
  public renderIds(): string[] {
    const stack = Stack.of(this.group);
    return this.list().map((user) => (user instanceof CreatedUser ? user._renderId(stack) : user.userId));
  }

  /** Adds a user, unless the group already contains it. */
  public add(user: IUser): void {
    const key = user instanceof CreatedUser ? user : user.userId;
    if (this.users.has(key)) {
      return;
    }

    this.users.set(key, user);
    for (const { cache } of this.attachedCaches) {
      attachUserToCache(user, cache);
    }

    // An annotation instead of a validation error: apps that were written for the alpha package must still synthesize.
    // The CLI does not deploy stacks with error annotations.
    if (this.engine.engineType === 'valkey' && user.authentication === UserAuthentication.NO_PASSWORD) {
      Annotations.of(this.group).addError(
        `'users' of a Valkey user group must have a password or IAM authentication, got '${user.node.path}' without a password; ` +
          'use a PasswordUser or an IamUser, or give the group the engine UserEngine.REDIS',
      );
    }
  }

  /** Connects current and future users to a cache. */
  public attachToCache(cache: CacheWithEndpoint, engineType: string, version?: string) {
    this.attachedCaches.push({ cache, engineType, version });
    for (const user of this.users.values()) {
      attachUserToCache(user, cache);
    }
  }

  /** Validates the users that the group contains now. */
  public validate(): string[] {
    const errors = [...this.validateUserCount(), ...this.validateUserNames()];
    if (this.engine.engineType === 'redis') {
      errors.push(...this.validateRedisUsers());
    }
    errors.push(...this.validateAccessControl());
    return errors;
  }

  /**
   * Adds a warning if none of the users of a Redis OSS group is known to have the required name, because the names of
   * imported users are unknown. The configuration can be valid.
   */
  public addDefaultUserWarning(): void {
    if (this.engine.engineType !== 'redis') {
      return;
    }

    const users = this.list();
    const usersWithoutName = users.filter(({ userName }) => userName === undefined);
    if (usersWithoutName.length === 0 || usersWithoutName.some(({ userId }) => !isResolved(userId))) {
      return;
    }
    if (users.some(({ userName, userId }) => userName === DEFAULT_USER || userId.includes(DEFAULT_USER))) {
      return;
    }

    const userIds = usersWithoutName.map(({ userId }) => userId);
    Annotations.of(this.group).addWarningV2(
      'cdk-elasticache:UserGroup.DefaultUserTold',
      `'users' of a Redis OSS user group should hold one that is known to have the user name "${DEFAULT_USER}", got ${formatNames(userIds)}, ` +
        "of which the imports do not tell it; give one its 'userName', or set 'disableDefaultUser', since AWS refuses the group if none has it",
    );
  }

  private validateUserCount(): string[] {
    const { size } = this.users;
    if (size === 0) {
      return [
        "'users' must hold at least one user, got none; without users nobody can log in to the caches of the group",
      ];
    }
    if (size > LIMITS.usersPerGroup.max) {
      return [`'users' must hold at most ${LIMITS.usersPerGroup.max} users, got ${size}`];
    }
    return [];
  }

  private validateUserNames(): string[] {
    const pathsByName = new Map<string, string[]>();
    for (const { userName, node } of this.users.values()) {
      if (isResolved(userName)) {
        pathsByName.set(userName, [...(pathsByName.get(userName) ?? []), `'${node.path}'`]);
      }
    }
    return [...pathsByName]
      .filter(([, paths]) => paths.length > 1)
      .map(([name, paths]) => `'users' must have different user names, got "${name}" for ${paths.join(', ')}`);
  }

  private validateRedisUsers(): string[] {
    const users = this.list();
    const errors = users
      .filter((user) => user.engine?.engineType === 'valkey')
      .map(
        (user) =>
          `'users' of a Redis OSS user group must be users of Redis OSS, got '${user.node.path}' of Valkey; give it the engine UserEngine.REDIS, ` +
          'or the group UserEngine.VALKEY',
      );

    const names = users.map((user) => user.userName);
    if (names.every(isResolved) && !names.includes(DEFAULT_USER)) {
      errors.push(
        `'users' of a Redis OSS user group must include one with the user name "${DEFAULT_USER}", got ${formatNames(names)}; ` +
          "set 'disableDefaultUser', or use UserEngine.VALKEY, which asks for none",
      );
    }
    return errors;
  }

  private validateAccessControl(): string[] {
    const createdUsers = this.list().filter((user) => user instanceof CreatedUser);
    const errors = this.attachedCaches.flatMap(({ engineType, version }) =>
      version === undefined ? [] : createdUsers.flatMap((user) => user._validateForEngine(engineType, version)),
    );
    return [...new Set(errors)];
  }
}

function formatNames(names: string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');
}

function attachUserToCache(user: IUser, cache: CacheWithEndpoint) {
  if (user.authentication === UserAuthentication.PASSWORD && PasswordUser.isPasswordUser(user)) {
    user._attachToCache(cache);
  }
}
