import { Token } from 'aws-cdk-lib/core';
import { getOwn } from '../private/records';
import { PORTS } from '../service-data/limits';

/**
 * The engine of a serverless cache with its major version; ElastiCache keeps the minor version current by itself.
 *
 * Pin the major version for a new cache. The `…_LATEST` members leave it to ElastiCache, which takes the newest at
 * creation and does not move to a later one by itself; adding a version to such a cache afterwards is an update that
 * can fail.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export class CacheEngine {
  /** Valkey, in the major version that is newest when the cache is created. */
  public static readonly VALKEY_LATEST = new CacheEngine('valkey');

  /** Valkey 7. */
  public static readonly VALKEY_7 = new CacheEngine('valkey', '7');

  /** Valkey 8. */
  public static readonly VALKEY_8 = new CacheEngine('valkey', '8');

  /** Valkey 9: the first version with a public endpoint. */
  public static readonly VALKEY_9 = new CacheEngine('valkey', '9');

  /** Redis OSS, in the major version that is newest when the cache is created. */
  public static readonly REDIS_LATEST = new CacheEngine('redis');

  /** Redis OSS 7, the last version that ElastiCache offers. */
  public static readonly REDIS_7 = new CacheEngine('redis', '7');

  /** Memcached, in the version that is newest when the cache is created. */
  public static readonly MEMCACHED_LATEST = new CacheEngine('memcached');

  /** Memcached 1.6. */
  public static readonly MEMCACHED_1_6 = new CacheEngine('memcached', '1.6');

  /**
   * An engine or version that this library has no member for yet.
   *
   * @param engineType the engine in CloudFormation's words, in lower case: valkey, redis, memcached
   * @param majorEngineVersion the major version, for example 9; left to ElastiCache when left out
   */
  public static of(engineType: string, majorEngineVersion?: string): CacheEngine {
    return new CacheEngine(engineType, majorEngineVersion);
  }

  /**
   * @param engineType the engine in CloudFormation's words
   * @param majorEngineVersion the major version, undefined when it is left to ElastiCache
   */
  private constructor(
    public readonly engineType: string,
    public readonly majorEngineVersion?: string,
  ) {}

  /**
   * Whether users and user groups control the access: Valkey and Redis OSS. Undefined for a token, and for an engine
   * that this library does not know.
   */
  public get supportsUserGroups(): boolean | undefined {
    return this.ports && this.engineType !== 'memcached';
  }

  /**
   * Whether clients can read from replicas through a separate endpoint: Valkey and Redis OSS. Undefined for a token,
   * and for an engine that this library does not know.
   */
  public get supportsReaderEndpoint(): boolean | undefined {
    return this.ports && this.engineType !== 'memcached';
  }

  /** The port for reads and writes; undefined for an engine that this library does not know. */
  public get port(): number | undefined {
    return this.ports?.primary;
  }

  /**
   * The port for reads from replicas, on the same host name; undefined for an engine that this library does not know.
   */
  public get readerPort(): number | undefined {
    return this.ports?.serverlessReader;
  }

  private get ports() {
    return Token.isUnresolved(this.engineType) ? undefined : getOwn(PORTS, this.engineType);
  }

  /** The engine and its major version joined by an underscore, such as `valkey_8`, or the engine alone. */
  public toString(): string {
    return this.majorEngineVersion ? `${this.engineType}_${this.majorEngineVersion}` : this.engineType;
  }
}
