/*
 * The metrics that AWS publishes, written down from the pages of AWS. This file must not be derived from the tables of
 * the library, because a test compares the tables with it.
 */

const words = (text: string) => text.trim().split(/\s+/);

/** The names that a page lists for each command family. */
const perFamily = (suffix: string, families: readonly string[]) => families.map((family) => `${family}${suffix}`);

const CLUSTER = ['CacheClusterId'];
const NODE = ['CacheClusterId', 'CacheNodeId'];
const TIER = ['CacheClusterId', 'CacheNodeId', 'Tier'];

/** The metrics that CloudWatch lists only with both dimensions. */
const WITH_NODE_ONLY = words(`
  AllocatorFragmentationBytes AllocatorFragmentationRatio BlockedConnections BytesReadFromDisk BytesWrittenToDisk
  ChannelAuthorizationFailures ClusterBasedCmds ClusterBasedCmdsLatency CurrItemsWithVolatileFields CurrVolatileItems
  DatabaseAuthorizationFailures DatabaseCapacityUsageCountedForEvictPercentage DatabaseCapacityUsagePercentage
  DatabaseMemoryUsageCountedForEvictPercentage DurabilityBufferExceededErrorCount DurabilityLag ErrorCount
  IamAuthenticationExpirations IamAuthenticationThrottling JsonBasedCmds JsonBasedCmdsLatency JsonBasedGetCmds
  JsonBasedGetCmdsLatency JsonBasedSetCmds JsonBasedSetCmdsLatency MajorPageFaults NetworkBaselineMaxUsageInPercentage
  NetworkBaselineMaxUsageOutPercentage NetworkBaselineUsageInPercentage NetworkBaselineUsageOutPercentage
  NetworkMaxBytesIn NetworkMaxBytesOut NetworkMaxPacketsIn NetworkMaxPacketsOut NonKeyTypeCmds NonKeyTypeCmdsLatency
  NumItemsReadFromDisk NumItemsWrittenToDisk ProcessedCommands PubSubChannels PubSubShardChannels ReclaimedFields
  RejectedConnections SearchBasedCmds SearchBasedCmdsLatency SearchBasedGetCmds SearchBasedGetCmdsLatency
  SearchBasedSetCmds SearchBasedSetCmdsLatency SearchNumberOfIndexes SearchTotalIndexedDocuments SearchUsedMemoryBytes
  SuccessfulReadRequestLatency SuccessfulWriteRequestLatency TrafficManagementActive UsedMemoryDataset
`);

/** The metrics that CloudWatch lists with the id of the cluster alone, and with both dimensions. */
const WITH_CLUSTER_OR_NODE = words(`
  ActiveDefragHits AuthenticationFailures BytesReadIntoMemcached BytesUsedForCacheItems BytesUsedForHash
  BytesWrittenOutFromMemcached CPUCreditBalance CPUCreditUsage CPUUtilization CacheHitRate CacheHits CacheMisses
  CasBadval CasHits CasMisses CmdConfigGet CmdConfigSet CmdFlush CmdGet CmdSet CmdTouch CommandAuthorizationFailures
  CurrConfig CurrConnections DB0AverageTTL DatabaseMemoryUsagePercentage DecrHits DecrMisses DeleteHits DeleteMisses
  EngineCPUUtilization EvalBasedCmds EvalBasedCmdsLatency EvictedUnfetched Evictions ExpiredUnfetched FreeableMemory
  GeoSpatialBasedCmds GeoSpatialBasedCmdsLatency GetHits GetMisses GetTypeCmds GetTypeCmdsLatency HashBasedCmds
  HashBasedCmdsLatency HyperLogLogBasedCmds HyperLogLogBasedCmdsLatency IncrHits IncrMisses IsMaster
  KeyAuthorizationFailures KeyBasedCmds KeyBasedCmdsLatency KeysTracked ListBasedCmds ListBasedCmdsLatency
  MasterLinkHealthStatus MemoryFragmentationRatio NetworkBandwidthInAllowanceExceeded
  NetworkBandwidthOutAllowanceExceeded NetworkBytesIn NetworkBytesOut NetworkConntrackAllowanceExceeded
  NetworkLinkLocalAllowanceExceeded NetworkPacketsIn NetworkPacketsOut NetworkPacketsPerSecondAllowanceExceeded
  NewConnections NewItems PubSubBasedCmds PubSubBasedCmdsLatency Reclaimed ReplicationBytes ReplicationLag
  SaveInProgress SetBasedCmds SetBasedCmdsLatency SetTypeCmds SetTypeCmdsLatency SlabsMoved SortedSetBasedCmds
  SortedSetBasedCmdsLatency StreamBasedCmds StreamBasedCmdsLatency StringBasedCmds StringBasedCmdsLatency SwapUsage
  TouchHits TouchMisses UnusedMemory
`);

/**
 * The sets of dimensions of the metrics of nodes, by metric. Read on 2026-11-30, in the section of
 * AWS::ElastiCache::CacheCluster.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/SupportedMetricsForResourceTagsForTelemetry.html
 */
export const NODE_DIMENSIONS: Readonly<Record<string, string[][]>> = {
  ...Object.fromEntries(WITH_NODE_ONLY.map((name) => [name, [NODE]])),
  ...Object.fromEntries(WITH_CLUSTER_OR_NODE.map((name) => [name, [CLUSTER, NODE]])),
  BytesUsedForCache: [CLUSTER, NODE, TIER],
  CurrItems: [CLUSTER, NODE, TIER],
};

/**
 * The metrics of nodes that ElastiCache documents, but whose dimensions CloudWatch does not list. Read on 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Durability.SearchThrottling.html
 */
export const UNLISTED_NODE_METRICS = words(`
  GlobalDatastoreReplicationLag SearchWriteCPUUtilization SearchWriteThrottleActive SearchWriteThrottleEvents
  SearchWriteThrottledClientsCount
`);

/**
 * The sets of dimensions of the metrics of replication groups, by metric. Read on 2026-11-30, in the section
 * of AWS::ElastiCache::ReplicationGroup.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/SupportedMetricsForResourceTagsForTelemetry.html
 */
export const GROUP_DIMENSIONS: Readonly<Record<string, string[][]>> = {
  DatabaseCapacityUsageCountedForEvictPercentage: [['ReplicationGroupId'], ['NodeGroupId', 'ReplicationGroupId']],
  DatabaseMemoryUsageCountedForEvictPercentage: [['ReplicationGroupId'], ['NodeGroupId', 'ReplicationGroupId']],
  EngineCPUUtilization: [['ReplicationGroupId'], ['NodeGroupId', 'ReplicationGroupId'], ['ReplicationGroupId', 'Role']],
};

/** The units of the metrics of a page: the names of the metrics by unit. */
type Units = Readonly<Record<string, readonly string[]>>;

/**
 * The units of the metrics of hosts. Read on 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.HostLevel.html
 */
export const HOST_UNITS: Units = {
  Percent: words(`
    CPUUtilization NetworkBaselineMaxUsageInPercentage NetworkBaselineMaxUsageOutPercentage
    NetworkBaselineUsageInPercentage NetworkBaselineUsageOutPercentage
  `),
  'Credits (vCPU-minutes)': words('CPUCreditBalance CPUCreditUsage'),
  Bytes: words('FreeableMemory NetworkBytesIn NetworkBytesOut NetworkMaxBytesIn NetworkMaxBytesOut SwapUsage'),
  Count: words(`
    MajorPageFaults NetworkBandwidthInAllowanceExceeded NetworkBandwidthOutAllowanceExceeded
    NetworkConntrackAllowanceExceeded NetworkLinkLocalAllowanceExceeded NetworkMaxPacketsIn NetworkMaxPacketsOut
    NetworkPacketsIn NetworkPacketsOut NetworkPacketsPerSecondAllowanceExceeded
  `),
};

const NODE_FAMILIES = words(`
  ClusterBased EvalBased GeoSpatialBased GetType HashBased HyperLogLogBased JsonBased JsonBasedGet JsonBasedSet KeyBased
  ListBased NonKeyType PubSubBased SetBased SetType SortedSetBased StringBased StreamBased SearchBased SearchBasedGet
  SearchBasedSet
`);

/**
 * The units of the metrics of Valkey and Redis OSS nodes. Read on 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Durability.SearchThrottling.html
 */
export const NODE_UNITS: Units = {
  Number: words('ActiveDefragHits AllocatorFragmentationRatio MemoryFragmentationRatio'),
  Boolean: words('MasterLinkHealthStatus SaveInProgress SearchWriteThrottleActive TrafficManagementActive'),
  Bytes: words(`
    AllocatorFragmentationBytes BytesReadFromDisk BytesUsedForCache BytesWrittenToDisk ReplicationBytes
    SearchUsedMemoryBytes UsedMemoryDataset
  `),
  Percent: words(`
    CacheHitRate DatabaseCapacityUsageCountedForEvictPercentage DatabaseCapacityUsagePercentage
    DatabaseMemoryUsageCountedForEvictPercentage DatabaseMemoryUsagePercentage EngineCPUUtilization
    SearchWriteCPUUtilization
  `),
  Seconds: words('GlobalDatastoreReplicationLag ReplicationLag'),
  Milliseconds: words('DB0AverageTTL DurabilityLag'),
  Microseconds: [
    ...words('SuccessfulReadRequestLatency SuccessfulWriteRequestLatency'),
    ...perFamily('CmdsLatency', NODE_FAMILIES),
  ],
  Count: [
    ...words(`
      AuthenticationFailures BlockedConnections CacheHits CacheMisses ChannelAuthorizationFailures
      CommandAuthorizationFailures CurrConnections CurrItems CurrItemsWithVolatileFields CurrVolatileItems
      DatabaseAuthorizationFailures DurabilityBufferExceededErrorCount ErrorCount Evictions IamAuthenticationExpirations
      IamAuthenticationThrottling IsMaster KeyAuthorizationFailures KeysTracked NewConnections NumItemsReadFromDisk
      NumItemsWrittenToDisk ProcessedCommands PubSubChannels PubSubShardChannels Reclaimed ReclaimedFields
      RejectedConnections SearchNumberOfIndexes SearchTotalIndexedDocuments SearchWriteThrottleEvents
      SearchWriteThrottledClientsCount
    `),
    ...perFamily('Cmds', NODE_FAMILIES),
  ],
};

/**
 * The units of the metrics of Memcached nodes. Read on 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Memcached.html
 */
export const MEMCACHED_NODE_UNITS: Units = {
  Bytes: words(`
    BytesReadIntoMemcached BytesUsedForCacheItems BytesUsedForHash BytesWrittenOutFromMemcached UnusedMemory
  `),
  Count: words(`
    CasBadval CasHits CasMisses CmdConfigGet CmdConfigSet CmdFlush CmdGet CmdSet CmdTouch CurrConfig CurrConnections
    CurrItems DecrHits DecrMisses DeleteHits DeleteMisses EvictedUnfetched Evictions ExpiredUnfetched GetHits GetMisses
    IncrHits IncrMisses NewConnections NewItems Reclaimed SlabsMoved TouchHits TouchMisses
  `),
};

const SERVERLESS_FAMILIES = words(`
  EvalBased GeoSpatialBased GetType HashBased HyperLogLogBased JsonBased JsonBasedGet JsonBasedSet KeyBased ListBased
  NonKeyType PubSubBased SetBased SetType SortedSetBased StringBased StreamBased
`);

/**
 * The units of the metrics of serverless caches with Valkey or Redis OSS. Read on 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
 */
export const SERVERLESS_UNITS: Units = {
  Bytes: words('BytesUsedForCache NetworkBytesIn NetworkBytesOut'),
  Microseconds: words('SuccessfulReadRequestLatency SuccessfulWriteRequestLatency'),
  Percent: words('CacheHitRate'),
  Count: [
    ...words(`
      AuthenticationFailures CacheHits CacheMisses CommandAuthorizationFailures CurrConnections CurrItems
      CurrVolatileItems ElastiCacheProcessingUnits Evictions IamAuthenticationExpirations IamAuthenticationThrottling
      KeyAuthorizationFailures NewConnections ThrottledCmds TotalCmdsCount
    `),
    ...perFamily('Cmds', SERVERLESS_FAMILIES),
    ...perFamily('CmdsECPUs', SERVERLESS_FAMILIES),
  ],
};

/**
 * The units of the metrics of serverless caches with Memcached. Read on 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events.memcached.html
 */
export const SERVERLESS_MEMCACHED_UNITS: Units = {
  Bytes: words('BytesUsedForCache NetworkBytesIn NetworkBytesOut'),
  Microseconds: words('SuccessfulReadRequestLatency SuccessfulWriteRequestLatency'),
  Count: words(`
    CasBadval CasHits CasMisses CmdFlush CmdGet CmdSet CmdTouch CurrConnections CurrItems DecrHits DecrMisses DeleteHits
    DeleteMisses ElastiCacheProcessingUnits Evictions GetHits GetMisses IncrHits IncrMisses NewConnections Reclaimed
    ThrottledCmds TotalCmdsCount TouchHits TouchMisses
  `),
};

/** The units of ElastiCache that CloudWatch does not have, with the units in CloudWatch. */
export const CLOUDWATCH_UNITS: Readonly<Record<string, string>> = {
  Boolean: 'None',
  Number: 'None',
  'Credits (vCPU-minutes)': 'Count',
};

/** The metrics of nodes for which AWS publishes no default statistic, by the statistic that fits the description. */
export const UNPUBLISHED_STATISTICS: Readonly<Record<string, readonly string[]>> = {
  // Events within the period
  Sum: [
    ...words(`
      BytesReadFromDisk BytesWrittenToDisk ChannelAuthorizationFailures DatabaseAuthorizationFailures
      DurabilityBufferExceededErrorCount ErrorCount IamAuthenticationExpirations IamAuthenticationThrottling
      MajorPageFaults NumItemsReadFromDisk NumItemsWrittenToDisk ProcessedCommands ReclaimedFields RejectedConnections
      SearchWriteThrottleEvents
    `),
    ...perFamily('Cmds', words('ClusterBased JsonBased JsonBasedGet JsonBasedSet NonKeyType')),
    ...perFamily('Cmds', words('SearchBased SearchBasedGet SearchBasedSet')),
  ],
  // Levels and latencies
  Average: [
    ...words(`
      AllocatorFragmentationBytes AllocatorFragmentationRatio BlockedConnections CurrItemsWithVolatileFields
      CurrVolatileItems DatabaseCapacityUsageCountedForEvictPercentage DatabaseCapacityUsagePercentage
      DatabaseMemoryUsageCountedForEvictPercentage NetworkBaselineUsageInPercentage NetworkBaselineUsageOutPercentage
      PubSubChannels PubSubShardChannels SearchNumberOfIndexes SearchTotalIndexedDocuments SearchUsedMemoryBytes
      SearchWriteCPUUtilization SuccessfulReadRequestLatency SuccessfulWriteRequestLatency UsedMemoryDataset
    `),
    ...perFamily('CmdsLatency', words('ClusterBased JsonBased JsonBasedGet JsonBasedSet NonKeyType')),
    ...perFamily('CmdsLatency', words('SearchBased SearchBasedGet SearchBasedSet')),
  ],
  // Peaks, and states that are 1 while something happens
  Maximum: words(`
    DurabilityLag NetworkBaselineMaxUsageInPercentage NetworkBaselineMaxUsageOutPercentage NetworkMaxBytesIn
    NetworkMaxBytesOut NetworkMaxPacketsIn NetworkMaxPacketsOut SearchWriteThrottleActive
    SearchWriteThrottledClientsCount TrafficManagementActive
  `),
};

/** The metrics of nodes for which another statistic than the published one is useful, by reason. */
export const STATISTIC_EXCEPTIONS: readonly { reason: string; statistic: string; metrics: readonly string[] }[] = [
  {
    reason: 'The sum of a level depends on the number of samples.',
    statistic: 'Average',
    metrics: words('CurrConfig CurrConnections CurrItems KeysTracked'),
  },
  {
    reason: 'The metric counts what passes within the period.',
    statistic: 'Sum',
    metrics: words(`
      BytesReadIntoMemcached BytesWrittenOutFromMemcached NetworkBandwidthInAllowanceExceeded
      NetworkBandwidthOutAllowanceExceeded NetworkBytesIn NetworkBytesOut NetworkConntrackAllowanceExceeded
      NetworkLinkLocalAllowanceExceeded NetworkPacketsIn NetworkPacketsOut NetworkPacketsPerSecondAllowanceExceeded
    `),
  },
  {
    reason: 'The metric is 1 while a node saves its data.',
    statistic: 'Maximum',
    metrics: ['SaveInProgress'],
  },
  {
    reason: 'The metric is 0 while a link is down.',
    statistic: 'Minimum',
    metrics: ['MasterLinkHealthStatus'],
  },
  {
    reason: 'The metric is the maximum of the shards.',
    statistic: 'Maximum',
    metrics: ['GlobalDatastoreReplicationLag'],
  },
];

/**
 * The metrics of serverless caches that are levels or latencies, for which the average fits. AWS publishes no default
 * statistics for serverless caches.
 */
export const SERVERLESS_AVERAGES = words(`
  BytesUsedForCache CacheHitRate CurrConnections CurrItems CurrVolatileItems SuccessfulReadRequestLatency
  SuccessfulWriteRequestLatency
`);
