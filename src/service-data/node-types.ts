import { REGIONS_WITHOUT_NODE_FAMILY } from './generated/node-family-regions';
import { getOwn } from '../private/records';

/**
 * A family of node types.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
export interface NodeFamilySpecification {
  readonly kind: 'general purpose' | 'burstable' | 'memory optimized' | 'network optimized';
  readonly architecture: 'arm64' | 'x86_64';
  /** The first supported version of each engine. The family does not support engines that are not listed. */
  readonly since: { readonly valkey?: string; readonly redis?: string; readonly memcached?: string };
  /** Whether the family is built on the Nitro System, which IPv6 and dual stack require. */
  readonly nitro?: boolean;
  /** Whether the sizes in `AUTO_SCALING_SIZES` support auto scaling. */
  readonly autoScaling?: boolean;
  readonly globalDatastore?: boolean;
  readonly durability?: boolean;
  /** Whether the family is available on Outposts and in Local Zones. */
  readonly outposts?: boolean;
  /** Whether nodes have SSD storage. Data tiering is always enabled for these nodes. */
  readonly dataTiering?: boolean;
  /** Whether AWS has discontinued the family for new clusters. */
  readonly discontinued?: boolean;
  /** Whether the family belongs to a previous generation that new clusters can still use. */
  readonly previousGeneration?: boolean;
  /** Regions without the family, according to the price lists. */
  readonly unavailableRegions: readonly string[];
}

/** The specification of one node. */
export interface NodeSpecification {
  readonly memoryGiB: number;
  readonly vcpu: number;
  readonly baselineGbps: number;
  /** The burst bandwidth, if it is higher than the baseline. */
  readonly burstGbps?: number;
  /** `maxmemory` of Valkey and Redis OSS, before `reserved-memory-percent` is subtracted. */
  readonly maxMemoryBytes: number;
  /**
   * `max_cache_memory` of Memcached, if AWS documents it.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
   */
  readonly memcachedMegabytes?: number;
  /** The SSD storage. */
  readonly ssdGiB?: number;
}

/**
 * The sizes that support auto scaling. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
 */
export const AUTO_SCALING_SIZES: readonly string[] = ['large', 'xlarge', '2xlarge'];

/**
 * The oldest families that AWS has discontinued for new clusters. Their specifications are not listed.
 * Read 2026-11-28.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
export const DISCONTINUED_NODE_FAMILIES: readonly string[] = ['t1', 'm1', 'm2', 'm3', 'c1', 'r3'];

/**
 * The families of node types. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
export const NODE_FAMILIES: Readonly<Record<string, NodeFamilySpecification>> = {
  m8g: {
    kind: 'general purpose',
    architecture: 'arm64',
    since: { valkey: '7.2', memcached: '1.6.6' },
    nitro: true,
    globalDatastore: true,
    durability: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.m8g,
  },
  m7g: {
    kind: 'general purpose',
    architecture: 'arm64',
    since: { valkey: '7.2', redis: '6.2', memcached: '1.5.16' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    durability: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.m7g,
  },
  m6g: {
    kind: 'general purpose',
    architecture: 'arm64',
    since: { valkey: '7.2', redis: '5.0.6', memcached: '1.5.16' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    durability: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.m6g,
  },
  m5: {
    kind: 'general purpose',
    architecture: 'x86_64',
    since: { valkey: '7.2', redis: '4.0.10', memcached: '1.5.16' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    outposts: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.m5,
  },
  m4: {
    kind: 'general purpose',
    architecture: 'x86_64',
    since: { valkey: '7.2', redis: '4.0.10', memcached: '1.5.16' },
    previousGeneration: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.m4,
  },
  t4g: {
    kind: 'burstable',
    architecture: 'arm64',
    // The page also lists Redis OSS 4.0.10 for cache.t4g.micro. The API reference has 5.0.6 for the whole family.
    since: { valkey: '7.2', redis: '5.0.6', memcached: '1.5.16' },
    nitro: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.t4g,
  },
  t3: {
    kind: 'burstable',
    architecture: 'x86_64',
    since: { valkey: '7.2', redis: '4.0.10', memcached: '1.5.16' },
    nitro: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.t3,
  },
  t2: {
    kind: 'burstable',
    architecture: 'x86_64',
    since: { valkey: '7.2', redis: '4.0.10', memcached: '1.5.16' },
    discontinued: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.t2,
  },
  r8g: {
    kind: 'memory optimized',
    architecture: 'arm64',
    since: { valkey: '7.2', memcached: '1.6.6' },
    nitro: true,
    globalDatastore: true,
    durability: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.r8g,
  },
  r7g: {
    kind: 'memory optimized',
    architecture: 'arm64',
    since: { valkey: '7.2', redis: '6.2', memcached: '1.5.16' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    durability: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.r7g,
  },
  r6g: {
    kind: 'memory optimized',
    architecture: 'arm64',
    since: { valkey: '7.2', redis: '5.0.6', memcached: '1.5.16' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    durability: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.r6g,
  },
  r6gd: {
    kind: 'memory optimized',
    architecture: 'arm64',
    since: { valkey: '7.2', redis: '6.2' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    dataTiering: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.r6gd,
  },
  r5: {
    kind: 'memory optimized',
    architecture: 'x86_64',
    since: { valkey: '7.2', redis: '4.0.10', memcached: '1.5.16' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    outposts: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.r5,
  },
  r4: {
    kind: 'memory optimized',
    architecture: 'x86_64',
    since: { valkey: '7.2', redis: '4.0.10', memcached: '1.5.16' },
    previousGeneration: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.r4,
  },
  c8gn: {
    kind: 'network optimized',
    architecture: 'arm64',
    since: { valkey: '7.2', memcached: '1.6.6' },
    nitro: true,
    globalDatastore: true,
    durability: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.c8gn,
  },
  c7gn: {
    kind: 'network optimized',
    architecture: 'arm64',
    since: { valkey: '7.2', redis: '6.2', memcached: '1.6.6' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    durability: true,
    unavailableRegions: REGIONS_WITHOUT_NODE_FAMILY.c7gn,
  },
};

/**
 * The node types. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
export const NODE_TYPES: Readonly<Record<string, NodeSpecification>> = {
  'cache.m8g.large': {
    memoryGiB: 6.79,
    vcpu: 2,
    baselineGbps: 0.937,
    burstGbps: 12.5,
    maxMemoryBytes: 7_294_178_820,
    memcachedMegabytes: 6956,
  },
  'cache.m8g.xlarge': {
    memoryGiB: 14.18,
    vcpu: 4,
    baselineGbps: 1.875,
    burstGbps: 12.5,
    maxMemoryBytes: 15_222_495_510,
    memcachedMegabytes: 14_517,
  },
  'cache.m8g.2xlarge': {
    memoryGiB: 29.68,
    vcpu: 8,
    baselineGbps: 3.75,
    burstGbps: 15,
    maxMemoryBytes: 31_866_224_640,
    memcachedMegabytes: 30_390,
  },
  'cache.m8g.4xlarge': {
    memoryGiB: 61.33,
    vcpu: 16,
    baselineGbps: 7.5,
    burstGbps: 15,
    maxMemoryBytes: 65_856_864_256,
    memcachedMegabytes: 62_806,
  },
  'cache.m8g.8xlarge': {
    memoryGiB: 124.65,
    vcpu: 32,
    baselineGbps: 15,
    maxMemoryBytes: 133_838_143_488,
    memcachedMegabytes: 127_638,
  },
  'cache.m8g.12xlarge': {
    memoryGiB: 187.96,
    vcpu: 48,
    baselineGbps: 22.5,
    maxMemoryBytes: 201_819_422_720,
    memcachedMegabytes: 192_470,
  },
  'cache.m8g.16xlarge': {
    memoryGiB: 251.27,
    vcpu: 64,
    baselineGbps: 30,
    maxMemoryBytes: 269_800_701_952,
    memcachedMegabytes: 257_302,
  },
  'cache.m7g.large': {
    memoryGiB: 6.38,
    vcpu: 2,
    baselineGbps: 0.937,
    burstGbps: 12.5,
    maxMemoryBytes: 6_854_542_746,
    memcachedMegabytes: 6537,
  },
  'cache.m7g.xlarge': {
    memoryGiB: 12.93,
    vcpu: 4,
    baselineGbps: 1.876,
    burstGbps: 12.5,
    maxMemoryBytes: 13_891_921_715,
    memcachedMegabytes: 13_248,
  },
  'cache.m7g.2xlarge': {
    memoryGiB: 26.04,
    vcpu: 8,
    baselineGbps: 3.75,
    burstGbps: 15,
    maxMemoryBytes: 27_966_669_210,
    memcachedMegabytes: 26_671,
  },
  'cache.m7g.4xlarge': {
    memoryGiB: 52.26,
    vcpu: 16,
    baselineGbps: 7.5,
    burstGbps: 15,
    maxMemoryBytes: 56_116_178_125,
    memcachedMegabytes: 53_516,
  },
  'cache.m7g.8xlarge': {
    memoryGiB: 103.68,
    vcpu: 32,
    baselineGbps: 15,
    maxMemoryBytes: 111_325_552_312,
    memcachedMegabytes: 107_000,
  },
  'cache.m7g.12xlarge': {
    memoryGiB: 157.12,
    vcpu: 48,
    baselineGbps: 22.5,
    maxMemoryBytes: 168_715_971_994,
    memcachedMegabytes: 160_900,
  },
  'cache.m7g.16xlarge': {
    memoryGiB: 209.55,
    vcpu: 64,
    baselineGbps: 30,
    maxMemoryBytes: 225_000_375_228,
    memcachedMegabytes: 214_577,
  },
  'cache.m6g.large': {
    memoryGiB: 6.38,
    vcpu: 2,
    baselineGbps: 0.75,
    burstGbps: 10,
    maxMemoryBytes: 6_854_542_746,
    memcachedMegabytes: 6537,
  },
  'cache.m6g.xlarge': {
    memoryGiB: 12.93,
    vcpu: 4,
    baselineGbps: 1.25,
    burstGbps: 10,
    maxMemoryBytes: 13_891_921_715,
    memcachedMegabytes: 13_248,
  },
  'cache.m6g.2xlarge': {
    memoryGiB: 26.04,
    vcpu: 8,
    baselineGbps: 2.5,
    burstGbps: 10,
    maxMemoryBytes: 27_966_669_210,
    memcachedMegabytes: 26_671,
  },
  'cache.m6g.4xlarge': {
    memoryGiB: 52.26,
    vcpu: 16,
    baselineGbps: 5,
    burstGbps: 10,
    maxMemoryBytes: 56_116_178_125,
    memcachedMegabytes: 53_516,
  },
  'cache.m6g.8xlarge': {
    memoryGiB: 103.68,
    vcpu: 32,
    baselineGbps: 12,
    maxMemoryBytes: 111_325_552_312,
    memcachedMegabytes: 107_000,
  },
  'cache.m6g.12xlarge': {
    memoryGiB: 157.12,
    vcpu: 48,
    baselineGbps: 20,
    maxMemoryBytes: 168_715_971_994,
    memcachedMegabytes: 160_900,
  },
  'cache.m6g.16xlarge': {
    memoryGiB: 209.55,
    vcpu: 64,
    baselineGbps: 25,
    maxMemoryBytes: 225_000_375_228,
    memcachedMegabytes: 214_577,
  },
  'cache.m5.large': {
    memoryGiB: 6.38,
    vcpu: 2,
    baselineGbps: 0.75,
    burstGbps: 10,
    maxMemoryBytes: 6_854_542_746,
    memcachedMegabytes: 6537,
  },
  'cache.m5.xlarge': {
    memoryGiB: 12.93,
    vcpu: 4,
    baselineGbps: 1.25,
    burstGbps: 10,
    maxMemoryBytes: 13_891_921_715,
    memcachedMegabytes: 13_248,
  },
  'cache.m5.2xlarge': {
    memoryGiB: 26.04,
    vcpu: 8,
    baselineGbps: 2.5,
    burstGbps: 10,
    maxMemoryBytes: 27_966_669_210,
    memcachedMegabytes: 26_671,
  },
  'cache.m5.4xlarge': {
    memoryGiB: 52.26,
    vcpu: 16,
    baselineGbps: 5,
    burstGbps: 10,
    maxMemoryBytes: 56_116_178_125,
    memcachedMegabytes: 53_516,
  },
  'cache.m5.12xlarge': {
    memoryGiB: 157.12,
    vcpu: 48,
    baselineGbps: 12,
    maxMemoryBytes: 168_715_971_994,
    memcachedMegabytes: 160_900,
  },
  'cache.m5.24xlarge': {
    memoryGiB: 314.32,
    vcpu: 96,
    baselineGbps: 25,
    maxMemoryBytes: 337_500_562_842,
    memcachedMegabytes: 321_865,
  },
  'cache.m4.large': {
    memoryGiB: 6.42,
    vcpu: 2,
    baselineGbps: 0.45,
    burstGbps: 1.2,
    maxMemoryBytes: 6_892_593_152,
    memcachedMegabytes: 6573,
  },
  'cache.m4.xlarge': {
    memoryGiB: 14.28,
    vcpu: 4,
    baselineGbps: 0.75,
    burstGbps: 2.8,
    maxMemoryBytes: 15_328_501_760,
    memcachedMegabytes: 11_496,
  },
  'cache.m4.2xlarge': {
    memoryGiB: 29.7,
    vcpu: 8,
    baselineGbps: 1,
    burstGbps: 10,
    maxMemoryBytes: 31_889_126_359,
    memcachedMegabytes: 30_412,
  },
  'cache.m4.4xlarge': {
    memoryGiB: 60.78,
    vcpu: 16,
    baselineGbps: 2,
    burstGbps: 10,
    maxMemoryBytes: 65_257_290_629,
    memcachedMegabytes: 62_234,
  },
  'cache.m4.10xlarge': {
    memoryGiB: 154.64,
    vcpu: 40,
    baselineGbps: 5,
    burstGbps: 10,
    maxMemoryBytes: 166_047_614_239,
    memcachedMegabytes: 158_355,
  },
  'cache.t4g.micro': {
    memoryGiB: 0.5,
    vcpu: 2,
    baselineGbps: 0.064,
    burstGbps: 5,
    maxMemoryBytes: 536_870_912,
    memcachedMegabytes: 512,
  },
  'cache.t4g.small': {
    memoryGiB: 1.37,
    vcpu: 2,
    baselineGbps: 0.128,
    burstGbps: 5,
    maxMemoryBytes: 1_471_026_299,
    memcachedMegabytes: 1402,
  },
  'cache.t4g.medium': {
    memoryGiB: 3.09,
    vcpu: 2,
    baselineGbps: 0.256,
    burstGbps: 5,
    maxMemoryBytes: 3_317_862_236,
    memcachedMegabytes: 3164,
  },
  'cache.t3.micro': {
    memoryGiB: 0.5,
    vcpu: 2,
    baselineGbps: 0.064,
    burstGbps: 5,
    maxMemoryBytes: 536_870_912,
    memcachedMegabytes: 512,
  },
  'cache.t3.small': {
    memoryGiB: 1.37,
    vcpu: 2,
    baselineGbps: 0.128,
    burstGbps: 5,
    maxMemoryBytes: 1_471_026_299,
    memcachedMegabytes: 1402,
  },
  'cache.t3.medium': {
    memoryGiB: 3.09,
    vcpu: 2,
    baselineGbps: 0.256,
    burstGbps: 5,
    maxMemoryBytes: 3_317_862_236,
    memcachedMegabytes: 3364,
  },
  'cache.t2.micro': {
    memoryGiB: 0.555,
    vcpu: 1,
    baselineGbps: 0.064,
    burstGbps: 1.024,
    maxMemoryBytes: 581_959_680,
    memcachedMegabytes: 555,
  },
  'cache.t2.small': {
    memoryGiB: 1.55,
    vcpu: 1,
    baselineGbps: 0.128,
    burstGbps: 1.024,
    maxMemoryBytes: 1_665_138_688,
    memcachedMegabytes: 1588,
  },
  'cache.t2.medium': {
    memoryGiB: 3.22,
    vcpu: 2,
    baselineGbps: 0.256,
    burstGbps: 1.024,
    maxMemoryBytes: 3_461_349_376,
    memcachedMegabytes: 3301,
  },
  'cache.r8g.large': {
    memoryGiB: 14.18,
    vcpu: 2,
    baselineGbps: 0.937,
    burstGbps: 12.5,
    maxMemoryBytes: 15_222_495_510,
    memcachedMegabytes: 14_517,
  },
  'cache.r8g.xlarge': {
    memoryGiB: 29.68,
    vcpu: 4,
    baselineGbps: 1.875,
    burstGbps: 12.5,
    maxMemoryBytes: 31_866_224_640,
    memcachedMegabytes: 30_390,
  },
  'cache.r8g.2xlarge': {
    memoryGiB: 61.33,
    vcpu: 8,
    baselineGbps: 3.75,
    burstGbps: 15,
    maxMemoryBytes: 65_856_864_256,
    memcachedMegabytes: 62_806,
  },
  'cache.r8g.4xlarge': {
    memoryGiB: 124.65,
    vcpu: 16,
    baselineGbps: 7.5,
    burstGbps: 15,
    maxMemoryBytes: 133_838_143_488,
    memcachedMegabytes: 127_638,
  },
  'cache.r8g.8xlarge': {
    memoryGiB: 251.27,
    vcpu: 32,
    baselineGbps: 15,
    maxMemoryBytes: 269_800_701_952,
    memcachedMegabytes: 257_302,
  },
  'cache.r8g.12xlarge': {
    memoryGiB: 377.9,
    vcpu: 48,
    baselineGbps: 22.5,
    maxMemoryBytes: 405_763_260_416,
    memcachedMegabytes: 386_966,
  },
  'cache.r8g.16xlarge': {
    memoryGiB: 504.52,
    vcpu: 64,
    baselineGbps: 30,
    maxMemoryBytes: 541_725_818_880,
    memcachedMegabytes: 516_630,
  },
  'cache.r7g.large': {
    memoryGiB: 13.07,
    vcpu: 2,
    baselineGbps: 0.937,
    burstGbps: 12.5,
    maxMemoryBytes: 14_037_181_030,
    memcachedMegabytes: 13_387,
  },
  'cache.r7g.xlarge': {
    memoryGiB: 26.32,
    vcpu: 4,
    baselineGbps: 1.876,
    burstGbps: 12.5,
    maxMemoryBytes: 28_261_849_702,
    memcachedMegabytes: 26_953,
  },
  'cache.r7g.2xlarge': {
    memoryGiB: 52.82,
    vcpu: 8,
    baselineGbps: 3.75,
    burstGbps: 15,
    maxMemoryBytes: 56_711_183_565,
    memcachedMegabytes: 54_084,
  },
  'cache.r7g.4xlarge': {
    memoryGiB: 105.81,
    vcpu: 16,
    baselineGbps: 7.5,
    burstGbps: 15,
    maxMemoryBytes: 113_609_865_216,
    memcachedMegabytes: 108_347,
  },
  'cache.r7g.8xlarge': {
    memoryGiB: 209.55,
    vcpu: 32,
    baselineGbps: 15,
    maxMemoryBytes: 225_000_375_228,
    memcachedMegabytes: 214_577,
  },
  'cache.r7g.12xlarge': {
    memoryGiB: 317.77,
    vcpu: 48,
    baselineGbps: 22.5,
    maxMemoryBytes: 341_206_346_547,
    memcachedMegabytes: 325_400,
  },
  'cache.r7g.16xlarge': {
    memoryGiB: 419.09,
    vcpu: 64,
    baselineGbps: 30,
    maxMemoryBytes: 450_000_750_456,
    memcachedMegabytes: 429_154,
  },
  'cache.r6g.large': {
    memoryGiB: 13.07,
    vcpu: 2,
    baselineGbps: 0.75,
    burstGbps: 10,
    maxMemoryBytes: 14_037_181_030,
    memcachedMegabytes: 13_387,
  },
  'cache.r6g.xlarge': {
    memoryGiB: 26.32,
    vcpu: 4,
    baselineGbps: 1.25,
    burstGbps: 10,
    maxMemoryBytes: 28_261_849_702,
    memcachedMegabytes: 26_953,
  },
  'cache.r6g.2xlarge': {
    memoryGiB: 52.82,
    vcpu: 8,
    baselineGbps: 2.5,
    burstGbps: 10,
    maxMemoryBytes: 56_711_183_565,
    memcachedMegabytes: 54_084,
  },
  'cache.r6g.4xlarge': {
    memoryGiB: 105.81,
    vcpu: 16,
    baselineGbps: 5,
    burstGbps: 10,
    maxMemoryBytes: 113_609_865_216,
    memcachedMegabytes: 108_347,
  },
  'cache.r6g.8xlarge': {
    memoryGiB: 209.55,
    vcpu: 32,
    baselineGbps: 12,
    maxMemoryBytes: 225_000_375_228,
    memcachedMegabytes: 214_577,
  },
  'cache.r6g.12xlarge': {
    memoryGiB: 317.77,
    vcpu: 48,
    baselineGbps: 20,
    maxMemoryBytes: 341_206_346_547,
    memcachedMegabytes: 325_400,
  },
  'cache.r6g.16xlarge': {
    memoryGiB: 419.09,
    vcpu: 64,
    baselineGbps: 25,
    maxMemoryBytes: 450_000_750_456,
    memcachedMegabytes: 429_154,
  },
  'cache.r6gd.xlarge': {
    memoryGiB: 26.32,
    vcpu: 4,
    baselineGbps: 1.25,
    burstGbps: 10,
    maxMemoryBytes: 28_261_849_702,
    ssdGiB: 99.33,
  },
  'cache.r6gd.2xlarge': {
    memoryGiB: 52.82,
    vcpu: 8,
    baselineGbps: 2.5,
    burstGbps: 10,
    maxMemoryBytes: 56_711_183_565,
    ssdGiB: 199.07,
  },
  'cache.r6gd.4xlarge': {
    memoryGiB: 105.81,
    vcpu: 16,
    baselineGbps: 5,
    burstGbps: 10,
    maxMemoryBytes: 113_609_865_216,
    ssdGiB: 398.14,
  },
  'cache.r6gd.8xlarge': {
    memoryGiB: 209.55,
    vcpu: 32,
    baselineGbps: 12,
    maxMemoryBytes: 225_000_375_228,
    ssdGiB: 796.28,
  },
  'cache.r6gd.12xlarge': {
    memoryGiB: 317.77,
    vcpu: 48,
    baselineGbps: 20,
    maxMemoryBytes: 341_206_346_547,
    ssdGiB: 1194.42,
  },
  'cache.r6gd.16xlarge': {
    memoryGiB: 419.09,
    vcpu: 64,
    baselineGbps: 25,
    maxMemoryBytes: 450_000_750_456,
    ssdGiB: 1592.56,
  },
  'cache.r5.large': {
    memoryGiB: 13.07,
    vcpu: 2,
    baselineGbps: 0.75,
    burstGbps: 10,
    maxMemoryBytes: 14_037_181_030,
    memcachedMegabytes: 13_387,
  },
  'cache.r5.xlarge': {
    memoryGiB: 26.32,
    vcpu: 4,
    baselineGbps: 1.25,
    burstGbps: 10,
    maxMemoryBytes: 28_261_849_702,
    memcachedMegabytes: 26_953,
  },
  'cache.r5.2xlarge': {
    memoryGiB: 52.82,
    vcpu: 8,
    baselineGbps: 2.5,
    burstGbps: 10,
    maxMemoryBytes: 56_711_183_565,
    memcachedMegabytes: 54_084,
  },
  'cache.r5.4xlarge': {
    memoryGiB: 105.81,
    vcpu: 16,
    baselineGbps: 5,
    burstGbps: 10,
    maxMemoryBytes: 113_609_865_216,
    memcachedMegabytes: 108_347,
  },
  'cache.r5.12xlarge': {
    memoryGiB: 317.77,
    vcpu: 48,
    // The page has 12 Gbps for Valkey and Redis OSS, as Amazon EC2 has, and 20 Gbps for Memcached.
    baselineGbps: 12,
    maxMemoryBytes: 341_206_346_547,
    memcachedMegabytes: 325_400,
  },
  'cache.r5.24xlarge': {
    memoryGiB: 635.61,
    vcpu: 96,
    baselineGbps: 25,
    maxMemoryBytes: 682_485_973_811,
    memcachedMegabytes: 650_869,
  },
  'cache.r4.large': {
    memoryGiB: 12.3,
    vcpu: 2,
    baselineGbps: 0.75,
    burstGbps: 10,
    maxMemoryBytes: 13_201_781_556,
    memcachedMegabytes: 12_590,
  },
  'cache.r4.xlarge': {
    memoryGiB: 25.05,
    vcpu: 4,
    baselineGbps: 1.25,
    burstGbps: 10,
    maxMemoryBytes: 26_898_228_839,
    memcachedMegabytes: 25_652,
  },
  'cache.r4.2xlarge': {
    memoryGiB: 50.47,
    vcpu: 8,
    baselineGbps: 2.5,
    burstGbps: 10,
    maxMemoryBytes: 54_197_537_997,
    memcachedMegabytes: 51_686,
  },
  'cache.r4.4xlarge': {
    memoryGiB: 101.38,
    vcpu: 16,
    baselineGbps: 5,
    burstGbps: 10,
    maxMemoryBytes: 108_858_546_586,
    memcachedMegabytes: 103_815,
  },
  'cache.r4.8xlarge': {
    memoryGiB: 203.26,
    vcpu: 32,
    baselineGbps: 12,
    maxMemoryBytes: 218_255_432_090,
    memcachedMegabytes: 208_144,
  },
  'cache.r4.16xlarge': {
    memoryGiB: 407,
    vcpu: 64,
    baselineGbps: 25,
    maxMemoryBytes: 437_021_573_120,
    memcachedMegabytes: 416_776,
  },
  'cache.c8gn.large': {
    memoryGiB: 3.1,
    vcpu: 2,
    baselineGbps: 6.25,
    burstGbps: 30,
    maxMemoryBytes: 3_330_020_474,
    memcachedMegabytes: 3176,
  },
  'cache.c8gn.xlarge': {
    memoryGiB: 6.79,
    vcpu: 4,
    baselineGbps: 12.5,
    burstGbps: 40,
    maxMemoryBytes: 7_294_178_820,
    memcachedMegabytes: 6956,
  },
  'cache.c8gn.2xlarge': {
    memoryGiB: 14.18,
    vcpu: 8,
    baselineGbps: 25,
    burstGbps: 50,
    maxMemoryBytes: 15_222_495_510,
    memcachedMegabytes: 14_517,
  },
  'cache.c8gn.4xlarge': {
    memoryGiB: 29.68,
    vcpu: 16,
    baselineGbps: 50,
    maxMemoryBytes: 31_866_224_640,
    memcachedMegabytes: 30_390,
  },
  'cache.c8gn.8xlarge': {
    memoryGiB: 61.33,
    vcpu: 32,
    baselineGbps: 100,
    maxMemoryBytes: 65_856_864_256,
    memcachedMegabytes: 62_806,
  },
  'cache.c8gn.12xlarge': {
    memoryGiB: 92.99,
    vcpu: 48,
    baselineGbps: 150,
    maxMemoryBytes: 99_847_503_872,
    memcachedMegabytes: 95_222,
  },
  'cache.c8gn.16xlarge': { memoryGiB: 124.65, vcpu: 64, baselineGbps: 200, maxMemoryBytes: 133_838_143_488 },
  'cache.c7gn.large': {
    memoryGiB: 3.09,
    vcpu: 2,
    baselineGbps: 6.25,
    burstGbps: 30,
    maxMemoryBytes: 3_317_862_236,
    memcachedMegabytes: 3164,
  },
  'cache.c7gn.xlarge': {
    memoryGiB: 6.38,
    vcpu: 4,
    baselineGbps: 12.5,
    burstGbps: 40,
    maxMemoryBytes: 6_854_542_746,
    memcachedMegabytes: 6537,
  },
  'cache.c7gn.2xlarge': {
    memoryGiB: 12.94,
    vcpu: 8,
    baselineGbps: 25,
    burstGbps: 50,
    maxMemoryBytes: 13_891_921_715,
    memcachedMegabytes: 13_248,
  },
  'cache.c7gn.4xlarge': {
    memoryGiB: 26.05,
    vcpu: 16,
    baselineGbps: 50,
    maxMemoryBytes: 27_966_669_210,
    memcachedMegabytes: 26_671,
  },
  'cache.c7gn.8xlarge': {
    memoryGiB: 52.26,
    vcpu: 32,
    baselineGbps: 100,
    maxMemoryBytes: 56_116_178_125,
    memcachedMegabytes: 53_516,
  },
  'cache.c7gn.12xlarge': { memoryGiB: 78.56, vcpu: 48, baselineGbps: 150, maxMemoryBytes: 84_357_985_997 },
  'cache.c7gn.16xlarge': {
    memoryGiB: 105.81,
    vcpu: 64,
    baselineGbps: 200,
    maxMemoryBytes: 113_609_865_216,
    memcachedMegabytes: 108_347,
  },
};

/**
 * The maximum number of clients of a node. No parameter can raise it. Read 2026-11-28.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
 */
const MAX_CLIENTS = 65_000;

/**
 * The maximum number of clients of smaller nodes. Read 2026-11-28.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
 */
const MAX_CLIENTS_OF_SMALL_NODES: Readonly<Record<string, number>> = {
  'cache.t2.micro': 20_000,
  'cache.t2.small': 20_000,
  'cache.t2.medium': 20_000,
  'cache.t3.micro': 20_000,
  'cache.t4g.micro': 20_000,
  'cache.t3.small': 46_000,
  'cache.t3.medium': 46_000,
};

/** Returns the maximum number of clients of a node type. Unknown node types have the limit of most node types. */
export function findMaxClients(nodeType: string = ''): number {
  return getOwn(MAX_CLIENTS_OF_SMALL_NODES, nodeType) ?? MAX_CLIENTS;
}
