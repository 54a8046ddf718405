import type { CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

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

function getImportId(className: string): string {
  return `@From${className}`;
}
