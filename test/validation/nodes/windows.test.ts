import { groupFaults } from '../replication-group/group';

const WEEKLY =
  "'PreferredMaintenanceWindow' must have the form ddd:hh:mm-ddd:hh:mm in UTC, such as sun:04:30-sun:05:30";
const DAILY = "'SnapshotWindow' must have the form hh:mm-hh:mm in UTC, such as 03:30-04:30";
const snapshots = (properties: object) => groupFaults({ SnapshotRetentionLimit: 1, ...properties });

test.each(['sun:05:00-sun:06:00', 'sun:23:30-mon:00:30', 'sat:23:00-sun:23:00', 'Sun:05:00-Sun:06:00'])(
  'maintenance windows of one hour to one day: %s',
  (PreferredMaintenanceWindow) => {
    expect(groupFaults({ PreferredMaintenanceWindow })).toEqual([]);
  },
);

test.each([
  'Sunday 05:00-06:00',
  '05:00-06:00',
  'sun:5:00-sun:6:00',
  'sun:24:00-mon:01:00',
  'sunday:05:00-sunday:06:00',
  'sun:05:00-06:00',
  'sun:05:60-sun:07:00',
  '',
])('fails with maintenance windows of another form: %s', (PreferredMaintenanceWindow) => {
  expect(groupFaults({ PreferredMaintenanceWindow })).toEqual([`${WEEKLY}, got "${PreferredMaintenanceWindow}"`]);
});

test.each([
  ['sun:05:00-sun:05:59', 59],
  ['sun:05:00-sun:05:00', 0],
  ['sun:05:00-mon:05:01', 1441],
  ['sun:06:00-sun:05:00', 10_020],
])('fails with maintenance windows that are too short or too long: %s', (PreferredMaintenanceWindow, minutes) => {
  expect(groupFaults({ PreferredMaintenanceWindow })).toEqual([
    `'PreferredMaintenanceWindow' must last 60 to 1440 minutes, got ${minutes} (${PreferredMaintenanceWindow})`,
  ]);
});

test.each([
  [0, true],
  [1, true],
  [35, true],
  [36, false],
  [-1, false],
  [1.5, false],
])('snapshots are kept 0 to 35 days: %d', (SnapshotRetentionLimit, fine) => {
  expect(groupFaults({ SnapshotRetentionLimit })).toEqual(
    fine
      ? []
      : [`'SnapshotRetentionLimit' must be a whole number between 0 and 35 days, got ${SnapshotRetentionLimit}`],
  );
});

test.each(['05:00-06:00', '23:30-00:30', '06:00-05:59'])(
  'snapshot windows of at least an hour: %s',
  (SnapshotWindow) => {
    expect(snapshots({ SnapshotWindow })).toEqual([]);
  },
);

test.each(['sun:05:00-sun:06:00', '5:00-6:00', '24:00-01:00', '05:00', '05:00 - 06:00'])(
  'fails with snapshot windows of another form: %s',
  (SnapshotWindow) => {
    expect(snapshots({ SnapshotWindow })).toEqual([`${DAILY}, got "${SnapshotWindow}"`]);
  },
);

test.each([
  ['05:00-05:59', 59],
  ['05:00-05:00', 0],
])('fails with snapshot windows that are too short: %s', (SnapshotWindow, minutes) => {
  expect(snapshots({ SnapshotWindow })).toEqual([
    `'SnapshotWindow' must last 60 to 1439 minutes, got ${minutes} (${SnapshotWindow})`,
  ]);
});

test.each([
  ['05:00-06:00', 'sun:05:30-sun:06:30', false],
  ['05:00-06:00', 'sun:06:00-sun:07:00', true],
  ['05:00-06:00', 'sun:04:00-sun:05:00', true],
  ['23:30-00:30', 'mon:00:00-mon:01:00', false],
  ['23:30-00:30', 'mon:00:30-mon:01:30', true],
  ['23:30-00:30', 'sun:00:00-sun:01:00', false],
  ['12:00-13:00', 'sat:20:00-sun:19:00', false],
  ['01:00-02:00', 'sat:23:00-sun:03:00', false],
])('snapshot and maintenance windows do not meet: %s and %s', (SnapshotWindow, PreferredMaintenanceWindow, fine) => {
  expect(snapshots({ SnapshotWindow, PreferredMaintenanceWindow })).toEqual(
    fine
      ? []
      : [
          `'SnapshotWindow' must not overlap 'PreferredMaintenanceWindow', got ${SnapshotWindow} and ${PreferredMaintenanceWindow}; move one of them`,
        ],
  );
});

test.each([
  [undefined, 'none'],
  [0, '0'],
])('advises to keep snapshots where they have a window: %s', (SnapshotRetentionLimit, got) => {
  expect(groupFaults({ SnapshotWindow: '05:00-06:00', SnapshotRetentionLimit })).toEqual([
    `'SnapshotWindow' does nothing without 'SnapshotRetentionLimit' of at least 1 day, got ${got}; raise it, or leave the window out`,
  ]);
});
