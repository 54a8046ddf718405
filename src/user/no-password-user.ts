import type { Construct } from 'constructs';
import { UserEngine } from '../engine';
import type { IUser, UserBaseAttributes, UserBaseProps, UserLookupOptions } from './user';
import { CreatedUser, DEFAULT_USER, ImportedUser, UserAuthenticationType, lookUpUser } from './user';
import { isMarked, mark } from '../private/marks';
import { propertyInjectable } from '../private/property-injection';
import { validateRequiredProps } from '../private/required-props';

const NO_PASSWORD_USER = Symbol.for('cdk-elasticache.NoPasswordUser');

/** What a user without a password is made from. */
export interface NoPasswordUserProps extends UserBaseProps {
  /**
   * The name with which clients log in: 1 to 120 characters without spaces. The name `default` replaces, in its groups,
   * the user that ElastiCache itself makes.
   *
   * @default - the user's id
   */
  readonly userName?: string;
}

/**
 * A user that logs in without a password: whoever reaches the cache over the network is this user.
 *
 * Redis OSS user groups only; Valkey wants a password or IAM authentication. Good for the user `default` of a Redis OSS
 * group that is switched off, for which `UserGroup` has `disableDefaultUser`.
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
  /** Identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.NoPasswordUser';

  /**
   * Whether something is a `NoPasswordUser`.
   *
   * @param x anything
   */
  public static isNoPasswordUser(x: any): x is NoPasswordUser {
    return isMarked(x, NO_PASSWORD_USER);
  }

  /**
   * Imports the user `default` that ElastiCache creates in every account. It has full access without a password, so a
   * Redis OSS group with this user gives full access to any client with network access.
   *
   * @param scope the parent construct
   * @param id the construct's id
   */
  public static fromDefaultUser(scope: Construct, id: string): IUser {
    return NoPasswordUser.fromUserAttributes(scope, id, { userId: DEFAULT_USER });
  }

  /**
   * Imports a user without a password by its id.
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
   * Imports a user without a password by its ARN; account and region are those of the ARN.
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
   * Imports a user without a password by what is known of it.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs what is known of the user
   */
  public static fromUserAttributes(scope: Construct, id: string, attrs: UserBaseAttributes): IUser {
    return new ImportedUser(
      { scope, id, className: 'NoPasswordUser', method: 'fromUserAttributes' },
      attrs,
      UserAuthenticationType.NO_PASSWORD,
    );
  }

  /**
   * Looks a user without a password up in AWS while the app is synthesised: its name and engine. The CDK CLI asks once
   * and keeps the answer in
   * `cdk.context.json`. The stack needs an account and a region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options which user
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: UserLookupOptions): IUser {
    return lookUpUser(
      { scope, id, className: 'NoPasswordUser', method: 'fromLookup' },
      options,
      UserAuthenticationType.NO_PASSWORD,
    );
  }

  constructor(scope: Construct, id: string, props: NoPasswordUserProps) {
    validateRequiredProps(new.target.name, scope, id, props, { accessControl: 'AccessControl' });
    super(scope, id, props, {
      authenticationType: UserAuthenticationType.NO_PASSWORD,
      defaultEngine: UserEngine.REDIS,
    });
    mark(this, NO_PASSWORD_USER);
  }
}
