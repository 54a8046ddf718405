import { assumeRole } from '../driver/aws';
import type { ClientName, Login } from '../driver/clients';
import type { DeployedCache, DeployedUser } from '../driver/deployed-app';
import { iamToken } from '../driver/iam-token';

/** Somebody who may log in to a cache. */
export interface Guest {
  readonly name: string;
  readonly accessString: string;
  /** How a client logs in as it. */
  as(client: ClientName): Promise<Login>;
  /**
   * With another password, or with a token that was signed for another cache; undefined for whom any password will do.
   */
  asImpostor?(client: ClientName): Promise<Login>;
}

const WRONG = 'not-the-password-0';

/** Once valkey-glide is to read alone, it hides that it was not let in, and its commands wait for ever. */
const TO_BE_TOLD = { readOnly: false };

/** All who may: the users of the cache, else everybody with its token, else everybody. */
export function guestsOf(cache: DeployedCache): Guest[] {
  const { users, token } = cache;
  const to = doorOf(cache);
  if (users) {
    const enabled = users.filter(({ accessString }) => /^on\b/.test(accessString));
    return enabled.map((user) => (user.mode === 'iam' ? iamGuest(cache, user) : passwordGuest(to, user)));
  }
  const everybody = { name: 'default', accessString: 'on ~* &* +@all' };
  return [
    token === undefined
      ? { ...everybody, as: async () => to }
      : {
          ...everybody,
          as: async () => ({ ...to, password: token }),
          asImpostor: async () => ({ ...to, password: WRONG }),
        },
  ];
}

/** Who may not, and tries: somebody whom nobody knows, somebody without a name, and the user that every engine has. */
export function strangersOf(cache: DeployedCache): Login[] {
  const to = { ...doorOf(cache), ...TO_BE_TOLD };
  const nameless = cache.users || cache.token !== undefined ? [to] : [];
  const byDefault = cache.users ? [{ ...to, username: 'default', password: WRONG }] : [];
  return [{ ...to, username: 'nobody', password: WRONG }, ...nameless, ...byDefault];
}

function doorOf({ host, port, tls, cluster, secondary }: DeployedCache): Login {
  return { host, port, tls, cluster, ...(secondary ? { readOnly: true } : {}) };
}

function passwordGuest(to: Login, { name, accessString, password }: DeployedUser): Guest {
  return {
    name,
    accessString,
    as: async () => ({ ...to, username: name, password }),
    asImpostor: async () => ({ ...to, ...TO_BE_TOLD, username: name, password: WRONG }),
  };
}

/** valkey-glide signs by itself; the others get a token in place of a password. */
function iamGuest(cache: DeployedCache, { name, accessString, role }: DeployedUser): Guest {
  const { region } = cache;
  if (!role) {
    throw new Error(`no role of the app may connect as ${name}`);
  }
  const enter = async (client: ClientName, cacheName: string): Promise<Login> => {
    const to = { ...doorOf(cache), username: name };
    const credentials = await assumeRole(role);
    return client === 'valkey-glide'
      ? { ...to, iam: { ...credentials, cacheName, region } }
      : {
          ...to,
          password: await iamToken({
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
    as: (client) => enter(client, cache.name),
    asImpostor: async (client) => ({ ...(await enter(client, 'another')), ...TO_BE_TOLD }),
  };
}
