import type { TimeWindow } from '../../../private/windows';
import { windowsOverlap, parseDailyWindow, parseWeeklyWindow } from '../../../private/windows';
import { LIMITS } from '../../../service-data/limits';
import type { PropertyReader } from '../../property-reader';
import type { Rule } from '../../rule';
import type { RuleMetadataFactory, RuleMetadataInput } from '../../rule-builders';
import { integerRange, rule, formatValue } from '../../rule-builders';
import { PAGES } from '../pages';

const MAINTENANCE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/maintenance-window.html';
const WEEKLY = 'PreferredMaintenanceWindow';
const DAILY = 'SnapshotWindow';
const RETENTION = 'SnapshotRetentionLimit';

/** Validates the maintenance and snapshot windows of a node-based cache. */
export function windowRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    windowFormatRule(
      metadata('MaintenanceWindowInvalid', WEEKLY, MAINTENANCE),
      parseWeeklyWindow,
      'ddd:hh:mm-ddd:hh:mm',
      'sun:04:30-sun:05:30',
    ),
    windowLengthRule(
      metadata('MaintenanceWindowLengthOutOfRange', WEEKLY, MAINTENANCE),
      parseWeeklyWindow,
      LIMITS.maintenanceWindowMinutes,
    ),
    integerRange(metadata('RetentionOutOfRange', RETENTION, PAGES.automaticBackups), {
      ...LIMITS.snapshotRetentionDays,
      unit: 'days',
    }),
    windowFormatRule(
      metadata('SnapshotWindowInvalid', DAILY, PAGES.automaticBackups),
      parseDailyWindow,
      'hh:mm-hh:mm',
      '03:30-04:30',
    ),
    windowLengthRule(
      metadata('SnapshotWindowLengthOutOfRange', DAILY, PAGES.automaticBackups),
      parseDailyWindow,
      LIMITS.snapshotWindowMinutes,
    ),
    rule(
      metadata('WindowsOverlap', DAILY, PAGES.automaticBackups),
      'SnapshotWindow must not overlap PreferredMaintenanceWindow',
      (p) => {
        const [daily, weekly] = [readWindow(p, DAILY, parseDailyWindow), readWindow(p, WEEKLY, parseWeeklyWindow)];
        return daily && weekly && windowsOverlap(daily, weekly)
          ? `${p.name(DAILY)} must not overlap ${p.name(WEEKLY)}, which is ${p.text(WEEKLY)}, but got ${p.text(DAILY)}. Move one of the windows.`
          : undefined;
      },
    ),
    rule(
      { ...metadata('SnapshotWindowRequiresRetention', DAILY, PAGES.automaticBackups), severity: 'warning' },
      'SnapshotWindow requires a SnapshotRetentionLimit of at least 1',
      (p) => {
        const keepsSnapshots = p.has(RETENTION) && p.number(RETENTION) !== 0;
        if (!p.has(DAILY) || keepsSnapshots) {
          return undefined;
        }
        return (
          `${p.name(DAILY)} has no effect, because automatic snapshots are disabled. ` +
          `Set ${p.name(RETENTION)} to at least 1 day, or remove ${p.name(DAILY)}.`
        );
      },
    ),
  ];
}

type ParseWindow = (text: string) => TimeWindow | undefined;

function windowFormatRule(metadata: RuleMetadataInput, parse: ParseWindow, format: string, example: string): Rule {
  const { property } = metadata;
  return rule(metadata, `${property} must have the format ${format} in UTC`, (p) => {
    const value = p.text(property);
    return value === undefined || parse(value)
      ? undefined
      : `${p.name(property)} must have the format ${format} in UTC, but got ${formatValue(value)}. Use a window such as ${example}.`;
  });
}

function windowLengthRule(
  metadata: RuleMetadataInput,
  parse: ParseWindow,
  { min, max }: { min: number; max: number },
): Rule {
  const { property } = metadata;
  return rule(metadata, `${property} must last ${min} to ${max} minutes`, (p) => {
    const minutes = readWindow(p, property, parse)?.length;
    if (minutes === undefined) {
      return undefined;
    }
    return minutes >= min && minutes <= max
      ? undefined
      : `${p.name(property)} must last ${min} to ${max} minutes, but got ${minutes} (${p.text(property)}). Use a ${minutes < min ? 'longer' : 'shorter'} window.`;
  });
}

function readWindow(p: PropertyReader, property: string, parse: ParseWindow): TimeWindow | undefined {
  const value = p.text(property);
  return value === undefined ? undefined : parse(value);
}
