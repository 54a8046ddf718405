import { checkKeys } from './check-keys';
import { evaluateRules } from './evaluate-rules';
import { validateReferences } from './references';
import { checkType } from './resource-types';
import type { RuleFinding, RuleMetadata, FindingSeverity } from './rule';
import { getSchemaRule, validateSchema } from './schema';
import type { TemplateResource } from './template';
import { findType } from '../template/resource-keys';

/** Validates a resource of a template against its schema and the rules of its type. */
export function validateResource(resource: TemplateResource): RuleFinding[] {
  const typeError = checkType(resource.type);
  if (typeError) {
    return [createRuleFinding(resource, typeError.rule, typeError.message)];
  }
  if (isTransformed(resource.values)) {
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

/** Checks the keys of a resource, which do not depend on conditions. */
export function validateKeys(logicalId: string, resource: unknown, isComplete: boolean): RuleFinding[] {
  const type = findType(resource);
  return checkKeys(resource, isComplete).map(({ rule, message }) =>
    createRuleFinding({ logicalId, type }, rule, message),
  );
}

function createRuleFinding(
  { logicalId, type }: Pick<TemplateResource, 'logicalId' | 'type'>,
  rule: RuleMetadata,
  message: string,
): RuleFinding {
  return {
    ruleId: rule.id,
    severity: rule.severity as FindingSeverity,
    isAcknowledgeable: rule.impossible === undefined,
    logicalId,
    resourceType: type,
    propertyPath: rule.property,
    message,
    documentationUrl: rule.see,
  };
}

/**
 * Whether CloudFormation adds properties during deployment, for example with `Fn::Transform`. Their names are unknown.
 *
 * @param properties the properties of a resource
 */
export function isTransformed(properties: object): boolean {
  return Object.keys(properties).some((key) => key.startsWith('Fn::'));
}
