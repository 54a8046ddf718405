import { assumeRole } from '../driver/aws';
import type { ClientName, LoginOptions } from '../driver/clients';
import type { DeployedCache, DeployedUser } from '../driver/deployed-app';
import { createIamToken } from '../driver/iam-token';

/** Somebody who may log in to a cache. */
export interface CacheClient {
  readonly name: string;
  readonly accessString: string;
  /** How a client logs in as it. */
  loginOptions(client: ClientName): Promise<LoginOptions>;
  /**
   * With another password, or with a token that was signed for another cache; undefined for whom any password will do.
   */
  invalidLoginOptions?(client: ClientName): Promise<LoginOptions>;
}

const WRONG_PASSWORD = 'not-the-password-0';

/** Once valkey-glide is to read alone, it hides that it was not let in, and its commands wait for ever. */
const NOT_READ_ONLY = { readOnly: false };

/** All who may: the users of the cache, else everybody with its token, else everybody. */
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
  return [
    token === undefined
      ? { ...defaultUser, loginOptions: async () => endpoint }
      : {
          ...defaultUser,
          loginOptions: async () => ({ ...endpoint, password: token }),
          invalidLoginOptions: async () => ({ ...endpoint, password: WRONG_PASSWORD }),
        },
  ];
}

/** Who may not, and tries: somebody whom nobody knows, somebody without a name, and the user that every engine has. */
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

/** valkey-glide signs by itself; the others get a token in place of a password. */
function createIamClient(cache: DeployedCache, { name, accessString, role }: DeployedUser): CacheClient {
  const { region } = cache;
  if (!role) {
    throw new Error(`no role of the app may connect as ${name}`);
  }
  const createLogin = async (client: ClientName, cacheName: string): Promise<LoginOptions> => {
    const endpoint = { ...resolveEndpoint(cache), username: name };
    const credentials = await assumeRole(role);
    return client === 'valkey-glide'
      ? { ...endpoint, iam: { ...credentials, cacheName, region } }
      : {
          ...endpoint,
          password: await createIamToken({
            credentials,
            cacheName,
            user: name,
            serverless: cache.kind === 'serverlesscache',
            region,
          }),
        };
  };
  return {
    name,
    accessString,
    loginOptions: (client) => createLogin(client, cache.name),
    invalidLoginOptions: async (client) => ({ ...(await createLogin(client, 'another')), ...NOT_READ_ONLY }),
  };
}
