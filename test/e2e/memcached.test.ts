import { ElastiCacheClient as ElastiCacheApi, RebootCacheClusterCommand } from '@aws-sdk/client-elasticache';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnParameterGroup } from 'aws-cdk-lib/aws-elasticache';
import { AutoDiscoveryClient, runUnderTraffic } from './driver/auto-discovery-client';
import { tryDeploy, deploy, destroy } from './driver/cdk';
import { createIsolatedVpc } from './driver/isolated-vpc';
import { withMemcachedConnection, MemcachedConnection } from './driver/memcached-connection';
import { waitUntil } from './wait';
import { PageCacheStack } from '../../examples/page-cache/app';
import * as elasticache from 'cdk-elasticache';

const { CacheEngine, MemcachedCluster, NodeType, ParameterGroup, ServerlessCache, SubnetGroup } = elasticache;

type Props = Partial<elasticache.MemcachedClusterProps>;

const PARAMETERS = {
  max_item_size: '2097152',
  slab_chunk_max: '262144',
  chunk_size: '96',
  hash_algorithm: 'murmur3',
  idle_timeout: '3600',
  error_on_memory_exhausted: '1',
};

const INITIAL: Props = { nodes: 2, nodeType: NodeType.T4G_SMALL, parameters: PARAMETERS };

/** @param values of a parameter group that the library has not looked at */
function createApp(props: Props = {}, values?: Record<string, string>): App {
  const app = new App();
  const stack = new Stack(app, 'E2eMemcached');
  const raw =
    values &&
    new CfnParameterGroup(stack, 'Raw', {
      cacheParameterGroupFamily: 'memcached1.6',
      description: 'raw',
      properties: values,
    });
  const vpc = createIsolatedVpc(stack);
  const cluster = new MemcachedCluster(stack, 'Pages', {
    ...({ ...INITIAL, ...props } as elasticache.MemcachedClusterProps),
    vpc,
    ...(raw
      ? { parameters: undefined, parameterGroup: ParameterGroup.fromParameterGroupName(stack, 'Given', raw.ref) }
      : {}),
  });
  new CfnOutput(stack, 'Name', { value: cluster.clusterName });
  new CfnOutput(stack, 'Host', { value: cluster.endpoint.hostname });
  new CfnOutput(stack, 'Port', { value: cluster.endpoint.portAsString() });

  const serverless = new ServerlessCache(stack, 'Serverless', { engine: CacheEngine.MEMCACHED_1_6, vpc });
  new CfnOutput(stack, 'ServerlessHost', { value: serverless.endpoint.hostname });
  new CfnOutput(stack, 'ServerlessPort', { value: serverless.endpoint.portAsString() });
  return app;
}

const KEYS = Array.from({ length: 100 }, (_, at) => `page:${at}`);

let outputs: Record<'Name' | 'Host' | 'Port' | 'ServerlessHost' | 'ServerlessPort', string>;

beforeAll(async () => {
  outputs = (await deploy(createApp())) as typeof outputs;
});
afterAll(() => destroy(createApp()));

const discover = () => withMemcachedConnection(outputs.Host, outputs.Port, (endpoint) => endpoint.discoverNodes());
const getSettings = (host: string) => withMemcachedConnection(host, outputs.Port, (node) => node.getStats('settings'));

/** How many of the keys each node holds. */
async function countKeysByNode(): Promise<number[]> {
  const { nodes } = await discover();
  return Promise.all(
    nodes.map(({ host, port }) =>
      withMemcachedConnection(host, port, async (node) => {
        const found = [];
        for (const key of KEYS) {
          found.push(await node.get(key));
        }
        return found.filter((value) => value !== undefined).length;
      }),
    ),
  );
}

describe('auto discovery', () => {
  test('is answered at the configuration endpoint and at every node, in the form of the page of AWS', async () => {
    const { version, nodes } = await discover();

    expect([version, nodes.length]).toEqual([1, 2]);
    const list = nodes
      .map(({ host, ip }) => `${host}|${ip}|11211`)
      .sort()
      .join(' ');
    const payload = `1\n${list}\n`;
    for (const host of [outputs.Host, ...nodes.map((node) => node.host)]) {
      const node = await MemcachedConnection.open(host, outputs.Port);
      expect(await node.send('config get cluster')).toBe(`CONFIG cluster 0 ${payload.length}\r\n${payload}\r\nEND\r\n`);
      expect(await node.send('get AmazonElastiCache:cluster')).toBe(
        `VALUE AmazonElastiCache:cluster 0 ${payload.length}\r\n${payload}\r\nEND\r\n`,
      );
      node.close();
    }
  });

  test('is no part of what is stored', async () => {
    const node = await MemcachedConnection.open(outputs.Host, outputs.Port);

    expect(await node.set('page:questions', 'config get cluster\r\n')).toBe('STORED');
    expect(await node.get('page:questions')).toBe('config get cluster\r\n');

    node.close();
  });

  test('lets a client spread its keys over all nodes', async () => {
    const client = await AutoDiscoveryClient.open(outputs.Host, outputs.Port);
    for (const key of KEYS) {
      await client.set(key, `value of ${key}`);
    }
    for (const key of KEYS) {
      expect(await client.get(key)).toBe(`value of ${key}`);
    }
    const known = await client.getNodes();
    client.close();

    expect(known).toEqual((await discover()).nodes.map(({ host, port }) => `${host}:${port}`).sort());
    const [first, second] = await countKeysByNode();
    expect([first + second, first > 0, second > 0]).toEqual([KEYS.length, true, true]);
  });
});

test('nobody speaks plain text with an endpoint or a node', async () => {
  for (const host of [outputs.Host, ...(await discover()).nodes.map((node) => node.host)]) {
    await expect(withMemcachedConnection(host, outputs.Port, (node) => node.send('version'), false)).rejects.toThrow(
      /closed|ECONNRESET|EPIPE/,
    );
  }
});

test('every node has the parameters of the template', async () => {
  for (const { host } of (await discover()).nodes) {
    expect(await getSettings(host)).toMatchObject({
      item_size_max: '2097152',
      slab_chunk_max: '262144',
      chunk_size: '96',
      hash_algorithm: 'murmur3',
      idle_timeout: '3600',
      evictions: 'off',
      ssl_enabled: 'yes',
    });
  }
  const answers = await withMemcachedConnection(outputs.Host, outputs.Port, async (node) => [
    await node.set('page:large', 'x'.repeat(2_000_000)),
    await node.set('page:larger', 'x'.repeat(2_100_000)),
  ]);
  expect(answers).toEqual(['STORED', 'SERVER_ERROR object too large for cache']);
});

describe('nodes', () => {
  test('are added under a client, which finds them', async () => {
    const before = await discover();
    const client = await AutoDiscoveryClient.open(outputs.Host, outputs.Port);

    const { result: made, calls, errors: faults } = await runUnderTraffic(client, deploy(createApp({ nodes: 3 })));

    expect(made).toEqual(outputs);
    const after = await discover();
    expect([after.version, after.nodes.length]).toEqual([before.version + 1, 3]);
    expect(after.nodes).toEqual(expect.arrayContaining([...before.nodes]));
    expect([faults, calls > 50]).toEqual([[], true]);
    expect((await countKeysByNode()).reduce((sum, count) => sum + count)).toBe(KEYS.length); // nobody lost what it had
    await waitUntil('the client knows the new node', async () => {
      await client.get(KEYS[0]);
      return ((await client.getNodes()) as string[]).length === 3;
    });
    client.close();
  });

  test('are taken away under a client, which forgets them, until one is left', async () => {
    const before = await discover();
    const client = await AutoDiscoveryClient.open(outputs.Host, outputs.Port);

    const { result: made } = await runUnderTraffic(client, deploy(createApp({ nodes: 1 })));

    expect(made).toEqual(outputs);
    const after = await discover();
    expect([after.version, after.nodes.length]).toEqual([before.version + 2, 1]);
    await waitUntil('the client has forgotten the others', async () => {
      await client.get(KEYS[0]).catch(() => undefined);
      return ((await client.getNodes()) as string[]).length === 1;
    });
    for (const key of KEYS) {
      await client.set(key, 'new');
    }
    expect(await countKeysByNode()).toEqual([KEYS.length]);
    client.close();
  });
});

const CHANGED: Props = { nodes: 2, parameters: { ...PARAMETERS, max_item_size: '4194304' } };

test('other parameters reach a node that is added, and the one that was there when it is rebooted, which empties it', async () => {
  const [{ host: old }] = (await discover()).nodes;

  await deploy(createApp(CHANGED));

  const { host: added } = (await discover()).nodes.find(({ host }) => host !== old)!;
  const size = async (host: string) => (await getSettings(host)).item_size_max;
  expect([await size(old), await size(added)]).toEqual(['2097152', '4194304']);
  expect(await countKeysByNode()).toContain(KEYS.length);

  await new ElastiCacheApi({}).send(
    new RebootCacheClusterCommand({ CacheClusterId: outputs.Name, CacheNodeIdsToReboot: ['0001'] }),
  );

  await waitUntil('the node is back', async () => (await size(old).catch(() => undefined)) === '4194304');
  expect(await countKeysByNode()).toEqual([0, 0]);
});

describe('what does not go fails the deployment, is rolled back, and the cluster goes on:', () => {
  beforeAll(() => withMemcachedConnection(outputs.Host, outputs.Port, (node) => node.set('page:kept', 'yes')));

  test.each<[string, Props, Record<string, string> | undefined, RegExp]>([
    [
      'a parameter that does not exist',
      {},
      { max_items: '5' },
      /The parameter max_items does not exist in memcached1\.6/,
    ],
    ['a value that Memcached does not take', {}, { hash_algorithm: 'md5' }, /Unknown hash_algorithm option/],
    ['another port for the same name', { port: 11311 }, undefined, /custom-named resource requires replacing/],
    [
      'another node type',
      { nodeType: NodeType.M7G_LARGE },
      undefined,
      /CacheNodeType of a Memcached cluster cannot be changed/,
    ],
  ])('%s', async (_description, props, values, words) => {
    const before = await discover();

    const { ok, output } = await tryDeploy(createApp({ ...CHANGED, ...props }, values));

    expect(ok).toBe(false);
    expect(output.replace(/\s+/g, ' ')).toMatch(words);
    expect(output).toMatch(/UPDATE_ROLLBACK_COMPLET/);
    expect(await discover()).toEqual(before);
    expect(await withMemcachedConnection(outputs.Host, outputs.Port, (node) => node.get('page:kept'))).toBe('yes');
  });
});

test('another name makes another cluster, and the old one goes', async () => {
  const { Host, Name } = await deploy(createApp({ ...CHANGED, clusterName: 'e2e-memcached-2' }));

  expect([Name, Host === outputs.Host]).toEqual(['e2e-memcached-2', false]);
  expect(await withMemcachedConnection(Host, outputs.Port, (node) => node.get('page:kept'))).toBeUndefined();
  await expect(discover()).rejects.toThrow(/ECONNREFUSED/);
});

test('a cluster whose zones are unknown keeps its number of nodes, as a warning says', async () => {
  const unzoned = (nodes: number) => {
    const app = new App();
    const stack = new Stack(app, 'E2eMemcachedUnzoned');
    const subnetGroup = SubnetGroup.fromSubnetGroupName(stack, 'Subnets', 'default');
    new MemcachedCluster(stack, 'Pages', {
      vpc: createIsolatedVpc(stack),
      nodeType: NodeType.T4G_SMALL,
      subnetGroup,
      nodes,
    });
    return app;
  };
  await deploy(unzoned(1));

  const { ok, output } = await tryDeploy(unzoned(2));

  expect(ok).toBe(false);
  expect(output.replace(/\s+/g, ' ')).toMatch(
    /CloudFormation cannot change 'nodes' later.*custom-named resource requires replacing/,
  );
  await destroy(unzoned(1));
});

test('a serverless cache is written at its endpoint and read at its second port too, by TLS alone', async () => {
  const { ServerlessHost: host, ServerlessPort: port } = outputs;

  expect(port).toBe('11211');
  expect(await withMemcachedConnection(host, port, (node) => node.set('page:1', 'serverless'))).toBe('STORED');
  expect(await withMemcachedConnection(host, 11212, (node) => node.get('page:1'))).toBe('serverless');
  await expect(withMemcachedConnection(host, port, (node) => node.send('version'), false)).rejects.toThrow(
    /closed|ECONNRESET|EPIPE/,
  );
});

test('the example of a page cache is used by a client', async () => {
  const made = new App();
  new PageCacheStack(made, 'E2ePageCache');

  const [host, port] = (await deploy(made)).Endpoint.split(':');

  const client = await AutoDiscoveryClient.open(host, port);
  expect(await client.getNodes()).toHaveLength(3);
  const page = 'x'.repeat(4_000_000);
  await client.set('page:1', page);
  expect(await client.get('page:1')).toBe(page);
  client.close();
  await destroy(made);
});
