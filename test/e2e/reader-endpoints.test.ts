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
 * Creates a replication group with a replica, and a serverless cache. Both have a reader endpoint.
 */
function createApp(): App {
  const app = new App();
  const stack = new Stack(app, 'E2eReaders');
  const vpc = createIsolatedVpc(stack);
  const group = new elasticache.ReplicationGroup(stack, 'Group', {
    vpc,
    nodeType: elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
    clusterMode: elasticache.ClusterMode.disabled({ replicaCount: 1 }),
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

test.each(CLIENTS)('%s reads from the reader endpoint of a group, which rejects writes', async (name) => {
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

test('valkey-glide fails to connect to the reader endpoint of a group without readOnly', async () => {
  expect(await getLoginError('valkey-glide', getEndpoint('GroupReader'))).toMatch(/No primary node found/);
});

test('a serverless cache has a reader endpoint on port 6380', () => {
  expect([getEndpoint('ServerlessWriter').port, getEndpoint('ServerlessReader').port]).toEqual(['6379', '6380']);
});

test.each(CLIENTS.flatMap((name) => ['ServerlessWriter', 'ServerlessReader'].map((output) => [name, output] as const)))(
  '%s as a cluster client reads from replicas and writes to the primary of a serverless cache through the %s endpoint',
  async (name, output) => {
    const client = await logIn(name, { ...getEndpoint(output), cluster: true, readOnly: true });
    await client.call('SET', 'app:2', name);
    const before = await countReplicaReads();

    for (let read = 0; read < 20; read++) {
      await waitUntil('the replica has the value', async () => `${await client.call('GET', 'app:2')}` === name);
    }

    // node-redis alternates between the nodes; the other clients read only from replicas.
    const expectedReads = name === 'node-redis' ? 5 : 20;
    expect((await countReplicaReads()) - before).toBeGreaterThanOrEqual(expectedReads);
    client.close();
  },
);

test.each(['ioredis', 'node-redis'] as const)(
  '%s as a standalone client reads from port 6380 after READONLY, and is redirected to port 6379 for writes',
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

test('valkey-glide as a standalone client fails to read from port 6380', async () => {
  const standalone = await logIn('valkey-glide', { ...getEndpoint('ServerlessReader'), readOnly: true });

  await expect(standalone.call('GET', 'app:3')).rejects.toThrow(/Moved/i);
  await expect(standalone.call('READONLY')).rejects.toThrow(/not allowed in read-only mode/);
  standalone.close();
});

if (settings.loginsUrl && existsSync('/proc/net/tcp')) {
  test('the emulator, engines, and proxies listen only on loopback addresses', () => {
    const addresses = findListeningAddresses();

    expect(addresses.length).toBeGreaterThan(10);
    expect(addresses.filter((address) => !address.startsWith('127.'))).toEqual([]);
  });
}

/** Returns the number of GET commands that the node on port 6380 has received. */
async function countReplicaReads(): Promise<number> {
  const client = await logIn('ioredis', getEndpoint('ServerlessReader'));
  const [, calls = '0'] = /cmdstat_get:calls=(\d+)/.exec(String(await client.call('INFO', 'commandstats'))) ?? [];
  client.close();
  return Number(calls);
}
