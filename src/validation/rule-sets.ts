import { isElastiCacheType } from './resource-types';
import type { RuleSet } from './rule';

/** The rules of each resource type. They are loaded when the type occurs: see docs/decisions/performance.md. */
/* eslint-disable @typescript-eslint/no-require-imports */
const RULE_SETS: ReadonlyMap<string, () => RuleSet> = new Map([
  [
    'AWS::ApplicationAutoScaling::ScalableTarget',
    () => (require('./rules/scaling') as typeof import('./rules/scaling')).SCALABLE_TARGET_RULES,
  ],
  [
    'AWS::ApplicationAutoScaling::ScalingPolicy',
    () => (require('./rules/scaling') as typeof import('./rules/scaling')).SCALING_POLICY_RULES,
  ],
  ['AWS::CloudWatch::Alarm', () => (require('./rules/alarm') as typeof import('./rules/alarm')).ALARM_RULES],
  [
    'AWS::ElastiCache::CacheCluster',
    () => (require('./rules/cache-cluster') as typeof import('./rules/cache-cluster')).CACHE_CLUSTER_RULES,
  ],
  [
    'AWS::ElastiCache::GlobalReplicationGroup',
    () =>
      (require('./rules/global-replication-group') as typeof import('./rules/global-replication-group'))
        .GLOBAL_REPLICATION_GROUP_RULES,
  ],
  [
    'AWS::ElastiCache::ParameterGroup',
    () => (require('./rules/parameter-group') as typeof import('./rules/parameter-group')).PARAMETER_GROUP_RULES,
  ],
  [
    'AWS::ElastiCache::ReplicationGroup',
    () => (require('./rules/replication-group') as typeof import('./rules/replication-group')).REPLICATION_GROUP_RULES,
  ],
  [
    'AWS::ElastiCache::ServerlessCache',
    () => (require('./rules/serverless-cache') as typeof import('./rules/serverless-cache')).SERVERLESS_CACHE_RULES,
  ],
  [
    'AWS::ElastiCache::ServerlessCacheSnapshot',
    () =>
      (require('./rules/serverless-cache-snapshot') as typeof import('./rules/serverless-cache-snapshot'))
        .SERVERLESS_CACHE_SNAPSHOT_RULES,
  ],
  [
    'AWS::ElastiCache::Snapshot',
    () => (require('./rules/snapshot') as typeof import('./rules/snapshot')).SNAPSHOT_RULES,
  ],
  [
    'AWS::ElastiCache::SubnetGroup',
    () => (require('./rules/subnet-group') as typeof import('./rules/subnet-group')).SUBNET_GROUP_RULES,
  ],
  ['AWS::ElastiCache::User', () => (require('./rules/user') as typeof import('./rules/user')).USER_RULES],
  [
    'AWS::ElastiCache::UserGroup',
    () => (require('./rules/user-group') as typeof import('./rules/user-group')).USER_GROUP_RULES,
  ],
]);
/* eslint-enable @typescript-eslint/no-require-imports */

/** The resource types that have rules. Other ElastiCache types are validated only against their schema. */
export const VALIDATED_TYPES: readonly string[] = [...RULE_SETS.keys()];

/** Whether resources of a type are validated: by rules, against their schema, or because their type does not exist. */
export function hasRules(type: string): boolean {
  return RULE_SETS.has(type) || isElastiCacheType(type);
}

/** Returns the rules of a resource type. Most types of other services have none. */
export function getRuleSet(type: string): RuleSet {
  const loadRules = RULE_SETS.get(type);
  return loadRules === undefined ? [] : loadRules();
}
