import type { IUserRef, UserReference } from 'aws-cdk-lib/aws-elasticache';
import { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { IResource, SecretValue, Stack } from 'aws-cdk-lib/core';
import { Annotations, Resource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { UserEngine } from '../engine';
import type { AccessControl } from './access-control';
import { arnComponents, normalizeName, resolveIdentity } from '../private/arns';
import { lookUp } from '../private/lookup';
import { generateName } from '../private/names';
import { LIMITS } from '../service-data/limits';
import { validateProperties } from '../validation/validate-construct';

/** How a user proves who it is. */
export enum UserAuthentication {
  /** By a short-lived token that is signed with IAM credentials. */
  IAM = 'iam',

  /** By one of one or two passwords. */
  PASSWORD = 'password',

  /** Not at all: whoever reaches the cache is this user. Redis OSS user groups only. */
  NO_PASSWORD = 'no-password-required',
}

/** What every kind of user is made from. */
export interface UserBaseProps {
  /**
   * The engine that the user is made for. A Redis OSS user group takes users of Redis OSS only.
   *
   * @default UserEngine.REDIS for a NoPasswordUser, UserEngine.VALKEY for every other kind of user
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

  /** How the user proves who it is; unknown for some imports. */
  readonly authentication?: UserAuthentication;
}

/** A user of ElastiCache with IAM authentication, created here or imported. */
export interface IIamUser extends IUser {
  /**
   * Allows a principal to connect as this user. It also needs the same on the cache: `cache.grantConnect(grantee)`,
   * or both in one call: `cache.grantConnectAs(user, grantee)`.
   */
  grantConnect(grantee: iam.IGrantable): iam.Grant;

  /** Allows a principal some actions on this user. */
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;
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

/** What all kinds of users share. */
export abstract class UserBase extends Resource implements IUser {
  public abstract readonly userId: string;
  public abstract readonly engine?: UserEngine;
  public abstract readonly userName?: string;
  public abstract readonly userArn: string;
  public abstract readonly authentication?: UserAuthentication;

  /** This user as aws-cdk-lib's own constructs know it. */
  public get userRef(): UserReference {
    return { userName: this.userId, userArn: this.userArn }; // CloudFormation's Ref of a user is its id
  }
}

/** The credentials of a password user, made for it or given, and where an application reads them. */
export interface BoundCredentials {
  readonly passwords: SecretValue[];
  readonly secret?: secretsmanager.ISecret;
  /** The field of the secret that holds the password. */
  readonly passwordField?: string;
  /** The same secret, when it was made here and may be written to. */
  readonly generated?: secretsmanager.ISecret;
}

/** The parts of a user that its kind decides. */
interface UserKind {
  readonly authentication: UserAuthentication;
  readonly defaultEngine: UserEngine;
  /** Makes or takes the passwords, once the user is there to hold what is made. */
  readonly credentials?: (user: Construct, userName: string) => BoundCredentials;
  /** Faults that only this kind can have. */
  readonly faults?: string[];
}

/**
 * What the three kinds of users that are created here share: the rendering of `AWS::ElastiCache::User`.
 *
 * @internal
 */
export abstract class CreatedUser extends UserBase {
  public readonly engine?: UserEngine;
  public readonly userName?: string;
  public readonly authentication?: UserAuthentication;

  /** The access string: which keys, channels and commands the user may use. */
  public readonly accessString: string;

  /** @internal */
  protected readonly _credentials?: BoundCredentials;

  private readonly accessControl: AccessControl;
  private readonly resource: CfnUser;
  private id?: string;
  private arn?: string;

  constructor(scope: Construct, id: string, props: UserBaseProps & { readonly userName?: string }, kind: UserKind) {
    const userId = props.userId ?? generateName(scope, id, LIMITS.userId.maxLength);
    super(scope, id, { physicalName: userId });

    this.engine = props.engine ?? kind.defaultEngine;
    this.userName = props.userName ?? userId;
    this.accessControl = props.accessControl;
    this.accessString = props.accessControl.accessString;
    this.authentication = kind.authentication;
    this._credentials = kind.credentials?.(this, this.userName);

    const properties = {
      engine: this.engine.engineType,
      userId,
      userName: this.userName,
      accessString: this.accessString,
      authenticationMode: {
        Type: kind.authentication,
        ...(this._credentials && { Passwords: this._credentials.passwords.map((password) => password.unsafeUnwrap()) }),
      },
      noPasswordRequired: kind.authentication === UserAuthentication.NO_PASSWORD,
    };
    validateProperties(this, CfnUser.CFN_RESOURCE_TYPE_NAME, properties, {
      names: PROP_NAMES,
      errors: kind.faults,
      annotatedRules: ['User.IdNotReserved'],
    });
    this.resource = new CfnUser(this, 'Resource', properties);
    for (const advice of this.accessControl._advice()) {
      Annotations.of(this).addWarningV2(`cdk-elasticache:${advice.id}`, `'accessControl' ${advice.text}`);
    }
  }

  public get userId(): string {
    return (this.id ??= this.getResourceNameAttribute(this.resource.ref));
  }

  public get userArn(): string {
    return (this.arn ??= this.getResourceArnAttribute(this.resource.attrArn, arnComponents('user', this.physicalName)));
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
   * The id as a group's template writes it: in the user's own stack, where most groups stand, it costs no token of its
   * own.
   *
   * @internal
   */
  public _idIn(stack: Stack): string {
    return stack === this.stack ? this.resource.ref : this.userId;
  }

  /**
   * What a version of an engine does not understand of the user's access control.
   *
   * @internal
   */
  public _faultsFor(engine: string, version: string): string[] {
    return this.accessControl._faultsFor(engine, version).map((fault) => `${fault} (user '${this.node.path}')`);
  }
}

const PROP_NAMES = {
  Engine: 'engine',
  UserId: 'userId',
  UserName: 'userName',
  AccessString: 'accessControl',
  'AuthenticationMode.Passwords': 'passwords',
};

/** A user that exists already; the class that imports it says how it authenticates. */
export class ImportedUser extends UserBase implements IIamUser {
  public readonly userId: string;
  public readonly engine?: UserEngine;
  public readonly userName?: string;
  public readonly userArn: string;

  constructor(
    scope: Construct,
    id: string,
    attrs: UserBaseAttributes,
    public readonly authentication?: UserAuthentication,
  ) {
    const identity = resolveIdentity(scope, 'user', { name: 'userId', arn: 'userArn' }, attrs.userId, attrs.userArn);
    super(scope, id, { environmentFromArn: identity.arn });
    this.userId = identity.name;
    this.userArn = identity.arn;

    const isAccountsOwn = identity.name === DEFAULT_USER;
    this.engine = attrs.engine ?? (isAccountsOwn ? UserEngine.REDIS : undefined);
    this.userName =
      attrs.userName ?? (isAccountsOwn || authentication === UserAuthentication.IAM ? identity.name : undefined);
  }

  public grantConnect(grantee: iam.IGrantable): iam.Grant {
    return grantOn(this, grantee, 'elasticache:Connect');
  }

  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return grantOn(this, grantee, ...actions);
  }
}

/**
 * A user as AWS tells it: id, name, engine. How it authenticates stays with AWS; the class that looks it up says it.
 */
export function lookUpUser(
  scope: Construct,
  id: string,
  options: UserLookupOptions,
  authentication: UserAuthentication,
): IIamUser {
  const userId = normalizeName(options.userId);
  const found = lookUp(scope, {
    type: 'AWS::ElastiCache::User',
    prop: 'userId',
    identifier: userId,
    dummy: { UserName: '', Engine: 'redis' }, // as long as it is not known, it fits every group
  });
  return new ImportedUser(
    scope,
    id,
    { userId, userName: found.UserName || undefined, engine: UserEngine.of(found.Engine) },
    authentication,
  );
}

/** Allows a principal some actions on one user. */
export function grantOn(user: IUser, grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
  return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [user.userArn] });
}

/**
 * The id and the name of the user that ElastiCache makes in every account, and the name that every Redis OSS user group
 * needs once.
 */
export const DEFAULT_USER = 'default';
