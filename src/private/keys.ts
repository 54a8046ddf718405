import type * as kms from 'aws-cdk-lib/aws-kms';
import type { IResource } from 'aws-cdk-lib/core';
import { Token, TokenComparison } from 'aws-cdk-lib/core';

/**
 * How a resource names its key: by the id where the key is in the resource's own account and region, else by the ARN,
 * which alone finds it.
 *
 * CloudFormation takes the one for another key than the other, and a serverless cache cannot change its key without
 * being replaced: so the id stays where it works.
 */
export function keyIdentifier(resource: IResource, key: kms.IKey): string {
  return isSame(resource.env.account, key.env.account) && isSame(resource.env.region, key.env.region)
    ? key.keyId
    : key.keyArn;
}

function isSame(one: string, other: string): boolean {
  const comparison = Token.compareStrings(one, other);
  return comparison === TokenComparison.SAME || comparison === TokenComparison.BOTH_UNRESOLVED;
}
