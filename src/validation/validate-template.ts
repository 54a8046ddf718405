import { evaluateRules } from './evaluate-rules';
import type { ResourceEnvironment } from './property-reader';
import type { RuleFinding, RuleMetadata } from './rule';
import { FindingSeverity } from './rule';
import { getCrossResourceRuleSet, hasRules } from './rule-sets';
import type { SchemaError } from './schema';
import { validateSchema } from './schema';
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
  // The properties of `Fn::Transform` are only known to CloudFormation.
  if (Object.keys(resource.values).some((key) => key.startsWith('Fn::'))) {
    return [];
  }

  const findings = validateSchema(resource.type, resource.values).map((error) => createSchemaFinding(resource, error));
  evaluateRules(resource.type, resource.properties, (rule, error) => {
    findings.push(createRuleFinding(resource, rule, error));
  });
  for (const rule of getCrossResourceRuleSet(resource.type)) {
    const error = rule.check(resource);
    if (error !== undefined) {
      findings.push(createRuleFinding(resource, rule, error));
    }
  }
  return findings;
}

function createSchemaFinding(resource: TemplateResource, { kind, property, message }: SchemaError): RuleFinding {
  return {
    ruleId: `${getShortTypeName(resource.type)}.${kind}`,
    severity: FindingSeverity.ERROR,
    logicalId: resource.logicalId,
    resourceType: resource.type,
    property,
    message,
    documentation: getDocumentationUrl(resource.type),
  };
}

function createRuleFinding(resource: TemplateResource, rule: RuleMetadata, message: string): RuleFinding {
  return {
    ruleId: rule.id,
    severity: rule.severity as FindingSeverity,
    logicalId: resource.logicalId,
    resourceType: resource.type,
    property: rule.property,
    message,
    documentation: rule.see,
  };
}

/** Returns a resource type without its service, such as ServerlessCache. */
export function getShortTypeName(type: string): string {
  return type.slice(type.lastIndexOf(':') + 1);
}

/** Returns the page of a resource type in the CloudFormation template reference. */
export function getDocumentationUrl(type: string): string {
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-${getShortTypeName(type).toLowerCase()}.html`;
}
