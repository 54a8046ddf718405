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

/** The library's name at the beginning of an id, also of one that is pasted with brackets or with one colon. */
const LIBRARY_PREFIX = /^\W*cdk-elasticache\W+/i;

type RuleClass = Pick<RuleMetadata, 'impossible' | 'severity'>;

/** Rules by the ids that acknowledge them. */
type Rules = ReadonlyMap<string, RuleClass>;

/** An acknowledgement that is wrong. */
export interface AcknowledgementError {
  readonly message: string;
  /** The path of the construct that acknowledges; empty for the app. */
  readonly path: string;
}

/** Finds the errors in the acknowledgements and in the context of constructs. */
export function findAcknowledgementErrors(constructs: readonly IConstruct[]): AcknowledgementError[] {
  const recorded = listRecordedAcknowledgements(constructs);
  const contextValues = listContextValues(constructs);
  // Most apps acknowledge nothing, and need not load all rules.
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

/** Returns the errors in the acknowledgements and in the context of constructs, each once. */
export function checkAcknowledgementsOf(constructs: readonly IConstruct[]): string[] {
  return [...new Set(findAcknowledgementErrors(constructs).map(({ message }) => message))];
}

/** Returns an error for each id that is no rule, or a rule that cannot be acknowledged, and for each missing reason. */
export function checkAcknowledgements(acknowledgements: Acknowledgements, rules: Rules = listRules()): string[] {
  return Object.entries(acknowledgements).flatMap(([id, reason]) => checkAcknowledgement(rules, id, reason));
}

function checkAcknowledgement(rules: Rules, id: string, reason: unknown, path: string = ''): string[] {
  const scope = path === '' ? '' : ` for '${path}'`;
  const rule = rules.get(id) ?? findAcknowledgedRule(rules, id);
  if (!rule) {
    const suggestion = findIntendedId(id, [...rules.keys()]);
    return [
      `'${id}' is acknowledged${scope}, but is not a rule of this library.${suggestion ? ` Use '${suggestion}'.` : ''}`,
    ];
  }
  if (rule.impossible !== undefined) {
    return [
      `'${id}' is acknowledged${scope}, but cannot be acknowledged, because ${rule.impossible}. Correct the value.`,
    ];
  }
  return reason === undefined || reason === ''
    ? [`'${id}' is acknowledged${scope} without a reason. Specify a reason.`]
    : [];
}

/** Finds the rule whose acknowledgement is acknowledged by an id: an error that is a warning then. */
function findAcknowledgedRule(rules: Rules, id: string): RuleClass | undefined {
  const rule = id.endsWith(ACKNOWLEDGED_SUFFIX) ? rules.get(id.slice(0, -ACKNOWLEDGED_SUFFIX.length)) : undefined;
  return rule?.severity === FindingSeverity.ERROR ? rule : undefined;
}

/** Finds the id that was probably meant: another spelling of it, or an equal problem of another resource type. */
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
    .map((key) => `'${key}' is an unknown context key. Use '${ACKNOWLEDGEMENTS_CONTEXT_KEY}'.`);
}

function formatContextError(value: unknown): string {
  return `'${ACKNOWLEDGEMENTS_CONTEXT_KEY}' must be an object with a reason for each rule id, but got ${JSON.stringify(value)}.`;
}

/** Lists all rules, and the warnings of constructs. */
function listRules(): Rules {
  const rules = [...VALIDATED_TYPES.flatMap(getRuleSet), ...listSchemaRules()];
  return new Map<string, RuleClass>([
    ...rules.map((rule) => [qualifyRuleId(rule.id), rule] as const),
    ...Object.keys(CONSTRUCT_WARNINGS).map((id) => [qualifyRuleId(id), { severity: FindingSeverity.WARNING }] as const),
  ]);
}
