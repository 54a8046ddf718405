export type { CacheDashboardProps, IMonitoredCache } from './cache-dashboard';
export { CacheDashboard } from './cache-dashboard';
export { CacheWidgets } from './cache-widgets';
export { CommandFamily } from './command-family';
export type { MemcachedClusterAlarmsOptions, MemcachedClusterAlarmsProps } from './memcached-cluster-alarms';
export type { MemcachedClusterMetricsOptions } from './memcached-cluster-metrics';
export { MemcachedClusterMetrics } from './memcached-cluster-metrics';
export type { NodeAlarmsOptions } from './node-alarms';
export type { NodeSelectionOptions } from './node-metrics';
export { NodeMetric } from './node-metrics';
export type { RecommendedAlarmOptions, RecommendedAlarmsOptions } from './recommended-alarms';
export { RecommendedAlarms } from './recommended-alarms';
export type {
  ReplicationGroupAlarmsOptions,
  ReplicationGroupAlarmsProps,
  SingleNodeClusterAlarmsProps,
} from './replication-group-alarms';
export type {
  ReplicationGroupMetricsOptions,
  ShardMetricOptions,
  SingleNodeClusterMetricsOptions,
} from './replication-group-metrics';
export { DataTier, ReplicationGroupMetrics } from './replication-group-metrics';
export type { ServerlessCacheAlarmsOptions, ServerlessCacheAlarmsProps } from './serverless-cache-alarms';
export type { ServerlessCacheMetricsOptions } from './serverless-cache-metrics';
export { ServerlessCacheMetrics } from './serverless-cache-metrics';
