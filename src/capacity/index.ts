export type {
  ClusterModeCompatibleOptions,
  ClusterModeDisabledOptions,
  ClusterModeEnabledOptions,
  ShardConfiguration,
} from './cluster-mode';
export { ClusterMode } from './cluster-mode';
export type { CacheUsageLimitsProperty } from './usage-limits';
