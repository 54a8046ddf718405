import type { RuleSet } from './rule';

/** The rules by resource type; each set is loaded when the first resource of its type is checked. */
const RULE_SETS: Record<string, () => RuleSet> = {
  'AWS::ElastiCache::ServerlessCache': () => (require('./serverless-cache') as typeof import('./serverless-cache')).SERVERLESS_CACHE_RULES,
  'AWS::ElastiCache::ServerlessCacheSnapshot': () =>
    (require('./serverless-cache-snapshot') as typeof import('./serverless-cache-snapshot')).SERVERLESS_CACHE_SNAPSHOT_RULES,
  'AWS::ElastiCache::Snapshot': () => (require('./snapshot') as typeof import('./snapshot')).SNAPSHOT_RULES,
  'AWS::ElastiCache::User': () => (require('./user') as typeof import('./user')).USER_RULES,
  'AWS::ElastiCache::UserGroup': () => (require('./user-group') as typeof import('./user-group')).USER_GROUP_RULES,
};

/** The rules of a resource type; none for a type that is not of ElastiCache. */
export function ruleSetOf(type: string): RuleSet {
  return RULE_SETS[type]?.() ?? [];
}
