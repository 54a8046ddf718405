import { checkDatastore } from './global-replication-group/datastore';
import { NODE_FAMILIES } from '../../../src/service-data/node-types';
import { GLOBAL_REPLICATION_GROUP_RULES } from '../../../src/validation/rules/global-replication-group';

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
    '\'GlobalReplicationGroupIdSuffix\' must be without the prefix that AWS puts before it, got "ldgnf-global"; write "global"',
  ],
  [
    { GlobalReplicationGroupIdSuffix: 'my_global' },
    '\'GlobalReplicationGroupIdSuffix\' must have letters, digits and single hyphens, and begin and end with a letter or digit, got "my_global"',
  ],
  [{ Engine: 'memcached' }, '\'Engine\' must be one of valkey, redis, got "memcached"'],
  [
    { Engine: 'redis', EngineVersion: '4.0.10' },
    "a global datastore needs Valkey 7.2 or Redis OSS 5.0.6 or later, got Redis OSS 4.0.10; raise 'EngineVersion'",
  ],
  [{ EngineVersion: '6.3' }, expect.stringMatching(/^'EngineVersion' must be one of 7.2, .*, got "6.3"$/)],
  [
    { CacheParameterGroupName: 'own' },
    "'CacheParameterGroupName' needs 'EngineVersion', got none; give it together with a higher major version, or leave it out",
  ],
  [
    { CacheParameterGroupName: 'default.redis6.x', Engine: 'redis', EngineVersion: '7.1' },
    '\'CacheParameterGroupName\' must be a group of the family redis7 for Redis OSS 7.1, got "default.redis6.x" of redis6.x',
  ],
  [
    { AutomaticFailoverEnabled: false, GlobalNodeGroupCount: 2 },
    "'AutomaticFailoverEnabled' must be true with 2 shards by 'GlobalNodeGroupCount', got false; turn it on",
  ],
  [{ GlobalNodeGroupCount: 0 }, "'GlobalNodeGroupCount' must be a whole number between 1 and 500 shards, got 0"],
  [{ GlobalNodeGroupCount: 501 }, "'GlobalNodeGroupCount' must be a whole number between 1 and 500 shards, got 501"],
  [
    { CacheNodeType: 'cache.m3.medium' },
    "'CacheNodeType' must be of a family of which new caches can be made, got cache.m3.medium; choose for example cache.m8g.large",
  ],
])('fails with %j', (properties, error) => {
  expect(checkDatastore(properties)).toEqual([error]);
});

test.each(
  Object.entries(NODE_FAMILIES)
    .filter(([, fact]) => !fact.discontinued)
    .map(([family, fact]) => [family, fact.globalDatastore ?? false]),
)('accepts only node families that global datastores support: %s', (family, fine) => {
  const size = { t4g: 'medium', t3: 'medium' }[family] ?? 'xlarge';
  const errors = checkDatastore({ CacheNodeType: `cache.${family}.${size}` });

  expect(errors).toEqual(
    fine
      ? []
      : [
          expect.stringMatching(
            /^'CacheNodeType' must be of m8g, m7g, m6g, m5, r8g, r7g, r6g, r6gd, r5, c8gn, c7gn for a global datastore, got cache\.\w+\.\w+; choose for example cache\.\w+\.\w+$/,
          ),
        ],
  );
});

test('every rule has a unique id', () => {
  const ids = GLOBAL_REPLICATION_GROUP_RULES.map(({ id }) => id);

  expect(new Set(ids).size).toBe(ids.length);
});
