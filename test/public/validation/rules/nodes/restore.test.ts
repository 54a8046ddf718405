import { checkGroup } from '../replication-group/group';
import { ElastiCacheRules } from 'cdk-elasticache';

test.each([
  [{ SnapshotArns: ['arn:aws:s3:::bucket/dump.rdb', 'arn:aws-cn:s3:::bucket/folder/dump.rdb', { Ref: 'File' }] }],
  [{ SnapshotName: 'nightly' }],
])('accepts files or a snapshot: %j', (properties) => {
  expect(checkGroup(properties)).toEqual([]);
});

test.each([
  'arn:aws:s3:::bucket/a,b.rdb',
  's3://bucket/dump.rdb',
  'arn:aws:s3:::bucket',
  'arn:aws:elasticache:us-east-1:123456789012:snapshot:nightly',
])('fails with %s, which is not the ARN of a file', (arn) => {
  expect(checkGroup({ SnapshotArns: [arn] })).toEqual([
    `ReplicationGroup.SnapshotFileArnInvalid: 'SnapshotArns' but got "${arn}"`,
  ]);
});

test('fails with both a snapshot and files', () => {
  expect(checkGroup({ SnapshotName: 'nightly', SnapshotArns: ['arn:aws:s3:::bucket/dump.rdb'] })).toEqual([
    "ReplicationGroup.SnapshotSourcesConflict: 'SnapshotName'",
  ]);
});

describe('files in a bucket', () => {
  const bucketWithKey = {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
      },
    },
  };
  const check = (arn: unknown) =>
    ElastiCacheRules.checkTemplate({
      Resources: {
        Dumps: bucketWithKey,
        Names: { Type: 'AWS::S3::Bucket', Properties: {} },
        Group: {
          Type: 'AWS::ElastiCache::ReplicationGroup',
          Properties: { ReplicationGroupDescription: 'sessions', SnapshotArns: [arn] },
        },
      },
    })
      .map(({ ruleId }) => ruleId)
      .filter((ruleId) => ruleId.includes('SnapshotFile'));

  test('must not be encrypted by a key of AWS KMS', () => {
    expect(check({ 'Fn::Sub': '${Dumps.Arn}/dump.rdb' })).toEqual(['ReplicationGroup.SnapshotFileEncryptedWithKms']);
  });

  test('are not known if the ARN refers to several buckets', () => {
    expect(check({ 'Fn::Sub': '${Dumps.Arn}/${Names}.rdb' })).toEqual([]);
  });
});
