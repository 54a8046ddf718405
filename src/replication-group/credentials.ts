import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { SecretValue } from 'aws-cdk-lib/core';
import type { IUserGroup } from '../access';

/** What an authentication becomes for one replication group. */
export interface Credentials {
  readonly userGroup?: IUserGroup;
  readonly authToken?: SecretValue;
  readonly secret?: secretsmanager.ISecret;
  /** The field of the secret that holds the token; undefined when the whole secret is the token. */
  readonly tokenField?: string;
  /** The same secret, when it was made here and may be written to. */
  readonly generated?: secretsmanager.ISecret;
}
