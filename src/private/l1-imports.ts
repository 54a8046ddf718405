import type { CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * Returns the L2 construct of an L1 construct. It is a child of the L1 construct, and is created once.
 *
 * @param className the class that imports the L1 construct
 */
export function importL1<T extends IConstruct>(resource: CfnResource, className: string, create: (id: string) => T): T {
  const id = `@From${className}`;
  return (resource.node.tryFindChild(id) as T | undefined) ?? create(id);
}
