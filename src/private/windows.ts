/** The days of a week, as windows name them, Sunday first. */
export const DAYS: readonly string[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Some time of every day or of every week, in minutes. */
export interface Span {
  /** From the beginning of the day, or of Sunday. */
  readonly start: number;
  readonly length: number;
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;

const TIME = '([01]\\d|2[0-3]):([0-5]\\d)';
const DAILY = new RegExp(`^${TIME}-${TIME}$`);
const WEEKLY = new RegExp(`^(${DAYS.join('|')}):${TIME}-(${DAYS.join('|')}):${TIME}$`, 'i');

/** Reads `hh:mm-hh:mm`, which may go over midnight; undefined when it is written otherwise. */
export function readDaily(text: string): Span | undefined {
  const found = DAILY.exec(text);
  if (!found) {
    return undefined;
  }
  const [startHour, startMinute, endHour, endMinute] = found.slice(1).map(Number);
  const start = startHour * 60 + startMinute;
  return { start, length: (endHour * 60 + endMinute - start + DAY) % DAY };
}

/** Reads `ddd:hh:mm-ddd:hh:mm`, which may go over the end of the week; undefined when it is written otherwise. */
export function readWeekly(text: string): Span | undefined {
  const found = WEEKLY.exec(text);
  if (!found) {
    return undefined;
  }
  const minutes = (day: string, hour: string, minute: string) =>
    DAYS.indexOf(day.toLowerCase()) * DAY + Number(hour) * 60 + Number(minute);
  const start = minutes(found[1], found[2], found[3]);
  return { start, length: (minutes(found[4], found[5], found[6]) - start + WEEK) % WEEK };
}

/** Writes what `readDaily` reads. */
export function writeDaily({ start, length }: Span): string {
  return `${time(start)}-${time(start + length)}`;
}

/** Writes what `readWeekly` reads. */
export function writeWeekly({ start, length }: Span): string {
  return [start, start + length].map((minute) => `${DAYS[Math.floor(minute / DAY) % 7]}:${time(minute)}`).join('-');
}

/** Whether some time of every day meets some time of every week; two that only touch do not. */
export function meet(daily: Span, weekly: Span): boolean {
  return DAYS.some((_, day) => {
    const start = day * DAY + daily.start;
    return [-WEEK, 0, WEEK].some(
      (week) => start + week < weekly.start + weekly.length && weekly.start < start + week + daily.length,
    );
  });
}

/** The time of the day of a minute. */
function time(minute: number): string {
  return [Math.floor(minute / 60) % 24, minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
