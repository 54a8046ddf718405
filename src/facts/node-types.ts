/**
 * A family of node types.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
export interface NodeFamilyFact {
  readonly kind: 'general purpose' | 'burstable' | 'memory optimised' | 'network optimised';
  readonly architecture: 'arm64' | 'x86_64';
  /** The first version of each engine; an engine that is not named never runs on the family. */
  readonly since: { readonly valkey?: string; readonly redis?: string; readonly memcached?: string };
  /** Built on the Nitro System, which IPv6 and dual stack need. */
  readonly nitro?: boolean;
  /** Takes part in auto scaling, in the sizes of `AUTO_SCALING_SIZES`. */
  readonly autoScaling?: boolean;
  readonly globalDatastore?: boolean;
  readonly durability?: boolean;
  /** Can stand on Outposts and in Local Zones. */
  readonly outposts?: boolean;
  /** Has an SSD behind the memory, and always uses it. */
  readonly dataTiering?: boolean;
  /** No new clusters can be made of it. */
  readonly gone?: boolean;
  /** An earlier generation of which clusters can still be made. */
  readonly older?: boolean;
  /** Regions that do not have it, as far as the price lists tell. */
  readonly absentFrom: readonly string[];
}

/** The size, of which the figures are those of one node. */
export interface NodeTypeFact {
  readonly memoryGiB: number;
  readonly vcpu: number;
  readonly baselineGbps: number;
  /** The bandwidth for a while, where it is more than the baseline. */
  readonly burstGbps?: number;
  /** `maxmemory` of Valkey and Redis OSS, before `reserved-memory-percent` is taken off. */
  readonly maxmemoryBytes: number;
  /** `max_cache_memory` of Memcached, where AWS tells it. */
  readonly memcachedMegabytes?: number;
  /** The SSD behind the memory. */
  readonly ssdGiB?: number;
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html */
export const AUTO_SCALING_SIZES: readonly string[] = ['large', 'xlarge', '2xlarge'];

/**
 * Families of which no cluster has been creatable for years; their figures are not told.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
export const GONE_NODE_FAMILIES: readonly string[] = ['t1', 'm1', 'm2', 'm3', 'c1', 'r3'];

export const NODE_FAMILIES: Readonly<Record<string, NodeFamilyFact>> = {
  m8g: {
    kind: 'general purpose',
    architecture: 'arm64',
    since: { valkey: '7.2', memcached: '1.6.6' },
    nitro: true,
    globalDatastore: true,
    durability: true,
    absentFrom: ['ap-east-2', 'ap-southeast-6', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1'],
  },
  m7g: {
    kind: 'general purpose',
    architecture: 'arm64',
    since: { valkey: '7.2', redis: '6.2', memcached: '1.5.16' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    durability: true,
    absentFrom: ['ca-west-1', 'eu-south-1'],
  },
  m6g: {
    kind: 'general purpose',
    architecture: 'arm64',
    since: { valkey: '7.2', redis: '5.0.6', memcached: '1.5.16' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    durability: true,
    absentFrom: [],
  },
  m5: {
    kind: 'general purpose',
    architecture: 'x86_64',
    since: { valkey: '7.2', redis: '4.0.10', memcached: '1.5.16' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    outposts: true,
    absentFrom: ['ap-east-2', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'cn-north-1', 'cn-northwest-1', 'mx-central-1'],
  },
  m4: {
    kind: 'general purpose',
    architecture: 'x86_64',
    since: { valkey: '7.2', redis: '4.0.10', memcached: '1.5.16' },
    older: true,
    absentFrom: [
      'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-3', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5',
      'ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-3', 'il-central-1',
      'me-central-1', 'me-south-1', 'mx-central-1', 'us-gov-east-1', 'us-gov-west-1',
    ],
  },
  t4g: {
    kind: 'burstable',
    architecture: 'arm64',
    since: { valkey: '7.2', redis: '5.0.6', memcached: '1.5.16' },
    nitro: true,
    absentFrom: ['me-central-1', 'me-south-1'],
  },
  t3: {
    kind: 'burstable',
    architecture: 'x86_64',
    since: { valkey: '7.2', redis: '4.0.10', memcached: '1.5.16' },
    nitro: true,
    absentFrom: ['ap-southeast-6'],
  },
  t2: {
    kind: 'burstable',
    architecture: 'x86_64',
    since: { valkey: '7.2', redis: '4.0.10', memcached: '1.5.16' },
    gone: true,
    absentFrom: [
      'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6',
      'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1',
      'mx-central-1',
    ],
  },
  r8g: {
    kind: 'memory optimised',
    architecture: 'arm64',
    since: { valkey: '7.2', memcached: '1.6.6' },
    nitro: true,
    globalDatastore: true,
    durability: true,
    absentFrom: ['ap-east-2', 'il-central-1', 'me-central-1', 'me-south-1'],
  },
  r7g: {
    kind: 'memory optimised',
    architecture: 'arm64',
    since: { valkey: '7.2', redis: '6.2', memcached: '1.5.16' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    durability: true,
    absentFrom: [],
  },
  r6g: {
    kind: 'memory optimised',
    architecture: 'arm64',
    since: { valkey: '7.2', redis: '5.0.6', memcached: '1.5.16' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    durability: true,
    absentFrom: [],
  },
  r6gd: {
    kind: 'memory optimised',
    architecture: 'arm64',
    since: { valkey: '7.2', redis: '6.2' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    dataTiering: true,
    absentFrom: [
      'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4',
      'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'cn-north-1', 'cn-northwest-1', 'eu-central-2', 'eu-south-1',
      'eu-south-2', 'eu-west-2', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1', 'us-gov-east-1', 'us-gov-west-1',
    ],
  },
  r5: {
    kind: 'memory optimised',
    architecture: 'x86_64',
    since: { valkey: '7.2', redis: '4.0.10', memcached: '1.5.16' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    outposts: true,
    absentFrom: ['ap-east-2', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'mx-central-1'],
  },
  r4: {
    kind: 'memory optimised',
    architecture: 'x86_64',
    since: { valkey: '7.2', redis: '4.0.10', memcached: '1.5.16' },
    older: true,
    absentFrom: [
      'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6',
      'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1',
      'mx-central-1',
    ],
  },
  c8gn: {
    kind: 'network optimised',
    architecture: 'arm64',
    since: { valkey: '7.2', memcached: '1.6.6' },
    nitro: true,
    globalDatastore: true,
    durability: true,
    absentFrom: ['ap-east-2', 'ap-northeast-3', 'ap-southeast-6', 'eu-west-3', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1'],
  },
  c7gn: {
    kind: 'network optimised',
    architecture: 'arm64',
    since: { valkey: '7.2', redis: '6.2', memcached: '1.6.6' },
    nitro: true,
    autoScaling: true,
    globalDatastore: true,
    durability: true,
    absentFrom: [
      'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2', 'ap-southeast-1',
      'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-central-1', 'ca-west-1',
      'cn-north-1', 'cn-northwest-1', 'eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-2', 'eu-west-3',
      'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1', 'sa-east-1', 'us-gov-east-1', 'us-gov-west-1', 'us-west-1',
    ],
  },
};

export const NODE_TYPES: Readonly<Record<string, NodeTypeFact>> = {
  'cache.m8g.large': { memoryGiB: 6.79, vcpu: 2, baselineGbps: 0.937, burstGbps: 12.5, maxmemoryBytes: 7_294_178_820 },
  'cache.m8g.xlarge': { memoryGiB: 14.18, vcpu: 4, baselineGbps: 1.875, burstGbps: 12.5, maxmemoryBytes: 15_222_495_510 },
  'cache.m8g.2xlarge': { memoryGiB: 29.68, vcpu: 8, baselineGbps: 3.75, burstGbps: 15, maxmemoryBytes: 31_866_224_640 },
  'cache.m8g.4xlarge': { memoryGiB: 61.33, vcpu: 16, baselineGbps: 7.5, burstGbps: 15, maxmemoryBytes: 65_856_864_256 },
  'cache.m8g.8xlarge': { memoryGiB: 124.65, vcpu: 32, baselineGbps: 15, maxmemoryBytes: 133_838_143_488 },
  'cache.m8g.12xlarge': { memoryGiB: 187.96, vcpu: 48, baselineGbps: 22.5, maxmemoryBytes: 201_819_422_720 },
  'cache.m8g.16xlarge': { memoryGiB: 251.27, vcpu: 64, baselineGbps: 30, maxmemoryBytes: 269_800_701_952 },
  'cache.m7g.large': { memoryGiB: 6.38, vcpu: 2, baselineGbps: 0.937, burstGbps: 12.5, maxmemoryBytes: 6_854_542_746 },
  'cache.m7g.xlarge': { memoryGiB: 12.93, vcpu: 4, baselineGbps: 1.876, burstGbps: 12.5, maxmemoryBytes: 13_891_921_715 },
  'cache.m7g.2xlarge': { memoryGiB: 26.04, vcpu: 8, baselineGbps: 3.75, burstGbps: 15, maxmemoryBytes: 27_966_669_210 },
  'cache.m7g.4xlarge': { memoryGiB: 52.26, vcpu: 16, baselineGbps: 7.5, burstGbps: 15, maxmemoryBytes: 56_116_178_125 },
  'cache.m7g.8xlarge': { memoryGiB: 103.68, vcpu: 32, baselineGbps: 15, maxmemoryBytes: 111_325_552_312 },
  'cache.m7g.12xlarge': { memoryGiB: 157.12, vcpu: 48, baselineGbps: 22.5, maxmemoryBytes: 168_715_971_994 },
  'cache.m7g.16xlarge': { memoryGiB: 209.55, vcpu: 64, baselineGbps: 30, maxmemoryBytes: 225_000_375_228 },
  'cache.m6g.large': { memoryGiB: 6.38, vcpu: 2, baselineGbps: 0.75, burstGbps: 10, maxmemoryBytes: 6_854_542_746, memcachedMegabytes: 6537 },
  'cache.m6g.xlarge': { memoryGiB: 12.93, vcpu: 4, baselineGbps: 1.25, burstGbps: 10, maxmemoryBytes: 13_891_921_715, memcachedMegabytes: 13_248 },
  'cache.m6g.2xlarge': { memoryGiB: 26.04, vcpu: 8, baselineGbps: 2.5, burstGbps: 10, maxmemoryBytes: 27_966_669_210, memcachedMegabytes: 26_671 },
  'cache.m6g.4xlarge': { memoryGiB: 52.26, vcpu: 16, baselineGbps: 5, burstGbps: 10, maxmemoryBytes: 56_116_178_125, memcachedMegabytes: 53_516 },
  'cache.m6g.8xlarge': { memoryGiB: 103.68, vcpu: 32, baselineGbps: 12, maxmemoryBytes: 111_325_552_312, memcachedMegabytes: 107_000 },
  'cache.m6g.12xlarge': { memoryGiB: 157.12, vcpu: 48, baselineGbps: 20, maxmemoryBytes: 168_715_971_994, memcachedMegabytes: 160_900 },
  'cache.m6g.16xlarge': { memoryGiB: 209.55, vcpu: 64, baselineGbps: 25, maxmemoryBytes: 225_000_375_228, memcachedMegabytes: 214_577 },
  'cache.m5.large': { memoryGiB: 6.38, vcpu: 2, baselineGbps: 0.75, burstGbps: 10, maxmemoryBytes: 6_854_542_746, memcachedMegabytes: 6537 },
  'cache.m5.xlarge': { memoryGiB: 12.93, vcpu: 4, baselineGbps: 1.25, burstGbps: 10, maxmemoryBytes: 13_891_921_715, memcachedMegabytes: 13_248 },
  'cache.m5.2xlarge': { memoryGiB: 26.04, vcpu: 8, baselineGbps: 2.5, burstGbps: 10, maxmemoryBytes: 27_966_669_210, memcachedMegabytes: 26_671 },
  'cache.m5.4xlarge': { memoryGiB: 52.26, vcpu: 16, baselineGbps: 5, burstGbps: 10, maxmemoryBytes: 56_116_178_125, memcachedMegabytes: 53_516 },
  'cache.m5.12xlarge': { memoryGiB: 157.12, vcpu: 48, baselineGbps: 12, maxmemoryBytes: 168_715_971_994, memcachedMegabytes: 160_900 },
  'cache.m5.24xlarge': { memoryGiB: 314.32, vcpu: 96, baselineGbps: 25, maxmemoryBytes: 337_500_562_842, memcachedMegabytes: 321_865 },
  'cache.m4.large': { memoryGiB: 6.42, vcpu: 2, baselineGbps: 0.45, burstGbps: 1.2, maxmemoryBytes: 6_892_593_152, memcachedMegabytes: 6573 },
  'cache.m4.xlarge': { memoryGiB: 14.28, vcpu: 4, baselineGbps: 0.75, burstGbps: 2.8, maxmemoryBytes: 15_328_501_760, memcachedMegabytes: 11_496 },
  'cache.m4.2xlarge': { memoryGiB: 29.7, vcpu: 8, baselineGbps: 1, burstGbps: 10, maxmemoryBytes: 31_889_126_359, memcachedMegabytes: 30_412 },
  'cache.m4.4xlarge': { memoryGiB: 60.78, vcpu: 16, baselineGbps: 2, burstGbps: 10, maxmemoryBytes: 65_257_290_629, memcachedMegabytes: 62_234 },
  'cache.m4.10xlarge': { memoryGiB: 154.64, vcpu: 40, baselineGbps: 5, burstGbps: 10, maxmemoryBytes: 166_047_614_239, memcachedMegabytes: 158_355 },
  'cache.t4g.micro': { memoryGiB: 0.5, vcpu: 2, baselineGbps: 0.064, burstGbps: 5, maxmemoryBytes: 536_870_912, memcachedMegabytes: 512 },
  'cache.t4g.small': { memoryGiB: 1.37, vcpu: 2, baselineGbps: 0.128, burstGbps: 5, maxmemoryBytes: 1_471_026_299, memcachedMegabytes: 1402 },
  'cache.t4g.medium': { memoryGiB: 3.09, vcpu: 2, baselineGbps: 0.256, burstGbps: 5, maxmemoryBytes: 3_317_862_236, memcachedMegabytes: 3164 },
  'cache.t3.micro': { memoryGiB: 0.5, vcpu: 2, baselineGbps: 0.064, burstGbps: 5, maxmemoryBytes: 536_870_912, memcachedMegabytes: 512 },
  'cache.t3.small': { memoryGiB: 1.37, vcpu: 2, baselineGbps: 0.128, burstGbps: 5, maxmemoryBytes: 1_471_026_299, memcachedMegabytes: 1402 },
  'cache.t3.medium': { memoryGiB: 3.09, vcpu: 2, baselineGbps: 0.256, burstGbps: 5, maxmemoryBytes: 3_317_862_236, memcachedMegabytes: 3364 },
  'cache.t2.micro': { memoryGiB: 0.555, vcpu: 1, baselineGbps: 0.064, burstGbps: 1.024, maxmemoryBytes: 581_959_680, memcachedMegabytes: 555 },
  'cache.t2.small': { memoryGiB: 1.55, vcpu: 1, baselineGbps: 0.128, burstGbps: 1.024, maxmemoryBytes: 1_665_138_688, memcachedMegabytes: 1588 },
  'cache.t2.medium': { memoryGiB: 3.22, vcpu: 2, baselineGbps: 0.256, burstGbps: 1.024, maxmemoryBytes: 3_461_349_376, memcachedMegabytes: 3301 },
  'cache.r8g.large': { memoryGiB: 14.18, vcpu: 2, baselineGbps: 0.937, burstGbps: 12.5, maxmemoryBytes: 15_222_495_510 },
  'cache.r8g.xlarge': { memoryGiB: 29.68, vcpu: 4, baselineGbps: 1.875, burstGbps: 12.5, maxmemoryBytes: 31_866_224_640 },
  'cache.r8g.2xlarge': { memoryGiB: 61.33, vcpu: 8, baselineGbps: 3.75, burstGbps: 15, maxmemoryBytes: 65_856_864_256 },
  'cache.r8g.4xlarge': { memoryGiB: 124.65, vcpu: 16, baselineGbps: 7.5, burstGbps: 15, maxmemoryBytes: 133_838_143_488 },
  'cache.r8g.8xlarge': { memoryGiB: 251.27, vcpu: 32, baselineGbps: 15, maxmemoryBytes: 269_800_701_952 },
  'cache.r8g.12xlarge': { memoryGiB: 377.9, vcpu: 48, baselineGbps: 22.5, maxmemoryBytes: 405_763_260_416 },
  'cache.r8g.16xlarge': { memoryGiB: 504.52, vcpu: 64, baselineGbps: 30, maxmemoryBytes: 541_725_818_880 },
  'cache.r7g.large': { memoryGiB: 13.07, vcpu: 2, baselineGbps: 0.937, burstGbps: 12.5, maxmemoryBytes: 14_037_181_030 },
  'cache.r7g.xlarge': { memoryGiB: 26.32, vcpu: 4, baselineGbps: 1.876, burstGbps: 12.5, maxmemoryBytes: 28_261_849_702 },
  'cache.r7g.2xlarge': { memoryGiB: 52.82, vcpu: 8, baselineGbps: 3.75, burstGbps: 15, maxmemoryBytes: 56_711_183_565 },
  'cache.r7g.4xlarge': { memoryGiB: 105.81, vcpu: 16, baselineGbps: 7.5, burstGbps: 15, maxmemoryBytes: 113_609_865_216 },
  'cache.r7g.8xlarge': { memoryGiB: 209.55, vcpu: 32, baselineGbps: 15, maxmemoryBytes: 225_000_375_228 },
  'cache.r7g.12xlarge': { memoryGiB: 317.77, vcpu: 48, baselineGbps: 22.5, maxmemoryBytes: 341_206_346_547 },
  'cache.r7g.16xlarge': { memoryGiB: 419.09, vcpu: 64, baselineGbps: 30, maxmemoryBytes: 450_000_750_456 },
  'cache.r6g.large': { memoryGiB: 13.07, vcpu: 2, baselineGbps: 0.75, burstGbps: 10, maxmemoryBytes: 14_037_181_030, memcachedMegabytes: 13_387 },
  'cache.r6g.xlarge': { memoryGiB: 26.32, vcpu: 4, baselineGbps: 1.25, burstGbps: 10, maxmemoryBytes: 28_261_849_702, memcachedMegabytes: 26_953 },
  'cache.r6g.2xlarge': { memoryGiB: 52.82, vcpu: 8, baselineGbps: 2.5, burstGbps: 10, maxmemoryBytes: 56_711_183_565, memcachedMegabytes: 54_084 },
  'cache.r6g.4xlarge': { memoryGiB: 105.81, vcpu: 16, baselineGbps: 5, burstGbps: 10, maxmemoryBytes: 113_609_865_216, memcachedMegabytes: 108_347 },
  'cache.r6g.8xlarge': { memoryGiB: 209.55, vcpu: 32, baselineGbps: 12, maxmemoryBytes: 225_000_375_228, memcachedMegabytes: 214_577 },
  'cache.r6g.12xlarge': { memoryGiB: 317.77, vcpu: 48, baselineGbps: 20, maxmemoryBytes: 341_206_346_547, memcachedMegabytes: 325_400 },
  'cache.r6g.16xlarge': { memoryGiB: 419.09, vcpu: 64, baselineGbps: 25, maxmemoryBytes: 450_000_750_456, memcachedMegabytes: 429_154 },
  'cache.r6gd.xlarge': { memoryGiB: 26.32, vcpu: 4, baselineGbps: 1.25, burstGbps: 10, maxmemoryBytes: 28_261_849_702, ssdGiB: 99.33 },
  'cache.r6gd.2xlarge': { memoryGiB: 52.82, vcpu: 8, baselineGbps: 2.5, burstGbps: 10, maxmemoryBytes: 56_711_183_565, ssdGiB: 199.07 },
  'cache.r6gd.4xlarge': { memoryGiB: 105.81, vcpu: 16, baselineGbps: 5, burstGbps: 10, maxmemoryBytes: 113_609_865_216, ssdGiB: 398.14 },
  'cache.r6gd.8xlarge': { memoryGiB: 209.55, vcpu: 32, baselineGbps: 12, maxmemoryBytes: 225_000_375_228, ssdGiB: 796.28 },
  'cache.r6gd.12xlarge': { memoryGiB: 317.77, vcpu: 48, baselineGbps: 20, maxmemoryBytes: 341_206_346_547, ssdGiB: 1194.42 },
  'cache.r6gd.16xlarge': { memoryGiB: 419.09, vcpu: 64, baselineGbps: 25, maxmemoryBytes: 450_000_750_456, ssdGiB: 1592.56 },
  'cache.r5.large': { memoryGiB: 13.07, vcpu: 2, baselineGbps: 0.75, burstGbps: 10, maxmemoryBytes: 14_037_181_030, memcachedMegabytes: 13_387 },
  'cache.r5.xlarge': { memoryGiB: 26.32, vcpu: 4, baselineGbps: 1.25, burstGbps: 10, maxmemoryBytes: 28_261_849_702, memcachedMegabytes: 26_953 },
  'cache.r5.2xlarge': { memoryGiB: 52.82, vcpu: 8, baselineGbps: 2.5, burstGbps: 10, maxmemoryBytes: 56_711_183_565, memcachedMegabytes: 54_084 },
  'cache.r5.4xlarge': { memoryGiB: 105.81, vcpu: 16, baselineGbps: 5, burstGbps: 10, maxmemoryBytes: 113_609_865_216, memcachedMegabytes: 108_347 },
  'cache.r5.12xlarge': { memoryGiB: 317.77, vcpu: 48, baselineGbps: 12, maxmemoryBytes: 341_206_346_547, memcachedMegabytes: 325_400 },
  'cache.r5.24xlarge': { memoryGiB: 635.61, vcpu: 96, baselineGbps: 25, maxmemoryBytes: 682_485_973_811, memcachedMegabytes: 650_869 },
  'cache.r4.large': { memoryGiB: 12.3, vcpu: 2, baselineGbps: 0.75, burstGbps: 10, maxmemoryBytes: 13_201_781_556, memcachedMegabytes: 12_590 },
  'cache.r4.xlarge': { memoryGiB: 25.05, vcpu: 4, baselineGbps: 1.25, burstGbps: 10, maxmemoryBytes: 26_898_228_839, memcachedMegabytes: 25_652 },
  'cache.r4.2xlarge': { memoryGiB: 50.47, vcpu: 8, baselineGbps: 2.5, burstGbps: 10, maxmemoryBytes: 54_197_537_997, memcachedMegabytes: 51_686 },
  'cache.r4.4xlarge': { memoryGiB: 101.38, vcpu: 16, baselineGbps: 5, burstGbps: 10, maxmemoryBytes: 108_858_546_586, memcachedMegabytes: 103_815 },
  'cache.r4.8xlarge': { memoryGiB: 203.26, vcpu: 32, baselineGbps: 12, maxmemoryBytes: 218_255_432_090, memcachedMegabytes: 208_144 },
  'cache.r4.16xlarge': { memoryGiB: 407, vcpu: 64, baselineGbps: 25, maxmemoryBytes: 437_021_573_120, memcachedMegabytes: 416_776 },
  'cache.c8gn.large': { memoryGiB: 3.1, vcpu: 2, baselineGbps: 6.25, burstGbps: 30, maxmemoryBytes: 3_330_020_474 },
  'cache.c8gn.xlarge': { memoryGiB: 6.79, vcpu: 4, baselineGbps: 12.5, burstGbps: 40, maxmemoryBytes: 7_294_178_820 },
  'cache.c8gn.2xlarge': { memoryGiB: 14.18, vcpu: 8, baselineGbps: 25, burstGbps: 50, maxmemoryBytes: 15_222_495_510 },
  'cache.c8gn.4xlarge': { memoryGiB: 29.68, vcpu: 16, baselineGbps: 50, maxmemoryBytes: 31_866_224_640 },
  'cache.c8gn.8xlarge': { memoryGiB: 61.33, vcpu: 32, baselineGbps: 100, maxmemoryBytes: 65_856_864_256 },
  'cache.c8gn.12xlarge': { memoryGiB: 92.99, vcpu: 48, baselineGbps: 150, maxmemoryBytes: 99_847_503_872 },
  'cache.c8gn.16xlarge': { memoryGiB: 124.65, vcpu: 64, baselineGbps: 200, maxmemoryBytes: 133_838_143_488 },
  'cache.c7gn.large': { memoryGiB: 3.09, vcpu: 2, baselineGbps: 6.25, burstGbps: 30, maxmemoryBytes: 3_317_862_236, memcachedMegabytes: 3164 },
  'cache.c7gn.xlarge': { memoryGiB: 6.38, vcpu: 4, baselineGbps: 12.5, burstGbps: 40, maxmemoryBytes: 6_854_542_746, memcachedMegabytes: 6537 },
  'cache.c7gn.2xlarge': { memoryGiB: 12.94, vcpu: 8, baselineGbps: 25, burstGbps: 50, maxmemoryBytes: 13_891_921_715, memcachedMegabytes: 13_248 },
  'cache.c7gn.4xlarge': { memoryGiB: 26.05, vcpu: 16, baselineGbps: 50, maxmemoryBytes: 27_966_669_210, memcachedMegabytes: 26_671 },
  'cache.c7gn.8xlarge': { memoryGiB: 52.26, vcpu: 32, baselineGbps: 100, maxmemoryBytes: 56_116_178_125, memcachedMegabytes: 53_516 },
  'cache.c7gn.12xlarge': { memoryGiB: 78.56, vcpu: 48, baselineGbps: 150, maxmemoryBytes: 84_357_985_997 },
  'cache.c7gn.16xlarge': { memoryGiB: 105.81, vcpu: 64, baselineGbps: 200, maxmemoryBytes: 113_609_865_216, memcachedMegabytes: 108_347 },
};
