import { checkDatastore, PRIMARY, secondary } from './datastore';

const checkMembers = (...Members: object[]) => checkDatastore({ Members });

test.each([
  [PRIMARY],
  [PRIMARY, secondary('us-west-2')],
  [PRIMARY, secondary('us-west-2'), secondary('eu-west-1')],
  [secondary('us-west-2'), PRIMARY],
  [PRIMARY, secondary({ Ref: 'AWS::Region' })],
  [{ Ref: 'Primary' }],
])('accepts a primary and at most two secondaries in different Regions: %j', (...members) => {
  expect(checkMembers(...members)).toEqual([]);
});

test('adds a warning for a Region that is newer than the library', () => {
  expect(checkMembers({ ...PRIMARY, ReplicationGroupRegion: 'eu-new-9' })).toEqual([
    "GlobalReplicationGroup.RegionUnknown: 'Members' but got eu-new-9",
  ]);
});

test.each([
  [
    [PRIMARY, secondary('us-west-2'), secondary('eu-west-1'), secondary('eu-west-2')],
    "GlobalReplicationGroup.MemberCountInvalid: 'Members' but got 4 members",
  ],
  [[], "GlobalReplicationGroup.MemberCountInvalid: 'Members' but got 0 members"],
  [[{ ...PRIMARY, Role: 'primary' }], 'GlobalReplicationGroup.MemberRoleInvalid: \'Members\' but got "primary"'],
  [[secondary('us-west-2')], "GlobalReplicationGroup.PrimaryCountInvalid: 'Members'"],
  [
    [PRIMARY, { ...secondary('us-west-2'), Role: 'PRIMARY' }],
    "GlobalReplicationGroup.PrimaryCountInvalid: 'Members' but got 2",
  ],
  [
    [PRIMARY, { ReplicationGroupId: 'secondary', Role: 'SECONDARY' }],
    "GlobalReplicationGroup.MemberIncomplete: 'Members'",
  ],
  [
    [PRIMARY, secondary('us-east-1')],
    "GlobalReplicationGroup.DuplicateRegions: 'Members' but got us-east-1 more than once",
  ],
  [[PRIMARY, secondary('ap-east-2')], 'GlobalReplicationGroup.RegionUnsupported: \'Members\' but got "ap-east-2"'],
  [[PRIMARY, secondary('Ireland')], 'GlobalReplicationGroup.RegionUnsupported: \'Members\' but got "Ireland"'],
  [
    [PRIMARY, secondary('cn-north-1')],
    "GlobalReplicationGroup.RegionsInSeveralPartitions: 'Members' but got us-east-1 and cn-north-1",
  ],
  [
    [PRIMARY, secondary('us-gov-west-1')],
    "GlobalReplicationGroup.RegionsInSeveralPartitions: 'Members' but got us-east-1 and us-gov-west-1",
  ],
  [
    [{ ...PRIMARY, ReplicationGroupRegion: 'us-gov-east-1' }, secondary('us-gov-west-1'), secondary('cn-north-1')],
    "GlobalReplicationGroup.RegionsInSeveralPartitions: 'Members' but got us-gov-east-1, us-gov-west-1, and cn-north-1",
  ],
])('fails with the members %j', (members, error) => {
  expect(checkMembers(...members)).toEqual([error]);
});

test.each(['eusc-de-east-1', 'us-iso-east-1', 'us-isob-east-1', 'eu-isoe-west-1', 'us-isof-south-1'])(
  'fails with members in %s and in a commercial Region, and adds a warning for the unknown support',
  (region) => {
    expect(checkMembers(PRIMARY, secondary(region))).toEqual([
      `GlobalReplicationGroup.RegionUnknown: 'Members' but got ${region}`,
      `GlobalReplicationGroup.RegionsInSeveralPartitions: 'Members' but got us-east-1 and ${region}`,
    ]);
  },
);

test.each([
  ['eusc-de-east-1', 'eusc-de-west-1'],
  ['us-iso-east-1', 'us-iso-west-1'],
  ['us-isob-east-1', 'us-isob-west-1'],
])('does not fail with members in %s and %s, which are in one partition', (first, second) => {
  expect(checkMembers({ ...PRIMARY, ReplicationGroupRegion: first }, secondary(second))).toEqual([
    `GlobalReplicationGroup.RegionUnknown: 'Members' but got ${first} and ${second}`,
  ]);
});

test('fails without members', () => {
  expect(checkDatastore({ Members: undefined })).toEqual(["GlobalReplicationGroup.MembersMissing: 'Members'"]);
});

describe('regional configurations', () => {
  const checkConfiguration = (configuration: object) =>
    checkDatastore({
      Members: [PRIMARY, secondary('us-west-2')],
      RegionalConfigurations: [
        { ReplicationGroupId: 'secondary', ReplicationGroupRegion: 'us-west-2', ...configuration },
      ],
    });

  test('must belong to the Regions of members', () => {
    expect(
      checkConfiguration({
        ReshardingConfigurations: [
          { NodeGroupId: '0002', PreferredAvailabilityZones: ['us-west-2a', { Ref: 'Zone' }] },
        ],
      }),
    ).toEqual([]);
    expect(checkConfiguration({ ReplicationGroupRegion: 'eu-west-1' })).toEqual([
      "GlobalReplicationGroup.RegionalConfigurationNotOfMember: 'RegionalConfigurations' but got eu-west-1",
    ]);
  });

  test('are not compared with unresolved Regions of members', () => {
    expect(
      checkDatastore({
        Members: [PRIMARY, secondary({ Ref: 'Region' })],
        RegionalConfigurations: [{ ReplicationGroupId: 'x', ReplicationGroupRegion: 'eu-west-1' }],
      }),
    ).toEqual([]);
  });

  test.each([
    [
      { NodeGroupId: '0002', PreferredAvailabilityZones: ['us-east-1a'] },
      "GlobalReplicationGroup.RegionalConfigurationZoneInvalid: 'RegionalConfigurations' but got us-east-1a for us-west-2",
    ],
    [
      { NodeGroupId: 'two', PreferredAvailabilityZones: ['us-west-2a'] },
      'GlobalReplicationGroup.RegionalConfigurationShardIdInvalid: \'RegionalConfigurations\' but got "two"',
    ],
  ])('fail with the shard %j', (shard, error) => {
    expect(checkConfiguration({ ReshardingConfigurations: [shard] })).toEqual([error]);
  });

  test('accept any zones when their Region is unresolved', () => {
    expect(
      checkConfiguration({
        ReplicationGroupRegion: { Ref: 'Region' },
        ReshardingConfigurations: [{ PreferredAvailabilityZones: ['us-east-1a'] }],
      }),
    ).toEqual([]);
  });
});
