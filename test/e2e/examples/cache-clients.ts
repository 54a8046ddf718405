import { assumeRole } from '../driver/aws';
import type { ClientName, LoginOptions } from '../driver/clients';
import type { DeployedCache, DeployedUser } from '../driver/deployed-app';
import { createIamToken } from '../driver/iam-token';

/** A user that can log in to a cache. */
export interface CacheClient {
  readonly name: string;
  readonly accessString: string;
  /** Returns the login of this user with a client library. */
  loginOptions(library: ClientName): Promise<LoginOptions>;
  /**
   * Returns a login with a wrong password, or with a token that is signed for another cache. Undefined for users
   * without password.
   */
  invalidLoginOptions?(library: ClientName): Promise<LoginOptions>;
}

const WRONG_PASSWORD = 'not-the-password-0';

/** With `readOnly`, valkey-glide does not report rejected logins, and its commands never return. */
const NOT_READ_ONLY = { readOnly: false };

/** Returns the enabled users of the cache, or the default user with or without the AUTH token. */
export function findCacheClients(cache: DeployedCache): CacheClient[] {
  const { users, token } = cache;
  const endpoint = resolveEndpoint(cache);
  if (users) {
    const enabled = users.filter(({ accessString }) => /^on\b/.test(accessString));
    return enabled.map((user) =>
      user.mode === 'iam' ? createIamClient(cache, user) : createPasswordClient(endpoint, user),
    );
  }
  const defaultUser = { name: 'default', accessString: 'on ~* &* +@all' };
  if (token === undefined) {
    return [{ ...defaultUser, loginOptions: async () => endpoint }];
  }
  return [
    {
      ...defaultUser,
      loginOptions: async () => ({ ...endpoint, password: token }),
      invalidLoginOptions: async () => ({ ...endpoint, password: WRONG_PASSWORD }),
    },
  ];
}

/** Returns logins that the cache has to reject: an unknown user, no user name, and the default user of the engine. */
export function findUnknownLogins(cache: DeployedCache): LoginOptions[] {
  const endpoint = { ...resolveEndpoint(cache), ...NOT_READ_ONLY };
  const anonymousLogins = cache.users || cache.token !== undefined ? [endpoint] : [];
  const defaultUserLogins = cache.users ? [{ ...endpoint, username: 'default', password: WRONG_PASSWORD }] : [];
  return [{ ...endpoint, username: 'nobody', password: WRONG_PASSWORD }, ...anonymousLogins, ...defaultUserLogins];
}

function resolveEndpoint({ host, port, tls, cluster, secondary }: DeployedCache): LoginOptions {
  return { host, port, tls, cluster, ...(secondary ? { readOnly: true } : {}) };
}

function createPasswordClient(endpoint: LoginOptions, { name, accessString, password }: DeployedUser): CacheClient {
  return {
    name,
    accessString,
    loginOptions: async () => ({ ...endpoint, username: name, password }),
    invalidLoginOptions: async () => ({ ...endpoint, ...NOT_READ_ONLY, username: name, password: WRONG_PASSWORD }),
  };
}

/** valkey-glide signs tokens itself, except for serverless caches. Otherwise, a client gets a token as its password. */
function createIamClient(cache: DeployedCache, { name, accessString, role }: DeployedUser): CacheClient {
  const { region } = cache;
  const serverless = cache.kind === 'serverlesscache';
  if (!role) {
    throw new Error(`No role of the app can connect as ${name}.`);
  }
  const createLogin = async (library: ClientName, cacheName: string): Promise<LoginOptions> => {
    const endpoint = { ...resolveEndpoint(cache), username: name };
    const credentials = await assumeRole(role);
    return library === 'valkey-glide' && !serverless
      ? { ...endpoint, iam: { ...credentials, cacheName, region } }
      : {
          ...endpoint,
          password: await createIamToken({
            credentials,
            cacheName,
            user: name,
            serverless,
            region,
          }),
        };
  };
  return {
    name,
    accessString,
    loginOptions: (library) => createLogin(library, cache.name),
    invalidLoginOptions: async (library) => ({ ...(await createLogin(library, 'another')), ...NOT_READ_ONLY }),
  };
}
