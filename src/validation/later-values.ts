import type { CfnResource } from 'aws-cdk-lib/core';
import { Token } from 'aws-cdk-lib/core';
import { toPropName } from './property-reader';
import { PROPERTIES } from '../service-data/resource-properties';

/** What aws-cdk-lib keeps in an L1 construct, but does not publish. */
interface ResourceInternals {
  /** The overrides of `addOverride` and `addPropertyOverride`. */
  readonly rawOverrides?: Readonly<Record<string, unknown>> & {
    readonly Properties?: Readonly<Record<string, unknown>>;
  };
  /** The properties of an L1 construct, by prop. Unlike the accessors, it reads deprecated ones without a warning. */
  readonly cfnProperties: Readonly<Record<string, unknown>>;
  /** The properties of a `CfnResource` that has no class of its own. */
  readonly _cfnProperties?: object;
}

/**
 * Finds the properties that differ from the values with which an L1 construct was created, by CloudFormation name:
 * those that were assigned to the L1 construct, and property overrides.
 *
 * @param l1Props the props of the L1 construct, or the L1 construct itself
 */
export function findLaterValues(resource: CfnResource, l1Props: object): ReadonlyMap<string, unknown> {
  const overrides = (resource as unknown as ResourceInternals).rawOverrides?.Properties ?? {};
  return new Map([
    ...(l1Props === resource ? [] : findAssignedValues(resource, l1Props)),
    ...Object.entries(overrides).map(([key, value]) => [key, readOverride(value)] as const),
  ]);
}

/** Returns an attribute of a resource, such as `Condition`, that is overridden; undefined if it is not. */
export function readAttributeOverride(resource: CfnResource, attribute: string): unknown {
  return (resource as unknown as ResourceInternals).rawOverrides?.[attribute];
}

/** Returns the properties of a resource that is created by its type only; undefined for generated L1 constructs. */
export function readGenericProperties(resource: CfnResource): object | undefined {
  const isGenerated = 'CFN_RESOURCE_TYPE_NAME' in resource.constructor;
  return isGenerated ? undefined : (resource as unknown as ResourceInternals)._cfnProperties;
}

function findAssignedValues(resource: CfnResource, l1Props: object): [string, unknown][] {
  const { cfnProperties: current } = resource as unknown as ResourceInternals;
  return (
    Object.keys(PROPERTIES[resource.cfnResourceType] ?? {})
      .map((key) => ({ key, prop: toPropName(key) }))
      // Tags have a manager, which the views read.
      .filter(({ prop }) => prop in current && prop !== 'tags')
      .filter(({ prop }) => current[prop] !== (l1Props as Record<string, unknown>)[prop])
      .map(({ key, prop }) => [key, current[prop]])
  );
}

/**
 * An override of a part of an object is merged during synthesis, so the object is not known. Each unknown value is a
 * token of its own, because rules compare values.
 */
function readOverride(value: unknown): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Token.asString(value) : value;
}
