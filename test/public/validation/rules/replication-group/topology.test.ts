import { GROUP, checkGroup, SHARDED } from './group';

const single = { ...GROUP, AutomaticFailoverEnabled: false, MultiAZEnabled: false };
const checkShards = (...shards: object[]) =>
  checkGroup(
    { NumNodeGroups: shards.length, ReplicasPerNodeGroup: undefined, NodeGroupConfiguration: shards },
    SHARDED,
  );

test.each([
  [0, false],
  [1, true],
  [2, true],
  [6, true],
  [7, false],
  [1.5, false],
])('requires 1 to 6 nodes without shards, got %d', (NumCacheClusters, fine) => {
  expect(checkGroup({ NumCacheClusters }, single)).toEqual(
    fine ? [] : [`ReplicationGroup.NodeCountOutOfRange: 'NumCacheClusters' but got ${NumCacheClusters}`],
  );
});

test.each([
  [0, false],
  [1, true],
  [45, true],
  [501, false],
  [-1, false],
])('requires 1 to 500 shards, got %d', (NumNodeGroups, fine) => {
  expect(checkGroup({ NumNodeGroups }, SHARDED)[0]).toBe(
    fine ? undefined : `ReplicationGroup.ShardCountOutOfRange: 'NumNodeGroups' but got ${NumNodeGroups}`,
  );
});

test.each([
  [-1, false],
  [1, true],
  [5, true],
  [6, false],
])('requires 0 to 5 replicas per shard, got %d', (ReplicasPerNodeGroup, fine) => {
  expect(checkGroup({ ReplicasPerNodeGroup }, SHARDED)[0]).toBe(
    fine
      ? undefined
      : `ReplicationGroup.ReplicaCountOutOfRange: 'ReplicasPerNodeGroup' but got ${ReplicasPerNodeGroup}`,
  );
  expect(checkShards({ ReplicaCount: ReplicasPerNodeGroup }, { ReplicaCount: 1 })[0]).toBe(
    fine
      ? undefined
      : `ReplicationGroup.ShardReplicaCountOutOfRange: 'NodeGroupConfiguration' but got ${ReplicasPerNodeGroup}`,
  );
});

test('accepts a single node by default', () => {
  expect(checkGroup({ NumCacheClusters: undefined }, single)).toEqual([]);
});

test('warns when the number of replicas is specified in two ways', () => {
  expect(checkGroup({ ReplicasPerNodeGroup: 1 })).toEqual([
    "ReplicationGroup.ReplicaCountRedundant: 'NumCacheClusters'",
  ]);
});

test.each([
  { NumNodeGroups: 2, CacheParameterGroupName: 'default.valkey8.cluster.on' },
  {
    NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 1 }],
    CacheParameterGroupName: 'default.valkey8.cluster.on',
  },
])('fails when the number of nodes is specified in two ways: %j', (properties) => {
  expect(checkGroup(properties)).toEqual(["ReplicationGroup.NodeCountsConflict: 'NumCacheClusters'"]);
});

test('accepts one shard together with the number of nodes', () => {
  expect([
    checkGroup({ NumNodeGroups: 1 }),
    checkGroup({ NodeGroupConfiguration: [{ PrimaryAvailabilityZone: 'us-east-1a', ReplicaCount: 1 }] }),
  ]).toEqual([[], []]);
});

test.each([
  [1, false],
  [2, true],
  [3, false],
])('requires a configuration for every shard, got %d of 2', (size, fine) => {
  const NodeGroupConfiguration = Array.from({ length: size }, () => ({ ReplicaCount: 1 }));

  expect(checkGroup({ NodeGroupConfiguration, ReplicasPerNodeGroup: undefined }, SHARDED)).toEqual(
    fine ? [] : [`ReplicationGroup.ShardCountMismatch: 'NodeGroupConfiguration' but got ${size}`],
  );
});

test('fails when a group with shards is created from an existing cluster', () => {
  expect(checkGroup({ PrimaryClusterId: 'sessions-001' }, SHARDED)).toEqual([
    "ReplicationGroup.PrimaryClusterConflictsWithClusterMode: 'PrimaryClusterId'",
  ]);
  expect(checkGroup({ PrimaryClusterId: 'sessions-001', NumCacheClusters: undefined })).toEqual([]);
});

test.each([
  ['valkey', '8.0', 15, 5, undefined],
  ['valkey', '8.0', 16, 5, 'quota'],
  ['valkey', '8.0', 83, 5, 'quota'],
  ['valkey', '8.0', 84, 5, 'limit'],
  ['redis', '5.0.6', 250, 1, 'quota'],
  ['redis', '4.0.10', 125, 1, 'quota'],
  ['redis', '4.0.10', 126, 1, 'old limit'],
])(
  'validates the limit and the quota of nodes: %s %s, %d shards with %d replicas',
  (Engine, EngineVersion, NumNodeGroups, ReplicasPerNodeGroup, expected) => {
    const nodes = NumNodeGroups * (ReplicasPerNodeGroup + 1);
    const quota = `ReplicationGroup.NodeCountExceedsQuota: 'NumNodeGroups' but got ${nodes}`;
    const limit = `ReplicationGroup.NodeCountExceedsLimit: 'NumNodeGroups' but got ${nodes}`;

    expect(
      checkGroup(
        {
          Engine,
          EngineVersion,
          NumNodeGroups,
          ReplicasPerNodeGroup,
          CacheNodeType: 'cache.m5.large',
          CacheParameterGroupName: 'own',
        },
        SHARDED,
      ),
    ).toEqual({ quota: [quota], limit: [limit], 'old limit': [limit, quota] }[expected ?? ''] ?? []);
  },
);

test('warns when the number of replicas is specified in two ways', () => {
  expect(checkGroup({ NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 1 }] }, SHARDED)).toEqual([
    "ReplicationGroup.ReplicaCountsConflict: 'ReplicasPerNodeGroup'",
  ]);
});
