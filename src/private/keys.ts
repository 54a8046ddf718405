import * as kms from 'aws-cdk-lib/aws-kms';
import type { IResource } from 'aws-cdk-lib/core';
import { Token, TokenComparison } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { validateKeyRegion } from './environments';

/**
 * Returns the id of a key in the same environment as the resource, or the ARN of any other key.
 *
 * An ARN works for every key, but a change from the id to the ARN replaces a serverless cache.
 *
 * @param identifier the identifier that the user specifies
 */
export function renderKeyIdentifier(resource: IResource, key: kms.IKeyRef, identifier?: `${'id' | 'arn'}`): string {
  const { keyId, keyArn } = key.keyRef;
  if (identifier) {
    return identifier === 'arn' ? keyArn : keyId;
  }
  return isSame(resource.env.account, key.env.account) && isSame(resource.env.region, key.env.region) ? keyId : keyArn;
}

/** Returns the L2 construct of a key. Imports the key if it is only a reference, such as an L1 construct. */
export function toKey(scope: Construct, id: string, key: kms.IKeyRef | undefined): kms.IKey | undefined {
  if (!key || isKey(key)) {
    return key;
  }
  return kms.Key.fromKeyArn(scope, id, key.keyRef.keyArn);
}

/**
 * Validates the encryption key of a generated secret.
 *
 * @param prop the prop with the secret
 */
export function validateSecretKey(prop: string, scope: Construct, key: kms.IKeyRef | undefined): string[] {
  return key
    ? validateKeyRegion(prop, key, scope, 'AWS Secrets Manager encrypts secrets with keys in the same Region')
    : [];
}

function isKey(key: kms.IKeyRef): key is kms.IKey {
  return 'keyArn' in key && 'grantDecrypt' in key;
}

function isSame(one: string, other: string): boolean {
  const comparison = Token.compareStrings(one, other);
  return comparison === TokenComparison.SAME || comparison === TokenComparison.BOTH_UNRESOLVED;
}
