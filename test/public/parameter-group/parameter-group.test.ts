import { CfnParameter, RemovalPolicy } from 'aws-cdk-lib/core';
import { annotationsOf, errorsOf, warningsOf } from '../messages';
import { groupIn } from '../replication-group/group';
import { emptyStack } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import { PARAMETER_GROUP, createParameterGroup, parametersByLogicalId } from './create-parameter-group';
import type { ReplicationGroupProps } from 'cdk-elasticache';
import { ClusterMode, EngineVersion, NodeFamily, NodeSize, NodeType, ParameterGroup } from 'cdk-elasticache';

const { VALKEY_8_0, VALKEY_8_1, VALKEY_9_0, MEMCACHED_1_6_22 } = EngineVersion;

describe('ParameterGroup', () => {
  test('has the family of the engine version', () => {
    const { stack, group } = createParameterGroup();

    expect(propertiesOf(stack, PARAMETER_GROUP)).toEqual({
      CacheParameterGroupFamily: 'valkey8',
      Description: 'Parameter group for Stack/Parameters',
    });
    expect(stack.resolve([group.parameterGroupName, group.parameterGroupRef.cacheParameterGroupName])).toEqual([
      { Ref: 'Parametersvalkey86D8B6CE3' },
      { Ref: 'Parametersvalkey86D8B6CE3' },
    ]);
    expect([
      group.engineVersion,
      ParameterGroup.isParameterGroup(group),
      ParameterGroup.isParameterGroup(stack),
    ]).toEqual([VALKEY_8_1, true, false]);
  });

  test('renders all props and added parameters', () => {
    const { stack, group } = createParameterGroup({
      description: 'Evicts what is rare',
      parameters: { 'maxmemory-policy': 'allkeys-lfu' },
      removalPolicy: RemovalPolicy.RETAIN,
    });

    group.addParameter('timeout', '300');
    group.addParameter('maxmemory-policy', 'noeviction');

    synthesize(stack).hasResource(PARAMETER_GROUP, {
      Properties: {
        CacheParameterGroupFamily: 'valkey8',
        Description: 'Evicts what is rare',
        Properties: { 'maxmemory-policy': 'noeviction', timeout: '300' },
      },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('supports tokens as values', () => {
    const { stack, group } = createParameterGroup();
    const value = new CfnParameter(stack, 'Value').valueAsString;

    group.addParameter('maxmemory-samples', value);

    expect(propertiesOf(stack, PARAMETER_GROUP).Properties).toEqual({ 'maxmemory-samples': { Ref: 'Value' } });
  });

  test('is replaced when the family changes, but not when only the version changes', () => {
    const ids = [VALKEY_8_0, VALKEY_8_1, VALKEY_9_0, EngineVersion.REDIS_6_2].map((engineVersion) =>
      Object.keys(parametersByLogicalId(createParameterGroup({ engineVersion }).stack)),
    );

    expect(ids).toEqual([
      ['Parametersvalkey86D8B6CE3'],
      ['Parametersvalkey86D8B6CE3'],
      ['Parametersvalkey9257FAF6B'],
      ['Parametersredis6xB3692623'],
    ]);
  });

  test('supports families that are unknown to the library', () => {
    const { stack } = createParameterGroup({
      engineVersion: EngineVersion.of('valkey', '10.0', { parameterGroupFamily: 'valkey10' }),
      parameters: { 'new-parameter': '1' },
    });

    expect(propertiesOf(stack, PARAMETER_GROUP)).toMatchObject({
      CacheParameterGroupFamily: 'valkey10',
      Properties: { 'new-parameter': '1' },
    });
  });
});

describe('the parameter group of a cache', () => {
  const createCache = (group: ParameterGroup, props: Partial<ReplicationGroupProps> = {}) =>
    groupIn(group.stack, { engineVersion: VALKEY_8_1, parameterGroup: group, ...props });

  test.each([
    ['yes', ClusterMode.enabled()],
    ['yes', ClusterMode.compatible()],
    ['no', ClusterMode.disabled()],
  ])('can have a cluster-enabled parameter that matches the cluster mode: %s, %s', (value, clusterMode) => {
    const { stack, group } = createParameterGroup({ parameters: { 'cluster-enabled': value } });

    createCache(group, { clusterMode });

    expect(Object.values(parametersByLogicalId(stack))).toEqual([{ 'cluster-enabled': value }]);
  });

  test.each([
    ['no', ClusterMode.enabled()],
    ['no', ClusterMode.compatible()],
    ['yes', ClusterMode.disabled()],
  ])('fails when cluster-enabled does not match the cluster mode: %s, %s', (value, clusterMode) => {
    const { group } = createParameterGroup({ parameters: { 'cluster-enabled': value } });

    expect(errorsOf(() => createCache(group, { clusterMode }))).toEqual([
      "'parameterGroup' ReplicationGroup.ClusterModeParameterMismatch",
    ]);
  });

  test('fails at synthesis when a parameter that is added later does not match the cluster mode', () => {
    const { stack, group } = createParameterGroup();
    createCache(group, { clusterMode: ClusterMode.enabled() });
    group.addParameter('cluster-enabled', 'no');

    expect(errorsOf(() => synthesize(stack))).toEqual([
      "[Stack/Cache] 'parameterGroup' ReplicationGroup.ClusterModeParameterMismatch",
    ]);
  });

  test('can have a matching value or a token as a cluster-enabled parameter that is added later', () => {
    const { stack, group } = createParameterGroup();
    createCache(group, { clusterMode: ClusterMode.enabled() });
    group.addParameter('cluster-enabled', 'yes');

    expect(Object.values(parametersByLogicalId(stack))).toEqual([{ 'cluster-enabled': 'yes' }]);

    const { stack: other, group: groupWithToken } = createParameterGroup();
    createCache(groupWithToken, { clusterMode: ClusterMode.enabled() });
    groupWithToken.addParameter('cluster-enabled', new CfnParameter(other, 'Mode').valueAsString);

    expect(Object.values(parametersByLogicalId(other))).toEqual([{ 'cluster-enabled': { Ref: 'Mode' } }]);
  });

  test('fails when its family does not match the engine version', () => {
    const { group } = createParameterGroup();

    expect(() => createCache(group, { engineVersion: VALKEY_9_0 })).toThrow(
      /'parameterGroup' .*valkey9 .*but got .*valkey8.* \[cdk-elasticache::ReplicationGroup\.ParameterGroupFamilyMismatch\]/,
    );
  });

  test('can have any family when that of the engine version is unknown', () => {
    const { stack, group } = createParameterGroup();

    createCache(group, { engineVersion: EngineVersion.of('valkey', '10.0') });

    expect(propertiesOf(stack, PARAMETER_GROUP).CacheParameterGroupFamily).toBe('valkey8');
  });

  test.each([
    ['volatile-random', true, true],
    ['volatile-random', false, false],
    ['allkeys-lru', true, false],
    [undefined, true, false],
  ])('has a policy %s that is validated with data tiering %j', (policy, dataTiering, fails) => {
    const { group } = createParameterGroup({ parameters: policy ? { 'maxmemory-policy': policy } : {} });
    const nodeType = dataTiering
      ? NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE)
      : NodeType.of(NodeFamily.R7G, NodeSize.LARGE);

    expect(errorsOf(() => createCache(group, { nodeType }))).toEqual(
      fails ? ["'parameterGroup' ReplicationGroup.EvictionPolicyUnsupportedByDataTiering"] : [],
    );
  });
});

describe('an imported parameter group', () => {
  test('returns the name in lower case, as ElastiCache stores it, and renders it as it is specified', () => {
    const group = ParameterGroup.fromParameterGroupName(emptyStack(), 'Imported', 'Default.Valkey8');

    expect([group.parameterGroupName, group.parameterGroupRef]).toEqual([
      'default.valkey8',
      { cacheParameterGroupName: 'Default.Valkey8' },
    ]);
  });
});

describe('warnings', () => {
  test('report parameters without effect', () => {
    const { stack, group } = createParameterGroup({
      engineVersion: VALKEY_8_0,
      parameters: { 'search-default-timeout-ms': '1000', 'cluster-require-full-coverage': 'yes' },
    });

    group.addParameter('notify-keyspace-events', 'x');

    expect(warningsOf(stack)).toEqual([
      "'parameters.search-default-timeout-ms' ParameterGroup.ParameterUnsupportedByVersion",
      "'parameters.notify-keyspace-events' ParameterGroup.KeyspaceEventsIneffective",
      "'parameters' ParameterGroup.ClusterModeParametersUnused",
    ]);
  });
});

test.each([
  [VALKEY_8_0, 'Valkey 8.0'],
  [EngineVersion.of('keydb', '8.0', { parameterGroupFamily: 'valkey8' }), 'keydb 8.0'],
])('a warning contains the name of the engine: %s', (engineVersion, name) => {
  const { stack } = createParameterGroup({ engineVersion, parameters: { 'search-default-timeout-ms': '1000' } });

  expect(annotationsOf(stack, 'warning')).toEqual([expect.stringContaining(` has no effect with ${name}, `)]);
});

describe('validation', () => {
  test('reports all errors at once', () => {
    const create = () =>
      createParameterGroup({
        parameters: { 'max-memory-policy': 'allkeys-lru', maxmemory: '1', timeout: '5', activedefrag: 'true' },
      });

    expect(errorsOf(create)).toEqual([
      "'parameters' ParameterGroup.ParameterInvalid",
      "'parameters' ParameterGroup.ParameterReadOnly",
      "'parameters.timeout' ParameterGroup.ParameterValueInvalid",
    ]);
    expect(create).toThrow(
      /but got "max-memory-policy"\. Did you mean "maxmemory-policy"\?.*\n.*but got maxmemory\..*\n.*'parameters.timeout' .*but got "5"\. .* 'parameters.activedefrag' .*but got "true"\./,
    );
  });

  test('fails when an invalid parameter is added', () => {
    const { group } = createParameterGroup();

    expect(errorsOf(() => group.addParameter('timeout', '5'))).toEqual([
      "'parameters.timeout' ParameterGroup.ParameterValueInvalid",
    ]);
  });

  test('allows related parameters to be added one by one', () => {
    const { stack, group } = createParameterGroup({
      engineVersion: MEMCACHED_1_6_22,
      parameters: { slab_chunk_max: '2097152' },
    });

    group.addParameter('max_item_size', '4194304');

    expect(propertiesOf(stack, PARAMETER_GROUP).Properties).toEqual({
      slab_chunk_max: '2097152',
      max_item_size: '4194304',
    });
  });

  test('fails at synthesis when parameters that were added one by one conflict', () => {
    const { stack } = createParameterGroup({
      engineVersion: MEMCACHED_1_6_22,
      parameters: { slab_chunk_max: '2097152' },
    });

    expect(() => synthesize(stack)).toThrow(
      /\[Stack\/Parameters\] 'parameters.slab_chunk_max' .*'parameters.max_item_size', which is 1,048,576 bytes, but got 2,097,152 bytes\. .* \[cdk-elasticache::ParameterGroup\.ChunkSizeExceedsItemSize\]/,
    );
  });

  test('fails immediately when conflicting parameters are specified together', () => {
    expect(() =>
      createParameterGroup({
        engineVersion: MEMCACHED_1_6_22,
        parameters: { slab_chunk_max: '500000', max_item_size: '1048576' },
      }),
    ).toThrow(
      /'parameters.max_item_size' .*'parameters.slab_chunk_max', which is 500,000 bytes, but got 1,048,576 bytes\. .* \[cdk-elasticache::ParameterGroup\.ItemSizeNotMultipleOfChunkSize\]/,
    );
  });
});

describe('an engine version with an unknown family', () => {
  test('fails and suggests how to specify the family', () => {
    const version = new CfnParameter(emptyStack(), 'Version').valueAsString;

    expect(() => createParameterGroup({ engineVersion: EngineVersion.of('future', '1.0') })).toThrow(
      "Cannot create ParameterGroup 'Stack/Parameters':\n  - 'engineVersion' must specify a parameter group family, because the family of future 1.0 is unknown. Use EngineVersion.of('future', '1.0', { parameterGroupFamily: … }).",
    );
    expect(errorsOf(() => createParameterGroup({ engineVersion: EngineVersion.of('valkey', '99.0') }))).toEqual([
      expect.stringMatching(
        /^'engineVersion' must specify a parameter group family, because the family of valkey 99\.0 is unknown\. /,
      ),
    ]);
    expect(() => createParameterGroup({ engineVersion: EngineVersion.of('valkey', version) })).toThrow(
      "'engineVersion' must specify a parameter group family, because the family of valkey with a token is unknown. Use EngineVersion.of('valkey', token, { parameterGroupFamily: … }).",
    );
  });

  test('gets the family of its major version with a warning when it is newer than the library', () => {
    const { stack } = createParameterGroup({ engineVersion: EngineVersion.of('valkey', '10.0') });

    expect(propertiesOf(stack, PARAMETER_GROUP).CacheParameterGroupFamily).toBe('valkey10');
    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringMatching(/^'engineVersion' .*\[ack: cdk-elasticache::ParameterGroup\.FamilyUnknown\]$/),
    ]);
  });
});
