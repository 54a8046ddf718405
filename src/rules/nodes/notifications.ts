import { TOPIC_ARN_PATTERN } from '../../facts/limits';
import type { Rule } from '../rule';
import type { AboutOf } from '../vocabulary';
import { forTemplates, rule, shown, text } from '../vocabulary';

const SNS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html';
const OWNER = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html';
const PROPERTY = 'NotificationTopicArn';

/** What the rules of node-based caches demand of the topic that is told of events. */
export function notificationRules(about: AboutOf): Rule[] {
  return [
    text(
      about('TopicForm', PROPERTY, SNS),
      { pattern: TOPIC_ARN_PATTERN },
      'must be the ARN of a topic, such as arn:aws:sns:us-east-1:123456789012:events',
    ),
    rule(
      about('TopicStandard', PROPERTY, SNS),
      'NotificationTopicArn must be that of a standard topic, not of a FIFO topic',
      (p) => {
        const arn = p.text(PROPERTY);
        return arn?.endsWith('.fifo')
          ? `${p.name(PROPERTY)} must be a standard topic, got the FIFO topic ${shown(arn)}; give another topic`
          : undefined;
      },
    ),
    forTemplates(
      rule(
        about('TopicInAccount', PROPERTY, OWNER),
        'NotificationTopicArn must be a topic of the account in which the cache stands',
        (p) => {
          // of constructs: topicFaults
          const [arn, account] = [p.text(PROPERTY), p.account];
          return arn !== undefined &&
            account !== undefined &&
            TOPIC_ARN_PATTERN.test(arn) &&
            arn.split(':')[4] !== account
            ? `${p.name(PROPERTY)} must be a topic of the account of the cache, ${account}, got ${shown(arn)}; give a topic of that account`
            : undefined;
        },
      ),
    ),
  ];
}
