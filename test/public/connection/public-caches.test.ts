import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Stack } from 'aws-cdk-lib/core';
import { addLookupResult, stackInEnv } from '../lookup';
import { errorsOf, warningsOf } from '../messages';
import { nodeFunction } from '../node-function';
import { synthesizeInvalid } from '../templates';
import { AccessControl, CacheEngine, ConnectionType, IamUser, ServerlessCache } from 'cdk-elasticache';
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
    expect(cache.connections.securityGroups).toEqual([]);
    expect(warningsOf(stack)).toEqual([]);
    expect(synthesizeInvalid(stack).findResources('AWS::EC2::SecurityGroupIngress')).toEqual({});
  });
});

test.each<[string, () => ServerlessCacheAttributes]>([
  ['unknown security groups', () => ({})],
  ['a connection type of a VPC', () => ({ connectionType: ConnectionType.VPC })],
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
