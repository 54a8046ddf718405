import type * as eventTypes from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { IServerlessCache } from './serverless-cache-base';
import type { OnServerlessCacheEventOptions } from './serverless-cache-event';
import { EVENT_SOURCE, SERVERLESS_EVENTS } from '../facts/events';
import { failAt } from '../private/errors';

/** A rule on what happens to one cache, or to any cache of the account and region. */
export function eventRule(
  scope: Construct,
  id: string,
  options: OnServerlessCacheEventOptions,
  cache?: IServerlessCache,
): eventTypes.Rule {
  const { Match, Rule } = require('aws-cdk-lib/aws-events') as typeof eventTypes; // most caches have none
  const { cacheEvents, target, ...common } = options;
  const types =
    cacheEvents ?? Object.keys(SERVERLESS_EVENTS).filter((type) => SERVERLESS_EVENTS[type].namesCache || !cache);

  const nameless = cache ? types.filter((type) => !SERVERLESS_EVENTS[type].namesCache) : [];
  if (nameless.length > 0) {
    failAt(
      scope,
      nameless.map(
        (type) =>
          `'cacheEvents' has "${type}", which tells the snapshot and not the cache; use ServerlessCache.ruleOnAnyCache`,
      ),
    );
  }
  const rule = new Rule(scope, id, common);
  rule.addEventPattern({
    source: [EVENT_SOURCE],
    // The pages of AWS differ in capitals and once in a word, and a pattern knows no tolerance by itself.
    detailType: types
      .flatMap((type) => [type, SERVERLESS_EVENTS[type].alsoSpelled ?? []].flat())
      .flatMap((type) => Match.equalsIgnoreCase(type)),
    ...(cache && { resources: [cache.serverlessCacheArn] }),
  });
  rule.addTarget(target);
  return rule;
}
