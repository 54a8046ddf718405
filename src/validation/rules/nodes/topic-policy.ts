import { isUnresolved } from '../../../private/tokens';
import { listElements } from '../../property-reader';
import type { ResourceView } from '../../resource-view';
import { canElastiCachePublish, findDenyStatement, usesSourceAccount } from '../../topic-statements';

const POLICY_TYPE = 'AWS::SNS::TopicPolicy';
const INLINE_POLICY_TYPE = 'AWS::SNS::TopicInlinePolicy';

/** The policy of a topic that does not allow ElastiCache to publish. */
export interface RejectingPolicy {
  /** The policy that denies ElastiCache to publish, if another statement cannot allow it. */
  readonly denyingPolicy?: ResourceView;
  /** The policy with the condition key `aws:SourceAccount`, if this key is the reason. */
  readonly sourceAccountPolicy?: ResourceView;
  /** All policies of the topic. Without a policy, the topic has the default policy. */
  readonly policies: readonly ResourceView[];
}

/**
 * Finds the policies of a topic if they do not allow ElastiCache to publish. Returns undefined if they allow it, or if
 * that is unknown.
 */
export function findRejectingPolicy(topic: ResourceView): RejectingPolicy | undefined {
  const policies = findPolicies(topic);
  if (!policies || canElastiCachePublish(policies.flatMap(listStatements), topic.account) !== false) {
    return undefined;
  }
  const denyingPolicy = policies.find((policy) => findDenyStatement(listStatements(policy), topic.account));
  const sourceAccountPolicy = denyingPolicy
    ? undefined
    : policies.find((policy) => listStatements(policy).some(usesSourceAccount));
  return { denyingPolicy, sourceAccountPolicy, policies };
}

/** Returns undefined if another policy can refer to the topic. */
function findPolicies(topic: ResourceView): ResourceView[] | undefined {
  const policies = topic.resourcesOfType(POLICY_TYPE);
  const hasUnknownPolicies =
    policies.some((policy) => hasUnknownTopics(policy, topic.type)) ||
    topic.canHaveOtherReferrers(INLINE_POLICY_TYPE, 'TopicArn');
  return hasUnknownPolicies
    ? undefined
    : [
        ...policies.filter((policy) => policy.targets('Topics', topic.type).includes(topic)),
        ...topic.findReferrers(INLINE_POLICY_TYPE, 'TopicArn'),
      ];
}

/** Whether a list of topics contains an unresolved value that can be any topic. */
function hasUnknownTopics(policy: ResourceView, topicType: string): boolean {
  return (
    isUnresolved(policy.raw('Topics')) ||
    listElements(policy, 'Topics').some(({ path, value }) => isUnresolved(value) && !policy.target(path, topicType))
  );
}

/** Lists the statements of a policy, which can be a single one. */
function listStatements(policy: ResourceView): unknown[] {
  return [policy.raw('PolicyDocument.Statement')].flat();
}
