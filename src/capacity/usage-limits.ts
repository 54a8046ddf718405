import type { Size } from 'aws-cdk-lib/core';
import { SizeRoundingBehavior } from 'aws-cdk-lib/core';
import type { Rendered } from '../private/errors';
import type { UsageLimits } from '../service-data/usage-limits';

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
