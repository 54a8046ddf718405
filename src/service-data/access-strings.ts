import { FEATURES_SINCE } from './engine-versions';

/** The highest database number in a rule of an access string. */
export const MAX_DATABASE = 2_147_483_647;

/** The first version with selectors, key permissions, and rules for sub-commands. */
const ACL_V2_VERSION = FEATURES_SINCE.functionsShardedPubSubAclV2.redis!;

/**
 * The rules and commands of access strings. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export const ACL = {
  /** Rules of the engines that ElastiCache rejects in access strings. Passwords are set in properties of the user. */
  forbidden: {
    words: ['nopass', 'resetpass', 'reset', 'sanitize-payload', 'skip-sanitize-payload'],
    prefixes: ['>', '<', '#', '!'],
  },

  /** The categories that `ACL CAT` returns in every version, without `@`. */
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
   * The modules that ElastiCache adds to the engines, with the prefixes of their commands. Search requires node-based
   * caches.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/json-gs.html
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/BloomFilters.html
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/search-features-limits.html
   */
  modules: [
    // Redis OSS supports JSON since 6.2.6, but the patch version of 6.2 cannot be specified.
    { category: 'json', prefix: 'json.', since: '6.2', isServerless: true },
    { category: 'bloom', prefix: 'bf.', since: FEATURES_SINCE.bloomFilters.valkey!, isServerless: true },
    { category: 'search', prefix: 'ft.', since: FEATURES_SINCE.vectorSearch.valkey!, isServerless: false },
  ],

  /**
   * The commands for which engines check access to channels. The channels are all arguments before the word at `end`.
   * If the arguments are patterns, the user needs a rule with exactly the same pattern. Engines do not check commands
   * that unsubscribe.
   */
  channelCommands: {
    publish: { end: 2 },
    spublish: { end: 2 },
    subscribe: {},
    ssubscribe: {},
    psubscribe: { hasPatterns: true },
  } as Readonly<Record<string, { readonly end?: number; readonly hasPatterns?: boolean }>>,

  /** The first version of the engines with each feature of access strings. */
  featureVersions: {
    /** Rules for channels. */
    channels: '6.2',
    /**
     * New users cannot access channels. In earlier versions, they can access all channels. This is the default of the
     * engines. AWS documents both defaults for access strings without rules for channels (read 2026-11-30). On the
     * first page, new users have no channels. On the others, `acl-pubsub-default` is `allchannels` in all versions.
     * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagementConsiderations.html
     * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RedisConfiguration.html
     * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
     */
    channelsDeniedByDefault: '7.0',
    /** A rule for a first argument has no effect if the whole command is allowed. Earlier versions reject the rule. */
    firstArgOfAllowedCommand: '6.2',
    /** Every user can run all commands that are allowed before authentication. In earlier versions, only AUTH. */
    noAuthCommands: '6.2',
    selectors: ACL_V2_VERSION,
    keyPermissions: ACL_V2_VERSION,
    subcommands: ACL_V2_VERSION,
    /** Rules for databases. */
    databases: FEATURES_SINCE.databasePermissions.valkey!,
    /** A parenthesis in an unclosed selector does not start a new one. In Redis OSS, a new one replaces the first. */
    unclosedSelectorsKept: '7.2',
    /** Text can directly follow a closing quote. */
    textAfterQuotes: '9.0',
  },

  /**
   * The commands that clients send to connect and to keep the connection open, as observed with GLIDE, ioredis, and
   * node-redis. Access strings of every version can contain them.
   */
  connecting: {
    /** The commands without which some of these clients cannot connect to a node or a cluster. */
    required: ['ping', 'info', 'cluster|slots', 'cluster|info'],
    /** The commands that do not depend on the topology. */
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
    /** The commands that return the nodes and slots of a cluster. */
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

  /** Commands that return the names of keys, but do not have keys as arguments. */
  keyNameCommands: ['keys', 'scan', 'clusterscan', 'randomkey', 'cluster|getkeysinslot'],

  /** The commands of the category `keyspace` whose arguments are keys, so that key patterns restrict them. */
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

  /** The commands that subscribe or unsubscribe, and the commands that publish. */
  pubSub: {
    subscribe: ['subscribe', 'unsubscribe', 'psubscribe', 'punsubscribe', 'ssubscribe', 'sunsubscribe'],
    publish: ['publish', 'spublish'],
  },

  /**
   * Commands that ElastiCache rejects for every user (read 2026-11-30).
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

  /**
   * Commands that serverless caches do not support, in addition to `unavailable` (read 2026-11-30). A command includes
   * all of its subcommands, which the page also lists.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SupportedCommands.html
   */
  unavailableInServerlessCaches: [
    'acl|log',
    'client|caching',
    'client|getredir',
    'client|id',
    'client|info',
    'client|kill',
    'client|list',
    'client|no-evict',
    'client|pause',
    'client|tracking',
    'client|trackinginfo',
    'client|unblock',
    'client|unpause',
    'cluster|count-failure-reports',
    'commandlog',
    'fcall',
    'fcall_ro',
    'function',
    'keys',
    'lastsave',
    'latency',
    'memory',
    'monitor',
    'move',
    'object',
    'pfdebug',
    'pfselftest',
    'psubscribe',
    'pubsub|numpat',
    'punsubscribe',
    'script|kill',
    'slowlog',
    'swapdb',
    'wait',
  ],
} as const;
