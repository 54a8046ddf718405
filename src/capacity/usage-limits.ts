import type { Size } from 'aws-cdk-lib/core';
import { SizeRoundingBehavior } from 'aws-cdk-lib/core';
import type { Rendered } from '../private/errors';
import type { UsageLimits } from '../service-data/usage-limits';

/**
 * The usage limits of a serverless cache.
 *
 * A minimum reserves capacity, which you pay for. A maximum limits the usage and its costs.
 *
 * A value of 0 means no limit. To remove a limit from an existing cache, set it to 0. If you omit it, ElastiCache keeps
 * the limit.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html
 */
export interface CacheUsageLimitsProperty {
  /**
   * The reserved data storage, a whole number of 1 to 5,000 GiB, or 0 for none.
   *
   * @default - no reserved storage
   */
  readonly dataStorageMinimumSize?: Size;

  /**
   * The maximum data storage, a whole number of 1 to 5,000 GiB, or 0 for no limit.
   *
   * When the cache reaches the maximum, it evicts keys that have a time to live (TTL). If there are none, it rejects
   * writes.
   *
   * @default - no limit
   */
  readonly dataStorageMaximumSize?: Size;

  /**
   * The reserved request rate, 1,000 to 15,000,000 ElastiCache Processing Units (ECPUs) per second, or 0 for none.
   *
   * @default - no reserved request rate
   */
  readonly requestRateLimitMinimum?: number;

  /**
   * The maximum request rate, 1,000 to 15,000,000 ElastiCache Processing Units (ECPUs) per second, or 0 for no limit.
   *
   * ElastiCache throttles requests beyond the maximum.
   *
   * @default - no limit
   */
  readonly requestRateLimitMaximum?: number;
}

export function renderUsageLimits(limits: CacheUsageLimitsProperty = {}): Rendered<UsageLimits | undefined> {
  const minimumSize = renderGibibytes('dataStorageMinimumSize', limits.dataStorageMinimumSize);
  const maximumSize = renderGibibytes('dataStorageMaximumSize', limits.dataStorageMaximumSize);
  const errors = [...minimumSize.errors, ...maximumSize.errors];

  const dataStorage = renderRange(minimumSize.value, maximumSize.value);
  const ecpuPerSecond = renderRange(limits.requestRateLimitMinimum, limits.requestRateLimitMaximum);
  if (!dataStorage && !ecpuPerSecond) {
    return { value: undefined, errors };
  }
  return { value: { dataStorage: dataStorage && { unit: 'GB', ...dataStorage }, ecpuPerSecond }, errors };
}

function renderRange(minimum?: number, maximum?: number) {
  return minimum === undefined && maximum === undefined ? undefined : { minimum, maximum };
}

function renderGibibytes(prop: string, size: Size | undefined): Rendered<number | undefined> {
  if (size === undefined) {
    return { value: undefined, errors: [] };
  }
  if (size.isUnresolved()) {
    try {
      return { value: size.toGibibytes(), errors: [] };
    } catch {
      const error = `'${prop}' must be in gibibytes if it is a token, because CloudFormation cannot convert units. Use Size.gibibytes().`;
      return { value: undefined, errors: [error] };
    }
  }

  return { value: size.toGibibytes({ rounding: SizeRoundingBehavior.NONE }), errors: [] };
}
