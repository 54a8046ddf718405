import type * as events from 'aws-cdk-lib/aws-events';
import type { IResource } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { Rendered } from '../private/errors';
import { isUnresolved } from '../private/tokens';
import type { SnapshotSource } from '../snapshot';

/**
 * The automatic backups and the final backup of a serverless cache, and the backups that the cache is restored from.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
 */
export interface BackupSettings {
  /**
   * The time of the daily backup, in UTC.
   *
   * The schedule must be a daily cron schedule with one hour, such as
   * `events.Schedule.cron({ hour: '9', minute: '30' })`. Without a minute, the backup starts on the hour.
   *
   * @default - chosen by ElastiCache if automatic backups are enabled
   */
  readonly backupTime?: events.Schedule;

  /**
   * The number of days for which ElastiCache retains automatic backups, from 0 to 35. A value of 0 disables automatic
   * backups, also when you update an existing cache.
   *
   * @default - 1 day if `backupTime` is specified, otherwise no automatic backups
   */
  readonly backupRetentionLimit?: number;

  /**
   * The name of the final backup, which ElastiCache takes before the cache is deleted.
   *
   * The name consists of 1 to 255 letters, digits, and single hyphens. It starts with a letter, and does not end with a
   * hyphen.
   *
   * @default - no final backup, except if the removal policy is `RemovalPolicy.SNAPSHOT`
   */
  readonly backupNameBeforeDeletion?: string;

  /**
   * The ARNs of the backups to restore.
   *
   * ElastiCache restores them when the cache is created. If you add, change, or remove ARNs later, the deployment
   * fails.
   *
   * @default - no backups, so the cache is empty when it is created
   */
  readonly backupArnsToRestore?: string[];
}

interface BackupProperties {
  readonly dailySnapshotTime?: string;
  readonly snapshotRetentionLimit?: number;
}

/** A schedule that runs once a day. For example, `cron(30 9 * * ? *)` is 09:30. */
const DAILY_CRON = /^cron\((\S+) (\S+) (?:\* \* \?|\? \* \*) \*\)$/;

export function renderBackupSettings(backup: BackupSettings = {}): Rendered<BackupProperties> {
  const { value: dailySnapshotTime, errors } = renderDailyTime(backup.backupTime);
  const snapshotRetentionLimit = backup.backupRetentionLimit ?? (backup.backupTime && 1);
  return { value: { dailySnapshotTime, snapshotRetentionLimit }, errors };
}

/** The snapshots that a cache is restored from, with the construct of each snapshot that is in the app. */
interface RestoredSnapshots {
  readonly arns?: string[];
  readonly constructs?: (IConstruct | undefined)[];
}

/** Renders the ARNs of the snapshots that the cache is restored from. */
export function renderSnapshotArns(
  cache: Construct & IResource,
  props: { readonly backup?: BackupSettings; readonly restoreFrom?: SnapshotSource },
): Rendered<RestoredSnapshots> {
  const arns = props.backup?.backupArnsToRestore;
  if (!props.restoreFrom) {
    return { value: { arns }, errors: [] };
  }

  const { snapshotArnsToRestore, construct, errors } = props.restoreFrom._bindToServerlessCache(cache, 'restoreFrom');
  const conflicts = arns
    ? ["'restoreFrom' cannot be combined with 'backup.backupArnsToRestore'. Remove one of them."]
    : [];
  return { value: { arns: snapshotArnsToRestore, constructs: [construct] }, errors: [...conflicts, ...errors] };
}

function renderDailyTime(schedule: events.Schedule | undefined): Rendered<string | undefined> {
  if (!schedule) {
    return { value: undefined, errors: [] };
  }

  const [, cronMinute, hour] = DAILY_CRON.exec(schedule.expressionString) ?? [];
  // A schedule without a minute means every minute of the hour. The first of them is the time of the backup.
  const minute = cronMinute === '*' ? '0' : cronMinute;
  if (!isTimePart(hour) || !isTimePart(minute)) {
    const error =
      `'backup.backupTime' must be one time of day in UTC, but got ${schedule.expressionString}. ` +
      "Use a schedule such as events.Schedule.cron({ hour: '9', minute: '30' }).";
    return { value: undefined, errors: [error] };
  }
  return { value: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`, errors: [] };
}

/** Whether a part of a schedule is one hour or minute. A rule validates its range. */
function isTimePart(part: string | undefined): part is string {
  return /^\d{1,2}$/.test(part ?? '') || isUnresolved(part);
}
