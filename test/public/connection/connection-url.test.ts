import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { SecretValue } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { nodeFunction } from '../node-function';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import type { IUser, PasswordUserProps } from 'cdk-elasticache';
import {
  AccessControl,
  CacheEngine,
  IamUser,
  NoPasswordUser,
  PasswordUser,
  ServerlessCache,
  UserCredentials,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

const TASK_DEFINITION = 'AWS::ECS::TaskDefinition';
const accessControl = AccessControl.readOnly({ keyPatterns: ['app:*'] });

let stack: Stack;
let vpc: ec2.IVpc;
let connectable: ec2.IConnectable;
beforeEach(() => {
  stack = emptyStack();
  vpc = importVpc(stack);
  connectable = new SecurityGroup(stack, 'Clients', { vpc });
});

const createUser = (props: Partial<PasswordUserProps> = {}) =>
  new PasswordUser(stack, 'User', { accessControl, ...props });
const createCache = (...users: IUser[]) =>
  new ServerlessCache(stack, 'Cache', { vpc, userGroup: new UserGroup(stack, 'Users', { users }) });
const createContainer = () =>
  new ecs.FargateTaskDefinition(stack, 'Task').addContainer('App', { image: ecs.ContainerImage.fromRegistry('app') });
/** Lists the names of the secrets of the only container. */
const listSecrets = () =>
  propertiesOf(stack, TASK_DEFINITION).ContainerDefinitions[0].Secrets.map(({ Name }: any) => Name);
const createRole = () => new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });

test('passes no URL by default', () => {
  const user = createUser();

  createCache(user).connectAs(user, createContainer(), { connectable, environmentPrefix: 'CARTS' });

  expect(listSecrets()).toEqual(['CARTS_PASSWORD']);
  const [definition] = Object.values(synthesize(stack).findResources(TASK_DEFINITION));
  expect(definition.DependsOn).toBeUndefined();
});

test('passes the URL to a container from its field in the secret', () => {
  const user = createUser();

  createCache(user).connectAs(user, createContainer(), { connectable, urlVariable: 'REDIS_URL' });

  expect(propertiesOf(stack, TASK_DEFINITION).ContainerDefinitions[0].Secrets).toContainEqual({
    Name: 'REDIS_URL',
    ValueFrom: { 'Fn::Join': ['', [{ Ref: 'UserSecretE2C04A69' }, ':url::']] },
  });
});

test('starts containers only after the URL is in the secret', () => {
  const user = createUser();

  createCache(user).connectAs(user, createContainer(), { connectable, urlVariable: 'REDIS_URL' });

  const template = synthesize(stack);
  const [definition] = Object.values(template.findResources(TASK_DEFINITION));
  const [writerId] = Object.keys(template.findResources('Custom::ElastiCacheSecretEndpoint'));
  expect(definition.DependsOn).toEqual([writerId]);
});

test('causes no dependency cycle with a key whose policy names the execution role', () => {
  const encryptionKey = new kms.Key(stack, 'Key');
  const user = createUser({ credentials: UserCredentials.fromGeneratedSecret({ encryptionKey }) });

  createCache(user).connectAs(user, createContainer(), { connectable, urlVariable: 'REDIS_URL' });

  // The CDK rejects templates with dependency cycles.
  expect(JSON.stringify(propertiesOf(stack, 'AWS::KMS::Key').KeyPolicy)).toContain('TaskExecutionRole');
});

test('only the execution role can read the secret', () => {
  const user = createUser();

  const { grant } = createCache(user).connectAs(user, createContainer(), { connectable, urlVariable: 'REDIS_URL' });

  const policies = Object.values(synthesize(stack).findResources('AWS::IAM::Policy')).filter(({ Properties }) =>
    JSON.stringify(Properties.Roles).includes('Task'),
  );
  expect(policies).toHaveLength(1);
  expect(policies[0].Properties).toMatchObject({
    Roles: [{ Ref: expect.stringMatching(/^TaskExecutionRole/) }],
    PolicyDocument: {
      Statement: [
        {
          Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
          Resource: { Ref: 'UserSecretE2C04A69' },
        },
      ],
    },
  });
  expect(grant?.success).toBe(true);
});

test('does not depend on the order of connectAs and addUser', () => {
  const user = createUser();
  const cache = createCache();
  const connection = cache.connectAs(user, createContainer(), { connectable, urlVariable: 'REDIS_URL' });

  expect(connection.urlField).toBe('url');
  cache.userGroup!.addUser(user);

  expect(cache.node.validate()).toEqual([]);
  expect(listSecrets()).toEqual(['CACHE_PASSWORD', 'REDIS_URL']);
});

describe('a cache whose URL is not in the secret', () => {
  const error = (name: string) =>
    `'${name}' requires a secret with the connection URL of the cache 'Stack/Other', but the secret 'Stack/User/Secret' does not contain it. A secret contains only the URL of the first cache whose user group contains the user. Create another PasswordUser for this cache, or build the URL in the client.`;
  const createOther = () => {
    const user = createUser();
    const { userGroup } = createCache(user);
    return { user, other: new ServerlessCache(stack, 'Other', { vpc, userGroup }) };
  };

  test('is connected without a URL', () => {
    const { user, other } = createOther();

    other.connectAs(user, createContainer(), { connectable });

    expect(other.node.validate()).toEqual([]);
    expect(listSecrets()).toEqual(['CACHE_PASSWORD']);
  });

  test('fails at synthesis with urlVariable', () => {
    const { user, other } = createOther();

    other.connectAs(user, createContainer(), { connectable, urlVariable: 'REDIS_URL' });

    expect(other.node.validate()).toEqual([error('urlVariable')]);
  });

  test('fails at synthesis if urlField is read', () => {
    const { user, other } = createOther();
    const connection = other.connectAs(user, createContainer(), { connectable });

    const fields = [connection.urlField, connection.urlField];

    expect(fields).toEqual(['url', 'url']);
    expect(other.node.validate()).toEqual([error('urlField')]);
  });
});

describe('a secret that is not generated', () => {
  test('has no URL', () => {
    const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'app');
    const user = createUser({ credentials: UserCredentials.fromSecret(secret, 'pw') });

    const connection = createCache(user).connectAs(user, createContainer(), { connectable });

    expect(connection.urlField).toBeUndefined();
    expect(listSecrets()).toEqual(['CACHE_PASSWORD']);
  });

  test('has no URL if it is in the options', () => {
    const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'app');
    const user = createUser({ passwords: [SecretValue.secretsManager('one')] });

    const connection = createCache(user).connectAs(user, createContainer(), { connectable, secret });

    expect(connection.secret).toBe(secret);
    expect(connection.urlField).toBeUndefined();
    expect(listSecrets()).toEqual(['CACHE_PASSWORD']);
  });

  test('fails with urlVariable', () => {
    const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'app');
    const user = createUser({ credentials: UserCredentials.fromSecret(secret, 'pw') });
    const cache = createCache(user);

    expect(errorsOf(() => cache.connectAs(user, createContainer(), { connectable, urlVariable: 'REDIS_URL' }))).toEqual(
      [
        "'urlVariable' requires a generated secret, but the secret 'Stack/Secret' contains no connection URL, because this library did not generate it. Use UserCredentials.fromGeneratedSecret() or Authentication.generatedAuthToken(), or build the URL in the client.",
      ],
    );
  });
});

test('uses the field of the secret of the user if the same secret is in the options', () => {
  const user = createUser();

  createCache(user).connectAs(user, createContainer(), {
    connectable,
    secret: user.secret,
    urlVariable: 'REDIS_URL',
  });

  expect(listSecrets()).toEqual(['CACHE_PASSWORD', 'REDIS_URL']);
});

test('is passed once if the same connection is created twice', () => {
  const user = createUser();
  const cache = createCache(user);
  const container = createContainer();

  cache.connectAs(user, container, { connectable });
  cache.connectAs(user, container, { connectable, urlVariable: 'REDIS_URL' });
  cache.connectAs(user, container, { connectable, urlVariable: 'REDIS_URL' });

  expect(listSecrets()).toEqual(['CACHE_PASSWORD', 'REDIS_URL']);
});

test('is in a field of the secret for other clients', () => {
  const user = createUser();

  const connection = createCache(user).connectAs(user, createRole(), { connectable });

  expect(connection.secret).toBe(user.secret);
  expect(connection.urlField).toBe('url');
});

test('does not exist for a user with IAM authentication', () => {
  const user = new IamUser(stack, 'Iam', { accessControl });
  const cache = createCache(user);
  const connection = cache.connectAs(user, createRole(), { connectable });

  expect(connection.secret).toBeUndefined();
  expect(connection.urlField).toBeUndefined();
  expect(errorsOf(() => cache.connectAs(user, createContainer(), { connectable, urlVariable: 'REDIS_URL' }))).toEqual([
    "'urlVariable' requires a user with a password, but got 'Stack/Iam' with IAM authentication, whose tokens are valid for 15 minutes. Generate tokens in the client, or connect as a PasswordUser.",
  ]);
});

test('does not exist for a user without a password', () => {
  const user = NoPasswordUser.fromDefaultUser(stack, 'Default');
  const userGroup = new UserGroup(stack, 'Users', { engine: UserEngine.REDIS, users: [user] });
  const cache = new ServerlessCache(stack, 'Cache', { vpc, engine: CacheEngine.REDIS_7, userGroup });
  const connection = cache.connectAs(user, createRole(), { connectable });

  expect(connection.urlField).toBeUndefined();
  expect(errorsOf(() => cache.connectAs(user, createContainer(), { connectable, urlVariable: 'REDIS_URL' }))).toEqual([
    "'urlVariable' requires a user with a password, but got 'Stack/Default' without a password. Build the URL in the client from the other variables, or connect as a PasswordUser.",
  ]);
});

test('cannot be passed to a function', () => {
  const user = createUser();
  const fn = nodeFunction(stack, 'Fn', {
    vpc,
  });
  const cache = createCache(user);

  expect(errorsOf(() => cache.connectAs(user, fn, { urlVariable: 'REDIS_URL' }))).toEqual([
    "'urlVariable' requires a target that gets values of secrets, such as an Amazon ECS container, but got 'Stack/Fn'. Remove 'urlVariable', and read the field 'url' of the secret in the client.",
  ]);
});

test('requires a valid name of a variable', () => {
  const user = createUser();
  const cache = createCache(user);

  expect(errorsOf(() => cache.connectAs(user, createContainer(), { connectable, urlVariable: 'redis-url' }))).toEqual([
    `'urlVariable' must start with a letter and contain only letters, digits, and underscores, because AWS Lambda and shells reject other names of environment variables, but got "redis-url". Use a name such as "REDIS_URL".`,
  ]);
});

describe('fails if urlVariable is the name of another variable', () => {
  const error = (name: string) => [
    `'urlVariable' must differ from the other variables of the connection, but got "${name}". Use a name such as "REDIS_URL", or another 'environmentPrefix'.`,
  ];

  test.each(['CARTS_HOST', 'CARTS_READER_HOST', 'CARTS_PASSWORD'])('%s of a container', (urlVariable) => {
    const user = createUser();
    const options = { connectable, environmentPrefix: 'CARTS', urlVariable };

    expect(errorsOf(() => createCache(user).connectAs(user, createContainer(), options))).toEqual(error(urlVariable));
  });

  test.each(['CACHE_HOST', 'CACHE_PASSWORD'])('%s of a project or a job', (urlVariable) => {
    const user = createUser();

    expect(errorsOf(() => createCache(user).connectAs(user, createRole(), { connectable, urlVariable }))).toEqual(
      error(urlVariable),
    );
  });

  test('of a function', () => {
    const cache = new ServerlessCache(stack, 'Cache', { vpc });
    const fn = nodeFunction(stack, 'Fn', {
      vpc,
    });

    expect(errorsOf(() => cache.connect(fn, { urlVariable: 'CACHE_HOST' }))).toEqual(error('CACHE_HOST'));
  });
});
