import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { getPassword } from './driver/aws';
import { deploy, destroy } from './driver/cdk';
import type { LoginOptions } from './driver/clients';
import { logIn, PLAIN_TEXT_REJECTED, getLoginError } from './driver/clients';
import { createIsolatedVpc } from './driver/isolated-vpc';
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

/** Creates a replication group, with the Redis OSS user `app` unless the props specify authentication. */
function createApp(name: string, props: Props): App {
  const app = new App();
  const stack = new Stack(app, name);
  const vpc = createIsolatedVpc(stack);
  const engine = UserEngine.REDIS;
  const createAuthentication = () => {
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
    nodeType: elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
    ...props,
    authentication: props.authentication ?? createAuthentication(),
  });
  new CfnOutput(stack, 'Host', { value: cache.endpoint.hostname });
  return app;
}

test('upgrades from Redis OSS through all Valkey versions without interruption', async () => {
  const name = 'E2eVersions';
  const first = await deploy(createApp(name, { engineVersion: EngineVersion.REDIS_7_1 }));
  const target: LoginOptions = {
    host: first.Host,
    port: 6379,
    username: 'app',
    password: await getPassword(first.Secret),
  };
  const traffic = new Traffic(target);

  for (const engineVersion of [
    EngineVersion.VALKEY_7_2,
    EngineVersion.VALKEY_8_0,
    EngineVersion.VALKEY_8_1,
    EngineVersion.VALKEY_9_0,
  ]) {
    expect((await deploy(createApp(name, { engineVersion }))).Host).toBe(first.Host);
    expect(await getServerInfo(target)).toMatch(/valkey_version:/);
  }

  expect(traffic.rejectedLogins).toEqual([]);
  const { written, lost } = await traffic.stop();
  expect(lost).toEqual([]);
  expect(written).toBeGreaterThan(100);
  await destroy(createApp(name, { engineVersion: EngineVersion.VALKEY_9_0 }));
});

test('disables TLS and compatible cluster mode step by step without interruption', async () => {
  const name = 'E2eReversal';
  const { DISABLED, PREFERRED, REQUIRED } = TransitEncryption;
  const none: Props = { authentication: Authentication.none(), clusterMode: ClusterMode.disabled({ replicaCount: 1 }) };
  const { Host } = await deploy(createApp(name, { ...none, transitEncryption: REQUIRED }));
  const target: LoginOptions = { host: Host, port: 6379 };
  const plain: LoginOptions = { ...target, tls: false };
  const traffic = new Traffic(target);
  expect(await getLoginError('ioredis', plain)).toMatch(PLAIN_TEXT_REJECTED);

  await deploy(createApp(name, { ...none, transitEncryption: PREFERRED }));
  traffic.switchTo(plain);
  await deploy(createApp(name, { ...none, transitEncryption: DISABLED }));
  expect(await getLoginError('ioredis', target)).toMatch(/./);
  await deploy(
    createApp(name, {
      ...none,
      transitEncryption: DISABLED,
      clusterMode: ClusterMode.compatible({ replicaCount: 1, migratedFromDisabled: true }),
    }),
  );
  (await logIn('ioredis', { ...plain, cluster: true })).close();
  expect((await deploy(createApp(name, { ...none, transitEncryption: DISABLED }))).Host).toBe(Host);

  expect(traffic.rejectedLogins).toEqual([]);
  const { written, lost } = await traffic.stop();
  expect(lost).toEqual([]);
  expect(written).toBeGreaterThan(100);
  await destroy(createApp(name, { ...none, transitEncryption: DISABLED }));
});

async function getServerInfo(target: LoginOptions): Promise<string> {
  const client = await logIn('ioredis', target);
  const info = String(await client.call('INFO', 'server'));
  client.close();
  return info;
}
