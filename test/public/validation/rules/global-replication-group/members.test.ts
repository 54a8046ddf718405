import { checkDatastore, PRIMARY, secondary } from './datastore';
import { checkRule } from '../../check-resources';

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
        {
          ReplicationGroupId: 'secondary',
          ReplicationGroupRegion: 'us-west-2',
          ReshardingConfigurations: [],
          ...configuration,
        },
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
        RegionalConfigurations: [
          { ReplicationGroupId: 'x', ReplicationGroupRegion: 'eu-west-1', ReshardingConfigurations: [] },
        ],
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

  test('are incomplete without a key that the API requires', () => {
    expect(checkConfiguration({ ReshardingConfigurations: undefined })).toEqual([
      "GlobalReplicationGroup.RegionalConfigurationIncomplete: 'RegionalConfigurations'",
    ]);
    expect(checkConfiguration({ ReshardingConfigurations: { Ref: 'Shards' } })).toEqual([]);
  });

  test('are duplicates when all of their values are equal', () => {
    const checkConfigurations = (...configurations: unknown[]) =>
      checkDatastore({ Members: [PRIMARY, secondary('us-west-2')], RegionalConfigurations: configurations });
    const configuration = (shard: object) => ({
      ReplicationGroupId: 'secondary',
      ReplicationGroupRegion: 'us-west-2',
      ReshardingConfigurations: [shard],
    });
    const [one, two] = ['0001', '0002'].map((NodeGroupId) => configuration({ NodeGroupId }));
    const reordered = Object.fromEntries(Object.entries(one).reverse());

    expect(checkConfigurations(one, two, reordered)).toEqual([
      "GlobalReplicationGroup.DuplicateRegionalConfigurations: 'RegionalConfigurations' but got 2 identical ones",
    ]);
    expect([checkConfigurations(one, two), checkConfigurations({ Ref: 'One' }, { Ref: 'One' })]).toEqual([[], []]);
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

describe('a primary in the same template', () => {
  const check = (members: unknown, attributes: object = {}) =>
    checkRule('GlobalReplicationGroup.MemberNotReferenced', {
      Global: ['GlobalReplicationGroup', { Members: members }, attributes],
      Group: ['ReplicationGroup', { ReplicationGroupId: 'primary' }],
    });

  test('should be a reference', () => {
    expect(check([PRIMARY])).toEqual(["'Members'"]);
    expect(check([{ ...PRIMARY, ReplicationGroupId: 'Primary' }])).toEqual(["'Members'"]);
  });

  test('can be a name if the global datastore depends on it', () => {
    expect(check([PRIMARY], { DependsOn: 'Group' })).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['references', [{ ...PRIMARY, ReplicationGroupId: { Ref: 'Group' } }]],
    ['names of other groups', [{ ...PRIMARY, ReplicationGroupId: 'other' }]],
    ['secondaries with the same name in another Region', [secondary('eu-west-1', 'primary')]],
    ['unresolved members', { Ref: 'Members' }],
  ])('is not confused with %s', (_title, members) => {
    expect(check(members)).toEqual([]);
  });
});
