import type * as sns from 'aws-cdk-lib/aws-sns';
import type { IResource } from 'aws-cdk-lib/core';
import { Token, TokenComparison } from 'aws-cdk-lib/core';

/**
 * ElastiCache refuses topics of other accounts; to topics that are encrypted or first-in-first-out it tells nothing,
 * and gives no error.
 */
export function topicFaults(cache: IResource, topic?: sns.ITopic): string[] {
  const isForeign = topic && Token.compareStrings(topic.env.account, cache.env.account) === TokenComparison.DIFFERENT;
  return [
    ...(isForeign
      ? [
          `'notificationTopic' must be in the account of the cache, ${cache.env.account}, got one in ${topic.env.account}; give a topic of that account`,
        ]
      : []),
    ...(topic?.masterKey
      ? [
          "'notificationTopic' must not be encrypted, got one with a master key; ElastiCache does not send to it and gives no error, so use a topic without a key",
        ]
      : []),
    ...(topic?.fifo
      ? ["'notificationTopic' must be a standard topic, got a FIFO topic; ElastiCache does not send to it"]
      : []),
  ];
}
