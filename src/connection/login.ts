import type { IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { IConstruct } from 'constructs';
import type { ConnectOptions } from './cache-connection';
import type { IUser } from '../user';
import { PasswordUser, UserAuthenticationType } from '../user';
import type { SecretEndpointAttachment } from '../user/secret-endpoint-attachment';

/** The secret with the password of a user, or with an AUTH token. */
export interface LoginSecret {
  readonly secret: secretsmanager.ISecret;
  /** The field with the password. Undefined if the whole secret is the password. */
  readonly field?: string;
  /** Undefined for existing secrets, which have no connection URL. */
  readonly endpointAttachment?: SecretEndpointAttachment;
}

/** The field of generated secrets with the connection URL. */
export const URL_FIELD = 'url';

/** The field with the password in secrets that are specified in the options of a connection. */
const DEFAULT_FIELD = 'password';

/** How a client logs in to a cache. */
export interface Login {
  /** The value of the environment variable for the authentication. Undefined if it is unknown. */
  readonly authentication?: 'iam' | 'password' | 'none';
  /** Undefined for AUTH tokens and for caches without authentication. */
  readonly user?: IUser;
  /** Only for logins with a password or an AUTH token. */
  readonly secret?: LoginSecret;
  readonly errors: string[];
}

/** An environment variable with a field of the secret. */
export interface SecretField {
  readonly name: string;
  /** Undefined if the whole secret is the value. */
  readonly field?: string;
}

/** Lists the variables with the password and the connection URL. */
export function listSecretFields({ secret }: Login, prefix: string, urlVariable: string | undefined): SecretField[] {
  if (!secret) {
    return [];
  }
  const url = urlVariable === undefined ? [] : [{ name: urlVariable, field: URL_FIELD }];
  return [{ name: `${prefix}_PASSWORD`, field: secret.field }, ...url];
}

/** The authentication of a cache without users. */
export interface CacheAuthentication {
  readonly construct: IConstruct;
  /** The user group of a cache that has users. */
  readonly userGroup?: IUserGroupRef;
  /** Whether clients need an AUTH token. Undefined if it is unknown. */
  readonly usesAuthToken?: boolean;
  /** The secret with the AUTH token. Undefined if it is unknown. */
  readonly authTokenSecret?: LoginSecret;
  /** Whether a condition of the template determines if there is a user group or an AUTH token. */
  readonly isAuthenticationUnknown?: boolean;
}

/** Returns the login of a client to a cache without users: with the AUTH token, or without authentication. */
export function createCacheLogin(cache: CacheAuthentication, options: ConnectOptions): Login {
  const { construct, userGroup, usesAuthToken } = cache;
  const secret = resolveSecret(cache.authTokenSecret, options);
  const errors: string[] = [];
  if (userGroup) {
    errors.push(
      `'connect' requires a cache without users, but the cache '${construct.node.path}' has the user group '${userGroup.node.path}'. Call 'connectAs' with a user of the user group.`,
    );
  } else if (usesAuthToken && !secret) {
    errors.push(
      `'secret' is required, because the secret with the AUTH token of the cache '${construct.node.path}' is unknown. Set 'secret' to a secret that contains the AUTH token.`,
    );
  } else if (usesAuthToken === false && secret) {
    errors.push(
      `'secret' requires a cache with an AUTH token, but the cache '${construct.node.path}' has none. Remove 'secret'.`,
    );
  }
  if (errors.length === 0 && !secret && options.secretField !== undefined) {
    errors.push(
      `'secretField' requires a secret with an AUTH token, but the cache '${construct.node.path}' has none. Remove 'secretField', or set 'secret'.`,
    );
  }
  const defaultAuthentication = cache.isAuthenticationUnknown ? undefined : 'none';
  return { authentication: secret ? 'password' : defaultAuthentication, secret, errors };
}

/** Returns the login of a user. */
export function createUserLogin(user: IUser, options: ConnectOptions): Login {
  switch (user.authenticationType) {
    case undefined:
      return {
        user,
        errors: [
          `'user' must have an authentication type, but got '${user.node.path}', which was imported without one. Import the user with a method of IamUser, PasswordUser, or NoPasswordUser.`,
        ],
      };
    case UserAuthenticationType.IAM:
      return { user, authentication: 'iam', errors: validateNoSecret(user, options) };
    case UserAuthenticationType.NO_PASSWORD:
      return { user, authentication: 'none', errors: validateNoSecret(user, options) };
    default:
      return createPasswordLogin(user, options);
  }
}

/** Rejects the options for the secret of a user without a password. */
function validateNoSecret(user: IUser, { secret, secretField }: ConnectOptions): string[] {
  return Object.entries({ secret, secretField })
    .filter(([, value]) => value !== undefined)
    .map(
      ([prop]) =>
        `'${prop}' requires a user with a password, but got '${user.node.path}', which has none. Remove '${prop}'.`,
    );
}

function createPasswordLogin(user: IUser, options: ConnectOptions): Login {
  const secret = resolveSecret(findSecretOfUser(user), options);
  const errors = secret
    ? []
    : [
        `'secret' is required, because the user '${user.node.path}' has no secret with its password. Set 'secret' to a secret that contains the password.`,
      ];
  return { user, authentication: 'password', secret, errors };
}

function findSecretOfUser(user: IUser): LoginSecret | undefined {
  return PasswordUser.isPasswordUser(user) && user.secret
    ? { secret: user.secret, field: user._passwordField, endpointAttachment: user._endpointAttachment }
    : undefined;
}

/** Returns the known secret of the login, unless the options contain another one. */
function resolveSecret(
  known: LoginSecret | undefined,
  { secret, secretField }: ConnectOptions,
): LoginSecret | undefined {
  const isSameSecret = secret === undefined || secret === known?.secret;
  const resolveField = (defaultField?: string) => (secretField === '' ? undefined : (secretField ?? defaultField));
  if (known && isSameSecret) {
    return { ...known, field: resolveField(known.field) };
  }
  return secret && { secret, field: resolveField(DEFAULT_FIELD) };
}
