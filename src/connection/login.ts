import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { IUser } from '../user';
import { PasswordUser, UserAuthenticationType } from '../user';
import type { SecretEndpointAttachment } from '../user/secret-endpoint-attachment';

/** The secret with the password of a user. */
export interface LoginSecret {
  readonly secret: secretsmanager.ISecret;
  /** The field with the password. Undefined if the whole secret is the password. */
  readonly field?: string;
  /** Undefined for existing secrets, which have no connection URL. */
  readonly endpointAttachment?: SecretEndpointAttachment;
}

/** How a client logs in to a cache. */
export interface Login {
  /** The value of the environment variable for the authentication. */
  readonly authentication?: 'iam' | 'password' | 'none';
  readonly user: IUser;
  /** Only for logins with a password. */
  readonly secret?: LoginSecret;
  readonly errors: string[];
}

/**
 * Returns the login of a user.
 *
 * @param secret the secret in the options of the connection, which is required for users without a known secret
 */
export function createUserLogin(user: IUser, secret: secretsmanager.ISecret | undefined): Login {
  switch (user.authenticationType) {
    case undefined:
      return {
        user,
        errors: [
          `'user' must have an authentication type, but got '${user.node.path}', which was imported without one. Import the user with a method of IamUser, PasswordUser, or NoPasswordUser.`,
        ],
      };
    case UserAuthenticationType.IAM:
      return { user, authentication: 'iam', errors: [] };
    case UserAuthenticationType.NO_PASSWORD:
      return { user, authentication: 'none', errors: [] };
    default:
      return createPasswordLogin(user, secret);
  }
}

function createPasswordLogin(user: IUser, secret: secretsmanager.ISecret | undefined): Login {
  const loginSecret = findSecretOfUser(user, secret) ?? (secret && { secret, field: 'password' });
  const errors = loginSecret
    ? []
    : [
        `'secret' is required, because the user '${user.node.path}' has no secret with its password. Set 'secret' to a secret that contains the password.`,
      ];
  return { user, authentication: 'password', secret: loginSecret, errors };
}

/** Returns the secret that the user has itself, unless the options contain another one. */
function findSecretOfUser(user: IUser, secret: secretsmanager.ISecret | undefined): LoginSecret | undefined {
  if (!PasswordUser.isPasswordUser(user) || !user.secret || ![undefined, user.secret].includes(secret)) {
    return undefined;
  }
  return { secret: user.secret, field: user._passwordField, endpointAttachment: user._endpointAttachment };
}
