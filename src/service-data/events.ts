/**
 * The source in Amazon EventBridge of the events of serverless caches and their snapshots.
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html
 */
export const EVENT_SOURCE = 'aws.elasticache';

interface EventDefinition {
  /** Another spelling of the detail type in the AWS documentation, apart from differences in capitalization. */
  readonly alias?: string;
  /** Whether the event contains the name of the cache. Some events contain only the name of a snapshot. */
  readonly namesCache: boolean;
}

/**
 * The detail types of the events, in the spelling of the EventBridge reference.
 * Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
 */
export const SERVERLESS_EVENTS: Readonly<Record<string, EventDefinition>> = {
  'Cache Created': { namesCache: true },
  'Cache Creation Failed': { namesCache: true },
  'Cache Updated': { namesCache: true },
  'Cache Update Failed': { namesCache: true, alias: 'Cache Updated Failed' },
  'Cache Deleted': { namesCache: true },
  'Cache Limit Approaching': { namesCache: true },
  'Snapshot Created': { namesCache: true },
  'Snapshot Creation Failed': { namesCache: true },
  'Snapshot Export Failed': { namesCache: false },
  'Snapshot Copy Failed': { namesCache: false },
};
