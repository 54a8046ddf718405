import { parseDailyWindow, parseWeeklyWindow, windowsOverlap } from '../../../src/private/windows';

test.each([
  ['05:00-06:00', 'sun:05:30-sun:06:30', true],
  ['03:00-04:00', 'sun:05:30-sun:06:30', false],
  ['05:00-06:00', 'sun:06:00-sun:07:00', false],
  ['06:00-07:00', 'sun:05:00-sun:06:00', false],
  ['23:30-00:30', 'mon:00:00-mon:01:00', true],
  ['23:30-00:30', 'mon:01:00-mon:02:00', false],
  ['23:30-00:30', 'sun:00:00-sun:01:00', true],
  ['00:00-01:00', 'sat:23:30-sun:00:30', true],
  ['12:00-13:00', 'sat:12:00-sun:12:00', true],
  ['00:00-23:59', 'sun:23:59-mon:00:59', true],
])('snapshot window %s and maintenance window %s overlap: %s', (daily, weekly, overlap) => {
  expect(windowsOverlap(parseDailyWindow(daily)!, parseWeeklyWindow(weekly)!)).toBe(overlap);
});
