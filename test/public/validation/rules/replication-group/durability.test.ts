import { checkGroup, SHARDED } from './group';

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
    [{ Durability: 'always' }, ['ReplicationGroup.DurabilityUnknown: \'Durability\' but got "always"']],
    [
      { EngineVersion: '8.1', CacheParameterGroupName: 'default.valkey8.cluster.on' },
      ["ReplicationGroup.DurabilityUnsupportedByVersion: 'Durability' but got Valkey 8.1"],
    ],
    [
      { Engine: 'redis', EngineVersion: '7.1', CacheParameterGroupName: 'default.redis7.cluster.on' },
      ["ReplicationGroup.DurabilityUnsupportedByVersion: 'Durability' but got Redis OSS 7.1"],
    ],
    [
      { NumNodeGroups: undefined, CacheParameterGroupName: undefined },
      ["ReplicationGroup.DurabilityRequiresClusterMode: 'Durability' but got cluster mode disabled"],
    ],
    [
      { NumNodeGroups: 1, ClusterMode: 'compatible' },
      ["ReplicationGroup.DurabilityRequiresClusterMode: 'Durability' but got cluster mode compatible"],
    ],
    [{ MultiAZEnabled: false }, ["ReplicationGroup.DurabilityRequiresMultiAz: 'Durability'"]],
    [{ MultiAZEnabled: undefined }, ["ReplicationGroup.DurabilityRequiresMultiAz: 'Durability'"]],
    [
      { ReplicasPerNodeGroup: 0 },
      [
        "ReplicationGroup.MultiAzRequiresReplica: 'MultiAZEnabled'",
        "ReplicationGroup.ShardsWithoutReplicas: 'AutomaticFailoverEnabled'",
        "ReplicationGroup.DurabilityRequiresReplicas: 'Durability'",
      ],
    ],
    [
      { ReplicasPerNodeGroup: 0, MultiAZEnabled: false },
      [
        "ReplicationGroup.ShardsWithoutReplicas: 'AutomaticFailoverEnabled'",
        "ReplicationGroup.DurabilityRequiresMultiAz: 'Durability'",
        "ReplicationGroup.DurabilityRequiresReplicas: 'Durability'",
      ],
    ],
    [{ TransitEncryptionEnabled: false }, ["ReplicationGroup.DurabilityRequiresTls: 'Durability'"]],
    [{ AtRestEncryptionEnabled: false }, ["ReplicationGroup.EncryptionSettingIgnored: 'AtRestEncryptionEnabled'"]],
    [
      { CacheNodeType: 'cache.t4g.medium' },
      ["ReplicationGroup.DurabilityUnsupportedByNodeType: 'Durability' but got cache.t4g.medium"],
    ],
    [
      { CacheNodeType: 'cache.r6gd.xlarge', DataTieringEnabled: true },
      ["ReplicationGroup.DurabilityUnsupportedByNodeType: 'Durability' but got cache.r6gd.xlarge"],
    ],
  ])('fails when its requirements are not met: %j', (properties, errors) => {
    expect(checkGroup(properties, DURABLE)).toEqual(errors);
  });

  test('accepts the default encryption at rest', () => {
    expect(checkGroup({ AtRestEncryptionEnabled: undefined, MultiAZEnabled: { Ref: 'MultiAz' } }, DURABLE)).toEqual([]);
  });

  test('fails in a global datastore', () => {
    expect(checkGroup({ GlobalReplicationGroupId: 'ldgnf-global' }, DURABLE)[0]).toBe(
      "ReplicationGroup.DurabilityUnsupportedByGlobalDatastore: 'Durability'",
    );
  });
});
