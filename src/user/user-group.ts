import type { CfnUserGroupProps, IUserGroupRef, IUserRef, UserGroupReference } from 'aws-cdk-lib/aws-elasticache';
import { CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IResource, RemovalPolicy, ResourceProps, Stack } from 'aws-cdk-lib/core';
import { Lazy, Resource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { UserEngine } from '../engine';
import { AccessControl } from './access-control';
import { NoPasswordUser } from './no-password-user';
import type { CacheWithEndpoint, IUser } from './user';
import { DEFAULT_USER, ImportedUser, toUser } from './user';
import { UserGroupUsers } from './user-group-users';
import { arnComponents, toStoredName, resolveIdentity } from '../private/arns';
import { setPublicClass, throwMethodErrors } from '../private/errors';
import { importL1 } from '../private/l1-imports';
import { lookUp } from '../private/lookup';
import { isMarked, mark } from '../private/marks';
import { referToArn, referToName, resolveRequiredName } from '../private/names';
import { propertyInjectable } from '../private/property-injection';
import { retainTogether } from '../private/removal-policies';
import { LIMITS } from '../service-data/limits';
import { registerImport } from '../validation/construct-view';
import { addGeneratedNameWarning } from '../validation/construct-warnings';
import type { PropertyTable } from '../validation/property-table';
import { validateProperties } from '../validation/validate-construct';

const USER_GROUP = Symbol.for('cdk-elasticache.UserGroup');

/** A user group, either created in the app or imported. */
export interface IUserGroup extends IResource, IUserGroupRef {
  /**
   * The name of the user group, which is also its id.
   *
   * @attribute
   */
  readonly userGroupName: string;

  /** The engine of the user group. Not set for imported user groups without this attribute. */
  readonly engine?: UserEngine;

  /** The users in the user group. Not set for imported user groups without this attribute. */
  readonly users?: IUser[];

  /**
   * The ARN of the user group.
   *
   * @attribute
   */
  readonly userGroupArn: string;

  /**
   * Adds a user to the user group.
   *
   * Throws an error for imported user groups.
   *
   * @param user the user to add
   */
  addUser(user: IUserRef): void;
}

/** Attributes of an existing user group. */
export interface UserGroupAttributes {
  /**
   * The id of the user group. Specify exactly one of `userGroupName` and `userGroupArn`.
   *
   * @default - the id in `userGroupArn`
   */
  readonly userGroupName?: string;

  /**
   * The engine of the user group.
   *
   * @default - unknown. The engine is not validated.
   */
  readonly engine?: UserEngine;

  /**
   * The users in the user group.
   *
   * @default - unknown. The users are not validated.
   */
  readonly users?: IUserRef[];

  /**
   * The ARN of the user group. Specify exactly one of `userGroupName` and `userGroupArn`.
   *
   * @default - the ARN of the user group with `userGroupName` in the account and Region of the stack
   */
  readonly userGroupArn?: string;
}

/** Options for looking up a user group. */
export interface UserGroupLookupOptions {
  /** The id of the user group. */
  readonly userGroupName: string;
}

/** Properties of a `UserGroup`. */
export interface UserGroupProps {
  /**
   * The id of the user group.
   *
   * The id consists of 1 to 40 lowercase letters, digits, and single hyphens. It starts with a letter, and does not end
   * with a hyphen. The id must be unique in the account and Region. If you change the id, CloudFormation replaces the
   * user group.
   *
   * @default - generated from the construct's path
   */
  readonly userGroupName?: string;

  /**
   * The engine of the user group.
   *
   * Valkey caches support Valkey and Redis OSS user groups. Redis OSS caches require a Redis OSS user group. A Redis
   * OSS user group must contain exactly one user with the name `default`.
   *
   * @default UserEngine.VALKEY
   */
  readonly engine?: UserEngine;

  /**
   * The users in the user group. A user group can contain at most 100 users, unless your account has a higher quota.
   * Duplicates are ignored.
   *
   * @default - no users. Add users with `addUser`, because clients cannot log in without a user.
   */
  readonly users?: IUserRef[];

  /**
   * Whether to create a disabled user (`off -@all`) with the name `default`, and add this user to the user group.
   *
   * Use this prop for Redis OSS user groups, which require a user with this name. The disabled user prevents clients
   * from logging in without a user name. In Valkey user groups, such clients are rejected by default, so this user is
   * not needed.
   *
   * @default false
   */
  readonly disableDefaultUser?: boolean;

  /**
   * The removal policy of the user group. If the user group is retained, the user that `disableDefaultUser` creates is
   * also retained.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The base class of created and imported user groups.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export abstract class UserGroupBase extends Resource implements IUserGroup {
  public abstract readonly userGroupName: string;
  public abstract readonly engine?: UserEngine;
  public abstract readonly users?: IUser[];
  public abstract readonly userGroupArn: string;

  /**
   * Creates a user group.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props the account, the Region, and the physical name
   */
  constructor(scope: Construct, id: string, props?: ResourceProps) {
    super(scope, id, props);
  }

  /** A reference to this user group. */
  public get userGroupRef(): UserGroupReference {
    return { userGroupId: this.userGroupName, userGroupArn: this.userGroupArn };
  }

  /**
   * Adds a user to the user group.
   *
   * Has no effect if the user group already contains the user. Throws an error for imported user groups.
   *
   * @param _user the user to add
   */
  public addUser(_user: IUserRef): void {
    throwMethodErrors(this, 'addUser', [
      "'addUser' is not supported for imported user groups. Add the user where the user group is created.",
    ]);
  }
}

class ImportedUserGroup extends UserGroupBase {
  public readonly userGroupName: string;
  public readonly userGroupArn: string;
  public readonly engine?: UserEngine;
  private readonly importedUsers?: IUser[];

  /** @param userIds the ids of users that a lookup found, which are imported as child constructs */
  constructor(scope: Construct, id: string, method: string, attrs: UserGroupAttributes = {}, userIds?: string[]) {
    const identity = resolveIdentity(
      { scope, id, className: 'UserGroup', method },
      'usergroup',
      { name: 'userGroupName', arn: 'userGroupArn' },
      attrs.userGroupName,
      attrs.userGroupArn,
    );
    super(scope, id, { environmentFromArn: identity.arn });
    setPublicClass(this, 'UserGroup');

    this.userGroupName = identity.name;
    this.userGroupArn = identity.arn;
    this.engine = attrs.engine;
    registerImport(
      this,
      CfnUserGroup.CFN_RESOURCE_TYPE_NAME,
      { engine: this.engine?.engineType, userIds: attrs.users?.map((user) => user.userRef.userName) },
      () => ({ UserIds: attrs.users }),
    );
    if (userIds) {
      this.importedUsers = userIds.map(
        (userId) =>
          new ImportedUser({ scope: this, id: userId, className: 'UserGroup', method: 'fromLookup' }, { userId }),
      );
    } else {
      this.importedUsers = attrs.users?.map((user) => toUser(this, user));
    }
  }

  public get users(): IUser[] | undefined {
    return this.importedUsers && [...this.importedUsers];
  }
}

/**
 * A group of ElastiCache users. Clients can log in as these users to the caches that use the user group.
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
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.UserGroup';

  /**
   * Returns whether the given object is a `UserGroup`.
   *
   * @param x the object to check
   */
  public static isUserGroup(x: any): x is UserGroup {
    return isMarked(x, USER_GROUP);
  }

  /**
   * Imports an existing user group by its name, which is its user group id.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param userGroupName the name of the user group, which ElastiCache calls the user group id
   */
  public static fromUserGroupName(scope: Construct, id: string, userGroupName: string): IUserGroup {
    return new ImportedUserGroup(scope, id, 'fromUserGroupName', { userGroupName });
  }

  /**
   * Imports an existing user group by its ARN.
   *
   * The ARN determines the account and Region of the imported user group.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param userGroupArn the ARN of the user group
   */
  public static fromUserGroupArn(scope: Construct, id: string, userGroupArn: string): IUserGroup {
    return new ImportedUserGroup(scope, id, 'fromUserGroupArn', { userGroupArn });
  }

  /**
   * Imports an existing user group by its attributes.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs the attributes of the user group
   */
  public static fromUserGroupAttributes(scope: Construct, id: string, attrs: UserGroupAttributes): IUserGroup {
    return new ImportedUserGroup(scope, id, 'fromUserGroupAttributes', attrs);
  }

  /**
   * Returns an L2 interface for an L1 construct. The L1 construct stays in the stack. The users are unknown.
   *
   * @param cfnUserGroup the L1 construct
   */
  public static fromCfnUserGroup(cfnUserGroup: CfnUserGroup): IUserGroup {
    return importL1(
      cfnUserGroup,
      'UserGroup',
      (id) =>
        new ImportedUserGroup(cfnUserGroup, id, 'fromCfnUserGroup', {
          userGroupName: cfnUserGroup.ref,
          engine: UserEngine.of(cfnUserGroup.engine),
        }),
    );
  }

  /**
   * Looks up the engine and user ids of an existing user group during synthesis, and imports the user group.
   *
   * The CDK CLI stores the result in `cdk.context.json`. The stack must have an explicit account and Region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options the user group to look up
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: UserGroupLookupOptions): IUserGroup {
    const userGroupName = toStoredName(options.userGroupName);
    const found = lookUp(
      { scope, id, className: 'UserGroup', method: 'fromLookup' },
      {
        type: CfnUserGroup.CFN_RESOURCE_TYPE_NAME,
        prop: 'userGroupName',
        identifier: userGroupName,
        // Until the CLI has looked up the group, these values pass the validation of every cache.
        dummy: { Engine: 'redis', UserIds: ['dummy'] },
      },
    );
    return new ImportedUserGroup(
      scope,
      id,
      'fromLookup',
      { userGroupName, engine: UserEngine.of(found.Engine) },
      found.UserIds,
    );
  }

  public readonly engine?: UserEngine;

  private readonly userGroupUsers: UserGroupUsers;
  private readonly resource: CfnUserGroup;
  private cachedName?: string;
  private cachedArn?: string;

  /**
   * Creates a user group.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props the properties of the user group
   */
  constructor(scope: Construct, id: string, props: UserGroupProps = {}) {
    const userGroupName = resolveRequiredName(scope, id, props.userGroupName, LIMITS.userGroupId);
    super(scope, id, { physicalName: userGroupName });
    addGeneratedNameWarning(this, 'UserGroup.NameGeneratedInProduct', 'userGroupName', props.userGroupName);

    const engine = props.engine ?? UserEngine.VALKEY;
    this.engine = engine;
    this.userGroupUsers = new UserGroupUsers(this);
    for (const user of props.users ?? []) {
      this.addUser(user);
    }
    const propsOfUsers: Record<string, 'disableDefaultUser'> = {};
    const disabledDefaultUser = props.disableDefaultUser ? this.createDisabledDefaultUser() : undefined;
    if (disabledDefaultUser) {
      propsOfUsers[this.userGroupUsers.list().length] = 'disableDefaultUser';
      this.addUser(disabledDefaultUser);
    }

    const properties: PropertyTable<CfnUserGroupProps, UserGroupProps> = {
      engine: ['engine', engine.engineType],
      userGroupId: ['userGroupName', userGroupName],
      userIds: ['users', Lazy.list({ produce: () => this.userGroupUsers.renderIds() }), propsOfUsers],
    };
    const users = this.userGroupUsers;
    const cfnProps = validateProperties(this, CfnUserGroup.CFN_RESOURCE_TYPE_NAME, properties, {
      related: () => ({ UserIds: users.listReferences() }),
      changingProperties: { userIds: () => users.renderIds() },
    });

    this.resource = new CfnUserGroup(this, 'Resource', cfnProps);
    mark(this, USER_GROUP);

    retainTogether(this.resource, disabledDefaultUser ? [disabledDefaultUser] : []);
    if (props.removalPolicy) {
      this.applyRemovalPolicy(props.removalPolicy);
    }
  }

  public get userGroupName(): string {
    return (this.cachedName ??= referToName(this.physicalName, this.getResourceNameAttribute(this.resource.ref)));
  }

  public get userGroupArn(): string {
    return (this.cachedArn ??= referToArn(
      this.stack,
      'usergroup',
      this.physicalName,
      this.getResourceArnAttribute(this.resource.attrArn, arnComponents('usergroup', this.physicalName)),
    ));
  }

  /**
   * The status of the user group at the time of the deployment: `creating`, `active`, `modifying`, or `deleting`.
   *
   * @attribute
   */
  public get userGroupStatus(): string {
    return this.resource.attrStatus;
  }

  /** The users in the user group. The list is a copy, so use `addUser` to add users. */
  public get users(): IUser[] | undefined {
    return [...this.userGroupUsers.list()];
  }

  /**
   * Adds a user to the user group.
   *
   * Has no effect if the user group already contains the user.
   *
   * @param user the user to add
   */
  public addUser(user: IUserRef): void {
    this.userGroupUsers.add(user);
  }

  /**
   * Renders the id for the template of a cache. Within the stack of the group, the `Ref` of the resource is enough and
   * needs no further token.
   *
   * @internal
   */
  public _renderId(stack: Stack): string {
    return stack === this.stack ? this.resource.ref : this.userGroupName;
  }

  /**
   * Connects the users to a cache that uses the group.
   *
   * @param prop the prop of the cache with the group
   * @internal
   */
  public _attachToCache(cache: CacheWithEndpoint, prop: string) {
    this.userGroupUsers.attachToCache(cache, prop);
  }

  private createDisabledDefaultUser(): IUser {
    return new NoPasswordUser(this, 'DefaultUser', { userName: DEFAULT_USER, accessControl: AccessControl.disabled() });
  }
}

/** Renders the id of a user group for the template of a cache. */
export function renderUserGroupId(stack: Stack, group: IUserGroupRef): string {
  return UserGroup.isUserGroup(group) ? group._renderId(stack) : group.userGroupRef.userGroupId;
}

/** Returns the L2 construct of a user group. Imports a group that is only a reference, such as an L1 construct. */
export function toUserGroup(scope: Construct, group: IUserGroupRef | undefined): IUserGroup | undefined {
  if (!group || isUserGroup(group)) {
    return group;
  }
  return new ImportedUserGroup(scope, 'UserGroup', 'fromUserGroupName', {
    userGroupName: group.userGroupRef.userGroupId,
  });
}

function isUserGroup(group: IUserGroupRef): group is IUserGroup {
  return 'userGroupArn' in group && 'addUser' in group;
}
