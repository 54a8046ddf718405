import { checkKeys } from './check-keys';
import { evaluateRules } from './evaluate-rules';
import { validateReferences } from './references';
import { checkType } from './resource-types';
import type { FindingSeverity, RuleMetadata } from './rule';
import type { SchemaError } from './schema';
import { getSchemaRule, validateSchema, validateSection } from './schema';
import type { ReferenceSource, TemplateFinding } from './template-finding';
import type { TemplateResource } from './template-resource';
import { findType } from '../template/resource-keys';

/**
 * Validates a resource of a template against its schema and the rules of its type. If macros can add properties during
 * the deployment, omits the findings that do not occur with further properties.
 */
export function validateResource(resource: TemplateResource): TemplateFinding[] {
  const findings = findProblems(resource);
  const { completedResource } = resource;
  if (findings.length === 0 || !completedResource) {
    return findings;
  }
  const getKey = ({ ruleId, propertyPath }: TemplateFinding) => `${ruleId} ${propertyPath}`;
  const remaining = new Set(findProblems(completedResource).map(getKey));
  return findings.filter((finding) => remaining.has(getKey(finding)));
}

function findProblems(resource: TemplateResource): TemplateFinding[] {
  const typeError = checkType(resource.type);
  if (typeError) {
    return [createRuleFinding(resource, typeError.rule, typeError.message)];
  }
  if (resource.isTransformed) {
    return [];
  }

  const { type, section, template } = resource;
  const createSchemaFindings = (errors: readonly SchemaError[]) =>
    errors
      .filter(({ isNull }) => !isNull || !template.hasTransforms)
      .map(({ rule, property, message }) =>
        createRuleFinding(resource, { ...getSchemaRule(type, rule), property }, message),
      );
  const sectionFindings = createSchemaFindings(validateSection(section));
  if (sectionFindings.length > 0) {
    return sectionFindings;
  }
  const schemaErrors = validateSchema(type, resource.specifiedProperties);
  const findings = validateReferences(resource).map(({ rule, message, source }) =>
    createRuleFinding(resource, rule, message, source),
  );
  evaluateRules(resource, (rule, error) => {
    findings.push(createRuleFinding(resource, rule, error, findSource(resource, error)));
  });
  // A value of another type can have further errors, which have the same cause.
  const mistyped = new Set(
    schemaErrors.filter(({ rule }) => rule === 'PropertyTypeInvalid').map(({ property }) => property),
  );
  return [...createSchemaFindings(schemaErrors), ...findings.filter(({ propertyPath }) => !mistyped.has(propertyPath))];
}

/** Finds the first use of an attribute that an error describes. */
function findSource({ attributeUses }: TemplateResource, error: string): ReferenceSource | undefined {
  return attributeUses.find(({ attribute }) => error.includes(` ${attribute} (used by `))?.source;
}

/** Checks the keys of a resource, which do not depend on conditions. */
export function validateKeys(logicalId: string, resource: unknown, isComplete: boolean): TemplateFinding[] {
  const type = findType(resource);
  return checkKeys(logicalId, resource, isComplete).map(({ rule, message }) =>
    createRuleFinding({ logicalId, type }, rule, message),
  );
}

function createRuleFinding(
  { logicalId, type }: Pick<TemplateResource, 'logicalId' | 'type'>,
  rule: RuleMetadata,
  message: string,
  source?: ReferenceSource,
): TemplateFinding {
  return {
    ruleId: rule.id,
    severity: rule.severity as FindingSeverity,
    isAcknowledgeable: rule.impossible === undefined,
    logicalId,
    resourceType: type,
    propertyPath: rule.property,
    message,
    documentationUrl: rule.see,
    ...(source && { source }),
  };
}
