import type { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { SecretValue } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { UserEngine } from '../engine';
import type { CacheSecretRotationOptions } from './cache-secret-rotation';
import { CacheSecretRotation } from './cache-secret-rotation';
import { PASSWORD_ROTATION_CODE } from './function-code';
import { SecretEndpointAttachment } from './secret-endpoint-attachment';
import type { CacheWithEndpoint, IUser, UserBaseAttributes, UserBaseProps, UserLookupOptions } from './user';
import { CreatedUser, ImportedUser, UserAuthenticationType, importL1User, lookUpUser } from './user';
import { UserCredentials } from './user-credentials';
import { throwMethodErrors } from '../private/errors';
import { isMarked, mark } from '../private/marks';
import { propertyInjectable } from '../private/property-injection';
import { validateRequiredProps } from '../private/required-props';

const PASSWORD_USER = Symbol.for('cdk-elasticache.PasswordUser');

/** Properties of a `PasswordUser`. */
export interface PasswordUserProps extends UserBaseProps {
  /**
   * The user name that clients log in with: 1 to 120 characters without spaces.
   *
   * If the name is `default`, this user replaces the default user that ElastiCache creates, in all user groups that
   * contain this user.
   *
   * @default - the user id
   */
  readonly userName?: string;

  /**
   * One or two passwords of 16 to 128 printable characters.
   *
   * Passwords must not contain commas, double quotes, slashes, or at signs. If you set two passwords, clients can log
   * in with either of them. Cannot be combined with `credentials`.
   *
   * @default - the password of `credentials`
   */
  readonly passwords?: SecretValue[];

  /**
   * The secret that contains the password: a generated secret, or an existing one.
   *
   * Cannot be combined with `passwords`.
   *
   * @default - a generated password in a new secret
   */
  readonly credentials?: UserCredentials;
}

/**
 * A user that logs in with a password.
 *
 * By default, AWS Secrets Manager generates the password and stores it in the secret that `secret` returns. The
 * CloudFormation template does not contain the password. Use an `IamUser` to avoid passwords if your clients support
 * IAM authentication.
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
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.PasswordUser';

  /**
   * Returns whether the given object is a `PasswordUser`.
   *
   * @param x the object to check
   */
  public static isPasswordUser(x: any): x is PasswordUser {
    return isMarked(x, PASSWORD_USER);
  }

  /**
   * Imports an existing user with a password by its id.
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
   * Imports an existing user with a password by its ARN.
   *
   * The ARN determines the account and Region of the imported user.
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
   * Imports an existing user with a password by its attributes.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs the attributes of the user
   */
  public static fromUserAttributes(scope: Construct, id: string, attrs: UserBaseAttributes): IUser {
    return new ImportedUser(
      { scope, id, className: 'PasswordUser', method: 'fromUserAttributes' },
      attrs,
      UserAuthenticationType.PASSWORD,
    );
  }

  /**
   * Returns an L2 interface for an L1 construct. The L1 construct stays in the stack.
   *
   * Throws an error if the L1 construct has another authentication type.
   *
   * @param cfnUser the L1 construct
   */
  public static fromCfnUser(cfnUser: CfnUser): IUser {
    return importL1User(cfnUser, 'PasswordUser', UserAuthenticationType.PASSWORD);
  }

  /**
   * During synthesis, looks up the name and engine of an existing user with a password, and imports the user.
   *
   * The CDK CLI stores the result in `cdk.context.json`. The stack must have an explicit account and Region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options the user to look up
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
   * The secret with the password, either generated or passed to `UserCredentials.fromSecret`.
   *
   * A generated secret has the fields `username` and `password`. If a cache uses a user group with this user, the
   * construct adds the fields `host`, `port`, and `url` of the cache to the generated secret. The connection URL in
   * `url` contains the percent-encoded user name and password. Not set if you set `passwords`.
   */
  public readonly secret?: secretsmanager.ISecret;

  private readonly endpointAttachment?: SecretEndpointAttachment;

  /**
   * Creates a user with a password.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props the properties of the user
   */
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
      this.endpointAttachment = new SecretEndpointAttachment(this, generatedSecret, this.userName);
    }
    mark(this, PASSWORD_USER);
  }

  /** @internal */
  public get _passwordField(): string | undefined {
    return this._credentials!.passwordField;
  }

  /** @internal */
  public get _endpointAttachment(): SecretEndpointAttachment | undefined {
    return this.endpointAttachment;
  }

  /**
   * Adds a rotation of the password in the user's secret.
   *
   * After a rotation, both the new password and the previous password are valid. Clients keep access if they read the
   * secret again at least once in each rotation period. Throws an error if the user has no secret.
   *
   * @param options the options of the rotation, such as the time between two rotations
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/User-Secrets-Manager.html
   */
  public addRotation(options: CacheSecretRotationOptions = {}): CacheSecretRotation {
    const { secret, passwordField } = this._credentials!;
    if (!secret) {
      return throwMethodErrors(this, 'addRotation', [
        "'passwords' cannot be rotated, because a rotation requires a secret that stores new passwords. " +
          "Remove 'passwords', and set 'credentials' to UserCredentials.fromGeneratedSecret() or UserCredentials.fromSecret().",
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
   * Adds the endpoint of a cache that uses one of the user's groups to the generated secret.
   *
   * @internal
   */
  public _attachToCache(cache: CacheWithEndpoint) {
    this.endpointAttachment?.attach(cache);
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
