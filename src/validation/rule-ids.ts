/** The name of the validation plugin, and the prefix of rule ids in aws-cdk-lib. */
export const PLUGIN_NAME = 'cdk-elasticache';

/** The suffix of the rule id of an acknowledged error, which is reported as a warning. */
export const ACKNOWLEDGED_SUFFIX = '.acknowledged';

const PREFIX = `${PLUGIN_NAME}::`;

/** Returns the id by which users acknowledge a rule, such as `cdk-elasticache::ServerlessCache.NameMissing`. */
export function qualifyRuleId(ruleId: string): string {
  return PREFIX + ruleId;
}

/** Returns a rule id with the prefix, whether or not it already has the prefix. */
export function addPrefix(ruleId: string): string {
  return ruleId.startsWith(PREFIX) ? ruleId : qualifyRuleId(ruleId);
}

/** Returns a rule id without the prefix, whether or not it has the prefix. */
export function removePrefix(ruleId: string): string {
  return ruleId.startsWith(PREFIX) ? ruleId.slice(PREFIX.length) : ruleId;
}
