import { aws_events as events } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { throwMethodErrors } from '../private/errors';
import { EVENT_SOURCE, SERVERLESS_EVENTS } from '../service-data/events';

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

/** Creates a rule for the events of one cache, or of all caches in the account and Region. */
export function createEventRule(
  scope: Construct,
  id: string,
  options: OnServerlessCacheEventOptions,
  cache?: { readonly serverlessCacheArn: string },
): events.Rule {
  const { cacheEvents, target, ...ruleOptions } = options;
  const hasCacheName = (type: string) => SERVERLESS_EVENTS[type].namesCache;
  const types = cacheEvents ?? Object.keys(SERVERLESS_EVENTS).filter((type) => hasCacheName(type) || !cache);

  const unsupportedTypes = cache ? types.filter((type) => !hasCacheName(type)) : [];
  if (unsupportedTypes.length > 0) {
    throwMethodErrors(
      scope,
      'onEvent',
      unsupportedTypes.map(
        (type) =>
          `'cacheEvents' has "${type}", which tells the snapshot and not the cache; use ServerlessCache.ruleOnAnyCache`,
      ),
    );
  }

  const rule = new events.Rule(scope, id, ruleOptions);
  rule.addEventPattern({
    source: [EVENT_SOURCE],
    // The AWS documentation lists some event types in different cases and spellings, and patterns are case-sensitive.
    detailType: types
      .flatMap((type) => [type, SERVERLESS_EVENTS[type].alias ?? []].flat())
      .flatMap((type) => events.Match.equalsIgnoreCase(type)),
  });
  if (cache) {
    rule.addEventPattern({ resources: [cache.serverlessCacheArn] });
  }
  rule.addTarget(target);
  return rule;
}
