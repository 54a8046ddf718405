import { compareVersions } from '../private/versions';

/** The engines of node-based caches. */
export type NodeEngine = 'valkey' | 'redis' | 'memcached';

/** What the engines are called. */
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
  'durability',
  'functionsShardedPubSubAclV2',
  'slowLogDelivery',
  'engineLogDelivery',
  'ipv6DualStack',
  'autoMinorVersionUpgrade',
] as const;

/** The name of a feature. */
export type EngineFeature = (typeof ENGINE_FEATURES)[number];

/** What depends on the version of an engine. */
export interface EngineVersionFact {
  /** The family of its parameter groups. */
  readonly family: string;

  /**
   * The version of the engine whose commands it has; versions with commands have access strings. A version that only
   * ElastiCache has takes over the commands of its predecessor.
   */
  readonly commands?: string;

  /** The features that it adds, each with the first patch version that has it where that is another one. */
  readonly features?: readonly (EngineFeature | readonly [feature: EngineFeature, since: string])[];
}

/**
 * The versions that ElastiCache offers for nodes, oldest first. Everything that depends on versions is derived from
 * this table.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const ENGINE_VERSIONS: Readonly<Record<NodeEngine, Readonly<Record<string, EngineVersionFact>>>> = {
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
    '9.1': { family: 'valkey9', commands: '9.1' },
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

/** The first version of each engine that has a feature; an engine that is not listed never has it. */
export const FEATURES_SINCE = featuresSince();

function featuresSince(): Readonly<Record<EngineFeature, Partial<Record<NodeEngine, string>>>> {
  const since = Object.fromEntries(ENGINE_FEATURES.map((feature) => [feature, {}])) as ReturnType<typeof featuresSince>;
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

/** Whether a version of an engine has a feature; undefined for an engine that these tables do not know. */
export function supports(engine: string, version: string, feature: EngineFeature): boolean | undefined {
  if (!Object.hasOwn(ENGINE_VERSIONS, engine)) {
    return undefined;
  }
  const since = FEATURES_SINCE[feature][engine as NodeEngine];
  return since !== undefined && compareVersions(ENGINE_VERSION_ALIASES[version] ?? version, since) >= 0;
}

/**
 * The family of the parameter groups of a version; that of its nearest relative for one that these tables do not have,
 * undefined when there is none.
 */
export function familyOf(engine: string, version: string): string | undefined {
  const versions = Object.entries(ENGINE_VERSIONS[engine as NodeEngine] ?? {});
  const exact = versions.find(([known]) => known === (ENGINE_VERSION_ALIASES[version] ?? version));
  const related = exact ?? versions.reverse().find(([known]) => isRelated(engine, known, version));
  return related?.[1].family;
}

/** The families of the parameter groups of an engine, oldest first. */
export function familiesOf(engine: NodeEngine): string[] {
  return [...new Set(Object.values(ENGINE_VERSIONS[engine]).map(({ family }) => family))];
}

/** Versions of one family: of one major version, and of one minor version where the families are made so. */
function isRelated(engine: string, known: string, version: string): boolean {
  const parts = engine === 'memcached' || Number(version.split('.')[0]) < 6 ? 2 : 1;
  return known.split('.').slice(0, parts).join('.') === version.split('.').slice(0, parts).join('.');
}
