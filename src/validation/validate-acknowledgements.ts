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
import { VALIDATED_TYPES, getRuleSet } from './rule-sets';
import { listSchemaRules } from './schema';
import { findClosest } from '../private/text';

/** The library's name at the beginning of an id, also of one that is pasted with brackets or with one colon. */
const LIBRARY_PREFIX = /^\W*cdk-elasticache\W+/;

type Rules = ReadonlyMap<string, Pick<RuleMetadata, 'impossible'>>;

/** An acknowledgement that is wrong. */
export interface AcknowledgementError {
  readonly message: string;
  /** The path of the construct that acknowledges; empty for the app. */
  readonly path: string;
}

/** Finds the errors in the acknowledgements of an app and in its context, each once. */
export function findAcknowledgementErrors(root: IConstruct): AcknowledgementError[] {
  const rules = listRules();
  const isOfThisLibrary = (id: string) => LIBRARY_PREFIX.test(id) || rules.has(qualifyRuleId(id));
  const recordedErrors = listRecordedAcknowledgements(root)
    .filter(({ id }) => isOfThisLibrary(id))
    .flatMap(({ id, reason, path }) =>
      checkAcknowledgement(rules, id, reason, path).map((message) => ({ message, path })),
    );
  const contextErrors = [
    ...listContextValues(root).flatMap((value) =>
      isAcknowledgements(value) ? checkAcknowledgements(value) : formatContextError(value),
    ),
    ...checkContextKeys(root),
  ].map((message) => ({ message, path: '' }));
  return [...contextErrors, ...recordedErrors];
}

/** Returns the errors in the acknowledgements of an app and in its context. */
export function checkAcknowledgementsOf(root: IConstruct): string[] {
  return [...new Set(findAcknowledgementErrors(root).map(({ message }) => message))];
}

/** Returns an error for each id that is no rule, or a rule that cannot be acknowledged, and for each missing reason. */
export function checkAcknowledgements(acknowledgements: Acknowledgements): string[] {
  const rules = listRules();
  return Object.entries(acknowledgements).flatMap(([id, reason]) => checkAcknowledgement(rules, id, reason));
}

function checkAcknowledgement(rules: Rules, id: string, reason: unknown, path: string = ''): string[] {
  const scope = path === '' ? '' : ` for '${path}'`;
  const rule = rules.get(id) ?? rules.get(id.replace(ACKNOWLEDGED_SUFFIX, ''));
  if (!rule) {
    const suggestion = findIntendedId(id, [...rules.keys()]);
    return [
      `'${id}' is acknowledged${scope}, but it is no rule of this library${suggestion ? `; did you mean '${suggestion}'` : ''}`,
    ];
  }
  if (rule.impossible !== undefined) {
    return [
      `'${id}' is acknowledged${scope}, but no release of AWS can accept it, since ${rule.impossible}; correct the value`,
    ];
  }
  return reason === undefined || reason === '' ? [`'${id}' is acknowledged${scope} without a reason; give one`] : [];
}

/** Finds the id that was probably meant: another spelling of it, or an equal problem of another resource type. */
function findIntendedId(id: string, ids: readonly string[]): string | undefined {
  const text = id.replace(LIBRARY_PREFIX, '').replace(/\W+$/, '');
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
    .map((key) => `the context key '${key}' is unknown; did you mean '${ACKNOWLEDGEMENTS_CONTEXT_KEY}'`);
}

function formatContextError(value: unknown): string {
  return `the context key '${ACKNOWLEDGEMENTS_CONTEXT_KEY}' must be an object with a reason for each rule id, got ${JSON.stringify(value)}`;
}

/** All rules and warnings by the ids that acknowledge them. */
function listRules(): Rules {
  const rules = [...VALIDATED_TYPES.flatMap(getRuleSet), ...listSchemaRules()];
  return new Map<string, Pick<RuleMetadata, 'impossible'>>([
    ...rules.map((rule) => [qualifyRuleId(rule.id), rule] as const),
    ...Object.keys(CONSTRUCT_WARNINGS).map((id) => [qualifyRuleId(id), {}] as const),
  ]);
}
