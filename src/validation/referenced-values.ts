import { NAME_PROPERTIES } from './physical-names';
import type { ObjectSchema } from './property-names';
import { isListSchema } from './property-names';
import type { ReferenceError } from './reference-error';
import { createReferenceRule, REF } from './reference-error';
import type { RuleMetadata } from './rule';
import { formatValue, formatValues } from './rule-builders';
import type { TemplateResource } from './template-resource';
import { parseTextParts } from './text-parts';
import { formatList } from '../private/text';
import type { PropertySchema } from '../service-data/generated/resource-properties';
import { PROPERTIES } from '../service-data/generated/resource-properties';
import { isObject, parseFunctionCall, readName } from '../template/values';

const REFERENCE_TYPE_MISMATCH = createReferenceRule(
  'ReferenceTypeMismatch',
  REF,
  'a reference must be to a resource of the type that the property requires',
);
const ID_INVALID = createReferenceRule(
  'IdInvalid',
  'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html',
  'the id of a security group or subnet must end with 8 or 17 hexadecimal digits, and the id of a key must be hexadecimal',
);

const KEY_IDS = 'https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html';

/** Ids of AWS KMS keys. Those of multi-Region keys begin with `mrk-`. */
const KEY_ID_PATTERN = /^(mrk-)?[\da-f-]+$/i;
const REFERENCE_NOT_A_LIST = createReferenceRule(
  'ReferenceNotAList',
  REF,
  'the value of a list must not be a reference that returns a single value',
);

/** The rules for what the references of a resource return. */
export const REFERENCED_VALUE_RULES: readonly RuleMetadata[] = [
  REFERENCE_TYPE_MISMATCH,
  ID_INVALID,
  REFERENCE_NOT_A_LIST,
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

/** Validates the types of the resources to which a resource refers, the ids, and the references to lists. */
export function validateReferencedValues(resource: TemplateResource): ReferenceError[] {
  const properties = Object.entries(resource.specifiedProperties);
  return [
    ...properties.flatMap(([property, value]) => [
      ...checkElements(resource, property, value),
      ...checkKeyId(resource, property, value),
    ]),
    ...checkLists(resource),
  ];
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

/**
 * Checks the id of a key. The rule KeyInvalid of the types reports other texts, and constructs can have the ids of
 * placeholders.
 */
function checkKeyId({ template }: TemplateResource, property: string, id: unknown): ReferenceError[] {
  const isInvalid = typeof id === 'string' && /^[\w-]+$/.test(id) && !KEY_ID_PATTERN.test(id);
  return property === 'KmsKeyId' && isInvalid && template.hasFormatVersion
    ? [
        {
          rule: { ...ID_INVALID, property, see: KEY_IDS },
          message: `'${property}' must be the id, ARN, or alias of an AWS KMS key, but got ${formatValue(id)}. Use an id such as 1234abcd-12ab-34cd-56ef-1234567890ab. Begin an alias with alias/.`,
        },
      ]
    : [];
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
  const targets = elements
    .map((element) => findTarget(resource, element))
    .filter((target) => target !== undefined && target.type !== expected);
  return targets.length > 0
    ? [
        {
          rule: { ...REFERENCE_TYPE_MISMATCH, property },
          message: `'${property}' must refer to resources of the type ${expected}, but got ${formatList([...new Set(targets)].map(String))}. Use resources of the type ${expected}.`,
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
