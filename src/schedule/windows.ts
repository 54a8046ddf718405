import { Duration, Token } from 'aws-cdk-lib/core';
import { throwValueErrors } from '../private/errors';
import { isIntegerInRange } from '../private/ranges';
import { formatList } from '../private/text';
import { isResolved } from '../private/tokens';
import { DAYS, formatDailyWindow, formatWeeklyWindow } from '../private/windows';

const MINUTES_PER_DAY = 24 * 60;

/** The start and the duration of a daily window. */
export interface DailyWindowOptions {
  /** The hour at which the window starts, in UTC, from 0 to 23. */
  readonly hour: number;

  /**
   * The minute at which the window starts, from 0 to 59.
   *
   * @default 0
   */
  readonly minute?: number;

  /**
   * The duration of the window, from 1 hour to 23 hours and 59 minutes.
   *
   * @default - one hour
   */
  readonly duration?: Duration;
}

/**
 * The daily window in which ElastiCache starts the automatic snapshot, in UTC. The window must be at least 1 hour long.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
 * @example
 * elasticache.SnapshotWindow.daily({ hour: 3, minute: 30 });
 */
export class SnapshotWindow {
  /**
   * Creates a daily window, which can extend past midnight.
   *
   * @param options the start and the duration of the window
   */
  public static daily(options: DailyWindowOptions): SnapshotWindow {
    const { hour, minute = 0, duration = Duration.hours(1) } = options;
    const errors = validateTime(hour, minute, 'SnapshotWindow.fromString');
    const length = toWindowLength(duration, MINUTES_PER_DAY, errors, 'SnapshotWindow.fromString');
    if (errors.length > 0) {
      throwValueErrors('SnapshotWindow.daily', errors);
    }

    return new SnapshotWindow(formatDailyWindow({ start: hour * 60 + minute, length }));
  }

  /**
   * Creates a window from a string in the format that ElastiCache uses. The window is validated when you use it for a
   * cache.
   *
   * @param window the window in the format `hh:mm-hh:mm`, in UTC, such as 03:30-04:30
   */
  public static fromString(window: string): SnapshotWindow {
    return new SnapshotWindow(window);
  }

  private constructor(private readonly window: string) {}

  /** Returns the window in the format that ElastiCache uses. */
  public toString(): string {
    return this.window;
  }

  /** @internal */
  public _render(): string {
    return this.window;
  }
}

/** A day of the week, in UTC. */
export enum Weekday {
  /** Sunday. */
  SUNDAY = 'sun',

  /** Monday. */
  MONDAY = 'mon',

  /** Tuesday. */
  TUESDAY = 'tue',

  /** Wednesday. */
  WEDNESDAY = 'wed',

  /** Thursday. */
  THURSDAY = 'thu',

  /** Friday. */
  FRIDAY = 'fri',

  /** Saturday. */
  SATURDAY = 'sat',
}

/** The start and the duration of a weekly window. */
export interface WeeklyWindowOptions {
  /** The day on which the window starts, in UTC. */
  readonly day: Weekday;

  /** The hour at which the window starts, in UTC, from 0 to 23. */
  readonly hour: number;

  /**
   * The minute at which the window starts, from 0 to 59.
   *
   * @default 0
   */
  readonly minute?: number;

  /**
   * The duration of the window, from 1 to 24 hours.
   *
   * @default - one hour
   */
  readonly duration?: Duration;
}

/**
 * The weekly window in which ElastiCache starts the maintenance of a cache, in UTC.
 *
 * Maintenance includes patches and pending changes. The window must be 1 to 24 hours long.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/maintenance-window.html
 * @example
 * elasticache.MaintenanceWindow.weekly({ day: elasticache.Weekday.SUNDAY, hour: 4, minute: 30 });
 */
export class MaintenanceWindow {
  /**
   * Creates a weekly window, which can extend past midnight.
   *
   * @param options the start and the duration of the window
   */
  public static weekly(options: WeeklyWindowOptions): MaintenanceWindow {
    const { day, hour, minute = 0, duration = Duration.hours(1) } = options;
    const errors = validateTime(hour, minute, 'MaintenanceWindow.fromString');
    const length = toWindowLength(duration, 7 * MINUTES_PER_DAY, errors, 'MaintenanceWindow.fromString');
    if (!DAYS.includes(day)) {
      errors.unshift(
        `'day' must be ${formatList(DAYS, 'or')}, but got ${JSON.stringify(day)}. Use a value of Weekday.`,
      );
    }
    if (errors.length > 0) {
      throwValueErrors('MaintenanceWindow.weekly', errors);
    }

    const start = (DAYS.indexOf(day) * 24 + hour) * 60 + minute;
    return new MaintenanceWindow(formatWeeklyWindow({ start, length }));
  }

  /**
   * Creates a window from a string in the format that ElastiCache uses. The window is validated when you use it for a
   * cache.
   *
   * @param window the window in the format `ddd:hh:mm-ddd:hh:mm`, in UTC, such as sun:04:30-sun:05:30
   */
  public static fromString(window: string): MaintenanceWindow {
    return new MaintenanceWindow(isResolved(window) ? window.toLowerCase() : window);
  }

  private constructor(private readonly window: string) {}

  /** Returns the window in the format that ElastiCache uses. */
  public toString(): string {
    return this.window;
  }

  /** @internal */
  public _render(): string {
    return this.window;
  }
}

/** Validates a time of day. Tokens are rejected, because the end of the window is computed from the start. */
function validateTime(hour: number, minute: number, tokenAlternative: string): string[] {
  return [
    validateTimePart('hour', hour, 23, tokenAlternative),
    validateTimePart('minute', minute, 59, tokenAlternative),
  ].filter((error) => error !== undefined);
}

/**
 * Returns the minutes of a duration, and adds its errors to `errors`.
 *
 * The format of a window cannot express fractions of minutes, or a duration of a whole day or week.
 */
function toWindowLength(duration: Duration, period: number, errors: string[], tokenAlternative: string): number {
  if (duration.isUnresolved()) {
    errors.push(formatTokenError('duration', tokenAlternative));
    return NaN;
  }
  const minutes = duration.toMilliseconds() / 60_000;
  if (!isIntegerInRange(minutes, { min: 1, max: period - 1 })) {
    errors.push(
      `'duration' must be a whole number of minutes from 1 to ${period - 1}, but got ${duration.toHumanString()}. Use a duration such as Duration.hours(1).`,
    );
  }
  return minutes;
}

function formatTokenError(name: string, alternative: string): string {
  return `'${name}' must be known at synthesis, but got a token. Use ${alternative} to specify a window with tokens.`;
}

function validateTimePart(name: string, value: number, max: number, tokenAlternative: string): string | undefined {
  if (Token.isUnresolved(value)) {
    return formatTokenError(name, tokenAlternative);
  }
  return isIntegerInRange(value, { min: 0, max })
    ? undefined
    : `'${name}' must be a whole number from 0 to ${max}, but got ${value}. Use a number in this range.`;
}
