import type { AlarmDefinition, AlarmTarget } from './alarm-spec';
import { EVERY_MINUTE, PAGES, breachedMinutes } from './alarm-spec';
import type { MemcachedClusterMetrics } from './memcached-cluster-metrics';
import type { MonitoredNodes } from './monitored-nodes';
import { createNodeTargets } from './node-alarm-targets';
import type { NodeMetric, NodeMetrics } from './node-metrics';
import type { RecommendedAlarmOptions, RecommendedAlarmsOptions } from './recommended-alarms';
import type { ReplicationGroupMetrics } from './replication-group-metrics';
import { getOwn } from '../private/records';
import { isResolved } from '../private/tokens';
import { findMaxClients, NODE_TYPES } from '../service-data/node-types';
import type { NodeSpecification } from '../service-data/node-types';

/** The recommended alarms of every node-based cache, each of which can be changed or switched off. */
export interface NodeAlarmsOptions extends RecommendedAlarmsOptions {
  /**
   * The host of a node is busy, in percent. On hosts with four cores or more, `engineCpu` of a replication group tells
   * more, and this alarm is left out.
   *
   * @default - above 90 percent of the one core that Valkey and Redis OSS use: 90 on one core, 45 on two; above 90 for
   * Memcached, which uses all
   */
  readonly cpu?: RecommendedAlarmOptions;

  /**
   * A node swaps. For Memcached: the bytes of swap in use; for Valkey and Redis OSS: by how many bytes they exceed the
   * free memory.
   *
   * @default - above 50 MB for Memcached, above 0 for Valkey and Redis OSS
   */
  readonly swapUsage?: RecommendedAlarmOptions;

  /**
   * Keys are evicted to make room. AWS leaves the threshold to you: choose one when your application lives with more,
   * or with none.
   *
   * @default - above 1,000 a minute
   */
  readonly evictions?: RecommendedAlarmOptions;

  /**
   * A node has nearly as many connections as it can take.
   *
   * @default - above 80 percent of what the node type takes
   */
  readonly connections?: RecommendedAlarmOptions;

  /**
   * A node receives nearly as much as its network takes for long, in bytes a minute.
   *
   * @default - above 80 percent of the baseline of the node type; none when it is unknown
   */
  readonly networkIn?: RecommendedAlarmOptions;

  /**
   * A node sends nearly as much as its network takes for long, in bytes a minute.
   *
   * @default - above 80 percent of the baseline of the node type; none when it is unknown
   */
  readonly networkOut?: RecommendedAlarmOptions;

  /**
   * Packets wait or are lost because a node receives more than it may.
   *
   * @default - any, in 3 of 5 minutes
   */
  readonly networkInExceeded?: RecommendedAlarmOptions;

  /**
   * Packets wait or are lost because a node sends more than it may.
   *
   * @default - any, in 3 of 5 minutes
   */
  readonly networkOutExceeded?: RecommendedAlarmOptions;

  /**
   * Packets are lost because a node has more connections than its host may track.
   *
   * @default - any, in 3 of 5 minutes
   */
  readonly connectionTrackingExceeded?: RecommendedAlarmOptions;

  /**
   * Packets wait or are lost because there are more a second than a node may have.
   *
   * @default - any, in 3 of 5 minutes
   */
  readonly packetsPerSecondExceeded?: RecommendedAlarmOptions;
}

/** The values that the alarms of a node-based cache depend on. */
export interface NodeAlarmContext<Metrics extends NodeMetrics = MemcachedClusterMetrics | ReplicationGroupMetrics> {
  readonly nodes: MonitoredNodes;
  readonly metrics: Metrics;
  /** How to scale the cache, in the imperative. */
  readonly scaling: string;
}

/** Evaluates the node with the highest value of a metric. */
export function targetHighest<Metrics extends NodeMetrics>(createMetric: (metrics: Metrics) => NodeMetric) {
  return ({ nodes, metrics }: NodeAlarmContext<Metrics>): AlarmTarget[] =>
    createNodeTargets(nodes, createMetric(metrics), 'MAX');
}

/** Validates that the nodes are known, because alarms cannot search for them. */
export function validateNodes({ shards }: MonitoredNodes, prop: 'clusterMode' | 'nodeCount'): string[] {
  return shards
    ? []
    : [`'${prop}' is missing or unresolved, but alarms require the number of nodes. Set '${prop}' with numbers.`];
}

/** Finds the properties of the node type; undefined if the type is unknown. */
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

/** The alarms of all engines: evictions, connections, and the network. */
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
    fix: 'Look for clients that open connections without closing them. Use a connection pool, and one client for the lifetime of a process.',
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
    fix: 'Look for clients that reconnect frequently. Use a connection pool, and one client for the lifetime of a process.',
    page: PAGES.hostMetrics,
  },
  {
    name: 'packetsPerSecondExceeded',
    targets: targetHighest((metrics) => metrics.networkPacketsPerSecondAllowanceExceeded(EVERY_MINUTE)),
    threshold: 0,
    window: breachedMinutes(3, 5),
    description: 'Packets are queued or dropped because the packets per second exceed the maximum of the node type.',
    fix: ({ scaling }) => `Send several commands in one pipeline. Otherwise, ${scaling}.`,
    page: PAGES.hostMetrics,
  },
];
