import { formatList } from '../../../private/text';
import { TOPIC_ARN_PATTERN } from '../../../service-data/limits';
import type { Rule } from '../../rule';
import type { RuleMetadataFactory } from '../../rule-builders';
import { crossResourceRule, deferredRule, formatValue, rule, templateRule } from '../../rule-builders';
import { sameAccountRule, sameRegionRule } from '../environment';
import { findRejectingPolicy } from './topic-policy';

const SNS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html';
const TOPIC_POLICIES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html';
const TOPIC = 'NotificationTopicArn';
const TOPIC_TYPE = 'AWS::SNS::Topic';
const TOPICS = { property: TOPIC, types: [TOPIC_TYPE], idPrefix: 'Topic', thing: 'a topic', holdsArns: true, see: SNS };

/** Validates the SNS topic for events of a node-based cache. */
export function notificationRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    rule(
      metadata('TopicArnInvalid', TOPIC, SNS),
      'NotificationTopicArn must be the ARN of an SNS topic whose name consists of letters, digits, hyphens, and underscores',
      (cache) => {
        const arn = cache.text(TOPIC);
        return arn === undefined || TOPIC_ARN_PATTERN.test(arn)
          ? undefined
          : `${cache.name(TOPIC)} ${describeInvalidArn(arn)} Use an ARN such as arn:aws:sns:us-east-1:123456789012:events.`;
      },
    ),
    crossResourceRule(
      { ...metadata('TopicIsFifo', TOPIC, SNS), severity: 'warning' },
      'NotificationTopicArn should not refer to a FIFO topic',
      (cache) => {
        const topic = cache.target(TOPIC, TOPIC_TYPE);
        const isFifo = topic?.flag('FifoTopic') === true || cache.text(TOPIC)?.endsWith('.fifo');
        return isFifo
          ? `${cache.name(TOPIC)} should not refer to a FIFO topic, because ElastiCache does not send notifications to FIFO topics, but got ${topic ?? cache.text(TOPIC)}. Use a standard topic.`
          : undefined;
      },
    ),
    deferredRule(
      { ...metadata('TopicEncrypted', TOPIC, SNS), severity: 'warning' },
      'NotificationTopicArn should not refer to an encrypted topic',
      (cache) => {
        const topic = cache.target(TOPIC, TOPIC_TYPE);
        return topic?.has('KmsMasterKeyId')
          ? `${cache.name(TOPIC)} should not refer to an encrypted topic, because ElastiCache sends no notifications to it, but got ${topic}. Use a topic without a KMS key.`
          : undefined;
      },
    ),
    templateRule(
      { ...metadata('TopicPolicyUsesSourceAccount', TOPIC, TOPIC_POLICIES), severity: 'warning' },
      'NotificationTopicArn should refer to a topic whose policy uses the condition key aws:SourceOwner instead of aws:SourceAccount',
      (cache) => {
        const topic = cache.target(TOPIC, TOPIC_TYPE);
        const policy = topic && findRejectingPolicy(topic)?.sourceAccountPolicy;
        return policy
          ? `'${TOPIC}' should refer to a topic whose policy uses the condition key aws:SourceOwner, but got ${topic} with aws:SourceAccount in ${policy}. ElastiCache cannot publish to the topic. Replace aws:SourceAccount with aws:SourceOwner.`
          : undefined;
      },
    ),
    templateRule(
      { ...metadata('TopicPolicyRejectsElastiCache', TOPIC, TOPIC_POLICIES), severity: 'warning' },
      'NotificationTopicArn should refer to a topic with a policy that allows ElastiCache to publish, because the default policy of new topics does not',
      (cache) => {
        const topic = cache.target(TOPIC, TOPIC_TYPE);
        const rejecting = topic && !cache.template.hasTransforms ? findRejectingPolicy(topic) : undefined;
        if (!rejecting || rejecting.sourceAccountPolicy) {
          return undefined;
        }
        const { policies, denyingPolicy } = rejecting;
        const policy =
          policies.length > 0
            ? formatList(policies.map(String))
            : 'the default policy, which requires aws:SourceAccount in requests';
        const addition = policies.length > 0 ? 'Add a statement' : 'Add an AWS::SNS::TopicPolicy with a statement';
        const fix = denyingPolicy
          ? `Remove or restrict the statement in ${denyingPolicy} that denies sns:Publish.`
          : `${addition} that allows all principals to use sns:Publish if aws:SourceOwner is the id of the account.`;
        return (
          `'${TOPIC}' should refer to a topic with a policy that allows ElastiCache to publish, but got ${topic} with ${policy}. ` +
          `ElastiCache cannot publish notifications to the topic. ${fix}`
        );
      },
    ),
    sameAccountRule(metadata, TOPICS),
    sameRegionRule(metadata, TOPICS),
  ];
}

/** Describes the first part of an ARN that is not valid, as a predicate. */
function describeInvalidArn(arn: string): string {
  const [prefix, partition, service, region = '', account = '', name] = arn.split(':');
  if (prefix !== 'arn' || !/^[a-z-]+$/.test(partition) || service !== 'sns' || name === undefined) {
    return `must be the ARN of an SNS topic, but got ${formatValue(arn)}.`;
  }
  if (!/^[a-z0-9-]+$/.test(region)) {
    return `must be the ARN of an SNS topic in a Region such as us-east-1, but got the Region ${formatValue(region)}.`;
  }
  return /^\d{12}$/.test(account)
    ? `must be the ARN of an SNS topic whose name consists of letters, digits, hyphens, and underscores, but got ${formatValue(arn)}.`
    : `must be the ARN of an SNS topic with an account id of 12 digits, but got the account id ${formatValue(account)}.`;
}
