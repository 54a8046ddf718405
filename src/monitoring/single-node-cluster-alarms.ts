import type { ICacheClusterRef } from 'aws-cdk-lib/aws-elasticache';
import type { AlarmDefinition, AlarmSelection } from './alarm-spec';
import { PAGES, SINGLE_BREACH, resolveAlarms } from './alarm-spec';
import { AUTH_FAILURE_ALARMS } from './auth-failure-alarms';
import { resolveFacts } from './known-facts';
import type { NodeAlarmsOptions } from './node-alarms';
import { HOST_ALARMS, targetHighest } from './node-alarms';
import type { RecommendedAlarmOptions } from './recommended-alarms';
import type { RedisNodeAlarmContext } from './redis-node-alarms';
import { LOAD_ALARMS, TRAFFIC_MANAGEMENT_ALARM, findRedundantCpuAlarm } from './redis-node-alarms';
import type { SingleNodeClusterMetricsOptions } from './single-node-cluster-metrics';
import { SingleNodeClusterMetrics } from './single-node-cluster-metrics';

/** Options for the recommended alarms of a single Redis OSS node. You can change or disable each alarm. */
export interface SingleNodeClusterAlarmsOptions extends NodeAlarmsOptions {
  /**
   * The alarm that monitors the CPU utilization of the core that runs the engine. The threshold is in percent.
   *
   * The alarm is not available for nodes with 1 or 2 vCPUs. Use `cpu` instead, which is more accurate for these nodes.
   *
   * @default - above 90 percent for 5 minutes
   */
  readonly engineCpu?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the free memory of the host. The threshold is in bytes.
   *
   * @default - below 100 MB for 5 minutes. For nodes with less than 1 GB of memory, below 10 percent of the memory.
   */
  readonly freeableMemory?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the memory usage of the engine. The threshold is in percent.
   *
   * @default - above 80 percent for 5 minutes
   */
  readonly databaseMemory?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors whether ElastiCache slows down commands because the node receives more commands than it can
   * process. AWS calls this traffic management.
   *
   * @default - active in 10 of 15 minutes
   */
  readonly trafficManagement?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors failed authentication attempts.
   *
   * @default - at least one failed attempt within 5 minutes
   */
  readonly authenticationFailures?: RecommendedAlarmOptions;
}

/**
 * Properties for the recommended alarms of a single Redis OSS node.
 *
 * They contain the settings of the alarms, and the properties of the node that the default settings depend on.
 */
export interface SingleNodeClusterAlarmsProps extends SingleNodeClusterAlarmsOptions, SingleNodeClusterMetricsOptions {}

const SINGLE_NODE_CLUSTER_ALARMS: readonly AlarmDefinition<RedisNodeAlarmContext<SingleNodeClusterMetrics>>[] = [
  ...LOAD_ALARMS,
  TRAFFIC_MANAGEMENT_ALARM,
  ...HOST_ALARMS,
  ...AUTH_FAILURE_ALARMS.filter(({ name }) => name === 'authenticationFailures').map((alarm) => ({
    ...alarm,
    targets: targetHighest((metrics: SingleNodeClusterMetrics) =>
      metrics.authenticationFailures({ period: SINGLE_BREACH.period }),
    ),
    page: PAGES.nodeMetrics,
  })),
];

/** Selects the alarms of a single node, which has no replicas, no users, and no transactional log. */
export function selectSingleNodeClusterAlarms(
  cluster: ICacheClusterRef,
  props: SingleNodeClusterAlarmsProps,
): AlarmSelection {
  const metrics = SingleNodeClusterMetrics.fromCacheCluster(cluster, resolveFacts(cluster, props));
  const { _nodes: nodes } = metrics;
  const scaling = 'use a larger node type';
  return {
    specs: resolveAlarms(SINGLE_NODE_CLUSTER_ALARMS, { nodes, metrics, scaling, loadFix: 'Use a larger node type.' }),
    unavailable: findRedundantCpuAlarm(nodes),
    errors: [],
  };
}
