import { NAME_PROPERTIES } from './physical-names';
import type { ObjectSchema } from './property-names';
import { isListSchema } from './property-names';
import type { RuleMetadata } from './rule';
import { FindingSeverity } from './rule';
import { formatValue, formatValues } from './rule-builders';
import type { TemplateResource } from './template';
import { findReferences, parseTextParts } from './text-parts';
import { findClosest, pluralize } from '../private/text';
import type { PropertySchema } from '../service-data/generated/resource-properties';
import { PROPERTIES } from '../service-data/generated/resource-properties';
import { ATTRIBUTES } from '../service-data/resource-attributes';
import { findConditionNames } from '../template/entry-inputs';
import { findMissingElements, findMissingKeys } from '../template/mappings';
import { isObject, parseFunctionCall, readName } from '../template/values';

/** A problem with a reference, a condition, or a logical id. */
export interface ReferenceError {
  readonly rule: RuleMetadata;
  readonly message: string;
}

const REF =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html';
const GET_ATT =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html';
const CONDITIONS =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html';
const RESOURCES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html';

const createMetadata = (
  id: string,
  see: string,
  description: string,
  severity: FindingSeverity = FindingSeverity.ERROR,
): RuleMetadata => ({ id: `Resource.${id}`, property: '', see, description, severity });

const LOGICAL_ID_INVALID = createMetadata(
  'LogicalIdInvalid',
  RESOURCES,
  'the logical id of a resource must consist of letters and digits',
);
const REFERENCE_UNDEFINED = createMetadata(
  'ReferenceUndefined',
  REF,
  'a reference must be to a resource or parameter that exists',
);
const CONDITION_UNDEFINED = createMetadata(
  'ConditionUndefined',
  CONDITIONS,
  'a resource must use only conditions that the template defines',
);
const REFERENCE_TYPE_MISMATCH = createMetadata(
  'ReferenceTypeMismatch',
  REF,
  'a reference must be to a resource of the type that the property requires',
);
const ID_INVALID = createMetadata(
  'IdInvalid',
  'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html',
  'the id of a security group or subnet must end with 8 or 17 hexadecimal digits',
);
const REFERENCE_NOT_A_LIST = createMetadata(
  'ReferenceNotAList',
  REF,
  'the value of a list must not be a reference that returns a single value',
);
const FUNCTION_INVALID = createMetadata(
  'FunctionInvalid',
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html',
  'Fn::FindInMap and Fn::Select must select a key or an element that exists',
);
const ATTRIBUTE_MISSPELLED = createMetadata(
  'AttributeMisspelled',
  GET_ATT,
  'an attribute must have its name in the resource type, and must not be a property',
);
const ATTRIBUTE_UNKNOWN = createMetadata(
  'AttributeUnknown',
  GET_ATT,
  'an attribute should be one that this version of cdk-elasticache supports',
  FindingSeverity.WARNING,
);

/** The rules for references and names, which CloudFormation itself enforces for all resources. */
export const REFERENCE_RULES: readonly RuleMetadata[] = [
  LOGICAL_ID_INVALID,
  REFERENCE_UNDEFINED,
  CONDITION_UNDEFINED,
  REFERENCE_TYPE_MISMATCH,
  ID_INVALID,
  REFERENCE_NOT_A_LIST,
  FUNCTION_INVALID,
  ATTRIBUTE_MISSPELLED,
  ATTRIBUTE_UNKNOWN,
];

/** The types to which properties refer. Properties with the name of the resource itself are not references. */
const REFERENCED_TYPES: Readonly<Record<string, string>> = {
  CacheParameterGroupName: 'AWS::ElastiCache::ParameterGroup',
  CacheSubnetGroupName: 'AWS::ElastiCache::SubnetGroup',
  SecurityGroupIds: 'AWS::EC2::SecurityGroup',
  SubnetIds: 'AWS::EC2::Subnet',
  UserGroupId: 'AWS::ElastiCache::UserGroup',
  UserGroupIds: 'AWS::ElastiCache::UserGroup',
  UserIds: 'AWS::ElastiCache::User',
  VpcSecurityGroupIds: 'AWS::EC2::SecurityGroup',
};

/** The prefixes of the ids of the types that have ids. */
const ID_PREFIXES: Readonly<Record<string, string>> = {
  'AWS::EC2::SecurityGroup': 'sg-',
  'AWS::EC2::Subnet': 'subnet-',
};

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
      ...checkElements(resource, property, value),
    ]),
    ...checkLists(resource),
    ...checkAttributes(resource),
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
  const names = [resource.attribute('DependsOn') ?? []].flat().map(readName);
  const name = names.find((candidate) => candidate !== '' && !template.isDeclared(candidate));
  return name !== undefined && template.isComplete ? [createUndefinedError(resource, 'DependsOn', name)] : [];
}

function checkNames(resource: TemplateResource, property: string, value: unknown): ReferenceError[] {
  const { template } = resource;
  const names = findReferences(value).map(({ logicalId }) => logicalId.trim());
  const name = names.find((candidate) => !template.isDefined(candidate));
  return name !== undefined && template.isComplete && !isTransformed(value)
    ? [createUndefinedError(resource, property, name)]
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
  const rule = { ...FUNCTION_INVALID, property };
  const [entry] = findMissingKeys(value, template.mappings);
  if (entry) {
    const { mapping, topLevelKey, secondLevelKey } = entry;
    const parent = secondLevelKey === undefined ? '' : ` of ${formatValue(topLevelKey)}`;
    const key = formatValue(secondLevelKey ?? topLevelKey);
    return [
      {
        rule,
        message: `'${property}' must use keys${parent} that the mapping ${formatValue(mapping)} contains, but got ${key}. Add the key to the mapping, or correct it.`,
      },
    ];
  }
  const [element] = findMissingElements(value);
  return element
    ? [
        {
          rule,
          message: `'${property}' must select an element of a list, but got the index ${element.index} for ${pluralize(element.length, 'element')}. Use the index of an element that exists.`,
        },
      ]
    : [];
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
          message: `'${property}' must use conditions that the template defines, but got ${formatValue(name)}. Define it in the section Conditions, or correct the name.`,
        },
      ]
    : [];
}

function checkElements(resource: TemplateResource, property: string, value: unknown): ReferenceError[] {
  const isReference = Object.hasOwn(REFERENCED_TYPES, property) && NAME_PROPERTIES.get(resource.type) !== property;
  if (!isReference) {
    return [];
  }
  const elements = [value].flat();
  const type = REFERENCED_TYPES[property];
  return [...checkTypes(resource, property, elements, type), ...checkIds(resource, property, elements, type)];
}

/** The rules SubnetIdInvalid and SecurityGroupIdInvalid of the types report ids with other prefixes. */
function checkIds(
  { template }: TemplateResource,
  property: string,
  elements: readonly unknown[],
  type: string,
): ReferenceError[] {
  const prefix = ID_PREFIXES[type];
  const invalid = elements.filter(
    (id) =>
      typeof id === 'string' && id.startsWith(prefix) && !/^[0-9a-f]{8}([0-9a-f]{9})?$/.test(id.slice(prefix.length)),
  );
  return invalid.length > 0 && template.isComplete
    ? [
        {
          rule: { ...ID_INVALID, property },
          message: `'${property}' must contain ids that end with 8 or 17 hexadecimal digits, but got ${formatValues(invalid)}. Use ids such as ${prefix}0123456789abcdef0.`,
        },
      ]
    : [];
}

function checkTypes(
  resource: TemplateResource,
  property: string,
  elements: readonly unknown[],
  expected: string,
): ReferenceError[] {
  const target = elements
    .map((element) => findTarget(resource, element))
    .find((candidate) => candidate && candidate.type !== expected);
  return target
    ? [
        {
          rule: { ...REFERENCE_TYPE_MISMATCH, property },
          message: `'${property}' must refer to resources of the type ${expected}, but got ${target}. Use a resource of this type.`,
        },
      ]
    : [];
}

/**
 * Finds the resource to which a value refers, if the type of the resource determines what the reference returns.
 * Attributes of other types, such as `DefaultSecurityGroup` of a VPC, can return the ids of other resources.
 */
function findTarget({ template }: TemplateResource, value: unknown): TemplateResource | undefined {
  const [reference, ...others] = parseTextParts(value) ?? [];
  if (reference === undefined || typeof reference === 'string' || others.length > 0) {
    return undefined;
  }
  const target = template.resources.get(reference.logicalId);
  const hasReferencedType = Object.values(REFERENCED_TYPES).includes(target?.type ?? '');
  const isVpc = target?.type === 'AWS::EC2::VPC' && reference.attribute === undefined;
  return hasReferencedType || isVpc ? target : undefined;
}

function checkLists(resource: TemplateResource): ReferenceError[] {
  const schema = Object.hasOwn(PROPERTIES, resource.type) ? PROPERTIES[resource.type] : {};
  return findListReferences(resource.specifiedProperties, schema, '')
    .filter(({ name }) => isSingleValue(resource, name))
    .map(({ path, name }) => ({
      rule: { ...REFERENCE_NOT_A_LIST, property: path },
      message: `'${path}' must be a list, but got a reference to ${formatValue(name)}, which returns a single value. Use a list that contains the reference.`,
    }));
}

/** Finds the lists whose value is a reference, with the referenced name. */
function findListReferences(value: unknown, schema: PropertySchema, path: string): { path: string; name: string }[] {
  if (!isObject(value) || typeof schema === 'string') {
    return [];
  }
  const { name, argument } = parseFunctionCall(value) ?? {};
  if (isListSchema(schema)) {
    return name === 'Ref' ? [{ path, name: readName(argument) }] : [];
  }
  return Object.entries(schema as ObjectSchema).flatMap(([key, member]) =>
    findListReferences(value[key], member, path === '' ? key : `${path}.${key}`),
  );
}

/** Whether `Ref` returns a single value: the name of a resource, or the value of a parameter that is not a list. */
function isSingleValue({ template }: TemplateResource, name: string): boolean {
  const parameterType = template.readParameterType(name);
  return parameterType === undefined ? template.resources.has(name) : !/List/.test(parameterType);
}

function checkAttributes(resource: TemplateResource): ReferenceError[] {
  const { type } = resource;
  const known = Object.hasOwn(ATTRIBUTES, type) ? ATTRIBUTES[type] : undefined;
  if (known === undefined) {
    return [];
  }
  return resource.usedAttributes
    .filter((attribute) => attribute !== 'Ref' && !known.some((each) => `${each}.`.startsWith(`${attribute}.`)))
    .map((attribute) => createAttributeError(resource, attribute, known));
}

function createAttributeError(resource: TemplateResource, attribute: string, known: readonly string[]): ReferenceError {
  const { type } = resource;
  const use = resource.formatAttributeUse(attribute);
  if (Object.hasOwn(PROPERTIES[type], attribute)) {
    const fix = NAME_PROPERTIES.get(type) === attribute ? 'Use Ref, which returns it.' : 'Use its value.';
    return {
      rule: { ...ATTRIBUTE_MISSPELLED, property: attribute },
      message: `'${attribute}' is a property and not an attribute of ${type}, but got ${use}. ${fix}`,
    };
  }
  const closest = findClosest(attribute, known);
  return closest === undefined
    ? {
        rule: { ...ATTRIBUTE_UNKNOWN, property: 'Type' },
        message: `'Type' is ${type}, for which this version of cdk-elasticache does not support the attribute ${use}. Check the attribute, or upgrade cdk-elasticache.`,
      }
    : {
        rule: { ...ATTRIBUTE_MISSPELLED, property: 'Type' },
        message: `'Type' is ${type}, which does not have the attribute ${use}. Did you mean ${closest}?`,
      };
}
