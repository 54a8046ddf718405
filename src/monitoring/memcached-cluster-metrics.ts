import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { ICacheClusterRef } from 'aws-cdk-lib/aws-elasticache';
import type { EngineVersion, NodeType } from '../engine';
import { resolveFacts } from './known-facts';
import type { MonitoredNode, MonitoredNodes } from './monitored-nodes';
import type { NodeMetric } from './node-metrics';
import { NodeMetrics } from './node-metrics';
import { getClusterName } from '../private/stored-names';
import { isResolved } from '../private/tokens';
import { HOST_METRICS, MEMCACHED_NODE_METRICS } from '../service-data/metrics';

/**
 * The properties of a Memcached cluster that determine which metrics are available.
 *
 * If a property is unknown, metrics are not validated against it.
 */
export interface MemcachedClusterMetricsOptions {
  /**
   * The engine version. It has no effect, because all Memcached versions publish the same metrics.
   *
   * @default - the version of the Memcached cluster, if it is a construct of this library. For L1 constructs, the
   * version is unknown.
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The node type. It determines the thresholds of alarms. An error is thrown for metrics that nodes of this type do
   * not publish.
   *
   * @default - the node type of the Memcached cluster, if it is a construct of this library. For L1 constructs, the
   * node type is unknown.
   */
  readonly nodeType?: NodeType;

  /**
   * The number of nodes. Alarms require this number.
   *
   * @default - the number of nodes of the Memcached cluster, if it is a construct of this library. For L1 constructs,
   * the number is unknown, so graphs use search expressions, and an error is thrown for alarms.
   */
  readonly nodeCount?: number;
}

/**
 * The CloudWatch metrics of a Memcached cluster, for all nodes or for one node.
 *
 * The class has a method for each metric that the nodes publish. The methods are named after the metrics in camel case,
 * except `cmdGetHits` for `GetHits` and `cmdGetMisses` for `GetMisses`. A method throws an error if clusters
 * with the node type do not have the metric.
 *
 * The default statistic depends on the metric, for example the sum for counts of events and the average for
 * percentages. The default period is 5 minutes.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Memcached.html
 * @example
 * declare const metrics: elasticache.MemcachedClusterMetrics;
 *
 * // Across all nodes
 * metrics.evictions();
 *
 * // Of the first node
 * metrics.cmdGetHits().forNode(1);
 */
export class MemcachedClusterMetrics extends NodeMetrics {
  /**
   * Creates the metrics of a Memcached cluster.
   *
   * @param cluster the cluster, which can be an L1 construct
   * @param options properties that the cluster does not provide, for example because it is an L1 construct
   */
  public static fromCacheCluster(
    cluster: ICacheClusterRef,
    options: MemcachedClusterMetricsOptions = {},
  ): MemcachedClusterMetrics {
    return new MemcachedClusterMetrics(describeNodes(cluster, resolveFacts(cluster, options)));
  }

  /** @internal */
  public readonly _nodes: MonitoredNodes;

  private constructor(nodes: MonitoredNodes) {
    super();
    this._nodes = nodes;
  }

  /**
   * The number of items in the cache.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public currItems(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrItems', props);
  }

  /**
   * The number of items added to the cache.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public newItems(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NewItems', props);
  }

  /**
   * The number of open connections, including a few connections of ElastiCache itself.
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
   * The number of items evicted to free memory for new ones.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public evictions(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('Evictions', props);
  }

  /**
   * The number of items evicted before any client read them.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public evictedUnfetched(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('EvictedUnfetched', props);
  }

  /**
   * The number of items that expired before any client read them.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public expiredUnfetched(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ExpiredUnfetched', props);
  }

  /**
   * The number of expired items removed to free memory for new ones.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public reclaimed(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('Reclaimed', props);
  }

  /**
   * The memory that items use, in bytes.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public bytesUsedForCacheItems(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesUsedForCacheItems', props);
  }

  /**
   * The memory that the hash table of the keys uses, in bytes.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public bytesUsedForHash(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesUsedForHash', props);
  }

  /**
   * The memory that no item uses, in bytes.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public unusedMemory(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('UnusedMemory', props);
  }

  /**
   * The number of slab pages that were reassigned to items of another size.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public slabsMoved(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SlabsMoved', props);
  }

  /**
   * The number of bytes that the engine read from the network.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public bytesReadIntoMemcached(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesReadIntoMemcached', props);
  }

  /**
   * The number of bytes that the engine wrote to the network.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public bytesWrittenOutFromMemcached(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesWrittenOutFromMemcached', props);
  }

  /**
   * The number of `get` commands.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdGet(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CmdGet', props);
  }

  /**
   * The number of `set` commands.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdSet(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CmdSet', props);
  }

  /**
   * The number of `touch` commands.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdTouch(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CmdTouch', props);
  }

  /**
   * The number of `flush_all` commands.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdFlush(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CmdFlush', props);
  }

  /**
   * The number of `config get` commands, which clients use to discover the nodes.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdConfigGet(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CmdConfigGet', props);
  }

  /**
   * The number of `config set` commands.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdConfigSet(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CmdConfigSet', props);
  }

  /**
   * The number of configurations that the node stores for auto discovery by clients.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public currConfig(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrConfig', props);
  }

  /**
   * The number of `get` commands that found the key.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdGetHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('GetHits', props);
  }

  /**
   * The number of `get` commands that did not find the key.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdGetMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('GetMisses', props);
  }

  /**
   * The number of `incr` commands that found the key.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public incrHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('IncrHits', props);
  }

  /**
   * The number of `incr` commands that did not find the key.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public incrMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('IncrMisses', props);
  }

  /**
   * The number of `decr` commands that found the key.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public decrHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DecrHits', props);
  }

  /**
   * The number of `decr` commands that did not find the key.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public decrMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DecrMisses', props);
  }

  /**
   * The number of `delete` commands that found the key.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public deleteHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DeleteHits', props);
  }

  /**
   * The number of `delete` commands that did not find the key.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public deleteMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DeleteMisses', props);
  }

  /**
   * The number of `touch` commands that found the key.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public touchHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('TouchHits', props);
  }

  /**
   * The number of `touch` commands that did not find the key.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public touchMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('TouchMisses', props);
  }

  /**
   * The number of `cas` commands that found the key with a matching CAS value.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public casHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CasHits', props);
  }

  /**
   * The number of `cas` commands that did not find the key.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public casMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CasMisses', props);
  }

  /**
   * The number of `cas` commands that found the key with a different CAS value, because the item had changed.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public casBadval(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CasBadval', props);
  }
}

/**
 * Describes the nodes of a cluster. CloudWatch identifies a node by the name of the cluster and the number of the node.
 */
function describeNodes(
  cluster: ICacheClusterRef,
  { engineVersion, nodeType, nodeCount }: MemcachedClusterMetricsOptions,
): MonitoredNodes {
  const name = getClusterName(cluster);
  const describeNode = (_: unknown, index: number): MonitoredNode => {
    const id = String(index + 1).padStart(4, '0');
    return { label: id, id };
  };
  return {
    resource: cluster,
    name,
    publishedMetrics: { ...HOST_METRICS, ...MEMCACHED_NODE_METRICS },
    engine: engineVersion?.engineType,
    version: engineVersion?.version,
    nodeType: nodeType?.cacheNodeType,
    sizeProp: 'nodeCount',
    shards: isResolved(nodeCount) ? [Array.from({ length: nodeCount }, describeNode)] : undefined,
    identifyingDimensions: ['CacheClusterId', 'CacheNodeId'],
    getDimensionValues: (id) => ({ CacheClusterId: name, CacheNodeId: id }),
  };
}
