/** How many databases a node has, unless the parameter `databases` says otherwise; they are counted from 0. */
export const DATABASES = 16;

/** The highest number of a database that a rule may name. */
export const MAX_DATABASE = 2_147_483_647;

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html */
export const ACL = {
  /** Rules of the engines that ElastiCache does not take in an access string: passwords come by its API. */
  forbidden: {
    words: ['nopass', 'resetpass', 'reset', 'sanitize-payload', 'skip-sanitize-payload'],
    prefixes: ['>', '<', '#', '!'],
  },

  /** Categories, without `@`, as `ACL CAT` of every version tells them. */
  categories: [
    'admin',
    'bitmap',
    'blocking',
    'connection',
    'dangerous',
    'fast',
    'geo',
    'hash',
    'hyperloglog',
    'keyspace',
    'list',
    'pubsub',
    'read',
    'scripting',
    'set',
    'slow',
    'sortedset',
    'stream',
    'string',
    'transaction',
    'write',
  ],

  /**
   * What ElastiCache adds to the engines.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/json-gs.html
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/BloomFilters.html
   */
  modules: [
    { category: 'json', prefix: 'json.', since: '6.2' },
    { category: 'bloom', prefix: 'bf.', since: '8.1' },
    { category: 'search', prefix: 'ft.', since: '8.2' },
  ],

  /**
   * The commands whose channels are checked: up to which word, all when it is not told, and whether they name patterns,
   * which must be allowed literally. Leaving a channel is always allowed.
   */
  channelCommands: {
    publish: { last: 2 },
    spublish: { last: 2 },
    subscribe: {},
    ssubscribe: {},
    psubscribe: { pattern: true },
  } as Readonly<Record<string, { readonly last?: number; readonly pattern?: boolean }>>,

  /**
   * The first version of the engines that knows a kind of rule; that allows no channels unless told to, where 6.2
   * allows all; that ignores a part of a command that is allowed already, where 6.0 refuses it; that lets everybody
   * call all commands for logging in, where 6.0 knows AUTH only; that does not forget a selector in which another one
   * is opened, as Redis OSS does; and that lets a word go on after a quote.
   */
  since: {
    channels: '6.2',
    noChannels: '7.0',
    partsOfAllowed: '6.2',
    noAuthCommands: '6.2',
    selectors: '7.0',
    keyPermissions: '7.0',
    subcommands: '7.0',
    databases: '9.1',
    unclosedSelectorsKept: '7.2',
    wordsAfterQuotes: '9.0',
  },

  /**
   * What clients send when they connect and to keep a connection, seen with GLIDE, ioredis and node-redis: without the
   * required ones some of them cannot connect to one node or to a cluster. `topology` reads where the data lies,
   * `basic` the rest; both are there since 6.0.
   */
  connecting: {
    required: ['ping', 'info', 'cluster|slots', 'cluster|info'],
    basic: [
      'ping',
      'echo',
      'hello',
      'select',
      'readonly',
      'readwrite',
      'asking',
      'command',
      'client|id',
      'client|getname',
      'client|setname',
      'client|reply',
      'client|caching',
      'client|tracking',
    ],
    topology: [
      'info',
      'cluster|slots',
      'cluster|shards',
      'cluster|nodes',
      'cluster|info',
      'cluster|myid',
      'cluster|keyslot',
    ],
  },

  /** Dangerous commands that messages list first. */
  mostDangerous: ['flushall', 'flushdb', 'keys', 'swapdb', 'monitor', 'client|kill'] as readonly string[],

  /** Commands that tell the names of keys without being given any. */
  keyNameCommands: ['keys', 'scan', 'clusterscan', 'randomkey', 'cluster|getkeysinslot'],

  /**
   * The commands of the category keyspace that are given their keys, so that key patterns hold them; those that change
   * nothing, and the rest.
   */
  keyspaceByKey: {
    read: ['dump', 'exists', 'expiretime', 'object', 'pexpiretime', 'pttl', 'touch', 'ttl', 'type'],
    write: [
      'copy',
      'del',
      'expire',
      'expireat',
      'move',
      'persist',
      'pexpire',
      'pexpireat',
      'rename',
      'renamenx',
      'unlink',
    ],
  },

  /** Subscribing and publishing, each with what ends it. */
  pubSub: {
    subscribe: ['subscribe', 'unsubscribe', 'psubscribe', 'punsubscribe', 'ssubscribe', 'sunsubscribe'],
    publish: ['publish', 'spublish'],
  },

  /**
   * Commands that ElastiCache answers with an error, whatever the access string says.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SupportedCommands.html
   */
  unavailable: [
    'acl|setuser',
    'acl|load',
    'acl|save',
    'acl|deluser',
    'bgrewriteaof',
    'bgsave',
    'cluster|addslots',
    'cluster|addslotsrange',
    'cluster|bumpepoch',
    'cluster|delslots',
    'cluster|delslotsrange',
    'cluster|failover',
    'cluster|flushslots',
    'cluster|forget',
    'cluster|links',
    'cluster|meet',
    'cluster|setslot',
    'config',
    'debug',
    'migrate',
    'psync',
    'replicaof',
    'save',
    'slaveof',
    'shutdown',
    'sync',
  ],
} as const;
