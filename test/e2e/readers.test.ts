import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { deployed, destroy } from './driver/cdk';
import { login } from './driver/clients';
import { isolatedVpc } from './driver/network';
import * as elasticache from 'cdk-elasticache';

/** A replication group with a replica, and a serverless cache: each has an endpoint to write to and one to read from. */
function app(): App {
  const made = new App();
  const stack = new Stack(made, 'E2eReaders');
  const vpc = isolatedVpc(stack);
  const group = new elasticache.ReplicationGroup(stack, 'Group', {
    vpc,
    nodeType: elasticache.NodeType.R7G_LARGE,
    clusterMode: elasticache.ClusterMode.disabled({ replicas: 1 }),
    authentication: elasticache.Authentication.none(),
  });
  const serverless = new elasticache.ServerlessCache(stack, 'Serverless', { engine: elasticache.CacheEngine.VALKEY_8, vpc });
  for (const [id, endpoint] of Object.entries({
    GroupWriter: group.primaryEndpoint, GroupReader: group.readerEndpoint, ServerlessWriter: serverless.endpoint, ServerlessReader: serverless.readerEndpoint,
  })) {
    new CfnOutput(stack, `${id}Host`, { value: endpoint.hostname });
    new CfnOutput(stack, `${id}Port`, { value: endpoint.portAsString() });
  }
  return made;
}

let outputs: Record<string, string>;

beforeAll(async () => { outputs = await deployed(app()); });
afterAll(() => destroy(app()));

const to = (id: string) => ({ host: outputs[`${id}Host`], port: outputs[`${id}Port`] });

test.each(['ioredis', 'node-redis', 'valkey-glide'] as const)('%s reads from the reader endpoint of a group, and does not write there', async name => {
  const writer = await login(name, to('GroupWriter'));
  const reader = await login(name, { ...to('GroupReader'), readOnly: true });

  expect(`${await reader.call('ROLE')}`).toMatch(/^slave/);
  await writer.call('SET', 'app:1', name);
  await writer.call('WAIT', '1', '5000');
  expect(`${await reader.call('GET', 'app:1')}`).toBe(name);
  await expect(reader.call('SET', 'app:1', 'x')).rejects.toThrow(/READONLY|read-only/i);

  writer.close();
  reader.close();
});

test('a serverless cache is read through its second port, which sends writers to the first', async () => {
  expect([to('ServerlessWriter').port, to('ServerlessReader').port]).toEqual(['6379', '6380']);
  const writer = await login('ioredis', to('ServerlessWriter'));
  const reader = await login('ioredis', to('ServerlessReader'));

  await writer.call('SET', 'app:2', 'written');
  await writer.call('WAIT', '1', '5000');
  await expect(reader.call('SET', 'app:2', 'x')).rejects.toThrow(/MOVED \d+ [\d.]+:6379/);
  await reader.call('READONLY'); // what a client says that reads from replicas
  expect(await reader.call('GET', 'app:2')).toBe('written');
  await expect(reader.call('SET', 'app:2', 'x')).rejects.toThrow(/MOVED \d+ [\d.]+:6379/);

  writer.close();
  reader.close();
});
