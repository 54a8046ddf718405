import type { Resources } from '../../check-resources';
import { checkRule } from '../../check-resources';

const SHARDS = { NumNodeGroups: 6, ReplicasPerNodeGroup: 1 };

const check = (properties: object, cidrBlocks: Record<string, unknown>, subnets: unknown = Object.keys(cidrBlocks)) =>
  checkRule('ReplicationGroup.SubnetsTooSmall', {
    Group: ['ReplicationGroup', { CacheSubnetGroupName: { Ref: 'Subnets' }, ...properties }],
    Subnets: ['SubnetGroup', { SubnetIds: Array.isArray(subnets) ? subnets.map((name) => ({ Ref: name })) : subnets }],
    ...Object.fromEntries(
      Object.entries(cidrBlocks).map(([name, CidrBlock]): [string, Resources[string]] => [
        name,
        ['AWS::EC2::Subnet', { CidrBlock }],
      ]),
    ),
  });

test('fails if there are more nodes than addresses that resources can use', () => {
  expect(check(SHARDS, { A: '10.0.0.0/28' })).toEqual(["'CacheSubnetGroupName' but got 11"]);
  expect(check({ ...SHARDS, NumNodeGroups: 12 }, { A: '10.0.0.0/28', B: '10.0.0.16/28' })).toEqual([
    "'CacheSubnetGroupName' but got 22",
  ]);
  expect(check(SHARDS, { A: '10.0.0.0/28' }, ['A', 'A'])).toEqual(["'CacheSubnetGroupName' but got 11"]);
});

test.each<[string, object, Record<string, unknown>]>([
  ['as many addresses as nodes', { ...SHARDS, NumNodeGroups: 11 }, { A: '10.0.0.0/28', B: '10.0.0.16/28' }],
  ['a large subnet', { NumNodeGroups: 90, ReplicasPerNodeGroup: 0 }, { A: '10.0.0.0/24' }],
  ['an unresolved CIDR block', SHARDS, { A: '10.0.0.0/28', B: { 'Fn::Select': [0, { Ref: 'Blocks' }] } }],
  ['a subnet with only IPv6 addresses', SHARDS, { A: undefined }],
  ['an unresolved number of nodes', { NumNodeGroups: { Ref: 'Shards' } }, { A: '10.0.0.0/28' }],
  ['a subnet group that is not in the template', { ...SHARDS, CacheSubnetGroupName: 'shared' }, { A: '10.0.0.0/28' }],
])('accepts %s', (_title, properties, cidrBlocks) => {
  expect(check(properties, cidrBlocks)).toEqual([]);
});

test.each<[string, unknown]>([
  ['a subnet', ['A', 'Parameter']],
  ['a list of subnets', { Ref: 'SubnetIds' }],
])('accepts %s that is not in the template', (_title, subnets) => {
  expect(check(SHARDS, { A: '10.0.0.0/28' }, subnets)).toEqual([]);
});
