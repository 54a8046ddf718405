import {
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  ModifyReplicationGroupCommand,
} from '@aws-sdk/client-elasticache';
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { getPassword } from './driver/aws';
import { deploy, destroy, importResources } from './driver/cdk';
import { logIn, LOGIN_REJECTED, getLoginError } from './driver/clients';
import { DeployedApp } from './driver/deployed-app';
import { createIsolatedVpc } from './driver/isolated-vpc';
import { settings } from './driver/settings';
import { Traffic } from './driver/traffic';
import { waitUntil } from './wait';
import * as elasticache from 'cdk-elasticache';

const { AccessControl, Authentication, PasswordUser, UserCredentials, UserEngine } = elasticache;

/** The id of the replication group and of the user group. */
const ID = 'e2e-token-to-users';

/** A step of the migration. */
interface Step {
  readonly cache?: 'with its token' | 'retained' | 'with users';
  readonly users?: readonly ('old' | 'new')[];
  /** The ARN of the secret with the token. The secret is created with the cache, and removed from the stack with it. */
  readonly token?: string;
}

function createApp({ cache, users = [], token }: Step): App {
  const engine = UserEngine.REDIS;
  const app = new App();
  const stack = new Stack(app, 'E2eTokenToUsers');
  const vpc = createIsolatedVpc(stack);
  const accessControl = AccessControl.fromAccessString('on ~* &* +@all');
  const stackUsers = users.map((name) => {
    if (name === 'old') {
      const credentials = UserCredentials.fromSecret(
        secretsmanager.Secret.fromSecretCompleteArn(stack, 'Token', token!),
      );
      return new PasswordUser(stack, 'OldClients', {
        engine,
        userId: 'e2e-old-clients',
        userName: 'default',
        credentials,
        accessControl,
      });
    }
    const user = new PasswordUser(stack, 'NewClients', {
      engine,
      userId: 'e2e-new-clients',
      userName: 'new',
      accessControl,
    });
    new CfnOutput(stack, 'NewSecret', { value: user.secret!.secretArn });
    return user;
  });
  const group =
    stackUsers.length > 0
      ? new elasticache.UserGroup(stack, 'Users', {
          engine,
          userGroupName: ID,
          users: stackUsers,
          disableDefaultUser: users.includes('old') ? undefined : true,
        })
      : undefined;

  if (cache) {
    const { endpoint, authTokenSecret } = new elasticache.ReplicationGroup(stack, 'Cache', {
      vpc,
      nodeType: elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
      replicationGroupId: ID,
      authentication: cache === 'with users' ? Authentication.userGroup(group!) : Authentication.generatedAuthToken(),
      removalPolicy: cache === 'retained' ? RemovalPolicy.RETAIN : undefined,
    });
    new CfnOutput(stack, 'Host', { value: endpoint.hostname });
    if (authTokenSecret) {
      new CfnOutput(stack, 'TokenSecret', { value: authTokenSecret.secretArn });
    }
  }
  return app;
}

test('migrates from an AUTH token to users without interrupting existing clients', async () => {
  const first = await deploy(createApp({ cache: 'with its token' }));
  const token = first.TokenSecret;
  const asOld = { host: first.Host, port: 6379, password: await getPassword(token) };
  const oldTraffic = new Traffic(asOld);

  const second = await deploy(createApp({ cache: 'retained', users: ['old', 'new'], token }));
  const last = createApp({ cache: 'with users', users: ['old', 'new'], token });
  const ids = await getPhysicalIds(last);
  await deploy(createApp({ users: ['old', 'new'], token }));
  const asNew = { ...asOld, username: 'new', password: await getPassword(second.NewSecret) };
  expect(await getLoginError('ioredis', asNew)).toMatch(LOGIN_REJECTED);
  expect((await importResources(last, ids)).output.replace(/\s+/g, ' ')).toMatch(
    /does not match the template in AuthToken, UserGroupIds/,
  );

  const api = new ElastiCacheClient({ endpoint: settings.endpoint });
  const change = { ReplicationGroupId: ID, UserGroupIdsToAdd: [ID], ApplyImmediately: true };
  await expect(api.send(new ModifyReplicationGroupCommand(change))).rejects.toThrow('DELETE');
  await api.send(new ModifyReplicationGroupCommand({ ...change, AuthTokenUpdateStrategy: 'DELETE' }));
  await waitUntilAvailable(api);
  const newTraffic = new Traffic(asNew, 'new');
  expect(await getLoginError('ioredis', { ...asOld, password: 'not-the-password-0' })).toMatch(LOGIN_REJECTED);

  expect(await importResources(last, ids)).toMatchObject({ ok: true });
  expect((await deploy(last)).Host).toBe(first.Host);
  expect(await getPhysicalIds(last)).toEqual(ids);
  expect([...oldTraffic.rejectedLogins, ...newTraffic.rejectedLogins]).toEqual([]);
  for (const traffic of [oldTraffic, newTraffic]) {
    const { written, lost } = await traffic.stop();
    expect(lost).toEqual([]);
    expect(written).toBeGreaterThan(20);
  }

  const end = createApp({ cache: 'with users', users: ['new'] });
  await deploy(end);
  expect(await getLoginError('ioredis', asOld)).toMatch(LOGIN_REJECTED);
  (await logIn('ioredis', asNew)).close();
  await destroy(end);
});

/** Returns the physical ids of the replication group and its supporting resources, by logical id. */
async function getPhysicalIds(deployedApp: App): Promise<Record<string, string>> {
  const { resources } = await DeployedApp.load(deployedApp);
  const imported = resources.filter(
    ({ logicalId, type }) =>
      /^Cache/.test(logicalId) && /(ReplicationGroup|SubnetGroup|ParameterGroup|SecurityGroup)$/.test(type),
  );
  return Object.fromEntries(imported.map(({ logicalId, physicalId }) => [logicalId, physicalId]));
}

async function waitUntilAvailable(api: ElastiCacheClient) {
  await waitUntil('the group is available', async () => {
    const { ReplicationGroups } = await api.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: ID }));
    return ReplicationGroups![0].Status === 'available';
  });
}
