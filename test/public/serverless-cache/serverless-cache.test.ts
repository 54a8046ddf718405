import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnServerlessCache, CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { App, Stack } from 'aws-cdk-lib/core';
import { CfnParameter, Duration, Fn, RemovalPolicy, Size, Token } from 'aws-cdk-lib/core';
import { annotationsOf, errorsOf, warningsOf } from '../messages';
import { SUBNETS, emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import {
  AccessControl,
  CacheEngine,
  ConnectionType,
  ElastiCacheRules,
  IamUser,
  NetworkType,
  PasswordUser,
  ServerlessCache,
  ServerlessCacheGrants,
  UserEngine,
  UserGrants,
  UserGroup,
} from 'cdk-elasticache';
import type { ServerlessCacheProps } from 'cdk-elasticache';

const CACHE = 'AWS::ElastiCache::ServerlessCache';
const accessControl = AccessControl.fromAccessString('on ~app:* -@all +@read');

let stack: Stack;
let vpc: ec2.IVpc;

beforeEach(() => {
  stack = emptyStack();
  vpc = importVpc(stack);
});

const createCache = (props: Partial<ServerlessCacheProps> = {}) =>
  new ServerlessCache(stack, 'Cache', { vpc, ...props });
const createRole = () => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });

describe('by default', () => {
  test('creates a Valkey cache in the private subnets, with a security group without ingress and egress', () => {
    const cache = createCache();

    expect(propertiesOf(stack, CACHE)).toEqual({
      Engine: 'valkey',
      MajorEngineVersion: '9',
      SecurityGroupIds: [{ 'Fn::GetAtt': ['CacheSecurityGroup79A9F160', 'GroupId'] }],
      ServerlessCacheName: 'stackcachede0b8ccf',
      SubnetIds: SUBNETS.private,
    });
    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroup')).toMatchObject({
      GroupDescription: 'Security group for Cache cache.',
      SecurityGroupEgress: [{ CidrIp: '255.255.255.255/32' }],
    });
    expect([
      cache.engine,
      cache.vpc,
      cache.subnets?.length,
      cache.securityGroups?.length,
      cache.kmsKey,
      cache.userGroup,
      cache.backupArnsToRestore,
    ]).toEqual([CacheEngine.VALKEY_9, vpc, 2, 1, undefined, undefined, undefined]);
    expect(annotationsOf(stack, 'warning')).toEqual([expect.stringContaining("'userGroup' is missing")]);
  });

  test('causes no warning with a user group, neither of the construct nor of the rules for templates', () => {
    const user = new IamUser(stack, 'User', { accessControl: AccessControl.readWrite() });
    createCache({ vpc: new ec2.Vpc(stack, 'New'), userGroup: new UserGroup(stack, 'Users', { users: [user] }) });

    const { templateFullPath } = (stack.node.root as App).synth().getStackArtifact(stack.artifactId);
    const { violations } = new ElastiCacheRules().validate({
      templatePaths: [templateFullPath],
      appConstruct: stack.node.root as App,
    });
    expect(violations).toEqual([]);
    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });

  test('renders no deletion policy', () => {
    createCache();

    const [resource] = Object.values(synthesize(stack).findResources(CACHE));
    expect([resource.DeletionPolicy, resource.UpdateReplacePolicy, resource.DependsOn]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test('renders all props', () => {
  const kmsKey = new kms.Key(stack, 'Key');
  const userGroup = new UserGroup(stack, 'Users', { users: [new IamUser(stack, 'User', { accessControl })] });
  const backupArn = 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscachesnapshot:nightly';

  const cache = createCache({
    engine: CacheEngine.VALKEY_8,
    serverlessCacheName: 'sessions',
    description: 'Sessions of the shop',
    cacheUsageLimits: {
      dataStorageMinimumSize: Size.gibibytes(1),
      dataStorageMaximumSize: Size.tebibytes(1),
      requestRateLimitMinimum: 1000,
      requestRateLimitMaximum: 15_000_000,
    },
    backup: {
      backupTime: events.Schedule.cron({ hour: '23', minute: '5' }),
      backupRetentionLimit: 35,
      backupNameBeforeDeletion: 'last',
      backupArnsToRestore: [backupArn],
    },
    kmsKey,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
    userGroup,
    networkType: NetworkType.IPV4,
    connectionType: ConnectionType.VPC,
    removalPolicy: RemovalPolicy.SNAPSHOT,
  });

  expect(propertiesOf(stack, CACHE)).toEqual({
    CacheUsageLimits: {
      DataStorage: { Unit: 'GB', Minimum: 1, Maximum: 1024 },
      ECPUPerSecond: { Minimum: 1000, Maximum: 15_000_000 },
    },
    ConnectionType: 'vpc',
    DailySnapshotTime: '23:05',
    Description: 'Sessions of the shop',
    Engine: 'valkey',
    FinalSnapshotName: 'last',
    KmsKeyId: { Ref: 'Key961B73FD' },
    MajorEngineVersion: '8',
    NetworkType: 'ipv4',
    SecurityGroupIds: ['sg-0123456789abcdef0'],
    ServerlessCacheName: 'sessions',
    SnapshotArnsToRestore: [backupArn],
    SnapshotRetentionLimit: 35,
    SubnetIds: SUBNETS.isolated,
    UserGroupId: { Ref: 'Users0A0EEA89' },
  });
  expect(cache).toMatchObject({ kmsKey, userGroup, backupArnsToRestore: [backupArn] });
});

test('supports tokens', () => {
  const text = new CfnParameter(stack, 'Text').valueAsString;
  const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;

  createCache({
    engine: CacheEngine.of(text, text),
    serverlessCacheName: text,
    description: text,
    cacheUsageLimits: {
      dataStorageMinimumSize: Size.gibibytes(number),
      dataStorageMaximumSize: Size.gibibytes(number),
      requestRateLimitMinimum: number,
      requestRateLimitMaximum: number,
    },
    backup: {
      backupTime: events.Schedule.cron({ hour: text, minute: text }),
      backupRetentionLimit: number,
      backupNameBeforeDeletion: text,
      backupArnsToRestore: Fn.split(',', text),
    },
  });

  const Ref = 'Text';
  expect(propertiesOf(stack, CACHE)).toMatchObject({
    CacheUsageLimits: {
      DataStorage: { Minimum: { Ref: 'Number' }, Maximum: { Ref: 'Number' } },
      ECPUPerSecond: { Minimum: { Ref: 'Number' } },
    },
    DailySnapshotTime: { 'Fn::Join': ['', [{ Ref }, ':', { Ref }]] },
    Engine: { Ref },
    FinalSnapshotName: { Ref },
    ServerlessCacheName: { Ref },
    SnapshotArnsToRestore: { 'Fn::Split': [',', { Ref }] },
  });
});

test.each([
  ['only a minimum', { dataStorageMinimumSize: Size.gibibytes(5) }, { DataStorage: { Unit: 'GB', Minimum: 5 } }],
  ['only a rate', { requestRateLimitMaximum: 2000 }, { ECPUPerSecond: { Maximum: 2000 } }],
  ['nothing', {}, undefined],
])('renders usage limits with %s', (_title, cacheUsageLimits, expected) => {
  createCache({ cacheUsageLimits });

  expect(propertiesOf(stack, CACHE).CacheUsageLimits).toEqual(expected);
});

describe('usage limits', () => {
  test.each([
    [0, true],
    [1, true],
    [5000, true],
    [5001, false],
  ])('allow %d GiB: %s', (gibibytes, allowed) => {
    const create = () => createCache({ cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(gibibytes) } });

    expect(errorsOf(create)).toEqual(
      allowed ? [] : ["'cacheUsageLimits.dataStorageMaximumSize' ServerlessCache.DataStorageMaximumOutOfRange"],
    );
  });

  test.each([
    [0, true],
    [999, false],
    [1000, true],
    [15_000_000, true],
    [15_000_001, false],
  ])('allow %d ECPUs per second: %s', (ecpu, allowed) => {
    const create = () => createCache({ cacheUsageLimits: { requestRateLimitMinimum: ecpu } });

    expect(errorsOf(create)).toEqual(
      allowed ? [] : ["'cacheUsageLimits.requestRateLimitMinimum' ServerlessCache.RequestRateMinimumOutOfRange"],
    );
  });

  test('fail when a minimum exceeds its maximum', () => {
    const create = () =>
      createCache({
        cacheUsageLimits: {
          dataStorageMinimumSize: Size.gibibytes(2),
          dataStorageMaximumSize: Size.gibibytes(1),
          requestRateLimitMinimum: 2000,
          requestRateLimitMaximum: 1000,
        },
      });

    expect(errorsOf(create)).toEqual([
      "'cacheUsageLimits.dataStorageMinimumSize' ServerlessCache.DataStorageMinimumExceedsMaximum",
      "'cacheUsageLimits.requestRateLimitMinimum' ServerlessCache.RequestRateMinimumExceedsMaximum",
    ]);
  });

  test('fail for a token in a unit other than GiB', () => {
    expect(() =>
      createCache({ cacheUsageLimits: { dataStorageMaximumSize: Size.mebibytes(Token.asNumber({ Ref: 'X' })) } }),
    ).toThrow(
      "'dataStorageMaximumSize' must be in gibibytes if it is a token, because CloudFormation cannot convert units. Use Size.gibibytes().",
    );
  });
});

describe('the final backup', () => {
  test('uses the specified name', () => {
    createCache({ backup: { backupNameBeforeDeletion: 'last' }, removalPolicy: RemovalPolicy.SNAPSHOT });

    expect(propertiesOf(stack, CACHE).FinalSnapshotName).toBe('last');
  });

  test.each([
    [RemovalPolicy.RETAIN, 'Retain'],
    [RemovalPolicy.DESTROY, 'Delete'],
  ])('is not created with the removal policy %s', (policy, expected) => {
    createCache().applyRemovalPolicy(policy);

    const [resource] = Object.values(synthesize(stack).findResources(CACHE));
    expect([resource.DeletionPolicy, resource.Properties.FinalSnapshotName]).toEqual([expected, undefined]);
  });
});

describe('network validation', () => {
  test('fails without a VPC', () => {
    expect(() => new ServerlessCache(stack, 'Cache', {})).toThrow(
      "'vpc' is missing. Set 'vpc' to the VPC of the clients, or set 'connectionType' to ConnectionType.PUBLIC.",
    );
  });

  test('fails when allowAllOutbound is combined with existing security groups', () => {
    expect(() =>
      createCache({
        allowAllOutbound: true,
        securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'G', 'sg-0123456789abcdef0')],
      }),
    ).toThrow("'allowAllOutbound' cannot be combined with 'securityGroups'. Remove one of them.");
  });

  test('fails for more than 5 security groups', () => {
    const securityGroups = [...'123456'].map((digit) =>
      ec2.SecurityGroup.fromSecurityGroupId(stack, `G${digit}`, `sg-0123456789abcdef${digit}`),
    );

    expect(errorsOf(() => createCache({ securityGroups }))).toEqual([
      "'securityGroups' ServerlessCache.TooManySecurityGroups",
    ]);
  });
});

test('fails when the security groups are of another VPC than the subnets', () => {
  const [own, other] = ['Own', 'Other'].map((id) => new ec2.Vpc(stack, id, { maxAzs: 2 }));

  expect(errorsOf(() => createCache({ vpc: own, vpcSubnets: { subnets: other.privateSubnets } }))).toEqual([
    "'securityGroups' ServerlessCache.SecurityGroupInOtherVpc",
  ]);
});

describe('a public cache', () => {
  const createUserGroup = (...users: (IamUser | PasswordUser)[]) => new UserGroup(stack, 'Users', { users });
  const createPublicCache = (props: Partial<ServerlessCacheProps>) =>
    new ServerlessCache(stack, 'Cache', {
      engine: CacheEngine.VALKEY_9,
      connectionType: ConnectionType.PUBLIC,
      ...props,
    });

  test('has no VPC, subnets, or security groups', () => {
    const userGroup = createUserGroup(new IamUser(stack, 'User', { accessControl }));

    const cache = createPublicCache({ userGroup });

    expect(propertiesOf(stack, CACHE)).toEqual({
      ConnectionType: 'public',
      Engine: 'valkey',
      MajorEngineVersion: '9',
      ServerlessCacheName: 'stackcachede0b8ccf',
      UserGroupId: { Ref: 'Users0A0EEA89' },
    });
    expect([cache.vpc, cache.subnets, cache.securityGroups]).toEqual([undefined, undefined, undefined]);
  });

  test('fails with VPC props, an unsupported engine, or without a user group', () => {
    const create = () =>
      createPublicCache({
        vpc,
        securityGroups: [new ec2.SecurityGroup(stack, 'SecurityGroup', { vpc })],
        allowAllOutbound: false,
        vpcSubnets: {},
        engine: CacheEngine.VALKEY_8,
      });

    expect(errorsOf(create)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^'allowAllOutbound' cannot be combined with ConnectionType\.PUBLIC/),
        "'vpcSubnets' ServerlessCache.PublicConnectionConflictsWithSubnets",
        "'securityGroups' ServerlessCache.PublicConnectionConflictsWithSecurityGroups",
        "'connectionType' ServerlessCache.PublicConnectionUnsupportedByVersion",
        "'userGroup' ServerlessCache.PublicConnectionRequiresUserGroup",
      ]),
    );
  });

  test('fails for the selection of subnets without a VPC', () => {
    expect(errorsOf(() => createPublicCache({ vpcSubnets: {} }))).toContainEqual(
      expect.stringMatching(/^'vpcSubnets' cannot be combined with ConnectionType\.PUBLIC/),
    );
  });

  test('names the VPC when the subnets are those that it has', () => {
    expect(errorsOf(() => createPublicCache({ vpc }))).toContain(
      "'vpc' ServerlessCache.PublicConnectionConflictsWithSubnets",
    );
  });

  test('fails at synthesis for users that are not IAM users', () => {
    const userGroup = createUserGroup(new IamUser(stack, 'User', { accessControl }));
    createPublicCache({ userGroup });

    userGroup.addUser(new PasswordUser(stack, 'Other', { accessControl }));

    expect(() => synthesize(stack)).toThrow(
      /\[Stack\/Cache\] 'userGroup' .*users of other types: 'Stack\/Other'.* \[cdk-elasticache::ServerlessCache\.PublicConnectionRequiresIamUsers\]$/,
    );
  });

  test('accepts a user group with unknown users', () => {
    createPublicCache({ userGroup: UserGroup.fromUserGroupName(stack, 'Users', 'team') });

    expect(propertiesOf(stack, CACHE).UserGroupId).toBe('team');
  });
});

describe('L1 constructs in props', () => {
  const createL1Group = (engine: string = 'valkey') =>
    new CfnUserGroup(stack, 'L1', { engine, userGroupId: 'team', userIds: ['reader'] });

  test('are imported as attributes', () => {
    const kmsKey = new kms.CfnKey(stack, 'Key', { keyPolicy: {} });
    const cache = createCache({ kmsKey, userGroup: createL1Group() });

    expect(stack.resolve([cache.kmsKey!.keyArn, cache.userGroup!.userGroupName, cache.userGroup!.users])).toEqual([
      { 'Fn::GetAtt': ['Key', 'Arn'] },
      { Ref: 'L1' },
      undefined,
    ]);
  });

  test('have facts that rules validate', () => {
    const create = () => createCache({ engine: CacheEngine.REDIS_7, userGroup: createL1Group() });

    expect(errorsOf(create)).toEqual(["'userGroup' ServerlessCache.ValkeyUserGroupInRedisCache"]);
  });
});

describe('grants', () => {
  test('grantConnect fails with a user that is not an IAM user', () => {
    const user = new PasswordUser(stack, 'User', { accessControl });
    const cache = createCache();

    expect(() => cache.grantConnect(createRole(), user)).toThrow(
      "Cannot call 'grantConnect' of ServerlessCache 'Stack/Cache':\n" +
        "  - 'user' must have IAM authentication, but the authentication type of 'Stack/User' is password. Use an IamUser, or call 'connectAs', which supports all authentication types.",
    );
  });

  test('grants of an L1 cache and an L1 user allow connecting to the cache and as the user', () => {
    const cache = new CfnServerlessCache(stack, 'L1', { engine: 'valkey', serverlessCacheName: 'carts' });
    const user = new CfnUser(stack, 'L1User', {
      engine: 'valkey',
      userId: 'app',
      userName: 'app',
      accessString: 'on ~app:* -@all +@read',
      authenticationMode: { Type: 'iam' },
    });

    ServerlessCacheGrants.fromServerlessCache(cache).connect(createRole(), user);

    expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toEqual([
      { Action: 'elasticache:Connect', Effect: 'Allow', Resource: { 'Fn::GetAtt': ['L1User', 'Arn'] } },
      {
        Action: ['elasticache:Connect', 'elasticache:DescribeServerlessCaches'],
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': ['L1', 'ARN'] },
      },
    ]);
  });

  test.each([
    { authenticationMode: { Type: 'no-password-required' } },
    { authenticationMode: { Type: 'password', Passwords: ['a-password-of-16-characters'] } },
    { noPasswordRequired: true },
    { passwords: ['a-password-of-16-characters'] },
  ])('grants fail with an L1 user that is not an IAM user: %j', (authentication) => {
    const user = new CfnUser(stack, 'L1User', {
      engine: 'valkey',
      userId: 'app',
      userName: 'app',
      accessString: 'on ~app:* -@all +@read',
      ...authentication,
    });
    const grants = createCache().grants;
    const role = createRole();

    expect(() => grants.connect(role, user)).toThrow(
      "Cannot call ServerlessCacheGrants.connect for ServerlessCache 'Stack/Cache':\n  - 'user' must have IAM authentication, but the authentication type of 'Stack/L1User'",
    );
    expect(() => UserGrants.fromUser(user).connect(role)).toThrow(
      "  - 'user' must have IAM authentication, but the authentication type of 'Stack/L1User'",
    );
  });

  test('grantConnect accepts a user whose authentication is unknown', () => {
    const user = new CfnUser(stack, 'L1User', {
      engine: 'valkey',
      userId: 'app',
      userName: 'app',
      accessString: 'on ~app:* -@all +@read',
      authenticationMode: { Type: new CfnParameter(stack, 'Authentication').valueAsString },
    });

    createCache().grantConnect(createRole(), user);

    expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement[0].Resource).toEqual({
      'Fn::GetAtt': ['L1User', 'Arn'],
    });
  });

  test('grantConnect with a user allows connecting to the cache and as the user', () => {
    const user = new IamUser(stack, 'User', { accessControl });

    createCache().grantConnect(createRole(), user);

    expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toEqual([
      { Action: 'elasticache:Connect', Effect: 'Allow', Resource: { 'Fn::GetAtt': ['User00B015A1', 'Arn'] } },
      {
        Action: ['elasticache:Connect', 'elasticache:DescribeServerlessCaches'],
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': ['Cache18F6EE16', 'ARN'] },
      },
    ]);
  });

  test('are limited to the cache', () => {
    const cache = createCache();

    cache.grant(createRole(), 'elasticache:ModifyServerlessCache');
    ServerlessCacheGrants.fromServerlessCache(cache).actions(stack.node.findChild('Role') as iam.Role, [
      'elasticache:DeleteServerlessCache',
    ]);

    expect(
      propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement.map(({ Action, Resource }: any) => [
        Action,
        Resource,
      ]),
    ).toEqual(
      ['elasticache:ModifyServerlessCache', 'elasticache:DeleteServerlessCache'].map((action) => [
        action,
        { 'Fn::GetAtt': ['Cache18F6EE16', 'ARN'] },
      ]),
    );
  });
});

test('grants permissions on other resources when they are specified', () => {
  const resourceArns = ['arn:aws:elasticache:us-east-1:123456789012:serverlesscachesnapshot:nightly'];
  ServerlessCacheGrants.fromServerlessCache(createCache()).actions(
    createRole(),
    ['elasticache:CopyServerlessCacheSnapshot'],
    { resourceArns },
  );

  expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toEqual([
    { Action: 'elasticache:CopyServerlessCacheSnapshot', Effect: 'Allow', Resource: resourceArns[0] },
  ]);
});

describe('authentication', () => {
  const warning = expect.stringMatching(
    /^'userGroup' is missing.*\[ack: cdk-elasticache::ServerlessCache\.AuthenticationMissing\]$/,
  );

  test.each([
    [CacheEngine.VALKEY_8, [warning]],
    [CacheEngine.REDIS_7, [warning]],
    [CacheEngine.MEMCACHED_1_6, []],
    [CacheEngine.of(Fn.importValue('Engine')), []],
  ])('adds a warning to a cache without users if the engine has users: %s', (engine, expected) => {
    createCache({ engine });

    expect(annotationsOf(stack, 'warning').filter((text) => text.includes('userGroup'))).toEqual(expected);
  });

  test('adds no warning to a cache with a user group', () => {
    createCache({ userGroup: UserGroup.fromUserGroupName(stack, 'Users', 'team') });

    expect(annotationsOf(stack, 'warning').filter((text) => text.includes('userGroup'))).toEqual([]);
  });
});

test('uses a suitable statistic for each metric, which can be overridden', () => {
  const cache = createCache({ serverlessCacheName: 'Sessions' });

  expect(
    [
      cache.metricCacheHitCount(),
      cache.metricCacheMissCount(),
      cache.metricCacheHitRate(),
      cache.metricDataStored(),
      cache.metricProcessingUnitsConsumed(),
      cache.metricNetworkBytesIn(),
      cache.metricNetworkBytesOut(),
      cache.metricActiveConnections(),
      cache.metricWriteRequestLatency(),
      cache.metricReadRequestLatency(),
    ].map(({ metricName, statistic }) => `${metricName} ${statistic}`),
  ).toEqual([
    'CacheHits Sum',
    'CacheMisses Sum',
    'CacheHitRate Average',
    'BytesUsedForCache Maximum',
    'ElastiCacheProcessingUnits Sum',
    'NetworkBytesIn Sum',
    'NetworkBytesOut Sum',
    'CurrConnections Maximum',
    'SuccessfulWriteRequestLatency Average',
    'SuccessfulReadRequestLatency Average',
  ]);
  expect(cache.metric('Evictions', { statistic: 'p99', period: Duration.minutes(1) })).toMatchObject({
    namespace: 'AWS/ElastiCache',
    metricName: 'Evictions',
    statistic: 'p99',
    period: Duration.minutes(1),
    dimensions: { clusterId: 'sessions' },
  });
});

test.each([
  ['a rate schedule', events.Schedule.rate(Duration.days(1)), 'rate(1 day)'],
  ['limited to certain days', events.Schedule.expression('cron(0 9 ? * MON *)'), 'cron(0 9 ? * MON *)'],
])('fails when the backup time is %s', (_title, backupTime, expression) => {
  expect(() => createCache({ backup: { backupTime } })).toThrow(
    `'backup.backupTime' must be one time of day in UTC, but got ${expression}. Use a schedule such as`,
  );
});

test('warns when a backup time is specified while backups are disabled', () => {
  const backup = { backupTime: events.Schedule.cron({ hour: '9', minute: '0' }), backupRetentionLimit: 0 };

  createCache({ backup });

  expect(warningsOf(stack)).toContain("'backup.backupTime' ServerlessCache.SnapshotTimeRequiresRetention");
});

test('isServerlessCache only accepts instances', () => {
  expect([createCache(), null, {}].map(ServerlessCache.isServerlessCache)).toEqual([true, false, false]);
});

test('fails when the version contains a minor version', () => {
  expect(() => createCache({ engine: CacheEngine.of('valkey', '8.1') })).toThrow(
    '\'engine\' must be a major version, because ElastiCache selects the minor version, but got "8.1". Use "8".',
  );
});

test('returns the status of the deployment', () => {
  expect(stack.resolve(createCache().serverlessCacheStatus)).toEqual({ 'Fn::GetAtt': ['Cache18F6EE16', 'Status'] });
});

test('implements the reference interface of aws-cdk-lib', () => {
  expect(stack.resolve(createCache().serverlessCacheRef)).toEqual({
    serverlessCacheName: { Ref: 'Cache18F6EE16' },
    serverlessCacheArn: { 'Fn::GetAtt': ['Cache18F6EE16', 'ARN'] },
  });
});

describe('an imported cache', () => {
  const importCache = (attrs: object) => ServerlessCache.fromServerlessCacheAttributes(stack, 'Imported', attrs);

  test('returns the specified attributes', () => {
    const attrs = {
      serverlessCacheArn: 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:sessions',
      engine: CacheEngine.REDIS_7,
      backupArnsToRestore: ['arn'],
      kmsKey: new kms.Key(stack, 'Key'),
      vpc,
      subnets: vpc.privateSubnets,
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
      userGroup: UserGroup.fromUserGroupAttributes(stack, 'Users', { userGroupName: 'team', engine: UserEngine.REDIS }),
    };

    const { serverlessCacheArn, engine, backupArnsToRestore, kmsKey, subnets, securityGroups, userGroup } =
      importCache(attrs);

    expect({
      serverlessCacheArn,
      engine,
      backupArnsToRestore,
      kmsKey,
      vpc,
      subnets,
      securityGroups,
      userGroup,
    }).toEqual(attrs);
  });

  test('returns the specified endpoints', () => {
    const cache = importCache({
      serverlessCacheName: 'sessions',
      endpointAddress: 'one.example.com',
      endpointPort: 1,
      readerEndpointAddress: 'two.example.com',
      readerEndpointPort: 2,
    });

    expect([cache.endpoint.socketAddress, cache.readerEndpoint.socketAddress]).toEqual([
      'one.example.com:1',
      'two.example.com:2',
    ]);
  });

  test('fails when unknown endpoints are accessed', () => {
    expect(() => importCache({ serverlessCacheName: 'sessions', endpointAddress: 'one.example.com' }).endpoint).toThrow(
      "'endpoint' is unknown for the imported cache. In fromServerlessCacheAttributes, specify 'endpointAddress' and either 'endpointPort' or 'engine'",
    );
    expect(() => ServerlessCache.fromServerlessCacheName(stack, 'Other', 'other').readerEndpoint).toThrow(
      "'readerEndpoint' is unknown for the imported cache. Specify",
    );
    expect(
      () =>
        ServerlessCache.fromServerlessCacheAttributes(stack, 'M', {
          serverlessCacheName: 'm',
          engine: CacheEngine.MEMCACHED_1_6,
        }).readerEndpoint,
    ).toThrow("'readerEndpoint' is not available for Memcached. Use 'endpoint'.");
  });

  test('opens the ports of both endpoints', () => {
    const other = new ec2.Connections({
      securityGroups: [new ec2.SecurityGroup(stack, 'Client', { vpc, allowAllOutbound: false })],
    });
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')];
    const cache = importCache({ serverlessCacheName: 'sessions', securityGroups });

    other.allowToDefaultPort(cache);

    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({
      GroupId: 'sg-0123456789abcdef0',
      FromPort: 6379,
      ToPort: 6380,
    });
    expect(annotationsOf(stack, 'warning')).toEqual([]);
    expect(cache.connections).toBe(cache.connections);
  });

  test('has no default port when the library does not know the engine', () => {
    expect(
      importCache({ serverlessCacheName: 'sessions', engine: CacheEngine.of('future') }).connections.defaultPort,
    ).toBeUndefined();
  });
});
