import { GROUP, groupFaults, SHARDED } from './group';
import { PropertyReader } from '../../../src/validation/property-reader';
import { REPLICATION_GROUP_RULES } from '../../../src/validation/rules/replication-group';

const SINGLE = { ...GROUP, NumCacheClusters: 1, AutomaticFailoverEnabled: false, MultiAZEnabled: false };
const OWN = { ...GROUP, CacheParameterGroupName: 'own' };

test.each(['enabled', 'disabled', 'compatible'])('the cluster mode is one of three: %s', (ClusterMode) => {
  expect(groupFaults({ ClusterMode, NumCacheClusters: undefined, NumNodeGroups: 1, ReplicasPerNodeGroup: 1 })).toEqual(
    [],
  );
});

test('fails with another cluster mode', () => {
  expect(groupFaults({ ClusterMode: 'on' })).toEqual([
    '\'ClusterMode\' must be one of enabled, disabled, compatible, got "on"',
  ]);
});

test.each([
  ['redis', '6.2', false],
  ['redis', '7.0', true],
  ['redis', '7.1', true],
  ['valkey', '7.2', true],
])('cluster mode compatible comes with a version: %s %s', (Engine, EngineVersion, fine) => {
  expect(groupFaults({ ClusterMode: 'compatible', Engine, EngineVersion })).toEqual(
    fine
      ? []
      : [
          "'ClusterMode' compatible needs Valkey 7.2 or Redis OSS 7.0 or later, got Redis OSS 6.2; raise 'EngineVersion', or leave 'ClusterMode' out",
        ],
  );
});

test.each(['disabled', 'compatible'])('fails with several shards and cluster mode %s', (ClusterMode) => {
  expect(groupFaults({ ClusterMode, CacheParameterGroupName: undefined }, SHARDED)[0]).toBe(
    `'ClusterMode' ${ClusterMode} goes with one shard, got 2; choose enabled`,
  );
});

test.each([
  [
    { ClusterMode: 'disabled', CacheParameterGroupName: 'default.valkey8.cluster.on' },
    "'CacheParameterGroupName' must name a group without cluster mode, got default.valkey8.cluster.on; use default.valkey8, or enable the cluster mode",
  ],
  [
    { ClusterMode: 'enabled', CacheParameterGroupName: 'default.valkey8' },
    "'CacheParameterGroupName' must name a group with cluster mode for cluster mode enabled, got default.valkey8; " +
      'use default.valkey8.cluster.on, or a group of your own with cluster-enabled yes',
  ],
  [
    {
      NumCacheClusters: undefined,
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 1,
      CacheParameterGroupName: 'default.valkey8',
    },
    "'CacheParameterGroupName' must name a group with cluster mode for 2 shards, got default.valkey8; use default.valkey8.cluster.on, or a group of your own with cluster-enabled yes",
  ],
])('fails with a parameter group of the other kind: %j', (properties, fault) => {
  expect(groupFaults(properties)).toEqual([fault]);
});

describe('automatic failover', () => {
  test.each([
    ['several shards', { ...SHARDED, MultiAZEnabled: false }, 'enabled'],
    [
      'one shard with the parameter group of cluster mode',
      { ...GROUP, MultiAZEnabled: false, CacheParameterGroupName: 'default.valkey8.cluster.on' },
      'enabled',
    ],
    ['cluster mode compatible', { ...GROUP, MultiAZEnabled: false, ClusterMode: 'compatible' }, 'compatible'],
  ])('fails when it is off with %s', (_title, group, mode) => {
    const fault = (got: string) => [
      `'AutomaticFailoverEnabled' must be true with cluster mode ${mode}, got ${got}; turn it on`,
    ];

    expect(groupFaults({ AutomaticFailoverEnabled: false }, group)).toEqual(fault('false'));
    expect(groupFaults({ AutomaticFailoverEnabled: undefined }, group)).toEqual(fault('nothing'));
    expect(groupFaults({ AutomaticFailoverEnabled: { Ref: 'Failover' } }, group)).toEqual([]);
  });

  test.each([
    [{ NumCacheClusters: 1 }, " by 'NumCacheClusters'; raise 'NumCacheClusters' to 2"],
    [{ NumCacheClusters: undefined }, "; raise 'NumCacheClusters' to 2"],
    [
      { NumCacheClusters: undefined, NumNodeGroups: 1, ReplicasPerNodeGroup: 0 },
      " by 'ReplicasPerNodeGroup'; raise 'ReplicasPerNodeGroup' to 1",
    ],
    [
      { NumCacheClusters: undefined, NodeGroupConfiguration: [{ ReplicaCount: 0 }] },
      " by 'NodeGroupConfiguration'; give each shard a replica by 'NodeGroupConfiguration'",
    ],
  ])('fails without a replica: %j', (properties, wayOut) => {
    expect(groupFaults({ ...properties, AutomaticFailoverEnabled: true }, SINGLE)).toEqual([
      `'AutomaticFailoverEnabled' needs at least one replica, got none${wayOut}, or turn it off`,
    ]);
  });

  test('fails with one node whatever a parameter group of its own says', () => {
    expect(groupFaults({ NumCacheClusters: 1, MultiAZEnabled: false }, OWN)).toHaveLength(1);
    expect(
      groupFaults(
        { NumCacheClusters: undefined, NumNodeGroups: 1, ReplicasPerNodeGroup: 0, MultiAZEnabled: false },
        OWN,
      ),
    ).toEqual([]);
    expect(
      groupFaults({ NumCacheClusters: 1, MultiAZEnabled: false, CacheParameterGroupName: { Ref: 'Group' } }, OWN),
    ).toHaveLength(1);
  });

  test('is not judged where something else says how many nodes there are', () => {
    expect(groupFaults({ NumCacheClusters: undefined, SnapshotName: 'nightly' })).toEqual([]);
    expect(groupFaults({ NumCacheClusters: undefined, NumNodeGroups: { Ref: 'Shards' } })).toEqual([]);
    expect(groupFaults({ NumCacheClusters: { Ref: 'Nodes' } })).toEqual([]);
    expect(groupFaults({ NumCacheClusters: undefined, NodeGroupConfiguration: { Ref: 'Shards' } })).toEqual([]);
  });

  test('without replicas is a bite with cluster mode enabled', () => {
    expect(groupFaults({ ReplicasPerNodeGroup: 0, MultiAZEnabled: false }, SHARDED)).toEqual([
      "'AutomaticFailoverEnabled' has nothing to fail over to in a shard without replicas, whose data go with its node; raise 'ReplicasPerNodeGroup' to 1",
    ]);
  });
});

describe('cluster mode compatible', () => {
  test('fails without a replica', () => {
    expect(
      groupFaults({ ClusterMode: 'compatible', NumCacheClusters: 1, AutomaticFailoverEnabled: true }, SINGLE),
    ).toEqual([
      "'ClusterMode' compatible needs a replica, got none by 'NumCacheClusters'; raise 'NumCacheClusters' to 2",
    ]);
  });
});

describe('Multi-AZ', () => {
  test('fails without automatic failover', () => {
    const fault = (got: string) => [
      `'MultiAZEnabled' needs 'AutomaticFailoverEnabled', got ${got}; turn that on, or turn 'MultiAZEnabled' off`,
    ];

    expect([
      groupFaults({ AutomaticFailoverEnabled: false }),
      groupFaults({ AutomaticFailoverEnabled: undefined }),
    ]).toEqual([fault('false'), fault('nothing')]);
  });

  test.each([
    [{ NumCacheClusters: 1 }, GROUP, "NumCacheClusters'; raise 'NumCacheClusters' to 2"],
    [{ ReplicasPerNodeGroup: 0 }, SHARDED, "ReplicasPerNodeGroup'; raise 'ReplicasPerNodeGroup' to 1"],
    [
      { ReplicasPerNodeGroup: undefined, NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 0 }] },
      SHARDED,
      "NodeGroupConfiguration'; give each shard a replica by 'NodeGroupConfiguration'",
    ],
  ])('fails without a replica in every shard: %j', (properties, group, wayOut) => {
    expect(groupFaults(properties, group)).toEqual([
      `'MultiAZEnabled' needs at least one replica in every shard, got none by '${wayOut}, or turn 'MultiAZEnabled' off`,
    ]);
  });

  test('tells constructs of their props', () => {
    const p = new PropertyReader(
      { clusterMode: 'enabled', numNodeGroups: 2, replicasPerNodeGroup: 0, multiAzEnabled: true },
      { replicasPerNodeGroup: 'clusterMode', multiAzEnabled: 'multiAz' },
    );

    expect(REPLICATION_GROUP_RULES.find(({ id }) => id === 'ReplicationGroup.MultiAzNeedsReplica')!.check(p)).toBe(
      "'multiAz' needs at least one replica in every shard, got none by 'clusterMode'; give each shard a replica by 'clusterMode', or turn 'multiAz' off",
    );
  });
});

test('fails with snapshots of one node with cluster mode enabled', () => {
  expect(groupFaults({ SnapshottingClusterId: 'sessions-0001-002' }, SHARDED)).toEqual([
    "'SnapshottingClusterId' must be left out with cluster mode enabled, where snapshots are taken of all shards",
  ]);
  expect(groupFaults({ SnapshottingClusterId: 'sessions-002' })).toEqual([]);
});

test('fails with snapshots of a node of another group', () => {
  expect(groupFaults({ SnapshottingClusterId: 'users-002' })).toEqual([
    "'SnapshottingClusterId' must be a node of the group such as sessions-002, got users-002",
  ]);
  expect(
    groupFaults({ SnapshottingClusterId: 'users', PrimaryClusterId: 'users', NumCacheClusters: undefined }),
  ).toEqual([]);
  expect(groupFaults({ SnapshottingClusterId: 'users-002', ReplicationGroupId: undefined })).toEqual([]);
});
