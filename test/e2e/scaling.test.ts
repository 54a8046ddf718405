import { DescribeReplicationGroupsCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { passwordOf } from './driver/aws';
import { deploy, deployed, destroy } from './driver/cdk';
import type { Login } from './driver/clients';
import { CLIENTS, login } from './driver/clients';
import { isolatedVpc } from './driver/isolated-vpc';
import { setting } from './driver/settings';
import { Traffic } from './driver/traffic';
import * as elasticache from 'cdk-elasticache';

const { AccessControl, Authentication, ClusterMode, EngineVersion, NodeType, PasswordUser, UserGroup } = elasticache;

/** A replication group of some size, with one user who may read, write and look at the cluster. */
function app(name: string, clusterMode: elasticache.ClusterMode): App {
  const made = new App();
  const stack = new Stack(made, name);
  const accessControl = AccessControl.fromAccessString('on ~app:* -@all +@read +@write +@connection +cluster +info');
  const user = new PasswordUser(stack, 'User', { userName: 'app', accessControl });
  const cache = new elasticache.ReplicationGroup(stack, 'Cache', {
    vpc: isolatedVpc(stack),
    replicationGroupId: name.toLowerCase(),
    nodeType: NodeType.R7G_LARGE,
    engineVersion: EngineVersion.VALKEY_8_1,
    authentication: Authentication.userGroup(new UserGroup(stack, 'Users', { users: [user] })),
    clusterMode,
  });
  new CfnOutput(stack, 'Secret', { value: user.secret!.secretArn });
  new CfnOutput(stack, 'Host', { value: cache.endpoint.hostname });
  if (clusterMode.name === 'disabled') {
    new CfnOutput(stack, 'Reader', { value: cache.readerEndpoint.hostname });
  }
  return made;
}

async function enter(outputs: Record<string, string>, cluster: boolean): Promise<Login> {
  return { host: outputs.Host, port: 6379, username: 'app', password: await passwordOf(outputs.Secret), cluster };
}

test('fewer shards and more, fewer replicas and more, under traffic of three cluster clients', async () => {
  const name = 'E2eShards';
  const size = (shards: number, replicasPerShard: number) =>
    deployed(app(name, ClusterMode.enabled({ shards, replicasPerShard })));
  const to = await enter(await size(3, 1), true);
  const all = CLIENTS.map((client) => new Traffic(to, client, client));

  for (const [shards, replicas] of [
    [2, 1],
    [3, 1],
    [3, 2],
    [3, 1],
  ]) {
    expect((await size(shards, replicas)).Host).toBe(to.host);
    expect(await nodes(to)).toEqual({ shards, nodes: shards * (replicas + 1) });
  }

  for (const traffic of all) {
    expect(traffic.refused).toEqual([]);
    const { written, lost } = await traffic.end();
    expect(lost).toEqual([]);
    expect(written).toBeGreaterThan(50);
  }
  await destroy(app(name, ClusterMode.enabled({ shards: 3 })));
});

test('shards that are described go by their ids, under traffic', async () => {
  const name = 'E2eDescribedShards';
  const having = (...ids: string[]) =>
    app(name, ClusterMode.enabledPerShard(ids.map((shardId) => ({ shardId, replicas: shardId === '0003' ? 2 : 1 }))));
  const to = await enter(await deployed(having('0001', '0002', '0003')), true);
  const traffic = new Traffic(to);

  await deployed(having('0002', '0003'));
  expect(await shardIds(name)).toEqual(['0002', '0003']);
  await deployed(having('0002', '0003', '0004'));
  expect(await shardIds(name)).toEqual(['0002', '0003', '0004']);
  expect(await nodes(to)).toEqual({ shards: 3, nodes: 7 });
  const { ok, output } = await deploy(
    app(name, ClusterMode.enabledPerShard(['0002', '0003', '0004'].map((shardId) => ({ shardId, replicas: 1 })))),
  );
  expect(ok).toBe(false);
  expect(output.replace(/\s+/g, ' ')).toMatch(/Node Group with Id 0003 has replica count 2/);

  expect(traffic.refused).toEqual([]);
  expect(await traffic.end()).toMatchObject({ lost: [] });
  await destroy(having('0002', '0003', '0004'));
});

test('more replicas and fewer with cluster mode disabled, under traffic', async () => {
  const name = 'E2eReplicas';
  const having = (replicas: number) => app(name, ClusterMode.disabled({ replicas }));
  const outputs = await deployed(having(1));
  const to = await enter(outputs, false);
  const traffic = new Traffic(to);

  for (const replicas of [3, 2, 1]) {
    expect(await deployed(having(replicas))).toEqual(outputs);
    expect(await call(to, 'INFO', 'replication')).toMatch(new RegExp(`connected_slaves:${replicas}\\b`));
    expect(await call({ ...to, host: outputs.Reader }, 'INFO', 'replication')).toMatch(/role:slave/);
  }

  expect(traffic.refused).toEqual([]);
  expect(await traffic.end()).toMatchObject({ lost: [] });
  await destroy(having(1));
});

/** How many shards have slots, and how many nodes there are, as a node of the cluster tells it. */
async function nodes(to: Login) {
  const info = await call(to, 'CLUSTER', 'INFO');
  const number = (field: string) => Number(new RegExp(`${field}:(\\d+)`).exec(info)![1]);
  return { shards: number('cluster_size'), nodes: number('cluster_known_nodes') };
}

async function shardIds(name: string) {
  const api = new ElastiCacheClient({ endpoint: setting.endpoint });
  const { ReplicationGroups } = await api.send(
    new DescribeReplicationGroupsCommand({ ReplicationGroupId: name.toLowerCase() }),
  );
  return ReplicationGroups![0].NodeGroups!.map(({ NodeGroupId }) => NodeGroupId);
}

async function call(to: Login, ...[verb, ...args]: string[]) {
  const client = await login('ioredis', { ...to, cluster: false });
  const answer = String(await client.call(verb, ...args));
  client.close();
  return answer;
}
