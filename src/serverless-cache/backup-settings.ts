import type * as events from 'aws-cdk-lib/aws-events';
import type { IResource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ServerlessCacheProps } from './serverless-cache';
import { isUnresolved } from '../private/tokens';

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

/** What the settings become in CloudFormation. */
interface RenderedBackup {
  readonly dailySnapshotTime?: string;
  readonly snapshotRetentionLimit?: number;
}

/** Daily time and retention in CloudFormation's form; a time that is not one time of day becomes a fault. */
export function renderBackup(backup: BackupSettings | undefined, faults: string[]): RenderedBackup {
  if (!backup) {
    return {};
  }
  const dailySnapshotTime = backup.backupTime && dailyTime(backup.backupTime, faults);
  return { dailySnapshotTime, snapshotRetentionLimit: backup.backupRetentionLimit ?? (backup.backupTime && 1) };
}

/** The ARNs of what the cache starts with; what cannot be restored into it becomes a fault. */
export function renderRestore(
  cache: Construct & IResource,
  props: ServerlessCacheProps,
  faults: string[],
): string[] | undefined {
  const arns = props.backup?.backupArnsToRestore;
  if (!props.restoreFrom) {
    return arns;
  }
  if (arns) {
    faults.push("'restoreFrom' excludes 'backup.backupArnsToRestore', got both; leave one of them out");
  }
  const source = props.restoreFrom._bindToServerlessCache(cache, 'restoreFrom');
  faults.push(...source.errors);
  return source.snapshotArnsToRestore;
}

/** `cron(30 9 * * ? *)` is 09:30. */
const DAILY_CRON = /^cron\((\S+) (\S+) (?:\* \* \?|\? \* \*) \*\)$/;

function dailyTime(schedule: events.Schedule, faults: string[]): string | undefined {
  const [, minute, hour] = DAILY_CRON.exec(schedule.expressionString) ?? [];
  if (!isTimePart(hour, 23) || !isTimePart(minute, 59)) {
    faults.push(
      `'backupTime' must be one time of day in UTC, got ${schedule.expressionString}; ` +
        "use for example events.Schedule.cron({ hour: '9', minute: '30' })",
    );
    return undefined;
  }
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

/** A token is taken as it is. */
function isTimePart(part: string | undefined, max: number): boolean {
  return part !== undefined && (isUnresolved(part) || (/^\d{1,2}$/.test(part) && Number(part) <= max));
}
