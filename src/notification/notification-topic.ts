import type * as sns from 'aws-cdk-lib/aws-sns';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { allowElastiCache, PUBLISH_ACTION } from './topic-policy';
import { findAllInStage, findDefaultChild, getStage } from '../private/constructs';
import { getOrCreate } from '../private/maps';
import { isResolved } from '../private/tokens';
import { findReferencedConstruct, listStageResources } from '../validation/construct-view';
import { addConstructWarning } from '../validation/construct-warnings';
import { canElastiCachePublish, findDenyStatement } from '../validation/topic-statements';

const TOPIC_TYPE = 'AWS::SNS::Topic';
const POLICY_TYPE = 'AWS::SNS::TopicPolicy';
const INLINE_POLICY_TYPE = 'AWS::SNS::TopicInlinePolicy';

type TopicPolicy = sns.CfnTopicPolicy | sns.CfnTopicInlinePolicy;
type PoliciesByTopic = ReadonlyMap<unknown, readonly TopicPolicy[]>;

/** Whether the policy of a topic was updated. The first cache of the topic determines it. */
const UPDATED_TOPICS = new WeakMap<IConstruct, boolean>();

/** The topic policies of each list of resources, by the ARNs and topics to which they refer. */
const POLICIES_BY_TOPIC = new WeakMap<readonly IConstruct[], PoliciesByTopic>();

/**
 * Allows ElastiCache to publish to the topic for notifications.
 *
 * Does not update topics that are L1 constructs, and topics whose policies are separate constructs, because a second
 * policy would overwrite the first one. A warning is added for these and for imported topics at synthesis, unless the
 * policies in the app can allow ElastiCache to publish. If a separate policy is created later, the topic has two
 * policies, and a warning is added.
 */
export function bindNotificationTopic(cache: IConstruct, topic: sns.ITopicRef | undefined): void {
  if (!topic) {
    return;
  }
  const isUpdated = getOrCreate(UPDATED_TOPICS, topic, () => updatePolicy(cache, topic));
  cache.node.addValidation({
    validate: () => {
      const stage = getStage(cache);
      const policies = [POLICY_TYPE, INLINE_POLICY_TYPE].flatMap((type) =>
        findSeparatePolicies(topic, listStageResources(stage, type)),
      );
      const { account } = Stack.of(cache);
      const statements = policies.flatMap(listStatements);
      const identity = { arn: Stack.of(cache).resolve(topic.topicRef.topicArn), name: findName(topic) };
      const canPublish = canElastiCachePublish(statements, account, identity);
      if (isUpdated && policies.length > 0) {
        addSeveralPoliciesWarning(cache, policies[0]);
      } else if (!isUpdated && canPublish === false) {
        addPolicyWarning(cache, topic, findDenyStatement(statements, account, identity));
      }
      return [];
    },
  });
}

/** Returns whether the policy was updated. */
function updatePolicy(cache: IConstruct, topic: sns.ITopicRef): boolean {
  const resource = findResource(topic);
  const isL2 = resource !== undefined && resource !== topic;
  return isL2 && findSeparatePolicies(topic, findAllInStage(getStage(cache))).length === 0 && allowElastiCache(topic);
}

function addSeveralPoliciesWarning(cache: IConstruct, { node }: TopicPolicy): void {
  addConstructWarning(
    cache,
    'NotificationTopic.SeveralPolicies',
    `'notificationTopic' refers to a topic with its own policy and the policy '${node.path}', of which only one takes effect. ` +
      'Add the statements of the policy to the topic with addToResourcePolicy(), or create the policy before the cache.',
  );
}

/** @param denial the statement that denies ElastiCache to publish, if any */
function addPolicyWarning(cache: IConstruct, topic: sns.ITopicRef, denial: unknown): void {
  const fix = denial
    ? `Remove or restrict this statement of the topic policy: ${JSON.stringify(denial)}.`
    : `Add this statement to the topic policy: ${JSON.stringify(renderStatement(cache, topic))}.`;
  addConstructWarning(
    cache,
    'NotificationTopic.PolicyNotUpdated',
    `'notificationTopic' refers to ${describeTopic(topic)}, so the topic policy is not updated. ` +
      `ElastiCache sends no notifications unless the policy allows it with the condition key aws:SourceOwner. ${fix}`,
  );
}

/** Renders the statement that allows ElastiCache to publish. */
function renderStatement(cache: IConstruct, topic: sns.ITopicRef): object {
  const { topicArn } = topic.topicRef;
  const { account } = Stack.of(cache);
  return {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: PUBLISH_ACTION,
    Resource: isResolved(topicArn) ? topicArn : '<topic ARN>',
    Condition: { StringEquals: { 'aws:SourceOwner': isResolved(account) ? account : '<account>' } },
  };
}

function describeTopic(topic: sns.ITopicRef): string {
  if (CfnResource.isCfnResource(topic)) {
    return 'an L1 construct';
  }
  return findResource(topic) ? 'a topic whose policy is a separate construct' : 'an imported topic';
}

/** Finds the policies of a topic that the topic has not created. */
function findSeparatePolicies(topic: sns.ITopicRef, constructs: readonly IConstruct[]): TopicPolicy[] {
  const policiesByTopic = getOrCreate(POLICIES_BY_TOPIC, constructs, () => groupPolicies(constructs));
  const keys = [findResource(topic), topic.topicRef.topicArn];
  const policies = new Set(keys.flatMap((key) => policiesByTopic.get(key) ?? []));
  return [...policies].filter((policy) => !isOwnPolicy(policy, topic));
}

function groupPolicies(constructs: readonly IConstruct[]): PoliciesByTopic {
  const policiesByTopic = new Map<unknown, TopicPolicy[]>();
  for (const policy of constructs.filter(isTopicPolicy)) {
    for (const key of listTopics(policy).flatMap((arn) => [findReferencedConstruct(arn) ?? [], arn].flat())) {
      getOrCreate(policiesByTopic, key, () => []).push(policy);
    }
  }
  return policiesByTopic;
}

/** Whether a topic has created a policy, which is its child with the id `Policy`. */
function isOwnPolicy(policy: TopicPolicy, topic: sns.ITopicRef): boolean {
  const child = topic.node.tryFindChild('Policy');
  return child !== undefined && policy.node.scopes.includes(child);
}

function isTopicPolicy(construct: IConstruct): construct is TopicPolicy {
  return CfnResource.isCfnResource(construct) && [POLICY_TYPE, INLINE_POLICY_TYPE].includes(construct.cfnResourceType);
}

/** Lists the ARNs of the topics of a policy. An inline policy has one topic. */
function listTopics(policy: TopicPolicy): string[] {
  return 'topics' in policy ? policy.topics : [policy.topicArn];
}

/** Finds the name of a topic in the app. Undefined if it is unresolved, or if CloudFormation generates it. */
function findName(topic: sns.ITopicRef): string | undefined {
  const resource = findResource(topic);
  if (!CfnResource.isCfnResource(resource) || resource.cfnResourceType !== TOPIC_TYPE) {
    return undefined;
  }
  const name: unknown = resource.stack.resolve((resource as sns.CfnTopic).topicName);
  return typeof name === 'string' ? name : undefined;
}

/** Finds the L1 construct of a topic. Undefined for imported topics. */
function findResource(topic: sns.ITopicRef): IConstruct | undefined {
  if (CfnResource.isCfnResource(topic)) {
    return topic;
  }
  // The topic can be an object that implements the interface.
  return Construct.isConstruct(topic) ? findDefaultChild(topic) : undefined;
}

/** Lists the statements of a policy, which can be a single one. */
function listStatements(policy: TopicPolicy): unknown[] {
  const document = policy.stack.resolve(policy.policyDocument);
  return [document?.Statement].flat();
}
