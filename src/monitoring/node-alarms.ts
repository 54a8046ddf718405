import { Duration } from 'aws-cdk-lib/core';
import type { MeasuredNodes } from './measured';
import type { MemcachedClusterMetrics } from './memcached-cluster-metrics';
import type { NodeMetric, NodeMetrics } from './node-metrics';
import type { AlarmPlan, AlarmSettings, RecommendedAlarmsOptions } from './recommended-alarms';
import {
  ONCE,
  PAGES,
  RecommendedAlarms,
  meets,
  minutes,
  minutesOf,
  watchExcess,
  watchNodes,
} from './recommended-alarms';
import type { ReplicationGroupMetrics } from './replication-group-metrics';
import { isResolved } from '../private/tokens';
import { findMaxClients } from '../service-data/connections';
import { NODE_TYPES } from '../service-data/node-types';
import type { NodeTypeFact } from '../service-data/node-types';

/** The recommended alarms of every node-based cache, each of which can be changed or switched off. */
export interface NodeAlarmsOptions extends RecommendedAlarmsOptions {
  /**
   * The host of a node is busy, in percent. On hosts with four cores or more, `engineCpu` of a replication group tells
   * more, and this alarm is left out.
   *
   * @default - above 90 percent of the one core that Valkey and Redis OSS use: 90 on one core, 45 on two; above 90 for
   * Memcached, which uses all
   */
  readonly cpu?: AlarmSettings;

  /**
   * A node swaps. For Memcached: the bytes of swap in use; for Valkey and Redis OSS: by how many bytes they exceed the
   * free memory.
   *
   * @default - above 50 MB for Memcached, above 0 for Valkey and Redis OSS
   */
  readonly swapUsage?: AlarmSettings;

  /**
   * Keys are evicted to make room. AWS leaves the threshold to you: choose one when your application lives with more,
   * or with none.
   *
   * @default - above 1,000 a minute
   */
  readonly evictions?: AlarmSettings;

  /**
   * A node has nearly as many connections as it can take.
   *
   * @default - above 80 percent of what the node type takes
   */
  readonly connections?: AlarmSettings;

  /**
   * A node receives nearly as much as its network takes for long, in bytes a minute.
   *
   * @default - above 80 percent of the baseline of the node type; none when it is unknown
   */
  readonly networkIn?: AlarmSettings;

  /**
   * A node sends nearly as much as its network takes for long, in bytes a minute.
   *
   * @default - above 80 percent of the baseline of the node type; none when it is unknown
   */
  readonly networkOut?: AlarmSettings;

  /**
   * Packets wait or are lost because a node receives more than it may.
   *
   * @default - any, in 3 of 5 minutes
   */
  readonly networkInExceeded?: AlarmSettings;

  /**
   * Packets wait or are lost because a node sends more than it may.
   *
   * @default - any, in 3 of 5 minutes
   */
  readonly networkOutExceeded?: AlarmSettings;

  /**
   * Packets are lost because a node has more connections than its host may track.
   *
   * @default - any, in 3 of 5 minutes
   */
  readonly connectionTrackingExceeded?: AlarmSettings;

  /**
   * Packets wait or are lost because there are more a second than a node may have.
   *
   * @default - any, in 3 of 5 minutes
   */
  readonly packetsPerSecondExceeded?: AlarmSettings;
}

/** The recommended alarms of a Memcached cluster, each of which can be changed or switched off. */
export interface MemcachedClusterAlarmsOptions extends NodeAlarmsOptions {}

/** The recommended alarms of a replication group, each of which can be changed or switched off. */
export interface ReplicationGroupAlarmsOptions extends NodeAlarmsOptions {
  /**
   * The core on which the engine runs is busy, in percent. Left out on hosts with fewer than four cores, where `cpu`
   * tells more.
   *
   * @default - above 90 percent
   */
  readonly engineCpu?: AlarmSettings;

  /**
   * The host of a node has hardly any memory left, in bytes.
   *
   * @default - below 100 MB, or below a tenth of the memory of a small node
   */
  readonly freeableMemory?: AlarmSettings;

  /**
   * The engine uses nearly all memory that it may use, in percent; with data tiering, of memory and SSD.
   *
   * @default - above 80 percent
   */
  readonly databaseMemory?: AlarmSettings;

  /**
   * A replica is behind its primary, in seconds. Groups with replicas.
   *
   * @default - above 10 seconds for 15 minutes
   */
  readonly replicationLag?: AlarmSettings;

  /**
   * ElastiCache slows commands down because a node gets more than it can do.
   *
   * @default - in 10 of 15 minutes
   */
  readonly trafficManagement?: AlarmSettings;

  /**
   * Log-ins are refused.
   *
   * @default - any within 5 minutes
   */
  readonly authenticationFailures?: AlarmSettings;

  /**
   * Commands are refused because the user may not run them. Groups with users.
   *
   * @default - any within 5 minutes
   */
  readonly commandAuthorizationFailures?: AlarmSettings;

  /**
   * Commands are refused because the user may not use their keys. Groups with users.
   *
   * @default - any within 5 minutes
   */
  readonly keyAuthorizationFailures?: AlarmSettings;

  /**
   * Commands are refused because the user may not use their channels. Groups with users.
   *
   * @default - any within 5 minutes
   */
  readonly channelAuthorizationFailures?: AlarmSettings;

  /**
   * The durable log comes near the lag at which writes are refused, in milliseconds. Durable groups.
   *
   * @default - above 8,000 milliseconds
   */
  readonly durabilityLag?: AlarmSettings;

  /**
   * Writes are refused because the durable log is too far behind. Durable groups.
   *
   * @default - any within 5 minutes
   */
  readonly durabilityErrors?: AlarmSettings;
}

/**
 * An alarm on something that users are refused; its name is also that of the method of its metric, in caches of every
 * kind.
 */
interface Refusal extends Omit<AlarmPlan, 'watch' | 'page'> {
  readonly name: 'authenticationFailures' | 'commandAuthorizationFailures' | 'keyAuthorizationFailures';
}

/** AWS suggests alarms on these to detect unauthorized attempts. */
export const REFUSALS: readonly Refusal[] = [
  {
    name: 'authenticationFailures',
    threshold: 0,
    lasting: ONCE,
    meaning:
      'Log-ins are refused: a client has a wrong or outdated password or token, or somebody tries what is not theirs.',
    remedy:
      'after a rotation, look for clients that keep a password instead of reading the secret again; else find out who tries, on nodes with ACL LOG.',
  },
  {
    name: 'commandAuthorizationFailures',
    threshold: 0,
    lasting: ONCE,
    meaning: 'Commands are refused because the user may not run them.',
    remedy:
      'compare the access control of the user with the commands of its clients, also those that the client library sends by itself; else find out who tries.',
  },
  {
    name: 'keyAuthorizationFailures',
    threshold: 0,
    lasting: ONCE,
    meaning: 'Commands are refused because the user may not use their keys.',
    remedy: 'compare the key patterns of the user with the keys of its clients; else find out who tries.',
  },
];

/** What the alarms of nodes must know besides their metrics. */
export interface AlarmedNodes extends MeasuredNodes {
  /** Whether there are users; undefined when nobody knows. */
  readonly hasUsers?: boolean;
  /** Whether writes are kept in a durable log; undefined when nobody knows. */
  readonly durable?: boolean;
}

/** The period of most alarms: that in which nodes publish. */
const EVERY_MINUTE = { period: Duration.minutes(1) };

/** The figures of the node type, as far as it is known. */
function figuresOf({ nodeType }: MeasuredNodes): NodeTypeFact | undefined {
  return isResolved(nodeType) ? NODE_TYPES[nodeType] : undefined;
}

/** The alarms that nodes of every engine have: on connections, evictions and the network. */
function hostAlarms(
  nodes: MeasuredNodes,
  metrics: NodeMetrics & { evictions(props: object): NodeMetric; currConnections(props: object): NodeMetric },
  larger: string,
): AlarmPlan[] {
  const figures = figuresOf(nodes);
  const worst = (metric: NodeMetric) => watchNodes(nodes, metric, 'MAX');
  const bytesPerMinute = figures && ((figures.baselineGbps * 1e9) / 8) * 60;
  const bandwidth = { threshold: bytesPerMinute && 0.8 * bytesPerMinute, lasting: minutes(15), page: PAGES.nodes };
  const exceeded = { threshold: 0, lasting: minutesOf(3, 5), page: PAGES.hostMetrics };

  return [
    {
      name: 'evictions',
      watch: () => worst(metrics.evictions(EVERY_MINUTE)),
      threshold: 1_000,
      lasting: minutes(5),
      meaning: 'Keys are evicted to make room for others; for the application they are lost.',
      remedy: `if it cannot live with that, ${larger}; look for keys without a time to live.`,
      page: PAGES.nodes,
    },
    {
      name: 'connections',
      watch: () => worst(metrics.currConnections(EVERY_MINUTE)),
      threshold: 0.8 * findMaxClients(isResolved(nodes.nodeType) ? nodes.nodeType : undefined),
      lasting: minutes(10),
      meaning: 'A node has nearly as many connections as it can take.',
      remedy:
        'look for clients that open connections and do not close them; use a pool, and one client for the life of a process.',
      page: PAGES.recommended,
    },
    {
      ...bandwidth,
      name: 'networkIn',
      watch: () => worst(metrics.networkBytesIn(EVERY_MINUTE)),
      meaning: 'A node receives nearly as much as its node type takes for long; what is beyond comes out of a credit.',
      remedy: `write smaller values or fewer at once, or ${larger}.`,
    },
    {
      ...bandwidth,
      name: 'networkOut',
      watch: () => worst(metrics.networkBytesOut(EVERY_MINUTE)),
      meaning: 'A node sends nearly as much as its node type takes for long; what is beyond comes out of a credit.',
      remedy: `read smaller values or fewer at once, keep hot ones in the client, or ${larger}.`,
    },
    {
      ...exceeded,
      name: 'networkInExceeded',
      watch: () => worst(metrics.networkBandwidthInAllowanceExceeded(EVERY_MINUTE)),
      meaning: 'Packets wait or are lost, because a node receives more than its node type allows.',
      remedy: `write smaller values or fewer at once, or ${larger}.`,
    },
    {
      ...exceeded,
      name: 'networkOutExceeded',
      watch: () => worst(metrics.networkBandwidthOutAllowanceExceeded(EVERY_MINUTE)),
      meaning: 'Packets wait or are lost, because a node sends more than its node type allows.',
      remedy: `read smaller values or fewer at once, keep hot ones in the client, or ${larger}.`,
    },
    {
      ...exceeded,
      name: 'connectionTrackingExceeded',
      watch: () => worst(metrics.networkConntrackAllowanceExceeded(EVERY_MINUTE)),
      meaning: 'Packets are lost and connections fail, because the host tracks as many as it may.',
      remedy: 'look for clients that connect all the time; use a pool, and one client for the life of a process.',
    },
    {
      ...exceeded,
      name: 'packetsPerSecondExceeded',
      watch: () => worst(metrics.networkPacketsPerSecondAllowanceExceeded(EVERY_MINUTE)),
      meaning: 'Packets wait or are lost, because there are more a second than the node type allows.',
      remedy: `send several commands at once, in a pipeline, or ${larger}.`,
    },
  ];
}

/** The alarms that AWS recommends for a Memcached cluster. */
export function memcachedClusterAlarms(
  nodes: MeasuredNodes,
  metrics: MemcachedClusterMetrics,
  options: MemcachedClusterAlarmsOptions,
): RecommendedAlarms {
  const larger = 'add nodes or take a larger node type';
  const plans: AlarmPlan[] = [
    {
      name: 'cpu',
      watch: () => watchNodes(nodes, metrics.cpuUtilization(EVERY_MINUTE), 'MAX'),
      threshold: 90,
      lasting: minutes(5),
      meaning: 'The host is busy on all its cores, which Memcached uses.',
      remedy: `${larger}.`,
      page: PAGES.nodes,
    },
    {
      name: 'swapUsage',
      watch: () => watchNodes(nodes, metrics.swapUsage(EVERY_MINUTE), 'MAX'),
      threshold: 50e6,
      lasting: minutes(5),
      meaning: 'The host swaps: Memcached and its connections need more memory than there is.',
      remedy: "raise 'memcached_connections_overhead' of the parameter group, or take a larger node type.",
      page: PAGES.memcachedNodes,
    },
    ...hostAlarms(nodes, metrics, larger),
  ];
  return RecommendedAlarms._of(nodes.resource, plans, {}, options);
}

/** The alarms that AWS recommends for a replication group. */
export function replicationGroupAlarms(
  nodes: AlarmedNodes,
  metrics: ReplicationGroupMetrics,
  options: ReplicationGroupAlarmsOptions,
): RecommendedAlarms {
  const larger = 'add shards in cluster mode or take a larger node type';
  const plans = [
    ...loadAlarms(nodes, metrics, larger),
    ...hostAlarms(nodes, metrics, larger),
    ...userAlarms(nodes, metrics),
    ...durabilityAlarms(nodes, metrics),
  ];
  return RecommendedAlarms._of(nodes.resource, plans, absentAlarms(nodes), options);
}

/** The alarms on metrics that the group does not publish, or that say nothing about it. */
function absentAlarms(nodes: AlarmedNodes): Record<string, string> {
  const vcpu = figuresOf(nodes)?.vcpu;
  const without = (reason: string, ...names: string[]) => Object.fromEntries(names.map((name) => [name, reason]));
  return {
    ...(vcpu === undefined &&
      without(
        "the node type, and with it the number of cores, is unknown; 'engineCpu' watches the core of the engine",
        'cpu',
      )),
    ...(vcpu && vcpu > 2 && without(`the engine runs on one of ${vcpu} cores, which 'engineCpu' watches`, 'cpu')),
    ...(vcpu && vcpu <= 2 && without(`'cpu' tells more about a node with ${vcpu} cores`, 'engineCpu')),
    ...(meets(nodes, 'replica') === false && without('it has no replicas', 'replicationLag')),
    ...(nodes.hasUsers === false &&
      without(
        'it has no users, so whoever is in may do everything',
        'commandAuthorizationFailures',
        'keyAuthorizationFailures',
        'channelAuthorizationFailures',
      )),
    ...(!nodes.durable && without('it is not durable', 'durabilityLag', 'durabilityErrors')),
  };
}

/** The alarms on the work of the nodes: processor, memory and replication. */
function loadAlarms(nodes: AlarmedNodes, metrics: ReplicationGroupMetrics, larger: string): AlarmPlan[] {
  const { vcpu = 1, memoryGiB = 1 } = figuresOf(nodes) ?? {};
  const tiered = meets(nodes, 'dataTiering') === true;
  const worst = (metric: NodeMetric) => watchNodes(nodes, metric, 'MAX');
  return [
    {
      name: 'cpu',
      watch: () => worst(metrics.cpuUtilization(EVERY_MINUTE)),
      threshold: 90 / vcpu,
      lasting: minutes(5),
      meaning: `The host is busy. The engine runs on one core, so ${90 / vcpu} percent of a host with ${vcpu} is nearly all that it can have.`,
      remedy: `if reads weigh, add replicas and read from them; if writes weigh, ${larger}.`,
      page: PAGES.nodes,
    },
    {
      name: 'engineCpu',
      watch: () => worst(metrics.engineCpuUtilization(EVERY_MINUTE)),
      threshold: 90,
      lasting: minutes(5),
      meaning: 'The core on which the engine runs is busy.',
      remedy: `look for slow commands in the slow log; if reads weigh, add replicas and read from them; if writes weigh, ${larger}.`,
      page: PAGES.nodes,
    },
    {
      name: 'freeableMemory',
      watch: () => watchNodes(nodes, metrics.freeableMemory(EVERY_MINUTE), 'MIN'),
      threshold: Math.round(Math.min(100e6, (memoryGiB * 2 ** 30) / 10)),
      plenty: true,
      lasting: minutes(5),
      meaning: 'The host has hardly any memory left, so snapshots and failovers may fail.',
      remedy: "raise 'reserved-memory-percent' of the parameter group, or take a larger node type.",
      page: PAGES.nodes,
    },
    {
      name: 'swapUsage',
      watch: () => watchExcess(nodes, metrics.swapUsage(EVERY_MINUTE), metrics.freeableMemory(EVERY_MINUTE)),
      threshold: 0,
      lasting: minutes(5),
      meaning: 'The host uses more swap than it has free memory: it is under memory pressure.',
      remedy: "raise 'reserved-memory-percent' of the parameter group, or take a larger node type.",
      page: PAGES.nodes,
    },
    {
      name: 'databaseMemory',
      watch: () =>
        worst(
          tiered
            ? metrics.databaseCapacityUsagePercentage(EVERY_MINUTE)
            : metrics.databaseMemoryUsagePercentage(EVERY_MINUTE),
        ),
      threshold: 80,
      lasting: minutes(5),
      meaning:
        "The engine uses nearly all that it may; at 100 percent the 'maxmemory-policy' evicts keys, or writes fail.",
      remedy: `${larger}; look for keys without a time to live.`,
      page: PAGES.recommended,
    },
    {
      name: 'replicationLag',
      watch: () => worst(metrics.replicationLag(EVERY_MINUTE)),
      threshold: 10,
      lasting: minutes(15),
      meaning: 'A replica is behind its primary: it serves old data, and a failover would lose writes.',
      remedy: `if writes weigh, ${larger}; if reads weigh on the replica, add replicas.`,
      page: PAGES.recommended,
    },
    {
      name: 'trafficManagement',
      watch: () => worst(metrics.trafficManagementActive(EVERY_MINUTE)),
      threshold: 0,
      lasting: minutesOf(10, 15),
      meaning: 'ElastiCache slows commands down, because a node gets more than it can do.',
      remedy: `${larger}; if reads weigh, add replicas and read from them.`,
      page: PAGES.nodes,
    },
  ];
}

/** The alarms on what users are refused. */
function userAlarms(nodes: AlarmedNodes, metrics: ReplicationGroupMetrics): AlarmPlan[] {
  const worst = (metric: NodeMetric) => watchNodes(nodes, metric, 'MAX');
  return [
    ...REFUSALS.map((refusal) => ({
      ...refusal,
      page: PAGES.nodeMetrics,
      watch: () => worst(metrics[refusal.name]({ period: refusal.lasting.period })),
    })),
    {
      name: 'channelAuthorizationFailures',
      watch: () => worst(metrics.channelAuthorizationFailures({ period: ONCE.period })),
      threshold: 0,
      lasting: ONCE,
      meaning: 'Commands are refused because the user may not use their channels.',
      remedy: 'compare the channel patterns of the user with the channels of its clients; else find out who tries.',
      page: PAGES.nodeMetrics,
    },
  ];
}

/** The alarms of groups that keep writes in a durable log. */
function durabilityAlarms(nodes: AlarmedNodes, metrics: ReplicationGroupMetrics): AlarmPlan[] {
  const worst = (metric: NodeMetric) => watchNodes(nodes, metric, 'MAX');
  return [
    {
      name: 'durabilityLag',
      watch: () => worst(metrics.durabilityLag(EVERY_MINUTE)),
      threshold: 8_000,
      lasting: minutesOf(3, 5),
      meaning: 'The durable log is behind; at about 10,000 milliseconds writes are refused.',
      remedy: 'write less at once, or add shards.',
      page: PAGES.durability,
    },
    {
      name: 'durabilityErrors',
      watch: () => worst(metrics.durabilityBufferExceededErrorCount({ period: ONCE.period })),
      threshold: 0,
      lasting: ONCE,
      meaning: 'Writes are refused, because the durable log is too far behind.',
      remedy: 'write less at once, or add shards; clients should repeat what was refused.',
      page: PAGES.durability,
    },
  ];
}
