import type * as events from 'aws-cdk-lib/aws-events';
import type { IResource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { BackupSettings } from './backup-settings';
import type { ServerlessCacheProps } from './serverless-cache-props';
import { isLate } from '../private/tokens';

/** What the settings become in CloudFormation. */
export interface RenderedBackup {
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
  const source = props.restoreFrom._forServerlessCache(cache, 'restoreFrom');
  faults.push(...source.faults);
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
  return part !== undefined && (isLate(part) || (/^\d{1,2}$/.test(part) && Number(part) <= max));
}
