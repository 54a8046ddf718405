import { compareVersions } from '../private/versions';

/** The engines of node-based caches. */
export type NodeEngine = 'valkey' | 'redis' | 'memcached';

/** What the engines are called. */
export const ENGINE_NAMES: Readonly<Record<NodeEngine, string>> = {
  valkey: 'Valkey',
  redis: 'Redis OSS',
  memcached: 'Memcached',
};

/**
 * The versions that ElastiCache offers for nodes, oldest first, each with the family of its parameter groups.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const ENGINE_VERSIONS: Readonly<Record<NodeEngine, Readonly<Record<string, string>>>> = {
  valkey: {
    '7.2': 'valkey7',
    '8.0': 'valkey8',
    '8.1': 'valkey8',
    '8.2': 'valkey8',
    '9.0': 'valkey9',
    '9.1': 'valkey9',
  },
  redis: {
    '4.0.10': 'redis4.0',
    '5.0.6': 'redis5.0',
    '6.0': 'redis6.x',
    '6.2': 'redis6.x',
    '7.0': 'redis7',
    '7.1': 'redis7',
  },
  memcached: {
    '1.4.5': 'memcached1.4',
    '1.4.14': 'memcached1.4',
    '1.4.24': 'memcached1.4',
    '1.4.33': 'memcached1.4',
    '1.4.34': 'memcached1.4',
    '1.5.10': 'memcached1.5',
    '1.5.16': 'memcached1.5',
    '1.6.6': 'memcached1.6',
    '1.6.12': 'memcached1.6',
    '1.6.17': 'memcached1.6',
    '1.6.22': 'memcached1.6',
  },
};

/**
 * Engines of which no later versions will come.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const FINISHED_ENGINES: readonly NodeEngine[] = ['redis'];

/**
 * Words that ElastiCache takes for a version besides those above, and the version that they mean.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const ENGINE_VERSION_ALIASES: Readonly<Record<string, string>> = { '6.x': '6.2' };

/**
 * How ElastiCache writes the versions of an engine, each form with an example; the first form whose `of` matches a
 * version's beginning is its form.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const ENGINE_VERSION_FORMS: Readonly<
  Record<NodeEngine, readonly { readonly of: RegExp; readonly form: RegExp; readonly words: string }[]>
> = {
  valkey: [{ of: /^/, form: /^\d+\.\d+$/, words: 'major.minor, such as 8.1' }],
  redis: [
    { of: /^[0-5]\b/, form: /^\d+\.\d+\.\d+$/, words: 'major.minor.patch, such as 5.0.6' },
    { of: /^/, form: /^(\d+\.\d+|6\.x)$/, words: 'major.minor, such as 7.1' },
  ],
  memcached: [{ of: /^/, form: /^\d+\.\d+\.\d+$/, words: 'major.minor.patch, such as 1.6.22' }],
};

/**
 * The first version of each engine that has a feature; an engine that is not named never has it.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const FEATURES_SINCE = {
  inTransitEncryption: { valkey: '7.2', redis: '4.0.10', memcached: '1.6.12' },
  tlsChangeInPlace: { valkey: '7.2', redis: '7.0.5' },
  atRestEncryption: { valkey: '7.2', redis: '4.0.10' },
  authToken: { valkey: '7.2', redis: '3.2.6' },
  rbacUserGroups: { valkey: '7.2', redis: '6.0' },
  iamAuthentication: { valkey: '7.2', redis: '7.0' },
  clusterMode: { valkey: '7.2', redis: '3.2' },
  clusterModeChangeInPlace: { valkey: '7.2', redis: '7.0' },
  multiAzAutomaticFailover: { valkey: '7.2', redis: '2.8.6' },
  onlineResharding: { valkey: '7.2', redis: '3.2.10' },
  globalDatastore: { valkey: '7.2', redis: '5.0.6' },
  autoScalingShardsReplicas: { valkey: '7.2', redis: '6.0' },
  autoScalingWithDataTiering: { valkey: '7.2', redis: '7.0.7' },
  dataTiering: { valkey: '7.2', redis: '6.2' },
  json: { valkey: '7.2', redis: '6.2.6' },
  bloomFilters: { valkey: '8.1' },
  vectorSearch: { valkey: '8.2' },
  fullTextHybridSearch: { valkey: '9.0' },
  hashFieldExpiration: { valkey: '9.0' },
  multipleDatabasesInClusterMode: { valkey: '9.0' },
  durability: { valkey: '9.0' },
  functionsShardedPubSubAclV2: { valkey: '7.2', redis: '7.0' },
  slowLogDelivery: { valkey: '7.2', redis: '6.0' },
  engineLogDelivery: { valkey: '7.2', redis: '6.2' },
  commandLogDelivery: { valkey: '8.1' },
  ipv6DualStack: { valkey: '7.2', redis: '6.2', memcached: '1.6.6' },
  autoMinorVersionUpgrade: { valkey: '7.2', redis: '6.0' },
} as const satisfies Readonly<Record<string, Partial<Record<NodeEngine, string>>>>;

/** The name of a feature. */
export type EngineFeature = keyof typeof FEATURES_SINCE;

/** Whether a version of an engine has a feature; undefined for an engine that these tables do not know. */
export function supports(engine: string, version: string, feature: EngineFeature): boolean | undefined {
  if (!Object.hasOwn(ENGINE_VERSIONS, engine)) {
    return undefined;
  }
  const since = (FEATURES_SINCE[feature] as Partial<Record<NodeEngine, string>>)[engine as NodeEngine];
  return since !== undefined && compareVersions(ENGINE_VERSION_ALIASES[version] ?? version, since) >= 0;
}

/**
 * The family of the parameter groups of a version; that of its nearest relative for one that these tables do not have,
 * undefined when there is none.
 */
export function familyOf(engine: string, version: string): string | undefined {
  const versions = Object.entries(ENGINE_VERSIONS[engine as NodeEngine] ?? {});
  const exact = versions.find(([known]) => known === (ENGINE_VERSION_ALIASES[version] ?? version));
  const [, family] = exact ?? versions.reverse().find(([known]) => isRelated(engine, known, version)) ?? [];
  return family;
}

/** Versions of one family: of one major version, and of one minor version where the families are made so. */
function isRelated(engine: string, known: string, version: string): boolean {
  const parts = engine === 'memcached' || Number(version.split('.')[0]) < 6 ? 2 : 1;
  return known.split('.').slice(0, parts).join('.') === version.split('.').slice(0, parts).join('.');
}
