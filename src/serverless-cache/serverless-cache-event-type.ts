import type * as events from 'aws-cdk-lib/aws-events';

/**
 * A type of events that ElastiCache sends to Amazon EventBridge for serverless caches. Delivery is best effort.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html
 */
export class ServerlessCacheEventType {
  /** The cache was created. */
  public static readonly CREATED = new ServerlessCacheEventType('Cache Created');

  /**
   * The cache could not be created: no free address or endpoint, a user or user group that does not fit, a snapshot
   * that cannot be read.
   */
  public static readonly CREATION_FAILED = new ServerlessCacheEventType('Cache Creation Failed');

  /** Security groups, tags or limits were changed. */
  public static readonly UPDATED = new ServerlessCacheEventType('Cache Updated');

  /** A change failed, for example of limits that the stored data exceeds. */
  public static readonly UPDATE_FAILED = new ServerlessCacheEventType('Cache Update Failed');

  /** The cache was deleted. */
  public static readonly DELETED = new ServerlessCacheEventType('Cache Deleted');

  /** A slot comes near the data that one slot can hold. */
  public static readonly LIMIT_APPROACHING = new ServerlessCacheEventType('Cache Limit Approaching');

  /** A snapshot was taken. */
  public static readonly SNAPSHOT_CREATED = new ServerlessCacheEventType('Snapshot Created');

  /** A snapshot could not be taken, for example because its key is disabled. */
  public static readonly SNAPSHOT_CREATION_FAILED = new ServerlessCacheEventType('Snapshot Creation Failed');

  /**
   * A snapshot could not be exported to a bucket.
   *
   * The event does not name the cache: see `ServerlessCache.onAnyCacheEvent`.
   */
  public static readonly SNAPSHOT_EXPORT_FAILED = new ServerlessCacheEventType('Snapshot Export Failed');

  /**
   * A snapshot could not be copied.
   *
   * The event does not name the cache: see `ServerlessCache.onAnyCacheEvent`.
   */
  public static readonly SNAPSHOT_COPY_FAILED = new ServerlessCacheEventType('Snapshot Copy Failed');

  /**
   * An event type that this library has no constant for. Rules for it have a warning.
   *
   * @param detailType the detail type of the events in Amazon EventBridge, in any case
   */
  public static of(detailType: string): ServerlessCacheEventType {
    return new ServerlessCacheEventType(detailType);
  }

  /**
   * @param detailType the detail type of the events in Amazon EventBridge
   */
  private constructor(public readonly detailType: string) {}

  /** Returns the detail type of the events in Amazon EventBridge. */
  public toString(): string {
    return this.detailType;
  }
}

/** Options for a rule that matches events of serverless caches. */
export interface OnServerlessCacheEventOptions extends events.OnEventOptions {
  /**
   * The types of the events.
   *
   * @default - all events that name the cache
   */
  readonly eventTypes?: ServerlessCacheEventType[];
}
