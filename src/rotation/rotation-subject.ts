import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';

/** What is rotated, and how ElastiCache is told. */
export interface RotationSubject {
  readonly secret: secretsmanager.ISecret;
  /** The field of the secret that holds the password; undefined when the whole secret is the password. */
  readonly field?: string;
  /** The id of the user or the replication group, as a reference to it: the rotation begins when it is there. */
  readonly id: string;
  readonly arn: string;
  /** The name with which the new password is tried; undefined for an AUTH token. */
  readonly userName?: string;
  readonly code: string;
  readonly actions: string[];
  readonly description: string;
}
