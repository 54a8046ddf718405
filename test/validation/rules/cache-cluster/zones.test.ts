import { checkCluster, REDIS } from './cluster';

const [A, B] = ['us-east-1a', 'us-east-1b'];

test.each([
  [{ AZMode: 'single-az' }],
  [{ AZMode: 'cross-az' }],
  [{ PreferredAvailabilityZone: A }],
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
  [{ AZMode: 'multi-az' }, '\'AZMode\' must be one of single-az, cross-az, got "multi-az"'],
  [
    { AZMode: 'cross-az', NumCacheNodes: 1 },
    "'AZMode' cross-az needs at least two nodes, got 1 by 'NumCacheNodes'; raise it, or choose single-az",
  ],
  [
    { AZMode: 'cross-az', PreferredAvailabilityZones: [A, B], NumCacheNodes: 3 },
    "'PreferredAvailabilityZones' must hold one zone for each node, got 2 for 3",
  ],
  [
    { PreferredAvailabilityZones: [A, B] },
    "'AZMode' must be cross-az for us-east-1a, us-east-1b, got nothing; set it, or give one zone",
  ],
  [
    { AZMode: 'single-az', PreferredAvailabilityZones: [A, B] },
    "'AZMode' must be cross-az for us-east-1a, us-east-1b, got single-az; set it, or give one zone",
  ],
  [
    { AZMode: 'cross-az', PreferredAvailabilityZones: [A, A] },
    "'PreferredAvailabilityZones' must be of several zones with 'AZMode' cross-az, got us-east-1a only; give a node another zone, or choose single-az",
  ],
  [
    { AZMode: 'cross-az', PreferredAvailabilityZones: [A, B], PreferredAvailabilityZone: A },
    "'PreferredAvailabilityZone' must not stand beside 'PreferredAvailabilityZones', got both; keep the zones of the nodes",
  ],
  [
    { AZMode: 'cross-az', PreferredAvailabilityZone: A },
    "'PreferredAvailabilityZone' does not go with 'AZMode' cross-az, since all nodes stand in it; give 'PreferredAvailabilityZones', or choose single-az",
  ],
])('fails with the zones %j', (properties, error) => {
  expect(checkCluster(properties)).toEqual([error]);
});

test.each([
  [{ AZMode: 'single-az' }, "'AZMode' is for Memcached, got redis, which has one node; leave it out"],
  [
    { PreferredAvailabilityZones: [A] },
    "'PreferredAvailabilityZones' is for Memcached, got redis, which has one node; use 'PreferredAvailabilityZone'",
  ],
])('fails with multiple zones for Redis OSS: %j', (properties, error) => {
  expect(checkCluster(properties, REDIS)).toEqual([error]);
});
