import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { MeasuredNodes } from './measured';
import type { NodeMetric } from './node-metrics';
import { NodeMetrics } from './node-metrics';

/**
 * The metrics of a Memcached cluster: every one that its nodes publish, by its own name with a small first letter; over
 * the whole cluster or of one node. Totals are sums, levels are averages, over 5 minutes.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Memcached.html
 * @example
 * declare const metrics: elasticache.MemcachedClusterMetrics;
 *
 * metrics.evictions(); // over the cluster
 * metrics.getHits().ofNode(1); // of its first node
 */
export class MemcachedClusterMetrics extends NodeMetrics {
  /** @internal */
  public static _of(nodes: MeasuredNodes): MemcachedClusterMetrics {
    return new MemcachedClusterMetrics(nodes);
  }

  /** @internal */
  protected readonly _nodes: MeasuredNodes;

  private constructor(nodes: MeasuredNodes) {
    super();
    this._nodes = nodes;
  }

  /** The items in the cache. */
  public currItems(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CurrItems', props);
  }

  /** Items that were added. */
  public newItems(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NewItems', props);
  }

  /** The connections that are open; ElastiCache itself has a few. */
  public currConnections(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CurrConnections', props);
  }

  /** Connections that were opened. */
  public newConnections(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NewConnections', props);
  }

  /** Items that were evicted to make room. */
  public evictions(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('Evictions', props);
  }

  /** Items that were evicted before anybody had read them. */
  public evictedUnfetched(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('EvictedUnfetched', props);
  }

  /** Items that expired before anybody had read them. */
  public expiredUnfetched(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('ExpiredUnfetched', props);
  }

  /** Items that expired and made room for others. */
  public reclaimed(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('Reclaimed', props);
  }

  /** The memory that items use, in bytes. */
  public bytesUsedForCacheItems(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('BytesUsedForCacheItems', props);
  }

  /** The memory that the table of keys uses, in bytes. */
  public bytesUsedForHash(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('BytesUsedForHash', props);
  }

  /** The memory that no item uses, in bytes. */
  public unusedMemory(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('UnusedMemory', props);
  }

  /** Pages of memory that were given to items of another size. */
  public slabsMoved(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('SlabsMoved', props);
  }

  /** The bytes that the engine read from the network. */
  public bytesReadIntoMemcached(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('BytesReadIntoMemcached', props);
  }

  /** The bytes that the engine wrote to the network. */
  public bytesWrittenOutFromMemcached(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('BytesWrittenOutFromMemcached', props);
  }

  /** `get` commands. */
  public cmdGet(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CmdGet', props);
  }

  /** `set` commands. */
  public cmdSet(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CmdSet', props);
  }

  /** `touch` commands. */
  public cmdTouch(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CmdTouch', props);
  }

  /** `flush_all` commands. */
  public cmdFlush(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CmdFlush', props);
  }

  /** `config get` commands, by which clients find the nodes. */
  public cmdConfigGet(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CmdConfigGet', props);
  }

  /** `config set` commands. */
  public cmdConfigSet(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CmdConfigSet', props);
  }

  /** The configurations that are stored for clients. */
  public currConfig(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CurrConfig', props);
  }

  /** `get` commands that found their key. */
  public getHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('GetHits', props);
  }

  /** `get` commands that did not find their key. */
  public getMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('GetMisses', props);
  }

  /** `incr` commands that found their key. */
  public incrHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('IncrHits', props);
  }

  /** `incr` commands that did not find their key. */
  public incrMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('IncrMisses', props);
  }

  /** `decr` commands that found their key. */
  public decrHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('DecrHits', props);
  }

  /** `decr` commands that did not find their key. */
  public decrMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('DecrMisses', props);
  }

  /** `delete` commands that found their key. */
  public deleteHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('DeleteHits', props);
  }

  /** `delete` commands that did not find their key. */
  public deleteMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('DeleteMisses', props);
  }

  /** `touch` commands that found their key. */
  public touchHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('TouchHits', props);
  }

  /** `touch` commands that did not find their key. */
  public touchMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('TouchMisses', props);
  }

  /** `cas` commands that found their key with the value that they expected. */
  public casHits(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CasHits', props);
  }

  /** `cas` commands that did not find their key. */
  public casMisses(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CasMisses', props);
  }

  /** `cas` commands that found their key changed by somebody else. */
  public casBadval(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CasBadval', props);
  }
}
