import { checkGroup, SHARDED } from './group';
import { REPLICATION_GROUP_RULES } from '../../../../src/validation/rules/replication-group';
import { createConstructView } from '../../views';

describe('durability', () => {
  const DURABLE = {
    ...SHARDED,
    EngineVersion: '9.0',
    CacheParameterGroupName: 'default.valkey9.cluster.on',
    Durability: 'sync',
  };

  test.each(['sync', 'async', 'default', 'disabled'])('accepts the durability %s', (Durability) => {
    expect(checkGroup({ Durability }, DURABLE)).toEqual([]);
  });

  test.each(['default', 'disabled'])('has no requirements when it is %s', (Durability) => {
    expect(checkGroup({ Durability })).toEqual([]);
  });

  test.each([
    [
      { Durability: 'always' },
      [
        '\'Durability\' "always" is unknown to this library, so its requirements are not validated. Check the spelling, or upgrade the library.',
      ],
    ],
    [
      { EngineVersion: '8.1', CacheParameterGroupName: 'default.valkey8.cluster.on' },
      ["'Durability' needs Valkey 9.0 or later, got Valkey 8.1; raise 'EngineVersion', or leave 'Durability' out"],
    ],
    [
      { Engine: 'redis', EngineVersion: '7.1', CacheParameterGroupName: 'default.redis7.cluster.on' },
      ["'Durability' needs Valkey 9.0 or later, got Redis OSS 7.1; raise 'EngineVersion', or leave 'Durability' out"],
    ],
    [
      { NumNodeGroups: undefined, CacheParameterGroupName: undefined },
      [
        "'Durability' sync needs cluster mode enabled, got cluster mode disabled; choose 'ClusterMode' enabled, or leave 'Durability' out",
      ],
    ],
    [
      { NumNodeGroups: 1, ClusterMode: 'compatible' },
      [
        "'Durability' sync needs cluster mode enabled, got cluster mode compatible; choose 'ClusterMode' enabled, or leave 'Durability' out",
      ],
    ],
    [
      { MultiAZEnabled: false },
      ["'Durability' sync needs Multi-AZ, got false; turn 'MultiAZEnabled' on, or leave 'Durability' out"],
    ],
    [
      { MultiAZEnabled: undefined },
      ["'Durability' sync needs Multi-AZ, got nothing; turn 'MultiAZEnabled' on, or leave 'Durability' out"],
    ],
    [
      { ReplicasPerNodeGroup: 0 },
      [
        "'MultiAZEnabled' needs at least one replica in every shard, got none by 'ReplicasPerNodeGroup'; raise 'ReplicasPerNodeGroup' to 1, or turn 'MultiAZEnabled' off",
        "'AutomaticFailoverEnabled' has nothing to fail over to in a shard without replicas, whose data go with its node; raise 'ReplicasPerNodeGroup' to 1",
        "'Durability' sync needs a replica in every shard, got a shard without; raise 'ReplicasPerNodeGroup' to 1",
      ],
    ],
    [
      { ReplicasPerNodeGroup: 0, MultiAZEnabled: false },
      [
        "'AutomaticFailoverEnabled' has nothing to fail over to in a shard without replicas, whose data go with its node; raise 'ReplicasPerNodeGroup' to 1",
        "'Durability' sync needs Multi-AZ, got false; turn 'MultiAZEnabled' on, or leave 'Durability' out",
        "'Durability' sync needs a replica in every shard, got a shard without; raise 'ReplicasPerNodeGroup' to 1",
      ],
    ],
    [
      { TransitEncryptionEnabled: false },
      [
        "'Durability' sync needs encryption in transit, got false; turn 'TransitEncryptionEnabled' on, or leave 'Durability' out",
      ],
    ],
    [
      { AtRestEncryptionEnabled: false },
      [
        "'Durability' sync needs encryption at rest, got false; turn 'AtRestEncryptionEnabled' on, or leave 'Durability' out",
      ],
    ],
    [
      { CacheNodeType: 'cache.t4g.medium' },
      [
        "'Durability' sync needs nodes of m8g, m7g, m6g, r8g, r7g, r6g, c8gn, c7gn, got cache.t4g.medium; choose for example cache.m8g.large",
      ],
    ],
    [
      { CacheNodeType: 'cache.r6gd.xlarge', DataTieringEnabled: true },
      [
        "'Durability' sync needs nodes of m8g, m7g, m6g, r8g, r7g, r6g, c8gn, c7gn, got cache.r6gd.xlarge; choose for example cache.r8g.xlarge",
      ],
    ],
  ])('fails when its requirements are not met: %j', (properties, errors) => {
    expect(checkGroup(properties, DURABLE)).toEqual(errors);
  });

  test('accepts the default encryption at rest', () => {
    expect(checkGroup({ AtRestEncryptionEnabled: undefined, MultiAZEnabled: { Ref: 'MultiAz' } }, DURABLE)).toEqual([]);
  });

  test('fails in a global datastore', () => {
    expect(checkGroup({ GlobalReplicationGroupId: 'ldgnf-global' }, DURABLE)[0]).toBe(
      "'Durability' sync needs a group outside global datastores, got a member of one; leave 'Durability' out",
    );
  });

  test('suggests ClusterMode to users of constructs', () => {
    const p = createConstructView({ durability: 'sync', clusterMode: 'disabled' }, { durability: 'durability' });

    expect(
      REPLICATION_GROUP_RULES.find(({ id }) => id === 'ReplicationGroup.DurabilityRequiresClusterMode')!.check(p),
    ).toBe(
      "'durability' sync needs cluster mode enabled, got cluster mode disabled; choose ClusterMode.enabled(), or leave 'durability' out",
    );
  });
});
