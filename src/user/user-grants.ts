import type { IUserRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { PermissionsOptions } from 'aws-cdk-lib/core';
import { toStoredArn } from '../private/arns';
import { throwValueErrors } from '../private/errors';
import { ConstructView } from '../validation/construct-view';

/** The types of authentication without permissions of IAM. */
const OTHER_AUTHENTICATION_TYPES: readonly string[] = ['password', 'no-password-required'];

/**
 * Grants for a user, which can be an L1 construct.
 *
 * @example
 * declare const user: CfnUser;
 * declare const role: iam.Role;
 *
 * elasticache.UserGrants.fromUser(user).connect(role);
 */
export class UserGrants {
  /**
   * Creates the grants for a user.
   *
   * @param resource the user
   */
  public static fromUser(resource: IUserRef): UserGrants {
    return new UserGrants(resource);
  }

  private constructor(private readonly resource: IUserRef) {}

  /**
   * Grants the given identity permission to connect as the user, which must be an IAM user. The identity needs
   * `elasticache:Connect` on the cache, too.
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
   * @param options the resources of the permissions, if they are not those of the user
   */
  public actions(grantee: iam.IGrantable, actions: string[], options: PermissionsOptions = {}): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: options.resourceArns ?? [toStoredArn(CfnUser.arnForUser(this.resource))],
    });
  }
}

/** Throws for a user that is known not to be an IAM user. */
export function requireIamUser(user: IUserRef, throwErrors: (errors: string[]) => never): void {
  const view = ConstructView.find(user, CfnUser.CFN_RESOURCE_TYPE_NAME);
  const type = view && findOtherAuthentication(view);
  if (type !== undefined) {
    throwErrors([
      `'user' must be an IAM user, but got '${user.node.path}' with the authentication ${type}. Use an IamUser, or 'connectAs' for other users.`,
    ]);
  }
}

/** Finds the type of authentication of a user that is known not to be an IAM user. */
function findOtherAuthentication(view: ConstructView): string | undefined {
  if (view.flag('NoPasswordRequired')) {
    return 'no-password-required';
  }
  const type = view.has('Passwords') ? 'password' : view.text('AuthenticationMode.Type');
  return type !== undefined && OTHER_AUTHENTICATION_TYPES.includes(type) ? type : undefined;
}
