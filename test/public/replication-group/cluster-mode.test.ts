import { CfnParameter, Fn, Token } from 'aws-cdk-lib/core';
import { GROUP, groupIn } from './group';
import { errorsOf } from '../messages';
import { emptyStack } from '../stacks';
import { propertiesOf } from '../templates';
import { ClusterMode } from 'cdk-elasticache';

const token = Token.asNumber({ Ref: 'Count' });

/** The errors of a replication group with a cluster mode. */
const errorsOfGroup = (clusterMode: ClusterMode) => errorsOf(() => groupIn(emptyStack(), { clusterMode }));

describe('cluster mode disabled', () => {
  test('has one shard with one replica by default', () => {
    expect(ClusterMode.disabled()._render()).toEqual({
      clusterMode: 'disabled',
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
    });
  });

  test('renders Availability Zones, the zone of the primary first', () => {
    expect(ClusterMode.disabled({ replicaCount: 2, availabilityZones: ['a', 'b', 'c'] })._render()).toEqual({
      clusterMode: 'disabled',
      numNodeGroups: 1,
      nodeGroupConfiguration: [
        { nodeGroupId: '0001', replicaCount: 2, primaryAvailabilityZone: 'a', replicaAvailabilityZones: ['b', 'c'] },
      ],
    });
  });

  test('renders the zone of a primary without replicas', () => {
    expect(
      ClusterMode.disabled({ replicaCount: 0, availabilityZones: ['a'] })._render().nodeGroupConfiguration,
    ).toEqual([{ nodeGroupId: '0001', replicaCount: 0, primaryAvailabilityZone: 'a' }]);
  });

  test('names nodes without a shard number', () => {
    expect(ClusterMode.disabled({ replicaCount: 1 })._memberClusterIds('g')).toEqual([['g-001', 'g-002']]);
    expect(ClusterMode.disabled({ replicaCount: 1, availabilityZones: ['a', 'b'] })._memberClusterIds('g')).toEqual([
      ['g-001', 'g-002'],
    ]);
  });
});

describe('cluster mode compatible', () => {
  test('renders the same number of nodes as cluster mode disabled', () => {
    expect(ClusterMode.compatible()._render()).toEqual({
      ...ClusterMode.disabled()._render(),
      clusterMode: 'compatible',
    });
  });

  test('names nodes with the shard number, unless they were created with cluster mode disabled', () => {
    expect(ClusterMode.compatible()._memberClusterIds('g')).toEqual([['g-0001-001', 'g-0001-002']]);
    expect(ClusterMode.compatible({ migratedFromDisabled: true })._memberClusterIds('g')).toEqual([['g-001', 'g-002']]);
  });

  test('fails without replicas', () => {
    const clusterMode = ClusterMode.compatible({ replicaCount: 0 });

    expect(errorsOfGroup(clusterMode)).toEqual(["'clusterMode' ReplicationGroup.CompatibleRequiresReplica"]);
  });
});

describe('cluster mode enabled', () => {
  test('has one shard with one replica by default', () => {
    expect(ClusterMode.enabled()._render()).toEqual({
      clusterMode: 'enabled',
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
    });
  });

  test('renders shards of equal size', () => {
    const mode = ClusterMode.enabled({ shardCount: 2, replicasPerShard: 1 });

    expect(mode._render()).toEqual({ clusterMode: 'enabled', numNodeGroups: 2, replicasPerNodeGroup: 1 });
    expect(mode._memberClusterIds('g')).toEqual([
      ['g-0001-001', 'g-0001-002'],
      ['g-0002-001', 'g-0002-002'],
    ]);
    expect([mode.shardCount, mode.replicasPerShard, mode.isClusterEnabled, String(mode)]).toEqual([
      2,
      1,
      true,
      'cluster mode enabled with 2 shards and 1 replica per shard',
    ]);
  });

  test('keeps the node names of the first shard after a migration from cluster mode disabled', () => {
    expect(ClusterMode.enabled({ shardCount: 2, migratedFromDisabled: true })._memberClusterIds('g')).toEqual([
      ['g-001', 'g-002'],
      ['g-0002-001', 'g-0002-002'],
    ]);
  });

  test('renders individual shards', () => {
    const mode = ClusterMode.enabledWithShards([
      { slots: '0-8191', replicaCount: 2, availabilityZones: ['a', 'b', 'c'] },
      { shardId: '0005', slots: '8192-16383', migratedFromDisabled: true },
    ]);

    expect(mode._render()).toEqual({
      clusterMode: 'enabled',
      numNodeGroups: 2,
      nodeGroupConfiguration: [
        {
          nodeGroupId: '0001',
          slots: '0-8191',
          replicaCount: 2,
          primaryAvailabilityZone: 'a',
          replicaAvailabilityZones: ['b', 'c'],
        },
        { nodeGroupId: '0005', slots: '8192-16383', replicaCount: 1 },
      ],
    });
    expect(mode._memberClusterIds('g')).toEqual([
      ['g-0001-001', 'g-0001-002', 'g-0001-003'],
      ['g-001', 'g-002'],
    ]);
    expect([mode.shardCount, mode.replicasPerShard, mode._minReplicaCount, String(mode)]).toEqual([
      2,
      undefined,
      1,
      'cluster mode enabled with 2 shards and different numbers of replicas per shard',
    ]);
  });
});

test.each([-1, 6, 1.5, NaN])('fails with %d replicas', (replicas) => {
  const modes = [
    ClusterMode.disabled({ replicaCount: replicas }),
    ClusterMode.compatible({ replicaCount: replicas }),
    ClusterMode.enabled({ replicasPerShard: replicas }),
    ClusterMode.enabledWithShards([{}, { replicaCount: replicas }]),
  ];

  expect(modes.map(errorsOfGroup)).toEqual([
    ["'clusterMode.replicaCount' ReplicationGroup.ReplicaCountOutOfRange"],
    ["'clusterMode.replicaCount' ReplicationGroup.ReplicaCountOutOfRange"],
    ["'clusterMode.replicasPerShard' ReplicationGroup.ReplicaCountOutOfRange"],
    ["'clusterMode' ReplicationGroup.ShardReplicaCountOutOfRange"],
  ]);
});

test.each([0, 5])('accepts %d replicas', (replicas) => {
  const modes = [
    ClusterMode.disabled({ replicaCount: replicas }),
    ClusterMode.enabled({ replicasPerShard: replicas }),
    ClusterMode.enabledWithShards([{}, { replicaCount: replicas }]),
  ];

  expect(modes.flatMap(errorsOfGroup)).toEqual([]);
});

test.each([
  [-1, false],
  [0, false],
  [1, true],
  [1.5, false],
  [500, true],
  [501, false],
])('accepts %d shards: %s', (shards, allowed) => {
  const clusterMode = ClusterMode.enabled({ shardCount: shards, replicasPerShard: 0 });

  const errors = errorsOfGroup(clusterMode);

  expect(clusterMode.shardCount).toBe(shards);
  expect(errors.filter((error) => !error.endsWith('NodeCountExceedsLimit'))).toEqual(
    allowed ? [] : ["'clusterMode.shardCount' ReplicationGroup.ShardCountOutOfRange"],
  );
});

test.each([
  ['with a shard id that is no number', () => ClusterMode.enabledWithShards([{ shardId: 'one' }]), 'ShardIdInvalid'],
  ['with a shard id that is too long', () => ClusterMode.enabledWithShards([{ shardId: '00001' }]), 'ShardIdInvalid'],
  ['with duplicate shard ids', () => ClusterMode.enabledWithShards([{ shardId: '0002' }, {}]), 'DuplicateShardIds'],
  [
    'with too few Availability Zones',
    () => ClusterMode.disabled({ availabilityZones: ['a'] }),
    'ReplicaZoneCountMismatch',
  ],
  [
    'with too many Availability Zones',
    () => ClusterMode.compatible({ availabilityZones: ['a', 'b', 'a'] }),
    'ReplicaZoneCountMismatch',
  ],
  [
    'with an Availability Zone for a replica that does not exist',
    () => ClusterMode.disabled({ replicaCount: 0, availabilityZones: ['a', 'b'] }),
    'ReplicaZoneCountMismatch',
  ],
  [
    'with too few Availability Zones for one of several shards',
    () => ClusterMode.enabledWithShards([{ availabilityZones: ['a', 'b'] }, { availabilityZones: ['a'] }]),
    'ReplicaZoneCountMismatch',
  ],
])('fails %s', (_title, create, ruleId) => {
  const clusterMode = create();

  expect(errorsOfGroup(clusterMode)).toEqual([`'clusterMode' ReplicationGroup.${ruleId}`]);
});

test('fails without shards', () => {
  expect(errorsOfGroup(ClusterMode.enabledWithShards([]))).toEqual([
    "'clusterMode.shardCount' ReplicationGroup.ShardCountOutOfRange",
  ]);
});

test.each([
  [ClusterMode.compatible({ replicaCount: 0 }), "Set 'clusterMode.replicaCount' to at least 1"],
  [
    ClusterMode.compatible({ replicaCount: 0, availabilityZones: ['a'] }),
    "Set 'replicaCount' of each shard to at least 1",
  ],
])('fails when cluster mode compatible has no replicas: %s', (clusterMode, fix) => {
  expect(() => groupIn(emptyStack(), { clusterMode })).toThrow(
    `${fix}. [cdk-elasticache::ReplicationGroup.CompatibleRequiresReplica]`,
  );
});

// ElastiCache selects the zones of the replicas if a shard does not list them.
// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_NodeGroupConfiguration.html
test.each<[string, (replicaCount: number, availabilityZones: string[]) => ClusterMode]>([
  ['disabled', (replicaCount, availabilityZones) => ClusterMode.disabled({ replicaCount, availabilityZones })],
  ['compatible', (replicaCount, availabilityZones) => ClusterMode.compatible({ replicaCount, availabilityZones })],
  [
    'enabled',
    (replicaCount, availabilityZones) => ClusterMode.enabledWithShards([{ replicaCount, availabilityZones }]),
  ],
])('renders the zones of an unknown number of replicas in cluster mode %s', (_, create) => {
  const [primary, all] = [['a'], ['a', 'b']].map((zones) => {
    const stack = emptyStack();
    new CfnParameter(stack, 'Count', { type: 'Number' });
    groupIn(stack, { clusterMode: create(token, zones) });
    return propertiesOf(stack, GROUP).NodeGroupConfiguration;
  });

  const shard = { NodeGroupId: '0001', ReplicaCount: { Ref: 'Count' }, PrimaryAvailabilityZone: 'a' };
  expect(primary).toEqual([shard]);
  expect(all).toEqual([{ ...shard, ReplicaAvailabilityZones: ['b'] }]);
});

test('accepts replicas of one shard in the same Availability Zone', () => {
  const stack = emptyStack();
  groupIn(stack, { clusterMode: ClusterMode.disabled({ replicaCount: 2, availabilityZones: ['a', 'b', 'b'] }) });

  expect(propertiesOf(stack, GROUP).NodeGroupConfiguration).toEqual([
    {
      NodeGroupId: '0001',
      ReplicaCount: 2,
      PrimaryAvailabilityZone: 'a',
      ReplicaAvailabilityZones: ['b', 'b'],
    },
  ]);
});

test('fails when the list of Availability Zones is a token', () => {
  const message =
    "availabilityZones' must list the zones individually, but got a token for the whole list. Specify each zone, such as [Fn.select(0, zones)].";

  expect(() => ClusterMode.disabled({ availabilityZones: Fn.getAzs() })).toThrow(message);
  expect(() => ClusterMode.compatible({ availabilityZones: Fn.getAzs() })).toThrow(message);
  expect(() => ClusterMode.enabledWithShards([{ availabilityZones: Fn.getAzs() }])).toThrow(message);
});

test('accepts tokens, and returns no node names for them', () => {
  const [disabled, enabled] = [
    ClusterMode.disabled({ replicaCount: token }),
    ClusterMode.enabled({ shardCount: token, replicasPerShard: token }),
  ];
  const zones = ClusterMode.disabled({ replicaCount: token, availabilityZones: ['a', Fn.select(0, Fn.getAzs())] });

  expect([disabled, enabled, zones].map((mode) => [mode._minReplicaCount, mode._memberClusterIds('g')])).toEqual(
    Array(3).fill([undefined, undefined]),
  );
  expect(enabled._render()).toMatchObject({ numNodeGroups: token, replicasPerNodeGroup: token });
  expect(String(enabled)).toBe(
    'cluster mode enabled with an unresolved number of shards and an unresolved number of replicas per shard',
  );
});
