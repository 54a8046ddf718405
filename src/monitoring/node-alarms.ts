import type { AlarmDefinition, AlarmTarget } from './alarm-spec';
import { EVERY_MINUTE, PAGES, breachedMinutes } from './alarm-spec';
import type { MemcachedClusterMetrics } from './memcached-cluster-metrics';
import type { MonitoredNodes } from './monitored-nodes';
import { describeSizeFix } from './monitored-nodes';
import { createNodeTargets } from './node-alarm-targets';
import type { NodeMetric, NodeMetrics } from './node-metrics';
import type { RecommendedAlarmOptions, RecommendedAlarmsOptions } from './recommended-alarms';
import type { RedisNodeMetrics } from './redis-node-metrics';
import { getOwn } from '../private/records';
import { isResolved } from '../private/tokens';
import { findMaxClients, NODE_TYPES } from '../service-data/node-types';
import type { NodeSpecification } from '../service-data/node-types';

/** Options for the recommended alarms of a node-based cache. You can change or disable each alarm. */
export interface NodeAlarmsOptions extends RecommendedAlarmsOptions {
  /**
   * The alarm that monitors the CPU utilization of the host. The threshold is in percent.
   *
   * For Valkey and Redis OSS, the alarm is not available if the nodes have more than 2 vCPUs, or if the node type is
   * unknown. In these cases, use `engineCpu` instead.
   *
   * @default - for Memcached, above 90 percent for 5 minutes. For Valkey and Redis OSS, above 90 percent of one core
   * for 5 minutes, which is 45 percent of a host with 2 vCPUs.
   */
  readonly cpu?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the swap usage of the host. The threshold is in bytes.
   *
   * For Valkey and Redis OSS, the alarm monitors the swap usage minus the free memory.
   *
   * @default - for Memcached, above 50 MB for 5 minutes. For Valkey and Redis OSS, above 0 bytes for 5 minutes.
   */
  readonly swapUsage?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the evictions of a node. The threshold is in keys per minute.
   *
   * AWS recommends that you determine the threshold based on the needs of your application.
   *
   * @default - above 1,000 keys per minute for 5 minutes
   */
  readonly evictions?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the number of connections to a node.
   *
   * @default - above 80 percent of the maximum number of connections of the node type for 10 minutes
   */
  readonly connections?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the inbound network traffic of a node. The threshold is in bytes per minute.
   *
   * @default - above 80 percent of the baseline bandwidth of the node type for 15 minutes. If the node type is unknown,
   * the alarm is created only if you set a threshold.
   */
  readonly networkIn?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the outbound network traffic of a node. The threshold is in bytes per minute.
   *
   * @default - above 80 percent of the baseline bandwidth of the node type for 15 minutes. If the node type is unknown,
   * the alarm is created only if you set a threshold.
   */
  readonly networkOut?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the packets that are queued or dropped because the inbound bandwidth exceeds the maximum of
   * the node type.
   *
   * @default - at least one packet per minute in 3 of 5 minutes
   */
  readonly networkInExceeded?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the packets that are queued or dropped because the outbound bandwidth exceeds the maximum
   * of the node type.
   *
   * @default - at least one packet per minute in 3 of 5 minutes
   */
  readonly networkOutExceeded?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the packets that are dropped because the number of tracked connections exceeds the maximum
   * of the node type.
   *
   * @default - at least one packet per minute in 3 of 5 minutes
   */
  readonly connectionTrackingExceeded?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the packets that are queued or dropped because the number of packets per second exceeds the
   * maximum of the node type.
   *
   * @default - at least one packet per minute in 3 of 5 minutes
   */
  readonly packetsPerSecondExceeded?: RecommendedAlarmOptions;
}

/** The values that determine the alarms of a node-based cache. */
export interface NodeAlarmContext<Metrics extends NodeMetrics = MemcachedClusterMetrics | RedisNodeMetrics> {
  readonly nodes: MonitoredNodes;
  readonly metrics: Metrics;
  /** How to scale the cache, in the imperative. */
  readonly scaling: string;
}

/** Targets the node with the highest value of a metric. */
export function targetHighest<Metrics extends NodeMetrics>(createMetric: (metrics: Metrics) => NodeMetric) {
  return ({ nodes, metrics }: NodeAlarmContext<Metrics>): AlarmTarget[] =>
    createNodeTargets(nodes, createMetric(metrics), 'MAX');
}

/** Validates that the number of nodes is specified, because alarms do not support search expressions. */
export function validateNodes(nodes: MonitoredNodes): string[] {
  const { shards, sizeProp } = nodes;
  return shards
    ? []
    : [
        `'${sizeProp}' is missing or a token, but alarms require the number of nodes. ${describeSizeFix(nodes, 'alarms')}`,
      ];
}

/** Finds the specification of the node type. Returns undefined if the node type is unknown. */
export function findNodeType({ nodeType }: MonitoredNodes): NodeSpecification | undefined {
  return isResolved(nodeType) ? getOwn(NODE_TYPES, nodeType) : undefined;
}

/** Computes 80 percent of the connections that a node accepts. */
function computeConnectionThreshold({ nodes }: NodeAlarmContext): number {
  return 0.8 * findMaxClients(isResolved(nodes.nodeType) ? nodes.nodeType : undefined);
}

/** Computes 80 percent of the baseline bandwidth, in bytes per minute. */
function computeBandwidthThreshold({ nodes }: NodeAlarmContext): number | undefined {
  const nodeType = findNodeType(nodes);
  if (nodeType === undefined) {
    return undefined;
  }
  const bytesPerMinute = ((nodeType.baselineGbps * 1e9) / 8) * 60;
  return 0.8 * bytesPerMinute;
}

function reduceWrites({ scaling }: NodeAlarmContext): string {
  return `Write smaller values or spread writes over time. Otherwise, ${scaling}.`;
}

function reduceReads({ scaling }: NodeAlarmContext): string {
  return `Read smaller values, spread reads over time, or cache hot keys in the client. Otherwise, ${scaling}.`;
}

/** The alarms of all engines, for evictions, connections, and the network. */
export const HOST_ALARMS: readonly AlarmDefinition<NodeAlarmContext>[] = [
  {
    name: 'evictions',
    targets: targetHighest((metrics) => metrics.evictions(EVERY_MINUTE)),
    threshold: 1_000,
    window: breachedMinutes(5),
    description: 'A node evicts keys to free memory for new ones. The application loses the evicted data.',
    fix: ({ scaling }) =>
      `Look for keys without a time to live. If the application cannot tolerate evictions, ${scaling}.`,
    page: PAGES.nodes,
  },
  {
    name: 'connections',
    targets: targetHighest((metrics) => metrics.currConnections(EVERY_MINUTE)),
    threshold: computeConnectionThreshold,
    window: breachedMinutes(10),
    description: 'The number of connections to a node is close to the maximum of its node type.',
    fix: 'Look for clients that open connections without closing them. Use a connection pool, and keep one client for the lifetime of each process.',
    page: PAGES.recommended,
  },
  {
    name: 'networkIn',
    targets: targetHighest((metrics) => metrics.networkBytesIn(EVERY_MINUTE)),
    threshold: computeBandwidthThreshold,
    window: breachedMinutes(15),
    description:
      'The inbound traffic of a node is close to the baseline bandwidth of its node type. Traffic above the baseline uses network I/O credits.',
    fix: reduceWrites,
    page: PAGES.nodes,
  },
  {
    name: 'networkOut',
    targets: targetHighest((metrics) => metrics.networkBytesOut(EVERY_MINUTE)),
    threshold: computeBandwidthThreshold,
    window: breachedMinutes(15),
    description:
      'The outbound traffic of a node is close to the baseline bandwidth of its node type. Traffic above the baseline uses network I/O credits.',
    fix: reduceReads,
    page: PAGES.nodes,
  },
  {
    name: 'networkInExceeded',
    targets: targetHighest((metrics) => metrics.networkBandwidthInAllowanceExceeded(EVERY_MINUTE)),
    threshold: 0,
    window: breachedMinutes(3, 5),
    description: 'Packets are queued or dropped because the inbound bandwidth exceeds the maximum of the node type.',
    fix: reduceWrites,
    page: PAGES.hostMetrics,
  },
  {
    name: 'networkOutExceeded',
    targets: targetHighest((metrics) => metrics.networkBandwidthOutAllowanceExceeded(EVERY_MINUTE)),
    threshold: 0,
    window: breachedMinutes(3, 5),
    description: 'Packets are queued or dropped because the outbound bandwidth exceeds the maximum of the node type.',
    fix: reduceReads,
    page: PAGES.hostMetrics,
  },
  {
    name: 'connectionTrackingExceeded',
    targets: targetHighest((metrics) => metrics.networkConntrackAllowanceExceeded(EVERY_MINUTE)),
    threshold: 0,
    window: breachedMinutes(3, 5),
    description:
      'Packets are dropped and new connections fail because the host exceeds its maximum number of tracked connections.',
    fix: 'Look for clients that reconnect frequently. Use a connection pool, and keep one client for the lifetime of each process.',
    page: PAGES.hostMetrics,
  },
  {
    name: 'packetsPerSecondExceeded',
    targets: targetHighest((metrics) => metrics.networkPacketsPerSecondAllowanceExceeded(EVERY_MINUTE)),
    threshold: 0,
    window: breachedMinutes(3, 5),
    description:
      'Packets are queued or dropped because the number of packets per second exceeds the maximum of the node type.',
    fix: ({ scaling }) => `Send several commands in one pipeline. Otherwise, ${scaling}.`,
    page: PAGES.hostMetrics,
  },
];
