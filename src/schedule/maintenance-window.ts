import { Duration } from 'aws-cdk-lib/core';
import type { DailyWindow } from './daily-window';
import { toWindowLength, validateLength, validateTime } from './validate-window';
import { throwValueError } from '../private/errors';
import { isResolved } from '../private/tokens';
import type { TimeWindow } from '../private/windows';
import { DAYS, parseWeeklyWindow, formatWeeklyWindow } from '../private/windows';
import { LIMITS } from '../service-data/limits';

/** The days of a week, in UTC. */
export enum DayOfWeek {
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
  readonly day: DayOfWeek;

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
 * elasticache.MaintenanceWindow.weekly({ day: elasticache.DayOfWeek.SUNDAY, hour: 4, minute: 30 });
 */
export class MaintenanceWindow {
  /**
   * A window that begins at a time of the week; it may go on into the next day. It throws when it is too short or too
   * long.
   *
   * @param options when it begins, and how long it lasts
   */
  public static weekly(options: WeeklyWindowOptions): MaintenanceWindow {
    const { day, hour, minute = 0, duration = Duration.hours(1) } = options;
    const errors = validateTime(hour, minute, 'MaintenanceWindow.fromString');
    const length = toWindowLength(duration, LIMITS.maintenanceWindowMinutes, errors);
    if (!DAYS.includes(day)) {
      errors.unshift(`'day' must be one of ${DAYS.join(', ')}, got ${JSON.stringify(day)}`);
    }
    if (errors.length > 0) {
      throwValueError(errors.join(', and '));
    }

    const span = { start: (DAYS.indexOf(day) * 24 + hour) * 60 + minute, length };
    return new MaintenanceWindow(formatWeeklyWindow(span), span);
  }

  /**
   * A window in ElastiCache's own words. It throws when they are others, or the window is too short or too long; a
   * token is not judged.
   *
   * @param window `ddd:hh:mm-ddd:hh:mm` in UTC, for example sun:04:30-sun:05:30
   */
  public static fromString(window: string): MaintenanceWindow {
    if (!isResolved(window)) {
      return new MaintenanceWindow(window);
    }
    const span =
      parseWeeklyWindow(window) ??
      throwValueError(`'window' must have the form ddd:hh:mm-ddd:hh:mm, such as sun:04:30-sun:05:30, got "${window}"`);
    const lengthError = validateLength("'window'", span.length, LIMITS.maintenanceWindowMinutes);
    if (lengthError) {
      throwValueError(lengthError);
    }
    return new MaintenanceWindow(window.toLowerCase(), span);
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
