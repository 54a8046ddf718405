import * as ec2 from 'aws-cdk-lib/aws-ec2';
import {
  CfnCacheCluster,
  CfnGlobalReplicationGroup,
  CfnParameterGroup,
  CfnReplicationGroup,
  CfnServerlessCache,
  CfnSubnetGroup,
  CfnUser,
  CfnUserGroup,
} from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Fn, Token } from 'aws-cdk-lib/core';
import { annotationsOf, errorsOf } from '../messages';
import { emptyStack } from '../stacks';
import { synthesizeInvalid } from '../templates';
import {
  CacheEngine,
  ClusterMode,
  CommandFamily,
  EngineVersion,
  GlobalReplicationGroup,
  IamUser,
  MemcachedCluster,
  NodeType,
  NoPasswordUser,
  ParameterGroup,
  PasswordUser,
  ReplicationGroup,
  ServerlessCache,
  SingleNodeCluster,
  SingleNodeClusterMetrics,
  SubnetGroup,
  TransitEncryption,
  UserAuthenticationType,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';
import '../setup';

let stack = emptyStack();
beforeEach(() => {
  stack = emptyStack();
});

const createGroup = (props: object = {}) =>
  new CfnReplicationGroup(stack, 'L1', {
    replicationGroupDescription: 'sessions',
    engine: 'redis',
    engineVersion: '7.0',
    cacheNodeType: 'cache.t3.micro',
    numCacheClusters: 2,
    securityGroupIds: [Fn.getAtt('Sg', 'GroupId').toString(), 'sg-0123456789abcdef0'],
    ...props,
  });

const createNode = (props: object = {}) =>
  new CfnCacheCluster(stack, 'L1', {
    engine: 'redis',
    engineVersion: '6.2',
    cacheNodeType: 'cache.t3.micro',
    numCacheNodes: 1,
    vpcSecurityGroupIds: ['sg-0123456789abcdef0'],
    ...props,
  });

/** Lists the methods of an object and of its base classes, without the constructors and the methods of `Object`. */
function listMethods(object: object): string[] {
  const prototype = Object.getPrototypeOf(object);
  return prototype === Object.prototype
    ? []
    : [...Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor'), ...listMethods(prototype)];
}

describe('a replication group', () => {
  test('has the attributes of its L1 construct', () => {
    const group = ReplicationGroup.fromCfnReplicationGroup(createGroup({ port: 6380, transitEncryptionEnabled: true }));

    expect(group.engineVersion).toBe(EngineVersion.REDIS_7_0);
    expect(group.nodeType).toEqual(NodeType.fromName('cache.t3.micro'));
    expect(group.clusterMode).toEqual(ClusterMode.disabled({ replicaCount: 1 }));
    expect([group.port, group.transitEncryption]).toEqual([6380, TransitEncryption.REQUIRED]);
    expect(stack.resolve([group.replicationGroupId, group.endpoint.hostname, group.readerEndpoint.hostname])).toEqual([
      { Ref: 'L1' },
      { 'Fn::GetAtt': ['L1', 'PrimaryEndPoint.Address'] },
      { 'Fn::GetAtt': ['L1', 'ReaderEndPoint.Address'] },
    ]);
  });

  test('adds security group rules and alarms without a change of the L1 construct', () => {
    const l1 = createGroup();
    const before = synthesizeInvalid(stack).toJSON().Resources.L1;
    const other = emptyStack();
    stack = other;
    const group = ReplicationGroup.fromCfnReplicationGroup(createGroup());

    group.connections.allowDefaultPortFromAnyIpv4();
    group.addRecommendedAlarms();

    const template = synthesizeInvalid(other);
    expect(template.toJSON().Resources.L1).toEqual(before);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 2);
    expect(Object.keys(template.findResources('AWS::CloudWatch::Alarm')).length).toBeGreaterThan(5);
    expect(l1.node.children).toEqual([]);
  });

  test('has the configuration endpoint if cluster mode is enabled', () => {
    const sharded = createGroup({
      numCacheClusters: undefined,
      numNodeGroups: 2,
      replicasPerNodeGroup: 1,
      clusterMode: 'enabled',
    });

    expect(stack.resolve(ReplicationGroup.fromCfnReplicationGroup(sharded).endpoint.hostname)).toEqual({
      'Fn::GetAtt': ['L1', 'ConfigurationEndPoint.Address'],
    });
  });

  test('is the same construct for every call', () => {
    const l1 = createGroup();

    expect(ReplicationGroup.fromCfnReplicationGroup(l1)).toBe(ReplicationGroup.fromCfnReplicationGroup(l1));
  });

  test('has no known security groups if the list is a token', () => {
    const l1 = createGroup({ securityGroupIds: Token.asList({ Ref: 'Groups' }) });

    expect(ReplicationGroup.fromCfnReplicationGroup(l1).securityGroups).toBeUndefined();
  });
});

describe('a serverless cache', () => {
  test('has the attributes of its L1 construct', () => {
    const l1 = new CfnServerlessCache(stack, 'L1', {
      serverlessCacheName: 'Sessions',
      engine: 'valkey',
      majorEngineVersion: '8',
      securityGroupIds: ['sg-0123456789abcdef0'],
    });

    const cache = ServerlessCache.fromCfnServerlessCache(l1);

    expect(cache.serverlessCacheName).toBe('sessions');
    expect(cache.engine).toEqual(CacheEngine.VALKEY_8);
    expect(cache.securityGroups).toHaveLength(1);
    expect(stack.resolve([cache.endpoint.hostname, cache.readerEndpoint.hostname])).toEqual([
      { 'Fn::GetAtt': ['L1', 'Endpoint.Address'] },
      { 'Fn::GetAtt': ['L1', 'ReaderEndpoint.Address'] },
    ]);
  });
});

describe('a Memcached cluster', () => {
  test.each([
    [3, 3],
    [Token.asNumber({ Ref: 'Nodes' }), undefined],
  ])('has the attributes of its L1 construct: %j nodes', (numCacheNodes, nodeCount) => {
    const l1 = createNode({ engine: 'memcached', engineVersion: '1.6.22', numCacheNodes });

    const cluster = MemcachedCluster.fromCfnCacheCluster(l1);

    expect(cluster.engineVersion).toBe(EngineVersion.MEMCACHED_1_6_22);
    expect(cluster.nodeCount).toBe(nodeCount);
    expect(stack.resolve([cluster.clusterName, cluster.endpoint.hostname])).toEqual([
      { Ref: 'L1' },
      { 'Fn::GetAtt': ['L1', 'ConfigurationEndpoint.Address'] },
    ]);
  });
});

describe('a single Redis OSS node', () => {
  test('has the attributes of its L1 construct', () => {
    const node = SingleNodeCluster.fromCfnCacheCluster(createNode({ clusterName: 'Sessions' }));

    expect(node.clusterName).toBe('sessions');
    expect(stack.resolve(node.clusterArn)['Fn::Join'][1].at(-1)).toBe(':cluster:sessions');
    expect(node.engineVersion).toBe(EngineVersion.REDIS_6_2);
    expect(node.cacheClusterRef).toEqual({ clusterName: 'sessions' });
    expect([node.port, node.vpc]).toEqual([6379, undefined]);
    expect(stack.resolve(node.endpoint.hostname)).toEqual({ 'Fn::GetAtt': ['L1', 'RedisEndpoint.Address'] });
  });

  test('has metrics with the dimensions of its cluster', () => {
    const node = SingleNodeCluster.fromCfnCacheCluster(createNode({ clusterName: 'Sessions' }));

    const evictions = node.metrics.evictions().forNode(1).toMetricConfig().metricStat!;
    const custom = node.metric('CurrItems').forNode(1).toMetricConfig().metricStat!;

    expect(evictions.dimensions).toEqual([{ name: 'CacheClusterId', value: 'sessions' }]);
    expect(custom.dimensions).toEqual([{ name: 'CacheClusterId', value: 'sessions' }]);
    expect(node.widgets.all()).toHaveLength(4);
  });

  test('has only metrics that it publishes', () => {
    const metrics: any = SingleNodeCluster.fromCfnCacheCluster(createNode({ engineVersion: '7.1' })).metrics;
    const names = listMethods(metrics).filter((name) => !/^(_|create|metric$)/.test(name));
    const ofCommands = ['commands', 'commandLatency'];

    const created = names.map((name) => metrics[name](ofCommands.includes(name) ? CommandFamily.STRING : undefined));

    expect(created.length).toBeGreaterThan(50);
    expect(names).not.toContain('replicationLag');
    expect(names.filter((name) => /^(group|primary|replica)/.test(name))).toEqual([]);
    expect(new Set(created.map((metric) => metric.forEachNode().length))).toEqual(new Set([1]));
  });

  test('has metrics for an L1 construct', () => {
    const metrics = SingleNodeClusterMetrics.fromCacheCluster(createNode({ clusterName: 'Sessions' }), {
      nodeType: NodeType.fromName('cache.r7g.large'),
    });

    expect(() => metrics.cpuCreditBalance()).toThrow('is only published by burstable nodes');
    expect(metrics.cacheHits().forNode(1).toMetricConfig().metricStat!.dimensions).toEqual([
      { name: 'CacheClusterId', value: 'sessions' },
    ]);
  });

  test('has alarms that monitor the node', () => {
    const node = SingleNodeCluster.fromCfnCacheCluster(createNode({ clusterName: 'Sessions' }));

    node.addRecommendedAlarms({ alarmNamePrefix: 'sessions' });

    const alarms = Object.values<any>(synthesizeInvalid(stack).findResources('AWS::CloudWatch::Alarm'));
    const dimensions = JSON.stringify(alarms).match(/"Name":"CacheClusterId","Value":"[^"]*"/g);
    // The recommended alarms without those of replicas, users, and durable writes, and without engineCpu for 2 vCPUs.
    expect(alarms.map(({ Properties }) => Properties.AlarmName).sort()).toEqual(
      [
        'authenticationFailures',
        'connectionTrackingExceeded',
        'connections',
        'cpu',
        'databaseMemory',
        'evictions',
        'freeableMemory',
        'networkIn',
        'networkInExceeded',
        'networkOut',
        'networkOutExceeded',
        'packetsPerSecondExceeded',
        'swapUsage',
        'trafficManagement',
      ].map((name) => `sessions-${name}`),
    );
    expect(JSON.stringify(alarms)).not.toContain('replicas');
    expect(new Set(dimensions)).toEqual(new Set(['"Name":"CacheClusterId","Value":"sessions"']));
  });

  test('grants permissions on its cluster, and adds security group rules', () => {
    const node = SingleNodeCluster.fromCfnCacheCluster(createNode());
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });

    node.grant(role, 'elasticache:RebootCacheCluster');
    node.connections.allowDefaultPortFromAnyIpv4();

    const template = synthesizeInvalid(stack);
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 6379, ToPort: 6379 });
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).toContain('elasticache:RebootCacheCluster');
  });

  test('monitors the engine instead of the host if the host has several cores', () => {
    const nodeType = NodeType.fromName('cache.r7g.xlarge');
    const cluster = SingleNodeCluster.fromSingleNodeClusterAttributes(stack, 'Node', { clusterName: 'a', nodeType });

    const alarms = cluster.addRecommendedAlarms({ engineCpu: { threshold: 70 } });

    expect([alarms.named('cpu').length, alarms.named('engineCpu').length]).toEqual([0, 1]);
    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });

  test('can be imported by its name, its ARN, and its attributes', () => {
    const byName = SingleNodeCluster.fromClusterName(stack, 'ByName', 'sessions');
    const arn = 'arn:aws:elasticache:eu-west-1:210987654321:cluster:carts';
    const byArn = SingleNodeCluster.fromClusterArn(stack, 'ByArn', arn);
    expect([byArn.clusterName, byArn.clusterArn, byArn.env]).toEqual([
      'carts',
      arn,
      { account: '210987654321', region: 'eu-west-1' },
    ]);
    const byAttributes = SingleNodeCluster.fromSingleNodeClusterAttributes(stack, 'ByAttributes', {
      clusterArn: 'arn:aws:elasticache:us-east-1:123456789012:cluster:sessions',
      endpointAddress: 'sessions.example.com',
      port: 6380,
      securityGroups: [],
    });

    expect(byAttributes.endpoint.socketAddress).toBe('sessions.example.com:6380');
    expect([byName.clusterName, byAttributes.clusterName]).toEqual(['sessions', 'sessions']);
    expect(() => byName.endpoint).toThrow("Specify 'endpointAddress' in fromSingleNodeClusterAttributes.");
    byName.connections.allowDefaultPortFromAnyIpv4();
    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringContaining("Set 'securityGroups' in fromSingleNodeClusterAttributes."),
    ]);
  });
});

describe('connections without known security groups name the prop of the L1 construct', () => {
  test.each<[string, string, () => { readonly connections: ec2.Connections }]>([
    [
      'replication group',
      'securityGroupIds',
      () => ReplicationGroup.fromCfnReplicationGroup(createGroup({ securityGroupIds: undefined })),
    ],
    [
      'replication group',
      'securityGroupIds',
      () =>
        ReplicationGroup.fromCfnReplicationGroup(createGroup({ securityGroupIds: Token.asList({ Ref: 'Groups' }) })),
    ],
    [
      'cache',
      'securityGroupIds',
      () =>
        ServerlessCache.fromCfnServerlessCache(
          new CfnServerlessCache(stack, 'L1', { serverlessCacheName: 'sessions', engine: 'valkey' }),
        ),
    ],
    [
      'cluster',
      'vpcSecurityGroupIds',
      () => SingleNodeCluster.fromCfnCacheCluster(createNode({ vpcSecurityGroupIds: undefined })),
    ],
    [
      'cluster',
      'vpcSecurityGroupIds',
      () =>
        MemcachedCluster.fromCfnCacheCluster(
          createNode({ engine: 'memcached', engineVersion: '1.6.22', vpcSecurityGroupIds: undefined }),
        ),
    ],
  ])('of a %s: %s', (kind, prop, importL1) => {
    importL1().connections.allowFrom(ec2.Peer.anyIpv4(), ec2.Port.tcp(6379));

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringContaining(
        `'connections' adds no rules to the imported ${kind}, because its security groups are unknown. Clients that need these rules cannot connect. Set '${prop}' of the L1 construct to an array of ids.`,
      ),
    ]);
  });
});

describe('a cluster with another engine', () => {
  test.each([
    [
      'MemcachedCluster',
      MemcachedCluster.fromCfnCacheCluster,
      'Redis',
      "'cfnCacheCluster' must have the engine memcached, but got Redis. Use SingleNodeCluster.fromCfnCacheCluster() for Redis OSS.",
    ],
    [
      'SingleNodeCluster',
      SingleNodeCluster.fromCfnCacheCluster,
      'memcached',
      "'cfnCacheCluster' must have the engine redis, but got memcached. Use MemcachedCluster.fromCfnCacheCluster() for Memcached.",
    ],
    [
      'SingleNodeCluster',
      SingleNodeCluster.fromCfnCacheCluster,
      'valkey',
      "'cfnCacheCluster' must have the engine redis, but got valkey. Use a replication group for Valkey, which cache clusters do not support.",
    ],
    [
      'MemcachedCluster',
      MemcachedCluster.fromCfnCacheCluster,
      'dragonfly',
      "'cfnCacheCluster' must have the engine memcached, but got dragonfly. Use the engine memcached or redis.",
    ],
  ])('cannot be imported as a %s', (_, fromCfnCacheCluster, engine, message) => {
    expect(errorsOf(() => fromCfnCacheCluster(createNode({ engine, engineVersion: undefined })))).toEqual([message]);
  });

  test.each([
    ['MemcachedCluster', MemcachedCluster.fromCfnCacheCluster, 'Memcached'],
    ['MemcachedCluster', MemcachedCluster.fromCfnCacheCluster, Token.asString({ Ref: 'Engine' })],
    ['SingleNodeCluster', SingleNodeCluster.fromCfnCacheCluster, Token.asString({ Ref: 'Engine' })],
  ])('can be imported as a %s if it may be the right one', (_, fromCfnCacheCluster, engine) => {
    const cluster = fromCfnCacheCluster(createNode({ engine, engineVersion: undefined }));

    expect(stack.resolve(cluster.clusterName)).toEqual({ Ref: 'L1' });
  });
});

describe('users and groups', () => {
  const createUser = (props: object = {}) =>
    new CfnUser(stack, 'L1', {
      userId: 'app',
      userName: 'app',
      engine: 'valkey',
      accessString: 'on ~* +@read',
      ...props,
    });

  test.each([
    ['IamUser', IamUser.fromCfnUser, UserAuthenticationType.IAM],
    ['PasswordUser', PasswordUser.fromCfnUser, UserAuthenticationType.PASSWORD],
    ['NoPasswordUser', NoPasswordUser.fromCfnUser, UserAuthenticationType.NO_PASSWORD],
  ])('a user is imported by %s', (_, fromCfnUser, type) => {
    const user = fromCfnUser(createUser());

    expect([user.authenticationType, user.userName]).toEqual([type, 'app']);
    expect(user.engine).toEqual(UserEngine.VALKEY);
    expect(stack.resolve(user.userId)).toEqual({ Ref: 'L1' });
  });

  const IMPORTS = {
    iam: IamUser.fromCfnUser,
    password: PasswordUser.fromCfnUser,
    'no-password-required': NoPasswordUser.fromCfnUser,
  };
  const CLASSES = { iam: 'IamUser', password: 'PasswordUser', 'no-password-required': 'NoPasswordUser' };

  test.each<[keyof typeof IMPORTS, object]>([
    ['iam', { authenticationMode: { Type: 'iam' } }],
    ['password', { authenticationMode: { Type: 'password', Passwords: ['0123456789abcdef'] } }],
    ['password', { passwords: ['0123456789abcdef'] }],
    ['no-password-required', { authenticationMode: { Type: 'no-password-required' } }],
    ['no-password-required', { noPasswordRequired: true }],
  ])('only the class of the authentication type %s imports a user with %j', (type, props) => {
    expect(IMPORTS[type](createUser(props)).authenticationType).toBe(type);
    for (const [expected, fromCfnUser] of Object.entries(IMPORTS).filter(([other]) => other !== type)) {
      stack = emptyStack();
      expect(errorsOf(() => fromCfnUser(createUser(props)))).toEqual([
        `'cfnUser' must have the authentication type ${expected}, but got ${type}. Use ${CLASSES[type]}.fromCfnUser().`,
      ]);
    }
  });

  test.each([[{ Type: Token.asString({ Ref: 'Type' }) }], [{ Type: 'passkey' }]])(
    'every class imports a user with an unknown authentication type: %j',
    (authenticationMode) => {
      const user = createUser({ authenticationMode });

      expect(Object.values(IMPORTS).map((fromCfnUser) => fromCfnUser(user).userName)).toEqual(['app', 'app', 'app']);
    },
  );

  test('a user group has the engine of its L1 construct', () => {
    const group = UserGroup.fromCfnUserGroup(
      new CfnUserGroup(stack, 'L1', { userGroupId: 'team', engine: 'redis', userIds: ['default'] }),
    );

    expect(group.engine).toEqual(UserEngine.REDIS);
    expect(group.users).toBeUndefined();
    expect(stack.resolve(group.userGroupName)).toEqual({ Ref: 'L1' });
  });
});

test('subnet groups, parameter groups, and global datastores are imported by their references', () => {
  const subnets = SubnetGroup.fromCfnSubnetGroup(
    new CfnSubnetGroup(stack, 'Subnets', { description: 'd', subnetIds: ['subnet-0123456789abcdef0'] }),
  );
  const parameters = ParameterGroup.fromCfnParameterGroup(
    new CfnParameterGroup(stack, 'Parameters', { description: 'd', cacheParameterGroupFamily: 'valkey8' }),
  );
  const global = GlobalReplicationGroup.fromCfnGlobalReplicationGroup(
    new CfnGlobalReplicationGroup(stack, 'Global', { members: [{ replicationGroupId: 'a', role: 'PRIMARY' }] }),
  );

  expect(
    stack.resolve([subnets.subnetGroupName, parameters.parameterGroupName, global.globalReplicationGroupId]),
  ).toEqual([{ Ref: 'Subnets' }, { Ref: 'Parameters' }, { Ref: 'Global' }]);
});

describe('the port of an L1 construct that is a token', () => {
  test.each<[string, (port: number) => { readonly port: number }, string]>([
    [
      'a replication group',
      (port) => ReplicationGroup.fromCfnReplicationGroup(createGroup({ port })),
      'PrimaryEndPoint',
    ],
    [
      'a replication group with shards',
      (port) =>
        ReplicationGroup.fromCfnReplicationGroup(
          createGroup({
            port,
            numCacheClusters: undefined,
            numNodeGroups: 2,
            replicasPerNodeGroup: 1,
            clusterMode: 'enabled',
          }),
        ),
      'ConfigurationEndPoint',
    ],
    ['a single node', (port) => SingleNodeCluster.fromCfnCacheCluster(createNode({ port })), 'RedisEndpoint'],
    [
      'a Memcached cluster',
      (port) =>
        MemcachedCluster.fromCfnCacheCluster(createNode({ port, engine: 'memcached', engineVersion: '1.6.22' })),
      'ConfigurationEndpoint',
    ],
  ])('is the port of the endpoint of %s', (_, create, endpoint) => {
    const port = Token.asNumber(Fn.conditionIf('IsProd', 6380, Fn.ref('AWS::NoValue')));

    expect(stack.resolve(create(port).port)).toEqual({ 'Fn::GetAtt': ['L1', `${endpoint}.Port`] });
  });

  test('is the port of security group rules', () => {
    const group = ReplicationGroup.fromCfnReplicationGroup(createGroup({ port: Token.asNumber(Fn.ref('Port')) }));

    group.connections.allowDefaultPortFromAnyIpv4();

    const port = { 'Fn::GetAtt': ['L1', 'PrimaryEndPoint.Port'] };
    synthesizeInvalid(stack).allResourcesProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: port,
      ToPort: port,
    });
  });
});
