import type { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type { Size } from 'aws-cdk-lib/core';
import { SizeRoundingBehavior, Token } from 'aws-cdk-lib/core';

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

/** The limits in CloudFormation's form; what cannot be said in whole GiB becomes a fault. */
export function renderUsageLimits(
  limits: CacheUsageLimitsProperty | undefined,
  faults: string[],
): CfnServerlessCache.CacheUsageLimitsProperty | undefined {
  if (!limits) {
    return undefined;
  }
  const dataStorage = range(
    wholeGibibytes('dataStorageMinimumSize', limits.dataStorageMinimumSize, faults),
    wholeGibibytes('dataStorageMaximumSize', limits.dataStorageMaximumSize, faults),
  );
  const ecpuPerSecond = range(limits.requestRateLimitMinimum, limits.requestRateLimitMaximum);
  if (!dataStorage && !ecpuPerSecond) {
    return undefined;
  }
  return {
    ...(dataStorage && { dataStorage: { unit: 'GB', ...dataStorage } }),
    ...(ecpuPerSecond && { ecpuPerSecond }),
  };
}

function range(minimum?: number, maximum?: number) {
  if (minimum === undefined && maximum === undefined) {
    return undefined;
  }
  return { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}

function wholeGibibytes(prop: string, size: Size | undefined, faults: string[]): number | undefined {
  if (size === undefined) {
    return undefined;
  }
  if (size.isUnresolved()) {
    try {
      return size.toGibibytes();
    } catch {
      faults.push(
        `'${prop}' must be made by Size.gibibytes() when it is a token, since CloudFormation cannot convert units`,
      );
      return undefined;
    }
  }
  const gibibytes = size.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
  if (!Number.isInteger(gibibytes) && !Token.isUnresolved(gibibytes)) {
    faults.push(
      `'${prop}' must be a whole number of GiB, got ${gibibytes} GiB; use Size.gibibytes(${Math.ceil(gibibytes)})`,
    );
    return undefined;
  }
  return gibibytes;
}
