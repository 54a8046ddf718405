import type { CfnResource } from 'aws-cdk-lib/core';
import { Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { dependOn } from '../private/constructs';

/** Creates a snapshot after its cache. A name that is a token already creates a dependency. */
export function addDependencyOn(snapshot: CfnResource, cache: IConstruct, name: string): void {
  if (!Token.isUnresolved(name)) {
    dependOn(snapshot, cache);
  }
}
