import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { passwordOf } from './driver/aws';
import { deployed, destroy } from './driver/cdk';
import type { Login } from './driver/clients';
import { login, NOT_IN_PLAIN_TEXT, refusal } from './driver/clients';
import { isolatedVpc } from './driver/isolated-vpc';
import { Traffic } from './driver/traffic';
import * as elasticache from 'cdk-elasticache';

const {
  AccessControl,
  Authentication,
  ClusterMode,
  EngineVersion,
  PasswordUser,
  TransitEncryption,
  UserEngine,
  UserGroup,
} = elasticache;

type Props = Partial<elasticache.ReplicationGroupProps>;

/** A replication group, with the user `app` of Redis OSS unless the props say otherwise. */
function app(name: string, props: Props): App {
  const made = new App();
  const stack = new Stack(made, name);
  const vpc = isolatedVpc(stack);
  const engine = UserEngine.REDIS;
  const authentication = () => {
    const user = new PasswordUser(stack, 'User', {
      engine,
      userName: 'app',
      accessControl: AccessControl.readWrite({ keyPatterns: ['app:*'] }),
    });
    new CfnOutput(stack, 'Secret', { value: user.secret!.secretArn });
    return Authentication.userGroup(new UserGroup(stack, 'Users', { engine, users: [user], disableDefaultUser: true }));
  };
  const cache = new elasticache.ReplicationGroup(stack, 'Cache', {
    vpc,
    nodeType: elasticache.NodeType.R7G_LARGE,
    ...props,
    authentication: props.authentication ?? authentication(),
  });
  new CfnOutput(stack, 'Host', { value: cache.endpoint.hostname });
  return made;
}

test('users of Redis OSS go on with Valkey, in version after version, under traffic', async () => {
  const name = 'E2eVersions';
  const first = await deployed(app(name, { engineVersion: EngineVersion.REDIS_7_1 }));
  const to: Login = { host: first.Host, port: 6379, username: 'app', password: await passwordOf(first.Secret) };
  const traffic = new Traffic(to);

  for (const engineVersion of [
    EngineVersion.VALKEY_7_2,
    EngineVersion.VALKEY_8_0,
    EngineVersion.VALKEY_8_1,
    EngineVersion.VALKEY_9_0,
  ]) {
    expect((await deployed(app(name, { engineVersion }))).Host).toBe(first.Host);
    expect(await engineOf(to)).toMatch(/valkey_version:/);
  }

  expect(traffic.refused).toEqual([]);
  const { written, lost } = await traffic.end();
  expect(lost).toEqual([]);
  expect(written).toBeGreaterThan(100);
  await destroy(app(name, { engineVersion: EngineVersion.VALKEY_9_0 }));
});

test('TLS, and cluster mode while it is compatible, are taken back step by step, under traffic', async () => {
  const name = 'E2eBack';
  const { DISABLED, PREFERRED, REQUIRED } = TransitEncryption;
  const none: Props = { authentication: Authentication.none(), clusterMode: ClusterMode.disabled({ replicas: 1 }) };
  const { Host } = await deployed(app(name, { ...none, transitEncryption: REQUIRED }));
  const to: Login = { host: Host, port: 6379 };
  const plain: Login = { ...to, tls: false };
  const traffic = new Traffic(to);
  expect(await refusal('ioredis', plain)).toMatch(NOT_IN_PLAIN_TEXT);

  await deployed(app(name, { ...none, transitEncryption: PREFERRED }));
  traffic.moveTo(plain);
  await deployed(app(name, { ...none, transitEncryption: DISABLED }));
  expect(await refusal('ioredis', to)).toMatch(/./);
  await deployed(
    app(name, {
      ...none,
      transitEncryption: DISABLED,
      clusterMode: ClusterMode.compatible({ replicas: 1, migratedFromDisabled: true }),
    }),
  );
  (await login('ioredis', { ...plain, cluster: true })).close();
  expect((await deployed(app(name, { ...none, transitEncryption: DISABLED }))).Host).toBe(Host);

  expect(traffic.refused).toEqual([]);
  const { written, lost } = await traffic.end();
  expect(lost).toEqual([]);
  expect(written).toBeGreaterThan(100);
  await destroy(app(name, { ...none, transitEncryption: DISABLED }));
});

async function engineOf(to: Login): Promise<string> {
  const client = await login('ioredis', to);
  const told = String(await client.call('INFO', 'server'));
  client.close();
  return told;
}
