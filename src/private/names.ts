import { Aws, Fn, Names } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';

/**
 * Generates a physical name from the path of a construct, in lower case as ElastiCache stores names.
 *
 * A `Resource` needs its name in the call of `super`, so the name is generated before the construct exists. Without it,
 * other accounts and Regions could not refer to the resource.
 */
export function generateName(scope: Construct, id: string, maxLength: number): string {
  const construct = {
    node: { scopes: [...scope.node.scopes, { node: { id: id.replace(/\//g, '--') } }] },
  } as unknown as IConstruct;
  return Names.uniqueResourceName(construct, { maxLength }).toLowerCase();
}

/**
 * Generates a name that ends with the id of the CloudFormation stack.
 *
 * Resources that outlive their stack, such as snapshots, need it: another name would be in use when the stack is
 * created again.
 */
export function generateStackUniqueName(...parts: string[]): string {
  return Fn.join('-', [...parts, Fn.select(2, Fn.split('/', Aws.STACK_ID))]);
}

/** The length of the stack's id in a name, with its hyphen. */
export const STACK_ID_LENGTH = 37;
