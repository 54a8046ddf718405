import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter, Duration, Lazy } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { GROUP, groupIn } from '../replication-group/group';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import {
  SnapshotWindow,
  Weekday,
  MaintenanceWindow,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
} from 'cdk-elasticache';

const createToken = () => new CfnParameter(emptyStack(), 'Token').valueAsString;
const numberToken = Lazy.number({ produce: () => 1 });
const { MONDAY, SATURDAY, SUNDAY } = Weekday;

/** Creates a maintenance window of some minutes. */
const windowOf = (minutes: number) =>
  MaintenanceWindow.weekly({ day: SUNDAY, hour: 4, duration: Duration.minutes(minutes) });

const createMemcachedCluster = (stack: Stack, maintenanceWindow: MaintenanceWindow) =>
  new MemcachedCluster(stack, 'Cache', {
    vpc: importVpc(stack),
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    maintenanceWindow,
  });

describe('SnapshotWindow', () => {
  test.each([
    [SnapshotWindow.daily({ hour: 3, minute: 30 }), '03:30-04:30'],
    [SnapshotWindow.daily({ hour: 3 }), '03:00-04:00'],
    [SnapshotWindow.daily({ hour: 23, minute: 30 }), '23:30-00:30'],
    [SnapshotWindow.daily({ hour: 0, duration: Duration.minutes(60) }), '00:00-01:00'],
    [SnapshotWindow.daily({ hour: 5, duration: Duration.seconds(5400) }), '05:00-06:30'],
    [SnapshotWindow.daily({ hour: 5, duration: Duration.minutes(1) }), '05:00-05:01'],
    [SnapshotWindow.daily({ hour: 5, duration: Duration.minutes(1439) }), '05:00-04:59'],
    [SnapshotWindow.fromString('05:00-09:00'), '05:00-09:00'],
    [SnapshotWindow.fromString('3:30-4:30'), '3:30-4:30'],
  ])('renders the format of ElastiCache: %s', (window, text) => {
    expect([window._render(), window.toString()]).toEqual([text, text]);
  });

  test('supports tokens', () => {
    const text = createToken();

    expect(SnapshotWindow.fromString(text)._render()).toBe(text);
  });

  test.each([
    [
      () => SnapshotWindow.daily({ hour: 24, minute: 60 }),
      "'hour' must be a whole number from 0 to 23, but got 24. Use a number in this range.",
      "'minute' must be a whole number from 0 to 59, but got 60. Use a number in this range.",
    ],
    [
      () => SnapshotWindow.daily({ hour: -1 }),
      "'hour' must be a whole number from 0 to 23, but got -1. Use a number in this range.",
    ],
    [
      () => SnapshotWindow.daily({ hour: 3.5 }),
      "'hour' must be a whole number from 0 to 23, but got 3.5. Use a number in this range.",
    ],
    [
      () => SnapshotWindow.daily({ hour: numberToken }),
      "'hour' must be known at synthesis, but got a token. Use SnapshotWindow.fromString to specify a window with tokens.",
    ],
    [
      () => SnapshotWindow.daily({ hour: 3, minute: numberToken }),
      "'minute' must be known at synthesis, but got a token. Use SnapshotWindow.fromString to specify a window with tokens.",
    ],
    [
      () => SnapshotWindow.daily({ hour: 3, duration: Duration.minutes(0) }),
      "'duration' must be a whole number of minutes from 1 to 1439, but got 0 minutes. Use a duration such as Duration.hours(1).",
    ],
    [
      () => SnapshotWindow.daily({ hour: 3, duration: Duration.hours(24) }),
      "'duration' must be a whole number of minutes from 1 to 1439, but got 1 day. Use a duration such as Duration.hours(1).",
    ],
    [
      () => SnapshotWindow.daily({ hour: 3, duration: Duration.seconds(3630) }),
      "'duration' must be a whole number of minutes from 1 to 1439, but got 1 hour 30 seconds. Use a duration such as Duration.hours(1).",
    ],
    [
      () => SnapshotWindow.daily({ hour: 3, duration: Duration.minutes(numberToken) }),
      "'duration' must be known at synthesis, but got a token. Use SnapshotWindow.fromString to specify a window with tokens.",
    ],
    [
      () => SnapshotWindow.daily({ hour: 24, minute: 60, duration: Duration.days(2) }),
      "'hour' must be a whole number from 0 to 23, but got 24. Use a number in this range.",
      "'minute' must be a whole number from 0 to 59, but got 60. Use a number in this range.",
      "'duration' must be a whole number of minutes from 1 to 1439, but got 2 days. Use a duration such as Duration.hours(1).",
    ],
  ])('fails for invalid windows: %s', (createWindow, ...messages) => {
    expect(errorsOf(createWindow)).toEqual(messages);
  });

  test.each([
    [SnapshotWindow.fromString('3:30-4:30'), 'SnapshotWindowInvalid'],
    [SnapshotWindow.fromString('24:00-01:00'), 'SnapshotWindowInvalid'],
    [SnapshotWindow.fromString('sun:05:00-sun:06:00'), 'SnapshotWindowInvalid'],
    [SnapshotWindow.fromString(''), 'SnapshotWindowInvalid'],
    [SnapshotWindow.fromString('05:00-05:45'), 'SnapshotWindowLengthOutOfRange'],
    [SnapshotWindow.fromString('05:00-05:00'), 'SnapshotWindowLengthOutOfRange'],
    [SnapshotWindow.daily({ hour: 3, duration: Duration.minutes(59) }), 'SnapshotWindowLengthOutOfRange'],
  ])('"%s" is the error %s of the cache', (snapshotWindow, ruleId) => {
    expect(errorsOf(() => groupIn(emptyStack(), { snapshotWindow }))).toEqual([
      `'snapshotWindow' ReplicationGroup.${ruleId}`,
    ]);
  });

  test.each([
    [60, '03:00-04:00'],
    [1439, '03:00-02:59'],
  ])('can last %d minutes', (minutes, text) => {
    const stack = emptyStack();
    groupIn(stack, { snapshotWindow: SnapshotWindow.daily({ hour: 3, duration: Duration.minutes(minutes) }) });

    expect(propertiesOf(stack, GROUP).SnapshotWindow).toBe(text);
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
    [MaintenanceWindow.weekly({ day: SUNDAY, hour: 4, duration: Duration.minutes(1) }), 'sun:04:00-sun:04:01'],
    [MaintenanceWindow.weekly({ day: SUNDAY, hour: 4, duration: Duration.minutes(10_079) }), 'sun:04:00-sun:03:59'],
    [MaintenanceWindow.fromString('05:00-06:00'), '05:00-06:00'],
  ])('renders the format of ElastiCache: %s', (window, text) => {
    expect([window._render(), window.toString()]).toEqual([text, text]);
  });

  test('supports tokens', () => {
    const text = createToken();

    expect(MaintenanceWindow.fromString(text)._render()).toBe(text);
  });

  test.each([
    [
      () => MaintenanceWindow.weekly({ day: 'Sunday' as Weekday, hour: 25 }),
      '\'day\' must be sun, mon, tue, wed, thu, fri, or sat, but got "Sunday". Use a value of Weekday.',
      "'hour' must be a whole number from 0 to 23, but got 25. Use a number in this range.",
    ],
    [
      () => MaintenanceWindow.weekly({ day: SUNDAY, hour: numberToken }),
      "'hour' must be known at synthesis, but got a token. Use MaintenanceWindow.fromString to specify a window with tokens.",
    ],
    [
      () => MaintenanceWindow.weekly({ day: SUNDAY, hour: 4, minute: 60 }),
      "'minute' must be a whole number from 0 to 59, but got 60. Use a number in this range.",
    ],
    [
      () => MaintenanceWindow.weekly({ day: SUNDAY, hour: 4, duration: Duration.minutes(0) }),
      "'duration' must be a whole number of minutes from 1 to 10079, but got 0 minutes. Use a duration such as Duration.hours(1).",
    ],
    [
      () => MaintenanceWindow.weekly({ day: SUNDAY, hour: 4, duration: Duration.days(7) }),
      "'duration' must be a whole number of minutes from 1 to 10079, but got 7 days. Use a duration such as Duration.hours(1).",
    ],
    [
      () => MaintenanceWindow.weekly({ day: SUNDAY, hour: 4, duration: Duration.seconds(3630) }),
      "'duration' must be a whole number of minutes from 1 to 10079, but got 1 hour 30 seconds. Use a duration such as Duration.hours(1).",
    ],
    [
      () => MaintenanceWindow.weekly({ day: SUNDAY, hour: 4, duration: Duration.minutes(numberToken) }),
      "'duration' must be known at synthesis, but got a token. Use MaintenanceWindow.fromString to specify a window with tokens.",
    ],
  ])('fails for invalid windows: %s', (createWindow, ...messages) => {
    expect(errorsOf(createWindow)).toEqual(messages);
  });

  test.each([
    [MaintenanceWindow.fromString('05:00-06:00'), 'MaintenanceWindowInvalid'],
    [MaintenanceWindow.fromString('sunday:05:00-sunday:06:00'), 'MaintenanceWindowInvalid'],
    [MaintenanceWindow.fromString(''), 'MaintenanceWindowInvalid'],
    [MaintenanceWindow.fromString('sun:05:00-sun:05:30'), 'MaintenanceWindowLengthOutOfRange'],
    [MaintenanceWindow.fromString('sun:05:00-mon:05:01'), 'MaintenanceWindowLengthOutOfRange'],
    [MaintenanceWindow.fromString('sun:05:00-sun:04:00'), 'MaintenanceWindowLengthOutOfRange'],
    [MaintenanceWindow.fromString('sun:05:00-sun:05:00'), 'MaintenanceWindowLengthOutOfRange'],
    [windowOf(59), 'MaintenanceWindowLengthOutOfRange'],
    [windowOf(1441), 'MaintenanceWindowLengthOutOfRange'],
  ])('"%s" is the error %s of the cache', (maintenanceWindow, ruleId) => {
    expect(errorsOf(() => groupIn(emptyStack(), { maintenanceWindow }))).toEqual([
      `'maintenanceWindow' ReplicationGroup.${ruleId}`,
    ]);
    expect(errorsOf(() => createMemcachedCluster(emptyStack(), maintenanceWindow))).toEqual([
      `'maintenanceWindow' CacheCluster.${ruleId}`,
    ]);
  });

  test.each([
    [60, 'sun:04:00-sun:05:00'],
    [1440, 'sun:04:00-mon:04:00'],
  ])('can last %d minutes', (minutes, text) => {
    const stack = emptyStack();
    groupIn(stack, { maintenanceWindow: windowOf(minutes) });

    expect(propertiesOf(stack, GROUP).PreferredMaintenanceWindow).toBe(text);
  });
});
