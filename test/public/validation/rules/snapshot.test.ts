import { checkProperties } from '../check-resources';

const checkSnapshot = (properties: object) =>
  checkProperties('Snapshot', { SnapshotName: 'nightly', ReplicationGroupId: 'sessions', ...properties });

test.each([
  ['a', true],
  ['a'.repeat(255), true],
  ['nightly-1', true],
  ['1_snap--', false],
  ['', false],
])('validates the format of the name %s', (SnapshotName, fine) => {
  expect(checkSnapshot({ SnapshotName })).toEqual(
    fine ? [] : [`Snapshot.NameInvalid: 'SnapshotName' but got "${SnapshotName}"`],
  );
});

test.each([
  [{ SnapshotName: undefined }, "Snapshot.NameMissing: 'SnapshotName'"],
  [{ ReplicationGroupId: undefined }, "Snapshot.SourceInvalid: 'ReplicationGroupId'"],
  [{ CacheClusterId: 'sessions-002' }, "Snapshot.SourceInvalid: 'ReplicationGroupId'"],
  [
    { ReplicationGroupId: undefined, CacheClusterId: 'sessions-0001-002' },
    'Snapshot.ShardSnapshotUnsupported: \'CacheClusterId\' but got "sessions-0001-002"',
  ],
])('fails with %j', (properties, error) => {
  expect(checkSnapshot(properties)).toEqual([error]);
});

test.each([
  [50, true],
  [51, false],
])('allows at most 50 tags, got %d', (size, fine) => {
  expect(
    checkSnapshot({ Tags: Array.from({ length: size }, (_, index) => ({ Key: `k${index}`, Value: 'v' })) }),
  ).toEqual(fine ? [] : ["Snapshot.TooManyTags: 'Tags' but got 51"]);
});
