import type * as events from 'aws-cdk-lib/aws-events';

/**
 * What can happen to a serverless cache, as Amazon EventBridge is told. Delivery is best effort.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html
 */
export enum ServerlessCacheEvent {
  /** The cache is there. */
  CREATED = 'Cache Created',

  /**
   * The cache could not be created: no free address or endpoint, a user or user group that does not fit, a snapshot
   * that cannot be read.
   */
  CREATION_FAILED = 'Cache Creation Failed',

  /** Security groups, tags or limits were changed. */
  UPDATED = 'Cache Updated',

  /** A change failed, for example of limits that the stored data exceeds. */
  UPDATE_FAILED = 'Cache Update Failed',

  /** The cache was deleted. */
  DELETED = 'Cache Deleted',

  /** A slot comes near the data that one slot can hold. */
  LIMIT_APPROACHING = 'Cache Limit Approaching',

  /** A snapshot was taken. */
  SNAPSHOT_CREATED = 'Snapshot Created',

  /** A snapshot could not be taken, for example because its key is disabled. */
  SNAPSHOT_CREATION_FAILED = 'Snapshot Creation Failed',

  /**
   * A snapshot could not be exported to a bucket.
   *
   * The event does not name the cache: see `ServerlessCache.ruleOnAnyCache`.
   */
  SNAPSHOT_EXPORT_FAILED = 'Snapshot Export Failed',

  /**
   * A snapshot could not be copied.
   *
   * The event does not name the cache: see `ServerlessCache.ruleOnAnyCache`.
   */
  SNAPSHOT_COPY_FAILED = 'Snapshot Copy Failed',
}

/** What a rule waits for, and what it does. */
export interface OnServerlessCacheEventOptions extends events.OnEventOptions {
  /**
   * The events.
   *
   * @default - all that tell the cache
   */
  readonly cacheEvents?: ServerlessCacheEvent[];
}
