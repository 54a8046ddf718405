import { createTemplateView } from './views';
import { ElastiCacheRules } from '../../src/validation';
import type { RuleSet } from '../../src/validation/rule';
import { VALIDATED_TYPES, getRuleSet } from '../../src/validation/rule-sets';
import { assertMessageForm } from '../message-form';
import { summarizeMessage } from '../util';

const RULE_IDS: ReadonlySet<string> = new Set(VALIDATED_TYPES.flatMap((type) => getRuleSet(type).map(({ id }) => id)));

/** Type, properties, and further attributes of resources, by logical id. */
export type Resources = Record<string, [type: string, properties: object, attributes?: object]>;

/** Checks a template: `error Cache ServerlessCache.EngineInvalid: 'Engine' but got "x"` per finding. */
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
    ({ severity, logicalId, ruleId, message }) => `${severity} ${logicalId} ${ruleId}: ${summarizeMessage(message)}`,
  );
}

/** Returns the summaries of the messages of one rule for a template. Fails if there is no such rule. */
export function checkRule(ruleId: string, resources: Resources, sections?: object): string[] {
  if (!RULE_IDS.has(ruleId)) {
    throw new Error(`there is no rule ${ruleId}`);
  }
  return checkResources(resources, sections)
    .filter((line) => line.includes(` ${ruleId}: `))
    .map((line) => line.slice(line.indexOf(': ') + 2));
}

/** Checks the properties of a template with rules: `CacheCluster.EngineInvalid: 'Engine' but got "x"` per error. */
export function checkProperties(rules: RuleSet, properties: object): string[] {
  const reader = createTemplateView(properties);
  return rules.flatMap((rule) => {
    const error = rule.check(reader);
    if (error === undefined) {
      return [];
    }
    assertMessageForm(error);
    return [`${rule.id}: ${summarizeMessage(error)}`];
  });
}

/** Returns the complete messages of a rule set for the properties of a template. */
export function listMessages(rules: RuleSet, properties: object): string[] {
  const reader = createTemplateView(properties);
  return rules.map((rule) => rule.check(reader)).filter((error) => error !== undefined);
}
