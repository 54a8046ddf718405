import type { CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import type { Stack } from 'aws-cdk-lib/core';
import { App, Fn, Stack as CdkStack } from 'aws-cdk-lib/core';
import { readL1Attributes } from '../../../src/replication-group/read-l1-attributes';
import { importVpc } from '../../public/stacks';
import { synthesize } from '../../public/templates';
import { GlobalReplicationGroup, TransitEncryption } from 'cdk-elasticache';

let virginia: Stack;
let ireland: Stack;

beforeEach(() => {
  const app = new App();
  [virginia, ireland] = ['us-east-1', 'eu-west-1'].map(
    (region) => new CdkStack(app, region, { env: { account: '123456789012', region } }),
  );
});

const createL1Group = (props: Partial<CfnReplicationGroupProps> = {}) =>
  new CfnReplicationGroup(virginia, 'L1', {
    replicationGroupId: 'sessions',
    replicationGroupDescription: 'sessions',
    engine: 'valkey',
    engineVersion: '8.1',
    cacheNodeType: 'cache.r7g.large',
    cacheSubnetGroupName: 'subnets',
    cacheParameterGroupName: 'default.valkey8.cluster.on',
    clusterMode: 'enabled',
    numNodeGroups: 2,
    replicasPerNodeGroup: 2,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    transitEncryptionEnabled: true,
    atRestEncryptionEnabled: true,
    port: 6390,
    ...props,
  });

/** Formats the attributes of an L1 group, without those that are not known. */
function readAttributes(props?: Partial<CfnReplicationGroupProps>) {
  const attributes = readL1Attributes(createL1Group(props));
  const known = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
}

test('reads the properties of the L1 construct', () => {
  expect(readAttributes()).toEqual({
    engineVersion: 'valkey 8.1',
    nodeType: 'cache.r7g.large',
    clusterMode: 'cluster mode enabled with 2 shards and 2 replicas per shard',
    port: '6390',
    transitEncryption: 'required',
  });
});

test.each<[string, Partial<CfnReplicationGroupProps>, string | undefined]>([
  [
    'disabled',
    { clusterMode: 'disabled', numNodeGroups: 1, replicasPerNodeGroup: 1 },
    'cluster mode disabled with 1 shard and 1 replica per shard',
  ],
  [
    'compatible',
    { clusterMode: 'compatible', numNodeGroups: 1, replicasPerNodeGroup: 1 },
    'cluster mode compatible with 1 shard and 1 replica per shard',
  ],
  [
    'enabled, with shards of different sizes',
    { nodeGroupConfiguration: [{ nodeGroupId: '0001', replicaCount: 1 }, { replicaCount: 2 }], numNodeGroups: 2 },
    'cluster mode enabled with 2 shards and different numbers of replicas per shard',
  ],
  ['unknown', { clusterMode: Fn.importValue('Mode') }, undefined],
  ['of an unknown size', { numNodeGroups: Fn.importValue('Shards') as unknown as number }, undefined],
])('reads the cluster mode: %s', (_, props, expected) => {
  expect(readAttributes(props).clusterMode).toBe(expected);
});

test.each<[Partial<CfnReplicationGroupProps>, TransitEncryption | undefined]>([
  [{ transitEncryptionEnabled: true, transitEncryptionMode: 'preferred' }, TransitEncryption.PREFERRED],
  [{ transitEncryptionEnabled: false }, TransitEncryption.DISABLED],
  [{ transitEncryptionEnabled: undefined }, undefined],
])('reads the encryption in transit: %j', (props, expected) => {
  expect(readAttributes(props).transitEncryption).toBe(expected);
});

test('does not read missing values', () => {
  const props = { engineVersion: undefined, cacheNodeType: undefined, port: undefined };

  expect(Object.keys(readAttributes(props))).toEqual(['transitEncryption', 'clusterMode']);
});

test('reads nothing from a reference without a resource', () => {
  const reference = CfnReplicationGroup.fromReplicationGroupId(virginia, 'Reference', 'sessions');

  expect(readL1Attributes(reference)).toEqual({});
});

test('secondaries inherit from an L1 primary', () => {
  const primary = createL1Group();
  const global = new GlobalReplicationGroup(virginia, 'Global', { primary });
  const secondary = global.addSecondary(ireland, 'Secondary', { vpc: importVpc(ireland) });

  synthesize(ireland).hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
    ReplicasPerNodeGroup: 2,
    Port: 6390,
  });
  expect(String(secondary.clusterMode)).toBe('cluster mode enabled with 2 shards and 2 replicas per shard');
  expect(virginia.resolve(global.primary.replicationGroupId)).toEqual({ Ref: 'L1' });
});
