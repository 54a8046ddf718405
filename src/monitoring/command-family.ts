/**
 * Commands that ElastiCache counts together.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 */
export class CommandFamily {
  /** Scripts and functions: `eval`, `evalsha`, `fcall`. */
  public static readonly EVAL = new CommandFamily('EvalBased');

  /** Geospatial: `geoadd`, `geosearch`. */
  public static readonly GEOSPATIAL = new CommandFamily('GeoSpatialBased');

  /** Hashes: `hget`, `hset`. */
  public static readonly HASH = new CommandFamily('HashBased');

  /** HyperLogLog: `pfadd`, `pfcount`. */
  public static readonly HYPERLOGLOG = new CommandFamily('HyperLogLogBased');

  /** JSON documents, reads and writes. */
  public static readonly JSON = new CommandFamily('JsonBased');

  /** JSON documents, reads. */
  public static readonly JSON_GET = new CommandFamily('JsonBasedGet');

  /** JSON documents, writes. */
  public static readonly JSON_SET = new CommandFamily('JsonBasedSet');

  /** Keys of whatever type: `del`, `expire`, `rename`. */
  public static readonly KEY = new CommandFamily('KeyBased');

  /** Lists: `lpush`, `lrange`. */
  public static readonly LIST = new CommandFamily('ListBased');

  /** Publish and subscribe: `publish`, `subscribe`. */
  public static readonly PUB_SUB = new CommandFamily('PubSubBased');

  /** Sets: `sadd`, `sunion`. */
  public static readonly SET = new CommandFamily('SetBased');

  /** Sorted sets: `zadd`, `zrange`. */
  public static readonly SORTED_SET = new CommandFamily('SortedSetBased');

  /** Strings: `get`, `set`, `strlen`. */
  public static readonly STRING = new CommandFamily('StringBased');

  /** Streams: `xadd`, `xread`. */
  public static readonly STREAM = new CommandFamily('StreamBased');

  /** Commands that read keys of all types, which CloudWatch calls `GetTypeCmds`. */
  public static readonly READ_TYPE = new CommandFamily('GetType');

  /** Commands that write keys of all types, which CloudWatch calls `SetTypeCmds`. */
  public static readonly WRITE_TYPE = new CommandFamily('SetType');

  /** Everything that has no key: `acl`, `dbsize`, `info`. */
  public static readonly NON_KEY_TYPE = new CommandFamily('NonKeyType');

  /** The cluster protocol: `cluster slots`. Node-based caches only. */
  public static readonly CLUSTER = new CommandFamily('ClusterBased');

  /** Vector and full-text search, reads and writes. Node-based caches only. */
  public static readonly SEARCH = new CommandFamily('SearchBased');

  /** Vector and full-text search, reads. Node-based caches only. */
  public static readonly SEARCH_GET = new CommandFamily('SearchBasedGet');

  /** Vector and full-text search, writes. Node-based caches only. */
  public static readonly SEARCH_SET = new CommandFamily('SearchBasedSet');

  /**
   * A family by its name. If this library has no constant for it, its metrics are not validated.
   *
   * @param name the beginning of the metrics in CloudWatch: `HashBased` for `HashBasedCmds`
   */
  public static of(name: string): CommandFamily {
    const families: CommandFamily[] = Object.values(CommandFamily);
    return families.find((family) => family.name === name) ?? new CommandFamily(name, false);
  }

  /**
   * @param name the beginning of the metrics in CloudWatch, such as `HashBased`
   */
  private constructor(
    public readonly name: string,
    /** @internal */
    public readonly _isPredefined: boolean = true,
  ) {}

  /** The beginning of the metrics in CloudWatch. */
  public toString(): string {
    return this.name;
  }
}
