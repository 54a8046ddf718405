import type { ICacheClusterRef } from 'aws-cdk-lib/aws-elasticache';
import type { AlarmDefinition, AlarmSelection } from './alarm-spec';
import { EVERY_MINUTE, PAGES, breachedMinutes, resolveAlarms } from './alarm-spec';
import type { MemcachedClusterMetricsOptions } from './memcached-cluster-metrics';
import { MemcachedClusterMetrics } from './memcached-cluster-metrics';
import type { NodeAlarmContext, NodeAlarmsOptions } from './node-alarms';
import { HOST_ALARMS, targetHighest, validateNodes } from './node-alarms';

/** Options for the recommended alarms of a Memcached cluster. You can change or disable each alarm. */
export interface MemcachedClusterAlarmsOptions extends NodeAlarmsOptions {}

/**
 * Properties for the recommended alarms of a Memcached cluster.
 *
 * They contain the settings of the alarms, and the properties of the cluster that the default settings depend on.
 */
export interface MemcachedClusterAlarmsProps extends MemcachedClusterAlarmsOptions, MemcachedClusterMetricsOptions {}

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

export function selectMemcachedClusterAlarms(
  cluster: ICacheClusterRef,
  options: MemcachedClusterMetricsOptions,
): AlarmSelection {
  const metrics = MemcachedClusterMetrics.fromCacheCluster(cluster, options);
  const scaling = 'add nodes or use a larger node type';
  return {
    specs: resolveAlarms(MEMCACHED_CLUSTER_ALARMS, { nodes: metrics._nodes, metrics, scaling }),
    unavailable: {},
    errors: validateNodes(metrics._nodes),
  };
}
