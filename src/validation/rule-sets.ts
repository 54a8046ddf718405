import type { CrossResourceRuleSet, RuleSet } from './rule';
import { ALARM_CROSS_RESOURCE_RULES } from './rules/alarm';
import { CACHE_CLUSTER_CROSS_RESOURCE_RULES, CACHE_CLUSTER_RULES } from './rules/cache-cluster';
import {
  GLOBAL_REPLICATION_GROUP_CROSS_RESOURCE_RULES,
  GLOBAL_REPLICATION_GROUP_RULES,
} from './rules/global-replication-group';
import { PARAMETER_GROUP_CROSS_RESOURCE_RULES, PARAMETER_GROUP_RULES } from './rules/parameter-group';
import { REPLICATION_GROUP_CROSS_RESOURCE_RULES, REPLICATION_GROUP_RULES } from './rules/replication-group';
import {
  SCALABLE_TARGET_CROSS_RESOURCE_RULES,
  SCALABLE_TARGET_RULES,
  SCALING_POLICY_CROSS_RESOURCE_RULES,
} from './rules/scaling';
import { SERVERLESS_CACHE_CROSS_RESOURCE_RULES, SERVERLESS_CACHE_RULES } from './rules/serverless-cache';
import {
  SERVERLESS_CACHE_SNAPSHOT_RULES,
  SERVERLESS_CACHE_SNAPSHOT_CROSS_RESOURCE_RULES,
} from './rules/serverless-cache-snapshot';
import { SNAPSHOT_CROSS_RESOURCE_RULES, SNAPSHOT_RULES } from './rules/snapshot';
import { SUBNET_GROUP_CROSS_RESOURCE_RULES, SUBNET_GROUP_RULES } from './rules/subnet-group';
import { USER_RULES } from './rules/user';
import { USER_GROUP_CROSS_RESOURCE_RULES, USER_GROUP_RULES } from './rules/user-group';

const RULE_SETS: Readonly<Record<string, RuleSet>> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': SCALABLE_TARGET_RULES,
  'AWS::ElastiCache::CacheCluster': CACHE_CLUSTER_RULES,
  'AWS::ElastiCache::GlobalReplicationGroup': GLOBAL_REPLICATION_GROUP_RULES,
  'AWS::ElastiCache::ParameterGroup': PARAMETER_GROUP_RULES,
  'AWS::ElastiCache::ReplicationGroup': REPLICATION_GROUP_RULES,
  'AWS::ElastiCache::ServerlessCache': SERVERLESS_CACHE_RULES,
  'AWS::ElastiCache::ServerlessCacheSnapshot': SERVERLESS_CACHE_SNAPSHOT_RULES,
  'AWS::ElastiCache::Snapshot': SNAPSHOT_RULES,
  'AWS::ElastiCache::SubnetGroup': SUBNET_GROUP_RULES,
  'AWS::ElastiCache::User': USER_RULES,
  'AWS::ElastiCache::UserGroup': USER_GROUP_RULES,
};

const CROSS_RESOURCE_RULE_SETS: Readonly<Record<string, CrossResourceRuleSet>> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': SCALABLE_TARGET_CROSS_RESOURCE_RULES,
  'AWS::ApplicationAutoScaling::ScalingPolicy': SCALING_POLICY_CROSS_RESOURCE_RULES,
  'AWS::CloudWatch::Alarm': ALARM_CROSS_RESOURCE_RULES,
  'AWS::ElastiCache::CacheCluster': CACHE_CLUSTER_CROSS_RESOURCE_RULES,
  'AWS::ElastiCache::GlobalReplicationGroup': GLOBAL_REPLICATION_GROUP_CROSS_RESOURCE_RULES,
  'AWS::ElastiCache::ParameterGroup': PARAMETER_GROUP_CROSS_RESOURCE_RULES,
  'AWS::ElastiCache::ReplicationGroup': REPLICATION_GROUP_CROSS_RESOURCE_RULES,
  'AWS::ElastiCache::ServerlessCache': SERVERLESS_CACHE_CROSS_RESOURCE_RULES,
  'AWS::ElastiCache::ServerlessCacheSnapshot': SERVERLESS_CACHE_SNAPSHOT_CROSS_RESOURCE_RULES,
  'AWS::ElastiCache::Snapshot': SNAPSHOT_CROSS_RESOURCE_RULES,
  'AWS::ElastiCache::SubnetGroup': SUBNET_GROUP_CROSS_RESOURCE_RULES,
  'AWS::ElastiCache::UserGroup': USER_GROUP_CROSS_RESOURCE_RULES,
};

/** The resource types that have rules; other ElastiCache types are only validated against their schema. */
export const VALIDATED_TYPES: readonly string[] = [
  ...new Set([...Object.keys(RULE_SETS), ...Object.keys(CROSS_RESOURCE_RULE_SETS)]),
].sort();

/** Whether resources of a type are validated at all. */
export function hasRules(type: string): boolean {
  return type.startsWith('AWS::ElastiCache::') || VALIDATED_TYPES.includes(type);
}

/** Returns the rules of a resource type, which are none for most types of other services. */
export function getRuleSet(type: string): RuleSet {
  return Object.hasOwn(RULE_SETS, type) ? RULE_SETS[type] : [];
}

/** Returns the cross-resource rules of a resource type, which are none for most types of other services. */
export function getCrossResourceRuleSet(type: string): CrossResourceRuleSet {
  return Object.hasOwn(CROSS_RESOURCE_RULE_SETS, type) ? CROSS_RESOURCE_RULE_SETS[type] : [];
}
