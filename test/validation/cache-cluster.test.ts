import { clusterFaults, REDIS } from './cache-cluster/cluster';
import { ENGINE_VERSIONS } from '../../src/service-data/engine-versions';
import { CACHE_CLUSTER_RULES } from '../../src/validation/rules/cache-cluster';

test('a sound cluster has no faults, of Memcached and of Redis OSS', () => {
  expect([clusterFaults({}), clusterFaults({}, REDIS)]).toEqual([[], []]);
});

test.each([
  ['Engine', "'Engine' must be given, got nothing; choose memcached or redis"],
  ['CacheNodeType', "'CacheNodeType' must be given, got nothing; choose one, for example cache.m7g.large"],
  ['NumCacheNodes', "'NumCacheNodes' must be given, got nothing; give the number of nodes"],
])('fails without what it needs: %s', (property, fault) => {
  expect(clusterFaults({ [property]: undefined })).toEqual([fault]);
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
])('has a name of the right form: %s', (ClusterName, fine) => {
  expect(clusterFaults({ ClusterName })).toEqual(
    fine
      ? []
      : [
          `'ClusterName' must be 1 to 50 letters, digits and single hyphens, starting with a letter and not ending with a hyphen, got "${ClusterName}"`,
        ],
  );
});

test('advises a name in lower case', () => {
  expect(clusterFaults({ ClusterName: 'Cache' })).toEqual([
    '\'ClusterName\' is stored in lower case, so metrics and permissions for "Cache" find nothing; write "cache"',
  ]);
});

test.each([
  [
    'valkey',
    '\'Engine\' must be one of memcached, redis, got "valkey"; use AWS::ElastiCache::ReplicationGroup for Valkey',
  ],
  ['oss-redis', '\'Engine\' must be one of memcached, redis, got "oss-redis"'],
])('fails with another engine: %s', (Engine, fault) => {
  expect(clusterFaults({ Engine, EngineVersion: undefined })).toEqual([fault]);
});

test.each(Object.keys(ENGINE_VERSIONS.memcached))(
  'takes the versions of Memcached that are offered: %s',
  (EngineVersion) => {
    expect(clusterFaults({ EngineVersion, CacheNodeType: 'cache.m5.large' })).toEqual([]);
  },
);

test.each(['1.6', '1.6.9', '7.1', '5.0.6', '1.5', '1.4.0'])(
  'fails with other versions of Memcached: %s',
  (EngineVersion) => {
    expect(clusterFaults({ EngineVersion })).toEqual([
      `'EngineVersion' must be one of 1.4.5, 1.4.14, 1.4.24, 1.4.33, 1.4.34, 1.5.10, 1.5.16, 1.6.6, 1.6.12, 1.6.17, 1.6.22 of Memcached, got "${EngineVersion}"`,
    ]);
  },
);

test('takes a version of Memcached that is newer than the library, with a word of warning', () => {
  expect(clusterFaults({ EngineVersion: '1.6.40' })).toEqual([
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
])('fails with a node type on which the version does not run: %s with %s', (CacheNodeType, EngineVersion, fault) => {
  expect(clusterFaults({ CacheNodeType, EngineVersion })).toEqual([fault]);
});

test('fails with data tiering', () => {
  expect(clusterFaults({ CacheNodeType: 'cache.r6gd.xlarge' }, REDIS)).toEqual([
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
])('has at least one node of Memcached, and 60 by quota: %s', (NumCacheNodes, fault) => {
  expect(clusterFaults({ NumCacheNodes })).toEqual(fault ? [fault] : []);
});

test.each([
  [0, '0'],
  [2, '2'],
  [1.5, '1.5'],
  ['many', '"many"'],
])('has one node of Redis OSS: %s', (NumCacheNodes, got) => {
  expect(clusterFaults({ NumCacheNodes }, REDIS)).toEqual([
    `'NumCacheNodes' must be 1 for Redis OSS, got ${got}; use AWS::ElastiCache::ReplicationGroup for replicas and shards`,
  ]);
});

test.each([
  [{ CacheParameterGroupName: 'default.redis7' }, undefined],
  [
    { CacheParameterGroupName: 'default.redis7.cluster.on' },
    "'CacheParameterGroupName' must not name a group with cluster mode, which needs a replication group, got default.redis7.cluster.on; use default.redis7",
  ],
  [
    { CacheParameterGroupName: 'default.memcached1.6' },
    '\'CacheParameterGroupName\' must name a group of the family redis7, which Redis OSS 7.1 needs, got "default.memcached1.6"',
  ],
])('uses a parameter group of its family, without cluster mode: %j', (properties, fault) => {
  expect(clusterFaults(properties, REDIS)).toEqual(fault ? [fault] : []);
});

test('fails with windows, files, topics, networks and tags as replication groups do', () => {
  expect(
    clusterFaults(
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

test('every rule has an id of its own', () => {
  const ids = CACHE_CLUSTER_RULES.map(({ id }) => id);

  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^CacheCluster\.[A-Z]\w+$/.test(id))).toEqual([]);
});
