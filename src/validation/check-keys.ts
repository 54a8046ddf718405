import { isElastiCacheType } from './resource-types';
import type { RuleMetadata } from './rule';
import { FindingSeverity } from './rule';
import { formatValue } from './rule-builders';
import { PROPERTIES } from '../service-data/generated/resource-properties';
import {
  findIntendedKey,
  findSameLetters,
  findType,
  isResourceKey,
  isTransformedResource,
} from '../template/resource-keys';
import { isObject, toObject } from '../template/values';

const SEE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html';

const TYPE_MISSING: RuleMetadata = {
  id: 'Resource.TypeMissing',
  property: 'Type',
  see: SEE,
  description: 'a resource must have a type, which is a string',
  severity: FindingSeverity.ERROR,
};
const MISSPELLED: RuleMetadata = {
  id: 'Resource.KeyMisspelled',
  property: '',
  see: SEE,
  description: 'a key of a resource, such as Properties, must not be misspelled, and must not be a property',
  severity: FindingSeverity.ERROR,
};
const UNKNOWN: RuleMetadata = {
  id: 'Resource.KeyUnknown',
  property: '',
  see: SEE,
  description: 'a key of a resource should be one that this version of cdk-elasticache supports',
  severity: FindingSeverity.WARNING,
};

/** The rules for the keys of resources, which CloudFormation itself enforces for all types. */
export const KEY_RULES: readonly RuleMetadata[] = [TYPE_MISSING, MISSPELLED, UNKNOWN];

/** A problem with the keys of a resource. */
export interface ResourceKeyError {
  readonly rule: RuleMetadata;
  readonly message: string;
}

/**
 * Checks the keys of a resource. The type of every resource in a complete template is checked, because CloudFormation
 * rejects the template otherwise. The other keys are checked for ElastiCache resources.
 */
export function checkKeys(logicalId: string, resource: unknown, isComplete: boolean): ResourceKeyError[] {
  if (isTransformedResource(resource)) {
    return [];
  }
  const type = findType(resource);
  if (isElastiCacheType(type)) {
    const unknownKeys = Object.keys(toObject(resource)).filter((key) => !isResourceKey(key));
    return unknownKeys.map((key) => createKeyError(key, type));
  }
  return isComplete && type === '' ? [createTypeError(logicalId, resource)] : [];
}

function createKeyError(key: string, type: string): ResourceKeyError {
  const intended = findIntendedKey(key);
  if (intended !== undefined) {
    const fix = findSameLetters(key) === undefined ? `Did you mean '${intended}'?` : `Use '${intended}'.`;
    return { rule: { ...MISSPELLED, property: key }, message: `'${key}' is not a key of a resource. ${fix}` };
  }
  if (Object.hasOwn(PROPERTIES, type) && Object.hasOwn(PROPERTIES[type], key)) {
    return {
      rule: { ...MISSPELLED, property: key },
      message: `'${key}' is a property, and not a key of a resource. Move it to 'Properties'.`,
    };
  }
  return {
    rule: { ...UNKNOWN, property: key },
    message: `'${key}' must be a supported key of a resource, such as Metadata or DependsOn. CloudFormation rejects other keys. Remove the key, or upgrade cdk-elasticache if CloudFormation supports it now.`,
  };
}

function createTypeError(logicalId: string, resource: unknown): ResourceKeyError {
  if (!isObject(resource)) {
    return {
      rule: TYPE_MISSING,
      message: `'${logicalId}' must be an object with the type of the resource, but got ${formatValue(resource)}. Specify the resource, or remove '${logicalId}'.`,
    };
  }
  const { Type } = resource;
  const message =
    Type === undefined
      ? "'Type' is missing, but CloudFormation requires it for every resource. Specify the type of the resource."
      : `'Type' must be a string, but got ${formatValue(Type)}. Specify the type of the resource.`;
  return { rule: TYPE_MISSING, message };
}
