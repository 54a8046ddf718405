import { isResolved } from '../../../private/tokens';
import { FILE_ARN_PATTERN, RESTORABLE_NAME_PATTERN } from '../../../service-data/limits';
import { listElementPaths } from '../../property-reader';
import type { ResourceView } from '../../resource-view';
import type { Rule } from '../../rule';
import type { RuleMetadataFactory } from '../../rule-builders';
import { deferredRule, exclusiveProperty, formatValues, rule, textFormat } from '../../rule-builders';
import { readLiteralText } from '../../text-parts';
import { sameAccountRule, sameRegionRule } from '../environment';

const SEEDING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html';
const RESTORING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-restoring.html';
const SNAPSHOT = 'SnapshotName';
const FILES = 'SnapshotArns';
const BUCKET_TYPE = 'AWS::S3::Bucket';
const SNAPSHOTS = {
  property: SNAPSHOT,
  types: ['AWS::ElastiCache::Snapshot'],
  idPrefix: 'Snapshot',
  thing: 'a snapshot',
  see: RESTORING,
};

/** Validates the snapshot or the RDB files from which a node-based cache is restored. */
export function restoreRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    textFormat(
      metadata('SnapshotNameInvalid', SNAPSHOT, RESTORING),
      { pattern: RESTORABLE_NAME_PATTERN },
      'must be the name of a snapshot',
      'A name consists of letters, digits, and single hyphens. Automatic snapshots also have the prefix "automatic.". Use a name such as "nightly".',
    ),
    rule(
      metadata('SnapshotFileArnInvalid', FILES, SEEDING),
      'SnapshotArns must contain ARNs of files in Amazon S3, and the ARNs must not contain commas',
      (cache) => {
        const invalid = (cache.list(FILES) ?? []).filter(isInvalidFileArn);
        return invalid.length > 0
          ? `${cache.name(FILES)} must contain ARNs of files in Amazon S3, and the ARNs must not contain commas, but got ${formatValues(invalid.map((arn) => (isResolved(arn) ? arn : readLiteralText(arn))))}. Use ARNs such as arn:aws:s3:::bucket/dump.rdb.`
          : undefined;
      },
    ),
    deferredRule(
      // The encryption of the bucket can change after the files are restored.
      { ...metadata('SnapshotFileEncryptedWithKms', FILES, SEEDING), isForNewResources: true },
      'SnapshotArns must refer to files in buckets that are not encrypted with an AWS KMS key',
      (cache) => {
        const bucket = findBuckets(cache).find(usesKms);
        return bucket
          ? `${cache.name(FILES)} must refer to files that are not encrypted with an AWS KMS key, but ${bucket} is encrypted with such a key. Copy the files to a bucket that uses Amazon S3 managed keys (SSE-S3).`
          : undefined;
      },
    ),
    exclusiveProperty(metadata('SnapshotSourcesConflict', SNAPSHOT, SEEDING), FILES, () => 'Remove one of them.'),
  ];
}

/** Reports snapshots in another account or Region than the cache, and files in another Region. */
export function snapshotEnvironmentRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    sameRegionRule(metadata, SNAPSHOTS),
    sameAccountRule(metadata, SNAPSHOTS),
    sameRegionRule(metadata, {
      property: FILES,
      types: [BUCKET_TYPE],
      idPrefix: 'SnapshotFile',
      thing: 'files in a bucket',
      see: SEEDING,
    }),
  ];
}

function isInvalidFileArn(arn: unknown): boolean {
  if (!isResolved(arn)) {
    return readLiteralText(arn).includes(',');
  }
  return typeof arn === 'string' && !FILE_ARN_PATTERN.test(arn);
}

function findBuckets(cache: ResourceView): ResourceView[] {
  return listElementPaths(cache, FILES)
    .map((path) => cache.target(path, BUCKET_TYPE))
    .filter((bucket) => bucket !== undefined);
}

/** Whether the default encryption of a bucket uses AWS KMS: `aws:kms` or `aws:kms:dsse`. */
function usesKms(bucket: ResourceView): boolean {
  const rules = 'BucketEncryption.ServerSideEncryptionConfiguration';
  return listElementPaths(bucket, rules).some((path) =>
    bucket.text(`${path}.ServerSideEncryptionByDefault.SSEAlgorithm`)?.startsWith('aws:kms'),
  );
}
