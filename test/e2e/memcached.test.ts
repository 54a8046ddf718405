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

const { CacheEngine, MemcachedCluster, NodeFamily, NodeSize, NodeType, ParameterGroup, ServerlessCache, SubnetGroup } =
  elasticache;

type Props = Partial<elasticache.MemcachedClusterProps>;

const PARAMETERS = {
  max_item_size: '2097152',
  slab_chunk_max: '262144',
  chunk_size: '96',
  hash_algorithm: 'murmur3',
  idle_timeout: '3600',
  error_on_memory_exhausted: '1',
};

const INITIAL: Props = {
  clusterName: 'e2e-memcached',
  nodeCount: 2,
  nodeType: NodeType.of(NodeFamily.T4G, NodeSize.SMALL),
  parameters: PARAMETERS,
};

/** @param values the values of a parameter group that the library does not validate */
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
  const groupProps = raw && {
    parameters: undefined,
    parameterGroup: ParameterGroup.fromParameterGroupName(stack, 'RawGroup', raw.ref),
  };
  const vpc = createIsolatedVpc(stack);
  const cluster = new MemcachedCluster(stack, 'Pages', {
    ...({ ...INITIAL, ...props } as elasticache.MemcachedClusterProps),
    vpc,
    ...groupProps,
  });
  new CfnOutput(stack, 'Name', { value: cluster.clusterName });
  new CfnOutput(stack, 'Host', { value: cluster.endpoint.hostname });
  new CfnOutput(stack, 'Port', { value: cluster.endpoint.portAsString() });

  const serverless = new ServerlessCache(stack, 'Serverless', { engine: CacheEngine.MEMCACHED_1_6, vpc });
  new CfnOutput(stack, 'ServerlessHost', { value: serverless.endpoint.hostname });
  new CfnOutput(stack, 'ServerlessPort', { value: serverless.endpoint.portAsString() });
  return app;
}

const KEYS = Array.from({ length: 100 }, (_, index) => `page:${index}`);

let outputs: Record<'Name' | 'Host' | 'Port' | 'ServerlessHost' | 'ServerlessPort', string>;

beforeAll(async () => {
  outputs = (await deploy(createApp())) as typeof outputs;
});
afterAll(() => destroy(createApp()));

const discover = () => withMemcachedConnection(outputs.Host, outputs.Port, (endpoint) => endpoint.discoverNodes());
const getSettings = (host: string) => withMemcachedConnection(host, outputs.Port, (node) => node.getStats('settings'));

/** Returns the number of keys on each node. */
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
  test('returns the nodes in the documented format, from the configuration endpoint and from every node', async () => {
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

  test('does not change stored values that contain a discovery command', async () => {
    const node = await MemcachedConnection.open(outputs.Host, outputs.Port);

    expect(await node.set('page:commands', 'config get cluster\r\n')).toBe('STORED');
    expect(await node.get('page:commands')).toBe('config get cluster\r\n');

    node.close();
  });

  test('distributes the keys of a client over all nodes', async () => {
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

test('rejects plain text connections to the endpoint and to nodes', async () => {
  for (const host of [outputs.Host, ...(await discover()).nodes.map((node) => node.host)]) {
    await expect(withMemcachedConnection(host, outputs.Port, (node) => node.send('version'), false)).rejects.toThrow(
      /closed|ECONNRESET|EPIPE/,
    );
  }
});

test('applies the parameters to every node', async () => {
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
  test('are added without errors, and discovered by a client', async () => {
    const before = await discover();
    const client = await AutoDiscoveryClient.open(outputs.Host, outputs.Port);

    const { result, calls, errors } = await runUnderTraffic(client, deploy(createApp({ nodeCount: 3 })));

    expect(result).toEqual(outputs);
    const after = await discover();
    expect([after.version, after.nodes.length]).toEqual([before.version + 1, 3]);
    expect(after.nodes).toEqual(expect.arrayContaining([...before.nodes]));
    expect([errors, calls > 50]).toEqual([[], true]);
    // The existing nodes keep their keys.
    expect((await countKeysByNode()).reduce((sum, count) => sum + count)).toBe(KEYS.length);
    await waitUntil('the client has discovered the new node', async () => {
      await client.get(KEYS[0]);
      return ((await client.getNodes()) as string[]).length === 3;
    });
    client.close();
  });

  test('are removed down to one, and a client stops using them', async () => {
    const before = await discover();
    const client = await AutoDiscoveryClient.open(outputs.Host, outputs.Port);

    const { result } = await runUnderTraffic(client, deploy(createApp({ nodeCount: 1 })));

    expect(result).toEqual(outputs);
    const after = await discover();
    expect([after.version, after.nodes.length]).toEqual([before.version + 2, 1]);
    await waitUntil('the client uses one node', async () => {
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

const CHANGED: Props = { nodeCount: 2, parameters: { ...PARAMETERS, max_item_size: '4194304' } };

test('applies changed parameters to new nodes, and to existing nodes by a reboot, which empties them', async () => {
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

describe('rolls back a failed deployment of', () => {
  beforeAll(() => withMemcachedConnection(outputs.Host, outputs.Port, (node) => node.set('page:kept', 'yes')));

  test.each<[string, Props, Record<string, string> | undefined, RegExp]>([
    ['an unknown parameter', {}, { max_items: '5' }, /The parameter max_items does not exist in memcached1\.6/],
    ['an invalid parameter value', {}, { hash_algorithm: 'md5' }, /Unknown hash_algorithm option/],
    ['another port for the same name', { port: 11311 }, undefined, /custom-named resource requires replacing/],
    [
      'another node type',
      { nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE) },
      undefined,
      /CacheNodeType of a Memcached cluster cannot be changed/,
    ],
  ])('%s', async (_description, props, values, message) => {
    const before = await discover();

    const { ok, output } = await tryDeploy(createApp({ ...CHANGED, ...props }, values));

    expect(ok).toBe(false);
    expect(output.replace(/\s+/g, ' ')).toMatch(message);
    expect(output).toMatch(/UPDATE_ROLLBACK_COMPLET/);
    expect(await discover()).toEqual(before);
    expect(await withMemcachedConnection(outputs.Host, outputs.Port, (node) => node.get('page:kept'))).toBe('yes');
  });
});

test('replaces the cluster when its name changes', async () => {
  const { Host, Name } = await deploy(createApp({ ...CHANGED, clusterName: 'e2e-memcached-2' }));

  expect([Name, Host === outputs.Host]).toEqual(['e2e-memcached-2', false]);
  expect(await withMemcachedConnection(Host, outputs.Port, (node) => node.get('page:kept'))).toBeUndefined();
  await expect(discover()).rejects.toThrow(/ECONNREFUSED/);
});

describe('a change of the number of nodes without Availability Zones', () => {
  const createAppWithoutZones = (nodeCount: number, clusterName?: string) => {
    const app = new App();
    const stack = new Stack(app, 'E2eMemcachedUnzoned');
    const cluster = new MemcachedCluster(stack, 'Pages', {
      vpc: createIsolatedVpc(stack),
      nodeType: NodeType.of(NodeFamily.T4G, NodeSize.SMALL),
      subnetGroup: SubnetGroup.fromSubnetGroupName(stack, 'Subnets', 'default'),
      nodeCount,
      clusterName,
    });
    new CfnOutput(stack, 'Name', { value: cluster.clusterName });
    return app;
  };

  test('fails for a cluster with a name, as a warning predicts', async () => {
    const name = 'e2e-memcached-unzoned';
    await deploy(createAppWithoutZones(1, name));

    const { ok, output } = await tryDeploy(createAppWithoutZones(2, name));

    expect(ok).toBe(false);
    expect(output.replace(/\s+/g, ' ')).toMatch(
      /CloudFormation replaces the cluster when 'nodeCount' changes.*custom-named resource requires replacing/,
    );
    await destroy(createAppWithoutZones(1, name));
  });

  test('replaces a cluster without a name', async () => {
    const before = await deploy(createAppWithoutZones(1));

    const after = await deploy(createAppWithoutZones(2));

    expect(after.Name).not.toBe(before.Name);
    await destroy(createAppWithoutZones(2));
  });
});

test('serves a serverless cache on two ports, with TLS only', async () => {
  const { ServerlessHost: host, ServerlessPort: port } = outputs;

  expect(port).toBe('11211');
  expect(await withMemcachedConnection(host, port, (node) => node.set('page:1', 'serverless'))).toBe('STORED');
  expect(await withMemcachedConnection(host, 11212, (node) => node.get('page:1'))).toBe('serverless');
  await expect(withMemcachedConnection(host, port, (node) => node.send('version'), false)).rejects.toThrow(
    /closed|ECONNRESET|EPIPE/,
  );
});

test('serves a client of the page-cache example', async () => {
  const app = new App();
  new PageCacheStack(app, 'E2ePageCache');

  const [host, port] = (await deploy(app)).Endpoint.split(':');

  const client = await AutoDiscoveryClient.open(host, port);
  expect(await client.getNodes()).toHaveLength(3);
  const page = 'x'.repeat(4_000_000);
  await client.set('page:1', page);
  expect(await client.get('page:1')).toBe(page);
  client.close();
  await destroy(app);
});
