import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { passwordOf } from './driver/aws';
import { deployed, destroy } from './driver/cdk';
import type { Login } from './driver/clients';
import { login, NOT_IN_PLAIN_TEXT, refusal } from './driver/clients';
import { isolatedVpc } from './driver/isolated-vpc';
import { Traffic } from './driver/traffic';
import * as elasticache from 'cdk-elasticache';

const { Authentication, ClusterMode, EngineVersion, TransitEncryption, UserEngine } = elasticache;

/** One step of a migration: what is not the same in all of them, and users by name when there are some. */
interface Step {
  readonly props: Partial<elasticache.ReplicationGroupProps>;
  readonly users?: readonly string[];
}

function app(name: string, { props, users }: Step): App {
  const made = new App();
  const stack = new Stack(made, name);
  const vpc = isolatedVpc(stack);
  const group =
    users &&
    new elasticache.UserGroup(stack, 'Users', {
      engine: UserEngine.VALKEY,
      users: users.map((userName) => {
        const user = new elasticache.PasswordUser(stack, userName, {
          userName,
          accessControl: elasticache.AccessControl.readWrite({ keyPatterns: ['app:*'] }),
        });
        new CfnOutput(stack, `Secret${userName}`, { value: user.secret!.secretArn });
        return user;
      }),
    });
  const cache = new elasticache.ReplicationGroup(stack, 'Cache', {
    vpc,
    nodeType: elasticache.NodeType.R7G_LARGE,
    ...(group ? { authentication: Authentication.userGroup(group) } : {}),
    ...props,
  });
  new CfnOutput(stack, 'Host', { value: cache.endpoint.hostname });
  new CfnOutput(stack, 'Port', { value: cache.endpoint.portAsString() });
  return made;
}

async function migrate(name: string, step: Step): Promise<{ to: Login; outputs: Record<string, string> }> {
  const outputs = await deployed(app(name, step));
  return { outputs, to: { host: outputs.Host, port: outputs.Port, tls: false } };
}

test('from Redis OSS without TLS to Valkey with TLS and users, step by step, under traffic', async () => {
  const none = { authentication: Authentication.none() };
  const valkey = { engineVersion: EngineVersion.VALKEY_8_1 };
  const name = 'E2eEngines';
  const first = await migrate(name, {
    props: { ...none, engineVersion: EngineVersion.REDIS_7_1, transitEncryption: TransitEncryption.DISABLED },
  });
  const traffic = new Traffic(first.to);

  const second = await migrate(name, { props: { ...none, ...valkey, transitEncryption: TransitEncryption.DISABLED } });
  expect(second.to).toEqual(first.to);
  expect(await engineOf(first.to)).toMatch(/valkey/);

  await migrate(name, { props: { ...none, ...valkey, transitEncryption: TransitEncryption.PREFERRED } });
  traffic.moveTo({ ...first.to, tls: true });
  await migrate(name, { props: { ...none, ...valkey, transitEncryption: TransitEncryption.REQUIRED } });
  expect(await refusal('ioredis', first.to)).toMatch(NOT_IN_PLAIN_TEXT);
  expect(traffic.refused).toEqual([]);
  const open = await traffic.end();
  expect(open.lost).toEqual([]);
  expect(open.written).toBeGreaterThan(100);

  const one = await migrate(name, { props: valkey, users: ['one'] });
  const asOne = { ...first.to, tls: true, username: 'one', password: await passwordOf(one.outputs.Secretone) };
  expect(await refusal('ioredis', { ...first.to, tls: true })).toMatch(/NOAUTH/);
  const asUser = new Traffic(asOne);
  const both = await migrate(name, { props: valkey, users: ['one', 'two'] });
  const asTwo = { ...asOne, username: 'two', password: await passwordOf(both.outputs.Secrettwo) };
  expect(asUser.refused).toEqual([]);
  asUser.moveTo(asTwo);
  await migrate(name, { props: valkey, users: ['two'] });
  expect(await refusal('ioredis', asOne)).toMatch(/WRONGPASS/);
  expect(await asUser.end()).toMatchObject({ lost: [] });

  await destroy(app(name, { props: valkey, users: ['two'] }));
});

test('from cluster mode disabled to three shards, step by step, under traffic', async () => {
  const name = 'E2eClusterMode';
  const none = { authentication: Authentication.none(), engineVersion: EngineVersion.VALKEY_8_1 };
  const { to } = await migrate(name, { props: { ...none, clusterMode: ClusterMode.disabled({ replicas: 1 }) } });
  const encrypted = { ...to, tls: true };
  const traffic = new Traffic(encrypted);

  const compatible = await migrate(name, {
    props: { ...none, clusterMode: ClusterMode.compatible({ replicas: 1, migratedFromDisabled: true }) },
  });
  expect(compatible.to).toEqual(to);
  const last = {
    props: {
      ...none,
      clusterMode: ClusterMode.enabled({ shards: 3, replicasPerShard: 1, migratedFromDisabled: true }),
    },
  };
  const enabled = await migrate(name, {
    props: { ...none, clusterMode: ClusterMode.enabled({ replicasPerShard: 1, migratedFromDisabled: true }) },
  });
  traffic.moveTo({ ...enabled.to, tls: true, cluster: true });
  await migrate(name, last);

  expect(traffic.refused).toEqual([]);
  const { written, lost } = await traffic.end();
  expect(lost).toEqual([]);
  expect(written).toBeGreaterThan(100);
  const node = await login('valkey-glide', { ...enabled.to, tls: true, cluster: true });
  expect(`${await node.call('CLUSTER', 'INFO')}`).toMatch(/cluster_size:3/);
  node.close();

  await destroy(app(name, last));
});

async function engineOf(to: Login): Promise<string> {
  const client = await login('ioredis', to);
  const told = String(await client.call('INFO', 'server'));
  client.close();
  return told;
}
