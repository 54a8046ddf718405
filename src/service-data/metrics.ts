import type { EngineFeature } from './engine-versions';

/** The namespace of all metrics. */
export const METRICS_NAMESPACE = 'AWS/ElastiCache';

/**
 * The only dimension of the metrics of serverless caches. Its value is the cache name in lowercase.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
 */
export const SERVERLESS_DIMENSION = 'clusterId';

/**
 * A feature that a node requires to publish a metric. Search also requires a node without data tiering.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/search-features-limits.html
 */
export type MetricRequirement = EngineFeature | 'burstableNode' | 'replica' | 'search';

/** A metric that ElastiCache publishes. */
export interface MetricDefinition {
  readonly unit: 'Bytes' | 'Count' | 'Percent' | 'Seconds' | 'Milliseconds' | 'Microseconds' | 'None';
  /** The most useful statistic. */
  readonly statistic: 'Average' | 'Sum' | 'Maximum' | 'Minimum';
  /** The feature without which the metric has no data. */
  readonly requires?: MetricRequirement;
  /** The function that combines the values of several nodes. The default depends on the statistic and the unit. */
  readonly aggregation?: 'AVG' | 'MAX' | 'MIN';
}

/** The dimensions of one metric. CloudWatch treats each combination of dimensions as a separate metric. */
export type DimensionSet = readonly string[];

/** A metric of nodes or replication groups. ElastiCache publishes it once for each set of dimensions. */
export interface DimensionedMetricDefinition extends MetricDefinition {
  /** The sets of dimensions, those with the fewest dimensions first. */
  readonly dimensions: readonly DimensionSet[];
}

/*
 * The sets of dimensions that CloudWatch lists.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/SupportedMetricsForResourceTagsForTelemetry.html
 */
const CLUSTER: readonly DimensionSet[] = [['CacheClusterId']];
const NODE: readonly DimensionSet[] = [['CacheClusterId', 'CacheNodeId']];
const CLUSTER_OR_NODE: readonly DimensionSet[] = [...CLUSTER, ...NODE];
const CLUSTER_NODE_OR_TIER: readonly DimensionSet[] = [...CLUSTER_OR_NODE, ['CacheClusterId', 'CacheNodeId', 'Tier']];
const GROUP_OR_SHARD: readonly DimensionSet[] = [['ReplicationGroupId'], ['NodeGroupId', 'ReplicationGroupId']];
const GROUP_SHARD_OR_ROLE: readonly DimensionSet[] = [...GROUP_OR_SHARD, ['ReplicationGroupId', 'Role']];

/**
 * The values of dimensions with a closed list of values. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Scaling-Policies-Target.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 */
export const DIMENSION_VALUES = {
  Role: ['Primary', 'Replica'],
  Tier: ['Memory', 'SSD'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * The metrics of serverless caches of Valkey and Redis OSS. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
 */
export const SERVERLESS_METRICS = {
  BytesUsedForCache: { unit: 'Bytes', statistic: 'Average' },
  ElastiCacheProcessingUnits: { unit: 'Count', statistic: 'Sum' },
  TotalCmdsCount: { unit: 'Count', statistic: 'Sum' },
  CacheHits: { unit: 'Count', statistic: 'Sum' },
  CacheMisses: { unit: 'Count', statistic: 'Sum' },
  ThrottledCmds: { unit: 'Count', statistic: 'Sum' },
  NewConnections: { unit: 'Count', statistic: 'Sum' },
  Evictions: { unit: 'Count', statistic: 'Sum' },
  IamAuthenticationExpirations: { unit: 'Count', statistic: 'Sum' },
  IamAuthenticationThrottling: { unit: 'Count', statistic: 'Sum' },
  KeyAuthorizationFailures: { unit: 'Count', statistic: 'Sum' },
  AuthenticationFailures: { unit: 'Count', statistic: 'Sum' },
  CommandAuthorizationFailures: { unit: 'Count', statistic: 'Sum' },
  CurrConnections: { unit: 'Count', statistic: 'Average' },
  CurrItems: { unit: 'Count', statistic: 'Average' },
  CurrVolatileItems: { unit: 'Count', statistic: 'Average' },
  SuccessfulReadRequestLatency: { unit: 'Microseconds', statistic: 'Average' },
  SuccessfulWriteRequestLatency: { unit: 'Microseconds', statistic: 'Average' },
  CacheHitRate: { unit: 'Percent', statistic: 'Average' },
  NetworkBytesIn: { unit: 'Bytes', statistic: 'Sum' },
  NetworkBytesOut: { unit: 'Bytes', statistic: 'Sum' },
  EvalBasedCmds: { unit: 'Count', statistic: 'Sum' },
  GeoSpatialBasedCmds: { unit: 'Count', statistic: 'Sum' },
  HashBasedCmds: { unit: 'Count', statistic: 'Sum' },
  HyperLogLogBasedCmds: { unit: 'Count', statistic: 'Sum' },
  JsonBasedCmds: { unit: 'Count', statistic: 'Sum' },
  KeyBasedCmds: { unit: 'Count', statistic: 'Sum' },
  ListBasedCmds: { unit: 'Count', statistic: 'Sum' },
  PubSubBasedCmds: { unit: 'Count', statistic: 'Sum' },
  SetBasedCmds: { unit: 'Count', statistic: 'Sum' },
  SortedSetBasedCmds: { unit: 'Count', statistic: 'Sum' },
  StringBasedCmds: { unit: 'Count', statistic: 'Sum' },
  StreamBasedCmds: { unit: 'Count', statistic: 'Sum' },
  JsonBasedGetCmds: { unit: 'Count', statistic: 'Sum' },
  JsonBasedSetCmds: { unit: 'Count', statistic: 'Sum' },
  GetTypeCmds: { unit: 'Count', statistic: 'Sum' },
  SetTypeCmds: { unit: 'Count', statistic: 'Sum' },
  NonKeyTypeCmds: { unit: 'Count', statistic: 'Sum' },
  EvalBasedCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  GeoSpatialBasedCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  HashBasedCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  HyperLogLogBasedCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  JsonBasedCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  KeyBasedCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  ListBasedCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  PubSubBasedCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  SetBasedCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  SortedSetBasedCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  StringBasedCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  StreamBasedCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  JsonBasedGetCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  JsonBasedSetCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  GetTypeCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  SetTypeCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
  NonKeyTypeCmdsECPUs: { unit: 'Count', statistic: 'Sum' },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

/**
 * The metrics of serverless caches of Memcached. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events.memcached.html
 */
export const SERVERLESS_MEMCACHED_METRICS = {
  BytesUsedForCache: { unit: 'Bytes', statistic: 'Average' },
  ElastiCacheProcessingUnits: { unit: 'Count', statistic: 'Sum' },
  TotalCmdsCount: { unit: 'Count', statistic: 'Sum' },
  ThrottledCmds: { unit: 'Count', statistic: 'Sum' },
  NewConnections: { unit: 'Count', statistic: 'Sum' },
  Evictions: { unit: 'Count', statistic: 'Sum' },
  Reclaimed: { unit: 'Count', statistic: 'Sum' },
  CmdGet: { unit: 'Count', statistic: 'Sum' },
  CmdSet: { unit: 'Count', statistic: 'Sum' },
  CmdTouch: { unit: 'Count', statistic: 'Sum' },
  CmdFlush: { unit: 'Count', statistic: 'Sum' },
  GetHits: { unit: 'Count', statistic: 'Sum' },
  GetMisses: { unit: 'Count', statistic: 'Sum' },
  IncrHits: { unit: 'Count', statistic: 'Sum' },
  IncrMisses: { unit: 'Count', statistic: 'Sum' },
  DecrHits: { unit: 'Count', statistic: 'Sum' },
  DecrMisses: { unit: 'Count', statistic: 'Sum' },
  DeleteHits: { unit: 'Count', statistic: 'Sum' },
  DeleteMisses: { unit: 'Count', statistic: 'Sum' },
  TouchHits: { unit: 'Count', statistic: 'Sum' },
  TouchMisses: { unit: 'Count', statistic: 'Sum' },
  CasHits: { unit: 'Count', statistic: 'Sum' },
  CasMisses: { unit: 'Count', statistic: 'Sum' },
  CasBadval: { unit: 'Count', statistic: 'Sum' },
  CurrConnections: { unit: 'Count', statistic: 'Average' },
  CurrItems: { unit: 'Count', statistic: 'Average' },
  SuccessfulReadRequestLatency: { unit: 'Microseconds', statistic: 'Average' },
  SuccessfulWriteRequestLatency: { unit: 'Microseconds', statistic: 'Average' },
  NetworkBytesIn: { unit: 'Bytes', statistic: 'Sum' },
  NetworkBytesOut: { unit: 'Bytes', statistic: 'Sum' },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

/**
 * The metrics of the hosts of nodes. The page does not list `NetworkLinkLocalAllowanceExceeded`, but CloudWatch does.
 * Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.HostLevel.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/SupportedMetricsForResourceTagsForTelemetry.html
 */
export const HOST_METRICS = {
  CPUUtilization: { unit: 'Percent', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  CPUCreditBalance: {
    unit: 'Count',
    statistic: 'Average',
    dimensions: CLUSTER_OR_NODE,
    requires: 'burstableNode',
    aggregation: 'MIN',
  },
  CPUCreditUsage: { unit: 'Count', statistic: 'Average', dimensions: CLUSTER_OR_NODE, requires: 'burstableNode' },
  FreeableMemory: { unit: 'Bytes', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  SwapUsage: { unit: 'Bytes', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  NetworkBytesIn: { unit: 'Bytes', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  NetworkBytesOut: { unit: 'Bytes', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  NetworkPacketsIn: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  NetworkPacketsOut: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  NetworkBandwidthInAllowanceExceeded: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  NetworkBandwidthOutAllowanceExceeded: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  NetworkConntrackAllowanceExceeded: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  NetworkPacketsPerSecondAllowanceExceeded: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  NetworkLinkLocalAllowanceExceeded: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  NetworkMaxBytesIn: { unit: 'Bytes', statistic: 'Maximum', dimensions: NODE },
  NetworkMaxBytesOut: { unit: 'Bytes', statistic: 'Maximum', dimensions: NODE },
  NetworkMaxPacketsIn: { unit: 'Count', statistic: 'Maximum', dimensions: NODE },
  NetworkMaxPacketsOut: { unit: 'Count', statistic: 'Maximum', dimensions: NODE },
  MajorPageFaults: { unit: 'Count', statistic: 'Sum', dimensions: NODE },
  NetworkBaselineUsageInPercentage: { unit: 'Percent', statistic: 'Average', dimensions: NODE },
  NetworkBaselineUsageOutPercentage: { unit: 'Percent', statistic: 'Average', dimensions: NODE },
  NetworkBaselineMaxUsageInPercentage: { unit: 'Percent', statistic: 'Maximum', dimensions: NODE },
  NetworkBaselineMaxUsageOutPercentage: { unit: 'Percent', statistic: 'Maximum', dimensions: NODE },
} as const satisfies Readonly<Record<string, DimensionedMetricDefinition>>;

/**
 * The metrics of nodes of Valkey and Redis OSS. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Durability.SearchThrottling.html
 */
export const NODE_METRICS = {
  EngineCPUUtilization: { unit: 'Percent', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  CacheHitRate: { unit: 'Percent', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  DatabaseMemoryUsagePercentage: { unit: 'Percent', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  DatabaseMemoryUsageCountedForEvictPercentage: { unit: 'Percent', statistic: 'Average', dimensions: NODE },
  DatabaseCapacityUsagePercentage: { unit: 'Percent', statistic: 'Average', dimensions: NODE },
  DatabaseCapacityUsageCountedForEvictPercentage: { unit: 'Percent', statistic: 'Average', dimensions: NODE },
  BytesUsedForCache: { unit: 'Bytes', statistic: 'Average', dimensions: CLUSTER_NODE_OR_TIER },
  UsedMemoryDataset: { unit: 'Bytes', statistic: 'Average', dimensions: NODE },
  CurrItems: { unit: 'Count', statistic: 'Average', dimensions: CLUSTER_NODE_OR_TIER },
  CurrConnections: { unit: 'Count', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  CurrVolatileItems: { unit: 'Count', statistic: 'Average', dimensions: NODE },
  CurrItemsWithVolatileFields: {
    unit: 'Count',
    statistic: 'Average',
    dimensions: NODE,
    requires: 'hashFieldExpiration',
  },
  KeysTracked: { unit: 'Count', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  IsMaster: { unit: 'Count', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  CacheHits: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  CacheMisses: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  Evictions: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  Reclaimed: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  ReclaimedFields: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'hashFieldExpiration' },
  NewConnections: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  RejectedConnections: { unit: 'Count', statistic: 'Sum', dimensions: NODE },
  BlockedConnections: { unit: 'Count', statistic: 'Average', dimensions: NODE },
  AuthenticationFailures: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  KeyAuthorizationFailures: {
    unit: 'Count',
    statistic: 'Sum',
    dimensions: CLUSTER_OR_NODE,
    requires: 'rbacUserGroups',
  },
  CommandAuthorizationFailures: {
    unit: 'Count',
    statistic: 'Sum',
    dimensions: CLUSTER_OR_NODE,
    requires: 'rbacUserGroups',
  },
  ChannelAuthorizationFailures: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'rbacUserGroups' },
  DatabaseAuthorizationFailures: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'databasePermissions' },
  IamAuthenticationExpirations: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'iamAuthentication' },
  IamAuthenticationThrottling: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'iamAuthentication' },
  ErrorCount: { unit: 'Count', statistic: 'Sum', dimensions: NODE },
  ProcessedCommands: { unit: 'Count', statistic: 'Sum', dimensions: NODE },
  PubSubChannels: { unit: 'Count', statistic: 'Average', dimensions: NODE },
  PubSubShardChannels: {
    unit: 'Count',
    statistic: 'Average',
    dimensions: NODE,
    requires: 'functionsShardedPubSubAclV2',
  },
  ActiveDefragHits: { unit: 'None', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  MemoryFragmentationRatio: { unit: 'None', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  AllocatorFragmentationBytes: { unit: 'Bytes', statistic: 'Average', dimensions: NODE },
  AllocatorFragmentationRatio: { unit: 'None', statistic: 'Average', dimensions: NODE },
  DB0AverageTTL: { unit: 'Milliseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  ReplicationLag: {
    unit: 'Seconds',
    statistic: 'Average',
    dimensions: CLUSTER_OR_NODE,
    requires: 'replica',
    aggregation: 'MAX',
  },
  ReplicationBytes: { unit: 'Bytes', statistic: 'Sum', dimensions: CLUSTER_OR_NODE, requires: 'replica' },
  SaveInProgress: { unit: 'None', statistic: 'Maximum', dimensions: CLUSTER_OR_NODE },
  TrafficManagementActive: { unit: 'None', statistic: 'Maximum', dimensions: NODE },
  MasterLinkHealthStatus: { unit: 'None', statistic: 'Minimum', dimensions: CLUSTER_OR_NODE },
  SuccessfulReadRequestLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: NODE },
  SuccessfulWriteRequestLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: NODE },
  BytesReadFromDisk: { unit: 'Bytes', statistic: 'Sum', dimensions: NODE, requires: 'dataTiering' },
  BytesWrittenToDisk: { unit: 'Bytes', statistic: 'Sum', dimensions: NODE, requires: 'dataTiering' },
  NumItemsReadFromDisk: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'dataTiering' },
  NumItemsWrittenToDisk: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'dataTiering' },
  SearchNumberOfIndexes: { unit: 'Count', statistic: 'Average', dimensions: NODE, requires: 'search' },
  SearchTotalIndexedDocuments: { unit: 'Count', statistic: 'Average', dimensions: NODE, requires: 'search' },
  SearchUsedMemoryBytes: { unit: 'Bytes', statistic: 'Average', dimensions: NODE, requires: 'search' },
  DurabilityLag: { unit: 'Milliseconds', statistic: 'Maximum', dimensions: NODE, requires: 'durability' },
  DurabilityBufferExceededErrorCount: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'durability' },
  SearchWriteThrottleActive: { unit: 'None', statistic: 'Maximum', dimensions: NODE, requires: 'durability' },
  SearchWriteThrottledClientsCount: { unit: 'Count', statistic: 'Maximum', dimensions: NODE, requires: 'durability' },
  SearchWriteThrottleEvents: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'durability' },
  SearchWriteCPUUtilization: { unit: 'Percent', statistic: 'Average', dimensions: NODE, requires: 'durability' },
  // CloudWatch does not list the dimensions of this metric.
  GlobalDatastoreReplicationLag: { unit: 'Seconds', statistic: 'Maximum', dimensions: CLUSTER },
  ClusterBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: NODE },
  EvalBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  GeoSpatialBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  HashBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  HyperLogLogBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  JsonBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'json' },
  KeyBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  ListBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  PubSubBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  SetBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  SortedSetBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  StringBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  StreamBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  SearchBasedCmds: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'search' },
  JsonBasedGetCmds: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'json' },
  JsonBasedSetCmds: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'json' },
  SearchBasedGetCmds: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'search' },
  SearchBasedSetCmds: { unit: 'Count', statistic: 'Sum', dimensions: NODE, requires: 'search' },
  GetTypeCmds: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  SetTypeCmds: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  NonKeyTypeCmds: { unit: 'Count', statistic: 'Sum', dimensions: NODE },
  ClusterBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: NODE },
  EvalBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  GeoSpatialBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  HashBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  HyperLogLogBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  JsonBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: NODE, requires: 'json' },
  KeyBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  ListBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  PubSubBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  SetBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  SortedSetBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  StringBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  StreamBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  SearchBasedCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: NODE, requires: 'search' },
  JsonBasedGetCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: NODE, requires: 'json' },
  JsonBasedSetCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: NODE, requires: 'json' },
  SearchBasedGetCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: NODE, requires: 'search' },
  SearchBasedSetCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: NODE, requires: 'search' },
  GetTypeCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  SetTypeCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  NonKeyTypeCmdsLatency: { unit: 'Microseconds', statistic: 'Average', dimensions: NODE },
} as const satisfies Readonly<Record<string, DimensionedMetricDefinition>>;

/**
 * The definition of metrics of nodes that are not in the tables. ElastiCache publishes all metrics of nodes with both
 * dimensions, and newer metrics only with both. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/SupportedMetricsForResourceTagsForTelemetry.html
 */
export const UNKNOWN_NODE_METRIC: DimensionedMetricDefinition = {
  unit: 'None',
  statistic: 'Average',
  dimensions: NODE,
};

/**
 * The metrics of replication groups. Each is also a metric of nodes. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/SupportedMetricsForResourceTagsForTelemetry.html
 */
export const GROUP_METRICS = {
  EngineCPUUtilization: { unit: 'Percent', statistic: 'Average', dimensions: GROUP_SHARD_OR_ROLE },
  DatabaseMemoryUsageCountedForEvictPercentage: { unit: 'Percent', statistic: 'Average', dimensions: GROUP_OR_SHARD },
  DatabaseCapacityUsageCountedForEvictPercentage: { unit: 'Percent', statistic: 'Average', dimensions: GROUP_OR_SHARD },
} as const satisfies Readonly<Record<string, DimensionedMetricDefinition>>;

/**
 * The metrics of nodes of Memcached. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Memcached.html
 */
export const MEMCACHED_NODE_METRICS = {
  BytesReadIntoMemcached: { unit: 'Bytes', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  BytesWrittenOutFromMemcached: { unit: 'Bytes', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  BytesUsedForCacheItems: { unit: 'Bytes', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  BytesUsedForHash: { unit: 'Bytes', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  UnusedMemory: { unit: 'Bytes', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  CasBadval: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  CasHits: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  CasMisses: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  CmdFlush: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  CmdGet: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  CmdSet: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  CmdTouch: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  CmdConfigGet: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  CmdConfigSet: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  DecrHits: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  DecrMisses: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  DeleteHits: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  DeleteMisses: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  IncrHits: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  IncrMisses: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  GetHits: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  GetMisses: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  TouchHits: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  TouchMisses: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  Evictions: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  EvictedUnfetched: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  ExpiredUnfetched: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  Reclaimed: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  SlabsMoved: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  NewConnections: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  NewItems: { unit: 'Count', statistic: 'Sum', dimensions: CLUSTER_OR_NODE },
  CurrConnections: { unit: 'Count', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  CurrItems: { unit: 'Count', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
  CurrConfig: { unit: 'Count', statistic: 'Average', dimensions: CLUSTER_OR_NODE },
} as const satisfies Readonly<Record<string, DimensionedMetricDefinition>>;
