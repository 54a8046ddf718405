import { checkCluster, REDIS } from './cache-cluster/cluster';

test('accepts a valid cluster of Memcached and of Redis OSS', () => {
  expect([checkCluster({}), checkCluster({}, REDIS)]).toEqual([[], []]);
});

test.each([
  ['Engine', "CacheCluster.EngineMissing: 'Engine'"],
  ['CacheNodeType', "CacheCluster.NodeTypeMissing: 'CacheNodeType'"],
  ['NumCacheNodes', "CacheCluster.NodeCountMissing: 'NumCacheNodes'"],
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
  const actual = ClusterName.length > 50 ? '51 characters' : JSON.stringify(ClusterName);

  expect(checkCluster({ ClusterName })).toEqual(
    fine ? [] : [`CacheCluster.NameInvalid: 'ClusterName' but got ${actual}`],
  );
});

test('warns when the name is not in lower case', () => {
  expect(checkCluster({ ClusterName: 'Cache' })).toEqual([
    'CacheCluster.NameNotLowercase: \'ClusterName\' but got "Cache"',
  ]);
});

test.each([
  ['valkey', 'CacheCluster.EngineInvalid: \'Engine\' but got "valkey"'],
  ['oss-redis', 'CacheCluster.EngineInvalid: \'Engine\' but got "oss-redis"'],
])('fails with the unsupported engine %s', (Engine, error) => {
  expect(checkCluster({ Engine, EngineVersion: undefined })).toEqual([error]);
  expect(checkCluster({ Engine, EngineVersion: '7.1' })).toEqual([error]);
});

test.each(['1.6', '1.6.9', '7.1', '5.0.6', '1.5', '1.4.0'])(
  'fails with the unknown version %s of Memcached',
  (EngineVersion) => {
    expect(checkCluster({ EngineVersion })).toEqual([
      `CacheCluster.VersionInvalid: 'EngineVersion' but got "${EngineVersion}"`,
    ]);
  },
);

test('warns when the version of Memcached is newer than the library', () => {
  expect(checkCluster({ EngineVersion: '1.6.40' })).toEqual(["CacheCluster.VersionUnknown: 'EngineVersion'"]);
});

test.each([
  ['cache.m6g.large', '1.5.10', "CacheCluster.NodeTypeUnsupportedByVersion: 'CacheNodeType' but got Memcached 1.5.10"],
  ['cache.c7gn.large', '1.5.16', "CacheCluster.NodeTypeUnsupportedByVersion: 'CacheNodeType' but got Memcached 1.5.16"],
  ['cache.m8g.large', '1.5.16', "CacheCluster.NodeTypeUnsupportedByVersion: 'CacheNodeType' but got Memcached 1.5.16"],
  [
    'cache.r6gd.xlarge',
    '1.6.22',
    "CacheCluster.NodeTypeUnsupportedByVersion: 'CacheNodeType' but got Memcached 1.6.22",
  ],
  ['cache.t2.micro', '1.6.22', "CacheCluster.NodeTypeDiscontinued: 'CacheNodeType' but got cache.t2.micro"],
])('fails when the node type %s does not support Memcached %s', (CacheNodeType, EngineVersion, error) => {
  expect(checkCluster({ CacheNodeType, EngineVersion })).toEqual([error]);
});

test('fails with a node type with data tiering', () => {
  expect(checkCluster({ CacheNodeType: 'cache.r6gd.xlarge' }, REDIS)).toEqual([
    "CacheCluster.DataTieringUnsupported: 'CacheNodeType' but got cache.r6gd.xlarge",
  ]);
});

test.each([
  [0, "CacheCluster.NodeCountOutOfRange: 'NumCacheNodes' but got 0"],
  [1, undefined],
  [1.5, "CacheCluster.NodeCountOutOfRange: 'NumCacheNodes' but got 1.5"],
  [60, undefined],
  [61, "CacheCluster.NodeCountExceedsQuota: 'NumCacheNodes' but got 61"],
])('validates the number of Memcached nodes: %s', (NumCacheNodes, error) => {
  expect(checkCluster({ NumCacheNodes })).toEqual(error ? [error] : []);
});

test.each([
  [0, '0'],
  [2, '2'],
  [1.5, '1.5'],
])('fails when a Redis OSS cluster has %s nodes', (NumCacheNodes, got) => {
  expect(checkCluster({ NumCacheNodes }, REDIS)).toContain(
    `CacheCluster.NodeCountOutOfRange: 'NumCacheNodes' but got ${got}`,
  );
});

test.each([
  [{ CacheParameterGroupName: 'default.redis7' }, undefined],
  [
    { CacheParameterGroupName: 'default.redis7.cluster.on' },
    'CacheCluster.ClusterModeUnsupported: \'CacheParameterGroupName\' but got "default.redis7.cluster.on"',
  ],
  [
    { CacheParameterGroupName: 'default.memcached1.6' },
    'CacheCluster.ParameterGroupFamilyMismatch: \'CacheParameterGroupName\' but got "default.memcached1.6" of the family memcached1.6',
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
