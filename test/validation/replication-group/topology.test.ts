import { GROUP, groupFaults, SHARDED } from './group';

const single = { ...GROUP, AutomaticFailoverEnabled: false, MultiAZEnabled: false };
const described = (...shards: object[]) =>
  groupFaults(
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
])('has 1 to 6 nodes without shards: %d', (NumCacheClusters, fine) => {
  expect(groupFaults({ NumCacheClusters }, single)).toEqual(
    fine ? [] : [`'NumCacheClusters' must be a whole number between 1 and 6 nodes, got ${NumCacheClusters}`],
  );
});

test.each([
  [0, false],
  [1, true],
  [45, true],
  [501, false],
  [-1, false],
])('has 1 to 500 shards: %d', (NumNodeGroups, fine) => {
  expect(groupFaults({ NumNodeGroups }, SHARDED)[0]).toBe(
    fine ? undefined : `'NumNodeGroups' must be a whole number between 1 and 500 shards, got ${NumNodeGroups}`,
  );
});

test.each([
  [-1, false],
  [1, true],
  [5, true],
  [6, false],
])('has 0 to 5 replicas in each shard: %d', (ReplicasPerNodeGroup, fine) => {
  expect(groupFaults({ ReplicasPerNodeGroup }, SHARDED)[0]).toBe(
    fine
      ? undefined
      : `'ReplicasPerNodeGroup' must be a whole number between 0 and 5 replicas, got ${ReplicasPerNodeGroup}`,
  );
  expect(described({ ReplicaCount: ReplicasPerNodeGroup }, { ReplicaCount: 1 })[0]).toBe(
    fine ? undefined : `'NodeGroupConfiguration' must give each shard 0 to 5 replicas, got ${ReplicasPerNodeGroup}`,
  );
});

test('may be one node, without a word', () => {
  expect(groupFaults({ NumCacheClusters: undefined }, single)).toEqual([]);
});

test.each([
  [{ ReplicasPerNodeGroup: 1 }, 'ReplicasPerNodeGroup'],
  [{ NumNodeGroups: 2, CacheParameterGroupName: 'default.valkey8.cluster.on' }, 'NumNodeGroups'],
  [
    {
      NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 1 }],
      CacheParameterGroupName: 'default.valkey8.cluster.on',
    },
    'NodeGroupConfiguration',
  ],
])('fails when nodes are counted in two ways: %j', (properties, other) => {
  expect(groupFaults(properties)).toEqual([
    `'NumCacheClusters' must not stand beside '${other}', got both; count the nodes of shards by 'NumNodeGroups' and 'ReplicasPerNodeGroup' alone`,
  ]);
});

test('takes one shard beside the number of nodes', () => {
  expect([
    groupFaults({ NumNodeGroups: 1 }),
    groupFaults({ NodeGroupConfiguration: [{ PrimaryAvailabilityZone: 'us-east-1a', ReplicaCount: 1 }] }),
  ]).toEqual([[], []]);
});

test.each([
  [1, false],
  [2, true],
  [3, false],
])('describes as many shards as there are: %d of 2', (size, fine) => {
  const NodeGroupConfiguration = Array.from({ length: size }, () => ({ ReplicaCount: 1 }));

  expect(groupFaults({ NodeGroupConfiguration, ReplicasPerNodeGroup: undefined }, SHARDED)).toEqual(
    fine
      ? []
      : [
          `'NodeGroupConfiguration' must describe as many shards as 'NumNodeGroups', got ${size} and 2; describe all of them, or none`,
        ],
  );
});

test('fails when shards are made of an existing cluster', () => {
  expect(groupFaults({ PrimaryClusterId: 'sessions-001' }, SHARDED)).toEqual([
    "'PrimaryClusterId' must name the primary of a group without shards, got cluster mode enabled; start from a snapshot of the cluster instead",
  ]);
  expect(groupFaults({ PrimaryClusterId: 'sessions-001', NumCacheClusters: undefined })).toEqual([]);
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
  'has as many nodes as the version and the quota allow: %s %s, %d shards of %d replicas',
  (Engine, EngineVersion, NumNodeGroups, ReplicasPerNodeGroup, told) => {
    const nodes = NumNodeGroups * (ReplicasPerNodeGroup + 1);
    const quota = `'NumNodeGroups' makes ${nodes} nodes with the replicas, more than the quota of 90 that an account has at first; have it raised`;
    const limit = (max: number) =>
      `'NumNodeGroups' must make at most ${max} nodes with the replicas, got ${nodes}; take fewer shards of larger nodes`;

    expect(
      groupFaults(
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
    ).toEqual({ quota: [quota], limit: [limit(500)], 'old limit': [limit(250), quota] }[told ?? ''] ?? []);
  },
);

test('advises to say the number of replicas in one way', () => {
  expect(groupFaults({ NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 1 }] }, SHARDED)).toEqual([
    "'ReplicasPerNodeGroup' beside 'NodeGroupConfiguration' replaces the group when the number of replicas changes; give one of them",
  ]);
});
