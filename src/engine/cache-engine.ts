import { Token } from 'aws-cdk-lib/core';
import { getOwn } from '../private/records';
import { PORTS } from '../service-data/limits';

/**
 * The engine and the major version of a serverless cache. ElastiCache upgrades the minor version automatically.
 *
 * For a new cache, use a member with a major version, such as `VALKEY_9`. If you use a `…_LATEST` member, ElastiCache
 * creates the cache with the newest major version and does not upgrade the cache to later major versions. If you
 * later specify an earlier version than that of the cache, the update can fail.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export class CacheEngine {
  /** The newest major version of Valkey that is available when the cache is created. */
  public static readonly VALKEY_LATEST = new CacheEngine('valkey');

  /** Valkey 7. */
  public static readonly VALKEY_7 = new CacheEngine('valkey', '7');

  /** Valkey 8. */
  public static readonly VALKEY_8 = new CacheEngine('valkey', '8');

  /** Valkey 9, the first version that supports public caches. */
  public static readonly VALKEY_9 = new CacheEngine('valkey', '9');

  /** The newest major version of Redis OSS that is available when the cache is created. */
  public static readonly REDIS_LATEST = new CacheEngine('redis');

  /** Redis OSS 7, the last major version of Redis OSS that ElastiCache offers. */
  public static readonly REDIS_7 = new CacheEngine('redis', '7');

  /** The newest version of Memcached that is available when the cache is created. */
  public static readonly MEMCACHED_LATEST = new CacheEngine('memcached');

  /** Memcached 1.6. */
  public static readonly MEMCACHED_1_6 = new CacheEngine('memcached', '1.6');

  /**
   * Creates an engine or a version that has no constant in this library.
   *
   * @param engineType the value of the CloudFormation property `Engine`: valkey, redis, or memcached
   * @param majorEngineVersion the major version, such as 9. By default, ElastiCache selects the newest version.
   */
  public static of(engineType: string, majorEngineVersion?: string): CacheEngine {
    return new CacheEngine(engineType, majorEngineVersion);
  }

  private constructor(
    /** The value of the CloudFormation property `Engine`: valkey, redis, or memcached. */
    public readonly engineType: string,
    /** The major version. Not set if ElastiCache selects the version. */
    public readonly majorEngineVersion?: string,
  ) {}

  /**
   * Whether the engine supports users and user groups. True for Valkey and Redis OSS.
   *
   * Not set if the engine is a token or is unknown.
   */
  public get supportsUserGroups(): boolean | undefined {
    return this.ports && this.engineType !== 'memcached';
  }

  /**
   * Whether the engine has a separate endpoint for reads from replicas. True for Valkey and Redis OSS.
   *
   * Not set if the engine is a token or is unknown.
   */
  public get supportsReaderEndpoint(): boolean | undefined {
    return this.ports && this.engineType !== 'memcached';
  }

  /** The port for reads and writes. Not set if the engine is a token or is unknown. */
  public get port(): number | undefined {
    return this.ports?.primary;
  }

  /**
   * The port for reads from the replicas of a serverless cache. The host name is the same as for reads and writes.
   *
   * Not set if the engine is a token or is unknown.
   */
  public get readerPort(): number | undefined {
    return this.ports?.serverlessReader;
  }

  private get ports() {
    return Token.isUnresolved(this.engineType) ? undefined : getOwn(PORTS, this.engineType);
  }

  /** Returns the engine and its major version, such as `valkey_8`, or only the engine if no version is specified. */
  public toString(): string {
    return this.majorEngineVersion ? `${this.engineType}_${this.majorEngineVersion}` : this.engineType;
  }
}
