import { GROUP, checkGroup, SHARDED } from './replication-group/group';
import { REPLICATION_GROUP_RULES } from '../../../src/validation/rules/replication-group';
import { createConstructView } from '../views';

const NAME = 'must be 1 to 40 letters, digits and single hyphens, starting with a letter and not ending with a hyphen';

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
  [undefined, "'ReplicationGroupDescription' must be given, got nothing; say what the group is for"],
  ['', '\'ReplicationGroupDescription\' must be given, got ""; say what the group is for'],
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
  expect(checkGroup({ ReplicationGroupId })).toEqual(
    fine ? [] : [`'ReplicationGroupId' ${NAME}, got "${ReplicationGroupId}"`],
  );
});

test('warns when the id is not in lower case', () => {
  expect(checkGroup({ ReplicationGroupId: 'Sessions' })).toEqual([
    '\'ReplicationGroupId\' is stored in lower case, so metrics and permissions for "Sessions" find nothing; write "sessions"',
  ]);
});

test.each([
  [
    { Engine: 'memcached', EngineVersion: '1.6.22' },
    '\'Engine\' must be one of valkey, redis, got "memcached"; use AWS::ElastiCache::CacheCluster for Memcached',
  ],
  [
    { Engine: undefined, EngineVersion: '1.6.22' },
    '\'Engine\' must be one of valkey, redis, got "memcached"; use AWS::ElastiCache::CacheCluster for Memcached',
  ],
  [{ Engine: 'Redis', EngineVersion: '7.1' }, '\'Engine\' must be one of valkey, redis, got "Redis"'],
])('fails with the unsupported engine %j', (properties, error) => {
  expect(checkGroup(properties)).toEqual([error]);
});

test('suggests MemcachedCluster to users of constructs', () => {
  const p = createConstructView({ engine: 'memcached', engineVersion: '1.6.22' }, { engine: 'engine' });

  expect(REPLICATION_GROUP_RULES.find(({ id }) => id === 'ReplicationGroup.EngineInvalid')!.check(p)).toBe(
    '\'engine\' must be one of valkey, redis, got "memcached"; use MemcachedCluster for Memcached',
  );
});

test('requires a node type unless the group has an existing primary', () => {
  const without = { CacheNodeType: undefined };

  expect(checkGroup(without)).toEqual([
    "'CacheNodeType' must be given, got nothing; choose one, for example cache.r7g.large",
  ]);
  expect(checkGroup({ ...without, PrimaryClusterId: 'sessions-001' })).toEqual([]);
});

test.each([
  [50, true],
  [51, false],
])('allows at most 50 tags, got %d', (size, fine) => {
  const Tags = Array.from({ length: size }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));

  expect(checkGroup({ Tags })).toEqual(fine ? [] : ["'Tags' must hold at most 50 tags, got 51"]);
});

test('every rule has a unique id', () => {
  const ids = REPLICATION_GROUP_RULES.map(({ id }) => id);

  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^ReplicationGroup\.[A-Z]\w+$/.test(id))).toEqual([]);
});
