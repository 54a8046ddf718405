import { Template } from 'aws-cdk-lib/assertions';
import type { Stack } from 'aws-cdk-lib/core';
import { SecretValue } from 'aws-cdk-lib/core';
import { AccessControl, IamUser, PasswordUser, ServerlessCache, UserGroup } from '../../src';
import { SECRET_ENDPOINT_WRITER } from '../../src/user/secret-endpoint';
import { annotationsOf, emptyStack, importVpc, propertiesOf } from '../util';

const WRITTEN = 'Custom::ElastiCacheSecretEndpoint';
const accessControl = AccessControl.readOnly({ keyPatterns: ['app:*'] });

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

const passwordUser = (id: string) => new PasswordUser(stack, id, { accessControl });
const cacheOf = (userGroup: UserGroup, id: string = 'Cache') =>
  new ServerlessCache(stack, id, { vpc: importVpc(stack, `${id}Vpc`), userGroup });

test('the generated secret gets the endpoint of the cache, once it is there', () => {
  cacheOf(new UserGroup(stack, 'Users', { users: [passwordUser('User')] }));

  expect(propertiesOf(stack, WRITTEN)).toEqual({
    ServiceToken: { 'Fn::GetAtt': [expect.stringMatching(/^ElastiCacheSecretEndpoint2c6b0f6d/), 'Arn'] },
    SecretArn: { Ref: 'UserSecretE2C04A69' },
    Host: { 'Fn::GetAtt': ['Cache18F6EE16', 'Endpoint.Address'] },
    Port: { 'Fn::GetAtt': ['Cache18F6EE16', 'Endpoint.Port'] },
  });
});

test('users that are added later get it too, and one function writes for all', () => {
  const group = new UserGroup(stack, 'Users', { users: [passwordUser('One')] });
  cacheOf(group);
  group.addUser(passwordUser('Two'));

  const template = Template.fromStack(stack);
  template.resourceCountIs(WRITTEN, 2);
  template.resourceCountIs('AWS::Lambda::Function', 1);
  template.hasResourceProperties('AWS::Lambda::Function', {
    Runtime: 'nodejs22.x',
    Code: { ZipFile: SECRET_ENDPOINT_WRITER },
  });
});

test('the function may read and write these secrets alone', () => {
  cacheOf(new UserGroup(stack, 'Users', { users: [passwordUser('User')] }));

  const { Statement } = propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument;
  expect(Statement.flatMap(({ Resource }: any) => Resource)).toEqual([
    { Ref: 'UserSecretE2C04A69' },
    { Ref: 'UserSecretE2C04A69' },
  ]);
  expect(Statement.flatMap(({ Action }: any) => Action)).toEqual([
    'secretsmanager:GetSecretValue',
    'secretsmanager:DescribeSecret',
    'secretsmanager:PutSecretValue',
    'secretsmanager:UpdateSecret',
    'secretsmanager:UpdateSecretVersionStage',
  ]);
});

test('a user of several caches keeps the first one, and is told so', () => {
  const group = new UserGroup(stack, 'Users', { users: [passwordUser('User')] });
  cacheOf(group);
  cacheOf(group, 'Other');

  expect(propertiesOf(stack, WRITTEN).Host).toEqual({ 'Fn::GetAtt': ['Cache18F6EE16', 'Endpoint.Address'] });
  expect(annotationsOf(stack, 'warning')).toEqual([
    expect.stringContaining("'secret' of a user of several caches holds 'host' and 'port' of the first one"),
  ]);
});

test('nothing is written for users without a generated secret', () => {
  cacheOf(
    new UserGroup(stack, 'Users', {
      users: [
        new IamUser(stack, 'Iam', { accessControl }),
        new PasswordUser(stack, 'Given', { accessControl, passwords: [SecretValue.secretsManager('given')] }),
      ],
    }),
  );

  Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 0);
});

describe('the function', () => {
  const secretArn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:s';

  /** Runs the code that is deployed, with a Secrets Manager and a CloudFormation of ours. */
  async function run(RequestType: string, stored: string | undefined) {
    const calls: any[] = [];
    const answers: any[] = [];
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
    const exported: any = {};
    new Function('require', 'exports', 'console', SECRET_ENDPOINT_WRITER)((name: string) => modules[name], exported, {
      error: () => {},
    });
    await exported.handler(
      { RequestType, ResourceProperties: { SecretArn: secretArn, Host: 'cache.example.com', Port: '6379' } },
      {},
    );
    return { calls, answers };
  }

  test.each(['Create', 'Update'])('adds host and port and keeps the other fields: %s', async (requestType) => {
    const { calls, answers } = await run(requestType, '{"username":"app","password":"secret","host":"old"}');

    expect(JSON.parse(calls[1].SecretString)).toEqual({
      username: 'app',
      password: 'secret',
      host: 'cache.example.com',
      port: 6379,
    });
    expect(answers).toEqual([['SUCCESS', {}, secretArn]]);
  });

  test('leaves the secret alone when it is deleted', async () => {
    expect(await run('Delete', '{}')).toEqual({ calls: [], answers: [['SUCCESS', {}, secretArn]] });
  });

  test('fails the deployment when the secret cannot be read, without telling anything of it', async () => {
    expect((await run('Create', undefined)).answers).toEqual([
      ['FAILED', {}, secretArn, false, 'ResourceNotFoundException'],
    ]);
  });
});
