import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter } from 'aws-cdk-lib/core';
import { groupIn } from './group';
import { emptyStack } from '../stacks';
import { ClusterMode, ReplicationGroup } from 'cdk-elasticache';

const DISABLED = ClusterMode.disabled();
const COMPATIBLE = ClusterMode.compatible();
const ENABLED = ClusterMode.enabled({ shardCount: 2 });

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

const getAtt = (name: string) => ({ 'Fn::GetAtt': ['Cache18F6EE16', name] });

test.each([
  ['disabled', DISABLED, 'PrimaryEndPoint'],
  ['compatible', COMPATIBLE, 'PrimaryEndPoint'],
  ['enabled', ENABLED, 'ConfigurationEndPoint'],
])('returns the endpoint that all clients can use with cluster mode %s', (_name, clusterMode, endpoint) => {
  const { hostname, port } = groupIn(stack, { clusterMode }).endpoint;

  expect([stack.resolve(hostname), port]).toEqual([getAtt(`${endpoint}.Address`), 6379]);
});

test('has the specified port at all endpoints', () => {
  const group = groupIn(stack, { clusterMode: COMPATIBLE, port: 6390 });

  expect([group.port, group.primaryEndpoint.port, group.readerEndpoint.port, group.configurationEndpoint.port]).toEqual(
    [6390, 6390, 6390, 6390],
  );
});

test('accepts a token as port', () => {
  const port = new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber;
  const { endpoint } = groupIn(stack, { port });

  expect(stack.resolve([endpoint.port, endpoint.portAsString()])).toEqual([{ Ref: 'Port' }, { Ref: 'Port' }]);
});

test('has all endpoints with cluster mode compatible', () => {
  const group = groupIn(stack, { clusterMode: COMPATIBLE });

  expect(
    stack.resolve(
      [group.primaryEndpoint, group.readerEndpoint, group.configurationEndpoint].map(({ hostname }) => hostname),
    ),
  ).toEqual(['PrimaryEndPoint.Address', 'ReaderEndPoint.Address', 'ConfigurationEndPoint.Address'].map(getAtt));
});

test('exposes the CloudFormation attributes', () => {
  const group = groupIn(stack, { clusterMode: COMPATIBLE });

  expect(
    stack.resolve([
      group.replicationGroupPrimaryEndPointAddress,
      group.replicationGroupPrimaryEndPointPort,
      group.replicationGroupReaderEndPointAddress,
      group.replicationGroupReaderEndPointPort,
      group.replicationGroupConfigurationEndPointAddress,
      group.replicationGroupConfigurationEndPointPort,
      group.replicationGroupReadEndPointAddresses,
      group.replicationGroupReadEndPointPorts,
      group.replicationGroupEffectiveDurability,
    ]),
  ).toEqual(
    [
      'PrimaryEndPoint.Address',
      'PrimaryEndPoint.Port',
      'ReaderEndPoint.Address',
      'ReaderEndPoint.Port',
      'ConfigurationEndPoint.Address',
      'ConfigurationEndPoint.Port',
      'ReadEndPoint.Addresses',
      'ReadEndPoint.Ports',
      'EffectiveDurability',
    ].map(getAtt),
  );
});

test.each([
  [
    'primaryEndpoint' as const,
    ENABLED,
    "'primaryEndpoint' requires cluster mode disabled or compatible, but got cluster mode enabled with 2 shards and 1 replica per shard. Use 'configurationEndpoint', or 'endpoint', which is available in every cluster mode.",
  ],
  [
    'readerEndpoint' as const,
    ENABLED,
    "'readerEndpoint' requires cluster mode disabled or compatible, but got cluster mode enabled with 2 shards and 1 replica per shard. Use 'configurationEndpoint', or 'endpoint', which is available in every cluster mode.",
  ],
  [
    'configurationEndpoint' as const,
    DISABLED,
    "'configurationEndpoint' requires cluster mode compatible or enabled, but got cluster mode disabled with 1 shard and 1 replica per shard. Use 'primaryEndpoint', or 'endpoint', which is available in every cluster mode.",
  ],
])("fails when the cluster mode has no \'%s\'", (name, clusterMode, message) => {
  const created = groupIn(stack, { clusterMode });
  const imported = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', {
    replicationGroupId: 'sessions',
    clusterMode,
  });

  expect(() => created[name]).toThrow(`Cannot read '${name}' of ReplicationGroup 'Stack/Cache':\n  - ${message}`);
  expect(() => imported[name]).toThrow(message);
});

describe('an imported group', () => {
  const addresses = {
    primaryEndpointAddress: 'primary.example.com',
    readerEndpointAddress: 'reader.example.com',
    configurationEndpointAddress: 'configuration.example.com',
  };
  const imported = (attrs: object) =>
    ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', { replicationGroupId: 'sessions', ...attrs });

  test('has the endpoints of its attributes', () => {
    const { endpoint, primaryEndpoint, readerEndpoint, configurationEndpoint } = imported({ ...addresses, port: 7000 });

    expect(
      [endpoint, primaryEndpoint, readerEndpoint, configurationEndpoint].map(({ socketAddress }) => socketAddress),
    ).toEqual([
      'primary.example.com:7000',
      'primary.example.com:7000',
      'reader.example.com:7000',
      'configuration.example.com:7000',
    ]);
  });

  test.each([
    ['the endpoint of the cluster mode', { ...addresses, clusterMode: ENABLED }, 'configuration.example.com:6379'],
    [
      'the only endpoint in the attributes',
      { configurationEndpointAddress: 'configuration.example.com' },
      'configuration.example.com:6379',
    ],
  ])('returns the endpoint that all clients can use: %s', (_title, attrs, expected) => {
    expect(imported(attrs).endpoint.socketAddress).toBe(expected);
  });

  test.each(['primaryEndpoint', 'readerEndpoint', 'configurationEndpoint'] as const)(
    "fails when \'%s\' is unknown",
    (name) => {
      expect(() => ReplicationGroup.fromReplicationGroupId(stack, 'Imported', 'sessions')[name]).toThrow(
        `'${name}' is unknown for the imported replication group. Specify '${name}Address' in fromReplicationGroupAttributes.`,
      );
    },
  );
});
