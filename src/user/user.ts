import type { CfnUserProps, IUserRef, UserReference } from 'aws-cdk-lib/aws-elasticache';
import { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IResource, RemovalPolicy, ResourceProps, Stack } from 'aws-cdk-lib/core';
import { Names, Resource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ClusterMode } from '../capacity';
import { UserEngine } from '../engine';
import type { Endpoint } from '../network';
import type { AccessControl } from './access-control';
import type { UserCredentials, UserCredentialsConfig } from './user-credentials';
import { UserGrants } from './user-grants';
import { arnComponents, toStoredName, resolveIdentity } from '../private/arns';
import type { ImportCall } from '../private/errors';
import { setPublicClass, throwValueErrors } from '../private/errors';
import { importL1 } from '../private/l1-imports';
import { lookUp } from '../private/lookup';
import { isMarked, mark } from '../private/marks';
import { referToArn, referToName, resolveRequiredName } from '../private/names';
import { getOwn } from '../private/records';
import { retainTogether } from '../private/removal-policies';
import { LIMITS } from '../service-data/limits';
import { ConstructView, registerImport } from '../validation/construct-view';
import { addConstructWarning, addGeneratedNameWarning } from '../validation/construct-warnings';
import type { PropertyTable } from '../validation/property-table';
import { readAuthentication } from '../validation/rules/group-users';
import { validateProperties } from '../validation/validate-construct';

/**
 * The id and the name of the user that ElastiCache creates in every account. Every Redis OSS user group requires
 * exactly one user with this name.
 */
export const DEFAULT_USER = 'default';

/** The authentication type of a user. */
export enum UserAuthenticationType {
  /** A short-lived token that is signed with IAM credentials. */
  IAM = 'iam',

  /** A password. A user can have one or two valid passwords. */
  PASSWORD = 'password',

  /**
   * No password. Any client with network access to the cache can log in as the user. Only Redis OSS user groups support
   * this authentication type.
   */
  NO_PASSWORD = 'no-password-required',
}

/** An ElastiCache user, either created in the app or imported. */
export interface IUser extends IResource, IUserRef {
  /**
   * The user's id.
   *
   * @attribute
   */
  readonly userId: string;

  /** The engine of the user. Not set for imported users without this attribute. */
  readonly engine?: UserEngine;

  /**
   * The user name that clients log in with. Not set for imported users without this attribute.
   *
   * @attribute
   */
  readonly userName?: string;

  /**
   * The user's ARN.
   *
   * @attribute
   */
  readonly userArn: string;

  /**
   * The authentication type of the user. Not set for the users of a user group that `UserGroup.fromLookup` returns, and
   * for L1 constructs that are added to a user group.
   */
  readonly authenticationType?: UserAuthenticationType;

  /** Grants for this user. */
  readonly grants: UserGrants;
}

/** An ElastiCache user with IAM authentication, either created in the app or imported. */
export interface IIamUser extends IUser {
  /**
   * Grants the given identity permission to connect as this user.
   *
   * The identity also needs permission to connect to the cache. Use `grantConnect` of the cache to grant it.
   *
   * Actions: `elasticache:Connect`
   *
   * @param grantee the identity that receives the permission
   */
  grantConnect(grantee: iam.IGrantable): iam.Grant;

  /**
   * Grants the given identity custom permissions on this user.
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:ModifyUser`
   */
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;
}

/** A cache whose endpoint is added to the secrets of its users. */
export interface CacheWithEndpoint extends Construct {
  readonly endpoint: Endpoint;
  /** The cluster mode of a replication group. */
  readonly clusterMode?: ClusterMode;
}

/** Attributes of an existing user. */
export interface UserBaseAttributes {
  /**
   * The user's id. Specify exactly one of `userId` and `userArn`.
   *
   * @default - the id in `userArn`
   */
  readonly userId?: string;

  /**
   * The engine of the user.
   *
   * @default - Redis OSS for the user `default` that ElastiCache creates, otherwise unknown and not validated
   */
  readonly engine?: UserEngine;

  /**
   * The user name that clients log in with.
   *
   * @default - the user id for users with IAM authentication, and for the user `default` that ElastiCache creates. For
   * other users, the name is unknown and is not validated.
   */
  readonly userName?: string;

  /**
   * The user's ARN. Specify exactly one of `userId` and `userArn`.
   *
   * @default - the ARN of the user with `userId` in the account and Region of the stack
   */
  readonly userArn?: string;
}

/** Options for looking up a user. */
export interface UserLookupOptions {
  /** The user's id. */
  readonly userId: string;
}

/** Properties that all types of users share. */
export interface UserBaseProps {
  /**
   * The engine of the user.
   *
   * A Redis OSS user group can contain only Redis OSS users.
   *
   * @default - Redis OSS for a `NoPasswordUser`, otherwise Valkey
   */
  readonly engine?: UserEngine;

  /**
   * The id of the user.
   *
   * The id consists of 1 to 40 lowercase letters, digits, and single hyphens. It starts with a letter, and does not end
   * with a hyphen. The id must be unique in the account and Region. The id `default` is reserved for the user that
   * ElastiCache creates. If you change the id, CloudFormation replaces the user.
   *
   * @default - generated from the construct's path
   */
  readonly userId?: string;

  /** The commands that the user can run, and the keys and channels that it can use. */
  readonly accessControl: AccessControl;

  /**
   * The removal policy of the user. If the user is retained, a generated secret is also retained.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The base class of all users.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export abstract class UserBase extends Resource implements IUser {
  public abstract readonly userId: string;
  public abstract readonly engine?: UserEngine;
  public abstract readonly userName?: string;
  public abstract readonly userArn: string;
  public abstract readonly authenticationType?: UserAuthenticationType;

  /**
   * Creates a user.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props the account, the Region, and the physical name
   */
  constructor(scope: Construct, id: string, props?: ResourceProps) {
    super(scope, id, props);
  }

  /** Grants for this user. */
  public get grants(): UserGrants {
    return UserGrants.fromUser(this);
  }

  /** A reference to this user. */
  public get userRef(): UserReference {
    // `Ref` of AWS::ElastiCache::User returns the user id, although UserReference calls it the user name.
    return { userName: this.userId, userArn: this.userArn };
  }
}

/** A user that is not created in the app. The class that imports it determines the authentication type. */
export class ImportedUser extends UserBase implements IIamUser {
  public readonly userId: string;
  public readonly engine?: UserEngine;
  public readonly userName?: string;
  public readonly userArn: string;

  constructor(
    call: ImportCall,
    attrs: UserBaseAttributes = {},
    public readonly authenticationType?: UserAuthenticationType,
  ) {
    const identity = resolveIdentity(call, 'user', { name: 'userId', arn: 'userArn' }, attrs.userId, attrs.userArn);
    super(call.scope, call.id, { environmentFromArn: identity.arn });
    setPublicClass(this, call.className);

    const isDefaultUser = identity.name === DEFAULT_USER;
    const isNamedById = isDefaultUser || authenticationType === UserAuthenticationType.IAM;
    this.userId = identity.name;
    this.userArn = identity.arn;
    this.engine = attrs.engine ?? (isDefaultUser ? UserEngine.REDIS : undefined);
    this.userName = attrs.userName ?? (isNamedById ? identity.name : undefined);

    registerImport(this, CfnUser.CFN_RESOURCE_TYPE_NAME, {
      userId: this.userId,
      userName: this.userName,
      engine: this.engine?.engineType,
      authenticationMode: authenticationType && { Type: authenticationType },
    });
  }

  public grantConnect(grantee: iam.IGrantable): iam.Grant {
    return this.grants.connect(grantee);
  }

  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return this.grants.actions(grantee, actions);
  }
}

/** The classes that import users, by authentication type. */
const CLASS_NAMES: Readonly<Record<string, string>> = {
  [UserAuthenticationType.IAM]: 'IamUser',
  [UserAuthenticationType.PASSWORD]: 'PasswordUser',
  [UserAuthenticationType.NO_PASSWORD]: 'NoPasswordUser',
};

/**
 * Throws an error if the authentication type of an L1 construct is known, and differs from that of the class. Does not
 * validate types that are newer than this library, which the rules of the L1 construct report.
 */
function validateL1Authentication(user: CfnUser, className: string, expected: UserAuthenticationType): void {
  const actual = readAuthentication(ConstructView.find(user, CfnUser.CFN_RESOURCE_TYPE_NAME)!)?.toLowerCase();
  const actualClass = getOwn(CLASS_NAMES, actual);
  if (actualClass !== undefined && actualClass !== className) {
    throwValueErrors(
      `${className}.fromCfnUser`,
      [`'cfnUser' must have the authentication type ${expected}, but got ${actual}. Use ${actualClass}.fromCfnUser().`],
      user,
    );
  }
}

/**
 * Returns the L2 construct of an L1 construct. The class that imports it determines the authentication type. Throws an
 * error if the L1 construct has another authentication type.
 */
export function importL1User(user: CfnUser, className: string, authenticationType: UserAuthenticationType): IIamUser {
  return importL1(user, className, (id) => {
    validateL1Authentication(user, className, authenticationType);
    const call = { scope: user, id, className, method: 'fromCfnUser' };
    const { userName, engine } = user;
    return new ImportedUser(call, { userId: user.ref, userName, engine: UserEngine.of(engine) }, authenticationType);
  });
}

/** Returns the L2 construct of a user. Imports a user that is only a reference, such as an L1 construct. */
export function toUser(scope: Construct, user: IUserRef): IUser {
  if (isUser(user)) {
    return user;
  }
  const call = { scope, id: Names.nodeUniqueId(user.node), className: 'UserBase', method: 'fromUserAttributes' };
  return new ImportedUser(call, { userId: user.userRef.userName });
}

function isUser(user: IUserRef): user is IUser {
  return 'userId' in user && 'userArn' in user;
}

/**
 * Looks up the name and the engine of a user. ElastiCache does not return the authentication type, so the caller
 * specifies it.
 */
export function lookUpUser(
  call: ImportCall,
  options: UserLookupOptions,
  authenticationType: UserAuthenticationType,
): IIamUser {
  const userId = toStoredName(options.userId);
  const found = lookUp(call, {
    type: CfnUser.CFN_RESOURCE_TYPE_NAME,
    prop: 'userId',
    identifier: userId,
    // Until the CLI has looked up the user, these values pass the validation of every user group.
    dummy: { UserName: '', Engine: 'redis' },
  });
  return new ImportedUser(
    call,
    { userId, userName: found.UserName || undefined, engine: UserEngine.of(found.Engine) },
    authenticationType,
  );
}

/** The settings in which the types of users differ. */
interface UserTypeSettings {
  readonly authenticationType: UserAuthenticationType;
  readonly defaultEngine: UserEngine;
  readonly credentials?: UserCredentials;
  /** The prop that determines the passwords. */
  readonly credentialsProp?: 'credentials' | 'passwords';
  /** Validation errors in props that only this type of user has. */
  readonly errors?: string[];
}

const CREATED_USER = Symbol.for('cdk-elasticache.CreatedUser');

/** Returns whether a user is created in the app. */
export function isCreatedUser(user: IUserRef): user is CreatedUser {
  return isMarked(user, CREATED_USER);
}

/**
 * The base class of the users that are created in the app. It renders `AWS::ElastiCache::User`.
 *
 * @internal
 */
export abstract class CreatedUser extends UserBase {
  public readonly engine?: UserEngine;
  public readonly userName?: string;
  public readonly authenticationType?: UserAuthenticationType;

  /** The access string, which specifies the user's permissions. */
  public readonly accessString: string;

  /** @internal */
  protected readonly _credentials?: UserCredentialsConfig;

  private readonly accessControl: AccessControl;
  private readonly resource: CfnUser;
  private cachedName?: string;
  private cachedArn?: string;

  constructor(
    scope: Construct,
    id: string,
    props: UserBaseProps & { readonly userName?: string },
    settings: UserTypeSettings,
  ) {
    const userId = resolveRequiredName(scope, id, props.userId, LIMITS.userId);
    super(scope, id, { physicalName: userId });
    mark(this, CREATED_USER);
    addGeneratedNameWarning(this, 'User.NameGeneratedInProduct', 'userId', props.userId);

    this.engine = props.engine ?? settings.defaultEngine;
    this.userName = props.userName ?? userId;
    this.accessControl = props.accessControl;
    this.accessString = props.accessControl.accessString;
    this.authenticationType = settings.authenticationType;
    this._credentials = settings.credentials?._bind(this, this.userName);

    const properties: PropertyTable<
      CfnUserProps,
      UserBaseProps & { userName?: string; passwords?: unknown; credentials?: unknown }
    > = {
      engine: ['engine', this.engine.engineType],
      userId: ['userId', userId],
      userName: ['userName', this.userName],
      accessString: ['accessControl', this.accessString],
      authenticationMode: [
        'passwords',
        renderAuthenticationMode(settings.authenticationType, this._credentials),
        { passwords: settings.credentialsProp ?? 'passwords' },
      ],
      noPasswordRequired: ['passwords', settings.authenticationType === UserAuthenticationType.NO_PASSWORD],
    };
    const cfnProps = validateProperties(this, CfnUser.CFN_RESOURCE_TYPE_NAME, properties, {
      errors: [...(settings.errors ?? []), ...(this._credentials?.errors ?? [])],
      related: {
        'AuthenticationMode.Passwords': this._credentials?.passwords.map(() => this._credentials?.secret),
      },
    });

    this.resource = new CfnUser(this, 'Resource', cfnProps);
    const { generatedSecret } = this._credentials ?? {};
    retainTogether(this.resource, generatedSecret ? [generatedSecret] : []);
    if (props.removalPolicy) {
      this.applyRemovalPolicy(props.removalPolicy);
    }

    for (const warning of this.accessControl._collectWarnings()) {
      addConstructWarning(this, warning.id, `'accessControl' ${warning.text}`);
    }
  }

  public get userId(): string {
    return (this.cachedName ??= referToName(this.physicalName, this.getResourceNameAttribute(this.resource.ref)));
  }

  public get userArn(): string {
    return (this.cachedArn ??= referToArn(
      this.stack,
      'user',
      this.physicalName,
      this.getResourceArnAttribute(this.resource.attrArn, arnComponents('user', this.physicalName)),
    ));
  }

  /**
   * The status of the user at the time of the deployment: `active`, `modifying`, or `deleting`.
   *
   * @attribute
   */
  public get userStatus(): string {
    return this.resource.attrStatus;
  }

  /**
   * Renders the id for the template of a user group. Within the stack of the user, the `Ref` of the resource is enough
   * and needs no further token.
   *
   * @internal
   */
  public _renderId(stack: Stack): string {
    return stack === this.stack ? this.resource.ref : this.userId;
  }
}

// The L1 construct passes these keys to the template unchanged, so they begin with uppercase letters.
function renderAuthenticationMode(type: UserAuthenticationType, credentials?: UserCredentialsConfig) {
  if (!credentials) {
    return { Type: type };
  }
  return { Type: type, Passwords: credentials.passwords.map((password) => password.unsafeUnwrap()) };
}
