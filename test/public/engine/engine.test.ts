import { CfnParameter } from 'aws-cdk-lib/core';
import { emptyStack } from '../stacks';
import { CacheEngine, UserEngine } from 'cdk-elasticache';

describe('engines of serverless caches', () => {
  test.each([
    [CacheEngine.VALKEY_LATEST, 'valkey', undefined],
    [CacheEngine.VALKEY_7, 'valkey', '7'],
    [CacheEngine.VALKEY_8, 'valkey', '8'],
    [CacheEngine.VALKEY_9, 'valkey', '9'],
    [CacheEngine.REDIS_LATEST, 'redis', undefined],
    [CacheEngine.REDIS_7, 'redis', '7'],
    [CacheEngine.MEMCACHED_LATEST, 'memcached', undefined],
    [CacheEngine.MEMCACHED_1_6, 'memcached', '1.6'],
    [CacheEngine.of('valkey', '10'), 'valkey', '10'],
  ])('renders %s as CloudFormation expects', (engine, type, version) => {
    expect([engine.engineType, engine.majorEngineVersion]).toEqual([type, version]);
    expect(engine.toString()).toBe(version ? `${type}_${version}` : type);
  });

  test.each([
    [CacheEngine.VALKEY_8, true, 6379, 6380],
    [CacheEngine.REDIS_7, true, 6379, 6380],
    [CacheEngine.MEMCACHED_1_6, false, 11211, 11212],
    [CacheEngine.of('future'), undefined, undefined, undefined],
    [CacheEngine.of('constructor'), undefined, undefined, undefined],
  ])('%s reports its features and ports', (engine, users, port, readerPort) => {
    expect([engine.supportsUserGroups, engine.supportsReaderEndpoint, engine.port, engine.readerPort]).toEqual([
      users,
      users,
      port,
      readerPort,
    ]);
  });

  test('accepts tokens', () => {
    const engine = CacheEngine.of(new CfnParameter(emptyStack(), 'Engine').valueAsString);

    expect([engine.supportsUserGroups, engine.supportsReaderEndpoint, engine.port]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('engines of users', () => {
  test('returns the member for the name of a known engine', () => {
    expect(UserEngine.of('valkey')).toBe(UserEngine.VALKEY);
    expect(UserEngine.of('redis')).toBe(UserEngine.REDIS);
  });

  test('accepts engines that the library does not know', () => {
    expect(UserEngine.of('future').toString()).toBe('future');
  });
});
