import type { AttributeUse } from './attribute-uses';
import { NAME_PROPERTIES } from './physical-names';
import type { ReferenceError } from './reference-error';
import { createReferenceRule } from './reference-error';
import { isElastiCacheType } from './resource-types';
import type { RuleMetadata } from './rule';
import { FindingSeverity } from './rule';
import { formatValue } from './rule-builders';
import type { TemplateResource } from './template-resource';
import { findClosest } from '../private/text';
import { PROPERTIES } from '../service-data/generated/resource-properties';
import { ATTRIBUTES, hasAttribute } from '../service-data/resource-attributes';

const GET_ATT =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html';

const ATTRIBUTE_MISSPELLED = createReferenceRule(
  'AttributeMisspelled',
  GET_ATT,
  'an attribute must have its name in the resource type, and must not be a property',
);
const ATTRIBUTE_UNKNOWN = createReferenceRule(
  'AttributeUnknown',
  GET_ATT,
  'an attribute should be one that this version of cdk-elasticache supports',
  FindingSeverity.WARNING,
);

const CONDITION_REFERS_TO_RESOURCE = createReferenceRule(
  'ConditionRefersToResource',
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html',
  'a condition must refer only to parameters, mappings, and other conditions',
);

/** The rules for the uses of a resource in other parts of the template. */
export const USED_ATTRIBUTE_RULES: readonly RuleMetadata[] = [
  ATTRIBUTE_MISSPELLED,
  ATTRIBUTE_UNKNOWN,
  CONDITION_REFERS_TO_RESOURCE,
];

/** Validates the attributes of a resource that the template uses, and the conditions that refer to the resource. */
export function validateUsedAttributes(resource: TemplateResource): ReferenceError[] {
  return [
    ...resource.attributeUses
      .filter(({ attribute }) => !hasAttribute(resource.type, attribute))
      .map((use) => createAttributeError(resource, use)),
    ...(resource.template.hasMacro ? [] : checkConditions(resource)),
  ];
}

/** CloudFormation evaluates conditions before it creates resources. */
function checkConditions({ template, logicalId, type }: TemplateResource): ReferenceError[] {
  return isElastiCacheType(type)
    ? template.findConditionReferences(logicalId).map((source) => ({
        rule: CONDITION_REFERS_TO_RESOURCE,
        message: `'${logicalId}' must not be used in conditions, which cannot refer to resources, but got condition ${formatValue(source.logicalId)}. Compare parameters, mappings, or pseudo parameters.`,
        source,
      }))
    : [];
}

function createAttributeError(
  { type }: TemplateResource,
  { attribute, source, formatUser }: AttributeUse,
): ReferenceError {
  const use = `${attribute} (used by ${formatUser()})`;
  if (Object.hasOwn(PROPERTIES[type], attribute)) {
    const fix = NAME_PROPERTIES.get(type) === attribute ? 'Use Ref, which returns it.' : 'Use its value.';
    return {
      rule: { ...ATTRIBUTE_MISSPELLED, property: attribute },
      message: `'${attribute}' is a property and not an attribute of ${type}, but got ${use}. ${fix}`,
      source,
    };
  }
  const closest = findClosest(attribute, ATTRIBUTES[type]);
  return closest === undefined
    ? {
        rule: { ...ATTRIBUTE_UNKNOWN, property: 'Type' },
        message: `'Type' is ${type}, for which this version of cdk-elasticache does not support the attribute ${use}. Check the attribute, or upgrade cdk-elasticache.`,
        source,
      }
    : {
        rule: { ...ATTRIBUTE_MISSPELLED, property: 'Type' },
        message: `'Type' is ${type}, which does not have the attribute ${use}. Did you mean ${closest}?`,
        source,
      };
}
