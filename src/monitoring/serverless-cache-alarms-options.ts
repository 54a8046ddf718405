import type { AlarmSettings, RecommendedAlarmsOptions } from './alarm-settings';

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
