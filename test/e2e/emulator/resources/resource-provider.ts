import { isDeepStrictEqual } from 'node:util';

/** A created or updated resource. */
export interface ProvisionedResource {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The account and Region of a resource. */
export interface Environment {
  readonly region: string;
  readonly account: string;
}

/** Creates, updates, deletes, and imports resources of one type. */
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

let generatedIds = 0;

/** Generates the physical id of a resource whose properties do not specify a name. */
export function generatePhysicalId(logicalId: string): string {
  generatedIds += 1;
  return `${logicalId.slice(0, 20)}-${generatedIds}`.toLowerCase();
}

/**
 * Throws when an imported resource differs from the template, because the next deployment would change it unnoticed.
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
    throw new Error(`${resource} does not match the template in ${differences.join(', ')}.`);
  }
}
