import { checkDatastore, PRIMARY, secondary } from './datastore';
import { GLOBAL_DATASTORE_REGIONS, REGIONS } from '../../../../src/service-data/regions';

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
    "'Members' stands in eu-new-9, which this library does not know, so it cannot tell whether global datastores are there; upgrade the library",
  ]);
});

test.each([
  [
    [PRIMARY, secondary('us-west-2'), secondary('eu-west-1'), secondary('eu-west-2')],
    "'Members' must hold a primary and at most 2 secondaries, got 4 members",
  ],
  [[], "'Members' must hold a primary and at most 2 secondaries, got 0 members"],
  [[{ ...PRIMARY, Role: 'primary' }], '\'Members\' must have Role PRIMARY or SECONDARY, in capitals, got "primary"'],
  [[secondary('us-west-2')], "'Members' must hold one PRIMARY, got none; the others have Role SECONDARY"],
  [
    [PRIMARY, { ...secondary('us-west-2'), Role: 'PRIMARY' }],
    "'Members' must hold one PRIMARY, got 2; the others have Role SECONDARY",
  ],
  [
    [PRIMARY, { ReplicationGroupId: 'secondary', Role: 'SECONDARY' }],
    "'Members' must say everything of each member, got no 1.ReplicationGroupRegion; give it",
  ],
  [
    [PRIMARY, secondary('us-east-1')],
    "'Members' must stand in different Regions, got us-east-1 twice; move one of them",
  ],
  [
    [PRIMARY, secondary('ap-east-2')],
    '\'Members\' must stand in Regions that have global datastores, got "ap-east-2"; choose others',
  ],
  [
    [PRIMARY, secondary('Ireland')],
    '\'Members\' must stand in Regions that have global datastores, got "Ireland"; choose others',
  ],
  [
    [PRIMARY, secondary('cn-north-1')],
    "'Members' must stand in Regions of one partition, got us-east-1, cn-north-1; Regions of China and of GovCloud only go with one another",
  ],
  [
    [PRIMARY, secondary('us-gov-west-1')],
    "'Members' must stand in Regions of one partition, got us-east-1, us-gov-west-1; Regions of China and of GovCloud only go with one another",
  ],
])('fails with the members %j', (members, error) => {
  expect(checkMembers(...members)).toEqual([error]);
});

test('fails without members', () => {
  expect(checkDatastore({ Members: undefined })).toEqual([
    "'Members' must be given, got nothing; name the primary replication group",
  ]);
});

test('every Region with global datastores is a known Region', () => {
  expect(GLOBAL_DATASTORE_REGIONS.filter((region) => !REGIONS.includes(region))).toEqual([]);
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
      "'RegionalConfigurations' must be of Regions in which members stand (us-east-1, us-west-2), got eu-west-1",
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
      "'RegionalConfigurations' must hold zones of their own Region, got us-east-1a in us-west-2",
    ],
    [
      { NodeGroupId: 'two', PreferredAvailabilityZones: ['us-west-2a'] },
      '\'RegionalConfigurations\' must give each shard an id of 1 to 4 digits, got "two"',
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
