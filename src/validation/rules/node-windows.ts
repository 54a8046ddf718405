import type { TimeWindow } from '../../private/windows';
import { windowsOverlap, parseDailyWindow, parseWeeklyWindow } from '../../private/windows';
import { LIMITS } from '../../service-data/limits';
import type { PropertyReader } from '../property-reader';
import type { Rule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { integer, rule, formatValue } from '../rule-builders';

const BACKUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html';
const MAINTENANCE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/maintenance-window.html';
const WEEKLY = 'PreferredMaintenanceWindow';
const DAILY = 'SnapshotWindow';
const RETENTION = 'SnapshotRetentionLimit';

/** What the rules of node-based caches demand of the times of maintenance and snapshots. */
export function windowRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    form(
      metadata,
      'MaintenanceWindowForm',
      WEEKLY,
      MAINTENANCE,
      parseWeeklyWindow,
      'ddd:hh:mm-ddd:hh:mm in UTC, such as sun:04:30-sun:05:30',
    ),
    length(
      metadata,
      'MaintenanceWindowLength',
      WEEKLY,
      MAINTENANCE,
      parseWeeklyWindow,
      LIMITS.maintenanceWindowMinutes,
    ),
    integer(metadata('RetentionRange', RETENTION, BACKUPS), { ...LIMITS.snapshotRetentionDays, unit: 'days' }),
    form(metadata, 'SnapshotWindowForm', DAILY, BACKUPS, parseDailyWindow, 'hh:mm-hh:mm in UTC, such as 03:30-04:30'),
    length(metadata, 'SnapshotWindowLength', DAILY, BACKUPS, parseDailyWindow, LIMITS.snapshotWindowMinutes),
    rule(
      metadata('WindowsApart', DAILY, BACKUPS),
      'SnapshotWindow must not overlap PreferredMaintenanceWindow',
      (p) => {
        const [daily, weekly] = [span(p, DAILY, parseDailyWindow), span(p, WEEKLY, parseWeeklyWindow)];
        return daily && weekly && windowsOverlap(daily, weekly)
          ? `${p.name(DAILY)} must not overlap ${p.name(WEEKLY)}, got ${p.text(DAILY)} and ${p.text(WEEKLY)}; move one of them`
          : undefined;
      },
    ),
    rule(
      { ...metadata('SnapshotWindowNeedsRetention', DAILY, BACKUPS), severity: 'warning' },
      'SnapshotWindow should stand beside a SnapshotRetentionLimit of at least 1',
      (p) =>
        p.has(DAILY) && (p.has(RETENTION) ? p.number(RETENTION) === 0 : true)
          ? `${p.name(DAILY)} does nothing without ${p.name(RETENTION)} of at least 1 day, got ${p.number(RETENTION) ?? 'none'}; raise it, or leave the window out`
          : undefined,
    ),
  ];
}

type Read = (text: string) => TimeWindow | undefined;

function form(
  metadata: RuleMetadataFactory,
  id: string,
  property: string,
  see: string,
  read: Read,
  words: string,
): Rule {
  return rule(metadata(id, property, see), `${property} must have the form ${words}`, (p) => {
    const value = p.text(property);
    return value === undefined || read(value)
      ? undefined
      : `${p.name(property)} must have the form ${words}, got ${formatValue(value)}`;
  });
}

function length(
  metadata: RuleMetadataFactory,
  id: string,
  property: string,
  see: string,
  read: Read,
  { min, max }: { min: number; max: number },
): Rule {
  return rule(metadata(id, property, see), `${property} must last ${min} to ${max} minutes`, (p) => {
    const minutes = span(p, property, read)?.length;
    return minutes === undefined || (minutes >= min && minutes <= max)
      ? undefined
      : `${p.name(property)} must last ${min} to ${max} minutes, got ${minutes} (${p.text(property)})`;
  });
}

function span(p: PropertyReader, property: string, read: Read): TimeWindow | undefined {
  const value = p.text(property);
  return value === undefined ? undefined : read(value);
}
