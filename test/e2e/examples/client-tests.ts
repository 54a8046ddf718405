import type { CacheClient } from './cache-clients';
import { findCacheClients, findUnknownLogins } from './cache-clients';
import { findPermissionMismatches, isPermitted, resolveOwnKey } from './command-probes';
import type { ClientName } from '../driver/clients';
import { logIn, PLAIN_TEXT_REJECTED, LOGIN_REJECTED, getLoginError } from '../driver/clients';
import type { DeployedCache } from '../driver/deployed-app';
import { waitUntil } from '../wait';

/** Everybody who may log in to the caches does, by each client, and those who may not try. */
export function defineClientTests(
  clients: readonly ClientName[],
  caches: () => readonly DeployedCache[],
  features: { readonly readers: boolean; readonly regions: boolean; readonly shards: boolean },
) {
  const forEachClient = (use: (client: CacheClient, cache: DeployedCache) => Promise<void>) =>
    Promise.all(caches().flatMap((cache) => findCacheClients(cache).map((client) => use(client, cache))));

  describe.each(clients)('%s', (library) => {
    test('lets its users do what their access strings say, and nothing else', () =>
      forEachClient(async (client, cache) => {
        const client = await logIn(library, await client.loginOptions(library));

        expect(await findPermissionMismatches(client, client, cache.engine, { readOnly: cache.secondary })).toEqual([]);
        client.close();
      }));

    test('is refused with a wrong password or another token, and in plain text', () =>
      forEachClient(async (client, cache) => {
        const invalidLogin = await client.invalidLoginOptions?.(library);
        if (invalidLogin) {
          expect(await getLoginError(library, invalidLogin)).toMatch(LOGIN_REJECTED);
        }
        expect(cache.tls).toBe(true);
        expect(
          await getLoginError(library, { ...(await client.loginOptions(library)), readOnly: false, tls: false }),
        ).toMatch(PLAIN_TEXT_REJECTED);
      }));

    test('is refused as a user that is not there or disabled, and without a name', () =>
      Promise.all(
        caches().map(async (cache) => {
          for (const login of findUnknownLogins(cache)) {
            expect(await getLoginError(library, login)).toMatch(LOGIN_REJECTED);
          }
        }),
      ));

    if (features.readers) {
      test('reads from replicas', () => forEachClient((client, cache) => testReaderEndpoint(cache, client, library)));
    }

    if (features.regions) {
      test('reads in one region what is written in another', () => testOtherRegion(caches(), library));
    }

    if (features.shards) {
      test('is sent to the shard of a key', () =>
        forEachClient((client, cache) => testAllShards(cache, client, library)));
    }
  });
}

/** What is written at the endpoint arrives at the reader endpoint, which takes no writes itself. */
async function testReaderEndpoint(
  { reader, replicas, cluster, secondary, engine }: DeployedCache,
  client: CacheClient,
  library: ClientName,
) {
  if (!reader) {
    return;
  }
  const key = resolveOwnKey(client.accessString);
  const loginOptions = await client.loginOptions(library);
  const atReader = await logIn(library, { ...loginOptions, ...reader, readOnly: true });

  expect(await findPermissionMismatches(atReader, client, engine, { readOnly: true })).toEqual([]);
  if (
    !secondary &&
    isPermitted(client.accessString, engine, 'SET', key, library) &&
    isPermitted(client.accessString, engine, 'GET', key)
  ) {
    const writer = await logIn(library, loginOptions);
    await writer.call('SET', key, `by ${library}`);
    await waitUntil('the replica has it', async () => `${await atReader.call('GET', key)}` === `by ${library}`);
    writer.close();
  }
  if (replicas > 0 && !cluster) {
    await expect(atReader.call('SET', key, library)).rejects.toThrow(/READONLY|read-only|NOPERM/i);
  }
  atReader.close();
}

/** What is written at the primary arrives at the group of the other region. */
async function testOtherRegion(caches: readonly DeployedCache[], library: ClientName) {
  const connect = async (secondary: boolean) => {
    const [client] = findCacheClients(caches.find((cache) => cache.secondary === secondary)!);
    return {
      key: resolveOwnKey(client.accessString),
      client: await logIn(library, await client.loginOptions(library)),
    };
  };
  const [{ key, client: primary }, { client: secondaryClient }] = await Promise.all([connect(false), connect(true)]);

  await primary.call('SET', key, `abroad by ${library}`);
  await waitUntil('it has arrived', async () => `${await secondaryClient.call('GET', key)}` === `abroad by ${library}`);
  await expect(secondaryClient.call('SET', key, library)).rejects.toThrow(/READONLY|read-only/i);
  primary.close();
  secondaryClient.close();
}

/**
 * The endpoint sends a simple client elsewhere for the keys of the other shards; a cluster client goes there by itself.
 */
async function testAllShards({ shards }: DeployedCache, client: CacheClient, library: ClientName) {
  const standalone = await logIn('ioredis', { ...(await client.loginOptions('ioredis')), cluster: false });
  const keys: Record<string, string> = {};
  for (let at = 0; Object.keys(keys).length < shards && at < 500; at++) {
    const key = `${resolveOwnKey(client.accessString)}:${at}`;
    const answer = await standalone.call('SET', key, 'x').then(() => 'here', String);
    keys[/MOVED \d+ (\S+)/.exec(answer)?.[1] ?? answer] = key;
  }
  standalone.close();
  expect(Object.keys(keys)).toEqual(expect.arrayContaining(['here']));
  expect(Object.keys(keys)).toHaveLength(shards);

  const client = await logIn(library, await client.loginOptions(library));
  for (const key of Object.values(keys)) {
    expect(await client.call('SET', key, library)).toMatch(/^OK$/);
    expect(`${await client.call('GET', key)}`).toBe(library);
  }
  client.close();
}
