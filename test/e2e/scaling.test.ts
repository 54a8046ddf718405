import { DescribeReplicationGroupsCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { getPassword } from './driver/aws';
import { tryDeploy, deploy, destroy } from './driver/cdk';
import type { LoginOptions } from './driver/clients';
import { CLIENTS, logIn } from './driver/clients';
import { createIsolatedVpc } from './driver/isolated-vpc';
import { settings } from './driver/settings';
import { Traffic } from './driver/traffic';
import * as elasticache from 'cdk-elasticache';

const {
  AccessControl,
  Authentication,
  ClusterMode,
  EngineVersion,
  NodeFamily,
  NodeSize,
  NodeType,
  PasswordUser,
  UserGroup,
} = elasticache;

/** Creates a replication group with a user that is permitted to read, write, and run CLUSTER and INFO. */
function createApp(name: string, clusterMode: elasticache.ClusterMode): App {
  const app = new App();
  const stack = new Stack(app, name);
  const accessControl = AccessControl.fromAccessString('on ~app:* -@all +@read +@write +@connection +cluster +info');
  const user = new PasswordUser(stack, 'User', { userName: 'app', accessControl });
  const cache = new elasticache.ReplicationGroup(stack, 'Cache', {
    vpc: createIsolatedVpc(stack),
    replicationGroupId: name.toLowerCase(),
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    engineVersion: EngineVersion.VALKEY_8_1,
    authentication: Authentication.userGroup(new UserGroup(stack, 'Users', { users: [user] })),
    clusterMode,
  });
  new CfnOutput(stack, 'Secret', { value: user.secret!.secretArn });
  new CfnOutput(stack, 'Host', { value: cache.endpoint.hostname });
  if (clusterMode.name === 'disabled') {
    new CfnOutput(stack, 'Reader', { value: cache.readerEndpoint.hostname });
  }
  return app;
}

async function createLogin(outputs: Record<string, string>, cluster: boolean): Promise<LoginOptions> {
  return { host: outputs.Host, port: 6379, username: 'app', password: await getPassword(outputs.Secret), cluster };
}

test('scales shards and replicas without interrupting cluster clients', async () => {
  const name = 'E2eShards';
  const scale = (shards: number, replicasPerShard: number) =>
    deploy(createApp(name, ClusterMode.enabled({ shardCount: shards, replicasPerShard })));
  const target = await createLogin(await scale(3, 1), true);
  const traffics = CLIENTS.map((client) => new Traffic(target, client, client));

  for (const [shards, replicas] of [
    [2, 1],
    [3, 1],
    [3, 2],
    [3, 1],
  ]) {
    expect((await scale(shards, replicas)).Host).toBe(target.host);
    expect(await countNodes(target)).toEqual({ shards, nodes: shards * (replicas + 1) });
  }

  for (const traffic of traffics) {
    expect(traffic.rejectedLogins).toEqual([]);
    const { written, lost } = await traffic.stop();
    expect(lost).toEqual([]);
    expect(written).toBeGreaterThan(50);
  }
  await destroy(createApp(name, ClusterMode.enabled({ shardCount: 3 })));
});

test('adds and removes shards by their ids without interruption', async () => {
  const name = 'E2eShardIds';
  const createAppWith = (...ids: string[]) =>
    createApp(
      name,
      ClusterMode.enabledWithShards(ids.map((shardId) => ({ shardId, replicaCount: shardId === '0003' ? 2 : 1 }))),
    );
  const target = await createLogin(await deploy(createAppWith('0001', '0002', '0003')), true);
  const traffic = new Traffic(target);

  await deploy(createAppWith('0002', '0003'));
  expect(await getShardIds(name)).toEqual(['0002', '0003']);
  await deploy(createAppWith('0002', '0003', '0004'));
  expect(await getShardIds(name)).toEqual(['0002', '0003', '0004']);
  expect(await countNodes(target)).toEqual({ shards: 3, nodes: 7 });
  const { ok, output } = await tryDeploy(
    createApp(
      name,
      ClusterMode.enabledWithShards(['0002', '0003', '0004'].map((shardId) => ({ shardId, replicaCount: 1 }))),
    ),
  );
  expect(ok).toBe(false);
  expect(output.replace(/\s+/g, ' ')).toMatch(/Node Group with Id 0003 has replica count 2/);

  expect(traffic.rejectedLogins).toEqual([]);
  expect(await traffic.stop()).toMatchObject({ lost: [] });
  await destroy(createAppWith('0002', '0003', '0004'));
});

test('scales replicas with cluster mode disabled without interruption', async () => {
  const name = 'E2eReplicas';
  const createAppWith = (replicas: number) => createApp(name, ClusterMode.disabled({ replicaCount: replicas }));
  const outputs = await deploy(createAppWith(1));
  const target = await createLogin(outputs, false);
  const traffic = new Traffic(target);

  for (const replicas of [3, 2, 1]) {
    expect(await deploy(createAppWith(replicas))).toEqual(outputs);
    expect(await sendCommand(target, 'INFO', 'replication')).toMatch(new RegExp(`connected_slaves:${replicas}\\b`));
    expect(await sendCommand({ ...target, host: outputs.Reader }, 'INFO', 'replication')).toMatch(/role:slave/);
  }

  expect(traffic.rejectedLogins).toEqual([]);
  expect(await traffic.stop()).toMatchObject({ lost: [] });
  await destroy(createAppWith(1));
});

/** Returns the number of shards with slots, and the number of nodes, as `CLUSTER INFO` reports them. */
async function countNodes(target: LoginOptions) {
  const info = await sendCommand(target, 'CLUSTER', 'INFO');
  const readNumber = (field: string) => Number(new RegExp(`${field}:(\\d+)`).exec(info)![1]);
  return { shards: readNumber('cluster_size'), nodes: readNumber('cluster_known_nodes') };
}

async function getShardIds(name: string) {
  const api = new ElastiCacheClient({ endpoint: settings.endpoint });
  const { ReplicationGroups } = await api.send(
    new DescribeReplicationGroupsCommand({ ReplicationGroupId: name.toLowerCase() }),
  );
  return ReplicationGroups![0].NodeGroups!.map(({ NodeGroupId }) => NodeGroupId);
}

async function sendCommand(target: LoginOptions, ...[verb, ...args]: string[]) {
  const client = await logIn('ioredis', { ...target, cluster: false });
  const answer = String(await client.call(verb, ...args));
  client.close();
  return answer;
}
