import type { ResourceView } from '../../resource-view';

const PARAMETER_GROUP = 'CacheParameterGroupName';

/** A parameter group of a node-based cache. Unresolved values are undefined. */
export interface ParameterGroup {
  readonly displayName: string;
  /** Whether the group is a default group, which ElastiCache creates. */
  readonly isDefault: boolean;
  readonly family?: string;
  readonly clusterMode?: boolean;
}

/** Reads the parameter group of a cache: a group in the same app or template, or a default group by its name. */
export function readParameterGroup(cache: ResourceView): ParameterGroup | undefined {
  const group = cache.target(PARAMETER_GROUP, 'AWS::ElastiCache::ParameterGroup');
  if (group) {
    return {
      displayName: String(group),
      isDefault: false,
      family: group.text('CacheParameterGroupFamily'),
      clusterMode: readClusterEnabled(group),
    };
  }
  const name = cache.text(PARAMETER_GROUP);
  const defaultGroup = parseDefaultParameterGroup(name);
  return defaultGroup && { displayName: `"${name}"`, isDefault: true, ...defaultGroup };
}

/** Parses the name of a default parameter group: `default.<family>`, or `default.<family>.cluster.on`. */
export function parseDefaultParameterGroup(name: string = ''): { family: string; clusterMode: boolean } | undefined {
  const [, family, clusterMode] = /^default\.(.+?)(\.cluster\.on)?$/.exec(name) ?? [];
  return family === undefined ? undefined : { family, clusterMode: clusterMode !== undefined };
}

/** Returns undefined for values that are not resolved, or that rules of the parameter group report. */
function readClusterEnabled(group: ResourceView): boolean | undefined {
  // The family of a default group, such as redis7.cluster.on, is not a family, but its author intends cluster mode.
  if (group.text('CacheParameterGroupFamily')?.endsWith('.cluster.on')) {
    return undefined;
  }
  if (!group.has('Properties')) {
    return false;
  }
  if (group.resolved('Properties') === undefined) {
    return undefined;
  }
  if (!group.has('Properties.cluster-enabled')) {
    return false;
  }
  const value = group.text('Properties.cluster-enabled');
  return value === 'yes' || value === 'no' ? value === 'yes' : undefined;
}
