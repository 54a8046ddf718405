/**
 * A family of commands that have common CloudWatch metrics, for example all hash commands.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 */
export class CommandFamily {
  /** Script and function commands, such as `eval`, `evalsha`, and `fcall`. */
  public static readonly EVAL = new CommandFamily('EvalBased');

  /** Geospatial commands, such as `geoadd` and `geosearch`. */
  public static readonly GEOSPATIAL = new CommandFamily('GeoSpatialBased');

  /** Hash commands, such as `hget` and `hset`. */
  public static readonly HASH = new CommandFamily('HashBased');

  /** HyperLogLog commands, such as `pfadd` and `pfcount`. */
  public static readonly HYPERLOGLOG = new CommandFamily('HyperLogLogBased');

  /** All JSON commands, those that read and those that write. */
  public static readonly JSON = new CommandFamily('JsonBased');

  /** JSON commands that read. */
  public static readonly JSON_GET = new CommandFamily('JsonBasedGet');

  /** JSON commands that write. */
  public static readonly JSON_SET = new CommandFamily('JsonBasedSet');

  /** Commands on keys of any type, such as `del`, `expire`, and `rename`. */
  public static readonly KEY = new CommandFamily('KeyBased');

  /** List commands, such as `lpush` and `lrange`. */
  public static readonly LIST = new CommandFamily('ListBased');

  /** Pub/sub commands, such as `publish` and `subscribe`. */
  public static readonly PUB_SUB = new CommandFamily('PubSubBased');

  /** Set commands, such as `sadd` and `sunion`. */
  public static readonly SET = new CommandFamily('SetBased');

  /** Sorted set commands, such as `zadd` and `zrange`. */
  public static readonly SORTED_SET = new CommandFamily('SortedSetBased');

  /** String commands, such as `get`, `set`, and `strlen`. */
  public static readonly STRING = new CommandFamily('StringBased');

  /** Stream commands, such as `xadd` and `xread`. */
  public static readonly STREAM = new CommandFamily('StreamBased');

  /** Commands that read keys of any type. The metric is `GetTypeCmds`. */
  public static readonly READ_TYPE = new CommandFamily('GetType');

  /** Commands that write keys of any type. The metric is `SetTypeCmds`. */
  public static readonly WRITE_TYPE = new CommandFamily('SetType');

  /** Commands without keys, such as `acl`, `dbsize`, and `info`. */
  public static readonly NON_KEY_TYPE = new CommandFamily('NonKeyType');

  /** Cluster commands, such as `cluster slots`. Only node-based caches publish metrics of this family. */
  public static readonly CLUSTER = new CommandFamily('ClusterBased');

  /**
   * All vector and full-text search commands, those that read and those that write.
   *
   * Only node-based caches publish metrics of this family.
   */
  public static readonly SEARCH = new CommandFamily('SearchBased');

  /** Vector and full-text search commands that read. Only node-based caches publish metrics of this family. */
  public static readonly SEARCH_GET = new CommandFamily('SearchBasedGet');

  /** Vector and full-text search commands that write. Only node-based caches publish metrics of this family. */
  public static readonly SEARCH_SET = new CommandFamily('SearchBasedSet');

  /**
   * Returns the command family with the given name. If no constant of this class has this name, the library
   * does not check whether CloudWatch has the metrics of the family.
   *
   * @param name the prefix of the metric names in CloudWatch, such as `HashBased` for `HashBasedCmds`
   */
  public static of(name: string): CommandFamily {
    const families: CommandFamily[] = Object.values(CommandFamily);
    return families.find((family) => family.name === name) ?? new CommandFamily(name, false);
  }

  /**
   * Creates a command family.
   *
   * @param name the prefix of the metric names in CloudWatch, such as `HashBased`
   */
  private constructor(
    public readonly name: string,
    /** @internal */
    public readonly _isPredefined: boolean = true,
  ) {}

  /** Returns the prefix of the metric names in CloudWatch. */
  public toString(): string {
    return this.name;
  }
}
