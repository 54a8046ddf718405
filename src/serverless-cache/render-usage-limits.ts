import type { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type { Size } from 'aws-cdk-lib/core';
import { SizeRoundingBehavior, Token } from 'aws-cdk-lib/core';
import type { CacheUsageLimitsProperty } from './usage-limits';

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
