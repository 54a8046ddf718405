import { SERVERLESS_CACHE_SNAPSHOT_RULES } from '../../../src/validation/rules/serverless-cache-snapshot';
import { checkProperties } from '../check-resources';

const checkSnapshot = (properties: object) =>
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
])('validates the names and the key: %j', (properties, error) => {
  expect(checkSnapshot(properties)).toEqual(error ? [error] : []);
});

test.each(['alias/my-key', '0a1b', 'arn:aws:kms:us-east-1:123456789012:alias/my-key'])(
  'fails with the key %s, which is not an ARN',
  (KmsKeyId) => {
    expect(checkSnapshot({ KmsKeyId })).toEqual([
      `'KmsKeyId' must be the ARN of a key: CloudFormation reads back the ARN, so another form shows up as drift, got "${KmsKeyId}"`,
    ]);
  },
);
