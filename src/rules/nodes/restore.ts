import { FILE_ARN_PATTERN } from '../../facts/limits';
import type { Rule } from '../rule';
import type { AboutOf } from '../vocabulary';
import { each, excludes } from '../vocabulary';

const SEEDING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html';

/** What the rules of node-based caches demand of the data with which a cache starts. */
export function restoreRules(about: AboutOf): Rule[] {
  return [
    each(
      about('FileArnForm', 'SnapshotArns', SEEDING),
      FILE_ARN_PATTERN,
      'must hold ARNs of files in Amazon S3, such as arn:aws:s3:::bucket/dump.rdb, without commas',
    ),
    excludes(
      about('OneSource', 'SnapshotName', SEEDING),
      'SnapshotArns',
      'leave one out, since a cache starts from one source',
    ),
  ];
}
