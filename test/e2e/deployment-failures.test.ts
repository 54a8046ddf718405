import { App, CfnOutput, CfnResource, Stack } from 'aws-cdk-lib';
import { CfnParameterGroup, CfnServerlessCache, CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { tryDeploy, deploy, destroy } from './driver/cdk';
import type { LoginOptions } from './driver/clients';
import { logIn } from './driver/clients';
import { ElastiCacheRules } from 'cdk-elasticache';

const VALID = {
  accessString: 'on ~app:* -@all +@read +@write +@connection +info',
  maxmemoryPolicy: 'allkeys-lru',
  extra: {} as Record<string, unknown>,
};
const PASSWORD = 'for-this-test-alone';

/** Creates an app with L1 constructs only, which the library does not validate. */
function createApp(change: Partial<typeof VALID> = {}): App {
  const { accessString, maxmemoryPolicy, extra } = { ...VALID, ...change };
  const app = new App();
  const stack = new Stack(app, 'E2eFailures');
  const user = new CfnUser(stack, 'User', {
    userId: 'e2e-failures',
    userName: 'app',
    engine: 'valkey',
    accessString,
    authenticationMode: { Type: 'password', Passwords: [PASSWORD] },
  });
  const group = new CfnUserGroup(stack, 'Users', {
    userGroupId: 'e2e-failures',
    engine: 'valkey',
    userIds: [user.ref],
  });
  const cache = new CfnServerlessCache(stack, 'Cache', {
    serverlessCacheName: 'e2e-failures',
    engine: 'valkey',
    majorEngineVersion: '8',
    userGroupId: group.ref,
  });
  for (const [name, value] of Object.entries(extra)) {
    cache.addPropertyOverride(name, value);
  }
  new CfnParameterGroup(stack, 'Parameters', {
    cacheParameterGroupFamily: 'valkey8',
    description: 'x',
    properties: { 'maxmemory-policy': maxmemoryPolicy },
  });
  new CfnOutput(stack, 'Host', { value: cache.attrEndpointAddress });
  return app;
}

/** Lists the findings of the rules in the template of an app. */
function listFindings(...args: Parameters<typeof createApp>): string[] {
  const [{ template }] = createApp(...args).synth().stacks;
  return ElastiCacheRules.checkTemplate(template).map(({ severity, ruleId }) => `${severity} ${ruleId}`);
}

let target: LoginOptions;

beforeAll(async () => {
  const { Host } = await deploy(createApp());
  target = { host: Host, port: 6379, username: 'app', password: PASSWORD };
  const client = await logIn('ioredis', target);
  await client.call('SET', 'app:kept', 'yes');
  client.close();
});

afterAll(() => destroy(createApp()));

test.each([
  [
    'an access string with an unknown category',
    { accessString: 'on ~app:* +@reed' },
    /Unknown command or category name in ACL/,
    ['error User.AccessStringInvalid'],
  ],
  [
    'an invalid parameter value',
    { maxmemoryPolicy: 'newest' },
    /The value "newest" of the parameter maxmemory-policy is not valid/,
    ['error ParameterGroup.ParameterValueInvalid'],
  ],
  [
    'an unknown property',
    { extra: { DailySnapshots: '03:00' } },
    /extraneous key \[DailySnapshots\] is not permitted/,
    ['warning ServerlessCache.PropertyUnknown'],
  ],
  [
    'a value of the wrong type',
    { extra: { SecurityGroupIds: 'sg-1' } },
    /SecurityGroupIds: expected type: JSONArray/,
    ['error ServerlessCache.PropertyTypeInvalid'],
  ],
  // No rule can find this error, because the template does not contain the previous key.
  [
    'another KMS key for the same name',
    { extra: { KmsKeyId: 'another' } },
    /custom-named resource requires replacing/,
    [],
  ],
])('fails to deploy %s and rolls back, as the rules predict', async (_description, change, message, rules) => {
  const findings = listFindings(change).filter((finding) => !listFindings().includes(finding));

  const { ok, output } = await tryDeploy(createApp(change));

  expect(findings).toEqual(rules);
  expect(ok).toBe(false);
  expect(output.replace(/\s+/g, ' ')).toMatch(message);
  expect(output).toMatch(/UPDATE_ROLLBACK_COMPLET/);
  const client = await logIn('ioredis', target);
  expect(await client.call('GET', 'app:kept')).toBe('yes');
  client.close();
});

test('fails to deploy an unknown resource type', async () => {
  const app = new App();
  new CfnResource(new Stack(app, 'E2eUnknownType'), 'Cache', { type: 'AWS::ElastiCache::Cache' });

  const { ok, output } = await tryDeploy(app);

  expect(ok).toBe(false);
  expect(output).toMatch(/Unrecognized resource types: \[AWS::ElastiCache::Cache\]/);
  await destroy(app);
});
