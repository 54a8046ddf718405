import type { RuleFinding } from './rule';
import { FindingSeverity, removeAdvice } from './rule';
import { ACKNOWLEDGED_SUFFIX, qualifyRuleId } from './rule-ids';

/** The reasons of acknowledgments, by rule id. */
export type Acknowledgements = Readonly<Record<string, string>>;

/** Whether a value is an object with a reason for each id. */
export function isAcknowledgements(value: unknown): value is Acknowledgements {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((reason) => typeof reason === 'string' && reason !== '')
  );
}

/** Finds the reason for a rule in the first acknowledgments that contain the rule. */
export function findReason(acknowledgements: readonly Acknowledgements[], ruleId: string): string | undefined {
  const id = qualifyRuleId(ruleId);
  return acknowledgements.find((reasons) => Object.hasOwn(reasons, id))?.[id];
}

/** Finds the reason for a rule. */
type FindReason = (ruleId: string) => string | undefined;

/**
 * Converts an acknowledged error to a warning with the reason. Returns undefined for findings that are not reported.
 *
 * @param find finds the reasons of acknowledgments
 * @param findRecorded finds the reasons of acknowledgments that the CDK applies to the original ids
 */
export function acknowledgeFinding<Finding extends RuleFinding>(
  finding: Finding,
  find: FindReason,
  findRecorded: FindReason = () => undefined,
): Finding | undefined {
  const { ruleId, severity, message, isAcknowledgeable } = finding;
  const recordedReason = findRecorded(ruleId);
  const reason = recordedReason ?? find(ruleId);
  if (reason === undefined || !isAcknowledgeable) {
    return finding;
  }
  const acknowledgedId = ruleId + ACKNOWLEDGED_SUFFIX;
  if (severity === FindingSeverity.WARNING || find(acknowledgedId) !== undefined) {
    return undefined;
  }
  return {
    ...finding,
    ruleId: recordedReason === undefined ? acknowledgedId : ruleId,
    severity: FindingSeverity.WARNING,
    message: `${removeAdvice(message)} (acknowledged: ${reason})`,
  };
}
