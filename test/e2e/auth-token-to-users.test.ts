import {
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  ModifyReplicationGroupCommand,
} from '@aws-sdk/client-elasticache';
import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { passwordOf } from './driver/aws';
import { deployed, destroy, importInto } from './driver/cdk';
import { login, NOT_LET_IN, refusal } from './driver/clients';
import { DeployedApp } from './driver/deployed-app';
import { isolatedVpc } from './driver/isolated-vpc';
import { setting } from './driver/settings';
import { Traffic } from './driver/traffic';
import { until } from './wait';
import * as elasticache from 'cdk-elasticache';

const { AccessControl, Authentication, PasswordUser, UserCredentials, UserEngine } = elasticache;

/** The id of the replication group and of the user group. */
const ID = 'e2e-token-to-users';

/** A step from a token to users. */
interface Step {
  readonly cache?: 'with its token' | 'retained' | 'with users';
  readonly users?: readonly ('old' | 'new')[];
  /** The ARN of the secret that the token stands in: it was made with the cache, and leaves the stack with it. */
  readonly token?: string;
}

function app({ cache, users = [], token }: Step): App {
  const engine = UserEngine.REDIS;
  const made = new App();
  const stack = new Stack(made, 'E2eTokenToUsers');
  const vpc = isolatedVpc(stack);
  const accessControl = AccessControl.fromAccessString('on ~* &* +@all');
  const members = users.map((name) => {
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
    members.length > 0
      ? new elasticache.UserGroup(stack, 'Users', {
          engine,
          userGroupName: ID,
          users: members,
          disableDefaultUser: users.includes('old') ? undefined : true,
        })
      : undefined;

  if (cache) {
    const { endpoint, authTokenSecret } = new elasticache.ReplicationGroup(stack, 'Cache', {
      vpc,
      nodeType: elasticache.NodeType.R7G_LARGE,
      replicationGroupId: ID,
      authentication: cache === 'with users' ? Authentication.userGroup(group!) : Authentication.generatedAuthToken(),
      removalPolicy: cache === 'retained' ? RemovalPolicy.RETAIN : undefined,
    });
    new CfnOutput(stack, 'Host', { value: endpoint.hostname });
    if (authTokenSecret) {
      new CfnOutput(stack, 'TokenSecret', { value: authTokenSecret.secretArn });
    }
  }
  return made;
}

test('from an AUTH token to users, under traffic of old clients and of new ones', async () => {
  const first = await deployed(app({ cache: 'with its token' }));
  const token = first.TokenSecret;
  const asOld = { host: first.Host, port: 6379, password: await passwordOf(token) };
  const old = new Traffic(asOld);

  const second = await deployed(app({ cache: 'retained', users: ['old', 'new'], token }));
  const last = app({ cache: 'with users', users: ['old', 'new'], token });
  const ids = await physicalIds(last);
  await deployed(app({ users: ['old', 'new'], token }));
  const asNew = { ...asOld, username: 'new', password: await passwordOf(second.NewSecret) };
  expect(await refusal('ioredis', asNew)).toMatch(NOT_LET_IN);
  expect((await importInto(last, ids)).output.replace(/\s+/g, ' ')).toMatch(
    /is not as the template describes it, in AuthToken, UserGroupIds/,
  );

  const api = new ElastiCacheClient({ endpoint: setting.endpoint });
  const change = { ReplicationGroupId: ID, UserGroupIdsToAdd: [ID], ApplyImmediately: true };
  await expect(api.send(new ModifyReplicationGroupCommand(change))).rejects.toThrow('DELETE');
  await api.send(new ModifyReplicationGroupCommand({ ...change, AuthTokenUpdateStrategy: 'DELETE' }));
  await available(api);
  const fresh = new Traffic(asNew, 'new');
  expect(await refusal('ioredis', { ...asOld, password: 'not-the-password-0' })).toMatch(NOT_LET_IN);

  expect(await importInto(last, ids)).toMatchObject({ ok: true });
  expect((await deployed(last)).Host).toBe(first.Host);
  expect(await physicalIds(last)).toEqual(ids);
  expect([...old.refused, ...fresh.refused]).toEqual([]);
  for (const traffic of [old, fresh]) {
    const { written, lost } = await traffic.end();
    expect(lost).toEqual([]);
    expect(written).toBeGreaterThan(20);
  }

  const end = app({ cache: 'with users', users: ['new'] });
  await deployed(end);
  expect(await refusal('ioredis', asOld)).toMatch(NOT_LET_IN);
  (await login('ioredis', asNew)).close();
  await destroy(end);
});

/** The replication group and what was made for it, by logical id. */
async function physicalIds(deployedApp: App): Promise<Record<string, string>> {
  const { resources } = await DeployedApp.of(deployedApp);
  const taken = resources.filter(
    ({ logicalId, type }) =>
      /^Cache/.test(logicalId) && /(ReplicationGroup|SubnetGroup|ParameterGroup|SecurityGroup)$/.test(type),
  );
  return Object.fromEntries(taken.map(({ logicalId, physicalId }) => [logicalId, physicalId]));
}

async function available(api: ElastiCacheClient) {
  await until('the group is available', async () => {
    const { ReplicationGroups } = await api.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: ID }));
    return ReplicationGroups![0].Status === 'available';
  });
}
