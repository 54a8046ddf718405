import type { IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import type { AlarmDefinition, AlarmSelection, UnavailableAlarm } from './alarm-spec';
import { EVERY_MINUTE, PAGES, SINGLE_BREACH, breachedMinutes, resolveAlarms } from './alarm-spec';
import { AUTH_FAILURE_ALARMS } from './auth-failure-alarms';
import { resolveFacts } from './known-facts';
import type { MonitoredNodes } from './monitored-nodes';
import { describeMismatch, describePublishers, satisfiesRequirement } from './monitored-nodes';
import type { NodeAlarmsOptions } from './node-alarms';
import { HOST_ALARMS, targetHighest, validateNodes } from './node-alarms';
import type { RecommendedAlarmOptions } from './recommended-alarms';
import type { RedisNodeAlarmContext } from './redis-node-alarms';
import { LOAD_ALARMS, TRAFFIC_MANAGEMENT_ALARM, findRedundantCpuAlarm } from './redis-node-alarms';
import type { ReplicationGroupMetricsOptions } from './replication-group-metrics';
import { ReplicationGroupMetrics } from './replication-group-metrics';

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

type ReplicationGroupAlarm = AlarmDefinition<RedisNodeAlarmContext<ReplicationGroupMetrics>>;

/** The alarm for replication. */
const REPLICATION_LAG_ALARM: ReplicationGroupAlarm = {
  name: 'replicationLag',
  targets: targetHighest((metrics) => metrics.replicationLag(EVERY_MINUTE)),
  threshold: 10,
  window: breachedMinutes(15),
  description: 'A replica lags behind its primary. The replica returns stale data, and a failover can lose writes.',
  fix: ({ scaling }) => `For write-heavy workloads, ${scaling}. If the replica serves many reads, add replicas.`,
  page: PAGES.recommended,
};

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
  REPLICATION_LAG_ALARM,
  TRAFFIC_MANAGEMENT_ALARM,
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
  const scaling = 'add shards (if cluster mode is enabled) or use a larger node type';
  const loadFix = `For read-heavy workloads, add replicas and read from them. For write-heavy workloads, ${scaling}.`;
  return {
    specs: resolveAlarms(REPLICATION_GROUP_ALARMS, { nodes: metrics._nodes, metrics, scaling, loadFix }),
    unavailable: findUnavailableAlarms(metrics._nodes, facts),
    errors: validateNodes(metrics._nodes),
  };
}

/** Finds the alarms that are redundant or whose metrics the group does not publish, each with the reason. */
function findUnavailableAlarms(
  nodes: MonitoredNodes,
  { hasUsers, isDurable }: ReplicationGroupAlarmsProps,
): Record<string, UnavailableAlarm> {
  const alarms: Record<string, UnavailableAlarm> = { ...findRedundantCpuAlarm(nodes) };

  if (satisfiesRequirement(nodes, 'replica') === false) {
    alarms.replicationLag = { reason: 'it has no replicas' };
  }

  const authorizationReason = findMissingAuthorization(nodes, hasUsers);
  if (authorizationReason !== undefined) {
    const alarm = { reason: authorizationReason };
    alarms.commandAuthorizationFailures = alarm;
    alarms.keyAuthorizationFailures = alarm;
    alarms.channelAuthorizationFailures = alarm;
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

/** Returns the reason why no commands are rejected because of the permissions of users. */
function findMissingAuthorization(nodes: MonitoredNodes, hasUsers: boolean | undefined): string | undefined {
  if (hasUsers === false) {
    return 'it has no user group, so authorization never fails';
  }
  return satisfiesRequirement(nodes, 'rbacUserGroups') === false
    ? `its metric is only published by ${describePublishers('rbacUserGroups')}, but ${describeMismatch(nodes, 'rbacUserGroups')}`
    : undefined;
}

function describeUnknownDurability(name: string): UnavailableAlarm {
  return {
    reason: 'its durability is unknown',
    fix: `Set 'isDurable' of RecommendedAlarms.forReplicationGroup to true, or remove '${name}'.`,
  };
}
