import { GROUP, checkGroup, SHARDED } from './group';
import { checkRule, listMessages } from '../../check-resources';

const SINGLE = { ...GROUP, NumCacheClusters: 1, AutomaticFailoverEnabled: false, MultiAZEnabled: false };
const CUSTOM_PARAMETERS = { ...GROUP, CacheParameterGroupName: 'own' };

test.each(['enabled', 'disabled', 'compatible'])('accepts the cluster mode %s', (ClusterMode) => {
  expect(checkGroup({ ClusterMode, NumCacheClusters: undefined, NumNodeGroups: 1, ReplicasPerNodeGroup: 1 })).toEqual(
    [],
  );
});

test('fails with an unknown cluster mode', () => {
  expect(checkGroup({ ClusterMode: 'on' })).toEqual([
    'ReplicationGroup.ClusterModeInvalid: \'ClusterMode\' but got "on"',
  ]);
});

test.each([
  ['redis', '6.2', false],
  ['redis', '7.0', true],
  ['redis', '7.1', true],
  ['valkey', '7.2', true],
])('validates whether %s %s supports cluster mode compatible', (Engine, EngineVersion, fine) => {
  expect(checkGroup({ ClusterMode: 'compatible', Engine, EngineVersion })).toEqual(
    fine ? [] : ["ReplicationGroup.CompatibleUnsupportedByVersion: 'ClusterMode' but got Redis OSS 6.2"],
  );
});

test.each(['disabled', 'compatible'])('fails with multiple shards and cluster mode %s', (ClusterMode) => {
  expect(checkGroup({ ClusterMode, CacheParameterGroupName: undefined }, SHARDED)[0]).toBe(
    "ReplicationGroup.SeveralShardsRequireClusterMode: 'ClusterMode' but got 2",
  );
});

test.each([
  [
    { ClusterMode: 'disabled', CacheParameterGroupName: 'default.valkey8.cluster.on' },
    'ReplicationGroup.ClusterModeParameterMismatch: \'CacheParameterGroupName\' but got "default.valkey8.cluster.on"',
  ],
  [
    { ClusterMode: 'enabled', CacheParameterGroupName: 'default.valkey8' },
    'ReplicationGroup.ClusterModeParameterMismatch: \'CacheParameterGroupName\' but got "default.valkey8"',
  ],
  [
    {
      NumCacheClusters: undefined,
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 1,
      CacheParameterGroupName: 'default.valkey8',
    },
    'ReplicationGroup.ClusterModeParameterMismatch: \'CacheParameterGroupName\' but got "default.valkey8"',
  ],
])('fails when the parameter group contradicts the cluster mode: %j', (properties, error) => {
  expect(checkGroup(properties)).toEqual([error]);
});

describe('automatic failover', () => {
  test.each([
    ['multiple shards', { ...SHARDED, MultiAZEnabled: false }],
    [
      'one shard with the parameter group of cluster mode',
      { ...GROUP, MultiAZEnabled: false, CacheParameterGroupName: 'default.valkey8.cluster.on' },
    ],
    ['cluster mode compatible', { ...GROUP, MultiAZEnabled: false, ClusterMode: 'compatible' }],
  ])('fails when it is disabled with %s', (_title, group) => {
    const error = "ReplicationGroup.ClusterModeRequiresFailover: 'AutomaticFailoverEnabled'";

    expect(checkGroup({ AutomaticFailoverEnabled: false }, group)).toEqual([`${error} but got false`]);
    expect(checkGroup({ AutomaticFailoverEnabled: undefined }, group)).toEqual([]);
    expect(checkGroup({ AutomaticFailoverEnabled: { Ref: 'Failover' } }, group)).toEqual([]);
  });

  test.each([
    [{ NumCacheClusters: 1 }, "Set 'NumCacheClusters' to at least 2"],
    [{ NumCacheClusters: undefined }, "Set 'NumCacheClusters' to at least 2"],
    [
      { NumCacheClusters: undefined, NumNodeGroups: 1, ReplicasPerNodeGroup: 0 },
      "Set 'ReplicasPerNodeGroup' to at least 1",
    ],
    [
      { NumCacheClusters: undefined, NodeGroupConfiguration: [{ ReplicaCount: 0 }] },
      "Set ReplicaCount of each shard in 'NodeGroupConfiguration' to at least 1",
    ],
  ])('fails without a replica: %j', (properties, suggestion) => {
    const group = { ...properties, AutomaticFailoverEnabled: true };

    expect(checkGroup(group, SINGLE)).toEqual(["ReplicationGroup.FailoverRequiresReplica: 'AutomaticFailoverEnabled'"]);
    expect(listMessages('ReplicationGroup', { ...SINGLE, ...group })).toEqual([
      expect.stringContaining(` ${suggestion}, or `),
    ]);
  });

  test('accepts a single node and a custom parameter group that can enable cluster mode', () => {
    expect(checkGroup({ NumCacheClusters: 1, MultiAZEnabled: false }, CUSTOM_PARAMETERS)).toEqual([]);
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
    ).toEqual([]);
  });

  test.each([
    ['no', ["'AutomaticFailoverEnabled'"]],
    ['yes', []],
  ])('considers cluster-enabled %s of the parameter group with a single node', (clusterEnabled, messages) => {
    const group = {
      ...GROUP,
      NumCacheClusters: 1,
      MultiAZEnabled: false,
      CacheParameterGroupName: { Ref: 'Parameters' },
    };
    const parameters = {
      CacheParameterGroupFamily: 'valkey8',
      Description: 'parameters',
      Properties: { 'cluster-enabled': clusterEnabled },
    };

    expect(
      checkRule('ReplicationGroup.FailoverRequiresReplica', {
        Group: ['ReplicationGroup', group],
        Parameters: ['ParameterGroup', parameters],
      }),
    ).toEqual(messages);
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
      "ReplicationGroup.ShardsWithoutReplicas: 'AutomaticFailoverEnabled'",
    ]);
  });
});

describe('cluster mode compatible', () => {
  test('fails without a replica', () => {
    expect(
      checkGroup({ ClusterMode: 'compatible', NumCacheClusters: 1, AutomaticFailoverEnabled: true }, SINGLE),
    ).toEqual(["ReplicationGroup.CompatibleRequiresReplica: 'ClusterMode'"]);
  });
});

describe('Multi-AZ', () => {
  test('fails without automatic failover', () => {
    expect(checkGroup({ AutomaticFailoverEnabled: false })).toEqual([
      "ReplicationGroup.MultiAzRequiresFailover: 'MultiAZEnabled'",
    ]);
  });

  test.each([
    ['valkey', '8.0', []],
    ['redis', '7.1', ["ReplicationGroup.AutomaticFailoverMissing: 'AutomaticFailoverEnabled'"]],
  ])('without a value for automatic failover is accepted: %s', (Engine, EngineVersion, findings) => {
    expect(checkGroup({ Engine, EngineVersion, AutomaticFailoverEnabled: undefined })).toEqual(findings);
  });

  test.each([
    [{ NumCacheClusters: 1 }, GROUP],
    [{ ReplicasPerNodeGroup: 0 }, SHARDED],
    [{ ReplicasPerNodeGroup: undefined, NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 0 }] }, SHARDED],
  ])('fails without a replica in every shard: %j', (properties, group) => {
    expect(checkGroup({ ...properties, AutomaticFailoverEnabled: { Ref: 'Failover' } }, group)).toEqual([
      "ReplicationGroup.MultiAzRequiresReplica: 'MultiAZEnabled'",
    ]);
  });

  test('fails without a replica like automatic failover', () => {
    expect(checkGroup({ NumCacheClusters: 1 })).toEqual([
      "ReplicationGroup.FailoverRequiresReplica: 'AutomaticFailoverEnabled'",
      "ReplicationGroup.MultiAzRequiresReplica: 'MultiAZEnabled'",
    ]);
  });
});

test('fails with a snapshotting cluster when cluster mode is enabled', () => {
  expect(checkGroup({ SnapshottingClusterId: 'sessions-0001-002' }, SHARDED)).toEqual([
    "ReplicationGroup.SnapshottingClusterConflictsWithClusterMode: 'SnapshottingClusterId'",
  ]);
  expect(checkGroup({ SnapshottingClusterId: 'sessions-002' })).toEqual([]);
});

test('fails when the snapshotting cluster belongs to another group', () => {
  expect(checkGroup({ SnapshottingClusterId: 'users-002' })).toEqual([
    "ReplicationGroup.SnapshottingClusterInOtherGroup: 'SnapshottingClusterId' but got users-002",
  ]);
  expect(
    checkGroup({ SnapshottingClusterId: 'users', PrimaryClusterId: 'users', NumCacheClusters: undefined }),
  ).toEqual([]);
  expect(checkGroup({ SnapshottingClusterId: 'users-002', ReplicationGroupId: undefined })).toEqual([]);
});
