import type { IUserGroupRef, UserGroupReference } from 'aws-cdk-lib/aws-elasticache';
import { CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IResource } from 'aws-cdk-lib/core';
import { Annotations, Lazy, Resource, Stack } from 'aws-cdk-lib/core';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { UserEngine } from '../engine';
import type { Endpoint } from '../network';
import { AccessControl } from './access-control';
import { NoPasswordUser } from './no-password-user';
import { PasswordUser } from './password-user';
import type { IUser } from './user';
import { CreatedUser, DEFAULT_USER, ImportedUser, UserAuthentication } from './user';
import { arnComponents, normalizeName, resolveIdentity } from '../private/arns';
import { throwValidationErrors } from '../private/errors';
import { lookUp } from '../private/lookup';
import { generateName } from '../private/names';
import { isResolved } from '../private/tokens';
import { LIMITS } from '../service-data/limits';
import { validateProperties } from '../validation/validate-construct';

/** The id of a group as the template of a cache writes it. */
export function userGroupIdIn(stack: Stack, group: IUserGroup): string {
  return group instanceof UserGroup ? group._idIn(stack) : group.userGroupName;
}

const USER_GROUP = Symbol.for('cdk-elasticache.UserGroup');

/** What a user group is made from. */
export interface UserGroupProps {
  /**
   * The group's id: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter. Another id is
   * another group: CloudFormation replaces it.
   *
   * @default - generated from the construct's path
   */
  readonly userGroupName?: string;

  /**
   * The engine of the group: a Valkey group serves Valkey caches, a Redis OSS group serves Redis OSS and Valkey caches
   * and holds exactly one user with the name `default`.
   *
   * @default UserEngine.VALKEY
   */
  readonly engine?: UserEngine;

  /**
   * The users in the group, at most 100. A user that stands here twice is in the group once.
   *
   * @default - none; users can be added later with `addUser`
   */
  readonly users?: IUser[];

  /**
   * Makes a user with the name `default` that is switched off (`off -@all`) and puts it in the group, so that nobody
   * comes in without a name. For Redis OSS groups, which need a user of this name; a Valkey group lets nobody in
   * without a name anyway.
   *
   * @default false
   */
  readonly disableDefaultUser?: boolean;
}

/** A user group, created here or imported: what a cache is given to control who may do what. */
export interface IUserGroup extends IResource, IUserGroupRef {
  /**
   * The group's id.
   *
   * @attribute
   */
  readonly userGroupName: string;

  /** The engine of the group; unknown for some imports. */
  readonly engine?: UserEngine;

  /** The users in the group; unknown for some imports. */
  readonly users?: IUser[];

  /**
   * The group's ARN.
   *
   * @attribute
   */
  readonly userGroupArn: string;

  /**
   * Puts a user into the group.
   *
   * @param user the user
   */
  addUser(user: IUser): void;
}

/** What created and imported user groups share. */
export abstract class UserGroupBase extends Resource implements IUserGroup {
  public abstract readonly userGroupName: string;
  public abstract readonly engine?: UserEngine;
  public abstract readonly users?: IUser[];
  public abstract readonly userGroupArn: string;

  /** This group as aws-cdk-lib's own constructs know it. */
  public get userGroupRef(): UserGroupReference {
    return { userGroupId: this.userGroupName, userGroupArn: this.userGroupArn };
  }

  /**
   * Puts a user into the group. A user that is in it already stays in it once.
   *
   * @param _user the user
   */
  public addUser(_user: IUser): void {
    throwValidationErrors(this, [
      "'addUser' works on groups that are created in the app, and this one is imported; add the user where the group is created",
    ]);
  }
}

/** What is known of a user group that exists already. */
export interface UserGroupAttributes {
  /**
   * The group's id. Exactly one of `userGroupName` and `userGroupArn` is given.
   *
   * @default - taken from userGroupArn
   */
  readonly userGroupName?: string;

  /**
   * The engine of the group.
   *
   * @default - unknown: what depends on it is not checked
   */
  readonly engine?: UserEngine;

  /**
   * The users in the group.
   *
   * @default - unknown: what depends on them is not checked
   */
  readonly users?: IUser[];

  /**
   * The group's ARN. Exactly one of `userGroupName` and `userGroupArn` is given.
   *
   * @default - made from userGroupName, in the account and region of the stack
   */
  readonly userGroupArn?: string;
}

/** Which user group is looked up. */
export interface UserGroupLookupOptions {
  /** The group's id. */
  readonly userGroupName: string;
}

/**
 * A group of users, to be given to caches: who may log in there, and what each may do.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 * @resource AWS::ElastiCache::UserGroup
 * @example
 * declare const reader: elasticache.IamUser;
 * declare const writer: elasticache.IamUser;
 *
 * const userGroup = new elasticache.UserGroup(this, 'Users', { users: [reader] });
 * userGroup.addUser(writer);
 *
 * new elasticache.ServerlessCache(this, 'Cache', { vpc, userGroup });
 */
@propertyInjectable
export class UserGroup extends UserGroupBase {
  /** Identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.UserGroup';

  /**
   * Whether something is a `UserGroup`.
   *
   * @param x anything
   */
  public static isUserGroup(x: any): x is UserGroup {
    return x !== null && typeof x === 'object' && USER_GROUP in x;
  }

  /**
   * Imports a user group by its id.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param userGroupName the group's id
   */
  public static fromUserGroupName(scope: Construct, id: string, userGroupName: string): IUserGroup {
    return new ImportedUserGroup(scope, id, { userGroupName });
  }

  /**
   * Imports a user group by its ARN; account and region are those of the ARN.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param userGroupArn the group's ARN
   */
  public static fromUserGroupArn(scope: Construct, id: string, userGroupArn: string): IUserGroup {
    return new ImportedUserGroup(scope, id, { userGroupArn });
  }

  /**
   * Imports a user group by what is known of it.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs what is known of the group
   */
  public static fromUserGroupAttributes(scope: Construct, id: string, attrs: UserGroupAttributes): IUserGroup {
    return new ImportedUserGroup(scope, id, attrs);
  }

  /**
   * Looks a user group up in AWS while the app is synthesised: its engine and its users, which are known by their ids.
   * The CDK CLI asks once and keeps the answer in `cdk.context.json`. The stack needs an account and a region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options which group
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: UserGroupLookupOptions): IUserGroup {
    const userGroupName = normalizeName(options.userGroupName);
    const found = lookUp(scope, {
      type: CfnUserGroup.CFN_RESOURCE_TYPE_NAME,
      prop: 'userGroupName',
      identifier: userGroupName,
      dummy: { Engine: 'redis', UserIds: ['dummy'] }, // as long as it is not known, it fits every cache
    });
    return new ImportedUserGroup(scope, id, { userGroupName, engine: UserEngine.of(found.Engine) }, found.UserIds);
  }

  public readonly engine?: UserEngine;

  private readonly membership: Membership;
  private readonly resource: CfnUserGroup;
  private name?: string;
  private arn?: string;

  constructor(scope: Construct, id: string, props: UserGroupProps = {}) {
    const userGroupName = props.userGroupName ?? generateName(scope, id, LIMITS.userGroupId.maxLength);
    super(scope, id, { physicalName: userGroupName });

    const engine = props.engine ?? UserEngine.VALKEY;
    this.engine = engine;
    this.membership = new Membership(this, engine);

    const properties = {
      engine: engine.engineType,
      userGroupId: userGroupName,
      userIds: Lazy.list({ produce: () => this.membership.userIds }),
    };
    validateProperties(this, CfnUserGroup.CFN_RESOURCE_TYPE_NAME, properties, {
      names: { Engine: 'engine', UserGroupId: 'userGroupName', UserIds: 'users' },
      errors:
        props.disableDefaultUser && engine === UserEngine.VALKEY
          ? [
              '\'disableDefaultUser\' is for Redis OSS user groups, got a Valkey one; leave it out, a Valkey group without a user "default" lets nobody in without a name',
            ]
          : [],
    });
    this.resource = new CfnUserGroup(this, 'Resource', properties);

    Object.defineProperty(this, USER_GROUP, { value: true });

    for (const user of props.users ?? []) {
      this.addUser(user);
    }
    if (props.disableDefaultUser) {
      this.addUser(this.disabledDefaultUser());
    }
    this.node.addValidation({
      validate: () => {
        this.membership.adviseOnDefaultUser();
        return this.membership.faults();
      },
    });
  }

  public get userGroupName(): string {
    return (this.name ??= this.getResourceNameAttribute(this.resource.ref));
  }

  public get userGroupArn(): string {
    return (this.arn ??= this.getResourceArnAttribute(
      this.resource.attrArn,
      arnComponents('usergroup', this.physicalName),
    ));
  }

  /**
   * The group's status when it was deployed: creating, active, modifying, deleting.
   *
   * @attribute
   */
  public get userGroupStatus(): string {
    return this.resource.attrStatus;
  }

  /** The users in the group, as a copy; `addUser` adds to them. */
  public get users(): IUser[] | undefined {
    return [...this.membership.users];
  }

  /**
   * Puts a user into the group. A user that is in it already stays in it once.
   *
   * @param user the user
   */
  public addUser(user: IUser): void {
    this.membership.add(user);
  }

  /**
   * The id as a cache's template writes it: in the group's own stack, where most caches stand, it costs no token of its
   * own.
   *
   * @internal
   */
  public _idIn(stack: Stack): string {
    return stack === this.stack ? this.resource.ref : this.userGroupName;
  }

  /**
   * Told by a cache that the group is given to.
   *
   * @internal
   */
  public _meetCache(cache: Cache, engineType: string, version?: string) {
    this.membership.meetCache(cache, engineType, version);
  }

  private disabledDefaultUser(): IUser {
    return new NoPasswordUser(this, 'DefaultUser', { userName: DEFAULT_USER, accessControl: AccessControl.disabled() });
  }
}

/** A user group that exists already. */
class ImportedUserGroup extends UserGroupBase {
  public readonly userGroupName: string;
  public readonly userGroupArn: string;
  public readonly engine?: UserEngine;
  private readonly known?: IUser[];

  /** @param userIds ids of users that were found, which become constructs below this one */
  constructor(scope: Construct, id: string, attrs: UserGroupAttributes, userIds?: string[]) {
    const identity = resolveIdentity(
      scope,
      'usergroup',
      { name: 'userGroupName', arn: 'userGroupArn' },
      attrs.userGroupName,
      attrs.userGroupArn,
    );
    super(scope, id, { environmentFromArn: identity.arn });
    this.userGroupName = identity.name;
    this.userGroupArn = identity.arn;
    this.engine = attrs.engine;
    this.known =
      userIds?.map((userId) => new ImportedUser(this, userId, { userId })) ?? (attrs.users && [...attrs.users]);
  }

  public get users(): IUser[] | undefined {
    return this.known && [...this.known];
  }
}

/**
 * The users of one group, in the order in which they came, and what the group's engine demands of them.
 *
 * What is not known, such as the name of a user that is imported by its id, is not judged.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
class Membership {
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
      if (isResolved(userName)) {
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
    if (names.every(isResolved) && !names.includes(DEFAULT_USER)) {
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
    if (
      this.engine !== UserEngine.REDIS ||
      unnamed.length === 0 ||
      !unnamed.every(({ userId }) => isResolved(userId))
    ) {
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
interface Cache {
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

/** Which user groups a cache of an engine takes, as far as the engine of the group is known. */
export function userGroupFaults(
  engineType: string,
  group: IUserGroup | undefined,
  prop: string,
  cache: string = 'cache',
): string[] {
  if (engineType === 'redis' && group?.engine === UserEngine.VALKEY) {
    return [
      `'${prop}' of a Redis OSS ${cache} must be a Redis OSS group, got '${group.node.path}' of Valkey; give it the engine UserEngine.REDIS, ` +
        `or the ${cache} a Valkey engine`,
    ];
  }
  return [];
}
