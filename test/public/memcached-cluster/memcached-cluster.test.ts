import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnCacheCluster, CfnParameterGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Stack } from 'aws-cdk-lib/core';
import { App, CfnWaitConditionHandle, RemovalPolicy, Stack as CdkStack, Token, Validations } from 'aws-cdk-lib/core';
import { findMissingContext, addLookupResult, stackInEnv } from '../lookup';
import { annotationsOf, errorsOf } from '../messages';
import { SUBNETS, emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import {
  Weekday,
  EngineVersion,
  IpDiscovery,
  MaintenanceWindow,
  MemcachedCluster,
  MemcachedClusterGrants,
  NetworkType,
  NodeFamily,
  NodeSize,
  NodeType,
  ParameterGroup,
  SubnetGroup,
  TransitEncryption,
} from 'cdk-elasticache';
import type { MemcachedClusterProps } from 'cdk-elasticache';

const CLUSTER = 'AWS::ElastiCache::CacheCluster';

let stack: Stack;
let vpc: ec2.IVpc;

beforeEach(() => {
  stack = emptyStack();
  vpc = importVpc(stack);
});

const createCluster = (props: Partial<MemcachedClusterProps> = {}) =>
  new MemcachedCluster(stack, 'Cluster', { vpc, nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE), ...props });
const resourceOf = (type: string) => Object.values(synthesize(stack).findResources(type))[0];
const expectError = (props: Partial<MemcachedClusterProps>, message: string) =>
  expect(() => createCluster(props)).toThrow(`Cannot create MemcachedCluster 'Stack/Cluster':\n  - ${message}`);

describe('by default', () => {
  test('creates two nodes in different zones, with TLS and a security group without ingress and egress', () => {
    const cluster = createCluster();

    expect(propertiesOf(stack, CLUSTER)).toEqual({
      AZMode: 'cross-az',
      CacheNodeType: 'cache.m7g.large',
      CacheParameterGroupName: { Ref: expect.stringMatching(/^ClusterParameterGroup/) },
      CacheSubnetGroupName: { Ref: expect.stringMatching(/^ClusterSubnetGroup/) },
      Engine: 'memcached',
      EngineVersion: '1.6.22',
      NumCacheNodes: 2,
      Port: 11211,
      PreferredAvailabilityZones: ['a', 'b'],
      TransitEncryptionEnabled: true,
      VpcSecurityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching(/^ClusterSecurityGroup/), 'GroupId'] }],
    });
    expect(propertiesOf(stack, 'AWS::ElastiCache::ParameterGroup').CacheParameterGroupFamily).toBe('memcached1.6');
    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroup').SecurityGroupEgress).toEqual([
      expect.objectContaining({ CidrIp: '255.255.255.255/32' }),
    ]);
    expect([
      cluster.engineVersion,
      cluster.nodeType,
      cluster.nodeCount,
      cluster.vpc,
      cluster.securityGroups?.length,
      cluster.transitEncryption,
    ]).toEqual([
      EngineVersion.MEMCACHED_1_6_22,
      NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
      2,
      vpc,
      1,
      TransitEncryption.REQUIRED,
    ]);
    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });

  test('is deleted with the stack', () => {
    createCluster();

    expect(resourceOf(CLUSTER)).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });

  test('returns the configuration endpoint and the port', () => {
    const { endpoint, port, clusterConfigurationEndpointPort } = createCluster();

    expect(port).toBe(11211);

    const [[id]] = Object.entries(synthesize(stack).findResources(CLUSTER));
    const getAtt = (part: string) => ({ 'Fn::GetAtt': [id, `ConfigurationEndpoint.${part}`] });
    expect(stack.resolve([endpoint.hostname, endpoint.port, clusterConfigurationEndpointPort])).toEqual([
      getAtt('Address'),
      11211,
      getAtt('Port'),
    ]);
  });
});

test('renders all props', () => {
  const topic = new sns.Topic(stack, 'Topic');

  createCluster({
    clusterName: 'pages',
    engineVersion: EngineVersion.MEMCACHED_1_6_17,
    nodeCount: 3,
    availabilityZones: ['b'],
    parameters: { idle_timeout: '60' },
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
    port: 11311,
    networkType: NetworkType.DUAL_STACK,
    ipDiscovery: IpDiscovery.IPV6,
    transitEncryption: TransitEncryption.DISABLED,
    maintenanceWindow: MaintenanceWindow.weekly({ day: Weekday.SUNDAY, hour: 4 }),
    notificationTopic: topic,
    removalPolicy: RemovalPolicy.RETAIN,
  });

  expect(resourceOf(CLUSTER)).toMatchObject({
    Properties: {
      ClusterName: 'pages',
      EngineVersion: '1.6.17',
      IpDiscovery: 'ipv6',
      NetworkType: 'dual_stack',
      NotificationTopicArn: stack.resolve(topic.topicArn),
      NumCacheNodes: 3,
      Port: 11311,
      PreferredAvailabilityZone: 'b',
      PreferredMaintenanceWindow: 'sun:04:00-sun:05:00',
      TransitEncryptionEnabled: false,
      VpcSecurityGroupIds: ['sg-0123456789abcdef0'],
    },
    DeletionPolicy: 'Retain',
  });
  expect(resourceOf('AWS::ElastiCache::ParameterGroup')).toMatchObject({
    Properties: { Properties: { idle_timeout: '60' } },
    DeletionPolicy: 'Retain',
  });
  expect(resourceOf('AWS::ElastiCache::SubnetGroup').DeletionPolicy).toBe('Retain');
});

test('fails with an encryption mode that Memcached does not have', () => {
  expectError(
    { transitEncryption: TransitEncryption.PREFERRED },
    "'transitEncryption' of a Memcached cluster must be REQUIRED or DISABLED, but got PREFERRED. Use TransitEncryption.REQUIRED.",
  );
});

describe('Availability Zones', () => {
  test.each([
    [1, undefined, { PreferredAvailabilityZone: 'a' }],
    [3, undefined, { AZMode: 'cross-az', PreferredAvailabilityZones: ['a', 'b', 'a'] }],
    [2, ['a', 'a'], { PreferredAvailabilityZone: 'a' }],
    [4, ['b', 'a'], { AZMode: 'cross-az', PreferredAvailabilityZones: ['b', 'a', 'b', 'a'] }],
  ])('assigns each of %j nodes in %j to a zone', (nodes, availabilityZones, expected) => {
    createCluster({ nodeCount: nodes, availabilityZones });

    const { AZMode, PreferredAvailabilityZone, PreferredAvailabilityZones } = propertiesOf(stack, CLUSTER);
    expect({ AZMode, PreferredAvailabilityZone, PreferredAvailabilityZones }).toEqual(expected);
  });

  test('uses the zones of the subnet group', () => {
    createCluster({ subnetGroup: new SubnetGroup(stack, 'Subnets', { vpc }) });

    expect(propertiesOf(stack, CLUSTER)).toMatchObject({
      CacheSubnetGroupName: { Ref: expect.stringMatching(/^Subnets/) },
      PreferredAvailabilityZones: ['a', 'b'],
    });
  });

  test.each([
    [1, undefined],
    [2, 'cross-az'],
  ])('warns when the zones of the subnet group are unknown, for %s nodes', (nodes, mode) => {
    createCluster({ nodeCount: nodes, subnetGroup: SubnetGroup.fromSubnetGroupName(stack, 'Subnets', 'shared') });

    const { AZMode, PreferredAvailabilityZone, PreferredAvailabilityZones } = propertiesOf(stack, CLUSTER);
    expect([AZMode, PreferredAvailabilityZone, PreferredAvailabilityZones]).toEqual([mode, undefined, undefined]);
    expect(annotationsOf(stack, 'warning')).toEqual([
      "'availabilityZones' or 'nodeCount' is unknown at synthesis, so CloudFormation replaces the cluster when 'nodeCount' changes. The replacement deletes all data, or fails if the cluster has a 'clusterName'. Set 'availabilityZones', and set 'nodeCount' to a number. [ack: cdk-elasticache::MemcachedCluster.ZonesUnknown]",
    ]);
  });

  test('accepts requested zones when the zones of the subnets are unknown', () => {
    const subnetGroup = SubnetGroup.fromSubnetGroupName(stack, 'Subnets', 'existing');

    createCluster({ subnetGroup, availabilityZones: ['c', 'd'] });

    expect(propertiesOf(stack, CLUSTER).PreferredAvailabilityZones).toEqual(['c', 'd']);
  });

  test('supports tokens', () => {
    createCluster({ availabilityZones: [Token.asString({ 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }), 'b'] });

    expect(propertiesOf(stack, CLUSTER).PreferredAvailabilityZones).toEqual([
      { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
      'b',
    ]);
  });

  test('fails for zones without subnets', () => {
    expect(() => createCluster({ availabilityZones: ['a', 'c'] })).toThrow(
      /'availabilityZones' must specify Availability Zones of the subnets \(a, b\), but got c\. .* \[cdk-elasticache::CacheCluster\.ZonesOutsideSubnets\]/,
    );
  });

  test('fails for an empty list', () => {
    expectError(
      { availabilityZones: [] },
      "'availabilityZones' must contain at least one zone. Remove 'availabilityZones' to use the zones of the subnets.",
    );
  });

  test('fails for more zones than nodes', () => {
    expectError(
      { nodeCount: 1, availabilityZones: ['a', 'b'] },
      "'availabilityZones' must contain at most 1 zone, one for each node, but got 2. Increase 'nodeCount', or remove zones.",
    );
  });

  test('are not assigned to a fraction of a node', () => {
    expect(errorsOf(() => createCluster({ nodeCount: 2.5 }))).toEqual(["'nodeCount' CacheCluster.NodeCountOutOfRange"]);
  });
});

test('fails with one error when the engine version does not exist', () => {
  expect(errorsOf(() => createCluster({ engineVersion: EngineVersion.of('memcached', 'latest') }))).toEqual([
    "'engineVersion' CacheCluster.VersionInvalid",
  ]);
});

test('needs a parameter group family when an unknown version is acknowledged', () => {
  Validations.of(stack).acknowledge({ id: 'cdk-elasticache::CacheCluster.VersionInvalid', reason: 'preview' });

  expect(() => createCluster({ engineVersion: EngineVersion.of('memcached', 'latest') })).toThrow(
    "'engineVersion' must specify a parameter group family, because the family of memcached latest is unknown. Use EngineVersion.of('memcached', 'latest', { parameterGroupFamily: … }).",
  );
});

test('fails when no subnets are selected', () => {
  expect(errorsOf(() => createCluster({ vpcSubnets: { subnetGroupName: 'missing' } }))).toEqual([
    expect.stringMatching(
      /^'vpcSubnets' must select subnets of the VPC\. .*missing.* Select subnets that exist in the VPC\.$/,
    ),
  ]);
});

describe('TLS', () => {
  test.each([
    [EngineVersion.MEMCACHED_1_6_12, true],
    [EngineVersion.MEMCACHED_1_6_6, false],
    [EngineVersion.of('memcached', '1.7.0', { parameterGroupFamily: 'memcached1.7' }), true],
  ])('is enabled by default when the engine version supports it: %s', (engineVersion, isEnabled) => {
    const expected = isEnabled ? TransitEncryption.REQUIRED : TransitEncryption.DISABLED;
    expect(createCluster({ engineVersion }).transitEncryption).toBe(expected);
  });

  test('is enabled by default for unresolved versions', () => {
    const engine = EngineVersion.of('memcached', Token.asString({ Ref: 'AWS::NoValue' }));
    const parameterGroup = ParameterGroup.fromParameterGroupName(stack, 'Parameters', 'default.memcached1.6');

    expect(createCluster({ engineVersion: engine, parameterGroup }).transitEncryption).toBe(TransitEncryption.REQUIRED);
  });
});

test('connections open the port of the nodes', () => {
  const client = new ec2.Connections({ securityGroups: [new ec2.SecurityGroup(stack, 'Client', { vpc })] });

  createCluster({ port: 11311 }).connections.allowDefaultPortFrom(client);

  expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({ FromPort: 11311, ToPort: 11311 });
});

test('accepts a parameter group of the matching family', () => {
  createCluster({
    parameterGroup: new ParameterGroup(stack, 'Parameters', { engineVersion: EngineVersion.MEMCACHED_1_6_22 }),
  });

  expect(propertiesOf(stack, CLUSTER).CacheParameterGroupName).toEqual({ Ref: expect.stringMatching(/^Parameters/) });
});

test('grants actions on the cluster', () => {
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });

  createCluster().grant(role, 'elasticache:RebootCacheCluster');

  const [statement] = propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement;
  expect(statement).toMatchObject({ Action: 'elasticache:RebootCacheCluster' });
  expect(JSON.stringify(statement.Resource)).toContain(':cluster:');
});

test('grants actions on imported clusters and L1 clusters', () => {
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  const imported = MemcachedCluster.fromClusterArn(
    stack,
    'Imported',
    'arn:aws:elasticache:eu-west-1:111122223333:cluster:pages',
  );
  const l1 = new CfnCacheCluster(stack, 'L1', {
    engine: 'memcached',
    cacheNodeType: 'cache.m7g.large',
    numCacheNodes: 1,
  });

  imported.grants.actions(role, ['elasticache:RebootCacheCluster']);
  MemcachedClusterGrants.fromCacheCluster(l1).actions(role, ['elasticache:ModifyCacheCluster']);
  MemcachedClusterGrants.fromCacheCluster(l1).actions(role, ['elasticache:DescribeEvents'], { resourceArns: ['*'] });

  const { Statement } = Object.values(synthesize(stack).findResources('AWS::IAM::Policy'))[0].Properties.PolicyDocument;
  expect(Statement.map(({ Resource }: any) => Resource)).toEqual([
    { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':elasticache:eu-west-1:111122223333:cluster:pages']] },
    {
      'Fn::Join': [
        '',
        [
          'arn:',
          { Ref: 'AWS::Partition' },
          ':elasticache:',
          { Ref: 'AWS::Region' },
          ':',
          { Ref: 'AWS::AccountId' },
          ':cluster:',
          { Ref: 'L1' },
        ],
      ],
    },
    '*',
  ]);
});

test('imports the L1 constructs in its props as attributes', () => {
  const cluster = createCluster({
    subnetGroup: new CfnSubnetGroup(stack, 'Subnets', { description: 'subnets', subnetIds: SUBNETS.private }),
    parameterGroup: new CfnParameterGroup(stack, 'Parameters', {
      cacheParameterGroupFamily: 'memcached1.6',
      description: 'parameters',
    }),
  });

  expect(stack.resolve([cluster.subnetGroup.subnetGroupName, cluster.parameterGroup.parameterGroupName])).toEqual([
    { Ref: 'Subnets' },
    { Ref: 'Parameters' },
  ]);
});

test('fails when an L1 parameter group has another family', () => {
  const parameterGroup = new CfnParameterGroup(stack, 'Parameters', {
    cacheParameterGroupFamily: 'memcached1.4',
    description: 'parameters',
  });

  expect(errorsOf(() => createCluster({ parameterGroup }))).toEqual([
    "'parameterGroup' CacheCluster.ParameterGroupFamilyMismatch",
  ]);
});

test('renders the name as it is specified, and returns it in lower case, as ElastiCache stores it', () => {
  const cluster = createCluster({ clusterName: 'Pages' });

  expect(propertiesOf(stack, CLUSTER).ClusterName).toBe('Pages');
  expect([cluster.clusterName, cluster.cacheClusterRef.clusterName]).toEqual(['pages', 'pages']);
});

test('can be referenced from another Region by name', () => {
  const app = new App();
  const [here, there] = ['eu-west-1', 'us-east-1'].map(
    (region) => new CdkStack(app, region, { env: { account: '123456789012', region } }),
  );

  const cluster = new MemcachedCluster(here, 'Cluster', {
    vpc: importVpc(here),
    nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
  });

  expect(there.resolve(cluster.clusterArn)['Fn::Join'][1].slice(-1)).toEqual([
    ':elasticache:eu-west-1:123456789012:cluster:euwest1-cluster-1c5469baf3ee',
  ]);
});

describe('metrics', () => {
  test('have the cluster name and the node number as dimensions', () => {
    const [first, second] = createCluster({ clusterName: 'pages' }).metrics.evictions().forEachNode();

    expect(
      [first, second].map(({ namespace, metricName, dimensions }) => [
        namespace,
        metricName,
        stack.resolve(dimensions),
      ]),
    ).toEqual(
      ['0001', '0002'].map((CacheNodeId) => [
        'AWS/ElastiCache',
        'Evictions',
        { CacheClusterId: { Ref: expect.any(String) }, CacheNodeId },
      ]),
    );
  });

  test('can have names that are unknown to the library', () => {
    const metric = createCluster().metric('FutureMetric').forNode(2);

    expect([metric.metricName, metric.statistic, metric.dimensions?.CacheNodeId]).toEqual([
      'FutureMetric',
      'Average',
      '0002',
    ]);
  });

  test('use a search expression for an unresolved number of nodes', () => {
    const cluster = createCluster({ nodeCount: Token.asNumber({ Ref: 'AWS::NoValue' }) });

    expect(cluster.metrics.evictions().expression).toMatch(/SEARCH/);
  });
});

describe('an imported cluster', () => {
  test('can be imported by name or ARN', () => {
    const byName = MemcachedCluster.fromClusterName(stack, 'ByName', 'Pages');
    expect(byName.port).toBe(11211);
    const byArn = MemcachedCluster.fromClusterArn(
      stack,
      'ByArn',
      'arn:aws:elasticache:eu-west-1:123456789012:cluster:pages',
    );

    expect([byName.clusterName, byArn.clusterName, byArn.env.region]).toEqual(['pages', 'pages', 'eu-west-1']);
    expect(stack.resolve(byName.clusterArn)['Fn::Join'][1].slice(-1)).toEqual([':cluster:pages']);
  });

  test('uses the specified attributes', () => {
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')];
    const cluster = MemcachedCluster.fromMemcachedClusterAttributes(stack, 'Cluster', {
      clusterName: 'pages',
      engineVersion: EngineVersion.MEMCACHED_1_6_22,
      nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
      nodeCount: 2,
      vpc,
      securityGroups,
      port: 11311,
      configurationEndpointAddress: 'pages.abc123.cfg.use1.cache.amazonaws.com',
      transitEncryption: TransitEncryption.REQUIRED,
    });
    const client = new ec2.Connections({ securityGroups: [new ec2.SecurityGroup(stack, 'Client', { vpc })] });

    cluster.connections.allowDefaultPortFrom(client);

    expect(cluster.endpoint.socketAddress).toBe('pages.abc123.cfg.use1.cache.amazonaws.com:11311');
    expect(cluster.metrics.evictions().forEachNode()).toHaveLength(2);
    expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({
      GroupId: 'sg-0123456789abcdef0',
      FromPort: 11311,
    });
    expect([cluster.connections === cluster.connections, cluster.transitEncryption, cluster.vpc]).toEqual([
      true,
      TransitEncryption.REQUIRED,
      vpc,
    ]);
    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });

  test('warns when the security groups are unknown, and fails when the endpoint is unknown', () => {
    // CloudFormation requires at least one resource.
    new CfnWaitConditionHandle(stack, 'Anything');
    const cluster = MemcachedCluster.fromClusterName(stack, 'Cluster', 'pages');

    cluster.connections.allowFromAnyIpv4(ec2.Port.tcp(11211));

    expect(annotationsOf(stack, 'warning')).toEqual([
      "'connections' adds no rules to the imported cluster, because its security groups are unknown. Clients that need these rules cannot connect. Set 'securityGroups' in fromMemcachedClusterAttributes. [ack: cdk-elasticache::MemcachedCluster.ImportWithoutSecurityGroups]",
    ]);
    expect(() => cluster.endpoint).toThrow(
      "'endpoint' is unknown for the imported cluster. Specify 'configurationEndpointAddress' in fromMemcachedClusterAttributes.",
    );
  });

  test('can be looked up', () => {
    stack = stackInEnv();
    addLookupResult(stack, CLUSTER, 'pages', {
      Engine: 'memcached',
      EngineVersion: '1.6.17',
      CacheNodeType: 'cache.r7g.large',
      NumCacheNodes: 3,
      'ConfigurationEndpoint.Address': 'pages.abc123.cfg.use1.cache.amazonaws.com',
      'ConfigurationEndpoint.Port': '11211',
      VpcSecurityGroupIds: ['sg-0123456789abcdef0'],
    });

    const cluster = MemcachedCluster.fromLookup(stack, 'Cluster', { clusterName: 'Pages' });

    expect([
      cluster.clusterName,
      cluster.engineVersion,
      cluster.nodeType,
      cluster.nodeCount,
      cluster.endpoint.socketAddress,
      cluster.securityGroups?.[0].securityGroupId,
    ]).toEqual([
      'pages',
      EngineVersion.MEMCACHED_1_6_17,
      NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
      3,
      'pages.abc123.cfg.use1.cache.amazonaws.com:11211',
      'sg-0123456789abcdef0',
    ]);
    expect(findMissingContext(stack)).toEqual([]);
  });

  test('uses valid dummy values until the lookup is resolved', () => {
    stack = stackInEnv();

    const cluster = MemcachedCluster.fromLookup(stack, 'Cluster', { clusterName: 'pages' });

    expect(cluster.endpoint.port).toBe(11211);
    expect(findMissingContext(stack).map(({ props }) => [props.typeName, props.exactIdentifier])).toEqual([
      [CLUSTER, 'pages'],
    ]);
  });
});

test('isMemcachedCluster only accepts instances', () => {
  expect([createCluster(), null, {}].map((value) => MemcachedCluster.isMemcachedCluster(value))).toEqual([
    true,
    false,
    false,
  ]);
});

describe('validation', () => {
  test.each([EngineVersion.VALKEY_8_1, EngineVersion.REDIS_7_1, EngineVersion.of('valkey', '7.1')])(
    'fails with one error for another engine: %s',
    (engineVersion) => {
      expect(errorsOf(() => createCluster({ engineVersion }))).toEqual(["'engineVersion' CacheCluster.EngineInvalid"]);
    },
  );

  test('fails at synthesis for the removal policy SNAPSHOT, since Memcached has no snapshots', () => {
    createCluster({ removalPolicy: RemovalPolicy.SNAPSHOT });

    expect(errorsOf(() => synthesize(stack))).toEqual([
      "[Stack/Cluster] 'removalPolicy' CacheCluster.DeletionPolicyUnsupported",
    ]);
  });

  test('reports all errors at once', () => {
    const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0');

    const create = () =>
      createCluster({
        subnetGroup: SubnetGroup.fromSubnetGroupName(stack, 'Subnets', 'shared'),
        vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
        parameterGroup: new ParameterGroup(stack, 'Parameters', { engineVersion: EngineVersion.MEMCACHED_1_5_16 }),
        parameters: { idle_timeout: '60' },
        securityGroups: [group],
        allowAllOutbound: true,
        notificationTopic: new sns.Topic(stack, 'Topic', { fifo: true }),
      });

    expect(errorsOf(create)).toEqual([
      "'allowAllOutbound' cannot be combined with 'securityGroups'. Remove one of them.",
      "'subnetGroup' cannot be combined with 'vpcSubnets'. Remove one of them.",
      "'parameterGroup' cannot be combined with 'parameters'. Remove 'parameters', and set the parameters in the parameter group.",
      "'parameterGroup' CacheCluster.ParameterGroupFamilyMismatch",
    ]);
  });
});
