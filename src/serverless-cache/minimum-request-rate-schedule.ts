import { aws_iam as iam, aws_scheduler as scheduler, aws_scheduler_targets as targets } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { throwValidationErrors } from '../private/errors';
import { isIntegerInRange } from '../private/ranges';
import { isResolved } from '../private/tokens';
import { LIMITS } from '../service-data/limits';
import type { UsageLimits } from '../service-data/usage-limits';

/** A minimum of the request rate from some time on. */
export interface MinimumRequestRateSchedule {
  /**
   * When the minimum is set: once or again and again, in a time zone. ElastiCache takes a while to scale, so leave an
   * hour before a peak.
   */
  readonly schedule: scheduler.ScheduleExpression;

  /**
   * The request rate that is reserved (and paid for) from then on, in ElastiCache Processing Units per second: 1,000 to
   * 15,000,000, or 0 for none.
   */
  readonly requestRateMinimum: number;

  /**
   * What the schedule is for.
   *
   * @default - tells the cache and the rate
   */
  readonly description?: string;
}

/**
 * Creates a schedule that sets the minimum request rate.
 *
 * ModifyServerlessCache replaces all usage limits at once, so the call repeats the other limits.
 */
export function scheduleMinimumRequestRate(
  cache: Construct & { readonly serverlessCacheName: string; readonly serverlessCacheArn: string },
  id: string,
  props: MinimumRequestRateSchedule,
  { dataStorage, ecpuPerSecond }: UsageLimits = {},
): scheduler.Schedule {
  const { requestRateMinimum: minimum, schedule } = props;
  const maximum = ecpuPerSecond?.maximum;
  const errors = validateMinimum(minimum, maximum);
  if (errors.length > 0) {
    throwValidationErrors(cache, errors);
  }

  const storageLimits = dataStorage && {
    Unit: dataStorage.unit,
    Minimum: dataStorage.minimum,
    Maximum: dataStorage.maximum,
  };
  return new scheduler.Schedule(cache, id, {
    schedule,
    description:
      props.description ??
      `Sets a minimum request rate of ${minimum} ECPUs per second for ${cache.node.path}`.slice(0, 512),
    target: new targets.Universal({
      service: 'elasticache',
      action: 'modifyServerlessCache',
      input: scheduler.ScheduleTargetInput.fromObject({
        ServerlessCacheName: cache.serverlessCacheName,
        CacheUsageLimits: {
          DataStorage: storageLimits,
          ECPUPerSecond: { Minimum: minimum, Maximum: maximum },
        },
      }),
      policyStatements: [
        new iam.PolicyStatement({
          actions: ['elasticache:ModifyServerlessCache'],
          resources: [cache.serverlessCacheArn],
        }),
      ],
    }),
  });
}

function validateMinimum(minimum: number, maximum?: number): string[] {
  const { min, max } = LIMITS.serverlessEcpuPerSecond;
  if (!isResolved(minimum) || minimum === 0) {
    return [];
  }
  if (!isIntegerInRange(minimum, { min, max })) {
    return [
      `'requestRateMinimum' must be a whole number between ${min} and ${max} ElastiCache Processing Units per second, or 0 for none, got ${minimum}`,
    ];
  }
  if (isResolved(maximum) && maximum > 0 && minimum > maximum) {
    return [
      `'requestRateMinimum' must not exceed 'cacheUsageLimits.requestRateLimitMaximum', which is ${maximum}, got ${minimum}`,
    ];
  }
  return [];
}
