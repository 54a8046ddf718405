import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { App, Aws, Duration, Fn, RemovalPolicy, SecretValue, Stack, Token } from 'aws-cdk-lib/core';
import { annotationsOf, errorsOf } from '../messages';
import { nodeFunction } from '../node-function';
import { emptyStack, importVpc, SUBNETS } from '../stacks';
import { propertiesOf, synthesizeInvalid } from '../templates';
import type {
  ConnectOptions,
  MemcachedClusterProps,
  ReplicationGroupProps,
  SecondaryReplicationGroupProps,
  ServerlessCacheProps,
} from 'cdk-elasticache';
import {
  Authentication,
  CacheEngine,
  ClusterMode,
  ClusterModeTemplateProperty,
  ConnectionType,
  ElastiCacheRules,
  EngineVersion,
  GlobalReplicationGroup,
  IpDiscovery,
  KmsKeyIdentifier,
  MemcachedCluster,
  NetworkType,
  NodeFamily,
  NodeSize,
  NodeType,
  ParameterGroup,
  ReplicationGroup,
  SecondaryReplicationGroup,
  ServerlessCache,
  TransitEncryption,
  UserGroup,
} from 'cdk-elasticache';
import '../setup';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const CLUSTER = 'AWS::ElastiCache::CacheCluster';
const SERVERLESS = 'AWS::ElastiCache::ServerlessCache';

const MICRO = NodeType.of(NodeFamily.T3, NodeSize.MICRO);
const RETIRED = NodeType.of(NodeFamily.T2, NodeSize.MICRO);
const ENV = { account: '123456789012', region: 'us-east-1' };
const KEY_ARN = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const adoptGroup = (stack: Stack, props: Partial<ReplicationGroupProps> = {}) =>
  new ReplicationGroup(stack, 'Group', {
    adopted: true,
    vpc: importVpc(stack),
    nodeType: MICRO,
    description: 'sessions',
    engineVersion: EngineVersion.REDIS_7_0,
    authentication: Authentication.none(),
    ...props,
  });

const adoptCluster = (stack: Stack, props: Partial<MemcachedClusterProps> = {}) =>
  new MemcachedCluster(stack, 'Cluster', {
    adopted: true,
    vpc: importVpc(stack),
    nodeType: MICRO,
    nodeCount: 2,
    ...props,
  });

const adoptServerless = (stack: Stack, props: Partial<ServerlessCacheProps> = {}) =>
  new ServerlessCache(stack, 'Serverless', {
    adopted: true,
    serverlessCacheName: 'sessions',
    engine: CacheEngine.VALKEY_8,
    userGroup: UserGroup.fromUserGroupName(stack, 'Team', 'team'),
    ...props,
  });

const adoptSecondary = (stack: Stack, props: Partial<SecondaryReplicationGroupProps> = {}) =>
  new SecondaryReplicationGroup(stack, 'Secondary', {
    adopted: true,
    globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(stack, 'Global', 'ldgnf-sessions'),
    ...props,
  });

const renderGroup = (props: Partial<ReplicationGroupProps>) => {
  const stack = emptyStack();
  adoptGroup(stack, props);
  return propertiesOf(stack, GROUP);
};

describe('an adopted replication group', () => {
  test('renders only the properties of its props', () => {
    const stack = emptyStack();

    adoptGroup(stack);

    expect(Object.values(synthesizeInvalid(stack).toJSON().Resources)).toEqual([
      {
        Type: GROUP,
        DeletionPolicy: 'Delete',
        UpdateReplacePolicy: 'Delete',
        UpdatePolicy: { UseOnlineResharding: true },
        Properties: {
          ReplicationGroupDescription: 'sessions',
          CacheNodeType: 'cache.t3.micro',
          Engine: 'redis',
          EngineVersion: '7.0',
        },
      },
    ]);
  });

  test('creates a subnet group and a parameter group only for its props', () => {
    const stack = emptyStack();

    adoptGroup(stack, {
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      parameters: { 'maxmemory-policy': 'allkeys-lru' },
    });

    const types = Object.values<any>(synthesizeInvalid(stack).toJSON().Resources).map(({ Type }) => Type);
    expect(types.sort()).toEqual(['AWS::ElastiCache::ParameterGroup', GROUP, 'AWS::ElastiCache::SubnetGroup']);
  });

  test('requires a version for parameters', () => {
    expect(() => adoptGroup(emptyStack(), { engineVersion: undefined, parameters: { timeout: '1' } })).toThrow(
      "'parameters' requires 'engineVersion'. Set 'engineVersion'.",
    );
  });

  test('has the default subnet group', () => {
    expect(adoptGroup(emptyStack()).subnetGroup.subnetGroupName).toBe('default');
  });

  test('has the default parameter group of its cluster mode', () => {
    const { parameterGroup } = adoptGroup(emptyStack());
    const sharded = adoptGroup(emptyStack(), { clusterMode: ClusterMode.enabled() });

    expect(parameterGroup.parameterGroupName).toBe('default.redis7');
    expect(sharded.parameterGroup.parameterGroupName).toBe('default.redis7.cluster.on');
  });

  test('has no known parameter group without a version', () => {
    const { parameterGroup: _unused, ...rest } = { parameterGroup: undefined };
    const group = adoptGroup(emptyStack(), { ...rest, engineVersion: EngineVersion.of('redis', Aws.NO_VALUE) });

    expect(() => group.parameterGroup).toThrow("Set 'parameterGroup'.");
    expect(() => adoptGroup(emptyStack(), { engineVersion: undefined }).parameterGroup).toThrow("'parameterGroup'");
  });

  test('adds a warning for connections without security groups', () => {
    const stack = emptyStack();
    const group = adoptGroup(stack);

    expect(annotationsOf(stack, 'warning')).toEqual([]);
    group.connections.allowDefaultPortFromAnyIpv4();
    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringMatching(
        /^'connections' adds no rules, .* \[ack: cdk-elasticache::ReplicationGroup\.AdoptedWithoutSecurityGroups\]$/,
      ),
    ]);
  });

  test('adds rules to its security groups', () => {
    const stack = emptyStack();
    const group = adoptGroup(stack, {
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Sg', 'sg-0123456789abcdef0')],
    });

    group.connections.allowDefaultPortFromAnyIpv4();

    synthesizeInvalid(stack).resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });

  test('reports retired node types and versions as warnings', () => {
    const stack = emptyStack();

    adoptGroup(stack, { nodeType: RETIRED, engineVersion: EngineVersion.of('redis', '5.0.4') });

    const warnings = annotationsOf(stack, 'warning');
    expect(warnings.join()).not.toContain('acknowledge this error');
    expect(warnings).toEqual([
      expect.stringContaining('ReplicationGroup.VersionDiscontinued is acknowledged: the cache already exists'),
      expect.stringContaining('ReplicationGroup.NodeTypeDiscontinued is acknowledged: the cache already exists'),
    ]);
    expect(() => adoptGroup(emptyStack(), { adopted: false, nodeType: RETIRED })).toThrow('NodeTypeDiscontinued');
  });

  // An in-place upgrade from Redis OSS to Valkey does not add TransitEncryptionEnabled, which new Valkey groups
  // require.
  test('can be upgraded to Valkey without TLS', () => {
    const stack = emptyStack();

    adoptGroup(stack, { engineVersion: EngineVersion.VALKEY_8_1 });

    const [{ Properties }] = Object.values(synthesizeInvalid(stack).findResources(GROUP));
    expect(Properties).not.toHaveProperty('TransitEncryptionEnabled');
    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringContaining('ReplicationGroup.TlsMissing is acknowledged: the cache already exists'),
    ]);
  });

  // The slots and PreferredCacheClusterAZs cannot be updated, but the numbers of shards and nodes can.
  test.each<[string, ClusterMode]>([
    [
      'ZoneCountMismatch',
      ClusterMode.disabled({
        replicaCount: 2,
        availabilityZones: ['us-east-1a', 'us-east-1b'],
        templateProperties: [ClusterModeTemplateProperty.NUM_CACHE_CLUSTERS],
      }),
    ],
    [
      'ShardWithoutSlots',
      ClusterMode.enabledWithShards([{ slots: '0-8191' }, { slots: '8192-16383' }, {}], { templateProperties: [] }),
    ],
    ['SlotsUnassigned', ClusterMode.enabledWithShards([{ slots: '0-8191' }], { templateProperties: [] })],
    [
      'DuplicateSlots',
      ClusterMode.enabledWithShards([{ slots: '0-16383' }, { slots: '0-8191' }], { templateProperties: [] }),
    ],
  ])('can have been scaled since its creation: %s', (rule, clusterMode) => {
    const stack = emptyStack();

    adoptGroup(stack, { clusterMode, automaticFailover: true });

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringContaining(`ReplicationGroup.${rule} is acknowledged: the cache already exists`),
    ]);
    expect(() => adoptGroup(emptyStack(), { adopted: false, clusterMode })).toThrow(rule);
  });

  test('has no warnings that concern only the creation', () => {
    const stack = emptyStack('Stack', { ...ENV, region: 'ap-southeast-7' });

    adoptGroup(stack, {
      nodeType: NodeType.of(NodeFamily.R4, NodeSize.LARGE),
      engineVersion: EngineVersion.of('redis', Aws.NO_VALUE),
      parameterGroup: ParameterGroup.fromParameterGroupName(stack, 'Parameters', 'default.redis7'),
    });

    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });

  test.each([
    [TransitEncryption.REQUIRED, { TransitEncryptionEnabled: true }],
    [TransitEncryption.PREFERRED, { TransitEncryptionEnabled: true, TransitEncryptionMode: 'preferred' }],
    [TransitEncryption.DISABLED, { TransitEncryptionEnabled: false }],
  ])('renders TLS %s', (transitEncryption, expected) => {
    const { TransitEncryptionEnabled, TransitEncryptionMode } = renderGroup({ transitEncryption });

    expect({ TransitEncryptionEnabled, TransitEncryptionMode }).toEqual(expected);
  });

  test('renders the specified retention and encryption', () => {
    expect(renderGroup({ snapshotRetention: Duration.days(0), atRestEncryption: false, port: 6380 })).toMatchObject({
      SnapshotRetentionLimit: 0,
      AtRestEncryptionEnabled: false,
      Port: 6380,
    });
  });
});

describe('the properties of the cluster mode', () => {
  const NODE_COUNT = [ClusterModeTemplateProperty.NUM_CACHE_CLUSTERS];
  const REPLICAS = [ClusterModeTemplateProperty.REPLICAS_PER_NODE_GROUP];

  test.each<[string, ClusterMode, object]>([
    [
      'the number of nodes',
      ClusterMode.disabled({ replicaCount: 2, templateProperties: NODE_COUNT }),
      { NumCacheClusters: 3 },
    ],
    [
      'the number of nodes with zones',
      ClusterMode.disabled({ replicaCount: 1, availabilityZones: ['a', 'b'], templateProperties: NODE_COUNT }),
      { NumCacheClusters: 2, PreferredCacheClusterAZs: ['a', 'b'] },
    ],
    ['no property', ClusterMode.disabled({ templateProperties: [] }), {}],
    [
      'only replicas',
      ClusterMode.enabled({
        replicasPerShard: 2,
        templateProperties: [ClusterModeTemplateProperty.REPLICAS_PER_NODE_GROUP],
      }),
      { ReplicasPerNodeGroup: 2 },
    ],
    [
      'shards with a mode',
      ClusterMode.enabledWithShards([{}, { shardId: '0009', replicaCount: 0 }], {
        templateProperties: [ClusterModeTemplateProperty.CLUSTER_MODE],
      }),
      { ClusterMode: 'enabled', NodeGroupConfiguration: [{}, { NodeGroupId: '0009', ReplicaCount: 0 }] },
    ],
    [
      'the number of replicas with a zone for each node',
      ClusterMode.disabled({ replicaCount: 1, availabilityZones: ['a', 'b'], templateProperties: REPLICAS }),
      {
        ReplicasPerNodeGroup: 1,
        NodeGroupConfiguration: [{ PrimaryAvailabilityZone: 'a', ReplicaAvailabilityZones: ['b'] }],
      },
    ],
    [
      'the number of nodes and of replicas with a zone for each node',
      ClusterMode.compatible({
        replicaCount: 1,
        availabilityZones: ['a', 'b'],
        templateProperties: [...NODE_COUNT, ...REPLICAS],
      }),
      { NumCacheClusters: 2, ReplicasPerNodeGroup: 1, PreferredCacheClusterAZs: ['a', 'b'] },
    ],
    [
      'the number of replicas of individual shards',
      ClusterMode.enabledWithShards(
        [
          { slots: '0-8191', replicaCount: 2 },
          { slots: '8192-16383', replicaCount: 2 },
        ],
        { templateProperties: REPLICAS },
      ),
      { ReplicasPerNodeGroup: 2, NodeGroupConfiguration: [{ Slots: '0-8191' }, { Slots: '8192-16383' }] },
    ],
    [
      'the default properties',
      ClusterMode.compatible({ replicaCount: 1 }),
      { ClusterMode: 'compatible', NumNodeGroups: 1, ReplicasPerNodeGroup: 1 },
    ],
  ])('can be %s', (_, clusterMode, expected) => {
    const stack = emptyStack();
    adoptGroup(stack, { clusterMode });

    const [{ Properties }] = Object.values<any>(synthesizeInvalid(stack).toJSON().Resources);
    const { Engine, EngineVersion: version, CacheNodeType, ReplicationGroupDescription, ...layout } = Properties;
    expect(layout).toEqual(expected);
  });

  test('do not change the members', () => {
    const group = adoptGroup(emptyStack(), {
      replicationGroupId: 'Sessions',
      clusterMode: ClusterMode.disabled({ replicaCount: 1, templateProperties: NODE_COUNT }),
    });

    expect(group.memberClusterIds).toEqual(['sessions-001', 'sessions-002']);
  });

  test('can be the number of nodes of a single shard with cluster mode enabled', () => {
    const stack = emptyStack();
    adoptGroup(stack, {
      clusterMode: ClusterMode.enabled({ shardCount: 1, replicasPerShard: 2, templateProperties: NODE_COUNT }),
    });

    const [{ Properties }] = Object.values<any>(synthesizeInvalid(stack).toJSON().Resources);
    expect(Properties).toMatchObject({ NumCacheClusters: 3 });
  });

  test.each<[string, () => ClusterMode, string[]]>([
    [
      'several shards',
      () => ClusterMode.enabled({ shardCount: 3, templateProperties: NODE_COUNT }),
      [expect.stringMatching(/^'shardCount' must be 1 .*, but got 3\./)],
    ],
    [
      'numbers that are tokens',
      () =>
        ClusterMode.enabled({
          shardCount: Token.asNumber({ Ref: 'Shards' }),
          replicasPerShard: Token.asNumber({ Ref: 'Replicas' }),
          templateProperties: NODE_COUNT,
        }),
      [
        expect.stringMatching(/^'shardCount' must be 1 .*, but got a token\./),
        expect.stringMatching(/^'replicasPerShard' must be known at synthesis/),
      ],
    ],
    [
      'individual shards',
      () =>
        ClusterMode.enabledWithShards(
          [{ replicaCount: 2 }, {}, { replicaCount: Token.asNumber({ Ref: 'Replicas' }) }],
          {
            templateProperties: [...NODE_COUNT, ...REPLICAS],
          },
        ),
      [
        expect.stringMatching(/^'templateProperties' cannot contain NUM_CACHE_CLUSTERS with individual shards/),
        "'templateProperties' cannot contain REPLICAS_PER_NODE_GROUP with shards that have different numbers of replicas, but got 2, 1, and a token. Specify the same 'replicaCount' for each shard, or remove REPLICAS_PER_NODE_GROUP.",
      ],
    ],
  ])('fail in a single error if they cannot express %s', (_, create, expected) => {
    expect(errorsOf(create)).toEqual(expected);
  });

  test.each(['disabled', 'compatible'] as const)('reject a number of replicas that is a token: %s', (mode) => {
    const replicaCount = Token.asNumber({ Ref: 'Replicas' });

    expect(() => ClusterMode[mode]({ replicaCount, templateProperties: NODE_COUNT })).toThrow(
      "'replicaCount' must be known at synthesis",
    );
  });
});

describe('an engine version with Aws.NO_VALUE', () => {
  test('omits the version', () => {
    expect(renderGroup({ engineVersion: EngineVersion.of('redis', Aws.NO_VALUE) })).not.toHaveProperty('EngineVersion');
  });

  test('omits the engine', () => {
    expect(renderGroup({ engineVersion: EngineVersion.of(Aws.NO_VALUE, '6.2') })).not.toHaveProperty('Engine');
  });
});

describe('the identifier of a key', () => {
  test.each([
    [KmsKeyIdentifier.ARN, KEY_ARN],
    [KmsKeyIdentifier.ID, '1234abcd-12ab-34cd-56ef-1234567890ab'],
    [KmsKeyIdentifier.of('alias/cache'), 'alias/cache'],
    [undefined, '1234abcd-12ab-34cd-56ef-1234567890ab'],
  ])('is rendered for every cache: %s', (kmsKeyIdentifier, expected) => {
    const stack = emptyStack('Stack', ENV);
    const kmsKey = kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);
    adoptGroup(stack, { kmsKey, kmsKeyIdentifier, atRestEncryption: true });
    adoptServerless(stack, { kmsKey, kmsKeyIdentifier });
    const other = emptyStack('Stack', ENV);
    new SecondaryReplicationGroup(other, 'Secondary', {
      adopted: true,
      vpc: importVpc(other),
      globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(other, 'Global', 'ldgnf-sessions'),
      kmsKey: kms.Key.fromKeyArn(other, 'Key', KEY_ARN),
      kmsKeyIdentifier,
    });

    const rendered = [
      propertiesOf(stack, GROUP),
      propertiesOf(stack, SERVERLESS),
      Object.values<any>(synthesizeInvalid(other).toJSON().Resources)[0].Properties,
    ].map(({ KmsKeyId }) => KmsKeyId);
    expect(rendered).toEqual([expected, expected, expected]);
  });
});

describe('the TLS mode of an adopted cache without transitEncryption', () => {
  const connectFunction = (stack: Stack, cache: Pick<ReplicationGroup, 'connect'>, options?: ConnectOptions) => {
    const fn = nodeFunction(stack, 'Fn', {
      vpc: importVpc(stack, 'FnVpc'),
    });
    return cache.connect(fn, options).environment;
  };

  // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
  test.each<[string, EngineVersion | undefined, string | undefined]>([
    ['Redis OSS', EngineVersion.REDIS_7_1, 'false'],
    ['Redis OSS without a version', EngineVersion.of('redis', Aws.NO_VALUE), 'false'],
    ['Valkey, which can be upgraded from either mode', EngineVersion.VALKEY_8_1, undefined],
    ['an unknown engine', undefined, undefined],
  ])('is that of the template: %s', (_, engineVersion, tls) => {
    const stack = emptyStack();
    const group = adoptGroup(stack, { engineVersion });

    expect(connectFunction(stack, group).CACHE_TLS).toBe(tls);
    const [{ Properties }] = Object.values(synthesizeInvalid(stack).findResources(GROUP));
    expect(Properties).not.toHaveProperty('TransitEncryptionEnabled');
  });

  test('determines the connection URL', () => {
    const stack = emptyStack();

    const { REDIS_URL } = connectFunction(stack, adoptGroup(stack), { urlVariable: 'REDIS_URL' });

    expect(REDIS_URL).toMatch(/^redis:/);
  });

  test('is disabled for Memcached', () => {
    const stack = emptyStack();
    const cluster = adoptCluster(stack);

    expect(connectFunction(stack, cluster).CACHE_TLS).toBe('false');
    expect(cluster.transitEncryption).toBe(TransitEncryption.DISABLED);
    expect(propertiesOf(stack, CLUSTER)).not.toHaveProperty('TransitEncryptionEnabled');
  });
});

describe('the zones of an adopted Memcached cluster', () => {
  test.each<[string, string[], object]>([
    ['one zone for all nodes', ['us-east-1a'], { PreferredAvailabilityZone: 'us-east-1a' }],
    [
      'the same zone for each node',
      ['us-east-1a', 'us-east-1a'],
      { PreferredAvailabilityZones: ['us-east-1a', 'us-east-1a'] },
    ],
    [
      'several zones',
      ['us-east-1a', 'us-east-1b'],
      { AZMode: 'cross-az', PreferredAvailabilityZones: ['us-east-1a', 'us-east-1b'] },
    ],
  ])('keep the property of the template for %s', (_, availabilityZones, expected) => {
    const stack = emptyStack();
    adoptCluster(stack, { availabilityZones });

    const { AZMode, PreferredAvailabilityZone, PreferredAvailabilityZones } = propertiesOf(stack, CLUSTER);
    expect({ AZMode, PreferredAvailabilityZone, PreferredAvailabilityZones }).toEqual(expected);
  });

  test('are one property for a cluster that is not adopted', () => {
    const stack = emptyStack();
    new MemcachedCluster(stack, 'Cluster', {
      vpc: new ec2.Vpc(stack, 'Vpc'),
      nodeType: MICRO,
      availabilityZones: ['us-east-1a', 'us-east-1a'],
    });

    expect(propertiesOf(stack, CLUSTER)).toMatchObject({ PreferredAvailabilityZone: 'us-east-1a' });
  });
});

describe('the network of an adopted cache', () => {
  const CACHES: readonly [string, string, (stack: Stack, props: object) => { vpc?: ec2.IVpc }][] = [
    ['replication group', 'CacheSubnetGroupName', adoptGroup],
    ['Memcached cluster', 'CacheSubnetGroupName', adoptCluster],
    [
      'secondary',
      'CacheSubnetGroupName',
      (stack, props) =>
        new SecondaryReplicationGroup(stack, 'Secondary', {
          adopted: true,
          authentication: Authentication.none(),
          globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(
            stack,
            'Global',
            'ldgnf-sessions',
          ),
          ...props,
        }),
    ],
    ['serverless cache', 'SubnetIds', adoptServerless],
  ];

  test.each(CACHES)('is not in the template without props: %s', (_, property, adopt) => {
    const stack = emptyStack();

    const cache = adopt(stack, { vpc: undefined });

    const resources = Object.values<any>(synthesizeInvalid(stack).toJSON().Resources);
    expect(resources).toHaveLength(1);
    expect(resources[0].Properties).not.toHaveProperty(property);
    expect(cache.vpc).toBeUndefined();
    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });

  test.each(CACHES)('can have its security groups without the VPC: %s', (_, __, adopt) => {
    const stack = emptyStack();
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Sg', 'sg-0123456789abcdef0')];

    adopt(stack, { vpc: undefined, securityGroups });

    expect(JSON.stringify(synthesizeInvalid(stack).toJSON().Resources)).toContain('["sg-0123456789abcdef0"]');
  });

  test.each(CACHES)('requires the VPC only for selected subnets: %s', (_, __, adopt) => {
    const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

    expect(errorsOf(() => adopt(emptyStack(), { vpc: undefined, vpcSubnets }))).toEqual([
      "'vpc' is missing, but 'vpcSubnets' selects subnets of it. Set 'vpc' to the VPC of the cache.",
    ]);
  });

  test.each(CACHES)('has no new security group whose outbound traffic could be allowed: %s', (_, __, adopt) => {
    expect(errorsOf(() => adopt(emptyStack(), { vpc: undefined, allowAllOutbound: true }))).toEqual([
      "'allowAllOutbound' cannot be combined with 'adopted', because the construct creates no security group for an adopted cache. Remove 'allowAllOutbound'.",
    ]);
  });

  test.each(CACHES)('is required if the cache is new: %s', (_, __, adopt) => {
    expect(errorsOf(() => adopt(emptyStack(), { adopted: false, vpc: undefined }))).toEqual([
      expect.stringMatching(/^'vpc' is missing\. Set /),
    ]);
  });
});

describe('the identifier of an unknown key', () => {
  const identifiers = ['alias/cache', 'arn:aws:kms:us-east-1:111122223333:alias/cache', Fn.ref('Key')];

  test.each(identifiers)('is rendered without a key: %s', (value) => {
    const stack = emptyStack('Stack', ENV);
    const kmsKeyIdentifier = KmsKeyIdentifier.of(value);
    const group = adoptGroup(stack, { kmsKeyIdentifier, atRestEncryption: true });
    const cache = adoptServerless(stack, { kmsKeyIdentifier });

    expect([group.kmsKey, cache.kmsKey]).toEqual([undefined, undefined]);
    expect([propertiesOf(stack, GROUP).KmsKeyId, propertiesOf(stack, SERVERLESS).KmsKeyId]).toEqual(
      Array(2).fill(stack.resolve(value)),
    );
  });

  test('keeps the key for grants', () => {
    const stack = emptyStack('Stack', ENV);
    const kmsKey = kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);
    const cache = adoptServerless(stack, { kmsKey, kmsKeyIdentifier: KmsKeyIdentifier.of('alias/cache') });

    expect(cache.kmsKey).toBe(kmsKey);
    expect(propertiesOf(stack, SERVERLESS).KmsKeyId).toBe('alias/cache');
  });

  test('is reported if it is invalid', () => {
    const kmsKeyIdentifier = KmsKeyIdentifier.of('cache key');

    expect(() => adoptServerless(emptyStack(), { kmsKeyIdentifier })).toThrow(/'kmsKeyIdentifier' must be the id/);
  });

  test('has a description', () => {
    expect([KmsKeyIdentifier.ID, KmsKeyIdentifier.ARN, KmsKeyIdentifier.of('alias/cache')].map(String)).toEqual([
      'id',
      'arn',
      'alias/cache',
    ]);
  });

  test('must not be empty', () => {
    expect(() => KmsKeyIdentifier.of('')).toThrow(/'value' must not be empty\./);
  });
});

describe('the removal policy of an adopted cache', () => {
  const CACHES: readonly [string, string, (stack: Stack, props: object) => unknown][] = [
    ['replication group', GROUP, adoptGroup],
    ['Memcached cluster', CLUSTER, adoptCluster],
    ['serverless cache', SERVERLESS, adoptServerless],
    ['secondary', GROUP, adoptSecondary],
  ];
  const findPolicies = (stack: Stack, type: string) =>
    Object.values(synthesizeInvalid(stack).findResources(type)).map((resource) => [
      resource.DeletionPolicy ?? 'Delete', // the default of CloudFormation
      resource.UpdateReplacePolicy ?? 'Delete',
    ]);

  test.each(CACHES)('is the default of CloudFormation: %s', (_, type, adopt) => {
    const stack = emptyStack();
    adopt(stack, {});

    expect(findPolicies(stack, type)).toEqual([['Delete', 'Delete']]);
  });

  test.each(CACHES)('is the policy of the template: %s', (_, type, adopt) => {
    const stack = emptyStack();
    adopt(stack, { removalPolicy: RemovalPolicy.RETAIN });

    expect(findPolicies(stack, type)).toEqual([['Retain', 'Retain']]);
  });
});

describe('a security group of an adopted cache without subnets', () => {
  test.each<[string, 'subnetGroup' | 'vpcSubnets', (stack: Stack, props: object) => unknown]>([
    ['replication group', 'subnetGroup', adoptGroup],
    ['Memcached cluster', 'subnetGroup', adoptCluster],
    ['serverless cache', 'vpcSubnets', adoptServerless],
  ])('must be in the default VPC, or the error names the prop with the subnets: %s', (_, prop, adopt) => {
    const stack = emptyStack();
    const vpc = new ec2.Vpc(stack, 'Network');
    const securityGroups = [new ec2.SecurityGroup(stack, 'Clients', { vpc })];

    const create = () => {
      adopt(stack, { vpc, securityGroups });
      synthesizeInvalid(stack);
    };

    expect(create).toThrow(`because '${prop}' is missing`);
    expect(create).not.toThrow(/with 'vpc'/);
  });
});

test('an adopted secondary keeps ReplicasPerNodeGroup with a reference member in which cluster mode is enabled', () => {
  const stack = emptyStack('Stack', { ...ENV, region: 'eu-west-1' });
  const referenceMember = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Primary', {
    replicationGroupArn: 'arn:aws:elasticache:us-east-1:123456789012:replicationgroup:sessions',
    clusterMode: ClusterMode.enabled(),
  });
  const globalReplicationGroup = GlobalReplicationGroup.fromGlobalReplicationGroupAttributes(stack, 'Datastore', {
    globalReplicationGroupId: 'ldgnf-sessions',
    referenceMember,
  });

  adoptSecondary(stack, { globalReplicationGroup, replicasPerShard: 2 });

  const properties = propertiesOf(stack, GROUP);
  expect(properties.ReplicasPerNodeGroup).toBe(2);
  expect(properties).not.toHaveProperty('NumCacheClusters');
});

describe('properties of the cluster mode of a new replication group', () => {
  const { CLUSTER_MODE, NUM_CACHE_CLUSTERS, NUM_NODE_GROUPS, REPLICAS_PER_NODE_GROUP } = ClusterModeTemplateProperty;

  test.each([[[CLUSTER_MODE]], [[]], [[CLUSTER_MODE, NUM_NODE_GROUPS]]])(
    'must contain the number of replicas: %j',
    (templateProperties) => {
      const clusterMode = ClusterMode.disabled({ replicaCount: 2, templateProperties });

      expect(errorsOf(() => adoptGroup(emptyStack(), { adopted: false, clusterMode }))).toEqual([
        "'clusterMode.templateProperties' must contain the number of replicas unless 'adopted' is true. Add ClusterModeTemplateProperty.REPLICAS_PER_NODE_GROUP or NUM_CACHE_CLUSTERS.",
      ]);
      expect(errorsOf(() => adoptGroup(emptyStack(), { adopted: true, clusterMode }))).toEqual([]);
    },
  );

  test.each([
    ['the number of replicas', { templateProperties: [REPLICAS_PER_NODE_GROUP] }, {}],
    ['the number of nodes', { templateProperties: [NUM_CACHE_CLUSTERS] }, {}],
    ['no number, without replicas', { replicaCount: 0, templateProperties: [CLUSTER_MODE] }, {}],
    [
      'no number, without failover',
      { templateProperties: [CLUSTER_MODE] },
      { automaticFailover: false, multiAz: false },
    ],
    ['zones', { availabilityZones: ['a', 'b'], templateProperties: [CLUSTER_MODE] }, {}],
  ])('can contain %s', (_, options, props) => {
    const clusterMode = ClusterMode.disabled(options);

    expect(errorsOf(() => adoptGroup(emptyStack(), { adopted: false, clusterMode, ...props }))).toEqual([]);
  });
});

describe('the identifier of a missing key', () => {
  const CACHES: readonly [string, (stack: Stack, props: object) => unknown][] = [
    ['a replication group', adoptGroup],
    ['a serverless cache', adoptServerless],
    ['a secondary', adoptSecondary],
  ];
  const IDENTIFIERS = [
    ['ID', KmsKeyIdentifier.ID],
    ['ARN', KmsKeyIdentifier.ARN],
  ] as const;

  test.each(
    CACHES.flatMap(([cache, adopt]) => IDENTIFIERS.map((identifier) => [cache, ...identifier, adopt] as const)),
  )('is an error for %s: %s', (_, name, kmsKeyIdentifier, adopt) => {
    expect(errorsOf(() => adopt(emptyStack(), { kmsKeyIdentifier }))).toEqual([
      `'kmsKey' is required with KmsKeyIdentifier.${name}. Set 'kmsKey', or use KmsKeyIdentifier.of() with the value of 'KmsKeyId'.`,
    ]);
  });

  test.each(CACHES)('is an error if it is a string: %s', (_, adopt) => {
    expect(errorsOf(() => adopt(emptyStack(), { kmsKeyIdentifier: 'arn' }))).toEqual([
      `'kmsKeyIdentifier' must be of type KmsKeyIdentifier, but got "arn". Use a value of this type.`,
    ]);
  });
});

test('a secondary keeps its settings of the network and versions', () => {
  const stack = emptyStack();
  new SecondaryReplicationGroup(stack, 'Secondary', {
    adopted: true,
    vpc: importVpc(stack),
    globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(stack, 'Global', 'ldgnf-sessions'),
    networkType: NetworkType.IPV4,
    ipDiscovery: IpDiscovery.IPV4,
    autoMinorVersionUpgrade: false,
  });

  expect(propertiesOf(stack, GROUP)).toMatchObject({
    NetworkType: 'ipv4',
    IpDiscovery: 'ipv4',
    AutoMinorVersionUpgrade: false,
  });
});

test('an AUTH token that is not in a secret is rendered, but cannot be rotated', () => {
  const stack = emptyStack();
  const group = adoptGroup(stack, {
    transitEncryption: TransitEncryption.REQUIRED,
    authentication: Authentication.authTokenValue(SecretValue.ssmSecure('token', '1')),
  });

  expect(propertiesOf(stack, GROUP).AuthToken).toBe('{{resolve:ssm-secure:token:1}}');
  expect(group.authTokenSecret).toBeUndefined();
  expect(() => group.addAuthTokenRotation()).toThrow("'addAuthTokenRotation' requires an AUTH token in a secret.");
});

test('dataTiering keeps an explicit value', () => {
  expect(renderGroup({ dataTiering: false }).DataTieringEnabled).toBe(false);
});

test('dataTiering is not rendered by default for nodes without SSD storage', () => {
  expect(renderGroup({})).not.toHaveProperty('DataTieringEnabled');
});

describe('an adopted secondary', () => {
  const adoptMember = (stack: Stack, props: object = {}) =>
    new SecondaryReplicationGroup(stack, 'Secondary', {
      adopted: true,
      vpc: importVpc(stack),
      description: 'secondary',
      globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(stack, 'Global', 'ldgnf-sessions'),
      ...props,
    });

  test('renders only the properties of its props', () => {
    const stack = emptyStack();
    const secondary = adoptMember(stack);

    const [{ Properties }] = Object.values<any>(synthesizeInvalid(stack).toJSON().Resources);
    expect(Properties).toEqual({
      GlobalReplicationGroupId: 'ldgnf-sessions',
      ReplicationGroupDescription: 'secondary',
    });
    expect(secondary.subnetGroup.subnetGroupName).toBe('default');
    expect(secondary.connections.securityGroups).toEqual([]);
  });

  test('renders the number of nodes, the port, and the retention', () => {
    const stack = emptyStack();
    adoptMember(stack, { replicasPerShard: 2, port: 6380, snapshotRetention: Duration.days(3), multiAz: false });

    const [{ Properties }] = Object.values<any>(synthesizeInvalid(stack).toJSON().Resources);
    expect(Properties).toMatchObject({
      NumCacheClusters: 3,
      Port: 6380,
      SnapshotRetentionLimit: 3,
      MultiAZEnabled: false,
    });
  });
});

describe('an adopted Memcached cluster', () => {
  test('renders only the properties of its props', () => {
    const stack = emptyStack();
    const cluster = adoptCluster(stack);

    expect(propertiesOf(stack, CLUSTER)).toEqual({
      CacheNodeType: 'cache.t3.micro',
      Engine: 'memcached',
      NumCacheNodes: 2,
    });
    expect(cluster.subnetGroup.subnetGroupName).toBe('default');
    expect(cluster.port).toBe(11211);
    expect(() => cluster.parameterGroup).toThrow("Set 'parameterGroup'.");
    expect(cluster.connections.securityGroups).toEqual([]);
  });

  test('fails without the number of nodes, which the default could change', () => {
    expect(errorsOf(() => adoptCluster(emptyStack(), { nodeCount: undefined }))).toEqual([
      "'nodeCount' is missing, but the default could scale the adopted cluster. Set 'nodeCount' to the number of nodes of the cluster.",
    ]);
  });

  test('has the default parameter group of its version', () => {
    const { parameterGroup } = adoptCluster(emptyStack(), { engineVersion: EngineVersion.MEMCACHED_1_6_12 });

    expect(parameterGroup.parameterGroupName).toBe('default.memcached1.6');
  });

  test('reports retired node types as warnings', () => {
    const stack = emptyStack();

    adoptCluster(stack, { nodeType: RETIRED });

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringContaining('CacheCluster.NodeTypeDiscontinued is acknowledged: the cache already exists'),
    ]);
  });
});

describe('an adopted serverless cache', () => {
  test('needs no VPC, and renders no network', () => {
    const stack = emptyStack();
    const cache = adoptServerless(stack);

    expect(propertiesOf(stack, SERVERLESS)).toEqual({
      Engine: 'valkey',
      MajorEngineVersion: '8',
      ServerlessCacheName: 'sessions',
      UserGroupId: 'team',
    });
    expect(annotationsOf(stack, 'warning')).toEqual([]);
    expect(cache.connections.securityGroups).toEqual([]);
    expect(annotationsOf(stack, 'warning')).toEqual([expect.stringContaining("'connections' adds no rules")]);
  });

  test.each([
    [true, []],
    [false, ['ServerlessCache.VersionNotPinned']],
  ])('can lack a version, which an update may not be able to add: adopted is %s', (adopted, expected) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Sg', 'sg-0123456789abcdef0')];
    adoptServerless(stack, { adopted, engine: CacheEngine.VALKEY_LATEST, vpc: importVpc(stack), securityGroups });
    const templatePaths = app.synth().stacks.map(({ templateFullPath }) => templateFullPath);

    const { violations } = new ElastiCacheRules().validate({ templatePaths, appConstruct: app });

    expect(violations.map(({ ruleName }) => ruleName)).toEqual(expected);
  });

  test('fails without the name and the engine, whose defaults would replace or upgrade the cache', () => {
    const errors = errorsOf(() =>
      adoptServerless(emptyStack(), {
        serverlessCacheName: undefined,
        engine: undefined,
        vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      }),
    );

    expect(errors).toEqual([
      "'serverlessCacheName' is missing, but a generated name would replace the adopted cache. Set 'serverlessCacheName' to the name of the cache.",
      "'engine' is missing, but the default could upgrade the adopted cache. Set 'engine' to the engine of the cache.",
      "'vpc' is missing, but 'vpcSubnets' selects subnets of it. Set 'vpc' to the VPC of the cache.",
    ]);
  });

  test('keeps its subnets, and renders those of vpcSubnets', () => {
    const [stack, other] = [emptyStack(), emptyStack()];
    adoptServerless(stack, { vpc: importVpc(stack) });
    adoptServerless(other, {
      vpc: importVpc(other),
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });

    expect(propertiesOf(stack, SERVERLESS)).not.toHaveProperty('SubnetIds');
    expect(propertiesOf(other, SERVERLESS).SubnetIds).toEqual(SUBNETS.isolated);
    expect(propertiesOf(other, SERVERLESS)).not.toHaveProperty('SecurityGroupIds');
  });

  test('can be public, with the warning for connections of public caches', () => {
    const stack = emptyStack();
    const cache = adoptServerless(stack, { engine: CacheEngine.VALKEY_9, connectionType: ConnectionType.PUBLIC });

    expect(annotationsOf(stack, 'warning')).toEqual([]);
    expect(cache.connections.securityGroups).toEqual([]);
    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringMatching(/ \[ack: cdk-elasticache::ServerlessCache\.PublicWithoutSecurityGroups\]$/),
    ]);
  });
});

describe('a name with capitals', () => {
  test.each<[string, (stack: Stack, group: ReplicationGroup) => unknown]>([
    [
      'AWS::ApplicationAutoScaling::ScalableTarget',
      (_, group) => group.autoScaleShards({ minCapacity: 2, maxCapacity: 4 }),
    ],
    [
      'AWS::ElastiCache::GlobalReplicationGroup',
      (stack, primary) =>
        new GlobalReplicationGroup(stack, 'Global', { primary, globalReplicationGroupIdSuffix: 'sessions' }),
    ],
  ])('orders the resources that contain the name in lower case: %s', (type, add) => {
    const stack = emptyStack('Stack', ENV);
    const group = new ReplicationGroup(stack, 'Group', {
      vpc: importVpc(stack),
      nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
      replicationGroupId: 'Sessions',
      clusterMode: ClusterMode.enabled({ shardCount: 2 }),
    });
    add(stack, group);

    const { Resources } = synthesizeInvalid(stack).toJSON();
    const dependencies = Object.values<any>(Resources)
      .filter(({ Type }) => Type === type)
      .map(({ DependsOn }) => DependsOn);
    expect(dependencies).toEqual([[expect.stringMatching(/^Group/)]]);
  });
});
