import { Aws } from 'aws-cdk-lib/core';
import { getOwn } from '../private/records';
import { isResolved } from '../private/tokens';
import type { EngineFeature, NodeEngine } from '../service-data/engine-versions';
import { ENGINE_VERSIONS, familyOf, getMajorVersion, isNewerVersion, supports } from '../service-data/engine-versions';
import { PORTS } from '../service-data/limits';

/** Options for an engine version that this library does not support yet. */
export interface EngineVersionOptions {
  /**
   * The parameter group family of the version, such as valkey9.
   *
   * @default - derived from the engine and the version
   */
  readonly parameterGroupFamily?: string;
}

/**
 * The engine and the engine version of a node-based cache.
 *
 * The properties describe the features of the version. They are not set if the engine or the version is a token, or if
 * the engine is unknown.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 * @example
 * const version = elasticache.EngineVersion.VALKEY_8_1;
 *
 * // The family is valkey8.
 * const family = version.parameterGroupFamily;
 * // Durability requires Valkey 9.0 or later, so this is false.
 * const supportsDurability = version.supportsDurability;
 */
export class EngineVersion {
  /** Valkey 7.2. */
  public static readonly VALKEY_7_2 = new EngineVersion('valkey', '7.2');

  /** Valkey 8.0. */
  public static readonly VALKEY_8_0 = new EngineVersion('valkey', '8.0');

  /** Valkey 8.1, the first version with Bloom filters and the command log. */
  public static readonly VALKEY_8_1 = new EngineVersion('valkey', '8.1');

  /** Valkey 8.2, the first version with vector search. */
  public static readonly VALKEY_8_2 = new EngineVersion('valkey', '8.2');

  /** Valkey 9.0, the first version with durability, full-text search, and several databases in cluster mode. */
  public static readonly VALKEY_9_0 = new EngineVersion('valkey', '9.0');

  /** Valkey 9.1. */
  public static readonly VALKEY_9_1 = new EngineVersion('valkey', '9.1');

  /**
   * Redis OSS 4.0.10.
   *
   * Standard support ends on January 31, 2026. Afterward, AWS charges for Extended Support per node-hour until January
   * 31, 2029, and then upgrades the caches to Valkey.
   */
  public static readonly REDIS_4_0_10 = new EngineVersion('redis', '4.0.10');

  /**
   * Redis OSS 5.0.6.
   *
   * Standard support ends on January 31, 2026. Afterward, AWS charges for Extended Support per node-hour until January
   * 31, 2029, and then upgrades the caches to Valkey.
   */
  public static readonly REDIS_5_0_6 = new EngineVersion('redis', '5.0.6');

  /**
   * Redis OSS 6.0, the first version of Redis OSS with users and user groups.
   *
   * Standard support ends on January 31, 2027. Afterward, AWS charges for Extended Support per node-hour until January
   * 31, 2030, and then upgrades the caches to Valkey.
   */
  public static readonly REDIS_6_0 = new EngineVersion('redis', '6.0');

  /**
   * Redis OSS 6.2, the first version of Redis OSS with data tiering.
   *
   * Standard support ends on January 31, 2027. Afterward, AWS charges for Extended Support per node-hour until January
   * 31, 2030, and then upgrades the caches to Valkey.
   */
  public static readonly REDIS_6_2 = new EngineVersion('redis', '6.2');

  /** Redis OSS 7.0, the first version of Redis OSS with IAM authentication. */
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

  /** Memcached 1.6.6, the first version of Memcached with IPv6. */
  public static readonly MEMCACHED_1_6_6 = new EngineVersion('memcached', '1.6.6');

  /** Memcached 1.6.12, the first version of Memcached with encryption in transit. */
  public static readonly MEMCACHED_1_6_12 = new EngineVersion('memcached', '1.6.12');

  /** Memcached 1.6.17. */
  public static readonly MEMCACHED_1_6_17 = new EngineVersion('memcached', '1.6.17');

  /** Memcached 1.6.22. */
  public static readonly MEMCACHED_1_6_22 = new EngineVersion('memcached', '1.6.22');

  /**
   * Creates a version that has no constant in this library.
   *
   * The version is validated when you use it for a cache, because each type of cache supports different versions.
   *
   * @param engineType the value of the CloudFormation property `Engine`: valkey, redis, or memcached
   * @param version the version, such as 8.1 for Valkey, 7.1 for Redis OSS, 5.0.6 for Redis OSS before version 6, or
   * 1.6.22 for Memcached. With `Aws.NO_VALUE`, the template contains no version. Use it for existing caches whose
   * template contains none.
   * @param options values that this library cannot derive from the engine and the version
   */
  public static of(engineType: string, version: string, options: EngineVersionOptions = {}): EngineVersion {
    const { parameterGroupFamily: family } = options;
    const versions: EngineVersion[] = Object.values(EngineVersion);
    const knownVersion = versions.find((known) => known.engineType === engineType && known.version === version);
    const hasKnownFamily = family === undefined || family === knownVersion?.parameterGroupFamily;
    return knownVersion && hasKnownFamily ? knownVersion : new EngineVersion(engineType, version, family);
  }

  private constructor(
    /** The value of the CloudFormation property `Engine`: valkey, redis, or memcached. */
    public readonly engineType: string,
    /** The value of the CloudFormation property `EngineVersion`. */
    public readonly version: string,
    private readonly specifiedFamily?: string,
  ) {}

  /** The major version, such as 8 for Valkey 8.1, or 1.6 for Memcached 1.6.22. Not set if the version is a token. */
  public get majorVersion(): string | undefined {
    return isResolved(this.version) ? getMajorVersion(this.engineType, this.version) : undefined;
  }

  /**
   * The parameter group family of the version, such as valkey8.
   *
   * For a version that this library does not support yet, the family is derived from the major version, unless you
   * specify a family in `of`.
   *
   * If no family is specified, this attribute is not set for tokens, unknown engines, and versions that ElastiCache is
   * known not to offer.
   */
  public get parameterGroupFamily(): string | undefined {
    return this.specifiedFamily ?? (this.isFullyResolved ? this.deriveFamily() : undefined);
  }

  /** The default port of the nodes. Not set if the engine is a token or is unknown. */
  public get port(): number | undefined {
    return getOwn(PORTS, this.engineType)?.primary;
  }

  /** Whether TLS is supported. True for Valkey, for Redis OSS, and for Memcached 1.6.12 and later. */
  public get supportsTransitEncryption(): boolean | undefined {
    return this._supports('inTransitEncryption');
  }

  /**
   * Whether TLS can be enabled and disabled for an existing replication group. True for Valkey, and for Redis OSS 7.0.5
   * and later.
   */
  public get supportsTransitEncryptionChange(): boolean | undefined {
    return this._supports('tlsChangeInPlace');
  }

  /** Whether encryption at rest is supported. True for Valkey and Redis OSS. */
  public get supportsAtRestEncryption(): boolean | undefined {
    return this._supports('atRestEncryption');
  }

  /** Whether AUTH tokens, which all clients share, are supported. True for Valkey and Redis OSS. */
  public get supportsAuthToken(): boolean | undefined {
    return this._supports('authToken');
  }

  /** Whether users and user groups are supported. True for Valkey, and for Redis OSS 6.0 and later. */
  public get supportsUserGroups(): boolean | undefined {
    return this._supports('rbacUserGroups');
  }

  /** Whether users can log in with IAM authentication. True for Valkey, and for Redis OSS 7.0 and later. */
  public get supportsIamAuthentication(): boolean | undefined {
    return this._supports('iamAuthentication');
  }

  /** Whether cluster mode, which distributes the data over shards, is supported. True for Valkey and Redis OSS. */
  public get supportsClusterMode(): boolean | undefined {
    return this._supports('clusterMode');
  }

  /**
   * Whether cluster mode can be enabled for an existing replication group. True for Valkey, and for Redis OSS 7.0 and
   * later.
   */
  public get supportsClusterModeChange(): boolean | undefined {
    return this._supports('clusterModeChangeInPlace');
  }

  /** Whether shards can be added and removed without downtime. True for Valkey and Redis OSS. */
  public get supportsOnlineResharding(): boolean | undefined {
    return this._supports('onlineResharding');
  }

  /**
   * Whether Multi-AZ with automatic failover from the primary to a replica is supported. True for Valkey and Redis OSS.
   */
  public get supportsAutomaticFailover(): boolean | undefined {
    return this._supports('multiAzAutomaticFailover');
  }

  /**
   * Whether a replication group can be a member of a global datastore. True for Valkey, and for Redis OSS 5.0.6 and
   * later.
   */
  public get supportsGlobalDatastore(): boolean | undefined {
    return this._supports('globalDatastore');
  }

  /** Whether auto scaling of shards and replicas is supported. True for Valkey, and for Redis OSS 6.0 and later. */
  public get supportsAutoScaling(): boolean | undefined {
    return this._supports('autoScalingShardsReplicas');
  }

  /**
   * Whether auto scaling of replication groups with data tiering is supported. True for Valkey, and for Redis OSS 7.0.7
   * and later.
   */
  public get supportsAutoScalingWithDataTiering(): boolean | undefined {
    return this._supports('autoScalingWithDataTiering');
  }

  /** Whether data tiering is supported. True for Valkey, and for Redis OSS 6.2 and later. */
  public get supportsDataTiering(): boolean | undefined {
    return this._supports('dataTiering');
  }

  /** Whether durable writes are supported. True for Valkey 9.0 and later. */
  public get supportsDurability(): boolean | undefined {
    return this._supports('durability');
  }

  /** Whether JSON documents are supported. True for Valkey, and for Redis OSS 6.2 and later. */
  public get supportsJson(): boolean | undefined {
    return this._supports('json');
  }

  /** Whether Bloom filters are supported. True for Valkey 8.1 and later. */
  public get supportsBloomFilters(): boolean | undefined {
    return this._supports('bloomFilters');
  }

  /** Whether vector search is supported. True for Valkey 8.2 and later. */
  public get supportsVectorSearch(): boolean | undefined {
    return this._supports('vectorSearch');
  }

  /** Whether full-text search and hybrid search are supported. True for Valkey 9.0 and later. */
  public get supportsFullTextSearch(): boolean | undefined {
    return this._supports('fullTextHybridSearch');
  }

  /** Whether the fields of a hash can expire. True for Valkey 9.0 and later. */
  public get supportsHashFieldExpiration(): boolean | undefined {
    return this._supports('hashFieldExpiration');
  }

  /** Whether several databases are supported if cluster mode is enabled. True for Valkey 9.0 and later. */
  public get supportsDatabasesInClusterMode(): boolean | undefined {
    return this._supports('multipleDatabasesInClusterMode');
  }

  /** Whether users can be limited to certain databases. True for Valkey 9.1 and later. */
  public get supportsDatabasePermissions(): boolean | undefined {
    return this._supports('databasePermissions');
  }

  /**
   * Whether functions, sharded Pub/Sub, and selectors in access strings are supported. True for Valkey, and for Redis
   * OSS 7.0 and later.
   */
  public get supportsFunctions(): boolean | undefined {
    return this._supports('functionsShardedPubSubAclV2');
  }

  /** Whether delivery of the slow log is supported. True for Valkey, and for Redis OSS 6.0 and later. */
  public get supportsSlowLog(): boolean | undefined {
    return this._supports('slowLogDelivery');
  }

  /** Whether delivery of the engine log is supported. True for Valkey, and for Redis OSS 6.2 and later. */
  public get supportsEngineLog(): boolean | undefined {
    return this._supports('engineLogDelivery');
  }

  /** Whether IPv6 is supported. True for Valkey, for Redis OSS 6.2 and later, and for Memcached 1.6.6 and later. */
  public get supportsIpv6(): boolean | undefined {
    return this._supports('ipv6DualStack');
  }

  /** Whether automatic minor version upgrades are supported. True for Valkey, and for Redis OSS 6.0 and later. */
  public get supportsAutoMinorVersionUpgrade(): boolean | undefined {
    return this._supports('autoMinorVersionUpgrade');
  }

  /** Returns the engine and the version, such as `valkey 8.1`. */
  public toString(): string {
    return `${this.engineType} ${this.version}`;
  }

  /**
   * Renders the engine and the version. Parts that are `Aws.NO_VALUE` are omitted.
   *
   * @internal
   */
  public _render(): { readonly engine?: string; readonly engineVersion?: string } {
    const [engine, engineVersion] = [this.engineType, this.version].map((part) =>
      part === Aws.NO_VALUE ? undefined : part,
    );
    return { engine, engineVersion };
  }

  /**
   * Returns whether the version has the given feature, or undefined for a token or an unknown engine.
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
