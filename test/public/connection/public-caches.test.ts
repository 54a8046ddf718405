import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Stack } from 'aws-cdk-lib/core';
import { addLookupResult, stackInEnv } from '../lookup';
import { errorsOf, warningsOf } from '../messages';
import { nodeFunction } from '../node-function';
import { importVpc } from '../stacks';
import { synthesizeInvalid } from '../templates';
import { AccessControl, CacheEngine, ConnectionType, IamUser, ServerlessCache, UserGroup } from 'cdk-elasticache';
import type { IServerlessCache, ServerlessCacheAttributes } from 'cdk-elasticache';
import '../setup';

let stack: Stack;
let user: IamUser;
beforeEach(() => {
  stack = stackInEnv();
  addLookupResult(stack, 'AWS::ElastiCache::ServerlessCache', 'carts', {
    ARN: 'arn:aws:elasticache:us-east-1:123456789012:serverlesscache:carts',
    Engine: 'valkey',
    MajorEngineVersion: '9',
    'Endpoint.Address': 'carts.example.com',
    'Endpoint.Port': '6379',
  });
  user = new IamUser(stack, 'App', { accessControl: AccessControl.readOnly({ keyPatterns: ['app:*'] }) });
});

const createFunction = () => nodeFunction(stack, 'Fn', {});
const importCache = (attributes: ServerlessCacheAttributes = {}) =>
  ServerlessCache.fromServerlessCacheAttributes(stack, 'Cache', {
    serverlessCacheName: 'carts',
    engine: CacheEngine.VALKEY_9,
    endpointAddress: 'carts.example.com',
    ...attributes,
  });

describe('an existing public serverless cache accepts a client without a VPC', () => {
  test.each<[string, () => IServerlessCache]>([
    ['that is imported with its connection type', () => importCache({ connectionType: ConnectionType.PUBLIC })],
    ['that is imported without security groups', () => importCache({ securityGroups: [] })],
    [
      'that is looked up',
      () =>
        ServerlessCache.fromLookup(stack, 'Cache', {
          serverlessCacheName: 'carts',
          connectionType: ConnectionType.PUBLIC,
        }),
    ],
  ])('%s', (_, createCache) => {
    const cache = createCache();

    const { environment } = cache.connectAs(user, createFunction());

    expect(environment).toMatchObject({ CACHE_AUTH: 'iam', CACHE_HOST: 'carts.example.com' });
    expect(warningsOf(stack)).toEqual([]);
    expect(synthesizeInvalid(stack).findResources('AWS::EC2::SecurityGroupIngress')).toEqual({});
  });
});

describe('connections of a public serverless cache adds no rules, with a warning', () => {
  test.each<[string, () => IServerlessCache]>([
    ['that is imported with its connection type', () => importCache({ connectionType: ConnectionType.PUBLIC })],
    ['that is imported with an empty list of security groups', () => importCache({ securityGroups: [] })],
    [
      'that is looked up',
      () =>
        ServerlessCache.fromLookup(stack, 'Cache', {
          serverlessCacheName: 'carts',
          connectionType: ConnectionType.PUBLIC,
        }),
    ],
    [
      'that is created',
      () =>
        new ServerlessCache(stack, 'Cache', {
          engine: CacheEngine.VALKEY_9,
          connectionType: ConnectionType.PUBLIC,
          userGroup: new UserGroup(stack, 'Users', { users: [user] }),
        }),
    ],
  ])('%s', (_, createCache) => {
    const cache = createCache();
    const client = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Client', 'sg-0fedcba9876543210');
    expect(warningsOf(stack)).toEqual([]);

    client.connections.allowTo(cache, ec2.Port.tcp(6379));

    expect(cache.connections.securityGroups).toEqual([]);
    expect(warningsOf(stack)).toEqual(["'connections' ServerlessCache.PublicWithoutSecurityGroups"]);
    expect(synthesizeInvalid(stack).findResources('AWS::EC2::SecurityGroupIngress')).toEqual({});
  });
});

test('an import with the connection type of a public cache rejects a VPC, subnets, and security groups', () => {
  const vpc = importVpc(stack);
  const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0');
  const attributes = {
    connectionType: ConnectionType.PUBLIC,
    vpc,
    subnets: vpc.privateSubnets,
    securityGroups: [securityGroup],
  };

  expect(errorsOf(() => importCache(attributes))).toEqual(
    ['vpc', 'subnets', 'securityGroups'].map(
      (prop) =>
        `'${prop}' cannot be combined with ConnectionType.PUBLIC, because a public cache is not in a VPC. Remove '${prop}', or set 'connectionType' to ConnectionType.VPC.`,
    ),
  );
});

test('an import with the connection type of a public cache accepts empty lists', () => {
  const cache = importCache({ connectionType: ConnectionType.PUBLIC, subnets: [], securityGroups: [] });

  expect(cache.connectAs(user, createFunction()).environment.CACHE_HOST).toBe('carts.example.com');
});

test('an import with the connection type of a VPC and no security groups has unknown security groups', () => {
  const cache = importCache({ connectionType: ConnectionType.VPC, securityGroups: [] });

  expect(cache.connections.securityGroups).toEqual([]);
  expect(warningsOf(stack)).toEqual([expect.stringContaining('ServerlessCache.ImportWithoutSecurityGroups')]);
});

test.each<[string, () => ServerlessCacheAttributes]>([
  ['unknown security groups', () => ({})],
  ['a connection type of a VPC', () => ({ connectionType: ConnectionType.VPC })],
  [
    'a connection type of a VPC and an empty list of security groups',
    () => ({ connectionType: ConnectionType.VPC, securityGroups: [] }),
  ],
  [
    'security groups',
    () => ({ securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')] }),
  ],
])('an imported serverless cache with %s rejects a client without a VPC', (_, createAttributes) => {
  const cache = importCache(createAttributes());

  expect(errorsOf(() => cache.connectAs(user, createFunction()))).toEqual([
    expect.stringContaining("'target' must be in a VPC"),
  ]);
});
