import { ENGINE_VERSIONS } from '../../../../../src/service-data/engine-versions';
import { formatSince } from '../../../../../src/validation/rules/nodes/engine';
import { checkGroup } from '../../../../public/validation/rules/replication-group/group';

test.each([
  ['clusterModeChangeInPlace', 'valkey', 'Valkey, or Redis OSS 7.0 or later'],
  ['durability', 'redis', 'Valkey 9.0 or later'],
  ['ipv6DualStack', 'memcached', 'Memcached 1.6.6 or later'],
  ['ipv6DualStack', 'redis', 'Valkey, or Redis OSS 6.2 or later'],
  ['durability', 'memcached', 'Valkey 9.0 or later'],
] as const)('formats the first versions with the feature %s for %s', (feature, engine, expected) => {
  expect(formatSince(feature, engine)).toBe(expected);
});

const checkVersion = (Engine: string | undefined, EngineVersion: unknown) =>
  checkGroup({ Engine, EngineVersion, CacheNodeType: 'cache.m5.large' });

test.each(
  (['valkey', 'redis'] as const).flatMap((engine) =>
    Object.keys(ENGINE_VERSIONS[engine]).map((version) => [engine, version]),
  ),
)('accepts %s %s', (engine, version) => {
  expect(checkVersion(engine, version)).toEqual([]);
});
