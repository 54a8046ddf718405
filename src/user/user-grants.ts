import type { IUserRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { PermissionsOptions } from 'aws-cdk-lib/core';
import { warnOfForeignGrantee } from './grantee-account';
import { toStoredArn } from '../private/arns';
import { throwValueErrors } from '../private/errors';
import { grantToPrincipal } from '../private/grants';
import { ConstructView } from '../validation/construct-view';

/** The authentication types for which IAM permissions have no effect. */
const OTHER_AUTHENTICATION_TYPES: readonly string[] = ['password', 'no-password-required'];

/**
 * Grants IAM identities the permission to connect as an ElastiCache user. The user can be an L1 construct.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 *
 * @example
 * declare const user: CfnUser;
 * declare const role: iam.Role;
 *
 * elasticache.UserGrants.fromUser(user).connect(role);
 */
export class UserGrants {
  /**
   * Returns the methods that grant the permission to connect as a user.
   *
   * @param resource the user, which can be an L1 construct
   */
  public static fromUser(resource: IUserRef): UserGrants {
    return new UserGrants(resource);
  }

  private constructor(private readonly resource: IUserRef) {}

  /**
   * Grants the given identity permission to connect as the user.
   *
   * The identity also needs the permission `elasticache:Connect` on the cache. Throws an error if the user has a
   * password, or needs no password.
   *
   * Actions: `elasticache:Connect`
   *
   * @param grantee the identity that receives the permission
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
   */
  public connect(grantee: iam.IGrantable): iam.Grant {
    requireIamUser(this.resource, (errors) => throwValueErrors('UserGrants.connect', errors, this.resource));
    return this.actions(grantee, ['elasticache:Connect']);
  }

  /**
   * Grants the given identity custom permissions on the user.
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:ModifyUser`
   * @param options the resources that the permissions apply to. By default, they apply to the user.
   */
  public actions(grantee: iam.IGrantable, actions: string[], options: PermissionsOptions = {}): iam.Grant {
    warnOfForeignGrantee(this.resource, grantee);
    return grantToPrincipal({
      resource: this.resource,
      grantee,
      actions,
      resourceArns: options.resourceArns ?? [toStoredArn(CfnUser.arnForUser(this.resource))],
    });
  }
}

/** Throws an error if the user does not have IAM authentication. Accepts users whose authentication type is unknown. */
export function requireIamUser(user: IUserRef, throwErrors: (errors: string[]) => never): void {
  const view = ConstructView.find(user, CfnUser.CFN_RESOURCE_TYPE_NAME);
  const type = view && findOtherAuthentication(view);
  if (type !== undefined) {
    throwErrors([
      `'user' must have IAM authentication, but the authentication type of '${user.node.path}' is ${type}. Use an IamUser, or call 'connectAs', which supports all authentication types.`,
    ]);
  }
}

/** Returns the authentication type if it can be determined and is not IAM. */
function findOtherAuthentication(view: ConstructView): string | undefined {
  if (view.flag('NoPasswordRequired')) {
    return 'no-password-required';
  }
  const type = view.has('Passwords') ? 'password' : view.text('AuthenticationMode.Type');
  return type !== undefined && OTHER_AUTHENTICATION_TYPES.includes(type) ? type : undefined;
}
