import type { CfnUserProps, IUserRef, UserReference } from 'aws-cdk-lib/aws-elasticache';
import { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IResource, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Names, Resource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { UserEngine } from '../engine';
import type { Endpoint } from '../network';
import type { AccessControl } from './access-control';
import type { UserCredentials, UserCredentialsConfig } from './user-credentials';
import { UserGrants } from './user-grants';
import { arnComponents, toStoredName, resolveIdentity } from '../private/arns';
import type { ImportCall } from '../private/errors';
import { setPublicClass } from '../private/errors';
import { lookUp } from '../private/lookup';
import { isMarked, mark } from '../private/marks';
import { resolveRequiredName } from '../private/names';
import { retainTogether } from '../private/removal-policies';
import { LIMITS } from '../service-data/limits';
import { registerImport } from '../validation/construct-view';
import { addConstructWarning, addGeneratedNameWarning } from '../validation/construct-warnings';
import type { PropertyTable } from '../validation/property-table';
import { validateProperties } from '../validation/validate-construct';

/**
 * The id and the name of the user that ElastiCache creates in every account. Every Redis OSS user group needs exactly
 * one user with this name.
 */
export const DEFAULT_USER = 'default';

/** The type of a user's authentication. */
export enum UserAuthenticationType {
  /** A short-lived token that is signed with IAM credentials. */
  IAM = 'iam',

  /** One or two passwords, of which clients use one. */
  PASSWORD = 'password',

  /** No password: any client with network access can log in as this user. Redis OSS user groups only. */
  NO_PASSWORD = 'no-password-required',
}

/** A user of ElastiCache, created here or imported. */
export interface IUser extends IResource, IUserRef {
  /**
   * The user's id.
   *
   * @attribute
   */
  readonly userId: string;

  /** The engine that the user is made for; unknown for some imports. */
  readonly engine?: UserEngine;

  /**
   * The name with which clients log in; unknown for some imports.
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

  /** The type of authentication. Undefined for some imports. */
  readonly authenticationType?: UserAuthenticationType;

  /** Grants for this user. */
  readonly grants: UserGrants;
}

/** A user of ElastiCache with IAM authentication, created here or imported. */
export interface IIamUser extends IUser {
  /**
   * Grants the given identity permission to connect as this user. It needs the same permission on the cache, see
   * `grantConnect` of the cache.
   *
   * Actions: `elasticache:Connect`
   */
  grantConnect(grantee: iam.IGrantable): iam.Grant;

  /** Grants the given identity custom permissions on this user. */
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;
}

/** The part of a cache that its users need. */
export interface CacheWithEndpoint {
  readonly endpoint: Endpoint;
}

/** What is known of a user that exists already. */
export interface UserBaseAttributes {
  /**
   * The user's id. Exactly one of `userId` and `userArn` is given.
   *
   * @default - taken from userArn
   */
  readonly userId?: string;

  /**
   * The engine that the user is made for.
   *
   * @default - unknown, except for the user `default` that ElastiCache itself makes: UserEngine.REDIS
   */
  readonly engine?: UserEngine;

  /**
   * The name with which clients log in.
   *
   * @default - the id for an IAM user and for the user `default` that ElastiCache itself makes, else unknown
   */
  readonly userName?: string;

  /**
   * The user's ARN. Exactly one of `userId` and `userArn` is given.
   *
   * @default - made from userId, in the account and region of the stack
   */
  readonly userArn?: string;
}

/** Which user is looked up. */
export interface UserLookupOptions {
  /** The user's id. */
  readonly userId: string;
}

/** What every kind of user is made from. */
export interface UserBaseProps {
  /**
   * The engine that the user is made for. A Redis OSS user group takes users of Redis OSS only.
   *
   * @default - UserEngine.REDIS for a NoPasswordUser, UserEngine.VALKEY for every other kind of user
   */
  readonly engine?: UserEngine;

  /**
   * The user's id, unique in account and region: 1 to 40 lower-case letters, digits and single hyphens, starting with a
   * letter. The id `default` belongs to the user that ElastiCache itself makes. Another id is another user:
   * CloudFormation replaces it.
   *
   * @default - generated from the construct's path
   */
  readonly userId?: string;

  /** Which keys, channels and commands the user may use. */
  readonly accessControl: AccessControl;

  /**
   * The removal policy of the user. A generated secret is retained together with the user.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What all kinds of users share. */
export abstract class UserBase extends Resource implements IUser {
  public abstract readonly userId: string;
  public abstract readonly engine?: UserEngine;
  public abstract readonly userName?: string;
  public abstract readonly userArn: string;
  public abstract readonly authenticationType?: UserAuthenticationType;

  /** Grants for this user. */
  public get grants(): UserGrants {
    return UserGrants.fromUser(this);
  }

  /** This user as aws-cdk-lib's own constructs know it. */
  public get userRef(): UserReference {
    // `Ref` of AWS::ElastiCache::User returns the user id, although UserReference calls it the user name.
    return { userName: this.userId, userArn: this.userArn };
  }
}

/** A user that is not created in the app. The class that imports it determines the type of authentication. */
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
 * Looks up the name and the engine of a user. ElastiCache does not return the type of authentication, so the caller
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

/** Whether a user is created in the app. */
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

  /** The access string: which keys, channels and commands the user may use. */
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
    return (this.cachedName ??= this.getResourceNameAttribute(this.resource.ref));
  }

  public get userArn(): string {
    return (this.cachedArn ??= this.getResourceArnAttribute(
      this.resource.attrArn,
      arnComponents('user', this.physicalName),
    ));
  }

  /**
   * The user's status when it was deployed: active, modifying, deleting.
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

// The L1 construct passes these keys to the template as they are.
function renderAuthenticationMode(type: UserAuthenticationType, credentials?: UserCredentialsConfig) {
  if (!credentials) {
    return { Type: type };
  }
  return { Type: type, Passwords: credentials.passwords.map((password) => password.unsafeUnwrap()) };
}
