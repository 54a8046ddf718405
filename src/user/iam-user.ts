import type { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { UserEngine } from '../engine';
import type { IIamUser, UserBaseAttributes, UserBaseProps, UserLookupOptions } from './user';
import { CreatedUser, ImportedUser, UserAuthenticationType, importL1User, lookUpUser } from './user';
import { isMarked, mark } from '../private/marks';
import { propertyInjectable } from '../private/property-injection';
import { validateRequiredProps } from '../private/required-props';

const IAM_USER = Symbol.for('cdk-elasticache.IamUser');

/** Properties of an `IamUser`. */
export interface IamUserProps extends UserBaseProps {
  /**
   * The user name that clients log in with.
   *
   * For users with IAM authentication, the user name must be the same as the user id.
   *
   * @default - the user id
   */
  readonly userName?: string;
}

/**
 * A user that logs in with a short-lived IAM authentication token instead of a password.
 *
 * IAM authentication requires TLS, and a cache with Valkey 7.2 or later or Redis OSS 7.0 or later. The identity that
 * connects needs the permission `elasticache:Connect` on both the user and the cache. A token is valid for 15 minutes.
 * ElastiCache closes a connection after 12 hours, unless the client authenticates again.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 * @resource AWS::ElastiCache::User
 * @example
 * declare const role: iam.Role;
 *
 * const user = new elasticache.IamUser(this, 'User', {
 *   accessControl: elasticache.AccessControl.readOnly({ keyPatterns: ['app:*'] }),
 * });
 * user.grantConnect(role);
 */
@propertyInjectable
export class IamUser extends CreatedUser implements IIamUser {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.IamUser';

  /**
   * Returns whether the given object is an `IamUser`.
   *
   * @param x the object to check
   */
  public static isIamUser(x: any): x is IamUser {
    return isMarked(x, IAM_USER);
  }

  /**
   * Imports an existing user with IAM authentication by its id.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param userId the user's id
   */
  public static fromUserId(scope: Construct, id: string, userId: string): IIamUser {
    return new ImportedUser(
      { scope, id, className: 'IamUser', method: 'fromUserId' },
      { userId },
      UserAuthenticationType.IAM,
    );
  }

  /**
   * Imports an existing user with IAM authentication by its ARN.
   *
   * The ARN determines the account and Region of the imported user.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param userArn the user's ARN
   */
  public static fromUserArn(scope: Construct, id: string, userArn: string): IIamUser {
    return new ImportedUser(
      { scope, id, className: 'IamUser', method: 'fromUserArn' },
      { userArn },
      UserAuthenticationType.IAM,
    );
  }

  /**
   * Imports an existing user with IAM authentication by its attributes.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs the attributes of the user
   */
  public static fromUserAttributes(scope: Construct, id: string, attrs: UserBaseAttributes): IIamUser {
    return new ImportedUser(
      { scope, id, className: 'IamUser', method: 'fromUserAttributes' },
      attrs,
      UserAuthenticationType.IAM,
    );
  }

  /**
   * Returns an L2 interface for an L1 construct. The L1 construct stays in the stack.
   *
   * Throws an error if the L1 construct has another authentication type.
   *
   * @param cfnUser the L1 construct
   */
  public static fromCfnUser(cfnUser: CfnUser): IIamUser {
    return importL1User(cfnUser, 'IamUser', UserAuthenticationType.IAM);
  }

  /**
   * Looks up the name and engine of an existing user with IAM authentication during synthesis, and imports the user.
   *
   * The CDK CLI stores the result in `cdk.context.json`. The stack must have an explicit account and Region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options the user to look up
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: UserLookupOptions): IIamUser {
    return lookUpUser({ scope, id, className: 'IamUser', method: 'fromLookup' }, options, UserAuthenticationType.IAM);
  }

  /**
   * Creates a user with IAM authentication.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props the properties of the user
   */
  constructor(scope: Construct, id: string, props: IamUserProps) {
    validateRequiredProps(new.target.name, scope, id, props, { accessControl: 'AccessControl' });
    super(scope, id, props, { authenticationType: UserAuthenticationType.IAM, defaultEngine: UserEngine.VALKEY });
    mark(this, IAM_USER);
  }

  /**
   * Grants the given identity permission to connect as this user.
   *
   * The identity also needs permission to connect to the cache. Use `grantConnect` of the cache to grant it.
   *
   * Actions: `elasticache:Connect`
   *
   * @param grantee the identity that receives the permission
   */
  public grantConnect(grantee: iam.IGrantable): iam.Grant {
    return this.grants.connect(grantee);
  }

  /**
   * Grants the given identity custom permissions on this user.
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:ModifyUser`
   */
  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return this.grants.actions(grantee, actions);
  }
}
