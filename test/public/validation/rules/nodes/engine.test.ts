import { listMessages } from '../../check-resources';
import { checkGroup, GROUP } from '../replication-group/group';

const checkVersion = (Engine: string | undefined, EngineVersion: unknown) =>
  checkGroup({ Engine, EngineVersion, CacheNodeType: 'cache.m5.large' });

describe('engine versions', () => {
  test('accepts the alias of Redis OSS 6 and numbers', () => {
    expect([
      checkVersion('redis', '6.x'),
      checkVersion('redis', 7.1),
      checkVersion(undefined, '7.1'),
      checkVersion('redis', undefined),
    ]).toEqual([[], [], [], []]);
  });

  test.each([
    ['valkey', '7.0'],
    ['valkey', '8.0.1'],
    ['valkey', '8'],
    ['valkey', '7.1'],
    ['valkey', '7.x'],
    ['valkey', '6.x'],
    ['valkey', '9.1.0'],
    ['valkey', '15.0'],
    ['redis', '7.2'],
    ['redis', '7.1.0'],
    ['redis', '6.2.6'],
    ['redis', '5.0'],
    ['redis', '3.2'],
    ['redis', '5.0.2'],
    ['redis', '8.0'],
    ['redis', '7.x'],
  ])('fails with the unknown version %s %s', (engine, version) => {
    expect(checkVersion(engine, version)).toEqual([
      `ReplicationGroup.VersionInvalid: 'EngineVersion' but got "${version}"`,
    ]);
  });

  test('fails with a version that no engine has', () => {
    const [message] = listMessages('ReplicationGroup', { ...GROUP, Engine: undefined, EngineVersion: '3.2' });

    expect(message).toMatch(
      /^'EngineVersion' must be an available version of Valkey \(7.2, .*\) or Redis OSS \(4.0.10, .*\), but got "3.2"\. Use one of these versions\.$/,
    );
  });

  test.each(['2.6.13', '2.8.24', '3.2.10', '5.0.0', '5.0.5'])('fails with the discontinued version %s', (version) => {
    expect(checkVersion('redis', version)).toEqual([
      `ReplicationGroup.VersionDiscontinued: 'EngineVersion' but got Redis OSS ${version}`,
    ]);
    expect(checkVersion('valkey', version)).toEqual([
      `ReplicationGroup.VersionInvalid: 'EngineVersion' but got "${version}"`,
    ]);
  });

  test('fails with a discontinued version without an engine', () => {
    expect(checkVersion(undefined, '3.2.10')).toEqual([
      "ReplicationGroup.VersionDiscontinued: 'EngineVersion' but got Redis OSS 3.2.10",
    ]);
  });

  test('does not validate the version of an engine that the resource type does not have', () => {
    expect(checkVersion('memcached', '9.9')).toEqual([
      'ReplicationGroup.EngineInvalid: \'Engine\' but got "memcached"',
    ]);
    expect(checkVersion(undefined, '1.6.22')).toEqual([
      'ReplicationGroup.EngineInvalid: \'Engine\' but got "memcached"',
    ]);
  });

  test.each([
    ['4.0.10', 'January 31, 2026', 'January 31, 2029'],
    ['5.0.6', 'January 31, 2026', 'January 31, 2029'],
    ['6.0', 'January 31, 2027', 'January 31, 2030'],
    ['6.2', 'January 31, 2027', 'January 31, 2030'],
    ['6.x', 'January 31, 2027', 'January 31, 2030'],
  ])('warns that standard support of Redis OSS %s ends', (EngineVersion, end, extended) => {
    const group = { ...GROUP, Engine: 'redis', EngineVersion, CacheNodeType: 'cache.m5.large' };

    expect(listMessages('ReplicationGroup', group)).toEqual([
      `'EngineVersion' specifies Redis OSS ${EngineVersion}, whose standard support ends on ${end}. Afterward, AWS charges for Extended Support per node-hour, in addition to the price of the nodes. Extended Support ends on ${extended}, and ElastiCache then upgrades the nodes to Valkey. Use Valkey, or Redis OSS 7.0 or later.`,
    ]);
  });

  test.each([
    ['redis', '7.0'],
    ['redis', '7.1'],
    ['valkey', '7.2'],
    ['valkey', '9.1'],
  ])('has no end of standard support for %s %s', (Engine, EngineVersion) => {
    expect(
      listMessages('ReplicationGroup', { ...GROUP, Engine, EngineVersion, CacheNodeType: 'cache.m5.large' }),
    ).toEqual([]);
  });

  test.each(['9.2', '10.0', '9.10'])('warns when Valkey %s is newer than the library', (version) => {
    expect(checkVersion('valkey', version)).toEqual(["ReplicationGroup.VersionUnknown: 'EngineVersion'"]);
  });

  test('does not validate the version of an unknown engine', () => {
    expect(checkVersion('dragonfly', '1.0')).toEqual([
      'ReplicationGroup.EngineInvalid: \'Engine\' but got "dragonfly"',
    ]);
  });
});

describe('parameter groups', () => {
  const checkParameterGroup = (properties: object, name: unknown) =>
    checkGroup({ CacheNodeType: 'cache.m5.large', ...properties, CacheParameterGroupName: name });

  test.each([
    ['valkey', '7.2', 'default.valkey7'],
    ['valkey', '8.1', 'default.valkey8'],
    ['valkey', '9.0', 'default.valkey9'],
    ['redis', '7.1', 'default.redis7'],
    ['redis', '6.x', 'default.redis6.x'],
    ['redis', '6.0', 'default.redis6.x'],
    ['redis', '5.0.6', 'default.redis5.0'],
    ['redis', '4.0.10', 'default.redis4.0'],
    ['valkey', '8.0', 'my-group'],
  ])('accepts %s %s with %s', (Engine, EngineVersion, name) => {
    expect(checkParameterGroup({ Engine, EngineVersion }, name)).toEqual([]);
  });

  test.each([
    ['valkey', '8.0', 'redis7'],
    ['valkey', '9.0', 'valkey8'],
    ['redis', '7.1', 'redis6.x'],
    ['redis', '6.2', 'redis6'],
  ])('fails with %s %s and the family %s', (Engine, EngineVersion, family) => {
    expect(checkParameterGroup({ Engine, EngineVersion }, `default.${family}`)).toEqual([
      `ReplicationGroup.ParameterGroupFamilyMismatch: 'CacheParameterGroupName' but got "default.${family}" of the family ${family}`,
    ]);
  });

  test('fails with a discontinued version and a family of another version', () => {
    const discontinued = "ReplicationGroup.VersionDiscontinued: 'EngineVersion' but got Redis OSS 5.0.4";

    expect(checkParameterGroup({ Engine: 'redis', EngineVersion: '5.0.4' }, 'default.redis6.x').sort()).toEqual([
      'ReplicationGroup.ParameterGroupFamilyMismatch: \'CacheParameterGroupName\' but got "default.redis6.x" of the family redis6.x',
      discontinued,
    ]);
    expect(checkParameterGroup({ Engine: 'redis', EngineVersion: '5.0.4' }, 'default.redis5.0')).toEqual([
      discontinued,
    ]);
  });

  test('compares the parameter group with the engine and recommends a version when the version is missing', () => {
    const unpinned = "ReplicationGroup.VersionNotPinned: 'EngineVersion'";

    expect(checkParameterGroup({ EngineVersion: undefined }, 'default.redis7')).toEqual([
      'ReplicationGroup.ParameterGroupFamilyMismatch: \'CacheParameterGroupName\' but got "default.redis7" of the family redis7',
      unpinned,
    ]);
    expect(checkParameterGroup({ EngineVersion: undefined }, 'default.bogus1')).toEqual([
      'ReplicationGroup.ParameterGroupFamilyMismatch: \'CacheParameterGroupName\' but got "default.bogus1" of the family bogus1',
      unpinned,
    ]);
    expect(checkParameterGroup({ EngineVersion: undefined }, 'default.valkey8')).toEqual([unpinned]);
    expect(checkParameterGroup({ EngineVersion: undefined }, 'default.valkey10')).toEqual([unpinned]);
    expect(checkParameterGroup({ EngineVersion: undefined, Engine: { Ref: 'Engine' } }, 'default.valkey8')).toEqual([
      unpinned,
    ]);
  });

  test('does not validate the parameter group of a version that is newer than the library', () => {
    expect(checkParameterGroup({ EngineVersion: '10.0' }, 'default.valkey10')).toHaveLength(1);
  });
});
