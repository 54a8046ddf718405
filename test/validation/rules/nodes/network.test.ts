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
  [{ NetworkType: 'dualstack' }, '\'NetworkType\' must be one of ipv4, ipv6, dual_stack, got "dualstack"'],
  [{ IpDiscovery: 'dual_stack' }, '\'IpDiscovery\' must be one of ipv4, ipv6, got "dual_stack"'],
  [
    { NetworkType: 'ipv6', IpDiscovery: 'ipv4' },
    "'IpDiscovery' must be ipv6 with 'NetworkType' ipv6, got ipv4; leave it out, or choose 'NetworkType' dual_stack",
  ],
  [
    { NetworkType: 'ipv4', IpDiscovery: 'ipv6' },
    "'IpDiscovery' must be ipv4 with 'NetworkType' ipv4, got ipv6; leave it out, or choose 'NetworkType' dual_stack",
  ],
  [
    { NetworkType: 'ipv6', Engine: 'redis', EngineVersion: '6.0', CacheNodeType: 'cache.m5.large' },
    "'NetworkType' with IPv6 needs Valkey 7.2 or Redis OSS 6.2 or later, got Redis OSS 6.0; raise 'EngineVersion', or leave 'NetworkType' out",
  ],
  [
    { NetworkType: 'dual_stack', CacheNodeType: 'cache.r4.large' },
    "'NetworkType' with IPv6 needs nodes on the Nitro System " +
      '(m8g, m7g, m6g, m5, t4g, t3, r8g, r7g, r6g, r6gd, r5, c8gn, c7gn), got cache.r4.large; choose for example cache.r8g.large',
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
  expect(checkGroup({ Port })).toEqual(fine ? [] : [`'Port' must be a whole number between 1 and 65,535, got ${Port}`]);
});

test('fails with names instead of ids of security groups', () => {
  expect(checkGroup({ SecurityGroupIds: ['sg-0123456789abcdef0', 'web', { Ref: 'Other' }] })).toEqual([
    '\'SecurityGroupIds\' must hold ids of security groups, such as sg-0123456789abcdef0, got "web"',
  ]);
});

test.each([[['classic']], [{ Ref: 'Names' }]])(
  'fails with the EC2-Classic security groups %j',
  (CacheSecurityGroupNames) => {
    expect(checkGroup({ CacheSecurityGroupNames })).toEqual([
      "'CacheSecurityGroupNames' must be left out, since it belongs to EC2-Classic, which is no more; use 'SecurityGroupIds' and 'CacheSubnetGroupName'",
    ]);
    expect(checkGroup({ CacheSecurityGroupNames: [] })).toEqual([]);
  },
);

test('warns when the subnet group is missing', () => {
  expect(checkGroup({ CacheSubnetGroupName: undefined, TransitEncryptionEnabled: false })).toEqual([
    "'CacheSubnetGroupName' is left out, so the nodes stand in the default VPC, where security groups of another one do not fit; give a subnet group",
  ]);
});
