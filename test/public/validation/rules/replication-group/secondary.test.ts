import { checkGroup } from './group';

const SECONDARY = {
  ReplicationGroupDescription: 'sessions',
  GlobalReplicationGroupId: 'ldgnf-global',
  NumCacheClusters: 2,
  AutomaticFailoverEnabled: true,
  MultiAZEnabled: true,
  CacheSubnetGroupName: 'subnets',
};

test.each([
  [{}],
  [{ AutomaticFailoverEnabled: undefined }],
  [{ UserGroupIds: ['team'] }],
  [{ KmsKeyId: 'key' }],
  [{ NumCacheClusters: undefined, ReplicasPerNodeGroup: 1 }],
  [{ NetworkType: 'ipv4' }],
])('accepts a member of a global datastore with %j', (properties) => {
  expect(checkGroup(properties, SECONDARY)).toEqual([]);
});

test.each([
  ['Engine', 'valkey'],
  ['EngineVersion', '8.0'],
  ['CacheNodeType', 'cache.r7g.large'],
  ['CacheParameterGroupName', 'default.valkey8'],
  ['NumNodeGroups', 1],
  ['AtRestEncryptionEnabled', true],
  ['TransitEncryptionEnabled', true],
  ['SnapshotName', 'nightly'],
  ['SnapshotArns', ['arn:aws:s3:::bucket/dump.rdb']],
  ['Engine', { Ref: 'Engine' }],
])('fails with %s, which it inherits from the primary', (property, value) => {
  expect(checkGroup({ [property]: value }, SECONDARY)).toEqual([
    `ReplicationGroup.InheritedPropertySpecified: '${property}'`,
  ]);
});

test('lists all inherited properties in one message', () => {
  expect(checkGroup({ Engine: 'valkey', EngineVersion: '8.0' }, SECONDARY)).toEqual([
    "ReplicationGroup.InheritedPropertySpecified: 'Engine' and 'EngineVersion'",
  ]);
});

test('fails without a replica', () => {
  expect(
    checkGroup({ NumCacheClusters: 1, AutomaticFailoverEnabled: false, MultiAZEnabled: false }, SECONDARY),
  ).toEqual(["ReplicationGroup.SecondaryRequiresReplica: 'GlobalReplicationGroupId'"]);
});

test.each(['ipv6', 'dual_stack'])('fails with IPv6: %s', (NetworkType) => {
  expect(checkGroup({ NetworkType }, SECONDARY)).toEqual([
    `ReplicationGroup.NetworkTypeUnsupportedByGlobalDatastore: 'NetworkType' but got ${NetworkType}`,
  ]);
});
