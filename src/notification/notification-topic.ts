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
 * policy in the app uses `aws:SourceOwner`. If a separate policy is created later, the topic has two policies, and a
 * warning is added.
 */
export function bindNotificationTopic(cache: IConstruct, topic: sns.ITopicRef | undefined): void {
  if (!topic) {
    return;
  }
  const resource = findResource(topic);
  const isL2 = resource !== undefined && resource !== topic;
  const isUpdated = isL2 && findSeparatePolicies(cache, topic).length === 0 && allowElastiCache(topic);
  cache.node.addValidation({
    validate: () => {
      const policies = findSeparatePolicies(cache, topic);
      if (isUpdated && policies.length > 0) {
        addSeveralPoliciesWarning(cache, policies[0]);
      } else if (!isUpdated && !policies.some(usesSourceOwner)) {
        addPolicyWarning(cache, topic);
      }
      return [];
    },
  });
}

function addSeveralPoliciesWarning(cache: IConstruct, { node }: sns.CfnTopicPolicy): void {
  addConstructWarning(
    cache,
    'NotificationTopic.SeveralPolicies',
    `'notificationTopic' refers to a topic with its own policy and the policy '${node.path}', of which only one takes effect. ` +
      'Add the statements of the policy to the topic with addToResourcePolicy(), or create the policy before the cache.',
  );
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
    .filter((policy) => !isOwnPolicy(policy, topic) && policy.topics.some((arn) => isArnOf(arn, topic)));
}

/** Whether a topic has created a policy, which is its child with the id `Policy`. */
function isOwnPolicy(policy: sns.CfnTopicPolicy, topic: sns.ITopicRef): boolean {
  const child = topic.node.tryFindChild('Policy');
  return child !== undefined && policy.node.scopes.includes(child);
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

/** Whether a policy allows something with the condition key, whose letter case does not matter. */
function usesSourceOwner(policy: sns.CfnTopicPolicy): boolean {
  const document = policy.stack.resolve(policy.policyDocument);
  return [document?.Statement]
    .flat()
    .filter((statement) => statement?.Effect === 'Allow')
    .some(({ Condition = {} }) => JSON.stringify(Condition).toLowerCase().includes('"aws:sourceowner"'));
}
