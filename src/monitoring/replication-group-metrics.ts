import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import type { ClusterMode } from '../capacity';
import type { EngineVersion, NodeType } from '../engine';
import { resolveFacts } from './known-facts';
import type { MonitoredNodes } from './monitored-nodes';
import { describeMismatch, describePublishers, satisfiesRequirement } from './monitored-nodes';
import type { MetricVariant, NodeMetric } from './node-metrics';
import { createCacheMetric } from './node-metrics';
import { RedisNodeMetrics, describeCacheClusters } from './redis-node-metrics';
import { throwMetricErrors } from '../private/errors';
import { getReplicationGroupId } from '../private/stored-names';
import { MEMBER_NODE_ID } from '../service-data/member-clusters';
import type { DIMENSION_VALUES } from '../service-data/metrics';
import { GROUP_METRICS } from '../service-data/metrics';

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

/** A replication group of this library, which a global datastore can change. */
interface MonitoredGroup {
  _recordMonitoring(): void;
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
 * except `masterStatus` for `IsMaster`. `commands` and `commandLatency` return the metrics of
 * command families.
 *
 * For the CPU utilization of the engine and the usage of memory and capacity, ElastiCache also publishes metrics of the
 * whole replication group. Their methods start with `group`, `primary`, or `replica`.
 *
 * A method throws an error if replication groups with the engine version or the node type do not have the metric.
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
export class ReplicationGroupMetrics extends RedisNodeMetrics {
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
    return new ReplicationGroupMetrics(group, options);
  }

  private constructor(
    private readonly group: IReplicationGroupRef,
    private readonly options: ReplicationGroupMetricsOptions,
  ) {
    super();
  }

  /**
   * The nodes at the time of the call, because a global datastore can change them.
   *
   * @internal
   */
  public get _nodes(): MonitoredNodes {
    (this.group as Partial<MonitoredGroup>)._recordMonitoring?.();
    return describeNodes(this.group, this.options);
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
   * 1 if the node is a primary, otherwise 0. For several nodes, the number of primaries.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public masterStatus(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('IsMaster', props);
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
   * The number of writes rejected because the Multi-AZ transactional log lags too far behind the primary. Only
   * durable replication groups with Valkey 9.0 or later publish this metric.
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
   * ElastiCache slows down writes to indexed keys if the average over two hours is above 50 percent. Only durable
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
   * Alarms support this metric for any number of shards, because it is a single metric in
   * CloudWatch, not a combination of one metric per node.
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
    validateReplicas(describeNodes(this.group, this.options));
    return this.createRoleMetric('Replica', props);
  }

  /**
   * The memory in use that counts toward evictions, as a percentage of the memory available to the engine, across all
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
   * The used memory and SSD storage that count toward evictions, as a percentage of the total data capacity, across all
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

  private createGroupMetric(
    name: keyof typeof GROUP_METRICS,
    { shardId, ...props }: ShardMetricOptions = {},
  ): cloudwatch.Metric {
    const values: cloudwatch.DimensionsMap = shardId === undefined ? {} : { NodeGroupId: shardId };
    return createDimensionedMetric(this.group, name, props, values);
  }

  private createRoleMetric(role: MetricRole, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return createDimensionedMetric(this.group, 'EngineCPUUtilization', props, { Role: role });
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
  group: IReplicationGroupRef,
  name: keyof typeof GROUP_METRICS,
  props: cloudwatch.MetricOptions = {},
  values: cloudwatch.DimensionsMap,
): cloudwatch.Metric {
  const definition = GROUP_METRICS[name];
  const allValues: cloudwatch.DimensionsMap = { ReplicationGroupId: getReplicationGroupId(group), ...values };
  const names = Object.keys(allValues);
  const set = definition.dimensions.find(
    (candidate) => candidate.length === names.length && names.every((dimension) => candidate.includes(dimension)),
  )!;
  const dimensions = Object.fromEntries(set.map((dimension) => [dimension, allValues[dimension]]));
  return createCacheMetric({ resource: group }, name, definition, props, dimensions);
}

/** Throws an error for a replication group without replicas. */
function validateReplicas(nodes: MonitoredNodes): void {
  if (satisfiesRequirement(nodes, 'replica') === false) {
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
  const facts = resolveFacts(group, options);
  const suffixes = facts.clusterMode?._memberClusterIds('');
  return {
    ...describeCacheClusters(facts),
    resource: group,
    name,
    sizeProp: facts.clusterMode?._sizeProp ?? 'clusterMode',
    shards: suffixes?.map((shard) => shard.map((suffix) => ({ label: suffix.slice(1), id: `${name}${suffix}` }))),
  };
}
