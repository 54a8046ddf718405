import type { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import type { Construct } from 'constructs';
import { UserEngine } from '../engine';
import type { IUser, UserBaseAttributes, UserBaseProps, UserLookupOptions } from './user';
import { CreatedUser, DEFAULT_USER, ImportedUser, UserAuthenticationType, importL1User, lookUpUser } from './user';
import { isMarked, mark } from '../private/marks';
import { propertyInjectable } from '../private/property-injection';
import { validateRequiredProps } from '../private/required-props';

const NO_PASSWORD_USER = Symbol.for('cdk-elasticache.NoPasswordUser');

/** Properties of a `NoPasswordUser`. */
export interface NoPasswordUserProps extends UserBaseProps {
  /**
   * The user name that clients log in with: 1 to 120 characters without spaces.
   *
   * If the name is `default`, this user replaces the default user that ElastiCache creates, in all user groups that
   * contain this user.
   *
   * @default - the user id
   */
  readonly userName?: string;
}

/**
 * A user that logs in without a password.
 *
 * Any client with network access to the cache can log in as this user. Only Redis OSS user groups support users without
 * a password. In Valkey user groups, all users must have a password or IAM authentication.
 *
 * To replace the user `default` of a Redis OSS user group with a disabled user, set `disableDefaultUser` of the
 * `UserGroup` instead.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 * @resource AWS::ElastiCache::User
 * @example
 * new elasticache.NoPasswordUser(this, 'Anyone', {
 *   userName: 'default',
 *   accessControl: elasticache.AccessControl.readOnly({ keyPatterns: ['public:*'] }),
 * });
 */
@propertyInjectable
export class NoPasswordUser extends CreatedUser {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.NoPasswordUser';

  /**
   * Returns whether the given object is a `NoPasswordUser`.
   *
   * @param x the object to check
   */
  public static isNoPasswordUser(x: any): x is NoPasswordUser {
    return isMarked(x, NO_PASSWORD_USER);
  }

  /**
   * Imports the user `default` that ElastiCache creates in every account.
   *
   * This user has full access without a password. If a Redis OSS user group contains this user, any client with network
   * access has full access to the caches that use the user group.
   *
   * @param scope the parent construct
   * @param id the construct's id
   */
  public static fromDefaultUser(scope: Construct, id: string): IUser {
    return NoPasswordUser.fromUserAttributes(scope, id, { userId: DEFAULT_USER });
  }

  /**
   * Imports an existing user that has no password, by its id.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param userId the user's id
   */
  public static fromUserId(scope: Construct, id: string, userId: string): IUser {
    return new ImportedUser(
      { scope, id, className: 'NoPasswordUser', method: 'fromUserId' },
      { userId },
      UserAuthenticationType.NO_PASSWORD,
    );
  }

  /**
   * Imports an existing user without a password by its ARN.
   *
   * The ARN determines the account and Region of the imported user.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param userArn the user's ARN
   */
  public static fromUserArn(scope: Construct, id: string, userArn: string): IUser {
    return new ImportedUser(
      { scope, id, className: 'NoPasswordUser', method: 'fromUserArn' },
      { userArn },
      UserAuthenticationType.NO_PASSWORD,
    );
  }

  /**
   * Imports an existing user without a password by its attributes.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs the attributes of the user
   */
  public static fromUserAttributes(scope: Construct, id: string, attrs: UserBaseAttributes): IUser {
    return new ImportedUser(
      { scope, id, className: 'NoPasswordUser', method: 'fromUserAttributes' },
      attrs,
      UserAuthenticationType.NO_PASSWORD,
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
    return importL1User(cfnUser, 'NoPasswordUser', UserAuthenticationType.NO_PASSWORD);
  }

  /**
   * Looks up the name and engine of an existing user that has no password, and imports the user.
   *
   * The lookup runs during synthesis. The CDK CLI stores the result in `cdk.context.json`. The stack must have an
   * explicit account and Region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options the user to look up
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: UserLookupOptions): IUser {
    return lookUpUser(
      { scope, id, className: 'NoPasswordUser', method: 'fromLookup' },
      options,
      UserAuthenticationType.NO_PASSWORD,
    );
  }

  /**
   * Creates a user without a password.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props the properties of the user
   */
  constructor(scope: Construct, id: string, props: NoPasswordUserProps) {
    validateRequiredProps(new.target.name, scope, id, props, { accessControl: 'AccessControl' });
    super(scope, id, props, {
      authenticationType: UserAuthenticationType.NO_PASSWORD,
      defaultEngine: UserEngine.REDIS,
    });
    mark(this, NO_PASSWORD_USER);
  }
}
