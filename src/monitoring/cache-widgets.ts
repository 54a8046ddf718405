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
import type { ReplicationGroupMetricsOptions } from './replication-group-metrics';
import { ReplicationGroupMetrics } from './replication-group-metrics';
import type { ServerlessCacheMetricsOptions } from './serverless-cache-metrics';
import { ServerlessCacheMetrics } from './serverless-cache-metrics';
import { findDefaultChild } from '../private/constructs';

/**
 * The widgets of one cache, for a dashboard of your own. Each has the same size; `all` has them in rows, under the name
 * of the cache.
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
   * @param cache the cache, also an L1 construct
   * @param options the properties of the cache, as far as they are known
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
   * @param group the group, also an L1 construct
   * @param options the properties of the group, as far as they are known
   */
  public static fromReplicationGroup(
    group: IReplicationGroupRef,
    options: ReplicationGroupMetricsOptions = {},
  ): CacheWidgets {
    return new CacheWidgets(group, createReplicationGroupSpec(group, options));
  }

  /**
   * Creates the widgets of a Memcached cluster.
   *
   * @param cluster the cluster, also an L1 construct
   * @param options the properties of the cluster, as far as they are known
   */
  public static fromCacheCluster(
    cluster: ICacheClusterRef,
    options: MemcachedClusterMetricsOptions = {},
  ): CacheWidgets {
    return new CacheWidgets(cluster, createMemcachedClusterSpec(cluster, options));
  }

  private constructor(
    private readonly cache: IConstruct,
    private readonly spec: WidgetSpec,
  ) {}

  /** These widgets, so that a `CacheDashboard` can show them. */
  public get widgets(): CacheWidgets {
    return this;
  }

  /** The share of look-ups that found their key. */
  public hitRate(): cloudwatch.IWidget {
    return createGraph({ title: 'Cache hit rate', unit: 'percent', metrics: this.spec.hitRate, max: 100 });
  }

  /** How long reads and writes take. Memcached nodes do not tell it, and show their commands instead. */
  public latency(): cloudwatch.IWidget {
    return createGraph(this.spec.latency);
  }

  /** How much the cache works: its processors, or the ElastiCache Processing Units of a serverless cache. */
  public load(): cloudwatch.IWidget {
    return createGraph(this.spec.load);
  }

  /** The memory or storage in use. */
  public memory(): cloudwatch.IWidget {
    return createGraph(this.spec.memory);
  }

  /** Items that were evicted to make room. */
  public evictions(): cloudwatch.IWidget {
    return createGraph({ title: 'Evictions', unit: 'count', metrics: this.spec.evictions });
  }

  /** Connections that are open and that were opened. */
  public connections(): cloudwatch.IWidget {
    return createGraph({ title: 'Connections', unit: 'count', metrics: this.spec.connections });
  }

  /** What is held back because there is too much of it. */
  public throttling(): cloudwatch.IWidget {
    return createGraph({ title: 'Throttling', unit: 'count', metrics: this.spec.throttling });
  }

  /** The bytes that come in and go out. */
  public network(): cloudwatch.IWidget {
    return createGraph({ title: 'Network traffic', unit: 'bytes', metrics: this.spec.network });
  }

  /** How far replicas are behind; where there are none, the items in the cache. */
  public replicationLag(): cloudwatch.IWidget {
    return createGraph(this.spec.replicationLag);
  }

  /**
   * All widgets in rows of three, under the name of the cache: what users feel first, then what wears out, then why.
   */
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

/** The graphs of a cache; those that are the same for every kind of cache have only metrics. */
interface WidgetSpec {
  readonly hitRate: IMetric[];
  readonly latency: GraphSpec;
  readonly load: GraphSpec;
  readonly memory: GraphSpec;
  readonly evictions: IMetric[];
  readonly connections: IMetric[];
  readonly throttling: IMetric[];
  readonly network: IMetric[];
  /** Shows the items of caches without replicas. */
  readonly replicationLag: GraphSpec;
}

/** Returns the id of a cache, or of the L2 construct to which an L1 construct belongs. */
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

function createReplicationGroupSpec(group: IReplicationGroupRef, options: ReplicationGroupMetricsOptions): WidgetSpec {
  const metrics = ReplicationGroupMetrics.fromReplicationGroup(group, options);
  const { _nodes: nodes } = metrics;
  const hasReplicas = satisfiesRequirement(nodes, 'replica') !== false;

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
    replicationLag: hasReplicas
      ? { title: 'Replication lag', unit: 'seconds', metrics: splitByNode(nodes, metrics.replicationLag()) }
      : createItemsGraph(splitByNode(nodes, metrics.currItems())),
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

/** Shows typical and slow requests. */
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

function createBandwidthMetrics(metrics: ReplicationGroupMetrics | MemcachedClusterMetrics): IMetric[] {
  return [
    metrics.networkBandwidthInAllowanceExceeded({ label: 'inbound bandwidth' }),
    metrics.networkBandwidthOutAllowanceExceeded({ label: 'outbound bandwidth' }),
  ];
}

/** Memcached publishes hits and misses, but no hit rate. */
function computeHitRate(hits: IMetric, misses: IMetric, addr: string): IMetric {
  const suffix = addr.slice(-6);
  const [hitsId, missesId] = [`hits_${suffix}`, `misses_${suffix}`];
  return new cloudwatch.MathExpression({
    expression: `100 * ${hitsId} / (${hitsId} + ${missesId})`,
    usingMetrics: { [hitsId]: hits, [missesId]: misses },
    label: 'hit rate',
  });
}

/** Up to this number, the lines of a graph are readable. */
const MAX_LINES = 12;

/** Shows a line for each node, or one for all nodes if there are many or their number is unknown. */
function splitByNode(nodes: MonitoredNodes, metric: NodeMetric): IMetric[] {
  const nodeCount = nodes.shards?.flat().length ?? Infinity;
  return nodeCount <= MAX_LINES ? metric.forEachNode() : [metric];
}
