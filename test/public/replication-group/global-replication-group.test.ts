import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnGlobalReplicationGroup, CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Stack } from 'aws-cdk-lib/core';
import {
  App,
  CfnParameter,
  CfnWaitConditionHandle,
  Duration,
  RemovalPolicy,
  Stack as CdkStack,
  Tags,
} from 'aws-cdk-lib/core';
import { annotationsOf, errorsOf } from '../messages';
import { importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import {
  AccessControl,
  Authentication,
  ClusterMode,
  SnapshotWindow,
  Weekday,
  EngineVersion,
  GlobalReplicationGroup,
  IamUser,
  LogDelivery,
  MaintenanceWindow,
  NodeFamily,
  NodeSize,
  NodeType,
  ParameterGroup,
  ReplicationGroup,
  SecondaryReplicationGroup,
  SubnetGroup,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';
import type {
  GlobalReplicationGroupProps,
  ReplicationGroupProps,
  SecondaryReplicationGroupOptions,
} from 'cdk-elasticache';

const GLOBAL = 'AWS::ElastiCache::GlobalReplicationGroup';
const GROUP = 'AWS::ElastiCache::ReplicationGroup';

let app: App;
let virginia: Stack;
let ireland: Stack;
let vpcs: Map<Stack, ec2.IVpc>;

beforeEach(() => {
  app = new App();
  vpcs = new Map();
  [virginia, ireland] = [createStack('us-east-1'), createStack('eu-west-1')];
});

function createStack(region: string, id: string = region): Stack {
  const stack = new CdkStack(app, id, { env: { account: '123456789012', region } });
  vpcs.set(stack, importVpc(stack));
  // CloudFormation requires at least one resource.
  new CfnWaitConditionHandle(stack, 'Anything');
  return stack;
}

const createPrimary = (props: Partial<ReplicationGroupProps> = {}) =>
  new ReplicationGroup(virginia, 'Primary', {
    vpc: vpcs.get(virginia)!,
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    replicationGroupId: 'sessions',
    authentication: Authentication.none(),
    ...props,
  });
const createGlobal = (props: Partial<GlobalReplicationGroupProps> = {}) =>
  new GlobalReplicationGroup(virginia, 'Global', {
    globalReplicationGroupIdSuffix: 'sessions',
    ...props,
    primary: props.primary ?? createPrimary(),
  });
const addSecondary = (
  global: GlobalReplicationGroup,
  options: Partial<SecondaryReplicationGroupOptions> = {},
  stack = ireland,
  id = 'Secondary',
) => global.addSecondary(stack, id, { vpc: vpcs.get(stack)!, authentication: Authentication.none(), ...options });
const createSecondary = (
  globalReplicationGroup: GlobalReplicationGroup,
  options: Partial<SecondaryReplicationGroupOptions> = {},
  stack = ireland,
  id = 'Secondary',
) =>
  new SecondaryReplicationGroup(stack, id, {
    globalReplicationGroup,
    vpc: vpcs.get(stack)!,
    authentication: Authentication.none(),
    ...options,
  });
const resourceOf = (stack: Stack, type: string) => Object.values(synthesize(stack).findResources(type))[0];

describe('a global datastore', () => {
  test('has its primary in the Region of the stack', () => {
    const global = createGlobal({ globalReplicationGroupIdSuffix: undefined });

    expect(propertiesOf(virginia, GLOBAL)).toEqual({
      GlobalReplicationGroupDescription: 'us-east-1/Global',
      GlobalReplicationGroupIdSuffix: 'useast1global947beede',
      Members: [
        {
          ReplicationGroupId: { Ref: expect.stringMatching(/^Primary/) },
          ReplicationGroupRegion: 'us-east-1',
          Role: 'PRIMARY',
        },
      ],
    });
    expect(virginia.resolve(global.globalReplicationGroupId)).toEqual({ Ref: expect.stringMatching(/^Global/) });
    expect([global.primary, global.referenceMember, global.secondaryReplicationGroups]).toEqual([
      global.primary,
      global.primary,
      [],
    ]);
    expect(virginia.resolve(global.globalReplicationGroupStatus)['Fn::GetAtt'][1]).toBe('Status');
  });

  test('renders every prop', () => {
    createGlobal({
      description: 'Sessions everywhere',
      automaticFailover: true,
      engineVersion: EngineVersion.VALKEY_9_0,
      parameterGroup: ParameterGroup.fromParameterGroupName(virginia, 'Parameters', 'default.valkey9.cluster.on'),
      nodeType: NodeType.of(NodeFamily.R7G, NodeSize.XLARGE),
      shardCount: 3,
      shardPlacements: [
        {
          region: 'us-east-1',
          replicationGroupId: 'sessions',
          shards: [{ shardId: '0003', availabilityZones: ['us-east-1a', 'us-east-1b'] }],
        },
      ],
    });

    expect(propertiesOf(virginia, GLOBAL)).toMatchObject({
      AutomaticFailoverEnabled: true,
      CacheNodeType: 'cache.r7g.xlarge',
      CacheParameterGroupName: 'default.valkey9.cluster.on',
      Engine: 'valkey',
      EngineVersion: '9.0',
      GlobalNodeGroupCount: 3,
      GlobalReplicationGroupDescription: 'Sessions everywhere',
      GlobalReplicationGroupIdSuffix: 'sessions',
      RegionalConfigurations: [
        {
          ReplicationGroupId: 'sessions',
          ReplicationGroupRegion: 'us-east-1',
          ReshardingConfigurations: [{ NodeGroupId: '0003', PreferredAvailabilityZones: ['us-east-1a', 'us-east-1b'] }],
        },
      ],
    });
  });

  test('enables automatic failover when the primary has cluster mode enabled', () => {
    createGlobal({ primary: createPrimary({ clusterMode: ClusterMode.enabled({ shardCount: 2 }) }) });

    expect(propertiesOf(virginia, GLOBAL).AutomaticFailoverEnabled).toBe(true);
  });

  test('is tagged with the tags of its stack', () => {
    createGlobal();
    Tags.of(virginia).add('team', 'shop');

    expect(propertiesOf(virginia, GLOBAL).Tags).toEqual([{ Key: 'team', Value: 'shop' }]);
  });

  test('has an ARN without a region', () => {
    const arn = JSON.stringify(virginia.resolve(createGlobal().globalReplicationGroupRef));

    expect(arn).toContain(':elasticache::123456789012:globalreplicationgroup:');
  });

  test('uses a lower-case id, also in other Regions', () => {
    addSecondary(createGlobal({ globalReplicationGroupIdSuffix: 'Sessions' }));

    expect([
      propertiesOf(virginia, GLOBAL).GlobalReplicationGroupIdSuffix,
      propertiesOf(ireland, GROUP).GlobalReplicationGroupId,
    ]).toEqual(['sessions', 'ldgnf-sessions']);
  });

  test('is recognized by isGlobalReplicationGroup', () => {
    expect([
      GlobalReplicationGroup.isGlobalReplicationGroup(createGlobal()),
      GlobalReplicationGroup.isGlobalReplicationGroup(null),
    ]).toEqual([true, false]);
  });

  test('fails with all errors of its primary', () => {
    const primary = ReplicationGroup.fromReplicationGroupAttributes(virginia, 'Imported', {
      replicationGroupArn: 'arn:aws:elasticache:us-west-2:123456789012:replicationgroup:sessions',
      engineVersion: EngineVersion.REDIS_4_0_10,
      nodeType: NodeType.of(NodeFamily.T4G, NodeSize.MEDIUM),
    });

    expect(errorsOf(() => createGlobal({ primary }))).toEqual([
      "'primary' GlobalReplicationGroup.MemberRegionMismatch",
      "'primary' GlobalReplicationGroup.MemberNodeTypeUnsupported",
      "'primary' GlobalReplicationGroup.MemberVersionUnsupported",
    ]);
  });
});

describe('a secondary', () => {
  test('renders only the properties that a secondary supports, with as many replicas as the primary', () => {
    const secondary = addSecondary(createGlobal());

    expect(propertiesOf(ireland, GROUP)).toEqual({
      CacheSubnetGroupName: { Ref: expect.stringMatching(/^SecondarySubnetGroup/) },
      GlobalReplicationGroupId: 'ldgnf-sessions',
      MultiAZEnabled: true,
      NumCacheClusters: 2,
      Port: 6379,
      ReplicationGroupDescription: 'eu-west-1/Secondary',
      SecurityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching(/^SecondarySecurityGroup/), 'GroupId'] }],
      SnapshotRetentionLimit: 1,
    });
    expect([
      secondary.engineVersion,
      secondary.nodeType,
      secondary.clusterMode?.toString(),
      secondary.vpc,
      secondary.port,
    ]).toEqual([
      EngineVersion.VALKEY_8_1,
      NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
      'cluster mode disabled with 1 shard and 1 replica per shard',
      vpcs.get(ireland),
      6379,
    ]);
    expect(annotationsOf(ireland, 'warning')).toEqual([]);
  });

  test('stores the endpoint beside a generated AUTH token', () => {
    addSecondary(createGlobal(), { authentication: Authentication.generatedAuthToken() });

    expect(propertiesOf(ireland, 'Custom::ElastiCacheSecretEndpoint')).toMatchObject({
      Host: { 'Fn::GetAtt': [expect.stringMatching(/^Secondary/), 'PrimaryEndPoint.Address'] },
    });
  });

  test('renders every prop', () => {
    const topic = new sns.Topic(ireland, 'Topic');
    const users = new UserGroup(ireland, 'Users', {
      users: [
        new IamUser(ireland, 'User', { accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read') }),
      ],
    });
    const secondary = addSecondary(createGlobal(), {
      replicationGroupId: 'sessions',
      description: 'Sessions in Ireland',
      replicasPerShard: 2,
      multiAz: false,
      subnetGroup: SubnetGroup.fromSubnetGroupName(ireland, 'Subnets', 'shared'),
      port: 6380,
      authentication: Authentication.userGroup(users),
      kmsKey: new kms.Key(ireland, 'Key'),
      snapshotRetention: Duration.days(7),
      snapshotWindow: SnapshotWindow.daily({ hour: 3 }),
      maintenanceWindow: MaintenanceWindow.weekly({ day: Weekday.SUNDAY, hour: 5 }),
      notificationTopic: topic,
      slowLog: LogDelivery.toNewLogGroup(),
      engineLog: LogDelivery.toNewLogGroup(),
      removalPolicy: RemovalPolicy.RETAIN,
    });

    expect(resourceOf(ireland, GROUP)).toMatchObject({
      Properties: {
        CacheSubnetGroupName: 'shared',
        GlobalReplicationGroupId: 'ldgnf-sessions',
        KmsKeyId: { Ref: expect.stringMatching(/^Key/) },
        LogDeliveryConfigurations: [
          expect.objectContaining({ LogType: 'slow-log' }),
          expect.objectContaining({ LogType: 'engine-log' }),
        ],
        MultiAZEnabled: false,
        NotificationTopicArn: ireland.resolve(topic.topicArn),
        NumCacheClusters: 3,
        Port: 6380,
        PreferredMaintenanceWindow: 'sun:05:00-sun:06:00',
        ReplicationGroupDescription: 'Sessions in Ireland',
        ReplicationGroupId: 'sessions',
        SnapshotRetentionLimit: 7,
        SnapshotWindow: '03:00-04:00',
        UserGroupIds: [{ Ref: expect.stringMatching(/^Users/) }],
      },
      DeletionPolicy: 'Retain',
    });
    expect(secondary.userGroup).toBe(users);
  });

  test.each([
    [
      ClusterMode.enabled({ shardCount: 2, replicasPerShard: 2 }),
      2,
      'cluster mode enabled with 2 shards and 2 replicas per shard',
    ],
    [
      ClusterMode.enabledWithShards([{ replicaCount: 1 }, { replicaCount: 2 }]),
      1,
      'cluster mode enabled with 2 shards and 1 replica per shard',
    ],
    [ClusterMode.compatible({ replicaCount: 3 }), 3, 'cluster mode compatible with 1 shard and 3 replicas per shard'],
  ])('has as many replicas as a primary with %s', (clusterMode, replicas, description) => {
    const secondary = addSecondary(createGlobal({ primary: createPrimary({ clusterMode }) }));

    expect(propertiesOf(ireland, GROUP)).toMatchObject({ ReplicasPerNodeGroup: replicas });
    expect(propertiesOf(ireland, GROUP).NumCacheClusters).toBeUndefined();
    expect(String(secondary.clusterMode)).toBe(description);
  });

  test('is deployed after the global datastore, without stack exports', () => {
    const global = createGlobal();
    addSecondary(global);

    const { stacks } = app.synth();
    expect(
      stacks.map(({ stackName, dependencies }) => [
        stackName,
        dependencies.map(({ id }) => id).filter((id) => !id.endsWith('.assets')),
      ]),
    ).toEqual([
      ['us-east-1', []],
      ['eu-west-1', ['us-east-1']],
    ]);
    expect(stacks.map(({ template }) => template.Outputs)).toEqual([undefined, undefined]);
    expect(global.secondaryReplicationGroups).toHaveLength(1);
  });

  test('has endpoints', () => {
    const secondary = addSecondary(createGlobal());
    const sharded = new GlobalReplicationGroup(virginia, 'Sharded', {
      primary: new ReplicationGroup(virginia, 'ShardedPrimary', {
        vpc: vpcs.get(virginia)!,
        nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
        clusterMode: ClusterMode.enabled(),
        authentication: Authentication.none(),
      }),
      globalReplicationGroupIdSuffix: 'sharded',
    });
    const shardedSecondary = addSecondary(sharded, {}, ireland, 'ShardedSecondary');

    const attributes = [secondary.readerEndpoint, secondary.primaryEndpoint, shardedSecondary.endpoint].map(
      ({ hostname }) => ireland.resolve(hostname)['Fn::GetAtt'][1],
    );
    expect(attributes).toEqual(['ReaderEndPoint.Address', 'PrimaryEndPoint.Address', 'ConfigurationEndPoint.Address']);
    expect(ireland.resolve(secondary.replicationGroupReaderEndPointAddress)).toEqual(
      ireland.resolve(secondary.readerEndpoint.hostname),
    );
    expect(ireland.resolve(secondary.replicationGroupReadEndPointAddresses)['Fn::GetAtt'][1]).toBe(
      'ReadEndPoint.Addresses',
    );
  });

  test('grants permission to connect', () => {
    const role = new iam.Role(ireland, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    addSecondary(createGlobal()).grantConnect(role);

    expect(JSON.stringify(propertiesOf(ireland, 'AWS::IAM::Policy'))).toContain('replicationgroup:');
  });

  test('has the specified id, which other Regions refer to in lower case', () => {
    const secondary = addSecondary(createGlobal(), { replicationGroupId: 'Sessions' });

    expect(propertiesOf(ireland, GROUP).ReplicationGroupId).toBe('Sessions');
    expect(virginia.resolve(secondary.replicationGroupArn)['Fn::Join'][1].slice(-1)).toEqual([
      ':elasticache:eu-west-1:123456789012:replicationgroup:sessions',
    ]);
  });

  test('adds a warning when authentication is left out', () => {
    addSecondary(createGlobal(), { authentication: undefined });

    expect(annotationsOf(ireland, 'warning')).toEqual([
      "'authentication' is missing, so any client with network access can read all data. Set 'authentication' to Authentication.userGroup() with a user group in this Region, or to Authentication.none() to suppress this warning. [ack: cdk-elasticache::SecondaryReplicationGroup.AuthenticationMissing]",
    ]);
  });

  test('registers itself with its global datastore, also without addSecondary', () => {
    const global = createGlobal();
    const secondary = createSecondary(global);

    expect(global.secondaryReplicationGroups).toEqual([secondary]);
    expect(addSecondary(global, {}, createStack('eu-central-1'))).toBe(global.secondaryReplicationGroups[1]);
  });

  test.each([
    ['automatic failover of the primary', { automaticFailover: false }, {}, false],
    ['automatic failover of the global datastore', {}, { automaticFailover: false }, false],
    ['neither', {}, {}, true],
    [
      'only automatic failover of the primary, which the global datastore enables',
      { automaticFailover: false },
      { automaticFailover: true },
      true,
    ],
  ])('has Multi-AZ as failover allows when %s is disabled', (_, primaryProps, globalProps, multiAz) => {
    addSecondary(createGlobal({ primary: createPrimary({ ...primaryProps, multiAz: false }), ...globalProps }));

    expect(propertiesOf(ireland, GROUP).MultiAZEnabled).toBe(multiAz);
  });

  test.each([
    ['without automatic failover', undefined, false],
    ['with automatic failover', true, true],
  ])('has Multi-AZ as failover allows with an L1 primary %s', (_, automaticFailoverEnabled, multiAz) => {
    const primary = new CfnReplicationGroup(virginia, 'L1', {
      replicationGroupDescription: 'sessions',
      engine: 'valkey',
      cacheNodeType: 'cache.r7g.large',
      numCacheClusters: 2,
      cacheSubnetGroupName: 'subnets',
      transitEncryptionEnabled: true,
      automaticFailoverEnabled,
    });
    const global = new GlobalReplicationGroup(virginia, 'Global', { primary });
    addSecondary(global);

    expect(propertiesOf(ireland, GROUP).MultiAZEnabled).toBe(multiAz);
  });

  test('has Multi-AZ as specified', () => {
    addSecondary(createGlobal({ automaticFailover: false }), { multiAz: true });

    expect(propertiesOf(ireland, GROUP).MultiAZEnabled).toBe(true);
  });

  test('has Multi-AZ with a primary that is imported, whose failover is unknown', () => {
    const referenceMember = ReplicationGroup.fromReplicationGroupId(ireland, 'Member', 'sessions');
    GlobalReplicationGroup.fromGlobalReplicationGroupAttributes(ireland, 'Global', {
      globalReplicationGroupId: 'ldgnf-sessions',
      referenceMember,
    }).addSecondary(ireland, 'Secondary', { vpc: vpcs.get(ireland)!, authentication: Authentication.none() });

    expect(propertiesOf(ireland, GROUP).MultiAZEnabled).toBe(true);
  });

  test.each([
    ['a primary of which nothing is known', () => 'PRIMARY'],
    ['an unknown primary', () => new CfnParameter(ireland, 'Role').valueAsString],
  ])('can belong to a global datastore that is an L1 construct, with %s', (_, getRole) => {
    const globalReplicationGroup = new CfnGlobalReplicationGroup(ireland, 'L1', {
      members: [{ replicationGroupId: 'sessions', replicationGroupRegion: 'us-east-1', role: getRole() }],
    });
    new SecondaryReplicationGroup(ireland, 'Secondary', {
      globalReplicationGroup,
      vpc: vpcs.get(ireland)!,
      authentication: Authentication.none(),
    });

    expect(propertiesOf(ireland, GROUP).MultiAZEnabled).toBe(true);
  });

  test('can belong to an imported global datastore', () => {
    const global = GlobalReplicationGroup.fromGlobalReplicationGroupId(ireland, 'Global', 'ldgnf-Sessions');
    const users = new UserGroup(ireland, 'Users', {
      users: [
        new IamUser(ireland, 'User', { accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read') }),
      ],
    });
    const secondary = new SecondaryReplicationGroup(ireland, 'Secondary', {
      globalReplicationGroup: global,
      vpc: vpcs.get(ireland)!,
      authentication: Authentication.userGroup(users),
    });

    expect(propertiesOf(ireland, GROUP)).toMatchObject({
      GlobalReplicationGroupId: 'ldgnf-sessions',
      NumCacheClusters: 2,
      Port: 6379,
    });
    expect([secondary.engineVersion, secondary.clusterMode, global.globalReplicationGroupId]).toEqual([
      undefined,
      undefined,
      'ldgnf-sessions',
    ]);
  });

  test('uses the engine version, port, and replicas of the member of an imported global datastore', () => {
    const member = ReplicationGroup.fromReplicationGroupAttributes(ireland, 'Member', {
      replicationGroupArn: 'arn:aws:elasticache:us-east-1:123456789012:replicationgroup:sessions',
      engineVersion: EngineVersion.VALKEY_8_1,
      clusterMode: ClusterMode.disabled({ replicaCount: 3 }),
      port: 6390,
    });
    const global = GlobalReplicationGroup.fromGlobalReplicationGroupAttributes(ireland, 'Global', {
      globalReplicationGroupId: 'ldgnf-sessions',
      referenceMember: member,
    });
    const users = new UserGroup(ireland, 'Users', {
      users: [
        new IamUser(ireland, 'User', { accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read') }),
      ],
    });
    const secondary = global.addSecondary(ireland, 'Secondary', {
      vpc: vpcs.get(ireland)!,
      authentication: Authentication.userGroup(users),
    });

    expect(propertiesOf(ireland, GROUP)).toMatchObject({ NumCacheClusters: 4, Port: 6390 });
    expect(secondary.engineVersion).toBe(EngineVersion.VALKEY_8_1);
  });

  test('fails at synthesis when the member of an imported global datastore scales', () => {
    const member = new ReplicationGroup(ireland, 'Member', {
      vpc: vpcs.get(ireland)!,
      nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
      clusterMode: ClusterMode.enabled({ shardCount: 2 }),
      authentication: Authentication.none(),
    });
    member.autoScaleShards({ maxCapacity: 4 });
    GlobalReplicationGroup.fromGlobalReplicationGroupAttributes(ireland, 'Global', {
      globalReplicationGroupId: 'ldgnf-sessions',
      referenceMember: member,
    });

    expect(() => synthesize(ireland)).toThrow(
      /errors:\n {2}\[eu-west-1\/Global\] .*\[cdk-elasticache::GlobalReplicationGroup\.MemberScales\]$/,
    );
  });

  test('uses the specified prefix of the global datastore', () => {
    const stockholm = createStack('eu-north-1');
    const primary = new ReplicationGroup(stockholm, 'Primary', {
      vpc: vpcs.get(stockholm)!,
      nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
      authentication: Authentication.none(),
    });
    const global = new GlobalReplicationGroup(stockholm, 'Global', {
      primary,
      globalReplicationGroupIdSuffix: 'sessions',
      globalReplicationGroupIdPrefix: 'abcde',
    });
    addSecondary(global);

    expect(propertiesOf(ireland, GROUP).GlobalReplicationGroupId).toBe('abcde-sessions');
  });

  describe('fails', () => {
    test('when the prefix of the global datastore is unknown', () => {
      const stockholm = createStack('eu-north-1');
      const primary = new ReplicationGroup(stockholm, 'Primary', {
        vpc: vpcs.get(stockholm)!,
        nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
        authentication: Authentication.none(),
      });
      const global = new GlobalReplicationGroup(stockholm, 'Global', { primary });

      expect(() => addSecondary(global)).toThrow(
        "Cannot create SecondaryReplicationGroup 'eu-west-1/Secondary':\n  - 'globalReplicationGroup' must have an id that is known at synthesis, but AWS documents no id prefix for eu-north-1. Set 'globalReplicationGroupIdPrefix' of the global datastore.",
      );
    });

    test('in the Region of the primary, and without Regions', () => {
      expect(errorsOf(() => addSecondary(createGlobal(), {}, virginia))).toEqual([
        "'globalReplicationGroup' ReplicationGroup.SecondaryInPrimaryRegion",
      ]);

      const anywhere = new CdkStack(app, 'Anywhere');
      vpcs.set(anywhere, importVpc(anywhere));
      const primary = new ReplicationGroup(anywhere, 'Primary', {
        vpc: vpcs.get(anywhere)!,
        nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
        authentication: Authentication.none(),
      });
      const global = new GlobalReplicationGroup(anywhere, 'Global', { primary });
      expect(errorsOf(() => addSecondary(global, {}, anywhere))).toEqual([
        expect.stringContaining(
          'must have an id that is known at synthesis, but the stack of the global datastore has no explicit Region. ',
        ),
        "'globalReplicationGroup' ReplicationGroup.SecondaryInPrimaryRegion",
      ]);
    });

    test('when snapshots are not kept for whole days, together with other errors', () => {
      const options = { snapshotRetention: Duration.hours(36), port: 0 };

      expect(errorsOf(() => addSecondary(createGlobal(), options))).toEqual([
        "'port' ReplicationGroup.PortOutOfRange",
        "'snapshotRetention' ReplicationGroup.RetentionOutOfRange",
      ]);
    });

    test('when it is the third, or the second in a Region', () => {
      const global = createGlobal();
      addSecondary(global);
      addSecondary(global, {}, createStack('eu-central-1'));

      for (const create of [addSecondary, createSecondary]) {
        const regionStack = createStack('eu-west-2', create.name);
        expect(errorsOf(() => create(global, {}, regionStack, create.name))).toContain(
          "'primary' GlobalReplicationGroup.MemberCountInvalid",
        );
      }

      const other = new GlobalReplicationGroup(virginia, 'Other', { primary: global.primary });
      addSecondary(other, {}, ireland, 'One');
      expect(() => addSecondary(other, {}, ireland, 'Two')).toThrow(
        /'primary' .*got eu-west-1.* \[cdk-elasticache::GlobalReplicationGroup\.DuplicateRegions\]/,
      );
    });

    test('with users that the engine version of the primary does not support', () => {
      const primary = createPrimary({ engineVersion: EngineVersion.REDIS_6_2, authentication: Authentication.none() });
      const user = new IamUser(ireland, 'User', {
        engine: UserEngine.REDIS,
        accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read'),
      });
      const users = new UserGroup(ireland, 'Users', {
        engine: UserEngine.REDIS,
        users: [user],
        disableDefaultUser: true,
      });
      const global = createGlobal({ primary });
      expect(() => addSecondary(global, { authentication: Authentication.userGroup(users) })).toThrow(
        /'authentication' .*Redis OSS 6\.2 .*'eu-west-1\/User'\. .* \[cdk-elasticache::ReplicationGroup\.IamUserUnsupported\]/,
      );

      const ofValkey = new UserGroup(ireland, 'OfValkey', { users: [] });
      const other = new GlobalReplicationGroup(virginia, 'Other', { primary });
      expect(
        errorsOf(() => addSecondary(other, { authentication: Authentication.userGroup(ofValkey) }, ireland, 'Other')),
      ).toEqual(["'authentication' ReplicationGroup.ValkeyUserGroupInRedisCache"]);
    });

    test('with a user group, a topic, and a key of another Region', () => {
      const users = new UserGroup(virginia, 'Users', {
        users: [
          new IamUser(virginia, 'User', { accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read') }),
        ],
      });

      expect(
        errorsOf(() =>
          addSecondary(createGlobal(), {
            authentication: Authentication.userGroup(users),
            notificationTopic: new sns.Topic(virginia, 'Topic', { topicName: 'events' }),
            kmsKey: kms.Key.fromKeyArn(ireland, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/1234'),
          }),
        ),
      ).toEqual([
        "'notificationTopic' ReplicationGroup.TopicInOtherRegion",
        "'authentication' ReplicationGroup.UserGroupInOtherRegion",
        "'kmsKey' ReplicationGroup.KeyInOtherRegion",
      ]);
    });

    test('at synthesis with users that are added later', () => {
      const primary = createPrimary({ engineVersion: EngineVersion.REDIS_6_2, authentication: Authentication.none() });
      const users = new UserGroup(ireland, 'Users', { engine: UserEngine.REDIS, disableDefaultUser: true });
      addSecondary(createGlobal({ primary }), { authentication: Authentication.userGroup(users) });
      users.addUser(
        new IamUser(ireland, 'User', {
          engine: UserEngine.REDIS,
          accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read'),
        }),
      );

      expect(() => app.synth()).toThrow(
        /\[eu-west-1\/Secondary\] 'authentication' .*Redis OSS 6\.2 .* \[cdk-elasticache::ReplicationGroup\.IamUserUnsupported\]/,
      );
    });

    test('without subnets', () => {
      expect(() => addSecondary(createGlobal(), { vpcSubnets: { subnetGroupName: 'missing' } })).toThrow(
        /'vpcSubnets' must select subnets of the VPC\. .*'missing'/,
      );
    });

    test('with all errors of its props', () => {
      expect(() =>
        addSecondary(createGlobal(), {
          subnetGroup: SubnetGroup.fromSubnetGroupName(ireland, 'Subnets', 'shared'),
          vpcSubnets: {},
          replicasPerShard: 0,
        }),
      ).toThrow(/'subnetGroup' cannot be combined with 'vpcSubnets'\. Remove one of them\.\n.*replica/);
    });
  });
});
