import { Duration, Size, Token } from 'aws-cdk-lib/core';
import type { MeasuredServerlessCache } from './measured';
import { REFUSALS } from './node-alarms';
import type { AlarmPlan, AlarmSettings, RecommendedAlarmsOptions } from './recommended-alarms';
import { PAGES, RecommendedAlarms, minutes, minutesOf } from './recommended-alarms';
import type { ServerlessCacheMetrics } from './serverless-cache-metrics';
import { LIMITS } from '../service-data/limits';

/** The recommended alarms of a serverless cache, each of which can be changed or switched off. */
export interface ServerlessCacheAlarmsOptions extends RecommendedAlarmsOptions {
  /**
   * The stored data comes near the limit, in bytes.
   *
   * @default - above 75 percent of the maximum of the cache, or else of what ElastiCache allows; none for an import,
   * whose limits are unknown
   */
  readonly storage?: AlarmSettings;

  /**
   * The requests come near the limit, in ElastiCache Processing Units per minute.
   *
   * @default - above 75 percent of the maximum of the cache, or else of what ElastiCache allows; none for an import,
   * whose limits are unknown
   */
  readonly requestRate?: AlarmSettings;

  /**
   * Commands are throttled.
   *
   * @default - any, in 3 of 5 minutes
   */
  readonly throttledCommands?: AlarmSettings;

  /**
   * Log-ins are refused. Valkey and Redis OSS.
   *
   * @default - any within 5 minutes
   */
  readonly authenticationFailures?: AlarmSettings;

  /**
   * Commands are refused because the user may not run them. Caches with a user group.
   *
   * @default - any within 5 minutes
   */
  readonly commandAuthorizationFailures?: AlarmSettings;

  /**
   * Commands are refused because the user may not use their keys. Caches with a user group.
   *
   * @default - any within 5 minutes
   */
  readonly keyAuthorizationFailures?: AlarmSettings;
}

/** The limits of a serverless cache, as CloudFormation has them; 0 is none. */
export interface UsageLimits {
  readonly dataStorage?: { readonly unit: string; readonly minimum?: number; readonly maximum?: number };
  readonly ecpuPerSecond?: { readonly minimum?: number; readonly maximum?: number };
}

/** What the alarms of a serverless cache must know besides its metrics. */
export interface ServerlessCacheFacts {
  /** Whether there are users; undefined when nobody knows. */
  readonly hasUsers?: boolean;
  /** Undefined when nobody knows. */
  readonly limits?: UsageLimits;
}

/** A serverless cache, created or imported. */
type AlarmedCache = MeasuredServerlessCache & { readonly metrics: ServerlessCacheMetrics };

/** The alarms that AWS recommends for a serverless cache. */
export function serverlessCacheAlarms(
  cache: AlarmedCache,
  facts: ServerlessCacheFacts,
  options: ServerlessCacheAlarmsOptions,
): RecommendedAlarms {
  const { metrics } = cache;
  const plans: AlarmPlan[] = [
    {
      name: 'storage',
      watch: () => [{ metric: metrics.bytesUsedForCache({ statistic: 'Maximum', period: EVERY_MINUTE }) }],
      threshold: share(
        facts.limits,
        facts.limits?.dataStorage?.maximum,
        LIMITS.serverlessStorageGb.max,
        Size.gibibytes(1).toBytes(),
      ),
      lasting: minutes(5),
      meaning:
        'The stored data comes near the limit. At the limit, items with a time to live are evicted, and writes are refused when there are none.',
      remedy: "raise 'dataStorageMaximumSize' of the cache, store less, or give items a shorter time to live.",
      page: PAGES.scaling,
    },
    {
      name: 'requestRate',
      watch: () => [{ metric: metrics.elastiCacheProcessingUnits({ period: EVERY_MINUTE }) }],
      threshold: share(
        facts.limits,
        facts.limits?.ecpuPerSecond?.maximum,
        LIMITS.serverlessEcpuPerSecond.max,
        EVERY_MINUTE.toSeconds(),
      ),
      lasting: minutesOf(3, 5),
      meaning: 'The requests come near the limit, beyond which they are throttled.',
      remedy:
        "raise 'requestRateLimitMaximum' of the cache, or find the client that asks more than usual; 'metrics.commandProcessingUnits' tells what it asks.",
      page: PAGES.scaling,
    },
    {
      name: 'throttledCommands',
      watch: () => [{ metric: metrics.throttledCmds({ period: EVERY_MINUTE }) }],
      threshold: 0,
      lasting: minutesOf(3, 5),
      meaning: 'Commands are throttled: the load grows faster than the cache scales, or is beyond its limit.',
      remedy:
        "before peaks that are known, raise the minimum with 'scheduleMinimumRequestRate'; at the limit, raise 'requestRateLimitMaximum'.",
      page: PAGES.serverlessMetrics,
    },
    ...REFUSALS.map((refusal) => ({
      ...refusal,
      page: PAGES.serverlessMetrics,
      watch: () => [{ metric: metrics[refusal.name]({ period: refusal.lasting.period }) }],
    })),
  ];
  return RecommendedAlarms._of(cache, plans, absentAlarms(cache, facts), options);
}

/** The alarms whose metrics the cache does not publish, or on which nothing can happen. */
function absentAlarms({ engine }: AlarmedCache, { hasUsers }: ServerlessCacheFacts): Record<string, string> {
  if (engine?.engineType === 'memcached') {
    const reason = 'Memcached has no users';
    return { authenticationFailures: reason, commandAuthorizationFailures: reason, keyAuthorizationFailures: reason };
  }
  if (hasUsers !== false) {
    return {};
  }
  const reason = 'it has no user group, so everybody may do everything';
  return { commandAuthorizationFailures: reason, keyAuthorizationFailures: reason };
}

/**
 * The part of a limit at which AWS recommends to act; where the cache has none of its own, that of ElastiCache counts.
 */
function share(limits: UsageLimits | undefined, limit: number = 0, highest: number, unit: number): number | undefined {
  return limits === undefined || Token.isUnresolved(limit) ? undefined : (limit || highest) * unit * 0.75;
}

const EVERY_MINUTE = Duration.minutes(1);
