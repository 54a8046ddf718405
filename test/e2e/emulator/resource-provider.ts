import { isDeepStrictEqual } from 'node:util';

/** What a type makes. */
export interface Made {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Where a resource is to be. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

/** Creates, changes and deletes the resources of one type, and tells of one that exists. */
export interface Provider {
  create(place: Place, properties: any, logicalId: string): Promise<Made>;
  update(place: Place, physicalId: string, properties: any, old: any): Promise<Made>;
  delete(place: Place, physicalId: string, properties: any, snapshot: boolean): Promise<void>;
  adopt?(place: Place, physicalId: string, properties: any): Promise<Made>;
}

/**
 * Fails when a resource that a template takes over is not as the template describes it: the next deployment would
 * change what nobody has seen.
 */
export function agree(
  what: string,
  actual: Readonly<Record<string, unknown>>,
  described: Readonly<Record<string, unknown>>,
) {
  const names = [...new Set([...Object.keys(actual), ...Object.keys(described)])].filter(
    (name) => !isDeepStrictEqual(actual[name], described[name]),
  );
  if (names.length > 0) {
    throw new Error(`${what} is not as the template describes it, in ${names.join(', ')}.`);
  }
}
