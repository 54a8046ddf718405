import { checkResources, checkRule } from '../check-resources';

const CACHE = {
  ServerlessCacheName: 'cache',
  Engine: 'valkey',
  MajorEngineVersion: '8',
  SubnetIds: { Ref: 'Subnets' },
};
const checkCache = (properties: object) => checkResources({ Cache: ['ServerlessCache', { ...CACHE, ...properties }] });
const formatFinding = (rule: string, message: string, severity = 'error') => [
  `${severity} Cache ServerlessCache.${rule}: ${message}`,
];

test('accepts a valid cache', () => {
  expect(checkCache({})).toEqual([]);
  expect(
    checkCache({
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
  ['ServerlessCacheName', 'NameMissing', 'give the cache a name'],
  ['Engine', 'EngineMissing', 'choose valkey, redis or memcached'],
])('fails without %s', (property, rule, fix) => {
  expect(checkCache({ [property]: undefined })).toEqual(
    formatFinding(rule, `'${property}' must be given, got nothing; ${fix}`),
  );
});

test('fails with an unknown engine', () => {
  expect(checkCache({ Engine: 'dragonfly', ConnectionType: 'vpc' })).toEqual(
    formatFinding('EngineInvalid', '\'Engine\' must be one of valkey, redis, memcached, got "dragonfly"'),
  );
});

test('fails with a user group for Memcached', () => {
  expect(checkCache({ Engine: 'memcached', MajorEngineVersion: '1.6', UserGroupId: 'team' })).toEqual(
    formatFinding(
      'UserGroupUnsupportedByEngine',
      "'UserGroupId' works with Valkey and Redis OSS, got memcached; protect a Memcached cache by its security groups instead",
    ),
  );
});

test.each([
  [undefined, 'none'],
  [0, '0'],
])('fails with a snapshot time and a retention of %s', (SnapshotRetentionLimit, got) => {
  expect(checkCache({ DailySnapshotTime: '03:00', SnapshotRetentionLimit })).toEqual(
    formatFinding(
      'SnapshotTimeRequiresRetention',
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
  ])('accepts %s %s', (Engine, MajorEngineVersion) => {
    expect(checkCache({ Engine, MajorEngineVersion })).toEqual([]);
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
  ])('fails with %s %s', (Engine, MajorEngineVersion, message) => {
    expect(checkCache({ Engine, MajorEngineVersion })).toEqual(formatFinding('VersionInvalid', message));
  });

  test('warns when the version of Valkey is newer than the library', () => {
    expect(checkCache({ MajorEngineVersion: '10' })).toEqual(
      formatFinding(
        'VersionUnknown',
        "'MajorEngineVersion' 10 of valkey is newer than this library, which cannot tell what it supports; upgrade the library",
        'warning',
      ),
    );
  });

  test('warns when the version is missing', () => {
    expect(checkCache({ MajorEngineVersion: undefined })).toEqual(
      formatFinding(
        'VersionNotPinned',
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
  ['an unresolved unit', { DataStorage: { Maximum: 10, Unit: { Ref: 'Unit' } } }, []],
  ['unresolved storage', { DataStorage: { 'Fn::If': [] } }, []],
  ['GB', { DataStorage: { Maximum: 10, Unit: 'GB' } }, []],
])('requires the storage unit GB: %s', (_title, CacheUsageLimits, got) => {
  expect(checkCache({ CacheUsageLimits })).toEqual(
    got.flatMap((value) =>
      formatFinding('DataStorageUnitInvalid', `'CacheUsageLimits.DataStorage.Unit' must be GB, got ${value}`),
    ),
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
])('validates the format of the daily snapshot time %s', (DailySnapshotTime, valid) => {
  expect(checkCache({ DailySnapshotTime, SnapshotRetentionLimit: 1 })).toEqual(
    valid
      ? []
      : formatFinding(
          'SnapshotTimeInvalid',
          `'DailySnapshotTime' must be one time of day in UTC, written hh:mm with 24 hours, got "${DailySnapshotTime}"`,
        ),
  );
});

test.each([
  ['Endpoint', 'EndpointReadOnly'],
  ['ReaderEndpoint', 'ReaderEndpointReadOnly'],
])('fails when %s is set', (property, rule) => {
  expect(checkCache({ [property]: { Address: 'x', Port: '6379' } })).toEqual(
    formatFinding(rule, `'${property}' is what AWS gives, got one; leave it out and read it by Fn::GetAtt`),
  );
});

test('fails with a duplicate subnet', () => {
  expect(checkCache({ SubnetIds: ['subnet-1', 'subnet-2', 'subnet-1'] })).toEqual(
    formatFinding('DuplicateSubnets', '\'SubnetIds\' must hold nothing twice, got "subnet-1" more than once'),
  );
});

test('fails when a snapshot is not an ARN', () => {
  expect(checkCache({ SnapshotArnsToRestore: ['nightly'] })).toEqual(
    formatFinding(
      'SnapshotArnInvalid',
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

  test('accepts a valid public cache', () => {
    expect(checkCache(open)).toEqual([]);
  });

  test('fails with subnets and security groups', () => {
    expect(checkCache({ ...open, SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] })).toEqual([
      ...formatFinding(
        'PublicConnectionConflictsWithSubnets',
        "'SubnetIds' has no place in a public cache, which stands in no VPC, got one; leave it out",
      ),
      ...formatFinding(
        'PublicConnectionConflictsWithSecurityGroups',
        "'SecurityGroupIds' has no place in a public cache, which stands in no VPC, got one; leave it out",
      ),
    ]);
  });

  test('accepts an unresolved engine or version', () => {
    expect(checkCache({ ...open, Engine: { Ref: 'Engine' } })).toEqual([]);
    expect(checkCache({ ...open, MajorEngineVersion: { Ref: 'Version' } })).toEqual([]);
  });

  test('fails without a user group', () => {
    expect(checkCache({ ...open, UserGroupId: undefined })).toEqual(
      formatFinding(
        'PublicConnectionRequiresUserGroup',
        "'UserGroupId' is needed with 'ConnectionType' public, got none; give a group of IAM users",
      ),
    );
  });

  test('fails without a version', () => {
    expect(checkCache({ ...open, MajorEngineVersion: undefined })[0]).toBe(
      'error Cache ServerlessCache.PublicConnectionUnsupportedByVersion: ' +
        "'ConnectionType' public needs Valkey 9 or later, got valkey without a version; set Engine valkey and MajorEngineVersion 9",
    );
  });

  test.each([
    ['valkey', '8'],
    ['redis', '7'],
  ])('fails with %s %s', (Engine, MajorEngineVersion) => {
    expect(checkCache({ ...open, Engine, MajorEngineVersion })).toEqual(
      formatFinding(
        'PublicConnectionUnsupportedByVersion',
        `'ConnectionType' public needs Valkey 9 or later, got ${Engine} ${MajorEngineVersion}; set Engine valkey and MajorEngineVersion 9`,
      ),
    );
  });
});

test('warns when the subnets are missing', () => {
  expect(checkCache({ SubnetIds: undefined })).toEqual(
    formatFinding(
      'SubnetsMissing',
      "'SubnetIds' should be given, got nothing; the cache stands in the default VPC, which accounts may not have",
      'warning',
    ),
  );
});

test('warns when the name is not in lower case', () => {
  expect(checkCache({ ServerlessCacheName: 'Cache' })).toEqual(
    formatFinding(
      'NameNotLowercase',
      '\'ServerlessCacheName\' is stored in lower case, so metrics and permissions for "Cache" find nothing; write "cache"',
      'warning',
    ),
  );
});

describe('with related resources', () => {
  const SUBNETS = { SubnetIds: [{ Ref: 'One' }, { Ref: 'Two' }] };
  const checkRelated = (
    rule: string,
    properties: object,
    resources: Parameters<typeof checkResources>[0],
    more?: object,
  ) =>
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
      checkRelated(
        'PublicConnectionRequiresIamUsers',
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

  test('fails when subnets are in two VPCs', () => {
    const vpcs: Parameters<typeof checkResources>[0] = { A: ['AWS::EC2::VPC', {}], B: ['AWS::EC2::VPC', {}] };
    const check = (one: unknown, two: unknown) =>
      checkRelated('SubnetsInSeveralVpcs', SUBNETS, { ...subnets({ VpcId: one }, { VpcId: two }), ...vpcs });

    expect(check({ Ref: 'A' }, { Ref: 'B' })).toEqual([
      "'SubnetIds' must lie in one VPC, got subnets of VPC 'A', VPC 'B'",
    ]);
    expect(check('vpc-1', 'vpc-2')).toEqual(["'SubnetIds' must lie in one VPC, got subnets of vpc-1, vpc-2"]);
    expect([check({ Ref: 'A' }, { Ref: 'A' }), check({ Ref: 'A' }, { 'Fn::ImportValue': 'vpc' })]).toEqual([[], []]);
  });

  test('fails when subnets are in the same zone', () => {
    const check = (one: object, two: object) => checkRelated('SubnetsInSameZone', SUBNETS, subnets(one, two));
    const zone = (index: number) => ({ AvailabilityZone: { 'Fn::Select': [index, { 'Fn::GetAZs': '' }] } });

    expect(check(zone(0), zone(0))).toEqual([
      "'SubnetIds' must lie in different Availability Zones, got Subnet 'One' and Subnet 'Two' in the same one",
    ]);
    expect(check({ AvailabilityZoneId: 'use1-az1' }, { AvailabilityZoneId: 'use1-az1' })).toHaveLength(1);
    expect([
      check(zone(0), zone(1)),
      check({}, {}),
      checkRelated('SubnetsInSameZone', { SubnetIds: [{ Ref: 'One' }, { Ref: 'One' }] }, subnets(zone(0), {})),
    ]).toEqual([[], [], []]);
  });

  test('fails when Local Zones are mixed with others', () => {
    const check = (one: string, two: string) =>
      checkRelated('LocalZonesMixed', SUBNETS, subnets({ AvailabilityZone: one }, { AvailabilityZone: two }));

    expect(check('us-west-2a', 'us-west-2-lax-1a')).toEqual([
      "'SubnetIds' must not mix Local Zones with others, got us-west-2-lax-1a beside us-west-2a",
    ]);
    expect([check('us-west-2a', 'us-gov-west-1a'), check('us-west-2-lax-1a', 'us-west-2-lax-1b')]).toEqual([[], []]);
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
  ])('validates network type %j with subnets %j and %j', (NetworkType, one, two, errors) => {
    expect(checkRelated('SubnetsLackAddresses', { ...SUBNETS, NetworkType }, subnets(one, two))).toEqual(errors);
  });

  test('recognizes IPv6 addresses of a separate SubnetCidrBlock', () => {
    expect(
      checkRelated(
        'SubnetsLackAddresses',
        { SubnetIds: [{ Ref: 'One' }], NetworkType: 'dual_stack' },
        {
          ...subnets({}, {}),
          Cidr: ['AWS::EC2::SubnetCidrBlock', { SubnetId: { Ref: 'One' }, Ipv6CidrBlock: '::/64' }],
        },
      ),
    ).toEqual([]);
  });

  test('fails when a template uses the reader endpoint of a Memcached cache', () => {
    const check = (Engine: string, attribute: string) =>
      checkRelated(
        'ReaderEndpointUnavailable',
        { Engine, MajorEngineVersion: '1.6' },
        {},
        {
          Outputs: { Host: { Value: { 'Fn::GetAtt': ['Cache', attribute] } }, Name: { Value: { Ref: 'Cache' } } },
        },
      );

    expect(check('memcached', 'ReaderEndpoint.Address')).toEqual([
      "'Engine' memcached has no endpoint for reading, got a reference to ReaderEndpoint.Address; use Endpoint",
    ]);
    expect([check('memcached', 'Endpoint.Address'), check('valkey', 'ReaderEndpoint.Address')]).toEqual([[], []]);
  });

  test.each([
    ['both ports', [{ IpProtocol: 'tcp', FromPort: 6379, ToPort: 6380 }], []],
    ['all traffic', [{ IpProtocol: '-1' }], []],
    [
      'neither port',
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
  ])('warns when the reader port is closed: %s', (_title, rules, advice) => {
    const check = (ingress: object, rest: Parameters<typeof checkResources>[0] = {}) =>
      checkRule('ServerlessCache.ReaderPortClosed', {
        Cache: ['ServerlessCache', { ...CACHE, SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] }],
        Group: ['AWS::EC2::SecurityGroup', ingress],
        ...rest,
      });

    expect(check({ SecurityGroupIngress: rules })).toEqual(advice);
    expect(
      check(
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
