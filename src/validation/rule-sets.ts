import type { RelationSet, RuleSet } from './rule';
import { ALARM_RELATIONS } from './rules/alarm';
import { CACHE_CLUSTER_RELATIONS, CACHE_CLUSTER_RULES } from './rules/cache-cluster';
import { GLOBAL_REPLICATION_GROUP_RELATIONS, GLOBAL_REPLICATION_GROUP_RULES } from './rules/global-replication-group';
import { PARAMETER_GROUP_RELATIONS, PARAMETER_GROUP_RULES } from './rules/parameter-group';
import { REPLICATION_GROUP_RELATIONS, REPLICATION_GROUP_RULES } from './rules/replication-group';
import { SCALABLE_TARGET_RELATIONS, SCALABLE_TARGET_RULES, SCALING_POLICY_RELATIONS } from './rules/scaling';
import { SERVERLESS_CACHE_RELATIONS, SERVERLESS_CACHE_RULES } from './rules/serverless-cache';
import {
  SERVERLESS_CACHE_SNAPSHOT_RELATIONS,
  SERVERLESS_CACHE_SNAPSHOT_RULES,
  SNAPSHOT_RELATIONS,
  SNAPSHOT_RULES,
} from './rules/snapshot';
import { SUBNET_GROUP_RELATIONS, SUBNET_GROUP_RULES } from './rules/subnet-group';
import { USER_RULES } from './rules/user';
import { USER_GROUP_RELATIONS, USER_GROUP_RULES } from './rules/user-group';

/** The rules by resource type; each set is loaded when the first resource of its type is checked. */
const RULE_SETS: Record<string, () => RuleSet> = {
  'AWS::ElastiCache::ParameterGroup': () => PARAMETER_GROUP_RULES,
  'AWS::ElastiCache::CacheCluster': () => CACHE_CLUSTER_RULES,
  'AWS::ElastiCache::GlobalReplicationGroup': () => GLOBAL_REPLICATION_GROUP_RULES,
  'AWS::ApplicationAutoScaling::ScalableTarget': () => SCALABLE_TARGET_RULES,
  'AWS::ElastiCache::ReplicationGroup': () => REPLICATION_GROUP_RULES,
  'AWS::ElastiCache::ServerlessCache': () => SERVERLESS_CACHE_RULES,
  'AWS::ElastiCache::ServerlessCacheSnapshot': () => SERVERLESS_CACHE_SNAPSHOT_RULES,
  'AWS::ElastiCache::Snapshot': () => SNAPSHOT_RULES,
  'AWS::ElastiCache::SubnetGroup': () => SUBNET_GROUP_RULES,
  'AWS::ElastiCache::User': () => USER_RULES,
  'AWS::ElastiCache::UserGroup': () => USER_GROUP_RULES,
};

/** How the resource types go together, loaded in the same way. */
const RELATION_SETS: Record<string, () => RelationSet> = {
  'AWS::ElastiCache::ParameterGroup': () => PARAMETER_GROUP_RELATIONS,
  'AWS::ApplicationAutoScaling::ScalableTarget': () => SCALABLE_TARGET_RELATIONS,
  'AWS::ApplicationAutoScaling::ScalingPolicy': () => SCALING_POLICY_RELATIONS,
  'AWS::CloudWatch::Alarm': () => ALARM_RELATIONS,
  'AWS::ElastiCache::CacheCluster': () => CACHE_CLUSTER_RELATIONS,
  'AWS::ElastiCache::GlobalReplicationGroup': () => GLOBAL_REPLICATION_GROUP_RELATIONS,
  'AWS::ElastiCache::ReplicationGroup': () => REPLICATION_GROUP_RELATIONS,
  'AWS::ElastiCache::ServerlessCache': () => SERVERLESS_CACHE_RELATIONS,
  'AWS::ElastiCache::ServerlessCacheSnapshot': () => SERVERLESS_CACHE_SNAPSHOT_RELATIONS,
  'AWS::ElastiCache::Snapshot': () => SNAPSHOT_RELATIONS,
  'AWS::ElastiCache::SubnetGroup': () => SUBNET_GROUP_RELATIONS,
  'AWS::ElastiCache::UserGroup': () => USER_GROUP_RELATIONS,
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
