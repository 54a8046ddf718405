import { checkResources, checkRule, listMessages } from '../check-resources';
import { ElastiCacheRules } from 'cdk-elasticache';

const CACHE = {
  ServerlessCacheName: 'cache',
  Engine: 'valkey',
  MajorEngineVersion: '8',
  SubnetIds: { Ref: 'Subnets' },
  SecurityGroupIds: ['sg-1'],
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
  ['ServerlessCacheName', 'NameMissing'],
  ['Engine', 'EngineMissing'],
])('fails without %s', (property, rule) => {
  expect(checkCache({ [property]: undefined })).toEqual(formatFinding(rule, `'${property}'`));
});

test('fails with an unknown engine', () => {
  expect(checkCache({ Engine: 'dragonfly', ConnectionType: 'vpc' })).toEqual(
    formatFinding('EngineInvalid', '\'Engine\' but got "dragonfly"'),
  );
});

test('fails with a user group for Memcached', () => {
  expect(checkCache({ Engine: 'memcached', MajorEngineVersion: '1.6', UserGroupId: 'team' })).toEqual(
    formatFinding('UserGroupUnsupportedByEngine', "'UserGroupId' but got Memcached"),
  );
});

test.each([undefined, 0])(
  'warns when a snapshot time is specified with a retention of %s',
  (SnapshotRetentionLimit) => {
    expect(checkCache({ DailySnapshotTime: '03:00', SnapshotRetentionLimit })).toEqual(
      formatFinding('SnapshotTimeRequiresRetention', "'DailySnapshotTime'", 'warning'),
    );
  },
);

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
    ['valkey', '6', '\'MajorEngineVersion\' but got "6"'],
    ['redis', '6', '\'MajorEngineVersion\' but got "6"'],
    ['redis', '8', '\'MajorEngineVersion\' but got "8"'],
    ['memcached', '1.5', '\'MajorEngineVersion\' but got "1.5"'],
    ['valkey', '8.1', '\'MajorEngineVersion\' but got "8.1"'],
    ['redis', '7.1', '\'MajorEngineVersion\' but got "7.1"'],
    ['memcached', '1.6.22', '\'MajorEngineVersion\' but got "1.6.22"'],
  ])('fails with %s %s', (Engine, MajorEngineVersion, message) => {
    expect(checkCache({ Engine, MajorEngineVersion })).toEqual(formatFinding('VersionInvalid', message));
  });

  test('warns when the version of Valkey is newer than the library', () => {
    expect(checkCache({ MajorEngineVersion: '10' })).toEqual(
      formatFinding('VersionUnknown', "'MajorEngineVersion'", 'warning'),
    );
  });

  test('warns when the version is missing', () => {
    expect(checkCache({ MajorEngineVersion: undefined })).toEqual(
      formatFinding('VersionNotPinned', "'MajorEngineVersion'", 'warning'),
    );
  });
});

test.each([
  ['no unit', { DataStorage: { Maximum: 10 } }, ['']],
  ['no unit by AWS::NoValue', { DataStorage: { Maximum: 10, Unit: { Ref: 'AWS::NoValue' } } }, ['']],
  ['another unit', { DataStorage: { Maximum: 10, Unit: 'TB' } }, [' but got "TB"']],
  ['an unresolved unit', { DataStorage: { Maximum: 10, Unit: { Ref: 'Unit' } } }, []],
  ['unresolved storage', { DataStorage: { 'Fn::If': [] } }, []],
  ['GB', { DataStorage: { Maximum: 10, Unit: 'GB' } }, []],
])('requires the storage unit GB: %s', (_title, CacheUsageLimits, got) => {
  expect(checkCache({ CacheUsageLimits })).toEqual(
    got.flatMap((value) => formatFinding('DataStorageUnitInvalid', `'CacheUsageLimits.DataStorage.Unit'${value}`)),
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
    valid ? [] : formatFinding('SnapshotTimeInvalid', `'DailySnapshotTime' but got "${DailySnapshotTime}"`),
  );
});

test.each([
  ['Endpoint', 'EndpointReadOnly'],
  ['ReaderEndpoint', 'ReaderEndpointReadOnly'],
])('fails when %s is set', (property, rule) => {
  expect(checkCache({ [property]: { Address: 'x', Port: '6379' } })).toEqual(formatFinding(rule, `'${property}'`));
});

test('fails with a duplicate subnet', () => {
  expect(checkCache({ SubnetIds: ['subnet-1', 'subnet-2', 'subnet-1'] })).toEqual(
    formatFinding('DuplicateSubnets', '\'SubnetIds\' but got "subnet-1" more than once'),
  );
});

test('fails when a snapshot is not an ARN', () => {
  expect(checkCache({ SnapshotArnsToRestore: ['nightly'] })).toEqual(
    formatFinding('SnapshotArnInvalid', '\'SnapshotArnsToRestore\' but got "nightly"'),
  );
});

describe('a public cache', () => {
  const open = {
    MajorEngineVersion: '9',
    ConnectionType: 'public',
    UserGroupId: 'default.iam-user-group',
    SubnetIds: undefined,
    SecurityGroupIds: undefined,
  };

  test('accepts a valid public cache', () => {
    expect(checkCache(open)).toEqual([]);
  });

  test('fails with subnets and security groups', () => {
    expect(checkCache({ ...open, SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] })).toEqual([
      ...formatFinding('PublicConnectionConflictsWithSubnets', "'SubnetIds'"),
      ...formatFinding('PublicConnectionConflictsWithSecurityGroups', "'SecurityGroupIds'"),
    ]);
  });

  test('accepts an unresolved engine or version', () => {
    expect(checkCache({ ...open, Engine: { Ref: 'Engine' } })).toEqual([]);
    expect(checkCache({ ...open, MajorEngineVersion: { Ref: 'Version' } })).toEqual([]);
  });

  test('fails without a user group', () => {
    expect(checkCache({ ...open, UserGroupId: undefined })).toEqual(
      formatFinding('PublicConnectionRequiresUserGroup', "'UserGroupId'"),
    );
  });

  test('fails without a version', () => {
    expect(checkCache({ ...open, MajorEngineVersion: undefined })[0]).toBe(
      "error Cache ServerlessCache.PublicConnectionUnsupportedByVersion: 'ConnectionType' but got Valkey without a major version",
    );
  });

  test.each([
    ['valkey', '8', 'Valkey 8'],
    ['redis', '7', 'Redis OSS 7'],
  ])('fails with %s %s', (Engine, MajorEngineVersion, actual) => {
    expect(checkCache({ ...open, Engine, MajorEngineVersion })).toEqual(
      formatFinding('PublicConnectionUnsupportedByVersion', `'ConnectionType' but got ${actual}`),
    );
  });
});

test('warns when the subnets are missing', () => {
  expect(checkCache({ SubnetIds: undefined })).toEqual(formatFinding('SubnetsMissing', "'SubnetIds'", 'warning'));
});

test('warns when the name is not in lower case', () => {
  expect(checkCache({ ServerlessCacheName: 'Cache' })).toEqual(
    formatFinding('NameNotLowercase', '\'ServerlessCacheName\' but got "Cache"', 'warning'),
  );
});

test.each([
  ['Cache', 'Use "cache".'],
  ['My_Cache', 'Use lowercase letters.'],
])('suggests a valid name in lowercase for %s', (ServerlessCacheName, fix) => {
  const findings = ElastiCacheRules.checkTemplate({
    Resources: { Cache: { Type: 'AWS::ElastiCache::ServerlessCache', Properties: { ServerlessCacheName } } },
  });

  const { message } = findings.find(({ ruleId }) => ruleId === 'ServerlessCache.NameNotLowercase')!;
  expect(message.slice(-fix.length)).toBe(fix);
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
      "'UserGroupId' but got a user group with users of other types: User 'Robot'",
    ]);
    expect([
      group({ AuthenticationMode: { Type: 'iam' } }),
      group({ AuthenticationMode: { Type: 'password' } }, 'vpc'),
    ]).toEqual([[], []]);
  });

  describe('adds a warning for users with only unsupported commands', () => {
    const check = (accessString: unknown, cache: object = {}) =>
      checkRelated(
        'UserCommandsUnsupported',
        { UserGroupId: { Ref: 'Group' }, ...cache },
        {
          Group: ['UserGroup', { UserGroupId: 'team', Engine: 'valkey', UserIds: ['robot', 'elsewhere'] }],
          Robot: ['User', { UserId: 'robot', UserName: 'robot', Engine: 'valkey', AccessString: accessString }],
        },
      );

    test.each(['on ~* +keys', 'on ~* +ping +info +slowlog|get', 'on ~app:* -@all +object +move'])('%s', (text) => {
      expect(check(text)).toHaveLength(1);
    });

    test.each([
      'on ~* +@all',
      'on ~* +keys +get',
      'on ~* +@read -@dangerous',
      'on ~* +ping +info',
      'off ~* +keys',
      undefined,
      { Ref: 'Parameter' },
      { 'Fn::Sub': 'on ~${Prefix}:* +keys' },
    ])('not for %j', (accessString) => {
      expect(check(accessString)).toEqual([]);
    });

    test('not for a user group in another template', () => {
      expect(check('on ~* +keys', { UserGroupId: 'other' })).toEqual([]);
    });
  });

  test('fails when subnets are in two VPCs', () => {
    const vpcs: Parameters<typeof checkResources>[0] = { A: ['AWS::EC2::VPC', {}], B: ['AWS::EC2::VPC', {}] };
    const check = (one: unknown, two: unknown) =>
      checkRelated('SubnetsInSeveralVpcs', SUBNETS, { ...subnets({ VpcId: one }, { VpcId: two }), ...vpcs });

    expect(check({ Ref: 'A' }, { Ref: 'B' })).toEqual(["'SubnetIds' but got subnets in VPC 'A' and VPC 'B'"]);
    expect(check('vpc-1', 'vpc-2')).toEqual(["'SubnetIds' but got subnets in vpc-1 and vpc-2"]);
    expect([check({ Ref: 'A' }, { Ref: 'A' }), check({ Ref: 'A' }, { 'Fn::ImportValue': 'vpc' })]).toEqual([[], []]);
  });

  test('fails when subnets are in the same zone', () => {
    const check = (one: object, two: object) => checkRelated('SubnetsInSameZone', SUBNETS, subnets(one, two));
    const zone = (index: number) => ({ AvailabilityZone: { 'Fn::Select': [index, { 'Fn::GetAZs': '' }] } });

    expect(check(zone(0), zone(0))).toEqual(["'SubnetIds' but got Subnet 'One' and Subnet 'Two' in the same zone"]);
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

    expect(check('us-west-2a', 'us-west-2-lax-1a')).toEqual(["'SubnetIds' but got us-west-2-lax-1a and us-west-2a"]);
    expect([check('us-west-2a', 'us-gov-west-1a'), check('us-west-2-lax-1a', 'us-west-2-lax-1b')]).toEqual([[], []]);
  });

  test.each([
    ['ipv6', { Ipv6Native: true }, { Ipv6Native: true }, []],
    [
      'ipv6',
      { Ipv6Native: true },
      { Ipv6CidrBlock: '::/64' },
      ["'NetworkType' but got Subnet 'Two', which is not IPv6-only"],
    ],
    ['ipv6', { Ipv6Native: { Ref: 'Later' } }, { Ipv6Native: true }, []],
    ['dual_stack', { Ipv6CidrBlock: '::/64' }, { Ipv6IpamPoolId: 'pool' }, []],
    ['dual_stack', { Ipv6CidrBlock: '::/64' }, {}, ["'NetworkType' but got Subnet 'Two', which does not have both"]],
    [
      'dual_stack',
      { Ipv6Native: true },
      { Ipv6CidrBlock: '::/64' },
      ["'NetworkType' but got Subnet 'One', which does not have both"],
    ],
    ['dual_stack', { Ipv6Native: { Ref: 'Later' } }, { Ipv6CidrBlock: '::/64' }, []],
    ['ipv4', { Ipv6Native: true }, { Ipv6Native: true }, ["'NetworkType' but got IPv6-only subnets"]],
    [undefined, { Ipv6Native: true }, { Ipv6Native: true }, ["'NetworkType' but got IPv6-only subnets"]],
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

    expect(check('memcached', 'ReaderEndpoint.Address')).toEqual(["'Engine'"]);
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
      ["'SecurityGroupIds' but got SecurityGroup 'Group', which allows only 6379"],
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

test.each([
  [1350, '1350, which is the value of 22:30 without quotes in YAML. Put the time in quotes: "22:30".'],
  [570, '570, which is the value of 9:30 without quotes in YAML. Put the time in quotes: "09:30".'],
  [30, '"30". Use a time such as 03:30.'],
  ['1350', '"1350". Use a time such as 03:30.'],
])('fails with the snapshot time %j', (DailySnapshotTime, actual) => {
  const messages = listMessages('ServerlessCache', { ...CACHE, DailySnapshotTime });

  expect(messages.filter((message) => message.endsWith(`, but got ${actual}`))).toHaveLength(1);
});
