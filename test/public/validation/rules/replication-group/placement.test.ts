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
    "ReplicationGroup.PreferredZonesRequireOneShard: 'PreferredCacheClusterAZs' but got 2 shards",
  ],
  [
    { PreferredCacheClusterAZs: [A, B, C] },
    GROUP,
    "ReplicationGroup.ZoneCountMismatch: 'PreferredCacheClusterAZs' but got 3 zones for 2 nodes",
  ],
  [
    { PreferredCacheClusterAZs: [A] },
    GROUP,
    "ReplicationGroup.ZoneCountMismatch: 'PreferredCacheClusterAZs' but got 1 zone for 2 nodes",
  ],
  [
    { PreferredCacheClusterAZs: [A, A] },
    GROUP,
    "ReplicationGroup.MultiAzRequiresSeveralZones: 'PreferredCacheClusterAZs' but got only us-east-1a for one shard",
  ],
  [
    { PreferredCacheClusterAZs: [A, B], NodeGroupConfiguration: [{ PrimaryAvailabilityZone: A, ReplicaCount: 1 }] },
    GROUP,
    "ReplicationGroup.ZonesConflict: 'PreferredCacheClusterAZs'",
  ],
  [
    { PreferredCacheClusterAZs: [A, B], NodeGroupConfiguration: [{ ReplicaAvailabilityZones: [B], ReplicaCount: 1 }] },
    GROUP,
    "ReplicationGroup.ZonesConflict: 'PreferredCacheClusterAZs'",
  ],
])('fails with the zones %j', (properties, group, error) => {
  expect(checkGroup(properties, group)).toEqual([error]);
});

test('fails with the name of a Region as the zone of a node', () => {
  expect(checkGroup({ PreferredCacheClusterAZs: [A, 'us-east-1'] })).toEqual([
    'ReplicationGroup.ZoneInvalid: \'PreferredCacheClusterAZs\' but got "us-east-1"',
  ]);
  const shard = { ReplicaCount: 1, PrimaryAvailabilityZone: 'us-east-1', ReplicaAvailabilityZones: [B] };
  expect(checkShards(shard, { ReplicaCount: 1 })).toEqual([
    'ReplicationGroup.ZoneInvalid: \'NodeGroupConfiguration\' but got "us-east-1"',
  ]);
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

test.each([{ ReplicaAvailabilityZones: [] }, { ReplicaAvailabilityZones: [{ Ref: 'AWS::NoValue' }] }])(
  'accepts a shard without zones: %j',
  (zones) => {
    expect(checkShards({ ReplicaCount: 1, ...zones }, { ReplicaCount: 1 })).toEqual([]);
  },
);

test.each([
  [
    { ReplicaCount: 1, ReplicaAvailabilityZones: [A, B] },
    "ReplicationGroup.ReplicaZoneCountMismatch: 'NodeGroupConfiguration' but got 2 zones for 1 replica",
  ],
  [
    { ReplicaCount: 1, PrimaryAvailabilityZone: A, ReplicaAvailabilityZones: [A] },
    "ReplicationGroup.MultiAzRequiresSeveralZones: 'NodeGroupConfiguration' but got only us-east-1a for one shard",
  ],
  [
    { ReplicaCount: 1, NodeGroupId: 'shard-1' },
    'ReplicationGroup.ShardIdInvalid: \'NodeGroupConfiguration\' but got "shard-1"',
  ],
  [
    { ReplicaCount: 1, NodeGroupId: '00001' },
    'ReplicationGroup.ShardIdInvalid: \'NodeGroupConfiguration\' but got "00001"',
  ],
  [
    { ReplicaCount: 1, NodeGroupId: '0002' },
    'ReplicationGroup.DuplicateShardIds: \'NodeGroupConfiguration\' but got "0002" more than once',
  ],
])('fails with the shard %j', (shard, error) => {
  expect(checkShards(shard, { NodeGroupId: '0002', ReplicaCount: 1 })).toEqual([error]);
});

test('uses ReplicasPerNodeGroup for shards without ReplicaCount', () => {
  expect(checkGroup({ NodeGroupConfiguration: [{ ReplicaAvailabilityZones: [A, B] }, {}] }, SHARDED)).toContain(
    "ReplicationGroup.ReplicaZoneCountMismatch: 'NodeGroupConfiguration' but got 2 zones for 1 replica",
  );
});
