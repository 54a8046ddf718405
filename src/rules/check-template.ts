import { askRules } from './ask-rules';
import { FindingSeverity } from './finding';
import type { RuleFinding } from './finding';
import type { Place } from './properties';
import type { Demand } from './rule';
import { hasRules, relationsOf } from './rule-sets';
import { shapeFaults } from './shape';
import type { TemplateResource } from './template';
import { Template } from './template';

/**
 * All that is wrong with the resources of ElastiCache in a template, in the order of the template; a template by itself
 * does not tell its `place`.
 */
export function checkTemplate(template: any, place?: Place): RuleFinding[] {
  const read = new Template(template, place);
  return [...read.resources.values()].filter(({ type }) => hasRules(type)).flatMap(checkResource);
}

function checkResource(resource: TemplateResource): RuleFinding[] {
  if (Object.keys(resource.values).some((key) => key.startsWith('Fn::'))) {
    return [];
  } // properties that come from elsewhere
  const findings = shapeFaults(resource.type, resource.values).map(({ demand, property, message }): RuleFinding => ({
    ruleId: `${shortName(resource.type)}.${demand}`,
    severity: FindingSeverity.ERROR,
    logicalId: resource.logicalId,
    resourceType: resource.type,
    property,
    message,
    documentation: pageOf(resource.type),
  }));
  const find = (demand: Demand, message: string | undefined) => {
    if (message !== undefined) {
      findings.push(finding(resource, demand, message));
    }
  };
  askRules(resource.type, resource.properties, find);
  for (const relation of relationsOf(resource.type)) {
    find(relation, relation.check(resource));
  }
  return findings;
}

function finding(resource: TemplateResource, demand: Demand, message: string): RuleFinding {
  return {
    ruleId: demand.id,
    severity: demand.severity === 'error' ? FindingSeverity.ERROR : FindingSeverity.WARNING,
    logicalId: resource.logicalId,
    resourceType: resource.type,
    property: demand.property,
    message,
    documentation: demand.see,
  };
}

/** The type without its service: ServerlessCache. */
export function shortName(type: string): string {
  return type.slice(type.lastIndexOf(':') + 1);
}

/** The page of a type in the template reference. */
export function pageOf(type: string): string {
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-${shortName(type).toLowerCase()}.html`;
}
