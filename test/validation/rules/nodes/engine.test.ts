import { ENGINE_VERSIONS } from '../../../../src/service-data/engine-versions';
import { formatSince } from '../../../../src/validation/rules/nodes/engine';
import { checkGroup } from '../replication-group/group';

const VALKEY = "'EngineVersion' must be one of 7.2, 8.0, 8.1, 8.2, 9.0, 9.1 of Valkey";
const REDIS = "'EngineVersion' must be one of 4.0.10, 5.0.6, 6.0, 6.2, 7.0, 7.1 of Redis OSS";
const checkVersion = (Engine: string | undefined, EngineVersion: unknown) =>
  checkGroup({ Engine, EngineVersion, CacheNodeType: 'cache.m5.large' });

describe('engine versions', () => {
  test.each(
    (['valkey', 'redis'] as const).flatMap((engine) =>
      Object.keys(ENGINE_VERSIONS[engine]).map((version) => [engine, version]),
    ),
  )('accepts %s %s', (engine, version) => {
    expect(checkVersion(engine, version)).toEqual([]);
  });

  test('accepts the alias of Redis OSS 6 and numbers', () => {
    expect([
      checkVersion('redis', '6.x'),
      checkVersion('redis', 7.1),
      checkVersion(undefined, '7.1'),
      checkVersion('redis', undefined),
    ]).toEqual([[], [], [], []]);
  });

  test.each([
    ['valkey', '7.0', VALKEY],
    ['valkey', '8.0.1', VALKEY],
    ['valkey', '8', VALKEY],
    ['valkey', '7.1', VALKEY],
    ['valkey', '7.x', VALKEY],
    ['valkey', '6.x', VALKEY],
    ['valkey', '9.1.0', VALKEY],
    ['valkey', '15.0', VALKEY],
    ['redis', '7.2', REDIS],
    ['redis', '7.1.0', REDIS],
    ['redis', '6.2.6', REDIS],
    ['redis', '5.0', REDIS],
    ['redis', '3.2.10', REDIS],
    ['redis', '8.0', REDIS],
    ['redis', '7.x', REDIS],
  ])('fails with the unknown version %s %s', (engine, version, error) => {
    expect(checkVersion(engine, version)).toEqual([`${error}, got "${version}"`]);
  });

  test('fails with a version that no engine has', () => {
    expect(checkVersion(undefined, '3.2.10')[0]).toMatch(
      /^'EngineVersion' must be one of 7.2, .* of Valkey, or 4.0.10, .* of Redis OSS, got "3.2.10"$/,
    );
  });

  test('does not validate the version of an engine that the resource type does not have', () => {
    expect(checkVersion('memcached', '9.9')).toEqual([
      '\'Engine\' must be one of valkey, redis, got "memcached"; use AWS::ElastiCache::CacheCluster for Memcached',
    ]);
    expect(checkVersion(undefined, '1.6.22')).toEqual([
      '\'Engine\' must be one of valkey, redis, got "memcached"; use AWS::ElastiCache::CacheCluster for Memcached',
    ]);
  });

  test.each(['9.2', '10.0', '9.10'])('warns when Valkey %s is newer than the library', (version) => {
    expect(checkVersion('valkey', version)).toEqual([
      `'EngineVersion' ${version} of Valkey is newer than this library, which cannot tell what it supports; upgrade the library`,
    ]);
  });

  test('does not validate the version of an unknown engine', () => {
    expect(checkVersion('dragonfly', '1.0')).toEqual(['\'Engine\' must be one of valkey, redis, got "dragonfly"']);
  });
});

describe('parameter groups', () => {
  const checkParameterGroup = (properties: object, name: unknown) =>
    checkGroup({ CacheNodeType: 'cache.m5.large', ...properties, CacheParameterGroupName: name });

  test.each([
    ['valkey', '7.2', 'default.valkey7'],
    ['valkey', '8.1', 'default.valkey8'],
    ['valkey', '9.0', 'default.valkey9'],
    ['redis', '7.1', 'default.redis7'],
    ['redis', '6.x', 'default.redis6.x'],
    ['redis', '6.0', 'default.redis6.x'],
    ['redis', '5.0.6', 'default.redis5.0'],
    ['redis', '4.0.10', 'default.redis4.0'],
    ['valkey', '8.0', 'my-group'],
  ])('accepts %s %s with %s', (Engine, EngineVersion, name) => {
    expect(checkParameterGroup({ Engine, EngineVersion }, name)).toEqual([]);
  });

  test.each([
    ['valkey', '8.0', 'default.redis7', 'valkey8 for Valkey 8.0, got "default.redis7" of redis7'],
    ['valkey', '9.0', 'default.valkey8', 'valkey9 for Valkey 9.0, got "default.valkey8" of valkey8'],
    ['redis', '7.1', 'default.redis6.x', 'redis7 for Redis OSS 7.1, got "default.redis6.x" of redis6.x'],
    ['redis', '6.2', 'default.redis6', 'redis6.x for Redis OSS 6.2, got "default.redis6" of redis6'],
  ])('fails with %s %s and %s, which is of another family', (Engine, EngineVersion, name, error) => {
    expect(checkParameterGroup({ Engine, EngineVersion }, name)).toEqual([
      `'CacheParameterGroupName' must be a group of the family ${error}`,
    ]);
  });

  test('compares the parameter group with the engine and recommends a version when the version is missing', () => {
    const unpinned =
      "'EngineVersion' is left out beside 'CacheParameterGroupName': the version that ElastiCache chooses moves on, and then the group is of the wrong family; give the version";

    expect(checkParameterGroup({ EngineVersion: undefined }, 'default.redis7')).toEqual([
      '\'CacheParameterGroupName\' must be a group for Valkey, got "default.redis7" of redis7',
      unpinned,
    ]);
    expect(checkParameterGroup({ EngineVersion: undefined }, 'default.valkey8')).toEqual([unpinned]);
    expect(checkParameterGroup({ EngineVersion: undefined, Engine: { Ref: 'Engine' } }, 'default.valkey8')).toEqual([
      unpinned,
    ]);
  });

  test('does not validate the parameter group of a version that is newer than the library', () => {
    expect(checkParameterGroup({ EngineVersion: '10.0' }, 'default.valkey10')).toHaveLength(1);
  });
});

test.each([
  ['clusterModeChangeInPlace', 'valkey', 'Valkey 7.2 or Redis OSS 7.0 or later'],
  ['durability', 'redis', 'Valkey 9.0 or later'],
  ['ipv6DualStack', 'memcached', 'Memcached 1.6.6 or later'],
  ['ipv6DualStack', 'redis', 'Valkey 7.2 or Redis OSS 6.2 or later'],
  ['durability', 'memcached', 'Valkey 9.0 or later'],
] as const)('formats the first versions with the feature %s for %s', (feature, engine, expected) => {
  expect(formatSince(feature, engine)).toBe(expected);
});
