import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { SecretValue, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { errorsOf } from '../messages';
import { nodeFunction } from '../node-function';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import type { CacheConnection, ConnectOptions, ReplicationGroupProps } from 'cdk-elasticache';
import {
  AccessControl,
  Authentication,
  CacheEngine,
  ClusterMode,
  Endpoint,
  EngineVersion,
  GlobalReplicationGroup,
  IamUser,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  ReplicationGroupConnector,
  SecondaryReplicationGroup,
  ServerlessCache,
  ServerlessCacheBase,
  ServerlessCacheConnector,
  SingleNodeCluster,
  TransitEncryption,
  UserGroup,
} from 'cdk-elasticache';

let stack: Stack;
let vpc: ec2.IVpc;
let fn: lambda.Function;
let securityGroups: ec2.ISecurityGroup[];
beforeEach(() => {
  stack = emptyStack();
  vpc = importVpc(stack);
  fn = nodeFunction(stack, 'Fn', {
    vpc,
  });
  securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'CacheGroup', 'sg-0123456789abcdef0')];
});

const nodeType = NodeType.of(NodeFamily.R7G, NodeSize.LARGE);
const createGroup = (props: Partial<ReplicationGroupProps> = {}) =>
  new ReplicationGroup(stack, 'Cache', {
    vpc,
    nodeType,
    replicationGroupId: 'carts',
    authentication: Authentication.none(),
    ...props,
  });
const importSecret = () => secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'token');
const createContainer = () =>
  new ecs.FargateTaskDefinition(stack, 'Task').addContainer('App', { image: ecs.ContainerImage.fromRegistry('app') });
const connectContainer = (connect: (target: Construct, options: ConnectOptions) => CacheConnection, options = {}) =>
  connect(createContainer(), { connectable: new ec2.SecurityGroup(stack, 'Clients', { vpc }), ...options });
const containerProperties = () => propertiesOf(stack, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0];
const ports = () =>
  Object.values(synthesize(stack).findResources('AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => [
    Properties.FromPort,
    Properties.ToPort,
  ]);
const listActions = () =>
  Object.values(synthesize(stack).findResources('AWS::IAM::Policy')).flatMap(({ Properties }) =>
    Properties.PolicyDocument.Statement.flatMap(({ Action }: any) => Action),
  );
const functionVariables = () => propertiesOf(stack, 'AWS::Lambda::Function').Environment.Variables;

describe('without authentication', () => {
  test('connects a function to a replication group', () => {
    const { grant, secret, urlField } = createGroup().connect(fn);

    expect(ports()).toEqual([[6379, 6379]]);
    expect(listActions()).toEqual([]);
    expect(functionVariables()).toEqual({
      CACHE_HOST: { 'Fn::GetAtt': [expect.stringMatching(/^Cache/), 'PrimaryEndPoint.Address'] },
      CACHE_PORT: '6379',
      CACHE_READER_HOST: { 'Fn::GetAtt': [expect.stringMatching(/^Cache/), 'ReaderEndPoint.Address'] },
      CACHE_READER_PORT: '6379',
      CACHE_TLS: 'true',
      CACHE_CLUSTER_MODE: 'false',
      CACHE_NAME: { Ref: expect.stringMatching(/^Cache/) },
      CACHE_SERVERLESS: 'false',
      CACHE_AUTH: 'none',
    });
    expect([grant, secret, urlField]).toEqual([undefined, undefined, undefined]);
  });

  test('connects a function to a serverless cache', () => {
    new ServerlessCache(stack, 'Cache', { vpc, serverlessCacheName: 'carts' }).connect(fn);

    expect(ports()).toEqual([[6379, 6380]]);
    expect(functionVariables()).toMatchObject({
      CACHE_TLS: 'true',
      CACHE_CLUSTER_MODE: 'true',
      CACHE_SERVERLESS: 'true',
      CACHE_AUTH: 'none',
    });
    expect(functionVariables()).not.toHaveProperty('CACHE_USER');
  });

  test('connects a function to a class of the user', () => {
    class CustomCache extends ServerlessCacheBase {
      public readonly serverlessCacheName = 'carts';
      public readonly serverlessCacheArn = 'arn:aws:elasticache:us-east-1:111122223333:serverlesscache:carts';
      public readonly endpoint = new Endpoint('carts.example.com', 6379);
      public readonly readerEndpoint = new Endpoint('carts.example.com', 6380);
      public readonly connections = new ec2.Connections({ securityGroups });
      public readonly securityGroups = securityGroups;
      public readonly backupArnsToRestore = undefined;
      public readonly engine = undefined;
      public readonly kmsKey = undefined;
      public readonly subnets = undefined;
      public readonly userGroup = undefined;
      public readonly vpc = vpc;
    }

    new CustomCache(stack, 'Cache').connect(fn);

    expect(ports()).toEqual([[6379, 6380]]);
    expect(functionVariables()).toMatchObject({ CACHE_HOST: 'carts.example.com', CACHE_SERVERLESS: 'true' });
  });

  test('connects a function to a Memcached cluster', () => {
    new MemcachedCluster(stack, 'Cache', { vpc, nodeType, clusterName: 'pages' }).connect(fn);

    expect(ports()).toEqual([[11211, 11211]]);
    expect(functionVariables()).toEqual({
      CACHE_HOST: { 'Fn::GetAtt': [expect.stringMatching(/^Cache/), 'ConfigurationEndpoint.Address'] },
      CACHE_PORT: '11211',
      CACHE_TLS: 'true',
      CACHE_CLUSTER_MODE: 'false',
      CACHE_NAME: { Ref: expect.stringMatching(/^Cache/) },
      CACHE_SERVERLESS: 'false',
      CACHE_AUTH: 'none',
    });
  });

  test.each([
    [TransitEncryption.DISABLED, 'false'],
    [TransitEncryption.REQUIRED, 'true'],
    [undefined, undefined],
  ])('connects a function to an imported Memcached cluster with transit encryption %s', (transitEncryption, tls) => {
    const { environment } = MemcachedCluster.fromMemcachedClusterAttributes(stack, 'Cache', {
      clusterName: 'pages',
      configurationEndpointAddress: 'pages.example.com',
      securityGroups,
      transitEncryption,
    }).connect(fn);

    expect(environment.CACHE_TLS).toBe(tls);
  });

  test('connects a function to a single node', () => {
    const node = new CfnCacheCluster(stack, 'Node', {
      engine: 'redis',
      cacheNodeType: 'cache.t4g.micro',
      numCacheNodes: 1,
      clusterName: 'carts',
      vpcSecurityGroupIds: ['sg-0123456789abcdef1'],
    });

    SingleNodeCluster.fromCfnCacheCluster(node).connect(fn, { urlVariable: 'REDIS_URL' });

    expect(ports()).toEqual([[6379, 6379]]);
    expect(functionVariables()).toEqual({
      CACHE_HOST: { 'Fn::GetAtt': ['Node', 'RedisEndpoint.Address'] },
      CACHE_PORT: '6379',
      CACHE_TLS: 'false',
      CACHE_CLUSTER_MODE: 'false',
      CACHE_NAME: { Ref: 'Node' },
      CACHE_SERVERLESS: 'false',
      CACHE_AUTH: 'none',
      REDIS_URL: { 'Fn::Join': ['', ['redis://', { 'Fn::GetAtt': ['Node', 'RedisEndpoint.Address'] }, ':6379/0']] },
    });
  });

  test('connects a function to a secondary of a global datastore', () => {
    const globalReplicationGroup = GlobalReplicationGroup.fromGlobalReplicationGroupAttributes(stack, 'Global', {
      globalReplicationGroupId: 'ldgnf-carts',
      referenceMember: ReplicationGroup.fromReplicationGroupAttributes(stack, 'Primary', {
        replicationGroupArn: 'arn:aws:elasticache:us-west-2:111122223333:replicationgroup:carts',
        clusterMode: ClusterMode.enabled({ shardCount: 2 }),
        engineVersion: EngineVersion.VALKEY_8_1,
        nodeType,
        transitEncryption: TransitEncryption.REQUIRED,
      }),
    });

    new SecondaryReplicationGroup(stack, 'Cache', {
      globalReplicationGroup,
      vpc,
      authentication: Authentication.none(),
    }).connect(fn);

    expect(functionVariables()).toMatchObject({
      CACHE_HOST: { 'Fn::GetAtt': [expect.stringMatching(/^Cache/), 'ConfigurationEndPoint.Address'] },
      CACHE_CLUSTER_MODE: 'true',
      CACHE_AUTH: 'none',
    });
  });

  test('connects a function to L1 constructs', () => {
    const cache = new CfnServerlessCache(stack, 'L1', { engine: 'valkey', serverlessCacheName: 'carts' });
    const group = new CfnReplicationGroup(stack, 'L1Group', {
      replicationGroupDescription: 'carts',
      engine: 'valkey',
      cacheNodeType: 'cache.r7g.large',
      transitEncryptionEnabled: true,
    });

    const serverless = ServerlessCacheConnector.fromServerlessCache(cache, {
      endpoint: new Endpoint(cache.attrEndpointAddress, Token.asNumber(cache.attrEndpointPort)),
      securityGroups,
    }).connect(fn);
    const nodes = ReplicationGroupConnector.fromReplicationGroup(group, {
      endpoint: new Endpoint(group.attrPrimaryEndPointAddress, 6379),
      securityGroups,
    }).connect(fn, { environmentPrefix: 'NODES' });

    expect(serverless.environment).toMatchObject({ CACHE_AUTH: 'none', CACHE_SERVERLESS: 'true' });
    expect(nodes.environment).toMatchObject({ NODES_AUTH: 'none', NODES_SERVERLESS: 'false' });
  });

  test.each([
    ['TLS and databases', {}, 'rediss', '/0'],
    ['cluster mode', { clusterMode: ClusterMode.enabled({ shardCount: 2 }) }, 'rediss', ''],
    ['no TLS', { transitEncryption: TransitEncryption.DISABLED }, 'redis', '/0'],
  ])('passes a URL to a function for a cache with %s', (_, props, scheme, path) => {
    createGroup(props).connect(fn, { urlVariable: 'REDIS_URL' });

    expect(functionVariables().REDIS_URL).toEqual({
      'Fn::Join': ['', [`${scheme}://`, { 'Fn::GetAtt': [expect.anything(), expect.anything()] }, `:6379${path}`]],
    });
  });

  test('needs a target without permissions', () => {
    const connectable = new ec2.SecurityGroup(stack, 'Clients', { vpc });

    const { environment } = createGroup().connect(connectable);

    expect(environment.CACHE_AUTH).toBe('none');
    expect(ports()).toEqual([[6379, 6379]]);
  });

  test.each<[string, () => { connect(target: Construct, options: ConnectOptions): CacheConnection }]>([
    ['a cluster', () => new MemcachedCluster(stack, 'Cache', { vpc, nodeType })],
    ['a serverless cache', () => new ServerlessCache(stack, 'Cache', { vpc, engine: CacheEngine.MEMCACHED_1_6 })],
  ])('fails with a URL for Memcached: %s', (_, create) => {
    const cache = create();

    expect(errorsOf(() => cache.connect(fn, { urlVariable: 'REDIS_URL' }))).toEqual([
      "'urlVariable' requires a cache of Valkey or Redis OSS, because Memcached clients do not use URLs. Remove 'urlVariable'.",
    ]);
  });

  test('fails with a secret', () => {
    expect(errorsOf(() => createGroup().connect(fn, { secret: importSecret() }))).toEqual([
      "'secret' requires a cache with an AUTH token, but the cache 'Stack/Cache' has none. Remove 'secret'.",
    ]);
  });
});

describe('with an AUTH token', () => {
  test('connects a function to a generated token', () => {
    const cache = createGroup({ authentication: Authentication.generatedAuthToken() });

    const connection = cache.connect(fn);

    expect(listActions()).toEqual(
      expect.arrayContaining(['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret']),
    );
    expect(connection.environment).toMatchObject({
      CACHE_AUTH: 'password',
      CACHE_SECRET_ARN: cache.authTokenSecret!.secretArn,
      CACHE_SECRET_FIELD: 'password',
    });
    expect(connection.environment).not.toHaveProperty('CACHE_USER');
    expect(connection.secret).toBe(cache.authTokenSecret);
    expect(connection.urlField).toBe('url');
    expect(connection.grant?.success).toBe(true);
  });

  test('passes a generated token and its URL to a container', () => {
    const cache = createGroup({ authentication: Authentication.generatedAuthToken() });

    connectContainer((target, options) => cache.connect(target, options), { urlVariable: 'REDIS_URL' });

    const Ref = expect.stringMatching(/^CacheAuthToken/);
    expect(containerProperties().Secrets).toEqual([
      { Name: 'CACHE_PASSWORD', ValueFrom: { 'Fn::Join': ['', [{ Ref }, ':password::']] } },
      { Name: 'REDIS_URL', ValueFrom: { 'Fn::Join': ['', [{ Ref }, ':url::']] } },
    ]);
    expect(cache.node.validate()).toEqual([]);
  });

  test.each([
    ['a field', 'token', ':token::'],
    ['the whole secret', undefined, undefined],
  ])('passes a token that is %s of an existing secret', (_, field, suffix) => {
    const cache = createGroup({ authentication: Authentication.authToken(importSecret(), field) });

    const { environment, urlField } = connectContainer((target, options) => cache.connect(target, options));

    expect(containerProperties().Secrets).toEqual([{ Name: 'CACHE_PASSWORD', ValueFrom: expect.anything() }]);
    const valueFrom = JSON.stringify(containerProperties().Secrets[0].ValueFrom);
    expect(valueFrom.includes(suffix ?? ':secret:token"')).toBe(true);
    expect(environment.CACHE_SECRET_FIELD).toBe(field);
    expect(urlField).toBeUndefined();
  });

  test.each([
    [{}, 'password'],
    [{ secretField: 'token' }, 'token'],
    [{ secretField: '' }, undefined],
  ])('passes a token that is not in a secret of the cache with %j', (options, field) => {
    const cache = createGroup({ authentication: Authentication.authTokenValue(SecretValue.secretsManager('app')) });

    const { environment } = cache.connect(fn, { secret: importSecret(), ...options });

    expect([environment.CACHE_AUTH, environment.CACHE_SECRET_FIELD]).toEqual(['password', field]);
  });

  test('passes the whole secret of an option to a container', () => {
    const cache = createGroup({ authentication: Authentication.authTokenValue(SecretValue.secretsManager('app')) });
    const secret = importSecret();

    connectContainer((target, options) => cache.connect(target, { ...options, secret, secretField: '' }));

    expect(containerProperties().Secrets).toEqual([{ Name: 'CACHE_PASSWORD', ValueFrom: expect.anything() }]);
    expect(JSON.stringify(containerProperties().Secrets[0].ValueFrom)).toContain(':secret:token"');
  });

  test('passes the whole secret of a known token', () => {
    const cache = createGroup({ authentication: Authentication.authToken(importSecret(), 'token') });

    expect(cache.connect(fn, { secretField: '' }).environment).not.toHaveProperty('CACHE_SECRET_FIELD');
  });

  test('passes the token of an imported cache', () => {
    const cache = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', {
      replicationGroupId: 'carts',
      primaryEndpointAddress: 'carts.example.com',
      securityGroups,
      authTokenSecret: importSecret(),
      authTokenField: 'token',
    });

    expect(cache.connect(fn).environment).toMatchObject({ CACHE_AUTH: 'password', CACHE_SECRET_FIELD: 'token' });
  });

  test('passes the token of a secondary', () => {
    const cache = new SecondaryReplicationGroup(stack, 'Cache', {
      globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(stack, 'Global', 'ldgnf-carts'),
      vpc,
      authentication: Authentication.authToken(importSecret(), 'token'),
    });

    expect(cache.connect(fn).environment).toMatchObject({ CACHE_AUTH: 'password', CACHE_SECRET_FIELD: 'token' });
  });

  test('fails if the token is not in a secret', () => {
    const cache = createGroup({ authentication: Authentication.authTokenValue(SecretValue.secretsManager('app')) });

    expect(errorsOf(() => cache.connect(fn))).toEqual([
      "'secret' is required, because the secret with the AUTH token of the cache 'Stack/Cache' is unknown. Set 'secret' to a secret that contains the AUTH token.",
    ]);
  });

  test('fails with a URL for an existing secret', () => {
    const cache = createGroup({ authentication: Authentication.authToken(importSecret(), 'token') });

    expect(
      errorsOf(() => connectContainer((target, options) => cache.connect(target, options), { urlVariable: 'URL' })),
    ).toEqual([
      "'urlVariable' requires a generated secret, but the secret 'Stack/Secret' contains no connection URL, because this library did not generate it. Use UserCredentials.fromGeneratedSecret() or Authentication.generatedAuthToken(), or build the URL in the client.",
    ]);
  });

  test('requires a target that can receive permissions', () => {
    const cache = createGroup({ authentication: Authentication.generatedAuthToken() });

    expect(errorsOf(() => cache.connect(new Construct(stack, 'Thing')))).toEqual([
      expect.stringContaining("'target' must be a construct that can receive IAM permissions"),
      expect.stringContaining("'connectable' is required"),
    ]);
  });
});

test('fails for caches with users', () => {
  const user = new IamUser(stack, 'User', { accessControl: AccessControl.readOnly({ keyPatterns: ['app:*'] }) });
  const cache = new ServerlessCache(stack, 'Cache', {
    vpc,
    userGroup: new UserGroup(stack, 'Users', { users: [user] }),
  });

  expect(errorsOf(() => cache.connect(fn))).toEqual([
    "'connect' requires a cache without users, but the cache 'Stack/Cache' has the user group 'Stack/Users'. Call 'connectAs' with a user of the user group.",
  ]);
});

test('connections to several caches without users need different prefixes', () => {
  createGroup().connect(fn);
  const other = new MemcachedCluster(stack, 'Pages', { vpc, nodeType });

  expect(errorsOf(() => other.connect(fn))).toEqual([
    `'environmentPrefix' must differ between the connections of a client, but got "CACHE", and 'Stack/Fn' already uses "CACHE" for the connection to the cache 'Stack/Cache'. Set 'environmentPrefix' to another prefix.`,
  ]);
});
