import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { UserEngine } from '../engine';
import type { IIamUser, UserBaseAttributes, UserBaseProps, UserLookupOptions } from './user';
import { CreatedUser, ImportedUser, UserAuthenticationType, lookUpUser } from './user';
import { isMarked, mark } from '../private/marks';
import { propertyInjectable } from '../private/property-injection';
import { validateRequiredProps } from '../private/required-props';

const IAM_USER = Symbol.for('cdk-elasticache.IamUser');

/** Properties of an `IamUser`. */
export interface IamUserProps extends UserBaseProps {
  /**
   * The name with which clients log in.
   *
   * ElastiCache requires the name of an IAM user to equal its id.
   *
   * @default - the user's id
   */
  readonly userName?: string;
}

/**
 * A user that logs in with a short-lived IAM authentication token instead of a password.
 *
 * Requires Valkey 7.2 or later, or Redis OSS 7.0 or later, and TLS. The identity that connects needs permission for
 * `elasticache:Connect` on both the user and the cache. A token is valid for 15 minutes. ElastiCache closes a
 * connection after 12 hours, unless the client authenticates again.
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
  /** Identifies this class for property injection. */
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
   * Imports an IAM user by its id.
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
   * Imports an IAM user by its ARN.
   *
   * The account and Region are those of the ARN.
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
   * Imports an IAM user by its attributes.
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
   * Looks up the name and engine of an IAM user in AWS at synthesis, and imports the user.
   *
   * The CDK CLI caches the result in `cdk.context.json`. The stack needs an explicit account and Region.
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
   * Creates an IAM user.
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
