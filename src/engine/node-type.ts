import type { EngineVersion } from './engine-version';
import { getOwn } from '../private/records';
import { isResolved } from '../private/tokens';
import { compareVersions } from '../private/versions';
import type { NodeFamily, NodeSpecification } from '../service-data/node-types';
import { AUTO_SCALING_SIZES, DISCONTINUED_NODE_FAMILIES, NODE_FAMILIES, NODE_TYPES } from '../service-data/node-types';

/**
 * The type of the nodes of a cache: a family, which is the kind of machine, and a size.
 *
 * It knows its figures and what it supports. The answers are undefined where they cannot be known: for a token, and for
 * a family that this library does not know.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 * @example
 * const nodeType = elasticache.NodeType.R7G_LARGE;
 * nodeType.memoryGib; // 13.07
 * nodeType.supportsEngine(elasticache.EngineVersion.VALKEY_8_1); // true
 */
export class NodeType {
  /** cache.m8g.large: general purpose, 2 vCPU, 6.79 GiB. */
  public static readonly M8G_LARGE = new NodeType('cache.m8g.large');

  /** cache.m8g.xlarge: general purpose, 4 vCPU, 14.18 GiB. */
  public static readonly M8G_XLARGE = new NodeType('cache.m8g.xlarge');

  /** cache.m8g.2xlarge: general purpose, 8 vCPU, 29.68 GiB. */
  public static readonly M8G_2XLARGE = new NodeType('cache.m8g.2xlarge');

  /** cache.m8g.4xlarge: general purpose, 16 vCPU, 61.33 GiB. */
  public static readonly M8G_4XLARGE = new NodeType('cache.m8g.4xlarge');

  /** cache.m8g.8xlarge: general purpose, 32 vCPU, 124.65 GiB. */
  public static readonly M8G_8XLARGE = new NodeType('cache.m8g.8xlarge');

  /** cache.m8g.12xlarge: general purpose, 48 vCPU, 187.96 GiB. */
  public static readonly M8G_12XLARGE = new NodeType('cache.m8g.12xlarge');

  /** cache.m8g.16xlarge: general purpose, 64 vCPU, 251.27 GiB. */
  public static readonly M8G_16XLARGE = new NodeType('cache.m8g.16xlarge');

  /** cache.m7g.large: general purpose, 2 vCPU, 6.38 GiB. */
  public static readonly M7G_LARGE = new NodeType('cache.m7g.large');

  /** cache.m7g.xlarge: general purpose, 4 vCPU, 12.93 GiB. */
  public static readonly M7G_XLARGE = new NodeType('cache.m7g.xlarge');

  /** cache.m7g.2xlarge: general purpose, 8 vCPU, 26.04 GiB. */
  public static readonly M7G_2XLARGE = new NodeType('cache.m7g.2xlarge');

  /** cache.m7g.4xlarge: general purpose, 16 vCPU, 52.26 GiB. */
  public static readonly M7G_4XLARGE = new NodeType('cache.m7g.4xlarge');

  /** cache.m7g.8xlarge: general purpose, 32 vCPU, 103.68 GiB. */
  public static readonly M7G_8XLARGE = new NodeType('cache.m7g.8xlarge');

  /** cache.m7g.12xlarge: general purpose, 48 vCPU, 157.12 GiB. */
  public static readonly M7G_12XLARGE = new NodeType('cache.m7g.12xlarge');

  /** cache.m7g.16xlarge: general purpose, 64 vCPU, 209.55 GiB. */
  public static readonly M7G_16XLARGE = new NodeType('cache.m7g.16xlarge');

  /** cache.m6g.large: general purpose, 2 vCPU, 6.38 GiB. */
  public static readonly M6G_LARGE = new NodeType('cache.m6g.large');

  /** cache.m6g.xlarge: general purpose, 4 vCPU, 12.93 GiB. */
  public static readonly M6G_XLARGE = new NodeType('cache.m6g.xlarge');

  /** cache.m6g.2xlarge: general purpose, 8 vCPU, 26.04 GiB. */
  public static readonly M6G_2XLARGE = new NodeType('cache.m6g.2xlarge');

  /** cache.m6g.4xlarge: general purpose, 16 vCPU, 52.26 GiB. */
  public static readonly M6G_4XLARGE = new NodeType('cache.m6g.4xlarge');

  /** cache.m6g.8xlarge: general purpose, 32 vCPU, 103.68 GiB. */
  public static readonly M6G_8XLARGE = new NodeType('cache.m6g.8xlarge');

  /** cache.m6g.12xlarge: general purpose, 48 vCPU, 157.12 GiB. */
  public static readonly M6G_12XLARGE = new NodeType('cache.m6g.12xlarge');

  /** cache.m6g.16xlarge: general purpose, 64 vCPU, 209.55 GiB. */
  public static readonly M6G_16XLARGE = new NodeType('cache.m6g.16xlarge');

  /** cache.m5.large: general purpose, 2 vCPU, 6.38 GiB. */
  public static readonly M5_LARGE = new NodeType('cache.m5.large');

  /** cache.m5.xlarge: general purpose, 4 vCPU, 12.93 GiB. */
  public static readonly M5_XLARGE = new NodeType('cache.m5.xlarge');

  /** cache.m5.2xlarge: general purpose, 8 vCPU, 26.04 GiB. */
  public static readonly M5_2XLARGE = new NodeType('cache.m5.2xlarge');

  /** cache.m5.4xlarge: general purpose, 16 vCPU, 52.26 GiB. */
  public static readonly M5_4XLARGE = new NodeType('cache.m5.4xlarge');

  /** cache.m5.12xlarge: general purpose, 48 vCPU, 157.12 GiB. */
  public static readonly M5_12XLARGE = new NodeType('cache.m5.12xlarge');

  /** cache.m5.24xlarge: general purpose, 96 vCPU, 314.32 GiB. */
  public static readonly M5_24XLARGE = new NodeType('cache.m5.24xlarge');

  /** cache.m4.large: general purpose, 2 vCPU, 6.42 GiB. */
  public static readonly M4_LARGE = new NodeType('cache.m4.large');

  /** cache.m4.xlarge: general purpose, 4 vCPU, 14.28 GiB. */
  public static readonly M4_XLARGE = new NodeType('cache.m4.xlarge');

  /** cache.m4.2xlarge: general purpose, 8 vCPU, 29.7 GiB. */
  public static readonly M4_2XLARGE = new NodeType('cache.m4.2xlarge');

  /** cache.m4.4xlarge: general purpose, 16 vCPU, 60.78 GiB. */
  public static readonly M4_4XLARGE = new NodeType('cache.m4.4xlarge');

  /** cache.m4.10xlarge: general purpose, 40 vCPU, 154.64 GiB. */
  public static readonly M4_10XLARGE = new NodeType('cache.m4.10xlarge');

  /** cache.t4g.micro: burstable, 2 vCPU, 0.5 GiB. */
  public static readonly T4G_MICRO = new NodeType('cache.t4g.micro');

  /** cache.t4g.small: burstable, 2 vCPU, 1.37 GiB. */
  public static readonly T4G_SMALL = new NodeType('cache.t4g.small');

  /** cache.t4g.medium: burstable, 2 vCPU, 3.09 GiB. */
  public static readonly T4G_MEDIUM = new NodeType('cache.t4g.medium');

  /** cache.t3.micro: burstable, 2 vCPU, 0.5 GiB. */
  public static readonly T3_MICRO = new NodeType('cache.t3.micro');

  /** cache.t3.small: burstable, 2 vCPU, 1.37 GiB. */
  public static readonly T3_SMALL = new NodeType('cache.t3.small');

  /** cache.t3.medium: burstable, 2 vCPU, 3.09 GiB. */
  public static readonly T3_MEDIUM = new NodeType('cache.t3.medium');

  /** cache.t2.micro: burstable, 1 vCPU, 0.555 GiB. */
  public static readonly T2_MICRO = new NodeType('cache.t2.micro');

  /** cache.t2.small: burstable, 1 vCPU, 1.55 GiB. */
  public static readonly T2_SMALL = new NodeType('cache.t2.small');

  /** cache.t2.medium: burstable, 2 vCPU, 3.22 GiB. */
  public static readonly T2_MEDIUM = new NodeType('cache.t2.medium');

  /** cache.r8g.large: memory optimised, 2 vCPU, 14.18 GiB. */
  public static readonly R8G_LARGE = new NodeType('cache.r8g.large');

  /** cache.r8g.xlarge: memory optimised, 4 vCPU, 29.68 GiB. */
  public static readonly R8G_XLARGE = new NodeType('cache.r8g.xlarge');

  /** cache.r8g.2xlarge: memory optimised, 8 vCPU, 61.33 GiB. */
  public static readonly R8G_2XLARGE = new NodeType('cache.r8g.2xlarge');

  /** cache.r8g.4xlarge: memory optimised, 16 vCPU, 124.65 GiB. */
  public static readonly R8G_4XLARGE = new NodeType('cache.r8g.4xlarge');

  /** cache.r8g.8xlarge: memory optimised, 32 vCPU, 251.27 GiB. */
  public static readonly R8G_8XLARGE = new NodeType('cache.r8g.8xlarge');

  /** cache.r8g.12xlarge: memory optimised, 48 vCPU, 377.9 GiB. */
  public static readonly R8G_12XLARGE = new NodeType('cache.r8g.12xlarge');

  /** cache.r8g.16xlarge: memory optimised, 64 vCPU, 504.52 GiB. */
  public static readonly R8G_16XLARGE = new NodeType('cache.r8g.16xlarge');

  /** cache.r7g.large: memory optimised, 2 vCPU, 13.07 GiB. */
  public static readonly R7G_LARGE = new NodeType('cache.r7g.large');

  /** cache.r7g.xlarge: memory optimised, 4 vCPU, 26.32 GiB. */
  public static readonly R7G_XLARGE = new NodeType('cache.r7g.xlarge');

  /** cache.r7g.2xlarge: memory optimised, 8 vCPU, 52.82 GiB. */
  public static readonly R7G_2XLARGE = new NodeType('cache.r7g.2xlarge');

  /** cache.r7g.4xlarge: memory optimised, 16 vCPU, 105.81 GiB. */
  public static readonly R7G_4XLARGE = new NodeType('cache.r7g.4xlarge');

  /** cache.r7g.8xlarge: memory optimised, 32 vCPU, 209.55 GiB. */
  public static readonly R7G_8XLARGE = new NodeType('cache.r7g.8xlarge');

  /** cache.r7g.12xlarge: memory optimised, 48 vCPU, 317.77 GiB. */
  public static readonly R7G_12XLARGE = new NodeType('cache.r7g.12xlarge');

  /** cache.r7g.16xlarge: memory optimised, 64 vCPU, 419.09 GiB. */
  public static readonly R7G_16XLARGE = new NodeType('cache.r7g.16xlarge');

  /** cache.r6g.large: memory optimised, 2 vCPU, 13.07 GiB. */
  public static readonly R6G_LARGE = new NodeType('cache.r6g.large');

  /** cache.r6g.xlarge: memory optimised, 4 vCPU, 26.32 GiB. */
  public static readonly R6G_XLARGE = new NodeType('cache.r6g.xlarge');

  /** cache.r6g.2xlarge: memory optimised, 8 vCPU, 52.82 GiB. */
  public static readonly R6G_2XLARGE = new NodeType('cache.r6g.2xlarge');

  /** cache.r6g.4xlarge: memory optimised, 16 vCPU, 105.81 GiB. */
  public static readonly R6G_4XLARGE = new NodeType('cache.r6g.4xlarge');

  /** cache.r6g.8xlarge: memory optimised, 32 vCPU, 209.55 GiB. */
  public static readonly R6G_8XLARGE = new NodeType('cache.r6g.8xlarge');

  /** cache.r6g.12xlarge: memory optimised, 48 vCPU, 317.77 GiB. */
  public static readonly R6G_12XLARGE = new NodeType('cache.r6g.12xlarge');

  /** cache.r6g.16xlarge: memory optimised, 64 vCPU, 419.09 GiB. */
  public static readonly R6G_16XLARGE = new NodeType('cache.r6g.16xlarge');

  /** cache.r6gd.xlarge: memory optimised, 4 vCPU, 26.32 GiB. */
  public static readonly R6GD_XLARGE = new NodeType('cache.r6gd.xlarge');

  /** cache.r6gd.2xlarge: memory optimised, 8 vCPU, 52.82 GiB. */
  public static readonly R6GD_2XLARGE = new NodeType('cache.r6gd.2xlarge');

  /** cache.r6gd.4xlarge: memory optimised, 16 vCPU, 105.81 GiB. */
  public static readonly R6GD_4XLARGE = new NodeType('cache.r6gd.4xlarge');

  /** cache.r6gd.8xlarge: memory optimised, 32 vCPU, 209.55 GiB. */
  public static readonly R6GD_8XLARGE = new NodeType('cache.r6gd.8xlarge');

  /** cache.r6gd.12xlarge: memory optimised, 48 vCPU, 317.77 GiB. */
  public static readonly R6GD_12XLARGE = new NodeType('cache.r6gd.12xlarge');

  /** cache.r6gd.16xlarge: memory optimised, 64 vCPU, 419.09 GiB. */
  public static readonly R6GD_16XLARGE = new NodeType('cache.r6gd.16xlarge');

  /** cache.r5.large: memory optimised, 2 vCPU, 13.07 GiB. */
  public static readonly R5_LARGE = new NodeType('cache.r5.large');

  /** cache.r5.xlarge: memory optimised, 4 vCPU, 26.32 GiB. */
  public static readonly R5_XLARGE = new NodeType('cache.r5.xlarge');

  /** cache.r5.2xlarge: memory optimised, 8 vCPU, 52.82 GiB. */
  public static readonly R5_2XLARGE = new NodeType('cache.r5.2xlarge');

  /** cache.r5.4xlarge: memory optimised, 16 vCPU, 105.81 GiB. */
  public static readonly R5_4XLARGE = new NodeType('cache.r5.4xlarge');

  /** cache.r5.12xlarge: memory optimised, 48 vCPU, 317.77 GiB. */
  public static readonly R5_12XLARGE = new NodeType('cache.r5.12xlarge');

  /** cache.r5.24xlarge: memory optimised, 96 vCPU, 635.61 GiB. */
  public static readonly R5_24XLARGE = new NodeType('cache.r5.24xlarge');

  /** cache.r4.large: memory optimised, 2 vCPU, 12.3 GiB. */
  public static readonly R4_LARGE = new NodeType('cache.r4.large');

  /** cache.r4.xlarge: memory optimised, 4 vCPU, 25.05 GiB. */
  public static readonly R4_XLARGE = new NodeType('cache.r4.xlarge');

  /** cache.r4.2xlarge: memory optimised, 8 vCPU, 50.47 GiB. */
  public static readonly R4_2XLARGE = new NodeType('cache.r4.2xlarge');

  /** cache.r4.4xlarge: memory optimised, 16 vCPU, 101.38 GiB. */
  public static readonly R4_4XLARGE = new NodeType('cache.r4.4xlarge');

  /** cache.r4.8xlarge: memory optimised, 32 vCPU, 203.26 GiB. */
  public static readonly R4_8XLARGE = new NodeType('cache.r4.8xlarge');

  /** cache.r4.16xlarge: memory optimised, 64 vCPU, 407 GiB. */
  public static readonly R4_16XLARGE = new NodeType('cache.r4.16xlarge');

  /** cache.c8gn.large: network optimised, 2 vCPU, 3.1 GiB. */
  public static readonly C8GN_LARGE = new NodeType('cache.c8gn.large');

  /** cache.c8gn.xlarge: network optimised, 4 vCPU, 6.79 GiB. */
  public static readonly C8GN_XLARGE = new NodeType('cache.c8gn.xlarge');

  /** cache.c8gn.2xlarge: network optimised, 8 vCPU, 14.18 GiB. */
  public static readonly C8GN_2XLARGE = new NodeType('cache.c8gn.2xlarge');

  /** cache.c8gn.4xlarge: network optimised, 16 vCPU, 29.68 GiB. */
  public static readonly C8GN_4XLARGE = new NodeType('cache.c8gn.4xlarge');

  /** cache.c8gn.8xlarge: network optimised, 32 vCPU, 61.33 GiB. */
  public static readonly C8GN_8XLARGE = new NodeType('cache.c8gn.8xlarge');

  /** cache.c8gn.12xlarge: network optimised, 48 vCPU, 92.99 GiB. */
  public static readonly C8GN_12XLARGE = new NodeType('cache.c8gn.12xlarge');

  /** cache.c8gn.16xlarge: network optimised, 64 vCPU, 124.65 GiB. */
  public static readonly C8GN_16XLARGE = new NodeType('cache.c8gn.16xlarge');

  /** cache.c7gn.large: network optimised, 2 vCPU, 3.09 GiB. */
  public static readonly C7GN_LARGE = new NodeType('cache.c7gn.large');

  /** cache.c7gn.xlarge: network optimised, 4 vCPU, 6.38 GiB. */
  public static readonly C7GN_XLARGE = new NodeType('cache.c7gn.xlarge');

  /** cache.c7gn.2xlarge: network optimised, 8 vCPU, 12.94 GiB. */
  public static readonly C7GN_2XLARGE = new NodeType('cache.c7gn.2xlarge');

  /** cache.c7gn.4xlarge: network optimised, 16 vCPU, 26.05 GiB. */
  public static readonly C7GN_4XLARGE = new NodeType('cache.c7gn.4xlarge');

  /** cache.c7gn.8xlarge: network optimised, 32 vCPU, 52.26 GiB. */
  public static readonly C7GN_8XLARGE = new NodeType('cache.c7gn.8xlarge');

  /** cache.c7gn.12xlarge: network optimised, 48 vCPU, 78.56 GiB. */
  public static readonly C7GN_12XLARGE = new NodeType('cache.c7gn.12xlarge');

  /** cache.c7gn.16xlarge: network optimised, 64 vCPU, 105.81 GiB. */
  public static readonly C7GN_16XLARGE = new NodeType('cache.c7gn.16xlarge');

  /**
   * A node type that this library has no member for yet.
   *
   * @param cacheNodeType the name, in lower case: `cache.<family>.<size>`, for example cache.r7g.large
   */
  public static of(cacheNodeType: string): NodeType {
    const member = (NodeType as unknown as Record<string, unknown>)[
      cacheNodeType.slice('cache.'.length).replace('.', '_').toUpperCase()
    ];
    return member instanceof NodeType && member.cacheNodeType === cacheNodeType ? member : new NodeType(cacheNodeType);
  }

  /**
   * @param cacheNodeType the name, for example cache.r7g.large
   */
  private constructor(public readonly cacheNodeType: string) {}

  /** The family, for example r7g; undefined for a token. */
  public get family(): string | undefined {
    return isResolved(this.cacheNodeType) ? this.cacheNodeType.split('.').at(1) : undefined;
  }

  /** The size, for example large; undefined for a token. */
  public get size(): string | undefined {
    return isResolved(this.cacheNodeType) ? this.cacheNodeType.split('.').at(2) : undefined;
  }

  /** The architecture of the processor: arm64 or x86_64. */
  public get architecture(): string | undefined {
    return this.familySpecification?.architecture;
  }

  /** The number of virtual processors. */
  public get vcpu(): number | undefined {
    return this.specification?.vcpu;
  }

  /** The memory of a node, in GiB. */
  public get memoryGib(): number | undefined {
    return this.specification?.memoryGiB;
  }

  /** The SSD behind the memory of a node with data tiering, in GiB; undefined where there is none. */
  public get ssdGib(): number | undefined {
    return this.specification?.ssdGiB;
  }

  /**
   * The engine parameter `maxmemory` of Valkey and Redis OSS, in bytes, before `reserved-memory-percent` is taken off.
   */
  public get maxmemoryBytes(): number | undefined {
    return this.specification?.maxmemoryBytes;
  }

  /** The engine parameter `max_cache_memory` of Memcached, in megabytes, where AWS tells it. */
  public get maxCacheMemoryMegabytes(): number | undefined {
    return this.specification?.memcachedMegabytes;
  }

  /** The network bandwidth that a node always has, in gigabits per second. */
  public get networkBaselineGbps(): number | undefined {
    return this.specification?.baselineGbps;
  }

  /**
   * The network bandwidth that a node can have for a while, in gigabits per second; the baseline where it is no more.
   */
  public get networkBurstGbps(): number | undefined {
    return this.specification?.burstGbps ?? this.specification?.baselineGbps;
  }

  /** Whether the processor lives on credits, for a small load with peaks. */
  public get isBurstable(): boolean | undefined {
    return this.readFamily((family) => family.kind === 'burstable');
  }

  /** Whether new clusters can be made of it. */
  public get isCreatable(): boolean | undefined {
    return DISCONTINUED_NODE_FAMILIES.includes(this.family!)
      ? false
      : this.readFamily((family) => !family.discontinued);
  }

  /** Whether it is of the current generation, which costs less for the same. */
  public get isCurrentGeneration(): boolean | undefined {
    return DISCONTINUED_NODE_FAMILIES.includes(this.family!)
      ? false
      : this.readFamily((family) => !family.discontinued && !family.previousGeneration);
  }

  /** Whether it has an SSD behind the memory: such nodes always use it, and others cannot have it. */
  public get supportsDataTiering(): boolean | undefined {
    return this.readFamily((family) => family.dataTiering);
  }

  /** Whether shards and replicas of such nodes can scale by themselves. */
  public get supportsAutoScaling(): boolean | undefined {
    return this.readFamily((family) => family.autoScaling && AUTO_SCALING_SIZES.includes(this.size!));
  }

  /** Whether such nodes can be reached by IPv6. */
  public get supportsIpv6(): boolean | undefined {
    return this.readFamily((family) => family.nitro);
  }

  /** Whether writes to such nodes can be made durable. */
  public get supportsDurability(): boolean | undefined {
    return this.readFamily((family) => family.durability);
  }

  /** Whether such nodes can be part of a global datastore. */
  public get supportsGlobalDatastore(): boolean | undefined {
    return this.readFamily((family) => family.globalDatastore);
  }

  /** Whether such nodes can stand on Outposts and in Local Zones. */
  public get supportsOutposts(): boolean | undefined {
    return this.readFamily((family) => family.outposts);
  }

  /**
   * Whether an engine version runs on it.
   *
   * @param version the engine with its version
   */
  public supportsEngine(version: EngineVersion): boolean | undefined {
    if (!isResolved(version.engineType) || !isResolved(version.version) || version.port === undefined) {
      return undefined;
    }
    return this.readFamily(({ since }) => {
      const first = (since as Record<string, string | undefined>)[version.engineType];
      return first !== undefined && compareVersions(version.version, first) >= 0;
    });
  }

  /**
   * Whether a Region has it, as far as the price lists of AWS tell.
   *
   * @param region the Region's code, for example eu-west-1
   */
  public isOfferedIn(region: string): boolean | undefined {
    return isResolved(region) ? this.readFamily((family) => !family.unavailableRegions.includes(region)) : undefined;
  }

  /** The name, for reading. */
  public toString(): string {
    return this.cacheNodeType;
  }

  private get specification(): NodeSpecification | undefined {
    return getOwn(NODE_TYPES, this.cacheNodeType);
  }

  private get familySpecification(): NodeFamily | undefined {
    return getOwn(NODE_FAMILIES, this.family);
  }

  /** Reads a property of the family: false if the family does not have it, undefined for an unknown family. */
  private readFamily(select: (family: NodeFamily) => boolean | undefined): boolean | undefined {
    return this.familySpecification && (select(this.familySpecification) ?? false);
  }
}
