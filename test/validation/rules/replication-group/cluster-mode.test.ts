import { GROUP, checkGroup, SHARDED } from './group';
import { REPLICATION_GROUP_RULES } from '../../../../src/validation/rules/replication-group';
import { createConstructView } from '../../views';

const SINGLE = { ...GROUP, NumCacheClusters: 1, AutomaticFailoverEnabled: false, MultiAZEnabled: false };
const CUSTOM_PARAMETERS = { ...GROUP, CacheParameterGroupName: 'own' };

test.each(['enabled', 'disabled', 'compatible'])('accepts the cluster mode %s', (ClusterMode) => {
  expect(checkGroup({ ClusterMode, NumCacheClusters: undefined, NumNodeGroups: 1, ReplicasPerNodeGroup: 1 })).toEqual(
    [],
  );
});

test('fails with an unknown cluster mode', () => {
  expect(checkGroup({ ClusterMode: 'on' })).toEqual([
    '\'ClusterMode\' must be one of enabled, disabled, compatible, got "on"',
  ]);
});

test.each([
  ['redis', '6.2', false],
  ['redis', '7.0', true],
  ['redis', '7.1', true],
  ['valkey', '7.2', true],
])('validates whether %s %s supports cluster mode compatible', (Engine, EngineVersion, fine) => {
  expect(checkGroup({ ClusterMode: 'compatible', Engine, EngineVersion })).toEqual(
    fine
      ? []
      : [
          "'ClusterMode' compatible needs Valkey 7.2 or Redis OSS 7.0 or later, got Redis OSS 6.2; raise 'EngineVersion', or leave 'ClusterMode' out",
        ],
  );
});

test.each(['disabled', 'compatible'])('fails with multiple shards and cluster mode %s', (ClusterMode) => {
  expect(checkGroup({ ClusterMode, CacheParameterGroupName: undefined }, SHARDED)[0]).toBe(
    `'ClusterMode' ${ClusterMode} goes with one shard, got 2; choose enabled`,
  );
});

test.each([
  [
    { ClusterMode: 'disabled', CacheParameterGroupName: 'default.valkey8.cluster.on' },
    '\'CacheParameterGroupName\' must be a group without cluster mode, got "default.valkey8.cluster.on"; use another group, or enable the cluster mode',
  ],
  [
    { ClusterMode: 'enabled', CacheParameterGroupName: 'default.valkey8' },
    '\'CacheParameterGroupName\' must be a group with cluster-enabled yes for cluster mode enabled, got "default.valkey8"; ' +
      'use default.valkey8.cluster.on, or a group of your own with cluster-enabled yes',
  ],
  [
    {
      NumCacheClusters: undefined,
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 1,
      CacheParameterGroupName: 'default.valkey8',
    },
    '\'CacheParameterGroupName\' must be a group with cluster-enabled yes for 2 shards, got "default.valkey8"; ' +
      'use default.valkey8.cluster.on, or a group of your own with cluster-enabled yes',
  ],
])('fails when the parameter group contradicts the cluster mode: %j', (properties, error) => {
  expect(checkGroup(properties)).toEqual([error]);
});

describe('automatic failover', () => {
  test.each([
    ['multiple shards', { ...SHARDED, MultiAZEnabled: false }, 'enabled'],
    [
      'one shard with the parameter group of cluster mode',
      { ...GROUP, MultiAZEnabled: false, CacheParameterGroupName: 'default.valkey8.cluster.on' },
      'enabled',
    ],
    ['cluster mode compatible', { ...GROUP, MultiAZEnabled: false, ClusterMode: 'compatible' }, 'compatible'],
  ])('fails when it is disabled with %s', (_title, group, mode) => {
    const formatErrors = (got: string) => [
      `'AutomaticFailoverEnabled' must be true with cluster mode ${mode}, got ${got}; turn it on`,
    ];

    expect(checkGroup({ AutomaticFailoverEnabled: false }, group)).toEqual(formatErrors('false'));
    expect(checkGroup({ AutomaticFailoverEnabled: undefined }, group)).toEqual(formatErrors('nothing'));
    expect(checkGroup({ AutomaticFailoverEnabled: { Ref: 'Failover' } }, group)).toEqual([]);
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
  ])('fails without a replica: %j', (properties, suggestion) => {
    expect(checkGroup({ ...properties, AutomaticFailoverEnabled: true }, SINGLE)).toEqual([
      `'AutomaticFailoverEnabled' needs at least one replica, got none${suggestion}, or turn it off`,
    ]);
  });

  test('fails with a single node and a custom parameter group', () => {
    expect(checkGroup({ NumCacheClusters: 1, MultiAZEnabled: false }, CUSTOM_PARAMETERS)).toHaveLength(1);
    expect(
      checkGroup(
        { NumCacheClusters: undefined, NumNodeGroups: 1, ReplicasPerNodeGroup: 0, MultiAZEnabled: false },
        CUSTOM_PARAMETERS,
      ),
    ).toEqual([]);
    expect(
      checkGroup(
        { NumCacheClusters: 1, MultiAZEnabled: false, CacheParameterGroupName: { Ref: 'Group' } },
        CUSTOM_PARAMETERS,
      ),
    ).toHaveLength(1);
  });

  test('accepts a group whose cluster mode or number of nodes is unknown', () => {
    expect(checkGroup({ ClusterMode: { Ref: 'Mode' }, AutomaticFailoverEnabled: true }, SINGLE)).toEqual([]);
    expect(checkGroup({ NumCacheClusters: undefined, SnapshotName: 'nightly' })).toEqual([]);
    expect(checkGroup({ NumCacheClusters: undefined, NumNodeGroups: { Ref: 'Shards' } })).toEqual([]);
    expect(checkGroup({ NumCacheClusters: { Ref: 'Nodes' } })).toEqual([]);
    expect(checkGroup({ NumCacheClusters: undefined, NodeGroupConfiguration: { Ref: 'Shards' } })).toEqual([]);
  });

  test('warns without replicas with cluster mode enabled', () => {
    expect(checkGroup({ ReplicasPerNodeGroup: 0, MultiAZEnabled: false }, SHARDED)).toEqual([
      "'AutomaticFailoverEnabled' has nothing to fail over to in a shard without replicas, whose data go with its node; raise 'ReplicasPerNodeGroup' to 1",
    ]);
  });
});

describe('cluster mode compatible', () => {
  test('fails without a replica', () => {
    expect(
      checkGroup({ ClusterMode: 'compatible', NumCacheClusters: 1, AutomaticFailoverEnabled: true }, SINGLE),
    ).toEqual([
      "'ClusterMode' compatible needs a replica, got none by 'NumCacheClusters'; raise 'NumCacheClusters' to 2",
    ]);
  });
});

describe('Multi-AZ', () => {
  test('fails without automatic failover', () => {
    const formatErrors = (got: string) => [
      `'MultiAZEnabled' needs 'AutomaticFailoverEnabled', got ${got}; turn that on, or turn 'MultiAZEnabled' off`,
    ];

    expect([
      checkGroup({ AutomaticFailoverEnabled: false }),
      checkGroup({ AutomaticFailoverEnabled: undefined }),
    ]).toEqual([formatErrors('false'), formatErrors('nothing')]);
  });

  test.each([
    [{ NumCacheClusters: 1 }, GROUP, "NumCacheClusters'; raise 'NumCacheClusters' to 2"],
    [{ ReplicasPerNodeGroup: 0 }, SHARDED, "ReplicasPerNodeGroup'; raise 'ReplicasPerNodeGroup' to 1"],
    [
      { ReplicasPerNodeGroup: undefined, NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 0 }] },
      SHARDED,
      "NodeGroupConfiguration'; give each shard a replica by 'NodeGroupConfiguration'",
    ],
  ])('fails without a replica in every shard: %j', (properties, group, suggestion) => {
    expect(checkGroup({ ...properties, AutomaticFailoverEnabled: { Ref: 'Failover' } }, group)).toEqual([
      `'MultiAZEnabled' needs at least one replica in every shard, got none by '${suggestion}, or turn 'MultiAZEnabled' off`,
    ]);
  });

  test('fails without a replica like automatic failover', () => {
    expect(checkGroup({ NumCacheClusters: 1 })).toEqual([
      "'AutomaticFailoverEnabled' needs at least one replica, got none by 'NumCacheClusters'; raise 'NumCacheClusters' to 2, or turn it off",
      "'MultiAZEnabled' needs at least one replica in every shard, got none by 'NumCacheClusters'; raise 'NumCacheClusters' to 2, or turn 'MultiAZEnabled' off",
    ]);
  });

  test('uses the prop names of constructs', () => {
    const p = createConstructView(
      { clusterMode: 'enabled', numNodeGroups: 2, replicasPerNodeGroup: 0, multiAzEnabled: true },
      { replicasPerNodeGroup: 'clusterMode.replicasPerShard', multiAzEnabled: 'multiAz' },
    );

    expect(REPLICATION_GROUP_RULES.find(({ id }) => id === 'ReplicationGroup.MultiAzRequiresReplica')!.check(p)).toBe(
      "'multiAz' needs at least one replica in every shard, got none; set 'clusterMode.replicasPerShard' to at least 1, or turn 'multiAz' off",
    );
  });
});

test('fails with a snapshotting cluster when cluster mode is enabled', () => {
  expect(checkGroup({ SnapshottingClusterId: 'sessions-0001-002' }, SHARDED)).toEqual([
    "'SnapshottingClusterId' must be left out with cluster mode enabled, where snapshots are taken of all shards",
  ]);
  expect(checkGroup({ SnapshottingClusterId: 'sessions-002' })).toEqual([]);
});

test('fails when the snapshotting cluster belongs to another group', () => {
  expect(checkGroup({ SnapshottingClusterId: 'users-002' })).toEqual([
    "'SnapshottingClusterId' must be a node of the group such as sessions-002, got users-002",
  ]);
  expect(
    checkGroup({ SnapshottingClusterId: 'users', PrimaryClusterId: 'users', NumCacheClusters: undefined }),
  ).toEqual([]);
  expect(checkGroup({ SnapshottingClusterId: 'users-002', ReplicationGroupId: undefined })).toEqual([]);
});
