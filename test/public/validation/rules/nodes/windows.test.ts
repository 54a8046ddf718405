import { checkGroup } from '../replication-group/group';

const checkSnapshotWindow = (properties: object) => checkGroup({ SnapshotRetentionLimit: 1, ...properties });

test.each(['sun:05:00-sun:06:00', 'sun:23:30-mon:00:30', 'sat:23:00-sun:23:00', 'Sun:05:00-Sun:06:00'])(
  'accepts the maintenance window %s',
  (PreferredMaintenanceWindow) => {
    expect(checkGroup({ PreferredMaintenanceWindow })).toEqual([]);
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
])('fails with the maintenance window %s, which has an invalid format', (PreferredMaintenanceWindow) => {
  expect(checkGroup({ PreferredMaintenanceWindow })).toEqual([
    `ReplicationGroup.MaintenanceWindowInvalid: 'PreferredMaintenanceWindow' but got "${PreferredMaintenanceWindow}"`,
  ]);
});

test.each([
  ['sun:05:00-sun:05:59', 59],
  ['sun:05:00-sun:05:00', 0],
  ['sun:05:00-mon:05:01', 1441],
  ['sun:06:00-sun:05:00', 10_020],
])('fails with the maintenance window %s, which is too short or too long', (PreferredMaintenanceWindow, minutes) => {
  expect(checkGroup({ PreferredMaintenanceWindow })).toEqual([
    `ReplicationGroup.MaintenanceWindowLengthOutOfRange: 'PreferredMaintenanceWindow' but got ${minutes} (${PreferredMaintenanceWindow})`,
  ]);
});

test.each([
  [0, true],
  [1, true],
  [35, true],
  [36, false],
  [-1, false],
  [1.5, false],
])('requires a snapshot retention of 0 to 35 days, got %d', (SnapshotRetentionLimit, fine) => {
  expect(checkGroup({ SnapshotRetentionLimit })).toEqual(
    fine ? [] : [`ReplicationGroup.RetentionOutOfRange: 'SnapshotRetentionLimit' but got ${SnapshotRetentionLimit}`],
  );
});

test.each(['05:00-06:00', '23:30-00:30', '06:00-05:59'])('accepts the snapshot window %s', (SnapshotWindow) => {
  expect(checkSnapshotWindow({ SnapshotWindow })).toEqual([]);
});

test.each(['sun:05:00-sun:06:00', '5:00-6:00', '24:00-01:00', '05:00', '05:00 - 06:00'])(
  'fails with the snapshot window %s, which has an invalid format',
  (SnapshotWindow) => {
    expect(checkSnapshotWindow({ SnapshotWindow })).toEqual([
      `ReplicationGroup.SnapshotWindowInvalid: 'SnapshotWindow' but got "${SnapshotWindow}"`,
    ]);
  },
);

test.each([
  ['05:00-05:59', 59],
  ['05:00-05:00', 0],
])('fails with the snapshot window %s, which is too short', (SnapshotWindow, minutes) => {
  expect(checkSnapshotWindow({ SnapshotWindow })).toEqual([
    `ReplicationGroup.SnapshotWindowLengthOutOfRange: 'SnapshotWindow' but got ${minutes} (${SnapshotWindow})`,
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
])('validates that the windows %s and %s do not overlap', (SnapshotWindow, PreferredMaintenanceWindow, fine) => {
  expect(checkSnapshotWindow({ SnapshotWindow, PreferredMaintenanceWindow })).toEqual(
    fine ? [] : [`ReplicationGroup.WindowsOverlap: 'SnapshotWindow' but got ${SnapshotWindow}`],
  );
});

test.each([undefined, 0])('warns when the snapshot window has a retention of %s', (SnapshotRetentionLimit) => {
  expect(checkGroup({ SnapshotWindow: '05:00-06:00', SnapshotRetentionLimit })).toEqual([
    "ReplicationGroup.SnapshotWindowRequiresRetention: 'SnapshotWindow'",
  ]);
});
