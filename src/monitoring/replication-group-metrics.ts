import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import type { ClusterMode } from '../capacity';
import type { EngineVersion, NodeType } from '../engine';
import type { CommandFamily } from './command-family';
import { resolveFacts } from './known-facts';
import type { MonitoredNodes } from './monitored-nodes';
import type { NodeMetric } from './node-metrics';
import { NodeMetrics } from './node-metrics';
import { getReplicationGroupId } from '../private/stored-names';
import { HOST_METRICS, NODE_METRICS } from '../service-data/metrics';

/** The properties of a replication group that determine its metrics. Unknown properties are not validated. */
export interface ReplicationGroupMetricsOptions {
  /**
   * The engine with its version. Metrics that the version does not publish are rejected.
   *
   * @default - the version of a group of this library, unknown for other groups
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The node type. Metrics that the node type does not publish are rejected, and alarms have thresholds for the node
   * type.
   *
   * @default - the node type of a group of this library, unknown for other groups
   */
  readonly nodeType?: NodeType;

  /**
   * The cluster mode, with the number of shards and replicas. It determines the ids of the nodes, which alarms require.
   *
   * @default - the cluster mode of a group of this library. For other groups, the nodes are unknown: graphs search for
   * them, and alarms fail.
   */
  readonly clusterMode?: ClusterMode;
}

/** Where the items of a node with data tiering lie. */
export enum DataTier {
  /** In the memory. */
  MEMORY = 'Memory',

  /** On the SSD. */
  SSD = 'SSD',
}

/**
 * The metrics of a replication group: every one that its nodes publish, by its own name with a small first letter,
 * except `masterStatus`; over the whole group, over a shard or of one node. Totals are sums, levels are averages, over
 * 5 minutes. One that the group's engine or node type does not publish is refused.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 * @example
 * declare const metrics: elasticache.ReplicationGroupMetrics;
 *
 * metrics.evictions(); // over the group
 * metrics.engineCpuUtilization().forNode(1); // of its first node
 * metrics.commandLatency(elasticache.CommandFamily.HASH);
 */
export class ReplicationGroupMetrics extends NodeMetrics {
  /**
   * Creates the metrics of a replication group.
   *
   * @param group the group, also an L1 construct
   * @param options the properties of the group, as far as they are known
   */
  public static fromReplicationGroup(
    group: IReplicationGroupRef,
    options: ReplicationGroupMetricsOptions = {},
  ): ReplicationGroupMetrics {
    return new ReplicationGroupMetrics(describeNodes(group, resolveFacts(group, options)));
  }

  /** @internal */
  public readonly _nodes: MonitoredNodes;

  private constructor(nodes: MonitoredNodes) {
    super();
    this._nodes = nodes;
  }

  /** How busy the core is on which the engine runs, in percent. */
  public engineCpuUtilization(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('EngineCPUUtilization', props);
  }

  /** The share of look-ups that found their key, in percent. */
  public cacheHitRate(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CacheHitRate', props);
  }

  /** Look-ups that found their key. */
  public cacheHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CacheHits', props);
  }

  /** Look-ups that did not find their key. */
  public cacheMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CacheMisses', props);
  }

  /** How long successful reads take, in microseconds. */
  public successfulReadRequestLatency(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SuccessfulReadRequestLatency', props);
  }

  /** How long successful writes take, in microseconds. */
  public successfulWriteRequestLatency(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SuccessfulWriteRequestLatency', props);
  }

  /** The memory in use, in percent of what the engine may use. */
  public databaseMemoryUsagePercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DatabaseMemoryUsagePercentage', props);
  }

  /** The same without what the engine does not count when it evicts: buffers of replication and files. */
  public databaseMemoryUsageCountedForEvictPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DatabaseMemoryUsageCountedForEvictPercentage', props);
  }

  /** The data capacity in use, of memory and SSD together, in percent. */
  public databaseCapacityUsagePercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DatabaseCapacityUsagePercentage', props);
  }

  /** The same without what the engine does not count when it evicts. */
  public databaseCapacityUsageCountedForEvictPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DatabaseCapacityUsageCountedForEvictPercentage', props);
  }

  /** The memory that the engine has allocated, in bytes. */
  public bytesUsedForCache(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesUsedForCache', props);
  }

  /** How much more memory the system gave than the engine uses: near 1 is good. */
  public memoryFragmentationRatio(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('MemoryFragmentationRatio', props);
  }

  /** Values that were moved to close gaps in the memory. */
  public activeDefragHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ActiveDefragHits', props);
  }

  /** The items in the cache; a replica holds those of its primary. */
  public currItems(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrItems', props);
  }

  /** The items that have a time to live. */
  public currVolatileItems(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrVolatileItems', props);
  }

  /** The average time to live of the keys of database 0, in milliseconds. */
  public db0AverageTtl(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DB0AverageTTL', props);
  }

  /** Keys that were evicted to make room. */
  public evictions(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('Evictions', props);
  }

  /** Keys that expired. */
  public reclaimed(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('Reclaimed', props);
  }

  /** The connections that are open, but for those of replicas. */
  public currConnections(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrConnections', props);
  }

  /** Connections that were opened. */
  public newConnections(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NewConnections', props);
  }

  /** The keys that clients have in caches of their own and want to be told about. */
  public keysTracked(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('KeysTracked', props);
  }

  /** 1 on a primary, 0 on a replica; over several nodes, the number of primaries. */
  public masterStatus(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('IsMaster', props);
  }

  /** Log-ins that were refused. */
  public authenticationFailures(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('AuthenticationFailures', props);
  }

  /** Commands that were refused because the user may not run them. */
  public commandAuthorizationFailures(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CommandAuthorizationFailures', props);
  }

  /** Commands that were refused because the user may not use their keys. */
  public keyAuthorizationFailures(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('KeyAuthorizationFailures', props);
  }

  /** Commands that were refused because the user may not use their channels. */
  public channelAuthorizationFailures(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ChannelAuthorizationFailures', props);
  }

  /** Connections that were closed because their IAM authentication had expired. */
  public iamAuthenticationExpirations(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('IamAuthenticationExpirations', props);
  }

  /** IAM log-ins that were throttled. */
  public iamAuthenticationThrottling(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('IamAuthenticationThrottling', props);
  }

  /** Commands that failed. */
  public errorCount(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ErrorCount', props);
  }

  /** How far a replica is behind its primary, in seconds. */
  public replicationLag(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ReplicationLag', props);
  }

  /** The bytes that a primary sends to its replicas. */
  public replicationBytes(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ReplicationBytes', props);
  }

  /** 1 while a replica is in touch with its primary, 0 while it is not. */
  public masterLinkHealthStatus(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('MasterLinkHealthStatus', props);
  }

  /** 1 while the node saves its data to a file, else 0. */
  public saveInProgress(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SaveInProgress', props);
  }

  /** 1 while ElastiCache slows commands down because there are more than the node can do, else 0. */
  public trafficManagementActive(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('TrafficManagementActive', props);
  }

  /** The bytes that were read from the SSD. Data tiering. */
  public bytesReadFromDisk(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesReadFromDisk', props);
  }

  /** The bytes that were written to the SSD. Data tiering. */
  public bytesWrittenToDisk(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesWrittenToDisk', props);
  }

  /** The items that were read from the SSD. Data tiering. */
  public numItemsReadFromDisk(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NumItemsReadFromDisk', props);
  }

  /** The items that were written to the SSD. Data tiering. */
  public numItemsWrittenToDisk(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NumItemsWrittenToDisk', props);
  }

  /** The search indexes. Valkey 8.2 and later. */
  public searchNumberOfIndexes(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SearchNumberOfIndexes', props);
  }

  /** The documents in all search indexes. Valkey 8.2 and later. */
  public searchTotalIndexedDocuments(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SearchTotalIndexedDocuments', props);
  }

  /** The memory that search uses, in bytes. Valkey 8.2 and later. */
  public searchUsedMemoryBytes(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SearchUsedMemoryBytes', props);
  }

  /**
   * How far the durable log is behind, in milliseconds: 0 when it is synchronous; near 10,000 writes are refused.
   * Durable groups of Valkey 9.0 and later.
   */
  public durabilityLag(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DurabilityLag', props);
  }

  /** Writes that were refused because the durable log is too far behind. Durable groups of Valkey 9.0 and later. */
  public durabilityBufferExceededErrorCount(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DurabilityBufferExceededErrorCount', props);
  }

  /** How far a secondary Region is behind the primary one, in seconds. Members of a global datastore. */
  public globalDatastoreReplicationLag(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('GlobalDatastoreReplicationLag', props);
  }

  /**
   * The bytes of items in the memory or on the SSD. Data tiering.
   *
   * @param tier where the items lie
   * @param props what differs from the average over 5 minutes
   */
  public bytesUsedInTier(tier: DataTier, props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric(
      'BytesUsedForCache',
      { ...props, dimensionsMap: createTierDimensions(tier) },
      'dataTiering',
    );
  }

  /**
   * The items in the memory or on the SSD. Data tiering.
   *
   * @param tier where the items lie
   * @param props what differs from the average over 5 minutes
   */
  public itemsInTier(tier: DataTier, props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrItems', { ...props, dimensionsMap: createTierDimensions(tier) }, 'dataTiering');
  }

  /**
   * The commands of one family that were executed.
   *
   * @param family the commands
   * @param props what differs from the sum over 5 minutes
   */
  public commands(family: CommandFamily, props?: cloudwatch.MetricOptions): NodeMetric {
    return this.createFamilyMetric(family, 'Cmds', 'Sum', props);
  }

  /**
   * How long the commands of one family take, in microseconds.
   *
   * @param family the commands
   * @param props what differs from the average over 5 minutes
   */
  public commandLatency(family: CommandFamily, props?: cloudwatch.MetricOptions): NodeMetric {
    return this.createFamilyMetric(family, 'CmdsLatency', 'Average', props);
  }

  private createFamilyMetric(
    family: CommandFamily,
    suffix: string,
    statistic: string,
    props?: cloudwatch.MetricOptions,
  ): NodeMetric {
    const name = `${family.name}${suffix}`;
    return family._isPredefined ? this._createMetric(name, props) : this.metric(name, { statistic, ...props });
  }
}

function createTierDimensions(tier: DataTier): cloudwatch.DimensionsMap {
  return { CacheNodeId: '0001', Tier: tier };
}

/** Describes the nodes of a replication group: each is a cache cluster, whose id CloudWatch uses as a dimension. */
function describeNodes(
  group: IReplicationGroupRef,
  { engineVersion, nodeType, clusterMode }: ReplicationGroupMetricsOptions,
): MonitoredNodes {
  const name = getReplicationGroupId(group);
  const memberDimensions = (id: string) => ({ CacheClusterId: id });
  const suffixes = clusterMode?._memberClusterIds('');
  return {
    resource: group,
    name,
    publishedMetrics: { ...HOST_METRICS, ...NODE_METRICS },
    engine: engineVersion?.engineType,
    version: engineVersion?.version,
    nodeType: nodeType?.cacheNodeType,
    shards: suffixes?.map((shard) =>
      shard.map((suffix) => ({ label: suffix.slice(1), dimensions: memberDimensions(`${name}${suffix}`) })),
    ),
    memberDimensions,
  };
}
