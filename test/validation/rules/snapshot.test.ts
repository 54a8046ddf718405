import { SNAPSHOT_RULES } from '../../../src/validation/rules/snapshot';
import { checkProperties } from '../check-resources';

const checkSnapshot = (properties: object) =>
  checkProperties(SNAPSHOT_RULES, { SnapshotName: 'nightly', ReplicationGroupId: 'sessions', ...properties });
const NAME =
  "'SnapshotName' must be 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen";

test.each([
  ['a', true],
  ['a'.repeat(255), true],
  ['nightly-1', true],
  ['1_snap--', false],
  ['', false],
])('validates the format of the name %s', (SnapshotName, fine) => {
  expect(checkSnapshot({ SnapshotName })).toEqual(fine ? [] : [`${NAME}, got "${SnapshotName}"`]);
});

test.each([
  [{ SnapshotName: undefined }, "'SnapshotName' must be given, got nothing; give the snapshot a name"],
  [
    { ReplicationGroupId: undefined },
    "exactly one of 'ReplicationGroupId' and 'CacheClusterId' must be given, got neither; give the group, or one node of a group without shards",
  ],
  [
    { CacheClusterId: 'sessions-002' },
    "exactly one of 'ReplicationGroupId' and 'CacheClusterId' must be given, got both; give the group, or one node of a group without shards",
  ],
  [
    { ReplicationGroupId: undefined, CacheClusterId: 'sessions-0001-002' },
    "'CacheClusterId' must not be a node of a group with shards, got \"sessions-0001-002\"; give 'ReplicationGroupId', which saves all shards",
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
  ).toEqual(fine ? [] : ["'Tags' must hold at most 50 tags, got 51"]);
});
