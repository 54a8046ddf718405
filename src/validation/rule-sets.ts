import { isElastiCacheType } from './resource-types';
import type { RuleSet } from './rule';
import { ALARM_RULES } from './rules/alarm';
import { CACHE_CLUSTER_RULES } from './rules/cache-cluster';
import { GLOBAL_REPLICATION_GROUP_RULES } from './rules/global-replication-group';
import { PARAMETER_GROUP_RULES } from './rules/parameter-group';
import { REPLICATION_GROUP_RULES } from './rules/replication-group';
import { SCALABLE_TARGET_RULES, SCALING_POLICY_RULES } from './rules/scaling';
import { SERVERLESS_CACHE_RULES } from './rules/serverless-cache';
import { SERVERLESS_CACHE_SNAPSHOT_RULES } from './rules/serverless-cache-snapshot';
import { SNAPSHOT_RULES } from './rules/snapshot';
import { SUBNET_GROUP_RULES } from './rules/subnet-group';
import { USER_RULES } from './rules/user';
import { USER_GROUP_RULES } from './rules/user-group';

/** The rules of each resource type. The bundle loads the rules of a type when the type occurs. */
const RULE_SETS: ReadonlyMap<string, () => RuleSet> = new Map([
  ['AWS::ApplicationAutoScaling::ScalableTarget', () => SCALABLE_TARGET_RULES],
  ['AWS::ApplicationAutoScaling::ScalingPolicy', () => SCALING_POLICY_RULES],
  ['AWS::CloudWatch::Alarm', () => ALARM_RULES],
  ['AWS::ElastiCache::CacheCluster', () => CACHE_CLUSTER_RULES],
  ['AWS::ElastiCache::GlobalReplicationGroup', () => GLOBAL_REPLICATION_GROUP_RULES],
  ['AWS::ElastiCache::ParameterGroup', () => PARAMETER_GROUP_RULES],
  ['AWS::ElastiCache::ReplicationGroup', () => REPLICATION_GROUP_RULES],
  ['AWS::ElastiCache::ServerlessCache', () => SERVERLESS_CACHE_RULES],
  ['AWS::ElastiCache::ServerlessCacheSnapshot', () => SERVERLESS_CACHE_SNAPSHOT_RULES],
  ['AWS::ElastiCache::Snapshot', () => SNAPSHOT_RULES],
  ['AWS::ElastiCache::SubnetGroup', () => SUBNET_GROUP_RULES],
  ['AWS::ElastiCache::User', () => USER_RULES],
  ['AWS::ElastiCache::UserGroup', () => USER_GROUP_RULES],
]);

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
