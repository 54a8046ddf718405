import type { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import type { EngineVersion } from './engine-version';
import type { NodeFamily } from './node-family';
import type { NodeSize } from './node-size';
import { getOwn } from '../private/records';
import { isResolved } from '../private/tokens';
import { compareVersions } from '../private/versions';
import type { NodeFamilySpecification, NodeSpecification } from '../service-data/node-types';
import { AUTO_SCALING_SIZES, DISCONTINUED_NODE_FAMILIES, NODE_FAMILIES, NODE_TYPES } from '../service-data/node-types';
import { REGIONS } from '../service-data/regions';

/**
 * The node type of a cache, which consists of a family and a size.
 *
 * The properties describe the node type. They are not set if the node type is a token or is unknown.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 * @example
 * const nodeType = elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE);
 *
 * // The memory is 13.07 GiB.
 * const memory = nodeType.memoryGib;
 * // r7g nodes support Valkey 8.1, so this is true.
 * const isSupported = nodeType.supportsEngineVersion(elasticache.EngineVersion.VALKEY_8_1);
 */
export class NodeType {
  /**
   * Creates a node type from its family and its size.
   *
   * @param family the family
   * @param size the size
   */
  public static of(family: NodeFamily, size: NodeSize): NodeType {
    return new NodeType(`cache.${family}.${size}`);
  }

  /**
   * Creates a node type from its name. Use this method for a node type that this library does not support yet.
   *
   * @param cacheNodeType the name in the format `cache.<family>.<size>`, in lowercase, such as cache.r7g.large
   */
  public static fromName(cacheNodeType: string): NodeType {
    return new NodeType(cacheNodeType);
  }

  private constructor(
    /** The name of the node type, such as cache.r7g.large. */
    public readonly cacheNodeType: string,
  ) {}

  /** The family, such as r7g. Not set if the node type is a token. */
  public get family(): string | undefined {
    return isResolved(this.cacheNodeType) ? this.cacheNodeType.split('.').at(1) : undefined;
  }

  /** The size, such as large. Not set if the node type is a token. */
  public get size(): string | undefined {
    return isResolved(this.cacheNodeType) ? this.cacheNodeType.split('.').at(2) : undefined;
  }

  /** The architecture of the processor. */
  public get architecture(): InstanceArchitecture | undefined {
    return this.familySpecification?.architecture as InstanceArchitecture | undefined;
  }

  /** The number of vCPUs. */
  public get vcpu(): number | undefined {
    return this.specification?.vcpu;
  }

  /** The memory of a node, in GiB. */
  public get memoryGib(): number | undefined {
    return this.specification?.memoryGiB;
  }

  /** The SSD storage of a node with data tiering, in GiB. Not set for nodes without SSD storage. */
  public get ssdGib(): number | undefined {
    return this.specification?.ssdGiB;
  }

  /**
   * The value of the parameter `maxmemory` of Valkey and Redis OSS, in bytes, before `reserved-memory-percent` is
   * subtracted.
   */
  public get maxMemoryBytes(): number | undefined {
    return this.specification?.maxMemoryBytes;
  }

  /**
   * The value of the parameter `max_cache_memory` of Memcached, in megabytes. Not set if AWS does not document the
   * value.
   */
  public get maxCacheMemoryMegabytes(): number | undefined {
    return this.specification?.memcachedMegabytes;
  }

  /** The baseline network bandwidth of a node, in gigabits per second. */
  public get networkBaselineGbps(): number | undefined {
    return this.specification?.baselineGbps;
  }

  /**
   * The burst network bandwidth of a node, in gigabits per second. For nodes without burst bandwidth, it is the
   * baseline bandwidth.
   */
  public get networkBurstGbps(): number | undefined {
    return this.specification?.burstGbps ?? this.specification?.baselineGbps;
  }

  /** Whether the node type has burstable CPU performance, which is based on CPU credits. */
  public get isBurstable(): boolean | undefined {
    return this.readFamily((family) => family.kind === 'burstable');
  }

  /** Whether new clusters can use the node type. */
  public get isAvailableForNewClusters(): boolean | undefined {
    return DISCONTINUED_NODE_FAMILIES.includes(this.family!)
      ? false
      : this.readFamily((family) => !family.discontinued);
  }

  /**
   * Whether the node type belongs to the current generation. Node types of the current generation provide more memory
   * and compute at lower cost than node types of previous generations.
   */
  public get isCurrentGeneration(): boolean | undefined {
    return DISCONTINUED_NODE_FAMILIES.includes(this.family!)
      ? false
      : this.readFamily((family) => !family.discontinued && !family.previousGeneration);
  }

  /** Whether the node type has SSD storage for data tiering. Nodes with SSD storage always use data tiering. */
  public get supportsDataTiering(): boolean | undefined {
    return this.readFamily((family) => family.dataTiering);
  }

  /** Whether the node type supports auto scaling of shards and replicas. */
  public get supportsAutoScaling(): boolean | undefined {
    return this.readFamily((family) => family.autoScaling && AUTO_SCALING_SIZES.includes(this.size!));
  }

  /** Whether the node type supports IPv6. */
  public get supportsIpv6(): boolean | undefined {
    return this.readFamily((family) => family.nitro);
  }

  /** Whether the node type supports durable writes. */
  public get supportsDurability(): boolean | undefined {
    return this.readFamily((family) => family.durability);
  }

  /** Whether the node type supports global datastores. */
  public get supportsGlobalDatastore(): boolean | undefined {
    return this.readFamily((family) => family.globalDatastore);
  }

  /** Whether the node type is available on AWS Outposts and in AWS Local Zones. */
  public get supportsOutposts(): boolean | undefined {
    return this.readFamily((family) => family.outposts);
  }

  /**
   * Returns whether the node type supports the given engine version.
   *
   * @param version the engine version
   */
  public supportsEngineVersion(version: EngineVersion): boolean | undefined {
    if (!isResolved(version.engineType) || !isResolved(version.version) || version.port === undefined) {
      return undefined;
    }
    return this.readFamily(({ since }) => {
      const first = (since as Record<string, string | undefined>)[version.engineType];
      return first !== undefined && compareVersions(version.version, first) >= 0;
    });
  }

  /**
   * Returns whether the node type is available in the given Region, according to the price lists of AWS.
   *
   * Returns undefined for tokens, and for Regions without price lists, such as those of the AWS European Sovereign
   * Cloud.
   *
   * @param region the code of the Region, such as eu-west-1
   */
  public isAvailableInRegion(region: string): boolean | undefined {
    return REGIONS.includes(region)
      ? this.readFamily((family) => !family.unavailableRegions.includes(region))
      : undefined;
  }

  /** Returns the name of the node type. */
  public toString(): string {
    return this.cacheNodeType;
  }

  private get specification(): NodeSpecification | undefined {
    return getOwn(NODE_TYPES, this.cacheNodeType);
  }

  private get familySpecification(): NodeFamilySpecification | undefined {
    return getOwn(NODE_FAMILIES, this.family);
  }

  /** Returns a property of the family, false if the family does not have it, or undefined for an unknown family. */
  private readFamily(select: (family: NodeFamilySpecification) => boolean | undefined): boolean | undefined {
    return this.familySpecification && (select(this.familySpecification) ?? false);
  }
}
