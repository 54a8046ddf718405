import { isDeepStrictEqual } from 'node:util';

/** What a type makes. */
export interface ProvisionedResource {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Where a resource is to be. */
export interface Environment {
  readonly region: string;
  readonly account: string;
}

/** Creates, changes and deletes the resources of one type, and tells of one that exists. */
export interface ResourceProvider {
  create(environment: Environment, properties: any, logicalId: string): Promise<ProvisionedResource>;
  update(
    environment: Environment,
    physicalId: string,
    properties: any,
    oldProperties: any,
  ): Promise<ProvisionedResource>;
  delete(environment: Environment, physicalId: string, properties: any, snapshot: boolean): Promise<void>;
  import?(environment: Environment, physicalId: string, properties: any): Promise<ProvisionedResource>;
}

/**
 * Fails when a resource that a template takes over is not as the template describes it: the next deployment would
 * change what nobody has seen.
 */
export function assertMatches(
  resource: string,
  actual: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
) {
  const differences = [...new Set([...Object.keys(actual), ...Object.keys(expected)])].filter(
    (name) => !isDeepStrictEqual(actual[name], expected[name]),
  );
  if (differences.length > 0) {
    throw new Error(`${resource} is not as the template describes it, in ${differences.join(', ')}.`);
  }
}
