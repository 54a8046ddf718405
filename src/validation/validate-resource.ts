import { evaluateRules } from './evaluate-rules';
import { validateReferences } from './references';
import { checkType } from './resource-types';
import type { RuleFinding, RuleMetadata, FindingSeverity } from './rule';
import { getSchemaRule, validateSchema } from './schema';
import type { TemplateResource } from './template';

/**
 * Validates a resource of a template against its schema and the rules of its type. If macros can add properties during
 * the deployment, omits the findings that do not occur with further properties.
 */
export function validateResource(resource: TemplateResource): RuleFinding[] {
  const findings = findProblems(resource);
  const { completedResource } = resource;
  if (findings.length === 0 || !completedResource) {
    return findings;
  }
  const getKey = ({ ruleId, propertyPath }: RuleFinding) => `${ruleId} ${propertyPath}`;
  const remaining = new Set(findProblems(completedResource).map(getKey));
  return findings.filter((finding) => remaining.has(getKey(finding)));
}

function findProblems(resource: TemplateResource): RuleFinding[] {
  const typeError = checkType(resource.type);
  if (typeError) {
    return [createRuleFinding(resource, typeError.rule, typeError.message)];
  }
  if (resource.isTransformed) {
    return [];
  }

  const findings = validateSchema(resource.type, resource.specifiedProperties).map(({ rule, property, message }) =>
    createRuleFinding(resource, { ...getSchemaRule(resource.type, rule), property }, message),
  );
  findings.push(...validateReferences(resource).map(({ rule, message }) => createRuleFinding(resource, rule, message)));
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
