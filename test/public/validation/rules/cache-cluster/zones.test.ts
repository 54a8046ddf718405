import { checkCluster, MEMCACHED, REDIS } from './cluster';
import { checkRule } from '../../check-resources';

const [A, B] = ['us-east-1a', 'us-east-1b'];

test.each([
  [{ AZMode: 'single-az' }],
  [{ AZMode: 'cross-az' }],
  [{ PreferredAvailabilityZone: A }],
  [{ PreferredAvailabilityZone: 'us-west-2-lax-1a' }],
  [{ PreferredAvailabilityZone: 'use1-az1' }],
  [{ AZMode: 'cross-az', PreferredAvailabilityZones: [A, B] }],
  [{ PreferredAvailabilityZones: [A, A] }],
  [{ AZMode: 'single-az', PreferredAvailabilityZone: A }],
  [{ AZMode: { Ref: 'Mode' }, PreferredAvailabilityZones: [A, B] }],
  [{ AZMode: 'cross-az', PreferredAvailabilityZones: [A, { Ref: 'Zone' }] }],
  [{ AZMode: 'cross-az', PreferredAvailabilityZones: { Ref: 'Zones' } }],
])('accepts the zones %j', (properties) => {
  expect(checkCluster(properties)).toEqual([]);
});

test.each([
  [{ AZMode: 'multi-az' }, 'CacheCluster.AzModeInvalid: \'AZMode\' but got "multi-az"'],
  [{ AZMode: 'cross-az', NumCacheNodes: 1 }, "CacheCluster.CrossAzRequiresSeveralNodes: 'AZMode'"],
  [
    { AZMode: 'cross-az', PreferredAvailabilityZones: [A, B], NumCacheNodes: 3 },
    "CacheCluster.ZoneCountMismatch: 'PreferredAvailabilityZones' but got 2",
  ],
  [{ PreferredAvailabilityZones: [A, B] }, "CacheCluster.SeveralZonesRequireCrossAz: 'AZMode'"],
  [
    { AZMode: 'single-az', PreferredAvailabilityZones: [A, B] },
    "CacheCluster.SeveralZonesRequireCrossAz: 'AZMode' but got single-az",
  ],
  [
    { AZMode: 'cross-az', PreferredAvailabilityZones: [A, A] },
    "CacheCluster.CrossAzRequiresSeveralZones: 'PreferredAvailabilityZones' but got only us-east-1a",
  ],
  [
    { AZMode: 'cross-az', PreferredAvailabilityZones: [A, B], PreferredAvailabilityZone: A },
    "CacheCluster.ZonesConflict: 'PreferredAvailabilityZone'",
  ],
  [
    { AZMode: 'cross-az', PreferredAvailabilityZones: [A, 'us-gov-west-1'] },
    'CacheCluster.ZoneInvalid: \'PreferredAvailabilityZones\' but got "us-gov-west-1"',
  ],
  [
    { PreferredAvailabilityZone: 'us-east-1' },
    'CacheCluster.ZoneInvalid: \'PreferredAvailabilityZone\' but got "us-east-1"',
  ],
  [
    { AZMode: 'cross-az', PreferredAvailabilityZone: A },
    "CacheCluster.OneZoneRequiresSingleAz: 'PreferredAvailabilityZone'",
  ],
])('fails with the zones %j', (properties, error) => {
  expect(checkCluster(properties)).toEqual([error]);
});

test('accepts one zone for Redis OSS', () => {
  expect(checkCluster({ AZMode: 'single-az' }, REDIS)).toEqual([]);
});

test.each([
  [{ AZMode: 'cross-az' }, "CacheCluster.CrossAzRequiresSeveralNodes: 'AZMode'"],
  [{ AZMode: 'cross-az', NumCacheNodes: { Ref: 'Nodes' } }, "CacheCluster.CrossAzRequiresSeveralNodes: 'AZMode'"],
  [
    { PreferredAvailabilityZones: [A] },
    "CacheCluster.ZonesRequireMemcached: 'PreferredAvailabilityZones' but got redis",
  ],
])('fails with multiple zones for Redis OSS: %j', (properties, error) => {
  expect(checkCluster(properties, REDIS)).toEqual([error]);
});

test.each<[object, object, boolean]>([
  [MEMCACHED, {}, true],
  [MEMCACHED, { AZMode: 'cross-az' }, true],
  [MEMCACHED, { PreferredAvailabilityZone: A }, false],
  [MEMCACHED, { PreferredAvailabilityZones: { Ref: 'Zones' } }, false],
  [MEMCACHED, { Engine: { Ref: 'Engine' } }, false],
  [REDIS, {}, false],
])('warns that CloudFormation replaces a Memcached cluster without zones: %j %j', (cluster, properties, warns) => {
  const findings = checkRule('CacheCluster.ReplacedWhenScaled', {
    Cluster: ['CacheCluster', { ...cluster, ...properties }],
  });

  expect(findings).toEqual(warns ? ["'NumCacheNodes'"] : []);
});
