import type { CfnResource } from 'aws-cdk-lib/core';
import { toPropName } from './property-reader';
import { UNKNOWN } from '../private/tokens';
import { PROPERTIES } from '../service-data/resource-properties';

/** What aws-cdk-lib keeps in an L1 construct, but does not publish. */
interface ResourceInternals {
  /** The overrides of `addOverride` and `addPropertyOverride`. */
  readonly rawOverrides?: { readonly Properties?: Readonly<Record<string, unknown>> };
  /** The properties of an L1 construct, by prop. Unlike the accessors, it reads deprecated ones without a warning. */
  readonly cfnProperties: Readonly<Record<string, unknown>>;
  /** The properties of a `CfnResource` that has no class of its own. */
  readonly _cfnProperties?: object;
}

/**
 * Finds the properties that differ from the values with which an L1 construct was created, by CloudFormation name:
 * those that were assigned to the L1 construct, and property overrides.
 *
 * @param values the values of the L2 construct, or the L1 construct itself
 */
export function findLaterValues(resource: CfnResource, values: object): ReadonlyMap<string, unknown> {
  const overrides = (resource as unknown as ResourceInternals).rawOverrides?.Properties ?? {};
  return new Map([
    ...(values === resource ? [] : findAssignedValues(resource, values)),
    ...Object.entries(overrides).map(([key, value]) => [key, readOverride(value)] as const),
  ]);
}

/** Returns the properties of a resource that is created by its type only; undefined for generated L1 constructs. */
export function readGenericProperties(resource: CfnResource): object | undefined {
  const isGenerated = 'CFN_RESOURCE_TYPE_NAME' in resource.constructor;
  return isGenerated ? undefined : (resource as unknown as ResourceInternals)._cfnProperties;
}

function findAssignedValues(resource: CfnResource, values: object): [string, unknown][] {
  const { cfnProperties: current } = resource as unknown as ResourceInternals;
  return Object.keys(PROPERTIES[resource.cfnResourceType] ?? {})
    .map((key) => ({ key, prop: toPropName(key) }))
    .filter(({ prop }) => prop in current && !isComputed(values, prop))
    .filter(({ prop }) => current[prop] !== (values as Record<string, unknown>)[prop])
    .map(({ key, prop }) => [key, current[prop]]);
}

/** Whether a value is computed until synthesis, as the users of a user group. */
function isComputed(values: object, prop: string): boolean {
  return Object.getOwnPropertyDescriptor(values, prop)?.get !== undefined;
}

/** An override of a part of an object is merged during synthesis, so the object is not known. */
function readOverride(value: unknown): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? UNKNOWN : value;
}
