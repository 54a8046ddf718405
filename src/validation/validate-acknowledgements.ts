import type { IConstruct } from 'constructs';
import {
  ACKNOWLEDGED_SUFFIX,
  ACKNOWLEDGEMENTS_CONTEXT_KEY,
  isAcknowledgements,
  listContextValues,
  listRecordedAcknowledgements,
  qualifyRuleId,
} from './acknowledgements';
import type { Acknowledgements } from './acknowledgements';
import { CONSTRUCT_WARNINGS } from './construct-warnings';
import type { RuleMetadata } from './rule';
import { FindingSeverity } from './rule';
import { VALIDATED_TYPES, getRuleSet } from './rule-sets';
import { listSchemaRules } from './schema';
import { findClosest } from '../private/text';

/** The prefix of rule ids of this library. Also matches ids with a leading bracket or a single colon. */
const LIBRARY_PREFIX = /^\W*cdk-elasticache\W+/i;

type RuleClass = Pick<RuleMetadata, 'impossible' | 'severity'>;

/** The rules, by the ids that users acknowledge. */
type Rules = ReadonlyMap<string, RuleClass>;

/** An error in an acknowledgment. */
export interface AcknowledgementError {
  readonly message: string;
  /** The path of the construct with the acknowledgment, or an empty text for the context. */
  readonly path: string;
}

/** Finds the errors in the acknowledgments and in the context of constructs. */
export function findAcknowledgementErrors(constructs: readonly IConstruct[]): AcknowledgementError[] {
  const recorded = listRecordedAcknowledgements(constructs);
  const contextValues = listContextValues(constructs);
  // Loading all rules takes time, and most apps have no acknowledgments.
  const rules: Rules = recorded.length > 0 || contextValues.length > 0 ? listRules() : new Map();
  const isOfThisLibrary = (id: string) => LIBRARY_PREFIX.test(id) || rules.has(qualifyRuleId(id));
  const recordedErrors = recorded
    .filter(({ id }) => isOfThisLibrary(id))
    .flatMap(({ id, reason, path }) =>
      checkAcknowledgement(rules, id, reason, path).map((message) => ({ message, path })),
    );
  const contextErrors = [
    ...contextValues.flatMap((value) =>
      isAcknowledgements(value) ? checkAcknowledgements(value, rules) : formatContextError(value),
    ),
    ...checkContextKeys(constructs[0].node.root),
  ].map((message) => ({ message, path: '' }));
  return [...contextErrors, ...recordedErrors];
}

/** Returns the distinct errors in the acknowledgments and in the context of constructs. */
export function checkAcknowledgementsOf(constructs: readonly IConstruct[]): string[] {
  return [...new Set(findAcknowledgementErrors(constructs).map(({ message }) => message))];
}

/** Returns an error for each unknown rule, each rule that cannot be acknowledged, and each missing reason. */
export function checkAcknowledgements(acknowledgements: Acknowledgements, rules: Rules = listRules()): string[] {
  return Object.entries(acknowledgements).flatMap(([id, reason]) => checkAcknowledgement(rules, id, reason));
}

function checkAcknowledgement(rules: Rules, id: string, reason: unknown, path: string = ''): string[] {
  const scope = path === '' ? '' : ` for '${path}'`;
  const rule = rules.get(id) ?? findAcknowledgedRule(rules, id);
  if (!rule) {
    const intendedId = findIntendedId(id, [...rules.keys()]);
    const fix = intendedId ? `Did you mean '${intendedId}'?` : 'Remove the acknowledgment.';
    return [`'${id}' is acknowledged${scope}, but is not a rule of cdk-elasticache. ${fix}`];
  }
  if (rule.impossible !== undefined) {
    return [
      `'${id}' is acknowledged${scope}, but this rule cannot be acknowledged, because ${rule.impossible}. Remove the acknowledgment, and correct the value.`,
    ];
  }
  return reason === undefined || reason === ''
    ? [`'${id}' is acknowledged${scope} without a reason. Specify a reason.`]
    : [];
}

/** Finds the rule of an id with the suffix for acknowledged errors. This id acknowledges the remaining warning. */
function findAcknowledgedRule(rules: Rules, id: string): RuleClass | undefined {
  const rule = id.endsWith(ACKNOWLEDGED_SUFFIX) ? rules.get(id.slice(0, -ACKNOWLEDGED_SUFFIX.length)) : undefined;
  return rule?.severity === FindingSeverity.ERROR ? rule : undefined;
}

/** Finds the rule id with the most similar spelling to an unknown id, or with the same problem of another type. */
function findIntendedId(id: string, ids: readonly string[]): string | undefined {
  const text = id.replace(LIBRARY_PREFIX, '').replace(/\W+$/, '').replace(ACKNOWLEDGED_SUFFIX, '');
  const qualified = qualifyRuleId(text);
  return (
    ids.find((known) => known.toLowerCase() === qualified.toLowerCase()) ??
    findClosest(qualified, ids) ??
    ids.find((known) => known.endsWith(`.${text.split('.').pop()}`))
  );
}

function checkContextKeys(root: IConstruct): string[] {
  return Object.keys(root.node.getAllContext())
    .filter((key) => key !== ACKNOWLEDGEMENTS_CONTEXT_KEY && findClosest(key, [ACKNOWLEDGEMENTS_CONTEXT_KEY]))
    .map((key) => `'${key}' is an unknown context key. Did you mean '${ACKNOWLEDGEMENTS_CONTEXT_KEY}'?`);
}

function formatContextError(value: unknown): string {
  return `'${ACKNOWLEDGEMENTS_CONTEXT_KEY}' must be an object with a reason for each rule id, but got ${JSON.stringify(value)}. Specify a reason that is not empty for each rule id.`;
}

/** Lists all rules, including the warnings of constructs. */
function listRules(): Rules {
  const rules = [...VALIDATED_TYPES.flatMap(getRuleSet), ...listSchemaRules()];
  return new Map<string, RuleClass>([
    ...rules.map((rule) => [qualifyRuleId(rule.id), rule] as const),
    ...Object.keys(CONSTRUCT_WARNINGS).map((id) => [qualifyRuleId(id), { severity: FindingSeverity.WARNING }] as const),
  ]);
}
