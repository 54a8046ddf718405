import { checkCluster, REDIS } from './cache-cluster/cluster';
import { ENGINE_VERSIONS } from '../../../src/service-data/engine-versions';
import { CACHE_CLUSTER_RULES } from '../../../src/validation/rules/cache-cluster';

test('accepts a valid cluster of Memcached and of Redis OSS', () => {
  expect([checkCluster({}), checkCluster({}, REDIS)]).toEqual([[], []]);
});

test.each([
  ['Engine', "'Engine' must be given, got nothing; choose memcached or redis"],
  ['CacheNodeType', "'CacheNodeType' must be given, got nothing; choose one, for example cache.m7g.large"],
  ['NumCacheNodes', "'NumCacheNodes' must be given, got nothing; give the number of nodes"],
])('fails without the required property %s', (property, error) => {
  expect(checkCluster({ [property]: undefined })).toEqual([error]);
});

test.each([
  ['a', true],
  ['a'.repeat(50), true],
  ['my-cache-2', true],
  ['a'.repeat(51), false],
  ['1cache', false],
  ['my_cache', false],
  ['cache-', false],
  ['my--cache', false],
])('validates the format of the name %s', (ClusterName, fine) => {
  expect(checkCluster({ ClusterName })).toEqual(
    fine
      ? []
      : [
          `'ClusterName' must be 1 to 50 letters, digits and single hyphens, starting with a letter and not ending with a hyphen, got "${ClusterName}"`,
        ],
  );
});

test('warns when the name is not in lower case', () => {
  expect(checkCluster({ ClusterName: 'Cache' })).toEqual([
    '\'ClusterName\' is stored in lower case, so metrics and permissions for "Cache" find nothing; write "cache"',
  ]);
});

test.each([
  ['valkey', '\'Engine\' must be memcached or redis, got "valkey"; use AWS::ElastiCache::ReplicationGroup for Valkey'],
  ['oss-redis', '\'Engine\' must be memcached or redis, got "oss-redis"'],
])('fails with the unsupported engine %s', (Engine, error) => {
  expect(checkCluster({ Engine, EngineVersion: undefined })).toEqual([error]);
  expect(checkCluster({ Engine, EngineVersion: '7.1' })).toEqual([error]);
});

test.each(Object.keys(ENGINE_VERSIONS.memcached))('accepts Memcached %s', (EngineVersion) => {
  expect(checkCluster({ EngineVersion, CacheNodeType: 'cache.m5.large' })).toEqual([]);
});

test.each(['1.6', '1.6.9', '7.1', '5.0.6', '1.5', '1.4.0'])(
  'fails with the unknown version %s of Memcached',
  (EngineVersion) => {
    expect(checkCluster({ EngineVersion })).toEqual([
      `'EngineVersion' must be one of 1.4.5, 1.4.14, 1.4.24, 1.4.33, 1.4.34, 1.5.10, 1.5.16, 1.6.6, 1.6.12, 1.6.17, 1.6.22 of Memcached, got "${EngineVersion}"`,
    ]);
  },
);

test('warns when the version of Memcached is newer than the library', () => {
  expect(checkCluster({ EngineVersion: '1.6.40' })).toEqual([
    "'EngineVersion' 1.6.40 of Memcached is newer than this library, which cannot tell what it supports; upgrade the library",
  ]);
});

test.each([
  [
    'cache.m6g.large',
    '1.5.10',
    "'CacheNodeType' cache.m6g.large needs Memcached 1.5.16 or later, got 1.5.10; raise 'EngineVersion', or choose for example cache.m5.large",
  ],
  [
    'cache.c7gn.large',
    '1.5.16',
    "'CacheNodeType' cache.c7gn.large needs Memcached 1.6.6 or later, got 1.5.16; raise 'EngineVersion', or choose for example cache.m7g.large",
  ],
  [
    'cache.m8g.large',
    '1.5.16',
    "'CacheNodeType' cache.m8g.large needs Memcached 1.6.6 or later, got 1.5.16; raise 'EngineVersion', or choose for example cache.m7g.large",
  ],
  [
    'cache.r6gd.xlarge',
    '1.6.22',
    "'CacheNodeType' cache.r6gd.xlarge runs Valkey and Redis OSS, not Memcached 1.6.22; choose for example cache.r8g.xlarge",
  ],
  [
    'cache.t2.micro',
    '1.6.22',
    "'CacheNodeType' must be of a family of which new caches can be made, got cache.t2.micro; choose for example cache.t4g.micro",
  ],
])('fails when the node type %s does not support Memcached %s', (CacheNodeType, EngineVersion, error) => {
  expect(checkCluster({ CacheNodeType, EngineVersion })).toEqual([error]);
});

test('fails with a node type with data tiering', () => {
  expect(checkCluster({ CacheNodeType: 'cache.r6gd.xlarge' }, REDIS)).toEqual([
    "'CacheNodeType' must not be cache.r6gd.xlarge, whose data tiering needs a replication group; choose another one, or use AWS::ElastiCache::ReplicationGroup",
  ]);
});

test.each([
  [0, "'NumCacheNodes' must be a whole number of at least 1, got 0"],
  [1, undefined],
  [1.5, "'NumCacheNodes' must be a whole number of at least 1, got 1.5"],
  ['many', '\'NumCacheNodes\' must be a whole number of at least 1, got "many"'],
  [60, undefined],
  [61, "'NumCacheNodes' is 61, more than the quota of 60 that an account has at first; have it raised"],
])('validates the number of Memcached nodes: %s', (NumCacheNodes, error) => {
  expect(checkCluster({ NumCacheNodes })).toEqual(error ? [error] : []);
});

test.each([
  [0, '0'],
  [2, '2'],
  [1.5, '1.5'],
  ['many', '"many"'],
])('fails when a Redis OSS cluster has %s nodes', (NumCacheNodes, got) => {
  expect(checkCluster({ NumCacheNodes }, REDIS)).toEqual([
    `'NumCacheNodes' must be 1 for Redis OSS, got ${got}; use AWS::ElastiCache::ReplicationGroup for replicas and shards`,
  ]);
});

test.each([
  [{ CacheParameterGroupName: 'default.redis7' }, undefined],
  [
    { CacheParameterGroupName: 'default.redis7.cluster.on' },
    '\'CacheParameterGroupName\' must be a group without cluster mode, got "default.redis7.cluster.on"; use AWS::ElastiCache::ReplicationGroup for cluster mode',
  ],
  [
    { CacheParameterGroupName: 'default.memcached1.6' },
    '\'CacheParameterGroupName\' must be a group of the family redis7 for Redis OSS 7.1, got "default.memcached1.6" of memcached1.6',
  ],
])('validates the default parameter group: %j', (properties, error) => {
  expect(checkCluster(properties, REDIS)).toEqual(error ? [error] : []);
});

test('validates windows, files, topics, networks, and tags', () => {
  expect(
    checkCluster(
      {
        PreferredMaintenanceWindow: 'sun:05:00-sun:05:30',
        SnapshotArns: ['s3://bucket'],
        NotificationTopicArn: 'events',
        NetworkType: 'ipv5',
        VpcSecurityGroupIds: ['web'],
        Tags: [{ Key: '', Value: 'v' }],
      },
      REDIS,
    ),
  ).toHaveLength(6);
});

test('every rule has a unique id', () => {
  const ids = CACHE_CLUSTER_RULES.map(({ id }) => id);

  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^CacheCluster\.[A-Z]\w+$/.test(id))).toEqual([]);
});
