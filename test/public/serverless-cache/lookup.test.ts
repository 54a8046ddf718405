import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Stack } from 'aws-cdk-lib/core';
import { Token } from 'aws-cdk-lib/core';
import { findMissingContext, addLookupResult, stackInEnv } from '../lookup';
import { annotationsOf } from '../messages';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import { CacheEngine, ConnectionType, ServerlessCache } from 'cdk-elasticache';

const CACHE = 'AWS::ElastiCache::ServerlessCache';
const CACHE_ATTRIBUTES = {
  ARN: 'arn:aws:elasticache:us-east-1:123456789012:serverlesscache:sessions',
  Engine: 'valkey',
  MajorEngineVersion: '9',
  'Endpoint.Address': 'sessions-abc123.serverless.use1.cache.amazonaws.com',
  'Endpoint.Port': '6379',
};
const NETWORK_ATTRIBUTES = {
  SubnetIds: ['subnet-0123456789abcdef1', 'subnet-0123456789abcdef2'],
  SecurityGroupIds: ['sg-0123456789abcdef1', 'sg-0123456789abcdef2'],
};

let stack: Stack;
beforeEach(() => {
  stack = stackInEnv();
});

test('returns the engine, endpoint, subnets, and security groups', () => {
  addLookupResult(stack, CACHE, 'sessions', { ...CACHE_ATTRIBUTES, ...NETWORK_ATTRIBUTES });

  const cache = ServerlessCache.fromLookup(stack, 'Cache', { serverlessCacheName: 'Sessions' });

  expect([cache.serverlessCacheName, cache.serverlessCacheArn, cache.env.region]).toEqual([
    'sessions',
    CACHE_ATTRIBUTES.ARN,
    'us-east-1',
  ]);
  expect(cache.engine).toEqual(CacheEngine.VALKEY_9);
  expect([cache.endpoint.socketAddress, cache.readerEndpoint.socketAddress]).toEqual([
    'sessions-abc123.serverless.use1.cache.amazonaws.com:6379',
    'sessions-abc123.serverless.use1.cache.amazonaws.com:6380',
  ]);
  expect([
    cache.subnets?.map((subnet) => subnet.subnetId),
    cache.securityGroups?.map((group) => group.securityGroupId),
  ]).toEqual([
    ['subnet-0123456789abcdef1', 'subnet-0123456789abcdef2'],
    ['sg-0123456789abcdef1', 'sg-0123456789abcdef2'],
  ]);
  expect(findMissingContext(stack)).toEqual([]);
});

test('connections open the security groups that are found', () => {
  addLookupResult(stack, CACHE, 'sessions', {
    ...CACHE_ATTRIBUTES,
    ...NETWORK_ATTRIBUTES,
    SecurityGroupIds: ['sg-0123456789abcdef1'],
  });
  const client = new ec2.Connections({
    securityGroups: [new ec2.SecurityGroup(stack, 'Client', { vpc: importVpc(stack) })],
  });
  const cache = ServerlessCache.fromLookup(stack, 'Cache', { serverlessCacheName: 'sessions' });

  cache.connections.allowDefaultPortFrom(client);

  expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({
    GroupId: 'sg-0123456789abcdef1',
    FromPort: 6379,
    ToPort: 6380,
  });
  expect(annotationsOf(stack, 'warning')).toEqual([]);
});

test('imports the security groups of each cache separately', () => {
  const names = ['sessions', 'pages'];
  for (const name of names) {
    addLookupResult(stack, CACHE, name, {
      ...CACHE_ATTRIBUTES,
      ...NETWORK_ATTRIBUTES,
      ARN: CACHE_ATTRIBUTES.ARN.replace('sessions', name),
    });
  }

  for (const name of names) {
    ServerlessCache.fromLookup(stack, name, { serverlessCacheName: name });
  }

  expect(
    stack.node
      .findAll()
      .filter(({ node }) => node.id === 'sg-0123456789abcdef1')
      .map(({ node }) => node.path),
  ).toEqual(['Stack/sessions/sg-0123456789abcdef1', 'Stack/pages/sg-0123456789abcdef1']);
});

test('does not look up subnets and security groups of public caches', () => {
  addLookupResult(stack, CACHE, 'sessions', CACHE_ATTRIBUTES);

  const cache = ServerlessCache.fromLookup(stack, 'Cache', {
    serverlessCacheName: 'sessions',
    connectionType: ConnectionType.PUBLIC,
  });

  expect([cache.subnets, cache.securityGroups, findMissingContext(stack)]).toEqual([undefined, undefined, []]);
});

test('uses valid dummy values until the lookup is resolved', () => {
  const cache = ServerlessCache.fromLookup(stack, 'Cache', { serverlessCacheName: 'sessions' });

  expect([
    cache.serverlessCacheName,
    cache.engine?.toString(),
    cache.endpoint.port,
    cache.subnets?.length,
    cache.securityGroups?.length,
  ]).toEqual(['sessions', 'valkey_8', 6379, 2, 1]);
  expect(
    findMissingContext(stack).map(({ provider, props }) => [
      provider,
      props.typeName,
      props.exactIdentifier,
      props.propertiesToReturn,
    ]),
  ).toEqual([
    ['cc-api-provider', CACHE, 'sessions', [...Object.keys(CACHE_ATTRIBUTES), ...Object.keys(NETWORK_ATTRIBUTES)]],
  ]);
});

test('fails when name, account, and Region are unresolved', () => {
  const lookUp = () =>
    ServerlessCache.fromLookup(emptyStack(), 'Cache', { serverlessCacheName: Token.asString({ Ref: 'Name' }) });

  expect(lookUp).toThrow(
    "Cannot look up ServerlessCache 'Stack/Cache' with fromLookup:\n" +
      "  - 'serverlessCacheName' must be known at synthesis for a lookup, but got a token. Import the resource by its name or its attributes instead.\n" +
      "  - 'serverlessCacheName' can only be looked up in a stack with an explicit account and Region. Set 'env' of the stack.",
  );
});
