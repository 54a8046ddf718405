import { DescribeSecretCommand, RotateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { passwordOf } from './driver/aws';
import { deployed, destroy } from './driver/cdk';
import type { Login } from './driver/clients';
import { login, NOT_LET_IN, refusal } from './driver/clients';
import { isolatedVpc } from './driver/isolated-vpc';
import { setting } from './driver/settings';
import { sleep, until } from './wait';
import * as elasticache from 'cdk-elasticache';

/** A serverless cache whose user's password is rotated, and a replication group whose AUTH token is. */
function app(): App {
  const made = new App();
  const stack = new Stack(made, 'E2eRotation');
  const vpc = isolatedVpc(stack);
  const user = new elasticache.PasswordUser(stack, 'User', {
    userName: 'app',
    accessControl: elasticache.AccessControl.readWrite({ keyPatterns: ['app:*'] }),
  });
  const serverless = new elasticache.ServerlessCache(stack, 'Serverless', {
    engine: elasticache.CacheEngine.VALKEY_8,
    vpc,
    userGroup: new elasticache.UserGroup(stack, 'Users', { users: [user] }),
  });
  user.addRotation();
  const group = new elasticache.ReplicationGroup(stack, 'Group', {
    vpc,
    nodeType: elasticache.NodeType.R7G_LARGE,
    authentication: elasticache.Authentication.generatedAuthToken(),
  });
  group.addAuthTokenRotation();
  new CfnOutput(stack, 'UserHost', { value: serverless.endpoint.hostname });
  new CfnOutput(stack, 'UserSecret', { value: user.secret!.secretArn });
  new CfnOutput(stack, 'TokenHost', { value: group.endpoint.hostname });
  new CfnOutput(stack, 'TokenSecret', { value: group.authTokenSecret!.secretArn });
  return made;
}

let outputs: Record<string, string>;

beforeAll(async () => {
  outputs = await deployed(app());
});
afterAll(() => destroy(app()));

test.each([
  ['User', 'app'],
  ['Token', undefined],
])('three rotations refuse no client that reads the secret once a period: %s', async (what, username) => {
  const secret = outputs[`${what}Secret`];
  const to = { host: outputs[`${what}Host`], port: 6379, username };
  const first = await passwordOf(secret);
  const eager = new Logins(to, secret, 'before every login');
  const lazy = new Logins(to, secret, 'once a period');

  for (let period = 0; period < 3; period++) {
    await rotate(secret);
    await lazy.readAgain();
  }
  await Promise.all([eager.end(), lazy.end()]);

  expect([...eager.refused, ...lazy.refused]).toEqual([]);
  expect(Math.min(eager.tried, lazy.tried)).toBeGreaterThan(20);
  const last = await passwordOf(secret);
  expect(last).not.toBe(first);
  expect(await refusal('ioredis', { ...to, password: first })).toMatch(NOT_LET_IN);
  for (const name of ['node-redis', 'valkey-glide'] as const) {
    (await login(name, { ...to, password: last })).close();
  }
});

/** Asks AWS Secrets Manager for a rotation, and waits until its version is the current one. */
async function rotate(secret: string) {
  const manager = new SecretsManagerClient({ endpoint: setting.endpoint });
  const { VersionId } = await manager.send(new RotateSecretCommand({ SecretId: secret }));
  await until(
    'the rotation has ended',
    async () => {
      const { VersionIdsToStages } = await manager.send(new DescribeSecretCommand({ SecretId: secret }));
      return VersionIdsToStages?.[VersionId!]?.includes('AWSCURRENT') ?? false;
    },
    60,
  );
}

/** A client that logs in again and again. */
class Logins {
  public readonly refused: string[] = [];
  public tried = 0;
  private running = true;
  private password?: string;
  private readonly done: Promise<void>;

  constructor(
    private readonly to: Login,
    private readonly secret: string,
    private readonly reads: 'before every login' | 'once a period',
  ) {
    this.done = this.run();
  }

  public async readAgain() {
    this.password = await passwordOf(this.secret);
  }

  public async end() {
    this.running = false;
    await this.done;
  }

  private async run() {
    for (; this.running; this.tried++) {
      if (this.reads === 'before every login' || this.password === undefined) {
        await this.readAgain();
      }
      try {
        (await login('ioredis', { ...this.to, password: this.password })).close();
      } catch (error) {
        this.refused.push(String(error));
      }
      await sleep(50);
    }
  }
}
