/** Where our table and an engine differ, and why that is right. */
export interface ParameterException {
  readonly parameter: RegExp;
  /** The values, where it is not about all of them. */
  readonly value?: RegExp;
  /** Who takes the value that the other refuses. */
  readonly takenBy: 'table' | 'engine';
  readonly reason: string;
}

export const EXCEPTIONS: readonly ParameterException[] = [
  {
    parameter:
      /^(active-defrag-(cycle-(min|max)|ignore-bytes|max-scan-fields|threshold-(lower|upper))|hll-sparse-max-bytes|lfu-log-factor)$/,
    value: /^\d+$/,
    takenBy: 'engine',
    reason: 'ElastiCache has a narrower range, which its page and DescribeEngineDefaultParameters tell',
  },
  {
    parameter:
      /^(client-query-buffer-limit|proto-max-bulk-len|repl-backlog-size|commandlog-large-(reply|request)-max-len|databases|cluster-databases)$/,
    value: /^\d+$/,
    takenBy: 'engine',
    reason: 'ElastiCache has a narrower range, so that a client or a log cannot take the memory of the node',
  },
  { parameter: /^timeout$/, value: /^1\d?$/, takenBy: 'engine', reason: 'ElastiCache has 0 or at least 20 seconds' },
  {
    parameter: /./,
    value: /^$/,
    takenBy: 'engine',
    reason: 'an engine reads an empty text as 0 where it reads a size; ElastiCache wants a number',
  },
  {
    parameter: /^notify-keyspace-events$/,
    value: /^d$/,
    takenBy: 'engine',
    reason: 'the letter came with Redis OSS 6.2, and the family redis6.x is also that of 6.0',
  },
  {
    parameter: /^activedefrag$/,
    value: /^yes$/,
    takenBy: 'table',
    reason: 'Debian builds its servers without the allocator that defragments',
  },
  {
    parameter: /^cluster-preferred-endpoint-type$/,
    value: /^tls-dynamic$/,
    takenBy: 'table',
    reason: 'a value of ElastiCache alone: a host name with TLS, else an address',
  },
];

/** Parameters that no engine of a package has. */
export const OF_ELASTICACHE_ALONE: Readonly<Record<string, string>> = {
  'close-on-replica-write': 'ElastiCache closes the connections of clients that write to a replica',
  'rename-commands': 'ElastiCache makes rename-command lines of it',
  'reserved-memory-percent': 'ElastiCache lowers maxmemory by it',
  'search-default-timeout-ms': 'belongs to the search module',
  'search-enable-partial-results': 'belongs to the search module',
  'search-fanout-target-mode': 'belongs to the search module',
};

/** The same for Memcached. */
export const MEMCACHED_EXCEPTIONS: readonly ParameterException[] = [
  {
    parameter: /^(chunk_size|idle_timeout|slab_automove)$/,
    value: /^(1\.5|0x)$/,
    takenBy: 'engine',
    reason: 'Memcached reads the digits at the beginning; ElastiCache wants a number',
  },
  {
    parameter: /^(idle_timeout|slab_automove)$/,
    value: /^$/,
    takenBy: 'engine',
    reason: 'Memcached reads an empty text as 0; ElastiCache wants a number',
  },
  {
    parameter: /^idle_timeout$/,
    value: /^(-1|86401|many)$/,
    takenBy: 'engine',
    reason: 'ElastiCache has 0 to 86400 seconds',
  },
  {
    parameter: /^worker_logbuf_size$/,
    value: /^[12]$/,
    takenBy: 'table',
    reason: 'Memcached 1.6.18 wants more than 40 KB for a worker; ElastiCache tells no range, and versions differ',
  },
];
