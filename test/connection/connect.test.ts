import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import type { IUser, ReplicationGroupProps, ServerlessCacheProps } from '../../src';
import {
  AccessControl,
  Authentication,
  CacheEngine,
  ClusterMode,
  ConnectionType,
  IamUser,
  NodeType,
  NoPasswordUser,
  PasswordUser,
  ReplicationGroup,
  ServerlessCache,
  TransitEncryption,
  UserEngine,
  UserGroup,
} from '../../src';
import { emptyStack, givenVpc, propertiesOf } from '../util';

let stack: Stack;
let vpc: ec2.IVpc;
beforeEach(() => {
  stack = emptyStack();
  vpc = givenVpc(stack);
});

const accessControl = AccessControl.fromAccessString('on ~app:* -@all +@read');
const iamUser = () => new IamUser(stack, 'App', { accessControl, userId: 'app' });
const passwordUser = () => new PasswordUser(stack, 'App', { accessControl, userId: 'app' });
const groupOf = (...users: IUser[]) => new UserGroup(stack, 'Users', { users });
const serverless = (user: IUser, props: Partial<ServerlessCacheProps> = {}) =>
  new ServerlessCache(stack, 'Cache', {
    vpc,
    engine: CacheEngine.VALKEY_8,
    serverlessCacheName: 'Carts',
    userGroup: groupOf(user),
    ...props,
  });
const nodes = (user: IUser, props: Partial<ReplicationGroupProps> = {}) =>
  new ReplicationGroup(stack, 'Cache', {
    vpc,
    nodeType: NodeType.R7G_LARGE,
    replicationGroupId: 'Carts',
    authentication: Authentication.userGroup(groupOf(user)),
    ...props,
  });
const fn = () =>
  new lambda.Function(stack, 'Fn', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports'),
    vpc,
    allowAllOutbound: false,
  });
const rules = (type: string) =>
  Object.values(Template.fromStack(stack).findResources(type)).map(({ Properties: rule }) => [
    rule.FromPort,
    rule.ToPort,
  ]);
const statements = () =>
  Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as any[])
    .map(({ Action }) => [Action].flat().join())
    .sort();

test('a function logs in to a serverless cache by IAM: network both ways, both permissions, environment', () => {
  const user = iamUser();
  const connection = serverless(user).connectAs(user, fn());

  expect(rules('AWS::EC2::SecurityGroupIngress')).toEqual([[6379, 6380]]);
  expect(rules('AWS::EC2::SecurityGroupEgress')).toEqual([[6379, 6380]]);
  expect(statements()).toEqual(
    expect.arrayContaining(['elasticache:Connect', 'elasticache:Connect,elasticache:DescribeServerlessCaches']),
  );
  const Endpoint = (part: string) => ({ 'Fn::GetAtt': ['Cache18F6EE16', part] });
  expect(propertiesOf(stack, 'AWS::Lambda::Function').Environment.Variables).toEqual({
    CACHE_HOST: Endpoint('Endpoint.Address'),
    CACHE_PORT: Endpoint('Endpoint.Port'),
    CACHE_READER_HOST: Endpoint('ReaderEndpoint.Address'),
    CACHE_READER_PORT: Endpoint('ReaderEndpoint.Port'),
    CACHE_TLS: 'true',
    CACHE_CLUSTER_MODE: 'true',
    CACHE_NAME: 'carts',
    CACHE_SERVERLESS: 'true',
    CACHE_USER: 'app',
    CACHE_AUTH: 'iam',
  });
  expect(connection.grant?.success).toBe(true);
});

test('a function logs in to a replication group the same way', () => {
  const user = iamUser();
  nodes(user).connectAs(user, fn());

  expect(rules('AWS::EC2::SecurityGroupIngress')).toEqual([[6379, 6379]]);
  expect(statements().filter((actions) => actions.startsWith('elasticache:Connect'))).toHaveLength(2);
  expect(propertiesOf(stack, 'AWS::Lambda::Function').Environment.Variables).toMatchObject({
    CACHE_CLUSTER_MODE: 'false',
    CACHE_NAME: { Ref: 'Cache18F6EE16' },
    CACHE_SERVERLESS: 'false',
    CACHE_TLS: 'true',
    CACHE_READER_HOST: expect.anything(),
  });
});

test('with cluster mode there is no reader endpoint, and without TLS it is told', () => {
  const user = passwordUser();
  const clustered = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', {
    replicationGroupId: 'carts',
    clusterMode: ClusterMode.enabled({ shards: 2 }),
    configurationEndpointAddress: 'carts.example.com',
    transitEncryption: TransitEncryption.DISABLED,
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
    userGroup: groupOf(user),
  });
  const { environment } = clustered.connectAs(user, fn(), { environmentPrefix: 'CARTS' });

  expect(environment).toMatchObject({
    CARTS_HOST: 'carts.example.com',
    CARTS_PORT: '6379',
    CARTS_TLS: 'false',
    CARTS_CLUSTER_MODE: 'true',
    CARTS_AUTH: 'password',
  });
  expect(environment).not.toHaveProperty('CARTS_READER_HOST');
});

test('a client with a password may read the secret', () => {
  const user = passwordUser();
  serverless(user).connectAs(user, fn());

  expect(statements()).toContain('secretsmanager:GetSecretValue,secretsmanager:DescribeSecret');
  expect(
    Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function')).find(
      ({ Properties }) => Properties.Environment,
    )!.Properties.Environment.Variables,
  ).toMatchObject({ CACHE_AUTH: 'password', CACHE_SECRET_ARN: { Ref: 'AppSecret6841CEBE' } });
});

describe('Amazon ECS', () => {
  const task = () => {
    const definition = new ecs.FargateTaskDefinition(stack, 'Task');
    definition.addContainer('App', { image: ecs.ContainerImage.fromRegistry('app') });
    return definition;
  };
  const service = () =>
    new ecs.FargateService(stack, 'Service', {
      cluster: new ecs.Cluster(stack, 'Cluster', { vpc }),
      taskDefinition: task(),
    });
  const container = () => propertiesOf(stack, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0];

  test('a service gets all of it, its container the password itself', () => {
    const user = passwordUser();
    serverless(user).connectAs(user, service());

    expect(container().Environment).toContainEqual({ Name: 'CACHE_USER', Value: 'app' });
    expect(container().Secrets).toEqual([
      { Name: 'CACHE_PASSWORD', ValueFrom: { 'Fn::Join': ['', [{ Ref: 'AppSecret6841CEBE' }, ':password::']] } },
    ]);
    expect(rules('AWS::EC2::SecurityGroupIngress')).toEqual([[6379, 6380]]);
  });

  test.each([
    ['task definition', (it: ecs.FargateService): IConstruct => it.taskDefinition],
    ['container', (it: ecs.FargateService): IConstruct => it.taskDefinition.defaultContainer!],
  ])('a %s says where it stands by its service', (_, target) => {
    const user = iamUser();
    const it = service();
    serverless(user).connectAs(user, target(it), { connectable: it });

    expect(container().Environment).toContainEqual({ Name: 'CACHE_AUTH', Value: 'iam' });
    expect(container().Secrets).toBeUndefined();
    expect(rules('AWS::EC2::SecurityGroupIngress')).toEqual([[6379, 6380]]);
  });
});

test('an instance takes the environment as lines for a shell', () => {
  const user = iamUser();
  const instance = new ec2.Instance(stack, 'Instance', {
    vpc,
    instanceType: new ec2.InstanceType('t4g.micro'),
    machineImage: ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-1' }),
  });
  const { shellExports } = ServerlessCache.fromServerlessCacheAttributes(stack, 'Cache', {
    serverlessCacheName: 'carts',
    engine: CacheEngine.MEMCACHED_1_6,
    endpointAddress: 'carts.example.com',
    userGroup: groupOf(user),
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
  }).connectAs(user, instance, { connectable: instance });

  expect(shellExports).toEqual([
    "export CACHE_HOST='carts.example.com'",
    "export CACHE_PORT='11211'",
    "export CACHE_TLS='true'",
    "export CACHE_CLUSTER_MODE='false'",
    "export CACHE_NAME='carts'",
    "export CACHE_SERVERLESS='true'",
    "export CACHE_USER='app'",
    "export CACHE_AUTH='iam'",
  ]);
});

test('a public cache has nothing to open', () => {
  const user = iamUser();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  new ServerlessCache(stack, 'Cache', {
    engine: CacheEngine.VALKEY_9,
    connectionType: ConnectionType.PUBLIC,
    userGroup: groupOf(user),
  }).connectAs(user, role);

  expect(rules('AWS::EC2::SecurityGroupIngress')).toEqual([]);
  expect(statements()).toContain('elasticache:Connect');
});

test('a user without a password needs no permission', () => {
  const anyone = NoPasswordUser.defaultUser(stack, 'Default');
  const group = new UserGroup(stack, 'Users', { engine: UserEngine.REDIS, users: [anyone] });
  const cache = new ServerlessCache(stack, 'Cache', { vpc, engine: CacheEngine.REDIS_7, userGroup: group });

  expect(cache.connectAs(anyone, fn())).toMatchObject({
    grant: undefined,
    environment: { CACHE_AUTH: 'none', CACHE_USER: 'default' },
  });
});

test('an imported user is given its secret', () => {
  const user = PasswordUser.fromUserId(stack, 'App', 'app');
  const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'app');

  expect(serverless(user).connectAs(user, fn(), { secret }).environment).toMatchObject({
    CACHE_USER: 'app',
    CACHE_AUTH: 'password',
  });
});

test('fails when target, network, user and secret do not tell enough, all told at once', () => {
  const cache = serverless(iamUser());

  expect(() =>
    cache.connectAs(PasswordUser.fromUserId(stack, 'Other', 'other'), new Construct(stack, 'Thing')),
  ).toThrow(
    [
      "ServerlessCache 'Stack/Cache' cannot be built:",
      "  - 'target' must be a function, a container, a task definition, a service, an instance or another construct with permissions, got 'Stack/Thing'",
      "  - 'connectable' is needed, since 'Stack/Thing' does not tell its security groups; give for example its service",
      "  - 'secret' is needed, since the password of 'Stack/Other' stands in none that is known; give it here",
    ].join('\n'),
  );
});

test('fails when nobody knows how the user authenticates', () => {
  const cache = serverless(iamUser());
  const unknown = {
    ...PasswordUser.fromUserId(stack, 'Other', 'other'),
    node: cache.node,
    authentication: undefined,
  } as unknown as IUser;

  expect(() => cache.connectAs(unknown, fn())).toThrow(
    "'user' must tell how it authenticates, got 'Stack/Cache'; import it by IamUser, PasswordUser or NoPasswordUser",
  );
});

test('fails at synthesis when the user is not in the group, or there is none', () => {
  const stranger = new IamUser(stack, 'Stranger', { accessControl });
  const open = new ServerlessCache(stack, 'Open', { vpc });
  const target = fn();
  serverless(iamUser()).connectAs(stranger, target);
  open.connectAs(stranger, target, { environmentPrefix: 'OPEN' });

  expect(() => Template.fromStack(stack)).toThrow(
    "'connectAs' needs the user 'Stack/Stranger' in the user group 'Stack/Users' of the cache; add it with 'addUser'",
  );
  expect(open.node.validate()).toEqual([
    "'connectAs' needs a user group at the cache 'Stack/Open', got none; give it one that has the user 'Stack/Stranger'",
  ]);
});

test('judges no group whose users are unknown', () => {
  const user = iamUser();
  const cache = new ServerlessCache(stack, 'Cache', {
    vpc,
    userGroup: UserGroup.fromUserGroupName(stack, 'Users', 'users'),
  });
  cache.connectAs(user, fn());

  expect(cache.node.validate()).toEqual([]);
});
