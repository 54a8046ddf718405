import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type {
  ICacheClusterRef,
  IGlobalReplicationGroupRef,
  IParameterGroupRef,
  IReplicationGroupRef,
  IServerlessCacheRef,
  ISubnetGroupRef,
  IUserGroupRef,
  IUserRef,
} from 'aws-cdk-lib/aws-elasticache';
import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache, CfnUser } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Stack } from 'aws-cdk-lib/core';
import { Assembly, LIBRARY } from './assembly';
import { SUBNETS, emptyStack, importVpc } from '../stacks';
import { synthesize } from '../templates';
import type { ReplicationGroupConnectorOptions } from 'cdk-elasticache';
import {
  AccessControl,
  Authentication,
  CacheEngine,
  CacheWidgets,
  ClusterMode,
  Endpoint,
  EngineVersion,
  GlobalReplicationGroup,
  IamUser,
  MemcachedCluster,
  MemcachedClusterGrants,
  MemcachedClusterMetrics,
  NoPasswordUser,
  NodeFamily,
  NodeSize,
  NodeType,
  ParameterGroup,
  PasswordUser,
  RecommendedAlarms,
  ReplicationGroup,
  ReplicationGroupConnector,
  ReplicationGroupGrants,
  ReplicationGroupMetrics,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  SecondaryReplicationGroup,
  ServerlessCache,
  ServerlessCacheConnector,
  ServerlessCacheEvents,
  ServerlessCacheGrants,
  ServerlessCacheMetrics,
  SingleNodeCluster,
  SubnetGroup,
  UserEngine,
  UserGrants,
  UserGroup,
  SingleNodeClusterMetrics,
} from 'cdk-elasticache';

const nodeType = NodeType.of(NodeFamily.R7G, NodeSize.LARGE);
const accessControl = AccessControl.readOnly({ keyPatterns: ['app:*'] });

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

// Each list compiles only if its elements are accepted where aws-cdk-lib expects the reference interface.

const createCacheClusters = (): ICacheClusterRef[] => [
  new MemcachedCluster(stack, 'Memcached', { vpc: importVpc(stack), nodeType }),
  MemcachedCluster.fromClusterName(stack, 'ImportedMemcached', 'carts'),
  SingleNodeCluster.fromClusterName(stack, 'SingleNode', 'carts'),
];

const createServerlessCaches = (): IServerlessCacheRef[] => [
  new ServerlessCache(stack, 'Serverless', { vpc: importVpc(stack) }),
  ServerlessCache.fromServerlessCacheName(stack, 'ImportedServerless', 'carts'),
];

const createReplicationGroups = (): IReplicationGroupRef[] => [
  new ReplicationGroup(stack, 'Group', { vpc: importVpc(stack), nodeType, authentication: Authentication.none() }),
  ReplicationGroup.fromReplicationGroupId(stack, 'ImportedGroup', 'carts'),
  new SecondaryReplicationGroup(stack, 'Secondary', {
    vpc: importVpc(stack, 'SecondaryVpc'),
    globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(stack, 'Global', 'ldgnf-carts'),
    authentication: Authentication.none(),
  }),
];

const createGlobalReplicationGroups = (): IGlobalReplicationGroupRef[] => [
  new GlobalReplicationGroup(stack, 'NewGlobal', {
    primary: ReplicationGroup.fromReplicationGroupId(stack, 'Primary', 'carts'),
  }),
  GlobalReplicationGroup.fromGlobalReplicationGroupId(stack, 'ImportedGlobal', 'ldgnf-carts'),
];

const createUsers = (): IUserRef[] => [
  new IamUser(stack, 'IamUser', { accessControl }),
  new PasswordUser(stack, 'PasswordUser', { accessControl }),
  new NoPasswordUser(stack, 'NoPasswordUser', { accessControl, userName: 'default', engine: UserEngine.REDIS }),
  IamUser.fromUserId(stack, 'ImportedIamUser', 'app'),
  PasswordUser.fromUserId(stack, 'ImportedPasswordUser', 'app'),
];

const createUserGroups = (): IUserGroupRef[] => [
  new UserGroup(stack, 'Users'),
  UserGroup.fromUserGroupName(stack, 'ImportedUsers', 'users'),
];

const createParameterGroups = (): IParameterGroupRef[] => [
  new ParameterGroup(stack, 'Parameters', { engineVersion: EngineVersion.VALKEY_8_1 }),
  ParameterGroup.fromParameterGroupName(stack, 'ImportedParameters', 'parameters'),
];

const createSubnetGroups = (): ISubnetGroupRef[] => [
  new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack) }),
  SubnetGroup.fromSubnetGroupName(stack, 'ImportedSubnets', 'subnets'),
];

test.each<[string, () => (string | undefined)[]]>([
  ['ICacheClusterRef', () => createCacheClusters().map((cluster) => cluster.cacheClusterRef.clusterName)],
  ['IServerlessCacheRef', () => createServerlessCaches().map((cache) => cache.serverlessCacheRef.serverlessCacheArn)],
  [
    'IReplicationGroupRef',
    () => createReplicationGroups().map((group) => group.replicationGroupRef.replicationGroupId),
  ],
  [
    'IGlobalReplicationGroupRef',
    () => createGlobalReplicationGroups().map((global) => global.globalReplicationGroupRef.globalReplicationGroupId),
  ],
  ['IUserRef', () => createUsers().map((user) => user.userRef.userArn)],
  ['IUserGroupRef', () => createUserGroups().map((group) => group.userGroupRef.userGroupArn)],
  ['IParameterGroupRef', () => createParameterGroups().map((group) => group.parameterGroupRef.cacheParameterGroupName)],
  ['ISubnetGroupRef', () => createSubnetGroups().map((group) => group.subnetGroupRef.cacheSubnetGroupName)],
])('created and imported constructs are accepted as %s', (_, readReferences) => {
  const references = readReferences().map((value) => JSON.stringify(stack.resolve(value)));

  expect(references).not.toContain(undefined);
  expect(references[0]).toMatch(/"(Ref|Fn::GetAtt)":/);
});

test('every interface of a resource extends the reference interface of aws-cdk-lib', () => {
  const assembly = Assembly.read(LIBRARY);
  const resources = assembly.types.filter(
    ({ kind, datatype, interfaces = [] }) =>
      kind === 'interface' && !datatype && interfaces.includes('aws-cdk-lib.IResource'),
  );
  const withoutReference = resources.filter(
    ({ interfaces = [] }) => !interfaces.some((parent) => /^aws-cdk-lib\..*\.I\w+Ref$/.test(parent)),
  );

  expect(resources.length).toBeGreaterThan(9);
  // The oldest supported aws-cdk-lib has no reference interfaces for snapshots.
  expect(withoutReference.map(({ name }) => name).sort()).toEqual([
    'IReplicationGroupSnapshot',
    'IServerlessCacheSnapshot',
  ]);
});

const createL1Cluster = (engine: string = 'memcached') =>
  new CfnCacheCluster(stack, 'L1', {
    clusterName: 'carts',
    engine,
    cacheNodeType: 'cache.r7g.large',
    numCacheNodes: 1,
  });
const createL1ServerlessCache = () =>
  new CfnServerlessCache(stack, 'L1', {
    engine: 'valkey',
    majorEngineVersion: '8',
    serverlessCacheName: 'carts',
    subnetIds: SUBNETS.private,
  });
const createL1Group = () =>
  new CfnReplicationGroup(stack, 'L1', {
    replicationGroupDescription: 'carts',
    engine: 'valkey',
    cacheNodeType: 'cache.r7g.large',
    cacheSubnetGroupName: 'subnets',
    numCacheClusters: 2,
    automaticFailoverEnabled: true,
    transitEncryptionEnabled: true,
  });
const createL1User = () =>
  new CfnUser(stack, 'L1', {
    engine: 'valkey',
    userId: 'reader',
    userName: 'reader',
    accessString: 'on ~app:* -@all +@read',
    authenticationMode: { Type: 'iam' },
  });

const createRole = () => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
const createDashboard = (widgets: CacheWidgets) =>
  new cloudwatch.Dashboard(stack, 'Dashboard', { widgets: [[...widgets.all()]] });
const createAlarm = (metric: cloudwatch.IMetric) =>
  new cloudwatch.Alarm(stack, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 });

const clusterMode = ClusterMode.disabled({ replicaCount: 1 });

/** Connects a function as a user of an L1 cache. */
function connect(
  createConnector: (options: ReplicationGroupConnectorOptions) => ReplicationGroupConnector | ServerlessCacheConnector,
) {
  const user = new IamUser(stack, 'User', { accessControl });
  const options = {
    endpoint: new Endpoint('carts.example.com', 6379),
    clusterMode,
    userGroup: new UserGroup(stack, 'Users', { users: [user] }),
  };
  createConnector(options).connectAs(user, createRole());
}

/** Passes an L1 construct to each facade, by the class, the method, and the parameter. */
const FACADES: Readonly<Record<string, () => unknown>> = {
  'CacheWidgets.fromCacheCluster.cluster': () =>
    createDashboard(CacheWidgets.fromCacheCluster(createL1Cluster(), { nodeType, nodeCount: 1 })),
  'CacheWidgets.fromReplicationGroup.group': () =>
    createDashboard(CacheWidgets.fromReplicationGroup(createL1Group(), { nodeType, clusterMode })),
  'CacheWidgets.fromServerlessCache.cache': () =>
    createDashboard(CacheWidgets.fromServerlessCache(createL1ServerlessCache())),
  'CacheWidgets.fromSingleNodeCluster.cluster': () =>
    createDashboard(CacheWidgets.fromSingleNodeCluster(createL1Cluster('redis'))),
  'MemcachedClusterGrants.fromCacheCluster.resource': () =>
    MemcachedClusterGrants.fromCacheCluster(createL1Cluster()).actions(createRole(), [
      'elasticache:RebootCacheCluster',
    ]),
  'MemcachedClusterMetrics.fromCacheCluster.cluster': () =>
    createAlarm(MemcachedClusterMetrics.fromCacheCluster(createL1Cluster()).evictions()),
  'RecommendedAlarms.forCacheCluster.cluster': () =>
    RecommendedAlarms.forCacheCluster(stack, 'Alarms', createL1Cluster(), { nodeType, nodeCount: 1 }),
  'RecommendedAlarms.forReplicationGroup.group': () =>
    RecommendedAlarms.forReplicationGroup(stack, 'Alarms', createL1Group(), {
      nodeType,
      clusterMode,
      engineVersion: EngineVersion.VALKEY_8_1,
    }),
  'RecommendedAlarms.forServerlessCache.cache': () =>
    RecommendedAlarms.forServerlessCache(stack, 'Alarms', createL1ServerlessCache(), {
      engine: CacheEngine.VALKEY_8,
      cacheUsageLimits: {},
    }),
  'RecommendedAlarms.forSingleNodeCluster.cluster': () =>
    RecommendedAlarms.forSingleNodeCluster(stack, 'Alarms', createL1Cluster('redis'), { nodeType }),
  'ReplicationGroupConnector.fromReplicationGroup.group': () => {
    const group = createL1Group();
    connect((options) => ReplicationGroupConnector.fromReplicationGroup(group, options));
  },
  'ReplicationGroupGrants.connect.user': () =>
    ReplicationGroupGrants.fromReplicationGroup(createReplicationGroups()[1]).connect(createRole(), createL1User()),
  'ReplicationGroupGrants.fromReplicationGroup.resource': () =>
    ReplicationGroupGrants.fromReplicationGroup(createL1Group()).connect(createRole()),
  'ReplicationGroupMetrics.fromReplicationGroup.group': () =>
    createAlarm(ReplicationGroupMetrics.fromReplicationGroup(createL1Group()).evictions()),
  'ReplicationGroupSnapshotSource.fromCacheCluster.cluster': () =>
    new ReplicationGroupSnapshot(stack, 'Snapshot', {
      source: ReplicationGroupSnapshotSource.fromCacheCluster(createL1Cluster('redis')),
    }),
  'ReplicationGroupSnapshotSource.fromReplicationGroup.group': () =>
    new ReplicationGroupSnapshot(stack, 'Snapshot', {
      source: ReplicationGroupSnapshotSource.fromReplicationGroup(createL1Group()),
    }),
  'ServerlessCacheConnector.fromServerlessCache.cache': () => {
    const cache = createL1ServerlessCache();
    connect((options) => ServerlessCacheConnector.fromServerlessCache(cache, options));
  },
  'ServerlessCacheEvents.fromServerlessCache.cache': () =>
    ServerlessCacheEvents.fromServerlessCache(createL1ServerlessCache()).onEvent(stack, 'Event'),
  'ServerlessCacheGrants.connect.user': () =>
    ServerlessCacheGrants.fromServerlessCache(createServerlessCaches()[1]).connect(createRole(), createL1User()),
  'ServerlessCacheGrants.fromServerlessCache.resource': () =>
    ServerlessCacheGrants.fromServerlessCache(createL1ServerlessCache()).connect(createRole()),
  'ServerlessCacheMetrics.fromServerlessCache.cache': () =>
    createAlarm(ServerlessCacheMetrics.fromServerlessCache(createL1ServerlessCache()).evictions()),
  'SingleNodeClusterMetrics.fromCacheCluster.cluster': () =>
    createAlarm(SingleNodeClusterMetrics.fromCacheCluster(createL1Cluster('redis')).evictions()),
  'UserGrants.fromUser.resource': () => UserGrants.fromUser(createL1User()).connect(createRole()),
};

test.each(Object.entries(FACADES))('%s accepts an L1 construct', (_, pass) => {
  pass();

  const { L1: _l1, ...others } = synthesize(stack).toJSON().Resources;
  expect(JSON.stringify(others)).toMatch(/\{"Ref":"L1"\}|"Fn::GetAtt":\["L1"/);
});

test('the program passes an L1 construct to every facade that accepts a reference', () => {
  const facades = Assembly.read(LIBRARY)
    .types.filter(
      ({ name, kind }) => kind === 'class' && /(Widgets|Grants|Metrics|Alarms|Connector|Source|Events)$/.test(name),
    )
    .flatMap(({ name, methods = [] }) =>
      methods.flatMap((method) =>
        (method.parameters ?? [])
          .filter(({ type }) => /\.I\w+Ref"/.test(JSON.stringify(type)))
          .map((parameter) => `${name}.${method.name}.${parameter.name}`),
      ),
    )
    // The references test covers buckets.
    .filter((name) => !name.startsWith('SnapshotSource.'));

  expect(Object.keys(FACADES).sort()).toEqual(facades.sort());
});
