import { FILE_ARN_PATTERN } from '../../../service-data/limits';
import type { Rule } from '../../rule';
import type { RuleMetadataFactory } from '../../rule-builders';
import { elementFormat, exclusiveProperty } from '../../rule-builders';

const SEEDING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html';

/** Validates the snapshot or files from which a node-based cache is restored. */
export function restoreRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    elementFormat(
      metadata('FileArnForm', 'SnapshotArns', SEEDING),
      FILE_ARN_PATTERN,
      'must hold ARNs of files in Amazon S3, such as arn:aws:s3:::bucket/dump.rdb, without commas',
    ),
    exclusiveProperty(
      metadata('OneSource', 'SnapshotName', SEEDING),
      'SnapshotArns',
      'leave one out, since a cache starts from one source',
    ),
  ];
}
