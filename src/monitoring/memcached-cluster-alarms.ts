import type { AlarmDefinition } from './alarm-spec';
import { EVERY_MINUTE, PAGES, breachedMinutes, resolveAlarms } from './alarm-spec';
import type { MemcachedClusterMetrics } from './memcached-cluster-metrics';
import type { MonitoredNodes } from './monitored-nodes';
import type { NodeAlarmContext, NodeAlarmsOptions } from './node-alarms';
import { HOST_ALARMS, targetHighest } from './node-alarms';
import { RecommendedAlarms } from './recommended-alarms';

/** The recommended alarms of a Memcached cluster, each of which can be changed or switched off. */
export interface MemcachedClusterAlarmsOptions extends NodeAlarmsOptions {}

const MEMCACHED_CLUSTER_ALARMS: readonly AlarmDefinition<NodeAlarmContext<MemcachedClusterMetrics>>[] = [
  {
    name: 'cpu',
    targets: targetHighest((metrics) => metrics.cpuUtilization(EVERY_MINUTE)),
    threshold: 90,
    window: breachedMinutes(5),
    description: 'The CPU utilization of the host is high. Memcached uses all cores.',
    fix: 'Add nodes or use a larger node type.',
    page: PAGES.nodes,
  },
  {
    name: 'swapUsage',
    targets: targetHighest((metrics) => metrics.swapUsage(EVERY_MINUTE)),
    threshold: 50e6,
    window: breachedMinutes(5),
    description: 'The host swaps because Memcached and its connections need more memory than the host has.',
    fix: 'Raise `memcached_connections_overhead` in the parameter group, or use a larger node type.',
    page: PAGES.memcachedNodes,
  },
  ...HOST_ALARMS,
];

export function createMemcachedClusterAlarms(
  nodes: MonitoredNodes,
  metrics: MemcachedClusterMetrics,
  options: MemcachedClusterAlarmsOptions,
): RecommendedAlarms {
  const specs = resolveAlarms(MEMCACHED_CLUSTER_ALARMS, {
    nodes,
    metrics,
    scaling: 'add nodes or use a larger node type',
  });
  return RecommendedAlarms._of(nodes.resource, specs, {}, options);
}
