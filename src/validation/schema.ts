import type { ObjectSchema } from './property-names';
import { findIntendedProperty, findSimilarName, isListSchema } from './property-names';
import { PropertyReader } from './property-reader';
import type { RuleMetadata } from './rule';
import { FindingSeverity } from './rule';
import { formatValue } from './rule-builders';
import { isResolved, isUnresolved } from '../private/tokens';
import type { PropertySchema } from '../service-data/generated/resource-properties';
import { PROPERTIES } from '../service-data/generated/resource-properties';
import { isObject } from '../template/values';

/** A value that does not match the schema of its resource type. */
export interface SchemaError {
  readonly rule: SchemaRule;
  readonly property: string;
  readonly message: string;

  /** Whether the value is null. */
  readonly isNull?: boolean;
}

type SchemaRule = keyof typeof SCHEMA_RULES;

type ScalarSchema = Extract<PropertySchema, string>;

const SCALAR_TYPE_NAMES: Readonly<Record<ScalarSchema, string>> = {
  text: 'a string',
  number: 'a number',
  flag: 'true or false',
};

/** The rules that CloudFormation itself enforces for the properties of every type. */
const SCHEMA_RULES = {
  PropertyMisspelled: {
    severity: FindingSeverity.ERROR,
    description: 'a property must have its name in the resource type',
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
  SecureReferenceUnsupported: {
    severity: FindingSeverity.ERROR,
    description:
      'only AuthToken of a replication group can contain a dynamic reference to a secure string (ssm-secure)',
    impossible: undefined,
  },
} as const;

const CACHE_CLUSTER = 'AWS::ElastiCache::CacheCluster';
const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';

/** The properties that the rule SecureReferenceUnsupported does not validate, by resource type. */
const SECURE_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  [REPLICATION_GROUP]: ['AuthToken'],
  'AWS::ElastiCache::User': ['AuthenticationMode', 'Passwords'],
};

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
 * Finds unknown properties, values of the wrong type, and dynamic references that CloudFormation does not resolve.
 * CloudFormation converts between strings and numbers, and between strings and Booleans.
 */
export function validateSchema(type: string, values: object): SchemaError[] {
  const schema = Object.hasOwn(PROPERTIES, type) ? PROPERTIES[type] : undefined;
  return schema ? [...validateValue(values, schema, '', type), ...findSecureReferences(type, values)] : [];
}

function validateValue(value: unknown, schema: PropertySchema, path: string, type: string): SchemaError[] {
  if (value === null) {
    return [createNullError(path)];
  }
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
  return key.startsWith('Fn::') ? [] : [createUnknownPropertyError(path, key, schema, type)];
}

function hasScalarType(value: unknown, schema: ScalarSchema): boolean {
  const reader = new PropertyReader({ value });
  return reader[schema]('value') !== undefined;
}

/** CloudFormation accepts no null values in templates. */
function createNullError(property: string): SchemaError {
  return {
    rule: 'PropertyTypeInvalid',
    property,
    message: `'${property}' must have a value, but got null. Specify a value, or remove '${property}'.`,
    isNull: true,
  };
}

/** Checks the section `Properties` itself. */
export function validateSection(properties: unknown): SchemaError[] {
  if (properties === null) {
    return [createNullError('Properties')];
  }
  const isSection = properties === undefined || isUnresolved(properties) || isObject(properties);
  return isSection ? [] : [createTypeError('Properties', 'an object', properties)];
}

function createTypeError(property: string, expected: string, value: unknown): SchemaError {
  const actual = /Passwords|AuthToken/.test(property) ? 'a value of another type' : formatValue(value);
  return {
    rule: 'PropertyTypeInvalid',
    property,
    message: `'${property}' must be ${expected}, but got ${actual}. Use ${expected}.`,
  };
}

function createUnknownPropertyError(property: string, key: string, schema: ObjectSchema, type: string): SchemaError {
  const isTopLevel = property === key;
  const parent = isTopLevel ? type : property.slice(0, -key.length - 1);
  const intended = findIntendedProperty(key, schema, isTopLevel ? type : undefined);
  if (!intended) {
    return {
      rule: 'PropertyUnknown',
      property,
      message: `'${property}' is not a property of ${parent} in this version of cdk-elasticache. The deployment fails unless CloudFormation supports it. ${formatUnknownFix(property, key, schema, type)}, or upgrade cdk-elasticache.`,
    };
  }
  const { name, isCertain } = intended;
  return {
    rule: 'PropertyMisspelled',
    property,
    message: `'${property}' is not a property of ${parent}. ${isCertain ? `Use '${name}'.` : `Did you mean '${name}'?`}`,
  };
}

/** Formats the fix for an unknown property, without the period at the end. */
function formatUnknownFix(property: string, key: string, schema: ObjectSchema, type: string): string {
  if (type === CACHE_CLUSTER && Object.hasOwn(PROPERTIES[REPLICATION_GROUP], property)) {
    return `Use ${REPLICATION_GROUP}, which has this property`;
  }
  const similar = findSimilarName(key, Object.keys(schema));
  return similar === undefined ? 'Check the name' : `Did you mean '${similar}'? Otherwise, check the name`;
}

/**
 * Finds the properties that contain dynamic references to secure strings. Another rule reports the passwords of users,
 * because it also validates constructs.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html
 */
function findSecureReferences(type: string, values: object): SchemaError[] {
  const excluded = Object.hasOwn(SECURE_PROPERTIES, type) ? SECURE_PROPERTIES[type] : [];
  return Object.entries(values)
    .filter(([property, value]) => !excluded.includes(property) && containsSecureReference(value))
    .map(([property]) => ({
      rule: 'SecureReferenceUnsupported',
      property,
      message: `'${property}' must not contain a dynamic reference to a secure string (ssm-secure). For ElastiCache, CloudFormation resolves such references only in 'AuthToken' of ${REPLICATION_GROUP}. Use a dynamic reference to a secret in AWS Secrets Manager.`,
    }));
}

function containsSecureReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null
    ? Object.values(value).some(containsSecureReference)
    : typeof value === 'string' && value.includes('{{resolve:ssm-secure:');
}
