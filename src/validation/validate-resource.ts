import { evaluateRules } from './evaluate-rules';
import type { RuleFinding, RuleMetadata, FindingSeverity } from './rule';
import { getSchemaRule, validateSchema } from './schema';
import type { TemplateResource } from './template';

/** Validates a resource of a template against its schema and the rules of its type. */
export function validateResource(resource: TemplateResource): RuleFinding[] {
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
