import type { CfnResource } from 'aws-cdk-lib/core';
import { Token } from 'aws-cdk-lib/core';
import { toPropName } from './property-reader';
import { PROPERTIES } from '../service-data/generated/resource-properties';
import { isObject } from '../template/values';

/** The members of an L1 construct that are not part of the public API of aws-cdk-lib. */
interface ResourceInternals {
  /** The overrides of `addOverride` and `addPropertyOverride`. */
  readonly rawOverrides?: Readonly<Record<string, unknown>> & {
    readonly Properties?: Readonly<Record<string, unknown>>;
  };
  /** The properties of an L1 construct, by prop. Unlike the getters, they can be read without deprecation warnings. */
  readonly cfnProperties: Readonly<Record<string, unknown>>;
  /** The properties of a resource that is created with the class `CfnResource`. */
  readonly _cfnProperties?: object;
}

/**
 * Finds the properties of an L1 construct that were changed after its creation, by CloudFormation name. Properties are
 * changed by assignments to the L1 construct and by property overrides.
 *
 * @param l1Props the props of the L1 construct, or the L1 construct itself
 */
export function findLaterValues(resource: CfnResource, l1Props: object): ReadonlyMap<string, unknown> {
  const overrides = readOverrides(resource).Properties ?? {};
  return new Map([
    ...(l1Props === resource ? [] : findAssignedValues(resource, l1Props)),
    ...Object.entries(overrides).map(([key, value]) => [key, readOverride(value)] as const),
  ]);
}

function readOverrides(resource: CfnResource): NonNullable<ResourceInternals['rawOverrides']> {
  return (resource as unknown as ResourceInternals).rawOverrides ?? {};
}

/** Returns the override of a resource attribute, such as `Condition`, or undefined if there is none. */
export function readAttributeOverride(resource: CfnResource, attribute: string): unknown {
  return readOverrides(resource)[attribute];
}

/** Whether an attribute of a resource, such as `UpdatePolicy`, or a part of it, has an override. */
export function hasAttributeOverride(resource: CfnResource, attribute: string): boolean {
  return attribute in readOverrides(resource);
}

/** Whether a property of a resource, or a part of it, has an override. */
export function hasPropertyOverride(resource: CfnResource, property: string): boolean {
  return property in (readOverrides(resource).Properties ?? {});
}

/** Returns the properties of a resource of the class `CfnResource`, or undefined for a generated L1 construct. */
export function readGenericProperties(resource: CfnResource): object | undefined {
  const isGenerated = 'CFN_RESOURCE_TYPE_NAME' in resource.constructor;
  return isGenerated ? undefined : (resource as unknown as ResourceInternals)._cfnProperties;
}

function findAssignedValues(resource: CfnResource, l1Props: object): [string, unknown][] {
  const { cfnProperties: current } = resource as unknown as ResourceInternals;
  return (
    Object.keys(PROPERTIES[resource.cfnResourceType] ?? {})
      .map((key) => ({ key, prop: toPropName(key) }))
      // Views read tags from the tag manager.
      .filter(({ prop }) => prop in current && prop !== 'tags')
      .filter(({ prop }) => current[prop] !== (l1Props as Record<string, unknown>)[prop])
      .map(({ key, prop }) => [key, current[prop]])
  );
}

/**
 * Returns the value of a property override. An object is returned as a token, because the CDK merges it with the
 * original value only during synthesis. Each object is a different token, because rules compare values.
 */
function readOverride(value: unknown): unknown {
  return isObject(value) ? Token.asString(value) : value;
}
