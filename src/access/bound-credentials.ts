import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { SecretValue } from 'aws-cdk-lib/core';

/** The credentials of a password user, made for it or given, and where an application reads them. */
export interface BoundCredentials {
  readonly passwords: SecretValue[];
  readonly secret?: secretsmanager.ISecret;
  /** The field of the secret that holds the password. */
  readonly passwordField?: string;
  /** The same secret, when it was made here and may be written to. */
  readonly generated?: secretsmanager.ISecret;
}
