import { aws_events as events } from 'aws-cdk-lib';
import type { IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { OnServerlessCacheEventOptions } from './serverless-cache-event-type';
import { ServerlessCacheEventType } from './serverless-cache-event-type';
import { allowAlarms } from '../notification/topic-policy';
import { validateEnvironment } from '../private/environments';
import { throwMethodErrors, throwValueErrors } from '../private/errors';
import { formatList } from '../private/text';
import { isUnresolved } from '../private/tokens';
import { EVENT_SOURCE, SERVERLESS_EVENTS } from '../service-data/events';
import { addConstructWarning } from '../validation/construct-warnings';

/**
 * The events of a serverless cache in Amazon EventBridge.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html
 * @example
 * declare const cache: CfnServerlessCache;
 * declare const topic: sns.Topic;
 *
 * elasticache.ServerlessCacheEvents.fromServerlessCache(cache).onEvent(this, 'UpdateFailed', {
 *   eventTypes: [elasticache.ServerlessCacheEventType.UPDATE_FAILED],
 *   target: new targets.SnsTopic(topic),
 * });
 */
export class ServerlessCacheEvents {
  /**
   * Returns the events of the given serverless cache.
   *
   * @param cache the cache, which can be an L1 construct
   */
  public static fromServerlessCache(cache: IServerlessCacheRef): ServerlessCacheEvents {
    return new ServerlessCacheEvents(cache);
  }

  private constructor(private readonly cache: IServerlessCacheRef) {}

  /**
   * Creates an EventBridge rule for events of the cache. The rule must be in the account and Region of the cache.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options the event types and the target
   */
  public onEvent(scope: Construct, id: string, options: OnServerlessCacheEventOptions = {}): events.Rule {
    const types = options.eventTypes ?? ALL_EVENTS.filter(hasCacheName);
    const errors = [...validateCacheEnvironment(this.cache, scope), ...validateTypes(types)];
    if (errors.length > 0) {
      throwMethodErrors(this.cache, 'onEvent', errors);
    }

    const rule = createEventRule(scope, id, { ...options, eventTypes: types });
    rule.addEventPattern({ resources: [this.cache.serverlessCacheRef.serverlessCacheArn] });
    return rule;
  }
}

/** Binds a target. If it is a topic whose policy the target updates, alarms can still publish to the topic. */
function bindTarget(
  target: events.IRuleTarget,
  ...args: Parameters<events.IRuleTarget['bind']>
): events.RuleTargetConfig {
  const config = target.bind(...args);
  const { targetResource } = config;
  if (targetResource && 'topicRef' in targetResource) {
    allowAlarms(targetResource as sns.ITopicRef);
  }
  return config;
}

/** Creates a rule for the events of all caches in the account and Region. */
export function createEventRule(scope: Construct, id: string, options: OnServerlessCacheEventOptions): events.Rule {
  const { eventTypes = ALL_EVENTS, target, ...ruleOptions } = options;
  if (eventTypes.length === 0) {
    throwValueErrors(
      'onEvent',
      ["'eventTypes' must contain at least one event type. Add one, or remove 'eventTypes' to match all event types."],
      scope,
    );
  }
  const rule = new events.Rule(scope, id, ruleOptions);
  rule.addEventPattern({
    source: [EVENT_SOURCE],
    // The AWS documentation spells some event types in several ways, and event patterns are case-sensitive.
    detailType: eventTypes
      .flatMap((event) => findKnownEvent(event)?.spellings ?? [event.detailType])
      .flatMap((spelling) => events.Match.equalsIgnoreCase(spelling)),
  });
  rule.addTarget(target && { bind: (...args) => bindTarget(target, ...args) });
  warnOfUnknownEvents(rule, eventTypes);
  return rule;
}

const ALL_EVENTS = Object.keys(SERVERLESS_EVENTS).map((detailType) => ServerlessCacheEventType.of(detailType));

const KNOWN_EVENTS = Object.entries(SERVERLESS_EVENTS).map(([detailType, { alias, namesCache }]) => ({
  spellings: alias === undefined ? [detailType] : [detailType, alias],
  namesCache,
}));

function findKnownEvent({ detailType }: ServerlessCacheEventType) {
  return KNOWN_EVENTS.find(({ spellings }) =>
    spellings.some((spelling) => spelling.toLowerCase() === detailType.toLowerCase()),
  );
}

/** Whether the event contains the name of the cache, as is assumed of event types that are not in the table. */
function hasCacheName(event: ServerlessCacheEventType): boolean {
  return findKnownEvent(event)?.namesCache !== false;
}

function warnOfUnknownEvents(rule: events.Rule, eventTypes: readonly ServerlessCacheEventType[]): void {
  const unknownEvents = eventTypes.filter((event) => !isUnresolved(event.detailType) && !findKnownEvent(event));
  if (unknownEvents.length > 0) {
    const names = formatList(unknownEvents.map((event) => `"${event}"`));
    addConstructWarning(
      rule,
      'ServerlessCache.EventUnknown',
      `'eventTypes' contains event types that this version of cdk-elasticache does not support yet: ${names}. A misspelled event type matches no events. Check the spelling, or upgrade cdk-elasticache.`,
    );
  }
}

function validateCacheEnvironment(cache: IServerlessCacheRef, scope: Construct): string[] {
  return validateEnvironment(cache, scope, {
    name: 'onEvent',
    noun: 'cache',
    reason: 'ElastiCache sends the events of a cache to the event bus in the account and Region of the cache',
  });
}

function validateTypes(types: readonly ServerlessCacheEventType[]): string[] {
  return types
    .filter((type) => !hasCacheName(type))
    .map(
      (type) =>
        `'eventTypes' must contain only types of events that contain the name of the cache, but events of the type "${type}" contain only the name of the snapshot. Use ServerlessCache.onAnyCacheEvent() for this type.`,
    );
}
