/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html */
export const ACL = {
  /** Rules of the engines that ElastiCache does not take in an access string: passwords come by its API. */
  forbidden: {
    words: ['nopass', 'resetpass', 'reset', 'sanitize-payload', 'skip-sanitize-payload'],
    prefixes: ['>', '<', '#', '!'],
  },

  /** Categories, without `@`, as `ACL CAT` of every version tells them. */
  categories: [
    'admin', 'bitmap', 'blocking', 'connection', 'dangerous', 'fast', 'geo', 'hash', 'hyperloglog', 'keyspace', 'list', 'pubsub', 'read', 'scripting',
    'set', 'slow', 'sortedset', 'stream', 'string', 'transaction', 'write',
  ],

  /**
   * What ElastiCache adds to the engines.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/json-gs.html
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/BloomFilters.html
   */
  modules: [
    { category: 'json', prefix: 'json.', since: 6.2 },
    { category: 'bloom', prefix: 'bf.', since: 8.1 },
    { category: 'search', prefix: 'ft.', since: 8.2 },
  ],

  /** The first version of the engines that knows a kind of rule. */
  since: { channels: 6.2, selectors: 7, keyPermissions: 7, subcommands: 7, databases: 9.1 },

  /** The versions on one line: Redis OSS up to 7.1, then Valkey. */
  levels: [6, 6.2, 7, 7.1, 7.2, 8, 8.1, 8.2, 9, 9.1],

  /**
   * Commands that ElastiCache answers with an error, whatever the access string says.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SupportedCommands.html
   */
  unavailable: [
    'acl|setuser', 'acl|load', 'acl|save', 'acl|deluser', 'bgrewriteaof', 'bgsave', 'cluster|addslots', 'cluster|addslotsrange', 'cluster|bumpepoch',
    'cluster|delslots', 'cluster|delslotsrange', 'cluster|failover', 'cluster|flushslots', 'cluster|forget', 'cluster|links', 'cluster|meet',
    'cluster|setslot', 'config', 'debug', 'migrate', 'psync', 'replicaof', 'save', 'slaveof', 'shutdown', 'sync',
  ],
} as const;
