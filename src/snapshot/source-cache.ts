import type { CfnResource, IResource } from 'aws-cdk-lib/core';
import { Token, TokenComparison } from 'aws-cdk-lib/core';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';

/** Validates that a cache is in the account and Region of its snapshot. */
export function validateEnvironment(snapshot: IResource, prop: string, cache?: IEnvironmentAware): string[] {
  if (!cache) {
    return [];
  }
  const differs = (part: 'account' | 'region') =>
    Token.compareStrings(snapshot.env[part], cache.env[part]) === TokenComparison.DIFFERENT;
  return (['account', 'region'] as const)
    .filter(differs)
    .map(
      (part) =>
        `'${prop}' must be in the ${part} of the snapshot, ${snapshot.env[part]}, got one in ${cache.env[part]}; take the snapshot in a stack there`,
    );
}

/** Creates a snapshot after its cache. A name that is a token is a reference, which already orders the two. */
export function addDependencyOn(snapshot: CfnResource, cache: IConstruct, name: string): void {
  if (!Token.isUnresolved(name)) {
    snapshot.node.addDependency(cache);
  }
}
