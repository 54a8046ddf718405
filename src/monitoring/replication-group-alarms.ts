import type { AlarmPlan } from './alarm-plan';
import { minutes, minutesOf, ONCE, PAGES } from './alarm-plan';
import type { AlarmedNodes } from './host-alarms';
import { EVERY_MINUTE, figuresOf, hostAlarms } from './host-alarms';
import { meets } from './needs';
import type { ReplicationGroupAlarmsOptions } from './node-alarms-options';
import type { NodeMetric } from './node-metric';
import { RecommendedAlarms } from './recommended-alarms';
import { REFUSALS } from './refusals';
import type { ReplicationGroupMetrics } from './replication-group-metrics';
import { watchExcess, watchNodes } from './watch';

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
