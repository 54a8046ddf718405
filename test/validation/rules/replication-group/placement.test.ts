import { GROUP, checkGroup, SHARDED } from './group';

const [A, B, C] = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
const DESCRIBED = { ...SHARDED, ReplicasPerNodeGroup: undefined };
const checkShards = (...NodeGroupConfiguration: object[]) => checkGroup({ NodeGroupConfiguration }, DESCRIBED);

test.each([[[A, B]], [[A, { Ref: 'Zone' }]]])('accepts one zone for each node: %j', (PreferredCacheClusterAZs) => {
  expect(checkGroup({ PreferredCacheClusterAZs })).toEqual([]);
});

test.each([
  [
    { PreferredCacheClusterAZs: [A, B] },
    SHARDED,
    "'PreferredCacheClusterAZs' must stand with one shard only, got 2; give the zones of each shard in 'NodeGroupConfiguration'",
  ],
  [
    { PreferredCacheClusterAZs: [A, B, C] },
    GROUP,
    "'PreferredCacheClusterAZs' must hold one zone for each node, got 3 for 2; give 2",
  ],
  [
    { PreferredCacheClusterAZs: [A] },
    GROUP,
    "'PreferredCacheClusterAZs' must hold one zone for each node, got 1 for 2; give 2",
  ],
  [
    { PreferredCacheClusterAZs: [A, A] },
    GROUP,
    "'PreferredCacheClusterAZs' must spread a shard over zones with 'MultiAZEnabled', got us-east-1a, us-east-1a; give a replica another zone",
  ],
  [
    { PreferredCacheClusterAZs: [A, B], NodeGroupConfiguration: [{ PrimaryAvailabilityZone: A, ReplicaCount: 1 }] },
    GROUP,
    "'PreferredCacheClusterAZs' must not stand beside zones in 'NodeGroupConfiguration', got both; keep one of them",
  ],
  [
    { PreferredCacheClusterAZs: [A, B], NodeGroupConfiguration: [{ ReplicaAvailabilityZones: [B], ReplicaCount: 1 }] },
    GROUP,
    "'PreferredCacheClusterAZs' must not stand beside zones in 'NodeGroupConfiguration', got both; keep one of them",
  ],
])('fails with the zones %j', (properties, group, error) => {
  expect(checkGroup(properties, group)).toEqual([error]);
});

test('accepts nodes in a single zone without Multi-AZ', () => {
  expect(checkGroup({ PreferredCacheClusterAZs: [A, A], MultiAZEnabled: false })).toEqual([]);
});

test('accepts shards with all of their properties', () => {
  expect(
    checkShards(
      { NodeGroupId: '0001', ReplicaCount: 2, PrimaryAvailabilityZone: A, ReplicaAvailabilityZones: [B, C] },
      { NodeGroupId: '2', PrimaryAvailabilityZone: { Ref: 'Zone' }, ReplicaAvailabilityZones: [A] },
    ),
  ).toEqual([]);
  expect(checkShards({ Ref: 'Shard' }, { ReplicaCount: 1 })).toEqual([]);
});

test.each([
  [
    { ReplicaCount: 1, ReplicaAvailabilityZones: [A, B] },
    "'NodeGroupConfiguration' must hold one zone for each replica of a shard, got 2 for 1",
  ],
  [
    { ReplicaCount: 1, PrimaryAvailabilityZone: A, ReplicaAvailabilityZones: [A] },
    "'NodeGroupConfiguration' must spread a shard over zones with 'MultiAZEnabled', got us-east-1a, us-east-1a; give a replica another zone",
  ],
  [
    { ReplicaCount: 1, NodeGroupId: 'shard-1' },
    '\'NodeGroupConfiguration\' must give each shard an id of 1 to 4 digits, got "shard-1"',
  ],
  [
    { ReplicaCount: 1, NodeGroupId: '00001' },
    '\'NodeGroupConfiguration\' must give each shard an id of 1 to 4 digits, got "00001"',
  ],
  [
    { ReplicaCount: 1, NodeGroupId: '0002' },
    '\'NodeGroupConfiguration\' must give each shard an id of its own, got "0002" twice',
  ],
])('fails with the shard %j', (shard, error) => {
  expect(checkShards(shard, { NodeGroupId: '0002', ReplicaCount: 1 })).toEqual([error]);
});

test('uses ReplicasPerNodeGroup for shards without ReplicaCount', () => {
  expect(checkGroup({ NodeGroupConfiguration: [{ ReplicaAvailabilityZones: [A, B] }, {}] }, SHARDED)).toContain(
    "'NodeGroupConfiguration' must hold one zone for each replica of a shard, got 2 for 1",
  );
});
