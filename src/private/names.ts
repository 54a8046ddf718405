import { Aws, Fn, Names } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';

/**
 * A physical name made from a construct's path: stable as long as the path is, lower-case as ElastiCache stores names.
 * It starts with a letter, as the names of stacks do.
 *
 * It is computed before the construct exists, because a `Resource` wants to know its name at birth; only then can it be
 * referred to from another account or region.
 */
export function generateName(scope: Construct, id: string, maxLength: number): string {
  const construct = {
    node: { scopes: [...scope.node.scopes, { node: { id: id.replace(/\//g, '--') } }] },
  } as unknown as IConstruct;
  return Names.uniqueResourceName(construct, { maxLength }).toLowerCase();
}

/**
 * A name that no other stack has, nor a later one of the same name: it ends with the id that CloudFormation gives the
 * stack.
 *
 * For what stays when its stack goes, such as snapshots: their names would be taken when the stack is made again.
 */
export function stackUniqueName(...parts: string[]): string {
  return Fn.join('-', [...parts, Fn.select(2, Fn.split('/', Aws.STACK_ID))]);
}

/** How much of the name the stack's id takes, with its hyphen. */
export const STACK_ID_LENGTH = 37;
