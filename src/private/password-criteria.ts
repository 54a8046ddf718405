import { createHash } from 'node:crypto';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Stack } from 'aws-cdk-lib/core';

/** The criteria of a password that AWS Secrets Manager generates. */
export type PasswordCriteria = Pick<
  secretsmanager.SecretStringGenerator,
  'passwordLength' | 'excludeCharacters' | 'excludePunctuation'
>;

/**
 * The default criteria. Never change them: secrets with the default criteria have no criteria in their logical ids, so
 * another default would generate new passwords in deployed secrets.
 */
const DEFAULT_CRITERIA: PasswordCriteria = { passwordLength: 64, excludePunctuation: true };

/** The maximum length of a logical id. */
const MAX_LOGICAL_ID_LENGTH = 255;

const HASH_LENGTH = 8;

/**
 * Adds a hash of the criteria to the logical id of a secret, unless they are the default criteria.
 *
 * If the criteria of a deployed secret change, AWS Secrets Manager generates another password. Dynamic references to
 * the secret would stay the same, so CloudFormation would not update the resources that use the password. With another
 * logical id, CloudFormation creates a new secret, and updates all references.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html
 */
export function replaceOnCriteriaChange(secret: secretsmanager.Secret, criteria: PasswordCriteria): void {
  const stack = Stack.of(secret);
  const renderedCriteria = JSON.stringify(stack.resolve(criteria));
  if (renderedCriteria === JSON.stringify(DEFAULT_CRITERIA)) {
    return;
  }
  const resource = secret.node.defaultChild as secretsmanager.CfnSecret;
  const hash = createHash('sha256').update(renderedCriteria).digest('hex').slice(0, HASH_LENGTH);
  const logicalId = stack.getLogicalId(resource).slice(0, MAX_LOGICAL_ID_LENGTH - HASH_LENGTH);
  resource.overrideLogicalId(logicalId + hash);
}
