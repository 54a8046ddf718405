import { Annotations, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { CreatedUser } from './created-user';
import { DEFAULT_USER } from './imported-user';
import { PasswordUser } from './password-user';
import { UserAuthentication } from './user-authentication';
import type { IUser } from './user-base';
import { UserEngine } from '../engine';
import { LIMITS } from '../facts/limits';
import type { Endpoint } from '../network';
import { isKnown } from '../private/tokens';

/**
 * The users of one group, in the order in which they came, and what the group's engine demands of them.
 *
 * What is not known, such as the name of a user that is imported by its id, is not judged.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export class Membership {
  /** By the user itself, or by the id of one that exists already, which may be imported more than once. */
  private readonly members = new Map<CreatedUser | string, IUser>();
  private readonly caches: { cache: Cache; engineType: string; version?: string }[] = [];

  constructor(
    private readonly group: Construct,
    private readonly engine: UserEngine,
  ) {}

  /** The users in the group. */
  public get users(): IUser[] {
    return [...this.members.values()];
  }

  /** Their ids, as the template of the group writes them. */
  public get userIds(): string[] {
    const stack = Stack.of(this.group);
    return this.users.map((user) => (user instanceof CreatedUser ? user._idIn(stack) : user.userId));
  }

  /** Takes a user in; who is in already stays in once. */
  public add(user: IUser): void {
    const key = user instanceof CreatedUser ? user : user.userId;
    if (this.members.has(key)) {
      return;
    }
    this.members.set(key, user);
    for (const { cache } of this.caches) {
      introduce(user, cache);
    }

    // Programs of the alpha package that do so must still synthesise; the annotation stops the CLI before it deploys
    // them.
    if (this.engine === UserEngine.VALKEY && user.authentication === UserAuthentication.NO_PASSWORD) {
      Annotations.of(this.group).addError(
        `'users' of a Valkey user group must have a password or IAM authentication, got '${user.node.path}' without a password; ` +
          'use a PasswordUser or an IamUser, or give the group the engine UserEngine.REDIS',
      );
    }
  }

  /** Tells the users, also those to come, where a cache of the group is. */
  public meetCache(cache: Cache, engineType: string, version?: string) {
    this.caches.push({ cache, engineType, version });
    for (const user of this.members.values()) {
      introduce(user, cache);
    }
  }

  /** All that is wrong with the group as it stands now. */
  public faults(): string[] {
    return [
      ...this.countFaults(),
      ...this.nameFaults(),
      ...(this.engine === UserEngine.REDIS ? this.redisFaults() : []),
      ...this.versionFaults(),
    ];
  }

  private countFaults(): string[] {
    const { size } = this.members;
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

  /** Each user name once, as far as the names are known. */
  private nameFaults(): string[] {
    const byName = new Map<string, string[]>();
    for (const { userName, node } of this.members.values()) {
      if (isKnown(userName)) {
        byName.set(userName, [...(byName.get(userName) ?? []), `'${node.path}'`]);
      }
    }
    return [...byName]
      .filter(([, paths]) => paths.length > 1)
      .map(([name, paths]) => `'users' must have different user names, got "${name}" for ${paths.join(', ')}`);
  }

  /** A Redis OSS group holds users of Redis OSS only, one of them by the name default. */
  private redisFaults(): string[] {
    const users = this.users;
    const faults = users
      .filter((user) => user.engine === UserEngine.VALKEY)
      .map(
        (user) =>
          `'users' of a Redis OSS user group must be users of Redis OSS, got '${user.node.path}' of Valkey; give it the engine UserEngine.REDIS, ` +
          'or the group UserEngine.VALKEY',
      );
    const names = users.map((user) => user.userName);
    if (names.every(isKnown) && !names.includes(DEFAULT_USER)) {
      faults.push(
        `'users' of a Redis OSS user group must include one with the user name "${DEFAULT_USER}", got ${listed(names)}; ` +
          "set 'disableDefaultUser', or use UserEngine.VALKEY, which asks for none",
      );
    }
    return faults;
  }

  /**
   * A Redis OSS group whose imported users do not tell whether one of them has the name default: it may be right, and
   * AWS refuses it otherwise.
   */
  public adviseOnDefaultUser(): void {
    const users = this.users;
    const unnamed = users.filter(({ userName }) => userName === undefined);
    if (this.engine !== UserEngine.REDIS || unnamed.length === 0 || !unnamed.every(({ userId }) => isKnown(userId))) {
      return;
    }
    if (users.some(({ userName, userId }) => userName === DEFAULT_USER || userId.includes(DEFAULT_USER))) {
      return;
    }
    Annotations.of(this.group).addWarningV2(
      'cdk-elasticache:UserGroup.DefaultUserTold',
      `'users' of a Redis OSS user group should hold one that is known to have the user name "${DEFAULT_USER}", got ${listed(unnamed.map(({ userId }) => userId))}, ` +
        "of which the imports do not tell it; give one its 'userName', or set 'disableDefaultUser', since AWS refuses the group if none has it",
    );
  }

  /** What the engines of the group's caches do not understand of its users' access control. */
  private versionFaults(): string[] {
    const users = this.users.filter((user): user is CreatedUser => user instanceof CreatedUser);
    const faults = this.caches.flatMap(({ engineType, version }) =>
      version === undefined ? [] : users.flatMap((user) => user._faultsFor(engineType, version)),
    );
    return [...new Set(faults)];
  }
}

/** A cache that the group is given to, as its users have to know it. */
export interface Cache {
  readonly endpoint: Endpoint;
}

function listed(names: string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');
}

function introduce(user: IUser, cache: Cache) {
  if (user.authentication === UserAuthentication.PASSWORD && PasswordUser.isPasswordUser(user)) {
    user._meetCache(cache);
  }
}
