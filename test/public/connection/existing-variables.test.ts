import { Match } from 'aws-cdk-lib/assertions';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { Lazy } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { nodeFunction } from '../node-function';
import { emptyStack, importVpc } from '../stacks';
import { synthesize } from '../templates';
import { AccessControl, PasswordUser, ServerlessCache, UserGroup } from 'cdk-elasticache';

let stack: Stack;
let vpc: ec2.IVpc;
let connectable: ec2.IConnectable;
let user: PasswordUser;
let cache: ServerlessCache;
let task: ecs.FargateTaskDefinition;
let secret: ecs.Secret;
beforeEach(() => {
  stack = emptyStack();
  vpc = importVpc(stack);
  connectable = new SecurityGroup(stack, 'Clients', { vpc });
  user = new PasswordUser(stack, 'User', { accessControl: AccessControl.readOnly({ keyPatterns: ['app:*'] }) });
  cache = new ServerlessCache(stack, 'Cache', { vpc, userGroup: new UserGroup(stack, 'Users', { users: [user] }) });
  task = new ecs.FargateTaskDefinition(stack, 'Task');
  secret = ecs.Secret.fromSecretsManager(secretsmanager.Secret.fromSecretNameV2(stack, 'Other', 'other'));
});

const addContainer = (options: Partial<ecs.ContainerDefinitionOptions> = {}) =>
  task.addContainer('App', { image: ecs.ContainerImage.fromRegistry('app'), ...options });
const createFunction = (environment?: Record<string, string>) =>
  nodeFunction(stack, 'Fn', {
    vpc,
    environment,
  });
const error = (path: string, names: string) =>
  `'target' must not have variables or secrets with the names of a connection, but '${path}' already has ${names}. Remove them, or change 'environmentPrefix' or 'urlVariable'.`;
/** Returns the errors of the synthesis. */
const listSynthesisErrors = () => {
  try {
    synthesize(stack);
    return [];
  } catch (failure) {
    return (failure as Error).message.split('\n').filter((line) => line.includes("'target'"));
  }
};

test.each<[string, () => Partial<ecs.ContainerDefinitionOptions>, string]>([
  ['a variable', () => ({ environment: { CACHE_HOST: 'localhost' } }), 'CACHE_HOST'],
  [
    'several variables',
    () => ({ environment: { CACHE_HOST: 'localhost', CACHE_PORT: '6380' } }),
    'CACHE_HOST and CACHE_PORT',
  ],
  ['a secret', () => ({ secrets: { CACHE_PASSWORD: secret } }), 'CACHE_PASSWORD'],
  ['a variable with the name of the URL', () => ({ environment: { REDIS_URL: 'redis://localhost' } }), 'REDIS_URL'],
  ['a secret with the name of the URL', () => ({ secrets: { REDIS_URL: secret } }), 'REDIS_URL'],
])('a container must not have %s of the connection', (_, createOptions, names) => {
  const container = addContainer(createOptions());

  expect(errorsOf(() => cache.connectAs(user, container, { connectable, urlVariable: 'REDIS_URL' }))).toEqual([
    error('Stack/Task/App', names),
  ]);
});

test('a container that is added later must not have variables of the connection', () => {
  cache.connectAs(user, task, { connectable, urlVariable: 'REDIS_URL' });

  addContainer({ environment: { CACHE_HOST: 'localhost' }, secrets: { REDIS_URL: secret } });

  expect(listSynthesisErrors()).toEqual([expect.stringContaining(error('Stack/Task/App', 'CACHE_HOST and REDIS_URL'))]);
});

test.each<[string, (container: ecs.ContainerDefinition) => void]>([
  ['a secret', (container) => container.addSecret('CACHE_PASSWORD', secret)],
  ['a variable', (container) => container.addEnvironment('CACHE_PASSWORD', 'secret')],
])('a container must not get %s with the name of a secret of the connection later', (_, add) => {
  const container = addContainer();
  cache.connectAs(user, container, { connectable });

  add(container);

  expect(listSynthesisErrors()).toEqual([expect.stringContaining(error('Stack/Task/App', 'CACHE_PASSWORD'))]);
});

test('a task definition without containers has no conflicts', () => {
  cache.connectAs(user, task, { connectable });

  expect(task.node.validate().filter((message) => message.includes("'target'"))).toEqual([]);
});

describe('a variable of the connection must not get another value later', () => {
  test('in a container', () => {
    const container = addContainer();
    cache.connectAs(user, container, { connectable });

    container.addEnvironment('CACHE_HOST', 'cache.example.com');

    expect(listSynthesisErrors()).toEqual([expect.stringContaining(error('Stack/Task/App', 'CACHE_HOST'))]);
  });

  test('in a function', () => {
    const fn = createFunction();
    cache.connectAs(user, fn);

    fn.addEnvironment('CACHE_HOST', 'cache.example.com');

    expect(listSynthesisErrors()).toEqual([expect.stringContaining(error('Stack/Fn', 'CACHE_HOST'))]);
  });
});

test('a variable of the connection can be set again to its value', () => {
  const fn = createFunction();
  const container = addContainer();
  const { environment } = cache.connectAs(user, fn);
  cache.connectAs(user, container, { connectable });

  fn.addEnvironment('CACHE_HOST', environment.CACHE_HOST);
  container.addEnvironment('CACHE_HOST', environment.CACHE_HOST);

  expect(() => synthesize(stack)).not.toThrow();
});

test('a function must not have variables of the connection', () => {
  const fn = createFunction({ CACHE_HOST: 'localhost' });

  expect(errorsOf(() => cache.connectAs(user, fn))).toEqual([error('Stack/Fn', 'CACHE_HOST')]);
});

test('equal variables are not a conflict', () => {
  const fn = createFunction({ CACHE_HOST: cache.endpoint.hostname, LATER: Lazy.string({ produce: () => later }) });
  let later = '';

  cache.connectAs(user, fn);
  later = 'resolved at synthesis';

  synthesize(stack).hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: Match.objectLike({ CACHE_AUTH: 'password', LATER: 'resolved at synthesis' }) },
  });
});

test('finds variables that are set on the L1 construct of a function', () => {
  const fn = createFunction();
  (fn.node.defaultChild as lambda.CfnFunction).environment = { variables: { CACHE_HOST: 'localhost' } };

  expect(errorsOf(() => cache.connectAs(user, fn))).toEqual([error('Stack/Fn', 'CACHE_HOST')]);
});

test('connects a singleton function', () => {
  const fn = new lambda.SingletonFunction(stack, 'Fn', {
    uuid: '5f0f9e5a-9a4e-4a5e-8a53-1f4c0c5f7f0f',
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports'),
    vpc,
  });

  const { environment } = cache.connectAs(user, fn);

  expect(environment.CACHE_AUTH).toBe('password');
});
