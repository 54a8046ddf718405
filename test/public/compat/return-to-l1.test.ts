import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { App, CfnResource, RemovalPolicy, Size, Stack, Token } from 'aws-cdk-lib/core';
import { importVpc } from '../stacks';
import { synthesizeInvalid } from '../templates';
import {
  AccessControl,
  CacheEngine,
  ClusterMode,
  ConnectionType,
  EngineVersion,
  GlobalReplicationGroup,
  IamUser,
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
  SubnetGroup,
  Authentication,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

const ENV = { account: '123456789012', region: 'us-east-1' };
const nodeType = NodeType.of(NodeFamily.R7G, NodeSize.LARGE);
const accessControl = AccessControl.readOnly();

/** The constructs of this library, in one stack. */
const PROGRAMS: Readonly<Record<string, (stack: Stack) => void>> = {
  ServerlessCache: (stack) =>
    new ServerlessCache(stack, 'Cache', {
      vpc: importVpc(stack),
      engine: CacheEngine.VALKEY_8,
      networkType: NetworkType.IPV4,
      backup: { backupRetentionLimit: 7, backupNameBeforeDeletion: 'final' },
      cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(10), requestRateLimitMaximum: 5000 },
      removalPolicy: RemovalPolicy.RETAIN,
    }),
  'a public ServerlessCache': (stack) =>
    new ServerlessCache(stack, 'Cache', {
      connectionType: ConnectionType.PUBLIC,
      userGroup: new UserGroup(stack, 'Users', { users: [new IamUser(stack, 'User', { accessControl })] }),
    }),
  ReplicationGroup: (stack) =>
    new ReplicationGroup(stack, 'Cache', {
      vpc: importVpc(stack),
      nodeType,
      clusterMode: ClusterMode.enabled({ shardCount: 2, replicasPerShard: 1 }),
      authentication: Authentication.none(),
    }),
  'GlobalReplicationGroup and SecondaryReplicationGroup': (stack) => {
    const primary = new ReplicationGroup(stack, 'Primary', {
      vpc: importVpc(stack),
      nodeType,
      authentication: Authentication.none(),
    });
    const globalReplicationGroup = new GlobalReplicationGroup(stack, 'Global', { primary });
    const secondary = new Stack(stack.node.root as App, 'Secondary', { env: { ...ENV, region: 'eu-west-1' } });
    new SecondaryReplicationGroup(secondary, 'Cache', { vpc: importVpc(secondary), globalReplicationGroup });
  },
  MemcachedCluster: (stack) => new MemcachedCluster(stack, 'Cache', { vpc: importVpc(stack), nodeType, nodeCount: 2 }),
  'users and a UserGroup': (stack) => {
    const engine = UserEngine.REDIS;
    new UserGroup(stack, 'Users', {
      engine,
      users: [
        new IamUser(stack, 'Iam', { engine, accessControl }),
        new PasswordUser(stack, 'Password', { engine, accessControl }),
        new NoPasswordUser(stack, 'Default', { engine, userName: 'default', accessControl: AccessControl.disabled() }),
      ],
    });
  },
  SubnetGroup: (stack) => new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack) }),
  ParameterGroup: (stack) =>
    new ParameterGroup(stack, 'Parameters', {
      engineVersion: EngineVersion.VALKEY_8_1,
      parameters: { 'maxmemory-policy': 'allkeys-lru' },
    }),
  'ServerlessCacheSnapshot and ReplicationGroupSnapshot': (stack) => {
    new ServerlessCacheSnapshot(stack, 'CacheSnapshot', {
      serverlessCache: ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'sessions'),
    });
    new ReplicationGroupSnapshot(stack, 'GroupSnapshot', {
      source: ReplicationGroupSnapshotSource.fromReplicationGroup(
        ReplicationGroup.fromReplicationGroupId(stack, 'Group', 'sessions'),
      ),
    });
  },
};

const REMOVAL_POLICIES: Readonly<Record<string, RemovalPolicy>> = {
  Delete: RemovalPolicy.DESTROY,
  Retain: RemovalPolicy.RETAIN,
  RetainExceptOnCreate: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  Snapshot: RemovalPolicy.SNAPSHOT,
};

type L1Class = new (stack: Stack, id: string, props: any) => CfnResource;

const L1_CLASSES: Readonly<Record<string, L1Class>> = {
  [elasticache.CfnCacheCluster.CFN_RESOURCE_TYPE_NAME]: elasticache.CfnCacheCluster,
  [elasticache.CfnGlobalReplicationGroup.CFN_RESOURCE_TYPE_NAME]: elasticache.CfnGlobalReplicationGroup,
  [elasticache.CfnParameterGroup.CFN_RESOURCE_TYPE_NAME]: elasticache.CfnParameterGroup,
  [elasticache.CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME]: elasticache.CfnReplicationGroup,
  [elasticache.CfnServerlessCache.CFN_RESOURCE_TYPE_NAME]: elasticache.CfnServerlessCache,
  [elasticache.CfnSubnetGroup.CFN_RESOURCE_TYPE_NAME]: elasticache.CfnSubnetGroup,
  [elasticache.CfnUser.CFN_RESOURCE_TYPE_NAME]: elasticache.CfnUser,
  [elasticache.CfnUserGroup.CFN_RESOURCE_TYPE_NAME]: elasticache.CfnUserGroup,
};

/** The names in the table of the page. */
const PROP_NAMES: Readonly<Record<string, string>> = {
  AZMode: 'azMode',
  ECPUPerSecond: 'ecpuPerSecond',
  MultiAZEnabled: 'multiAzEnabled',
};

/** The props whose keys stay the same. */
const UNCHANGED_PROPS = ['AuthenticationMode', 'Properties'];

const isIntrinsic = (value: object) => Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));

function toProp(value: any): any {
  if (Array.isArray(value)) {
    return value.map(toProp);
  }
  if (typeof value !== 'object') {
    return value;
  }
  return isIntrinsic(value) ? Token.asString(value) : toProps(value);
}

function toProps(properties: object): object {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      PROP_NAMES[name] ?? name[0].toLowerCase() + name.slice(1),
      UNCHANGED_PROPS.includes(name) ? value : toProp(value),
    ]),
  );
}

/** Writes the L1 construct of a resource. Resources of other services, such as security groups, are kept. */
function writeL1(stack: Stack, logicalId: string, resource: any): void {
  const { Type, Properties, DeletionPolicy, UpdatePolicy } = resource;
  const L1 = L1_CLASSES[Type];
  const { ConnectionType: connectionType, ...otherProperties } = Properties ?? {};
  const l1 = L1
    ? new L1(stack, `${logicalId}L1`, toProps(otherProperties))
    : new CfnResource(stack, `${logicalId}L1`, { type: Type, properties: Properties });
  l1.overrideLogicalId(logicalId);
  if (connectionType) {
    l1.addPropertyOverride('ConnectionType', connectionType);
  }
  if (DeletionPolicy) {
    l1.applyRemovalPolicy(REMOVAL_POLICIES[DeletionPolicy]);
  }
  if (UpdatePolicy) {
    l1.cfnOptions.updatePolicy = { useOnlineResharding: UpdatePolicy.UseOnlineResharding };
  }
}

const listResources = (stack: Stack): Record<string, any> => synthesizeInvalid(stack).toJSON().Resources;

const selectElastiCache = (resources: Record<string, any>) =>
  Object.fromEntries(Object.entries(resources).filter(([, { Type }]) => Type.startsWith('AWS::ElastiCache::')));

test.each(Object.entries(PROGRAMS))('L1 constructs have the template of the L2 constructs: %s', (_title, program) => {
  const app = new App();
  program(new Stack(app, 'Stack', { env: ENV }));
  const stacks = app.node.children.filter(Stack.isStack);
  const templates = stacks.map(listResources);
  expect(templates.map(selectElastiCache)).not.toContainEqual({});

  const l1Templates = templates.map((resources, index) => {
    const stack = new Stack(new App(), 'Stack', { env: { ...ENV, region: stacks[index].region } });
    Object.entries(resources).forEach(([logicalId, resource]) => writeL1(stack, logicalId, resource));
    return listResources(stack);
  });

  expect(l1Templates.map(selectElastiCache)).toEqual(templates.map(selectElastiCache));
});
