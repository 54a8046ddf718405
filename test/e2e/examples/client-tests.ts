import type { Guest } from './cache-clients';
import { guestsOf, strangersOf } from './cache-clients';
import { disagreements, may, ownKey } from './command-probes';
import type { ClientName } from '../driver/clients';
import { login, NOT_IN_PLAIN_TEXT, NOT_LET_IN, refusal } from '../driver/clients';
import type { DeployedCache } from '../driver/deployed-app';
import { until } from '../wait';

/** Everybody who may log in to the caches does, by each client, and those who may not try. */
export function useBy(
  clients: readonly ClientName[],
  caches: () => readonly DeployedCache[],
  has: { readonly readers: boolean; readonly regions: boolean; readonly shards: boolean },
) {
  const forEachGuest = (use: (guest: Guest, cache: DeployedCache) => Promise<void>) =>
    Promise.all(caches().flatMap((cache) => guestsOf(cache).map((guest) => use(guest, cache))));

  describe.each(clients)('%s', (name) => {
    test('lets its users do what their access strings say, and nothing else', () =>
      forEachGuest(async (guest, cache) => {
        const client = await login(name, await guest.as(name));

        expect(await disagreements(client, guest, cache.engine, { readOnly: cache.secondary })).toEqual([]);
        client.close();
      }));

    test('is refused with a wrong password or another token, and in plain text', () =>
      forEachGuest(async (guest, cache) => {
        const impostor = await guest.asImpostor?.(name);
        if (impostor) {
          expect(await refusal(name, impostor)).toMatch(NOT_LET_IN);
        }
        expect(cache.tls).toBe(true);
        expect(await refusal(name, { ...(await guest.as(name)), readOnly: false, tls: false })).toMatch(
          NOT_IN_PLAIN_TEXT,
        );
      }));

    test('is refused as a user that is not there or disabled, and without a name', () =>
      Promise.all(
        caches().map(async (cache) => {
          for (const stranger of strangersOf(cache)) {
            expect(await refusal(name, stranger)).toMatch(NOT_LET_IN);
          }
        }),
      ));

    if (has.readers) {
      test('reads from replicas', () => forEachGuest((guest, cache) => readAt(cache, guest, name)));
    }

    if (has.regions) {
      test('reads in one region what is written in another', () => readAbroad(caches(), name));
    }

    if (has.shards) {
      test('is sent to the shard of a key', () => forEachGuest((guest, cache) => reachAllShards(cache, guest, name)));
    }
  });
}

/** What is written at the endpoint arrives at the reader endpoint, which takes no writes itself. */
async function readAt({ reader, replicas, cluster, secondary, engine }: DeployedCache, guest: Guest, name: ClientName) {
  if (!reader) {
    return;
  }
  const key = ownKey(guest.accessString);
  const login_ = await guest.as(name);
  const atReader = await login(name, { ...login_, ...reader, readOnly: true });

  expect(await disagreements(atReader, guest, engine, { readOnly: true })).toEqual([]);
  if (!secondary && may(guest.accessString, engine, 'SET', key, name) && may(guest.accessString, engine, 'GET', key)) {
    const writer = await login(name, login_);
    await writer.call('SET', key, `by ${name}`);
    await until('the replica has it', async () => `${await atReader.call('GET', key)}` === `by ${name}`);
    writer.close();
  }
  if (replicas > 0 && !cluster) {
    await expect(atReader.call('SET', key, name)).rejects.toThrow(/READONLY|read-only|NOPERM/i);
  }
  atReader.close();
}

/** What is written at the primary arrives at the group of the other region. */
async function readAbroad(caches: readonly DeployedCache[], name: ClientName) {
  const enter = async (secondary: boolean) => {
    const [guest] = guestsOf(caches.find((cache) => cache.secondary === secondary)!);
    return { key: ownKey(guest.accessString), client: await login(name, await guest.as(name)) };
  };
  const [{ key, client: here }, { client: abroad }] = await Promise.all([enter(false), enter(true)]);

  await here.call('SET', key, `abroad by ${name}`);
  await until('it has arrived', async () => `${await abroad.call('GET', key)}` === `abroad by ${name}`);
  await expect(abroad.call('SET', key, name)).rejects.toThrow(/READONLY|read-only/i);
  here.close();
  abroad.close();
}

/**
 * The endpoint sends a simple client elsewhere for the keys of the other shards; a cluster client goes there by itself.
 */
async function reachAllShards({ shards }: DeployedCache, guest: Guest, name: ClientName) {
  const simple = await login('ioredis', { ...(await guest.as('ioredis')), cluster: false });
  const keys: Record<string, string> = {};
  for (let at = 0; Object.keys(keys).length < shards && at < 500; at++) {
    const key = `${ownKey(guest.accessString)}:${at}`;
    const answer = await simple.call('SET', key, 'x').then(() => 'here', String);
    keys[/MOVED \d+ (\S+)/.exec(answer)?.[1] ?? answer] = key;
  }
  simple.close();
  expect(Object.keys(keys)).toEqual(expect.arrayContaining(['here']));
  expect(Object.keys(keys)).toHaveLength(shards);

  const client = await login(name, await guest.as(name));
  for (const key of Object.values(keys)) {
    expect(await client.call('SET', key, name)).toMatch(/^OK$/);
    expect(`${await client.call('GET', key)}`).toBe(name);
  }
  client.close();
}
