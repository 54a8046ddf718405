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
    `'${property}' must be left out with 'GlobalReplicationGroupId', since a member takes it over from the primary`,
  ]);
});

test('lists all inherited properties in one message', () => {
  expect(checkGroup({ Engine: 'valkey', EngineVersion: '8.0' }, SECONDARY)).toEqual([
    "'Engine', 'EngineVersion' must be left out with 'GlobalReplicationGroupId', since a member takes them over from the primary",
  ]);
});

test('fails without a replica', () => {
  expect(
    checkGroup({ NumCacheClusters: 1, AutomaticFailoverEnabled: false, MultiAZEnabled: false }, SECONDARY),
  ).toEqual([
    "'GlobalReplicationGroupId' needs at least one replica in every shard, since a member takes automatic failover over from the primary, got none by 'NumCacheClusters'; " +
      "raise 'NumCacheClusters' to 2",
  ]);
});

test.each(['ipv6', 'dual_stack'])('fails with IPv6: %s', (NetworkType) => {
  expect(checkGroup({ NetworkType }, SECONDARY)).toEqual([
    `'NetworkType' must be ipv4 with 'GlobalReplicationGroupId', since global datastores have no IPv6, got ${NetworkType}; leave it out`,
  ]);
});
