import { checkDatastore } from './global-replication-group/datastore';

test.each([
  [{}],
  [{ GlobalReplicationGroupIdSuffix: undefined }],
  [{ Engine: 'valkey', EngineVersion: '8.0', CacheNodeType: 'cache.r7g.large' }],
  [{ GlobalNodeGroupCount: 2 }],
  [{ AutomaticFailoverEnabled: false }],
  [{ AutomaticFailoverEnabled: false, GlobalNodeGroupCount: 1 }],
  [{ CacheParameterGroupName: 'default.redis7', EngineVersion: '7.1' }],
  [{ GlobalReplicationGroupIdSuffix: 'users-global' }],
])('accepts a global datastore with %j', (properties) => {
  expect(checkDatastore(properties)).toEqual([]);
});

test.each([
  [
    { GlobalReplicationGroupIdSuffix: 'ldgnf-global' },
    'GlobalReplicationGroup.IdSuffixWithPrefix: \'GlobalReplicationGroupIdSuffix\' but got "ldgnf-global"',
  ],
  [
    { GlobalReplicationGroupIdSuffix: 'my_global' },
    'GlobalReplicationGroup.IdSuffixInvalid: \'GlobalReplicationGroupIdSuffix\' but got "my_global"',
  ],
  [{ Engine: 'memcached' }, 'GlobalReplicationGroup.EngineInvalid: \'Engine\' but got "memcached"'],
  [{ EngineVersion: '6.3' }, 'GlobalReplicationGroup.VersionInvalid: \'EngineVersion\' but got "6.3"'],
  [
    { CacheParameterGroupName: 'own' },
    "GlobalReplicationGroup.ParameterGroupRequiresVersion: 'CacheParameterGroupName'",
  ],
  [
    { CacheParameterGroupName: 'default.redis6.x', Engine: 'redis', EngineVersion: '7.1' },
    'GlobalReplicationGroup.ParameterGroupFamilyMismatch: \'CacheParameterGroupName\' but got "default.redis6.x" of the family redis6.x',
  ],
  [
    { AutomaticFailoverEnabled: false, GlobalNodeGroupCount: 2 },
    "GlobalReplicationGroup.ShardsRequireFailover: 'AutomaticFailoverEnabled' but got false",
  ],
  [{ GlobalNodeGroupCount: 0 }, "GlobalReplicationGroup.ShardCountOutOfRange: 'GlobalNodeGroupCount' but got 0"],
  [{ GlobalNodeGroupCount: 501 }, "GlobalReplicationGroup.ShardCountOutOfRange: 'GlobalNodeGroupCount' but got 501"],
  [
    { CacheNodeType: 'cache.m3.medium' },
    "GlobalReplicationGroup.NodeTypeDiscontinued: 'CacheNodeType' but got cache.m3.medium",
  ],
])('fails with %j', (properties, error) => {
  expect(checkDatastore(properties)).toEqual([error]);
});

test('fails with a version without global datastores', () => {
  expect(checkDatastore({ Engine: 'redis', EngineVersion: '4.0.10' }).sort()).toEqual([
    "GlobalReplicationGroup.VersionNeedsExtendedSupport: 'EngineVersion'",
    "GlobalReplicationGroup.VersionUnsupported: 'EngineVersion' but got Redis OSS 4.0.10",
  ]);
});
