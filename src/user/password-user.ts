import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { SecretValue } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { UserEngine } from '../engine';
import type { CacheSecretRotationOptions } from './cache-secret-rotation';
import { CacheSecretRotation } from './cache-secret-rotation';
import { PASSWORD_ROTATION_CODE } from './function-code';
import { SecretEndpointAttachment } from './secret-endpoint-attachment';
import type { CacheWithEndpoint, IUser, UserBaseAttributes, UserBaseProps, UserLookupOptions } from './user';
import { CreatedUser, ImportedUser, UserAuthenticationType, lookUpUser } from './user';
import { UserCredentials } from './user-credentials';
import { throwMethodErrors } from '../private/errors';
import { isMarked, mark } from '../private/marks';
import { propertyInjectable } from '../private/property-injection';
import { validateRequiredProps } from '../private/required-props';

const PASSWORD_USER = Symbol.for('cdk-elasticache.PasswordUser');

/** What a password user is made from. */
export interface PasswordUserProps extends UserBaseProps {
  /**
   * The name with which clients log in: 1 to 120 characters without spaces. The name `default` replaces, in its groups,
   * the user that ElastiCache itself makes.
   *
   * @default - the user's id
   */
  readonly userName?: string;

  /**
   * One or two passwords of 16 to 128 printable characters, without comma, double quote, slash and at sign. While there
   * are two, both are valid. Excludes `credentials`.
   *
   * @default - as `credentials` says
   */
  readonly passwords?: SecretValue[];

  /**
   * Where the password comes from. Excludes `passwords`.
   *
   * @default UserCredentials.fromGeneratedSecret()
   */
  readonly credentials?: UserCredentials;
}

/**
 * A user that logs in with a password.
 *
 * Without further words the password is generated into a secret of AWS Secrets Manager, see `secret`; it never stands
 * in the template. Where clients can sign with AWS IAM, an `IamUser` needs no password at all.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 * @resource AWS::ElastiCache::User
 * @example
 * declare const fn: lambda.Function;
 *
 * const user = new elasticache.PasswordUser(this, 'User', {
 *   accessControl: elasticache.AccessControl.readWrite({ keyPatterns: ['app:*'] }),
 * });
 * user.secret!.grantRead(fn);
 */
@propertyInjectable
export class PasswordUser extends CreatedUser {
  /** Identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.PasswordUser';

  /**
   * Whether something is a `PasswordUser`.
   *
   * @param x anything
   */
  public static isPasswordUser(x: any): x is PasswordUser {
    return isMarked(x, PASSWORD_USER);
  }

  /**
   * Imports a password user by its id.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param userId the user's id
   */
  public static fromUserId(scope: Construct, id: string, userId: string): IUser {
    return new ImportedUser(
      { scope, id, className: 'PasswordUser', method: 'fromUserId' },
      { userId },
      UserAuthenticationType.PASSWORD,
    );
  }

  /**
   * Imports a password user by its ARN; account and region are those of the ARN.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param userArn the user's ARN
   */
  public static fromUserArn(scope: Construct, id: string, userArn: string): IUser {
    return new ImportedUser(
      { scope, id, className: 'PasswordUser', method: 'fromUserArn' },
      { userArn },
      UserAuthenticationType.PASSWORD,
    );
  }

  /**
   * Imports a password user by what is known of it.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs what is known of the user
   */
  public static fromUserAttributes(scope: Construct, id: string, attrs: UserBaseAttributes): IUser {
    return new ImportedUser(
      { scope, id, className: 'PasswordUser', method: 'fromUserAttributes' },
      attrs,
      UserAuthenticationType.PASSWORD,
    );
  }

  /**
   * Looks a password user up in AWS while the app is synthesised: its name and engine. The CDK CLI asks once and keeps
   * the answer in `cdk.context.json`. The stack needs an account and a region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options which user
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: UserLookupOptions): IUser {
    return lookUpUser(
      { scope, id, className: 'PasswordUser', method: 'fromLookup' },
      options,
      UserAuthenticationType.PASSWORD,
    );
  }

  /**
   * The secret with the fields `username` and `password`: the generated one, or the one that
   * `UserCredentials.fromSecret` was given. Undefined for a user whose passwords were given. A generated secret gets
   * the fields `host` and `port` when the user's group is given to a cache.
   */
  public readonly secret?: secretsmanager.ISecret;

  private readonly endpointAttachment?: SecretEndpointAttachment;

  constructor(scope: Construct, id: string, props: PasswordUserProps) {
    validateRequiredProps(new.target.name, scope, id, props, { accessControl: 'AccessControl' });
    super(scope, id, props, {
      authenticationType: UserAuthenticationType.PASSWORD,
      defaultEngine: UserEngine.VALKEY,
      credentials: resolveCredentials(props),
      credentialsProp: props.passwords ? 'passwords' : 'credentials',
      errors: validateCredentials(props),
    });

    const { secret, generatedSecret } = this._credentials!;
    this.secret = secret;
    if (generatedSecret) {
      this.endpointAttachment = new SecretEndpointAttachment(this, generatedSecret);
    }
    mark(this, PASSWORD_USER);
  }

  /** @internal */
  public get _passwordField(): string | undefined {
    return this._credentials!.passwordField;
  }

  /**
   * Rotates the password in the user's secret. The current password and the previous one are valid at any time, so
   * clients keep access if they read the secret again within each period.
   *
   * @param options the period, the password, and the function of the rotation
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/User-Secrets-Manager.html
   */
  public addRotation(options: CacheSecretRotationOptions = {}): CacheSecretRotation {
    const { secret, passwordField } = this._credentials!;
    if (!secret) {
      return throwMethodErrors(this, 'addRotation', [
        "'passwords' cannot be rotated without a secret that stores new passwords. " +
          "Use 'credentials' with UserCredentials.fromGeneratedSecret() or UserCredentials.fromSecret().",
      ]);
    }
    return CacheSecretRotation._of(
      this,
      'addRotation',
      {
        secret,
        field: passwordField,
        id: this.userId,
        arn: this.userArn,
        type: 'AWS::ElastiCache::User',
        userName: this.userName,
        code: PASSWORD_ROTATION_CODE,
        actions: ['elasticache:DescribeUsers', 'elasticache:ModifyUser'],
        description: `Rotates the password of the ElastiCache user ${this.node.path}`,
      },
      options,
    );
  }

  /**
   * Adds the endpoint of a cache that uses a group of this user to the generated secret.
   *
   * @internal
   */
  public _attachToCache(cache: CacheWithEndpoint) {
    this.endpointAttachment?.attach(cache.endpoint);
  }
}

function resolveCredentials({ credentials, passwords }: PasswordUserProps): UserCredentials {
  if (credentials) {
    return credentials;
  }
  return passwords ? UserCredentials._fromPasswords(passwords) : UserCredentials.fromGeneratedSecret();
}

function validateCredentials({ credentials, passwords }: PasswordUserProps): string[] {
  return passwords && credentials ? ["'passwords' cannot be combined with 'credentials'. Remove one of them."] : [];
}
