import type { Size } from 'aws-cdk-lib/core';
import { SizeRoundingBehavior } from 'aws-cdk-lib/core';
import type { Rendered } from '../private/errors';
import type { UsageLimits } from '../service-data/usage-limits';

/**
 * The usage limits of a serverless cache.
 *
 * A minimum reserves capacity that you pay for even if you use less. A maximum limits the usage and the costs.
 *
 * A value of 0 means no limit. To remove a limit from an existing cache, set the limit to 0. If you only remove the
 * property, ElastiCache keeps the limit.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html
 */
export interface CacheUsageLimitsProperty {
  /**
   * The minimum data storage, a whole number of GiB from 1 to 5,000, or 0 for no minimum. AWS calls the unit GB.
   *
   * @default - no minimum
   */
  readonly dataStorageMinimumSize?: Size;

  /**
   * The maximum data storage, a whole number of GiB from 1 to 5,000, or 0 for no maximum. AWS calls the unit GB.
   *
   * When the stored data reaches the maximum, ElastiCache evicts keys that have a time to live (TTL). If no key has a
   * TTL, ElastiCache rejects writes.
   *
   * @default - no limit
   */
  readonly dataStorageMaximumSize?: Size;

  /**
   * The minimum request rate in ElastiCache Processing Units (ECPUs) per second, from 1,000 to 15,000,000, or 0 for no
   * minimum.
   *
   * @default - no minimum
   */
  readonly requestRateLimitMinimum?: number;

  /**
   * The maximum request rate in ElastiCache Processing Units (ECPUs) per second, from 1,000 to 15,000,000, or 0 for no
   * limit.
   *
   * ElastiCache throttles requests above the maximum.
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
