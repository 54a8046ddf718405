import { PropertyReader } from './property-reader';
import { formatValue } from './rule-builders';
import { findClosest } from '../private/text';
import { isResolved } from '../private/tokens';
import type { PropertySchema } from '../service-data/resource-properties';
import { PROPERTIES } from '../service-data/resource-properties';

/** A value that does not match the schema of its resource type. */
export interface SchemaError {
  readonly kind: 'PropertyKnown' | 'PropertyType';
  readonly property: string;
  readonly message: string;
}

type ScalarSchema = Extract<PropertySchema, string>;
type ObjectSchema = { readonly [key: string]: PropertySchema };

const SCALAR_TYPE_NAMES: Readonly<Record<ScalarSchema, string>> = {
  text: 'a text',
  number: 'a number',
  flag: 'true or false',
};

/** The rules that CloudFormation itself enforces for the properties of every type. */
export const SCHEMA_RULES = {
  PropertyKnown: 'a property must be one that the resource type has',
  PropertyType: 'a value must be of the type that its property has: text, number, true or false, list, object',
} as const;

/**
 * Finds unknown properties, and values of the wrong type. CloudFormation converts between text and numbers, and between
 * text and Booleans.
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
  const actual = property.includes('Passwords') ? 'something else' : formatValue(value);
  return { kind: 'PropertyType', property, message: `'${property}' must be ${expected}, got ${actual}` };
}

function createUnknownPropertyError(property: string, key: string, schema: ObjectSchema, parent: string): SchemaError {
  const knownKeys = Object.keys(schema);
  const suggestion =
    knownKeys.find((knownKey) => knownKey.toLowerCase() === key.toLowerCase()) ?? findClosest(key, knownKeys);
  const fix = suggestion ? `did you mean '${suggestion}'` : 'leave it out';
  return { kind: 'PropertyKnown', property, message: `'${property}' is no property of ${parent}; ${fix}` };
}
