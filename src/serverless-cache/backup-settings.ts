import type * as events from 'aws-cdk-lib/aws-events';

/**
 * The automatic backups of a serverless cache, the last one, and the backup from which it starts.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
 */
export interface BackupSettings {
  /**
   * When the daily backup is taken, in UTC: a cron schedule of one hour and one minute, `events.Schedule.cron({ hour:
   * '9', minute: '30' })`.
   *
   * @default - ElastiCache chooses a time, if there are backups at all
   */
  readonly backupTime?: events.Schedule;

  /**
   * For how many days automatic backups are kept: 0 to 35. 0 turns automatic backups off, also for a cache that has
   * them.
   *
   * @default - 1 when `backupTime` is given, else no automatic backups
   */
  readonly backupRetentionLimit?: number;

  /**
   * The name of a last backup, taken when the cache is deleted: at most 255 letters, digits and single hyphens,
   * starting with a letter.
   *
   * @default - no last backup, except with `RemovalPolicy.SNAPSHOT`
   */
  readonly backupNameBeforeDeletion?: string;

  /**
   * ARNs of the backups with whose data the cache starts. Adding, changing or removing them later makes CloudFormation
   * replace the cache.
   *
   * @default - the cache starts empty
   */
  readonly backupArnsToRestore?: string[];
}
