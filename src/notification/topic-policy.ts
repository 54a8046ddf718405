import { aws_iam as iam } from 'aws-cdk-lib';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Aspects } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

export const PUBLISH_ACTION = 'sns:Publish';

/** The topics whose policies allow alarms. */
const TOPICS_FOR_ALARMS = new WeakSet<IConstruct>();

/**
 * Allows ElastiCache to publish to a topic, and returns whether the topic policy was updated. The statement is the one
 * in the AWS documentation. ElastiCache does not support service principals or `aws:SourceAccount` for notifications.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html
 */
export function allowElastiCache(topic: sns.ITopicRef): boolean {
  const statement = new iam.PolicyStatement({
    principals: [new iam.AnyPrincipal()],
    actions: [PUBLISH_ACTION],
    resources: [topic.topicRef.topicArn],
    conditions: { StringEquals: { 'aws:SourceOwner': topic.env.account } },
  });
  const isUpdated = iam.ResourceWithPolicies.of(topic)?.addToResourcePolicy(statement).statementAdded === true;
  if (isUpdated) {
    allowAlarms(topic);
  }
  return isUpdated;
}

/**
 * Allows CloudWatch alarms to publish to a topic if the topic has a policy at synthesis. The policy replaces the
 * default policy of the topic, which allows alarms. The alarm actions of aws-cdk-lib do not update the policy.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export function allowAlarms(topic: sns.ITopicRef): void {
  if (TOPICS_FOR_ALARMS.has(topic)) {
    return;
  }
  TOPICS_FOR_ALARMS.add(topic);
  Aspects.of(topic).add({
    visit: (construct) => {
      if (construct === topic && hasPolicy(topic)) {
        iam.ResourceWithPolicies.of(topic)?.addToResourcePolicy(createAlarmStatement(topic));
      }
    },
  });
}

function createAlarmStatement(topic: sns.ITopicRef) {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: [PUBLISH_ACTION],
    resources: [topic.topicRef.topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': topic.env.account } },
  });
}

/** Whether the topic is an L2 construct that has created its policy. */
function hasPolicy({ node }: IConstruct): boolean {
  return node.tryFindChild('Policy') !== undefined;
}
