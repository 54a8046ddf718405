import { checkProperties } from './check-resources';
import { SERVERLESS_CACHE_SNAPSHOT_RULES } from '../../src/validation/rules/snapshot';

const snapshot = (properties: object) =>
  checkProperties(SERVERLESS_CACHE_SNAPSHOT_RULES, {
    ServerlessCacheSnapshotName: 'nightly',
    ServerlessCacheName: 'sessions',
    ...properties,
  });
const FORM = 'letters, digits and single hyphens, starting with a letter and not ending with a hyphen';

test.each<[object, string | undefined]>([
  [{}, undefined],
  [{ KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/0a1b' }, undefined],
  [{ ServerlessCacheSnapshotName: 'a'.repeat(255) }, undefined],
  [{ ServerlessCacheSnapshotName: 'snap_1' }, `'ServerlessCacheSnapshotName' must be 1 to 255 ${FORM}, got "snap_1"`],
  [
    { ServerlessCacheSnapshotName: undefined },
    "'ServerlessCacheSnapshotName' must be given, got nothing; give the snapshot a name",
  ],
  [
    { ServerlessCacheName: undefined },
    "'ServerlessCacheName' must be given, got nothing; name the cache of which it is a snapshot",
  ],
  [{ ServerlessCacheName: 'a'.repeat(41) }, `'ServerlessCacheName' must be 1 to 40 ${FORM}, got "${'a'.repeat(41)}"`],
])('is named, of a cache, with a key by its ARN: %j', (properties, fault) => {
  expect(snapshot(properties)).toEqual(fault ? [fault] : []);
});

test.each(['alias/my-key', '0a1b', 'arn:aws:kms:us-east-1:123456789012:alias/my-key'])(
  'fails with a key by another name: %s',
  (KmsKeyId) => {
    expect(snapshot({ KmsKeyId })).toEqual([
      `'KmsKeyId' must be the ARN of a key, as CloudFormation reads it back: another form shows up as drift, got "${KmsKeyId}"`,
    ]);
  },
);
