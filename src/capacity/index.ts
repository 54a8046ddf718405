export type {
  ClusterModeCompatibleOptions,
  ClusterModeDisabledOptions,
  ClusterModeEnabledOptions,
  ClusterModeOptions,
  ShardConfiguration,
} from './cluster-mode';
export { ClusterMode, ClusterModeProperty } from './cluster-mode';
export type { CacheUsageLimitsProperty } from './usage-limits';
