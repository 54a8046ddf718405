import type { DimensionsMap, IMetric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { MeasuredNodes, MeasuredServerlessCache } from './measured';
import type { MemcachedClusterMetrics } from './memcached-cluster-metrics';
import { meets } from './needs';
import type { NodeMetric } from './node-metric';
import type { ReplicationGroupMetrics } from './replication-group-metrics';
import type { ServerlessCacheMetrics } from './serverless-cache-metrics';

/** The metrics of each widget of a cache. */
export interface WidgetPlan {
  readonly hitRate: IMetric[];
  readonly latency: IMetric[];
  /** Where there is something else to show than a latency. */
  readonly latencyTitle?: string;
  readonly loadTitle: string;
  readonly loadUnit: string;
  readonly load: IMetric[];
  readonly memoryUnit: string;
  readonly memory: IMetric[];
  readonly evictions: IMetric[];
  readonly connections: IMetric[];
  readonly throttling: IMetric[];
  readonly network: IMetric[];
  readonly lag?: IMetric[];
  readonly items: IMetric[];
}

export function serverlessPlan(cache: MeasuredServerlessCache, metrics: ServerlessCacheMetrics): WidgetPlan {
  const memcached = cache.engine?.engineType === 'memcached';
  return {
    hitRate: [
      memcached
        ? hitRate(metrics.getHits(), metrics.getMisses(), cache.node.addr)
        : metrics.cacheHitRate({ label: 'hit rate' }),
    ],
    latency: latencies(metrics),
    loadTitle: 'Processing units',
    loadUnit: 'ECPU',
    load: [metrics.elastiCacheProcessingUnits({ label: 'ECPU' })],
    memoryUnit: 'bytes',
    memory: [metrics.bytesUsedForCache({ label: 'stored' })],
    evictions: [metrics.evictions({ label: 'evicted' })],
    connections: [metrics.currConnections({ label: 'open' }), metrics.newConnections({ label: 'opened' })],
    throttling: [metrics.throttledCmds({ label: 'throttled commands' })],
    network: [metrics.networkBytesIn({ label: 'in' }), metrics.networkBytesOut({ label: 'out' })],
    items: [metrics.currItems({ label: 'items' })],
  };
}

export function replicationGroupPlan(nodes: MeasuredNodes, metrics: ReplicationGroupMetrics): WidgetPlan {
  return {
    hitRate: lines(nodes, metrics.cacheHitRate()),
    latency: latencies(metrics),
    loadTitle: 'Engine CPU',
    loadUnit: 'percent',
    load: lines(nodes, metrics.engineCpuUtilization()),
    memoryUnit: 'percent',
    memory: lines(nodes, metrics.databaseMemoryUsagePercentage()),
    evictions: lines(nodes, metrics.evictions()),
    connections: lines(nodes, metrics.currConnections()),
    throttling: [
      metrics.trafficManagementActive({ label: 'slowed down' }),
      metrics.networkBandwidthInAllowanceExceeded({ label: 'network in' }),
      metrics.networkBandwidthOutAllowanceExceeded({ label: 'network out' }),
    ],
    network: [metrics.networkBytesIn({ label: 'in' }), metrics.networkBytesOut({ label: 'out' })],
    lag: meets(nodes, 'replica') === false ? undefined : lines(nodes, metrics.replicationLag()),
    items: lines(nodes, metrics.currItems()),
  };
}

export function memcachedPlan(nodes: MeasuredNodes, metrics: MemcachedClusterMetrics): WidgetPlan {
  return {
    hitRate: [hitRate(metrics.getHits(), metrics.getMisses(), nodes.resource.node.addr)],
    latencyTitle: 'Commands',
    latency: [metrics.cmdGet({ label: 'get' }), metrics.cmdSet({ label: 'set' })],
    loadTitle: 'CPU',
    loadUnit: 'percent',
    load: lines(nodes, metrics.cpuUtilization()),
    memoryUnit: 'bytes',
    memory: lines(nodes, metrics.bytesUsedForCacheItems()),
    evictions: lines(nodes, metrics.evictions()),
    connections: lines(nodes, metrics.currConnections()),
    throttling: [
      metrics.networkBandwidthInAllowanceExceeded({ label: 'network in' }),
      metrics.networkBandwidthOutAllowanceExceeded({ label: 'network out' }),
    ],
    network: [metrics.networkBytesIn({ label: 'in' }), metrics.networkBytesOut({ label: 'out' })],
    items: lines(nodes, metrics.currItems()),
  };
}

/** A line for each node, while one can tell them apart; else one over all. */
function lines(nodes: MeasuredNodes, metric: NodeMetric): IMetric[] {
  const count = nodes.shards?.flat().length ?? Infinity;
  return count <= READABLE_LINES ? metric.perNode() : [metric];
}

/** Typical and slow requests. */
function latencies(metrics: {
  successfulReadRequestLatency: Latency;
  successfulWriteRequestLatency: Latency;
}): IMetric[] {
  return ['p50', 'p99'].flatMap((statistic) => [
    metrics.successfulReadRequestLatency({ statistic, label: `read ${statistic}` }),
    metrics.successfulWriteRequestLatency({ statistic, label: `write ${statistic}` }),
  ]);
}

type Latency = (props: MetricOptions & { dimensionsMap?: DimensionsMap }) => IMetric;

function hitRate(hits: IMetric, misses: IMetric, addr: string): IMetric {
  const [h, m] = [`hits_${addr.slice(-6)}`, `misses_${addr.slice(-6)}`];
  return new MathExpression({
    expression: `100 * ${h} / (${h} + ${m})`,
    usingMetrics: { [h]: hits, [m]: misses },
    label: 'hit rate',
  });
}

const READABLE_LINES = 12;
