export { ElastiCacheErrors } from './elasticache-errors';
export type { ElastiCacheRulesProps } from './elasticache-rules';
export { ElastiCacheRules } from './elasticache-rules';
export type { RuleFinding } from './rule';
export { FindingSeverity } from './rule';
