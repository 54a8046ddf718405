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
  [['0..8191', '8192-16383'], '"0..8191"'],
  [['0-8191', '8192-16384'], '"8192-16384"'],
  [['8191-0', '8192-16383'], '"8191-0"'],
  [['', '0-16383'], '""'],
])('fails with the slots %j, which have an invalid format', (slots, invalid) => {
  expect(checkSlots(...slots)).toEqual([`ReplicationGroup.SlotsInvalid: 'NodeGroupConfiguration' but got ${invalid}`]);
});

test.each([
  [
    ['0-9000', '8192-16383'],
    "ReplicationGroup.DuplicateSlots: 'NodeGroupConfiguration' but got slot 8192 more than once",
  ],
  [['0-16383', '5'], "ReplicationGroup.DuplicateSlots: 'NodeGroupConfiguration' but got slot 5 more than once"],
  [['0-8191', '8192-16000'], "ReplicationGroup.SlotsUnassigned: 'NodeGroupConfiguration'"],
  [['1-8191', '8192-16383'], "ReplicationGroup.SlotsUnassigned: 'NodeGroupConfiguration'"],
  [['0-100', '200-16383'], "ReplicationGroup.SlotsUnassigned: 'NodeGroupConfiguration'"],
  [
    ['0-16383', undefined],
    "ReplicationGroup.ShardWithoutSlots: 'NodeGroupConfiguration' but got slots for 1 of 2 shards",
  ],
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
