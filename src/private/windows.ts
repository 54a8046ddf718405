/** The days of the week in the format of maintenance windows. */
export const DAYS: readonly string[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** A daily or weekly window, in minutes. */
export interface TimeWindow {
  /** Minutes since midnight, or since midnight on Sunday. */
  readonly start: number;
  readonly length: number;
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;

const TIME = '([01]\\d|2[0-3]):([0-5]\\d)';
const DAILY = new RegExp(`^${TIME}-${TIME}$`);
const WEEKLY = new RegExp(`^(${DAYS.join('|')}):${TIME}-(${DAYS.join('|')}):${TIME}$`, 'i');

/** Parses a window in the format `hh:mm-hh:mm`, which can span midnight. Returns undefined for other formats. */
export function parseDailyWindow(text: string): TimeWindow | undefined {
  const found = DAILY.exec(text);
  if (!found) {
    return undefined;
  }
  const [startHour, startMinute, endHour, endMinute] = found.slice(1).map(Number);
  const start = startHour * 60 + startMinute;
  return { start, length: (endHour * 60 + endMinute - start + DAY) % DAY };
}

/**
 * Parses a window in the format `ddd:hh:mm-ddd:hh:mm`, which can span the end of the week. Returns undefined for other
 * formats.
 */
export function parseWeeklyWindow(text: string): TimeWindow | undefined {
  const found = WEEKLY.exec(text);
  if (!found) {
    return undefined;
  }
  const minutes = (day: string, hour: string, minute: string) =>
    DAYS.indexOf(day.toLowerCase()) * DAY + Number(hour) * 60 + Number(minute);
  const start = minutes(found[1], found[2], found[3]);
  return { start, length: (minutes(found[4], found[5], found[6]) - start + WEEK) % WEEK };
}

export function formatDailyWindow({ start, length }: TimeWindow): string {
  return `${formatTime(start)}-${formatTime(start + length)}`;
}

export function formatWeeklyWindow({ start, length }: TimeWindow): string {
  return [start, start + length]
    .map((minute) => `${DAYS[Math.floor(minute / DAY) % 7]}:${formatTime(minute)}`)
    .join('-');
}

/** Whether a daily and a weekly window overlap. A window that starts when the other one ends does not overlap it. */
export function windowsOverlap(daily: TimeWindow, weekly: TimeWindow): boolean {
  return DAYS.some((_, day) => {
    const start = day * DAY + daily.start;
    return [-WEEK, 0, WEEK].some(
      (week) => start + week < weekly.start + weekly.length && weekly.start < start + week + daily.length,
    );
  });
}

function formatTime(minute: number): string {
  return [Math.floor(minute / 60) % 24, minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
