import type { RelationSet, RuleSet } from './rule';

/** The rules by resource type; each set is loaded when the first resource of its type is checked. */
const RULE_SETS: Record<string, () => RuleSet> = {
  'AWS::ElastiCache::ParameterGroup': () =>
    (require('./parameter-group') as typeof import('./parameter-group')).PARAMETER_GROUP_RULES,
  'AWS::ElastiCache::CacheCluster': () =>
    (require('./cache-cluster') as typeof import('./cache-cluster')).CACHE_CLUSTER_RULES,
  'AWS::ElastiCache::GlobalReplicationGroup': () =>
    (require('./global-replication-group') as typeof import('./global-replication-group'))
      .GLOBAL_REPLICATION_GROUP_RULES,
  'AWS::ApplicationAutoScaling::ScalableTarget': () =>
    (require('./scaling') as typeof import('./scaling')).SCALABLE_TARGET_RULES,
  'AWS::ElastiCache::ReplicationGroup': () =>
    (require('./replication-group') as typeof import('./replication-group')).REPLICATION_GROUP_RULES,
  'AWS::ElastiCache::ServerlessCache': () =>
    (require('./serverless-cache') as typeof import('./serverless-cache')).SERVERLESS_CACHE_RULES,
  'AWS::ElastiCache::ServerlessCacheSnapshot': () =>
    (require('./serverless-cache-snapshot') as typeof import('./serverless-cache-snapshot'))
      .SERVERLESS_CACHE_SNAPSHOT_RULES,
  'AWS::ElastiCache::Snapshot': () => (require('./snapshot') as typeof import('./snapshot')).SNAPSHOT_RULES,
  'AWS::ElastiCache::SubnetGroup': () =>
    (require('./subnet-group') as typeof import('./subnet-group')).SUBNET_GROUP_RULES,
  'AWS::ElastiCache::User': () => (require('./user') as typeof import('./user')).USER_RULES,
  'AWS::ElastiCache::UserGroup': () => (require('./user-group') as typeof import('./user-group')).USER_GROUP_RULES,
};

/** How the resource types go together, loaded in the same way. */
const RELATION_SETS: Record<string, () => RelationSet> = {
  'AWS::ElastiCache::ParameterGroup': () =>
    (require('./parameter-group-relations') as typeof import('./parameter-group-relations')).PARAMETER_GROUP_RELATIONS,
  'AWS::ApplicationAutoScaling::ScalableTarget': () =>
    (require('./scaling') as typeof import('./scaling')).SCALABLE_TARGET_RELATIONS,
  'AWS::ApplicationAutoScaling::ScalingPolicy': () =>
    (require('./scaling') as typeof import('./scaling')).SCALING_POLICY_RELATIONS,
  'AWS::CloudWatch::Alarm': () => (require('./alarm') as typeof import('./alarm')).ALARM_RELATIONS,
  'AWS::ElastiCache::CacheCluster': () =>
    (require('./cache-cluster-relations') as typeof import('./cache-cluster-relations')).CACHE_CLUSTER_RELATIONS,
  'AWS::ElastiCache::GlobalReplicationGroup': () =>
    (require('./global-replication-group-relations') as typeof import('./global-replication-group-relations'))
      .GLOBAL_REPLICATION_GROUP_RELATIONS,
  'AWS::ElastiCache::ReplicationGroup': () =>
    (require('./replication-group-relations') as typeof import('./replication-group-relations'))
      .REPLICATION_GROUP_RELATIONS,
  'AWS::ElastiCache::ServerlessCache': () =>
    (require('./serverless-cache-relations') as typeof import('./serverless-cache-relations'))
      .SERVERLESS_CACHE_RELATIONS,
  'AWS::ElastiCache::ServerlessCacheSnapshot': () =>
    (require('./snapshot-relations') as typeof import('./snapshot-relations')).SERVERLESS_CACHE_SNAPSHOT_RELATIONS,
  'AWS::ElastiCache::Snapshot': () =>
    (require('./snapshot-relations') as typeof import('./snapshot-relations')).SNAPSHOT_RELATIONS,
  'AWS::ElastiCache::SubnetGroup': () =>
    (require('./subnet-group-relations') as typeof import('./subnet-group-relations')).SUBNET_GROUP_RELATIONS,
  'AWS::ElastiCache::UserGroup': () =>
    (require('./user-group-relations') as typeof import('./user-group-relations')).USER_GROUP_RELATIONS,
};

/** The types of which anything is demanded by name. */
export const RULED_TYPES: readonly string[] = [
  ...new Set([...Object.keys(RULE_SETS), ...Object.keys(RELATION_SETS)]),
].sort();

/** Whether anything is demanded of a type. */
export function hasRules(type: string): boolean {
  return type.startsWith('AWS::ElastiCache::') || RULED_TYPES.includes(type);
}

/** The rules of a resource type; none for a type that is not of ElastiCache. */
export function ruleSetOf(type: string): RuleSet {
  return Object.hasOwn(RULE_SETS, type) ? RULE_SETS[type]() : [];
}

/** How a resource type goes together with others; nothing for a type that is not of ElastiCache. */
export function relationsOf(type: string): RelationSet {
  return Object.hasOwn(RELATION_SETS, type) ? RELATION_SETS[type]() : [];
}
