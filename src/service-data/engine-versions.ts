import { getOwn } from '../private/records';
import { compareVersions } from '../private/versions';

/** The engines of node-based caches. */
export type NodeEngine = 'valkey' | 'redis' | 'memcached';

/**
 * The names of the engines in messages. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const ENGINE_NAMES: Readonly<Record<NodeEngine, string>> = {
  valkey: 'Valkey',
  redis: 'Redis OSS',
  memcached: 'Memcached',
};

/** The features that differ between versions. */
const ENGINE_FEATURES = [
  'inTransitEncryption',
  'tlsChangeInPlace',
  'atRestEncryption',
  'authToken',
  'rbacUserGroups',
  'iamAuthentication',
  'clusterMode',
  'clusterModeChangeInPlace',
  'multiAzAutomaticFailover',
  'onlineResharding',
  'globalDatastore',
  'autoScalingShardsReplicas',
  'autoScalingWithDataTiering',
  'dataTiering',
  'json',
  'bloomFilters',
  'vectorSearch',
  'fullTextHybridSearch',
  'hashFieldExpiration',
  'multipleDatabasesInClusterMode',
  'databasePermissions',
  'durability',
  'functionsShardedPubSubAclV2',
  'slowLogDelivery',
  'engineLogDelivery',
  'ipv6DualStack',
  'autoMinorVersionUpgrade',
] as const;

/** The name of a feature. */
export type EngineFeature = (typeof ENGINE_FEATURES)[number];

/** The properties of an engine version. */
export interface EngineVersionDefinition {
  /** The parameter group family. */
  readonly family: string;

  /**
   * The open source version that has the same commands. A version that exists only in ElastiCache has the commands of
   * the version before it. Versions without this value do not support access strings.
   */
  readonly commands?: string;

  /** The features that the version adds. If a patch version adds a feature, the entry contains that patch version. */
  readonly features?: readonly (EngineFeature | readonly [feature: EngineFeature, since: string])[];
}

/**
 * The engine versions of node-based caches, oldest first. Other tables and checks are derived from this table.
 * Read 2026-11-28.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const ENGINE_VERSIONS: Readonly<Record<NodeEngine, Readonly<Record<string, EngineVersionDefinition>>>> = {
  valkey: {
    '7.2': {
      family: 'valkey7',
      commands: '7.2',
      features: [
        'inTransitEncryption',
        'tlsChangeInPlace',
        'atRestEncryption',
        'authToken',
        'rbacUserGroups',
        'iamAuthentication',
        'clusterMode',
        'clusterModeChangeInPlace',
        'multiAzAutomaticFailover',
        'onlineResharding',
        'globalDatastore',
        'autoScalingShardsReplicas',
        'autoScalingWithDataTiering',
        'dataTiering',
        'json',
        'functionsShardedPubSubAclV2',
        'slowLogDelivery',
        'engineLogDelivery',
        'ipv6DualStack',
        'autoMinorVersionUpgrade',
      ],
    },
    '8.0': { family: 'valkey8', commands: '8.0' },
    '8.1': { family: 'valkey8', commands: '8.1', features: ['bloomFilters'] },
    '8.2': { family: 'valkey8', commands: '8.1', features: ['vectorSearch'] },
    '9.0': {
      family: 'valkey9',
      commands: '9.0',
      features: ['fullTextHybridSearch', 'hashFieldExpiration', 'multipleDatabasesInClusterMode', 'durability'],
    },
    '9.1': { family: 'valkey9', commands: '9.1', features: ['databasePermissions'] },
  },
  redis: {
    '4.0.10': {
      family: 'redis4.0',
      features: [
        'inTransitEncryption',
        'atRestEncryption',
        ['authToken', '3.2.6'],
        ['clusterMode', '3.2'],
        ['multiAzAutomaticFailover', '2.8.6'],
        ['onlineResharding', '3.2.10'],
      ],
    },
    '5.0.6': { family: 'redis5.0', features: ['globalDatastore'] },
    '6.0': {
      family: 'redis6.x',
      commands: '6.0',
      features: ['rbacUserGroups', 'autoScalingShardsReplicas', 'slowLogDelivery', 'autoMinorVersionUpgrade'],
    },
    '6.2': {
      family: 'redis6.x',
      commands: '6.2',
      features: ['dataTiering', ['json', '6.2.6'], 'engineLogDelivery', 'ipv6DualStack'],
    },
    '7.0': {
      family: 'redis7',
      commands: '7.0',
      features: [
        ['tlsChangeInPlace', '7.0.5'],
        'iamAuthentication',
        'clusterModeChangeInPlace',
        ['autoScalingWithDataTiering', '7.0.7'],
        'functionsShardedPubSubAclV2',
      ],
    },
    '7.1': { family: 'redis7', commands: '7.0' },
  },
  memcached: {
    '1.4.5': { family: 'memcached1.4' },
    '1.4.14': { family: 'memcached1.4' },
    '1.4.24': { family: 'memcached1.4' },
    '1.4.33': { family: 'memcached1.4' },
    '1.4.34': { family: 'memcached1.4' },
    '1.5.10': { family: 'memcached1.5' },
    '1.5.16': { family: 'memcached1.5' },
    '1.6.6': { family: 'memcached1.6', features: ['ipv6DualStack'] },
    '1.6.12': { family: 'memcached1.6', features: ['inTransitEncryption'] },
    '1.6.17': { family: 'memcached1.6' },
    '1.6.22': { family: 'memcached1.6' },
  },
};

/**
 * The engines for which ElastiCache no longer adds versions. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const ENGINES_WITHOUT_NEW_VERSIONS: readonly NodeEngine[] = ['redis'];

/**
 * The version names that ElastiCache accepts as aliases, with the versions to which they refer. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const ENGINE_VERSION_ALIASES: Readonly<Record<string, string>> = { '6.x': '6.2' };

/**
 * The versions that AWS has discontinued for new caches. Existing caches can still have them. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/deprecated-engine-versions.html
 */
export const DISCONTINUED_ENGINE_VERSIONS: Readonly<Record<NodeEngine, readonly string[]>> = {
  valkey: [],
  redis: [
    ...['2.6.13', '2.8.6', '2.8.12', '2.8.19', '2.8.21', '2.8.22', '2.8.23', '2.8.24'],
    ...['3.2.4', '3.2.6', '3.2.10'],
    ...['5.0.0', '5.0.3', '5.0.4', '5.0.5'],
  ],
  memcached: [],
};

/**
 * The last days of standard support and of Extended Support, by major version of Redis OSS. Other major versions have
 * no such dates. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support-versions.html
 */
export const REDIS_SUPPORT_ENDS: Readonly<Record<string, { readonly standard: string; readonly extended: string }>> = {
  '4': { standard: 'January 31, 2026', extended: 'January 31, 2029' },
  '5': { standard: 'January 31, 2026', extended: 'January 31, 2029' },
  '6': { standard: 'January 31, 2027', extended: 'January 31, 2030' },
};

/** A format of version numbers. */
interface EngineVersionFormat {
  /** Matches the versions to which the format applies. */
  readonly appliesTo: RegExp;
  readonly pattern: RegExp;
  /** Describes the format in error messages. */
  readonly description: string;
}

/**
 * The formats of each engine's versions. A version must have the first format that applies to it. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
const ENGINE_VERSION_FORMATS: Readonly<Record<NodeEngine, readonly EngineVersionFormat[]>> = {
  valkey: [{ appliesTo: /^/, pattern: /^\d+\.\d+$/, description: 'major.minor, such as 8.1' }],
  redis: [
    { appliesTo: /^[0-5]\b/, pattern: /^\d+\.\d+\.\d+$/, description: 'major.minor.patch, such as 5.0.6' },
    { appliesTo: /^/, pattern: /^(\d+\.\d+|6\.x)$/, description: 'major.minor, such as 7.1' },
  ],
  memcached: [{ appliesTo: /^/, pattern: /^\d+\.\d+\.\d+$/, description: 'major.minor.patch, such as 1.6.22' }],
};

/** The first version of each engine with each feature. Engines without a feature are not listed. */
export const FEATURES_SINCE = collectFeatureVersions();

function collectFeatureVersions(): Readonly<Record<EngineFeature, Partial<Record<NodeEngine, string>>>> {
  const since = Object.fromEntries(ENGINE_FEATURES.map((feature) => [feature, {}])) as ReturnType<
    typeof collectFeatureVersions
  >;
  for (const [engine, versions] of Object.entries(ENGINE_VERSIONS)) {
    for (const [version, { features = [] }] of Object.entries(versions)) {
      for (const entry of features) {
        const [feature, patch] = typeof entry === 'string' ? [entry, version] : entry;
        since[feature][engine as NodeEngine] = patch;
      }
    }
  }
  return since;
}

/** Whether a version of an engine supports a feature. Returns undefined for an unknown engine. */
export function supports(engine: string, version: string, feature: EngineFeature): boolean | undefined {
  if (!Object.hasOwn(ENGINE_VERSIONS, engine)) {
    return undefined;
  }
  const since = FEATURES_SINCE[feature][engine as NodeEngine];
  return since !== undefined && compareVersions(getOwn(ENGINE_VERSION_ALIASES, version) ?? version, since) >= 0;
}

/**
 * Returns the parameter group family of a version. If the version is not in the table, returns the family of the newest
 * version with the same major version, or undefined if there is none.
 */
export function familyOf(engine: string, version: string): string | undefined {
  const versions = Object.entries<EngineVersionDefinition>(getOwn(ENGINE_VERSIONS, engine) ?? {});
  const exact = versions.find(([known]) => known === (getOwn(ENGINE_VERSION_ALIASES, version) ?? version));
  const related = exact ?? versions.reverse().find(([known]) => isSameFamily(engine, known, version));
  return related?.[1].family;
}

/**
 * The number of major versions to expect while a release of this library is in use. Valkey adds one each year.
 * ElastiCache adds no versions of Redis OSS. Read 2026-11-30.
 * @see https://valkey.io/topics/releases/
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html
 */
const NEXT_MAJOR_VERSIONS: Readonly<Record<NodeEngine, number>> = { valkey: 5, redis: 0, memcached: 1 };

/**
 * Whether ElastiCache could have added a version after this release of the library. Such a version has the format of
 * the engine. It is later than all listed versions of its major version, or belongs to one of the next major versions.
 */
export function isNewerVersion(engine: NodeEngine, version: string): boolean {
  const hasFormat = ENGINE_VERSION_FORMATS[engine].some(({ pattern }) => pattern.test(version));
  if (ENGINES_WITHOUT_NEW_VERSIONS.includes(engine) || !hasFormat) {
    return false;
  }
  const versions = Object.keys(ENGINE_VERSIONS[engine]);
  const majorVersion = getMajorVersion(engine, version);
  const newestOfMajorVersion = versions.filter((known) => getMajorVersion(engine, known) === majorVersion).pop();
  if (newestOfMajorVersion !== undefined) {
    return compareVersions(version, newestOfMajorVersion) > 0;
  }
  const newest = versions.pop()!;
  return compareVersions(version, newest) > 0 && parseInt(version) <= parseInt(newest) + NEXT_MAJOR_VERSIONS[engine];
}

/** Returns the parameter group families of an engine, oldest first. */
export function familiesOf(engine: NodeEngine): string[] {
  return [...new Set(Object.values(ENGINE_VERSIONS[engine]).map(({ family }) => family))];
}

/** Returns the major version: 8 for Valkey 8.1, 1.6 for Memcached 1.6.22. */
export function getMajorVersion(engine: string, version: string): string {
  return truncateVersion(version, engine === 'memcached' ? 2 : 1);
}

/** Whether two versions have the same major version and, before Redis OSS 6, the same minor version. */
function isSameFamily(engine: string, known: string, version: string): boolean {
  const hasFamilyPerMinorVersion = Number(version.split('.')[0]) < 6;
  const toFamilyVersion = (text: string) =>
    hasFamilyPerMinorVersion ? truncateVersion(text, 2) : getMajorVersion(engine, text);
  return toFamilyVersion(known) === toFamilyVersion(version);
}

function truncateVersion(version: string, length: number): string {
  return version.split('.').slice(0, length).join('.');
}
