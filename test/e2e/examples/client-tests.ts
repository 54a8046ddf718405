import type { CacheClient } from './cache-clients';
import { findCacheClients, findUnknownLogins } from './cache-clients';
import { findPermissionMismatches, isPermitted, resolveOwnKey } from './command-probes';
import type { ClientName } from '../driver/clients';
import { logIn, PLAIN_TEXT_REJECTED, LOGIN_REJECTED, getLoginError } from '../driver/clients';
import type { DeployedCache } from '../driver/deployed-app';
import { waitUntil } from '../wait';

/**
 * Defines tests where the users of the caches log in with each client library, and where invalid logins are rejected.
 */
export function defineClientTests(
  libraries: readonly ClientName[],
  caches: () => readonly DeployedCache[],
  features: { readonly readers: boolean; readonly regions: boolean; readonly shards: boolean },
) {
  const forEachUser = (use: (user: CacheClient, cache: DeployedCache) => Promise<void>) =>
    Promise.all(caches().flatMap((cache) => findCacheClients(cache).map((user) => use(user, cache))));

  describe.each(libraries)('%s', (library) => {
    test('permits exactly the commands of the access string', () =>
      forEachUser(async (user, cache) => {
        const client = await logIn(library, await user.loginOptions(library));

        expect(await findPermissionMismatches(client, user, cache.engine, { readOnly: cache.secondary })).toEqual([]);
        client.close();
      }));

    test('fails to log in with a wrong password, with another token, and without TLS', () =>
      forEachUser(async (user, cache) => {
        const invalidLogin = await user.invalidLoginOptions?.(library);
        if (invalidLogin) {
          expect(await getLoginError(library, invalidLogin)).toMatch(LOGIN_REJECTED);
        }
        expect(cache.tls).toBe(true);
        const plainTextLogin = { ...(await user.loginOptions(library)), readOnly: false, tls: false };
        expect(await getLoginError(library, plainTextLogin)).toMatch(PLAIN_TEXT_REJECTED);
      }));

    test('fails to log in as an unknown or disabled user, and without a user name', () =>
      Promise.all(
        caches().map(async (cache) => {
          for (const login of findUnknownLogins(cache)) {
            expect(await getLoginError(library, login)).toMatch(LOGIN_REJECTED);
          }
        }),
      ));

    if (features.readers) {
      test('reads from replicas', () => forEachUser((user, cache) => testReaderEndpoint(cache, user, library)));
    }

    if (features.regions) {
      test('reads in one Region what is written in another', () => testSecondaryRegion(caches(), library));
    }

    if (features.shards) {
      test('is redirected to the shard of a key', () =>
        forEachUser((user, cache) => testAllShards(cache, user, library)));
    }
  });
}

/** Verifies that writes to the primary endpoint are replicated to the reader endpoint, which rejects writes. */
async function testReaderEndpoint(
  { reader, replicas, cluster, secondary, engine }: DeployedCache,
  user: CacheClient,
  library: ClientName,
) {
  if (!reader) {
    return;
  }
  const key = resolveOwnKey(user.accessString);
  const loginOptions = await user.loginOptions(library);
  const readerClient = await logIn(library, { ...loginOptions, ...reader, readOnly: true });

  expect(await findPermissionMismatches(readerClient, user, engine, { readOnly: true })).toEqual([]);
  const canSet = isPermitted(user.accessString, engine, 'SET', key, library);
  const canGet = isPermitted(user.accessString, engine, 'GET', key);
  if (!secondary && canSet && canGet) {
    const writer = await logIn(library, loginOptions);
    await writer.call('SET', key, `by ${library}`);
    await waitUntil(
      'the replica has the value',
      async () => `${await readerClient.call('GET', key)}` === `by ${library}`,
    );
    writer.close();
  }
  if (replicas > 0 && !cluster) {
    await expect(readerClient.call('SET', key, library)).rejects.toThrow(/READONLY|read-only|NOPERM/i);
  }
  readerClient.close();
}

/** Verifies that writes to the primary are replicated to the secondary Region, which rejects writes. */
async function testSecondaryRegion(caches: readonly DeployedCache[], library: ClientName) {
  const connect = async (secondary: boolean) => {
    const [user] = findCacheClients(caches.find((cache) => cache.secondary === secondary)!);
    return { key: resolveOwnKey(user.accessString), client: await logIn(library, await user.loginOptions(library)) };
  };
  const [{ key, client: primary }, { client: secondary }] = await Promise.all([connect(false), connect(true)]);

  await primary.call('SET', key, `remote by ${library}`);
  await waitUntil(
    'the secondary has the value',
    async () => `${await secondary.call('GET', key)}` === `remote by ${library}`,
  );
  await expect(secondary.call('SET', key, library)).rejects.toThrow(/READONLY|read-only/i);
  primary.close();
  secondary.close();
}

/**
 * Verifies that the endpoint redirects a standalone client to the shard of a key, and that a cluster client follows the
 * redirection.
 */
async function testAllShards({ shards }: DeployedCache, user: CacheClient, library: ClientName) {
  const standalone = await logIn('ioredis', { ...(await user.loginOptions('ioredis')), cluster: false });
  const keysByShard: Record<string, string> = {};
  for (let index = 0; Object.keys(keysByShard).length < shards && index < 500; index++) {
    const key = `${resolveOwnKey(user.accessString)}:${index}`;
    const answer = await standalone.call('SET', key, 'x').then(() => 'same shard', String);
    keysByShard[/MOVED \d+ (\S+)/.exec(answer)?.[1] ?? answer] = key;
  }
  standalone.close();
  expect(Object.keys(keysByShard)).toEqual(expect.arrayContaining(['same shard']));
  expect(Object.keys(keysByShard)).toHaveLength(shards);

  const client = await logIn(library, await user.loginOptions(library));
  for (const key of Object.values(keysByShard)) {
    expect(await client.call('SET', key, library)).toMatch(/^OK$/);
    expect(`${await client.call('GET', key)}`).toBe(library);
  }
  client.close();
}
