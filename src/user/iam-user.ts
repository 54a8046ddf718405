import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { UserEngine } from '../engine';
import type { IIamUser, UserBaseAttributes, UserBaseProps, UserLookupOptions } from './user';
import { CreatedUser, ImportedUser, UserAuthenticationType, lookUpUser } from './user';
import { isMarked, mark } from '../private/marks';
import { propertyInjectable } from '../private/property-injection';
import { validateRequiredProps } from '../private/required-props';

const IAM_USER = Symbol.for('cdk-elasticache.IamUser');

/** What an IAM user is made from. */
export interface IamUserProps extends UserBaseProps {
  /**
   * The name with which clients log in. ElastiCache wants it equal to the id, so it can be left out.
   *
   * @default - the user's id
   */
  readonly userName?: string;
}

/**
 * A user that logs in with a token signed by AWS IAM: no password to keep, to rotate or to leak.
 *
 * It works with Valkey 7.2 and later and Redis OSS 7.0 and later, over TLS. Whoever connects needs
 * `elasticache:Connect` on the user and on the cache. A token is valid for 15 minutes, a connection for 12 hours.
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
   * Whether something is an `IamUser`.
   *
   * @param x anything
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
   * Imports an IAM user by its ARN; account and region are those of the ARN.
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
   * Imports an IAM user by what is known of it.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs what is known of the user
   */
  public static fromUserAttributes(scope: Construct, id: string, attrs: UserBaseAttributes): IIamUser {
    return new ImportedUser(
      { scope, id, className: 'IamUser', method: 'fromUserAttributes' },
      attrs,
      UserAuthenticationType.IAM,
    );
  }

  /**
   * Looks an IAM user up in AWS while the app is synthesised: its name and engine. The CDK CLI asks once and keeps the
   * answer in `cdk.context.json`. The stack needs an account and a region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options which user
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: UserLookupOptions): IIamUser {
    return lookUpUser({ scope, id, className: 'IamUser', method: 'fromLookup' }, options, UserAuthenticationType.IAM);
  }

  constructor(scope: Construct, id: string, props: IamUserProps) {
    validateRequiredProps(new.target.name, scope, id, props, { accessControl: 'AccessControl' });
    super(scope, id, props, { authenticationType: UserAuthenticationType.IAM, defaultEngine: UserEngine.VALKEY });
    mark(this, IAM_USER);
  }

  /**
   * Grants the given identity permission to connect as this user. It needs the same permission on the cache, see
   * `grantConnect` of the cache.
   *
   * Actions: `elasticache:Connect`
   *
   * @param grantee the identity that receives the permissions
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
