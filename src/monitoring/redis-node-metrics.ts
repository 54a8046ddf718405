import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { EngineVersion, NodeType } from '../engine';
import type { CommandFamily } from './command-family';
import type { MonitoredNodes } from './monitored-nodes';
import type { NodeMetric } from './node-metrics';
import { NodeMetrics } from './node-metrics';
import { MEMBER_NODE_ID } from '../service-data/member-clusters';
import { HOST_METRICS, NODE_METRICS } from '../service-data/metrics';

/**
 * The base class with the metrics that every Redis OSS node publishes, with or without a replication group. Valkey
 * nodes publish them, too.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 * @internal
 */
export abstract class RedisNodeMetrics extends NodeMetrics {
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

/** Describes nodes that are cache clusters of one node each. */
export function describeCacheClusters({
  engineVersion,
  nodeType,
}: {
  readonly engineVersion?: EngineVersion;
  readonly nodeType?: NodeType;
}): Omit<MonitoredNodes, 'resource' | 'name'> {
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
