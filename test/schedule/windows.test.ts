import { CfnParameter, Duration, Lazy } from 'aws-cdk-lib/core';
import { DailyWindow, DayOfWeek, MaintenanceWindow } from '../../src';
import { emptyStack } from '../util';

const createToken = () => new CfnParameter(emptyStack(), 'Token').valueAsString;
const numberToken = Lazy.number({ produce: () => 1 });
const { MONDAY, SATURDAY, SUNDAY } = DayOfWeek;

describe('DailyWindow', () => {
  test.each([
    [DailyWindow.startingAt(3, 30), '03:30-04:30'],
    [DailyWindow.startingAt(3), '03:00-04:00'],
    [DailyWindow.startingAt(23, 30), '23:30-00:30'],
    [DailyWindow.startingAt(0, 0, Duration.minutes(60)), '00:00-01:00'],
    [DailyWindow.startingAt(5, 0, Duration.seconds(5400)), '05:00-06:30'],
    [DailyWindow.startingAt(5, 0, Duration.minutes(1439)), '05:00-04:59'],
    [DailyWindow.fromString('05:00-09:00'), '05:00-09:00'],
  ])('renders the format of ElastiCache: %s', (window, text) => {
    expect([window._render(), window.toString()]).toEqual([text, text]);
  });

  test('supports tokens', () => {
    const text = createToken();

    expect(DailyWindow.fromString(text)._render()).toBe(text);
  });

  test.each([
    [
      () => DailyWindow.startingAt(24, 60),
      "'hour' must be a whole number between 0 and 23, got 24, and 'minute' must be a whole number between 0 and 59, got 60",
    ],
    [() => DailyWindow.startingAt(-1), "'hour' must be a whole number between 0 and 23, got -1"],
    [() => DailyWindow.startingAt(3.5), "'hour' must be a whole number between 0 and 23, got 3.5"],
    [
      () => DailyWindow.startingAt(numberToken),
      "'hour' must be a number that is known, got a token; use DailyWindow.fromString",
    ],
    [
      () => DailyWindow.startingAt(3, numberToken),
      "'minute' must be a number that is known, got a token; use DailyWindow.fromString",
    ],
    [() => DailyWindow.startingAt(3, 0, Duration.minutes(59)), "'duration' must last 60 to 1439 minutes, got 59"],
    [() => DailyWindow.startingAt(3, 0, Duration.hours(24)), "'duration' must last 60 to 1439 minutes, got 1440"],
    [
      () => DailyWindow.startingAt(3, 0, Duration.seconds(3630)),
      "'duration' must be whole minutes that are known, got 1 hour 30 seconds",
    ],
    [
      () => DailyWindow.startingAt(3, 0, Duration.minutes(numberToken)),
      "'duration' must be whole minutes that are known, got a token",
    ],
    [
      () => DailyWindow.fromString('3:30-4:30'),
      '\'window\' must have the form hh:mm-hh:mm, such as 03:30-04:30, got "3:30-4:30"',
    ],
    [
      () => DailyWindow.fromString('24:00-01:00'),
      '\'window\' must have the form hh:mm-hh:mm, such as 03:30-04:30, got "24:00-01:00"',
    ],
    [
      () => DailyWindow.fromString('sun:05:00-sun:06:00'),
      '\'window\' must have the form hh:mm-hh:mm, such as 03:30-04:30, got "sun:05:00-sun:06:00"',
    ],
    [() => DailyWindow.fromString('05:00-05:45'), "'window' must last 60 to 1439 minutes, got 45"],
    [() => DailyWindow.fromString('05:00-05:00'), "'window' must last 60 to 1439 minutes, got 0"],
  ])('fails for invalid windows: %s', (createWindow, message) => {
    expect(createWindow).toThrow(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
  });
});

describe('MaintenanceWindow', () => {
  test.each([
    [MaintenanceWindow.weekly({ day: SUNDAY, hour: 4 }), 'sun:04:00-sun:05:00'],
    [
      MaintenanceWindow.weekly({ day: SUNDAY, hour: 4, minute: 15, duration: Duration.hours(2) }),
      'sun:04:15-sun:06:15',
    ],
    [MaintenanceWindow.weekly({ day: SATURDAY, hour: 23, minute: 30 }), 'sat:23:30-sun:00:30'],
    [MaintenanceWindow.weekly({ day: MONDAY, hour: 5, duration: Duration.hours(24) }), 'mon:05:00-tue:05:00'],
    [MaintenanceWindow.fromString('sun:05:00-mon:05:00'), 'sun:05:00-mon:05:00'],
    [MaintenanceWindow.fromString('Sat:23:30-Sun:00:30'), 'sat:23:30-sun:00:30'],
  ])('renders the format of ElastiCache: %s', (window, text) => {
    expect([window._render(), window.toString()]).toEqual([text, text]);
  });

  test('supports tokens', () => {
    const text = createToken();

    expect(MaintenanceWindow.fromString(text)._render()).toBe(text);
  });

  test.each([
    [
      () => MaintenanceWindow.weekly({ day: 'Sunday' as DayOfWeek, hour: 25 }),
      "'day' must be one of sun, mon, tue, wed, thu, fri, sat, got \"Sunday\", and 'hour' must be a whole number between 0 and 23, got 25",
    ],
    [
      () => MaintenanceWindow.weekly({ day: SUNDAY, hour: numberToken }),
      "'hour' must be a number that is known, got a token; use MaintenanceWindow.fromString",
    ],
    [
      () => MaintenanceWindow.weekly({ day: SUNDAY, hour: 4, duration: Duration.minutes(59) }),
      "'duration' must last 60 to 1440 minutes, got 59",
    ],
    [
      () => MaintenanceWindow.weekly({ day: SUNDAY, hour: 4, duration: Duration.minutes(1441) }),
      "'duration' must last 60 to 1440 minutes, got 1441",
    ],
    [
      () => MaintenanceWindow.fromString('05:00-06:00'),
      '\'window\' must have the form ddd:hh:mm-ddd:hh:mm, such as sun:04:30-sun:05:30, got "05:00-06:00"',
    ],
    [() => MaintenanceWindow.fromString('sun:05:00-sun:05:30'), "'window' must last 60 to 1440 minutes, got 30"],
    [() => MaintenanceWindow.fromString('sun:05:00-mon:05:01'), "'window' must last 60 to 1440 minutes, got 1441"],
    [() => MaintenanceWindow.fromString('sun:05:00-sun:04:00'), "'window' must last 60 to 1440 minutes, got 10020"],
  ])('fails for invalid windows: %s', (createWindow, message) => {
    expect(createWindow).toThrow(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
  });
});

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
  [createToken(), 'sun:05:00-sun:06:00', false],
  ['05:00-06:00', createToken(), false],
])('snapshot window %s and maintenance window %s overlap: %s', (daily, weekly, overlap) => {
  const [snapshot, maintenance] = [DailyWindow.fromString(daily), MaintenanceWindow.fromString(weekly)];

  expect([snapshot.overlaps(maintenance), maintenance.overlaps(snapshot)]).toEqual([overlap, overlap]);
});
