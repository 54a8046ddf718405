import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { ICacheClusterRef, IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import type { ClusterMode } from '../capacity';
import type { EngineVersion, NodeType } from '../engine';
import type { CommandFamily } from './command-family';
import { resolveFacts } from './known-facts';
import type { MonitoredNodes } from './monitored-nodes';
import { describeMismatch, describePublishers, satisfiesRequirement } from './monitored-nodes';
import type { MetricVariant, NodeMetric } from './node-metrics';
import { NodeMetrics, createCacheMetric } from './node-metrics';
import { throwMetricErrors } from '../private/errors';
import { getClusterName, getReplicationGroupId } from '../private/stored-names';
import { MEMBER_NODE_ID } from '../service-data/member-clusters';
import type { DIMENSION_VALUES } from '../service-data/metrics';
import { GROUP_METRICS, HOST_METRICS, NODE_METRICS } from '../service-data/metrics';

/**
 * The properties of a replication group that determine which metrics are available.
 *
 * If a property is unknown, metrics are not validated against it.
 */
export interface ReplicationGroupMetricsOptions {
  /**
   * The engine and its version. An error is thrown for metrics that nodes with this version do not publish.
   *
   * @default - the engine version of the replication group, if it is a construct of this library. For L1 constructs,
   * the engine version is unknown.
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The node type. It determines the thresholds of alarms. An error is thrown for metrics that nodes of this type do
   * not publish.
   *
   * @default - the node type of the replication group, if it is a construct of this library. For L1 constructs, the
   * node type is unknown.
   */
  readonly nodeType?: NodeType;

  /**
   * The cluster mode, the number of shards, and the number of replicas. Alarms require these values, because they
   * determine the ids of the nodes.
   *
   * @default - the cluster mode of the replication group, if it is a construct of this library. For L1 constructs, the
   * cluster mode is unknown, so graphs use search expressions, and an error is thrown for alarms.
   */
  readonly clusterMode?: ClusterMode;
}

/** The properties of a single Redis OSS node that determine which metrics are available. */
export interface SingleNodeClusterMetricsOptions {
  /**
   * The engine and its version. An error is thrown for metrics that nodes with this version do not publish.
   *
   * @default - the engine version of the cluster, if it is imported. For L1 constructs, the engine version is unknown.
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The node type. It determines the thresholds of alarms. An error is thrown for metrics that nodes of this type do
   * not publish.
   *
   * @default - the node type of the cluster, if it is imported. For L1 constructs, the node type is unknown.
   */
  readonly nodeType?: NodeType;
}

/** Options for the metrics of a replication group that ElastiCache also publishes for each shard. */
export interface ShardMetricOptions extends cloudwatch.MetricOptions {
  /**
   * The id of the shard, such as `0001`. You can also specify a shard that is added after deployment, for example by
   * auto scaling.
   *
   * @default - all shards
   */
  readonly shardId?: string;
}

/** The storage tier of items on nodes with data tiering. */
export enum DataTier {
  /** Items in memory. */
  MEMORY = 'Memory',

  /** Items on the local SSD. */
  SSD = 'SSD',
}

/**
 * The CloudWatch metrics of a replication group, for all nodes, for the nodes of one shard, or for one node.
 *
 * The class has a method for each metric that the nodes publish. The methods are named after the metrics in camel case,
 * except `masterStatus` for `IsMaster`. The metrics of command families have the methods `commands` and
 * `commandLatency`.
 *
 * For the CPU utilization of the engine and the usage of memory and capacity, ElastiCache also publishes metrics of the
 * whole replication group. Their methods start with `group`, `primary`, or `replica`.
 *
 * A method throws an error if nodes with the engine version or of the node type do not publish the metric.
 *
 * The default statistic depends on the metric, for example the sum for counts of events and the average for
 * percentages. The default period is 5 minutes.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 * @example
 * declare const metrics: elasticache.ReplicationGroupMetrics;
 *
 * // Across all nodes
 * metrics.evictions();
 * metrics.commandLatency(elasticache.CommandFamily.HASH);
 *
 * // Of the first node
 * metrics.engineCpuUtilization().forNode(1);
 */
export class ReplicationGroupMetrics extends NodeMetrics {
  /**
   * Creates the metrics of a replication group.
   *
   * @param group the replication group, which can be an L1 construct
   * @param options properties that the replication group does not provide, for example because it is an L1 construct
   */
  public static fromReplicationGroup(
    group: IReplicationGroupRef,
    options: ReplicationGroupMetricsOptions = {},
  ): ReplicationGroupMetrics {
    return new ReplicationGroupMetrics(describeNodes(group, resolveFacts(group, options)));
  }

  /**
   * Creates the metrics of a single Redis OSS node without a replication group. It does not publish the metrics whose
   * methods start with `group`, `primary`, or `replica`.
   *
   * @param cluster the cluster, which can be an L1 construct
   * @param options properties that the cluster does not provide, for example because it is an L1 construct
   */
  public static fromSingleNodeCluster(
    cluster: ICacheClusterRef,
    options: SingleNodeClusterMetricsOptions = {},
  ): ReplicationGroupMetrics {
    return new ReplicationGroupMetrics(describeSingleNode(cluster, resolveFacts(cluster, options)));
  }

  /** @internal */
  public readonly _nodes: MonitoredNodes;

  private constructor(nodes: MonitoredNodes) {
    super();
    this._nodes = nodes;
  }

  /**
   * The CPU utilization of the core that runs the engine, in percent.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public engineCpuUtilization(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('EngineCPUUtilization', props);
  }

  /**
   * The percentage of key lookups that found the key.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cacheHitRate(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CacheHitRate', props);
  }

  /**
   * The number of key lookups that found the key.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cacheHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CacheHits', props);
  }

  /**
   * The number of key lookups that did not find the key.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cacheMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CacheMisses', props);
  }

  /**
   * The latency of successful read requests, in microseconds.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public successfulReadRequestLatency(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SuccessfulReadRequestLatency', props);
  }

  /**
   * The latency of successful write requests, in microseconds.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public successfulWriteRequestLatency(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SuccessfulWriteRequestLatency', props);
  }

  /**
   * The memory in use, as a percentage of the memory available to the engine.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public databaseMemoryUsagePercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DatabaseMemoryUsagePercentage', props);
  }

  /**
   * The memory in use, as a percentage of the memory available to the engine. It excludes memory that does not count
   * toward eviction, such as replication and AOF buffers.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public databaseMemoryUsageCountedForEvictPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DatabaseMemoryUsageCountedForEvictPercentage', props);
  }

  /**
   * The memory and SSD storage in use, as a percentage of the total data capacity.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public databaseCapacityUsagePercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DatabaseCapacityUsagePercentage', props);
  }

  /**
   * The memory and SSD storage in use, as a percentage of the total data capacity. It excludes memory that does not
   * count toward eviction, such as replication and AOF buffers.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public databaseCapacityUsageCountedForEvictPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DatabaseCapacityUsageCountedForEvictPercentage', props);
  }

  /**
   * The memory that the engine has allocated, in bytes.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public bytesUsedForCache(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesUsedForCache', props);
  }

  /**
   * The estimated memory used for keys and values, in bytes. It does not include overhead, such as replication buffers,
   * client output buffers, and metadata.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public usedMemoryDataset(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('UsedMemoryDataset', props);
  }

  /**
   * The ratio of the memory allocated by the operating system to the memory that the engine uses. A ratio close to 1
   * indicates little fragmentation.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public memoryFragmentationRatio(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('MemoryFragmentationRatio', props);
  }

  /**
   * The memory that is lost to fragmentation in the memory allocator, in bytes. Active defragmentation can free it.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public allocatorFragmentationBytes(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('AllocatorFragmentationBytes', props);
  }

  /**
   * The ratio of fragmentation in the memory allocator to the allocated memory. Values above 1 indicate fragmentation,
   * which active defragmentation can reduce.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public allocatorFragmentationRatio(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('AllocatorFragmentationRatio', props);
  }

  /**
   * The number of values that active defragmentation moved.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public activeDefragHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ActiveDefragHits', props);
  }

  /**
   * The number of items on the nodes. A sum across all nodes counts each item once on the primary and once on every
   * replica.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public currItems(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrItems', props);
  }

  /**
   * The number of items with a time to live.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public currVolatileItems(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrVolatileItems', props);
  }

  /**
   * The number of hashes that have fields with a time to live. Only nodes with Valkey 9.0 or later publish this metric.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public currItemsWithVolatileFields(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrItemsWithVolatileFields', props);
  }

  /**
   * The average time to live of the keys in database 0, in milliseconds.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public db0AverageTtl(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DB0AverageTTL', props);
  }

  /**
   * The number of keys evicted to free memory for new ones.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public evictions(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('Evictions', props);
  }

  /**
   * The number of keys that expired.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public reclaimed(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('Reclaimed', props);
  }

  /**
   * The number of hash fields that expired. Only nodes with Valkey 9.0 or later publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public reclaimedFields(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ReclaimedFields', props);
  }

  /**
   * The number of open connections, excluding connections from read replicas.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public currConnections(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrConnections', props);
  }

  /**
   * The number of connections that were opened.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public newConnections(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NewConnections', props);
  }

  /**
   * The number of connections that the engine rejected, mainly because the number of connections had reached the
   * maximum.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public rejectedConnections(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('RejectedConnections', props);
  }

  /**
   * The number of clients that wait for a blocking command, such as `blpop`.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public blockedConnections(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BlockedConnections', props);
  }

  /**
   * The number of Pub/Sub channels with at least one subscriber, excluding sharded channels.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public pubSubChannels(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('PubSubChannels', props);
  }

  /**
   * The number of sharded Pub/Sub channels with at least one subscriber. Only nodes with Valkey, or with Redis OSS 7.0
   * or later, publish this metric.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public pubSubShardChannels(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('PubSubShardChannels', props);
  }

  /**
   * The number of keys that the engine tracks for client-side caching.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public keysTracked(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('KeysTracked', props);
  }

  /**
   * 1 if the node is a primary, otherwise 0. If the metric aggregates several nodes, it is the sum of their
   * averages, which is the number of primaries.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public masterStatus(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('IsMaster', props);
  }

  /**
   * The number of failed authentication attempts.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public authenticationFailures(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('AuthenticationFailures', props);
  }

  /**
   * The number of commands rejected because the user has no permission to run them.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public commandAuthorizationFailures(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CommandAuthorizationFailures', props);
  }

  /**
   * The number of commands rejected because the user has no permission to access the keys.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public keyAuthorizationFailures(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('KeyAuthorizationFailures', props);
  }

  /**
   * The number of commands rejected because the user has no permission to access the channels.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public channelAuthorizationFailures(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ChannelAuthorizationFailures', props);
  }

  /**
   * The number of commands rejected because the user has no permission to access the database. Only nodes with Valkey
   * 9.1 or later publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public databaseAuthorizationFailures(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DatabaseAuthorizationFailures', props);
  }

  /**
   * The number of connections closed because their IAM authentication had expired.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public iamAuthenticationExpirations(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('IamAuthenticationExpirations', props);
  }

  /**
   * The number of IAM authentication requests that were throttled.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public iamAuthenticationThrottling(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('IamAuthenticationThrottling', props);
  }

  /**
   * The number of commands that the engine processed. Commands that are rejected before they run are not counted.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public processedCommands(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ProcessedCommands', props);
  }

  /**
   * The number of failed commands.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public errorCount(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ErrorCount', props);
  }

  /**
   * The lag of a replica behind its primary, in seconds.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public replicationLag(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ReplicationLag', props);
  }

  /**
   * The number of bytes that a primary sends to its replicas.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public replicationBytes(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ReplicationBytes', props);
  }

  /**
   * 1 if the replication link of a replica to its primary is up, otherwise 0. If the metric aggregates several nodes,
   * it is 0 if any link is down.
   *
   * Minimum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public masterLinkHealthStatus(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('MasterLinkHealthStatus', props);
  }

  /**
   * 1 if the node is saving its data to a file, otherwise 0. If the metric aggregates several nodes, it is 1 if any
   * node is saving its data.
   *
   * Maximum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public saveInProgress(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SaveInProgress', props);
  }

  /**
   * 1 if ElastiCache slows down commands because the node receives more commands than it can process, otherwise 0. If
   * the metric aggregates several nodes, it is 1 if ElastiCache slows down the commands of any node.
   *
   * Maximum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public trafficManagementActive(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('TrafficManagementActive', props);
  }

  /**
   * The number of bytes read from SSD. Only nodes with data tiering publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public bytesReadFromDisk(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesReadFromDisk', props);
  }

  /**
   * The number of bytes written to SSD. Only nodes with data tiering publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public bytesWrittenToDisk(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesWrittenToDisk', props);
  }

  /**
   * The number of items read from SSD. Only nodes with data tiering publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public numItemsReadFromDisk(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NumItemsReadFromDisk', props);
  }

  /**
   * The number of items written to SSD. Only nodes with data tiering publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public numItemsWrittenToDisk(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NumItemsWrittenToDisk', props);
  }

  /**
   * The number of search indexes. Only nodes with Valkey 8.2 or later and without data tiering publish this metric.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public searchNumberOfIndexes(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SearchNumberOfIndexes', props);
  }

  /**
   * The number of documents in all search indexes. Only nodes with Valkey 8.2 or later and without data tiering publish
   * this metric.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public searchTotalIndexedDocuments(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SearchTotalIndexedDocuments', props);
  }

  /**
   * The memory used for search, in bytes. Only nodes with Valkey 8.2 or later and without data tiering publish this
   * metric.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public searchUsedMemoryBytes(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SearchUsedMemoryBytes', props);
  }

  /**
   * The lag of the Multi-AZ transactional log behind the primary, in milliseconds.
   *
   * The lag is 0 for synchronous durability. The primary rejects writes when the lag reaches about 10,000 milliseconds.
   * Only durable replication groups with Valkey 9.0 or later publish this metric.
   *
   * Maximum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public durabilityLag(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DurabilityLag', props);
  }

  /**
   * The number of writes rejected because the Multi-AZ transactional log lags too far behind. Only durable replication
   * groups with Valkey 9.0 or later publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public durabilityBufferExceededErrorCount(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DurabilityBufferExceededErrorCount', props);
  }

  /**
   * 1 if ElastiCache slows down writes to indexed keys, otherwise 0. If the metric aggregates several nodes, it is 1 if
   * ElastiCache slows down the writes of any node.
   *
   * Only durable replication groups with Valkey 9.0 or later publish this metric.
   *
   * Maximum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public searchWriteThrottleActive(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SearchWriteThrottleActive', props);
  }

  /**
   * The number of connections whose writes to indexed keys are slowed down.
   *
   * Only durable replication groups with Valkey 9.0 or later publish this metric.
   *
   * Maximum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public searchWriteThrottledClientsCount(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SearchWriteThrottledClientsCount', props);
  }

  /**
   * The number of times that writes to indexed keys were slowed down.
   *
   * Only durable replication groups with Valkey 9.0 or later publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public searchWriteThrottleEvents(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SearchWriteThrottleEvents', props);
  }

  /**
   * The CPU utilization of the threads that write search indexes, in percent.
   *
   * ElastiCache slows down writes to indexed keys if the average of two hours is above 50 percent. Only durable
   * replication groups with Valkey 9.0 or later publish this metric.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public searchWriteCpuUtilization(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SearchWriteCPUUtilization', props);
  }

  /**
   * The lag of a secondary Region behind the primary Region, in seconds. Only members of a global datastore publish
   * this metric.
   *
   * Maximum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public globalDatastoreReplicationLag(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('GlobalDatastoreReplicationLag', props);
  }

  /**
   * The number of bytes used in the given storage tier. Only nodes with data tiering publish this metric.
   *
   * Average over 5 minutes.
   *
   * @param tier the storage tier
   * @param props metric options that override the defaults
   */
  public bytesUsedInTier(tier: DataTier, props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric(
      'BytesUsedForCache',
      { ...props, dimensionsMap: createTierDimensions(tier) },
      TIER_VARIANT,
    );
  }

  /**
   * The number of items in the given storage tier. Only nodes with data tiering publish this metric.
   *
   * Average over 5 minutes.
   *
   * @param tier the storage tier
   * @param props metric options that override the defaults
   */
  public itemsInTier(tier: DataTier, props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrItems', { ...props, dimensionsMap: createTierDimensions(tier) }, TIER_VARIANT);
  }

  /**
   * The CPU utilization of the engine thread, in percent, across all nodes of the replication group or of
   * one shard.
   *
   * Unlike `engineCpuUtilization`, this is one metric in CloudWatch. Alarms support it for any number of nodes,
   * including nodes that auto scaling adds, and if the number of nodes is unknown.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public groupEngineCpuUtilization(props?: ShardMetricOptions): cloudwatch.Metric {
    return this.createGroupMetric('EngineCPUUtilization', props);
  }

  /**
   * The CPU utilization of the engine thread, in percent, across all primaries of the replication group.
   * Alarms support this metric for any number of shards, because it is a single metric in CloudWatch.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public primaryEngineCpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createRoleMetric('Primary', props);
  }

  /**
   * The CPU utilization of the engine thread, in percent, across all replicas of the replication group.
   * Alarms support this metric for any number of replicas, because it is a single metric in CloudWatch. It has no data
   * while there are no replicas. Throws an error if the replication group is known to have none.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public replicaEngineCpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    validateReplicas(this._nodes);
    return this.createRoleMetric('Replica', props);
  }

  /**
   * The memory in use that counts for evictions, as a percentage of the memory available to the engine, across all
   * nodes of the replication group or of one shard.
   *
   * Unlike `databaseMemoryUsageCountedForEvictPercentage`, which combines one metric per node, this is a single metric
   * in CloudWatch. Alarms therefore support it for any number of nodes.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public groupDatabaseMemoryUsageCountedForEvictPercentage(props?: ShardMetricOptions): cloudwatch.Metric {
    return this.createGroupMetric('DatabaseMemoryUsageCountedForEvictPercentage', props);
  }

  /**
   * The used memory and SSD storage that count for evictions, as a percentage of the total data capacity, across all
   * nodes of the replication group or of one shard.
   *
   * Unlike `databaseCapacityUsageCountedForEvictPercentage`, which combines one metric per node, this is a single
   * metric in CloudWatch. Alarms therefore support it for any number of nodes.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public groupDatabaseCapacityUsageCountedForEvictPercentage(props?: ShardMetricOptions): cloudwatch.Metric {
    return this.createGroupMetric('DatabaseCapacityUsageCountedForEvictPercentage', props);
  }

  /**
   * The number of executed commands of the given family.
   *
   * Sum over 5 minutes.
   *
   * @param family the command family
   * @param props metric options that override the defaults
   */
  public commands(family: CommandFamily, props?: cloudwatch.MetricOptions): NodeMetric {
    return this.createFamilyMetric(family, 'Cmds', 'Sum', props);
  }

  /**
   * The latency of the commands of the given family, in microseconds.
   *
   * Average over 5 minutes.
   *
   * @param family the command family
   * @param props metric options that override the defaults
   */
  public commandLatency(family: CommandFamily, props?: cloudwatch.MetricOptions): NodeMetric {
    return this.createFamilyMetric(family, 'CmdsLatency', 'Average', props);
  }

  private createGroupMetric(
    name: keyof typeof GROUP_METRICS,
    { shardId, ...props }: ShardMetricOptions = {},
  ): cloudwatch.Metric {
    return createDimensionedMetric(this._nodes, name, props, shardId === undefined ? {} : { NodeGroupId: shardId });
  }

  private createRoleMetric(role: MetricRole, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return createDimensionedMetric(this._nodes, 'EngineCPUUtilization', props, { Role: role });
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

const TIER_VARIANT: MetricVariant = { dimension: 'Tier', requires: 'dataTiering' };

type MetricRole = (typeof DIMENSION_VALUES.Role)[number];

/**
 * Creates a metric of a replication group with the set of dimensions that ElastiCache publishes.
 *
 * @param values the values of dimensions in addition to the replication group
 */
function createDimensionedMetric(
  nodes: MonitoredNodes,
  name: keyof typeof GROUP_METRICS,
  props: cloudwatch.MetricOptions = {},
  values: cloudwatch.DimensionsMap,
): cloudwatch.Metric {
  validateGroup(nodes, name);
  const definition = GROUP_METRICS[name];
  const allValues: cloudwatch.DimensionsMap = { ReplicationGroupId: nodes.name, ...values };
  const names = Object.keys(allValues);
  const set = definition.dimensions.find(
    (candidate) => candidate.length === names.length && names.every((dimension) => candidate.includes(dimension)),
  )!;
  const dimensions = Object.fromEntries(set.map((dimension) => [dimension, allValues[dimension]]));
  return createCacheMetric(nodes, name, definition, props, dimensions);
}

/** Throws an error for a single node, which does not publish the metrics of a replication group. */
function validateGroup({ isSingleNode, resource }: MonitoredNodes, name: string): void {
  if (isSingleNode) {
    throwMetricErrors(resource, name, [
      `'${name}' of a replication group is only published by replication groups, but the cache is a single node. Use the method without group, primary, or replica in its name.`,
    ]);
  }
}

/** Throws an error for a replication group without replicas. */
function validateReplicas(nodes: MonitoredNodes): void {
  if (!nodes.isSingleNode && satisfiesRequirement(nodes, 'replica') === false) {
    throwMetricErrors(nodes.resource, 'EngineCPUUtilization', [
      `'EngineCPUUtilization' of replicas is only published by ${describePublishers('replica')}, but ${describeMismatch(nodes, 'replica')}. Add replicas, or use primaryEngineCpuUtilization().`,
    ]);
  }
}

function createTierDimensions(tier: DataTier): cloudwatch.DimensionsMap {
  return { CacheNodeId: MEMBER_NODE_ID, Tier: tier };
}

/**
 * Describes the nodes of a replication group. Each node is a cache cluster, whose id is a dimension of its metrics.
 */
function describeNodes(group: IReplicationGroupRef, options: ReplicationGroupMetricsOptions): MonitoredNodes {
  const name = getReplicationGroupId(group);
  const suffixes = options.clusterMode?._memberClusterIds('');
  return {
    ...describeCacheClusters(options),
    resource: group,
    name,
    shards: suffixes?.map((shard) => shard.map((suffix) => ({ label: suffix.slice(1), id: `${name}${suffix}` }))),
  };
}

/** Describes a single node. The id of its cluster does not contain the number of the node. */
function describeSingleNode(cluster: ICacheClusterRef, options: SingleNodeClusterMetricsOptions): MonitoredNodes {
  const name = getClusterName(cluster);
  return {
    ...describeCacheClusters(options),
    resource: cluster,
    name,
    isSingleNode: true,
    shards: [[{ label: MEMBER_NODE_ID, id: name }]],
  };
}

/** Describes nodes that are cache clusters of one node each. */
function describeCacheClusters({
  engineVersion,
  nodeType,
}: SingleNodeClusterMetricsOptions): Omit<MonitoredNodes, 'resource' | 'name'> {
  return {
    publishedMetrics: { ...HOST_METRICS, ...NODE_METRICS },
    engine: engineVersion?.engineType,
    version: engineVersion?.version,
    nodeType: nodeType?.cacheNodeType,
    sizeProp: 'clusterMode',
    identifyingDimensions: ['CacheClusterId'],
    getDimensionValues: (id) => ({ CacheClusterId: id, CacheNodeId: MEMBER_NODE_ID }),
  };
}
