import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { App, PropertyInjectors, RemovalPolicy, SecretValue, Size, Stack, Tags } from 'aws-cdk-lib/core';
import { annotationsOf, errorsOf } from '../messages';
import { SUBNETS, emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import * as elasticache from 'cdk-elasticache';

/* Verifies that this library does not have the known defects of the alpha package. */

const CACHE = 'AWS::ElastiCache::ServerlessCache';
const USER = 'AWS::ElastiCache::User';
const GROUP = 'AWS::ElastiCache::UserGroup';
const { AccessControl, CacheEngine, IamUser, NoPasswordUser, PasswordUser, ServerlessCache, UserEngine, UserGroup } =
  elasticache;
const accessControl = AccessControl.fromAccessString('on ~* +@all');

let stack: Stack;
let vpc: ec2.IVpc;

beforeEach(() => {
  stack = emptyStack();
  vpc = importVpc(stack);
});

function cacheWith(props: Partial<elasticache.ServerlessCacheProps> = {}) {
  return new ServerlessCache(stack, 'Cache', { vpc, ...props });
}

const role = () => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
const grantedResources = () =>
  propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement.map((statement: any) => statement.Resource);
const arn = (resource: string, name: string) => ({
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':elasticache:',
      { Ref: 'AWS::Region' },
      ':',
      { Ref: 'AWS::AccountId' },
      `:${resource}:${name}`,
    ],
  ],
});

/** The properties that an L1 replication group requires in addition to a user group. */
const nodes = {
  replicationGroupDescription: 'L1',
  engine: 'valkey',
  cacheNodeType: 'cache.m7g.large',
  transitEncryptionEnabled: true,
  cacheSubnetGroupName: 'subnets',
};

test('D1: metrics have the dimension that serverless caches publish', () => {
  const metrics = [
    cacheWith({ serverlessCacheName: 'sessions' }).metricCacheHitCount(),
    ServerlessCache.fromServerlessCacheName(stack, 'I', 'Sessions').metric('X'),
  ];

  expect(stack.resolve(metrics.map((metric) => metric.dimensions))).toEqual([
    { clusterId: { Ref: 'Cache18F6EE16' } },
    { clusterId: 'sessions' },
  ]);
});

test('D2: a cache can use an imported user group', () => {
  cacheWith({ userGroup: UserGroup.fromUserGroupName(stack, 'Users', 'team') });

  expect(propertiesOf(stack, CACHE).UserGroupId).toBe('team');
});

test('D3: ARNs of imports use colons, so that grants match', () => {
  ServerlessCache.fromServerlessCacheName(stack, 'C', 'sessions').grantConnect(role());
  expect(grantedResources()).toEqual([arn('serverlesscache', 'sessions')]);

  expect(stack.resolve(IamUser.fromUserId(stack, 'U', 'reader').userArn)).toEqual(arn('user', 'reader'));
  expect(stack.resolve(UserGroup.fromUserGroupName(stack, 'G', 'team').userGroupArn)).toEqual(arn('usergroup', 'team'));
});

test('D4: imported users with unknown names are different users', () => {
  new UserGroup(stack, 'Users', {
    users: [PasswordUser.fromUserId(stack, 'A', 'a'), PasswordUser.fromUserId(stack, 'B', 'b')],
  });

  expect(propertiesOf(stack, GROUP).UserIds).toEqual(['a', 'b']);
});

test("D5: a Redis OSS group can contain the account's default user, however it is imported", () => {
  new UserGroup(stack, 'One', {
    engine: UserEngine.REDIS,
    users: [NoPasswordUser.fromUserAttributes(stack, 'A', { userId: 'default' })],
  });
  new UserGroup(stack, 'Two', { engine: UserEngine.REDIS, users: [NoPasswordUser.fromDefaultUser(stack, 'B')] });

  synthesize(stack).allResourcesProperties(GROUP, { UserIds: ['default'] });
});

test('D6: fails for a new user with the reserved id, and at synthesis for a user without a password in a Valkey group', () => {
  expect(() => new NoPasswordUser(stack, 'Default', { userId: 'default', accessControl })).toThrow(
    /'userId' .*"default".*\. .*userName.* \[cdk-elasticache::User\.IdReserved\]/,
  );

  const user = new NoPasswordUser(stack, 'User', { userId: 'open', accessControl });
  new UserGroup(stack, 'Users', { users: [user] });
  expect(() => synthesize(stack)).toThrow(
    /\[Stack\/Users\] 'users' .*'Stack\/User'.* \[cdk-elasticache::UserGroup\.NoPasswordUserInValkeyGroup\]/,
  );
});

test('D7: generated and derived names are in lower case, and specified names are unchanged', () => {
  const generated = new ServerlessCache(stack, 'MyCache', { vpc });
  const named = new ServerlessCache(stack, 'Given', { vpc, serverlessCacheName: 'MixedCase' });

  const names = Object.values(synthesize(stack).findResources(CACHE)).map(
    ({ Properties }) => Properties.ServerlessCacheName,
  );
  expect(names).toEqual([expect.stringMatching(/^stackmycache[0-9a-f]{8}$/), 'MixedCase']);
  expect(stack.resolve(generated.serverlessCacheName)).toEqual({ Ref: expect.stringMatching(/^MyCache/) });
  expect(named.serverlessCacheName).toBe('mixedcase');
  expect(named.metricDataStored().dimensions).toEqual({ clusterId: 'mixedcase' });
});

test('D8: names are references, so that CloudFormation orders the resources', () => {
  const user = new IamUser(stack, 'User', { userId: 'reader', accessControl });
  const group = new UserGroup(stack, 'Users', { userGroupName: 'team', users: [user] });
  new CfnReplicationGroup(stack, 'Nodes', { ...nodes, userGroupIds: [group.userGroupName] });

  expect(propertiesOf(stack, 'AWS::ElastiCache::ReplicationGroup').UserGroupIds).toEqual([
    { Ref: expect.stringMatching(/^Users/) },
  ]);
  expect(propertiesOf(stack, GROUP).UserIds).toEqual([{ Ref: expect.stringMatching(/^User[^s]/) }]);
  expect(stack.resolve(cacheWith({ serverlessCacheName: 'sessions' }).serverlessCacheName)).toEqual({
    Ref: 'Cache18F6EE16',
  });
});

test('D9: renders the ARN of a key in another account', () => {
  const keyArn = 'arn:aws:kms:eu-west-1:210987654321:key/11111111-2222-3333-4444-555555555555';
  const env = { account: '123456789012', region: 'eu-west-1' };
  const stackWithEnv = new Stack(new App(), 'Stack', { env });
  new ServerlessCache(stackWithEnv, 'Cache', {
    vpc: importVpc(stackWithEnv),
    kmsKey: kms.Key.fromKeyArn(stackWithEnv, 'Key', keyArn),
  });

  expect(propertiesOf(stackWithEnv, CACHE).KmsKeyId).toBe(keyArn);
});

test.each([
  ['*', '0'],
  ['*', '*'],
  ['*/6', '0'],
  ['9-17', '0'],
  ['1,2', '0'],
  ['99', '77'],
])("D10: fails when the backup time is not a single time of day: hour '%s', minute '%s'", (hour, minute) => {
  expect(() =>
    cacheWith({ backup: { backupTime: events.Schedule.cron({ hour, minute }), backupRetentionLimit: 1 } }),
  ).toThrow(/'(backup\.)?backupTime' must be (one|a single) time of day in UTC/);
});

test('D10: a backup time without a minute is the full hour', () => {
  cacheWith({ backup: { backupTime: events.Schedule.cron({ hour: '2' }), backupRetentionLimit: 1 } });

  expect(propertiesOf(stack, CACHE).DailySnapshotTime).toBe('02:00');
});

test('D11: enables backups when only the backup time is set', () => {
  cacheWith({ backup: { backupTime: events.Schedule.cron({ hour: '9', minute: '30' }) } });

  expect(propertiesOf(stack, CACHE)).toMatchObject({ DailySnapshotTime: '09:30', SnapshotRetentionLimit: 1 });
});

test.each([
  [0, true],
  [1, true],
  [35, true],
  [36, false],
  [-1, false],
  [1.5, false],
])('D12: a retention of %d days is allowed: %s', (days, allowed) => {
  const create = () => cacheWith({ backup: { backupRetentionLimit: days } });

  if (!allowed) {
    return expect(create).toThrow(/'backup.backupRetentionLimit' .*35.*got /);
  }
  create();
  return expect(propertiesOf(stack, CACHE).SnapshotRetentionLimit).toBe(days);
});

describe('D13: engines and user groups', () => {
  const group = (engine?: elasticache.UserEngine) =>
    UserGroup.fromUserGroupAttributes(stack, 'Users', { userGroupName: 'team', engine });

  test.each([
    ['redis 7', CacheEngine.REDIS_7, UserEngine.VALKEY, 'ServerlessCache.ValkeyUserGroupInRedisCache'],
    ['redis', CacheEngine.REDIS_LATEST, UserEngine.VALKEY, 'ServerlessCache.ValkeyUserGroupInRedisCache'],
    ['memcached 1.6', CacheEngine.MEMCACHED_1_6, UserEngine.VALKEY, 'ServerlessCache.UserGroupUnsupportedByEngine'],
    ['memcached', CacheEngine.MEMCACHED_LATEST, undefined, 'ServerlessCache.UserGroupUnsupportedByEngine'],
  ])('fails when they are incompatible: %s', (_name, engine, groupEngine, ruleId) => {
    expect(errorsOf(() => cacheWith({ engine, userGroup: group(groupEngine) }))).toEqual([`'userGroup' ${ruleId}`]);
  });

  test.each([
    [CacheEngine.REDIS_LATEST, undefined],
    [CacheEngine.REDIS_7, UserEngine.REDIS],
    [CacheEngine.VALKEY_8, UserEngine.REDIS],
    [CacheEngine.of('valkey', '12'), UserEngine.VALKEY],
  ])('are compatible if a version is unknown: %s', (engine, groupEngine) => {
    cacheWith({ engine, userGroup: group(groupEngine) });

    expect(propertiesOf(stack, CACHE).UserGroupId).toBe('team');
  });
});

test('D14: the default port includes the reader port', () => {
  cacheWith().connections.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.0/8'));
  new ServerlessCache(stack, 'M', { vpc, engine: CacheEngine.MEMCACHED_1_6 }).connections.allowDefaultPortFrom(
    ec2.Peer.ipv4('10.0.0.0/8'),
  );

  synthesize(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: [{ FromPort: 6379, ToPort: 6380 }],
  });
  synthesize(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: [{ FromPort: 11211, ToPort: 11212 }],
  });
});

test('D15: an import has default ports, and warns when it cannot open them', () => {
  const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0');
  ServerlessCache.fromServerlessCacheAttributes(stack, 'A', {
    serverlessCacheName: 'a',
    engine: CacheEngine.of('valkey', '12'),
    securityGroups: [securityGroup],
  }).connections.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.0/8'));
  ServerlessCache.fromServerlessCacheName(stack, 'B', 'b').connections.allowDefaultPortFrom(
    ec2.Peer.ipv4('10.0.0.0/8'),
  );

  expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({
    GroupId: 'sg-0123456789abcdef0',
    FromPort: 6379,
    ToPort: 6380,
  });
  expect(annotationsOf(stack, 'warning')).toEqual([
    expect.stringContaining("Set 'securityGroups' in fromServerlessCacheAttributes"),
  ]);
});

test('D16: created and imported caches have endpoints', () => {
  const imported: elasticache.IServerlessCache = ServerlessCache.fromServerlessCacheAttributes(stack, 'I', {
    serverlessCacheName: 'sessions',
    engine: CacheEngine.VALKEY_8,
    endpointAddress: 'sessions.example.com',
  });

  expect(imported.endpoint.socketAddress).toBe('sessions.example.com:6379');
  expect(imported.readerEndpoint.socketAddress).toBe('sessions.example.com:6380');
  expect(() => ServerlessCache.fromServerlessCacheName(stack, 'J', 'other').endpoint).toThrow(
    /'endpoint' is unknown for the imported cache\. .* specify 'endpointAddress'/,
  );
});

test('D17: an imported IAM user can be granted to a role', () => {
  const imported: elasticache.IIamUser = IamUser.fromUserId(stack, 'U', 'reader');
  imported.grantConnect(role());

  expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toEqual([
    { Action: 'elasticache:Connect', Effect: 'Allow', Resource: arn('user', 'reader') },
  ]);
});

test('D18: an import by ARN has the account and Region of the ARN', () => {
  const of = (resource: string) => `arn:aws:elasticache:eu-west-1:210987654321:${resource}:x`;
  const imports = [
    ServerlessCache.fromServerlessCacheArn(stack, 'C', of('serverlesscache')),
    UserGroup.fromUserGroupArn(stack, 'G', of('usergroup')),
    IamUser.fromUserArn(stack, 'I', of('user')),
    PasswordUser.fromUserArn(stack, 'P', of('user')),
    NoPasswordUser.fromUserArn(stack, 'N', of('user')),
  ];

  expect(imports.map(({ env }) => env)).toEqual(imports.map(() => ({ account: '210987654321', region: 'eu-west-1' })));
});

test('D19: fails when no subnet is selected, instead of using the default VPC', () => {
  expect(() => cacheWith({ vpcSubnets: { subnets: [] } })).toThrow(/'vpcSubnets' must select at least one subnet/);
});

test('D20: fails when subnets are in the same zone, and adds a warning for public subnets', () => {
  const subnet = (id: string, availabilityZone: string) =>
    ec2.Subnet.fromSubnetAttributes(stack, id, { subnetId: `subnet-${id}`, availabilityZone });

  expect(() =>
    cacheWith({ vpcSubnets: { subnets: [subnet('one', 'a'), subnet('two', 'a'), subnet('three', 'b')] } }),
  ).toThrow(/'vpcSubnets' .*'Stack\/one' and 'Stack\/two'.* \[cdk-elasticache::ServerlessCache\.SubnetsInSameZone\]/);

  new ServerlessCache(stack, 'Public', { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } });
  expect(annotationsOf(stack, 'warning')).toContainEqual(
    expect.stringContaining("'vpcSubnets' selects public subnets"),
  );
});

test('D21: uses isolated subnets of a VPC without private subnets', () => {
  const isolated = ec2.Vpc.fromVpcAttributes(stack, 'Isolated', {
    vpcId: 'vpc-0123456789abcdef1',
    availabilityZones: ['a', 'b'],
    isolatedSubnetIds: SUBNETS.isolated,
  });
  cacheWith({ vpc: isolated });

  expect(propertiesOf(stack, CACHE).SubnetIds).toEqual(SUBNETS.isolated);
});

describe('D22: user ids', () => {
  test.each(['My User__1', 'x'.repeat(41), '1st', 'two--hyphens', 'end-', ''])(
    'fails when the id is "%s"',
    (userId) => {
      expect(() => new IamUser(stack, 'U', { userId, accessControl })).toThrow(/'userId' /);
      expect(() => new PasswordUser(stack, 'P', { userId, accessControl })).toThrow(/'userId' /);
      expect(() => new NoPasswordUser(stack, 'N', { userId, accessControl })).toThrow(/'userId' /);
    },
  );

  test('cause a warning if they contain capitals, because ElastiCache stores them in lowercase', () => {
    new IamUser(stack, 'U', { userId: 'Upper', accessControl });

    expect(annotationsOf(stack, 'warning')).toContainEqual(
      expect.stringContaining('cdk-elasticache::User.IdNotLowercase'),
    );
  });

  test('are generated by default', () => {
    new IamUser(stack, 'Reader', { accessControl });

    expect(propertiesOf(stack, USER)).toMatchObject({ UserId: expect.stringMatching(/^stackreader[0-9a-f]{8}$/) });
  });
});

test.each(['', 'nonsense', 'on +get,+set ~*', 'on >password ~* +@all'])(
  'D23: fails when the access string is "%s"',
  (accessString) => {
    const invalid = AccessControl.fromAccessString(accessString);

    expect(errorsOf(() => new IamUser(stack, 'U', { accessControl: invalid }))).toEqual([
      "'accessControl' User.AccessStringInvalid",
    ]);
  },
);

test('D23: adds a warning when the access string has a category that no known version has', () => {
  new IamUser(stack, 'U', { accessControl: AccessControl.fromAccessString('on ~* +@nothing') });

  expect(annotationsOf(stack, 'warning')).toContainEqual(
    expect.stringMatching(/^'accessControl' .*"\+@nothing".*\[ack: cdk-elasticache::User\.CommandUnknown\]$/),
  );
});

test('D23: access strings can be generated, and users can be disabled', () => {
  const access = AccessControl.of({
    keys: [elasticache.KeyAccess.readWrite('app:*')],
    commands: [elasticache.CommandAccess.allow('get', 'set')],
  });

  expect([access.accessString, AccessControl.disabled().accessString]).toEqual([
    'on ~app:* -@all +get +set',
    'off -@all',
  ]);
});

describe('D24: passwords', () => {
  const long = 'x'.repeat(32);
  const create =
    (...passwords: string[]) =>
    () =>
      new PasswordUser(stack, 'U', {
        userId: 'u',
        accessControl,
        passwords: passwords.map((text) => SecretValue.unsafePlainText(text)),
      });

  test.each([
    ['too short', ['short']],
    ['too long', ['x'.repeat(129)]],
    ['with an at sign', [`${long}@`]],
    ['three', [long, `${long}y`, `${long}z`]],
    ['none', []],
    ['twice the same', [long, long]],
  ])('fails when they are invalid: %s', (_title, passwords) => {
    expect(create(...passwords)).toThrow(/'passwords' /);
  });

  test('are not in the error message', () => {
    expect(create('sh0rt@secret')).toThrow(expect.not.objectContaining({ message: expect.stringContaining('sh0rt') }));
  });

  test('are generated in a secret by default', () => {
    const user = new PasswordUser(stack, 'U', { userId: 'reader', accessControl });
    user.secret!.grantRead(role());

    expect(propertiesOf(stack, 'AWS::SecretsManager::Secret').GenerateSecretString).toEqual({
      ExcludePunctuation: true,
      GenerateStringKey: 'password',
      PasswordLength: 64,
      SecretStringTemplate: '{"username":"reader"}',
    });
    expect(propertiesOf(stack, USER).AuthenticationMode.Passwords).toHaveLength(1);
  });
});

describe('D25: names', () => {
  test.each(['My_Cache!!', 'x'.repeat(41), 'two--hyphens', 'end-', '1st', ''])(
    'fails when the name of the cache is "%s"',
    (serverlessCacheName) => {
      expect(() => cacheWith({ serverlessCacheName })).toThrow(/'serverlessCacheName' /);
    },
  );

  test.each(['My_Group', 'x'.repeat(41), 'two--hyphens', 'end-', '1st', ''])(
    'fails when the name of the group is "%s"',
    (userGroupName) => {
      expect(() => new UserGroup(stack, 'G', { userGroupName })).toThrow(/'userGroupName' /);
    },
  );

  test.each(['my_backup', 'x'.repeat(256), 'two--hyphens', 'end-', '1st'])(
    'fails when the name of the final backup is "%s"',
    (backupNameBeforeDeletion) => {
      expect(() => cacheWith({ backup: { backupNameBeforeDeletion } })).toThrow(/'backup.backupNameBeforeDeletion' /);
    },
  );
});

test.each(['my-backup', 'arn:aws:s3:::bucket/object', ''])(
  'D26: fails when the ARN of the restored backup is "%s"',
  (text) => {
    expect(() => cacheWith({ backup: { backupArnsToRestore: [text] } })).toThrow(/'backup.backupArnsToRestore' /);
  },
);

describe('D27: users of a group', () => {
  test('adds a warning at synthesis to a Valkey group without users', () => {
    new UserGroup(stack, 'Users');
    synthesize(stack);

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringMatching(/^'users' .*\[ack: cdk-elasticache::UserGroup\.NoUsers\]$/),
    ]);
  });

  test('fails at synthesis for a Redis OSS group without users', () => {
    new UserGroup(stack, 'Users', { engine: UserEngine.REDIS });

    expect(errorsOf(() => synthesize(stack))).toEqual(["[Stack/Users] 'users' UserGroup.DefaultUserMissing"]);
  });

  test('fails at synthesis with all errors', () => {
    const twin = (id: string) =>
      new PasswordUser(stack, id, { userId: id.toLowerCase(), userName: 'twin', accessControl });
    new UserGroup(stack, 'Users', { engine: UserEngine.REDIS, users: [twin('One'), twin('Two')] });

    const synth = () => synthesize(stack);
    expect(errorsOf(synth)).toEqual([
      "[Stack/Users] 'users' UserGroup.DefaultUserMissing",
      "[Stack/Users] 'users' UserGroup.DuplicateUserNames",
      "[Stack/Users] 'users' UserGroup.ValkeyUserInRedisGroup",
    ]);
    expect(synth).toThrow(
      /"twin" for 'Stack\/One' and 'Stack\/Two'.*\n.*but got 'Stack\/One' and 'Stack\/Two' with the engine valkey/,
    );
  });

  test('adds a user only once', () => {
    const user = new IamUser(stack, 'U', { userId: 'u', accessControl });
    const group = new UserGroup(stack, 'Users', { users: [user, user] });
    group.addUser(user);

    expect(propertiesOf(stack, GROUP).UserIds).toHaveLength(1);
  });
});

test('D28: fails for an IAM user with the reserved id', () => {
  expect(() => new IamUser(stack, 'U', { userId: 'default', accessControl })).toThrow(
    /'userId' .*"default".* Set 'userId' and 'userName' to another value\. They must be equal .* \[cdk-elasticache::User\.IdReserved\]/,
  );
});

test('D29: supports future engine versions', () => {
  cacheWith({ engine: CacheEngine.of('valkey', '12') });

  expect(propertiesOf(stack, CACHE)).toMatchObject({ Engine: 'valkey', MajorEngineVersion: '12' });
  expect([CacheEngine.VALKEY_9, CacheEngine.MEMCACHED_1_6].map(String)).toEqual(['valkey_9', 'memcached_1.6']);
});

test('D30: removal policy SNAPSHOT sets a final snapshot', () => {
  cacheWith({ removalPolicy: RemovalPolicy.SNAPSHOT });

  const resource = Object.values(synthesize(stack).findResources(CACHE))[0];
  expect(resource.DeletionPolicy).toBe('Delete');
  expect(resource.Properties.FinalSnapshotName).toEqual({
    'Fn::Join': [
      '-',
      [
        expect.stringMatching(/^stackcache[0-9a-f]{8}-final$/),
        { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] },
      ],
    ],
  });
});

test('D31: stacks in other accounts and Regions can reference a cache, a group, and a user', () => {
  const app = new App();
  const here = new Stack(app, 'Here', { env: { account: '123456789012', region: 'eu-west-1' } });
  const there = new Stack(app, 'There', { env: { account: '210987654321', region: 'us-east-1' } });
  const user = new IamUser(here, 'User', { accessControl });
  const group = new UserGroup(here, 'Group', { users: [user] });
  const cache = new ServerlessCache(here, 'Cache', { vpc: importVpc(here), userGroup: group });

  cache.grantConnect(
    new iam.Role(there, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }),
    user,
  );
  new CfnReplicationGroup(there, 'L1', { ...nodes, userGroupIds: [group.userGroupName] });

  const resources = propertiesOf(there, 'AWS::IAM::Policy')
    .PolicyDocument.Statement.map(({ Resource }: any) => JSON.stringify(Resource))
    .join();
  expect(resources).toMatch(/:elasticache:eu-west-1:123456789012:user:hereuser[0-9a-f]{8}/);
  expect(resources).toMatch(/:elasticache:eu-west-1:123456789012:serverlesscache:herecache[0-9a-f]{8}/);
  expect(propertiesOf(there, 'AWS::ElastiCache::ReplicationGroup').UserGroupIds).toEqual([
    expect.stringMatching(/^heregroup[0-9a-f]{8}$/),
  ]);
});

test('D32: the security group allows no outbound traffic by default, and specified groups are used', () => {
  cacheWith();
  new ServerlessCache(stack, 'Open', { vpc, allowAllOutbound: true });
  new ServerlessCache(stack, 'Given', {
    vpc,
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
  });

  const egress = Object.values(synthesize(stack).findResources('AWS::EC2::SecurityGroup')).map(
    (group) => group.Properties.SecurityGroupEgress[0].CidrIp,
  );
  expect(egress).toEqual(['255.255.255.255/32', '0.0.0.0/0']);
});

describe('D33: usage limits', () => {
  test.each([
    [
      '1.5 GiB',
      { dataStorageMaximumSize: Size.mebibytes(1536) },
      /'cacheUsageLimits.dataStorageMaximumSize' must be a whole number .*but got 1\.5\. /,
    ],
    [
      'half a unit',
      { requestRateLimitMaximum: 1000.5 },
      /'cacheUsageLimits.requestRateLimitMaximum' must be a whole number .*but got 1,000\.5\. /,
    ],
  ])('fails when they are not integers: %s', (_title, cacheUsageLimits, message) => {
    expect(() => cacheWith({ cacheUsageLimits })).toThrow(message);
  });

  test('can be removed with 0', () => {
    cacheWith({ cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(0), requestRateLimitMaximum: 0 } });

    expect(propertiesOf(stack, CACHE).CacheUsageLimits).toEqual({
      DataStorage: { Unit: 'GB', Maximum: 0 },
      ECPUPerSecond: { Maximum: 0 },
    });
  });
});

test('D34: has endpoint objects, version, and creation time; Memcached has no reader endpoint', () => {
  const cache = cacheWith();
  const memcached = new ServerlessCache(stack, 'M', { vpc, engine: CacheEngine.MEMCACHED_1_6 });

  expect(stack.resolve(cache.endpoint.socketAddress)).toEqual({
    'Fn::Join': [
      '',
      [
        { 'Fn::GetAtt': ['Cache18F6EE16', 'Endpoint.Address'] },
        ':',
        { 'Fn::GetAtt': ['Cache18F6EE16', 'Endpoint.Port'] },
      ],
    ],
  });
  expect(stack.resolve(cache.readerEndpoint.port)).toEqual({ 'Fn::GetAtt': ['Cache18F6EE16', 'ReaderEndpoint.Port'] });
  expect(() => memcached.readerEndpoint).toThrow(/'readerEndpoint' is not available for Memcached\. Use 'endpoint'\./);
  expect(() => memcached.serverlessCacheReaderEndpointPort).toThrow(/'readerEndpoint' is not available for Memcached/);
  expect(stack.resolve([cache.serverlessCacheFullEngineVersion, cache.serverlessCacheCreateTime])).toEqual([
    { 'Fn::GetAtt': ['Cache18F6EE16', 'FullEngineVersion'] },
    { 'Fn::GetAtt': ['Cache18F6EE16', 'CreateTime'] },
  ]);
});

test('D35: counts have the statistic Sum, and operational metrics exist', () => {
  const cache = cacheWith();

  expect(cache.metricProcessingUnitsConsumed().statistic).toBe('Sum');
  expect(
    [
      cache.metrics.throttledCmds(),
      cache.metrics.evictions(),
      cache.metrics.newConnections(),
      cache.metrics.totalCmdsCount(),
      cache.metrics.currItems(),
      cache.metrics.iamAuthenticationExpirations(),
      cache.metrics.iamAuthenticationThrottling(),
      cache.metrics.authenticationFailures(),
      cache.metrics.commandAuthorizationFailures(),
      cache.metrics.keyAuthorizationFailures(),
    ].map(({ metricName, statistic }) => `${metricName} ${statistic}`),
  ).toEqual([
    'ThrottledCmds Sum',
    'Evictions Sum',
    'NewConnections Sum',
    'TotalCmdsCount Sum',
    'CurrItems Average',
    'IamAuthenticationExpirations Sum',
    'IamAuthenticationThrottling Sum',
    'AuthenticationFailures Sum',
    'CommandAuthorizationFailures Sum',
    'KeyAuthorizationFailures Sum',
  ]);
});

test('D36: property injection ids contain the name of this package', () => {
  PropertyInjectors.of(stack).add({
    constructUniqueId: ServerlessCache.PROPERTY_INJECTION_ID,
    inject: (props: elasticache.ServerlessCacheProps) => ({ ...props, description: 'injected' }),
  });
  cacheWith();

  expect(propertiesOf(stack, CACHE).Description).toBe('injected');
  expect(
    [ServerlessCache, UserGroup, IamUser, PasswordUser, NoPasswordUser].map(
      ({ PROPERTY_INJECTION_ID }) => PROPERTY_INJECTION_ID,
    ),
  ).toEqual(
    ['ServerlessCache', 'UserGroup', 'IamUser', 'PasswordUser', 'NoPasswordUser'].map(
      (name) => `cdk-elasticache.${name}`,
    ),
  );
});

test('D38: the list of users is a copy, and a user is added only once', () => {
  const user = new IamUser(stack, 'U', { userId: 'u', accessControl });
  const group = new UserGroup(stack, 'Users', { users: [user] });
  group.users!.pop();
  group.addUser(user);

  expect(group.users).toHaveLength(1);
});

test('D39: supports tags, network type, and connection type', () => {
  const cache = cacheWith({ networkType: elasticache.NetworkType.DUAL_STACK });
  Tags.of(cache).add('team', 'shop');
  new ServerlessCache(stack, 'Public', {
    engine: CacheEngine.VALKEY_9,
    connectionType: elasticache.ConnectionType.PUBLIC,
    userGroup: new UserGroup(stack, 'Users', { users: [new IamUser(stack, 'U', { userId: 'u', accessControl })] }),
  });

  synthesize(stack).hasResourceProperties(CACHE, {
    NetworkType: 'dual_stack',
    Tags: [{ Key: 'team', Value: 'shop' }],
  });
  synthesize(stack).hasResourceProperties(CACHE, { ConnectionType: 'public' });
});
