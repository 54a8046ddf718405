import type { InstanceArchitecture } from 'aws-cdk-lib/aws-ec2';
import type { EngineVersion } from './engine-version';
import type { NodeFamily } from './node-family';
import type { NodeSize } from './node-size';
import { getOwn } from '../private/records';
import { isResolved } from '../private/tokens';
import { compareVersions } from '../private/versions';
import type { NodeFamilySpecification, NodeSpecification } from '../service-data/node-types';
import { AUTO_SCALING_SIZES, DISCONTINUED_NODE_FAMILIES, NODE_FAMILIES, NODE_TYPES } from '../service-data/node-types';

/**
 * The type of the nodes of a cache: a family, which is the kind of machine, and a size.
 *
 * It knows its figures and what it supports. The answers are undefined where they cannot be known: for a token, and for
 * a family that this library does not know.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 * @example
 * const nodeType = elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE);
 * nodeType.memoryGib; // 13.07
 * nodeType.supportsEngineVersion(elasticache.EngineVersion.VALKEY_8_1); // true
 */
export class NodeType {
  /**
   * A node type of a known family and size.
   *
   * @param family the family
   * @param size the size
   */
  public static of(family: NodeFamily, size: NodeSize): NodeType {
    return new NodeType(`cache.${family}.${size}`);
  }

  /**
   * A node type by its name, also one that this library does not know yet.
   *
   * @param cacheNodeType the name, in lower case: `cache.<family>.<size>`, for example cache.r7g.large
   */
  public static fromName(cacheNodeType: string): NodeType {
    return new NodeType(cacheNodeType);
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

  /** The architecture of the processor. */
  public get architecture(): InstanceArchitecture | undefined {
    return this.familySpecification?.architecture as InstanceArchitecture | undefined;
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
  public get maxMemoryBytes(): number | undefined {
    return this.specification?.maxMemoryBytes;
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
  public get isAvailableForNewClusters(): boolean | undefined {
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
   * Whether a Region has it, as far as the price lists of AWS tell.
   *
   * @param region the Region's code, for example eu-west-1
   */
  public isAvailableInRegion(region: string): boolean | undefined {
    return isResolved(region) ? this.readFamily((family) => !family.unavailableRegions.includes(region)) : undefined;
  }

  /** The name, for reading. */
  public toString(): string {
    return this.cacheNodeType;
  }

  private get specification(): NodeSpecification | undefined {
    return getOwn(NODE_TYPES, this.cacheNodeType);
  }

  private get familySpecification(): NodeFamilySpecification | undefined {
    return getOwn(NODE_FAMILIES, this.family);
  }

  /** Reads a property of the family: false if the family does not have it, undefined for an unknown family. */
  private readFamily(select: (family: NodeFamilySpecification) => boolean | undefined): boolean | undefined {
    return this.familySpecification && (select(this.familySpecification) ?? false);
  }
}
