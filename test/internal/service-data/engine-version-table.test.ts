import type * as Acl from '../../../src/acl';
import type * as Engine from '../../../src/engine';
import { compareVersions } from '../../../src/private/versions';
import type * as EngineVersions from '../../../src/service-data/engine-versions';
import type * as Commands from '../../../src/service-data/generated/commands';
import type * as Limits from '../../../src/service-data/limits';
import type * as Parameters from '../../../src/service-data/parameters';
import type * as Catalog from '../../engines/catalog';
import { formatMemberName } from '../../public/member-names';

type Versions = typeof EngineVersions.ENGINE_VERSIONS;

const VALKEY_9_1 = { family: 'valkey9', commands: '9.1' };

/** Loads the library with further versions of Valkey in the table of engine versions. */
function loadWith(versions: Versions['valkey']) {
  jest.resetModules();
  jest.doMock('../../../src/service-data/engine-versions', () => {
    const actual: typeof EngineVersions = jest.requireActual('../../../src/service-data/engine-versions');
    const valkey = { ...actual.ENGINE_VERSIONS.valkey, ...versions };
    return { ...actual, ENGINE_VERSIONS: { ...actual.ENGINE_VERSIONS, valkey } };
  });
  return {
    acl: jest.requireActual<typeof Acl>('../../../src/acl'),
    commands: jest.requireActual<typeof Commands>('../../../src/service-data/generated/commands'),
    engine: jest.requireActual<typeof Engine>('../../../src/engine'),
    limits: jest.requireActual<typeof Limits>('../../../src/service-data/limits'),
    parameters: jest.requireActual<typeof Parameters>('../../../src/service-data/parameters'),
    catalog: jest.requireActual<typeof Catalog>('../../engines/catalog'),
    ...jest.requireMock<typeof EngineVersions>('../../../src/service-data/engine-versions'),
  };
}

/** Lists the tables and classes without a version of the table of engine versions, and versions that only they have. */
function findGaps(library: ReturnType<typeof loadWith>): string[] {
  const { ENGINE_VERSIONS, acl, commands, engine, parameters, catalog } = library;
  const { EngineVersion } = engine;
  const versions = Object.entries(ENGINE_VERSIONS).flatMap(([name, definitions]) =>
    Object.entries(definitions).map(([version, definition]) => ({ name, version, ...definition })),
  );
  const members = Object.entries(EngineVersion).filter(([, member]) => member instanceof EngineVersion);
  const versionsWithCommands = versions.flatMap((definition) => definition.commands ?? []);
  const inCatalog = [...catalog.CATALOG.map(({ name }) => name.split('-')[1]), ...catalog.VERSIONS_WITHOUT_PACKAGE];

  const gaps = versions.flatMap(({ name, version, family, commands: commandVersion }) => {
    const constant = formatMemberName(name, version);
    const hasLevel = acl.findAclLevel(name, version) !== undefined;
    return [
      members.some(([member]) => member === constant) ? [] : `EngineVersion has no member ${constant}`,
      parameters.findParameters(family) ? [] : `no parameters of the family ${family}`,
      hasLevel === (commandVersion !== undefined) ? [] : `${name} ${version} has no ACL level`,
      commandVersion === undefined || commands.COMMAND_VERSIONS.includes(commandVersion)
        ? []
        : `the table of commands was generated without ${commandVersion}`,
      commandVersion === undefined || inCatalog.includes(version) ? [] : `no engine to test ${name} ${version} with`,
    ].flat();
  });
  return [
    ...gaps,
    ...findServerlessGaps(library),
    ...commands.COMMAND_VERSIONS.filter((version) => !versionsWithCommands.includes(version)),
    ...members
      .map(([member]) => member)
      .filter((member) => !versions.some(({ name, version }) => formatMemberName(name, version) === member)),
    ...inCatalog.filter((version) => !versions.some((known) => known.version === version)),
  ];
}

/** Serverless caches have every major version from the oldest one in their table on. */
function findServerlessGaps(library: ReturnType<typeof loadWith>): string[] {
  const { ENGINE_VERSIONS, getMajorVersion, engine, limits } = library;
  return Object.entries(ENGINE_VERSIONS).flatMap(([name, versions]) => {
    const serverlessVersions = limits.SERVERLESS_VERSIONS[name];
    const majorVersions = [...new Set(Object.keys(versions).map((version) => getMajorVersion(name, version)))];
    const expected = majorVersions.filter((version) => compareVersions(version, serverlessVersions[0]) >= 0);
    return [
      ...expected
        .filter((version) => !serverlessVersions.includes(version))
        .map((version) => `serverless caches have no version ${name} ${version}`),
      ...serverlessVersions
        .filter((version) => !majorVersions.includes(version))
        .map((version) => `only serverless caches have ${name} ${version}`),
      ...expected
        .map((version) => formatMemberName(name, version))
        .filter((constant) => !Object.hasOwn(engine.CacheEngine, constant))
        .map((constant) => `CacheEngine has no member ${constant}`),
    ];
  });
}

afterEach(() => {
  jest.dontMock('../../../src/service-data/engine-versions');
  jest.resetModules();
});

test('every version of the table is complete', () => {
  expect(findGaps(loadWith({}))).toEqual([]);
});

test.each(['9.2', '9.10'])('fails for Valkey %s in the table alone', (version) => {
  const constant = `VALKEY_${version.replace('.', '_')}`;

  expect(findGaps(loadWith({ [version]: { family: 'valkey9', commands: version } }))).toEqual([
    `EngineVersion has no member ${constant}`,
    `the table of commands was generated without ${version}`,
    `no engine to test valkey ${version} with`,
  ]);
});

test('fails for a family without parameters', () => {
  expect(findGaps(loadWith({ '10.0': { ...VALKEY_9_1, family: 'valkey10' } }))).toContain(
    'no parameters of the family valkey10',
  );
});

test('fails for a major version without serverless caches', () => {
  const gaps = findGaps(loadWith({ '10.0': VALKEY_9_1 }));

  expect(gaps).toContain('serverless caches have no version valkey 10');
  expect(gaps).toContain('CacheEngine has no member VALKEY_10');
});

test('orders versions by the table, so that 9.10 follows 9.2', () => {
  const { acl } = loadWith({ '9.2': VALKEY_9_1, '9.10': VALKEY_9_1 });
  const level = (version: string) => acl.findAclLevel('valkey', version);

  expect([level('9.2'), level('9.10')]).toEqual([level('9.1')! + 1, level('9.1')! + 2]);
  expect(level('9')).toBe(level('9.10'));
});

test('validates access strings of a version that is only in the table', () => {
  const { acl } = loadWith({ '9.2': VALKEY_9_1 });

  const { errors, unknownNames } = acl.parseAccessString('on ~* +stralgo +gett', acl.findAclLevel('valkey', '9.2'));

  expect(errors).toEqual([
    'must contain valid commands of Valkey 9.2, but got "+stralgo". Use an earlier engine version, or remove the rule.',
  ]);
  expect(unknownNames).toEqual(['must contain valid commands of Valkey 9.2, but got "+gett". Did you mean "+get"?']);
});
