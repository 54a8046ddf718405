import type * as sns from 'aws-cdk-lib/aws-sns';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { allowElastiCache, PUBLISH_ACTION } from './topic-policy';
import { findAllInStage, findDefaultChild, getStage } from '../private/constructs';
import { isResolved } from '../private/tokens';
import { findReferencedConstruct } from '../validation/construct-view';
import { addConstructWarning } from '../validation/construct-warnings';

/**
 * Allows ElastiCache to publish to the topic for notifications.
 *
 * Does not update topics that are L1 constructs, and topics whose policies are separate constructs, because a second
 * policy would overwrite the first one. A warning is added for these and for imported topics at synthesis, unless a
 * policy in the app uses `aws:SourceOwner`.
 */
export function bindNotificationTopic(cache: IConstruct, topic: sns.ITopicRef | undefined): void {
  if (!topic) {
    return;
  }
  const resource = findResource(topic);
  const isL2 = resource !== undefined && resource !== topic;
  if (isL2 && findSeparatePolicies(cache, topic).length === 0 && allowElastiCache(topic)) {
    return;
  }
  cache.node.addValidation({
    validate: () => {
      if (!findSeparatePolicies(cache, topic).some(usesSourceOwner)) {
        addPolicyWarning(cache, topic);
      }
      return [];
    },
  });
}

function addPolicyWarning(cache: IConstruct, topic: sns.ITopicRef): void {
  const { topicArn } = topic.topicRef;
  const { account } = Stack.of(cache);
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: PUBLISH_ACTION,
    Resource: isResolved(topicArn) ? topicArn : '<topic ARN>',
    Condition: { StringEquals: { 'aws:SourceOwner': isResolved(account) ? account : '<account>' } },
  };
  addConstructWarning(
    cache,
    'NotificationTopic.PolicyNotUpdated',
    `'notificationTopic' refers to ${describeTopic(topic)}, so the topic policy is not updated. ` +
      'ElastiCache sends no notifications unless the policy allows it with the condition key aws:SourceOwner. ' +
      `Add this statement to the topic policy: ${JSON.stringify(statement)}.`,
  );
}

function describeTopic(topic: sns.ITopicRef): string {
  if (CfnResource.isCfnResource(topic)) {
    return 'an L1 construct';
  }
  return findResource(topic) ? 'a topic whose policy is a separate construct' : 'an imported topic';
}

/** Finds the policies of a topic that the topic has not created. */
function findSeparatePolicies(cache: IConstruct, topic: sns.ITopicRef): sns.CfnTopicPolicy[] {
  return findAllInStage(getStage(cache))
    .filter((construct) => isTopicPolicy(construct))
    .filter((policy) => !policy.node.scopes.includes(topic) && policy.topics.some((arn) => isArnOf(arn, topic)));
}

function isTopicPolicy(construct: IConstruct): construct is sns.CfnTopicPolicy {
  return CfnResource.isCfnResource(construct) && construct.cfnResourceType === 'AWS::SNS::TopicPolicy';
}

function isArnOf(arn: string, topic: sns.ITopicRef): boolean {
  const resource = findResource(topic);
  const isReference = resource !== undefined && findReferencedConstruct(arn) === resource;
  return isReference || arn === topic.topicRef.topicArn;
}

/** Finds the L1 construct of a topic. Undefined for imported topics. */
function findResource(topic: sns.ITopicRef): IConstruct | undefined {
  if (CfnResource.isCfnResource(topic)) {
    return topic;
  }
  // The topic can be an object that implements the interface.
  return Construct.isConstruct(topic) ? findDefaultChild(topic) : undefined;
}

/** Whether a policy uses the condition key, whose letter case does not matter. */
function usesSourceOwner(policy: sns.CfnTopicPolicy): boolean {
  return JSON.stringify(policy.stack.resolve(policy.policyDocument)).toLowerCase().includes('aws:sourceowner');
}
