import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { Duration } from 'aws-cdk-lib/core';

/** How a password or an AUTH token is rotated. */
export interface RotationOptions {
  /**
   * How often a new one is made: 4 hours to 1000 days. A client must read the secret again within that time.
   *
   * @default Duration.days(30)
   */
  readonly automaticallyAfter?: Duration;

  /**
   * Whether the first rotation happens as soon as the rotation is deployed or changed, and not at the end of the first
   * period.
   *
   * @default false
   */
  readonly immediately?: boolean;

  /**
   * The length of the new password: 16 to 128 characters.
   *
   * @default 64
   */
  readonly passwordLength?: number;

  /**
   * Characters that the new password must not have, besides those that ElastiCache refuses.
   *
   * @default - all punctuation: the password has letters and digits only
   */
  readonly excludeCharacters?: string;

  /**
   * A VPC from which the cache is reached: then every new password is tried by a log-in before clients get it, where
   * the secret tells host and port. From there, the APIs of AWS Secrets Manager and ElastiCache must be reached, too.
   * Let the rotation in: `cache.connections.allowDefaultPortFrom(rotation)`.
   *
   * @default - none: a new password is taken for good when ElastiCache has set it
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the function.
   *
   * @default - private subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the function.
   *
   * @default - a security group of its own
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The key that encrypts the environment of the function, which holds no secret.
   *
   * @default - a key that AWS owns
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * A policy that bounds what the role of the function may ever do.
   *
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * The role of the function; it gets the permissions that it needs. Excludes `permissionsBoundary`.
   *
   * @default - a role of its own
   */
  readonly role?: iam.IRole;

  /**
   * Where the function logs. It never logs a password.
   *
   * @default - the log group that AWS Lambda makes, which keeps everything
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * The runtime of the function: a Node.js one.
   *
   * @default lambda.Runtime.NODEJS_22_X
   */
  readonly runtime?: lambda.Runtime;
}
