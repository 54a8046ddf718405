import { PropertyReader } from './property-reader';
import { formatValue } from './rule-builders';
import { findClosest } from '../private/closest';
import { isResolved } from '../private/tokens';
import type { PropertySchema } from '../service-data/resource-properties';
import { PROPERTIES } from '../service-data/resource-properties';

/** A value that CloudFormation itself does not take. */
interface SchemaError {
  readonly kind: 'PropertyKnown' | 'PropertyType';
  readonly property: string;
  readonly message: string;
}

/** The demands of CloudFormation on the properties of every type, before the service sees them. */
export const SCHEMA_RULES = {
  PropertyKnown: 'a property must be one that the resource type has',
  PropertyType: 'a value must be of the type that its property has: text, number, true or false, list, object',
} as const;

/**
 * Keys that no property of a type has, and values of another type. CloudFormation takes numbers, truth values and their
 * texts for one another.
 */
export function validateSchema(type: string, values: object): SchemaError[] {
  const schema = Object.hasOwn(PROPERTIES, type) ? PROPERTIES[type] : undefined;
  return schema ? validateValue(values, schema, '', type) : [];
}

function validateValue(value: unknown, schema: PropertySchema, path: string, where: string): SchemaError[] {
  if (!isResolved(value)) {
    return [];
  }
  if (typeof schema === 'string') {
    const read = new PropertyReader({ value });
    const fits =
      { text: read.text('value'), number: read.number('value'), flag: read.flag('value') }[schema] !== undefined;
    return fits
      ? []
      : [createTypeError(path, { text: 'a text', number: 'a number', flag: 'true or false' }[schema], value)];
  }
  if (isList(schema)) {
    return Array.isArray(value)
      ? value.flatMap((element, index) => validateValue(element, schema[0], `${path}.${index}`, where))
      : [createTypeError(path, 'a list', value)];
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    return [createTypeError(path, 'an object', value)];
  }
  return Object.entries(value as object).flatMap(([key, inner]) => {
    const innerPath = path === '' ? key : `${path}.${key}`;
    const innerSchema = Object.hasOwn(schema, key) ? schema[key] : schema['*'];
    return innerSchema
      ? validateValue(inner, innerSchema, innerPath, where)
      : key.startsWith('Fn::')
        ? []
        : [createUnknownPropertyError(innerPath, key, schema, path || where)];
  });
}

function isList(schema: PropertySchema): schema is readonly [PropertySchema] {
  return Array.isArray(schema);
}

function createTypeError(property: string, expected: string, value: unknown): SchemaError {
  return {
    kind: 'PropertyType',
    property,
    message: `'${property}' must be ${expected}, got ${property.includes('Passwords') ? 'something else' : formatValue(value)}`,
  };
}

function createUnknownPropertyError(
  property: string,
  key: string,
  schema: { readonly [key: string]: PropertySchema },
  where: string,
): SchemaError {
  const lower = key.toLowerCase();
  const suggestion =
    Object.keys(schema).find((known) => known.toLowerCase() === lower) ?? findClosest(key, Object.keys(schema));
  return {
    kind: 'PropertyKnown',
    property,
    message: `'${property}' is no property of ${where}; ${suggestion ? `did you mean '${suggestion}'` : 'leave it out'}`,
  };
}
