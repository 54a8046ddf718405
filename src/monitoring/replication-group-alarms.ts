import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import type { ICacheClusterRef, IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import type { AlarmDefinition, AlarmSelection, UnavailableAlarm } from './alarm-spec';
import { EVERY_MINUTE, PAGES, SINGLE_BREACH, breachedMinutes, resolveAlarms } from './alarm-spec';
import { AUTH_FAILURE_ALARMS } from './auth-failure-alarms';
import { resolveFacts } from './known-facts';
import type { MonitoredNodes } from './monitored-nodes';
import { satisfiesRequirement } from './monitored-nodes';
import { createDifferenceTargets, createNodeTargets } from './node-alarm-targets';
import type { NodeAlarmContext, NodeAlarmsOptions } from './node-alarms';
import { HOST_ALARMS, findNodeType, targetHighest, validateNodes } from './node-alarms';
import type { RecommendedAlarmOptions } from './recommended-alarms';
import type { ReplicationGroupMetricsOptions, SingleNodeClusterMetricsOptions } from './replication-group-metrics';
import { ReplicationGroupMetrics } from './replication-group-metrics';
import { pluralize } from '../private/text';

/** Options for the recommended alarms of a replication group. You can change or disable each alarm. */
export interface ReplicationGroupAlarmsOptions extends NodeAlarmsOptions {
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
   * The alarm that monitors the memory usage of the engine. The threshold is in percent. For nodes with data tiering,
   * the alarm monitors the usage of memory and SSD storage.
   *
   * @default - above 80 percent for 5 minutes
   */
  readonly databaseMemory?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the lag of replicas behind their primary. The threshold is in seconds. The alarm is
   * available only for replication groups with replicas.
   *
   * @default - above 10 seconds for 15 minutes
   */
  readonly replicationLag?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors whether ElastiCache slows down commands because a node receives more commands than it can
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

  /**
   * The alarm that monitors the commands that are rejected because the user has no permission to run them. The alarm is
   * available only for replication groups with a user group.
   *
   * @default - at least one rejected command within 5 minutes
   */
  readonly commandAuthorizationFailures?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the commands that are rejected because the user has no permission to access the keys. The
   * alarm is available only for replication groups with a user group.
   *
   * @default - at least one rejected command within 5 minutes
   */
  readonly keyAuthorizationFailures?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the commands that are rejected because the user has no permission to access the channels.
   * The alarm is available only for replication groups with a user group.
   *
   * @default - at least one rejected command within 5 minutes
   */
  readonly channelAuthorizationFailures?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the lag of the Multi-AZ transactional log. The threshold is in milliseconds. The alarm is
   * available only for durable replication groups.
   *
   * The primary rejects writes when the lag reaches about 10,000 milliseconds.
   *
   * @default - above 8,000 milliseconds in 3 of 5 minutes
   */
  readonly durabilityLag?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the writes that are rejected because the Multi-AZ transactional log lags too far behind
   * the primary. The alarm is available only for durable replication groups.
   *
   * @default - at least one rejected write within 5 minutes
   */
  readonly durabilityErrors?: RecommendedAlarmOptions;
}

/**
 * Properties for the recommended alarms of a replication group.
 *
 * They contain the settings of the alarms, and the properties of the replication group that the default settings depend
 * on.
 */
export interface ReplicationGroupAlarmsProps extends ReplicationGroupAlarmsOptions, ReplicationGroupMetricsOptions {
  /**
   * Whether the replication group has a user group. If it has no user group, authorization never fails, so the
   * authorization alarms are not available.
   *
   * @default - for a `ReplicationGroup`, true if `userGroup` is set, otherwise false. For other constructs, true.
   */
  readonly hasUsers?: boolean;

  /**
   * Whether writes are stored in the Multi-AZ transactional log, which is the case if the durability is `sync` or
   * `async`.
   *
   * @default - determined from `durability` of a `ReplicationGroup`. For other constructs, the durability alarms are
   * not available.
   */
  readonly isDurable?: boolean;
}

/** Properties for the recommended alarms of a single Redis OSS node, and the properties of the node. */
export interface SingleNodeClusterAlarmsProps extends ReplicationGroupAlarmsOptions, SingleNodeClusterMetricsOptions {}

type ReplicationGroupAlarm = AlarmDefinition<NodeAlarmContext<ReplicationGroupMetrics>>;

/** The alarms for CPU, memory, and replication. */
const LOAD_ALARMS: readonly ReplicationGroupAlarm[] = [
  {
    name: 'cpu',
    targets: targetHighest((metrics) => metrics.cpuUtilization(EVERY_MINUTE)),
    threshold: computeCpuThreshold,
    window: breachedMinutes(5),
    description: (context) =>
      `The CPU utilization of the host is high. The engine runs on one core, and ${computeCpuThreshold(context)} percent of the host equals 90 percent of one core.`,
    fix: ({ scaling }) =>
      `For read-heavy workloads, add replicas and read from them. For write-heavy workloads, ${scaling}.`,
    page: PAGES.nodes,
  },
  {
    name: 'engineCpu',
    targets: targetHighest((metrics) => metrics.engineCpuUtilization(EVERY_MINUTE)),
    threshold: 90,
    window: breachedMinutes(5),
    description: 'The CPU utilization of the core that runs the engine is high.',
    fix: ({ scaling }) =>
      `Look for slow commands in the slow log. For read-heavy workloads, add replicas and read from them. For write-heavy workloads, ${scaling}.`,
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
  {
    name: 'replicationLag',
    targets: targetHighest((metrics) => metrics.replicationLag(EVERY_MINUTE)),
    threshold: 10,
    window: breachedMinutes(15),
    description: 'A replica lags behind its primary. The replica returns stale data, and a failover can lose writes.',
    fix: ({ scaling }) => `For write-heavy workloads, ${scaling}. If the replica serves many reads, add replicas.`,
    page: PAGES.recommended,
  },
  {
    name: 'trafficManagement',
    targets: targetHighest((metrics) => metrics.trafficManagementActive(EVERY_MINUTE)),
    threshold: 0,
    window: breachedMinutes(10, 15),
    description: 'ElastiCache slows down commands because a node receives more commands than it can process.',
    fix: ({ scaling }) =>
      `For read-heavy workloads, add replicas and read from them. For write-heavy workloads, ${scaling}.`,
    page: PAGES.nodes,
  },
];

/** The alarms for rejected authentication and authorization attempts. */
const ACCESS_ALARMS: readonly ReplicationGroupAlarm[] = [
  ...AUTH_FAILURE_ALARMS.map((alarm) => ({
    ...alarm,
    targets: targetHighest((metrics: ReplicationGroupMetrics) => metrics[alarm.name]({ period: SINGLE_BREACH.period })),
    page: PAGES.nodeMetrics,
  })),
  {
    name: 'channelAuthorizationFailures',
    targets: targetHighest((metrics) => metrics.channelAuthorizationFailures({ period: SINGLE_BREACH.period })),
    threshold: 0,
    window: SINGLE_BREACH,
    description: 'Commands are rejected because the user has no permission to access the channels.',
    fix: 'Compare the channel patterns of the user with the channels that its clients use. If the patterns are correct, identify the source of the commands.',
    page: PAGES.nodeMetrics,
  },
];

/** The alarms for the Multi-AZ transactional log of durable groups. */
const DURABILITY_ALARMS: readonly ReplicationGroupAlarm[] = [
  {
    name: 'durabilityLag',
    targets: targetHighest((metrics) => metrics.durabilityLag(EVERY_MINUTE)),
    threshold: 8_000,
    window: breachedMinutes(3, 5),
    description:
      'The Multi-AZ transactional log lags behind the primary. The primary rejects writes when the lag reaches about 10,000 milliseconds.',
    fix: 'Reduce the write rate, or add shards.',
    page: PAGES.durability,
  },
  {
    name: 'durabilityErrors',
    targets: targetHighest((metrics) => metrics.durabilityBufferExceededErrorCount({ period: SINGLE_BREACH.period })),
    threshold: 0,
    window: SINGLE_BREACH,
    description: 'The primary rejects writes because the Multi-AZ transactional log lags too far behind the primary.',
    fix: 'Reduce the write rate, or add shards. Configure clients to retry rejected writes with exponential backoff.',
    page: PAGES.durability,
  },
];

const REPLICATION_GROUP_ALARMS: readonly ReplicationGroupAlarm[] = [
  ...LOAD_ALARMS,
  ...HOST_ALARMS,
  ...ACCESS_ALARMS,
  ...DURABILITY_ALARMS,
];

export function selectReplicationGroupAlarms(
  group: IReplicationGroupRef,
  props: ReplicationGroupAlarmsProps,
): AlarmSelection {
  const facts = resolveFacts(group, props);
  const metrics = ReplicationGroupMetrics.fromReplicationGroup(group, facts);
  return selectAlarms(metrics, facts, 'add shards (if cluster mode is enabled) or use a larger node type');
}

/** Selects the alarms of a single node, which has no users and no transactional log. */
export function selectSingleNodeClusterAlarms(
  cluster: ICacheClusterRef,
  props: SingleNodeClusterAlarmsProps,
): AlarmSelection {
  const facts = resolveFacts(cluster, props);
  const metrics = ReplicationGroupMetrics.fromSingleNodeCluster(cluster, facts);
  return selectAlarms(metrics, { ...facts, hasUsers: false, isDurable: false }, 'use a larger node type');
}

function selectAlarms(
  metrics: ReplicationGroupMetrics,
  facts: ReplicationGroupAlarmsProps,
  scaling: string,
): AlarmSelection {
  return {
    specs: resolveAlarms(REPLICATION_GROUP_ALARMS, { nodes: metrics._nodes, metrics, scaling }),
    unavailable: findUnavailableAlarms(metrics._nodes, facts),
    errors: validateNodes(metrics._nodes),
  };
}

/** Finds the alarms that are redundant or whose metrics the group does not publish, each with the reason. */
function findUnavailableAlarms(
  nodes: MonitoredNodes,
  { hasUsers, isDurable }: ReplicationGroupAlarmsProps,
): Record<string, UnavailableAlarm> {
  const alarms: Record<string, UnavailableAlarm> = {};

  const vcpu = findNodeType(nodes)?.vcpu;
  if (vcpu === undefined) {
    alarms.cpu = { reason: 'the number of vCPUs of the nodes is unknown', fix: "Use 'engineCpu' instead." };
  } else if (vcpu > 2) {
    alarms.cpu = { reason: `the engine runs commands on only one of ${vcpu} vCPUs`, fix: "Use 'engineCpu' instead." };
  } else {
    alarms.engineCpu = {
      reason: `'cpu' is more accurate for nodes with ${pluralize(vcpu, 'vCPU')}`,
      fix: "Use 'cpu' instead.",
    };
  }

  if (satisfiesRequirement(nodes, 'replica') === false) {
    alarms.replicationLag = { reason: 'it has no replicas' };
  }

  if (hasUsers === false) {
    const reason = 'it has no user group, so authorization never fails';
    alarms.commandAuthorizationFailures = { reason };
    alarms.keyAuthorizationFailures = { reason };
    alarms.channelAuthorizationFailures = { reason };
  }

  if (isDurable === undefined) {
    alarms.durabilityLag = describeUnknownDurability('durabilityLag');
    alarms.durabilityErrors = describeUnknownDurability('durabilityErrors');
  } else if (!isDurable) {
    const reason = 'it is not durable';
    alarms.durabilityLag = { reason };
    alarms.durabilityErrors = { reason };
  }

  return alarms;
}

function describeUnknownDurability(name: string): UnavailableAlarm {
  return {
    reason: 'its durability is unknown',
    fix: `Set 'isDurable' of RecommendedAlarms.forReplicationGroup to true, or remove '${name}'.`,
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
