import type * as sns from 'aws-cdk-lib/aws-sns';
import type { IResource } from 'aws-cdk-lib/core';
import { Token, TokenComparison } from 'aws-cdk-lib/core';

/**
 * Validates the SNS topic for the notifications of a cache.
 *
 * ElastiCache rejects topics of other accounts. It accepts encrypted and FIFO topics, but silently drops notifications
 * to them.
 */
export function validateNotificationTopic(cache: IResource, topic?: sns.ITopic): string[] {
  const errors: string[] = [];
  if (topic && Token.compareStrings(topic.env.account, cache.env.account) === TokenComparison.DIFFERENT) {
    errors.push(
      `'notificationTopic' must be in the account of the cache, ${cache.env.account}, got one in ${topic.env.account}; give a topic of that account`,
    );
  }
  if (topic?.masterKey) {
    errors.push(
      "'notificationTopic' must not be encrypted, got one with a master key; ElastiCache does not send to it and gives no error, so use a topic without a key",
    );
  }
  if (topic?.fifo) {
    errors.push("'notificationTopic' must be a standard topic, got a FIFO topic; ElastiCache does not send to it");
  }
  return errors;
}
