import { Names } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * A physical name made from the construct's path: stable as long as the path is, lower-case as ElastiCache stores names,
 * starting with a letter as it demands.
 */
export function generatedName(scope: IConstruct, maxLength: number): string {
  const name = Names.uniqueResourceName(scope, { maxLength }).toLowerCase();
  return /^[a-z]/.test(name) ? name : `c${Names.uniqueResourceName(scope, { maxLength: maxLength - 1 }).toLowerCase()}`;
}
