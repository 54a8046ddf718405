import { aws_iam as iam, aws_scheduler as scheduler, aws_scheduler_targets as targets } from 'aws-cdk-lib';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type { Construct } from 'constructs';
import type { CacheUsageLimitsProperty } from '../capacity';
import type { IServerlessCache } from './serverless-cache';
import { renderUsageLimits } from '../capacity/usage-limits';
import { validateEnvironment } from '../private/environments';
import { ConstructView } from '../validation/construct-view';
import { validateView } from '../validation/validate-construct';

/** The rules for the limits that a schedule sets. */
const REQUEST_RATE_RULES: readonly string[] = [
  'ServerlessCache.RequestRateMinimumOutOfRange',
  'ServerlessCache.RequestRateMinimumExceedsMaximum',
];

/** A minimum of the request rate from some time on. */
export interface MinimumRequestRateScheduleProps {
  /**
   * When the minimum is set: once or again and again, in a time zone. ElastiCache takes a while to scale, so leave an
   * hour before a peak.
   */
  readonly schedule: scheduler.ScheduleExpression;

  /**
   * The request rate that is reserved (and paid for) from then on, in ElastiCache Processing Units per second: 1,000 to
   * 15,000,000, or 0 for none.
   */
  readonly requestRateLimitMinimum: number;

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
  cache: Construct & IServerlessCache,
  id: string,
  props: MinimumRequestRateScheduleProps,
  cacheUsageLimits: CacheUsageLimitsProperty | undefined,
): scheduler.Schedule {
  const { requestRateLimitMinimum: minimum, schedule } = props;
  const { dataStorage, ecpuPerSecond } = renderUsageLimits(cacheUsageLimits).value ?? {};
  const maximum = ecpuPerSecond?.maximum;
  const method = 'scheduleMinimumRequestRate';
  const errors = validateEnvironment(cache, cache, {
    name: method,
    noun: 'cache',
    reason: 'EventBridge Scheduler calls ElastiCache in its own account and Region',
  });
  validateView(cache, createLimitsView(cache, minimum, maximum), {
    errors,
    method,
    isSelected: ({ id: ruleId }) => REQUEST_RATE_RULES.includes(ruleId),
  });

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

/** Creates a view of the cache with the limits that the schedule sets. */
function createLimitsView(cache: Construct, minimum: number, maximum?: number): ConstructView {
  return new ConstructView(cache, CfnServerlessCache.CFN_RESOURCE_TYPE_NAME, {
    values: { cacheUsageLimits: { ecpuPerSecond: { minimum, maximum } } },
    getPropNames: () => ({
      'cacheUsageLimits.ecpuPerSecond.minimum': 'requestRateLimitMinimum',
      'cacheUsageLimits.ecpuPerSecond.maximum': 'cacheUsageLimits.requestRateLimitMaximum',
    }),
  });
}
