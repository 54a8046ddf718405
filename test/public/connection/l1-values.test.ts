import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { Aws, CfnParameter, Fn, Token } from 'aws-cdk-lib/core';
import { errorsOf, warningsOf } from '../messages';
import { nodeFunction } from '../node-function';
import { emptyStack, importVpc } from '../stacks';
import { synthesizeInvalid } from '../templates';
import type { CacheConnection, ConnectOptions } from 'cdk-elasticache';
import {
  AccessControl,
  Endpoint,
  EngineVersion,
  IamUser,
  MemcachedCluster,
  NodeType,
  ReplicationGroup,
  ReplicationGroupConnector,
  ServerlessCache,
  ServerlessCacheConnector,
  SingleNodeCluster,
  TransitEncryption,
} from 'cdk-elasticache';
import '../setup';

let stack: Stack;
let fn: lambda.Function;
beforeEach(() => {
  stack = emptyStack();
  fn = createFunction('Fn', importVpc(stack));
});

const createFunction = (id: string, vpc?: ec2.IVpc) =>
  nodeFunction(stack, id, {
    vpc,
  });
const createGroup = (props: object = {}) =>
  new CfnReplicationGroup(stack, 'L1', {
    replicationGroupDescription: 'sessions',
    engine: 'redis',
    cacheNodeType: 'cache.r7g.large',
    automaticFailoverEnabled: true,
    securityGroupIds: ['sg-0123456789abcdef0'],
    ...props,
  });
const createServerless = (props: object = {}) =>
  new CfnServerlessCache(stack, 'L1', {
    engine: 'valkey',
    serverlessCacheName: 'carts',
    securityGroupIds: ['sg-0123456789abcdef0'],
    ...props,
  });
const importSecurityGroups = () => [ec2.SecurityGroup.fromSecurityGroupId(stack, 'CacheGroup', 'sg-0123456789abcdef0')];
const createNumber = () => new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
const ingressPorts = () =>
  Object.values(synthesizeInvalid(stack).findResources('AWS::EC2::SecurityGroupIngress')).map(
    ({ Properties: { FromPort, ToPort } }) => [FromPort, ToPort],
  );

/** Connects a function to an L1 replication group with the import of the L1 construct, or with a connector. */
const CONNECT = {
  import: (group: CfnReplicationGroup, options?: ConnectOptions) =>
    ReplicationGroup.fromCfnReplicationGroup(group).connect(fn, options),
  connector: (group: CfnReplicationGroup, options?: ConnectOptions) =>
    ReplicationGroupConnector.fromReplicationGroup(group, {
      endpoint: new Endpoint('sessions.example.com', 6379),
      securityGroups: importSecurityGroups(),
    }).connect(fn, options),
};
const CONNECT_SERVERLESS = {
  import: (cache: CfnServerlessCache, options?: ConnectOptions) =>
    ServerlessCache.fromCfnServerlessCache(cache).connect(fn, options),
  connector: (cache: CfnServerlessCache, options?: ConnectOptions) =>
    ServerlessCacheConnector.fromServerlessCache(cache, {
      endpoint: new Endpoint(cache.attrEndpointAddress, Token.asNumber(cache.attrEndpointPort)),
      securityGroups: importSecurityGroups(),
    }).connect(fn, options),
};
const KINDS = ['import', 'connector'] as const;

describe.each(KINDS)('the cluster mode of an L1 construct: %s', (kind) => {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html
  test.each<[string, () => object, string | undefined]>([
    ['one node', () => ({ numCacheClusters: 1 }), 'false'],
    [
      'a number of nodes that is a token',
      () => ({ clusterMode: 'disabled', numCacheClusters: createNumber() }),
      'false',
    ],
    ['compatible', () => ({ clusterMode: 'compatible', numCacheClusters: createNumber() }), 'false'],
    ['two shards', () => ({ numNodeGroups: 2, replicasPerNodeGroup: 1 }), 'true'],
    ['two shards without a number of replicas', () => ({ numNodeGroups: 2 }), 'true'],
    [
      'a number of shards that is a token',
      () => ({ clusterMode: 'enabled', numNodeGroups: createNumber(), replicasPerNodeGroup: 1 }),
      'true',
    ],
    [
      'a number of replicas that is a token',
      () => ({ cacheParameterGroupName: 'default.redis7.cluster.on', replicasPerNodeGroup: createNumber() }),
      'true',
    ],
    ['a mode that is a token', () => ({ clusterMode: Token.asString({ Ref: 'Mode' }), numNodeGroups: 1 }), undefined],
    ['a parameter group of another stack', () => ({ cacheParameterGroupName: 'own', numCacheClusters: 2 }), undefined],
  ])('of %s', (_, createProps, expected) => {
    expect(CONNECT[kind](createGroup(createProps())).environment.CACHE_CLUSTER_MODE).toBe(expected);
  });

  test.each<[object, string]>([
    [{ clusterMode: 'enabled', numNodeGroups: 2, replicasPerNodeGroup: 1 }, '6379'],
    [{ numCacheClusters: 2 }, '6379/0'],
  ])('determines the database of the connection URL: %j', (props, suffix) => {
    const { environment } = CONNECT[kind](createGroup(props), { urlVariable: 'REDIS_URL' });

    expect(environment.REDIS_URL.endsWith(`:${suffix}`)).toBe(true);
  });
});

describe('the endpoint of an L1 construct with cluster mode enabled, whose size is unknown', () => {
  const importGroup = () =>
    ReplicationGroup.fromCfnReplicationGroup(createGroup({ clusterMode: 'enabled', numNodeGroups: createNumber() }));

  test('is the configuration endpoint', () => {
    expect(stack.resolve(importGroup().connect(fn).environment.CACHE_HOST)).toEqual({
      'Fn::GetAtt': ['L1', 'ConfigurationEndPoint.Address'],
    });
  });

  test('is not the primary endpoint', () => {
    expect(errorsOf(() => importGroup().primaryEndpoint)).toEqual([
      expect.stringContaining('but got cluster mode enabled.'),
    ]);
  });
});

test('an L1 construct with cluster mode disabled and an unknown size has no configuration endpoint', () => {
  const group = createGroup({ clusterMode: 'disabled', numCacheClusters: createNumber() });

  expect(errorsOf(() => ReplicationGroup.fromCfnReplicationGroup(group).configurationEndpoint)).toEqual([
    expect.stringContaining('but got cluster mode disabled.'),
  ]);
});

describe.each(KINDS)('an L1 serverless cache with Memcached: %s', (kind) => {
  test('has the port and the protocol of Memcached', () => {
    const { environment } = CONNECT_SERVERLESS[kind](createServerless({ engine: 'memcached' }));

    expect(environment).toMatchObject({ CACHE_TLS: 'true', CACHE_CLUSTER_MODE: 'false' });
    // The port of the connector is a token, so it uses the ports of the engine, as the L2 construct does.
    expect(ingressPorts()).toEqual([[11211, kind === 'import' ? 11211 : 11212]]);
  });

  test('has no connection URL', () => {
    const cache = createServerless({ engine: 'memcached' });

    expect(errorsOf(() => CONNECT_SERVERLESS[kind](cache, { urlVariable: 'REDIS_URL' }))).toEqual([
      expect.stringContaining("'urlVariable' requires a cache of Valkey or Redis OSS"),
    ]);
  });

  test('can have the engine in a property override', () => {
    const cache = createServerless();
    cache.addPropertyOverride('Engine', 'memcached');

    expect(CONNECT_SERVERLESS[kind](cache).environment.CACHE_CLUSTER_MODE).toBe('false');
  });

  test('has an unknown engine if an override deletes it', () => {
    const cache = createServerless();
    cache.addPropertyDeletionOverride('Engine');

    const { engine } = ServerlessCache.fromCfnServerlessCache(cache);

    expect(engine).toBeUndefined();
  });
});

test('an L1 serverless cache whose engine is a token has the port of its endpoint', () => {
  const cache = ServerlessCache.fromCfnServerlessCache(createServerless({ engine: Token.asString({ Ref: 'Engine' }) }));

  expect(stack.resolve(cache.endpoint.port)).toEqual({ 'Fn::GetAtt': ['L1', 'Endpoint.Port'] });
});

/** Values under which the property is always missing. */
const MISSING_VALUES: readonly [string, () => unknown][] = [
  ['AWS::NoValue', () => Aws.NO_VALUE],
  ['AWS::NoValue under all conditions', () => Fn.conditionIf('HasTeam', Aws.NO_VALUE, Aws.NO_VALUE).toString()],
];

/** Values that depend on a condition, under which the property is missing. */
const OPTIONAL_VALUES: readonly [string, () => unknown][] = [
  ['a condition', () => Fn.conditionIf('HasTeam', 'team', Aws.NO_VALUE).toString()],
  [
    'nested conditions',
    () => Fn.conditionIf('HasTeam', 'team', Fn.conditionIf('HasOther', 'other', Aws.NO_VALUE)).toString(),
  ],
];

describe.each(KINDS)('a user group of an L1 construct that can be missing: %s', (kind) => {
  test.each<[string, () => unknown]>([
    ...OPTIONAL_VALUES.map(([title, create]): [string, () => unknown] => [title, () => [create()]]),
    ['a list with a condition', () => Token.asList(Fn.conditionIf('HasTeam', ['team'], Aws.NO_VALUE))],
  ])('is unknown for a replication group with %s', (_, createIds) => {
    const group = createGroup({ transitEncryptionEnabled: true, userGroupIds: createIds() });

    const { environment } = CONNECT[kind](group);

    expect(environment.CACHE_TLS).toBe('true');
    expect(environment).not.toHaveProperty('CACHE_AUTH');
  });

  test.each(OPTIONAL_VALUES)('is unknown for a serverless cache with %s', (_, createId) => {
    const cache = createServerless({ userGroupId: createId() });

    expect(CONNECT_SERVERLESS[kind](cache).environment).not.toHaveProperty('CACHE_AUTH');
  });

  test.each(MISSING_VALUES)('does not exist for a replication group with %s', (_, createId) => {
    const group = createGroup({ numCacheClusters: 2, userGroupIds: [createId()] });

    expect(CONNECT[kind](group).environment.CACHE_AUTH).toBe('none');
  });

  test.each(MISSING_VALUES)('does not exist for a serverless cache with %s', (_, createId) => {
    const cache = createServerless({ userGroupId: createId() });

    expect(CONNECT_SERVERLESS[kind](cache).environment.CACHE_AUTH).toBe('none');
  });

  test('rejects a connection URL, which depends on the authentication', () => {
    const cache = createServerless({ userGroupId: Fn.conditionIf('HasTeam', 'team', Aws.NO_VALUE).toString() });

    expect(errorsOf(() => CONNECT_SERVERLESS[kind](cache, { urlVariable: 'REDIS_URL' }))).toEqual([
      "'urlVariable' requires a cache whose authentication is known at synthesis, but a condition determines whether 'Stack/L1" +
        `${kind === 'import' ? '/@FromServerlessCache' : ''}' has an AUTH token or users. Build the URL in the client.`,
    ]);
  });

  test('needs no permissions of a client without IAM permissions', () => {
    const cache = createServerless({ userGroupId: Fn.conditionIf('HasTeam', 'team', Aws.NO_VALUE).toString() });
    const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Client', 'sg-0fedcba9876543210');
    const connect = {
      import: () => ServerlessCache.fromCfnServerlessCache(cache).connect(securityGroup),
      connector: () =>
        ServerlessCacheConnector.fromServerlessCache(cache, {
          endpoint: new Endpoint('carts.example.com', 6379),
          securityGroups: importSecurityGroups(),
        }).connect(securityGroup),
    };

    expect(connect[kind]().environment).not.toHaveProperty('CACHE_AUTH');
  });

  test('accepts users', () => {
    const user = new IamUser(stack, 'App', { accessControl: AccessControl.readOnly({ keyPatterns: ['app:*'] }) });
    const userGroupId = Fn.conditionIf('HasTeam', 'team', Aws.NO_VALUE).toString();
    const cache = ServerlessCache.fromCfnServerlessCache(createServerless({ userGroupId }));

    expect(cache.connectAs(user, fn).environment.CACHE_AUTH).toBe('iam');
  });

  test('is required if another element of the list is not optional', () => {
    const optional = Fn.conditionIf('HasTeam', 'team', Aws.NO_VALUE).toString();
    const group = createGroup({ userGroupIds: ['other', optional] });

    expect(errorsOf(() => CONNECT[kind](group))[0]).toContain("'connect' requires a cache without users");
  });
});

describe.each(KINDS)('an AUTH token of an L1 construct that can be missing: %s', (kind) => {
  const createGroupWithToken = () =>
    createGroup({
      numCacheClusters: 2,
      transitEncryptionEnabled: true,
      authToken: Fn.conditionIf('HasToken', 'token', Aws.NO_VALUE).toString(),
    });

  test('does not require a secret', () => {
    expect(CONNECT[kind](createGroupWithToken()).environment).not.toHaveProperty('CACHE_AUTH');
  });

  test.each(MISSING_VALUES)('does not exist with %s', (_, createToken) => {
    const group = createGroup({ numCacheClusters: 2, transitEncryptionEnabled: true, authToken: createToken() });

    expect(CONNECT[kind](group).environment.CACHE_AUTH).toBe('none');
  });

  test('is read from a secret', () => {
    const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'token');

    expect(CONNECT[kind](createGroupWithToken(), { secret }).environment.CACHE_AUTH).toBe('password');
  });
});

describe.each(['PUBLIC', 'public'])('an L1 serverless cache with the connection type %s', (connectionType) => {
  test('accepts a client without a VPC', () => {
    const cache = createServerless({ securityGroupIds: undefined });
    cache.addPropertyOverride('ConnectionType', connectionType);

    const { environment } = ServerlessCache.fromCfnServerlessCache(cache).connect(createFunction('Outside'));

    expect(environment.CACHE_TLS).toBe('true');
    expect(ingressPorts()).toEqual([]);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('warns that connections adds no rules', () => {
    const l1 = createServerless({ securityGroupIds: undefined });
    l1.addPropertyOverride('ConnectionType', connectionType);
    const cache = ServerlessCache.fromCfnServerlessCache(l1);

    cache.connections.allowDefaultPortFrom(fn);
    cache.connections.allowDefaultPortFrom(fn);

    expect(ingressPorts()).toEqual([]);
    expect(warningsOf(stack)).toEqual([expect.stringContaining('ServerlessCache.PublicWithoutSecurityGroups')]);
  });
});

describe('values that an L1 construct gets after its import', () => {
  test.each<[string, (group: CfnReplicationGroup) => void, string | RegExp]>([
    ['users', (group) => (group.userGroupIds = ['team']), "'connect' requires a cache without users"],
    ['an AUTH token', (group) => (group.authToken = Token.asString({ Ref: 'AuthToken' })), "'secret' is required"],
  ])('are read by connect of a replication group: %s', (_, change, error) => {
    const l1 = createGroup({ numCacheClusters: 2, transitEncryptionEnabled: true });
    const group = ReplicationGroup.fromCfnReplicationGroup(l1);
    const connector = ReplicationGroupConnector.fromReplicationGroup(l1, { endpoint: group.endpoint });

    change(l1);

    expect(errorsOf(() => group.connect(fn))[0]).toContain(error);
    expect(errorsOf(() => connector.connect(fn))[0]).toContain(error);
  });

  test('are read by connect of a serverless cache', () => {
    const l1 = createServerless();
    const cache = ServerlessCache.fromCfnServerlessCache(l1);

    l1.userGroupId = 'team';

    expect(errorsOf(() => cache.connect(fn))[0]).toContain("'connect' requires a cache without users");
  });

  test('are attributes of a replication group', () => {
    const l1 = createGroup({ numCacheClusters: 2 });
    const group = ReplicationGroup.fromCfnReplicationGroup(l1);

    Object.assign(l1, {
      engineVersion: '7.1',
      cacheNodeType: 'cache.r7g.xlarge',
      clusterMode: 'enabled',
      numCacheClusters: undefined,
      numNodeGroups: 3,
      replicasPerNodeGroup: 1,
      transitEncryptionEnabled: true,
      port: 7000,
      userGroupIds: ['team'],
      securityGroupIds: ['sg-0123456789abcdef1'],
    });

    expect(group.engineVersion).toEqual(EngineVersion.of('redis', '7.1'));
    expect(group.nodeType).toEqual(NodeType.fromName('cache.r7g.xlarge'));
    expect(group.clusterMode?.shardCount).toBe(3);
    expect(group.transitEncryption).toBe(TransitEncryption.REQUIRED);
    expect(group.endpoint.port).toBe(7000);
    expect(stack.resolve(group.endpoint.hostname)).toEqual({ 'Fn::GetAtt': ['L1', 'ConfigurationEndPoint.Address'] });
    expect(group.userGroup?.userGroupName).toBe('team');
    expect(group.securityGroups?.map(({ securityGroupId }) => securityGroupId)).toEqual(['sg-0123456789abcdef1']);
  });

  test('are attributes of a Memcached cluster', () => {
    const l1 = new CfnCacheCluster(stack, 'L1', {
      engine: 'memcached',
      cacheNodeType: 'cache.r7g.large',
      numCacheNodes: 1,
    });
    const cluster = MemcachedCluster.fromCfnCacheCluster(l1);

    Object.assign(l1, {
      engineVersion: '1.6.22',
      cacheNodeType: 'cache.r7g.xlarge',
      numCacheNodes: 3,
      port: 11311,
      transitEncryptionEnabled: true,
      vpcSecurityGroupIds: ['sg-0123456789abcdef1'],
    });

    expect(cluster.engineVersion).toEqual(EngineVersion.of('memcached', '1.6.22'));
    expect(cluster.nodeType).toEqual(NodeType.fromName('cache.r7g.xlarge'));
    expect(cluster.nodeCount).toBe(3);
    expect(cluster.connect(fn).environment).toMatchObject({ CACHE_PORT: '11311', CACHE_TLS: 'true' });
    expect(ingressPorts()).toEqual([[11311, 11311]]);
  });

  test('are attributes of a single Redis OSS node', () => {
    const l1 = new CfnCacheCluster(stack, 'L1', { engine: 'redis', cacheNodeType: 'cache.t3.micro', numCacheNodes: 1 });
    const node = SingleNodeCluster.fromCfnCacheCluster(l1);

    Object.assign(l1, {
      engineVersion: '7.1',
      cacheNodeType: 'cache.t3.small',
      port: 7000,
      vpcSecurityGroupIds: ['sg-0123456789abcdef1'],
    });

    expect(node.engineVersion).toEqual(EngineVersion.of('redis', '7.1'));
    expect(node.nodeType).toEqual(NodeType.fromName('cache.t3.small'));
    expect(node.connect(fn).environment.CACHE_PORT).toBe('7000');
    expect(ingressPorts()).toEqual([[7000, 7000]]);
  });
});

describe('user groups and security groups that an L1 construct refers to', () => {
  test('are imported once', () => {
    const group = ReplicationGroup.fromCfnReplicationGroup(createGroup({ userGroupIds: ['team'] }));

    expect(group.userGroup).toBe(group.userGroup);
    expect(group.securityGroups).toEqual(group.securityGroups);
    expect(group.securityGroups![0].node.path).toBe('Stack/L1/@SecurityGroup1');
    expect(group.userGroup!.node.path).toBe('Stack/L1/@UserGroup');
  });

  test('are imported again if they change', () => {
    const l1 = createGroup({ userGroupIds: ['team'] });
    const group = ReplicationGroup.fromCfnReplicationGroup(l1);
    const { userGroup } = group;

    l1.userGroupIds = ['other'];

    expect(userGroup!.userGroupName).toBe('team');
    expect(group.userGroup!.userGroupName).toBe('other');
    l1.userGroupIds = ['team'];
    expect(group.userGroup).toBe(userGroup);
  });
});

describe('a single Redis OSS node with TransitEncryptionEnabled', () => {
  const connectNode = (transitEncryptionEnabled: unknown): CacheConnection =>
    SingleNodeCluster.fromCfnCacheCluster(
      new CfnCacheCluster(stack, 'L1', {
        engine: 'redis',
        cacheNodeType: 'cache.t3.micro',
        numCacheNodes: 1,
        transitEncryptionEnabled: transitEncryptionEnabled as boolean,
      }),
    ).connect(fn);

  // The error of ElastiCache: https://github.com/hashicorp/terraform-provider-aws/issues/49066
  test('is rejected, as ElastiCache does', () => {
    expect(errorsOf(() => connectNode(true))).toEqual([
      expect.stringMatching(/^'TransitEncryptionEnabled' .*, but got redis\. Remove 'transitEncryptionEnabled', /),
    ]);
  });

  test.each([false, undefined])('has no TLS if it is %s', (value) => {
    expect(connectNode(value).environment.CACHE_TLS).toBe('false');
  });
});
