import { Duration, Token } from 'aws-cdk-lib/core';
import { throwValueErrors } from '../private/errors';
import { isIntegerInRange } from '../private/ranges';
import { isResolved } from '../private/tokens';
import type { TimeWindow } from '../private/windows';
import {
  DAYS,
  formatDailyWindow,
  formatWeeklyWindow,
  parseDailyWindow,
  parseWeeklyWindow,
  windowsOverlap,
} from '../private/windows';

const MINUTES_PER_DAY = 24 * 60;

/**
 * Some time of every day, in UTC, of at least an hour: in it ElastiCache begins the daily snapshot.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
 * @example
 * elasticache.DailyWindow.startingAt(3, 30);
 */
export class DailyWindow {
  /**
   * A window that starts at a time of the day, in UTC; it may go over midnight. It throws when there is no such time.
   *
   * @param hour the hour, 0 to 23
   * @param minute the minute, 0 to 59; 0 when left out
   * @param duration how long it lasts, one hour to a minute less than a day; one hour when left out
   */
  public static startingAt(hour: number, minute: number = 0, duration: Duration = Duration.hours(1)): DailyWindow {
    const errors = validateTime(hour, minute, 'DailyWindow.fromString');
    const length = toWindowLength(duration, MINUTES_PER_DAY, errors);
    if (errors.length > 0) {
      throwValueErrors('DailyWindow.startingAt', errors);
    }

    const span = { start: hour * 60 + minute, length };
    return new DailyWindow(formatDailyWindow(span), span);
  }

  /**
   * A window in the format of ElastiCache. The cache that it is for validates it.
   *
   * @param window `hh:mm-hh:mm` in UTC, for example 03:30-04:30
   */
  public static fromString(window: string): DailyWindow {
    return new DailyWindow(window, isResolved(window) ? parseDailyWindow(window) : undefined);
  }

  /**
   * @param window the window in ElastiCache's format
   * @param _span the window in minutes; undefined for a token
   */
  private constructor(
    private readonly window: string,
    /** @internal */ public readonly _span?: TimeWindow,
  ) {}

  /**
   * Whether it meets a maintenance window, which ElastiCache refuses; false for tokens.
   *
   * @param other the maintenance window
   */
  public overlaps(other: MaintenanceWindow): boolean {
    return this._span !== undefined && other._span !== undefined && windowsOverlap(this._span, other._span);
  }

  /** The window in ElastiCache's words. */
  public toString(): string {
    return this.window;
  }

  /** @internal */
  public _render(): string {
    return this.window;
  }
}

/** The days of a week, in UTC. */
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

/** When a weekly window begins, and how long it lasts. */
export interface WeeklyWindowOptions {
  /** The day on which it begins, in UTC. */
  readonly day: Weekday;

  /** The hour in which it begins, in UTC: 0 to 23. */
  readonly hour: number;

  /**
   * The minute in which it begins: 0 to 59.
   *
   * @default 0
   */
  readonly minute?: number;

  /**
   * How long it lasts: one hour to a day.
   *
   * @default Duration.hours(1)
   */
  readonly duration?: Duration;
}

/**
 * Some time of every week, in UTC, of an hour to a day: in it ElastiCache begins its own work on a cache, such as
 * patches, and changes that wait for it.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/maintenance-window.html
 * @example
 * elasticache.MaintenanceWindow.weekly({ day: elasticache.Weekday.SUNDAY, hour: 4, minute: 30 });
 */
export class MaintenanceWindow {
  /**
   * A window that begins at a time of the week; it may go on into the next day. It throws when there is no such time.
   *
   * @param options when it begins, and how long it lasts
   */
  public static weekly(options: WeeklyWindowOptions): MaintenanceWindow {
    const { day, hour, minute = 0, duration = Duration.hours(1) } = options;
    const errors = validateTime(hour, minute, 'MaintenanceWindow.fromString');
    const length = toWindowLength(duration, 7 * MINUTES_PER_DAY, errors);
    if (!DAYS.includes(day)) {
      errors.unshift(`'day' must be one of ${DAYS.join(', ')}, but got ${JSON.stringify(day)}.`);
    }
    if (errors.length > 0) {
      throwValueErrors('MaintenanceWindow.weekly', errors);
    }

    const span = { start: (DAYS.indexOf(day) * 24 + hour) * 60 + minute, length };
    return new MaintenanceWindow(formatWeeklyWindow(span), span);
  }

  /**
   * A window in the format of ElastiCache. The cache that it is for validates it.
   *
   * @param window `ddd:hh:mm-ddd:hh:mm` in UTC, for example sun:04:30-sun:05:30
   */
  public static fromString(window: string): MaintenanceWindow {
    return isResolved(window)
      ? new MaintenanceWindow(window.toLowerCase(), parseWeeklyWindow(window))
      : new MaintenanceWindow(window);
  }

  /**
   * @param window the window in ElastiCache's format
   * @param _span the window in minutes; undefined for a token
   */
  private constructor(
    private readonly window: string,
    /** @internal */ public readonly _span?: TimeWindow,
  ) {}

  /**
   * Whether it meets a snapshot window, which ElastiCache refuses; false for tokens.
   *
   * @param other the snapshot window
   */
  public overlaps(other: DailyWindow): boolean {
    return other.overlaps(this);
  }

  /** The window in ElastiCache's words. */
  public toString(): string {
    return this.window;
  }

  /** @internal */
  public _render(): string {
    return this.window;
  }
}

/** Validates a time of day. Tokens are errors, because the end of the window is computed from the start. */
function validateTime(hour: number, minute: number, tokenAlternative: string): string[] {
  return [
    validateTimePart('hour', hour, 23, tokenAlternative),
    validateTimePart('minute', minute, 59, tokenAlternative),
  ].filter((error) => error !== undefined);
}

/**
 * Returns the minutes of a duration, and adds its errors to `errors`. The format of a window cannot express fractions
 * of minutes, nor a duration that is as long as the period of the window.
 */
function toWindowLength(duration: Duration, period: number, errors: string[]): number {
  const minutes = duration.isUnresolved() ? NaN : duration.toMilliseconds() / 60_000;
  if (!isIntegerInRange(minutes, { min: 1, max: period - 1 })) {
    const value = duration.isUnresolved() ? 'a token' : duration.toHumanString();
    errors.push(`'duration' must be a whole number of minutes between 1 and ${period - 1}, but got ${value}.`);
  }
  return minutes;
}

function validateTimePart(name: string, value: number, max: number, tokenAlternative: string): string | undefined {
  if (Token.isUnresolved(value)) {
    return `'${name}' must be known at synthesis, but got a token. Use ${tokenAlternative}().`;
  }
  return isIntegerInRange(value, { min: 0, max })
    ? undefined
    : `'${name}' must be a whole number between 0 and ${max}, but got ${value}.`;
}
