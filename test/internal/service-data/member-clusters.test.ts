import { memberClusterIds, formatShardId } from '../../../src/service-data/member-clusters';

test('member ids without cluster mode end with three digits', () => {
  expect(memberClusterIds('sessions', [{ nodes: 3 }])).toEqual([['sessions-001', 'sessions-002', 'sessions-003']]);
});

test('member ids with cluster mode contain the shard id', () => {
  expect(
    memberClusterIds('sessions', [
      { shardId: '0001', nodes: 2 },
      { shardId: '0007', nodes: 1 },
    ]),
  ).toEqual([['sessions-0001-001', 'sessions-0001-002'], ['sessions-0007-001']]);
});

test.each([
  [1, '0001'],
  [42, '0042'],
  [500, '0500'],
])('the shard at position %d has the id %s', (position, id) => {
  expect(formatShardId(position)).toBe(id);
});
