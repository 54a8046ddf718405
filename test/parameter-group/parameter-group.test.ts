import { Template } from 'aws-cdk-lib/assertions';
import { CfnParameter, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { EngineVersion, ParameterGroup } from '../../src';
import type { ParameterGroupProps } from '../../src';
import { bindParameterGroup } from '../../src/parameter-group/parameter-group';
import { annotationsOf, emptyStack, propertiesOf } from '../util';

const TYPE = 'AWS::ElastiCache::ParameterGroup';
const { VALKEY_8_0, VALKEY_8_1, VALKEY_9_0, MEMCACHED_1_6_22 } = EngineVersion;

function given(props: Partial<ParameterGroupProps> = {}) {
  const stack = emptyStack();
  return { stack, group: new ParameterGroup(stack, 'Parameters', { engineVersion: VALKEY_8_1, ...props }) };
}

/** Logical ids with the parameters. */
function groupsIn(stack: Stack): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(Template.fromStack(stack).findResources(TYPE)).map(([id, { Properties }]) => [
      id,
      Properties.Properties,
    ]),
  );
}

function bind(group: ParameterGroup, clusterMode: boolean, engineVersion = VALKEY_8_1) {
  const faults: string[] = [];
  return { name: bindParameterGroup(group, { engineVersion, clusterMode }, faults), faults };
}

describe('a parameter group', () => {
  test('is of the family of the engine version', () => {
    const { stack, group } = given();

    expect(propertiesOf(stack, TYPE)).toEqual({
      CacheParameterGroupFamily: 'valkey8',
      Description: 'Parameters of Stack/Parameters',
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

  test('has everything that is given', () => {
    const { stack, group } = given({
      description: 'Evicts what is rare',
      parameters: { 'maxmemory-policy': 'allkeys-lfu' },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    group.addParameter('timeout', '300');
    group.addParameter('maxmemory-policy', 'noeviction');

    Template.fromStack(stack).hasResource(TYPE, {
      Properties: {
        CacheParameterGroupFamily: 'valkey8',
        Description: 'Evicts what is rare',
        Properties: { 'maxmemory-policy': 'noeviction', timeout: '300' },
      },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('takes tokens', () => {
    const { stack, group } = given();
    const value = new CfnParameter(stack, 'Value').valueAsString;
    group.addParameter('maxmemory-samples', value);

    expect(propertiesOf(stack, TYPE).Properties).toEqual({ 'maxmemory-samples': { Ref: 'Value' } });
  });

  test('is another one with another family, and the same with another version of the family', () => {
    const ids = [VALKEY_8_0, VALKEY_8_1, VALKEY_9_0, EngineVersion.REDIS_6_2].map((engineVersion) =>
      Object.keys(groupsIn(given({ engineVersion }).stack)),
    );

    expect(ids).toEqual([
      ['Parametersvalkey86D8B6CE3'],
      ['Parametersvalkey86D8B6CE3'],
      ['Parametersvalkey9257FAF6B'],
      ['Parametersredis6xB3692623'],
    ]);
  });

  test('can be of a family that this library does not know', () => {
    const { stack } = given({
      engineVersion: EngineVersion.of('valkey', '10.0', { parameterGroupFamily: 'valkey10' }),
      parameters: { 'new-parameter': '1' },
    });

    expect(propertiesOf(stack, TYPE)).toMatchObject({
      CacheParameterGroupFamily: 'valkey10',
      Properties: { 'new-parameter': '1' },
    });
  });
});

describe('given to a cache', () => {
  test('without cluster mode, stays as it is', () => {
    const { stack, group } = given();

    expect(stack.resolve(bind(group, false))).toEqual({ name: { Ref: 'Parametersvalkey86D8B6CE3' }, faults: [] });
    expect(groupsIn(stack)).toEqual({ Parametersvalkey86D8B6CE3: undefined });
  });

  test('with cluster mode, becomes another group: cluster-enabled cannot change while a cache uses it', () => {
    const { stack, group } = given({ parameters: { timeout: '300' } });

    expect(stack.resolve(bind(group, true))).toEqual({
      name: { Ref: 'Parametersvalkey86D8B6CE3ClusterOn' },
      faults: [],
    });
    expect(stack.resolve(group.parameterGroupName)).toEqual({ Ref: 'Parametersvalkey86D8B6CE3ClusterOn' });
    expect(groupsIn(stack)).toEqual({
      Parametersvalkey86D8B6CE3ClusterOn: { timeout: '300', 'cluster-enabled': 'yes' },
    });
  });

  test.each([[[true, false, true, false]], [[false, true]]])(
    'and one with the other mode, becomes two, with the same logical ids in any order: %j',
    (modes) => {
      const { stack, group } = given();
      for (const clusterMode of modes) {
        bind(group, clusterMode);
      }
      group.addParameter('timeout', '300');
      group.applyRemovalPolicy(RemovalPolicy.RETAIN);

      expect(groupsIn(stack)).toEqual({
        Parametersvalkey86D8B6CE3: { timeout: '300' },
        Parametersvalkey86D8B6CE3ClusterOn: { timeout: '300', 'cluster-enabled': 'yes' },
      });
      Template.fromStack(stack).allResources(TYPE, { DeletionPolicy: 'Retain' });
    },
  );

  test('keeps the removal policy for the second one', () => {
    const { stack, group } = given({ removalPolicy: RemovalPolicy.RETAIN });
    bind(group, false);
    bind(group, true);

    Template.fromStack(stack).allResources(TYPE, { DeletionPolicy: 'Retain' });
  });

  test('may say the cluster mode itself', () => {
    const { stack, group } = given({ parameters: { 'cluster-enabled': 'yes' } });

    expect(bind(group, true).faults).toEqual([]);
    expect(Object.values(groupsIn(stack))).toEqual([{ 'cluster-enabled': 'yes' }]);
  });

  test('fails when it says another cluster mode', () => {
    const { stack, group } = given({ parameters: { 'cluster-enabled': 'no' } });

    expect(bind(group, true).faults).toEqual([
      "'parameterGroup' must have cluster-enabled yes for the cluster mode of the cache, got no; leave it out, it follows from the cache",
    ]);
    expect(() => group.addParameter('cluster-enabled', 'no')).toThrow(
      "ParameterGroup 'Stack/Parameters' cannot be built:\n  - 'cluster-enabled' follows from the cluster mode of the cache, which asks for yes, got no; leave it out",
    );
    group.addParameter('cluster-enabled', new CfnParameter(stack, 'Mode').valueAsString);
    group.addParameter('cluster-enabled', 'yes');
  });

  test('fails when the family is another one', () => {
    const { group } = given();

    expect(bind(group, false, VALKEY_9_0).faults).toEqual([
      "'parameterGroup' must be of the family valkey9 for valkey 9.0, got valkey8; give it the engine version of the cache",
    ]);
    expect(bind(group, false, EngineVersion.of('valkey', '10.0')).faults).toEqual([]);
  });
});

test.each([
  ['volatile-random', true, true],
  ['volatile-random', false, false],
  ['allkeys-lru', true, false],
  [undefined, true, false],
])('with the policy %s for a cache that tiers its data: %j', (policy, dataTiering, fails) => {
  const faults: string[] = [];
  const group = new ParameterGroup(emptyStack(), 'Group', {
    engineVersion: VALKEY_8_1,
    parameters: policy ? { 'maxmemory-policy': policy } : {},
  });
  bindParameterGroup(group, { engineVersion: VALKEY_8_1, clusterMode: false, dataTiering }, faults);

  expect(faults).toEqual(
    fails
      ? [
          "'parameterGroup' must have a maxmemory-policy of volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, noeviction for data tiering, got volatile-random",
        ]
      : [],
  );
});

describe('imported', () => {
  test('has its name, in lower case', () => {
    const group = ParameterGroup.fromParameterGroupName(emptyStack(), 'Imported', 'Default.Valkey8');
    const faults: string[] = [];

    expect([group.parameterGroupName, group.parameterGroupRef]).toEqual([
      'default.valkey8',
      { cacheParameterGroupName: 'default.valkey8' },
    ]);
    expect([bindParameterGroup(group, { engineVersion: VALKEY_9_0, clusterMode: true }, faults), faults]).toEqual([
      'default.valkey8',
      [],
    ]);
  });
});

describe('advice', () => {
  test('tells of parameters that do nothing', () => {
    const { stack, group } = given({
      engineVersion: VALKEY_8_0,
      parameters: { 'search-default-timeout-ms': '1000', 'cluster-require-full-coverage': 'yes' },
    });
    group.addParameter('notify-keyspace-events', 'x');

    expect(annotationsOf(stack, 'warning')).toEqual([
      "'parameters.search-default-timeout-ms' does nothing with valkey 8.0, it comes with 8.2; leave it out, or raise 'engineVersion' [ack: cdk-elasticache:ParameterGroup.ParameterSince]",
      '\'parameters.notify-keyspace-events\' tells nothing without K or E, got "x"; add K for events by key, E for keys by event [ack: cdk-elasticache:ParameterGroup.KeyspaceEventsDelivered]',
      "'parameters' has cluster-require-full-coverage, which does nothing with cluster mode disabled; leave it out [ack: cdk-elasticache:ParameterGroup.ClusterModeParameters]",
    ]);
  });

  test('is not given where the cache has cluster mode, nor for versions that are known only later', () => {
    const { stack, group } = given({ parameters: { 'cluster-require-full-coverage': 'yes' } });
    bind(group, true);
    new ParameterGroup(stack, 'Later', {
      engineVersion: EngineVersion.of('valkey', Lazy.string({ produce: () => '8.1' }), {
        parameterGroupFamily: 'valkey8',
      }),
      parameters: { 'search-default-timeout-ms': '1000' },
    });

    expect(annotationsOf(stack, 'warning')).toEqual([]);
  });
});

describe('parameters', () => {
  test('fails with all that is wrong', () => {
    expect(() =>
      given({ parameters: { 'max-memory-policy': 'allkeys-lru', maxmemory: '1', timeout: '5', activedefrag: 'true' } }),
    ).toThrow(
      "ParameterGroup 'Stack/Parameters' cannot be built:\n" +
        '  - \'parameters\' must hold parameters of the family valkey8, got "max-memory-policy" (did you mean "maxmemory-policy")\n' +
        "  - 'parameters' must not hold maxmemory, which ElastiCache sets itself; leave it out\n" +
        '  - \'parameters.timeout\' must be 0 or a whole number of at least 20, got "5", and \'parameters.activedefrag\' must be one of yes, no, got "true"',
    );
  });

  test('fails where one is added', () => {
    const { group } = given();

    expect(() => group.addParameter('timeout', '5')).toThrow(
      "ParameterGroup 'Stack/Parameters' cannot be built:\n  - 'parameters.timeout' must be 0 or a whole number of at least 20, got \"5\"",
    );
  });

  test('that go together may be given one by one', () => {
    const { stack, group } = given({ engineVersion: MEMCACHED_1_6_22, parameters: { slab_chunk_max: '2097152' } });
    group.addParameter('max_item_size', '4194304');

    expect(propertiesOf(stack, TYPE).Properties).toEqual({ slab_chunk_max: '2097152', max_item_size: '4194304' });
  });

  test('fails at the end when those that go together were given one by one and do not', () => {
    const { stack } = given({ engineVersion: MEMCACHED_1_6_22, parameters: { slab_chunk_max: '2097152' } });

    expect(() => Template.fromStack(stack)).toThrow(
      "[Stack/Parameters] 'parameters.slab_chunk_max' must not be larger than 'parameters.max_item_size', got 2097152 and 1048576",
    );
  });

  test('fails at once when both that go together are given and do not', () => {
    expect(() =>
      given({ engineVersion: MEMCACHED_1_6_22, parameters: { slab_chunk_max: '500000', max_item_size: '1048576' } }),
    ).toThrow("'parameters.max_item_size' must be a multiple of 'parameters.slab_chunk_max', got 1048576 and 500000");
  });
});

describe('an engine version whose family is not known', () => {
  test('fails with the way to give it', () => {
    const version = new CfnParameter(emptyStack(), 'Version').valueAsString;
    const fault = (engineVersion: EngineVersion) => () => given({ engineVersion });

    expect(fault(EngineVersion.of('valkey', '10.0'))).toThrow(
      "ParameterGroup 'Stack/Parameters' cannot be built:\n  - 'engineVersion' must have a family of parameter groups, got valkey 10.0, whose family is not known; " +
        "give it: EngineVersion.of('valkey', '10.0', { parameterGroupFamily: … })",
    );
    expect(fault(EngineVersion.of('valkey', version))).toThrow(
      "got valkey a token, whose family is not known; give it: EngineVersion.of('valkey', token, { parameterGroupFamily: … })",
    );
  });
});
