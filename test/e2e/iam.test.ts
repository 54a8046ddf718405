import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Credentials } from './driver/aws';
import { assumeRole } from './driver/aws';
import { deploy, destroy } from './driver/cdk';
import { logIn, LOGIN_REJECTED, getLoginError } from './driver/clients';
import { createIamToken } from './driver/iam-token';
import { createIsolatedVpc } from './driver/isolated-vpc';
import { settings } from './driver/settings';
import * as elasticache from 'cdk-elasticache';

/**
 * Two caches with an IAM user, and roles that may connect to both, to the cache alone, to the user alone, or to
 * nothing.
 */
function createApp(): App {
  const app = new App();
  const stack = new Stack(app, 'E2eIam');
  const vpc = createIsolatedVpc(stack);
  const user = new elasticache.IamUser(stack, 'User', {
    userId: 'e2e-iam',
    accessControl: elasticache.AccessControl.readWrite({ keyPatterns: ['app:*'] }),
  });
  const userGroup = new elasticache.UserGroup(stack, 'Users', { users: [user] });
  const serverless = new elasticache.ServerlessCache(stack, 'Serverless', {
    engine: elasticache.CacheEngine.VALKEY_8,
    vpc,
    userGroup,
  });
  const group = new elasticache.ReplicationGroup(stack, 'Group', {
    vpc,
    nodeType: elasticache.NodeType.R7G_LARGE,
    engineVersion: elasticache.EngineVersion.VALKEY_8_1,
    authentication: elasticache.Authentication.userGroup(userGroup),
  });
  const role = (id: string) => {
    const one = new iam.Role(stack, id, { assumedBy: new iam.AccountRootPrincipal() });
    new CfnOutput(stack, `${id}Name`, { value: one.roleName });
    return one;
  };
  const granted = role('Granted');
  const cacheOnly = role('CacheOnly');
  const userOnly = role('UserOnly');
  role('Nothing');
  for (const cache of [serverless, group]) {
    cache.grantConnectAs(user, granted);
    cache.grantConnect(cacheOnly);
  }
  user.grantConnect(userOnly);
  new CfnOutput(stack, 'ServerlessName', { value: serverless.serverlessCacheName });
  new CfnOutput(stack, 'ServerlessHost', { value: serverless.endpoint.hostname });
  new CfnOutput(stack, 'GroupName', { value: group.replicationGroupId });
  new CfnOutput(stack, 'GroupHost', { value: group.endpoint.hostname });
  return app;
}

let outputs: Record<string, string>;
const credentials: Record<string, Credentials> = {};

beforeAll(async () => {
  outputs = await deploy(createApp());
  for (const role of ['Granted', 'CacheOnly', 'UserOnly', 'Nothing']) {
    credentials[role] = await assumeRole(outputs[`${role}Name`]);
  }
});

afterAll(() => destroy(createApp()));

describe.each(['Serverless', 'Group'])('%s', (cache) => {
  const endpoint = () => ({ host: outputs[`${cache}Host`], port: 6379, username: 'e2e-iam' });
  const cacheName = () => outputs[`${cache}Name`];
  const serverless = cache === 'Serverless';
  const token = (more: Partial<Parameters<typeof createIamToken>[0]> = {}) =>
    createIamToken({ credentials: credentials.Granted, cacheName: cacheName(), user: 'e2e-iam', serverless, ...more });

  test('valkey-glide logs in with the IAM support that it brings', async () => {
    const client = await logIn('valkey-glide', {
      ...endpoint(),
      iam: { ...credentials.Granted, cacheName: cacheName() },
    });

    expect(await client.call('SET', 'app:iam', 'by glide')).toBe('OK');
    client.close();
  });

  test.each(['ioredis', 'node-redis'] as const)('%s logs in with a token in place of a password', async (name) => {
    const client = await logIn(name, { ...endpoint(), password: await token() });

    expect(await client.call('SET', 'app:iam', name)).toBe('OK');
    client.close();
  });

  test.each(['CacheOnly', 'UserOnly', 'Nothing'])('who is granted less is refused: %s', async (role) => {
    expect(
      await getLoginError('ioredis', { ...endpoint(), password: await token({ credentials: credentials[role] }) }),
    ).toMatch(LOGIN_REJECTED);
    expect(
      await getLoginError('valkey-glide', { ...endpoint(), iam: { ...credentials[role], cacheName: cacheName() } }),
    ).toMatch(/./);
    await expectRejectionReason(cacheName(), /may not elasticache:Connect to arn:aws:elasticache:/);
  });

  test('a token that has expired, or is for another cache or another user, is refused', async () => {
    for (const [password, reason] of [
      [await token({ at: new Date(Date.now() - 20 * 60_000) }), /signed 12\d\d seconds ago, valid for 900/],
      [await token({ cacheName: 'another' }), /signed for the host another/],
      [await token({ user: 'another' }), /signed for the user another/],
      [(await token()).replace(/.$/, (last) => (last === '0' ? '1' : '0')), /the signature does not match/],
    ] as const) {
      expect(await getLoginError('ioredis', { ...endpoint(), password })).toMatch(LOGIN_REJECTED);
      await expectRejectionReason(cacheName(), reason);
    }
  });
});

/** Why the emulator refused the last login to the cache; an AWS does not tell. */
async function expectRejectionReason(cacheName: string, reason: RegExp) {
  if (!settings.loginsUrl) {
    return;
  }
  const logins = (await (await fetch(settings.loginsUrl)).json()) as { cache: string; refused?: string }[];
  const here = logins.filter(({ cache }) => cache.endsWith(`:${cacheName}`));
  expect(here[here.length - 1].refused).toMatch(reason);
}
