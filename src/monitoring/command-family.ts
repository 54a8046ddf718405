/** Commands that ElastiCache counts together. */
export enum CommandFamily {
  /** Scripts and functions: `eval`, `evalsha`, `fcall`. */
  EVAL = 'EvalBased',

  /** Geospatial: `geoadd`, `geosearch`. */
  GEOSPATIAL = 'GeoSpatialBased',

  /** Hashes: `hget`, `hset`. */
  HASH = 'HashBased',

  /** HyperLogLog: `pfadd`, `pfcount`. */
  HYPERLOGLOG = 'HyperLogLogBased',

  /** JSON documents, reads and writes. */
  JSON = 'JsonBased',

  /** JSON documents, reads. */
  JSON_GET = 'JsonBasedGet',

  /** JSON documents, writes. */
  JSON_SET = 'JsonBasedSet',

  /** Keys of whatever type: `del`, `expire`, `rename`. */
  KEY = 'KeyBased',

  /** Lists: `lpush`, `lrange`. */
  LIST = 'ListBased',

  /** Publish and subscribe: `publish`, `subscribe`. */
  PUB_SUB = 'PubSubBased',

  /** Sets: `sadd`, `sunion`. */
  SET = 'SetBased',

  /** Sorted sets: `zadd`, `zrange`. */
  SORTED_SET = 'SortedSetBased',

  /** Strings: `get`, `set`, `strlen`. */
  STRING = 'StringBased',

  /** Streams: `xadd`, `xread`. */
  STREAM = 'StreamBased',

  /** Everything that reads keys, of all types. */
  GET_TYPE = 'GetType',

  /** Everything that writes keys, of all types. */
  SET_TYPE = 'SetType',

  /** Everything that has no key: `acl`, `dbsize`, `info`. */
  NON_KEY_TYPE = 'NonKeyType',

  /** The cluster protocol: `cluster slots`. Node-based caches only. */
  CLUSTER = 'ClusterBased',

  /** Vector and full-text search, reads and writes. Node-based caches only. */
  SEARCH = 'SearchBased',

  /** Vector and full-text search, reads. Node-based caches only. */
  SEARCH_GET = 'SearchBasedGet',

  /** Vector and full-text search, writes. Node-based caches only. */
  SEARCH_SET = 'SearchBasedSet',
}
