import { Duration } from 'aws-cdk-lib/core';
import type { MaintenanceWindow } from './maintenance-window';
import { toWindowLength, validateLength, validateTime } from './validate-window';
import { throwValueError } from '../private/errors';
import { isResolved } from '../private/tokens';
import type { TimeWindow } from '../private/windows';
import { windowsOverlap, parseDailyWindow, formatDailyWindow } from '../private/windows';
import { LIMITS } from '../service-data/limits';

/**
 * Some time of every day, in UTC, of at least an hour: in it ElastiCache begins the daily snapshot.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
 * @example
 * elasticache.DailyWindow.startingAt(3, 30);
 */
export class DailyWindow {
  /**
   * A window that starts at a time of the day, in UTC; it may go over midnight. It throws when it is too short or too
   * long.
   *
   * @param hour the hour, 0 to 23
   * @param minute the minute, 0 to 59; 0 when left out
   * @param duration how long it lasts, one hour to a minute less than a day; one hour when left out
   */
  public static startingAt(hour: number, minute: number = 0, duration: Duration = Duration.hours(1)): DailyWindow {
    const errors = validateTime(hour, minute, 'DailyWindow.fromString');
    const length = toWindowLength(duration, LIMITS.snapshotWindowMinutes, errors);
    if (errors.length > 0) {
      throwValueError(errors.join(', and '));
    }

    const span = { start: hour * 60 + minute, length };
    return new DailyWindow(formatDailyWindow(span), span);
  }

  /**
   * A window in ElastiCache's own words. It throws when they are others, or the window is too short; a token is not
   * judged.
   *
   * @param window `hh:mm-hh:mm` in UTC, for example 03:30-04:30
   */
  public static fromString(window: string): DailyWindow {
    if (!isResolved(window)) {
      return new DailyWindow(window);
    }
    const span =
      parseDailyWindow(window) ??
      throwValueError(`'window' must have the form hh:mm-hh:mm, such as 03:30-04:30, got "${window}"`);
    const lengthError = validateLength("'window'", span.length, LIMITS.snapshotWindowMinutes);
    if (lengthError) {
      throwValueError(lengthError);
    }
    return new DailyWindow(window, span);
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
