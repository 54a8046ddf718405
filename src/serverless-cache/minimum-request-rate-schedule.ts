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

/** The ids of the rules for the usage limits that a schedule sets. */
const LIMIT_RULES: readonly string[] = [
  'ServerlessCache.DataStorageMinimumOutOfRange',
  'ServerlessCache.DataStorageMaximumOutOfRange',
  'ServerlessCache.DataStorageMinimumExceedsMaximum',
  'ServerlessCache.RequestRateMinimumOutOfRange',
  'ServerlessCache.RequestRateMaximumOutOfRange',
  'ServerlessCache.RequestRateMinimumExceedsMaximum',
];

/** The names of the limit props by CloudFormation property. */
const LIMIT_PROPS = {
  'cacheUsageLimits.dataStorage.minimum': 'cacheUsageLimits.dataStorageMinimumSize',
  'cacheUsageLimits.dataStorage.maximum': 'cacheUsageLimits.dataStorageMaximumSize',
  'cacheUsageLimits.ecpuPerSecond.minimum': 'requestRateLimitMinimum',
  'cacheUsageLimits.ecpuPerSecond.maximum': 'cacheUsageLimits.requestRateLimitMaximum',
} as const;

const LIMITS_MISSING =
  "'cacheUsageLimits' is required for an imported cache, because the limits of the cache are unknown and ElastiCache replaces all limits at once. " +
  "Set 'cacheUsageLimits' to the limits of the cache, or to an empty object if the cache has no limits.";

const LIMITS_KNOWN =
  "'cacheUsageLimits' is only allowed for imported caches whose limits are unknown. For other caches, the schedule uses the limits of the cache. Remove 'cacheUsageLimits'.";

/** Properties for scheduling a minimum request rate of a serverless cache. */
export interface MinimumRequestRateScheduleProps {
  /**
   * The schedule that sets the minimum request rate, once or repeatedly.
   *
   * ElastiCache needs time to scale, so schedule an increase an hour before the expected peak.
   */
  readonly schedule: scheduler.ScheduleExpression;

  /**
   * The minimum request rate in ElastiCache Processing Units per second: 1,000 to 15,000,000, or 0 for no minimum.
   *
   * You pay for the minimum request rate even if the actual request rate is lower.
   */
  readonly requestRateLimitMinimum: number;

  /**
   * The current usage limits of an imported cache. Not allowed for a cache whose limits are known: a cache that is
   * created in the app, or imported with `cacheUsageLimits`.
   *
   * An update replaces all limits, so the schedule also sends the current values of the other limits. The schedule
   * ignores `requestRateLimitMinimum` of this prop.
   *
   * @default - the limits of the cache. Required for imported caches without `cacheUsageLimits`.
   */
  readonly cacheUsageLimits?: CacheUsageLimitsProperty;

  /**
   * The description of the schedule.
   *
   * @default - a description with the minimum request rate and the path of the cache
   */
  readonly description?: string;
}

/**
 * Creates a schedule that sets the minimum request rate.
 *
 * `ModifyServerlessCache` replaces all usage limits at once, so the schedule repeats the other limits.
 *
 * @param knownLimits the limits of the cache, or undefined if they are unknown
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
    reason: 'EventBridge Scheduler calls ElastiCache in the account and Region of the schedule',
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

/** Creates a view of the cache with the limits that the schedule sets, which rules validate. */
function createLimitsView(cache: Construct, cacheUsageLimits: UsageLimits): ConstructView {
  return new ConstructView(cache, CfnServerlessCache.CFN_RESOURCE_TYPE_NAME, {
    values: { cacheUsageLimits },
    getPropNames: () => LIMIT_PROPS,
  });
}

/** Validates that unknown limits are specified, and known ones are not. */
function validateLimitsProp(
  { cacheUsageLimits }: MinimumRequestRateScheduleProps,
  knownLimits: CacheUsageLimitsProperty | undefined,
): string[] {
  if (cacheUsageLimits) {
    return knownLimits ? [LIMITS_KNOWN] : [];
  }
  return knownLimits ? [] : [LIMITS_MISSING];
}
