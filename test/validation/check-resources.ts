import { ElastiCacheRules } from '../../src/validation';
import { PropertyReader } from '../../src/validation/property-reader';
import type { RuleSet } from '../../src/validation/rule';

/** Type, properties, and further attributes of resources, by logical id. */
export type Resources = Record<string, [type: string, properties: object, attributes?: object]>;

/** Checks a template with the resources: `error Cache ServerlessCache.NameGiven: …` per finding. */
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

/** Returns the messages of one rule for a template with the resources. */
export function checkRule(ruleId: string, resources: Resources, sections?: object): string[] {
  return checkResources(resources, sections)
    .filter((line) => line.includes(` ${ruleId}: `))
    .map((line) => line.slice(line.indexOf(': ') + 2));
}

/** Returns the messages of a rule set for the properties of a template. */
export function checkProperties(rules: RuleSet, properties: object): string[] {
  const reader = new PropertyReader(properties);
  return rules.map((rule) => rule.check(reader)).filter((error) => error !== undefined);
}
