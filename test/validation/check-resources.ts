import { createTemplateView } from './views';
import { ElastiCacheRules } from '../../src/validation';
import type { RuleSet } from '../../src/validation/rule';
import { VALIDATED_TYPES, getRuleSet } from '../../src/validation/rule-sets';

const RULE_IDS: ReadonlySet<string> = new Set(VALIDATED_TYPES.flatMap((type) => getRuleSet(type).map(({ id }) => id)));

/** Type, properties, and further attributes of resources, by logical id. */
export type Resources = Record<string, [type: string, properties: object, attributes?: object]>;

/** Checks a template with the resources: `error Cache ServerlessCache.NameMissing: …` per finding. */
export function checkResources(resources: Resources, sections: object = {}): string[] {
  const template = {
    Resources: Object.fromEntries(
      Object.entries(resources).map(([id, [type, Properties, attributes]]) => [
        id,
        { Type: type.includes('::') ? type : `AWS::ElastiCache::${type}`, Properties, ...attributes },
      ]),
    ),
    ...sections,
  };
  return ElastiCacheRules.checkTemplate(template).map(
    ({ severity, logicalId, ruleId, message }) => `${severity} ${logicalId} ${ruleId}: ${message}`,
  );
}

/** Returns the messages of one rule for a template with the resources; fails if there is no such rule. */
export function checkRule(ruleId: string, resources: Resources, sections?: object): string[] {
  if (!RULE_IDS.has(ruleId)) {
    throw new Error(`there is no rule ${ruleId}`);
  }
  return checkResources(resources, sections)
    .filter((line) => line.includes(` ${ruleId}: `))
    .map((line) => line.slice(line.indexOf(': ') + 2));
}

/** Returns the messages of a rule set for the properties of a template. */
export function checkProperties(rules: RuleSet, properties: object): string[] {
  const reader = createTemplateView(properties);
  return rules.map((rule) => rule.check(reader)).filter((error) => error !== undefined);
}
