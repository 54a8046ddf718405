import type * as events from 'aws-cdk-lib/aws-events';

/**
 * The type of an event that ElastiCache sends to Amazon EventBridge for serverless caches. ElastiCache delivers events
 * on a best-effort basis.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html
 */
export class ServerlessCacheEventType {
  /** The cache was created. */
  public static readonly CREATED = new ServerlessCacheEventType('Cache Created');

  /**
   * The cache could not be created. Reasons include a lack of IP addresses or VPC endpoints, an incompatible user or
   * user group, and a snapshot that ElastiCache cannot read.
   */
  public static readonly CREATION_FAILED = new ServerlessCacheEventType('Cache Creation Failed');

  /** The security groups, tags, or usage limits of the cache were changed. */
  public static readonly UPDATED = new ServerlessCacheEventType('Cache Updated');

  /** An update of the cache failed, for example because the stored data exceeds a new usage limit. */
  public static readonly UPDATE_FAILED = new ServerlessCacheEventType('Cache Update Failed');

  /** The cache was deleted. */
  public static readonly DELETED = new ServerlessCacheEventType('Cache Deleted');

  /** The amount of data in a slot approaches the maximum for one slot. */
  public static readonly LIMIT_APPROACHING = new ServerlessCacheEventType('Cache Limit Approaching');

  /** A snapshot was taken. */
  public static readonly SNAPSHOT_CREATED = new ServerlessCacheEventType('Snapshot Created');

  /** A snapshot could not be taken, for example because the KMS key of the snapshot is disabled. */
  public static readonly SNAPSHOT_CREATION_FAILED = new ServerlessCacheEventType('Snapshot Creation Failed');

  /**
   * A snapshot could not be exported to a bucket.
   *
   * The event does not contain the name of the cache. Use `ServerlessCache.onAnyCacheEvent` to match events of this
   * type.
   */
  public static readonly SNAPSHOT_EXPORT_FAILED = new ServerlessCacheEventType('Snapshot Export Failed');

  /**
   * A snapshot could not be copied.
   *
   * The event does not contain the name of the cache. Use `ServerlessCache.onAnyCacheEvent` to match events of this
   * type.
   */
  public static readonly SNAPSHOT_COPY_FAILED = new ServerlessCacheEventType('Snapshot Copy Failed');

  /**
   * Creates an event type for which this library has no constant.
   *
   * If this library does not support the event type, an EventBridge rule that uses it gets a warning, because a
   * misspelled event type matches no events.
   *
   * @param detailType the detail type of the events in Amazon EventBridge. The EventBridge rules that this library
   * creates do not distinguish between uppercase and lowercase letters.
   */
  public static of(detailType: string): ServerlessCacheEventType {
    return new ServerlessCacheEventType(detailType);
  }

  private constructor(
    /** The detail type of the events in Amazon EventBridge. */
    public readonly detailType: string,
  ) {}

  /** Returns the detail type of the events in Amazon EventBridge. */
  public toString(): string {
    return this.detailType;
  }
}

/** Options for an EventBridge rule that matches events of serverless caches. */
export interface OnServerlessCacheEventOptions extends events.OnEventOptions {
  /**
   * The types of the events.
   *
   * @default - for `onAnyCacheEvent`, all event types. For other methods, all event types whose events contain the name
   * of the cache.
   */
  readonly eventTypes?: ServerlessCacheEventType[];
}
