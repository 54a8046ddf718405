import { Token } from 'aws-cdk-lib/core';
import { getOwn } from '../private/records';
import { PORTS } from '../service-data/limits';

/**
 * The engine and the major version of a serverless cache. ElastiCache upgrades the minor version automatically.
 *
 * Pin the major version of a new cache. With the `…_LATEST` members, ElastiCache creates the cache with the newest
 * version, and does not upgrade it to a later major version. Adding a version to such a cache later is an update that
 * can fail.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export class CacheEngine {
  /** Valkey, with the newest major version at the creation of the cache. */
  public static readonly VALKEY_LATEST = new CacheEngine('valkey');

  /** Valkey 7. */
  public static readonly VALKEY_7 = new CacheEngine('valkey', '7');

  /** Valkey 8. */
  public static readonly VALKEY_8 = new CacheEngine('valkey', '8');

  /** Valkey 9, the first version that supports public caches. */
  public static readonly VALKEY_9 = new CacheEngine('valkey', '9');

  /** Redis OSS, with the newest major version at the creation of the cache. */
  public static readonly REDIS_LATEST = new CacheEngine('redis');

  /** Redis OSS 7, the last version that ElastiCache offers. */
  public static readonly REDIS_7 = new CacheEngine('redis', '7');

  /** Memcached, with the newest version at the creation of the cache. */
  public static readonly MEMCACHED_LATEST = new CacheEngine('memcached');

  /** Memcached 1.6. */
  public static readonly MEMCACHED_1_6 = new CacheEngine('memcached', '1.6');

  /**
   * Creates an engine or a version for which this library has no member.
   *
   * @param engineType the engine as specified in CloudFormation, in lower case: valkey, redis, or memcached
   * @param majorEngineVersion the major version, such as 9. By default, ElastiCache selects the newest version.
   */
  public static of(engineType: string, majorEngineVersion?: string): CacheEngine {
    return new CacheEngine(engineType, majorEngineVersion);
  }

  private constructor(
    /** The engine as specified in CloudFormation. */
    public readonly engineType: string,
    /** The major version. Not set if ElastiCache selects the version. */
    public readonly majorEngineVersion?: string,
  ) {}

  /**
   * Whether the engine supports users and user groups: Valkey and Redis OSS.
   *
   * Not set for a token, and for an engine that this library does not know.
   */
  public get supportsUserGroups(): boolean | undefined {
    return this.ports && this.engineType !== 'memcached';
  }

  /**
   * Whether the engine has a separate endpoint for reads from replicas: Valkey and Redis OSS.
   *
   * Not set for a token, and for an engine that this library does not know.
   */
  public get supportsReaderEndpoint(): boolean | undefined {
    return this.ports && this.engineType !== 'memcached';
  }

  /** The port for reads and writes. Not set for a token, and for an engine that this library does not know. */
  public get port(): number | undefined {
    return this.ports?.primary;
  }

  /**
   * The port for reads from replicas, on the same host name.
   *
   * Not set for a token, and for an engine that this library does not know.
   */
  public get readerPort(): number | undefined {
    return this.ports?.serverlessReader;
  }

  private get ports() {
    return Token.isUnresolved(this.engineType) ? undefined : getOwn(PORTS, this.engineType);
  }

  /** Returns the engine and its major version, joined by an underscore, such as `valkey_8`, or only the engine. */
  public toString(): string {
    return this.majorEngineVersion ? `${this.engineType}_${this.majorEngineVersion}` : this.engineType;
  }
}
