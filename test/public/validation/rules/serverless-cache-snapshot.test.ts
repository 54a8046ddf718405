import { checkProperties } from '../check-resources';

const checkSnapshot = (properties: object) =>
  checkProperties('ServerlessCacheSnapshot', {
    ServerlessCacheSnapshotName: 'nightly',
    ServerlessCacheName: 'sessions',
    ...properties,
  });

test.each<[object, string | undefined]>([
  [{}, undefined],
  [{ KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/0a1b' }, undefined],
  [{ ServerlessCacheSnapshotName: 'a'.repeat(255) }, undefined],
  [
    { ServerlessCacheSnapshotName: 'snap_1' },
    'ServerlessCacheSnapshot.NameInvalid: \'ServerlessCacheSnapshotName\' but got "snap_1"',
  ],
  [{ ServerlessCacheSnapshotName: undefined }, "ServerlessCacheSnapshot.NameMissing: 'ServerlessCacheSnapshotName'"],
  [{ ServerlessCacheName: undefined }, "ServerlessCacheSnapshot.CacheMissing: 'ServerlessCacheName'"],
  [
    { ServerlessCacheName: 'a'.repeat(41) },
    `ServerlessCacheSnapshot.CacheNameInvalid: 'ServerlessCacheName' but got 41 characters`,
  ],
])('validates the names and the key: %j', (properties, error) => {
  expect(checkSnapshot(properties)).toEqual(error ? [error] : []);
});

test.each(['alias/my-key', '0a1b', 'arn:aws:kms:us-east-1:123456789012:alias/my-key'])(
  'warns when the key %s is not an ARN',
  (KmsKeyId) => {
    expect(checkSnapshot({ KmsKeyId })).toEqual([
      `ServerlessCacheSnapshot.KeyNotArn: 'KmsKeyId' but got "${KmsKeyId}"`,
    ]);
  },
);

test.each([
  [2048, []],
  [2049, ["ServerlessCacheSnapshot.KeyInvalid: 'KmsKeyId' but got 2049 characters"]],
])('validates the length of a key: %i characters', (length, errors) => {
  const prefix = 'arn:aws:kms:us-east-1:123456789012:key/';

  expect(checkSnapshot({ KmsKeyId: prefix.padEnd(length, 'a') })).toEqual(errors);
});

test('fails with text that is not a key', () => {
  expect(checkSnapshot({ KmsKeyId: 'arn:aws:s3:::bucket' })).toEqual([
    'ServerlessCacheSnapshot.KeyInvalid: \'KmsKeyId\' but got "arn:aws:s3:::bucket"',
  ]);
});
