import { checkGroup } from './group';
import { checkRule } from '../../check-resources';

const SECONDARY = {
  ReplicationGroupDescription: 'sessions',
  GlobalReplicationGroupId: 'ldgnf-global',
  NumCacheClusters: 2,
  AutomaticFailoverEnabled: true,
  MultiAZEnabled: true,
  CacheSubnetGroupName: 'subnets',
  SecurityGroupIds: ['sg-1'],
};

test.each([
  [{}],
  [{ AutomaticFailoverEnabled: undefined }],
  [{ UserGroupIds: ['team'] }],
  [{ KmsKeyId: 'key' }],
  [{ NumCacheClusters: undefined, ReplicasPerNodeGroup: 1 }],
  [{ NetworkType: 'ipv4' }],
])('accepts a member of a global datastore with %j', (properties) => {
  expect(checkGroup(properties, SECONDARY)).toEqual([]);
});

test.each([
  ['Engine', 'valkey'],
  ['EngineVersion', '8.0'],
  ['CacheNodeType', 'cache.r7g.large'],
  ['CacheParameterGroupName', 'default.valkey8'],
  ['NumNodeGroups', 1],
  ['AtRestEncryptionEnabled', true],
  ['TransitEncryptionEnabled', true],
  ['SnapshotName', 'nightly'],
  ['SnapshotArns', ['arn:aws:s3:::bucket/dump.rdb']],
  ['Engine', { Ref: 'Engine' }],
])('fails with %s, which it inherits from the primary', (property, value) => {
  expect(checkGroup({ [property]: value }, SECONDARY)).toEqual([
    `ReplicationGroup.InheritedPropertySpecified: '${property}'`,
  ]);
});

test('lists all inherited properties in one message', () => {
  expect(checkGroup({ Engine: 'valkey', EngineVersion: '8.0' }, SECONDARY)).toEqual([
    "ReplicationGroup.InheritedPropertySpecified: 'Engine' and 'EngineVersion'",
  ]);
});

test('accepts a group without replicas if the primary is not in the template', () => {
  expect(
    checkGroup({ NumCacheClusters: 1, AutomaticFailoverEnabled: false, MultiAZEnabled: false }, SECONDARY),
  ).toEqual([]);
});

test.each([
  [{ AutomaticFailoverEnabled: true }, { AutomaticFailoverEnabled: false }, true],
  [{ AutomaticFailoverEnabled: false }, { AutomaticFailoverEnabled: true }, false],
  [{}, { AutomaticFailoverEnabled: true }, true],
  [{}, { AutomaticFailoverEnabled: false }, false],
  [{}, {}, false],
])('fails without a replica if it inherits automatic failover: %j, primary %j', (global, primary, fails) => {
  const errors = checkRule('ReplicationGroup.SecondaryRequiresReplica', {
    Secondary: ['ReplicationGroup', { ...SECONDARY, GlobalReplicationGroupId: { Ref: 'Global' }, NumCacheClusters: 1 }],
    Global: [
      'GlobalReplicationGroup',
      {
        GlobalReplicationGroupIdSuffix: 'sessions',
        Members: [{ ReplicationGroupId: { Ref: 'Primary' }, ReplicationGroupRegion: 'us-east-1', Role: 'PRIMARY' }],
        ...global,
      },
    ],
    Primary: ['ReplicationGroup', { ReplicationGroupDescription: 'primary', ...primary }],
  });

  expect(errors).toEqual(fails ? ["'GlobalReplicationGroupId'"] : []);
});

test.each(['ipv6', 'dual_stack'])('fails with IPv6: %s', (NetworkType) => {
  expect(checkGroup({ NetworkType }, SECONDARY)).toEqual([
    `ReplicationGroup.NetworkTypeUnsupportedByGlobalDatastore: 'NetworkType' but got ${NetworkType}`,
  ]);
});
