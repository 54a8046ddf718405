import { checkGroup, SHARDED } from './group';

const checkSlots = (...slots: unknown[]) =>
  checkGroup(
    {
      NumNodeGroups: slots.length,
      ReplicasPerNodeGroup: undefined,
      NodeGroupConfiguration: slots.map((Slots) => ({ ReplicaCount: 1, Slots })),
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
])('accepts the slots %s and %s', (...slots) => {
  expect(checkSlots(...slots)).toEqual([]);
});

test.each([
  [['0..8191', '8192-16383'], 'between 0 and 16383 such as 0-8191 or 0-99,200-299, got "0..8191"'],
  [['0-8191', '8192-16384'], 'between 0 and 16383 such as 0-8191 or 0-99,200-299, got "8192-16384"'],
  [['8191-0', '8192-16383'], 'between 0 and 16383 such as 0-8191 or 0-99,200-299, got "8191-0"'],
  [['', '0-16383'], 'between 0 and 16383 such as 0-8191 or 0-99,200-299, got ""'],
])('fails with the slots %j, which have an invalid format', (slots, error) => {
  expect(checkSlots(...slots)).toEqual([`'NodeGroupConfiguration' must give slots ${error}`]);
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
])('fails with duplicate or missing slots: %j', (slots, error) => {
  expect(checkSlots(...slots)).toEqual([error]);
});

test('ignores unresolved shards', () => {
  expect(
    checkGroup(
      {
        ReplicasPerNodeGroup: undefined,
        NodeGroupConfiguration: [{ ReplicaCount: 1, Slots: '0-8191' }, { Ref: 'Shard' }],
      },
      SHARDED,
    ),
  ).toEqual([]);
});
