import { checkGroup } from '../replication-group/group';

test.each([
  [{ NetworkType: 'ipv4' }],
  [{ NetworkType: 'ipv6' }],
  [{ NetworkType: 'dual_stack' }],
  [{ IpDiscovery: 'ipv6' }],
  [{ NetworkType: 'ipv6', IpDiscovery: 'ipv6' }],
  [{ NetworkType: 'dual_stack', IpDiscovery: 'ipv4' }],
  [{ NetworkType: 'dual_stack', IpDiscovery: 'ipv6' }],
  [{ NetworkType: 'ipv4', IpDiscovery: 'ipv4' }],
  [{ NetworkType: 'dual_stack', Engine: 'redis', EngineVersion: '6.2' }],
])('accepts the network %j', (properties) => {
  expect(checkGroup(properties)).toEqual([]);
});

test.each([
  [{ NetworkType: 'dualstack' }, 'ReplicationGroup.NetworkTypeInvalid: \'NetworkType\' but got "dualstack"'],
  [{ IpDiscovery: 'dual_stack' }, 'ReplicationGroup.IpDiscoveryInvalid: \'IpDiscovery\' but got "dual_stack"'],
  [
    { NetworkType: 'ipv6', IpDiscovery: 'ipv4' },
    "ReplicationGroup.IpDiscoveryConflictsWithNetworkType: 'IpDiscovery' but got ipv4",
  ],
  [
    { NetworkType: 'ipv4', IpDiscovery: 'ipv6' },
    "ReplicationGroup.IpDiscoveryConflictsWithNetworkType: 'IpDiscovery' but got ipv6",
  ],
  [
    { NetworkType: 'ipv6', Engine: 'redis', EngineVersion: '6.0', CacheNodeType: 'cache.m5.large' },
    "ReplicationGroup.Ipv6UnsupportedByVersion: 'NetworkType' but got Redis OSS 6.0",
  ],
  [
    { NetworkType: 'dual_stack', CacheNodeType: 'cache.r4.large' },
    "ReplicationGroup.Ipv6RequiresNitro: 'NetworkType' but got cache.r4.large",
  ],
])('fails with the network %j', (properties, error) => {
  expect(checkGroup(properties)).toEqual([error]);
});

test.each([
  [0, false],
  [1, true],
  [6379, true],
  [65_535, true],
  [65_536, false],
  ['6379', true],
  [6379.5, false],
])('requires a port between 1 and 65535, got %s', (Port, fine) => {
  expect(checkGroup({ Port })).toEqual(fine ? [] : [`ReplicationGroup.PortOutOfRange: 'Port' but got ${Port}`]);
});

test('fails with names instead of ids of security groups', () => {
  expect(checkGroup({ SecurityGroupIds: ['sg-0123456789abcdef0', 'web', { Ref: 'Other' }] })).toEqual([
    'ReplicationGroup.SecurityGroupIdInvalid: \'SecurityGroupIds\' but got "web"',
  ]);
});

test.each([[['classic']], [{ Ref: 'Names' }]])(
  'fails with the EC2-Classic security groups %j',
  (CacheSecurityGroupNames) => {
    expect(checkGroup({ CacheSecurityGroupNames })).toEqual([
      "ReplicationGroup.Ec2ClassicSecurityGroups: 'CacheSecurityGroupNames'",
    ]);
    expect(checkGroup({ CacheSecurityGroupNames: [] })).toEqual([]);
  },
);

test('warns when the subnet group is missing', () => {
  expect(checkGroup({ CacheSubnetGroupName: undefined, TransitEncryptionEnabled: false })).toEqual([
    "ReplicationGroup.SubnetGroupMissing: 'CacheSubnetGroupName'",
  ]);
});
