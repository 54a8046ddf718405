import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { passwordOf } from './driver/aws';
import { deploy, deployed, destroy } from './driver/cdk';
import type { Login } from './driver/clients';
import { CLIENTS, login, NOT_LET_IN, refusal } from './driver/clients';
import { isolatedVpc } from './driver/isolated-vpc';
import { setting } from './driver/settings';
import { Traffic } from './driver/traffic';
import { sleep } from './wait';
import * as elasticache from 'cdk-elasticache';

const TOKENS = ['First', 'Second', 'Third'] as const;

/** A replication group whose token stands in one of three secrets, or that has none. */
function app(token?: (typeof TOKENS)[number]): App {
  const made = new App();
  const stack = new Stack(made, 'E2eAuthToken');
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
    vpc: isolatedVpc(stack),
    nodeType: elasticache.NodeType.R7G_LARGE,
    authentication: token
      ? elasticache.Authentication.authToken(secrets[token], 'password')
      : elasticache.Authentication.none(),
  });
  new CfnOutput(stack, 'Host', { value: cache.endpoint.hostname });
  return made;
}

test('another token is let in beside the one before it, a third one ends the first, under traffic', async () => {
  const outputs = await deployed(app('First'));
  const [first, second, third] = await Promise.all(
    TOKENS.map(async (name) => ({
      host: outputs.Host,
      port: 6379,
      password: await passwordOf(outputs[`Secret${name}`]),
    })),
  );
  const old = new Traffic(first, 'old');
  await Promise.all([second, third].map((to) => refused(to)));

  await deployed(app('Second'));
  const fresh = new Traffic(second, 'new');
  await Promise.all([letIn(first), letIn(second), refused(third)]);
  await sleep(1000);
  old.moveTo(second);

  await deployed(app('Third'));
  await Promise.all([refused(first), letIn(second), letIn(third)]);
  fresh.moveTo(third);

  expect([...old.refused, ...fresh.refused]).toEqual([]);
  for (const traffic of [old, fresh]) {
    const { written, lost } = await traffic.end();
    expect(lost).toEqual([]);
    expect(written).toBeGreaterThan(20);
  }
});

test('another value in the same secret changes nothing', async () => {
  const { Host: host, SecretThird } = await deployed(app('Third'));
  const before = { host, port: 6379, password: await passwordOf(SecretThird) };
  const after = { ...before, password: 'another-value-of-the-same-secret' };
  const manager = new SecretsManagerClient({ endpoint: setting.endpoint });
  await manager.send(
    new PutSecretValueCommand({ SecretId: SecretThird, SecretString: JSON.stringify({ password: after.password }) }),
  );

  await deployed(app('Third'));

  await Promise.all([letIn(before), refused(after)]);
});

test('fails to take the token away, rolls back, and clients go on', async () => {
  const { Host: host, SecretSecond } = await deployed(app('Second'));

  const { ok, output } = await deploy(app());

  expect(ok).toBe(false);
  expect(output).toMatch(/custom-named resource requires replacing.*AuthToken/);
  await letIn({ host, port: 6379, password: await passwordOf(SecretSecond) });
  await destroy(app('Second'));
});

async function letIn(to: Login) {
  for (const name of CLIENTS) {
    (await login(name, to)).close();
  }
}

async function refused(to: Login) {
  for (const name of CLIENTS) {
    expect(await refusal(name, to)).toMatch(NOT_LET_IN);
  }
}
