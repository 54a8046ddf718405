import { checkProperties } from '../check-resources';

const checkSubnetGroup = (properties: object) =>
  checkProperties('SubnetGroup', { Description: 'subnets', SubnetIds: ['subnet-1'], ...properties });
const createIds = (count: number) => Array.from({ length: count }, (_, index) => `subnet-${index}`);

test.each([
  [0, ["SubnetGroup.SubnetCountOutOfRange: 'SubnetIds'"]],
  [1, []],
  [20, []],
  [21, ["SubnetGroup.TooManySubnets: 'SubnetIds' but got 21"]],
])('requires a subnet, and adds a warning for more than 20 subnets, got %i', (count, messages) => {
  expect(checkSubnetGroup({ SubnetIds: createIds(count) })).toEqual(messages);
});

test.each([['a'], ['my-subnets'], ['A'.repeat(255)], [{ Ref: 'Name' }]])('accepts the name %j', (name) => {
  expect(checkSubnetGroup({ CacheSubnetGroupName: name })).toEqual([]);
});

test.each([['1a'], ['a_b'], ['a--b'], ['a-'], ['a'.repeat(256)], ['']])('fails with an invalid name: %s', (name) => {
  expect(checkSubnetGroup({ CacheSubnetGroupName: name })).toEqual([
    expect.stringMatching(/^SubnetGroup\.NameInvalid: 'CacheSubnetGroupName' but got (".*"|256 characters)$/),
  ]);
});

test.each([['default'], ['Default']])('fails with the reserved name %s', (name) => {
  expect(checkSubnetGroup({ CacheSubnetGroupName: name })).toEqual([
    "SubnetGroup.NameReserved: 'CacheSubnetGroupName'",
  ]);
});

test('fails without description and subnets', () => {
  expect(checkProperties('SubnetGroup', {})).toEqual([
    "SubnetGroup.DescriptionMissing: 'Description'",
    "SubnetGroup.SubnetsMissing: 'SubnetIds'",
  ]);
});
