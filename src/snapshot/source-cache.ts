import type { CfnResource, IResource } from 'aws-cdk-lib/core';
import { Token, TokenComparison } from 'aws-cdk-lib/core';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';

/** A snapshot stands where its cache stands. */
export function placeFaults(snapshot: IResource, prop: string, cache?: IEnvironmentAware): string[] {
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

/** Orders a snapshot after its cache, also where it knows the cache by a name that references nothing. */
export function waitFor(snapshot: CfnResource, cache: IConstruct, name: string): void {
  if (!Token.isUnresolved(name)) {
    snapshot.node.addDependency(cache);
  }
}
