import type { AlarmSettings, RecommendedAlarmsOptions } from './alarm-settings';

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
