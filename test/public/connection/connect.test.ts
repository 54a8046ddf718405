import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { App, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { annotationsOf, errorsOf, warningsOf } from '../messages';
import { nodeFunction } from '../node-function';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import type { IUser, ReplicationGroupProps, ServerlessCacheProps } from 'cdk-elasticache';
import {
  AccessControl,
  Authentication,
  CacheEngine,
  ClusterMode,
  ConnectionType,
  IamUser,
  NodeFamily,
  NodeSize,
  NodeType,
  NoPasswordUser,
  PasswordUser,
  ReplicationGroup,
  ServerlessCache,
  TransitEncryption,
  UserCredentials,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

let stack: Stack;
let vpc: ec2.IVpc;
beforeEach(() => {
  stack = emptyStack();
  vpc = importVpc(stack);
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
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    replicationGroupId: 'Carts',
    authentication: Authentication.userGroup(groupOf(user)),
    ...props,
  });
const fn = () =>
  nodeFunction(stack, 'Fn', {
    vpc,
    allowAllOutbound: false,
  });
const rules = (type: string) =>
  Object.values(synthesize(stack).findResources(type)).map(({ Properties: rule }) => [rule.FromPort, rule.ToPort]);
const statements = () =>
  Object.values(synthesize(stack).findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as any[])
    .map(({ Action }) => [Action].flat().join())
    .sort();

test('connects a function to a serverless cache with IAM: security groups, permissions, and environment', () => {
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

describe('several caches of one client', () => {
  const connectTwo = (prefix?: string) => {
    const user = iamUser();
    const first = serverless(user);
    const second = new ServerlessCache(stack, 'Other', { vpc, userGroup: first.userGroup });
    const client = fn();
    first.connectAs(user, client);
    first.connectAs(user, client);
    second.connectAs(user, client, { environmentPrefix: prefix });
  };

  test('need different prefixes of environment variables', () => {
    expect(() => connectTwo()).toThrow(
      `'environmentPrefix' must differ between the connections of a client, but got "CACHE", and 'Stack/Fn' already uses "CACHE" for the connection to the cache 'Stack/Cache' as the user 'Stack/App'. Set 'environmentPrefix' to another prefix.`,
    );
  });

  test('need different prefixes also for several users of one cache', () => {
    const user = iamUser();
    const other = new IamUser(stack, 'Other', { accessControl, userId: 'other' });
    const cache = serverless(user);
    const client = fn();
    cache.connectAs(user, client);

    expect(() => cache.connectAs(other, client)).toThrow("'environmentPrefix' must differ between the connections");
  });

  test.each([
    ['CACHE', 'CACHE_READER'],
    ['CACHE_READER', 'CACHE'],
  ])('need prefixes with different names of variables: %s and %s', (first, second) => {
    const user = iamUser();
    const cache = serverless(user);
    const other = new ServerlessCache(stack, 'Other', { vpc, userGroup: cache.userGroup });
    const client = fn();
    cache.connectAs(user, client, { environmentPrefix: first });

    expect(() => other.connectAs(user, client, { environmentPrefix: second })).toThrow(
      `but got "${second}", and 'Stack/Fn' already uses "${first}" for the connection to the cache 'Stack/Cache'`,
    );
  });

  test('have the variables of all prefixes', () => {
    connectTwo('OTHER');

    expect(propertiesOf(stack, 'AWS::Lambda::Function').Environment.Variables).toMatchObject({
      CACHE_NAME: 'carts',
      OTHER_NAME: expect.anything(),
    });
  });
});

test.each([
  [
    ConnectionType.VPC,
    /'target' must be in the Region of the cache \(us-east-1\), .* but got eu-west-1\. Use a client in us-east-1\.$/,
  ],
  [ConnectionType.PUBLIC, undefined],
])('security groups require a client in the Region of the cache: %s', (connectionType, error) => {
  const app = new App();
  const [here, other] = ['us-east-1', 'eu-west-1'].map(
    (region) => new Stack(app, `Stack-${region}`, { env: { account: '111122223333', region } }),
  );
  const user = new IamUser(here, 'App', { accessControl, userId: 'app' });
  const cache = new ServerlessCache(here, 'Cache', {
    connectionType,
    engine: CacheEngine.VALKEY_9,
    vpc: error && importVpc(here),
    userGroup: new UserGroup(here, 'Users', { users: [user] }),
  });
  const client = nodeFunction(other, 'Fn', {
    vpc: importVpc(other),
  });

  const connectClient = () => cache.connectAs(user, client);
  if (error) {
    expect(connectClient).toThrow(error);
  } else {
    expect(connectClient().environment.CACHE_USER).toBe('app');
  }
});

test('connects a function to a replication group with IAM', () => {
  const user = iamUser();

  nodes(user).connectAs(user, fn());

  expect(rules('AWS::EC2::SecurityGroupIngress')).toEqual([[6379, 6379]]);
  expect(statements().filter((actions) => actions.startsWith('elasticache:Connect'))).toHaveLength(2);
  expect(propertiesOf(stack, 'AWS::Lambda::Function').Environment.Variables).toMatchObject({
    CACHE_CLUSTER_MODE: 'false',
    CACHE_NAME: 'carts',
    CACHE_SERVERLESS: 'false',
    CACHE_TLS: 'true',
    CACHE_READER_HOST: expect.anything(),
  });
});

test('sets no reader endpoint with cluster mode, and sets TLS to false without encryption', () => {
  const user = passwordUser();
  const clustered = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', {
    replicationGroupId: 'carts',
    clusterMode: ClusterMode.enabled({ shardCount: 2 }),
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

test('grants read access to the secret of a password user', () => {
  const user = passwordUser();

  serverless(user).connectAs(user, fn());

  expect(statements()).toContain('secretsmanager:GetSecretValue,secretsmanager:DescribeSecret');
  expect(
    Object.values(synthesize(stack).findResources('AWS::Lambda::Function')).find(
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

  test('passes the password to a container from its field in the secret', () => {
    const user = new PasswordUser(stack, 'App', {
      accessControl,
      userId: 'app',
      credentials: UserCredentials.fromSecret(secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'app'), 'pw'),
    });

    serverless(user).connectAs(user, service());

    expect(JSON.stringify(container().Secrets)).toContain(':pw::');
  });

  test('passes the password of an imported user to a container from the specified secret', () => {
    const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'app');
    const user = PasswordUser.fromUserAttributes(stack, 'App', { userId: 'app', userName: 'app' });

    serverless(user).connectAs(user, service(), { secret });

    expect(JSON.stringify(container().Secrets)).toContain(':password::');
  });

  test('connects a service, and passes the password to its container as a secret', () => {
    const user = passwordUser();

    serverless(user).connectAs(user, service());

    expect(container().Environment).toContainEqual({ Name: 'CACHE_USER', Value: 'app' });
    expect(container().Secrets).toEqual([
      { Name: 'CACHE_PASSWORD', ValueFrom: { 'Fn::Join': ['', [{ Ref: 'AppSecret6841CEBE' }, ':password::']] } },
    ]);
    expect(rules('AWS::EC2::SecurityGroupIngress')).toEqual([[6379, 6380]]);
  });

  test.each([
    ['task definition', (fargateService: ecs.FargateService): IConstruct => fargateService.taskDefinition],
    ['container', (fargateService: ecs.FargateService): IConstruct => fargateService.taskDefinition.defaultContainer!],
  ])('connects a %s with the security groups of its service', (_, target) => {
    const user = iamUser();
    const fargateService = service();

    serverless(user).connectAs(user, target(fargateService), { connectable: fargateService });

    expect(container().Environment).toContainEqual({ Name: 'CACHE_AUTH', Value: 'iam' });
    expect(container().Secrets).toBeUndefined();
    expect(rules('AWS::EC2::SecurityGroupIngress')).toEqual([[6379, 6380]]);
  });
});

test('renders the environment as shell exports for an instance', () => {
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

test('quotes the values of shell exports', () => {
  const user = PasswordUser.fromUserAttributes(stack, 'App', { userId: 'app', userName: "x';id;'" });
  const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'app');

  const { shellExports } = serverless(user).connectAs(user, fn(), { secret });

  expect(shellExports).toContain("export CACHE_USER='x'\\'';id;'\\'''");
});

test.each(['', 'my-cache', '1CACHE', '_CACHE', 'MY CACHE', "A';id;'"])(
  'fails with a prefix that is invalid in names of environment variables: "%s"',
  (environmentPrefix) => {
    const user = iamUser();

    expect(() => serverless(user).connectAs(user, fn(), { environmentPrefix })).toThrow(
      `'environmentPrefix' must start with a letter and contain only letters, digits, and underscores, because AWS Lambda and shells reject other names of environment variables, but got "${environmentPrefix}". Use a prefix such as "CACHE".`,
    );
  },
);

test('adds no security group rules for a public cache', () => {
  const user = iamUser();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  new ServerlessCache(stack, 'Cache', {
    engine: CacheEngine.VALKEY_9,
    connectionType: ConnectionType.PUBLIC,
    userGroup: groupOf(user),
  }).connectAs(user, role);

  expect(rules('AWS::EC2::SecurityGroupIngress')).toEqual([]);
  expect(warningsOf(stack)).not.toContainEqual(expect.stringContaining('PublicWithoutSecurityGroups'));
  expect(statements()).toContain('elasticache:Connect');
});

test('grants nothing for a user without a password', () => {
  const anyone = NoPasswordUser.fromDefaultUser(stack, 'Default');
  const group = new UserGroup(stack, 'Users', { engine: UserEngine.REDIS, users: [anyone] });
  const cache = new ServerlessCache(stack, 'Cache', { vpc, engine: CacheEngine.REDIS_7, userGroup: group });

  expect(cache.connectAs(anyone, fn())).toMatchObject({
    grant: undefined,
    environment: { CACHE_AUTH: 'none', CACHE_USER: 'default' },
  });
});

test('uses the secret in the options for an imported user', () => {
  const user = PasswordUser.fromUserId(stack, 'App', 'app');
  const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'app');

  expect(serverless(user).connectAs(user, fn(), { secret }).environment).toMatchObject({
    CACHE_USER: 'app',
    CACHE_AUTH: 'password',
  });
});

test('fails with all errors when target, network, and secret are unknown', () => {
  const cache = serverless(iamUser());

  expect(() =>
    cache.connectAs(PasswordUser.fromUserId(stack, 'Other', 'other'), new Construct(stack, 'Thing')),
  ).toThrow(
    [
      "Cannot call 'connectAs' of ServerlessCache 'Stack/Cache':",
      "  - 'target' must be a construct that can receive IAM permissions, such as a Lambda function, an Amazon ECS container or service, or an Amazon EC2 instance, but got 'Stack/Thing'. Pass the construct that runs the client.",
      "  - 'connectable' is required, because the target 'Stack/Thing' has no security groups. Set 'connectable' to a construct with security groups, such as the Amazon ECS service that runs the target, or the security group of the client that uses the role.",
      "  - 'secret' is required, because the user 'Stack/Other' has no secret with its password. Set 'secret' to a secret that contains the password.",
    ].join('\n'),
  );
});

test('fails when the authentication of the user is unknown', () => {
  const cache = serverless(iamUser());
  const unknown = {
    ...PasswordUser.fromUserId(stack, 'Other', 'other'),
    node: cache.node,
    authenticationType: undefined,
  } as unknown as IUser;

  expect(() => cache.connectAs(unknown, fn())).toThrow(
    "'user' must have an authentication type, but got 'Stack/Cache', which was imported without one. Import the user with a method of IamUser, PasswordUser, or NoPasswordUser.",
  );
});

test('fails at synthesis when the cache has no user group, or the group does not contain the user', () => {
  const otherUser = new IamUser(stack, 'Other', { accessControl });
  const open = new ServerlessCache(stack, 'Open', { vpc });
  const target = fn();

  serverless(iamUser()).connectAs(otherUser, target);
  open.connectAs(otherUser, target, { environmentPrefix: 'OPEN' });

  expect(() => synthesize(stack)).toThrow(
    "[Stack/Cache] 'connectAs' requires the user 'Stack/Other' to be in the user group 'Stack/Users' of the cache. Add the user to the user group.",
  );
  expect(open.node.validate()).toEqual([
    "'connectAs' requires a cache with a user group. Create the cache with a user group that contains 'Stack/Other', or call 'connect' for a cache without users.",
  ]);
});

test('does not validate groups whose users are unknown', () => {
  const user = iamUser();
  const cache = new ServerlessCache(stack, 'Cache', {
    vpc,
    userGroup: UserGroup.fromUserGroupName(stack, 'Users', 'users'),
  });

  cache.connectAs(user, fn());

  expect(cache.node.validate()).toEqual([]);
});

describe('a user group with an L1 user', () => {
  const createCacheWithL1User = () => {
    const l1User = new CfnUser(stack, 'L1', { engine: 'valkey', userId: 'app', userName: 'app' });
    const userGroup = new UserGroup(stack, 'Users', { users: [l1User] });
    return new ServerlessCache(stack, 'Cache', { vpc, userGroup });
  };

  test('may contain the user under another token', () => {
    const cache = createCacheWithL1User();

    cache.connectAs(IamUser.fromUserId(stack, 'App', 'app'), fn());

    expect(cache.node.validate()).toEqual([]);
  });
});

test('accepts an imported cache whose user group is unknown', () => {
  const user = IamUser.fromUserId(stack, 'Other', 'other');
  const group = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Group', {
    replicationGroupId: 'carts',
    primaryEndpointAddress: 'carts.example.com',
  });
  const cache = ServerlessCache.fromServerlessCacheAttributes(stack, 'Imported', {
    serverlessCacheName: 'sessions',
    endpointAddress: 'sessions.example.com',
    endpointPort: 6379,
  });
  const target = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  const connectable = new ec2.SecurityGroup(stack, 'Clients', { vpc });

  for (const connected of [group, cache]) {
    const environmentPrefix = connected.node.id.toUpperCase();
    expect(connected.connectAs(user, target, { connectable, environmentPrefix }).grant?.success).toBe(true);
    expect(connected.node.validate()).toEqual([]);
  }
});

describe('an imported function without its role', () => {
  const importFunction = () =>
    lambda.Function.fromFunctionAttributes(stack, 'Imported', {
      functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:app',
      securityGroup: new ec2.SecurityGroup(stack, 'Clients', { vpc }),
      sameEnvironment: true,
    });

  test.each<[string, () => IUser]>([
    ['IAM authentication', () => iamUser()],
    ['a password', () => new PasswordUser(stack, 'Password', { accessControl })],
  ])('gets the warning of the grant if it logs in with %s', (_title, createUser) => {
    const user = createUser();

    serverless(user).connectAs(user, importFunction());

    // The warning of aws-cdk-lib, which can be acknowledged.
    expect(annotationsOf(stack, 'warning')).toContainEqual(
      expect.stringContaining('[ack: @aws-cdk/aws-iam:unknownPrincipalAddStatementToRole]'),
    );
  });

  test('connects to a cache without users', () => {
    const { environment } = new ServerlessCache(stack, 'Open', { vpc }).connect(importFunction());

    expect(environment.CACHE_AUTH).toBe('none');
  });
});

describe('fails with options for a secret that the client does not need', () => {
  const importSecret = () => secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'app');
  const error = (prop: string) =>
    `'${prop}' requires a user with a password, but got 'Stack/Other', which has none. Remove '${prop}'.`;

  test.each<[string, () => IUser]>([
    ['IAM authentication', () => IamUser.fromUserId(stack, 'Other', 'other')],
    ['no password', () => NoPasswordUser.fromUserId(stack, 'Other', 'other')],
  ])('for a user with %s', (_title, importUser) => {
    const user = importUser();
    const options = { secret: importSecret(), secretField: 'token' };

    expect(errorsOf(() => serverless(user).connectAs(user, fn(), options))).toEqual([
      error('secret'),
      error('secretField'),
    ]);
  });

  test('for a cache without an AUTH token', () => {
    const cache = new ServerlessCache(stack, 'Open', { vpc });

    expect(errorsOf(() => cache.connect(fn(), { secretField: 'token' }))).toEqual([
      "'secretField' requires a secret with an AUTH token, but the cache 'Stack/Open' has none. Remove 'secretField', or set 'secret'.",
    ]);
  });
});

test('fails to import the field of an AUTH token without its secret', () => {
  const attributes = { replicationGroupId: 'carts', authTokenField: 'token' };

  expect(errorsOf(() => ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', attributes))).toEqual([
    `'authTokenField' requires 'authTokenSecret', but got "token" without a secret. Set 'authTokenSecret', or remove 'authTokenField'.`,
  ]);
});
