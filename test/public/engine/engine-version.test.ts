import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter } from 'aws-cdk-lib/core';
import { annotationsOf, errorsOf } from '../messages';
import { GROUP, groupIn } from '../replication-group/group';
import { emptyStack, emptyStackWithoutCfnValidation, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import { EngineVersion, MemcachedCluster, NodeFamily, NodeSize, NodeType } from 'cdk-elasticache';

const PARAMETER_GROUP = 'AWS::ElastiCache::ParameterGroup';
const createMemcachedCluster = (stack: Stack, engineVersion: EngineVersion) =>
  new MemcachedCluster(stack, 'Cache', {
    vpc: importVpc(stack),
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    engineVersion,
  });
const token = () => new CfnParameter(emptyStack(), 'Token').valueAsString;
test.each([
  [EngineVersion.VALKEY_8_1, 'valkey 8.1', '8', 'valkey8', 6379],
  [EngineVersion.REDIS_4_0_10, 'redis 4.0.10', '4', 'redis4.0', 6379],
  [EngineVersion.REDIS_6_2, 'redis 6.2', '6', 'redis6.x', 6379],
  [EngineVersion.MEMCACHED_1_6_22, 'memcached 1.6.22', '1.6', 'memcached1.6', 11211],
  [EngineVersion.of('redis', '6.x'), 'redis 6.x', '6', 'redis6.x', 6379],
  [EngineVersion.of('valkey', '9.7'), 'valkey 9.7', '9', 'valkey9', 6379],
  [EngineVersion.of('valkey', '10.0'), 'valkey 10.0', '10', 'valkey10', 6379],
  [EngineVersion.of('memcached', '1.7.0'), 'memcached 1.7.0', '1.7', 'memcached1.7', 11211],
  [EngineVersion.of('valkey', '10.0', { parameterGroupFamily: 'valkey10' }), 'valkey 10.0', '10', 'valkey10', 6379],
  [EngineVersion.of('constructor', '1'), 'constructor 1', '1', undefined, undefined],
])('%s has its name, major version, parameter group family, and port', (engine, name, major, family, port) => {
  expect([engine.toString(), engine.majorVersion, engine.parameterGroupFamily, engine.port]).toEqual([
    name,
    major,
    family,
    port,
  ]);
});

test('returns the member for the name of a known version', () => {
  expect(EngineVersion.of('valkey', '8.1')).toBe(EngineVersion.VALKEY_8_1);
  expect(EngineVersion.of('valkey', '8.1', { parameterGroupFamily: 'valkey8' })).toBe(EngineVersion.VALKEY_8_1);
  expect(EngineVersion.of('valkey', '8.1', { parameterGroupFamily: 'valkey8x' }).parameterGroupFamily).toBe('valkey8x');
});

test('does not validate tokens', () => {
  const version = EngineVersion.of('valkey', token());
  const engine = EngineVersion.of(token(), '8.1');

  expect([version.majorVersion, version.parameterGroupFamily, version.supportsJson, version.port]).toEqual([
    undefined,
    undefined,
    undefined,
    6379,
  ]);
  expect([engine.majorVersion, engine.parameterGroupFamily, engine.supportsJson, engine.port]).toEqual([
    '8',
    undefined,
    undefined,
    undefined,
  ]);
});

describe('features', () => {
  test.each([
    [EngineVersion.VALKEY_9_0, true, true, true],
    [EngineVersion.VALKEY_7_2, true, false, true],
    [EngineVersion.REDIS_6_2, false, false, true],
    [EngineVersion.REDIS_5_0_6, false, false, false],
    [EngineVersion.MEMCACHED_1_6_22, false, false, false],
  ])('%s', (version, iam, durability, users) => {
    expect([version.supportsIamAuthentication, version.supportsDurability, version.supportsUserGroups]).toEqual([
      iam,
      durability,
      users,
    ]);
  });
});

describe('versions that ElastiCache does not have', () => {
  test.each([
    ['valkey', '8'],
    ['valkey', '8.1.2'],
    ['valkey', '7.1'],
    ['valkey', '15.0'],
    ['redis', '5.0'],
    ['redis', '7.0.7'],
    ['redis', '7.x'],
    ['redis', '7.3'],
    ['redis', '8.0'],
  ])('%s %s is an error of the replication group', (engine, version) => {
    const engineVersion = EngineVersion.of(engine, version);

    expect([engineVersion.engineType, engineVersion.version]).toEqual([engine, version]);
    expect(errorsOf(() => groupIn(emptyStack(), { engineVersion }))).toContain(
      "'engineVersion' ReplicationGroup.VersionInvalid",
    );
  });

  test.each(['1.6', '1.6.5', '3.0.0'])('memcached %s is an error of the Memcached cluster', (version) => {
    const engineVersion = EngineVersion.of('memcached', version);

    expect(errorsOf(() => createMemcachedCluster(emptyStack(), engineVersion))).toContain(
      "'engineVersion' CacheCluster.VersionInvalid",
    );
  });
});

describe('engines that ElastiCache does not have', () => {
  test.each(['Valkey', 'future', ''])('"%s" is an error of the cache', (engine) => {
    const engineVersion = EngineVersion.of(engine, '8.1');

    expect(errorsOf(() => groupIn(emptyStack(), { engineVersion }))).toContain(
      "'engineVersion' ReplicationGroup.EngineInvalid",
    );
    expect(errorsOf(() => createMemcachedCluster(emptyStack(), engineVersion))).toContain(
      "'engineVersion' CacheCluster.EngineInvalid",
    );
  });
});

describe('versions that are newer than the library', () => {
  test.each([
    ['8.3', 'valkey8'],
    ['9.10', 'valkey9'],
    ['14.0', 'valkey14'],
    ['10.0', 'valkey10'],
  ])('valkey %s is a warning of the replication group', (version, family) => {
    const stack = emptyStack();
    groupIn(stack, { engineVersion: EngineVersion.of('valkey', version) });

    expect(propertiesOf(stack, GROUP)).toMatchObject({ Engine: 'valkey', EngineVersion: version });
    expect(propertiesOf(stack, PARAMETER_GROUP).CacheParameterGroupFamily).toBe(family);
    expect(annotationsOf(stack, 'warning')).toContainEqual(
      expect.stringMatching(/^'engineVersion' .*\[ack: cdk-elasticache::ReplicationGroup\.VersionUnknown\]$/),
    );
  });

  test.each([
    ['1.6.23', 'memcached1.6'],
    ['1.7.0', 'memcached1.7'],
  ])('memcached %s is a warning of the Memcached cluster', (version, family) => {
    const stack = emptyStackWithoutCfnValidation();
    createMemcachedCluster(stack, EngineVersion.of('memcached', version));

    expect(propertiesOf(stack, 'AWS::ElastiCache::CacheCluster').EngineVersion).toBe(version);
    expect(propertiesOf(stack, PARAMETER_GROUP).CacheParameterGroupFamily).toBe(family);
    expect(annotationsOf(stack, 'warning')).toContainEqual(
      expect.stringMatching(/^'engineVersion' .*\[ack: cdk-elasticache::CacheCluster\.VersionUnknown\]$/),
    );
  });
});

test.each([
  ['valkey', 'latest'],
  ['valkey', '99.0'],
  ['redis', '8.0'],
  ['Valkey', '8.1'],
])('has no parameter group family for a version that ElastiCache does not offer: %s %s', (engineType, version) => {
  expect(EngineVersion.of(engineType, version).parameterGroupFamily).toBeUndefined();
});
