import { Duration, Token } from 'aws-cdk-lib/core';
import type { DailyWindow } from './daily-window';
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

/** How long a window may be, in minutes. */
interface WindowLimits {
  readonly min: number;
  readonly max: number;
}

/** What is wrong with an hour and a minute; tokens, of which no window can be made, are too. */
export function timeFaults(hour: number, minute: number, insteadOfTokens: string): string[] {
  return [partFault('hour', hour, 23, insteadOfTokens), partFault('minute', minute, 59, insteadOfTokens)].filter(
    (fault) => fault !== undefined,
  );
}

/** The length of a window in minutes; what is wrong with it joins the faults. */
export function lengthIn(duration: Duration, limits: WindowLimits, faults: string[]): number {
  const minutes = duration.isUnresolved() ? NaN : duration.toMilliseconds() / 60_000;
  if (!Number.isInteger(minutes)) {
    faults.push(
      `'duration' must be whole minutes that are known, got ${duration.isUnresolved() ? 'a token' : duration.toHumanString()}`,
    );
  }
  const fault = lengthFault("'duration'", minutes, limits);
  if (fault) {
    faults.push(fault);
  }
  return minutes;
}

/** What is wrong with the length of a window. */
export function lengthFault(name: string, minutes: number, { min, max }: WindowLimits): string | undefined {
  return minutes < min || minutes > max ? `${name} must last ${min} to ${max} minutes, got ${minutes}` : undefined;
}

function partFault(name: string, value: number, max: number, insteadOfTokens: string): string | undefined {
  if (Token.isUnresolved(value)) {
    return `'${name}' must be a number that is known, got a token; use ${insteadOfTokens}`;
  }
  return Number.isInteger(value) && value >= 0 && value <= max
    ? undefined
    : `'${name}' must be a whole number between 0 and ${max}, got ${value}`;
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
    const faults = timeFaults(hour, minute, 'MaintenanceWindow.fromString');
    const length = lengthIn(duration, LIMITS.maintenanceWindowMinutes, faults);
    if (!DAYS.includes(day)) {
      faults.unshift(`'day' must be one of ${DAYS.join(', ')}, got ${JSON.stringify(day)}`);
    }
    if (faults.length > 0) {
      throwValueError(faults.join(', and '));
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
    const fault = lengthFault("'window'", span.length, LIMITS.maintenanceWindowMinutes);
    if (fault) {
      throwValueError(fault);
    }
    return new MaintenanceWindow(window.toLowerCase(), span);
  }

  /**
   * @param window the window in ElastiCache's words
   * @param _span the same in minutes; undefined for a token
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
