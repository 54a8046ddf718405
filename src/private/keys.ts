import * as kms from 'aws-cdk-lib/aws-kms';
import type { IResource } from 'aws-cdk-lib/core';
import { Token, TokenComparison } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { validateKeyRegion } from './environments';

/** Whether a key is in the environment of a resource. Unknown if the account or Region of only one is resolved. */
type KeyLocation = 'same environment' | 'other environment' | 'unknown';

/** The identifier that a template contains. */
interface KeyIdentifier {
  readonly value?: string;
  toString(): string;
  _render(key: kms.IKeyRef['keyRef'] | undefined): string | undefined;
}

interface KeySettings {
  readonly kmsKey?: kms.IKeyRef;
  readonly kmsKeyIdentifier?: KeyIdentifier;
}

/**
 * Returns the id of a key in the same environment as the resource, or the ARN of any other key.
 *
 * @param identifier the identifier that the user specifies
 */
export function renderKeyIdentifier(
  resource: IResource,
  key: kms.IKeyRef | undefined,
  identifier?: KeyIdentifier,
): string | undefined {
  if (identifier) {
    return identifier._render(key?.keyRef);
  }
  return key && locateKey(resource, key) === 'same environment' ? key.keyRef.keyId : key?.keyRef.keyArn;
}

/** Validates that the key is specified, if the identifier is one of its attributes. */
export function validateKeyIdentifier({ kmsKey, kmsKeyIdentifier }: KeySettings): string[] {
  return kmsKeyIdentifier && kmsKeyIdentifier.value === undefined && !kmsKey
    ? [
        `'kmsKey' is required with KmsKeyIdentifier.${kmsKeyIdentifier.toString().toUpperCase()}. Set 'kmsKey', or use KmsKeyIdentifier.of() with the value of 'KmsKeyId'.`,
      ]
    : [];
}

/** Returns the prop that determines the identifier of the key. */
export function getKeyProp(identifier: KeyIdentifier | undefined): 'kmsKey' | 'kmsKeyIdentifier' {
  return identifier?.value === undefined ? 'kmsKey' : 'kmsKeyIdentifier';
}

/** Compares the environments of a key and of a resource. */
export function locateKey({ env }: IResource, key: kms.IKeyRef): KeyLocation {
  const comparisons = [
    Token.compareStrings(env.account, key.env.account),
    Token.compareStrings(env.region, key.env.region),
  ];
  if (comparisons.includes(TokenComparison.DIFFERENT)) {
    return 'other environment';
  }
  return comparisons.includes(TokenComparison.ONE_UNRESOLVED) ? 'unknown' : 'same environment';
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
