import type { AttributeUse } from './attribute-uses';
import { NAME_PROPERTIES } from './physical-names';
import type { ReferenceError } from './reference-error';
import { createReferenceRule } from './reference-error';
import type { RuleMetadata } from './rule';
import { FindingSeverity } from './rule';
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

/** The rules for the attributes of a resource that other parts of the template use. */
export const USED_ATTRIBUTE_RULES: readonly RuleMetadata[] = [ATTRIBUTE_MISSPELLED, ATTRIBUTE_UNKNOWN];

/** Validates the attributes of a resource that the template uses. */
export function validateUsedAttributes(resource: TemplateResource): ReferenceError[] {
  return resource.attributeUses
    .filter(({ attribute }) => !hasAttribute(resource.type, attribute))
    .map((use) => createAttributeError(resource, use));
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
