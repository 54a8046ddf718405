import { PropertyReader } from './property-reader';
import type { RuleMetadata } from './rule';
import { FindingSeverity } from './rule';
import { formatValue } from './rule-builders';
import { findClosest } from '../private/text';
import { isResolved } from '../private/tokens';
import type { PropertySchema } from '../service-data/resource-properties';
import { PROPERTIES } from '../service-data/resource-properties';

/** A value that does not match the schema of its resource type. */
export interface SchemaError {
  readonly rule: SchemaRule;
  readonly property: string;
  readonly message: string;
}

type SchemaRule = keyof typeof SCHEMA_RULES;

type ScalarSchema = Extract<PropertySchema, string>;
type ObjectSchema = { readonly [key: string]: PropertySchema };

const SCALAR_TYPE_NAMES: Readonly<Record<ScalarSchema, string>> = {
  text: 'a string',
  number: 'a number',
  flag: 'true or false',
};

/** The rules that CloudFormation itself enforces for the properties of every type. */
const SCHEMA_RULES = {
  PropertyMisspelled: {
    severity: FindingSeverity.ERROR,
    description: 'the name of a property must not be misspelled',
    impossible: undefined,
  },
  PropertyUnknown: {
    severity: FindingSeverity.WARNING,
    description: 'a property should be one that this version of cdk-elasticache supports',
    impossible: undefined,
  },
  PropertyTypeInvalid: {
    severity: FindingSeverity.ERROR,
    description: 'a value must have the type of its property: string, number, Boolean, list, or object',
    impossible: 'the schema of the resource type requires another type',
  },
} as const;

/** Lists the schema rules of a resource type, or of all types with a schema. */
export function listSchemaRules(types: readonly string[] = Object.keys(PROPERTIES)): RuleMetadata[] {
  return types
    .filter((type) => Object.hasOwn(PROPERTIES, type))
    .flatMap((type) => (Object.keys(SCHEMA_RULES) as SchemaRule[]).map((name) => getSchemaRule(type, name)));
}

/** Returns the metadata of a schema rule of a resource type. */
export function getSchemaRule(type: string, name: SchemaRule): RuleMetadata {
  return {
    id: `${getShortTypeName(type)}.${name}`,
    property: '',
    see: getDocumentationUrl(type),
    ...SCHEMA_RULES[name],
  };
}

/** Returns a resource type without its service, such as `ServerlessCache`. */
export function getShortTypeName(type: string): string {
  return type.slice(type.lastIndexOf(':') + 1);
}

/** Returns the page of a resource type in the CloudFormation template reference. */
export function getDocumentationUrl(type: string): string {
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-${getShortTypeName(type).toLowerCase()}.html`;
}

/**
 * Finds unknown properties and values of the wrong type. CloudFormation converts between strings and numbers, and
 * between strings and Booleans.
 */
export function validateSchema(type: string, values: object): SchemaError[] {
  const schema = Object.hasOwn(PROPERTIES, type) ? PROPERTIES[type] : undefined;
  return schema ? validateValue(values, schema, '', type) : [];
}

function validateValue(value: unknown, schema: PropertySchema, path: string, type: string): SchemaError[] {
  if (!isResolved(value)) {
    return [];
  }
  if (typeof schema === 'string') {
    return hasScalarType(value, schema) ? [] : [createTypeError(path, SCALAR_TYPE_NAMES[schema], value)];
  }
  if (isListSchema(schema)) {
    return Array.isArray(value)
      ? value.flatMap((element, index) => validateValue(element, schema[0], `${path}.${index}`, type))
      : [createTypeError(path, 'a list', value)];
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    return [createTypeError(path, 'an object', value)];
  }
  return Object.entries(value as object).flatMap(([key, member]) => validateMember(key, member, schema, path, type));
}

function validateMember(
  key: string,
  member: unknown,
  schema: ObjectSchema,
  parentPath: string,
  type: string,
): SchemaError[] {
  const path = parentPath === '' ? key : `${parentPath}.${key}`;
  const memberSchema = Object.hasOwn(schema, key) ? schema[key] : schema['*'];
  if (memberSchema) {
    return validateValue(member, memberSchema, path, type);
  }
  return key.startsWith('Fn::') ? [] : [createUnknownPropertyError(path, key, schema, parentPath || type)];
}

function hasScalarType(value: unknown, schema: ScalarSchema): boolean {
  const reader = new PropertyReader({ value });
  return reader[schema]('value') !== undefined;
}

function isListSchema(schema: PropertySchema): schema is readonly [PropertySchema] {
  return Array.isArray(schema);
}

function createTypeError(property: string, expected: string, value: unknown): SchemaError {
  const actual = /Passwords|AuthToken/.test(property) ? 'a value of another type' : formatValue(value);
  return {
    rule: 'PropertyTypeInvalid',
    property,
    message: `'${property}' must be ${expected}, but got ${actual}. Use ${expected}.`,
  };
}

function createUnknownPropertyError(property: string, key: string, schema: ObjectSchema, parent: string): SchemaError {
  const keys = Object.keys(schema);
  const closest = findClosest(key, keys);
  const suggestion = findIntendedProperty(key, keys, closest);
  const hasSameLetters = suggestion?.toLowerCase() === key.toLowerCase();
  return suggestion === undefined
    ? {
        rule: 'PropertyUnknown',
        property,
        message: `'${property}' is not a property of ${parent} in this version of cdk-elasticache. ${closest ? `Did you mean '${closest}'? Otherwise, remove '${property}'` : `Remove '${property}'`}, or upgrade cdk-elasticache.`,
      }
    : {
        rule: 'PropertyMisspelled',
        property,
        message: `'${property}' is not a property of ${parent}. ${hasSameLetters ? `Use '${suggestion}'.` : `Did you mean '${suggestion}'?`}`,
      };
}

/**
 * Finds the property that a misspelled name refers to. A property name with a suffix, such as `UserGroupIds`, can be a
 * new property, so it is not considered misspelled.
 */
function findIntendedProperty(key: string, knownKeys: readonly string[], closest?: string): string | undefined {
  const sameLetters = knownKeys.find((knownKey) => knownKey.toLowerCase() === key.toLowerCase());
  return sameLetters ?? (closest !== undefined && key.startsWith(closest) ? undefined : closest);
}
