import type * as sns from 'aws-cdk-lib/aws-sns';

/** ElastiCache tells nothing to topics that are encrypted or first-in-first-out, and gives no error. */
export function topicFaults(topic?: sns.ITopic): string[] {
  return [
    ...(topic?.masterKey
      ? ["'notificationTopic' must not be encrypted, got one with a master key; ElastiCache does not send to it and gives no error, so use a topic without a key"] : []),
    ...(topic?.fifo ? ["'notificationTopic' must be a standard topic, got a FIFO topic; ElastiCache does not send to it"] : []),
  ];
}
