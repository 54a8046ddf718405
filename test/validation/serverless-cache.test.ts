import { checkResources, checkRule } from './check-resources';

const CACHE = {
  ServerlessCacheName: 'cache',
  Engine: 'valkey',
  MajorEngineVersion: '8',
  SubnetIds: { Ref: 'Subnets' },
};
const cache = (properties: object) => checkResources({ Cache: ['ServerlessCache', { ...CACHE, ...properties }] });
const fault = (rule: string, message: string, severity = 'error') => [
  `${severity} Cache ServerlessCache.${rule}: ${message}`,
];

test('takes what AWS takes', () => {
  expect(cache({})).toEqual([]);
  expect(
    cache({
      CacheUsageLimits: {
        DataStorage: { Unit: 'GB', Minimum: 1, Maximum: 5000 },
        ECPUPerSecond: { Minimum: 1000, Maximum: 15_000_000 },
      },
      DailySnapshotTime: '23:59',
      SnapshotRetentionLimit: 35,
      FinalSnapshotName: 'the-last',
      Description: 'hot',
      NetworkType: 'dual_stack',
      ConnectionType: 'vpc',
      SecurityGroupIds: ['sg-1', 'sg-2', 'sg-3', 'sg-4', 'sg-5'],
      SnapshotArnsToRestore: ['arn:aws:elasticache:us-east-1:123456789012:snapshot:nightly'],
      Tags: [{ Key: 'team', Value: 'shop' }],
    }),
  ).toEqual([]);
});

test.each([
  ['ServerlessCacheName', 'NameGiven', 'give the cache a name'],
  ['Engine', 'EngineGiven', 'choose valkey, redis or memcached'],
])('fails without %s', (property, rule, wayOut) => {
  expect(cache({ [property]: undefined })).toEqual(fault(rule, `'${property}' must be given, got nothing; ${wayOut}`));
});

test('fails for an engine that there is not', () => {
  expect(cache({ Engine: 'dragonfly', ConnectionType: 'vpc' })).toEqual(
    fault('EngineKnown', '\'Engine\' must be one of valkey, redis, memcached, got "dragonfly"'),
  );
});

test('fails for users of Memcached', () => {
  expect(cache({ Engine: 'memcached', MajorEngineVersion: '1.6', UserGroupId: 'team' })).toEqual(
    fault(
      'UserGroupNeedsUsers',
      "'UserGroupId' works with Valkey and Redis OSS, got memcached; protect a Memcached cache by its security groups instead",
    ),
  );
});

test.each([
  [undefined, 'none'],
  [0, '0'],
])('fails for a time of backups of which %s are kept', (SnapshotRetentionLimit, got) => {
  expect(cache({ DailySnapshotTime: '03:00', SnapshotRetentionLimit })).toEqual(
    fault(
      'BackupTimeNeedsRetention',
      `'DailySnapshotTime' needs 'SnapshotRetentionLimit' of at least 1 day, got ${got}; raise it, or leave the time out`,
    ),
  );
});

describe('versions', () => {
  test.each([
    ['valkey', '7'],
    ['valkey', '8'],
    ['valkey', '9'],
    ['redis', '7'],
    ['memcached', '1.6'],
    ['valkey', 8],
  ])('%s %s', (Engine, MajorEngineVersion) => {
    expect(cache({ Engine, MajorEngineVersion })).toEqual([]);
  });

  test.each([
    ['valkey', '6', '\'MajorEngineVersion\' of valkey must be one of 7, 8, 9, got "6"'],
    ['redis', '6', '\'MajorEngineVersion\' of redis must be 7, got "6"'],
    ['redis', '8', '\'MajorEngineVersion\' of redis must be 7, got "8"'],
    ['memcached', '1.5', '\'MajorEngineVersion\' of memcached must be 1.6, got "1.5"'],
    [
      'valkey',
      '8.1',
      '\'MajorEngineVersion\' must be the major version alone, got "8.1"; ElastiCache chooses the minor version itself',
    ],
    [
      'redis',
      '7.1',
      '\'MajorEngineVersion\' must be the major version alone, got "7.1"; ElastiCache chooses the minor version itself',
    ],
    [
      'memcached',
      '1.6.22',
      '\'MajorEngineVersion\' must be the major version alone, got "1.6.22"; ElastiCache chooses the minor version itself',
    ],
  ])('fails for %s %s', (Engine, MajorEngineVersion, message) => {
    expect(cache({ Engine, MajorEngineVersion })).toEqual(fault('VersionKnown', message));
  });

  test('a later Valkey is taken, with the advice to upgrade this library', () => {
    expect(cache({ MajorEngineVersion: '10' })).toEqual(
      fault(
        'VersionFamiliar',
        "'MajorEngineVersion' 10 of valkey is newer than this library, which cannot tell what it supports; upgrade the library",
        'warning',
      ),
    );
  });

  test('the version should be given', () => {
    expect(cache({ MajorEngineVersion: undefined })).toEqual(
      fault(
        'VersionPinned',
        "'MajorEngineVersion' should be given, got nothing; AWS takes the newest version at " +
          'creation, does not move to a later one by itself, and adding the version later is an update that can fail',
        'warning',
      ),
    );
  });
});

test.each([
  ['no unit', { DataStorage: { Maximum: 10 } }, ['nothing']],
  ['no unit by AWS::NoValue', { DataStorage: { Maximum: 10, Unit: { Ref: 'AWS::NoValue' } } }, ['nothing']],
  ['another unit', { DataStorage: { Maximum: 10, Unit: 'TB' } }, ['"TB"']],
  ['a unit that is known later', { DataStorage: { Maximum: 10, Unit: { Ref: 'Unit' } } }, []],
  ['storage that is known later', { DataStorage: { 'Fn::If': [] } }, []],
  ['GB', { DataStorage: { Maximum: 10, Unit: 'GB' } }, []],
])('the unit of storage must be GB: %s', (_title, CacheUsageLimits, got) => {
  expect(cache({ CacheUsageLimits })).toEqual(
    got.flatMap((value) => fault('StorageUnit', `'CacheUsageLimits.DataStorage.Unit' must be GB, got ${value}`)),
  );
});

test.each([
  ['03:00', true],
  ['00:00', true],
  ['23:59', true],
  ['24:00', false],
  ['3:00', false],
  ['03:60', false],
  ['03:00-04:00', false],
  ['3am', false],
])('the time of the daily snapshot: %s', (DailySnapshotTime, valid) => {
  expect(cache({ DailySnapshotTime, SnapshotRetentionLimit: 1 })).toEqual(
    valid
      ? []
      : fault(
          'BackupTimeForm',
          `'DailySnapshotTime' must be one time of day in UTC, written hh:mm with 24 hours, got "${DailySnapshotTime}"`,
        ),
  );
});

test.each([
  ['Endpoint', 'EndpointIsOutput'],
  ['ReaderEndpoint', 'ReaderEndpointIsOutput'],
])('fails when %s is set', (property, rule) => {
  expect(cache({ [property]: { Address: 'x', Port: '6379' } })).toEqual(
    fault(rule, `'${property}' is what AWS gives, got one; leave it out and read it by Fn::GetAtt`),
  );
});

test('fails when a subnet stands twice', () => {
  expect(cache({ SubnetIds: ['subnet-1', 'subnet-2', 'subnet-1'] })).toEqual(
    fault('SubnetsDistinct', '\'SubnetIds\' must hold nothing twice, got "subnet-1" more than once'),
  );
});

test('fails when a snapshot is not an ARN', () => {
  expect(cache({ SnapshotArnsToRestore: ['nightly'] })).toEqual(
    fault(
      'SnapshotArns',
      '\'SnapshotArnsToRestore\' must hold ARNs such as arn:aws:elasticache:us-east-1:123456789012:serverlesscachesnapshot:nightly, got "nightly"',
    ),
  );
});

describe('a public cache', () => {
  const open = {
    MajorEngineVersion: '9',
    ConnectionType: 'public',
    UserGroupId: 'default.iam-user-group',
    SubnetIds: undefined,
  };

  test('is taken', () => {
    expect(cache(open)).toEqual([]);
  });

  test('fails with subnets and security groups', () => {
    expect(cache({ ...open, SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] })).toEqual([
      ...fault(
        'PublicHasNoSubnets',
        "'SubnetIds' has no place in a public cache, which stands in no VPC, got one; leave it out",
      ),
      ...fault(
        'PublicHasNoSecurityGroups',
        "'SecurityGroupIds' has no place in a public cache, which stands in no VPC, got one; leave it out",
      ),
    ]);
  });

  test('is not judged by what is known only later', () => {
    expect(cache({ ...open, Engine: { Ref: 'Engine' } })).toEqual([]);
    expect(cache({ ...open, MajorEngineVersion: { Ref: 'Version' } })).toEqual([]);
  });

  test('fails without users', () => {
    expect(cache({ ...open, UserGroupId: undefined })).toEqual(
      fault(
        'PublicNeedsUserGroup',
        "'UserGroupId' is needed with 'ConnectionType' public, got none; give a group of IAM users",
      ),
    );
  });

  test('fails without a version', () => {
    expect(cache({ ...open, MajorEngineVersion: undefined })[0]).toBe(
      'error Cache ServerlessCache.PublicNeedsValkey9: ' +
        "'ConnectionType' public needs Valkey 9 or later, got valkey without a version; set Engine valkey and MajorEngineVersion 9",
    );
  });

  test.each([
    ['valkey', '8'],
    ['redis', '7'],
  ])('fails for %s %s', (Engine, MajorEngineVersion) => {
    expect(cache({ ...open, Engine, MajorEngineVersion })).toEqual(
      fault(
        'PublicNeedsValkey9',
        `'ConnectionType' public needs Valkey 9 or later, got ${Engine} ${MajorEngineVersion}; set Engine valkey and MajorEngineVersion 9`,
      ),
    );
  });
});

test('subnets should be given', () => {
  expect(cache({ SubnetIds: undefined })).toEqual(
    fault(
      'SubnetsGiven',
      "'SubnetIds' should be given, got nothing; the cache stands in the default VPC, which accounts may not have",
      'warning',
    ),
  );
});

test('the name should be as it is stored', () => {
  expect(cache({ ServerlessCacheName: 'Cache' })).toEqual(
    fault(
      'NameLowerCase',
      '\'ServerlessCacheName\' is stored in lower case, so metrics and permissions for "Cache" find nothing; write "cache"',
      'warning',
    ),
  );
});

describe('beside other resources', () => {
  const SUBNETS = { SubnetIds: [{ Ref: 'One' }, { Ref: 'Two' }] };
  const beside = (rule: string, properties: object, resources: Parameters<typeof checkResources>[0], more?: object) =>
    checkRule(
      `ServerlessCache.${rule}`,
      { Cache: ['ServerlessCache', { ...CACHE, ...properties }], ...resources },
      more,
    );
  const subnets = (one: object, two: object): Parameters<typeof checkResources>[0] => ({
    One: ['AWS::EC2::Subnet', one],
    Two: ['AWS::EC2::Subnet', two],
  });

  test('fails when a public cache has users with passwords', () => {
    const group = (authenticationMode: object, ConnectionType = 'public') =>
      beside(
        'PublicNeedsIamUsers',
        { MajorEngineVersion: '9', ConnectionType, UserGroupId: { Ref: 'Group' } },
        {
          Group: ['UserGroup', { UserGroupId: 'team', Engine: 'valkey', UserIds: ['robot', 'elsewhere'] }],
          Robot: [
            'User',
            { UserId: 'robot', UserName: 'robot', Engine: 'valkey', AccessString: 'on', ...authenticationMode },
          ],
        },
      );

    expect(group({ AuthenticationMode: { Type: 'password', Passwords: ['{{resolve:secretsmanager:x}}'] } })).toEqual([
      "'UserGroupId' of a public cache must hold users with IAM authentication only, got User 'Robot'; give them the authentication iam, or leave them out",
    ]);
    expect([
      group({ AuthenticationMode: { Type: 'iam' } }),
      group({ AuthenticationMode: { Type: 'password' } }, 'vpc'),
    ]).toEqual([[], []]);
  });

  test('fails when subnets lie in two VPCs', () => {
    const vpcs: Parameters<typeof checkResources>[0] = { A: ['AWS::EC2::VPC', {}], B: ['AWS::EC2::VPC', {}] };
    const of = (one: unknown, two: unknown) =>
      beside('SubnetsInOneVpc', SUBNETS, { ...subnets({ VpcId: one }, { VpcId: two }), ...vpcs });

    expect(of({ Ref: 'A' }, { Ref: 'B' })).toEqual(["'SubnetIds' must lie in one VPC, got subnets of 'A', 'B'"]);
    expect(of('vpc-1', 'vpc-2')).toEqual(["'SubnetIds' must lie in one VPC, got subnets of 'vpc-1', 'vpc-2'"]);
    expect([of({ Ref: 'A' }, { Ref: 'A' }), of({ Ref: 'A' }, { 'Fn::ImportValue': 'vpc' })]).toEqual([[], []]);
  });

  test('fails when subnets lie in one zone', () => {
    const of = (one: object, two: object) => beside('SubnetsInDifferentZones', SUBNETS, subnets(one, two));
    const zone = (index: number) => ({ AvailabilityZone: { 'Fn::Select': [index, { 'Fn::GetAZs': '' }] } });

    expect(of(zone(0), zone(0))).toEqual([
      "'SubnetIds' must lie in different Availability Zones, got Subnet 'One' and Subnet 'Two' in the same one",
    ]);
    expect(of({ AvailabilityZoneId: 'use1-az1' }, { AvailabilityZoneId: 'use1-az1' })).toHaveLength(1);
    expect([
      of(zone(0), zone(1)),
      of({}, {}),
      beside('SubnetsInDifferentZones', { SubnetIds: [{ Ref: 'One' }, { Ref: 'One' }] }, subnets(zone(0), {})),
    ]).toEqual([[], [], []]);
  });

  test('fails when Local Zones are mixed with others', () => {
    const of = (one: string, two: string) =>
      beside('SubnetsOfOneKind', SUBNETS, subnets({ AvailabilityZone: one }, { AvailabilityZone: two }));

    expect(of('us-west-2a', 'us-west-2-lax-1a')).toEqual([
      "'SubnetIds' must not mix Local Zones with others, got us-west-2-lax-1a beside us-west-2a",
    ]);
    expect([of('us-west-2a', 'us-gov-west-1a'), of('us-west-2-lax-1a', 'us-west-2-lax-1b')]).toEqual([[], []]);
  });

  test.each([
    ['ipv6', { Ipv6Native: true }, { Ipv6Native: true }, []],
    [
      'ipv6',
      { Ipv6Native: true },
      { Ipv6CidrBlock: '::/64' },
      ["'NetworkType' ipv6 needs 'SubnetIds' that are IPv6-only, got Subnet 'Two'; use dual_stack, or other subnets"],
    ],
    ['ipv6', { Ipv6Native: { Ref: 'Later' } }, { Ipv6Native: true }, []],
    ['dual_stack', { Ipv6CidrBlock: '::/64' }, { Ipv6IpamPoolId: 'pool' }, []],
    [
      'dual_stack',
      { Ipv6CidrBlock: '::/64' },
      {},
      [
        "'NetworkType' dual_stack needs 'SubnetIds' with IPv4 and IPv6 addresses, got Subnet 'Two'; use another network type, or other subnets",
      ],
    ],
    [
      'dual_stack',
      { Ipv6Native: true },
      { Ipv6CidrBlock: '::/64' },
      [
        "'NetworkType' dual_stack needs 'SubnetIds' with IPv4 and IPv6 addresses, got Subnet 'One'; use another network type, or other subnets",
      ],
    ],
    ['dual_stack', { Ipv6Native: { Ref: 'Later' } }, { Ipv6CidrBlock: '::/64' }, []],
    [
      'ipv4',
      { Ipv6Native: true },
      { Ipv6Native: true },
      ["'NetworkType' ipv4 needs 'SubnetIds' with IPv4 addresses, got IPv6-only ones; use ipv6"],
    ],
    [
      undefined,
      { Ipv6Native: true },
      { Ipv6Native: true },
      ["'NetworkType' ipv4 needs 'SubnetIds' with IPv4 addresses, got IPv6-only ones; use ipv6"],
    ],
    [undefined, { Ipv6Native: true }, {}, []],
    [{ Ref: 'Later' }, { Ipv6Native: true }, {}, []],
  ])('network type %j with subnets %j and %j', (NetworkType, one, two, faults) => {
    expect(beside('SubnetsHaveAddresses', { ...SUBNETS, NetworkType }, subnets(one, two))).toEqual(faults);
  });

  test('a subnet gets IPv6 addresses beside it, too', () => {
    expect(
      beside(
        'SubnetsHaveAddresses',
        { SubnetIds: [{ Ref: 'One' }], NetworkType: 'dual_stack' },
        {
          ...subnets({}, {}),
          Cidr: ['AWS::EC2::SubnetCidrBlock', { SubnetId: { Ref: 'One' }, Ipv6CidrBlock: '::/64' }],
        },
      ),
    ).toEqual([]);
  });

  test('fails when something refers to the endpoint for reading of a Memcached cache', () => {
    const of = (Engine: string, attribute: string) =>
      beside(
        'MemcachedHasNoReader',
        { Engine, MajorEngineVersion: '1.6' },
        {},
        {
          Outputs: { Host: { Value: { 'Fn::GetAtt': ['Cache', attribute] } }, Name: { Value: { Ref: 'Cache' } } },
        },
      );

    expect(of('memcached', 'ReaderEndpoint.Address')).toEqual([
      "'Engine' memcached has no endpoint for reading, got a reference to ReaderEndpoint.Address; use Endpoint",
    ]);
    expect([of('memcached', 'Endpoint.Address'), of('valkey', 'ReaderEndpoint.Address')]).toEqual([[], []]);
  });

  test.each([
    ['both ports', [{ IpProtocol: 'tcp', FromPort: 6379, ToPort: 6380 }], []],
    ['everything', [{ IpProtocol: '-1' }], []],
    [
      'neither',
      [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 },
        { IpProtocol: 'tcp', FromPort: { Ref: 'Port' }, ToPort: { Ref: 'Port' } },
      ],
      [],
    ],
    [
      'one port',
      [{ IpProtocol: 'tcp', FromPort: 6379, ToPort: 6379 }],
      [
        "'SecurityGroupIds' should open port 6380 beside 6379, got SecurityGroup 'Group' with 6379 only; clients that read from replicas hang otherwise",
      ],
    ],
  ])('advises to open the port for reading: %s', (_title, rules, advice) => {
    const of = (ingress: object, rest: Parameters<typeof checkResources>[0] = {}) =>
      checkRule('ServerlessCache.ReaderPortOpen', {
        Cache: ['ServerlessCache', { ...CACHE, SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] }],
        Group: ['AWS::EC2::SecurityGroup', ingress],
        ...rest,
      });

    expect(of({ SecurityGroupIngress: rules })).toEqual(advice);
    expect(
      of(
        {},
        Object.fromEntries(
          rules.map((rule, index) => [
            `Rule${index}`,
            ['AWS::EC2::SecurityGroupIngress', { GroupId: { Ref: 'Group' }, ...rule }],
          ]),
        ),
      ),
    ).toEqual(advice);
  });
});
