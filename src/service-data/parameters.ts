import type { NodeEngine } from './engine-versions';
import { ENGINE_VERSIONS, familiesOf } from './engine-versions';

/**
 * The definition of a parameter in one or more parameter group families.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
 */
export interface ParameterDefinition {
  /** The families to which the definition applies, separated by spaces. */
  readonly families: string;
  readonly type: 'integer' | 'string' | 'boolean' | 'float';
  /** The allowed values within the type. */
  readonly allowed?: AllowedValues;
  /** The default value, if AWS documents it. */
  readonly default?: string;
  /**
   * Whether users can set the parameter. `unused` means only while no cluster uses the group. `creation` means only in
   * the group with which a cluster is created.
   */
  readonly modifiable: boolean | 'unused' | 'creation';
  /** The first version with the parameter, unless all versions of the family have it. */
  readonly since?: string;
}

export interface AllowedValues {
  readonly min?: number;
  readonly max?: number;
  /** The number that the value must be greater than. */
  readonly exclusiveMin?: number;
  /** The numbers outside the range that are allowed as well. */
  readonly additional?: readonly number[];
  readonly values?: readonly string[];
  /** The characters that the value can contain. */
  readonly characters?: string;
  /** Whether the value contains pairs of commands and their new names. */
  readonly isCommandRenames?: boolean;
}

const NODE_ENGINES = Object.keys(ENGINE_VERSIONS) as NodeEngine[];

/**
 * The available families of parameter groups, the newest of each engine first.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
 */
export const PARAMETER_FAMILIES: Readonly<Record<string, { readonly engine: NodeEngine }>> = Object.fromEntries(
  NODE_ENGINES.flatMap((engine) =>
    familiesOf(engine)
      .reverse()
      .map((family) => [family, { engine }]),
  ),
);

/**
 * The families that AWS has discontinued for new parameter groups. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html
 */
export const DISCONTINUED_PARAMETER_FAMILIES: readonly string[] = ['redis3.2', 'redis2.8', 'redis2.6'];

/**
 * The parameters of all families. If AWS does not document the range of a Memcached parameter, the range contains the
 * values with which Memcached starts.
 * Read 2026-11-28.
 * @see https://github.com/memcached/memcached/blob/master/memcached.c
 */
export const PARAMETERS: Readonly<Record<string, readonly ParameterDefinition[]>> = {
  'acl-pubsub-default': [
    {
      families: 'redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'string',
      allowed: { values: ['resetchannels', 'allchannels'] },
      default: 'allchannels',
      modifiable: true,
      since: '6.2',
    },
  ],
  'acllog-max-len': [
    {
      families: 'redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '128',
      modifiable: true,
      since: '6.0',
    },
  ],
  'active-defrag-cycle-max': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 1, max: 75 },
      default: '75',
      modifiable: true,
    },
  ],
  'active-defrag-cycle-min': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 1, max: 75 },
      default: '5',
      modifiable: true,
    },
  ],
  'active-defrag-ignore-bytes': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 10_485_760, max: 104_857_600 },
      default: '104857600',
      modifiable: true,
    },
  ],
  'active-defrag-max-scan-fields': [
    {
      families: 'redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 1, max: 1_000_000 },
      default: '1000',
      modifiable: true,
    },
  ],
  'active-defrag-threshold-lower': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 1, max: 100 },
      default: '10',
      modifiable: true,
    },
  ],
  'active-defrag-threshold-upper': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 1, max: 100 },
      default: '100',
      modifiable: true,
    },
  ],
  'active-expire-effort': [
    {
      families: 'redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 1, max: 10 },
      default: '1',
      modifiable: true,
      since: '6.0',
    },
  ],
  activedefrag: [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'no',
      modifiable: true,
    },
  ],
  activerehashing: [
    {
      families: 'redis4.0 redis5.0 redis6.x',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'yes',
      modifiable: 'unused',
    },
    {
      families: 'redis7 valkey7 valkey8 valkey9',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'yes',
      modifiable: false,
    },
  ],
  appendfsync: [
    { families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9', type: 'string', modifiable: false },
  ],
  appendonly: [
    { families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9', type: 'string', modifiable: false },
  ],
  backlog_queue_limit: [
    { families: 'memcached1.4 memcached1.5 memcached1.6', type: 'integer', default: '1024', modifiable: false },
  ],
  binding_protocol: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'string',
      allowed: { values: ['auto', 'ascii'] },
      default: 'auto',
      modifiable: true,
    },
  ],
  cas_disabled: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'boolean',
      allowed: { values: ['0', '1'] },
      default: '0',
      modifiable: true,
    },
  ],
  chunk_size: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'integer',
      allowed: { min: 1 },
      default: '48',
      modifiable: true,
    },
  ],
  chunk_size_growth_factor: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'float',
      allowed: { exclusiveMin: 1 },
      default: '1.25',
      modifiable: true,
    },
  ],
  'client-output-buffer-limit-normal-hard-limit': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '0',
      modifiable: true,
    },
  ],
  'client-output-buffer-limit-normal-soft-limit': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '0',
      modifiable: true,
    },
  ],
  'client-output-buffer-limit-normal-soft-seconds': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '0',
      modifiable: true,
    },
  ],
  'client-output-buffer-limit-pubsub-hard-limit': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '33554432',
      modifiable: true,
    },
  ],
  'client-output-buffer-limit-pubsub-soft-limit': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '8388608',
      modifiable: true,
    },
  ],
  'client-output-buffer-limit-pubsub-soft-seconds': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '60',
      modifiable: true,
    },
  ],
  'client-output-buffer-limit-replica-hard-limit': [
    { families: 'redis5.0 redis6.x redis7 valkey7 valkey8 valkey9', type: 'integer', modifiable: false },
  ],
  'client-output-buffer-limit-replica-soft-limit': [
    { families: 'redis5.0 redis6.x redis7 valkey7 valkey8 valkey9', type: 'integer', modifiable: false },
  ],
  'client-output-buffer-limit-replica-soft-seconds': [
    { families: 'redis5.0 redis6.x redis7 valkey7 valkey8 valkey9', type: 'integer', default: '60', modifiable: false },
  ],
  'client-output-buffer-limit-slave-hard-limit': [{ families: 'redis4.0', type: 'integer', modifiable: false }],
  'client-output-buffer-limit-slave-soft-limit': [{ families: 'redis4.0', type: 'integer', modifiable: false }],
  'client-output-buffer-limit-slave-soft-seconds': [
    { families: 'redis4.0', type: 'integer', default: '60', modifiable: false },
  ],
  'client-query-buffer-limit': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 1_048_576, max: 1_073_741_824 },
      default: '1073741824',
      modifiable: true,
    },
  ],
  'close-on-replica-write': [
    {
      families: 'redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'yes',
      modifiable: true,
    },
  ],
  'close-on-slave-write': [
    { families: 'redis4.0', type: 'string', allowed: { values: ['yes', 'no'] }, default: 'yes', modifiable: true },
  ],
  'cluster-allow-pubsubshard-when-down': [
    {
      families: 'redis7 valkey7 valkey8 valkey9',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'yes',
      modifiable: true,
    },
  ],
  'cluster-allow-reads-when-down': [
    {
      families: 'redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'no',
      modifiable: true,
      since: '6.0',
    },
  ],
  'cluster-databases': [
    { families: 'valkey9', type: 'integer', allowed: { min: 1, max: 10_000 }, modifiable: 'creation', since: '9.0' },
  ],
  'cluster-enabled': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'no',
      modifiable: 'unused',
    },
  ],
  'cluster-preferred-endpoint-type': [
    {
      families: 'redis7 valkey7 valkey8 valkey9',
      type: 'string',
      allowed: { values: ['ip', 'tls-dynamic'] },
      default: 'tls-dynamic',
      modifiable: true,
    },
  ],
  'cluster-require-full-coverage': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'no',
      modifiable: true,
    },
  ],
  'commandlog-large-reply-max-len': [
    {
      families: 'valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0, max: 1024 },
      default: '128',
      modifiable: true,
      since: '8.1',
    },
  ],
  'commandlog-large-request-max-len': [
    {
      families: 'valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0, max: 1024 },
      default: '128',
      modifiable: true,
      since: '8.1',
    },
  ],
  'commandlog-reply-larger-than': [
    { families: 'valkey8 valkey9', type: 'integer', default: '1048576', modifiable: true, since: '8.1' },
  ],
  'commandlog-request-larger-than': [
    { families: 'valkey8 valkey9', type: 'integer', default: '1048576', modifiable: true, since: '8.1' },
  ],
  config_max: [
    { families: 'memcached1.4 memcached1.5 memcached1.6', type: 'integer', default: '16', modifiable: false },
  ],
  config_size_max: [
    { families: 'memcached1.4 memcached1.5 memcached1.6', type: 'integer', default: '65536', modifiable: false },
  ],
  databases: [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 1, max: 1_200_000 },
      default: '16',
      modifiable: 'unused',
    },
  ],
  disable_flush_all: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'boolean',
      allowed: { values: ['0', '1'] },
      default: '0',
      modifiable: true,
    },
  ],
  error_on_memory_exhausted: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'boolean',
      allowed: { values: ['0', '1'] },
      default: '0',
      modifiable: true,
    },
  ],
  expirezero_does_not_evict: [
    { families: 'memcached1.4', type: 'boolean', allowed: { values: ['0', '1'] }, default: '0', modifiable: true },
  ],
  'extended-redis-compatibility': [
    {
      families: 'valkey8 valkey9',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'yes',
      modifiable: true,
    },
  ],
  'hash-max-listpack-entries': [
    {
      families: 'redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '512',
      modifiable: true,
    },
  ],
  'hash-max-listpack-value': [
    {
      families: 'redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '64',
      modifiable: true,
    },
  ],
  'hash-max-ziplist-entries': [
    { families: 'redis4.0 redis5.0 redis6.x', type: 'integer', allowed: { min: 0 }, default: '512', modifiable: true },
  ],
  'hash-max-ziplist-value': [
    { families: 'redis4.0 redis5.0 redis6.x', type: 'integer', allowed: { min: 0 }, default: '64', modifiable: true },
  ],
  hash_algorithm: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'string',
      allowed: { values: ['jenkins', 'murmur3'] },
      default: 'jenkins',
      modifiable: true,
    },
  ],
  hashpower_init: [
    { families: 'memcached1.4 memcached1.5 memcached1.6', type: 'integer', default: '16', modifiable: false },
  ],
  'hll-sparse-max-bytes': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 1, max: 16_000 },
      default: '3000',
      modifiable: true,
    },
  ],
  idle_timeout: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'integer',
      allowed: { min: 0, max: 86_400 },
      default: '0',
      modifiable: true,
    },
  ],
  inline_ascii_resp: [
    {
      families: 'memcached1.5 memcached1.6',
      type: 'boolean',
      allowed: { values: ['0', '1'] },
      default: '0',
      modifiable: true,
      since: '1.5.10',
    },
  ],
  large_memory_pages: [
    { families: 'memcached1.4 memcached1.5 memcached1.6', type: 'boolean', default: '0', modifiable: false },
  ],
  'latency-tracking': [
    {
      families: 'redis7 valkey7 valkey8 valkey9',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'no',
      modifiable: true,
    },
  ],
  'lazyfree-lazy-eviction': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'no',
      modifiable: true,
    },
  ],
  'lazyfree-lazy-expire': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'no',
      modifiable: true,
    },
  ],
  'lazyfree-lazy-server-del': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'no',
      modifiable: true,
    },
  ],
  'lazyfree-lazy-user-del': [
    {
      families: 'redis6.x redis7 valkey7',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'no',
      modifiable: true,
      since: '6.0',
    },
  ],
  'lfu-decay-time': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '1',
      modifiable: true,
    },
  ],
  'lfu-log-factor': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 1 },
      default: '10',
      modifiable: true,
    },
  ],
  'list-compress-depth': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '0',
      modifiable: true,
    },
  ],
  'list-max-ziplist-size': [
    { families: 'redis4.0 redis5.0 redis6.x', type: 'integer', default: '-2', modifiable: false },
  ],
  lock_down_paged_memory: [
    { families: 'memcached1.4 memcached1.5 memcached1.6', type: 'boolean', default: '0', modifiable: false },
  ],
  lru_crawler: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'boolean',
      allowed: { values: ['0', '1'] },
      default: '0',
      modifiable: true,
    },
  ],
  lru_maintainer: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'boolean',
      allowed: { values: ['0', '1'] },
      default: '0',
      modifiable: true,
    },
  ],
  'lua-replicate-commands': [
    { families: 'redis5.0', type: 'string', allowed: { values: ['yes', 'no'] }, default: 'yes', modifiable: true },
  ],
  'lua-time-limit': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      default: '5000',
      modifiable: false,
    },
  ],
  max_cache_memory: [{ families: 'memcached1.4 memcached1.5 memcached1.6', type: 'integer', modifiable: false }],
  max_item_size: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'integer',
      allowed: { min: 1024, max: 1_073_741_824 },
      default: '1048576',
      modifiable: true,
    },
  ],
  max_simultaneous_connections: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'integer',
      allowed: { min: 3, max: 65_000 },
      default: '65000',
      modifiable: false,
    },
  ],
  maxclients: [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      default: '65000',
      modifiable: false,
    },
  ],
  maxconns_fast: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'boolean',
      allowed: { values: ['0', '1'] },
      default: '0',
      modifiable: true,
    },
  ],
  maximize_core_file_limit: [
    { families: 'memcached1.4 memcached1.5 memcached1.6', type: 'boolean', default: '0', modifiable: false },
  ],
  maxmemory: [
    { families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9', type: 'integer', modifiable: false },
  ],
  'maxmemory-policy': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'string',
      allowed: {
        values: [
          'volatile-lru',
          'allkeys-lru',
          'volatile-lfu',
          'allkeys-lfu',
          'volatile-random',
          'allkeys-random',
          'volatile-ttl',
          'noeviction',
        ],
      },
      default: 'volatile-lru',
      modifiable: true,
    },
  ],
  'maxmemory-samples': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7',
      type: 'integer',
      allowed: { min: 1 },
      default: '3',
      modifiable: true,
    },
    { families: 'valkey8 valkey9', type: 'integer', allowed: { min: 1, max: 64 }, default: '3', modifiable: true },
  ],
  memcached_connections_overhead: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'integer',
      allowed: { min: 0, max: 100_000 },
      default: '100',
      modifiable: true,
    },
  ],
  'min-replicas-max-lag': [
    {
      families: 'redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '10',
      modifiable: true,
    },
  ],
  'min-replicas-to-write': [
    {
      families: 'redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '0',
      modifiable: true,
    },
  ],
  'min-slaves-max-lag': [
    { families: 'redis4.0', type: 'integer', allowed: { min: 0 }, default: '10', modifiable: true },
  ],
  'min-slaves-to-write': [
    { families: 'redis4.0', type: 'integer', allowed: { min: 0 }, default: '0', modifiable: true },
  ],
  modern: [
    {
      families: 'memcached1.4',
      type: 'boolean',
      allowed: { values: ['0', '1'] },
      default: '1',
      modifiable: true,
      since: '1.4.33',
    },
  ],
  no_modern: [
    {
      families: 'memcached1.5 memcached1.6',
      type: 'boolean',
      allowed: { values: ['0', '1'] },
      default: '1',
      modifiable: true,
      since: '1.5.10',
    },
  ],
  'notify-keyspace-events': [
    { families: 'redis4.0', type: 'string', allowed: { characters: 'KEg$lshzxeA' }, default: '', modifiable: true },
    { families: 'redis5.0', type: 'string', allowed: { characters: 'KEg$lshzxeAt' }, default: '', modifiable: true },
    { families: 'redis6.x', type: 'string', allowed: { characters: 'KEg$lshzxeAtm' }, default: '', modifiable: true },
    {
      families: 'redis7 valkey7 valkey8 valkey9',
      type: 'string',
      allowed: { characters: 'KEg$lshzxeAtmdn' },
      default: '',
      modifiable: true,
    },
  ],
  num_threads: [{ families: 'memcached1.4 memcached1.5 memcached1.6', type: 'integer', modifiable: false }],
  'proto-max-bulk-len': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 1_048_576, max: 536_870_912 },
      default: '536870912',
      modifiable: true,
    },
  ],
  'rename-commands': [
    {
      families: 'redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'string',
      allowed: { isCommandRenames: true },
      default: '',
      modifiable: true,
      since: '5.0.3',
    },
  ],
  'repl-backlog-size': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7',
      type: 'integer',
      allowed: { min: 16_384 },
      default: '1048576',
      modifiable: true,
    },
    { families: 'valkey8 valkey9', type: 'integer', allowed: { min: 16_384 }, default: '10485760', modifiable: true },
  ],
  'repl-backlog-ttl': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '3600',
      modifiable: true,
    },
  ],
  'repl-timeout': [{ families: 'redis4.0', type: 'integer', default: '60', modifiable: false }],
  'replica-allow-chaining': [
    { families: 'redis5.0 redis6.x redis7 valkey7 valkey8 valkey9', type: 'string', default: 'no', modifiable: false },
  ],
  'replica-ignore-maxmemory': [
    { families: 'redis5.0 redis6.x redis7 valkey7 valkey8 valkey9', type: 'string', default: 'yes', modifiable: false },
  ],
  'replica-lazy-flush': [
    { families: 'redis5.0 redis6.x redis7 valkey7', type: 'string', default: 'yes', modifiable: false },
  ],
  requests_per_event: [
    { families: 'memcached1.4 memcached1.5 memcached1.6', type: 'integer', default: '20', modifiable: false },
  ],
  'reserved-memory-percent': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0, max: 100 },
      default: '25',
      modifiable: true,
    },
  ],
  'search-default-timeout-ms': [
    {
      families: 'valkey8 valkey9',
      type: 'integer',
      allowed: { min: 1, max: 60_000 },
      default: '50000',
      modifiable: true,
      since: '8.2',
    },
  ],
  'search-enable-partial-results': [
    {
      families: 'valkey8 valkey9',
      type: 'string',
      allowed: { values: ['yes', 'no'] },
      default: 'yes',
      modifiable: true,
      since: '8.2',
    },
  ],
  'search-fanout-target-mode': [
    {
      families: 'valkey8 valkey9',
      type: 'string',
      allowed: { values: ['client', 'throughput'] },
      default: 'client',
      modifiable: true,
      since: '8.2',
    },
  ],
  'set-max-intset-entries': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '512',
      modifiable: true,
    },
  ],
  slab_automove: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'integer',
      allowed: { values: ['0', '1', '2'] },
      default: '0',
      modifiable: true,
    },
  ],
  slab_chunk_max: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'integer',
      allowed: { min: 1 },
      default: '524288',
      modifiable: true,
    },
  ],
  slab_reassign: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'boolean',
      allowed: { values: ['0', '1'] },
      default: '0',
      modifiable: true,
    },
  ],
  'slave-allow-chaining': [{ families: 'redis4.0', type: 'string', default: 'no', modifiable: false }],
  'slave-lazy-flush': [{ families: 'redis4.0', type: 'string', default: 'no', modifiable: false }],
  'slowlog-log-slower-than': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      default: '10000',
      modifiable: true,
    },
  ],
  'slowlog-max-len': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '128',
      modifiable: true,
    },
  ],
  'stream-node-max-bytes': [
    {
      families: 'redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '4096',
      modifiable: true,
    },
  ],
  'stream-node-max-entries': [
    {
      families: 'redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '100',
      modifiable: true,
    },
  ],
  'tcp-keepalive': [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '300',
      modifiable: true,
    },
  ],
  timeout: [
    {
      families: 'redis4.0 redis5.0 redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 20, additional: [0] },
      default: '0',
      modifiable: true,
    },
  ],
  track_sizes: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'boolean',
      allowed: { values: ['0', '1'] },
      default: '0',
      modifiable: true,
    },
  ],
  'tracking-table-max-keys': [
    {
      families: 'redis6.x redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '1000000',
      modifiable: true,
      since: '6.0',
    },
  ],
  watch: [
    { families: 'memcached1.4 memcached1.5 memcached1.6', type: 'boolean', default: 'enabled', modifiable: true },
  ],
  watcher_logbuf_size: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'integer',
      allowed: { min: 0 },
      default: '256',
      modifiable: true,
    },
  ],
  worker_logbuf_size: [
    {
      families: 'memcached1.4 memcached1.5 memcached1.6',
      type: 'integer',
      allowed: { min: 1 },
      default: '64',
      modifiable: true,
    },
  ],
  'zset-max-listpack-entries': [
    {
      families: 'redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '128',
      modifiable: true,
    },
  ],
  'zset-max-listpack-value': [
    {
      families: 'redis7 valkey7 valkey8 valkey9',
      type: 'integer',
      allowed: { min: 0 },
      default: '64',
      modifiable: true,
    },
  ],
  'zset-max-ziplist-entries': [
    { families: 'redis4.0 redis5.0 redis6.x', type: 'integer', allowed: { min: 0 }, default: '128', modifiable: true },
  ],
  'zset-max-ziplist-value': [
    { families: 'redis4.0 redis5.0 redis6.x', type: 'integer', allowed: { min: 0 }, default: '64', modifiable: true },
  ],
};

/**
 * The parameters that later families do not have, with the parameters that replace them. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
 */
export const REPLACED_PARAMETERS: Readonly<Record<string, string>> = {
  'client-output-buffer-limit-slave-hard-limit': 'client-output-buffer-limit-replica-hard-limit',
  'client-output-buffer-limit-slave-soft-limit': 'client-output-buffer-limit-replica-soft-limit',
  'client-output-buffer-limit-slave-soft-seconds': 'client-output-buffer-limit-replica-soft-seconds',
  'close-on-slave-write': 'close-on-replica-write',
  'hash-max-ziplist-entries': 'hash-max-listpack-entries',
  'hash-max-ziplist-value': 'hash-max-listpack-value',
  'min-slaves-max-lag': 'min-replicas-max-lag',
  'min-slaves-to-write': 'min-replicas-to-write',
  'reserved-memory': 'reserved-memory-percent',
  'slave-allow-chaining': 'replica-allow-chaining',
  'slave-lazy-flush': 'replica-lazy-flush',
  'zset-max-ziplist-entries': 'zset-max-listpack-entries',
  'zset-max-ziplist-value': 'zset-max-listpack-value',
};

/**
 * The maximum length of a new name in `rename-commands`, and the name that blocks a command. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export const RENAMED_COMMAND = { maxLength: 20, blocked: 'blocked' } as const;

/**
 * The commands that `rename-commands` can rename.
 * Read 2026-11-28.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
 */
export const RENAMEABLE_COMMANDS: readonly string[] = (
  'APPEND AUTH BITCOUNT BITFIELD BITOP BITPOS BLPOP BRPOP BRPOPLPUSH BZPOPMIN BZPOPMAX CLIENT CLUSTER COMMAND DBSIZE DECR DECRBY DEL DISCARD ' +
  'DUMP ECHO EVAL EVALSHA EXEC EXISTS EXPIRE EXPIREAT FLUSHALL FLUSHDB GEOADD GEOHASH GEOPOS GEODIST GEORADIUS GEORADIUSBYMEMBER GET GETBIT ' +
  'GETRANGE GETSET HDEL HEXISTS HGET HGETALL HINCRBY HINCRBYFLOAT HKEYS HLEN HMGET HMSET HSET HSETNX HSTRLEN HVALS INCR INCRBY INCRBYFLOAT INFO ' +
  'KEYS LASTSAVE LINDEX LINSERT LLEN LPOP LPUSH LPUSHX LRANGE LREM LSET LTRIM MEMORY MGET MONITOR MOVE MSET MSETNX MULTI OBJECT PERSIST PEXPIRE ' +
  'PEXPIREAT PFADD PFCOUNT PFMERGE PING PSETEX PSUBSCRIBE PUBSUB PTTL PUBLISH PUNSUBSCRIBE RANDOMKEY READONLY READWRITE RENAME RENAMENX RESTORE ' +
  'ROLE RPOP RPOPLPUSH RPUSH RPUSHX SADD SCARD SCRIPT SDIFF SDIFFSTORE SELECT SET SETBIT SETEX SETNX SETRANGE SINTER SINTERSTORE SISMEMBER ' +
  'SLOWLOG SMEMBERS SMOVE SORT SPOP SRANDMEMBER SREM STRLEN SUBSCRIBE SUNION SUNIONSTORE SWAPDB TIME TOUCH TTL TYPE UNSUBSCRIBE UNLINK UNWATCH ' +
  'WAIT WATCH ZADD ZCARD ZCOUNT ZINCRBY ZINTERSTORE ZLEXCOUNT ZPOPMAX ZPOPMIN ZRANGE ZRANGEBYLEX ZREVRANGEBYLEX ZRANGEBYSCORE ZRANK ZREM ' +
  'ZREMRANGEBYLEX ZREMRANGEBYRANK ZREMRANGEBYSCORE ZREVRANGE ZREVRANGEBYSCORE ZREVRANK ZSCORE ZUNIONSTORE SCAN SSCAN HSCAN ZSCAN XINFO XADD ' +
  'XTRIM XDEL XRANGE XREVRANGE XLEN XREAD XGROUP XREADGROUP XACK XCLAIM XPENDING GEORADIUS_RO GEORADIUSBYMEMBER_RO LOLWUT XSETID SUBSTR'
).split(' ');

const PARAMETERS_BY_FAMILY = new Map<string, ReadonlyMap<string, ParameterDefinition>>();

/** Returns the parameters of a family by name, or undefined for an unknown family. */
export function findParameters(family: string): ReadonlyMap<string, ParameterDefinition> | undefined {
  let parameters = PARAMETERS_BY_FAMILY.get(family);
  if (!parameters) {
    const entries = Object.entries(PARAMETERS).map(
      ([name, definitions]) => [name, definitions.find((definition) => hasFamily(definition, family))] as const,
    );
    parameters = new Map(entries.filter((entry): entry is [string, ParameterDefinition] => entry[1] !== undefined));
    PARAMETERS_BY_FAMILY.set(family, parameters);
  }
  return parameters.size > 0 ? parameters : undefined;
}

/** Returns the families that have a parameter, oldest first. */
export function findFamiliesWithParameter(name: string): string[] {
  const definitions = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : [];
  return NODE_ENGINES.flatMap(familiesOf).filter((family) =>
    definitions.some((definition) => hasFamily(definition, family)),
  );
}

function hasFamily({ families }: ParameterDefinition, family: string): boolean {
  return families.split(' ').includes(family);
}
