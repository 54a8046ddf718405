import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { getPassword } from './driver/aws';
import { deploy, destroy } from './driver/cdk';
import type { LoginOptions } from './driver/clients';
import { logIn, PLAIN_TEXT_REJECTED, getLoginError } from './driver/clients';
import { createIsolatedVpc } from './driver/isolated-vpc';
import { Traffic } from './driver/traffic';
import * as elasticache from 'cdk-elasticache';

const { Authentication, ClusterMode, EngineVersion, TransitEncryption, UserEngine } = elasticache;

/** A step of a migration: the props that change, and the names of the users. */
interface Step {
  readonly props: Partial<elasticache.ReplicationGroupProps>;
  readonly users?: readonly string[];
}

function createApp(name: string, { props, users }: Step): App {
  const app = new App();
  const stack = new Stack(app, name);
  const vpc = createIsolatedVpc(stack);
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
    nodeType: elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
    ...(group ? { authentication: Authentication.userGroup(group) } : {}),
    ...props,
  });
  new CfnOutput(stack, 'Host', { value: cache.endpoint.hostname });
  new CfnOutput(stack, 'Port', { value: cache.endpoint.portAsString() });
  return app;
}

async function migrate(name: string, step: Step): Promise<{ target: LoginOptions; outputs: Record<string, string> }> {
  const outputs = await deploy(createApp(name, step));
  return { outputs, target: { host: outputs.Host, port: outputs.Port, tls: false } };
}

test('migrates from Redis OSS without TLS to Valkey with TLS and users without interruption', async () => {
  const none = { authentication: Authentication.none() };
  const valkey = { engineVersion: EngineVersion.VALKEY_8_1 };
  const name = 'E2eEngines';
  const first = await migrate(name, {
    props: { ...none, engineVersion: EngineVersion.REDIS_7_1, transitEncryption: TransitEncryption.DISABLED },
  });
  const traffic = new Traffic(first.target);

  const second = await migrate(name, { props: { ...none, ...valkey, transitEncryption: TransitEncryption.DISABLED } });
  expect(second.target).toEqual(first.target);
  expect(await getServerInfo(first.target)).toMatch(/valkey/);

  await migrate(name, { props: { ...none, ...valkey, transitEncryption: TransitEncryption.PREFERRED } });
  traffic.switchTo({ ...first.target, tls: true });
  await migrate(name, { props: { ...none, ...valkey, transitEncryption: TransitEncryption.REQUIRED } });
  expect(await getLoginError('ioredis', first.target)).toMatch(PLAIN_TEXT_REJECTED);
  expect(traffic.rejectedLogins).toEqual([]);
  const open = await traffic.stop();
  expect(open.lost).toEqual([]);
  expect(open.written).toBeGreaterThan(100);

  const one = await migrate(name, { props: valkey, users: ['one'] });
  const asOne = { ...first.target, tls: true, username: 'one', password: await getPassword(one.outputs.Secretone) };
  expect(await getLoginError('ioredis', { ...first.target, tls: true })).toMatch(/NOAUTH/);
  const asUser = new Traffic(asOne);
  const both = await migrate(name, { props: valkey, users: ['one', 'two'] });
  const asTwo = { ...asOne, username: 'two', password: await getPassword(both.outputs.Secrettwo) };
  expect(asUser.rejectedLogins).toEqual([]);
  asUser.switchTo(asTwo);
  await migrate(name, { props: valkey, users: ['two'] });
  expect(await getLoginError('ioredis', asOne)).toMatch(/WRONGPASS/);
  expect(await asUser.stop()).toMatchObject({ lost: [] });

  await destroy(createApp(name, { props: valkey, users: ['two'] }));
});

test('migrates from cluster mode disabled to three shards without interruption', async () => {
  const name = 'E2eClusterMode';
  const none = { authentication: Authentication.none(), engineVersion: EngineVersion.VALKEY_8_1 };
  const { target } = await migrate(name, {
    props: { ...none, clusterMode: ClusterMode.disabled({ replicaCount: 1 }) },
  });
  const encrypted = { ...target, tls: true };
  const traffic = new Traffic(encrypted);

  const compatible = await migrate(name, {
    props: { ...none, clusterMode: ClusterMode.compatible({ replicaCount: 1, migratedFromDisabled: true }) },
  });
  expect(compatible.target).toEqual(target);
  const last = {
    props: {
      ...none,
      clusterMode: ClusterMode.enabled({ shardCount: 3, replicasPerShard: 1, migratedFromDisabled: true }),
    },
  };
  const enabled = await migrate(name, {
    props: { ...none, clusterMode: ClusterMode.enabled({ replicasPerShard: 1, migratedFromDisabled: true }) },
  });
  traffic.switchTo({ ...enabled.target, tls: true, cluster: true });
  await migrate(name, last);

  expect(traffic.rejectedLogins).toEqual([]);
  const { written, lost } = await traffic.stop();
  expect(lost).toEqual([]);
  expect(written).toBeGreaterThan(100);
  const node = await logIn('valkey-glide', { ...enabled.target, tls: true, cluster: true });
  expect(`${await node.call('CLUSTER', 'INFO')}`).toMatch(/cluster_size:3/);
  node.close();

  await destroy(createApp(name, last));
});

async function getServerInfo(target: LoginOptions): Promise<string> {
  const client = await logIn('ioredis', target);
  const info = String(await client.call('INFO', 'server'));
  client.close();
  return info;
}
