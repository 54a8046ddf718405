import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmDefinition, UnavailableAlarm } from './alarm-spec';
import { EVERY_MINUTE, PAGES, breachedMinutes } from './alarm-spec';
import type { MonitoredNodes } from './monitored-nodes';
import { satisfiesRequirement } from './monitored-nodes';
import { createDifferenceTargets, createNodeTargets } from './node-alarm-targets';
import type { NodeAlarmContext } from './node-alarms';
import { findNodeType, targetHighest } from './node-alarms';
import type { RedisNodeMetrics } from './redis-node-metrics';
import { pluralize } from '../private/text';

/** The values that determine the alarms of Redis OSS and Valkey nodes, with or without a replication group. */
export interface RedisNodeAlarmContext<Metrics extends RedisNodeMetrics> extends NodeAlarmContext<Metrics> {
  /** How to reduce the load of the nodes, as complete sentences. */
  readonly loadFix: string;
}

type RedisNodeAlarm = AlarmDefinition<RedisNodeAlarmContext<RedisNodeMetrics>>;

/** The alarms for CPU and memory. */
export const LOAD_ALARMS: readonly RedisNodeAlarm[] = [
  {
    name: 'cpu',
    targets: targetHighest((metrics) => metrics.cpuUtilization(EVERY_MINUTE)),
    threshold: computeCpuThreshold,
    window: breachedMinutes(5),
    description: (context) =>
      `The CPU utilization of the host is high. The engine runs on one core, and ${computeCpuThreshold(context)} percent of the host equals 90 percent of one core.`,
    fix: ({ loadFix }) => loadFix,
    page: PAGES.nodes,
  },
  {
    name: 'engineCpu',
    targets: targetHighest((metrics) => metrics.engineCpuUtilization(EVERY_MINUTE)),
    threshold: 90,
    window: breachedMinutes(5),
    description: 'The CPU utilization of the core that runs the engine is high.',
    fix: ({ loadFix }) => `Look for slow commands in the slow log. ${loadFix}`,
    page: PAGES.nodes,
  },
  {
    name: 'freeableMemory',
    targets: ({ nodes, metrics }) => createNodeTargets(nodes, metrics.freeableMemory(EVERY_MINUTE), 'MIN'),
    threshold: computeFreeableMemoryThreshold,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    window: breachedMinutes(5),
    description: 'The host has little free memory. Snapshots and failovers can fail.',
    fix: 'Raise `reserved-memory-percent` in the parameter group, or use a larger node type.',
    page: PAGES.nodes,
  },
  {
    name: 'swapUsage',
    targets: ({ nodes, metrics }) =>
      createDifferenceTargets(nodes, metrics.swapUsage(EVERY_MINUTE), metrics.freeableMemory(EVERY_MINUTE)),
    threshold: 0,
    window: breachedMinutes(5),
    description: 'The host uses more swap than it has free memory. The node is under memory pressure.',
    fix: 'Raise `reserved-memory-percent` in the parameter group, or use a larger node type.',
    page: PAGES.nodes,
  },
  {
    name: 'databaseMemory',
    targets: ({ nodes, metrics }) => {
      const hasDataTiering = satisfiesRequirement(nodes, 'dataTiering') === true;
      const metric = hasDataTiering
        ? metrics.databaseCapacityUsagePercentage(EVERY_MINUTE)
        : metrics.databaseMemoryUsagePercentage(EVERY_MINUTE);
      return createNodeTargets(nodes, metric, 'MAX');
    },
    threshold: 80,
    window: breachedMinutes(5),
    description:
      'The stored data is close to the capacity of a node. At 100 percent, the engine evicts keys according to `maxmemory-policy`, or rejects writes.',
    fix: ({ scaling }) => `Look for keys without a time to live. Otherwise, ${scaling}.`,
    page: PAGES.recommended,
  },
];

/** The alarm for commands that ElastiCache slows down. */
export const TRAFFIC_MANAGEMENT_ALARM: RedisNodeAlarm = {
  name: 'trafficManagement',
  targets: targetHighest((metrics) => metrics.trafficManagementActive(EVERY_MINUTE)),
  threshold: 0,
  window: breachedMinutes(10, 15),
  description: 'ElastiCache slows down commands because a node receives more commands than it can process.',
  fix: ({ loadFix }) => loadFix,
  page: PAGES.nodes,
};

/** Finds the alarm of the CPU utilization that is redundant for the node type, with the reason. */
export function findRedundantCpuAlarm(nodes: MonitoredNodes): Record<string, UnavailableAlarm> {
  const vcpu = findNodeType(nodes)?.vcpu;
  if (vcpu === undefined) {
    return { cpu: { reason: 'the number of vCPUs of the nodes is unknown', fix: "Use 'engineCpu' instead." } };
  }
  return vcpu > 2
    ? { cpu: { reason: `the engine runs commands on only one of ${vcpu} vCPUs`, fix: "Use 'engineCpu' instead." } }
    : {
        engineCpu: {
          reason: `'cpu' is more accurate for nodes with ${pluralize(vcpu, 'vCPU')}`,
          fix: "Use 'cpu' instead.",
        },
      };
}

/** Converts 90 percent of one core to a percentage of the host. */
function computeCpuThreshold({ nodes }: NodeAlarmContext): number {
  return 90 / (findNodeType(nodes)?.vcpu ?? 1);
}

/** Computes 100 MB, or 10 percent of the memory of small nodes. */
function computeFreeableMemoryThreshold({ nodes }: NodeAlarmContext): number {
  const memoryGiB = findNodeType(nodes)?.memoryGiB ?? 1;
  return Math.round(Math.min(100e6, (memoryGiB * 2 ** 30) / 10));
}
