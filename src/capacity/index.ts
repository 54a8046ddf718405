export type {
  ClusterModeCompatibleOptions,
  ClusterModeDisabledOptions,
  ClusterModeEnabledOptions,
  ClusterModeOptions,
  ShardConfiguration,
} from './cluster-mode';
export { ClusterMode, ClusterModeTemplateProperty } from './cluster-mode';
export type { CacheUsageLimitsProperty } from './usage-limits';
