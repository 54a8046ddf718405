import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnServerlessCache, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter, Token } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { nodeFunction } from '../node-function';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import {
  AccessControl,
  Authentication,
  CacheEngine,
  ClusterMode,
  Endpoint,
  IamUser,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  ReplicationGroupConnector,
  ServerlessCache,
  ServerlessCacheConnector,
  TransitEncryption,
  UserGroup,
} from 'cdk-elasticache';
import type { IReplicationGroup, IServerlessCache, IUser } from 'cdk-elasticache';

let stack: Stack;
let vpc: ec2.IVpc;
let user: IamUser;
let fn: lambda.Function;
let securityGroups: ec2.ISecurityGroup[];

beforeEach(() => {
  stack = emptyStack();
  vpc = importVpc(stack);
  user = new IamUser(stack, 'App', {
    accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read'),
    userId: 'app',
  });
  fn = nodeFunction(stack, 'Fn', {
    vpc,
  });
  securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'CacheGroup', 'sg-0123456789abcdef0')];
});

const groupOf = (...users: IUser[]) => new UserGroup(stack, 'Users', { users });
const serverlessL1 = () =>
  new CfnServerlessCache(stack, 'L1', { engine: 'valkey', serverlessCacheName: 'Carts', userGroupId: 'users' });
const endpointOf = (cache: CfnServerlessCache) =>
  new Endpoint(cache.attrEndpointAddress, Token.asNumber(cache.attrEndpointPort));
const groupL1 = (clusterMode = 'disabled') =>
  new CfnReplicationGroup(stack, 'L1', {
    clusterMode,
    replicationGroupDescription: 'Sessions',
    engine: 'valkey',
    cacheNodeType: 'cache.r7g.large',
    automaticFailoverEnabled: true,
    numNodeGroups: 1,
    replicasPerNodeGroup: 1,
    transitEncryptionEnabled: true,
    cacheSubnetGroupName: 'subnets',
  });
const environment = () => propertiesOf(stack, 'AWS::Lambda::Function').Environment.Variables;
const ingress = () => {
  const rules = Object.values(synthesize(stack).findResources('AWS::EC2::SecurityGroupIngress'));
  return rules.map(({ Properties: { FromPort, ToPort } }) => [FromPort, ToPort]);
};
const grantedResources = () =>
  Object.values(synthesize(stack).findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as any[])
    .filter(({ Action }) => [Action].flat().includes('elasticache:Connect'))
    .map(({ Resource }) => Resource);

test('connects a function to an L1 serverless cache', () => {
  const cache = serverlessL1();

  const connection = ServerlessCacheConnector.fromServerlessCache(cache, {
    endpoint: endpointOf(cache),
    securityGroups,
  }).connectAs(user, fn);

  expect(ingress()).toEqual([[6379, 6380]]);
  expect(grantedResources()).toEqual([{ 'Fn::GetAtt': ['AppF1B96344', 'Arn'] }, { 'Fn::GetAtt': ['L1', 'ARN'] }]);
  expect(environment()).toEqual({
    CACHE_HOST: { 'Fn::GetAtt': ['L1', 'Endpoint.Address'] },
    CACHE_PORT: { 'Fn::GetAtt': ['L1', 'Endpoint.Port'] },
    CACHE_TLS: 'true',
    CACHE_CLUSTER_MODE: 'true',
    CACHE_NAME: 'carts',
    CACHE_SERVERLESS: 'true',
    CACHE_USER: 'app',
    CACHE_AUTH: 'iam',
  });
  expect(connection.environment.CACHE_NAME).toBe('carts');
});

test('connects a function to an L1 replication group', () => {
  const group = groupL1('enabled');

  ReplicationGroupConnector.fromReplicationGroup(group, {
    endpoint: new Endpoint(group.attrConfigurationEndPointAddress, 7000),
    securityGroups,
    clusterMode: ClusterMode.enabled(),
    transitEncryption: TransitEncryption.DISABLED,
  }).connectAs(user, fn, { environmentPrefix: 'SESSIONS' });

  expect(ingress()).toEqual([[7000, 7000]]);
  expect(environment()).toEqual({
    SESSIONS_HOST: { 'Fn::GetAtt': ['L1', 'ConfigurationEndPoint.Address'] },
    SESSIONS_PORT: '7000',
    SESSIONS_TLS: 'false',
    SESSIONS_CLUSTER_MODE: 'true',
    SESSIONS_NAME: { Ref: 'L1' },
    SESSIONS_SERVERLESS: 'false',
    SESSIONS_USER: 'app',
    SESSIONS_AUTH: 'iam',
  });
});

test('uses TLS, the primary endpoint, and the reader endpoint of a replication group by default', () => {
  const group = groupL1();

  ReplicationGroupConnector.fromReplicationGroup(group, {
    endpoint: new Endpoint(group.attrPrimaryEndPointAddress, 6379),
    readerEndpoint: new Endpoint(group.attrReaderEndPointAddress, 6379),
  }).connectAs(user, fn);

  expect(environment()).toMatchObject({
    CACHE_TLS: 'true',
    CACHE_CLUSTER_MODE: 'false',
    CACHE_READER_HOST: { 'Fn::GetAtt': ['L1', 'ReaderEndPoint.Address'] },
  });
});

test('creates no security group rules without security groups, and needs none of the client', () => {
  const cache = serverlessL1();
  const outside = nodeFunction(stack, 'Outside', {});

  ServerlessCacheConnector.fromServerlessCache(cache, { endpoint: endpointOf(cache) }).connectAs(user, outside);

  expect(ingress()).toEqual([]);
});

test.each([
  ['the port of the endpoint', 7000, undefined, [[7000, 7000]]],
  [
    'the ports of both endpoints',
    7000,
    8000,
    [
      [7000, 7000],
      [8000, 8000],
    ],
  ],
  ['neighboring ports as one range', 7000, 7001, [[7000, 7001]]],
  ['one port that both endpoints have', 7000, 7000, [[7000, 7000]]],
])('opens %s', (_, port, readerPort, ports) => {
  ServerlessCacheConnector.fromServerlessCache(serverlessL1(), {
    endpoint: new Endpoint('example.com', port),
    readerEndpoint: readerPort === undefined ? undefined : new Endpoint('reader.example.com', readerPort),
    securityGroups,
  }).connectAs(user, fn);

  expect(ingress()).toEqual(ports);
});

test.each([
  ['of the engine', CacheEngine.VALKEY_8, [6379, 6380]],
  [
    'of the endpoint for an engine without known ports',
    CacheEngine.of('next', '1'),
    [{ Ref: 'Port' }, { Ref: 'Port' }],
  ],
])('opens the ports %s if the ports of the endpoints are tokens', (_, engine, ports) => {
  const port = new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber;
  ServerlessCacheConnector.fromServerlessCache(serverlessL1(), {
    endpoint: new Endpoint('example.com', port),
    engine,
    securityGroups,
  }).connectAs(user, fn);

  expect(ingress()).toEqual([ports]);
});

test('validates at synthesis that the user is in the user group, if it is resolved', () => {
  const cache = serverlessL1();
  const other = new IamUser(stack, 'Other', {
    accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read'),
    userId: 'other',
  });
  ServerlessCacheConnector.fromServerlessCache(cache, {
    endpoint: endpointOf(cache),
    securityGroups,
    userGroup: groupOf(other),
  }).connectAs(user, fn);

  expect(errorsOf(() => synthesize(stack))).toEqual([
    "[Stack/L1] 'connectAs' requires the user 'Stack/App' to be in the user group 'Stack/Users' of the cache. Add the user to the user group.",
  ]);
});

test('connects to caches of this library and to imports as their method does', () => {
  const serverless = new ServerlessCache(stack, 'Serverless', { vpc, userGroup: groupOf(user) });
  const nodes = new ReplicationGroup(stack, 'Nodes', {
    vpc,
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    authentication: Authentication.userGroup(serverless.userGroup!),
  });
  const imported = ServerlessCache.fromServerlessCacheAttributes(stack, 'Import', {
    serverlessCacheName: 'carts',
    engine: CacheEngine.VALKEY_8,
    endpointAddress: 'example.com',
    securityGroups,
    userGroup: serverless.userGroup,
  });
  const { endpoint, readerEndpoint, userGroup } = nodes;

  expect(
    ReplicationGroupConnector.fromReplicationGroup(nodes, {
      endpoint,
      readerEndpoint,
      userGroup,
      securityGroups: nodes.securityGroups,
      clusterMode: nodes.clusterMode,
    }).connectAs(user, fn).environment,
  ).toEqual(nodes.connectAs(user, fn).environment);
  for (const cache of [serverless, imported]) {
    const options = { environmentPrefix: cache.node.id.toUpperCase() };
    expect(
      ServerlessCacheConnector.fromServerlessCache(cache, {
        endpoint: cache.endpoint,
        readerEndpoint: cache.readerEndpoint,
        userGroup: cache.userGroup,
        securityGroups: cache.securityGroups,
        engine: cache.engine,
      }).connectAs(user, fn, options).environment,
    ).toEqual(cache.connectAs(user, fn, options).environment);
  }
});

test.each([
  ['a configuration endpoint', { configurationEndpointAddress: 'example.com' }, 'true'],
  ['a primary endpoint', { primaryEndpointAddress: 'example.com' }, 'false'],
])('connects to an imported replication group of which only %s is specified', (_, endpoint, clusterMode) => {
  const group = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Import', {
    replicationGroupId: 'sessions',
    securityGroups,
    userGroup: groupOf(user),
    ...endpoint,
  });

  expect(group.connectAs(user, fn).environment).toEqual({
    CACHE_HOST: 'example.com',
    CACHE_PORT: '6379',
    CACHE_TLS: 'true',
    CACHE_CLUSTER_MODE: clusterMode,
    CACHE_NAME: 'sessions',
    CACHE_SERVERLESS: 'false',
    CACHE_USER: 'app',
    CACHE_AUTH: 'iam',
  });
});

test.each<[string, () => IReplicationGroup | IServerlessCache]>([
  [
    'replication group',
    () =>
      ReplicationGroup.fromReplicationGroupAttributes(stack, 'Import', {
        replicationGroupId: 'sessions',
        primaryEndpointAddress: 'example.com',
        clusterMode: ClusterMode.disabled({ replicaCount: 1 }),
        securityGroups,
      }),
  ],
  [
    'serverless cache',
    () =>
      ServerlessCache.fromServerlessCacheAttributes(stack, 'Import', {
        serverlessCacheName: 'sessions',
        endpointAddress: 'example.com',
        endpointPort: 6379,
        securityGroups,
      }),
  ],
])('set no reader variables for an imported %s whose reader endpoint is unknown', (_title, importCache) => {
  const connection = importCache().connectAs(user, fn);

  expect(connection.environment).toMatchObject({ CACHE_HOST: 'example.com', CACHE_PORT: '6379' });
  expect(Object.keys(connection.environment).filter((name) => name.includes('READER'))).toEqual([]);
});

test('accept an L1 user group, whose users are not validated', () => {
  const cache = serverlessL1();
  const userGroup = new CfnUserGroup(stack, 'Users', { engine: 'valkey', userGroupId: 'users', userIds: ['app'] });
  const options = { endpoint: endpointOf(cache), userGroup };

  ServerlessCacheConnector.fromServerlessCache(cache, options).connectAs(user, fn);
  ReplicationGroupConnector.fromReplicationGroup(
    CfnReplicationGroup.fromReplicationGroupId(stack, 'Group', 'sessions'),
    options,
  ).connectAs(user, fn, { environmentPrefix: 'SESSIONS' });

  expect(() => synthesize(stack)).not.toThrow();
});
