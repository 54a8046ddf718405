import { isObject } from '../../../template/values';
import { toTexts } from '../../property-reader';
import type { ResourceView } from '../../resource-view';

const ELASTICACHE = 'elasticache.amazonaws.com';

/** The condition keys in lowercase, because their case has no meaning. */
const SOURCE_ACCOUNT = 'aws:SourceAccount'.toLowerCase();
const SOURCE_OWNER = 'aws:SourceOwner'.toLowerCase();

/** The operators that require a key. Negated operators, and operators with `IfExists`, accept requests without it. */
const REQUIRING_OPERATORS = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/;

/** A statement of a policy, with any values. */
type Statement = Readonly<Record<string, unknown>>;

/**
 * Finds a policy that allows ElastiCache to publish to a topic only with the condition key `aws:SourceAccount`. Returns
 * undefined if another statement can allow ElastiCache to publish, or if a statement is unresolved.
 */
export function findSourceAccountPolicy(topic: ResourceView): ResourceView | undefined {
  const statements = findPolicies(topic)
    .flatMap((policy) => listStatements(policy).map((statement) => ({ policy, statement })))
    .filter(({ statement }) => canAllowPublishing(statement));
  return statements.every(({ statement }) => requiresSourceAccount(statement))
    ? statements.find(({ statement }) => appliesToElastiCache(statement))?.policy
    : undefined;
}

function findPolicies(topic: ResourceView): ResourceView[] {
  const policies = topic
    .resourcesOfType('AWS::SNS::TopicPolicy')
    .filter((policy) => policy.targets('Topics', topic.type).includes(topic));
  return [...policies, ...topic.findReferrers('AWS::SNS::TopicInlinePolicy', 'TopicArn')];
}

/** Lists the statements of a policy, which can be a single one. Unresolved statements are listed without values. */
function listStatements(policy: ResourceView): Statement[] {
  return [policy.raw('PolicyDocument.Statement')].flat().map((statement) => (isObject(statement) ? statement : {}));
}

/** Whether a statement allows the action `sns:Publish`, or possibly allows it. */
function canAllowPublishing({ Effect, Action }: Statement): boolean {
  const isOtherAction = (action: unknown) =>
    typeof action === 'string' && /^[\w:]+$/.test(action) && action.toLowerCase() !== 'sns:publish';
  return Effect !== 'Deny' && ![Action].flat().every(isOtherAction);
}

/** Whether a statement requires the key `aws:SourceAccount`, and not `aws:SourceOwner`. */
function requiresSourceAccount({ Condition }: Statement): boolean {
  const operators = isObject(Condition) ? Object.entries(Condition) : [];
  const keys = operators
    .filter(([operator]) => REQUIRING_OPERATORS.test(operator))
    .flatMap(([, values]) => (isObject(values) ? Object.keys(values) : []))
    .map((key) => key.toLowerCase());
  return keys.includes(SOURCE_ACCOUNT) && !keys.includes(SOURCE_OWNER);
}

function appliesToElastiCache({ Principal }: Statement): boolean {
  if (!isObject(Principal)) {
    return Principal === '*';
  }
  return toTexts([Principal.AWS].flat()).includes('*') || toTexts([Principal.Service].flat()).includes(ELASTICACHE);
}
