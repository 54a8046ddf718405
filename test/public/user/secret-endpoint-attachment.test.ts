import * as kms from 'aws-cdk-lib/aws-kms';
import type { Stack } from 'aws-cdk-lib/core';
import { SecretValue } from 'aws-cdk-lib/core';
import { evaluateModule } from './run-handler';
import { annotationsOf } from '../messages';
import { groupIn } from '../replication-group/group';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import {
  AccessControl,
  Authentication,
  ClusterMode,
  IamUser,
  PasswordUser,
  ServerlessCache,
  UserCredentials,
  UserGroup,
} from 'cdk-elasticache';

const SECRET_ENDPOINT = 'Custom::ElastiCacheSecretEndpoint';
const accessControl = AccessControl.readOnly({ keyPatterns: ['app:*'] });

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

const createPasswordUser = (id: string) => new PasswordUser(stack, id, { accessControl });
/** Returns the code of the only function of the stack. */
const getFunctionCode = () => propertiesOf(stack, 'AWS::Lambda::Function').Code.ZipFile;
const createCache = (userGroup: UserGroup, id: string = 'Cache') =>
  new ServerlessCache(stack, id, { vpc: importVpc(stack, `${id}Vpc`), userGroup });

test('adds the endpoint of the cache to the generated secret', () => {
  createCache(new UserGroup(stack, 'Users', { users: [createPasswordUser('User')] }));

  expect(propertiesOf(stack, SECRET_ENDPOINT)).toEqual({
    ServiceToken: { 'Fn::GetAtt': [expect.stringMatching(/^ElastiCacheSecretEndpoint2c6b0f6d/), 'Arn'] },
    SecretArn: { Ref: 'UserSecretE2C04A69' },
    Host: { 'Fn::GetAtt': ['Cache18F6EE16', 'Endpoint.Address'] },
    Port: { 'Fn::GetAtt': ['Cache18F6EE16', 'Endpoint.Port'] },
    Url: {
      'Fn::Join': [
        '',
        [
          'rediss://',
          { 'Fn::GetAtt': ['Cache18F6EE16', 'Endpoint.Address'] },
          ':',
          { 'Fn::GetAtt': ['Cache18F6EE16', 'Endpoint.Port'] },
        ],
      ],
    },
    UserName: 'stackuser66f43421',
  });
});

// Caches in cluster mode reject SELECT, which some clients send for a database in the URL.
test.each([
  [ClusterMode.disabled(), ':6379/0'],
  [ClusterMode.compatible(), ':6379'],
  [ClusterMode.enabled(), ':6379'],
])('the URL contains database 0 only if cluster mode is disabled: %s', (clusterMode, end) => {
  groupIn(stack, {
    authentication: Authentication.userGroup(new UserGroup(stack, 'Users', { users: [createPasswordUser('User')] })),
    clusterMode,
  });

  const [, parts] = propertiesOf(stack, SECRET_ENDPOINT).Url['Fn::Join'];
  expect(parts.at(-1)).toBe(end);
});

test('the URL of an AUTH token has no user name', () => {
  groupIn(stack, { authentication: Authentication.generatedAuthToken() });

  const { Url, UserName } = propertiesOf(stack, SECRET_ENDPOINT);
  expect(Url['Fn::Join'][1]).toEqual([
    'rediss://',
    { 'Fn::GetAtt': ['Cache18F6EE16', 'PrimaryEndPoint.Address'] },
    ':6379/0',
  ]);
  expect(UserName).toBeUndefined();
});

test('adds the endpoint for users that are added later, with one function per stack', () => {
  const group = new UserGroup(stack, 'Users', { users: [createPasswordUser('One')] });
  createCache(group);
  group.addUser(createPasswordUser('Two'));

  const template = synthesize(stack);
  template.resourceCountIs(SECRET_ENDPOINT, 2);
  template.resourceCountIs('AWS::Lambda::Function', 1);
  template.hasResourceProperties('AWS::Lambda::Function', { Runtime: 'nodejs22.x' });
});

test('grants the function access to the generated secrets only', () => {
  createCache(new UserGroup(stack, 'Users', { users: [createPasswordUser('User')] }));

  const { Statement } = propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument;
  expect(Statement).toEqual([
    {
      Action: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
      Effect: 'Allow',
      Resource: { Ref: 'UserSecretE2C04A69' },
    },
  ]);
});

test('grants the function access to the key of a secret through AWS Secrets Manager only', () => {
  const encryptionKey = new kms.Key(stack, 'Key');
  const credentials = UserCredentials.fromGeneratedSecret({ encryptionKey });
  createCache(
    new UserGroup(stack, 'Users', { users: [new PasswordUser(stack, 'User', { accessControl, credentials })] }),
  );

  expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toContainEqual({
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Condition: {
      StringEquals: {
        'kms:ViaService': { 'Fn::Join': ['', ['secretsmanager.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
      },
    },
    Effect: 'Allow',
    Resource: { 'Fn::GetAtt': ['Key961B73FD', 'Arn'] },
  });
});

test('keeps the first endpoint and adds a warning for a user of several caches', () => {
  const group = new UserGroup(stack, 'Users', { users: [createPasswordUser('User')] });
  createCache(group);
  createCache(group, 'Other');

  expect(propertiesOf(stack, SECRET_ENDPOINT).Host).toEqual({ 'Fn::GetAtt': ['Cache18F6EE16', 'Endpoint.Address'] });
  expect(annotationsOf(stack, 'warning')).toEqual([
    expect.stringContaining("'secret' contains 'host', 'port', and 'url' of the first cache only"),
  ]);
});

test('creates no function for users without a generated secret', () => {
  createCache(
    new UserGroup(stack, 'Users', {
      users: [
        new IamUser(stack, 'Iam', { accessControl }),
        new PasswordUser(stack, 'Password', { accessControl, passwords: [SecretValue.secretsManager('password')] }),
      ],
    }),
  );

  synthesize(stack).resourceCountIs('AWS::Lambda::Function', 0);
});

describe('function code', () => {
  const secretArn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:s';

  beforeEach(() => {
    createCache(new UserGroup(stack, 'Users', { users: [createPasswordUser('User')] }));
  });

  /** Runs the function code with fakes of AWS Secrets Manager and CloudFormation. */
  async function run(requestType: string, stored: string | undefined, properties = {}) {
    const calls: any[] = [];
    const answers: any[] = [];
    const logs: string[] = [];
    class Command {
      constructor(readonly input: any) {
        calls.push(input);
      }
    }
    class GetSecretValueCommand extends Command {}
    class PutSecretValueCommand extends Command {}
    class SecretsManagerClient {
      async send(command: Command) {
        if (stored === undefined) {
          throw Object.assign(new Error('no'), { name: 'ResourceNotFoundException' });
        }
        return command instanceof GetSecretValueCommand ? { SecretString: stored } : {};
      }
    }
    const modules: Record<string, any> = {
      '@aws-sdk/client-secrets-manager': { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient },
      'cfn-response': {
        SUCCESS: 'SUCCESS',
        FAILED: 'FAILED',
        send: async (...answer: any[]) => {
          answers.push(answer.slice(2));
        },
      },
    };
    const { handler } = evaluateModule(getFunctionCode(), {
      require: (name: string) => modules[name],
      console: { error: (...words: unknown[]) => logs.push(words.join(' ')) },
    });
    await handler(
      {
        RequestType: requestType,
        ResourceProperties: {
          SecretArn: secretArn,
          Host: 'cache.example.com',
          Port: '6379',
          Url: 'rediss://cache.example.com:6379/0',
          UserName: 'app',
          ...properties,
        },
      },
      {},
    );
    return { calls, answers, logs };
  }

  test.each(['Create', 'Update'])('adds host, port, and URL, and keeps the other fields on %s', async (requestType) => {
    const { calls, answers } = await run(requestType, '{"username":"app","password":"secret","host":"old"}');

    expect(JSON.parse(calls[1].SecretString)).toEqual({
      username: 'app',
      password: 'secret',
      host: 'cache.example.com',
      port: 6379,
      url: 'rediss://app:secret@cache.example.com:6379/0',
    });
    expect(answers).toEqual([['SUCCESS', {}, secretArn]]);
  });

  test.each([
    ['app/1', 'a:b@c/d?e#f%g h', 'rediss://app%2F1:a%3Ab%40c%2Fd%3Fe%23f%25g%20h@cache.example.com:6379/0'],
    ['app', '$&$1é', 'rediss://app:%24%26%241%C3%A9@cache.example.com:6379/0'],
    [undefined, 'token', 'rediss://:token@cache.example.com:6379/0'],
  ])('percent-encodes user name and password in the URL: %s %s', async (UserName, password, url) => {
    const { calls } = await run('Create', JSON.stringify({ password }), { UserName });

    expect(JSON.parse(calls[1].SecretString).url).toBe(url);
    expect(decodeURIComponent(new URL(url).password)).toBe(password);
  });

  test('leaves the secret unchanged on Delete', async () => {
    expect(await run('Delete', '{}')).toEqual({ calls: [], answers: [['SUCCESS', {}, secretArn]], logs: [] });
  });

  test('fails the deployment when the secret cannot be read, without exposing its value', async () => {
    expect((await run('Create', undefined)).answers).toEqual([
      ['FAILED', {}, secretArn, false, 'ResourceNotFoundException'],
    ]);
  });

  test.each([
    ['text', 'hunter2hunter2!!x', 'SyntaxError'],
    ['an incomplete object', '{"password":"hunter2hunter2!!x"', 'SyntaxError'],
    ['a JSON text', '"hunter2hunter2!!x"', 'TypeError'],
    ['a list', '["hunter2hunter2!!x"]', 'TypeError'],
    ['null', 'null', 'TypeError'],
    ['a number', '123', 'TypeError'],
    ['an object without a password', '{"pass":"hunter2hunter2!!x"}', 'TypeError'],
    ['a password that is not a text', '{"password":["hunter2hunter2!!x"]}', 'TypeError'],
  ])('fails without changing or logging a secret that is %s', async (_, secret, name) => {
    const { calls, answers, logs } = await run('Create', secret);

    expect(calls).toEqual([{ SecretId: secretArn }]);
    expect(answers).toEqual([['FAILED', {}, secretArn, false, name]]);
    expect(logs).toEqual([name]);
  });
});
