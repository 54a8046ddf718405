import { Fn, Token } from 'aws-cdk-lib/core';
import { ClusterMode } from '../../src';

const token = Token.asNumber({ Ref: 'Count' });

describe('cluster mode disabled', () => {
  test('has one shard with one replica by default', () => {
    expect(ClusterMode.disabled()._render()).toEqual({
      clusterMode: 'disabled',
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
    });
  });

  test('renders Availability Zones, the zone of the primary first', () => {
    expect(ClusterMode.disabled({ replicas: 2, availabilityZones: ['a', 'b', 'c'] })._render()).toEqual({
      clusterMode: 'disabled',
      numNodeGroups: 1,
      nodeGroupConfiguration: [
        { nodeGroupId: '0001', replicaCount: 2, primaryAvailabilityZone: 'a', replicaAvailabilityZones: ['b', 'c'] },
      ],
    });
  });

  test('renders the zone of a primary without replicas', () => {
    expect(ClusterMode.disabled({ replicas: 0, availabilityZones: ['a'] })._render().nodeGroupConfiguration).toEqual([
      { nodeGroupId: '0001', replicaCount: 0, primaryAvailabilityZone: 'a' },
    ]);
  });

  test('names nodes without a shard number', () => {
    expect(ClusterMode.disabled({ replicas: 1 })._memberClusterIds('g')).toEqual([['g-001', 'g-002']]);
    expect(ClusterMode.disabled({ replicas: 1, availabilityZones: ['a', 'b'] })._memberClusterIds('g')).toEqual([
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
    expect(() => ClusterMode.compatible({ replicas: 0 })).toThrow(
      "'replicas' must be between 1 and 5 with cluster mode compatible, got 0; raise it to 1",
    );
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
    const mode = ClusterMode.enabled({ shards: 2, replicasPerShard: 1 });

    expect(mode._render()).toEqual({ clusterMode: 'enabled', numNodeGroups: 2, replicasPerNodeGroup: 1 });
    expect(mode._memberClusterIds('g')).toEqual([
      ['g-0001-001', 'g-0001-002'],
      ['g-0002-001', 'g-0002-002'],
    ]);
    expect([mode.shardCount, mode.replicasPerShard, mode.speaksClusterProtocol, String(mode)]).toEqual([
      2,
      1,
      true,
      'cluster mode enabled with 2 shards of 1 replica',
    ]);
  });

  test('keeps the node names of the first shard after a migration from cluster mode disabled', () => {
    expect(ClusterMode.enabled({ shards: 2, migratedFromDisabled: true })._memberClusterIds('g')).toEqual([
      ['g-001', 'g-002'],
      ['g-0002-001', 'g-0002-002'],
    ]);
  });

  test('renders individual shards', () => {
    const mode = ClusterMode.enabledPerShard([
      { slots: '0-8191', replicas: 2, availabilityZones: ['a', 'b', 'c'] },
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
      'cluster mode enabled with 2 shards of various numbers of replicas',
    ]);
  });
});

test.each([-1, 6, 1.5])("fails when 'replicas' is %d", (replicas) => {
  const message = `'replicas' must be a whole number between 0 and 5, got ${replicas}`;

  expect(() => ClusterMode.disabled({ replicas })).toThrow(message);
  expect(() => ClusterMode.compatible({ replicas })).toThrow(message);
  expect(() => ClusterMode.enabledPerShard([{ replicas }])).toThrow(message);
});

test.each([
  [0, false],
  [1, true],
  [500, true],
  [501, false],
])('accepts %d shards: %s', (shards, allowed) => {
  const make = () => ClusterMode.enabled({ shards });

  if (allowed) {
    return expect(make).not.toThrow();
  }
  return expect(make).toThrow(`'shards' must be a whole number between 1 and 500, got ${shards}`);
});

test.each([
  [
    "'replicasPerShard' must be a whole number between 0 and 5, got 7",
    () => ClusterMode.enabled({ replicasPerShard: 7 }),
  ],
  ["'shards' must be a whole number between 1 and 500, got 0", () => ClusterMode.enabledPerShard([])],
  ['\'shardId\' must be 1 to 4 digits, got "one"', () => ClusterMode.enabledPerShard([{ shardId: 'one' }])],
  [
    '\'shardId\' must be another one for every shard, got "0002" twice',
    () => ClusterMode.enabledPerShard([{ shardId: '0002' }, {}]),
  ],
  [
    "'availabilityZones' must hold one zone for the primary and one for each replica, got 1 for 2 nodes",
    () => ClusterMode.disabled({ availabilityZones: ['a'] }),
  ],
  [
    "'availabilityZones' must give each replica a zone of its own, got a, b, b",
    () => ClusterMode.disabled({ replicas: 2, availabilityZones: ['a', 'b', 'b'] }),
  ],
  [
    "'availabilityZones' must be a list whose length is known, got a token; give the zones one by one, as in [Fn.select(0, zones)]",
    () => ClusterMode.disabled({ availabilityZones: Fn.getAzs() }),
  ],
])('fails with %s', (message, make) => {
  expect(make).toThrow(message);
});

test('accepts tokens, and returns no node names for them', () => {
  const [disabled, enabled] = [
    ClusterMode.disabled({ replicas: token }),
    ClusterMode.enabled({ shards: token, replicasPerShard: token }),
  ];
  const zones = ClusterMode.disabled({ replicas: token, availabilityZones: ['a', Fn.select(0, Fn.getAzs())] });

  expect([disabled, enabled, zones].map((mode) => [mode._minReplicaCount, mode._memberClusterIds('g')])).toEqual(
    Array(3).fill([undefined, undefined]),
  );
  expect(enabled._render()).toMatchObject({ numNodeGroups: token, replicasPerNodeGroup: token });
});
