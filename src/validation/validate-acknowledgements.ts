import type { IConstruct } from 'constructs';
import { isAcknowledgements } from './acknowledgement-reasons';
import { ACKNOWLEDGEMENTS_CONTEXT_KEY, listContextValues, listRecordedAcknowledgements } from './acknowledgements';
import type { Rules } from './check-acknowledgements';
import { checkAcknowledgement, checkAcknowledgements, LIBRARY_PREFIX, listRules } from './check-acknowledgements';
import { qualifyRuleId } from './rule-ids';
import { findClosest } from '../private/text';

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

function checkContextKeys(root: IConstruct): string[] {
  return Object.keys(root.node.getAllContext())
    .filter((key) => key !== ACKNOWLEDGEMENTS_CONTEXT_KEY && findClosest(key, [ACKNOWLEDGEMENTS_CONTEXT_KEY]))
    .map((key) => `'${key}' is an unknown context key. Did you mean '${ACKNOWLEDGEMENTS_CONTEXT_KEY}'?`);
}

function formatContextError(value: unknown): string {
  return `'${ACKNOWLEDGEMENTS_CONTEXT_KEY}' must be an object with a reason for each rule id, but got ${JSON.stringify(value)}. Specify a reason that is not empty for each rule id.`;
}
