import type * as kms from 'aws-cdk-lib/aws-kms';
import type { IResource } from 'aws-cdk-lib/core';
import { Token, TokenComparison } from 'aws-cdk-lib/core';

/**
 * Renders the id of a key in the same environment as the resource, and the ARN of other keys.
 *
 * The ARN would work for all keys, but a change from id to ARN replaces a serverless cache.
 */
export function renderKeyIdentifier(resource: IResource, key: kms.IKey): string {
  return isSame(resource.env.account, key.env.account) && isSame(resource.env.region, key.env.region)
    ? key.keyId
    : key.keyArn;
}

function isSame(one: string, other: string): boolean {
  const comparison = Token.compareStrings(one, other);
  return comparison === TokenComparison.SAME || comparison === TokenComparison.BOTH_UNRESOLVED;
}
