/** An intended difference between our table and an engine. */
export interface ParameterException {
  readonly parameter: RegExp;
  /** The values with the difference. All values if undefined. */
  readonly value?: RegExp;
  /** The side that allows the value. */
  readonly allowedBy: 'table' | 'engine';
  readonly reason: string;
}

export const EXCEPTIONS: readonly ParameterException[] = [
  {
    parameter:
      /^(active-defrag-(cycle-(min|max)|ignore-bytes|max-scan-fields|threshold-(lower|upper))|hll-sparse-max-bytes|lfu-log-factor)$/,
    value: /^\d+$/,
    allowedBy: 'engine',
    reason: 'ElastiCache has a narrower range, which its page and DescribeEngineDefaultParameters document',
  },
  {
    parameter:
      /^(client-query-buffer-limit|proto-max-bulk-len|repl-backlog-size|commandlog-large-(reply|request)-max-len|databases|cluster-databases)$/,
    value: /^\d+$/,
    allowedBy: 'engine',
    reason: 'ElastiCache has a narrower range, so that a client or a log cannot take the memory of the node',
  },
  { parameter: /^timeout$/, value: /^1\d?$/, allowedBy: 'engine', reason: 'ElastiCache has 0 or at least 20 seconds' },
  {
    parameter: /./,
    value: /^$/,
    allowedBy: 'engine',
    reason: 'engines parse an empty size as 0; ElastiCache requires a number',
  },
  {
    parameter: /^notify-keyspace-events$/,
    value: /^d$/,
    allowedBy: 'engine',
    reason: 'the letter came with Redis OSS 6.2, and the family redis6.x is also that of 6.0',
  },
  {
    parameter: /^activedefrag$/,
    value: /^yes$/,
    allowedBy: 'table',
    reason: 'Debian builds its servers without the allocator that defragments',
  },
  {
    parameter: /^cluster-preferred-endpoint-type$/,
    value: /^tls-dynamic$/,
    allowedBy: 'table',
    reason: 'a value that only ElastiCache has: a host name with TLS, else an address',
  },
];

/** Parameters that the packaged engines do not have. */
export const ELASTICACHE_ONLY_PARAMETERS: Readonly<Record<string, string>> = {
  'close-on-replica-write': 'ElastiCache closes the connections of clients that write to a replica',
  'rename-commands': 'ElastiCache renders rename-command lines from it',
  'reserved-memory-percent': 'ElastiCache lowers maxmemory by it',
  'search-default-timeout-ms': 'belongs to the search module',
  'search-enable-partial-results': 'belongs to the search module',
  'search-fanout-target-mode': 'belongs to the search module',
};

export const MEMCACHED_EXCEPTIONS: readonly ParameterException[] = [
  {
    parameter: /^(chunk_size|idle_timeout|slab_automove)$/,
    value: /^(1\.5|0x)$/,
    allowedBy: 'engine',
    reason: 'Memcached parses leading digits; ElastiCache requires a number',
  },
  {
    parameter: /^(idle_timeout|slab_automove)$/,
    value: /^$/,
    allowedBy: 'engine',
    reason: 'Memcached parses an empty value as 0; ElastiCache requires a number',
  },
  {
    parameter: /^idle_timeout$/,
    value: /^(-1|86401|many)$/,
    allowedBy: 'engine',
    reason: 'ElastiCache has 0 to 86400 seconds',
  },
  {
    parameter: /^worker_logbuf_size$/,
    value: /^[12]$/,
    allowedBy: 'table',
    reason:
      'Memcached 1.6.18 requires more than 40 KB for a worker; ElastiCache documents no range, and versions differ',
  },
];
