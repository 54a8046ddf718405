import { TOPIC_ARN_PATTERN } from '../../../service-data/limits';
import type { Rule } from '../../rule';
import type { RuleMetadataFactory } from '../../rule-builders';
import { forTemplates, formatValue, rule, textFormat } from '../../rule-builders';
import { PAGES } from '../pages';

const SNS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html';
const TOPIC = 'NotificationTopicArn';

/** Validates the topic that receives the events of a node-based cache. */
export function notificationRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    textFormat(
      metadata('TopicForm', TOPIC, SNS),
      { pattern: TOPIC_ARN_PATTERN },
      'must be the ARN of a topic, such as arn:aws:sns:us-east-1:123456789012:events',
    ),
    rule(
      metadata('TopicStandard', TOPIC, SNS),
      'NotificationTopicArn must be that of a standard topic, not of a FIFO topic',
      (p) => {
        const arn = p.text(TOPIC);
        return arn?.endsWith('.fifo')
          ? `${p.name(TOPIC)} must be a standard topic, got the FIFO topic ${formatValue(arn)}; give another topic`
          : undefined;
      },
    ),
    // Constructs compare the account of the topic construct with that of their stack.
    forTemplates(
      rule(
        metadata('TopicInAccount', TOPIC, PAGES.createReplicationGroup),
        'NotificationTopicArn must be a topic of the account in which the cache stands',
        (p) => {
          const [arn, account] = [p.text(TOPIC), p.account];
          if (arn === undefined || account === undefined || !TOPIC_ARN_PATTERN.test(arn)) {
            return undefined;
          }
          return arn.split(':')[4] !== account
            ? `${p.name(TOPIC)} must be a topic of the account of the cache, ${account}, got ${formatValue(arn)}; give a topic of that account`
            : undefined;
        },
      ),
    ),
  ];
}
