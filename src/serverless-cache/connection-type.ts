/**
 * From where a serverless cache can be reached. It cannot be changed on an existing cache.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-public-endpoints-chapter.html
 */
export enum ConnectionType {
  /** From a VPC, through endpoints in its subnets. */
  VPC = 'vpc',

  /**
   * From everywhere, over TLS 1.3 and with IAM authentication only. For Valkey 9 and later, without VPC, subnets and
   * security groups, with a user group whose users are all IAM users.
   */
  PUBLIC = 'public',
}
