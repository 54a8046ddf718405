import { isTransformed, listTransforms } from './transforms';
import { isObject, readName, readType, toObject } from './values';
import { findClosest } from '../private/text';

/** The keys of a resource, and those that AWS SAM also supports. */
const KEYS = [
  'Condition',
  'Connectors',
  'CreationPolicy',
  'DeletionPolicy',
  'DependsOn',
  'IgnoreGlobals',
  'Metadata',
  'Properties',
  'Type',
  'UpdatePolicy',
  'UpdateReplacePolicy',
];

/**
 * Whether a template contains all its resources. Fragments for other tools have no format version, and macros, modules,
 * and loops add resources during the deployment.
 */
export function isCompleteTemplate(template: Readonly<Record<string, unknown>>): boolean {
  return (
    template.AWSTemplateFormatVersion !== undefined &&
    listTransforms(template).every((transform) => transform === 'AWS::LanguageExtensions') &&
    !Object.entries(toObject(template.Resources)).some(([key, resource]) => isExpanded(key, resource))
  );
}

/** Whether CloudFormation creates resources from an entry during the deployment. */
function isExpanded(key: string, resource: unknown): boolean {
  return isFunctionKey(key) || isTransformedResource(resource) || readType(resource).endsWith('::MODULE');
}

/** Whether a macro can add keys to a resource. */
export function isTransformedResource(resource: unknown): boolean {
  return isTransformed(toObject(resource));
}

function isFunctionKey(key: string): boolean {
  return key.startsWith('Fn::');
}

/** Whether a key is one that a resource can have. */
export function isResourceKey(key: string): boolean {
  return KEYS.includes(key);
}

/** Returns the type of a resource, also if its key is misspelled. Returns an empty text if the resource has no type. */
export function findType(resource: unknown): string {
  return readName(toObject(correctKeys(resource)).Type);
}

/** Replaces misspelled keys of a resource, so that rules read the specified values. */
export function correctKeys<T>(resource: T): T {
  if (!isObject(resource) || Object.keys(resource).every(isResourceKey)) {
    return resource;
  }
  const entries = Object.entries(resource).map(([key, value]) => {
    const name = isResourceKey(key) ? key : (findIntendedKey(key) ?? key);
    return [Object.hasOwn(resource, name) ? key : name, value];
  });
  return Object.fromEntries(entries) as T;
}

/** Finds the key to which a misspelled one refers. */
export function findIntendedKey(key: string): string | undefined {
  return findSameLetters(key) ?? findClosest(key, KEYS);
}

/** Finds the key with the same letters, but another case. */
export function findSameLetters(key: string): string | undefined {
  return KEYS.find((known) => known.toLowerCase() === key.toLowerCase());
}
