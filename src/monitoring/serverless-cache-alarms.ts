import type { IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import { Size, SizeRoundingBehavior, Token } from 'aws-cdk-lib/core';
import type { CacheUsageLimitsProperty } from '../capacity';
import type { AlarmDefinition, AlarmSelection, UnavailableAlarm } from './alarm-spec';
import { EVERY_MINUTE, PAGES, SINGLE_BREACH, breachedMinutes, resolveAlarms } from './alarm-spec';
import { AUTH_FAILURE_ALARMS } from './auth-failure-alarms';
import { resolveFacts } from './known-facts';
import type { RecommendedAlarmOptions, RecommendedAlarmsOptions } from './recommended-alarms';
import type { ServerlessCacheMetricsOptions } from './serverless-cache-metrics';
import { ServerlessCacheMetrics } from './serverless-cache-metrics';
import { LIMITS } from '../service-data/limits';

/** Options for the recommended alarms of a serverless cache. You can change or disable each alarm. */
export interface ServerlessCacheAlarmsOptions extends RecommendedAlarmsOptions {
  /**
   * The alarm that monitors whether the stored data approaches the storage limit. The threshold is in bytes.
   *
   * @default - above 75 percent of the usage limit of the cache, or of the service limit, for 5 minutes. If the usage
   * limits are unknown, as for imported caches, the alarm is created only if you set a threshold.
   */
  readonly storage?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors whether the consumed ElastiCache Processing Units (ECPUs) approach the limit of the request
   * rate. The threshold is in ECPUs per minute.
   *
   * @default - above 75 percent of the usage limit of the cache, or of the service limit, in 3 of 5 minutes. If the
   * usage limits are unknown, as for imported caches, the alarm is created only if you set a threshold.
   */
  readonly requestRate?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors throttled commands.
   *
   * @default - at least one throttled command per minute in 3 of 5 minutes
   */
  readonly throttledCommands?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors failed authentication attempts. The alarm is available only for Valkey and Redis OSS.
   *
   * @default - at least one failed attempt within 5 minutes
   */
  readonly authenticationFailures?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the commands that are rejected because the user has no permission to run them. The alarm is
   * available only for caches with a user group.
   *
   * @default - at least one rejected command within 5 minutes
   */
  readonly commandAuthorizationFailures?: RecommendedAlarmOptions;

  /**
   * The alarm that monitors the commands that are rejected because the user has no permission to access the keys. The
   * alarm is available only for caches with a user group.
   *
   * @default - at least one rejected command within 5 minutes
   */
  readonly keyAuthorizationFailures?: RecommendedAlarmOptions;
}

/**
 * Properties for the recommended alarms of a serverless cache.
 *
 * They contain the settings of the alarms, and the properties of the cache that the default settings depend on.
 */
export interface ServerlessCacheAlarmsProps extends ServerlessCacheAlarmsOptions, ServerlessCacheMetricsOptions {
  /**
   * The usage limits, which determine the thresholds of `storage` and `requestRate`. Specify an empty object if the
   * cache has no usage limits. The thresholds then depend on the service limits.
   *
   * @default - the usage limits of a `ServerlessCache`, or of an import with `cacheUsageLimits`. The limits of other
   * imports are unknown, so these alarms are created only if you set a threshold.
   */
  readonly cacheUsageLimits?: CacheUsageLimitsProperty;

  /**
   * Whether the cache has a user group. If it has no user group, authorization never fails, so the authorization alarms
   * are not available.
   *
   * @default - for a `ServerlessCache`, true if `userGroup` is set, otherwise false. For other constructs, true.
   */
  readonly hasUsers?: boolean;
}

type ServerlessCacheAlarm = AlarmDefinition<ServerlessCacheAlarmsProps & { readonly metrics: ServerlessCacheMetrics }>;

/** The fraction of a usage limit at which AWS recommends to take action. */
const USAGE_THRESHOLD = 0.75;

const SERVERLESS_CACHE_ALARMS: readonly ServerlessCacheAlarm[] = [
  {
    name: 'storage',
    targets: ({ metrics }) => [{ metric: metrics.bytesUsedForCache({ statistic: 'Maximum', ...EVERY_MINUTE }) }],
    threshold: computeStorageThreshold,
    window: breachedMinutes(5),
    description:
      'The stored data is close to the storage limit of the cache. At the limit, ElastiCache evicts items with a time to live, and rejects writes if there are none.',
    fix: 'Raise `dataStorageMaximumSize`, store less data, or shorten the time to live of items.',
    page: PAGES.scaling,
  },
  {
    name: 'requestRate',
    targets: ({ metrics }) => [{ metric: metrics.processingUnits(EVERY_MINUTE) }],
    threshold: computeRequestRateThreshold,
    window: breachedMinutes(3, 5),
    description: 'The request rate is close to the limit of the cache. ElastiCache throttles requests above the limit.',
    fix: 'Raise `requestRateLimitMaximum`, or find the client that sends more requests than usual. For Valkey and Redis OSS, `metrics.commandProcessingUnits` shows the usage of each command family.',
    page: PAGES.scaling,
  },
  {
    name: 'throttledCommands',
    targets: ({ metrics }) => [{ metric: metrics.throttledCmds(EVERY_MINUTE) }],
    threshold: 0,
    window: breachedMinutes(3, 5),
    description:
      'Commands are throttled. The load grows faster than the cache scales, or exceeds the request rate limit.',
    fix: 'Before expected peaks, raise the minimum request rate with `scheduleMinimumRequestRate`. At the limit, raise `requestRateLimitMaximum`.',
    page: PAGES.serverlessMetrics,
  },
  ...AUTH_FAILURE_ALARMS.map((alarm): ServerlessCacheAlarm => ({
    ...alarm,
    targets: ({ metrics }) => [{ metric: metrics[alarm.name]({ period: SINGLE_BREACH.period }) }],
    page: PAGES.serverlessMetrics,
  })),
];

export function selectServerlessCacheAlarms(
  cache: IServerlessCacheRef,
  props: ServerlessCacheAlarmsProps,
): AlarmSelection {
  const facts = resolveFacts(cache, props);
  const metrics = ServerlessCacheMetrics.fromServerlessCache(cache, facts);
  return {
    specs: resolveAlarms(SERVERLESS_CACHE_ALARMS, { ...facts, metrics }),
    unavailable: findUnavailableAlarms(facts),
    errors: [],
  };
}

/** Finds the alarms whose metrics are not published or are always 0, each with the reason. */
function findUnavailableAlarms({ engine, hasUsers }: ServerlessCacheAlarmsProps): Record<string, UnavailableAlarm> {
  if (engine?.engineType === 'memcached') {
    const alarm = { reason: 'Memcached does not support users' };
    return { authenticationFailures: alarm, commandAuthorizationFailures: alarm, keyAuthorizationFailures: alarm };
  }
  if (hasUsers === false) {
    const alarm = { reason: 'it has no user group, so authorization never fails' };
    return { commandAuthorizationFailures: alarm, keyAuthorizationFailures: alarm };
  }
  return {};
}

/** Computes the threshold in bytes. Returns undefined if the limits are unknown. */
function computeStorageThreshold({ cacheUsageLimits: limits }: ServerlessCacheAlarmsProps): number | undefined {
  const maximum = limits?.dataStorageMaximumSize;
  if (!limits || maximum?.isUnresolved()) {
    return undefined;
  }
  const gibibytes = maximum?.toGibibytes({ rounding: SizeRoundingBehavior.NONE }) || LIMITS.serverlessStorageGb.max;
  return gibibytes * Size.gibibytes(1).toBytes() * USAGE_THRESHOLD;
}

/** Computes the threshold in ECPUs per minute. Returns undefined if the limits are unknown. */
function computeRequestRateThreshold({ cacheUsageLimits: limits }: ServerlessCacheAlarmsProps): number | undefined {
  const maximum = limits?.requestRateLimitMaximum;
  if (!limits || Token.isUnresolved(maximum)) {
    return undefined;
  }
  return (maximum || LIMITS.serverlessEcpuPerSecond.max) * EVERY_MINUTE.period.toSeconds() * USAGE_THRESHOLD;
}
