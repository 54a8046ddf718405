import type { ReferenceError } from './reference-error';
import { createReferenceRule, REF } from './reference-error';
import { REFERENCED_VALUE_RULES, validateReferencedValues } from './referenced-values';
import { isElastiCacheType } from './resource-types';
import type { RuleMetadata } from './rule';
import { formatValue } from './rule-builders';
import type { TemplateResource } from './template-resource';
import { findReferences } from './text-parts';
import { USED_ATTRIBUTE_RULES, validateUsedAttributes } from './used-attributes';
import { findClosest, formatList, pluralize } from '../private/text';
import { findConditionNames } from '../template/entry-inputs';
import { findMissingElements, findMissingKeys } from '../template/mappings';
import { parseFunctionCall, readName } from '../template/values';

const CONDITIONS =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html';
const CONDITIONS_SECTION =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html';
const RESOURCES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html';

const LOGICAL_ID_INVALID = createReferenceRule(
  'LogicalIdInvalid',
  RESOURCES,
  'the logical id of a resource must consist of letters and digits',
);
const REFERENCE_UNDEFINED = createReferenceRule(
  'ReferenceUndefined',
  REF,
  'a reference must be to a resource or parameter that exists, and a condition must not refer to resources',
);
const CONDITION_UNDEFINED = createReferenceRule(
  'ConditionUndefined',
  CONDITIONS,
  'a resource must use only conditions that the template defines',
);
const FUNCTION_INVALID = createReferenceRule(
  'FunctionInvalid',
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html',
  'Fn::FindInMap and Fn::Select must select a key or an element that exists',
);

const CONDITION_FUNCTION_UNSUPPORTED = createReferenceRule(
  'ConditionFunctionUnsupported',
  CONDITIONS,
  'a property must not use the functions Fn::And, Fn::Equals, Fn::Not, Fn::Or, and Condition, which are only for conditions',
);

/** The functions that CloudFormation supports only in conditions, in addition to `Condition` with a name. */
const CONDITION_FUNCTIONS: readonly string[] = ['Fn::And', 'Fn::Equals', 'Fn::Not', 'Fn::Or'];

/** The rules for references and names, which CloudFormation itself enforces for all resources. */
export const REFERENCE_RULES: readonly RuleMetadata[] = [
  LOGICAL_ID_INVALID,
  REFERENCE_UNDEFINED,
  CONDITION_UNDEFINED,
  ...REFERENCED_VALUE_RULES,
  FUNCTION_INVALID,
  CONDITION_FUNCTION_UNSUPPORTED,
  ...USED_ATTRIBUTE_RULES,
];

/** Validates the logical id, the references, and the conditions of a resource, and the uses of its attributes. */
export function validateReferences(resource: TemplateResource): ReferenceError[] {
  const properties = Object.entries(resource.specifiedProperties);
  return [
    ...checkLogicalId(resource),
    ...checkDependencies(resource),
    ...checkConditionName(resource, 'Condition', resource.attribute('Condition')),
    ...properties.flatMap(([property, value]) => [
      ...checkNames(resource, property, value),
      ...checkFunctions(resource, property, value),
      ...findConditionNames(value).flatMap((name) => checkConditionName(resource, property, name)),
    ]),
    ...validateReferencedValues(resource),
    ...validateUsedAttributes(resource),
    ...checkConditions(resource),
  ];
}

function checkLogicalId({ logicalId, template }: TemplateResource): ReferenceError[] {
  if (/^[A-Za-z0-9]+$/.test(logicalId) || !template.isComplete) {
    return [];
  }
  return [
    {
      rule: LOGICAL_ID_INVALID,
      message: `'${logicalId}' must consist of letters and digits, because it is a logical id. Rename the resource.`,
    },
  ];
}

/** CloudFormation ignores dependencies on resources whose condition is false. */
function checkDependencies(resource: TemplateResource): ReferenceError[] {
  const { template } = resource;
  const names = template.isComplete ? [resource.attribute('DependsOn') ?? []].flat().map(readName) : [];
  const undefinedNames = names.filter((name) => name !== '' && !template.isDeclared(name));
  return [...new Set(undefinedNames)].map((name) => createUndefinedError(resource, 'DependsOn', name));
}

function checkNames(resource: TemplateResource, property: string, value: unknown): ReferenceError[] {
  const { template } = resource;
  if (!template.isComplete || isTransformed(value)) {
    return [];
  }
  const names = findReferences(value).map(({ logicalId }) => logicalId.trim());
  const undefinedNames = names.filter((name) => !template.isDefined(name));
  return [...new Set(undefinedNames)].map((name) => createUndefinedError(resource, property, name));
}

/** CloudFormation evaluates conditions before it creates resources. */
function checkConditions({ template, logicalId, type }: TemplateResource): ReferenceError[] {
  return isElastiCacheType(type) && !template.hasMacro
    ? template.findConditionReferences(logicalId).map((source) => ({
        rule: { ...REFERENCE_UNDEFINED, see: CONDITIONS_SECTION },
        message: `'${logicalId}' must not be used in conditions, which cannot refer to resources, but got condition ${formatValue(source.logicalId)}. Compare parameters, mappings, or pseudo parameters.`,
        source,
      }))
    : [];
}

function createUndefinedError({ template }: TemplateResource, property: string, name: string): ReferenceError {
  const closest = findClosest(name, template.definedNames);
  let fix = 'Define it in the template, or correct the name.';
  if (template.isDeclared(name)) {
    fix = 'Create it under the same condition, or use Fn::If to omit the reference.';
  } else if (closest !== undefined) {
    fix = `Did you mean ${formatValue(closest)}?`;
  }
  return {
    rule: { ...REFERENCE_UNDEFINED, property },
    message: `'${property}' must refer to resources and parameters that exist, but got ${formatValue(name)}. ${fix}`,
  };
}

/** Checks the functions that were not evaluated, because what they select does not exist. */
function checkFunctions({ template }: TemplateResource, property: string, value: unknown): ReferenceError[] {
  if (template.hasMacro || isTransformed(value)) {
    return [];
  }
  const keyErrors = findMissingKeys(value, template.mappings).map(({ mapping, topLevelKey, secondLevelKey }) => {
    const parent = secondLevelKey === undefined ? '' : ` of ${formatValue(topLevelKey)}`;
    const key = formatValue(secondLevelKey ?? topLevelKey);
    return `'${property}' must use keys${parent} that the mapping ${formatValue(mapping)} contains, but got ${key}. Add the key to the mapping, or correct it.`;
  });
  const elementErrors = findMissingElements(value).map(
    ({ index, length }) =>
      `'${property}' must select an existing element with Fn::Select, but got the index ${index} for a list with ${pluralize(length, 'element')}. Use the index of an existing element. The first one has the index 0.`,
  );
  const messages = [...new Set([...keyErrors, ...elementErrors])];
  return [
    ...messages.map((message) => ({ rule: { ...FUNCTION_INVALID, property }, message })),
    ...checkConditionFunctions(property, value),
  ];
}

/** CloudFormation supports most condition functions only in conditions. */
function checkConditionFunctions(property: string, value: unknown): ReferenceError[] {
  const names = [...new Set(findConditionFunctions(value))];
  return names.length > 0
    ? [
        {
          rule: { ...CONDITION_FUNCTION_UNSUPPORTED, property },
          message: `'${property}' must not use ${formatList(names)}, which CloudFormation supports only in the Conditions section. Define a condition, and use Fn::If with its name.`,
        },
      ]
    : [];
}

/** Finds the functions in a value that are only for conditions. */
function findConditionFunctions(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const { name, argument } = parseFunctionCall(value) ?? {};
  if (name === 'Fn::If' && Array.isArray(argument)) {
    return argument.slice(1).flatMap(findConditionFunctions);
  }
  const isConditionName = name === 'Condition' && typeof argument === 'string';
  const isUnsupported = name !== undefined && CONDITION_FUNCTIONS.includes(name);
  return isUnsupported || isConditionName ? [name] : Object.values(value).flatMap(findConditionFunctions);
}

/** Whether a macro or loop in a value creates names during the deployment. */
function isTransformed(value: unknown): boolean {
  return /"Fn::(Transform|ForEach)/.test(JSON.stringify(value));
}

function checkConditionName({ template }: TemplateResource, property: string, name: unknown): ReferenceError[] {
  return typeof name === 'string' && !template.hasCondition(name) && template.isComplete
    ? [
        {
          rule: { ...CONDITION_UNDEFINED, property },
          message: `'${property}' must use conditions that the template defines, but got ${formatValue(name)}. Define it in the Conditions section, or correct the name.`,
        },
      ]
    : [];
}
