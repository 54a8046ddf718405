import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { getPassword } from './driver/aws';
import { tryDeploy, deploy, destroy } from './driver/cdk';
import type { LoginOptions } from './driver/clients';
import { CLIENTS, logIn, LOGIN_REJECTED, getLoginError } from './driver/clients';
import { createIsolatedVpc } from './driver/isolated-vpc';
import { settings } from './driver/settings';
import { Traffic } from './driver/traffic';
import { sleep } from './wait';
import * as elasticache from 'cdk-elasticache';

const TOKENS = ['First', 'Second', 'Third'] as const;

/** Creates a replication group with the AUTH token from one of three secrets, or without a token. */
function createApp(token?: (typeof TOKENS)[number]): App {
  const app = new App();
  const stack = new Stack(app, 'E2eAuthToken');
  const secrets = Object.fromEntries(
    TOKENS.map((name) => {
      const secret = new secretsmanager.Secret(stack, name, {
        generateSecretString: {
          secretStringTemplate: '{}',
          generateStringKey: 'password',
          passwordLength: 64,
          excludePunctuation: true,
        },
      });
      new CfnOutput(stack, `Secret${name}`, { value: secret.secretArn });
      return [name, secret];
    }),
  );
  const cache = new elasticache.ReplicationGroup(stack, 'Cache', {
    vpc: createIsolatedVpc(stack),
    nodeType: elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
    replicationGroupId: 'e2e-auth-token',
    authentication: token
      ? elasticache.Authentication.authToken(secrets[token], 'password')
      : elasticache.Authentication.none(),
  });
  new CfnOutput(stack, 'Host', { value: cache.endpoint.hostname });
  return app;
}

test('keeps the previous token valid until the next change, without rejected logins', async () => {
  const outputs = await deploy(createApp('First'));
  const [first, second, third] = await Promise.all(
    TOKENS.map(async (name) => ({
      host: outputs.Host,
      port: 6379,
      password: await getPassword(outputs[`Secret${name}`]),
    })),
  );
  const oldTraffic = new Traffic(first, 'old');
  await Promise.all([second, third].map((target) => expectLoginRejected(target)));

  await deploy(createApp('Second'));
  const newTraffic = new Traffic(second, 'new');
  await Promise.all([expectLogin(first), expectLogin(second), expectLoginRejected(third)]);
  await sleep(1000);
  oldTraffic.switchTo(second);

  await deploy(createApp('Third'));
  await Promise.all([expectLoginRejected(first), expectLogin(second), expectLogin(third)]);
  newTraffic.switchTo(third);

  expect([...oldTraffic.rejectedLogins, ...newTraffic.rejectedLogins]).toEqual([]);
  for (const traffic of [oldTraffic, newTraffic]) {
    const { written, lost } = await traffic.stop();
    expect(lost).toEqual([]);
    expect(written).toBeGreaterThan(20);
  }
});

test('does not change the token when the value of the secret changes', async () => {
  const { Host: host, SecretThird } = await deploy(createApp('Third'));
  const before = { host, port: 6379, password: await getPassword(SecretThird) };
  const after = { ...before, password: 'another-value-of-the-same-secret' };
  const manager = new SecretsManagerClient({ endpoint: settings.endpoint });
  await manager.send(
    new PutSecretValueCommand({ SecretId: SecretThird, SecretString: JSON.stringify({ password: after.password }) }),
  );

  await deploy(createApp('Third'));

  await Promise.all([expectLogin(before), expectLoginRejected(after)]);
});

test('fails to remove the token of a group with an id and rolls back without interruption', async () => {
  const { Host: host, SecretSecond } = await deploy(createApp('Second'));

  const { ok, output } = await tryDeploy(createApp());

  expect(ok).toBe(false);
  expect(output).toMatch(/custom-named resource requires replacing.*AuthToken/);
  await expectLogin({ host, port: 6379, password: await getPassword(SecretSecond) });

  await destroy(createApp('Second'));
});

async function expectLogin(target: LoginOptions) {
  for (const name of CLIENTS) {
    (await logIn(name, target)).close();
  }
}

async function expectLoginRejected(target: LoginOptions) {
  for (const name of CLIENTS) {
    expect(await getLoginError(name, target)).toMatch(LOGIN_REJECTED);
  }
}
