import { findClosest } from '../private/text';
import { isResolved } from '../private/tokens';
import type { PropertySchema } from '../service-data/generated/resource-properties';
import { PROPERTIES } from '../service-data/generated/resource-properties';
import { MISNAMED_PROPERTIES } from '../service-data/misnamed-properties';

/** The schema of an object, by key. */
export type ObjectSchema = { readonly [key: string]: PropertySchema };

/** The property that a wrong name refers to. */
interface IntendedProperty {
  readonly name: string;

  /** Whether the name is certain: it has the same letters, or is in `MISNAMED_PROPERTIES`. */
  readonly isCertain: boolean;
}

/**
 * Finds the property that a wrong name refers to. A property name with a suffix, such as `UserGroupIds`, can be a new
 * property, so it is not considered wrong.
 *
 * @param type the resource type, or undefined for a key of an object in a property
 */
export function findIntendedProperty(
  key: string,
  schema: ObjectSchema,
  type: string | undefined,
): IntendedProperty | undefined {
  const names = Object.keys(schema);
  const lowerCaseKey = key.toLowerCase();
  const misnamed = type !== undefined && Object.hasOwn(MISNAMED_PROPERTIES, type) ? MISNAMED_PROPERTIES[type] : {};
  const certain =
    names.find((name) => name.toLowerCase() === lowerCaseKey) ??
    (Object.hasOwn(misnamed, lowerCaseKey) ? misnamed[lowerCaseKey] : undefined);
  if (certain !== undefined) {
    return { name: certain, isCertain: true };
  }
  const closest = findClosest(key, names);
  return closest === undefined || key.startsWith(closest) ? undefined : { name: closest, isCertain: false };
}

/**
 * Finds the only name that is similar to an unknown one, which can be a new name: it has a similar spelling, or begins
 * or ends with the unknown name.
 */
export function findSimilarName(key: string, names: readonly string[]): string | undefined {
  const [longer, ...others] = names.filter((name) => name.startsWith(key) || name.endsWith(key));
  return findClosest(key, names) ?? (others.length === 0 ? longer : undefined);
}

/**
 * Replaces wrong names of properties with those that they refer to, so that rules read the specified values and do not
 * also report that properties are missing.
 */
export function correctPropertyNames(type: string, properties: object): object {
  return Object.hasOwn(PROPERTIES, type) ? correctKeys(properties, PROPERTIES[type], type) : properties;
}

function correctValue(value: unknown, schema: PropertySchema | undefined): unknown {
  if (typeof schema !== 'object' || typeof value !== 'object' || value === null || !isResolved(value)) {
    return value;
  }
  if (isListSchema(schema)) {
    return Array.isArray(value) ? value.map((element) => correctValue(element, schema[0])) : value;
  }
  return Array.isArray(value) ? value : correctKeys(value, schema);
}

function correctKeys(values: object, schema: ObjectSchema, type?: string): object {
  const entries = Object.entries(values).map(([key, value]): [string, unknown] => {
    const name = isInSchema(key, schema) ? key : (findIntendedProperty(key, schema, type)?.name ?? key);
    const memberSchema = Object.hasOwn(schema, name) ? schema[name] : undefined;
    return [Object.hasOwn(values, name) ? key : name, correctValue(value, memberSchema)];
  });
  return Object.fromEntries(entries);
}

/** Whether a key is in a schema, or is an intrinsic function. */
function isInSchema(key: string, schema: ObjectSchema): boolean {
  return Object.hasOwn(schema, key) || Object.hasOwn(schema, '*') || key.startsWith('Fn::');
}

export function isListSchema(schema: PropertySchema): schema is readonly [PropertySchema] {
  return Array.isArray(schema);
}
