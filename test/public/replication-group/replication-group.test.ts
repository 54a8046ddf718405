import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { App } from 'aws-cdk-lib/core';
import { CfnParameter, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { GROUP, groupIn } from './group';
import { annotationsOf, errorsOf } from '../messages';
import { SUBNETS, emptyStack, emptyStackWithoutCfnValidation, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import {
  AccessControl,
  Authentication,
  ClusterMode,
  SnapshotWindow,
  Weekday,
  Durability,
  EngineVersion,
  IamUser,
  IpDiscovery,
  LogDelivery,
  MaintenanceWindow,
  NetworkType,
  NodeFamily,
  NodeSize,
  NodeType,
  ParameterGroup,
  PasswordUser,
  ReplicationGroup,
  SnapshotSource,
  SubnetGroup,
  TransitEncryption,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

const accessControl = AccessControl.fromAccessString('on ~app:* -@all +@read');

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

const resourceOf = () => Object.values(synthesize(stack).findResources(GROUP))[0];

describe('by default', () => {
  test('creates an encrypted Valkey group with a replica in another zone, daily snapshots, and closed security groups', () => {
    const group = groupIn(stack);

    expect(propertiesOf(stack, GROUP)).toEqual({
      AtRestEncryptionEnabled: true,
      AutoMinorVersionUpgrade: true,
      AutomaticFailoverEnabled: true,
      CacheNodeType: 'cache.r7g.large',
      CacheParameterGroupName: stack.resolve(group.parameterGroup.parameterGroupName),
      CacheSubnetGroupName: stack.resolve(group.subnetGroup.subnetGroupName),
      ClusterMode: 'disabled',
      Engine: 'valkey',
      EngineVersion: '8.1',
      MultiAZEnabled: true,
      NumNodeGroups: 1,
      Port: 6379,
      ReplicasPerNodeGroup: 1,
      ReplicationGroupDescription: 'Stack/Cache',
      SecurityGroupIds: [{ 'Fn::GetAtt': ['CacheSecurityGroup79A9F160', 'GroupId'] }],
      SnapshotRetentionLimit: 1,
      TransitEncryptionEnabled: true,
      TransitEncryptionMode: 'required',
    });
    expect(propertiesOf(stack, 'AWS::ElastiCache::SubnetGroup').SubnetIds).toEqual(SUBNETS.private);
    expect(propertiesOf(stack, 'AWS::ElastiCache::ParameterGroup')).toMatchObject({
      CacheParameterGroupFamily: 'valkey8',
    });
    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroup')).toMatchObject({
      GroupDescription: 'Security group for Cache replication group.',
      SecurityGroupEgress: [{ CidrIp: '255.255.255.255/32' }],
    });
    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });

  test('takes a snapshot before deletion, and reshards online', () => {
    groupIn(stack);

    expect(resourceOf()).toMatchObject({
      DeletionPolicy: 'Snapshot',
      UpdateReplacePolicy: 'Snapshot',
      UpdatePolicy: { UseOnlineResharding: true },
    });
  });

  test('adds a warning without authentication', () => {
    groupIn(stack, { authentication: undefined });

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringContaining(
        "'authentication' is missing, so any client with network access has full access to the data. Set 'authentication' to Authentication.userGroup(), or to Authentication.none() to suppress this warning.",
      ),
    ]);
  });
});

test('renders every prop', () => {
  const vpc = importVpc(stack);
  const kmsKey = new kms.Key(stack, 'Key');
  const userGroup = new UserGroup(stack, 'Users', { users: [new IamUser(stack, 'User', { accessControl })] });
  const notificationTopic = new sns.Topic(stack, 'Topic');
  const group = groupIn(stack, {
    vpc,
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.XLARGE),
    replicationGroupId: 'sessions',
    description: 'Sessions of the shop',
    engineVersion: EngineVersion.VALKEY_9_0,
    clusterMode: ClusterMode.enabled({ shardCount: 3, replicasPerShard: 2 }),
    automaticFailover: true,
    multiAz: true,
    durability: Durability.SYNC,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
    port: 7000,
    networkType: NetworkType.DUAL_STACK,
    ipDiscovery: IpDiscovery.IPV6,
    authentication: Authentication.userGroup(userGroup),
    transitEncryption: TransitEncryption.REQUIRED,
    atRestEncryption: true,
    kmsKey,
    snapshotRetention: Duration.days(35),
    autoMinorVersionUpgrade: false,
    notificationTopic,
    removalPolicy: RemovalPolicy.RETAIN,
  });

  expect(propertiesOf(stack, GROUP)).toEqual({
    AtRestEncryptionEnabled: true,
    AutoMinorVersionUpgrade: false,
    AutomaticFailoverEnabled: true,
    CacheNodeType: 'cache.r7g.xlarge',
    CacheParameterGroupName: stack.resolve(group.parameterGroup.parameterGroupName),
    CacheSubnetGroupName: stack.resolve(group.subnetGroup.subnetGroupName),
    ClusterMode: 'enabled',
    Durability: 'sync',
    Engine: 'valkey',
    EngineVersion: '9.0',
    IpDiscovery: 'ipv6',
    KmsKeyId: { Ref: 'Key961B73FD' },
    MultiAZEnabled: true,
    NetworkType: 'dual_stack',
    NotificationTopicArn: { Ref: 'TopicBFC7AF6E' },
    NumNodeGroups: 3,
    Port: 7000,
    ReplicasPerNodeGroup: 2,
    ReplicationGroupDescription: 'Sessions of the shop',
    ReplicationGroupId: 'sessions',
    SecurityGroupIds: ['sg-0123456789abcdef0'],
    SnapshotRetentionLimit: 35,
    TransitEncryptionEnabled: true,
    TransitEncryptionMode: 'required',
    UserGroupIds: [{ Ref: 'Users0A0EEA89' }],
  });
  expect(propertiesOf(stack, 'AWS::ElastiCache::SubnetGroup').SubnetIds).toEqual(SUBNETS.isolated);
  expect(group).toMatchObject({
    vpc,
    kmsKey,
    userGroup,
    engineVersion: EngineVersion.VALKEY_9_0,
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.XLARGE),
    port: 7000,
  });
});

test('accepts tokens', () => {
  const text = new CfnParameter(stack, 'Text').valueAsString;
  const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
  groupIn(stack, {
    replicationGroupId: text,
    description: text,
    clusterMode: ClusterMode.enabled({ shardCount: number, replicasPerShard: number }),
    port: number,
    snapshotRetention: Duration.days(number),
  });

  expect(propertiesOf(stack, GROUP)).toMatchObject({
    AutomaticFailoverEnabled: true,
    MultiAZEnabled: true,
    NumNodeGroups: { Ref: 'Number' },
    Port: { Ref: 'Number' },
    ReplicasPerNodeGroup: { Ref: 'Number' },
    ReplicationGroupDescription: { Ref: 'Text' },
    ReplicationGroupId: { Ref: 'Text' },
    SnapshotRetentionLimit: { Ref: 'Number' },
  });
});

describe('automatic failover and Multi-AZ', () => {
  test.each([
    [
      'both are disabled with cluster mode disabled and no replicas',
      ClusterMode.disabled({ replicaCount: 0 }),
      false,
      false,
    ],
    ['both are enabled with cluster mode disabled and replicas', ClusterMode.disabled({ replicaCount: 1 }), true, true],
    [
      'only failover, which cluster mode requires, is enabled with cluster mode enabled and no replicas',
      ClusterMode.enabled({ replicasPerShard: 0 }),
      true,
      false,
    ],
    ['both are enabled with cluster mode enabled and replicas', ClusterMode.enabled({ shardCount: 2 }), true, true],
    [
      'only failover is enabled when a shard has no replicas',
      ClusterMode.enabledWithShards([{ replicaCount: 0 }, { replicaCount: 1 }]),
      true,
      false,
    ],
  ])('%s', (_title, clusterMode, automaticFailover, multiAz) => {
    groupIn(stack, { clusterMode });

    expect(propertiesOf(stack, GROUP)).toMatchObject({
      AutomaticFailoverEnabled: automaticFailover,
      MultiAZEnabled: multiAz,
    });
  });

  test('both are disabled when automaticFailover is false', () => {
    groupIn(stack, { automaticFailover: false });

    expect(propertiesOf(stack, GROUP)).toMatchObject({ AutomaticFailoverEnabled: false, MultiAZEnabled: false });
  });
});

test('renders individual shards', () => {
  groupIn(stack, {
    clusterMode: ClusterMode.enabledWithShards([{ availabilityZones: ['a', 'b'] }, { availabilityZones: ['b', 'a'] }]),
  });

  const properties = propertiesOf(stack, GROUP);
  expect(properties).toMatchObject({
    NumNodeGroups: 2,
    NodeGroupConfiguration: [
      { NodeGroupId: '0001', PrimaryAvailabilityZone: 'a', ReplicaAvailabilityZones: ['b'], ReplicaCount: 1 },
      { NodeGroupId: '0002', PrimaryAvailabilityZone: 'b', ReplicaAvailabilityZones: ['a'], ReplicaCount: 1 },
    ],
  });
  expect(properties).not.toHaveProperty('ReplicasPerNodeGroup');
});

describe('transit encryption', () => {
  test.each([
    [TransitEncryption.REQUIRED, EngineVersion.VALKEY_8_1, [true, 'required']],
    [TransitEncryption.PREFERRED, EngineVersion.VALKEY_8_1, [true, 'preferred']],
    [TransitEncryption.DISABLED, EngineVersion.VALKEY_8_1, [false, undefined]],
    [TransitEncryption.REQUIRED, EngineVersion.REDIS_6_2, [true, undefined]],
  ])('%s with %s', (transitEncryption, engineVersion, expected) => {
    groupIn(stack, { transitEncryption, engineVersion });

    const { TransitEncryptionEnabled, TransitEncryptionMode } = propertiesOf(stack, GROUP);
    expect([TransitEncryptionEnabled, TransitEncryptionMode]).toEqual(expected);
  });

  test('fails when the version does not support PREFERRED', () => {
    const props = { transitEncryption: TransitEncryption.PREFERRED, engineVersion: EngineVersion.REDIS_6_2 };

    expect(errorsOf(() => groupIn(stack, props))).toEqual([
      "'transitEncryption' ReplicationGroup.TlsModeUnsupportedByVersion",
    ]);
  });
});

test('enables data tiering on node types with local SSD storage', () => {
  groupIn(stack, { nodeType: NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE) });

  expect(propertiesOf(stack, GROUP).DataTieringEnabled).toBe(true);
});

describe('authentication', () => {
  test('generates an AUTH token in a secret, and writes the endpoint to it', () => {
    const group = groupIn(stack, {
      authentication: Authentication.generatedAuthToken({ secretName: 'token', tokenLength: 32 }),
    });

    const secret = { Ref: expect.stringMatching(/^CacheAuthToken04672416[0-9a-f]{8}$/) };
    expect(propertiesOf(stack, 'AWS::SecretsManager::Secret')).toEqual({
      Description: 'AUTH token of the ElastiCache replication group Stack/Cache',
      GenerateSecretString: {
        ExcludePunctuation: true,
        GenerateStringKey: 'password',
        PasswordLength: 32,
        SecretStringTemplate: '{}',
      },
      Name: 'token',
    });
    expect(propertiesOf(stack, GROUP).AuthToken).toEqual({
      'Fn::Join': ['', ['{{resolve:secretsmanager:', secret, ':SecretString:password::}}']],
    });
    expect(propertiesOf(stack, 'Custom::ElastiCacheSecretEndpoint')).toMatchObject({
      SecretArn: secret,
      Host: { 'Fn::GetAtt': ['Cache18F6EE16', 'PrimaryEndPoint.Address'] },
      Port: '6379',
    });
    expect(stack.resolve(group.authTokenSecret!.secretArn)).toEqual(secret);
  });

  test.each([
    ['a field of a JSON secret', 'token', ':SecretString:token::}}'],
    ['a plain-text secret', undefined, ':SecretString:::}}'],
  ])('uses an AUTH token from %s', (_title, field, end) => {
    const secret = new secretsmanager.Secret(stack, 'Secret', { generateSecretString: { excludePunctuation: true } });
    const group = groupIn(stack, { authentication: Authentication.authToken(secret, field) });

    expect(propertiesOf(stack, GROUP).AuthToken).toEqual({
      'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'SecretA720EF05' }, end]],
    });
    expect(group.authTokenSecret).toBe(secret);
  });

  test.each([
    [15, false],
    [16, true],
    [128, true],
    [129, false],
    [20.5, false],
  ])('accepts a generated token of %d characters: %s', (tokenLength, allowed) => {
    const authentication = Authentication.generatedAuthToken({ tokenLength });

    expect(errorsOf(() => groupIn(stack, { authentication }))).toEqual(
      allowed ? [] : ["'authentication' ReplicationGroup.GeneratedAuthTokenLengthOutOfRange"],
    );
  });

  test('writes the configuration endpoint to the secrets of users', () => {
    const users = new UserGroup(stack, 'Users', { users: [new PasswordUser(stack, 'User', { accessControl })] });
    groupIn(stack, { authentication: Authentication.userGroup(users), clusterMode: ClusterMode.enabled() });

    expect(propertiesOf(stack, 'Custom::ElastiCacheSecretEndpoint')).toMatchObject({
      Host: { 'Fn::GetAtt': ['Cache18F6EE16', 'ConfigurationEndPoint.Address'] },
    });
  });

  test('fails for an IAM user of an imported user group that the engine does not have', () => {
    const user = new IamUser(stack, 'User', { accessControl, engine: UserEngine.REDIS });
    const users = UserGroup.fromUserGroupAttributes(stack, 'Users', { userGroupName: 'team', users: [user] });
    const authentication = Authentication.userGroup(users);

    expect(errorsOf(() => groupIn(stack, { authentication, engineVersion: EngineVersion.REDIS_6_2 }))).toEqual([
      "'authentication' ReplicationGroup.IamUserUnsupported",
    ]);
  });

  test('accepts an imported user group', () => {
    groupIn(stack, { authentication: Authentication.userGroup(UserGroup.fromUserGroupName(stack, 'Users', 'team')) });

    expect(propertiesOf(stack, GROUP).UserGroupIds).toEqual(['team']);
  });

  test('fails when a Redis OSS group has a Valkey user group', () => {
    const users = UserGroup.fromUserGroupAttributes(stack, 'Users', {
      userGroupName: 'team',
      engine: UserEngine.VALKEY,
    });

    expect(() =>
      groupIn(stack, { engineVersion: EngineVersion.REDIS_7_1, authentication: Authentication.userGroup(users) }),
    ).toThrow(/'authentication' .*'Stack\/Users'.* \[cdk-elasticache::ReplicationGroup\.ValkeyUserGroupInRedisCache\]/);
  });

  test('fails at synthesis when the version does not support IAM users', () => {
    const iamUser = new IamUser(stack, 'User', { engine: UserEngine.REDIS, accessControl });
    const users = new UserGroup(stack, 'Users', { engine: UserEngine.REDIS, disableDefaultUser: true });
    groupIn(stack, { engineVersion: EngineVersion.REDIS_6_2, authentication: Authentication.userGroup(users) });
    groupIn(stack, { engineVersion: EngineVersion.REDIS_6_2 }, 'Open');
    users.addUser(iamUser);

    expect(() => synthesize(stack)).toThrow(
      /errors:\n {2}\[Stack\/Cache\] 'authentication' .*Redis OSS 6\.2 .*'Stack\/User'\. .* \[cdk-elasticache::ReplicationGroup\.IamUserUnsupported\]$/,
    );
  });

  test('fails when the version does not support the IAM users that the user group already has', () => {
    const iamUser = new IamUser(stack, 'User', { engine: UserEngine.REDIS, accessControl });
    const users = new UserGroup(stack, 'Users', {
      engine: UserEngine.REDIS,
      users: [iamUser],
      disableDefaultUser: true,
    });

    expect(
      errorsOf(() =>
        groupIn(stack, { engineVersion: EngineVersion.REDIS_6_2, authentication: Authentication.userGroup(users) }),
      ),
    ).toEqual(["'authentication' ReplicationGroup.IamUserUnsupported"]);
  });

  test('accepts an imported user group with an old version', () => {
    const users = Authentication.userGroup(UserGroup.fromUserGroupName(stack, 'Users', 'team'));
    groupIn(stack, { engineVersion: EngineVersion.REDIS_6_2, authentication: users });

    expect(propertiesOf(stack, GROUP).UserGroupIds).toEqual(['team']);
  });

  describe('when the version does not support the access string of a user', () => {
    const createUser = () =>
      new PasswordUser(stack, 'User', {
        engine: UserEngine.REDIS,
        accessControl: AccessControl.fromAccessString('on %R~app:* -@all +@read'),
      });
    const createUsers = (...users: PasswordUser[]) =>
      new UserGroup(stack, 'Users', { engine: UserEngine.REDIS, users, disableDefaultUser: true });
    const createGroup = (users: UserGroup) =>
      groupIn(stack, { engineVersion: EngineVersion.REDIS_6_2, authentication: Authentication.userGroup(users) });

    test('fails', () => {
      const users = createUsers(createUser());

      expect(() => createGroup(users)).toThrow(
        /'accessControl' of 'Stack\/User' .*"%R~app:\*".* \[cdk-elasticache::ReplicationGroup\.AccessStringUnsupported\]$/,
      );
    });

    test('fails at synthesis when the user is added later', () => {
      const users = createUsers();
      createGroup(users);
      users.addUser(createUser());

      expect(errorsOf(() => synthesize(stack))).toEqual([
        "[Stack/Cache] 'accessControl' ReplicationGroup.AccessStringUnsupported",
      ]);
    });
  });
});

test('uses existing subnet and parameter groups', () => {
  const [subnetGroup, parameterGroup] = [
    SubnetGroup.fromSubnetGroupName(stack, 'Subnets', 'mine'),
    ParameterGroup.fromParameterGroupName(stack, 'Parameters', 'tuned'),
  ];
  const group = groupIn(stack, { subnetGroup, parameterGroup, removalPolicy: RemovalPolicy.RETAIN });

  expect(propertiesOf(stack, GROUP)).toMatchObject({ CacheSubnetGroupName: 'mine', CacheParameterGroupName: 'tuned' });
  expect([group.subnetGroup, group.parameterGroup]).toEqual([subnetGroup, parameterGroup]);
});

test('restores a snapshot or files in Amazon S3', () => {
  groupIn(stack, { restoreFrom: SnapshotSource.fromSnapshotName('nightly') });
  expect(propertiesOf(stack, GROUP).SnapshotName).toBe('nightly');

  const other = emptyStack();
  const bucket = new s3.Bucket(other, 'Bucket');
  groupIn(other, { restoreFrom: SnapshotSource.fromS3(bucket, 'dump.rdb') });
  expect(propertiesOf(other, GROUP).SnapshotArns).toEqual([
    { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket83908E77', 'Arn'] }, '/dump.rdb']] },
  ]);
});

test('renders the snapshot window and maintenance window', () => {
  groupIn(stack, {
    snapshotWindow: SnapshotWindow.daily({ hour: 3, minute: 30 }),
    maintenanceWindow: MaintenanceWindow.weekly({ day: Weekday.SUNDAY, hour: 5 }),
    snapshotRetention: Duration.days(0),
  });

  expect(propertiesOf(stack, GROUP)).toMatchObject({
    PreferredMaintenanceWindow: 'sun:05:00-sun:06:00',
    SnapshotRetentionLimit: 0,
    SnapshotWindow: '03:30-04:30',
  });
});

test.each([
  ['valkey', 'latest', 'ReplicationGroup.VersionInvalid'],
  ['valkey', '99.0', 'ReplicationGroup.VersionInvalid'],
  ['Valkey', '8.1', 'ReplicationGroup.EngineInvalid'],
])('fails with one error when the engine version does not exist: %s %s', (engineType, version, ruleId) => {
  const engineVersion = EngineVersion.of(engineType, version);

  expect(errorsOf(() => groupIn(stack, { engineVersion, parameters: { timeout: '60' } }))).toEqual([
    `'engineVersion' ${ruleId}`,
  ]);
});

test('needs a parameter group family when an unknown version is acknowledged', () => {
  Validations.of(stack).acknowledge({ id: 'cdk-elasticache::ReplicationGroup.VersionInvalid', reason: 'preview' });

  expect(() => groupIn(stack, { engineVersion: EngineVersion.of('valkey', '99.0') })).toThrow(
    "'engineVersion' must specify a parameter group family, because the family of valkey 99.0 is unknown. Use EngineVersion.of('valkey', '99.0', { parameterGroupFamily: … }).",
  );
});

test('accepts tokens for the engine version', () => {
  const text = new CfnParameter(stack, 'Text').valueAsString;
  groupIn(stack, { engineVersion: EngineVersion.of(text, text, { parameterGroupFamily: 'valkey8' }) });

  expect(propertiesOf(stack, GROUP)).toMatchObject({
    Engine: { Ref: 'Text' },
    EngineVersion: { Ref: 'Text' },
    Port: 6379,
    TransitEncryptionMode: 'required',
  });
});

test('accepts a durability that is newer than the library, with a warning', () => {
  stack = emptyStackWithoutCfnValidation();
  groupIn(stack, { durability: Durability.of('always') });

  expect(String(Durability.of('always'))).toBe('always');
  expect(propertiesOf(stack, GROUP).Durability).toBe('always');
  expect(annotationsOf(stack, 'warning')).toEqual([
    expect.stringContaining('[ack: cdk-elasticache::ReplicationGroup.DurabilityUnknown]'),
  ]);
});

describe('supporting resources', () => {
  test('are retained with the group', () => {
    groupIn(stack, { authentication: Authentication.generatedAuthToken(), removalPolicy: RemovalPolicy.RETAIN });

    const template = synthesize(stack);
    for (const type of [
      GROUP,
      'AWS::ElastiCache::SubnetGroup',
      'AWS::ElastiCache::ParameterGroup',
      'AWS::EC2::SecurityGroup',
      'AWS::SecretsManager::Secret',
    ]) {
      template.allResources(type, { DeletionPolicy: 'Retain' });
    }
  });

  test('are deleted when the removal policy is SNAPSHOT', () => {
    groupIn(stack);

    expect(Object.values(synthesize(stack).findResources('AWS::ElastiCache::SubnetGroup'))[0].DeletionPolicy).not.toBe(
      'Retain',
    );
  });
});

describe('the id', () => {
  test('is a reference in the same stack', () => {
    expect(stack.resolve(groupIn(stack).replicationGroupId)).toEqual({ Ref: 'Cache18F6EE16' });
  });

  test('is rendered as it is specified, and returned in lower case, as ElastiCache stores it', () => {
    const group = groupIn(stack, { replicationGroupId: 'Sessions' });

    expect(propertiesOf(stack, GROUP).ReplicationGroupId).toBe('Sessions');
    expect(stack.resolve(group.replicationGroupRef)).toEqual({ replicationGroupId: 'sessions' });
    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });

  test('is part of the ARN, for which CloudFormation has no attribute', () => {
    const group = groupIn(emptyStack('Stack', { account: '123456789012', region: 'eu-west-1' }));

    expect(group.stack.resolve(group.replicationGroupArn)).toEqual({
      'Fn::Join': [
        '',
        [
          'arn:',
          { Ref: 'AWS::Partition' },
          ':elasticache:eu-west-1:123456789012:replicationgroup:',
          { Ref: 'Cache18F6EE16' },
        ],
      ],
    });
  });

  test('is a literal value in other Regions', () => {
    const group = groupIn(emptyStack('Stack', { account: '123456789012', region: 'eu-west-1' }), {
      replicationGroupId: 'Sessions',
    });
    const other = new Stack(group.stack.node.root as App, 'Other', {
      env: { account: '123456789012', region: 'us-east-1' },
    });
    group.grantConnect(new iam.Role(other, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }));

    expect(JSON.stringify(propertiesOf(other, 'AWS::IAM::Policy'))).toContain(
      ':elasticache:eu-west-1:123456789012:replicationgroup:sessions',
    );
    expect(other.resolve(group.replicationGroupArn)).toEqual({
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':elasticache:eu-west-1:123456789012:replicationgroup:sessions'],
      ],
    });
  });
});

test('is recognized by isReplicationGroup', () => {
  expect([groupIn(stack), null, {}].map(ReplicationGroup.isReplicationGroup)).toEqual([true, false, false]);
});

test.each([
  [
    "'slowLog' requires .*, and 'engineLog'",
    { slowLog: LogDelivery.toNewLogGroup(), engineLog: LogDelivery.toNewLogGroup() },
    EngineVersion.REDIS_5_0_6,
  ],
  ["'slowLog'", { slowLog: LogDelivery.toNewLogGroup() }, EngineVersion.REDIS_5_0_6],
  ["'engineLog'", { engineLog: LogDelivery.toNewLogGroup() }, EngineVersion.REDIS_6_0],
])('fails when the version does not support %s', (prop, props, engineVersion) => {
  expect(() =>
    groupIn(stack, { ...props, engineVersion, nodeType: NodeType.of(NodeFamily.R6G, NodeSize.LARGE) }),
  ).toThrow(new RegExp(`- ${prop} requires .* \\[cdk-elasticache::ReplicationGroup.LogUnsupportedByVersion]$`));
});

test('fails with one error when the version does not support data tiering', () => {
  const make = () =>
    groupIn(stack, { engineVersion: EngineVersion.REDIS_6_0, nodeType: NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE) });

  expect(errorsOf(make)).toEqual(["'nodeType' ReplicationGroup.NodeTypeUnsupportedByVersion"]);
});

describe('fails', () => {
  test.each([
    [
      'when allowAllOutbound is combined with securityGroups',
      (): object => ({
        allowAllOutbound: true,
        securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'G', 'sg-1')],
      }),
      "'allowAllOutbound' cannot be combined with 'securityGroups'. Remove one of them.",
    ],
    [
      'when Multi-AZ is enabled and the nodes of a shard are in one zone',
      (): object => ({ clusterMode: ClusterMode.disabled({ availabilityZones: ['a', 'a'] }) }),
      "'clusterMode' ReplicationGroup.MultiAzRequiresSeveralZones",
    ],
    [
      'when the cluster mode specifies zones without subnets',
      (): object => ({ clusterMode: ClusterMode.disabled({ availabilityZones: ['a', 'c'] }) }),
      "'clusterMode' ReplicationGroup.ZonesOutsideSubnets",
    ],
    [
      'when Multi-AZ is enabled and all subnets are in one zone',
      (): object => ({ vpcSubnets: { availabilityZones: ['a'], subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS } }),
      "'multiAz' ReplicationGroup.MultiAzRequiresSubnetsInSeveralZones",
    ],
    [
      'when no subnets are selected',
      (): object => ({ vpcSubnets: { subnetGroupName: 'missing' } }),
      expect.stringMatching(
        /^'vpcSubnets' must select subnets of the VPC\. .*missing.* Select subnets that exist in the VPC\.$/,
      ),
    ],
    [
      'when subnetGroup is combined with vpcSubnets',
      (): object => ({ vpcSubnets: {}, subnetGroup: SubnetGroup.fromSubnetGroupName(stack, 'Subnets', 'mine') }),
      "'subnetGroup' cannot be combined with 'vpcSubnets'. Remove one of them.",
    ],
    [
      'when the security groups are of another VPC than the subnets',
      (): object => ({ vpcSubnets: { subnets: new ec2.Vpc(stack, 'OtherVpc', { maxAzs: 2 }).privateSubnets } }),
      "'securityGroups' ReplicationGroup.SecurityGroupInOtherVpc",
    ],
    [
      'when snapshots are not kept for whole days',
      (): object => ({ snapshotRetention: Duration.hours(36) }),
      "'snapshotRetention' ReplicationGroup.RetentionOutOfRange",
    ],
    [
      'when snapshots are kept for a token of another unit',
      (): object => ({
        snapshotRetention: Duration.hours(new CfnParameter(stack, 'Hours', { type: 'Number' }).valueAsNumber),
      }),
      "'snapshotRetention' must be in days if it is a token, because CloudFormation cannot convert units. Use Duration.days().",
    ],
  ])('%s', (_title, props, error) => {
    expect(errorsOf(() => groupIn(stack, props()))).toEqual([error]);
  });

  test('with all errors of one node with automatic failover and Multi-AZ', () => {
    expect(
      errorsOf(() =>
        groupIn(stack, {
          clusterMode: ClusterMode.disabled({ replicaCount: 0 }),
          automaticFailover: true,
          multiAz: true,
          snapshotRetention: Duration.hours(36),
        }),
      ),
    ).toEqual([
      "'automaticFailover' ReplicationGroup.FailoverRequiresReplica",
      "'multiAz' ReplicationGroup.MultiAzRequiresReplica",
      "'snapshotRetention' ReplicationGroup.RetentionOutOfRange",
    ]);
  });

  test.each([
    ['Region', 'eu-west-1', '123456789012', 'TopicInOtherRegion'],
    ['account', 'us-east-1', '210987654321', 'TopicInOtherAccount'],
  ])('when the topic is of another %s', (_part, region, account, rule) => {
    stack = emptyStack('Stack', { account: '123456789012', region: 'us-east-1' });
    const notificationTopic = sns.Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${region}:${account}:events`);

    expect(errorsOf(() => groupIn(stack, { notificationTopic }))).toEqual([
      `'notificationTopic' ReplicationGroup.${rule}`,
    ]);
  });
});

test('accepts zones of subnets that are tokens', () => {
  groupIn(stack, {
    vpc: new ec2.Vpc(stack, 'OwnVpc', { maxAzs: 2 }),
    clusterMode: ClusterMode.disabled({ availabilityZones: ['eu-west-1a', 'eu-west-1b'] }),
  });

  expect(propertiesOf(stack, GROUP).NodeGroupConfiguration).toMatchObject([{ PrimaryAvailabilityZone: 'eu-west-1a' }]);
});

test('adds a warning for public subnets', () => {
  groupIn(stack, { vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } });

  expect(annotationsOf(stack, 'warning')).toEqual([expect.stringContaining("'vpcSubnets' selects public subnets")]);
});
