import type { Size } from 'aws-cdk-lib/core';

/**
 * How far a serverless cache scales: a minimum reserves (and costs) capacity, a maximum caps the costs.
 *
 * A limit of 0 is no limit. To take a limit off an existing cache, set it to 0: leaving it out keeps it as it is.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html
 */
export interface CacheUsageLimitsProperty {
  /**
   * The storage that is reserved: a whole number of 1 to 5,000 GiB, or 0 for none.
   *
   * @default - nothing is reserved
   */
  readonly dataStorageMinimumSize?: Size;

  /**
   * The storage that is never exceeded: a whole number of 1 to 5,000 GiB, or 0 for no limit. When it is reached, the
   * cache evicts keys that have a time to live and refuses writes when there are none.
   *
   * @default - no limit
   */
  readonly dataStorageMaximumSize?: Size;

  /**
   * The request rate that is reserved, in ElastiCache Processing Units per second: 1,000 to 15,000,000, or 0 for none.
   *
   * @default - nothing is reserved
   */
  readonly requestRateLimitMinimum?: number;

  /**
   * The request rate that is never exceeded, in ElastiCache Processing Units per second: 1,000 to 15,000,000, or 0 for
   * no limit. Requests beyond it are throttled.
   *
   * @default - no limit
   */
  readonly requestRateLimitMaximum?: number;
}
