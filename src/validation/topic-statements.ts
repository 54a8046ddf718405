import { isResolved } from '../private/tokens';
import { isObject, toText } from '../template/values';

/** Whether something is true. Undefined if it depends on values that are not known. */
type Truth = boolean | undefined;

/** A topic that ElastiCache publishes to. */
interface Topic {
  /** The ARN, which can be an intrinsic function. */
  readonly arn: unknown;
  /** The name. Undefined if it is unknown. */
  readonly name?: string;
}

/** A statement of a topic policy, with any values. */
type Statement = Readonly<Record<string, unknown>>;

/** The keys of conditions in lowercase, because their case has no meaning. */
const SOURCE_ACCOUNT = 'aws:SourceAccount'.toLowerCase();
const SOURCE_OWNER = 'aws:SourceOwner'.toLowerCase();

const ELASTICACHE = 'elasticache.amazonaws.com';

/** The operators that require a key. Negated operators, and operators with `IfExists`, accept requests without it. */
const REQUIRING_OPERATORS = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/;

/** The operators that compare text. */
const TEXT_OPERATORS = /^(?:ForAnyValue:)?String(Not)?(?:Equals|EqualsIgnoreCase|Like)(?:IfExists)?$/;

/**
 * Returns whether the statements of a topic policy allow ElastiCache to publish. ElastiCache requires the condition key
 * `aws:SourceOwner` with the account of the topic, and does not support `aws:SourceAccount`, which the default policy
 * of new topics uses. Without statements, the topic has the default policy, so the result is false.
 *
 * @param account the account of the topic, which can be unresolved
 * @param topic the topic. By default, statements are for this topic.
 * @returns undefined if the result depends on unresolved values, or on parts of a policy that are not evaluated
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html
 */
export function canElastiCachePublish(statements: readonly unknown[], account: unknown, topic?: Topic): Truth {
  const truths = (effect: string) => statements.map((statement) => hasEffect(statement, effect, { account, topic }));
  return allOf([anyOf(truths('Allow')), not(anyOf(truths('Deny')))]);
}

/**
 * Finds a statement of a topic policy that denies ElastiCache to publish, so that no other statement can allow it.
 *
 * @param account the account of the topic, which can be unresolved
 * @param topic the topic. By default, statements are for this topic.
 */
export function findDenyStatement(statements: readonly unknown[], account: unknown, topic?: Topic): unknown {
  return statements.find((statement) => hasEffect(statement, 'Deny', { account, topic }) === true);
}

/** Whether a statement would allow ElastiCache to publish if its condition had the key `aws:SourceOwner`. */
export function usesSourceAccount(statement: unknown): boolean {
  if (!isObject(statement) || statement.Effect !== 'Allow' || coversPublishing(statement) === false) {
    return false;
  }
  const keys = listRequiredKeys(statement);
  return keys.includes(SOURCE_ACCOUNT) && !keys.includes(SOURCE_OWNER) && namesElastiCache(statement);
}

/** The topic of a policy, and its account. */
interface TopicContext {
  readonly account: unknown;
  readonly topic?: Topic;
}

function hasEffect(statement: unknown, effect: string, { account, topic }: TopicContext): Truth {
  if (!isObject(statement) || !isResolved(statement.Effect)) {
    return undefined;
  }
  return allOf([
    statement.Effect === effect,
    coversPublishing(statement),
    coversTopic(statement, topic),
    coversElastiCache(statement.Principal),
    isConditionTrue(statement, account),
  ]);
}

function coversPublishing({ Action }: Statement): Truth {
  return anyOf([Action].flat().map((action) => matchesPattern(action, 'sns:publish')));
}

function coversTopic({ Resource }: Statement, topic: Topic | undefined): Truth {
  return topic === undefined || Resource === undefined
    ? true
    : anyOf([Resource].flat().map((resource) => matchesTopic(resource, topic)));
}

/**
 * Whether a resource of a statement is the topic.
 *
 * If the ARN of the topic is an intrinsic function, only the name shows whether a resource is another topic. A topic
 * without a name in its template can have any name, because it can be imported into the stack. Two different intrinsic
 * functions can have the same value.
 */
function matchesTopic(resource: unknown, { arn, name }: Topic): Truth {
  if (resource === '*' || JSON.stringify(resource) === JSON.stringify(arn)) {
    return true;
  }
  const topicArn = toText(arn);
  if (topicArn !== undefined) {
    return matchesPattern(resource, topicArn);
  }
  const pattern = isResolved(resource) ? toText(resource)?.split(':').pop() : undefined;
  const isOtherName = pattern !== undefined && name !== undefined && matchesPattern(pattern, name) === false;
  return isOtherName ? false : undefined;
}

/** ElastiCache publishes on behalf of the account, and AWS documents only all principals for it. */
function coversElastiCache(principal: unknown): Truth {
  if (!isObject(principal)) {
    return principal === '*' || undefined;
  }
  return anyOf(
    Object.entries(principal).flatMap(([type, values]) =>
      [values].flat().map((value) => {
        if (type === 'AWS') {
          return value === '*' || undefined;
        }
        const isOtherService = type === 'Service' && isResolved(value) && value !== ELASTICACHE;
        return isOtherService ? false : undefined;
      }),
    ),
  );
}

function namesElastiCache({ Principal }: Statement): boolean {
  return isObject(Principal)
    ? [Principal.AWS].flat().includes('*') || [Principal.Service].flat().includes(ELASTICACHE)
    : Principal === '*';
}

function isConditionTrue(statement: Statement, account: unknown): Truth {
  if (statement.Condition === undefined) {
    return true;
  }
  const requiresOwner = listRequiredKeys(statement).includes(SOURCE_OWNER);
  return allOf(
    listConditions(statement).map(({ operator, key, values }) => {
      if (key === SOURCE_ACCOUNT && REQUIRING_OPERATORS.test(operator)) {
        return requiresOwner ? undefined : false;
      }
      const match = key === SOURCE_OWNER ? TEXT_OPERATORS.exec(operator) : null;
      if (!match) {
        return undefined;
      }
      const isOwner = anyOf(values.map((value) => isAccount(value, account)));
      return match[1] === undefined ? isOwner : not(isOwner);
    }),
  );
}

interface ConditionEntry {
  readonly operator: string;
  /** In lowercase. Undefined if the keys are unresolved. */
  readonly key?: string;
  readonly values: readonly unknown[];
}

function listConditions({ Condition }: Statement): ConditionEntry[] {
  if (!isObject(Condition)) {
    return [{ operator: '', values: [] }];
  }
  return Object.entries(Condition).flatMap(([operator, keys]): ConditionEntry[] =>
    isObject(keys)
      ? Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: [values].flat() }))
      : [{ operator, values: [] }],
  );
}

function listRequiredKeys(statement: Statement): (string | undefined)[] {
  return listConditions(statement)
    .filter(({ operator }) => REQUIRING_OPERATORS.test(operator))
    .map(({ key }) => key);
}

/** Returns whether a value is the account of the topic, or matches it with wildcards. */
function isAccount(value: unknown, account: unknown): Truth {
  if (isObject(value) && value.Ref === 'AWS::AccountId') {
    return true;
  }
  const text = isResolved(account) ? toText(account) : undefined;
  return text === undefined ? value === '*' || undefined : matchesPattern(value, text);
}

/** Returns whether a text with wildcards matches another text. The case has no meaning. */
function matchesPattern(value: unknown, text: string): Truth {
  const pattern = isResolved(value) ? toText(value) : undefined;
  if (pattern === undefined) {
    return undefined;
  }
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${expression}$`, 'i').test(text);
}

function anyOf(truths: readonly Truth[]): Truth {
  return truths.includes(true) || (truths.includes(undefined) ? undefined : false);
}

function allOf(truths: readonly Truth[]): Truth {
  return not(anyOf(truths.map(not)));
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
