import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { grantToPrincipal, isIdentityOfOtherStack } from './grants';
import { areDifferent } from './tokens';

/** Grants permission to read a secret. The grantee can be in another stack than the secret and its key. */
export function grantSecretRead(secret: secretsmanager.ISecret, grantee: iam.IGrantable): iam.Grant {
  const requiresOwnGrant =
    isKeyInOtherStack(secret, grantee) ||
    // For a grantee without a known role, grantRead throws an error instead of adding the warning of other grants.
    !hasKnownRole(grantee) ||
    isInOtherStack(secret, grantee) ||
    // For the alias of an unknown key, grantRead grants no permission to decrypt the secret.
    isAliasOfUnknownKey(secret.encryptionKey);
  if (!requiresOwnGrant) {
    return secret.grantRead(grantee);
  }
  const grant = grantActions(secret, grantee, READ_ACTIONS);
  return secret.encryptionKey ? grant.combine(grantKeyActions(secret, grantee, ['kms:Decrypt'])) : grant;
}

/** Grants permission to read the value of a secret and to put another value, with exactly the actions for it. */
export function grantSecretUpdate(secret: secretsmanager.ISecret, grantee: iam.IGrantable): iam.Grant {
  const grant = grantActions(secret, grantee, UPDATE_ACTIONS);
  return secret.encryptionKey ? grant.combine(grantKeyActions(secret, grantee, UPDATE_KEY_ACTIONS)) : grant;
}

/**
 * Returns the secret for a rotation function, whose rotation schedule would add the function to the policy of the key.
 * Grants the function exactly the actions that it uses instead, and returns the secret without its key.
 */
export function toRotatedSecret(
  scope: Construct,
  secret: secretsmanager.ISecret,
  rotationFunction: iam.IGrantable,
): secretsmanager.ISecret {
  if (!secret.encryptionKey) {
    return secret;
  }
  grantKeyActions(secret, rotationFunction, UPDATE_KEY_ACTIONS);
  const arn = secret.secretFullArn;
  return secretsmanager.Secret.fromSecretAttributes(
    scope,
    'Secret',
    arn === undefined ? { secretPartialArn: secret.secretArn } : { secretCompleteArn: arn },
  );
}

/** The actions that `grantRead` of a secret grants. */
const READ_ACTIONS = ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'];

const UPDATE_ACTIONS = ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'];

/**
 * The actions that AWS Secrets Manager calls with the permissions of the caller to read and to put a value.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
const UPDATE_KEY_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'];

/**
 * Whether the policy of the secret's key must not name the grantee. The stack of the grantee requires the key, so a key
 * policy that requires the grantee would cause a dependency cycle. A policy of the grantee is enough, because key
 * policies of aws-cdk-lib allow the account to use the key through AWS Secrets Manager.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function isKeyInOtherStack({ encryptionKey }: secretsmanager.ISecret, { grantPrincipal }: iam.IGrantable): boolean {
  if (!encryptionKey || !Construct.isConstruct(grantPrincipal)) {
    return false;
  }
  const stack = Stack.of(grantPrincipal);
  return Stack.of(encryptionKey) !== stack && !areDifferent(encryptionKey.env.account, stack.account);
}

/** Whether a grantee is an identity in another stack of the account. Its policies are chosen at synthesis. */
function isInOtherStack(secret: secretsmanager.ISecret, { grantPrincipal }: iam.IGrantable): boolean {
  return (
    isIdentityOfOtherStack(grantPrincipal, secret) &&
    !areDifferent(Stack.of(secret).account, Stack.of(grantPrincipal).account)
  );
}

/** Whether the role of a grantee is known. The principal of an imported construct without its role throws errors. */
function hasKnownRole({ grantPrincipal }: iam.IGrantable): boolean {
  try {
    return grantPrincipal.policyFragment !== undefined;
  } catch {
    return false;
  }
}

function grantActions(secret: secretsmanager.ISecret, grantee: iam.IGrantable, actions: string[]): iam.Grant {
  return grantToPrincipal({ resource: secret, grantee, actions, resourceArns: [toReadableArn(secret)] });
}

/** Returns the ARN of a secret in policies, which must contain the six random characters of a complete ARN. */
function toReadableArn(secret: secretsmanager.ISecret): string {
  return secret.secretFullArn ?? `${secret.secretArn}-??????`;
}

function grantKeyActions(secret: secretsmanager.ISecret, grantee: iam.IGrantable, actions: string[]): iam.Grant {
  const { resourceArn, conditions } = describeKey(secret.encryptionKey!);
  return grantToPrincipal({
    resource: secret,
    grantee,
    actions,
    resourceArns: [resourceArn],
    conditions: {
      StringEquals: { 'kms:ViaService': `secretsmanager.${Stack.of(secret).region}.amazonaws.com` },
      ...conditions,
    },
  });
}

/**
 * Returns how a policy specifies a key. The ARN of an alias in a policy gives no permission on the key.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
function describeKey(key: kms.IKey): { resourceArn: string; conditions?: iam.Conditions } {
  if (isAliasOfUnknownKey(key)) {
    return {
      resourceArn: Stack.of(key).formatArn({ service: 'kms', resource: 'key', resourceName: '*' }),
      conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': key.aliasName } },
    };
  }
  return { resourceArn: isAlias(key) ? describeKey(key.aliasTargetKey).resourceArn : key.keyArn };
}

function isAlias(key: kms.IKey): key is kms.IAlias {
  return 'aliasName' in key;
}

/** Whether a key is an alias that was imported by its name. Its key throws errors. */
function isAliasOfUnknownKey(key: kms.IKey | undefined): key is kms.IAlias {
  if (!key || !isAlias(key)) {
    return false;
  }
  try {
    return key.aliasTargetKey === undefined;
  } catch {
    return true;
  }
}
