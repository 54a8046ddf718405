import type { DimensionsMap, IMetric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { ICacheClusterRef, IReplicationGroupRef, IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { IMonitoredCache } from './cache-dashboard';
import { resolveFacts } from './known-facts';
import type { MemcachedClusterMetricsOptions } from './memcached-cluster-metrics';
import { MemcachedClusterMetrics } from './memcached-cluster-metrics';
import type { MonitoredNodes } from './monitored-nodes';
import { satisfiesRequirement } from './monitored-nodes';
import type { NodeMetric } from './node-metrics';
import type { RedisNodeMetrics } from './redis-node-metrics';
import type { ReplicationGroupMetricsOptions } from './replication-group-metrics';
import { ReplicationGroupMetrics } from './replication-group-metrics';
import type { ServerlessCacheMetricsOptions } from './serverless-cache-metrics';
import { ServerlessCacheMetrics } from './serverless-cache-metrics';
import type { SingleNodeClusterMetricsOptions } from './single-node-cluster-metrics';
import { SingleNodeClusterMetrics } from './single-node-cluster-metrics';
import { findDefaultChild } from '../private/constructs';

/**
 * The dashboard widgets of a cache, for custom dashboards. All graphs have the same size.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
 *
 * @example
 * declare const cache: elasticache.ServerlessCache;
 * declare const dashboard: cloudwatch.Dashboard;
 *
 * dashboard.addWidgets(cache.widgets.hitRate(), cache.widgets.latency());
 */
export class CacheWidgets implements IMonitoredCache {
  /**
   * Creates the widgets of a serverless cache.
   *
   * @param cache the cache, which can be an L1 construct
   * @param options properties that the cache does not provide, for example because it is an L1 construct
   */
  public static fromServerlessCache(
    cache: IServerlessCacheRef,
    options: ServerlessCacheMetricsOptions = {},
  ): CacheWidgets {
    return new CacheWidgets(cache, createServerlessCacheSpec(cache, options));
  }

  /**
   * Creates the widgets of a replication group.
   *
   * @param group the replication group, which can be an L1 construct
   * @param options properties that the replication group does not provide, for example because it is an L1 construct
   */
  public static fromReplicationGroup(
    group: IReplicationGroupRef,
    options: ReplicationGroupMetricsOptions = {},
  ): CacheWidgets {
    const metrics = ReplicationGroupMetrics.fromReplicationGroup(group, options);
    return new CacheWidgets(group, createReplicationGroupSpec(metrics));
  }

  /**
   * Creates the widgets of a Memcached cluster.
   *
   * @param cluster the cluster, which can be an L1 construct
   * @param options properties that the cluster does not provide, for example because it is an L1 construct
   */
  public static fromCacheCluster(
    cluster: ICacheClusterRef,
    options: MemcachedClusterMetricsOptions = {},
  ): CacheWidgets {
    return new CacheWidgets(cluster, createMemcachedClusterSpec(cluster, options));
  }

  /**
   * Creates the widgets of a single Redis OSS node without a replication group.
   *
   * @param cluster the cluster, which can be an L1 construct
   * @param options properties that the cluster does not provide, for example because it is an L1 construct
   */
  public static fromSingleNodeCluster(
    cluster: ICacheClusterRef,
    options: SingleNodeClusterMetricsOptions = {},
  ): CacheWidgets {
    return new CacheWidgets(cluster, createRedisNodeSpec(SingleNodeClusterMetrics.fromCacheCluster(cluster, options)));
  }

  private constructor(
    private readonly cache: IConstruct,
    private readonly spec: WidgetSpec,
  ) {}

  /** This object. Because of this property, `CacheDashboard` also accepts `CacheWidgets` objects. */
  public get widgets(): CacheWidgets {
    return this;
  }

  /** Returns a graph of the percentage of key lookups that found the key. */
  public hitRate(): cloudwatch.IWidget {
    return createGraph({ title: 'Cache hit rate', unit: 'percent', metrics: this.spec.hitRate, max: 100 });
  }

  /**
   * Returns a graph of the read and write latency. Memcached nodes publish no latency. For them, the graph shows the
   * number of `get` and `set` commands.
   */
  public latency(): cloudwatch.IWidget {
    return createGraph(this.spec.latency);
  }

  /**
   * Returns a graph of the CPU utilization of nodes, or of the ElastiCache Processing Units (ECPUs) consumed by
   * requests to a serverless cache.
   */
  public load(): cloudwatch.IWidget {
    return createGraph(this.spec.load);
  }

  /** Returns a graph of the memory usage of nodes, or of the data stored in a serverless cache. */
  public memory(): cloudwatch.IWidget {
    return createGraph(this.spec.memory);
  }

  /** Returns a graph of the evictions. */
  public evictions(): cloudwatch.IWidget {
    return createGraph({ title: 'Evictions', unit: 'count', metrics: this.spec.evictions });
  }

  /** Returns a graph of the open connections. For serverless caches, the graph also shows new connections. */
  public connections(): cloudwatch.IWidget {
    return createGraph({ title: 'Connections', unit: 'count', metrics: this.spec.connections });
  }

  /**
   * Returns a graph of the throttled commands of a serverless cache. For nodes, the graph shows the packets that were
   * queued or dropped because they exceeded the bandwidth. For Valkey and Redis OSS nodes, the graph also shows whether
   * ElastiCache slows down commands.
   */
  public throttling(): cloudwatch.IWidget {
    return createGraph({ title: 'Throttling', unit: 'count', metrics: this.spec.throttling });
  }

  /** Returns a graph of the network traffic, in bytes. */
  public network(): cloudwatch.IWidget {
    return createGraph({ title: 'Network traffic', unit: 'bytes', metrics: this.spec.network });
  }

  /**
   * Returns a graph of the replication lag. Serverless caches and caches without replicas have no replication lag. For
   * them, the graph shows the number of items.
   */
  public replicationLag(): cloudwatch.IWidget {
    return createGraph(this.spec.replicationLag);
  }

  /** Returns all widgets: a title with the id of the cache construct, followed by the graphs in rows of three. */
  public all(): cloudwatch.IWidget[] {
    return [
      new cloudwatch.TextWidget({
        markdown: `## ${formatTitle(this.cache)}`,
        width: 24,
        height: 1,
        background: cloudwatch.TextWidgetBackground.TRANSPARENT,
      }),
      new cloudwatch.Row(this.hitRate(), this.latency(), this.load()),
      new cloudwatch.Row(this.memory(), this.evictions(), this.connections()),
      new cloudwatch.Row(this.throttling(), this.network(), this.replicationLag()),
    ];
  }
}

interface GraphSpec {
  readonly title: string;
  readonly unit: string;
  readonly metrics: IMetric[];
  readonly max?: number;
}

/** The graphs of a cache. A graph with the same title and unit for every kind of cache is only a list of metrics. */
interface WidgetSpec {
  readonly hitRate: IMetric[];
  readonly latency: GraphSpec;
  readonly load: GraphSpec;
  readonly memory: GraphSpec;
  readonly evictions: IMetric[];
  readonly connections: IMetric[];
  readonly throttling: IMetric[];
  readonly network: IMetric[];
  /** For caches without replicas, the number of items. */
  readonly replicationLag: GraphSpec;
}

/**
 * Returns the id of the cache construct. For the L1 construct of an L2 construct, returns the id of the L2 construct.
 */
function formatTitle(cache: IConstruct): string {
  const { scope } = cache.node;
  const isResourceOfL2 = CfnResource.isCfnResource(cache) && scope && findDefaultChild(scope) === cache;
  return isResourceOfL2 ? scope.node.id : cache.node.id;
}

function createServerlessCacheSpec(cache: IServerlessCacheRef, options: ServerlessCacheMetricsOptions): WidgetSpec {
  const { engine } = resolveFacts(cache, options);
  const metrics = ServerlessCacheMetrics.fromServerlessCache(cache, options);
  const isMemcached = engine?.engineType === 'memcached';
  const hitRate = isMemcached
    ? computeHitRate(metrics.cmdGetHits(), metrics.cmdGetMisses(), cache.node.addr)
    : metrics.cacheHitRate({ label: 'hit rate' });

  return {
    hitRate: [hitRate],
    latency: createLatencyGraph(metrics),
    load: {
      title: 'ElastiCache Processing Units',
      unit: 'ECPUs',
      metrics: [metrics.processingUnits({ label: 'ECPUs' })],
    },
    memory: { title: 'Data stored', unit: 'bytes', metrics: [metrics.bytesUsedForCache({ label: 'data stored' })] },
    evictions: [metrics.evictions({ label: 'evictions' })],
    connections: [metrics.currConnections({ label: 'current' }), metrics.newConnections({ label: 'new' })],
    throttling: [metrics.throttledCmds({ label: 'throttled commands' })],
    network: createTrafficMetrics(metrics),
    replicationLag: createItemsGraph([metrics.currItems({ label: 'items' })]),
  };
}

function createReplicationGroupSpec(metrics: ReplicationGroupMetrics): WidgetSpec {
  const { _nodes: nodes } = metrics;
  const hasReplicas = satisfiesRequirement(nodes, 'replica') !== false;
  const spec = createRedisNodeSpec(metrics);
  return hasReplicas
    ? {
        ...spec,
        replicationLag: {
          title: 'Replication lag',
          unit: 'seconds',
          metrics: splitByNode(nodes, metrics.replicationLag()),
        },
      }
    : spec;
}

/** Creates the graphs of Valkey and Redis OSS nodes without replicas. */
function createRedisNodeSpec(metrics: RedisNodeMetrics): WidgetSpec {
  const { _nodes: nodes } = metrics;
  return {
    hitRate: splitByNode(nodes, metrics.cacheHitRate()),
    latency: createLatencyGraph(metrics),
    load: {
      title: 'Engine CPU utilization',
      unit: 'percent',
      metrics: splitByNode(nodes, metrics.engineCpuUtilization()),
    },
    memory: {
      title: 'Memory usage',
      unit: 'percent',
      metrics: splitByNode(nodes, metrics.databaseMemoryUsagePercentage()),
    },
    evictions: splitByNode(nodes, metrics.evictions()),
    connections: splitByNode(nodes, metrics.currConnections()),
    throttling: [metrics.trafficManagementActive({ label: 'traffic management' }), ...createBandwidthMetrics(metrics)],
    network: createTrafficMetrics(metrics),
    replicationLag: createItemsGraph(splitByNode(nodes, metrics.currItems())),
  };
}

function createMemcachedClusterSpec(cluster: ICacheClusterRef, options: MemcachedClusterMetricsOptions): WidgetSpec {
  const metrics = MemcachedClusterMetrics.fromCacheCluster(cluster, options);
  const { _nodes: nodes } = metrics;
  return {
    hitRate: [computeHitRate(metrics.cmdGetHits(), metrics.cmdGetMisses(), cluster.node.addr)],
    latency: {
      title: 'Commands',
      unit: 'count',
      metrics: [metrics.cmdGet({ label: 'get' }), metrics.cmdSet({ label: 'set' })],
    },
    load: { title: 'CPU utilization', unit: 'percent', metrics: splitByNode(nodes, metrics.cpuUtilization()) },
    memory: { title: 'Memory usage', unit: 'bytes', metrics: splitByNode(nodes, metrics.bytesUsedForCacheItems()) },
    evictions: splitByNode(nodes, metrics.evictions()),
    connections: splitByNode(nodes, metrics.currConnections()),
    throttling: createBandwidthMetrics(metrics),
    network: createTrafficMetrics(metrics),
    replicationLag: createItemsGraph(splitByNode(nodes, metrics.currItems())),
  };
}

function createGraph({ title, unit, metrics, max }: GraphSpec): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({
    title,
    left: metrics,
    leftYAxis: { label: unit, min: 0, max, showUnits: false },
    width: 8,
    height: 6,
  });
}

function createItemsGraph(metrics: IMetric[]): GraphSpec {
  return { title: 'Items', unit: 'count', metrics };
}

type CreateMetric = (props: MetricOptions & { dimensionsMap?: DimensionsMap }) => IMetric;

/** Creates a graph of the latency of typical (p50) and slow (p99) requests. */
function createLatencyGraph(metrics: {
  successfulReadRequestLatency: CreateMetric;
  successfulWriteRequestLatency: CreateMetric;
}): GraphSpec {
  return {
    title: 'Latency',
    unit: 'microseconds',
    metrics: ['p50', 'p99'].flatMap((statistic) => [
      metrics.successfulReadRequestLatency({ statistic, label: `read ${statistic}` }),
      metrics.successfulWriteRequestLatency({ statistic, label: `write ${statistic}` }),
    ]),
  };
}

function createTrafficMetrics(metrics: { networkBytesIn: CreateMetric; networkBytesOut: CreateMetric }): IMetric[] {
  return [metrics.networkBytesIn({ label: 'in' }), metrics.networkBytesOut({ label: 'out' })];
}

function createBandwidthMetrics(metrics: RedisNodeMetrics | MemcachedClusterMetrics): IMetric[] {
  return [
    metrics.networkBandwidthInAllowanceExceeded({ label: 'inbound bandwidth' }),
    metrics.networkBandwidthOutAllowanceExceeded({ label: 'outbound bandwidth' }),
  ];
}

/** Computes the hit rate, because Memcached publishes only hits and misses. */
function computeHitRate(hits: IMetric, misses: IMetric, addr: string): IMetric {
  const suffix = addr.slice(-6);
  const [hitsId, missesId] = [`hits_${suffix}`, `misses_${suffix}`];
  return new cloudwatch.MathExpression({
    expression: `100 * ${hitsId} / (${hitsId} + ${missesId})`,
    usingMetrics: { [hitsId]: hits, [missesId]: misses },
    label: 'hit rate',
  });
}

/** The maximum number of lines that are readable in one graph. */
const MAX_LINES = 12;

/** Returns one metric for each node, or one for all nodes if there are many or their number is unknown. */
function splitByNode(nodes: MonitoredNodes, metric: NodeMetric): IMetric[] {
  const nodeCount = nodes.shards?.flat().length ?? Infinity;
  return nodeCount <= MAX_LINES ? metric.forEachNode() : [metric];
}
