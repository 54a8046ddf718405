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
import { annotationsOf } from '../messages';
import { emptyStack } from '../stacks';
import { synthesizeInvalid } from '../templates';
import {
  CacheEngine,
  ClusterMode,
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

  test('has no metrics of a replication group', () => {
    const { metrics } = SingleNodeCluster.fromCfnCacheCluster(createNode());

    expect(() => metrics.groupEngineCpuUtilization()).toThrow('is only published by replication groups');
    expect(() => metrics.primaryEngineCpuUtilization()).toThrow('is only published by replication groups');
    expect(() => metrics.replicationLag()).toThrow('the replication group has no replicas');
  });

  test('has alarms that monitor the node', () => {
    const node = SingleNodeCluster.fromCfnCacheCluster(createNode({ clusterName: 'Sessions' }));

    node.addRecommendedAlarms({ alarmNamePrefix: 'sessions' });

    const alarms = Object.values<any>(synthesizeInvalid(stack).findResources('AWS::CloudWatch::Alarm'));
    const dimensions = JSON.stringify(alarms).match(/"Name":"CacheClusterId","Value":"[^"]*"/g);
    expect(alarms.length).toBeGreaterThan(5);
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

  test('can be imported by its name and its attributes', () => {
    const byName = SingleNodeCluster.fromClusterName(stack, 'ByName', 'sessions');
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

describe('users and groups', () => {
  const createUser = () =>
    new CfnUser(stack, 'L1', { userId: 'app', userName: 'app', engine: 'valkey', accessString: 'on ~* +@read' });

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
