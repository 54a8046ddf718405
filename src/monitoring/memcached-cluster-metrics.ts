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

/** The properties of a Memcached cluster that determine its metrics. Unknown properties are not validated. */
export interface MemcachedClusterMetricsOptions {
  /**
   * The engine version. Metrics that the version does not publish are rejected.
   *
   * @default - the version of a cluster of this library, unknown for other clusters
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The node type. Metrics that the node type does not publish are rejected, and alarms have thresholds for the node
   * type.
   *
   * @default - the node type of a cluster of this library, unknown for other clusters
   */
  readonly nodeType?: NodeType;

  /**
   * The number of nodes, which alarms require.
   *
   * @default - the number of nodes of a cluster of this library. For other clusters, the nodes are unknown: graphs
   * search for them, and alarms fail.
   */
  readonly nodeCount?: number;
}

/**
 * The metrics of a Memcached cluster: every one that its nodes publish, by its own name with a small first letter,
 * except `cmdGetHits` and `cmdGetMisses`; over the whole cluster or of one node. Totals are sums, levels are averages,
 * over 5 minutes.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Memcached.html
 * @example
 * declare const metrics: elasticache.MemcachedClusterMetrics;
 *
 * metrics.evictions(); // over the cluster
 * metrics.cmdGetHits().forNode(1); // of its first node
 */
export class MemcachedClusterMetrics extends NodeMetrics {
  /**
   * Creates the metrics of a Memcached cluster.
   *
   * @param cluster the cluster, also an L1 construct
   * @param options the properties of the cluster, as far as they are known
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

  /** The items in the cache. */
  public currItems(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrItems', props);
  }

  /** Items that were added. */
  public newItems(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NewItems', props);
  }

  /** The connections that are open; ElastiCache itself has a few. */
  public currConnections(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrConnections', props);
  }

  /** Connections that were opened. */
  public newConnections(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NewConnections', props);
  }

  /** Items that were evicted to make room. */
  public evictions(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('Evictions', props);
  }

  /** Items that were evicted before anybody had read them. */
  public evictedUnfetched(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('EvictedUnfetched', props);
  }

  /** Items that expired before anybody had read them. */
  public expiredUnfetched(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('ExpiredUnfetched', props);
  }

  /** Items that expired and made room for others. */
  public reclaimed(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('Reclaimed', props);
  }

  /** The memory that items use, in bytes. */
  public bytesUsedForCacheItems(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesUsedForCacheItems', props);
  }

  /** The memory that the table of keys uses, in bytes. */
  public bytesUsedForHash(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesUsedForHash', props);
  }

  /** The memory that no item uses, in bytes. */
  public unusedMemory(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('UnusedMemory', props);
  }

  /** Pages of memory that were given to items of another size. */
  public slabsMoved(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SlabsMoved', props);
  }

  /** The bytes that the engine read from the network. */
  public bytesReadIntoMemcached(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesReadIntoMemcached', props);
  }

  /** The bytes that the engine wrote to the network. */
  public bytesWrittenOutFromMemcached(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('BytesWrittenOutFromMemcached', props);
  }

  /** `get` commands. */
  public cmdGet(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CmdGet', props);
  }

  /** `set` commands. */
  public cmdSet(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CmdSet', props);
  }

  /** `touch` commands. */
  public cmdTouch(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CmdTouch', props);
  }

  /** `flush_all` commands. */
  public cmdFlush(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CmdFlush', props);
  }

  /** `config get` commands, by which clients find the nodes. */
  public cmdConfigGet(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CmdConfigGet', props);
  }

  /** `config set` commands. */
  public cmdConfigSet(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CmdConfigSet', props);
  }

  /** The configurations that are stored for clients. */
  public currConfig(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CurrConfig', props);
  }

  /** `get` commands that found their key. */
  public cmdGetHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('GetHits', props);
  }

  /** `get` commands that did not find their key. */
  public cmdGetMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('GetMisses', props);
  }

  /** `incr` commands that found their key. */
  public incrHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('IncrHits', props);
  }

  /** `incr` commands that did not find their key. */
  public incrMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('IncrMisses', props);
  }

  /** `decr` commands that found their key. */
  public decrHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DecrHits', props);
  }

  /** `decr` commands that did not find their key. */
  public decrMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DecrMisses', props);
  }

  /** `delete` commands that found their key. */
  public deleteHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DeleteHits', props);
  }

  /** `delete` commands that did not find their key. */
  public deleteMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('DeleteMisses', props);
  }

  /** `touch` commands that found their key. */
  public touchHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('TouchHits', props);
  }

  /** `touch` commands that did not find their key. */
  public touchMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('TouchMisses', props);
  }

  /** `cas` commands that found their key with the value that they expected. */
  public casHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CasHits', props);
  }

  /** `cas` commands that did not find their key. */
  public casMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CasMisses', props);
  }

  /** `cas` commands that found their key changed by somebody else. */
  public casBadval(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CasBadval', props);
  }
}

/** Describes the nodes of a cluster. CloudWatch identifies a node by the name of the cluster and the node's number. */
function describeNodes(
  cluster: ICacheClusterRef,
  { engineVersion, nodeType, nodeCount }: MemcachedClusterMetricsOptions,
): MonitoredNodes {
  const name = getClusterName(cluster);
  const memberDimensions = (nodeId: string) => ({ CacheClusterId: name, CacheNodeId: nodeId });
  const describeNode = (_: unknown, index: number): MonitoredNode => {
    const label = String(index + 1).padStart(4, '0');
    return { label, dimensions: memberDimensions(label) };
  };
  return {
    resource: cluster,
    name,
    publishedMetrics: { ...HOST_METRICS, ...MEMCACHED_NODE_METRICS },
    engine: engineVersion?.engineType,
    version: engineVersion?.version,
    nodeType: nodeType?.cacheNodeType,
    shards: isResolved(nodeCount) ? [Array.from({ length: nodeCount }, describeNode)] : undefined,
    memberDimensions,
  };
}
