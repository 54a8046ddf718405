import type { DimensionsMap, IMetric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { MemcachedClusterMetrics } from './memcached-cluster-metrics';
import type { MonitoredNodes } from './monitored-nodes';
import { satisfiesRequirement } from './monitored-nodes';
import type { NodeMetric } from './node-metrics';
import type { ReplicationGroupMetrics } from './replication-group-metrics';
import type { MonitoredServerlessCache, ServerlessCacheMetrics } from './serverless-cache-metrics';

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
export class CacheWidgets {
  /** @internal */
  public static _of(title: string, spec: WidgetSpec): CacheWidgets {
    return new CacheWidgets(title, spec);
  }

  private constructor(
    private readonly title: string,
    private readonly spec: WidgetSpec,
  ) {}

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
        markdown: `## ${this.title}`,
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

export function createServerlessCacheWidgetSpec(
  cache: MonitoredServerlessCache,
  metrics: ServerlessCacheMetrics,
): WidgetSpec {
  const isMemcached = cache.engine?.engineType === 'memcached';
  const hitRate = isMemcached
    ? computeHitRate(metrics.getHits(), metrics.getMisses(), cache.node.addr)
    : metrics.cacheHitRate({ label: 'hit rate' });

  return {
    hitRate: [hitRate],
    latency: createLatencyGraph(metrics),
    load: {
      title: 'ElastiCache Processing Units',
      unit: 'ECPUs',
      metrics: [metrics.elastiCacheProcessingUnits({ label: 'ECPUs' })],
    },
    memory: { title: 'Data stored', unit: 'bytes', metrics: [metrics.bytesUsedForCache({ label: 'data stored' })] },
    evictions: [metrics.evictions({ label: 'evictions' })],
    connections: [metrics.currConnections({ label: 'current' }), metrics.newConnections({ label: 'new' })],
    throttling: [metrics.throttledCmds({ label: 'throttled commands' })],
    network: createTrafficMetrics(metrics),
    replicationLag: createItemsGraph([metrics.currItems({ label: 'items' })]),
  };
}

export function createReplicationGroupWidgetSpec(nodes: MonitoredNodes, metrics: ReplicationGroupMetrics): WidgetSpec {
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

export function createMemcachedClusterWidgetSpec(nodes: MonitoredNodes, metrics: MemcachedClusterMetrics): WidgetSpec {
  return {
    hitRate: [computeHitRate(metrics.getHits(), metrics.getMisses(), nodes.resource.node.addr)],
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
