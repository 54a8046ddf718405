import type { AlarmPlan } from './alarm-plan';
import { minutes, PAGES } from './alarm-plan';
import { EVERY_MINUTE, hostAlarms } from './host-alarms';
import type { MeasuredNodes } from './measured';
import type { MemcachedClusterMetrics } from './memcached-cluster-metrics';
import type { MemcachedClusterAlarmsOptions } from './node-alarms-options';
import { RecommendedAlarms } from './recommended-alarms';
import { watchNodes } from './watch';

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
