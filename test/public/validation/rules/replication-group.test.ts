import { GROUP, checkGroup, SHARDED } from './replication-group/group';

test('accepts a valid group with one shard and with multiple shards', () => {
  expect([checkGroup({}), checkGroup({}, SHARDED)]).toEqual([[], []]);
});

test('does not validate unresolved values', () => {
  const later = Object.fromEntries(
    [
      ...Object.keys(GROUP),
      ...Object.keys(SHARDED),
      'ClusterMode',
      'AuthToken',
      'NodeGroupConfiguration',
      'SnapshotWindow',
      'Durability',
      'LogDeliveryConfigurations',
      'NotificationTopicArn',
      'SnapshotArns',
      'IpDiscovery',
      'NetworkType',
      'TransitEncryptionMode',
      'KmsKeyId',
      'Tags',
      'DataTieringEnabled',
      'PreferredMaintenanceWindow',
      'PreferredCacheClusterAZs',
      'SnapshotRetentionLimit',
      'Port',
    ].map((property) => [property, { Ref: 'Parameter' }]),
  );

  expect(checkGroup({ ...later, NumCacheClusters: undefined, ReplicasPerNodeGroup: undefined })).toEqual([]);
  expect(checkGroup({ ...later, NumCacheClusters: undefined, NodeGroupConfiguration: undefined })).toEqual([]);
});

test.each([
  [undefined, "ReplicationGroup.DescriptionMissing: 'ReplicationGroupDescription'"],
  ['', 'ReplicationGroup.DescriptionMissing: \'ReplicationGroupDescription\' but got ""'],
])('fails with the description %j', (ReplicationGroupDescription, error) => {
  expect(checkGroup({ ReplicationGroupDescription })).toEqual([error]);
});

test.each([
  ['a', true],
  ['a'.repeat(40), true],
  ['my-2nd-group', true],
  ['', false],
  ['a'.repeat(41), false],
  ['1group', false],
  ['my_group', false],
  ['group-', false],
  ['my--group', false],
])('validates the format of the id %s', (ReplicationGroupId, fine) => {
  const actual = ReplicationGroupId.length > 40 ? '41 characters' : JSON.stringify(ReplicationGroupId);

  expect(checkGroup({ ReplicationGroupId })).toEqual(
    fine ? [] : [`ReplicationGroup.IdInvalid: 'ReplicationGroupId' but got ${actual}`],
  );
});

test('warns when the id is not in lower case', () => {
  expect(checkGroup({ ReplicationGroupId: 'Sessions' })).toEqual([
    'ReplicationGroup.IdNotLowercase: \'ReplicationGroupId\' but got "Sessions"',
  ]);
});

test.each([
  [{ Engine: 'memcached', EngineVersion: '1.6.22' }, 'ReplicationGroup.EngineInvalid: \'Engine\' but got "memcached"'],
  [{ Engine: undefined, EngineVersion: '1.6.22' }, 'ReplicationGroup.EngineInvalid: \'Engine\' but got "memcached"'],
  [{ Engine: 'Postgres', EngineVersion: '7.1' }, 'ReplicationGroup.EngineInvalid: \'Engine\' but got "Postgres"'],
])('fails with the unsupported engine %j', (properties, error) => {
  expect(checkGroup(properties)).toEqual([error]);
});

test('requires a node type unless the group has an existing primary', () => {
  const without = { CacheNodeType: undefined };

  expect(checkGroup(without)).toEqual(["ReplicationGroup.NodeTypeMissing: 'CacheNodeType'"]);
  expect(checkGroup({ ...without, PrimaryClusterId: 'sessions-001' })).toEqual([]);
});

test.each([
  [50, true],
  [51, false],
])('allows at most 50 tags, got %d', (size, fine) => {
  const Tags = Array.from({ length: size }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));

  expect(checkGroup({ Tags })).toEqual(fine ? [] : ["ReplicationGroup.TooManyTags: 'Tags' but got 51"]);
});
