import { getOwn } from '../private/records';
import { isResolved } from '../private/tokens';
import type { EngineFeature, NodeEngine } from '../service-data/engine-versions';
import { ENGINE_VERSIONS, familyOf, getMajorVersion, isNewerVersion, supports } from '../service-data/engine-versions';
import { PORTS } from '../service-data/limits';

/** What this library cannot know of an engine version that is newer than itself. */
export interface EngineVersionOptions {
  /**
   * The family of the parameter groups of the version, for example valkey9.
   *
   * @default - derived from engine and version; none for a major version that is newer than this library
   */
  readonly parameterGroupFamily?: string;
}

/**
 * The engine of a node-based cache with its version: one value, so that a pair which does not exist cannot be written.
 *
 * It knows what it supports. The answers are undefined where they cannot be known: for a token, and for an engine that
 * this library does not know.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 * @example
 * const version = elasticache.EngineVersion.VALKEY_8_1;
 * version.parameterGroupFamily; // 'valkey8'
 * version.supportsDurability; // false: it comes with Valkey 9.0
 */
export class EngineVersion {
  /** Valkey 7.2. */
  public static readonly VALKEY_7_2 = new EngineVersion('valkey', '7.2');

  /** Valkey 8.0. */
  public static readonly VALKEY_8_0 = new EngineVersion('valkey', '8.0');

  /** Valkey 8.1: the first version with Bloom filters and the command log. */
  public static readonly VALKEY_8_1 = new EngineVersion('valkey', '8.1');

  /** Valkey 8.2: the first version with vector search. */
  public static readonly VALKEY_8_2 = new EngineVersion('valkey', '8.2');

  /** Valkey 9.0: the first version with durability, full-text search and several databases in cluster mode. */
  public static readonly VALKEY_9_0 = new EngineVersion('valkey', '9.0');

  /** Valkey 9.1. */
  public static readonly VALKEY_9_1 = new EngineVersion('valkey', '9.1');

  /** Redis OSS 4.0.10, which is in Extended Support: it is charged for each hour of a node. */
  public static readonly REDIS_4_0_10 = new EngineVersion('redis', '4.0.10');

  /** Redis OSS 5.0.6, which is in Extended Support: it is charged for each hour of a node. */
  public static readonly REDIS_5_0_6 = new EngineVersion('redis', '5.0.6');

  /** Redis OSS 6.0: the first version of Redis OSS with users and user groups. */
  public static readonly REDIS_6_0 = new EngineVersion('redis', '6.0');

  /** Redis OSS 6.2: the first version of Redis OSS with data tiering. */
  public static readonly REDIS_6_2 = new EngineVersion('redis', '6.2');

  /** Redis OSS 7.0: the first version of Redis OSS with IAM authentication. */
  public static readonly REDIS_7_0 = new EngineVersion('redis', '7.0');

  /** Redis OSS 7.1, the last version of Redis OSS that ElastiCache offers. */
  public static readonly REDIS_7_1 = new EngineVersion('redis', '7.1');

  /** Memcached 1.4.5. */
  public static readonly MEMCACHED_1_4_5 = new EngineVersion('memcached', '1.4.5');

  /** Memcached 1.4.14. */
  public static readonly MEMCACHED_1_4_14 = new EngineVersion('memcached', '1.4.14');

  /** Memcached 1.4.24. */
  public static readonly MEMCACHED_1_4_24 = new EngineVersion('memcached', '1.4.24');

  /** Memcached 1.4.33. */
  public static readonly MEMCACHED_1_4_33 = new EngineVersion('memcached', '1.4.33');

  /** Memcached 1.4.34. */
  public static readonly MEMCACHED_1_4_34 = new EngineVersion('memcached', '1.4.34');

  /** Memcached 1.5.10. */
  public static readonly MEMCACHED_1_5_10 = new EngineVersion('memcached', '1.5.10');

  /** Memcached 1.5.16. */
  public static readonly MEMCACHED_1_5_16 = new EngineVersion('memcached', '1.5.16');

  /** Memcached 1.6.6: the first version of Memcached with IPv6. */
  public static readonly MEMCACHED_1_6_6 = new EngineVersion('memcached', '1.6.6');

  /** Memcached 1.6.12: the first version of Memcached with encryption in transit. */
  public static readonly MEMCACHED_1_6_12 = new EngineVersion('memcached', '1.6.12');

  /** Memcached 1.6.17. */
  public static readonly MEMCACHED_1_6_17 = new EngineVersion('memcached', '1.6.17');

  /** Memcached 1.6.22. */
  public static readonly MEMCACHED_1_6_22 = new EngineVersion('memcached', '1.6.22');

  /**
   * A version that this library has no member for yet. Caches validate it, because it depends on the kind of cache.
   *
   * @param engineType the engine in CloudFormation's words, in lower case: valkey, redis, memcached
   * @param version the version: 8.1 for Valkey, 7.1 for Redis OSS, 5.0.6 for its versions before 6, 1.6.22 for
   * Memcached
   * @param options what this library cannot derive from them
   */
  public static of(engineType: string, version: string, options: EngineVersionOptions = {}): EngineVersion {
    const { parameterGroupFamily: family } = options;
    const versions: EngineVersion[] = Object.values(EngineVersion);
    const knownVersion = versions.find((known) => known.engineType === engineType && known.version === version);
    const hasKnownFamily = family === undefined || family === knownVersion?.parameterGroupFamily;
    return knownVersion && hasKnownFamily ? knownVersion : new EngineVersion(engineType, version, family);
  }

  /**
   * @param engineType the engine in CloudFormation's words
   * @param version the version in CloudFormation's words
   * @param specifiedFamily the family of parameter groups, where it is not derived
   */
  private constructor(
    public readonly engineType: string,
    public readonly version: string,
    private readonly specifiedFamily?: string,
  ) {}

  /** The major version: 8 of Valkey 8.1, 1.6 of Memcached 1.6.22; undefined for a token. */
  public get majorVersion(): string | undefined {
    return isResolved(this.version) ? getMajorVersion(this.engineType, this.version) : undefined;
  }

  /**
   * The family of the version's parameter groups, for example valkey8. That of a version that is newer than this
   * library is derived from its major version. Without a specified family, it is undefined for a token, and for a
   * version that ElastiCache does not offer.
   */
  public get parameterGroupFamily(): string | undefined {
    return this.specifiedFamily ?? (this.isFullyResolved ? this.deriveFamily() : undefined);
  }

  /** The port on which nodes listen unless told otherwise; undefined for an engine that this library does not know. */
  public get port(): number | undefined {
    return getOwn(PORTS, this.engineType)?.primary;
  }

  /** Whether traffic can be encrypted with TLS: Valkey, Redis OSS, Memcached 1.6.12 and later. */
  public get supportsTransitEncryption(): boolean | undefined {
    return this._supports('inTransitEncryption');
  }

  /** Whether TLS can be turned on and off for a group that serves: Valkey, Redis OSS 7.0 and later. */
  public get supportsTransitEncryptionChange(): boolean | undefined {
    return this._supports('tlsChangeInPlace');
  }

  /** Whether data on disk can be encrypted: Valkey, Redis OSS. */
  public get supportsAtRestEncryption(): boolean | undefined {
    return this._supports('atRestEncryption');
  }

  /** Whether one token can be asked of all clients: Valkey, Redis OSS. */
  public get supportsAuthToken(): boolean | undefined {
    return this._supports('authToken');
  }

  /** Whether users and user groups control the access: Valkey, Redis OSS 6.0 and later. */
  public get supportsUserGroups(): boolean | undefined {
    return this._supports('rbacUserGroups');
  }

  /** Whether users can log in with a token that is signed with IAM credentials: Valkey, Redis OSS 7.0 and later. */
  public get supportsIamAuthentication(): boolean | undefined {
    return this._supports('iamAuthentication');
  }

  /** Whether the data can be spread over shards: Valkey, Redis OSS. */
  public get supportsClusterMode(): boolean | undefined {
    return this._supports('clusterMode');
  }

  /** Whether a group can go from cluster mode disabled over compatible to enabled: Valkey, Redis OSS 7.0 and later. */
  public get supportsClusterModeChange(): boolean | undefined {
    return this._supports('clusterModeChangeInPlace');
  }

  /** Whether shards can be added and taken away while the group serves: Valkey, Redis OSS. */
  public get supportsOnlineResharding(): boolean | undefined {
    return this._supports('onlineResharding');
  }

  /** Whether a replica can take over from a failed primary, in another Availability Zone: Valkey, Redis OSS. */
  public get supportsAutomaticFailover(): boolean | undefined {
    return this._supports('multiAzAutomaticFailover');
  }

  /** Whether a group can be part of a global datastore: Valkey, Redis OSS 5.0.6 and later. */
  public get supportsGlobalDatastore(): boolean | undefined {
    return this._supports('globalDatastore');
  }

  /** Whether shards and replicas can scale by themselves: Valkey, Redis OSS 6.0 and later. */
  public get supportsAutoScaling(): boolean | undefined {
    return this._supports('autoScalingShardsReplicas');
  }

  /** Whether groups with data tiering can scale by themselves: Valkey, Redis OSS 7.0 and later. */
  public get supportsAutoScalingWithDataTiering(): boolean | undefined {
    return this._supports('autoScalingWithDataTiering');
  }

  /** Whether an SSD can stand behind the memory: Valkey, Redis OSS 6.2 and later. */
  public get supportsDataTiering(): boolean | undefined {
    return this._supports('dataTiering');
  }

  /** Whether writes can be made durable: Valkey 9.0 and later. */
  public get supportsDurability(): boolean | undefined {
    return this._supports('durability');
  }

  /** Whether there are JSON documents: Valkey, Redis OSS 6.2 and later. */
  public get supportsJson(): boolean | undefined {
    return this._supports('json');
  }

  /** Whether there are Bloom filters: Valkey 8.1 and later. */
  public get supportsBloomFilters(): boolean | undefined {
    return this._supports('bloomFilters');
  }

  /** Whether there is vector search: Valkey 8.2 and later. */
  public get supportsVectorSearch(): boolean | undefined {
    return this._supports('vectorSearch');
  }

  /** Whether there is full-text and hybrid search: Valkey 9.0 and later. */
  public get supportsFullTextSearch(): boolean | undefined {
    return this._supports('fullTextHybridSearch');
  }

  /** Whether the fields of a hash can expire: Valkey 9.0 and later. */
  public get supportsHashFieldExpiration(): boolean | undefined {
    return this._supports('hashFieldExpiration');
  }

  /** Whether there are several databases with cluster mode enabled: Valkey 9.0 and later. */
  public get supportsDatabasesInClusterMode(): boolean | undefined {
    return this._supports('multipleDatabasesInClusterMode');
  }

  /**
   * Whether there are functions, sharded publish and subscribe, and selectors in access strings: Valkey, Redis OSS 7.0
   * and later.
   */
  public get supportsFunctions(): boolean | undefined {
    return this._supports('functionsShardedPubSubAclV2');
  }

  /** Whether the slow log can be delivered: Valkey, Redis OSS 6.0 and later. */
  public get supportsSlowLog(): boolean | undefined {
    return this._supports('slowLogDelivery');
  }

  /** Whether the engine log can be delivered: Valkey, Redis OSS 6.2 and later. */
  public get supportsEngineLog(): boolean | undefined {
    return this._supports('engineLogDelivery');
  }

  /** Whether nodes can be reached by IPv6: Valkey, Redis OSS 6.2 and later, Memcached 1.6.6 and later. */
  public get supportsIpv6(): boolean | undefined {
    return this._supports('ipv6DualStack');
  }

  /** Whether ElastiCache can keep the minor version current: Valkey, Redis OSS 6.0 and later. */
  public get supportsAutoMinorVersionUpgrade(): boolean | undefined {
    return this._supports('autoMinorVersionUpgrade');
  }

  /** The engine and its version, for reading. */
  public toString(): string {
    return `${this.engineType} ${this.version}`;
  }

  /**
   * Whether the version has a feature of the tables; undefined where it cannot be known.
   *
   * @internal
   */
  public _supports(feature: EngineFeature): boolean | undefined {
    return this.isFullyResolved ? supports(this.engineType, this.version, feature) : undefined;
  }

  private deriveFamily(): string | undefined {
    const knownFamily = familyOf(this.engineType, this.version);
    if (knownFamily !== undefined || !isNodeEngine(this.engineType)) {
      return knownFamily;
    }
    return isNewerVersion(this.engineType, this.version) ? `${this.engineType}${this.majorVersion}` : undefined;
  }

  private get isFullyResolved(): boolean {
    return isResolved(this.engineType) && isResolved(this.version);
  }
}

function isNodeEngine(engineType: string): engineType is NodeEngine {
  return Object.hasOwn(ENGINE_VERSIONS, engineType);
}
