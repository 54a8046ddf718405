import { groupFaults, SHARDED } from './group';

const slots = (...given: unknown[]) =>
  groupFaults(
    {
      NumNodeGroups: given.length,
      ReplicasPerNodeGroup: undefined,
      NodeGroupConfiguration: given.map((Slots) => ({ ReplicaCount: 1, Slots })),
    },
    SHARDED,
  );

test.each([
  ['0-8191', '8192-16383'],
  ['8192-16383', '0-8191'],
  ['0-99,200-16383', '100-199'],
  ['0,2-16383', '1'],
  ['0-16383'],
  [undefined, undefined],
  [{ Ref: 'Slots' }, '0-9'],
])('all slots are given once, or none: %s and %s', (...given) => {
  expect(slots(...given)).toEqual([]);
});

test.each([
  [['0..8191', '8192-16383'], 'between 0 and 16383 such as 0-8191 or 0-99,200-299, got "0..8191"'],
  [['0-8191', '8192-16384'], 'between 0 and 16383 such as 0-8191 or 0-99,200-299, got "8192-16384"'],
  [['8191-0', '8192-16383'], 'between 0 and 16383 such as 0-8191 or 0-99,200-299, got "8191-0"'],
  [['', '0-16383'], 'between 0 and 16383 such as 0-8191 or 0-99,200-299, got ""'],
])('fails with what are no slots: %j', (given, fault) => {
  expect(slots(...given)).toEqual([`'NodeGroupConfiguration' must give slots ${fault}`]);
});

test.each([
  [['0-9000', '8192-16383'], "'NodeGroupConfiguration' must give each slot to one shard, got slot 8192 twice"],
  [['0-16383', '5'], "'NodeGroupConfiguration' must give each slot to one shard, got slot 5 twice"],
  [
    ['0-8191', '8192-16000'],
    "'NodeGroupConfiguration' must give all slots from 0 to 16383 to shards, got none with slot 16001",
  ],
  [
    ['1-8191', '8192-16383'],
    "'NodeGroupConfiguration' must give all slots from 0 to 16383 to shards, got none with slot 0",
  ],
  [
    ['0-100', '200-16383'],
    "'NodeGroupConfiguration' must give all slots from 0 to 16383 to shards, got none with slot 101",
  ],
  [['0-16383', undefined], "'NodeGroupConfiguration' must give slots to every shard or to none, got them for 1 of 2"],
])('fails with slots twice or not at all: %j', (given, fault) => {
  expect(slots(...given)).toEqual([fault]);
});

test('a shard that is known only later is not counted', () => {
  expect(
    groupFaults(
      {
        ReplicasPerNodeGroup: undefined,
        NodeGroupConfiguration: [{ ReplicaCount: 1, Slots: '0-8191' }, { Ref: 'Shard' }],
      },
      SHARDED,
    ),
  ).toEqual([]);
});
