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
 * Creates two caches with an IAM user, and roles with permission for the caches and the user, only for the caches, only
 * for the user, or for neither.
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
    nodeType: elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
    engineVersion: elasticache.EngineVersion.VALKEY_8_1,
    authentication: elasticache.Authentication.userGroup(userGroup),
  });
  const createRole = (id: string) => {
    const role = new iam.Role(stack, id, { assumedBy: new iam.AccountRootPrincipal() });
    new CfnOutput(stack, `${id}Name`, { value: role.roleName });
    return role;
  };
  const granted = createRole('Granted');
  const cacheOnly = createRole('CacheOnly');
  const userOnly = createRole('UserOnly');
  createRole('Nothing');
  for (const cache of [serverless, group]) {
    cache.grantConnect(granted, user);
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
  const createToken = (options: Partial<Parameters<typeof createIamToken>[0]> = {}) =>
    createIamToken({
      credentials: credentials.Granted,
      cacheName: cacheName(),
      user: 'e2e-iam',
      serverless,
      ...options,
    });

  test('valkey-glide logs in with its own IAM support, except to a serverless cache', async () => {
    const login = { ...endpoint(), iam: { ...credentials.Granted, cacheName: cacheName() } };
    if (serverless) {
      expect(await getLoginError('valkey-glide', login)).toMatch(/./);
      await expectRejectionReason(cacheName(), /^ResourceType is undefined for a serverlesscache$/);
      return;
    }

    const client = await logIn('valkey-glide', login);

    expect(await client.call('SET', 'app:iam', 'by glide')).toBe('OK');
    client.close();
  });

  test.each(['ioredis', 'node-redis'] as const)('%s logs in with a token as the password', async (name) => {
    const client = await logIn(name, { ...endpoint(), password: await createToken() });

    expect(await client.call('SET', 'app:iam', name)).toBe('OK');
    client.close();
  });

  test.each(['CacheOnly', 'UserOnly', 'Nothing'])(
    'fails to log in with the permissions of the role %s',
    async (role) => {
      expect(
        await getLoginError('ioredis', {
          ...endpoint(),
          password: await createToken({ credentials: credentials[role] }),
        }),
      ).toMatch(LOGIN_REJECTED);
      if (!serverless) {
        const login = { ...endpoint(), iam: { ...credentials[role], cacheName: cacheName() } };
        expect(await getLoginError('valkey-glide', login)).toMatch(/./);
      }
      await expectRejectionReason(
        cacheName(),
        /is not authorized to perform elasticache:Connect on arn:aws:elasticache:/,
      );
    },
  );

  test('rejects tokens that are expired, modified, or signed for another cache or user', async () => {
    for (const [password, reason] of [
      [await createToken({ at: new Date(Date.now() - 20 * 60_000) }), /signed 12\d\d seconds ago, valid for 900/],
      [await createToken({ cacheName: 'another' }), /signed for the host another/],
      [await createToken({ user: 'another' }), /signed for the user another/],
      [(await createToken()).replace(/.$/, (last) => (last === '0' ? '1' : '0')), /the signature does not match/],
    ] as const) {
      expect(await getLoginError('ioredis', { ...endpoint(), password })).toMatch(LOGIN_REJECTED);
      await expectRejectionReason(cacheName(), reason);
    }
  });
});

/** Verifies why the emulator rejected the last login to the cache. AWS does not return the reason. */
async function expectRejectionReason(cacheName: string, reason: RegExp) {
  if (!settings.loginsUrl) {
    return;
  }
  const logins = (await (await fetch(settings.loginsUrl)).json()) as { cache: string; rejectionReason?: string }[];
  const cacheLogins = logins.filter(({ cache }) => cache.endsWith(`:${cacheName}`));
  expect(cacheLogins[cacheLogins.length - 1].rejectionReason).toMatch(reason);
}
