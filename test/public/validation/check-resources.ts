import * as fs from 'fs';
import * as path from 'path';
import { assertMessageForm } from '../message-form';
import { summarizeMessage } from '../messages';
import type { RuleFinding } from 'cdk-elasticache';
import { ElastiCacheRules } from 'cdk-elasticache';

/** The ids of all rules, which are frozen. */
export const RULE_IDS: readonly string[] = fs
  .readFileSync(path.join(__dirname, 'rule-ids.txt'), 'utf8')
  .trim()
  .split('\n');

/** Type, properties, and further attributes of resources, by logical id. */
export type Resources = Record<string, [type: string, properties: object, attributes?: object]>;

/** Validates a template with the resources. */
function findInResources(resources: Resources, sections: object = {}): RuleFinding[] {
  return ElastiCacheRules.checkTemplate({
    Resources: Object.fromEntries(
      Object.entries(resources).map(([id, [type, Properties, attributes]]) => [
        id,
        { Type: type.includes('::') ? type : `AWS::ElastiCache::${type}`, Properties, ...attributes },
      ]),
    ),
    ...sections,
  });
}

/** Checks a template: `error Cache ServerlessCache.EngineInvalid: 'Engine' but got "x"` per finding. */
export function checkResources(resources: Resources, sections?: object): string[] {
  return findInResources(resources, sections).map(({ severity, logicalId, ruleId, message }) => {
    assertMessageForm(message);
    return `${severity} ${logicalId} ${ruleId}: ${summarizeMessage(message)}`;
  });
}

/** Returns the summaries of the messages of one rule for a template. Fails if there is no such rule. */
export function checkRule(ruleId: string, resources: Resources, sections?: object): string[] {
  if (!RULE_IDS.includes(ruleId)) {
    throw new Error(`there is no rule ${ruleId}`);
  }
  return checkResources(resources, sections)
    .filter((line) => line.includes(` ${ruleId}: `))
    .map((line) => line.slice(line.indexOf(': ') + 2));
}

/** The recommended attributes of a resource. */
const ATTRIBUTES = { UpdatePolicy: { UseOnlineResharding: true } };

/** Checks the properties of one resource: `CacheCluster.EngineInvalid: 'Engine' but got "x"` per finding. */
export function checkProperties(type: string, properties: object): string[] {
  return checkResources({ Thing: [type, properties, ATTRIBUTES] }).map((line) => line.replace(/^\w+ \w+ /, ''));
}

/** Returns the complete messages for the properties of one resource. */
export function listMessages(type: string, properties: object): string[] {
  return findInResources({ Thing: [type, properties, ATTRIBUTES] }).map(({ message }) => message);
}

/** Returns the complete messages of one rule for a template. */
export function listRuleMessages(id: string, resources: Resources): string[] {
  return findInResources(resources)
    .filter(({ ruleId }) => ruleId === id)
    .map(({ message }) => message);
}
