import { existsSync } from 'node:fs';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { deploy, destroy } from './driver/cdk';
import { CLIENTS, logIn, getLoginError } from './driver/clients';
import { createIsolatedVpc } from './driver/isolated-vpc';
import { settings } from './driver/settings';
import { findListeningAddresses } from './driver/test-run';
import { waitUntil } from './wait';
import * as elasticache from 'cdk-elasticache';

/**
 * A replication group with a replica, and a serverless cache: each has an endpoint to write to and one to read from.
 */
function createApp(): App {
  const app = new App();
  const stack = new Stack(app, 'E2eReaders');
  const vpc = createIsolatedVpc(stack);
  const group = new elasticache.ReplicationGroup(stack, 'Group', {
    vpc,
    nodeType: elasticache.NodeType.R7G_LARGE,
    clusterMode: elasticache.ClusterMode.disabled({ replicas: 1 }),
    authentication: elasticache.Authentication.none(),
  });
  const serverless = new elasticache.ServerlessCache(stack, 'Serverless', {
    engine: elasticache.CacheEngine.VALKEY_8,
    vpc,
  });
  for (const [id, endpoint] of Object.entries({
    GroupWriter: group.primaryEndpoint,
    GroupReader: group.readerEndpoint,
    ServerlessWriter: serverless.endpoint,
    ServerlessReader: serverless.readerEndpoint,
  })) {
    new CfnOutput(stack, `${id}Host`, { value: endpoint.hostname });
    new CfnOutput(stack, `${id}Port`, { value: endpoint.portAsString() });
  }
  return app;
}

let outputs: Record<string, string>;

beforeAll(async () => {
  outputs = await deploy(createApp());
});
afterAll(() => destroy(createApp()));

const getEndpoint = (id: string) => ({ host: outputs[`${id}Host`], port: outputs[`${id}Port`] });

test.each(CLIENTS)('%s reads from the reader endpoint of a group, and does not write there', async (name) => {
  const writer = await logIn(name, getEndpoint('GroupWriter'));
  const reader = await logIn(name, { ...getEndpoint('GroupReader'), readOnly: true });

  expect(`${await reader.call('ROLE')}`).toMatch(/^slave/);
  await writer.call('SET', 'app:1', name);
  await writer.call('WAIT', '1', '5000');
  expect(`${await reader.call('GET', 'app:1')}`).toBe(name);
  await expect(reader.call('SET', 'app:1', 'x')).rejects.toThrow(/READONLY|read-only/i);

  writer.close();
  reader.close();
});

test('valkey-glide does not take the reader endpoint of a group for more than reading', async () => {
  expect(await getLoginError('valkey-glide', getEndpoint('GroupReader'))).toMatch(/No primary node found/);
});

test('a serverless cache has an endpoint more to read from', () => {
  expect([getEndpoint('ServerlessWriter').port, getEndpoint('ServerlessReader').port]).toEqual(['6379', '6380']);
});

test.each(CLIENTS.flatMap((name) => ['ServerlessWriter', 'ServerlessReader'].map((output) => [name, output] as const)))(
  '%s as a cluster client reads from the second port of a serverless cache and writes to the first, whichever it came in by: %s',
  async (name, output) => {
    const client = await logIn(name, { ...getEndpoint(output), cluster: true, readOnly: true });
    await client.call('SET', 'app:2', name);
    const before = await countReplicaReads();

    for (let at = 0; at < 20; at++) {
      await waitUntil('the replica has it', async () => `${await client.call('GET', 'app:2')}` === name);
    }

    expect((await countReplicaReads()) - before).toBeGreaterThanOrEqual(name === 'node-redis' ? 5 : 20); // it takes turns, the others ask replicas alone
    client.close();
  },
);

test.each(['ioredis', 'node-redis'] as const)(
  '%s as a simple client says READONLY to read at the second port, and is sent to the first to write',
  async (name) => {
    const writer = await logIn(name, getEndpoint('ServerlessWriter'));
    const reader = await logIn(name, getEndpoint('ServerlessReader'));

    await writer.call('SET', 'app:3', name);
    await writer.call('WAIT', '1', '5000');
    await expect(reader.call('GET', 'app:3')).rejects.toThrow(/MOVED \d+ [\d.]+:6379/);
    await reader.call('READONLY');
    expect(await reader.call('GET', 'app:3')).toBe(name);
    await expect(reader.call('SET', 'app:3', 'x')).rejects.toThrow(/MOVED \d+ [\d.]+:6379/);

    writer.close();
    reader.close();
  },
);

test('valkey-glide reads at the second port of a serverless cache as a cluster client alone', async () => {
  const simple = await logIn('valkey-glide', { ...getEndpoint('ServerlessReader'), readOnly: true });

  await expect(simple.call('GET', 'app:3')).rejects.toThrow(/Moved/i);
  await expect(simple.call('READONLY')).rejects.toThrow(/not allowed in read-only mode/);
  simple.close();
});

if (settings.loginsUrl && existsSync('/proc/net/tcp')) {
  test('our own emulator, its engines and its doors listen on loopback addresses alone', () => {
    const addresses = findListeningAddresses();

    expect(addresses.length).toBeGreaterThan(10);
    expect(addresses.filter((address) => !address.startsWith('127.'))).toEqual([]);
  });
}

/** How often the node behind port 6380 was asked for a value. */
async function countReplicaReads(): Promise<number> {
  const client = await logIn('ioredis', getEndpoint('ServerlessReader'));
  const [, calls = '0'] = /cmdstat_get:calls=(\d+)/.exec(String(await client.call('INFO', 'commandstats'))) ?? [];
  client.close();
  return Number(calls);
}
