import { CfnParameter } from 'aws-cdk-lib/core';
import { EngineVersion } from '../../src';
import { ENGINE_VERSIONS, FEATURES_SINCE } from '../../src/service-data/engine-versions';
import { emptyStack, formatMemberName } from '../util';

const token = () => new CfnParameter(emptyStack(), 'Token').valueAsString;
const members = Object.entries(EngineVersion).filter(
  (entry): entry is [string, EngineVersion] => entry[1] instanceof EngineVersion,
);
const offered = Object.entries(ENGINE_VERSIONS).flatMap(([engine, versions]) =>
  Object.entries(versions).map(([version, { family }]) => ({ engine, version, family })),
);

test('has a member for every version that ElastiCache offers', () => {
  expect(
    members.map(([name, { engineType, version, parameterGroupFamily: family }]) => ({
      name,
      engine: engineType,
      version,
      family,
    })),
  ).toEqual(
    offered.map(({ engine, version, family }) => ({
      name: formatMemberName(engine, version),
      engine,
      version,
      family,
    })),
  );
});

test.each([
  [EngineVersion.VALKEY_8_1, 'valkey 8.1', '8', 'valkey8', 6379],
  [EngineVersion.REDIS_4_0_10, 'redis 4.0.10', '4', 'redis4.0', 6379],
  [EngineVersion.REDIS_6_2, 'redis 6.2', '6', 'redis6.x', 6379],
  [EngineVersion.MEMCACHED_1_6_22, 'memcached 1.6.22', '1.6', 'memcached1.6', 11211],
  [EngineVersion.of('redis', '6.x'), 'redis 6.x', '6', 'redis6.x', 6379],
  [EngineVersion.of('valkey', '9.7'), 'valkey 9.7', '9', 'valkey9', 6379],
  [EngineVersion.of('valkey', '10.0'), 'valkey 10.0', '10', undefined, 6379],
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
  const features = {
    supportsTransitEncryption: 'inTransitEncryption',
    supportsTransitEncryptionChange: 'tlsChangeInPlace',
    supportsAtRestEncryption: 'atRestEncryption',
    supportsAuthToken: 'authToken',
    supportsUserGroups: 'rbacUserGroups',
    supportsIamAuthentication: 'iamAuthentication',
    supportsClusterMode: 'clusterMode',
    supportsClusterModeChange: 'clusterModeChangeInPlace',
    supportsOnlineResharding: 'onlineResharding',
    supportsAutomaticFailover: 'multiAzAutomaticFailover',
    supportsGlobalDatastore: 'globalDatastore',
    supportsAutoScaling: 'autoScalingShardsReplicas',
    supportsAutoScalingWithDataTiering: 'autoScalingWithDataTiering',
    supportsDataTiering: 'dataTiering',
    supportsDurability: 'durability',
    supportsJson: 'json',
    supportsBloomFilters: 'bloomFilters',
    supportsVectorSearch: 'vectorSearch',
    supportsFullTextSearch: 'fullTextHybridSearch',
    supportsHashFieldExpiration: 'hashFieldExpiration',
    supportsDatabasesInClusterMode: 'multipleDatabasesInClusterMode',
    supportsFunctions: 'functionsShardedPubSubAclV2',
    supportsSlowLog: 'slowLogDelivery',
    supportsEngineLog: 'engineLogDelivery',
    supportsIpv6: 'ipv6DualStack',
    supportsAutoMinorVersionUpgrade: 'autoMinorVersionUpgrade',
  } as const;

  test.each(Object.entries(features))('%s matches the table', (name, feature) => {
    const getter = name as keyof typeof features;

    expect(members.map(([, version]) => version[getter])).toEqual(
      members.map(([, version]) => version._supports(feature)),
    );
    expect(EngineVersion.of('future', '1.0')[getter]).toBeUndefined();
  });

  test('has a property for every feature of the table', () => {
    expect(new Set(Object.values(features))).toEqual(new Set(Object.keys(FEATURES_SINCE)));
  });

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

describe('versions', () => {
  test.each([
    ['valkey', '8', '\'version\' of valkey must be written as major.minor, such as 8.1, got "8"'],
    ['valkey', '8.1.2', '\'version\' of valkey must be written as major.minor, such as 8.1, got "8.1.2"'],
    ['redis', '5.0', '\'version\' of redis must be written as major.minor.patch, such as 5.0.6, got "5.0"'],
    ['redis', '7.0.7', '\'version\' of redis must be written as major.minor, such as 7.1, got "7.0.7"'],
    ['redis', '7.x', '\'version\' of redis must be written as major.minor, such as 7.1, got "7.x"'],
    ['memcached', '1.6', '\'version\' of memcached must be written as major.minor.patch, such as 1.6.22, got "1.6"'],
    ['Valkey', '8.1', '\'engineType\' must be written in lower case, such as valkey, redis, memcached, got "Valkey"'],
  ])('fails for %s %s', (engine, version, error) => {
    expect(() => EngineVersion.of(engine, version)).toThrow(error);
  });
});
