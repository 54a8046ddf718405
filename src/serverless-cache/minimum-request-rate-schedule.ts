import { aws_iam as iam, aws_scheduler as scheduler, aws_scheduler_targets as targets } from 'aws-cdk-lib';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type { Construct } from 'constructs';
import type { CacheUsageLimitsProperty } from '../capacity';
import type { IServerlessCache } from './serverless-cache';
import { renderUsageLimits } from '../capacity/usage-limits';
import { validateEnvironment } from '../private/environments';
import type { UsageLimits } from '../service-data/usage-limits';
import { ConstructView } from '../validation/construct-view';
import { validateView } from '../validation/validate-construct';

/** The rules for the limits that a schedule sets. */
const LIMIT_RULES: readonly string[] = [
  'ServerlessCache.DataStorageMinimumOutOfRange',
  'ServerlessCache.DataStorageMaximumOutOfRange',
  'ServerlessCache.DataStorageMinimumExceedsMaximum',
  'ServerlessCache.RequestRateMinimumOutOfRange',
  'ServerlessCache.RequestRateMaximumOutOfRange',
  'ServerlessCache.RequestRateMinimumExceedsMaximum',
];

/** The props of the limits, by CloudFormation property. */
const LIMIT_PROPS = {
  'cacheUsageLimits.dataStorage.minimum': 'cacheUsageLimits.dataStorageMinimumSize',
  'cacheUsageLimits.dataStorage.maximum': 'cacheUsageLimits.dataStorageMaximumSize',
  'cacheUsageLimits.ecpuPerSecond.minimum': 'requestRateLimitMinimum',
  'cacheUsageLimits.ecpuPerSecond.maximum': 'cacheUsageLimits.requestRateLimitMaximum',
} as const;

const LIMITS_MISSING =
  "'cacheUsageLimits' is missing, but the limits of the imported cache are unknown, and ElastiCache replaces all limits at once. " +
  'Set it to the limits of the cache, or to an empty object for a cache without limits.';

const LIMITS_KNOWN =
  "'cacheUsageLimits' is only allowed for imported caches, because the limits of this cache are known. Remove it.";

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
   * The limits of the cache, which the schedule sets again, because ElastiCache replaces all limits at once.
   * `requestRateLimitMinimum` of the limits is ignored.
   *
   * @default - the limits of a cache that is created in the app; required for other caches
   */
  readonly cacheUsageLimits?: CacheUsageLimitsProperty;

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
 *
 * @param knownLimits the limits of the cache; undefined if they are unknown
 */
export function scheduleMinimumRequestRate(
  cache: Construct & IServerlessCache,
  id: string,
  props: MinimumRequestRateScheduleProps,
  knownLimits: CacheUsageLimitsProperty | undefined,
): scheduler.Schedule {
  const { requestRateLimitMinimum: minimum, schedule } = props;
  const cacheUsageLimits = props.cacheUsageLimits ?? knownLimits;
  const { value: { dataStorage, ecpuPerSecond } = {}, errors: limitErrors } = renderUsageLimits(cacheUsageLimits);
  const maximum = ecpuPerSecond?.maximum;
  const method = 'scheduleMinimumRequestRate';
  const environmentErrors = validateEnvironment(cache, cache, {
    name: method,
    noun: 'cache',
    reason: 'EventBridge Scheduler calls ElastiCache in its own account and Region',
  });
  validateView(cache, createLimitsView(cache, { dataStorage, ecpuPerSecond: { minimum, maximum } }), {
    errors: [...environmentErrors, ...validateLimitsProp(props, knownLimits), ...limitErrors],
    method,
    isSelected: ({ id: ruleId }) => LIMIT_RULES.includes(ruleId),
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
function createLimitsView(cache: Construct, cacheUsageLimits: UsageLimits): ConstructView {
  return new ConstructView(cache, CfnServerlessCache.CFN_RESOURCE_TYPE_NAME, {
    values: { cacheUsageLimits },
    getPropNames: () => LIMIT_PROPS,
  });
}

/** Requires the limits in the props if they are unknown otherwise. */
function validateLimitsProp(
  { cacheUsageLimits }: MinimumRequestRateScheduleProps,
  knownLimits: CacheUsageLimitsProperty | undefined,
): string[] {
  if (cacheUsageLimits) {
    return knownLimits ? [LIMITS_KNOWN] : [];
  }
  return knownLimits ? [] : [LIMITS_MISSING];
}
