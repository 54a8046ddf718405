/**
 * What Amazon EventBridge gets of serverless caches and their snapshots.
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html
 */
export const EVENT_SOURCE = 'aws.elasticache';

/** An event, with the type of its detail as the reference of EventBridge spells it. */
interface EventFact {
  /** Other spellings; capitals differ between the pages of AWS, too. */
  readonly alsoSpelled?: string;
  /** Whether the event names the cache; some name a snapshot alone. */
  readonly namesCache: boolean;
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html */
export const SERVERLESS_EVENTS: Readonly<Record<string, EventFact>> = {
  'Cache Created': { namesCache: true },
  'Cache Creation Failed': { namesCache: true },
  'Cache Updated': { namesCache: true },
  'Cache Update Failed': { namesCache: true, alsoSpelled: 'Cache Updated Failed' },
  'Cache Deleted': { namesCache: true },
  'Cache Limit Approaching': { namesCache: true },
  'Snapshot Created': { namesCache: true },
  'Snapshot Creation Failed': { namesCache: true },
  'Snapshot Export Failed': { namesCache: false },
  'Snapshot Copy Failed': { namesCache: false },
};
