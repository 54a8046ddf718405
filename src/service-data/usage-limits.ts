/**
 * The usage limits of a serverless cache, in the format of CloudFormation. A limit of 0 means no limit.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheUsageLimits.html
 */
export interface UsageLimits {
  readonly dataStorage?: { readonly unit: string; readonly minimum?: number; readonly maximum?: number };
  readonly ecpuPerSecond?: { readonly minimum?: number; readonly maximum?: number };
}
