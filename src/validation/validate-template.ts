import { evaluateRules } from './evaluate-rules';
import type { ResourceEnvironment } from './property-reader';
import type { RuleFinding, RuleMetadata, FindingSeverity } from './rule';
import { hasRules } from './rule-sets';
import { getSchemaRule, validateSchema } from './schema';
import type { TemplateResource } from './template';
import { Template } from './template';

/**
 * Validates the ElastiCache resources of a template, and returns the findings in the order of the template.
 *
 * @param environment the account and Region of the stack, which a template does not contain
 */
export function validateTemplate(template: any, environment?: ResourceEnvironment): RuleFinding[] {
  const { resources } = new Template(template, environment);
  return [...resources.values()].filter(({ type }) => hasRules(type)).flatMap(validateResource);
}

function validateResource(resource: TemplateResource): RuleFinding[] {
  // CloudFormation adds the properties from `Fn::Transform` during deployment.
  if (Object.keys(resource.values).some((key) => key.startsWith('Fn::'))) {
    return [];
  }

  const findings = validateSchema(resource.type, resource.values).map(({ rule, property, message }) =>
    createRuleFinding(resource, { ...getSchemaRule(resource.type, rule), property }, message),
  );
  evaluateRules(resource, (rule, error) => {
    findings.push(createRuleFinding(resource, rule, error));
  });
  return findings;
}

function createRuleFinding(resource: TemplateResource, rule: RuleMetadata, message: string): RuleFinding {
  return {
    ruleId: rule.id,
    severity: rule.severity as FindingSeverity,
    isAcknowledgeable: rule.impossible === undefined,
    logicalId: resource.logicalId,
    resourceType: resource.type,
    propertyPath: rule.property,
    message,
    documentationUrl: rule.see,
  };
}
