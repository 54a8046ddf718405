import type { CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { getOrCreate } from './maps';

/**
 * Returns the L2 construct of an L1 construct. It is a child of the L1 construct, and is created once.
 *
 * @param className the class that imports the L1 construct
 */
export function importL1<T extends IConstruct>(resource: CfnResource, className: string, create: (id: string) => T): T {
  return findL1Import<T>(resource, className) ?? create(getImportId(className));
}

/** Finds the L2 construct of an L1 construct, if it has been created. */
export function findL1Import<T extends IConstruct>(resource: IConstruct, className: string): T | undefined {
  return resource.node.tryFindChild(getImportId(className)) as T | undefined;
}

/** The imports of the resources to which an L1 construct refers, by type and reference. */
const REFERENCES = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** A reference of an L1 construct to a resource. */
interface ResourceReference {
  readonly type: string;
  /** The id of the first import, in the scope of the L1 construct. Imports of later values have other ids. */
  readonly id: string;
  /** The id or name of the resource, which can be a token. */
  readonly reference: unknown;
}

/** Imports a resource to which an L1 construct refers. It is a child of the L1 construct, and is imported once. */
export function importReference<T extends IConstruct>(
  resource: CfnResource,
  { type, id, reference }: ResourceReference,
  create: (id: string) => T,
): T {
  const imports = getOrCreate(REFERENCES, resource, () => new Map<string, IConstruct>());
  const key = JSON.stringify([type, tryResolve(resource, reference)]);
  const isTaken = resource.node.tryFindChild(id) !== undefined;
  return getOrCreate(imports, key, () => create(isTaken ? `${id}-${imports.size + 1}` : id)) as T;
}

/** Resolves a reference. Lazy values that can be resolved only at synthesis stay tokens. */
function tryResolve(resource: CfnResource, reference: unknown): unknown {
  try {
    return resource.stack.resolve(reference);
  } catch {
    return reference;
  }
}

function getImportId(className: string): string {
  return `@From${className}`;
}
