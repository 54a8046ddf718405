import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import * as events from 'aws-cdk-lib/aws-events';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { CfnResource, Stack } from 'aws-cdk-lib/core';
import { Aws, Duration, Fn, RemovalPolicy, SecretValue, Size, Tags, Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { listChanges } from './adoption-comparison';
import { DEPLOYED_KINDS } from './deployed-resources';
import { findReplacementProperties } from './replacement-properties';
import { emptyStack, importVpc } from '../stacks';
import { synthesizeInvalid } from '../templates';
import type { ClusterModeOptions, ReplicationGroupProps } from 'cdk-elasticache';
import {
  AccessControl,
  Authentication,
  CacheEngine,
  ClusterMode,
  ClusterModeTemplateProperty,
  EngineVersion,
  GlobalReplicationGroup,
  IamUser,
  IpDiscovery,
  KmsKeyIdentifier,
  LogDelivery,
  LogDeliveryFormat,
  MaintenanceWindow,
  MemcachedCluster,
  NetworkType,
  NodeFamily,
  NodeSize,
  NodeType,
  NoPasswordUser,
  ParameterGroup,
  PasswordUser,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  SecondaryReplicationGroup,
  ServerlessCache,
  ServerlessCacheSnapshot,
  SnapshotSource,
  SnapshotWindow,
  SubnetGroup,
  TransitEncryption,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';
import '../setup';

/** Creates the constructs of a kind, and returns them by the logical id in the deployed template. */
type Adopt = (stack: Stack) => Readonly<Record<string, IConstruct>>;

const MICRO = NodeType.of(NodeFamily.T3, NodeSize.MICRO);
const NODE_COUNT: ClusterModeOptions = { templateProperties: [ClusterModeTemplateProperty.NUM_CACHE_CLUSTERS] };
const SHARDS: ClusterModeOptions = {
  templateProperties: [
    ClusterModeTemplateProperty.NUM_NODE_GROUPS,
    ClusterModeTemplateProperty.REPLICAS_PER_NODE_GROUP,
  ],
};

const TWO_NODES = ClusterMode.disabled({ replicaCount: 1, ...NODE_COUNT });

function createGroup(stack: Stack, props: Partial<ReplicationGroupProps>, id: string = 'Group'): ReplicationGroup {
  return new ReplicationGroup(stack, id, {
    adopted: true,
    vpc: importVpc(stack, `${id}Vpc`),
    nodeType: MICRO,
    description: 'sessions',
    ...props,
  });
}

const adoptGroup =
  (getProps: (stack: Stack) => Partial<ReplicationGroupProps>): Adopt =>
  (stack) => ({ Cache: createGroup(stack, getProps(stack)) });

const selectSubnets = (stack: Stack): ec2.SubnetSelection => ({
  subnets: [0, 1].map((index) => ec2.Subnet.fromSubnetId(stack, `Subnet${index}`, `subnet-0123456789abcdef${index}`)),
});

const importSecurityGroup = (stack: Stack, id: string = 'sg-0123456789abcdef0') =>
  ec2.SecurityGroup.fromSecurityGroupId(stack, 'ImportedSecurityGroup', id);

/** Imports a VPC with subnets in a parameter. */
const importParameterVpc = (stack: Stack) =>
  ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: Fn.getAzs(),
    isolatedSubnetIds: Token.asList({ Ref: 'SubnetIds' }),
  });

const importKey = (stack: Stack) => kms.Key.fromKeyArn(stack, 'ImportedKey', Fn.getAtt('Key', 'Arn').toString());

/** The L2 constructs of each kind, as docs/from-l1.md describes them. */
const ADOPTIONS: Readonly<Record<keyof typeof DEPLOYED_KINDS, Adopt>> = {
  'an unnamed group with NumCacheClusters and without a version': (stack) => {
    const subnetGroup = new SubnetGroup(stack, 'SubnetGroup', {
      vpc: importVpc(stack),
      vpcSubnets: selectSubnets(stack),
      description: 'sessions',
    });
    const cache = createGroup(stack, {
      engineVersion: EngineVersion.of('redis', Aws.NO_VALUE),
      clusterMode: TWO_NODES,
      automaticFailover: true,
      subnetGroup,
      securityGroups: [importSecurityGroup(stack, Fn.getAtt('SecurityGroup', 'GroupId').toString())],
    });
    return { Subnets: subnetGroup, Cache: cache };
  },
  'a group whose names have capitals': (stack) => {
    const subnetGroup = new SubnetGroup(stack, 'SubnetGroup', {
      vpc: importVpc(stack),
      vpcSubnets: selectSubnets(stack),
      subnetGroupName: 'Sessions-Subnets',
      description: 'sessions',
    });
    const cache = createGroup(stack, {
      replicationGroupId: 'Sessions',
      engineVersion: EngineVersion.REDIS_7_1,
      clusterMode: ClusterMode.disabled({ replicaCount: 1, ...SHARDS }),
      subnetGroup: SubnetGroup.fromSubnetGroupName(stack, 'Imported', 'Sessions-Subnets'),
      securityGroups: [importSecurityGroup(stack)],
      transitEncryption: TransitEncryption.REQUIRED,
      atRestEncryption: true,
      port: 6379,
    });
    return { Subnets: subnetGroup, Cache: cache };
  },
  'a minimal group in the default VPC': adoptGroup(() => ({
    engineVersion: EngineVersion.of('redis', Aws.NO_VALUE),
  })),
  'a group with a number of nodes in a parameter': adoptGroup(() => ({
    nodeType: NodeType.fromName(Fn.ref('NodeType')),
    engineVersion: EngineVersion.of('redis', Aws.NO_VALUE),
    clusterMode: ClusterMode.disabled({ replicaCount: 2, ...NODE_COUNT }),
  })),
  'a group without an engine': adoptGroup(() => ({
    engineVersion: EngineVersion.of(Aws.NO_VALUE, '6.x'),
    clusterMode: ClusterMode.disabled({ replicaCount: 0, ...NODE_COUNT }),
  })),
  'a group of one node without failover': adoptGroup(() => ({
    engineVersion: EngineVersion.REDIS_6_2,
    clusterMode: ClusterMode.disabled({ replicaCount: 0, ...NODE_COUNT }),
    automaticFailover: false,
    multiAz: false,
    autoMinorVersionUpgrade: true,
    removalPolicy: RemovalPolicy.RETAIN,
  })),
  'a group with a retired node type and version': adoptGroup((stack) => ({
    nodeType: NodeType.of(NodeFamily.T2, NodeSize.MICRO),
    engineVersion: EngineVersion.of('redis', '5.0.4'),
    clusterMode: TWO_NODES,
    parameterGroup: ParameterGroup.fromParameterGroupName(stack, 'Parameters', 'default.redis5.0'),
    snapshotRetention: Duration.days(7),
    snapshotWindow: SnapshotWindow.fromString('03:00-04:00'),
    maintenanceWindow: MaintenanceWindow.fromString('sun:05:00-sun:06:00'),
  })),
  'a group with zones': adoptGroup(() => ({
    engineVersion: EngineVersion.REDIS_6_2,
    clusterMode: ClusterMode.disabled({
      replicaCount: 1,
      availabilityZones: ['us-east-1a', 'us-east-1b'],
      ...NODE_COUNT,
    }),
    automaticFailover: true,
    multiAz: true,
  })),
  'a sharded group with a default parameter group': adoptGroup((stack) => ({
    engineVersion: EngineVersion.REDIS_7_0,
    parameterGroup: ParameterGroup.fromParameterGroupName(stack, 'Parameters', 'default.redis7.cluster.on'),
    clusterMode: ClusterMode.enabled({ shardCount: 2, replicasPerShard: 1, ...SHARDS }),
    automaticFailover: true,
  })),
  'a sharded group with a parameter group of the template': (stack) => {
    const parameterGroup = new ParameterGroup(stack, 'ParameterGroup', {
      engineVersion: EngineVersion.REDIS_7_1,
      description: 'sessions',
      parameters: { 'maxmemory-policy': 'allkeys-lru' },
    });
    const cache = createGroup(stack, {
      engineVersion: EngineVersion.REDIS_7_1,
      parameterGroup,
      clusterMode: ClusterMode.enabled({ shardCount: 3, replicasPerShard: 1, ...SHARDS }),
      automaticFailover: true,
    });
    return { Parameters: parameterGroup, Cache: cache };
  },
  'a group with individual shards': adoptGroup((stack) => ({
    engineVersion: EngineVersion.VALKEY_8_0,
    transitEncryption: TransitEncryption.REQUIRED,
    parameterGroup: ParameterGroup.fromParameterGroupName(stack, 'Parameters', 'default.valkey8.cluster.on'),
    automaticFailover: true,
    clusterMode: ClusterMode.enabledWithShards(
      [
        { slots: '0-8191', replicaCount: 1, availabilityZones: ['us-east-1a', 'us-east-1b'] },
        { slots: '8192-16383', replicaCount: 1, availabilityZones: ['us-east-1b', 'us-east-1a'] },
      ],
      { templateProperties: [] },
    ),
  })),
  'a group with numbered shards': adoptGroup((stack) => ({
    engineVersion: EngineVersion.REDIS_6_2,
    parameterGroup: ParameterGroup.fromParameterGroupName(stack, 'Parameters', 'default.redis6.x.cluster.on'),
    automaticFailover: true,
    clusterMode: ClusterMode.enabledWithShards(
      [
        { shardId: '0001', replicaCount: 1 },
        { shardId: '0002', replicaCount: 2 },
      ],
      { templateProperties: [ClusterModeTemplateProperty.NUM_NODE_GROUPS] },
    ),
  })),
  'a group with the property ClusterMode': adoptGroup(() => ({
    engineVersion: EngineVersion.VALKEY_8_1,
    transitEncryption: TransitEncryption.PREFERRED,
    clusterMode: ClusterMode.compatible({ replicaCount: 1 }),
    automaticFailover: true,
  })),
  'a group with a key by its ARN': adoptGroup((stack) => ({
    engineVersion: EngineVersion.REDIS_7_0,
    clusterMode: TWO_NODES,
    atRestEncryption: true,
    kmsKey: importKey(stack),
    kmsKeyIdentifier: KmsKeyIdentifier.ARN,
  })),
  'a group with a key by its id': adoptGroup((stack) => ({
    engineVersion: EngineVersion.REDIS_7_0,
    clusterMode: TWO_NODES,
    atRestEncryption: true,
    kmsKey: kms.CfnKey.fromKeyId(stack, 'ImportedKey', '1234abcd-12ab-34cd-56ef-1234567890ab'),
    kmsKeyIdentifier: KmsKeyIdentifier.ID,
  })),
  'a group with an AUTH token': adoptGroup(() => ({
    engineVersion: EngineVersion.REDIS_7_0,
    clusterMode: TWO_NODES,
    transitEncryption: TransitEncryption.REQUIRED,
    authentication: Authentication.authTokenValue(
      SecretValue.unsafePlainText(
        Fn.join('', ['{{resolve:secretsmanager:', Fn.ref('Secret'), ':SecretString:password::}}']),
      ),
    ),
  })),
  'a group with an AUTH token in a parameter': adoptGroup(() => ({
    engineVersion: EngineVersion.REDIS_7_0,
    clusterMode: TWO_NODES,
    transitEncryption: TransitEncryption.REQUIRED,
    authentication: Authentication.authTokenValue(SecretValue.unsafePlainText(Fn.ref('Token'))),
  })),
  'a group with users': (stack) => {
    const defaultUser = new NoPasswordUser(stack, 'DefaultUser', {
      userId: 'default-user',
      userName: 'default',
      accessControl: AccessControl.fromAccessString('off -@all'),
    });
    const [reader, writer] = (
      [
        ['reader', Fn.ref('Pw')],
        ['writer', '{{resolve:ssm-secure:writer:1}}'],
      ] as const
    ).map(
      ([userId, password]) =>
        new PasswordUser(stack, userId, {
          userId,
          engine: UserEngine.REDIS,
          accessControl: AccessControl.fromAccessString('on ~app:* +@read'),
          passwords: [SecretValue.unsafePlainText(password)],
        }),
    );
    const userGroup = new UserGroup(stack, 'UserGroup', {
      userGroupName: 'team',
      engine: UserEngine.REDIS,
      users: [defaultUser, reader, writer],
    });
    const cache = createGroup(stack, {
      engineVersion: EngineVersion.REDIS_7_0,
      clusterMode: TWO_NODES,
      transitEncryption: TransitEncryption.REQUIRED,
      authentication: Authentication.userGroup(userGroup),
    });
    return { Default: defaultUser, Reader: reader, Writer: writer, Users: userGroup, Cache: cache };
  },
  'a group with logs and notifications': (stack) => {
    const cache = createGroup(stack, {
      engineVersion: EngineVersion.REDIS_7_0,
      clusterMode: TWO_NODES,
      notificationTopic: sns.Topic.fromTopicArn(stack, 'ImportedTopic', Fn.ref('Topic')),
      slowLog: LogDelivery.toLogGroup(logs.LogGroup.fromLogGroupName(stack, 'ImportedLogs', Fn.ref('Logs'))),
      engineLog: LogDelivery.toFirehose(
        firehose.DeliveryStream.fromDeliveryStreamName(stack, 'Stream', 'stream'),
        LogDeliveryFormat.TEXT,
      ),
    });
    Tags.of(cache).add('team', Fn.sub('${AWS::StackName}-team'));
    return { Cache: cache };
  },
  'a group that is restored from a snapshot': adoptGroup(() => ({
    engineVersion: EngineVersion.REDIS_7_0,
    clusterMode: TWO_NODES,
    restoreFrom: SnapshotSource.fromSnapshotName('Nightly'),
  })),
  'a group that is restored from files': adoptGroup((stack) => ({
    engineVersion: EngineVersion.REDIS_7_0,
    clusterMode: TWO_NODES,
    restoreFrom: SnapshotSource.fromS3(
      s3.Bucket.fromBucketArn(stack, 'Backups', 'arn:aws:s3:::backups'),
      'sessions.rdb',
    ),
  })),
  'a group with data tiering': adoptGroup(() => ({
    nodeType: NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE),
    engineVersion: EngineVersion.REDIS_6_2,
    clusterMode: TWO_NODES,
    networkType: NetworkType.DUAL_STACK,
    ipDiscovery: IpDiscovery.IPV4,
  })),
  'a secondary of a global datastore': (stack) => ({
    Cache: new SecondaryReplicationGroup(stack, 'Secondary', {
      adopted: true,
      vpc: importVpc(stack),
      globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(stack, 'Global', 'ldgnf-sessions'),
      description: 'secondary',
      replicasPerShard: 1,
      subnetGroup: SubnetGroup.fromSubnetGroupName(stack, 'Subnets', 'sessions-subnets'),
      securityGroups: [importSecurityGroup(stack)],
    }),
  }),
  'a global datastore': (stack) => {
    const primary = createGroup(stack, {
      nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
      engineVersion: EngineVersion.VALKEY_8_0,
      transitEncryption: TransitEncryption.REQUIRED,
      clusterMode: TWO_NODES,
      automaticFailover: true,
    });
    const global = new GlobalReplicationGroup(stack, 'GlobalGroup', {
      primary,
      globalReplicationGroupIdSuffix: 'sessions',
      description: 'sessions',
      automaticFailover: true,
    });
    return { Primary: primary, Global: global };
  },
  'a minimal Memcached cluster': (stack) => ({
    Cache: new MemcachedCluster(stack, 'Cluster', {
      adopted: true,
      vpc: importVpc(stack),
      nodeType: MICRO,
      nodeCount: 1,
    }),
  }),
  'a Memcached cluster in several zones': (stack) => ({
    Cache: new MemcachedCluster(stack, 'Cluster', {
      adopted: true,
      vpc: importVpc(stack),
      clusterName: 'Pages',
      nodeType: MICRO,
      nodeCount: 2,
      engineVersion: EngineVersion.MEMCACHED_1_6_12,
      availabilityZones: ['us-east-1a', 'us-east-1b'],
      port: 11211,
      parameterGroup: ParameterGroup.fromParameterGroupName(stack, 'Parameters', 'default.memcached1.6'),
      subnetGroup: SubnetGroup.fromSubnetGroupName(stack, 'Subnets', 'Pages-Subnets'),
      securityGroups: [importSecurityGroup(stack)],
      transitEncryption: TransitEncryption.REQUIRED,
    }),
  }),
  'an old Memcached cluster': (stack) => ({
    Cache: new MemcachedCluster(stack, 'Cluster', {
      adopted: true,
      vpc: importVpc(stack),
      nodeType: NodeType.of(NodeFamily.T2, NodeSize.MICRO),
      nodeCount: 3,
      engineVersion: EngineVersion.MEMCACHED_1_5_16,
      availabilityZones: ['us-east-1a'],
    }),
  }),
  'a serverless cache in the default VPC': (stack) => ({
    Cache: new ServerlessCache(stack, 'Serverless', {
      adopted: true,
      serverlessCacheName: 'sessions',
      engine: CacheEngine.VALKEY_LATEST,
    }),
  }),
  'a serverless cache with limits and backups': (stack) => {
    const cache = new ServerlessCache(stack, 'Serverless', {
      adopted: true,
      vpc: importVpc(stack),
      vpcSubnets: selectSubnets(stack),
      securityGroups: [importSecurityGroup(stack)],
      serverlessCacheName: 'Sessions',
      description: 'sessions',
      engine: CacheEngine.VALKEY_8,
      cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(10), requestRateLimitMaximum: 5000 },
      backup: {
        backupTime: events.Schedule.cron({ hour: '3', minute: '0' }),
        backupRetentionLimit: 7,
        backupNameBeforeDeletion: 'sessions-final',
      },
      userGroup: UserGroup.fromUserGroupName(stack, 'Team', 'team'),
      kmsKey: importKey(stack),
      kmsKeyIdentifier: KmsKeyIdentifier.ARN,
    });
    Tags.of(cache).add('team', 'web');
    return { Cache: cache };
  },
  'a serverless cache with subnets in a parameter': (stack) => ({
    Cache: new ServerlessCache(stack, 'Serverless', {
      adopted: true,
      vpc: importParameterVpc(stack),
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [importSecurityGroup(stack)],
      serverlessCacheName: 'sessions',
      engine: CacheEngine.REDIS_7,
      backup: {
        backupArnsToRestore: ['arn:aws:elasticache:us-east-1:111122223333:serverlesscachesnapshot:nightly'],
      },
    }),
  }),
  'a subnet group with subnets in a parameter': (stack) => ({
    Subnets: new SubnetGroup(stack, 'SubnetGroup', { vpc: importParameterVpc(stack), description: 'sessions' }),
  }),
  'a parameter group of a retired family': (stack) => ({
    Parameters: new ParameterGroup(stack, 'ParameterGroup', {
      engineVersion: EngineVersion.of('redis', '3.2.10', { parameterGroupFamily: 'redis3.2' }),
      description: 'old',
    }),
  }),
  'a user with IAM authentication': (stack) => ({
    Reader: new IamUser(stack, 'User', {
      userId: 'reader',
      accessControl: AccessControl.fromAccessString('on ~app:* +@read'),
    }),
  }),
  'a user group with the default user': (stack) => ({
    Users: new UserGroup(stack, 'UserGroup', {
      userGroupName: 'team',
      engine: UserEngine.REDIS,
      users: [NoPasswordUser.fromDefaultUser(stack, 'DefaultUser'), PasswordUser.fromUserId(stack, 'Admin', 'admin')],
    }),
  }),
  'a snapshot of a serverless cache': (stack) => ({
    Backup: new ServerlessCacheSnapshot(stack, 'Snapshot', {
      serverlessCache: ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'sessions'),
      serverlessCacheSnapshotName: 'Nightly',
      removalPolicy: RemovalPolicy.RETAIN,
    }),
  }),
  'a snapshot of a group': (stack) => ({
    Backup: new ReplicationGroupSnapshot(stack, 'Snapshot', {
      source: ReplicationGroupSnapshotSource.fromReplicationGroup(
        ReplicationGroup.fromReplicationGroupId(stack, 'Cache', 'sessions'),
      ),
      snapshotName: 'nightly',
      removalPolicy: RemovalPolicy.DESTROY,
    }),
  }),
};

/** The changes that the page documents, by kind. All other resources have only the changes in `COMMON_CHANGES`. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  'a group with a number of nodes in a parameter': ['Cache.NumCacheClusters'],
  'a group with users': [
    'Default.AuthenticationMode',
    'Reader.NoPasswordRequired',
    'Writer.AuthenticationMode',
    'Writer.NoPasswordRequired',
    'Writer.Passwords',
    'Users.UserIds',
  ],
  'a user with IAM authentication': ['Reader.NoPasswordRequired'],
  'an old Memcached cluster': ['Cache.AZMode', 'Cache.AutoMinorVersionUpgrade'],
};

/** The attributes that the constructs add. They do not change a deployed resource. */
const COMMON_CHANGES = /\.(DeletionPolicy|UpdatePolicy|UpdateReplacePolicy)$/;

/** The type that the schemas of the test do not contain. Its properties in the kinds cannot be updated. */
const NEW_TYPE = 'AWS::ElastiCache::Snapshot';

const KINDS = Object.entries(ADOPTIONS);

function adopt(create: Adopt) {
  const stack = emptyStack();
  for (const [logicalId, construct] of Object.entries(create(stack))) {
    (construct.node.defaultChild as CfnResource).overrideLogicalId(logicalId);
  }
  return synthesizeInvalid(stack).toJSON().Resources;
}

test('the page covers every kind, except single Redis OSS nodes, which stay L1 constructs', () => {
  expect([...Object.keys(ADOPTIONS), 'a single Redis OSS node'].sort()).toEqual(Object.keys(DEPLOYED_KINDS).sort());
  expect(KINDS.length).toBeGreaterThanOrEqual(25);
});

test.each(KINDS)('adopts %s without replacement, with the documented changes', (name, create) => {
  const { resources } = DEPLOYED_KINDS[name];

  const after = adopt(create);

  expect(Object.keys(after).sort()).toEqual(Object.keys(resources).sort());
  const changes = listChanges(resources, after).filter((change) => !COMMON_CHANGES.test(change));
  expect(changes.sort()).toEqual([...(CHANGES[name] ?? [])].sort());
  const replaced = changes.filter((change) => {
    const [logicalId, property] = change.split('.');
    const { Type } = after[logicalId];
    // ElastiCache changes the mode of the zones in place, as the reference of the resource documents.
    return property !== 'AZMode' && Type !== NEW_TYPE && findReplacementProperties(Type).includes(property);
  });
  expect(name === 'a group with a number of nodes in a parameter' ? [] : replaced).toEqual([]);
});

test('replicaCount changes NumCacheClusters of an adopted group', () => {
  const stack = emptyStack();
  createGroup(stack, {
    engineVersion: EngineVersion.REDIS_7_0,
    clusterMode: ClusterMode.disabled({ replicaCount: 3, ...NODE_COUNT }),
  });

  const [{ Properties }] = Object.values<any>(synthesizeInvalid(stack).toJSON().Resources);
  expect(Properties).toMatchObject({ NumCacheClusters: 4 });
  expect(Properties).not.toHaveProperty('NumNodeGroups');
});

test('an L1 construct with the properties of the synthesized template replaces nothing', () => {
  const stack = emptyStack();
  const user = new IamUser(stack, 'User', { accessControl: AccessControl.fromAccessString('on ~app:* +@read') });
  const logicalId = stack.getLogicalId(user.node.defaultChild as CfnResource);
  const before = synthesizeInvalid(stack).toJSON().Resources;

  const other = emptyStack();
  const { UserId: userId, UserName: userName, Engine: engine, ...properties } = before[logicalId].Properties;
  const l1 = new CfnUser(other, 'L1', {
    userId,
    userName,
    engine,
    accessString: properties.AccessString,
    authenticationMode: properties.AuthenticationMode,
    noPasswordRequired: properties.NoPasswordRequired,
  });
  l1.overrideLogicalId(logicalId);

  expect(synthesizeInvalid(other).toJSON().Resources).toEqual(before);
});
