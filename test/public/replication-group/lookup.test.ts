import type { Stack } from 'aws-cdk-lib/core';
import { findMissingContext, addLookupResult, stackInEnv } from '../lookup';
import { ClusterMode, EngineVersion, NodeFamily, NodeSize, NodeType, ReplicationGroup } from 'cdk-elasticache';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const FOUND = {
  Engine: 'valkey',
  EngineVersion: '9.0',
  CacheNodeType: 'cache.m7g.large',
  SecurityGroupIds: ['sg-0123456789abcdef0'],
};
const endpointProperties = (name: string, address: string) => ({
  [`${name}.Address`]: address,
  [`${name}.Port`]: '6390',
});
const PRIMARY = {
  ...endpointProperties('PrimaryEndPoint', 'primary.cache.amazonaws.com'),
  ...endpointProperties('ReaderEndPoint', 'reader.cache.amazonaws.com'),
};
const CONFIGURATION = endpointProperties('ConfigurationEndPoint', 'cfg.cache.amazonaws.com');

let stack: Stack;
beforeEach(() => {
  stack = stackInEnv();
});

test('finds the engine, node type, endpoints, and security groups', () => {
  addLookupResult(stack, GROUP, 'sessions', { ...FOUND, ...PRIMARY });
  const group = ReplicationGroup.fromLookup(stack, 'Group', { replicationGroupId: 'Sessions' });

  expect([group.replicationGroupId, group.engineVersion, group.nodeType, group.clusterMode, group.port]).toEqual([
    'sessions',
    EngineVersion.VALKEY_9_0,
    NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
    undefined,
    6390,
  ]);
  expect(
    [group.endpoint, group.primaryEndpoint, group.readerEndpoint].map(({ socketAddress }) => socketAddress),
  ).toEqual([
    'primary.cache.amazonaws.com:6390',
    'primary.cache.amazonaws.com:6390',
    'reader.cache.amazonaws.com:6390',
  ]);
  expect(group.securityGroups?.map(({ securityGroupId, node }) => [securityGroupId, node.path])).toEqual([
    ['sg-0123456789abcdef0', 'Stack/Group/sg-0123456789abcdef0'],
  ]);
  expect(findMissingContext(stack)).toEqual([]);
});

test('finds the configuration endpoint and node ids with cluster mode enabled', () => {
  addLookupResult(stack, GROUP, 'sessions', { ...FOUND, ...CONFIGURATION });
  const group = ReplicationGroup.fromLookup(stack, 'Group', {
    replicationGroupId: 'sessions',
    clusterMode: ClusterMode.enabled({ shardCount: 2, replicasPerShard: 0 }),
  });

  expect([group.endpoint.socketAddress, group.memberClusterIds]).toEqual([
    'cfg.cache.amazonaws.com:6390',
    ['sessions-0001-001', 'sessions-0002-001'],
  ]);
});

test('finds all endpoints with cluster mode compatible', () => {
  addLookupResult(stack, GROUP, 'sessions', { ...FOUND, ...PRIMARY, ...CONFIGURATION });
  const group = ReplicationGroup.fromLookup(stack, 'Group', {
    replicationGroupId: 'sessions',
    clusterMode: ClusterMode.compatible(),
  });

  expect([group.endpoint.hostname, group.configurationEndpoint.hostname]).toEqual([
    'primary.cache.amazonaws.com',
    'cfg.cache.amazonaws.com',
  ]);
});

test('requests the group, and returns valid dummy values until the CLI has found it', () => {
  const group = ReplicationGroup.fromLookup(stack, 'Group', { replicationGroupId: 'sessions' });

  expect([group.endpoint.port, group.engineVersion]).toEqual([6379, EngineVersion.VALKEY_8_1]);
  expect(
    findMissingContext(stack).map(({ props }) => [props.typeName, props.exactIdentifier, props.propertiesToReturn]),
  ).toEqual([[GROUP, 'sessions', [...Object.keys(FOUND), ...Object.keys(PRIMARY)]]]);
});
