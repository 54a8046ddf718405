import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Stack } from 'aws-cdk-lib/core';
import { Assembly, LIBRARY } from './assembly';
import { GROUP, groupIn } from '../replication-group/group';
import { SUBNETS, emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import type {
  IReplicationGroup,
  IServerlessCache,
  MemcachedClusterProps,
  ReplicationGroupProps,
  SecondaryReplicationGroupProps,
} from 'cdk-elasticache';
import {
  AccessControl,
  Authentication,
  GlobalReplicationGroup,
  IamUser,
  LogDelivery,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
  ParameterGroup,
  PasswordUser,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  SecondaryReplicationGroup,
  ServerlessCache,
  ServerlessCacheSnapshot,
  SnapshotSource,
  SubnetGroup,
  UserCredentials,
  UserGroup,
  EngineVersion,
} from 'cdk-elasticache';

const GLOBAL = 'AWS::ElastiCache::GlobalReplicationGroup';
const SERVERLESS = 'AWS::ElastiCache::ServerlessCache';
const accessControl = AccessControl.readOnly({ keyPatterns: ['app:*'] });

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

// L1 constructs, with the properties that they require

const createKey = () =>
  new kms.CfnKey(stack, 'L1', {
    keyPolicy: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' }],
    },
  });
const createTopic = () => new sns.CfnTopic(stack, 'L1');
const createLogGroup = () => new logs.CfnLogGroup(stack, 'L1');
const createBucket = () => new s3.CfnBucket(stack, 'L1');
const createStream = () =>
  new firehose.CfnDeliveryStream(stack, 'L1', {
    s3DestinationConfiguration: { bucketArn: 'arn:aws:s3:::logs', roleArn: 'arn:aws:iam::123456789012:role/Logs' },
  });
const createUser = () =>
  new elasticache.CfnUser(stack, 'L1', {
    engine: 'valkey',
    userId: 'reader',
    userName: 'reader',
    accessString: 'on ~app:* -@all +@read',
    authenticationMode: { Type: 'iam' },
  });
const createUserGroup = () =>
  new elasticache.CfnUserGroup(stack, 'L1', {
    engine: 'valkey',
    userGroupId: 'users',
    userIds: [new IamUser(stack, 'Reader', { accessControl }).userId],
  });
const createSubnetGroup = () =>
  new elasticache.CfnSubnetGroup(stack, 'L1', { description: 'subnets', subnetIds: SUBNETS.private });
const createParameterGroup = (cacheParameterGroupFamily: string = 'valkey8') =>
  new elasticache.CfnParameterGroup(stack, 'L1', { cacheParameterGroupFamily, description: 'parameters' });
const createReplicationGroup = () =>
  new elasticache.CfnReplicationGroup(stack, 'L1', {
    replicationGroupDescription: 'sessions',
    engine: 'valkey',
    engineVersion: '8.1',
    cacheNodeType: 'cache.r7g.large',
    cacheSubnetGroupName: 'subnets',
    cacheParameterGroupName: 'default.valkey8',
    numCacheClusters: 2,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    transitEncryptionEnabled: true,
    atRestEncryptionEnabled: true,
  });
const createServerlessCache = () =>
  new elasticache.CfnServerlessCache(stack, 'L1', {
    serverlessCacheName: 'sessions',
    engine: 'valkey',
    majorEngineVersion: '8',
    subnetIds: SUBNETS.private,
  });

// L2 constructs that accept references

const createSecondary = (props: Partial<SecondaryReplicationGroupProps>) =>
  new SecondaryReplicationGroup(stack, 'Cache', {
    vpc: importVpc(stack, 'SecondaryVpc'),
    globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(stack, 'Imported', 'ldgnf-sessions'),
    authentication: Authentication.none(),
    ...props,
  });
const createMemcached = (props: Partial<MemcachedClusterProps>) =>
  new MemcachedCluster(stack, 'Cache', {
    vpc: importVpc(stack),
    nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
    ...props,
  });
const createGroup = (props: Partial<ReplicationGroupProps>) => groupIn(stack, props);

interface Case {
  /** Passes an L1 construct to the prop or parameter. */
  readonly pass: () => void;

  /** The CloudFormation type and the property that refers to the L1 construct. */
  readonly property: readonly [type: string, name: string];

  /** The attribute in the property, by default `Ref`. */
  readonly attribute?: string;
}

/** Grants permission to connect as an L1 user. */
const grantCase = (createCache: () => IReplicationGroup | IServerlessCache): Case => ({
  pass: () =>
    createCache().grantConnect(
      new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }),
      createUser(),
    ),
  property: ['AWS::IAM::Policy', 'PolicyDocument'],
  attribute: 'Arn',
});

/** Passes an L1 construct to every prop and parameter that accepts a reference. */
const CASES: Record<string, Case> = {
  'Authentication.userGroup.userGroup': {
    pass: () => createGroup({ authentication: Authentication.userGroup(createUserGroup()) }),
    property: [GROUP, 'UserGroupIds'],
  },
  'GeneratedAuthTokenOptions.encryptionKey': {
    pass: () => createGroup({ authentication: Authentication.generatedAuthToken({ encryptionKey: createKey() }) }),
    property: ['AWS::SecretsManager::Secret', 'KmsKeyId'],
    attribute: 'Arn',
  },
  'GeneratedUserSecretOptions.encryptionKey': {
    pass: () =>
      new PasswordUser(stack, 'User', {
        accessControl,
        credentials: UserCredentials.fromGeneratedSecret({ encryptionKey: createKey() }),
      }),
    property: ['AWS::SecretsManager::Secret', 'KmsKeyId'],
    attribute: 'Arn',
  },
  'GlobalReplicationGroupProps.parameterGroup': {
    pass: () =>
      new GlobalReplicationGroup(stack, 'Global', {
        primary: createGroup({}),
        engineVersion: EngineVersion.VALKEY_8_1,
        parameterGroup: createParameterGroup(),
      }),
    property: [GLOBAL, 'CacheParameterGroupName'],
  },
  'GlobalReplicationGroupProps.primary': {
    pass: () => new GlobalReplicationGroup(stack, 'Global', { primary: createReplicationGroup() }),
    property: [GLOBAL, 'Members'],
  },
  'IUserGroup.addUser.user': {
    pass: () => new UserGroup(stack, 'Users').addUser(createUser()),
    property: ['AWS::ElastiCache::UserGroup', 'UserIds'],
  },
  'LogDelivery.toFirehose.stream': {
    pass: () => createGroup({ slowLog: LogDelivery.toFirehose(createStream()) }),
    property: [GROUP, 'LogDeliveryConfigurations'],
  },
  'LogDelivery.toLogGroup.logGroup': {
    pass: () => createGroup({ slowLog: LogDelivery.toLogGroup(createLogGroup()) }),
    property: [GROUP, 'LogDeliveryConfigurations'],
  },
  'MemcachedClusterProps.notificationTopic': {
    pass: () => createMemcached({ notificationTopic: createTopic() }),
    property: ['AWS::ElastiCache::CacheCluster', 'NotificationTopicArn'],
  },
  'MemcachedClusterProps.parameterGroup': {
    pass: () => createMemcached({ parameterGroup: createParameterGroup('memcached1.6') }),
    property: ['AWS::ElastiCache::CacheCluster', 'CacheParameterGroupName'],
  },
  'MemcachedClusterProps.subnetGroup': {
    pass: () => createMemcached({ subnetGroup: createSubnetGroup() }),
    property: ['AWS::ElastiCache::CacheCluster', 'CacheSubnetGroupName'],
  },
  'LogDeliveryLogGroupOptions.encryptionKey': {
    pass: () => createGroup({ slowLog: LogDelivery.toNewLogGroup({ encryptionKey: createKey() }) }),
    property: ['AWS::Logs::LogGroup', 'KmsKeyId'],
    attribute: 'Arn',
  },
  'ReplicationGroupAttributes.kmsKey': {
    pass: () => {
      const { kmsKey } = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Cache', {
        replicationGroupId: 'sessions',
        kmsKey: createKey(),
      });
      new secretsmanager.Secret(stack, 'Secret', { encryptionKey: kmsKey });
    },
    property: ['AWS::SecretsManager::Secret', 'KmsKeyId'],
    attribute: 'Arn',
  },
  'ReplicationGroupAttributes.userGroup': {
    pass: () => {
      const { userGroup } = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Imported', {
        replicationGroupId: 'sessions',
        userGroup: createUserGroup(),
      });
      createGroup({ authentication: Authentication.userGroup(userGroup!) });
    },
    property: [GROUP, 'UserGroupIds'],
  },
  'ReplicationGroupProps.kmsKey': {
    pass: () => createGroup({ kmsKey: createKey() }),
    property: [GROUP, 'KmsKeyId'],
  },
  'ReplicationGroupProps.notificationTopic': {
    pass: () => createGroup({ notificationTopic: createTopic() }),
    property: [GROUP, 'NotificationTopicArn'],
  },
  'ReplicationGroupProps.parameterGroup': {
    pass: () => createGroup({ parameterGroup: createParameterGroup() }),
    property: [GROUP, 'CacheParameterGroupName'],
  },
  'ReplicationGroupProps.subnetGroup': {
    pass: () => createGroup({ subnetGroup: createSubnetGroup() }),
    property: [GROUP, 'CacheSubnetGroupName'],
  },
  'ReplicationGroupSnapshotProps.kmsKey': {
    pass: () =>
      new ReplicationGroupSnapshot(stack, 'Snapshot', {
        source: ReplicationGroupSnapshotSource.fromReplicationGroup(createGroup({})),
        kmsKey: createKey(),
      }),
    property: ['AWS::ElastiCache::Snapshot', 'KmsKeyId'],
    attribute: 'Arn',
  },
  'SecondaryReplicationGroupOptions.kmsKey': {
    pass: () => createSecondary({ kmsKey: createKey() }),
    property: [GROUP, 'KmsKeyId'],
  },
  'SecondaryReplicationGroupOptions.notificationTopic': {
    pass: () => createSecondary({ notificationTopic: createTopic() }),
    property: [GROUP, 'NotificationTopicArn'],
  },
  'SecondaryReplicationGroupOptions.subnetGroup': {
    pass: () => createSecondary({ subnetGroup: createSubnetGroup() }),
    property: [GROUP, 'CacheSubnetGroupName'],
  },
  'ServerlessCacheAttributes.kmsKey': {
    pass: () => {
      const { kmsKey } = ServerlessCache.fromServerlessCacheAttributes(stack, 'Cache', {
        serverlessCacheName: 'sessions',
        kmsKey: createKey(),
      });
      new secretsmanager.Secret(stack, 'Secret', { encryptionKey: kmsKey });
    },
    property: ['AWS::SecretsManager::Secret', 'KmsKeyId'],
    attribute: 'Arn',
  },
  'ServerlessCacheAttributes.userGroup': {
    pass: () => {
      const { userGroup } = ServerlessCache.fromServerlessCacheAttributes(stack, 'Imported', {
        serverlessCacheName: 'sessions',
        userGroup: createUserGroup(),
      });
      new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), userGroup });
    },
    property: [SERVERLESS, 'UserGroupId'],
  },
  'ServerlessCacheProps.kmsKey': {
    pass: () => new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), kmsKey: createKey() }),
    property: [SERVERLESS, 'KmsKeyId'],
  },
  'ServerlessCacheProps.userGroup': {
    pass: () => new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), userGroup: createUserGroup() }),
    property: [SERVERLESS, 'UserGroupId'],
  },
  'ServerlessCacheSnapshotProps.kmsKey': {
    pass: () =>
      new ServerlessCacheSnapshot(stack, 'Snapshot', {
        serverlessCache: new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack) }),
        kmsKey: createKey(),
      }),
    property: ['AWS::ElastiCache::ServerlessCacheSnapshot', 'KmsKeyId'],
    attribute: 'Arn',
  },
  'ServerlessCacheSnapshotProps.serverlessCache': {
    pass: () => new ServerlessCacheSnapshot(stack, 'Snapshot', { serverlessCache: createServerlessCache() }),
    property: ['AWS::ElastiCache::ServerlessCacheSnapshot', 'ServerlessCacheName'],
  },
  ...Object.fromEntries(
    ['IReplicationGroup', 'ReplicationGroup'].map((type) => [
      `${type}.grantConnect.user`,
      grantCase(() => createGroup({})),
    ]),
  ),
  ...Object.fromEntries(
    ['IServerlessCache', 'ServerlessCacheBase'].map((type) => [
      `${type}.grantConnect.user`,
      grantCase(() => new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack) })),
    ]),
  ),
  'SecondaryReplicationGroup.grantConnect.user': grantCase(() => createSecondary({})),
  'SnapshotSource.fromS3.bucket': {
    pass: () => createGroup({ restoreFrom: SnapshotSource.fromS3(createBucket(), 'sessions.rdb') }),
    property: [GROUP, 'SnapshotArns'],
    attribute: 'Arn',
  },
  'UserGroup.addUser.user': {
    pass: () => new UserGroup(stack, 'Users').addUser(createUser()),
    property: ['AWS::ElastiCache::UserGroup', 'UserIds'],
  },
  'UserGroupAttributes.users': {
    pass: () => {
      const { users } = UserGroup.fromUserGroupAttributes(stack, 'Imported', {
        userGroupName: 'users',
        users: [createUser()],
      });
      new UserGroup(stack, 'Users', { users });
    },
    property: ['AWS::ElastiCache::UserGroup', 'UserIds'],
  },
  'UserGroupProps.users': {
    pass: () => new UserGroup(stack, 'Users', { users: [createUser()] }),
    property: ['AWS::ElastiCache::UserGroup', 'UserIds'],
  },
  'CacheSecretRotationOptions.environmentEncryption': {
    pass: () => new PasswordUser(stack, 'User', { accessControl }).addRotation({ environmentEncryption: createKey() }),
    property: ['AWS::Lambda::Function', 'KmsKeyArn'],
    attribute: 'Arn',
  },
  'CacheSecretRotationOptions.logGroup': {
    pass: () => new PasswordUser(stack, 'User', { accessControl }).addRotation({ logGroup: createLogGroup() }),
    property: ['AWS::Lambda::Function', 'LoggingConfig'],
  },
};

test.each(Object.entries(CASES))('%s accepts an L1 construct', (_, { pass, property: [type, name], attribute }) => {
  pass();

  const { Resources } = synthesize(stack).toJSON();
  const values = Object.entries<any>(Resources)
    .filter(([id, resource]) => resource.Type === type && id !== 'L1')
    .map(([, { Properties }]) => JSON.stringify(Properties[name]));
  const reference = attribute ? { 'Fn::GetAtt': ['L1', attribute] } : { Ref: 'L1' };
  expect(values).toContainEqual(expect.stringContaining(JSON.stringify(reference)));
});

test('GlobalReplicationGroupAttributes.referenceMember accepts an L1 construct', () => {
  const global = GlobalReplicationGroup.fromGlobalReplicationGroupAttributes(stack, 'Global', {
    globalReplicationGroupId: 'ldgnf-sessions',
    referenceMember: createReplicationGroup(),
  });

  expect(stack.resolve(global.referenceMember!.replicationGroupId)).toEqual({ Ref: 'L1' });
});

test('SecondaryReplicationGroupProps.globalReplicationGroup accepts an L1 construct of another stack', () => {
  const globalReplicationGroup = elasticache.CfnGlobalReplicationGroup.fromGlobalReplicationGroupId(
    stack,
    'Global',
    'ldgnf-sessions',
  );
  createSecondary({ globalReplicationGroup });

  expect(propertiesOf(stack, GROUP).GlobalReplicationGroupId).toBe('ldgnf-sessions');
});

test('the program passes an L1 construct to every prop and parameter that accepts a reference', () => {
  const isReference = (type: unknown) => /\.I\w+Ref"/.test(JSON.stringify(type));
  const targets = Assembly.read(LIBRARY).types.flatMap(({ name, datatype, properties = [], methods = [] }) => [
    ...properties.filter(({ type }) => datatype && isReference(type)).map((property) => `${name}.${property.name}`),
    ...methods.flatMap((method) =>
      (method.parameters ?? [])
        .filter(({ type }) => isReference(type))
        .map((parameter) => `${name}.${method.name}.${parameter.name}`),
    ),
  ]);

  // Facades have their own tests, and a base class only declares the method.
  const isFacade = (target: string) =>
    /\.resource$|\.(from|for)(ServerlessCache|ReplicationGroup|CacheCluster|SingleNodeCluster)\.|ConnectorOptions\.|Grants\./.test(
      target,
    );
  const isCovered = (target: string) => !isFacade(target) && !target.startsWith('UserGroupBase.');
  const covered = [
    'GlobalReplicationGroupAttributes.referenceMember',
    'SecondaryReplicationGroupProps.globalReplicationGroup',
    ...Object.keys(CASES),
  ];
  expect(targets.filter(isCovered).sort()).toEqual(covered.sort());
});

describe('L1 constructs accept L2 constructs', () => {
  test('as properties', () => {
    const userGroup = new UserGroup(stack, 'Users', { users: [new IamUser(stack, 'Reader', { accessControl })] });
    const kmsKey = new kms.Key(stack, 'Key');

    new elasticache.CfnServerlessCache(stack, 'L1', {
      serverlessCacheName: 'sessions',
      engine: 'valkey',
      majorEngineVersion: '8',
      subnetIds: SUBNETS.private,
      userGroupId: userGroup,
      kmsKeyId: kmsKey,
    });

    synthesize(stack).hasResourceProperties(SERVERLESS, {
      UserGroupId: { Ref: 'Users0A0EEA89' },
    });
  });

  test('in the methods that format ARNs', () => {
    const vpc = importVpc(stack);
    const user = new IamUser(stack, 'User', { accessControl });
    const userGroup = new UserGroup(stack, 'Users', { users: [user] });
    const cache = new ServerlessCache(stack, 'Serverless', { vpc });
    const group = groupIn(stack);
    const global = new GlobalReplicationGroup(stack, 'Global', { primary: group });
    const parameters = new ParameterGroup(stack, 'Parameters', { engineVersion: EngineVersion.VALKEY_8_1 });
    const subnets = new SubnetGroup(stack, 'Subnets', { vpc });

    const arns = [
      elasticache.CfnUser.arnForUser(user),
      elasticache.CfnUserGroup.arnForUserGroup(userGroup),
      elasticache.CfnServerlessCache.arnForServerlessCache(cache),
      elasticache.CfnReplicationGroup.arnForReplicationGroup(group),
      elasticache.CfnGlobalReplicationGroup.arnForGlobalReplicationGroup(global),
      elasticache.CfnParameterGroup.arnForParameterGroup(parameters),
      elasticache.CfnSubnetGroup.arnForSubnetGroup(subnets),
    ];

    expect(stack.resolve(arns.slice(0, 4))).toEqual(
      stack.resolve([user.userArn, userGroup.userGroupArn, cache.serverlessCacheArn, group.replicationGroupArn]),
    );
    expect(arns.every((arn) => arn.length > 0)).toBe(true);
  });

  test('snapshots have the references of newer versions of aws-cdk-lib', () => {
    const cacheSnapshot = new ServerlessCacheSnapshot(stack, 'CacheSnapshot', {
      serverlessCache: new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack) }),
    });
    const groupSnapshot = new ReplicationGroupSnapshot(stack, 'GroupSnapshot', {
      source: ReplicationGroupSnapshotSource.fromReplicationGroup(groupIn(stack, {}, 'Group')),
    });
    const importedCacheSnapshot = ServerlessCacheSnapshot.fromServerlessCacheSnapshotName(stack, 'Imported', 'nightly');
    const importedGroupSnapshot = ReplicationGroupSnapshot.fromSnapshotName(stack, 'ImportedGroup', 'nightly');

    for (const snapshot of [cacheSnapshot, importedCacheSnapshot]) {
      expect(snapshot.serverlessCacheSnapshotRef).toEqual({
        serverlessCacheSnapshotArn: snapshot.serverlessCacheSnapshotArn,
      });
    }
    for (const snapshot of [groupSnapshot, importedGroupSnapshot]) {
      expect(snapshot.snapshotRef).toEqual({ snapshotArn: snapshot.snapshotArn });
    }
  });
});
