import { compareVersions } from '../../../src/private/versions';
import { ENGINE_VERSIONS, familyOf, supports } from '../../../src/service-data/engine-versions';

test.each([
  ['7.2', '7.2', 0],
  ['7.0', '7.1', -1],
  ['7.10', '7.9', 1],
  ['7.0', '7.0.5', 1],
  ['7.0.5', '7.0', -1],
  ['7.0.4', '7.0.5', -1],
  ['7', '7', 0],
  ['7', '7.2', 1],
  ['1.6.22', '1.6.6', 1],
  ['6.2', '7', -1],
])('%s compared with %s', (one, other, sign) => {
  expect(Math.sign(compareVersions(one, other))).toBe(sign);
});

test.each([
  ['valkey', '9.0', 'durability', true],
  ['valkey', '8.2', 'durability', false],
  ['redis', '7.1', 'durability', false],
  ['redis', '7.0', 'tlsChangeInPlace', true],
  ['redis', '6.x', 'engineLogDelivery', true],
  ['memcached', '1.6.6', 'inTransitEncryption', false],
  ['memcached', '1.6.22', 'inTransitEncryption', true],
  ['valkie', '8.0', 'durability', undefined],
] as const)('%s %s supports %s: %s', (engine, version, feature, answer) => {
  expect(supports(engine, version, feature)).toBe(answer);
});

test('returns the family of every version in the table', () => {
  for (const [engine, versions] of Object.entries(ENGINE_VERSIONS)) {
    for (const [version, { family }] of Object.entries(versions)) {
      expect([version, familyOf(engine, version)]).toEqual([version, family]);
    }
  }
});

test.each([
  ['valkey', '9.7', 'valkey9'],
  ['valkey', '10.0', undefined],
  ['redis', '6.x', 'redis6.x'],
  ['redis', '7', 'redis7'],
  ['redis', '5.0.9', 'redis5.0'],
  ['redis', '3.2.10', undefined],
  ['memcached', '1.6.30', 'memcached1.6'],
  ['memcached', '1.7.0', undefined],
  ['valkie', '8.0', undefined],
])('returns the parameter group family of %s %s: %s', (engine, version, family) => {
  expect(familyOf(engine, version)).toBe(family);
});
