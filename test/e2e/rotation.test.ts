import { DescribeSecretCommand, RotateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { getPassword } from './driver/aws';
import { deploy, destroy } from './driver/cdk';
import type { LoginOptions } from './driver/clients';
import { logIn, LOGIN_REJECTED, getLoginError } from './driver/clients';
import { createIsolatedVpc } from './driver/isolated-vpc';
import { settings } from './driver/settings';
import { sleep, waitUntil } from './wait';
import * as elasticache from 'cdk-elasticache';

/**
 * Creates a serverless cache with rotation of a user password, and a replication group with rotation of the AUTH token.
 */
function createApp(): App {
  const app = new App();
  const stack = new Stack(app, 'E2eRotation');
  const vpc = createIsolatedVpc(stack);
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
    nodeType: elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
    authentication: elasticache.Authentication.generatedAuthToken(),
  });
  group.addAuthTokenRotation();
  new CfnOutput(stack, 'UserHost', { value: serverless.endpoint.hostname });
  new CfnOutput(stack, 'UserSecret', { value: user.secret!.secretArn });
  new CfnOutput(stack, 'TokenHost', { value: group.endpoint.hostname });
  new CfnOutput(stack, 'TokenSecret', { value: group.authTokenSecret!.secretArn });
  return app;
}

let outputs: Record<string, string>;

beforeAll(async () => {
  outputs = await deploy(createApp());
});
afterAll(() => destroy(createApp()));

test.each([
  ['User', 'app'],
  ['Token', undefined],
])(
  'rotates the secret three times without rejected logins of clients that read it once per rotation: %s',
  async (kind, username) => {
    const secret = outputs[`${kind}Secret`];
    const target = { host: outputs[`${kind}Host`], port: 6379, username };
    const first = await getPassword(secret);
    const frequentReader = new LoginLoop(target, secret, 'before every login');
    const rareReader = new LoginLoop(target, secret, 'once per rotation');

    for (let period = 0; period < 3; period++) {
      await rotateSecret(secret);
      await rareReader.readSecret();
    }
    await Promise.all([frequentReader.stop(), rareReader.stop()]);

    expect([...frequentReader.rejectedLogins, ...rareReader.rejectedLogins]).toEqual([]);
    expect(Math.min(frequentReader.attempts, rareReader.attempts)).toBeGreaterThan(20);
    const last = await getPassword(secret);
    expect(last).not.toBe(first);
    expect(await getLoginError('ioredis', { ...target, password: first })).toMatch(LOGIN_REJECTED);
    for (const name of ['node-redis', 'valkey-glide'] as const) {
      (await logIn(name, { ...target, password: last })).close();
    }
  },
);

/** Starts a rotation, and waits until the new version is the current one. */
async function rotateSecret(secret: string) {
  const manager = new SecretsManagerClient({ endpoint: settings.endpoint });
  const { VersionId } = await manager.send(new RotateSecretCommand({ SecretId: secret }));
  await waitUntil(
    'the rotation has finished',
    async () => {
      const { VersionIdsToStages } = await manager.send(new DescribeSecretCommand({ SecretId: secret }));
      return VersionIdsToStages?.[VersionId!]?.includes('AWSCURRENT') ?? false;
    },
    60,
  );
}

/** A client that logs in continuously. */
class LoginLoop {
  public readonly rejectedLogins: string[] = [];
  public attempts = 0;
  private isRunning = true;
  private password?: string;
  private readonly finished: Promise<void>;

  constructor(
    private readonly target: LoginOptions,
    private readonly secret: string,
    private readonly secretReads: 'before every login' | 'once per rotation',
  ) {
    this.finished = this.run();
  }

  public async readSecret() {
    this.password = await getPassword(this.secret);
  }

  public async stop() {
    this.isRunning = false;
    await this.finished;
  }

  private async run() {
    for (; this.isRunning; this.attempts++) {
      if (this.secretReads === 'before every login' || this.password === undefined) {
        await this.readSecret();
      }
      try {
        (await logIn('ioredis', { ...this.target, password: this.password })).close();
      } catch (error) {
        this.rejectedLogins.push(String(error));
      }
      await sleep(50);
    }
  }
}
