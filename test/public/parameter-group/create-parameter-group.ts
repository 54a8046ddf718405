import type { Stack } from 'aws-cdk-lib/core';
import { emptyStack } from '../stacks';
import { synthesize } from '../templates';
import type { ParameterGroupProps } from 'cdk-elasticache';
import { EngineVersion, ParameterGroup } from 'cdk-elasticache';

export const PARAMETER_GROUP = 'AWS::ElastiCache::ParameterGroup';

/** Creates a parameter group in a new stack, by default for Valkey 8.1. */
export function createParameterGroup(props: Partial<ParameterGroupProps> = {}) {
  const stack = emptyStack();
  const group = new ParameterGroup(stack, 'Parameters', { engineVersion: EngineVersion.VALKEY_8_1, ...props });
  return { stack, group };
}

/** Returns the parameters of all parameter groups by logical id. */
export function parametersByLogicalId(stack: Stack): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(synthesize(stack).findResources(PARAMETER_GROUP)).map(([id, { Properties }]) => [
      id,
      Properties.Properties,
    ]),
  );
}
